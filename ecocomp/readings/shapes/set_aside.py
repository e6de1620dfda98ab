"""Rows of totals, statistics, limits and remarks inside a table, which are no readings: 合计, 标准限值, 注：…"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from ecocomp.errors import Place
from ecocomp.readings.coded import CodedRows
from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.headings import column_of
from ecocomp.readings.names import clean_name
from ecocomp.readings.shapes.below import lone_remarks
from ecocomp.readings.shapes.emptied import emptied
from ecocomp.readings.shapes.groups import Groups
from ecocomp.readings.shapes.other_rows import (
    is_group,
    is_limit_row,
    is_no_place,
    is_span,
    is_stated,
    labels_units,
    names_time,
)
from ecocomp.readings.shapes.remark_texts import is_remark
from ecocomp.readings.shapes.spans import MonthsOfSections
from ecocomp.readings.shapes.statistics import means_alone
from ecocomp.readings.table_unit import labelled_unit
from ecocomp.readings.values import says_nothing
from ecocomp.standards.indicators import find_indicator

#: What a row is called that sums up others. A section whose name merely contains such a word is a section.
TOTAL_NAMES = """合计 总计 小计 累计 平均 均值 平均值 算术平均值 年均值 年平均 年平均值 月均值 月平均 月平均值
    季均值 总平均 全年 全年平均 全年均值 最大 最小 最大值 最小值 最高值 最低值 中位数 标准差 样本数 达标率 超标率
    达标率(%) 超标率(%) 检出率 最大超标倍数 超标倍数 标准 标准值 标准限值 评价标准 限值 目标值 备注 注 说明
    total sum average mean maximum minimum max min median limit"""
TOTALS = frozenset(TOTAL_NAMES.split())
#: Behind the name of a section these say something else of it: 平林(标准), 平林(备注).
NO_SUMS = frozenset({"标准", "备注", "注", "说明", "limit", "min", "max"})
#: The limits of a class: Ⅲ类标准, Ⅲ类标准限值, GB3838-2002Ⅲ类, 标准限值(Ⅲ类).
LIMITS = re.compile(
    r"(?:gb3838(?:-2002)?|地表水)?(?:环境质量)?(?:标准|标准限值|标准值|限值)?\(?(?:[ⅰⅱⅲⅳⅴ]|i{1,3}|iv|v|[一二三四五])类\)?(?:水质|水)?"
    r"(?:标准|标准限值|标准值|限值|目标)?"
)
#: Means and sums of a kind: 全市平均, 2024年均值, 一季度平均值, 加权平均, 各断面均值.
MEANS = re.compile(
    r"(?:(?:(?:19|20)\d{2}年?度?|第?[一二三四1-4]季度?|[上下]半年|\d{1,2}月份?|[全各本]?(?:[市省县区州]|流域|河段?|湖|断面|站点|点位)"
    r"|流域|河段|断面|干流|支流|[本当上]?[年季月]|本期|加权|算术|几何|流量加权)的?)+(?:月|年|总)?(?:平均值?|均值|平均浓度|合计|总计|小计)"
    r"|平均浓度|均值浓度"
)
#: A section with what was made of its values: 平林(平均), 平林(年均值), 平林-平均.
OF_SECTION = re.compile(r".+(?:\((?P<bracket>[^()]+)\)|[-—–_:：\s](?P<behind>[^-—–_:：\s()]+))")
#: The same behind a space, which a cleaned name no longer has: 平林 平均.
BEHIND_SPACE = re.compile(r".+\s(?P<bracket>)(?P<behind>[^\s()（）]+)")
#: The same without any sign between: 平林月均值. No place is called so.
BEHIND_NAME = re.compile(
    r"(?P<name>.{2,}?)(?:[逐年季月旬周日时]|全年|全月|算术|加权)*(?:平均值?|均值|平均浓度|均值浓度|最[大小高低]值|中位数|标准差|合计|总计|小计|累计值?)"
)
#: Another time beside this one: 上年同期, 同比(%), 环比变化.
COMPARED = re.compile(
    r"(?:(?:上年|去年|上月|同期|上年同[期月]|去年同[期月])(?:值|均值|平均值?)?|(?:同比|环比)(?:变化|增减)?)(?:率|幅度|幅)?(?:\(?%\)?)?"
)
#: A percentile, or the code of a station.
PERCENTILE = re.compile(r"[Pp]\d{2}")
#: Where a total or remark may begin, beside the column of its own.
COLUMNS_LOOKED_AT = 3
MOST_DISTINCT = 20_000


@lru_cache(maxsize=1 << 14)
def is_total(text: str) -> bool:
    """Whether the text is the name of a total, a statistic or a limit.

    >>> is_total("平 均 值："), is_total("Ⅲ类标准限值"), is_total("平均桥"), is_total("合计断面")
    (True, True, False, False)
    >>> is_total("本月平均"), is_total("平林（平均）"), is_total("平林(街口)"), is_total("平林(平均桥)")
    (True, True, False, False)
    >>> is_total("全市平均"), is_total("2024年均值"), is_total("同比（%）"), is_total("平均浓度"), is_total("流域")
    (True, True, True, True, False)
    >>> is_total("平林 平均"), is_total("平林 平均桥")
    (True, False)
    >>> is_total("平林月均值"), is_total("平林平均"), is_total("氨氮月均值"), is_total("均值桥")
    (True, True, False, False)
    """
    bare = "".join(clean_name(text).split()).rstrip(":：≤<＜≥").casefold()
    if bare in TOTALS or is_stated(text) or any(each.fullmatch(bare) for each in (LIMITS, MEANS, COMPARED)):
        return bool(bare)
    if statistic_of(text):
        return True
    made = OF_SECTION.fullmatch(clean_name(text).strip()) or BEHIND_SPACE.fullmatch(text.strip())
    return made is not None and _sums_up("".join((made["bracket"] or made["behind"]).split()).casefold())


@lru_cache(maxsize=1 << 14)
def statistic_of(text: str) -> str:
    """The name of which a text is a statistic, written as one word: 平林 of 平林月均值; empty for all else.

    What is made of an indicator is none of a section.
    """
    made = BEHIND_NAME.fullmatch("".join(clean_name(text).split()))
    return "" if made is None or find_indicator(made["name"]) else made["name"]


def _sums_up(bare: str) -> bool:
    """Whether a word behind the name of a section says that the row is a mean, a sum or an extreme of it."""
    return (bare in TOTALS and bare not in NO_SUMS) or MEANS.fullmatch(bare) is not None


def without_totals(
    grid: Grid,
    first: int,
    keys: Sequence[int],
    findings: Findings,
    *,
    by_section: bool = True,
    dated: bool = False,
    by_indicator: bool = False,
) -> Grid:
    """The grid with the rows of totals and remarks from ``first`` on emptied, each kind counted.

    ``keys`` are the columns that say of what a row is; a remark may begin in any column. With ``by_section`` the
    first of them names the sections, with ``by_indicator`` the indicators; ``dated`` is that another one names times.
    """
    grid = means_alone(grid, first, keys, findings)
    dropped = lone_remarks(grid, first)
    for row in dropped:
        findings.count("remark_row", grid.place(row))
    rows = [row for row in _candidates(grid, first, keys) if row >= first and row not in dropped]
    if by_section and keys:
        dropped += Groups(grid, first, keys[0], dated=dated).tell({*dropped, *rows}, findings)
    months = MonthsOfSections(grid, first, keys, by_section=by_section)
    limits: list[tuple[int, tuple[str, ...]]] = []
    is_none = is_no_place if by_section else _is_no_indicator if by_indicator else _is_no_time
    for row in rows:
        texts = grid.rows[row]
        named = [texts[key] for key in keys if key < len(texts)]
        if row == first and not any(named) and _heads_statistics(texts):
            findings.error("statistics_heading", grid.place(row), found="、".join(text for text in texts if text))
            continue
        leading = next((text for text in texts if text), "")
        timed = by_section and any(map(names_time, named[:1]))
        if named and all(named) and not (timed or any(map(_is_special, named))):
            continue  # a section and a time are a reading's, whatever class or remark stands before them
        if is_remark(leading) or any(map(is_remark, named)):
            findings.count("remark_row", grid.place(row))
        elif any(is_total(text) for text in named) or is_total(leading):
            found = next(text for text in (*named, leading) if is_total(text))
            code, severity = (
                ("no_place_values", "warning") if PERCENTILE.fullmatch(found.strip()) else ("total_row", "note")
            )
            findings.count(code, grid.place(row), severity, found=" ".join(found.split()))
            if is_limit_row(found):
                limits.append((row, tuple(texts)))
        elif labelled_unit([leading]) and (unit := labelled_unit(texts)):
            findings.error("table_unit_inside", grid.place(row, unit[0]), found=unit[1])
        elif by_section and labels_units(leading) and leading in named[:1]:
            # read as if it were not there, values in another unit would be a thousandfold off
            findings.error("unit_row", grid.place(row), found="、".join(text for text in texts if text))
        elif timed or any(is_none(each or leading) for each in named[:1]):
            _tell_no_place(grid, row, keys, named[0] or leading, findings)
        elif span := months.span(row):
            _tell_no_place(grid, row, keys, span, findings)
        elif by_section and any(map(is_group, named[:1])) and all(map(says_nothing, beside_keys(texts, keys))):
            findings.count("group_row", grid.place(row), found=" ".join(named[0].split()))
        else:
            continue
        dropped.append(row)
    if not dropped:
        return grid
    return replace(emptied(grid, dropped), limits=_of_columns(grid, limits), limit_rows=tuple(limits))


def _of_columns(grid: Grid, limits: Sequence[tuple[int, tuple[str, ...]]]) -> dict[int, tuple[str, Place]]:
    """The detection limit of each column, where all rows of limits give the same."""
    found: dict[int, tuple[str, Place]] = {}
    differing: set[int] = set()
    for row, texts in limits:
        for column, text in enumerate(texts):
            if text and found.setdefault(column, (text, grid.place(row, column)))[0] != text:
                differing.add(column)
    return {column: said for column, said in found.items() if column not in differing}


def _tell_no_place(grid: Grid, row: int, keys: Sequence[int], name: str, findings: Findings) -> None:
    """The note on a row that is of no section, or the warning where values stand in it."""
    valued = not all(text == name or says_nothing(text) for text in beside_keys(grid.rows[row], keys))
    code, severity = ("no_place_values", "warning") if valued else ("total_row", "note")
    findings.count(code, grid.place(row), severity, found=" ".join(name.split()))


def beside_keys(texts: Sequence[str], keys: Sequence[int]) -> list[str]:
    """What stands in a row beside the columns that say of what it is."""
    return [text for index, text in enumerate(texts) if text and index not in keys]


def _is_no_time(text: str) -> bool:
    """Whether a text in a column of times is a sample, an area or a judgement; a span is told by its months."""
    return is_no_place(text) and not is_span(text)


def _is_no_indicator(text: str) -> bool:
    """Whether a text in a column of indicators is a judgement or an area; 水质类别 is read like an indicator."""
    return is_no_place(text) and column_of(0, text).role != "measure"


def _is_special(text: str) -> bool:
    """Whether a text may say that its row is no reading."""
    return any(each(text) for each in (is_total, is_remark, is_no_place, is_group, labels_units)) or (
        labelled_unit([text]) is not None
    )


def _heads_statistics(texts: Sequence[str]) -> bool:
    """Whether a row directly below the heading tells columns apart as 最大值, 最小值, 平均值."""
    filled = [text for text in texts if text]
    return len(set(filled)) > 1 and all(map(is_total, filled))


def _candidates(grid: Grid, first: int, keys: Sequence[int]) -> list[int]:
    """The rows that may be totals or remarks, found by the distinct texts of the first columns and the keys."""
    looked_at = dict.fromkeys([*keys, *range(COLUMNS_LOOKED_AT)])
    if not isinstance(grid.rows, CodedRows):
        rows = grid.rows[first:]
        special = {
            text
            for index in looked_at
            for text in {texts[index] for texts in rows if index < len(texts)}
            if _is_special(text) or (index in keys[:1] and names_time(text))
        }
        if not special:
            return []
        return [first + at for at, texts in enumerate(rows) if not special.isdisjoint(texts)]
    columns = grid.rows.columns
    found: set[int] = set()
    for index in (each for each in looked_at if each < len(columns)):
        texts = columns[index].texts
        if index in keys or len(texts) <= MOST_DISTINCT:  # else a column of numbers
            special = {text for text in texts if _is_special(text) or (index in keys[:1] and names_time(text))}
            found.update(columns[index].rows_of(special) if special else ())
    return sorted(found)
