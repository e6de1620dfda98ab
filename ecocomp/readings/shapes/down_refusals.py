"""What in a table with indicators down is not clear enough to be read."""

from __future__ import annotations

from collections.abc import Sequence

from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.headings import column_of
from ecocomp.readings.reading import GRADE
from ecocomp.readings.shapes.context import SOURCES, MonthSpoken
from ecocomp.readings.shapes.down_columns import Sorted
from ecocomp.readings.shapes.down_heading import DownHeading
from ecocomp.readings.shapes.no_values import refuse_made, refuse_rates
from ecocomp.readings.shapes.rearrange import HEADING
from ecocomp.readings.shapes.remark_texts import is_remark
from ecocomp.readings.shapes.table import Table
from ecocomp.readings.shapes.what_repeats import repeats
from ecocomp.readings.times import parse_column_time
from ecocomp.readings.units import factor, meaning, without_unit
from ecocomp.readings.values import parse_value
from ecocomp.wording import Pair

NO_HEADING = Pair("（无表头）", "(no heading)")


def refuse_made_of_title(table: Table, spoken: MonthSpoken, findings: Findings) -> bool:
    """Whether the title of the month, or one alone in its row, says that the numbers are made of values."""
    if spoken.by.source == "file":
        return refuse_rates(table, findings)
    return refuse_made(table, spoken.by, findings)


def refuse_unclear(table: Table, found: Sorted, findings: Findings) -> None:
    """An error for each column that may be a section or not."""
    for each, why in found.unclear:
        place = table.grid.place(*each.origin)
        findings.error("section_unclear", place, found=each.name or NO_HEADING, why=why)


def refuse_unit(table: Table, heading: DownHeading, found: Sorted, findings: Findings) -> None:
    """An error where a unit in the heading is perhaps not that of all rows, which have their own or cannot have it."""
    units = [(unit, each.origin) for each in found.sections if (unit := without_unit(each.name)[1] or each.unit)]
    units += [(heading.unit, (table.last, heading.indicator))] if heading.unit else []
    if not units:
        return
    unit, origin = units[0]
    below = table.grid.rows[table.last + 1 :]
    named = [column_of(0, "".join(texts[heading.indicator : heading.indicator + 1])) for texts in below]
    rows = [each for each in named if each.role == "measure" and each.indicator != GRADE]
    if any(each.column.role == "unit" for each in heading.across) or any(
        factor(unit, each.indicator) is None or (each.unit and meaning(each.unit) != meaning(unit)) for each in rows
    ):
        findings.error("unit_around_unclear", table.grid.place(*origin), found=unit, source=HEADING)


def refuse_rows(table: Table, heading: DownHeading, found: Sorted, spoken: MonthSpoken, findings: Findings) -> None:
    """Errors for another heading further down, rows of values without an indicator, and days of another month."""
    grid = table.grid
    headings = grid.rows[table.row : table.last + 1]
    for row in range(table.last + 1, len(grid.rows)):
        texts = grid.rows[row]
        label = texts[heading.indicator] if heading.indicator < len(texts) else ""
        beside = [texts[each.index] if each.index < len(texts) else "" for each in found.sections]
        role = column_of(0, label).role if label else ""
        again = any(repeats(texts, each) for each in headings)
        if again or not any(beside) or is_remark(next(filter(None, texts))):
            continue
        if role in ("indicator", "section"):
            findings.error("sections_again", grid.place(row), found="、".join(filter(None, texts)))
            return
        if not label and _has_numbers(beside):
            findings.error("indicator_lacking", grid.place(row), found="、".join(filter(None, texts)))
        if role in ("time", "month", "day"):
            _refuse_other_days(grid, row, found, spoken, findings)


def _has_numbers(texts: Sequence[str]) -> bool:
    return any(text and not parse_value(text).trouble for text in texts)


def _refuse_other_days(grid: Grid, row: int, found: Sorted, spoken: MonthSpoken, findings: Findings) -> None:
    """An error for a day of sampling below a section that is not in the month of the title."""
    for each in found.sections:
        text = grid.rows[row][each.index] if each.index < len(grid.rows[row]) else ""
        time = parse_column_time(text) if text else None
        if time is not None and (
            time.month != spoken.month or (None not in (time.year, spoken.year) and time.year != spoken.year)
        ):
            findings.error(
                "time_not_of_table",
                grid.place(row, each.index),
                found=text,
                other=spoken.by.text,
                source=SOURCES[spoken.by.source],
            )
            return
