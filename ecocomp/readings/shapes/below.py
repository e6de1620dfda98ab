"""What stands below a table: rows of labels and remarks, and the units that they state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from ecocomp.readings.coded import filled_cells
from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.label_rows import is_label_row
from ecocomp.readings.shapes.emptied import emptied
from ecocomp.readings.shapes.remark_texts import goes_on, is_lone, is_remark
from ecocomp.readings.table_unit import labelled_unit
from ecocomp.readings.units import units_in

#: So far down from the end of a sheet remarks are looked for, and such as stand alone among its last rows.
ROWS_LOOKED_AT = 50
FOOT = 12


def with_remarks_below(grid: Grid, findings: Findings) -> Grid:
    """The grid with the texts below its table that state units; rows of labels alone are emptied, which is noted."""
    stating: list[tuple[str, tuple[int, int]]] = []
    dropped: list[int] = []
    rows = list(_rows_below(grid))[::-1]
    remarks = [row for row, texts in rows if is_remark(next(filter(None, texts)))]
    for row, texts in rows:
        label = labelled_unit(texts)
        if is_label_row(texts) or (remarks and row > remarks[0] and goes_on(texts)):
            findings.count("remark_row", grid.place(row))
            dropped.append(row)
        if label is not None:
            stating.append((f"单位：{label[1]}", (row, label[0])))
            continue
        stating += [(text, (row, column)) for column, text in enumerate(texts) if text and units_in(text)]
    if not stating and not dropped:
        return grid
    below = tuple((text, grid.place(*cell)) for text, cell in stating)
    return replace(emptied(grid, dropped) if dropped else grid, below=below)


def _rows_below(grid: Grid) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows below the last row of data, from the last upwards."""
    counts = filled_cells(grid.rows)
    for row in np.flatnonzero(counts)[: -ROWS_LOOKED_AT - 1 : -1].tolist():
        texts = grid.rows[row]
        filled = [text for text in texts if text]
        alone = len(filled) == 1 and (goes_on(texts) or not filled[0][0].isdigit())
        if not (alone or is_remark(filled[0]) or is_label_row(texts)):
            return
        yield row, texts


def lone_remarks(grid: Grid, first: int) -> list[int]:
    """The last rows of a table in which nothing stands but one text of the kind that is below tables."""
    found = []
    for row in range(max(first, len(grid.rows) - FOOT), len(grid.rows)):
        filled = [text for text in grid.rows[row] if text]
        if len(filled) == 1 and is_lone(filled[0]):
            found.append(row)
    return found
