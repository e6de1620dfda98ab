"""What was understood of monitoring files (读取报告): shapes, columns, units, counts, and everything to be known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ecocomp.errors import Problem
from ecocomp.readings.columns import ranks
from ecocomp.readings.grid import Grid
from ecocomp.readings.headings import Column, Heading
from ecocomp.readings.read import Seen, collected
from ecocomp.readings.reading import BELOW, GRADE, MISSING
from ecocomp.readings.readings import Readings
from ecocomp.readings.shapes.table import distinct
from ecocomp.readings.sources import FilePath, Source
from ecocomp.readings.units import factor
from ecocomp.standards import INDICATORS
from ecocomp.written import column_letters

#: What the columns of a table across may stand for, and how much of a long table is looked at for it.
ACROSS = ("section", "year", "month", "time", "indicator")
MOST_LOOKED_AT = 20_000
MOST_NAMED = 6
#: The notes and warnings that each show a text beside values.
REMARKS = ("readings.remark_doubtful", "readings.remark_told")


@dataclass(frozen=True, slots=True)
class ColumnSeen:
    """One column, or the columns of months or sections: where, its heading, what it holds and in which unit.

    ``where`` names columns by letter in workbooks, by number in text files; it is empty for what a title or the name
    of the sheet or file says. ``role`` is a key of the headings, ``"measure"`` or ``"unknown"``. ``unit_by`` is
    ``"written"``, ``"table"`` (in a row above the heading), ``"rows"`` (in a column of its own), ``"assumed"``, or
    empty where there is none.
    """

    where: str
    heading: str
    role: str
    indicator: str
    unit: str
    unit_by: str


@dataclass(frozen=True, slots=True)
class TableSeen:
    """One table: ``shape`` is ``"long"``, ``"wide"``, ``"times_across"``, ``"sections_across"`` or ``"month_outside"``;
    ``headings`` are the lines of its heading, ``rows`` how many rows gave readings."""

    file: str
    sheet: str
    shape: str
    headings: tuple[int, ...]
    columns: tuple[ColumnSeen, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class IndicatorSeen:
    """How many readings of an indicator there are: values, below detection, and missing by state (``""``: none)."""

    indicator: str
    values: int
    below: int
    missing: tuple[tuple[str, int], ...]

    @property
    def readings(self) -> int:
        """All of them."""
        return self.values + self.below + sum(count for _, count in self.missing)


@dataclass(frozen=True, slots=True)
class SectionSeen:
    """A section with the times of its first and last reading and its indicators."""

    section: str
    province: str
    first: str
    last: str
    readings: int
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RemarkSeen:
    """A text beside values (备注), with its column's heading: in how many rows of a sheet, and the first places.

    ``doubtful`` is that it says its values are not valid, corrected or to be checked; they are read all the same.
    """

    text: str
    heading: str
    rows: int
    file: str
    sheet: str
    places: str
    doubtful: bool


@dataclass(frozen=True, slots=True)
class ReadingReport:
    """What was understood. ``readings`` holds what could be read even where ``problems`` has errors."""

    tables: tuple[TableSeen, ...]
    indicators: tuple[IndicatorSeen, ...]
    sections: tuple[SectionSeen, ...]
    readings: Readings
    problems: tuple[Problem, ...]
    remarks: tuple[RemarkSeen, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether there is an error, so that :func:`~ecocomp.readings.read_monitoring` refuses the files."""
        return any(each.severity == "error" for each in self.problems)


def reading_report(
    source: Source,
    *,
    year: int | str | None = None,
    repeated: str = "refuse",
    implausible: str | Mapping[str, str] = "flag",
    mapping: FilePath | None = None,
) -> ReadingReport:
    """Read monitoring files and say what was understood, errors included; arguments as for ``read_monitoring``.

    Raises RequestError for an option that does not exist.
    """
    found = collected(source, year=year, repeated=repeated, implausible=implausible, mapping=mapping)
    readings = found.readings
    errors = (each for each in found.findings.problems() if each.severity == "error")
    problems = (*errors, *readings.problems)
    return ReadingReport(
        tuple(_table(each) for each in found.tables),
        _indicators(readings),
        _sections(readings),
        readings,
        problems,
        tuple(_remark(each) for each in readings.problems if each.code in REMARKS),
    )


def _table(seen: Seen) -> TableSeen:
    grid, heading, shaped = seen.grid, seen.heading, seen.shaped
    last = heading.row if shaped is None else shaped.heading
    rows = 1 if shaped is None else shaped.rows
    lines = tuple(grid.lines[row] for row in range(last - rows + 1, last + 1))
    plain = "long" if heading.long else "wide"
    columns = sorted(
        [*heading.columns.values(), *heading.measures, *heading.ignored, *heading.rounded], key=lambda each: each.index
    )
    unique = list(dict.fromkeys(columns))
    return TableSeen(
        grid.file,
        grid.sheet,
        plain if shaped is None else shaped.shape or plain,
        lines,
        tuple(_column(grid, heading, each, last + 1) for each in unique),
        seen.rows,
    )


def _column(grid: Grid, heading: Heading, column: Column, first: int) -> ColumnSeen:
    """One column; ``first`` is the first row below the heading, as the file has it."""
    named = [column_letters(each) if grid.workbook else str(each + 1) for each in _columns(grid, column, first)]
    where = "" if not named else named[0] if len(named) == 1 else f"{named[0]}–{named[-1]}"
    known = heading.columns.values()
    role = column.role if column in known or column in heading.measures else "unknown"
    text = column.heading
    if not where and column.role in ("time", "year", "indicator", "unit") and heading.row + 1 < len(grid.rows):
        # what all rows have in common; the months above their own columns are not
        cells = set(distinct(grid, column.index, heading.row + 1)) - {""}
        text = next(iter(cells)) if len(cells) == 1 else text
    elif len(named) > 1:
        text = " / ".join(_shortened(_across(grid, heading, column, first))) or text
    unit, by = _unit(heading, column) if role in ("measure", "value") else ("", "")
    return ColumnSeen(where, text, role, column.indicator if role == "measure" else "", unit, by)


def _across(grid: Grid, heading: Heading, column: Column, first: int) -> list[str]:
    """What tells the columns of the file apart that were put into one: months, sections, indicators, in their order."""
    origins = grid.origins
    if origins is None or origins.rows is None or origins.columns is None:
        return []
    rows = (origins.rows[:MOST_LOOKED_AT, column.index] >= first).nonzero()[0].tolist()
    sources = origins.columns[rows, column.index].tolist()
    names: dict[int, list[str]] = {source: [] for source in sorted(set(sources))}
    for role in ACROSS:
        if role not in heading.columns:
            continue
        index = heading.columns[role].index
        said = dict.fromkeys((source, grid.rows[row][index]) for row, source in zip(rows, sources, strict=True))
        if len(said) == len(names) and len({text for _, text in said}) > 1:
            for source, text in said:
                names[source].append(text)
    return [" ".join(each) for each in names.values() if each]


def _shortened(names: list[str]) -> list[str]:
    """The first and the last of many names."""
    return names if len(names) <= MOST_NAMED else [*names[: MOST_NAMED - 2], "…", names[-1]]


def _columns(grid: Grid, column: Column, first: int) -> list[int]:
    return [column.index] if grid.origins is None else grid.origins.columns_of(first, column.index)


def _unit(heading: Heading, column: Column) -> tuple[str, str]:
    """The unit of a column of values, and how it is known."""
    if column.unit:
        return column.unit, "written"
    if column.role == "value":
        return (heading.unit, "table") if heading.unit else ("", "rows" if "unit" in heading.columns else "assumed")
    if column.indicator == GRADE or not INDICATORS[column.indicator].unit:
        return "", ""
    if len(heading.measures) == 1 and "unit" in heading.columns:
        return "", "rows"
    stated = heading.unit_for(column.indicator)
    if stated and factor(stated, column.indicator) is not None:
        return stated, "table"
    return INDICATORS[column.indicator].unit, "assumed"


def _indicators(readings: Readings) -> tuple[IndicatorSeen, ...]:
    columns = readings.columns
    counts: dict[str, Counter[tuple[str, str]]] = {}
    for what, count in Counter(columns.what.tolist()).items():
        each = columns.said[what]
        state = each.state if each.qualifier == MISSING else ""
        counts.setdefault(each.indicator, Counter())[each.qualifier, state] += count
    found = []
    for indicator in ranks():
        if indicator in counts:
            own = counts[indicator]
            missing = sorted((state, count) for (qualifier, state), count in own.items() if qualifier == MISSING)
            found.append(IndicatorSeen(indicator, own["", ""], own[BELOW, ""], tuple(missing)))
    return tuple(found)


def _remark(told: Problem) -> RemarkSeen:
    """The text beside values that a note or warning shows."""
    said: Mapping[str, Any] = told.details
    doubtful = told.severity == "warning"
    places = told.place.file, told.place.sheet, said["places"]
    return RemarkSeen(said["found"], said["heading"], said["count"], *places, doubtful)


def _sections(readings: Readings) -> tuple[SectionSeen, ...]:
    columns = readings.columns
    by: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for site, when, what in zip(columns.site.tolist(), columns.when.tolist(), columns.what.tolist(), strict=True):
        own = by.setdefault((columns.sites[site].section, columns.sites[site].province), [])
        own.append((columns.whens[when].text, columns.said[what].indicator))
    return tuple(
        SectionSeen(
            section,
            province,
            min(when for when, _ in own),
            max(when for when, _ in own),
            len(own),
            tuple(sorted({indicator for _, indicator in own}, key=ranks().__getitem__)),
        )
        for (section, province), own in sorted(by.items())
    )
