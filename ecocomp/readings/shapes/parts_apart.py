"""Tables in which an indicator has its value, detection limit, qualifier or unit in columns of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.headings import BESIDE_VALUE
from ecocomp.readings.reading import GRADE
from ecocomp.readings.shapes.context import spoken_around
from ecocomp.readings.shapes.heads import Head, heading_time
from ecocomp.readings.shapes.parts import OTHER
from ecocomp.readings.shapes.said_outside import year_said
from ecocomp.readings.shapes.spec import Fixed, From, Spec
from ecocomp.readings.shapes.table import SHARED, Shaped, Table, distinct, unit_of_others
from ecocomp.readings.shapes.taken_apart import taken_apart
from ecocomp.readings.show import indicator_heading
from ecocomp.readings.units import factor, units_in
from ecocomp.readings.values import says_nothing


def parts_apart(table: Table, grid: Grid, findings: Findings) -> Shaped:
    """Each indicator with its value, detection limit, qualifier or unit in columns of its own."""
    groups: dict[str, dict[str, From]] = {}
    heads: dict[str, list[Head]] = {}
    for head in table.heads:
        column = head.column
        if column.role != "measure":
            continue
        if head.part in (GRADE, OTHER):
            note_part(head, grid, findings)
            continue
        heads.setdefault(column.indicator, []).append(head)
        group = groups.setdefault(
            column.indicator, {"indicator": Fixed(indicator_heading(column.indicator), head.origin)}
        )
        role = head.part or "value"
        if role in group:
            findings.error("column_twice", grid.place(table.last, head.index), found=head.text, other=head.text)
        group[role] = head.index
        unit = column.unit or (head.unit if head.part == "qualifier" else "")
        if unit:
            group.setdefault("unit", Fixed(unit, head.origin))
    whole = {indicator: group for indicator, group in groups.items() if "value" in group}
    for indicator in groups.keys() - whole.keys():
        for head in heads[indicator]:
            findings.note("column_ignored", grid.place(*head.origin), found=head.said or head.text)
    beside = unit_of_others(table)
    for group in whole.values():
        if beside:
            group.setdefault("unit", Fixed(beside))
    _check_limits(table, whole, heads, findings)
    _take_beside(table, whole, grid, findings)
    for column in table.columns:
        if column.role == "unknown":
            findings.note("column_ignored", grid.place(table.last, column.index), found=column.heading)
    if table.rows > 1:
        findings.note("heading_rows", grid.place(table.row), count=table.rows)
    shared = table.at(SHARED)
    if "year" not in shared:
        shared |= year_said(table, grid, shared, findings)
    spec = Spec(table.row, table.last, table.last + 1, shared, list(whole.values()))
    return Shaped(taken_apart(grid, spec, findings), "wide", table.last, table.rows)


def take_parts(table: Table, groups: Sequence[dict[str, From]], findings: Findings) -> None:
    """Limits and qualifiers beside months or sections (氨氮检出限) go to the values of their indicator and month."""
    for head in table.heads:
        if head.part not in BESIDE_VALUE:
            continue
        # a row below that says yet another thing of it may have left no indicator
        name = indicator_heading(head.column.indicator) if head.column.role == "measure" else ""
        place = table.grid.place(*head.origin)
        taken = [
            group
            for group in groups
            if isinstance(own := group["indicator"], Fixed) and own.text == name and is_at(head, group)
        ]
        if not taken:
            findings.note("column_ignored", place, found=head.said)
        for group in taken:
            if head.part in group:
                findings.error("column_twice", place, found=head.said, other=head.said)
                break
            if head.part == "detection_limit" and not _fits(head, group, table):
                findings.error("unit_contradicts", place, found=head.unit, other=_unit_text(group))
                break
            group[head.part] = head.index


def is_at(head: Head, group: Mapping[str, From]) -> bool:
    """Whether a column below a month or day is of the time of the group; one that has none is of all times."""
    mine, time = heading_time(head.time), group.get("time")
    other = heading_time(time.text) if isinstance(time, Fixed) else None
    if mine is None or other is None:
        return mine is None
    return (mine.year, mine.month) == (other.year, other.month) and other.day in (None, mine.day)


def _fits(head: Head, group: Mapping[str, From], table: Table) -> bool:
    """Whether the unit of a detection limit is that of its values: which of two is wrong cannot be told."""
    unit = group.get("unit")
    if not head.unit or isinstance(unit, int):
        return True
    indicator = head.column.indicator
    if unit is not None:
        return factor(head.unit, indicator) == factor(unit.text, indicator)
    around = [each for spoken in spoken_around(table.grid, table.row) for each in units_in(spoken.text)]
    factors = {by for each in around if (by := factor(each, indicator)) is not None}
    return {factor(head.unit, indicator)} == (factors or {Fraction(1)})


def _unit_text(group: Mapping[str, From]) -> str:
    unit, indicator = group.get("unit"), group["indicator"]
    texts = [each.text for each in (indicator, unit) if isinstance(each, Fixed)]
    return f"{texts[0]}({texts[1]})" if len(texts) > 1 else texts[0]


def _check_limits(
    table: Table, groups: Mapping[str, Mapping[str, From]], heads: Mapping[str, Sequence[Head]], findings: Findings
) -> None:
    for indicator, group in groups.items():
        for head in heads[indicator]:
            if head.part == "detection_limit" and not _fits(head, group, table):
                place = table.grid.place(*head.origin)
                findings.error("unit_contradicts", place, found=head.unit, other=_unit_text(group))


def _take_beside(table: Table, groups: dict[str, dict[str, From]], grid: Grid, findings: Findings) -> None:
    """Columns 单位, 标识 and 检出限 without an indicator belong to the only one; beside several they must be empty."""
    own = [group for indicator, group in groups.items() if indicator != GRADE]
    for column in table.columns:
        if column.role not in BESIDE_VALUE:
            continue
        if len(own) == 1 and column.role not in own[0]:
            own[0][column.role] = column.index
        elif not all(map(says_nothing, distinct(grid, column.index, table.last + 1))):
            place = grid.place(table.last, column.index)
            findings.error("column_unclear", place, found=column.heading)


def note_part(head: Head, grid: Grid, findings: Findings) -> None:
    """The note on a column of an indicator that is not used: its class, or what is no reading of it."""
    findings.note("column_ignored", grid.place(*head.origin), found=head.said)
