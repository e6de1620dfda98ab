"""Recognising the shape of a table, and making a plain grid of it: long or wide, under one heading row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ecocomp.readings.coded import CodedRows
from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.headings import (
    LONG,
    ROWS_TRIED,
    Column,
    column_of,
    columns_of,
    is_heading,
    names_section,
)
from ecocomp.readings.reading import GRADE
from ecocomp.readings.row_times import tell_impossible
from ecocomp.readings.shapes.context import (
    SOURCES,
    MonthSpoken,
    Spoken,
    indicator_around,
    indicators_in,
    month_around,
    months_in,
    spoken_around,
    year_around,
    years_in,
)
from ecocomp.readings.shapes.heads import (
    MOST_ROWS,
    TITLE_PAIR,
    Head,
    heading_time,
    heads_of,
    is_part_row,
    unit_beside,
)
from ecocomp.readings.shapes.no_sections import QUARTER, names_no_section
from ecocomp.readings.shapes.rearrange import (
    Fixed,
    From,
    Spec,
    refuse_mixed_units,
    taken_apart,
    with_columns,
    with_heading,
)
from ecocomp.readings.shapes.set_aside import is_remark, is_total, statistic_of, without_totals
from ecocomp.readings.shapes.titles_inside import refuse_titles_inside
from ecocomp.readings.show import indicator_heading
from ecocomp.readings.times import Span, is_ambiguous, parse_column_time, parse_part, parse_time
from ecocomp.readings.units import units_in, without_unit
from ecocomp.readings.values import parse_value

#: The roles that all values of a row share.
SHARED = ("section", "province", "basin", "time", "year", "month", "day", "snapshot", "state", "method", "remark")
#: A corner that names both directions of a table: 断面\月份, 时间/断面.
CORNER = re.compile(r"\s*[\\/、|]\s*|\s*\n\s*")
ROWS_LOOKED_AT = 50
#: Stands for a year that is not known yet, so that 29 February may be one of its days.
LEAP_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Shaped:
    """A grid made plain and what its shape was: a key of the wording ``readings.shape_…``, with its heading rows."""

    grid: Grid
    shape: str
    heading: int
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A possible heading: its first row, how many rows it has, and what stands above each column."""

    grid: Grid
    row: int
    rows: int
    heads: Sequence[Head]
    #: What the caller gives as the year of times without one.
    year: int | Span | None = None

    @property
    def last(self) -> int:
        """The last heading row."""
        return self.row + self.rows - 1

    @property
    def columns(self) -> list[Column]:
        """What the columns hold that are not headed by a time."""
        return [head.column for head in self.heads if not head.time and not head.part]

    def at(self, roles: Sequence[str]) -> dict[str, From]:
        """The first column of each role that there is one of."""
        found: dict[str, From] = {}
        for column in self.columns:
            if column.role in roles:
                found.setdefault(column.role, column.index)
        return found


def shaped(grid: Grid, year: int | Span | None, findings: Findings) -> Shaped | None:
    """The grid made plain; None where nothing is recognised, with an error where it is known what is lacking."""
    before = findings.errors
    for row in range(min(ROWS_TRIED, len(grid.rows))):
        texts = grid.rows[row]
        if len({text for text in texts if text}) < TITLE_PAIR:
            continue
        for rows in _extents(grid, row):
            found = _recognised(Table(grid, row, rows, heads_of(grid, row, rows), year), findings)
            if found is not None or findings.errors != before:
                return found
    return None


def _extents(grid: Grid, row: int) -> list[int]:
    """How many rows the heading at ``row`` may have, the most first."""
    rows = 1
    while rows < MOST_ROWS and row + rows < len(grid.rows):
        below = grid.rows[row + rows]
        if not is_part_row(below) or is_heading(columns_of(below)) or list(below) == list(grid.rows[row]):
            break
        rows += 1
    return list(range(rows, 0, -1))


def _recognised(table: Table, findings: Findings) -> Shaped | None:
    roles = {column.role for column in table.columns}
    times = [head for head in table.heads if head.time]
    if (
        times
        and not roles & {"time", "month", "value"}
        and ("section" in roles or _corner(table, "section") is not None)
    ):
        return _times_across(table, times, findings)
    if times:
        return None
    valued = "measure" in roles or roles >= LONG
    if "section" in roles and valued:
        if roles & {"time", "month"}:
            return _plain(table, findings)
        return _time_outside(table, findings)
    if "section" in roles and _quarters(table, findings):
        return None
    if "section" not in roles and "measure" not in roles:
        return _sections_across(table, findings)
    return None


def _quarters(table: Table, findings: Findings) -> bool:
    quarters = [head for head in table.heads if QUARTER.fullmatch(head.text)]
    if len(quarters) >= TITLE_PAIR:
        head = quarters[0]
        findings.error("quarters_across", table.grid.place(*head.origin), found=head.text)
        return True
    return False


def _corner(table: Table, role: str) -> int | None:
    """The first column where its heading names ``role`` and another direction, as 断面\\月份 does."""
    if not table.heads or table.heads[0].index != 0 or table.heads[0].time:
        return None
    parts = [column_of(0, part).role for part in CORNER.split(without_unit(table.heads[0].text)[0])]
    return 0 if len(parts) == TITLE_PAIR and role in parts else None


# -- tables that are plain but for their heading ----------------------------------------------------------------------


def _plain(table: Table, findings: Findings) -> Shaped:
    grid = _cleaned(table, findings)
    parts = [head for head in table.heads if head.part]
    if any(head.part != GRADE for head in parts):
        return _parts_apart(table, grid, findings)
    if table.rows > 1:
        grid = _one_heading(table, grid, findings)
    grid = _with_year(table, grid, findings)
    if not _agrees(table, grid, findings):
        return Shaped(grid, "", table.last)
    long = {column.role for column in table.columns} >= LONG
    return Shaped(grid, "long" if long else "wide", table.last, table.rows)


def _cleaned(table: Table, findings: Findings) -> Grid:
    """The grid without rows of totals and remarks."""
    keys = [each for each in table.at(("section", "time", "month")).values() if isinstance(each, int)]
    return without_totals(table.grid, table.last + 1, keys, findings)


def _one_heading(table: Table, grid: Grid, findings: Findings) -> Grid:
    texts = {head.index: (head.text, head.origin) for head in table.heads if not head.part}
    for head in table.heads:
        if head.part:
            findings.count("part_ignored", grid.place(*head.origin), found=head.text)
    findings.note("heading_rows", grid.place(table.row), count=table.rows)
    return with_heading(grid, table.row, table.last, texts)


def _parts_apart(table: Table, grid: Grid, findings: Findings) -> Shaped:
    """Each indicator with its value, detection limit, qualifier or unit in columns of its own."""
    groups: dict[str, dict[str, From]] = {}
    for head in table.heads:
        column = head.column
        if column.role != "measure":
            continue
        if head.part == GRADE:
            findings.count("part_ignored", grid.place(*head.origin), found=head.text)
            continue
        group = groups.setdefault(
            column.indicator, {"indicator": Fixed(indicator_heading(column.indicator), head.origin)}
        )
        role = head.part or "value"
        if role in group:
            findings.error("column_twice", grid.place(table.last, head.index), found=head.text, other=head.text)
        group[role] = head.index
        if column.unit:
            group.setdefault("unit", Fixed(column.unit, head.origin))
    whole = [group for group in groups.values() if "value" in group]
    beside = _unit_of_others(table)
    for group in whole:
        if beside:
            group.setdefault("unit", Fixed(beside))
    findings.note("heading_rows", grid.place(table.row), count=table.rows)
    shared = table.at(SHARED)
    if "year" not in shared:
        shared |= _year_of(table, grid, shared, findings)
    spec = Spec(table.row, table.last, table.last + 1, shared, whole)
    return Shaped(taken_apart(grid, spec, findings), "wide", table.last, table.rows)


# -- what is said outside the table ----------------------------------------------------------------------------------


def _time_outside(table: Table, findings: Findings) -> Shaped | None:
    """A table without times whose month is in a title, or in the name of its sheet or file."""
    spoken = month_around(table.grid, table.row, table.year, findings)
    if spoken is None:
        return None
    grid = _cleaned(table, findings)
    _tell_month(grid, table, spoken, findings)
    fixed = Fixed(spoken.text, spoken.by.origin)
    if any(head.part and head.part != GRADE for head in table.heads):
        shaped_grid = _parts_apart(table, grid, findings).grid
        return Shaped(
            with_columns(shaped_grid, table.last, 0, {"time": fixed}), "month_outside", table.last, table.rows
        )
    if table.rows > 1:
        grid = _one_heading(table, grid, findings)
    section = table.at(("section",))["section"]
    named = section if isinstance(section, int) else None
    grid = with_columns(grid, table.last, named, {"time": fixed})
    return Shaped(grid, "month_outside", table.last, table.rows)


def _tell_month(grid: Grid, table: Table, spoken: MonthSpoken, findings: Findings) -> None:
    place = grid.place(*spoken.by.origin) if spoken.by.origin else grid.place(table.last)
    findings.note("month_taken", place, month=spoken.text, found=spoken.by.text, source=SOURCES[spoken.by.source])
    if spoken.year_by not in (None, spoken.by):
        _tell_year(grid, table, spoken.year or 0, spoken.year_by, findings)

    def says_other(text: str) -> bool:
        months = months_in(text, name=False)
        years = years_in(text) if spoken.year is not None else set()
        return any(month != spoken.month for _, month in months) or bool(years - {spoken.year})

    refuse_titles_inside(table.grid, table.last + 1, says_other, spoken.by, findings)


def _tell_year(grid: Grid, table: Table, year: int, by: Spoken, findings: Findings) -> None:
    place = grid.place(*by.origin) if by.origin else grid.place(table.last)
    findings.note("year_taken", place, year=year, found=by.text, source=SOURCES[by.source])


def _year_of(
    table: Table, grid: Grid, shared: Mapping[str, From], findings: Findings, times: Sequence[str] = ()
) -> dict[str, From]:
    """The year as a column, where times have none and a title or name says it."""
    main = shared.get("time", shared.get("month"))
    # The name of a file with times of its own may say when it was sent.
    sources = ("title", "sheet") if isinstance(main, int) else tuple(SOURCES)
    if isinstance(main, int):
        times = _distinct(grid, main, table.last + 1)
    if shared.keys() & {"year", "snapshot"} or not any(_lacks_year(text) for text in times):
        return {}
    known = year_around(grid, table.row, sources)
    if known is None or (isinstance(table.year, Span) and known[0] in table.year.years):
        return {}  # 2024年度 may be the span that begins in 2023
    year, spoken = known
    _tell_year(grid, table, year, spoken, findings)
    refuse_titles_inside(table.grid, table.last + 1, lambda text: bool(years_in(text) - {year}), spoken, findings)
    return {"year": Fixed(str(year), spoken.origin)}


def _lacks_year(text: str) -> bool:
    time = parse_time(text)
    return time.year is None if time is not None else parse_part(text, "month") is not None


def _with_year(table: Table, grid: Grid, findings: Findings) -> Grid:
    shared = table.at(("section", "time", "month", "year", "snapshot"))
    added = _year_of(table, grid, shared, findings)
    year = added.get("year")
    if not isinstance(year, Fixed):
        return grid
    # times that say their year beside others that do not keep their own
    main = shared.get("time", shared.get("month"))
    assert isinstance(main, int)
    section = shared.get("section")
    if any(_own_year(text) not in (None, int(year.text)) for text in _distinct(grid, main, table.last + 1)):
        return grid
    return with_columns(grid, table.last, section if isinstance(section, int) else None, {"year": year})


def _own_year(text: str) -> int | None:
    time = parse_column_time(text)
    return None if time is None else time.year


def _agrees(table: Table, grid: Grid, findings: Findings) -> bool:
    """Whether the month in a title or the sheet's name is that of the months and days in the table."""
    main = table.at(("time", "month")).get("time")
    if not isinstance(main, int):
        return True
    said = [
        (months[0], each)
        for each in spoken_around(table.grid, table.row)
        if each.source != "file" and len(months := months_in(each.text, name=each.source == "sheet")) == 1
    ]
    for (year, month), each in said:
        for text in _distinct(grid, main, table.last + 1):
            time = parse_column_time(text)
            if time is None or time.clock:
                continue
            if time.month != month or (None not in (time.year, year) and time.year != year):
                row = _row_of(grid, main, text, table.last + 1)
                place = grid.place(row, main)
                findings.error("time_not_of_table", place, found=text, other=each.text, source=SOURCES[each.source])
                return False
    return True


def _distinct(grid: Grid, column: int, first: int) -> list[str]:
    """The texts that stand in a column."""
    if isinstance(grid.rows, CodedRows):
        return grid.rows.columns[column].used(first)
    return list(dict.fromkeys(texts[column] for texts in grid.rows[first:] if column < len(texts)))


def _row_of(grid: Grid, column: int, text: str, first: int) -> int:
    return next(row for row in range(first, len(grid.rows)) if grid.rows[row][column : column + 1] == [text])


# -- months across ----------------------------------------------------------------------------------------------------


def _times_across(table: Table, times: Sequence[Head], findings: Findings) -> Shaped | None:
    """A row a section (and indicator), a column a month or day."""
    grid = table.grid
    found = [heading_time(head.time) for head in times]
    impossible = [(head, time) for head, time in zip(times, found, strict=True) if time and not time.placed(LEAP_YEAR)]
    for head, none in impossible:
        tell_impossible(none, LEAP_YEAR, head.time, grid.place(*head.origin), findings)
    if impossible:
        return None
    # A workbook holds a month as the first day of it.
    firsts = all(time is not None and time.day == 1 for time in found)
    distinct = {(time.year, time.month) for time in found if time is not None}
    as_months = grid.workbook and firsts and len(distinct) == len({head.time for head in times})
    shared = table.at(("section", "province", "basin", "year", "state", "method", "remark"))
    corner = _corner(table, "section")
    if "section" not in shared and corner is not None:
        shared["section"] = corner
    own = table.at(("indicator", "unit", "qualifier", "detection_limit"))
    named = [head.column for head in times]
    if all(column.role == "measure" for column in named):
        pass
    elif "indicator" not in own:
        own = {**_indicator_outside(table, findings), **own}
        if "indicator" not in own:
            return None
    beside = _unit_of_others(table)
    if "year" not in shared:
        shared |= _year_of(table, grid, shared, findings, [head.time for head in times])
    groups = []
    table_roles = {column.role for column in table.columns}
    for head, time in zip(times, found, strict=True):
        assert time is not None
        label = f"{time.year}年{time.month}月" if as_months else head.time
        group: dict[str, From] = {"time": Fixed(label, head.origin), **own, "value": head.index}
        column = head.column
        if column.role == "measure":
            group["indicator"] = Fixed(indicator_heading(column.indicator), (table.row, head.index))
        unit = column.unit or unit_beside(head) or beside
        if unit and "unit" not in table_roles:
            group["unit"] = Fixed(unit, (table.row, head.index))
        if head.part:
            findings.count("part_ignored", grid.place(*head.origin), found=head.text)
            continue
        groups.append(group)
    for column in table.columns:
        if column.role == "unknown" and is_ambiguous(column.heading):
            place = grid.place(table.last, column.index)
            findings.error("time_ambiguous", place, found=column.heading, year=column.heading[:4])
        elif column.role == "unknown" and column.index != corner:
            findings.note("column_ignored", grid.place(table.last, column.index), found=column.heading)
    if as_months:
        findings.note("days_are_months", grid.place(*times[0].origin), found=times[0].time)
    keys = [each for each in (shared.get("section"), own.get("indicator")) if isinstance(each, int)]
    refuse_mixed_units(grid, table.last, groups, findings)
    cleaned = without_totals(grid, table.last + 1, keys, findings)
    spec = Spec(table.row, table.last, table.last + 1, shared, groups)
    return Shaped(taken_apart(cleaned, spec, findings), "times_across", table.last, table.rows)


def _unit_of_others(table: Table) -> str:
    """The one unit in the headings of sections, times, indicators or the corner: 断面\\月份(μg/L)."""
    columns = table.columns
    named = [column for column in columns if column.role in (*SHARED, "indicator") or column.index == 0]
    units = {unit for column in named for unit in units_in(column.heading)}
    return units.pop() if len(units) == 1 else ""


def _indicator_outside(table: Table, findings: Findings) -> dict[str, From]:
    """The indicator and its unit by a title or name; nothing, with an error, where none or several are named."""
    known = indicator_around(table.grid, table.row)
    if known is None:
        findings.error("indicator_outside", table.grid.place(table.last))
        return {}
    column, spoken = known
    place = table.grid.place(*spoken.origin) if spoken.origin else table.grid.place(table.last)
    name = indicator_heading(column.indicator)
    findings.note("indicator_taken", place, indicator=name, found=spoken.text, source=SOURCES[spoken.source])
    refuse_titles_inside(
        table.grid,
        table.last + 1,
        lambda text: any(each.indicator != column.indicator for each in indicators_in(text)),
        spoken,
        findings,
    )
    found: dict[str, From] = {"indicator": Fixed(name, spoken.origin)}
    if column.unit:
        found["unit"] = Fixed(column.unit, spoken.origin)
    return found


# -- sections across --------------------------------------------------------------------------------------------------


def _sections_across(table: Table, findings: Findings) -> Shaped | None:
    """A row a time, a column a section; recognised only where the body holds nothing but values."""
    grid, first = table.grid, table.last + 1
    shared = table.at(("time", "year", "month", "day", "state", "method", "remark"))
    corner = _corner(table, "time")
    if not shared.keys() & {"time", "month"}:
        if corner is None and not (grid.rows[table.last] and not grid.rows[table.last][0]):
            return None
        shared["time"] = 0
    unknown = [column for column in table.columns if column.role == "unknown" and column.index != shared.get("time")]
    sections = [column for column in unknown if not names_no_section(column.heading)]
    if table.rows > 1 or {each.role for each in table.columns} & {"value"}:
        return None
    main = shared.get("time", shared.get("month"))
    assert isinstance(main, int)
    filled = _filled_columns(grid, first, main, [column.index for column in sections])
    sections = [column for column in sections if column.index in filled]
    if not sections:
        means = [column for column in unknown if statistic_of(column.heading)]
        if means and _filled_columns(grid, first, main, [column.index for column in means]):
            named = "、".join(column.heading for column in means[:ROWS_TRIED])
            findings.error("statistics_across", grid.place(table.last, means[0].index), found=named)
        return None
    own = table.at(("indicator", "unit", "qualifier", "detection_limit"))
    units = {column.index: without_unit(column.heading)[1] or _unit_of_others(table) for column in sections}
    if "indicator" not in own:
        own = {**_indicator_outside(table, findings), **own}
        if "indicator" not in own:
            return None
    if "year" not in shared:
        shared |= _year_of(table, grid, shared, findings)
    for column in table.columns:
        if column.role == "unknown" and column not in sections and column.index != main:
            findings.note("column_ignored", grid.place(table.last, column.index), found=column.heading)
    groups: list[dict[str, From]] = [
        {"section": Fixed(without_unit(column.heading)[0], (table.last, column.index)), **own, "value": column.index}
        for column in sections
    ]
    for column, group in zip(sections, groups, strict=True):
        if units[column.index] and not isinstance(own.get("unit"), int):
            group["unit"] = Fixed(units[column.index], (table.last, column.index))
    names = "、".join(column.heading for column in sections[:ROWS_TRIED])
    findings.note("sections_across", grid.place(table.last), count=len(sections), found=names)
    keys = [each for each in (main, own.get("indicator")) if isinstance(each, int)]
    refuse_mixed_units(grid, table.last, groups, findings)
    cleaned = without_totals(grid, first, keys, findings)
    spec = Spec(table.row, table.last, first, shared, groups)
    return Shaped(taken_apart(cleaned, spec, findings), "sections_across", table.last)


def _filled_columns(grid: Grid, first: int, main: int, columns: Sequence[int]) -> set[int]:
    """The columns in which something stands; none where most rows have no time that is known, or a cell is no value."""
    filled: set[int] = set()
    timed = untimed = 0
    for row in range(first, min(first + ROWS_LOOKED_AT, len(grid.rows))):
        texts = grid.rows[row]
        time = texts[main] if main < len(texts) else ""
        leading = next((text for text in texts if text), "")
        if not time or is_total(time) or is_total(leading) or is_remark(leading) or names_section(texts):
            continue
        known = parse_column_time(time) is not None or parse_part(time, "month") is not None
        timed, untimed = timed + known, untimed + (not known)
        for column in columns:
            text = texts[column] if column < len(texts) else ""
            if parse_value(text).trouble:
                return set()
            if text:
                filled.add(column)
    # a time or two that cannot be read are told of where the rows are read
    return filled if timed > untimed else set()
