"""Words that say that the numbers of a table are no measured values: 达标率, 类别, 超标倍数, 同比."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.headings import column_of
from ecocomp.readings.shapes.context import SOURCES, Spoken, indicators_in, spoken_around
from ecocomp.readings.shapes.months_said import PLAIN
from ecocomp.readings.shapes.other_rows import COUNTERS
from ecocomp.readings.shapes.table import Table
from ecocomp.readings.table_unit import labelled_unit
from ecocomp.readings.units import units_in
from ecocomp.readings.values import says_nothing

#: What is made of values and is none, or is compared with them.
MADE = re.compile(
    r"达标率|超标率|检出率|合格率|优良率|达标(?:比例|次数|天数|月数|情况)|超标(?:比例|次数|天数|月数|倍数|情况)|类别|等级|污染指数|综合指数|排名"
    r"|同比|环比|[降升增减变]幅|变化率|下降率|削减率|去除率|改善率|贡献率|占比|考核目标|水质目标|目标值|限值|标准值|基准值|通量|负荷|排放量|入河量"
)
#: Words by which a text speaks of what was measured all the same: 氨氮监测结果及超标情况.
MEASURED = re.compile(
    r"监测(?:值|结果|数据|情况|浓度|统计|月?报|成果|表)|实测|检测(?:值|结果|数据)|月均|均值|浓度(?!目标|限值|标准|达标|超标|[同环]比|变化)"
)
#: What is said in passing: 氨氮（Ⅲ类限值1.0mg/L）.
IN_PASSING = re.compile(r"\([^()]*(?:限值|标准|目标)[^()]*\d[^()]*\)")

#: Sheets that are called so hold what was made of values.
SHEETS = re.compile(r".*(?:[达超]标情况|达标率|超标率|优良率|合格率|检出率|统计|汇总)(?:统计|汇总)?(?:表|情况|分析)?")
#: A column of rates or counts: 达标率(%), 监测次数, 断面总数, Ⅲ类以上比例.
RATES = re.compile(
    r".*(?:率|比例|占比|百分比|次数|个数|天数|月数|频次|断面数|样品数|样本数|总数|数量|数目|排名|得分|评分)(?:\s*[(（][^()（）]*[)）])?"
)
#: A sheet or title that says that all numbers below are rates: 2024年水质达标率统计表.
OF_RATES = re.compile(
    r".*(?:达标率|超标率|优良率|合格率|检出率|超标倍数|同比|环比|变化率|[降升增减变]幅)(?:变化|增减|对比|情况|统计|汇总|分析)*表?(?:[(（]%[)）])?"
)
#: A word by which a section is judged.
JUDGED = re.compile(r"(?:不|未|全部)?达标|(?:不|未)?超标|不?合格|是|否|[-—–/*]*")
#: A rate, as it is mostly written.
RATE = re.compile(r"\d{1,3}(?:\.\d+)?%?")
#: The roles of columns beside rates.
BESIDE = frozenset({"section", "province", "basin", "time", "year", "month", "remark"})


def no_values_said(text: str) -> str:
    """The words of a title by which what it names is no measured value; empty where there are none.

    >>> no_values_said("2024年氨氮达标率"), no_values_said("2024年氨氮监测结果及达标率"), no_values_said("高锰酸盐指数")
    ('达标率', '', '')
    """
    bare = IN_PASSING.sub("", text.translate(PLAIN))
    found = MADE.search(bare)
    return found[0] if found and not MEASURED.search(bare) and not units_in(text) else ""


def refuse_rates(table: Table, findings: Findings) -> bool:
    """An error where a sheet or title says that the numbers below indicators without a unit are rates."""
    if any(column.unit for column in table.columns) or any(map(labelled_unit, table.grid.rows[: table.row])):
        return False
    return _refuse(table, [each for each in _said_of(table.grid, table.row) if OF_RATES.fullmatch(each.text)], findings)


def refuse_made(table: Table, by: Spoken, findings: Findings) -> bool:
    """An error where the text that gives the indicator of a table says that the numbers are made of its values."""
    return _refuse(table, [by], findings) or refuse_rates(table, findings)


def _refuse(table: Table, said: Sequence[Spoken], findings: Findings) -> bool:
    for each in said:
        words = no_values_said(each.text)
        if words:
            place = table.grid.place(*each.origin) if each.origin else table.grid.place(table.last)
            findings.error("no_values", place, found=each.text, words=words, source=SOURCES[each.source])
            return True
    return False


def holds_rates(grid: Grid) -> bool:
    """Whether a sheet called 达标率, 统计 or 汇总 clearly holds no concentration of any section.

    It names no indicator and no unit of one but for the rates of indicators; and its name or title says that all of it
    are rates, or every cell is a judgement (达标), or every column is one of rates or counts.
    """
    if not SHEETS.fullmatch("".join(grid.sheet.split())):
        return False
    rows = [row for row, texts in enumerate(grid.rows) if sum(map(bool, texts)) > 1]
    said = [*(text for texts in grid.rows for text in texts if text), grid.sheet]
    if not rows or any(_names_value(text) for text in said):
        return False
    top = rows[0]
    cells = [text for row in rows[1:] for text in grid.rows[row][1:] if text]
    if not all(map(says_nothing, cells)) and all(map(JUDGED.fullmatch, cells)):
        return True
    if any(OF_RATES.fullmatch(each.text) for each in _said_of(grid, top)):
        return bool(cells) and all(RATE.fullmatch(text) for text in cells if text[:1].isdigit())
    heads = [column_of(index, text) for index, text in enumerate(grid.rows[top]) if text]
    rates = [head for head in heads if RATES.fullmatch(head.heading)]
    others = [head for head in heads if head not in rates and head.heading.casefold() not in COUNTERS]
    return bool(rates) and all(head.role in BESIDE for head in others)


def _said_of(grid: Grid, row: int) -> Iterator[Spoken]:
    """What titles alone in their row and the sheet's name say of the table below."""
    for each in spoken_around(grid, row):
        if each.source == "sheet" or (each.origin and sum(map(bool, grid.rows[each.origin[0]])) == 1):
            yield each


def _names_value(text: str) -> bool:
    """Whether a text names an indicator or a unit of one otherwise than with a rate or count of it."""
    if RATES.fullmatch(text) or OF_RATES.fullmatch(text):
        return False
    return bool(units_in(text) or indicators_in(text))
