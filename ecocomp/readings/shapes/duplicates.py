"""Samples of quality control by a remark (备注=平行样) or a column 样品类型, beside the sample of their section."""

from __future__ import annotations

from collections.abc import Sequence

from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.names import clean_name
from ecocomp.readings.shapes.emptied import emptied
from ecocomp.readings.shapes.other_rows import is_sample
from ecocomp.readings.values import says_nothing

#: Headings of columns that tell samples of one section and time apart.
KINDS = frozenset({"样品类型", "样品类别", "样品性质", "样品名称", "样品", "质控类型", "质控类别", "采样类型", "类型"})


def without_duplicates(grid: Grid, heading: int, keys: Sequence[int], remark: int | None, findings: Findings) -> Grid:
    """The grid without rows that are a sample of quality control beside another row of the same ``keys``.

    Where nothing else stands there of the same section, time and indicator, a remark on the sample is no more than one.
    """
    texts = grid.rows[heading]
    columns = [index for index, text in enumerate(texts) if index == remark or clean_name(text) in KINDS]
    marked = _marked(grid, heading, [index for index in columns if index not in keys])
    if not marked:
        return grid
    tops = _tops(grid, heading, keys)
    others = {
        key
        for row in range(heading + 1, len(grid.rows))
        if row not in marked and (key := _key(grid, row, keys, tops)) is not None
    }
    dropped = [row for row in marked if _key(grid, row, keys, tops) in others]
    for row in dropped:
        column = marked[row]
        beside = [text for index, text in enumerate(grid.rows[row]) if text and index not in (*keys, *columns)]
        severity = "note" if all(map(says_nothing, beside)) else "warning"
        findings.count("sample_row", grid.place(row, column), severity, found=" ".join(grid.rows[row][column].split()))
    return emptied(grid, dropped) if dropped else grid


def _marked(grid: Grid, heading: int, columns: Sequence[int]) -> dict[int, int]:
    """The rows that are such a sample, each with the column that says so."""
    found: dict[int, int] = {}
    for index in columns:
        if grid.columns is not None and not any(map(is_sample, grid.columns[index].texts)):
            continue
        for row in range(heading + 1, len(grid.rows)):
            texts = grid.rows[row]
            if index < len(texts) and is_sample(texts[index]):
                found.setdefault(row, index)
    return found


def _tops(grid: Grid, heading: int, keys: Sequence[int]) -> dict[tuple[int, int], int]:
    """For cells merged with those above them the row of the first."""
    return {
        (row, merge.left): merge.top
        for merge in grid.marks.merges
        if merge.left in keys and merge.top > heading
        for row in range(merge.top + 1, min(merge.bottom + 1, len(grid.rows)))
    }


def _key(grid: Grid, row: int, keys: Sequence[int], tops: dict[tuple[int, int], int]) -> tuple[str, ...] | None:
    """What a row is of; None for a row that does not name its section, the first of the keys."""
    said = []
    for key in keys:
        texts = grid.rows[tops.get((row, key), row)]
        said.append(clean_name(texts[key]) if key < len(texts) else "")
    return tuple(said) if said[0] else None
