"""Quarters and half-years in a column of months (一季度 below 1月, 2月 and 3月), which are made of their months."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ecocomp.readings.grid import Grid
from ecocomp.readings.names import clean_name
from ecocomp.readings.shapes.other_rows import is_span
from ecocomp.readings.times import parse_column_time, parse_part

QUARTER = re.compile(r"第?([一二三四1-4])季")
HALF = re.compile(r"([上下])半年")
MONTHS = re.compile(r"(?<!\d)(1[0-2]|[1-9])月?[-—–~～至](1[0-2]|[1-9])月")
DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4}


def months_of(text: str) -> range:
    """The months that a span names; none for what is no span of one year.

    >>> months_of("第二季度"), months_of("上半年"), months_of("1-3月均值"), months_of("3月")
    (range(4, 7), range(1, 7), range(1, 4), range(0, 0))
    """
    bare = "".join(clean_name(text).split())
    quarter, half, months = QUARTER.search(bare), HALF.search(bare), MONTHS.search(bare)
    if not is_span(text):
        return range(0)
    if quarter:
        number = DIGITS.get(quarter[1]) or int(quarter[1])
        return range(3 * number - 2, 3 * number + 1)
    if half:
        return range(1, 7) if half[1] == "上" else range(7, 13)
    return range(int(months[1]), int(months[2]) + 1) if months else range(0)


class MonthsOfSections:
    """Tells the rows of one table that are made of months which stand in other rows of the same section.

    ``keys`` are the columns that say of what a row is; with ``by_section`` the first of them names the sections.
    """

    def __init__(self, grid: Grid, first: int, keys: Sequence[int], *, by_section: bool) -> None:
        self._grid = grid
        self._first = first
        self._section = keys[0] if by_section and keys else None
        self._keys = [key for key in keys if key != self._section]
        self._known: dict[int, dict[str, set[int | None]]] = {}

    def span(self, row: int) -> str:
        """The span that a row names, where all its months are there; else it may be all that is known of them."""
        texts = self._grid.rows[row]
        at = next((key for key in self._keys if key < len(texts) and is_span(texts[key])), None)
        wanted = months_of(texts[at]) if at is not None else ()
        if at is None or not wanted:
            return ""
        return texts[at] if self._months(at)[self._name(texts)].issuperset(wanted) else ""

    def _months(self, at: int) -> dict[str, set[int | None]]:
        """The months of each section by a column of times."""
        if at not in self._known:
            found: dict[str, set[int | None]] = defaultdict(set)
            for texts in self._grid.rows[self._first :]:
                if at < len(texts):
                    found[self._name(texts)].add(_month(texts[at]))
            self._known[at] = found
        return self._known[at]

    def _name(self, texts: Sequence[str]) -> str:
        return "" if self._section is None or self._section >= len(texts) else clean_name(texts[self._section])


def _month(text: str) -> int | None:
    """The month that a text is; None for a day, and for what is none."""
    time = parse_column_time(text)
    if time is not None:
        return None if time.day or time.clock else time.month
    return parse_part(text, "month")
