"""How much of long lists and tables a notice prints, and the words that say how much is left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ecocomp.report.tables import Table
from ecocomp.wording import say

#: So many rows of a table are printed; the rest are counted.
MOST_ROWS = 240


def bounded(texts: Iterable[str], most: int, language: str) -> tuple[str, ...]:
    """The first texts, and how many more there are."""
    found = list(texts)
    left = len(found) - most
    return (*found[:most], say("notice.more_rows", language, count=left)) if left > 0 else tuple(found)


def cut(table: Table, language: str) -> Table:
    """The first rows of a table, and how many more there are."""
    return with_left(replace(table, rows=table.rows[:MOST_ROWS]), len(table.rows) - MOST_ROWS, language)


def with_left(table: Table, left: int, language: str) -> Table:
    """A table with a last row that says how many more there are, if any."""
    if left <= 0:
        return table
    more = spanning(say("notice.more_rows", language, count=left), table.columns)
    return replace(table, rows=(*table.rows, more))


def spanning(text: str, columns: Sequence[str]) -> tuple[str, ...]:
    """A row of one text, which spans the table."""
    return (text, *[""] * (len(columns) - 1))
