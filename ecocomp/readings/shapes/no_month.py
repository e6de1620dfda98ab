"""Words that say that a table is not of its month as a whole: 上旬, 第2周, 累计, 截至3月, 限值, 预测."""

from __future__ import annotations

import re

from ecocomp.period import Month
from ecocomp.readings.findings import Findings
from ecocomp.readings.shapes.context import PLAIN, SOURCES, MonthSpoken, Spoken, months_in, names_span, spoken_around
from ecocomp.readings.shapes.table import Table
from ecocomp.readings.times import LEAP_YEAR
from ecocomp.wording import Pair

TO = r"\s*[-—–―~～至到]\s*"
#: A part of a month, or several together.
PART = re.compile(
    r"[上中下]旬|旬报|旬均|[上下前后]半月|第\s*[一二三四五六\d]{1,2}\s*周|周报|周均|(?<!\d)日报|累计"
    r"|(?<!数据)(?<!资料)截[至止]\s*[到于]?\s*(?:\d{4}\s*年\s*)?\d{1,2}\s*月",
    re.ASCII,
)
#: What was counted up to the month says nothing of the values: 累计监测20个断面, 本年累计超标2次.
COUNTED = re.compile(
    r"(?:本年|今年|年初以来|全年)?度?累计[^\d,，。;；、()]{0,10}\d+\s*(?:余|多)?\s*(?:个|次|天|家|组|期|批|条|处|项|份|座|月)[^,，。;；()]*"
)
#: Words by which such a count is perhaps what the values were made of: 累计监测3次均值.
VALUES = re.compile(r"均|浓度|值")
#: What is made of days or weeks may be of the whole month all the same: 2024年3月水质周报汇总（月均值）.
WHOLE = re.compile(r"月均|月平均")
#: Days of the month: 3月1—7日. When samples were taken says nothing of what a month's result is of.
DAYS = re.compile(
    rf"(?<!\d)(?P<first>\d{{1,2}})\s*[日号]?{TO}(?:(?:\d{{4}}\s*年\s*)?\d{{1,2}}\s*月\s*)?(?P<last>\d{{1,2}})\s*[日号]",
    re.ASCII,
)
SAMPLED = re.compile(r"采样|取样|监测时间|监测日期|检测|分析")
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


def part_of_month(text: str, spoken: MonthSpoken) -> str:
    """The words of a text that name a part of the month or several months together; empty where none do."""
    bare = _without_counts(text.translate(PLAIN))
    found = PART.search(bare)
    if found and not (WHOLE.search(bare) and found[0] != "累计"):
        return found[0]
    days = DAYS.search(bare)
    last = Month(spoken.year or LEAP_YEAR, spoken.month).days
    lasts = {last} if spoken.year or last != Month(LEAP_YEAR, 2).days else {last, last - 1}
    if days and not SAMPLED.search(bare) and (int(days["first"]) != 1 or int(days["last"]) not in lasts):
        return days[0]
    mean = MEAN.search(bare)
    return text if mean and names_span(bare) else ""


def _without_counts(text: str) -> str:
    """The text without what was counted up to the month; a mean of so many samples is a value."""
    rest = COUNTED.sub(" ", text)
    return text if rest == text or names_span(rest) or VALUES.search(text) else rest


def not_measured(spoken: Spoken) -> str:
    """The words of a text that name limits, targets or a forecast for a month; empty where none do."""
    bare = spoken.text.translate(PLAIN)
    found = NOT_MEASURED.search(bare)
    if not found or MEASURED.search(bare):
        return ""
    # a line above the heading may name the limits that go with the values
    of_table = spoken.source == "sheet" or months_in(bare, name=spoken.source == "file")
    return found[0] if of_table else ""
