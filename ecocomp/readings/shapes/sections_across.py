"""Tables with a row a time and a column a section."""

from __future__ import annotations

from collections.abc import Sequence

from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.headings import ROWS_TRIED, names_section
from ecocomp.readings.shapes.days_across import are_days, month_of_days
from ecocomp.readings.shapes.heads import DAY
from ecocomp.readings.shapes.no_sections import names_no_section
from ecocomp.readings.shapes.other_rows import is_no_place
from ecocomp.readings.shapes.parts_apart import take_parts
from ecocomp.readings.shapes.rearrange import refuse_mixed_units
from ecocomp.readings.shapes.remark_texts import is_remark
from ecocomp.readings.shapes.said_outside import indicator_outside, tell_month, year_said
from ecocomp.readings.shapes.set_aside import is_total, statistic_of, without_totals
from ecocomp.readings.shapes.spec import Fixed, From, Spec
from ecocomp.readings.shapes.table import Shaped, Table, corner_of, unit_of_others
from ecocomp.readings.shapes.taken_apart import taken_apart
from ecocomp.readings.shapes.what_repeats import repeats, without_repeats
from ecocomp.readings.times import parse_column_time, parse_part
from ecocomp.readings.units import without_unit
from ecocomp.readings.values import parse_value

ROWS_LOOKED_AT = 50


def sections_across(table: Table, findings: Findings) -> Shaped | None:
    """A row a time, a column a section; recognised only where the body holds nothing but values."""
    grid, first = table.grid, table.last + 1
    shared = table.at(("time", "year", "month", "day", "state", "method", "remark"))
    corner = corner_of(table, "time")
    if not shared.keys() & {"time", "month", "day"}:
        if corner is None and not (grid.rows[table.last] and not grid.rows[table.last][0]):
            return None
        shared["time"] = 0
    unknown = [column for column in table.columns if column.role == "unknown" and column.index != shared.get("time")]
    sections = [column for column in unknown if not names_no_section(column.heading)]
    if table.rows > 1 or {each.role for each in table.columns} & {"value"}:
        return None
    main = shared.get("time", shared.get("month", shared.get("day")))
    assert isinstance(main, int)
    if main == shared.get("day") and not are_days(table, main):
        return None
    filled = _filled_columns(grid, first, main, [column.index for column in sections])
    sections = [column for column in sections if column.index in filled]
    if not sections:
        means = [column for column in unknown if statistic_of(column.heading)]
        if means and _filled_columns(grid, first, main, [column.index for column in means]):
            named = "、".join(column.heading for column in means[:ROWS_TRIED])
            findings.error("statistics_across", grid.place(table.last, means[0].index), found=named)
        return None
    own = table.at(("indicator", "unit", "qualifier", "detection_limit"))
    beside = unit_of_others(table)
    units = {column.index: without_unit(column.heading)[1] or beside for column in sections}
    if "indicator" not in own:
        own = {**indicator_outside(table, findings), **own}
        if "indicator" not in own:
            return None
    if not shared.keys() & {"year", "month"} and are_days(table, main):
        month = month_of_days(table, grid.place(first, main), grid.rows[first][main], findings)
        if month is None:
            return None
        tell_month(grid, table, month, findings, "month_of_days")
        shared |= {"time": Fixed(month.text, month.by.origin), "day": main}
    if "year" not in shared:
        shared |= year_said(table, grid, shared, findings)
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
    take_parts(table, groups, findings)
    names = "、".join(column.heading for column in sections[:ROWS_TRIED])
    findings.note("sections_across", grid.place(table.last), count=len(sections), found=names)
    keys = [each for each in (main, own.get("indicator")) if isinstance(each, int)]
    refuse_mixed_units(grid, table.last, groups, findings)
    cleaned = without_totals(
        without_repeats(grid, table.row, table.last, findings), first, keys, findings, by_section=False
    )
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
        aside = not time or is_no_place(time) or any(map(is_total, (time, leading))) or is_remark(leading)
        if aside or names_section(texts) or repeats(texts, grid.rows[first - 1]):
            continue
        known = (
            DAY.fullmatch(time) is not None
            or parse_column_time(time) is not None
            or parse_part(time, "month") is not None
        )
        timed, untimed = timed + known, untimed + (not known)
        for column in columns:
            text = texts[column] if column < len(texts) else ""
            if parse_value(text).trouble:
                return set()
            if text:
                filled.add(column)
    # a time or two that cannot be read are told of where the rows are read
    return filled if timed > untimed else set()
