"""Tables of one month with a row an indicator and a column a section; the month is in a title or name."""

from __future__ import annotations

from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.headings import ROWS_TRIED
from ecocomp.readings.shapes.context import MonthSpoken, month_around
from ecocomp.readings.shapes.down_columns import FEWEST, Sorted, sorted_columns
from ecocomp.readings.shapes.down_heading import BESIDE, DownHeading, down_heading
from ecocomp.readings.shapes.down_refusals import refuse_made_of_title, refuse_rows, refuse_unclear, refuse_unit
from ecocomp.readings.shapes.heads import heads_of
from ecocomp.readings.shapes.no_month import refuse_no_month, refuse_ranges
from ecocomp.readings.shapes.rearrange import refuse_mixed_units
from ecocomp.readings.shapes.said_outside import tell_month
from ecocomp.readings.shapes.set_aside import without_totals
from ecocomp.readings.shapes.spec import Fixed, From, Spec
from ecocomp.readings.shapes.table import Shaped, Table
from ecocomp.readings.shapes.taken_apart import taken_apart
from ecocomp.readings.shapes.what_repeats import without_repeats
from ecocomp.readings.times import Span
from ecocomp.readings.units import without_unit


def indicators_down(grid: Grid, row: int, year: int | Span | None, findings: Findings) -> Shaped | None:
    """The grid made plain where the heading at ``row`` is of this shape; None, perhaps with errors, where it is not.

    A sheet in which no column is surely a section, or for which no month is said, may be a list of standards or methods
    and is left to be passed over.
    """
    heading = down_heading(grid, row)
    if heading is None:
        return None
    found = sorted_columns(grid, row, heading)
    if not found.sections and not any(each.said or each.above for each, _ in found.unclear):
        return None
    table = Table(grid, row, heading.rows, heads_of(grid, row, heading.rows), year)
    before = findings.errors
    spoken = month_around(grid, row, year, findings)
    if spoken is None:
        if findings.errors == before:
            refuse_ranges(table, findings)
        return None
    if spoken.by.source == "file" and len(found.sections) < FEWEST and grid.sheet:
        return None  # a list of another kind in a workbook of the month
    if refuse_no_month(table, spoken, findings) or refuse_made_of_title(table, spoken, findings):
        return None
    own = _beside(table, heading, findings)
    refuse_unclear(table, found, findings)
    refuse_unit(table, heading, found, findings)
    refuse_rows(table, heading, found, spoken, findings)
    if findings.errors != before:
        return None
    return _made_plain(table, heading, found, (spoken, own), findings)


def lacks_month(grid: Grid) -> int | None:
    """The heading row of a table of this shape in a sheet for which nothing says a month; None where there is none."""
    for row in range(min(ROWS_TRIED, len(grid.rows))):
        heading = down_heading(grid, row)
        if heading is not None and len(sorted_columns(grid, row, heading).sections) >= FEWEST:
            return row
    return None


def _made_plain(
    table: Table, heading: DownHeading, found: Sorted, said: tuple[MonthSpoken, dict[str, From]], findings: Findings
) -> Shaped:
    (spoken, own), grid = said, table.grid
    tell_month(grid, table, spoken, findings)
    for each in found.ignored:
        findings.note("column_ignored", grid.place(*each.origin), found=each.name)
    shared: dict[str, From] = {"time": Fixed(spoken.text, spoken.by.origin), "indicator": heading.indicator, **own}
    groups: list[dict[str, From]] = []
    for each in found.sections:
        name, unit = without_unit(each.name)
        group: dict[str, From] = {"section": Fixed(name, each.origin), "value": each.index}
        unit = unit or each.unit or heading.unit
        if unit and "unit" not in own:
            group["unit"] = Fixed(unit, each.origin)
        groups.append(group)
    names = "、".join(each.name for each in found.sections[:ROWS_TRIED])
    findings.note("sections_across", grid.place(table.last), count=len(found.sections), found=names)
    refuse_mixed_units(grid, table.last, groups, findings)
    cleaned = without_repeats(grid, table.row, table.last, findings)
    cleaned = without_totals(
        cleaned, table.last + 1, [heading.indicator], findings, by_section=False, by_indicator=True
    )
    spec = Spec(table.row, table.last, table.last + 1, shared, groups)
    return Shaped(taken_apart(cleaned, spec, findings), "sections_across", table.last, table.rows)


def _beside(table: Table, heading: DownHeading, findings: Findings) -> dict[str, From]:
    """The columns of units, detection limits and remarks; an error for two of a kind."""
    own: dict[str, From] = {}
    names: dict[str, str] = {}
    for each in heading.across:
        role = each.column.role
        if role not in BESIDE:
            continue
        if role in own:
            findings.error("column_twice", table.grid.place(*each.origin), found=each.name, other=names[role])
        own.setdefault(role, each.index)
        names.setdefault(role, each.name)
    return own
