"""Parameters, tables and inputs made ready for formulas: exact elements, their kind, and the date each applies from."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ecocomp.agreement import model
from ecocomp.agreement.findings import Findings
from ecocomp.errors import choices_text
from ecocomp.formula.absent import Absent, Cause
from ecocomp.formula.axes import ordered
from ecocomp.formula.bands import BandError, Table, band, table
from ecocomp.formula.units import GRADE, PLAIN, TRUTH, Kind
from ecocomp.period import Month
from ecocomp.quantity import UnitError, unit
from ecocomp.standards.grades import parse_grade
from ecocomp.strict_yaml import DATE, NUMBER, Path

Labels = Mapping[str, Sequence[str]]

ALWAYS = datetime.date.min
#: A parameter is a value, a list or a table on paper; more axes nobody can read.
MOST_AXES = 2
#: Time axes are given by calendar numbers: the months 1 to 12, the quarters 1 to 4, the half-years 1 and 2.
CALENDAR = {
    "month": tuple(map(str, range(1, 13))),
    "quarter": ("1", "2", "3", "4"),
    "half_year": ("1", "2"),
}
NOT_SAID = Absent("excluded", (Cause("agreement.value_null"),))


@dataclass(frozen=True, slots=True)
class NamedValue:
    """A parameter (or a default of an input): its kind, its axes, and its elements from each date on.

    ``elements`` of a version stand in row-major order over ``axes`` (the labels of time axes being calendar
    numbers). ``monthly`` says that the value may change within a period, so that it has the month axis too.
    """

    name: str
    kind: Kind
    unit: str
    axes: tuple[str, ...]
    versions: tuple[tuple[datetime.date, tuple[Any, ...]], ...]
    on: str | None

    @property
    def monthly(self) -> bool:
        return len(self.versions) > 1 and self.on is None

    @property
    def all_axes(self) -> tuple[str, ...]:
        """The axes that the value has in a formula."""
        return ordered((*self.axes, "month")) if self.monthly else self.axes


@dataclass(frozen=True, slots=True)
class NamedTable:
    """A table of bands from each date on, and the kinds it takes and gives."""

    name: str
    takes: Kind
    gives: Kind
    versions: tuple[tuple[datetime.date, Table], ...]
    on: str | None

    @property
    def monthly(self) -> bool:
        return len(self.versions) > 1 and self.on is None


def calendar_label(axis: str, label: str) -> str:
    """The calendar number of a label of a time axis: ``"3"`` of ``"2024-03"``, ``"1"`` of ``"2024-Q1"``."""
    return str(int(label[-2:])) if axis == "month" else label[-1]


def applying(versions: Sequence[tuple[datetime.date, Any]], month: Month, on: str | None) -> Any:
    """What applies in ``month``: of the versions, the last that has begun by its first day (its last: ``on: end``)."""
    day = month.last_day if on == "end" else month.first_day
    found = None
    for start, each in versions:
        if start <= day:
            found = each
    return found


class ValueReader:
    """Turns scalars of one term into exact elements of one kind."""

    def __init__(self, findings: Findings, labels: Labels, doubtful: Container[str] = ()) -> None:
        self.findings = findings
        self.labels = labels
        #: Axes of which labels are wrong or lack: any label may be meant for one of theirs.
        self.doubtful = doubtful

    def kind(self, text: str | None, path: Path, samples: Iterator[Any]) -> tuple[Kind, Fraction] | None:
        """The kind and factor that the unit at ``path`` names; without a unit, what the first scalar is."""
        if text == "grade":
            return GRADE, Fraction(1)
        if text is not None:
            try:
                found = unit(text)
            except UnitError as trouble:
                self.findings.add("agreement.unit", path, found=text, part=trouble.args[0])
                return None
            return Kind("number", found.dimension), found.factor
        first = next(samples, None)
        if isinstance(first, bool):
            return TRUTH, Fraction(1)
        if isinstance(first, str):
            return GRADE, Fraction(1)
        return PLAIN, Fraction(1)

    def element(self, scalar: Any, kind: Kind, factor: Fraction, path: Path) -> Any:
        """A scalar as an exact element of ``kind``; a finding where it is something else."""
        if scalar is None:
            return NOT_SAID
        if kind.sort == "grade" and isinstance(scalar, str):
            grade = parse_grade(scalar, digits=False)
            if grade is None:
                self.findings.add("agreement.grade", path, found=scalar)
            return grade
        if kind.sort == "truth" and isinstance(scalar, bool):
            return scalar
        if kind.sort == "number" and isinstance(scalar, Decimal):
            exact = Fraction(scalar) * factor
            return exact.numerator if exact.denominator == 1 else exact
        if isinstance(scalar, str) and NUMBER.fullmatch(scalar):
            self.findings.add("agreement.value_quoted", path, found=scalar)
        else:
            self.findings.add("agreement.value_kind", path, found=scalar, expected=kind.words())
        return None

    def flat(
        self, nested: Any, axes: Sequence[str], path: Path, element: Callable[[Any, Path], Any]
    ) -> tuple[Any, ...]:
        """Values by labels as a flat list in the order of the axes; findings for labels that lack or are too many."""
        if not axes:
            if isinstance(nested, dict):
                self.findings.add("agreement.per_missing", path)
                return (None,)
            return (element(nested, path),)
        axis, rest = axes[0], axes[1:]
        labels = CALENDAR.get(axis) or self.labels[axis]
        if not isinstance(nested, dict):
            self.findings.add("agreement.per_values", path, axis=axis, labels=choices_text(labels))
            return (None,)
        if axis in self.doubtful:
            labels = tuple(nested)
        known = set(labels)
        for label in nested:
            if label not in known and nested[label] is not None:
                self.findings.unknown("agreement.label", (*path, label), label, labels, axis=axis)
        lacking = [label for label in labels if label not in nested]
        if lacking:
            self.findings.add("agreement.labels_missing", path, axis=axis, labels=choices_text(lacking))
        return tuple(
            each
            for label in labels
            if label in nested
            for each in self.flat(nested[label], rest, (*path, label), element)
        )

    def versions(self, dated: Mapping[str, Any], path: Path, monthly: bool) -> list[tuple[datetime.date, Any, Path]]:
        """Dated values in the order of their dates."""
        found: list[tuple[datetime.date, Any, Path]] = []
        for text, each in dated.items():
            here = (*path, text)
            try:
                if not DATE.fullmatch(text):  # Python reads other forms too, so that one day could stand here twice
                    raise ValueError(text)
                date = datetime.date.fromisoformat(text)
            except ValueError:
                self.findings.add("agreement.date", here, found=text)
                continue
            if monthly and date.day != 1:
                self.findings.add("agreement.date_in_month", here, found=text)
            found.append((date, each, here))
        return sorted(found, key=lambda version: version[0])

    def parameter(self, name: str, term: model.Parameter, path: Path) -> NamedValue | None:
        """A parameter ready for formulas, or None with findings."""
        if (term.value is None) == (term.dated is None):
            self.findings.add("agreement.value_or_dated", path)
            return None
        if len(set(term.per)) != len(term.per) or len(term.per) > MOST_AXES:
            self.findings.add("agreement.per_axes", (*path, "per"), found=", ".join(term.per))
            return None
        samples = scalars(term.value if term.dated is None else term.dated)
        read = self.kind(term.unit, (*path, "unit"), samples)
        if read is None:
            return None
        kind, factor = read

        def element(scalar: Any, here: Path) -> Any:
            return self.element(scalar, kind, factor, here)

        if term.dated is None:
            dated = [(ALWAYS, term.value, (*path, "value"))]
        else:
            monthly = len(term.dated) > 1 and term.on is None
            dated = self.versions(term.dated, (*path, "dated"), monthly)
        axes = ordered(term.per)
        versions = tuple((date, self.reordered(each, term.per, axes, here, element)) for date, each, here in dated)
        return NamedValue(name, kind, term.unit or "", axes, versions, term.on)

    def reordered(
        self, nested: Any, written: Sequence[str], axes: Sequence[str], path: Path, element: Callable[[Any, Path], Any]
    ) -> tuple[Any, ...]:
        """``flat`` of values whose two axes may be written in either order."""
        flat = self.flat(nested, written, path, element)
        if tuple(written) == tuple(axes):
            return flat
        sizes = [len(CALENDAR.get(axis) or self.labels[axis]) for axis in written]
        if len(flat) != sizes[0] * sizes[1]:
            return flat  # labels are missing, which has been found already
        return tuple(flat[outer * sizes[1] + inner] for inner in range(sizes[1]) for outer in range(sizes[0]))

    def bands(self, name: str, term: model.Table, path: Path) -> NamedTable | None:
        """A table of bands ready for formulas, or None with findings."""
        if (term.bands is None) == (term.dated is None):
            self.findings.add("agreement.bands_or_dated", path)
            return None
        of = self.kind(term.of or "", (*path, "of"), iter(()))
        gives = self.kind(term.gives or "", (*path, "gives"), iter(()))
        if of is None or gives is None:
            return None
        if term.dated is None:
            dated: list[tuple[datetime.date, Any, Path]] = [(ALWAYS, term.bands, (*path, "bands"))]
        else:
            dated = self.versions(term.dated, (*path, "dated"), len(term.dated) > 1 and term.on is None)
        versions = [(date, self.one_table(name, bands, of, gives, here)) for date, bands, here in dated]
        complete = tuple((date, each) for date, each in versions if each is not None)
        return NamedTable(name, of[0], gives[0], complete, term.on) if complete else None

    def one_table(
        self, name: str, bands: list[model.Band], of: tuple[Kind, Fraction], gives: tuple[Kind, Fraction], path: Path
    ) -> Table | None:
        found = []
        for place, each in enumerate(bands):
            here = (*path, place)
            value = self.element(each.value, gives[0], gives[1], (*here, "value"))
            try:
                found.append(band(each.range, value, lambda text: bound(text, of)))
            except BandError as trouble:
                self.findings.add(f"agreement.{trouble.code}", (*here, "range"), **trouble.details)
        if len(found) < len(bands):
            return None
        try:
            return table(name, found)
        except BandError as trouble:
            self.findings.add(f"agreement.{trouble.code}", path, **trouble.details)
            return None


def bound(text: str, of: tuple[Kind, Fraction]) -> Fraction:
    """One end of an interval: a decimal number or a grade. Raises ValueError for anything else."""
    if of[0].sort == "grade":
        grade = parse_grade(text, digits=False)
        if grade is None:
            raise ValueError(text)
        return Fraction(grade)
    if not NUMBER.fullmatch(text):
        raise ValueError(text)
    return Fraction(text) * of[1]


def scalars(nested: Any) -> Iterator[Any]:
    """The scalars inside nested mappings, in order, absent ones left out."""
    if isinstance(nested, dict):
        for each in nested.values():
            yield from scalars(each)
    elif nested is not None:
        yield nested
