"""Collecting what is wrong with an agreement file, each finding at its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from ecocomp.errors import Place, Problem, problem
from ecocomp.formula.problems import FormulaError
from ecocomp.strict_yaml import Mark, Path

MOST_SUGGESTED = 50
#: The code of a formula that reads what is itself broken.
BROKEN = "formula.broken_reference"


class Findings:
    """Problems of one agreement, found by path and shown by file, line and column."""

    def __init__(self, file: str, marks: Mapping[Path, Mark], problems: Iterable[Problem] = ()) -> None:
        self.file = file
        self.marks = marks
        self.problems: list[Problem] = list(problems)
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

    def add(self, code: str, path: Path, **details: Any) -> None:
        """A problem at the value that ``path`` leads to."""
        place = self.place(path)
        if place not in self.unreadable and not self.is_muted(path):
            self.problems.append(problem(code, place, **details))

    def add_at_key(self, code: str, path: Path, **details: Any) -> None:
        """A problem at the key that ``path`` ends with."""
        mark = self.mark(path)
        if self.is_muted(path):
            return
        self.problems.append(problem(code, mark.key_place if mark else Place(self.file), **details))

    def unknown(self, code: str, path: Path, found: str, known: Iterable[str], **details: Any) -> None:
        """A word that is not one of ``known``, with the nearest of them as a suggestion."""
        choices = list(known)
        # looking for the nearest word takes time; a file with this many slips has another trouble than spelling
        close = get_close_matches(found, choices, 1) if len(self.problems) < MOST_SUGGESTED else []
        more = {"close": close[0]} if close else {"choices": ", ".join(choices) or "—"}
        self.add(f"{code}_close" if close else code, path, found=found, **more, **details)

    def add_formula(self, trouble: FormulaError, path: Path) -> None:
        """The problems inside the formula at ``path``, each at its line and column.

        What a formula reads may be broken, which has a finding of its own. A formula of a term that is otherwise muted
        is told of all the same.
        """
        mark = self.mark(path)
        for each in trouble.all:
            place = Place(self.file) if mark is None else mark.inside(*(each.at or (0, 0)))
            found = Problem(each.code, place, each.details)
            if each.code != BROKEN and found not in self.problems and path not in self.muted:
                self.problems.append(found)

    def is_muted(self, path: Path) -> bool:
        """Whether ``path`` lies within a part of which nothing more is told."""
        return any(path[: len(each)] == each for each in self.muted)
