"""Headings that are days without their month, 1日 2日 … 31日, or bare numbers of them or of months: 断面\\月份 1 2."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ecocomp.errors import Place
from ecocomp.period import MONTHS_PER_YEAR, Month
from ecocomp.readings.findings import Findings
from ecocomp.readings.shapes.context import MonthSpoken, month_around, spoken_around
from ecocomp.readings.shapes.heads import DAY, Head
from ecocomp.readings.shapes.months_said import ranges_said
from ecocomp.readings.shapes.rearrange import with_heading
from ecocomp.readings.shapes.said_outside import tell_month
from ecocomp.readings.shapes.set_aside import is_total
from ecocomp.readings.shapes.spec import TITLES
from ecocomp.readings.shapes.table import CORNER, Table, corner_of, distinct
from ecocomp.readings.times import LEAP_YEAR
from ecocomp.readings.units import without_unit
from ecocomp.readings.values import says_nothing

NUMBER = re.compile(r"0?[1-9]|[12]\d|3[01]", re.ASCII)
#: So many days has the shortest month.
FEWEST_DAYS = 28
#: Words of a title that say that each column is of a day.
DAILY = re.compile(r"日均|逐日|每日|日监测|日报|日数据|日统计")
#: What the corner calls the columns.
KINDS = {"月": {"月", "月份"}, "日": {"日", "日期", "监测日期"}}


def with_days(table: Table, findings: Findings) -> Table | None:
    """The table with the month of its days; None, with an error, where nothing says which it is."""
    if corner_of(table, "section") is None and not table.at(("section",)):
        return table
    table = _with_numbers(table)
    days = [head for head in table.heads if head.day]
    if not days:
        return table
    place = table.grid.place(*days[0].origin)
    month = month_of_days(table, place, days[0].day, findings, _month_of_range(table, days))
    if month is None:
        return None
    tell_month(table.grid, table, month, findings, "month_of_days")
    heads: list[Head] = []
    for head in table.heads:
        if not head.day:
            heads.append(head)
        elif _is_empty(table, head, month):
            findings.note("column_ignored", table.grid.place(*head.origin), found=head.day)
        else:
            heads.append(replace(head, time=f"{month.text}{head.day}", day=""))
    return replace(table, heads=heads)


def with_day_column(table: Table) -> Table:
    """The table with its column of times headed 日, where all times are days alone: 日期 above 1日, 2日."""
    column = table.at(("time",)).get("time")
    if not isinstance(column, int) or table.at(("year", "month", "day")) or not are_days(table, column):
        return table
    heads = [replace(head, text=TITLES["day"]) if head.index == column else head for head in table.heads]
    texts = {head.index: (head.said or head.text, head.origin) for head in heads}
    return replace(table, grid=with_heading(table.grid, table.row, table.last, texts), heads=heads)


def are_days(table: Table, column: int) -> bool:
    """Whether a column holds days of a month that is not said there: 1日, 2日, or numbers below 日期."""
    names = _names(table, column)
    texts = (text for text in distinct(table.grid, column, table.last + 1) if text not in names and not is_total(text))
    days = [text for text in texts if not says_nothing(text)]
    known = NUMBER if KINDS["日"] & names else DAY
    return bool(days) and all(known.fullmatch(text) or DAY.fullmatch(text) for text in days)


def _names(table: Table, column: int) -> set[str]:
    """What the heading of a column calls it, whole and, of a corner, in its parts."""
    headings = [head.text for head in table.heads if head.index == column]
    return {part.strip() for text in headings for part in (text, *CORNER.split(without_unit(text)[0]))}


def month_of_days(
    table: Table, place: Place, found: str, findings: Findings, ranged: MonthSpoken | None = None
) -> MonthSpoken | None:
    """The month in a title or name that days without one are of, else ``ranged``; None, with an error, without any."""
    before = findings.errors
    month = month_around(table.grid, table.row, table.year, findings)
    if findings.errors != before:
        return None
    if month is None and ranged is None:
        findings.error("days_without_month", place, found=found)
    return month or ranged


def _is_empty(table: Table, head: Head, month: MonthSpoken) -> bool:
    """Whether a column is of a day that the month does not have, and holds nothing: a form has 31 of them."""
    days = Month(month.year or LEAP_YEAR, month.month).days
    texts = distinct(table.grid, head.index, table.last + 1)
    return int(head.day.removesuffix("日")) > days and all(map(says_nothing, texts))


def _month_of_range(table: Table, days: Sequence[Head]) -> MonthSpoken | None:
    """The month of the one range of days that is said around a table, where all its days are in it."""
    said = [(each, spoken) for spoken in spoken_around(table.grid, table.row) for each in ranges_said(spoken.text)]
    if len(said) != 1 or said[0][0].month is None:
        return None
    (found, by), numbers = said[0], [int(head.day.removesuffix("日")) for head in days]
    if not found.days[0] <= min(numbers) <= max(numbers) <= found.days[1]:
        return None
    year, month = found.month or (None, 0)
    return MonthSpoken(year, month, by)


def _with_numbers(table: Table) -> Table:
    """The table with bare numbers as months or days, where the corner (断面\\日期) or a title (日均值) says which."""
    numbers = [head for head in table.heads if NUMBER.fullmatch(head.text) and not head.part]
    run = [int(head.text) for head in numbers]
    if not run or run != list(range(run[0], run[0] + len(run))):
        return table
    around = spoken_around(table.grid, table.row)
    kind = _kind_of_numbers(table)
    daily = run[0] == 1 and run[-1] >= FEWEST_DAYS and any(DAILY.search(each.text) for each in around)
    if kind == "月" and run[-1] <= MONTHS_PER_YEAR:
        named = {head.index: replace(head, text="", time=f"{int(head.text)}月") for head in numbers}
    elif kind == "日" or daily:
        named = {head.index: replace(head, text="", day=f"{int(head.text)}日") for head in numbers}
    else:
        return table
    return replace(table, heads=[named.get(head.index, head) for head in table.heads])


def _kind_of_numbers(table: Table) -> str:
    """月 or 日, where the corner of the table says it of the columns; empty where it does not."""
    if corner_of(table, "section") is None:
        return ""
    return next((kind for kind, names in KINDS.items() if names & _names(table, 0)), "")
