"""Collecting what is wrong with an agreement file, each finding at its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from ecocomp.errors import Place, Problem, choices_text
from ecocomp.formula.problems import FormulaError
from ecocomp.strict_yaml import Mark, Path

MOST_SUGGESTED = 50
#: Terms stand in a group, which may be that of labels.
DEEPEST_TERM = 2
#: The code of a formula that reads what is itself broken.
BROKEN = "formula.broken_reference"
#: Terms that stand at the top of a file, not in a group.
SINGLE_TERMS = ("term", "assessment", "readings", "money", "source")
LABELS = (("sections", "section"), ("parties", "party"))
#: What a file says of a term that changes nothing about it.
NOT_OF_EFFECT = (("status",), ("name",), ("title",))


class Findings:
    """Problems of one agreement, found by path and shown by file, line and column."""

    def __init__(
        self,
        file: str,
        marks: Mapping[Path, Mark],
        problems: Iterable[Problem] = (),
        removed: Mapping[str, Mark] | None = None,
    ) -> None:
        self.file = file
        self.marks = marks
        #: What the file takes away from the one it extends, by name.
        self.removed = removed or {}
        self.problems: list[Problem] = list(problems)
        #: What was found in formulas, by place, so that nothing is told twice.
        self._in_formulas: dict[Place, list[Problem]] = {}
        #: Where the YAML itself is wrong: what follows from that need not be told as well.
        self.unreadable = {each.place for each in self.problems}
        #: Paths of which enough has been told: what stands there only stands in for what is wrong.
        self.muted: set[Path] = set()

    def mark(self, path: Path) -> Mark | None:
        """The mark of ``path``, or of the nearest part above it that stands in the file."""
        while path and path not in self.marks:
            path = path[:-1]
        return self.marks.get(path)

    def place(self, path: Path) -> Place:
        mark = self.mark(path)
        return mark.place if mark else Place(self.file)

    def add(self, code: str, path: Path, reads: Iterable[str] = (), /, **details: Any) -> None:
        """A problem at the value that ``path`` leads to; ``reads`` are the names in the formula there, if it is one."""
        place = self.place(path)
        if place not in self.unreadable and not self.is_muted(path):
            self.problems.append(Problem(code, place, details, because=self.because(place, path, details, reads)))

    def add_at_key(self, code: str, path: Path, **details: Any) -> None:
        """A problem at the key that ``path`` ends with."""
        mark = self.mark(path)
        if self.is_muted(path):
            return
        place = mark.key_place if mark else Place(self.file)
        self.problems.append(Problem(code, place, details, because=self.because(place, path, details)))

    def unknown(self, code: str, path: Path, found: str, known: Iterable[str], **details: Any) -> None:
        """A word that is not one of ``known``, with the nearest of them as a suggestion."""
        choices = list(known)
        # looking for the nearest word takes time; a file with this many slips has another trouble than spelling
        close = get_close_matches(found, choices, 1) if len(self.problems) < MOST_SUGGESTED else []
        more = {"close": close[0]} if close else {"choices": choices_text(choices)}
        self.add(f"{code}_close" if close else code, path, found=found, **more, **details)

    def add_formula(self, trouble: FormulaError, path: Path, reads: Iterable[str] = ()) -> None:
        """The problems inside the formula at ``path``, each at its line and column.

        What a formula reads may be broken, which has a finding of its own. A formula of a term that is otherwise muted
        is told of all the same. ``reads`` are the names in the formula.
        """
        mark = self.mark(path)
        for each in trouble.all:
            place = Place(self.file) if mark is None else mark.inside(*(each.at or (0, 0)))
            because = self.because(place, path, each.details, reads)
            found = Problem(each.code, place, each.details, because=because)
            before = self._in_formulas.setdefault(place, [])
            if each.code != BROKEN and found not in before and path not in self.muted:
                before.append(found)
                self.problems.append(found)

    def because(self, place: Place, path: Path, details: Mapping[str, Any], reads: Iterable[str] = ()) -> Place | None:
        """Where the file itself changes what makes a problem in the file that it extends; None where nobody can say.

        What it takes away comes first, then what it says of the same term, of a term that a formula reads, and of the
        labels that values are given by.
        """
        if place.file == self.file or not path:
            return None
        gone = self.removed.get(str(details.get("found", "")))
        if gone is not None:
            return gone.place
        depth = 1 if path[0] in SINGLE_TERMS else 2
        terms = [path[:depth]]
        terms += [(group, name) for name in reads for group in ("parameters", "tables", "inputs")]
        terms += [("readings", "indicators")] if details.get("axis") == "indicator" else []
        terms += [(group,) for group, axis in LABELS if details.get("axis") == axis]
        for term in terms:
            found = self.changed(term)
            if found is not None:
                return found
        return None

    @cached_property
    def own(self) -> Mapping[Path, Mapping[Path, Place]]:
        """What the file itself says, by the terms and groups that it says it of, at whatever depth."""
        found: dict[Path, dict[Path, Place]] = {}
        for path, mark in self.marks.items():
            if mark.file == self.file:
                for depth in range(1, DEEPEST_TERM + 1):
                    found.setdefault(path[:depth], {})[path] = mark.place
        return found

    def changed(self, term: Path) -> Place | None:
        """The first place at which the file itself says something of a term."""
        own = self.own.get(term, {})
        within = [path for path in own if path[len(term) :][:1] not in NOT_OF_EFFECT]
        inner = [own[path] for path in within if len(path) == len(term) + 1]
        return min(inner or [own[path] for path in within], default=None)

    def is_muted(self, path: Path) -> bool:
        """Whether ``path`` lies within a part of which nothing more is told."""
        return any(path[: len(each)] == each for each in self.muted)
