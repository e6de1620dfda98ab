"""Tables with a row a section (and indicator) and a column a month or day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.headings import BESIDE_VALUE
from ecocomp.readings.row_times import tell_impossible
from ecocomp.readings.shapes.context import SOURCES
from ecocomp.readings.shapes.heads import Head, heading_time, unit_beside
from ecocomp.readings.shapes.parts_apart import is_at, note_part, take_parts
from ecocomp.readings.shapes.rearrange import refuse_mixed_units
from ecocomp.readings.shapes.said_outside import indicator_outside, time_not_of_table, year_said
from ecocomp.readings.shapes.set_aside import without_totals
from ecocomp.readings.shapes.spec import Fixed, From, Spec
from ecocomp.readings.shapes.table import Shaped, Table, corner_of, undoubled, unit_of_others
from ecocomp.readings.shapes.taken_apart import taken_apart
from ecocomp.readings.shapes.what_repeats import without_repeats
from ecocomp.readings.show import indicator_heading
from ecocomp.readings.times import LEAP_YEAR, Time, is_ambiguous


def times_across(table: Table, times: Sequence[Head], findings: Findings) -> Shaped | None:
    """A row a section (and indicator), a column a month or day."""
    grid = table.grid
    remarks = [head for head in times if head.column.role == "remark"]
    times = [head for head in times if head not in remarks]
    found = _placed(grid, times, findings)
    if not found or _refuse_other_days(table, times, found, findings):
        return None
    shared = table.at(("section", "province", "basin", "year", "state", "method", "remark"))
    corner = corner_of(table, "section")
    if "section" not in shared and corner is not None:
        shared["section"] = corner
    own = table.at(("indicator", "unit", "qualifier", "detection_limit"))
    if "indicator" not in own and any(head.column.role != "measure" for head in times):
        own = {**indicator_outside(table, findings), **own}
        if "indicator" not in own:
            return None
    if "year" not in shared:
        shared |= year_said(table, grid, shared, findings, [head.time for head in times])
    groups = _groups(table, _labels(table, times, found, findings), own, findings)
    _take_remarks(groups, remarks)
    take_parts(table, groups, findings)
    _tell_unused(table, corner, findings)
    keys = [each for each in (shared.get("section"), own.get("indicator")) if isinstance(each, int)]
    refuse_mixed_units(grid, table.last, groups, findings)
    table = replace(table, grid=without_repeats(grid, table.row, table.last, findings))
    single = undoubled(table, ("section", "province", "basin", "year", "indicator"), findings)
    cleaned = without_totals(single, table.last + 1, keys, findings)
    spec = Spec(table.row, table.last, table.last + 1, shared, groups)
    return Shaped(taken_apart(cleaned, spec, findings), "times_across", table.last, table.rows)


def _placed(grid: Grid, times: Sequence[Head], findings: Findings) -> list[Time] | None:
    """The times of the headings; None, with errors, where there are days that do not exist."""
    found = []
    for head in times:
        time = heading_time(head.time)
        assert time is not None
        found.append(time)
    impossible = [(head, time) for head, time in zip(times, found, strict=True) if not time.placed(LEAP_YEAR)]
    for head, none in impossible:
        tell_impossible(none, LEAP_YEAR, head.time, grid.place(*head.origin), findings)
    return None if impossible else found


def _refuse_other_days(table: Table, times: Sequence[Head], found: Sequence[Time], findings: Findings) -> bool:
    """Whether days are not in the month of the title, of which a table may have months to compare; an error for one."""
    days = [(head.time, time) for head, time in zip(times, found, strict=True) if time.day is not None]
    if len(days) < len(times) or _are_months(table, times, found):
        return False
    other = time_not_of_table(table, days)
    if other is not None:
        text, by = other
        place = table.grid.place(*next(head.origin for head in times if head.time == text))
        findings.error("time_not_of_table", place, found=text, other=by.text, source=SOURCES[by.source])
    return other is not None


def _are_months(table: Table, times: Sequence[Head], found: Sequence[Time]) -> bool:
    """Whether the headings are months as a workbook holds them, by their first days."""
    firsts = all(time.day == 1 for time in found)
    months = {(time.year, time.month) for time in found}
    return table.grid.workbook and firsts and len(months) == len({head.time for head in times})


def _labels(table: Table, times: Sequence[Head], found: Sequence[Time], findings: Findings) -> list[tuple[Head, str]]:
    """The time that each heading says; in a workbook, which holds a month as its first day, with a note the month."""
    if not _are_months(table, times, found):
        return [(head, head.time) for head in times]
    findings.note("days_are_months", table.grid.place(*times[0].origin), found=times[0].time)
    return [(head, f"{time.year}年{time.month}月") for head, time in zip(times, found, strict=True)]


def _groups(
    table: Table, labels: Sequence[tuple[Head, str]], own: Mapping[str, From], findings: Findings
) -> list[dict[str, From]]:
    """What makes the value of each column: its time, and its indicator and unit where its heading says them."""
    groups: list[dict[str, From]] = []
    beside = unit_of_others(table)
    has_units = any(column.role == "unit" for column in table.columns)
    for head, label in labels:
        if head.part:
            if head.part not in BESIDE_VALUE:
                note_part(head, table.grid, findings)
            continue
        group: dict[str, From] = {"time": Fixed(label, head.origin), **own, "value": head.index}
        column = head.column
        if column.role == "measure":
            group["indicator"] = Fixed(indicator_heading(column.indicator), (table.row, head.index))
        unit = column.unit or unit_beside(head) or beside
        if unit and not has_units:
            group["unit"] = Fixed(unit, (table.row, head.index))
        groups.append(group)
    return groups


def _take_remarks(groups: Sequence[dict[str, From]], remarks: Sequence[Head]) -> None:
    """A column 备注 below a month goes with the values to its left that are below the same month."""
    for head in remarks:
        for group in groups:
            value = group["value"]
            if isinstance(value, int) and value < head.index and is_at(head, group):
                group.setdefault("remark", head.index)


def _tell_unused(table: Table, corner: int | None, findings: Findings) -> None:
    """A note on each column that is not known, and an error for one that may be a month."""
    for column in table.columns:
        place = table.grid.place(table.last, column.index)
        if column.role == "unknown" and is_ambiguous(column.heading):
            findings.error("time_ambiguous", place, found=column.heading, year=column.heading[:4])
        elif column.role == "unknown" and column.index != corner:
            findings.note("column_ignored", place, found=column.heading)
