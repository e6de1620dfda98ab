"""Signs without width, which come along when cells are copied from web pages: taken out of all cells."""

from __future__ import annotations

from dataclasses import replace

from ecocomp.readings.coded import Coded, CodedRows
from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.names import INVISIBLE


def without_invisible(grid: Grid, findings: Findings) -> Grid:
    """The grid without signs of no width, with a note on the cells that had some."""
    if isinstance(grid.rows, CodedRows):
        columns = [_plain_column(grid, index, column, findings) for index, column in enumerate(grid.rows.columns)]
        if all(new is old for new, old in zip(columns, grid.rows.columns, strict=True)):
            return grid
        return replace(grid, rows=CodedRows(columns))
    found = {
        (row, index): _plain(text)
        for row, texts in enumerate(grid.rows)
        for index, text in enumerate(texts)
        if _has_any(text)
    }
    if not found:
        return grid
    for row, index in found:
        findings.count("invisible", grid.place(row, index))
    rows = [[found.get((row, at), text) for at, text in enumerate(texts)] for row, texts in enumerate(grid.rows)]
    return replace(grid, rows=rows)


def _plain_column(grid: Grid, index: int, column: Coded, findings: Findings) -> Coded:
    odd = {text for text in column.texts if _has_any(text)}
    rows = column.rows_of(odd) if odd else []
    if not rows:
        return column
    for row in rows:
        findings.count("invisible", grid.place(row, index))
    return Coded([_plain(text) if text in odd else text for text in column.texts], column.codes)


def _has_any(text: str) -> bool:
    return not text.isascii() and INVISIBLE.search(text) is not None


def _plain(text: str) -> str:
    return INVISIBLE.sub("", text).strip()
