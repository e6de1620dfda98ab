"""The heading of a table with indicators down its first column: one row, or two with rivers or 断面 above the names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ecocomp.readings.grid import Grid
from ecocomp.readings.headings import Column, column_of
from ecocomp.readings.label_rows import is_label_row
from ecocomp.readings.shapes.heads import DAY, filled_rows, heading_time, unit_text
from ecocomp.readings.shapes.months_said import months_in, years_in
from ecocomp.readings.shapes.table import CORNER
from ecocomp.readings.table_unit import labelled_unit
from ecocomp.readings.units import without_unit

#: The column of indicators may stand behind one of numbers.
COLUMNS_TRIED = 2
MOST_ROWS = 2
#: What may head a column beside those of sections.
BESIDE = frozenset({"unit", "detection_limit", "remark"})
#: By these a table is another one, with its sections, times or indicators elsewhere.
ELSEWHERE = frozenset({"section", "time", "year", "month", "day", "snapshot", "indicator", "value", "measure"})
#: A label of what stands above the sections: 所在河流, 水系名称.
ABOVE_LABEL = re.compile(r"(?:所[在属])?(?:河流|水系|水体|流域|河段|湖库|市县|区县|县区|地市|行政区)(?:名称)?")
#: What may stand above several sections and is none of them: a river, a district.
PLACE_ABOVE = re.compile(r".+(?:[河江湖库溪水渠港流市县区省镇]|流域|水系|水库)")
#: How the title of a table ends.
TITLE = re.compile(r".{5,}(?:表|月报|结果|数据|情况|通报|报告)")
#: That sections stand below, whatever kind of them: 国控断面.
SECTIONS_ABOVE = re.compile(r".*(?:断面|点位|站点)(?:名称)?")


@dataclass(frozen=True, slots=True)
class Across:
    """A column beside the indicators: its name and the cell of that, and what stands above it.

    ``said`` is that sections are said to stand there, ``unit`` the one beside what stands above it.
    """

    index: int
    name: str
    origin: tuple[int, int]
    above: str
    said: bool
    unit: str = ""

    @property
    def column(self) -> Column:
        """What the column holds by its name alone."""
        return column_of(self.index, self.name)


@dataclass(frozen=True, slots=True)
class DownHeading:
    """How many rows the heading has, the column of indicators, the columns beside it, and the unit beside 指标."""

    rows: int
    indicator: int
    across: Sequence[Across]
    unit: str = ""


def down_heading(grid: Grid, row: int) -> DownHeading | None:
    """The heading at ``row``, if indicators stand below one of its first columns and it has no other key of a table."""
    for rows in range(1, MOST_ROWS + 1):
        # below the names of the sections may stand the days on which they were sampled
        first = next((at for at in range(row + rows, len(grid.rows)) if not _labels_days(grid.rows[at])), None)
        if first is None:
            return None
        below = grid.rows[first]
        indicator = next((at for at, text in enumerate(below[:COLUMNS_TRIED]) if _is_indicator(text)), None)
        if indicator is not None:
            return _heading(grid, row, rows, indicator)
    return None


def _stands_over(texts: Sequence[str], indicator: int) -> bool:
    """Whether a row says something of the columns below it alone, as 限值 does above several: no title, no label."""
    said = [text for text in texts if text]
    if any(texts[: indicator + 1]) or not said or is_label_row(texts):
        return False
    return not any(
        TITLE.fullmatch(text) or months_in(text, name=False) or years_in(text) or labelled_unit([text]) for text in said
    )


def _labels_days(texts: Sequence[str]) -> bool:
    return any(column_of(0, text).role in ("time", "day") for text in texts[:COLUMNS_TRIED])


def _is_indicator(text: str) -> bool:
    return column_of(0, text).role == "measure"


def _heading(grid: Grid, row: int, rows: int, indicator: int) -> DownHeading | None:
    filled = filled_rows(grid, row, rows)
    if indicator >= len(filled[0]):
        return None  # nothing stands over the indicators
    labels = [texts[indicator] for texts in filled]
    roles = [_label_roles(text) for text in labels]
    if not all(roles) or (rows > 1 and not labels[0]):
        return None  # a title above the heading is no part of it
    top = row
    if rows == 1 and row and _stands_over(grid.rows[row - 1], indicator):
        top, filled = row - 1, filled_rows(grid, row - 1, MOST_ROWS)
    stated = any("section" in each for each in roles)
    across: list[Across] = []
    for index in range(len(filled[0])):
        texts = [each[index] for each in filled]
        if index == indicator or not any(texts):
            continue
        above, name = (texts[0], texts[-1] or texts[0]) if len(texts) > 1 else ("", texts[0])
        above, unit = ("", "") if above == name else without_unit(above)
        over = SECTIONS_ABOVE.fullmatch(above) is not None
        said = over or stated
        where = top + max(at for at, text in enumerate(texts) if text and text == name)
        neutral = over or column_of(0, above).role == "value"
        each = Across(index, name, (where, index), "" if neutral else above, said, unit)
        if each.column.role in ELSEWHERE or _is_time(name) or (rows > 1 and unit_text(name) is not None):
            return None
        across.append(each)
    units = [unit for text in labels if (unit := without_unit(text)[1])]
    return DownHeading(rows, indicator, across, units[-1] if units else "") if across else None


def _label_roles(text: str) -> set[str]:
    """What a heading of the indicators may say: them, the sections to its right, both (指标\\断面), or nothing."""
    bare = without_unit(text)[0]
    parts = [bare] if len(CORNER.split(bare)) == 1 else CORNER.split(bare)
    found = {column_of(0, part).role for part in parts if part}
    if not found:
        return {""}
    if found <= {"indicator", "section"}:
        return found
    return {"above"} if ABOVE_LABEL.fullmatch(bare) else set()


def _is_time(text: str) -> bool:
    bare = without_unit(text)[0]
    return DAY.fullmatch(bare) is not None or heading_time(bare) is not None
