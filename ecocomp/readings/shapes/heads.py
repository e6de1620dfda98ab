"""Headings of one, two or three rows as one text a column: what stands above, and what below it says more exactly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ecocomp.readings.grid import Grid
from ecocomp.readings.headings import VARIANTS, Column, column_of
from ecocomp.readings.shapes.other_rows import labels_units
from ecocomp.readings.shapes.parts import OTHER, flat_part, part_of, part_over
from ecocomp.readings.shapes.set_aside import is_total
from ecocomp.readings.times import LEAP_YEAR, YEAR_NUMBER, Time, may_be_short_day, parse_month_digits, parse_time
from ecocomp.readings.units import factor, is_unit, tidy, units_in, without_unit
from ecocomp.standards import find_indicator

MOST_ROWS = 3
NO_UNIT = frozenset({"-", "--", "—", "/", "无量纲", "无单位"})
BRACKETED = re.compile(r"[(（]\s*(?P<unit>.+?)\s*[)）]", re.DOTALL)
TITLE_PAIR = 2
#: A day of a month that is said elsewhere.
DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])日", re.ASCII)
#: The mean of a month is what is read as the month's.
MEAN_BEHIND = re.compile(r"(?<=月)份?月?(?:均值|平均值?|均浓度|平均浓度)$")
#: The columns below whose headings the word 单位 labels a row of units.
LABELLED = frozenset({"section", "time", "month", "province", "basin"})


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above one column.

    ``text`` is the heading as one row would have it, ``part`` what of the indicator the column holds (as
    :func:`part_of` says, empty for the value itself), ``time`` the time that the heading names, ``origin`` the
    cell it is named by. ``unit`` is a unit beside a time, a section or a detection limit: 1月(μg/L). ``said``
    is the heading in full where the column is a limit or holds what is no reading: 氨氮/标准值. ``day`` is a day
    whose month is not said beside it: 3日.
    """

    index: int
    text: str
    part: str = ""
    time: str = ""
    origin: tuple[int, int] = (0, 0)
    unit: str = ""
    said: str = ""
    day: str = ""

    @property
    def column(self) -> Column:
        """What the column holds by its text alone."""
        return column_of(self.index, self.text)


def unit_text(text: str) -> str | None:
    """The unit that a whole cell is: ``mg/L``, ``（mg/L）``; empty for a mark of none; None for any other text.

    >>> unit_text("（mg/L）"), unit_text("无量纲"), unit_text("氨氮")
    ('mg/L', '', None)
    """
    found = BRACKETED.fullmatch(text)
    bare = (found["unit"] if found else text).strip()
    if bare in NO_UNIT:
        return ""
    return bare if bare and is_unit(tidy(bare)) else None


def unit_beside(head: Head) -> str:
    """The one unit in the heading of a time or a section, or in that of the group above it; empty where none is."""
    units = [head.unit] if head.unit else units_in(head.text)
    return units[0] if len(units) == 1 else ""


def heading_time(text: str) -> Time | None:
    """The month (or, as workbooks hold months, the first day of one) that a heading is; six digits that are no day."""
    time = parse_time(text) or (None if may_be_short_day(text) else parse_month_digits(text))
    return None if time is None or time.clock else time


def is_part_row(texts: Sequence[str]) -> bool:
    """Whether a row continues the heading above it: units, parts of indicators, indicators or months, and no data."""
    filled = [text for text in texts if text]
    times = [text for text in filled if _is_month_or_day(text)]
    # the mean of the year stands beside its months
    if len(times) >= TITLE_PAIR and all(text in times or is_total(text) for text in filled):
        return True
    return bool(filled) and all(continues(text) for text in filled) and not all(text in NO_UNIT for text in filled)


def _is_month_or_day(text: str) -> bool:
    """Whether a text among others of its kind is a month or a day of one: 2024-03, 202403, 3日."""
    bare = _time_and_unit(text)[0]
    time = heading_time(bare)
    return DAY.fullmatch(bare) is not None or (
        time is not None and time.day is None and time.placed(LEAP_YEAR) is not None
    )


def continues(text: str) -> bool:
    """Whether a text may stand in the second or third row of a heading: a unit, a part, an indicator or a month."""
    if unit_text(text) is not None or text.lower() in VARIANTS:
        return True
    if part_of(text) or flat_part(text) or labels_units(text) or column_of(0, text).role != "unknown":
        return not text.isdigit()
    time = parse_time(_time_and_unit(text)[0])
    return time is not None and time.day is None and "月" in text


def _time_and_unit(text: str) -> tuple[str, str]:
    """A heading without the unit behind it, nor that it is its month's mean (7日均值 is of seven days), and the unit.

    >>> _time_and_unit("1月均值(mg/L)"), _time_and_unit("1-3月均值"), _time_and_unit("平林均值")
    (('1月', 'mg/L'), ('1-3月', ''), ('平林均值', ''))
    """
    bare, unit = without_unit(text)
    return MEAN_BEHIND.sub("", bare), unit


def heads_of(grid: Grid, row: int, rows: int) -> list[Head]:
    """The heads of all columns by the ``rows`` heading rows from ``row`` on."""
    filled = filled_rows(grid, row, rows)
    heads = []
    for index in range(max(len(texts) for texts in filled)):
        parts: list[tuple[str, tuple[int, int]]] = []
        for offset, texts in enumerate(filled):
            text = texts[index] if index < len(texts) else ""
            if text and (not parts or parts[-1][0] != text):
                parts.append((text, (row + offset, index)))
        if parts:
            heads.append(_head(index, parts))
    return heads


def filled_rows(grid: Grid, row: int, rows: int) -> list[list[str]]:
    """The heading rows, cells merged sideways filled; without merges, the empty cells right of a group's name."""
    width = max(len(grid.rows[each]) for each in range(row, row + rows))
    filled = [[*grid.rows[each], *[""] * (width - len(grid.rows[each]))] for each in range(row, row + rows)]
    for merge in grid.marks.merges:
        for each in range(max(merge.top, row), min(merge.bottom, row + rows - 1) + 1):
            if merge.top >= row and merge.right < width:
                for column in range(merge.left, merge.right + 1):
                    filled[each - row][column] = filled[merge.top - row][merge.left]
    # from below, so that a group reaches as far as those in it
    for upper, lower in reversed([*pairwise(filled)]):
        for column in range(1, width):
            if not upper[column] and lower[column] and lower[column - 1] and upper[column - 1]:
                upper[column] = upper[column - 1]
    return filled


def _head(index: int, parts: Sequence[tuple[str, tuple[int, int]]]) -> Head:
    """One column's heading from the texts above it, the topmost first."""
    text, origin = parts[-1]
    above = _head(index, parts[:-1]) if len(parts) > 1 else None
    bare, beside = _time_and_unit(text)
    flat = flat_part(text)
    if flat is not None:
        over_time, over_day = ("", "") if above is None else (above.time, above.day)
        return Head(index, flat.name, flat.part, over_time, origin, flat.unit, text, over_day)
    if above is None:
        if DAY.fullmatch(bare):
            return Head(index, "", origin=origin, unit=beside, day=bare)
        time = heading_time(bare)
        return Head(index, text, "", bare if time else "", origin, beside if time else "")
    unit = unit_text(text)
    # pH is also how its unit is written
    if unit is not None and (above.column.role == "measure" or find_indicator(text) is None):
        if above.part == "detection_limit" or (above.time and above.column.role != "measure"):
            return replace(above, unit=unit or above.unit)
        if above.column.unit and factor(unit, above.column.indicator or "ph") == factor(
            above.column.unit, above.column.indicator or "ph"
        ):
            return above  # said twice
        return replace(above, text=f"{above.text}({unit})") if unit and above.text else above
    if text.lower() in VARIANTS:
        return replace(above, text=f"{above.text}({text})")
    column = column_of(index, text)
    over = column_of(index, above.text)
    time = heading_time(bare)
    if time is not None and column.role == "unknown":
        beside = beside or above.unit
        year = YEAR_NUMBER.fullmatch(without_unit(above.text)[0])
        if time.year is None and year:
            beside = beside or without_unit(above.text)[1]
            return Head(index, "", "", f"{year[1]}年{bare}", origin, beside)
        return replace(above, time=bare, origin=origin, text="" if above.time else above.text, unit=beside)
    if DAY.fullmatch(bare):
        return _day_below(above, bare, origin, beside)
    if labels_units(text) and over.role in LABELLED:
        return above  # it labels the row of units to its right
    part = part_of(text)
    if part and over.role == "measure":
        if part in (OTHER, "grade"):
            return replace(above, part=part, origin=origin, said=f"{without_unit(above.text)[0]}/{text}")
        if part == "detection_limit":
            return replace(above, part=part, origin=origin, unit=column.unit, said=f"{above.text}/{text}")
        return replace(above, text=_with_unit(above.text, column.unit), part="" if part == "value" else part)
    part = part_over(above.text, column)
    if part:
        return Head(index, text, part, above.time, origin, above.unit, f"{above.text}/{text}", above.day)
    if column.role != "unknown":
        told = _with_unit(text, "" if column.unit or column.role != "measure" else _group_unit(above.text))
        return Head(index, told, "", above.time, origin, above.unit, day=above.day)
    return Head(index, f"{above.text}/{text}", "", above.time, origin, above.unit)


def _day_below(above: Head, day: str, origin: tuple[int, int], unit: str) -> Head:
    """A day below the month that it is of, or below something else that does not say its month."""
    month = heading_time(above.time)
    text = above.text if above.column.role == "measure" else ""
    if month is None or month.day is not None:
        return replace(above, text=text, time="", day=day, origin=origin, unit=unit or above.unit)
    year = f"{month.year}年" if month.year else ""
    return replace(above, text=text, time=f"{year}{month.month}月{day}", origin=origin, unit=unit or above.unit)


def _group_unit(text: str) -> str:
    """The unit in the brackets behind the name of a group: 监测指标(mg/L)."""
    found = re.search(r"[(（]([^()（）]+)[)）]\s*$", text)
    return found[1] if found and is_unit(tidy(found[1])) else ""


def _with_unit(text: str, unit: str) -> str:
    """The heading with a unit that it does not have yet; one that does not fit the indicator is not its own."""
    column = column_of(0, text)
    if not unit or column.unit or column.indicator in ("", "grade"):
        return text
    whole = f"{text}({unit})"
    return whole if factor(unit, column.indicator) is not None else text
