"""Headings of groups of rows inside a table: 国考断面, （一）干流, 随县 in a row of their own above the sections."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from ecocomp.readings.coded import filled_cells
from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.names import clean_name
from ecocomp.readings.shapes.other_rows import COUNTERS
from ecocomp.readings.values import parse_value
from ecocomp.wording import Pair

#: What groups of sections are called by their kind. No place is called so.
KINDS = re.compile(
    r"(?:[国省市县区]?(?:家|级)?(?:控|考|界)?|考核|跨(?:省|市|县|界)|[省市县]际|入境|出境|入河|[出入][湖库海江]|对照|控制|削减|背景|城考|交界|趋势|其他|其它|县区|城区|农村|主要|重点|干流|支流|河流|湖库|湖泊|水库)*"
    r"(?:(?:考核|监测|水质)*(?:断面|点位|站点)|干流|支流|河流|湖库|湖泊|水库|河流断面|湖库点位|饮用水(?:水)?源地?|水源地)"
    r"|[国省市县区][控考]"
)
#: Names of areas, which may be those of sections too where these stand at their borders.
AREAS = re.compile(r".{1,10}(?:[省市县]|(?<![库坝湖灌社矿厂林景])区|自治[州旗]|流域|水系)")

#: How groups are numbered where their sections have figures.
LETTERS = re.compile(r"[(（]?(?:[一二三四五六七八九十]{1,3}|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|[IVX]{1,4}|[A-Z])[)）、.．]?")
#: So far above the first row the heading of the numbers may stand.
MOST_HEADING_ROWS = 3
#: So many cells such a row has at most: its number and its name.
MOST_CELLS = 2
#: Why a row is taken for the heading of a group.
WITHOUT_NUMBER = Pair("其他各断面都有序号而它没有", "it has no number, as all sections with values have")
OF_AREA = Pair(
    "像是行政区或流域的名称，其下各行才是断面", "it is called like an area, and the rows below it are sections"
)


@lru_cache(maxsize=1 << 14)
def is_kind(text: str) -> bool:
    """Whether the text is the name of a kind of sections.

    >>> is_kind("国考断面"), is_kind("省控断面："), is_kind("干流"), is_kind("平林断面"), is_kind("随县")
    (True, True, True, False, False)
    """
    return KINDS.fullmatch(_bare(text)) is not None


@lru_cache(maxsize=1 << 14)
def is_area(text: str) -> bool:
    """Whether the text may be the name of an area."""
    return AREAS.fullmatch(_bare(text)) is not None


def _bare(text: str) -> str:
    return "".join(clean_name(text).split()).rstrip(":：")


class Groups:
    """Tells the headings of groups of one table, whose sections stand in the column ``section`` from ``first`` on.

    A row of a ``dated`` table that has no time is no reading, whatever it is called.
    """

    def __init__(self, grid: Grid, first: int, section: int, *, dated: bool) -> None:
        self._dated = dated
        self._grid = grid
        self._section = section
        self._first = first
        self._counter = next(
            (
                at
                for texts in grid.rows[max(0, first - MOST_HEADING_ROWS) : first]
                for at, text in enumerate(texts)
                if _bare(text).casefold() in COUNTERS
            ),
            None,
        )
        self._has_areas: bool | None = None

    def tell(self, others: Collection[int], findings: Findings) -> list[int]:
        """The rows with nothing but the name of a group, each told of; ``others`` are rows that are known."""
        found = []
        filled = filled_cells(self._grid.rows)
        # of a long table hardly any row is as empty as a group's
        few = ((filled > 0) & (filled <= MOST_CELLS)).nonzero()[0].tolist()
        counts: Sequence[int] = filled.tolist() if few else ()
        for row in few:
            texts = self._grid.rows[row]
            name = texts[self._section] if row >= self._first and self._section < len(texts) else ""
            if not name or row in others:
                continue
            place = self._grid.place(row, self._section)
            if self._is_lettered(texts) if counts[row] > 1 else is_kind(name):
                findings.count("group_row", place, found=name)
                found.append(row)
            elif counts[row] == 1 and not self._dated and (why := self._why(row, name, counts)) is not None:
                findings.count("group_inferred", place, "warning", found=name, why=why)
                found.append(row)
        return found

    def _is_lettered(self, texts: Sequence[str]) -> bool:
        """Whether a row has another kind of number before its name than the sections: 一 above 1, 2, 3."""
        number = texts[self._counter] if self._counter is not None and self._counter < len(texts) else ""
        return LETTERS.fullmatch(number) is not None and self._numbers_others()

    def _why(self, row: int, name: str, counts: Sequence[int]) -> Pair | None:
        """By what the row is the heading of a group; None where it may be a section without values."""
        below = next((each for each in range(row + 1, len(counts)) if counts[each] > 1), None)
        if below is None or not self._is_section(self._grid.rows[below]):
            return None
        if self._counter is not None and self._numbers_others():
            return WITHOUT_NUMBER
        return OF_AREA if is_area(name) and not self._areas_are_sections() else None

    def _is_section(self, texts: Sequence[str]) -> bool:
        """Whether a row has a section and a value."""
        at = self._section
        return at < len(texts) and bool(texts[at]) and any(_is_value(text) for text in texts[at + 1 :])

    def _numbers_others(self) -> bool:
        """Whether all rows of sections with values have a number before them."""
        counter = self._counter
        assert counter is not None
        rows = [texts for texts in self._grid.rows[self._first :] if self._is_section(texts)]
        return len(rows) > 1 and all(counter < len(texts) and texts[counter][:1].isdigit() for texts in rows)

    def _areas_are_sections(self) -> bool:
        """Whether any row with values is called like an area."""
        if self._has_areas is None:
            rows = self._grid.rows[self._first :]
            self._has_areas = any(self._is_section(texts) and is_area(texts[self._section]) for texts in rows)
        return self._has_areas


def _is_value(text: str) -> bool:
    return bool(text) and not parse_value(text).trouble
