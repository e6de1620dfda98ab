"""Words that say that a table is not of its month as a whole: 上旬, 第2周, 累计, 截至3月, 限值, 预测."""

from __future__ import annotations

import re

from ecocomp.period import Month
from ecocomp.readings.findings import Findings
from ecocomp.readings.shapes.context import SOURCES, MonthSpoken, Spoken, spoken_around
from ecocomp.readings.shapes.day_ranges import TO, tells_sampling
from ecocomp.readings.shapes.months_said import PLAIN, months_in, names_span, plain_words, ranges_said, without_counts
from ecocomp.readings.shapes.table import Table
from ecocomp.readings.times import LEAP_YEAR
from ecocomp.wording import Pair

#: A part of a month, or several together.
PART = re.compile(
    r"[上中下]旬|旬报|旬均|[上下前后]半月|第\s*[一二三四五六\d]{1,2}\s*周|周报|周均|滚动|近\s*[一二两三四五六\d]+\s*个?月|[二两三四五六\d]\s*个月(?:的?月?均|的?平均)|(?<!\d)日报|累计"
    r"|(?<!数据)(?<!资料)截[至止]\s*[到于]?\s*(?:\d{4}\s*年\s*)?\d{1,2}\s*月",
    re.ASCII,
)
#: What is made of days or weeks may be of the whole month all the same: 2024年3月水质周报汇总（月均值）.
WHOLE = re.compile(r"(?<!个)月均|(?<!个)月平均")
#: These are of more than a month, whatever else is said.
LONGER = re.compile(r"累计|滚动|近|个月")
#: Days of the month there: （1—7日）.
DAYS = re.compile(
    rf"(?<!\d)(?P<first>\d{{1,2}})\s*[日号]?{TO}(?:(?:\d{{4}}\s*年\s*)?\d{{1,2}}\s*月\s*)?(?P<last>\d{{1,2}})\s*[日号]",
    re.ASCII,
)
#: A mean over several months: 1-3月均值, but not 1-3月月均值.
MEAN = re.compile(r"(?<![月各逐每]月)(?:均值|平均)")
#: What no value was measured for. 超限值断面 and 达到目标值 are said of what was measured.
NOT_MEASURED = re.compile(
    r"(?<![超过于到达按])(?:限值|目标值|(?:考核|水质|控制)目标|目标浓度|标准值|基准值)|预[测报估]|模拟值"
)
MEASURED = re.compile(
    r"监测(?:值|结果|数据|情况|统计|月?报|表)|实测|检测|超标|达标|水质状况|完成情况|对照|[(附含]{1,2}(?:标准)?限值"
)

KINDS = {
    "part": Pair("不是整月的平均值", "is no mean of the whole month"),
    "not_measured": Pair("不是监测值", "is nothing that was measured"),
}


def refuse_no_month(table: Table, spoken: MonthSpoken, findings: Findings) -> bool:
    """Whether words around a table without times say that it is not of the month there; an error where they do."""
    # rows that have their day belong to no other
    daily = "day" in table.at(("day",))
    for each in spoken_around(table.grid, table.row):
        part = "" if daily else part_of_month(each.text, spoken)
        for kind, found in (("part", part), ("not_measured", not_measured(each))):
            if found:
                place = table.grid.place(*each.origin) if each.origin else table.grid.place(table.last)
                findings.error(
                    "no_month", place, found=each.text, source=SOURCES[each.source], words=found, why=KINDS[kind]
                )
                return True
    return False


def refuse_ranges(table: Table, findings: Findings) -> None:
    """An error for a range of days around a table without times and without a month, which is no whole month."""
    for each in spoken_around(table.grid, table.row):
        found = ranges_said(each.text)
        if found:
            place = table.grid.place(*each.origin) if each.origin else table.grid.place(table.last)
            words, source = found[0].text, SOURCES[each.source]
            findings.error("no_month", place, found=each.text, source=source, words=words, why=KINDS["part"])
            return


def part_of_month(text: str, spoken: MonthSpoken) -> str:
    """The words of a text that name a part of the month or several months together; empty where none do."""
    bare = without_counts(plain_words(text))
    found = PART.search(bare)
    if found and (LONGER.search(found[0]) or not WHOLE.search(bare)):
        return found[0]
    ranges = ranges_said(text)
    for each in ranges:
        whole = each.whole_month(spoken.year)
        same = (
            whole is not None
            and whole[1] == spoken.month
            and (None in (whole[0], spoken.year) or whole[0] == spoken.year)
        )
        if not same and not tells_sampling(bare, each.length()):
            return each.text
    days = None if ranges else DAYS.search(bare)
    if days and not _is_whole(days, spoken) and not tells_sampling(bare, int(days["last"]) - int(days["first"]) + 1):
        return days[0]
    mean = MEAN.search(bare)
    return text if mean and names_span(bare) else ""


def _is_whole(days: re.Match[str], spoken: MonthSpoken) -> bool:
    """Whether days are all of the month; where its year is not known a February has 28 or 29."""
    last = Month(spoken.year or LEAP_YEAR, spoken.month).days
    lasts = {last} if spoken.year or last != Month(LEAP_YEAR, 2).days else {last, last - 1}
    return int(days["first"]) == 1 and int(days["last"]) in lasts


def not_measured(spoken: Spoken) -> str:
    """The words of a text that name limits, targets or a forecast for a month; empty where none do."""
    bare = spoken.text.translate(PLAIN)
    found = NOT_MEASURED.search(bare)
    if not found or MEASURED.search(bare):
        return ""
    # a line above the heading may name the limits that go with the values
    of_table = spoken.source == "sheet" or months_in(bare, name=spoken.source == "file")
    return found[0] if of_table else ""
