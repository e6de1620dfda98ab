"""Rearranging a grid: columns added to it, one heading row in place of several, and how rows are to be taken apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ecocomp.readings.coded import CodedRows, coded, filled_cells
from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid, Origins
from ecocomp.readings.shapes.spec import TITLES, Fixed, From
from ecocomp.readings.units import meaning
from ecocomp.wording import Pair

USUAL_UNIT = "mg/L"
HEADING = Pair("表头", "a heading")

#: The roles of which a cell merged over several rows says it for all of them.
MERGED = frozenset({"section", "province", "basin", "time", "year", "month", "day", "snapshot", "indicator", "unit"})


def with_columns(grid: Grid, heading: int, named: int | None, added: Mapping[str, Fixed]) -> Grid:
    """The grid with more columns, the same text in every row; ``named`` is the column whose headings come again."""
    if isinstance(grid.rows, CodedRows):
        columns = list(grid.rows.columns)
        width = len(columns)
        # an empty row, as one that was set aside is, gets no month or year by which it would be something
        filled = filled_cells(grid.rows).tolist()
        for role, fixed in added.items():
            again = [] if named is None else columns[named].rows_of({columns[named].text(heading)})
            column = coded(fixed.text if row > heading and cells else "" for row, cells in enumerate(filled))
            columns.append(column.replaced([heading, *(row for row in again if row > heading)], TITLES[role]))
        rows: Sequence[Sequence[str]] = CodedRows(columns)
    else:
        width = max(len(texts) for texts in grid.rows)
        title = grid.rows[heading][named] if named is not None else ""
        found: list[Sequence[str]] = []
        for row, texts in enumerate(grid.rows):
            if row < heading or not any(texts):
                found.append(texts)
                continue
            repeated = row == heading or (named is not None and len(texts) > named and texts[named] == title)
            more = [TITLES[role] if repeated else fixed.text for role, fixed in added.items()]
            found.append([*texts, *[""] * (width - len(texts)), *more])
        rows = found
    old = grid.origins or Origins()
    origins = {**old.added, **{width + at: fixed.origin for at, fixed in enumerate(added.values())}}
    return replace(grid, rows=rows, origins=replace(old, added=origins))


def with_heading(grid: Grid, first: int, last: int, texts: Mapping[int, tuple[str, tuple[int, int]]]) -> Grid:
    """The grid with one heading row, the last of several; the rows of the others are emptied."""
    width = max([len(grid.rows[last]), *(index + 1 for index in texts)])
    title = [texts[index][0] if index in texts else "" for index in range(width)]
    rows = [[] if first <= row < last else title if row == last else found for row, found in enumerate(grid.rows)]
    moved = {(last, index): origin for index, (_, origin) in texts.items() if origin != (last, index)}
    old = grid.origins or Origins()
    return replace(grid, rows=rows, origins=replace(old, moved={**old.moved, **moved}))


def refuse_mixed_units(grid: Grid, heading: int, groups: Sequence[Mapping[str, From]], findings: Findings) -> None:
    """An error where some columns of an indicator have a unit in their headings and others have none.

    Beside months or sections a unit is mostly written once and meant for all; nobody can know.
    """
    bare = {_key(group) for group in groups if "unit" not in group}
    for group in groups:
        unit = group.get("unit")
        if isinstance(unit, Fixed) and _key(group) in bare and meaning(unit.text) != meaning(USUAL_UNIT):
            place = grid.place(*(unit.origin or (heading, 0)))
            findings.error("unit_around_unclear", place, found=unit.text, source=HEADING)
            return


def _key(group: Mapping[str, From]) -> str:
    indicator = group.get("indicator")
    return indicator.text if isinstance(indicator, Fixed) else ""
