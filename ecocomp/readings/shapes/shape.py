"""Recognising the shape of a table, and making a plain grid of it: long or wide, under one heading row."""

from __future__ import annotations

from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.headings import LONG, ROWS_TRIED, columns_of, is_heading
from ecocomp.readings.label_rows import is_label_row
from ecocomp.readings.reading import GRADE
from ecocomp.readings.shapes.context import month_around
from ecocomp.readings.shapes.dated_labels import is_dated_label
from ecocomp.readings.shapes.days_across import with_day_column, with_days
from ecocomp.readings.shapes.heads import MOST_ROWS, TITLE_PAIR, Head, heads_of, is_part_row
from ecocomp.readings.shapes.indicators_down import indicators_down
from ecocomp.readings.shapes.lower_heading import refuse_lower_heading
from ecocomp.readings.shapes.no_month import refuse_no_month, refuse_ranges
from ecocomp.readings.shapes.no_sections import QUARTER
from ecocomp.readings.shapes.no_values import refuse_rates
from ecocomp.readings.shapes.parts import PLAIN_PARTS
from ecocomp.readings.shapes.parts_apart import parts_apart
from ecocomp.readings.shapes.rearrange import with_columns, with_heading
from ecocomp.readings.shapes.rows_above import refuse_rows_above
from ecocomp.readings.shapes.said_outside import month_agrees, tell_month, with_year
from ecocomp.readings.shapes.sections_across import sections_across
from ecocomp.readings.shapes.sections_by_indicators import sections_by_indicators
from ecocomp.readings.shapes.spec import Fixed
from ecocomp.readings.shapes.table import Shaped, Table, cleaned, corner_of
from ecocomp.readings.shapes.times_across import times_across
from ecocomp.readings.shapes.unclear_heads import refuse_unclear_heads
from ecocomp.readings.times import Span


def shaped(grid: Grid, year: int | Span | None, findings: Findings) -> Shaped | None:
    """The grid made plain; None where nothing is recognised, with an error where it is known what is lacking."""
    before = findings.errors
    for row in range(min(ROWS_TRIED, len(grid.rows))):
        texts = grid.rows[row]
        if (
            len({text for text in texts if text}) < TITLE_PAIR
            or is_label_row(texts)
            or is_dated_label(grid, row, findings)
        ):
            continue
        crossed = sections_by_indicators(grid, row, year, findings)
        if crossed is not None:
            refuse_rows_above(grid, row, findings)
            return crossed
        down = indicators_down(grid, row, year, findings)
        if down is not None or findings.errors != before:
            return down
        for rows in _extents(grid, row):
            found = _recognised(Table(grid, row, rows, heads_of(grid, row, rows), year), findings)
            if found is not None and findings.errors == before:
                refuse_rows_above(grid, row, findings)
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
    dated = with_days(table, findings)
    if dated is None:
        return None
    table = dated
    roles = {column.role for column in table.columns}
    times = [head for head in table.heads if head.time]
    if times and any(map(_is_of_no_time, table.heads)):
        return None
    if (
        times
        and not roles & {"time", "month", "value"}
        and ("section" in roles or corner_of(table, "section") is not None)
    ):
        return times_across(table, times, findings)
    if times:
        return None
    valued = "measure" in roles or roles >= LONG
    if "section" in roles and valued:
        if refuse_lower_heading(table, findings) or refuse_rates(table, findings):
            return None
        if roles & {"time", "month"}:
            dated = with_day_column(table)
            return _plain(table, findings) if dated is table else _time_outside(dated, findings)
        return _time_outside(table, findings)
    if "section" in roles and (_quarters(table, findings) or refuse_unclear_heads(table, findings)):
        return None
    if "section" not in roles and "measure" not in roles:
        return sections_across(table, findings)
    return None


def _is_of_no_time(head: Head) -> bool:
    """Whether values stand below no month: 填报单位 | 随州站 | 2024年3月 is no month of the last column alone."""
    return head.column.role == "measure" and head.column.indicator != GRADE and not (head.time or head.part)


def _quarters(table: Table, findings: Findings) -> bool:
    quarters = [head for head in table.heads if QUARTER.fullmatch(head.text)]
    if len(quarters) >= TITLE_PAIR:
        head = quarters[0]
        findings.error("quarters_across", table.grid.place(*head.origin), found=head.text)
        return True
    return False


def _plain(table: Table, findings: Findings) -> Shaped:
    grid = cleaned(table, findings)
    long = {column.role for column in table.columns} >= LONG
    if not long and any(head.part not in PLAIN_PARTS for head in table.heads):
        if not month_agrees(table, grid, findings):
            return Shaped(grid, "", table.last)
        return parts_apart(table, grid, findings)
    if table.rows > 1:
        grid = _one_heading(table, grid, findings)
    grid = with_year(table, grid, findings)
    if not month_agrees(table, grid, findings):
        return Shaped(grid, "", table.last)
    return Shaped(grid, "long" if long else "wide", table.last, table.rows)


def _one_heading(table: Table, grid: Grid, findings: Findings) -> Grid:
    # what is no reading keeps its heading in full, by which it is set aside like any other column that is not known
    texts = {head.index: (head.said or head.text, head.origin) for head in table.heads}
    findings.note("heading_rows", grid.place(table.row), count=table.rows)
    return with_heading(grid, table.row, table.last, texts)


def _time_outside(table: Table, findings: Findings) -> Shaped | None:
    """A table without times whose month is in a title, or in the name of its sheet or file."""
    before = findings.errors
    spoken = month_around(table.grid, table.row, table.year, findings)
    if spoken is None and findings.errors == before:
        refuse_ranges(table, findings)
    if spoken is None or refuse_no_month(table, spoken, findings):
        return None
    grid = cleaned(table, findings)
    tell_month(grid, table, spoken, findings)
    fixed = Fixed(spoken.text, spoken.by.origin)
    if any(head.part not in PLAIN_PARTS for head in table.heads):
        shaped_grid = parts_apart(table, grid, findings).grid
        return Shaped(
            with_columns(shaped_grid, table.last, 0, {"time": fixed}), "month_outside", table.last, table.rows
        )
    if table.rows > 1:
        grid = _one_heading(table, grid, findings)
    section = table.at(("section",))["section"]
    named = section if isinstance(section, int) else None
    grid = with_columns(grid, table.last, named, {"time": fixed})
    return Shaped(grid, "month_outside", table.last, table.rows)
