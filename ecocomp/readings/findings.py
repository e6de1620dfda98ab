"""Collecting what a reader must know while files are read, without letting it grow beyond reading.

Errors are listed one by one, up to a bound for each kind and file; notes and warnings of one kind are counted and
reported once with the first places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ecocomp.errors import NOWHERE, Place, Problem, problem

#: So many errors of one kind are listed for one file; the rest are counted.
ERRORS_LISTED = 100
#: So many notes of one kind with different details are listed in one sheet; their further cases are counted.
NOTES_LISTED = 1000
#: So many places are named in a note that stands for many.
PLACES_NAMED = 5

Details = tuple[tuple[str, object], ...]


@dataclass(slots=True)
class _Many:
    severity: str
    count: int = 0
    places: list[str] = field(default_factory=list)


class Findings:
    """The problems found so far. The only thing that changes while files are read; it never leaves this package."""

    def __init__(self) -> None:
        self._errors: list[Problem] = []
        self._beyond: dict[tuple[str, str], int] = {}
        self._listed: dict[tuple[str, str], int] = {}
        self._many: dict[tuple[str, str, str, Details], _Many] = {}
        #: By code, file and sheet how many notes with different details there are, and by gravity how many beyond.
        self._different: Counter[tuple[str, str, str]] = Counter()
        self._more: Counter[tuple[str, str, str, str]] = Counter()
        self._notes: list[Problem] = []

    @property
    def failed(self) -> bool:
        """Whether there is an error."""
        return bool(self._errors)

    @property
    def errors(self) -> int:
        """How many errors there are, those not listed included."""
        return len(self._errors) + sum(self._beyond.values())

    def has_error_in(self, file: str) -> bool:
        """Whether there is an error in a file."""
        return any(file == other for _, other in self._listed)

    def error(self, code: str, place: Place = NOWHERE, **details: object) -> None:
        """An error at a place."""
        key = (code, place.file)
        self._listed[key] = self._listed.get(key, 0) + 1
        if self._listed[key] <= ERRORS_LISTED:
            self._errors.append(Problem(f"readings.{code}", place, details))
        else:
            self._beyond[key] = self._beyond.get(key, 0) + 1

    def more_errors(self, code: str, file: str, count: int) -> None:
        """So many more errors of a kind of which as many as are listed were told of the file before."""
        if count:
            self._listed[code, file] = self._listed.get((code, file), 0) + count
            self._beyond[code, file] = self._beyond.get((code, file), 0) + count

    def note(self, code: str, place: Place = NOWHERE, severity: str = "note", **details: object) -> None:
        """A note or warning that stands for itself."""
        self._notes.append(Problem(f"readings.{code}", place, details, severity))

    def count(self, code: str, place: Place, severity: str = "note", **details: object) -> None:
        """One more case of a note or warning; the cases with the same details in one sheet are reported together.

        The sentence has the blanks ``count`` and ``places`` beside the details.
        """
        self.count_many(code, 1, [place], severity, **details)

    def count_many(
        self, code: str, count: int, places: Sequence[Place], severity: str = "note", **details: object
    ) -> None:
        """So many more cases, ``places`` being those of the first of them, in one file and sheet."""
        first = places[0]
        key = (code, first.file, first.sheet, tuple(sorted(details.items(), key=lambda item: item[0])))
        many = self._many.get(key)
        if many is None:
            if self._different[key[:3]] >= NOTES_LISTED:
                self._more[severity, *key[:3]] += count
                return
            self._different[key[:3]] += 1
            many = self._many[key] = _Many(severity)
        many.count += count
        for place in places:
            if len(many.places) <= PLACES_NAMED and place.label not in many.places:
                many.places.append(place.label)

    def merged_under(self, kind: str) -> Iterator[tuple[str, str, dict[str, object]]]:
        """File, sheet and details of the cases that are reported together under a code."""
        for code, file, sheet, details in self._many:
            if code == kind:
                yield file, sheet, dict(details)

    def noted_under(self, kind: str) -> Iterator[tuple[str, str, dict[str, object]]]:
        """File, sheet and details of the notes that stand for themselves under a code."""
        for each in self._notes:
            if each.code == f"readings.{kind}":
                yield each.place.file, each.place.sheet, dict(each.details)

    def problems(self) -> tuple[Problem, ...]:
        """All of them: errors first, then warnings and notes, each in the order of their places."""
        errors = sorted(self._errors, key=_order)
        for (code, file), more in sorted(self._beyond.items()):
            errors.append(problem("readings.more_of_these", Place(file=file), count=more, code=code))
        others = self._notes + [self._summary(key, many) for key, many in self._many.items()]
        for (severity, code, file, sheet), more in self._more.items():
            place = Place(file=file, sheet=sheet)
            others.append(problem("readings.more_of_these", place, severity=severity, count=more, code=code))
        return (*errors, *merged_problems(others))

    @staticmethod
    def _summary(key: tuple[str, str, str, Details], many: _Many) -> Problem:
        code, file, sheet, details = key
        shown = ", ".join(many.places[:PLACES_NAMED]) + (" …" if len(many.places) > PLACES_NAMED else "")
        blanks: dict[str, object] = {**dict(details), "count": many.count, "places": shown}
        return Problem(f"readings.{code}", Place(file=file, sheet=sheet), blanks, many.severity)


def merged_problems(*parts: Sequence[Problem]) -> tuple[Problem, ...]:
    """Warnings and then notes, each in the order of their places."""
    every = [each for part in parts for each in part]
    return tuple(sorted(every, key=lambda each: (each.severity == "note", _order(each))))


def _order(each: Problem) -> tuple[str, str, int, int, str, str]:
    place = each.place
    return (place.file, place.sheet, place.line, place.column, each.code, repr(sorted(each.details.items())))
