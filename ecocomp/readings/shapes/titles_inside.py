"""Titles further down a table: 2024年2月 between two blocks of rows that the words around the table call 2024年1月."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from ecocomp.readings.coded import filled_cells
from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.shapes.context import LONGEST_TITLE, MADE, SOURCES, Spoken
from ecocomp.readings.shapes.remark_texts import is_remark
from ecocomp.readings.shapes.set_aside import is_total
from ecocomp.readings.table_unit import labelled_unit

#: A title, and perhaps the unit beside it.
MOST_FILLED = 2


def refuse_titles_inside(
    grid: Grid, first: int, says_other: Callable[[str], bool], by: Spoken, findings: Findings
) -> None:
    """An error for the first title among the rows from ``first`` on that says other than ``by``, taken for the table.

    What stands below such a title would be taken for a reading of another month, year or indicator.
    """
    for row, column, text in titles_inside(grid, first):
        if text != by.text and says_other(text):
            findings.error(
                "title_inside", grid.place(row, column), found=text, other=by.text, source=SOURCES[by.source]
            )
            return


def titles_inside(grid: Grid, first: int) -> Iterator[tuple[int, int, str]]:
    """The rows from ``first`` on with nothing but a title that have rows of data below them: row, column and text."""
    filled = filled_cells(grid.rows)
    data = (first + np.flatnonzero(filled[first:] > 1))[::-1]
    last = next((row for row in map(int, data) if labelled_unit(grid.rows[row]) is None), first)
    few = (filled[first:last] > 0) & (filled[first:last] <= MOST_FILLED)
    for row in (first + np.flatnonzero(few)).tolist():
        texts = grid.rows[row]
        unit = labelled_unit(texts)
        cells = [(at, text) for at, text in enumerate(texts) if text and (unit is None or at != unit[0])]
        if len(cells) != 1:
            continue
        column, text = cells[0]
        if len(text) <= LONGEST_TITLE and not (MADE.search(text) or is_remark(text) or is_total(text)):
            yield row, column, text
