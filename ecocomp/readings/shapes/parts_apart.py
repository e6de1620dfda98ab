"""Tables in which an indicator has its value, detection limit, qualifier or unit in columns of their own."""

from __future__ import annotations

from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.reading import GRADE
from ecocomp.readings.shapes.heads import Head
from ecocomp.readings.shapes.parts import OTHER
from ecocomp.readings.shapes.rearrange import Fixed, From, Spec, taken_apart
from ecocomp.readings.shapes.said_outside import year_said
from ecocomp.readings.shapes.table import SHARED, Shaped, Table, unit_of_others
from ecocomp.readings.show import indicator_heading


def parts_apart(table: Table, grid: Grid, findings: Findings) -> Shaped:
    """Each indicator with its value, detection limit, qualifier or unit in columns of its own."""
    groups: dict[str, dict[str, From]] = {}
    for head in table.heads:
        column = head.column
        if column.role != "measure":
            continue
        if head.part in (GRADE, OTHER):
            note_part(head, grid, findings)
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
    beside = unit_of_others(table)
    for group in whole:
        if beside:
            group.setdefault("unit", Fixed(beside))
    findings.note("heading_rows", grid.place(table.row), count=table.rows)
    shared = table.at(SHARED)
    if "year" not in shared:
        shared |= year_said(table, grid, shared, findings)
    spec = Spec(table.row, table.last, table.last + 1, shared, whole)
    return Shaped(taken_apart(grid, spec, findings), "wide", table.last, table.rows)


def note_part(head: Head, grid: Grid, findings: Findings) -> None:
    """The note on a column of an indicator that is not used: its class, or what is no reading of it."""
    place = grid.place(*head.origin)
    if head.part == OTHER:
        findings.note("column_ignored", place, found=head.said)
    else:
        findings.count("part_ignored", place, found=head.text)
