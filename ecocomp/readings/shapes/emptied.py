"""Rows of a grid that are set aside: emptied, so that all others keep their places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ecocomp.readings.coded import CodedRows
from ecocomp.readings.grid import Grid
from ecocomp.readings.values import parse_value


def emptied(grid: Grid, dropped: Sequence[int]) -> Grid:
    """The grid without what stands in some rows."""
    if isinstance(grid.rows, CodedRows):
        return replace(grid, rows=CodedRows([column.replaced(dropped, "") for column in grid.rows.columns]))
    gone = set(dropped)
    return replace(grid, rows=[[] if row in gone else texts for row, texts in enumerate(grid.rows)])


def emptied_beside(grid: Grid, dropped: Mapping[int, int]) -> Grid:
    """The grid without some rows, each with the column by which it is set aside.

    A cell merged with those below it is said for them too: its text goes to the rows that stay, if it stands left of
    that column or is no value. A merged value is nobody's but its own row's.
    """
    merges = [merge for merge in grid.marks.merges if merge.bottom > merge.top and merge.top in dropped]
    if not merges:
        return emptied(grid, list(dropped))
    rows = [list(texts) for texts in grid.rows]
    for merge in merges:
        text = rows[merge.top][merge.left] if merge.left < len(rows[merge.top]) else ""
        if not text or not (merge.left < dropped[merge.top] or parse_value(text).trouble):
            continue
        for texts in rows[merge.top + 1 : merge.bottom + 1]:
            if merge.left < len(texts) and not texts[merge.left] and any(texts):
                texts[merge.left] = text
    return replace(grid, rows=[[] if row in dropped else texts for row, texts in enumerate(rows)])
