"""Rows below a heading that say again what stands above: the heading on each printed page, a title, 续表."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from ecocomp.readings.coded import CodedRows, filled_cells
from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.shapes.emptied import emptied

#: What stands at the top or the foot of a page of a table that goes on. No place is called so.
GOES_ON = re.compile(r"[(（]?\s*(?:续\s*上?\s*[表页]|[上下]?接[上下][表页]|转下[表页]|未完待续)\s*\d{0,2}\s*[)）]?")
#: A shorter text above a table may be the name of a section.
SHORTEST_TITLE = 6


def without_repeats(grid: Grid, row: int, last: int, findings: Findings) -> Grid:
    """The grid with such rows emptied, each kind counted; the heading stands in the rows from ``row`` to ``last``."""
    filled = filled_cells(grid.rows)
    headings = {again for each in range(row, last + 1) for again in _again(grid, each, last + 1)}
    above = (next(filter(None, grid.rows[each])) for each in range(row) if filled[each] == 1)
    titles = {text for text in above if len(text) >= SHORTEST_TITLE}
    alone = (last + 1 + (filled[last + 1 :] == 1).nonzero()[0]).tolist()
    said = [each for each in alone if _says_again(next(filter(None, grid.rows[each])), titles)]
    for each in sorted(headings):
        findings.count("heading_again", grid.place(each))
    for each in said:
        findings.count("title_again", grid.place(each))
    dropped = sorted({*headings, *said})
    return emptied(grid, dropped) if dropped else grid


def _says_again(text: str, titles: set[str]) -> bool:
    return text in titles or GOES_ON.fullmatch(text) is not None


def _again(grid: Grid, heading: int, first: int) -> Iterator[int]:
    """The rows from ``first`` on that hold the same as a heading row."""
    wanted = grid.rows[heading]
    column = next((at for at, text in enumerate(wanted) if text), None)
    if column is None:
        return
    rows: Sequence[int] = range(first, len(grid.rows))
    if isinstance(grid.rows, CodedRows):
        rows = [each for each in grid.rows.columns[column].rows_of({wanted[column]}) if each >= first]
    yield from (each for each in rows if repeats(grid.rows[each], wanted))


def repeats(texts: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two rows with something in them hold the same, whatever empty cells stand at their ends."""
    return any(texts) and _without_end(texts) == _without_end(others)


def _without_end(texts: Sequence[str]) -> list[str]:
    empty = sum(1 for _ in takewhile(lambda text: not text, reversed(texts)))
    return list(texts[: len(texts) - empty])
