"""The months and years that a title or a name says: 2024年3月, 二〇二四年三月, 2024-03, 2024年3月1日至31日."""

from __future__ import annotations

import re

from ecocomp.readings.shapes.day_ranges import TO, DayRange, day_ranges, tells_sampling, without_ranges
from ecocomp.readings.times import in_digits, may_be_short_day

#: Full-width signs that stand for plain ones.
PLAIN = str.maketrans("０１２３４５６７８９：（）－．／\u3000\u00a0", "0123456789:()-./  ")

YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=\s*年|\s*$|\s*[-_ ])", re.ASCII)
MONTH = re.compile(
    r"(?:(?<!\d)(?P<year>(?:19|20)\d{2})\s*年\s*)?(?<![\d第])(?P<month>1[0-2]|0?[1-9])\s*月",
    re.ASCII,
)
#: ``2024-03``, ``2024.3``, ``202403``: of names of sheets and files, and of titles where it can be nothing else.
NUMERIC = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})(?:[-._/](?P<m1>1[0-2]|0?[1-9])|(?P<m2>0[1-9]|1[0-2]))(?!\d)", re.ASCII
)
#: A day behind the month, so that the month is perhaps only that of a report: 2024年4月5日.
DAY_BEHIND = re.compile(r"\s*\d{1,2}\s*[日号]", re.ASCII)
#: The month in which a file was sent, not that of its values: 2024年4月上报.
MADE_BEHIND = re.compile(r"\s*份?\s*(?:上报|报送|报出|填报|打印|导出|编制|发布|更新|下载)")
#: The same in a name: 2024-03-05, 2024.3.1-7.
NUMERIC_DAY = re.compile(r"[-./]\d", re.ASCII)
#: A month that begins or ends a span is not the month of the table.
SPAN = re.compile(
    r"\s*(?:份)?\s*[-—–―~～至到、,，和及]{1,2}\s*(?:(?:19|20)\d{2}\s*年\s*)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*月",
    re.ASCII,
)
SPAN_BEFORE = re.compile(r"(?:\d|月|[一二三四五六七八九十])\s*(?:份)?\s*[-—–―~～至到、,，和及]{1,2}\s*$", re.ASCII)
#: 2024-01-2024-03, 2024.01~03, 2024-01_03; 2024-01-03 is a day.
NUMERIC_SPAN = re.compile(
    rf"(?<!\d)(?:19|20)\d{{2}}[-._/]?\d{{1,2}}"
    rf"(?:{TO}(?:19|20)\d{{2}}[-._/]?\d{{1,2}}|(?:\s*[~～至到—–]{{1,2}}\s*|_)(?:1[0-2]|0?[1-9]))(?!\d)",
    re.ASCII,
)
#: A quarter, a half-year or a sum of months: what such a table holds is of no single month.
LONGER = re.compile(r"[一二三四1-4]\s*季度?|[上下]半年|累计|全年|年均|年平均|年度均值")
#: Before such signs, or in a text with such words, 2024-03 in a title is the number of a report or an edition.
NUMBER_BEFORE = re.compile(
    r"(?:附[表件]|[量度积值氮磷氧数率额]|[A-Za-z0-9第号〔\[\]〕#./]|(?<![表据果报测质计总况])[_-])\s*$"
)
NUMBER = re.compile(
    r"邮编|电话|传真|代码|编码|编号|文号|字号|号文|序号|标准|规范|修订|印发|实施|版|\d\s*[期号]|\bNo\b", re.IGNORECASE
)
#: Behind them it is an amount: 2001.5万m3.
AMOUNT_BEHIND = re.compile(
    r"\s*(?:[万亿个吨元米人户%％‰℃]|立方|平方|公[里顷斤]|[毫微]|[a-zμ]{1,4}(?![a-z]))", re.IGNORECASE
)
#: A month with a year of two digits: 24年3月, and not 近10年3月.
SHORT_YEAR = re.compile(r"(?<![\d近前后第共去每])([12]\d)(?=\s*年\s*(?:1[0-2]|0?[1-9])\s*月)", re.ASCII)
#: What was counted up to the month says nothing of the values: 累计监测20个断面, 本年累计超标2次.
COUNTED = re.compile(
    r"(?:本年|今年|年初以来|全年)?度?累计[^\d,，。;；、()]{0,10}\d+\s*(?:余|多)?\s*(?:个|次|天|家|组|期|批|条|处|项|份|座|月)[^,，。;；()]*"
)
#: Words by which such a count is perhaps what the values were made of: 累计监测3次均值.
VALUES = re.compile(r"均|浓度|值")
SIGNS = re.compile(r"[\d\W_]+")
#: What stands before a month that the values are compared with, and not those of: 与上年同期（2023年3月）对比.
COMPARED_BEFORE = re.compile(r"(?:与|较|比|同期).{0,6}$")

Said = tuple[int | None, int]


def plain_words(text: str) -> str:
    """The text with plain signs, with digits for years, months and days in Chinese ones, and years of four digits."""
    return SHORT_YEAR.sub(r"20\1", in_digits(text.translate(PLAIN)))


def months_in(text: str, *, name: bool) -> list[Said]:
    """The months that a text names, each with its year if that stands there; of spans and days none.

    All days of a month are the month. ``name`` is whether the text is the name of a sheet or a file.

    >>> months_in("2024年3月随州市地表水监测结果", name=False), months_in("2024年1—3月", name=False)
    ([(2024, 3)], [])
    >>> months_in("202403", name=True), months_in("三月", name=True)
    ([(2024, 3)], [(None, 3)])
    >>> months_in("二〇二四年三月水质月报", name=False), months_in("2024年3月（与2023年3月相比）", name=False)
    ([(2024, 3)], [(2024, 3)])
    >>> months_in("2024年3月1日至31日水质", name=False), months_in("2024-03监测数据", name=False)
    ([(2024, 3)], [(2024, 3)])
    >>> months_in("24年3月水质", name=False), months_in("近10年3月水质", name=False)
    ([(2024, 3)], [(None, 3)])
    """
    bare = plain_words(text)
    rest = without_ranges(bare)
    found: list[Said] = []
    for match in MONTH.finditer(rest):
        if DAY_BEHIND.match(rest, match.end()) or MADE_BEHIND.match(rest, match.end()) or SPAN.match(rest, match.end()):
            continue
        if SPAN_BEFORE.search(rest[: match.start()]) or COMPARED_BEFORE.search(rest[: match.start()]):
            continue
        found.append((int(match["year"]) if match["year"] else None, int(match["month"])))
    for each in ranges_said(text):
        month = each.whole_month() or (each.month if tells_sampling(bare, each.length()) else None)
        # (1日至31日) behind 2024年3月 says it again
        if month is not None and not any(_same(month, other) for other in found):
            found.append(month)
    if not found:
        found = _numeric(rest, name)
    return list(dict.fromkeys(found))


def ranges_said(text: str) -> list[DayRange]:
    """The ranges of days that a text names as those of its table."""
    bare = plain_words(text)
    return [each for each in day_ranges(bare) if not COMPARED_BEFORE.search(bare[: each.begin])]


def _same(one: Said, other: Said) -> bool:
    return one[1] == other[1] and (None in (one[0], other[0]) or one[0] == other[0])


def _numeric(bare: str, name: bool) -> list[Said]:
    """The months in digits alone, 2024-03; in a title only where it is no number of another kind."""
    if NUMERIC_SPAN.search(bare) or (not name and NUMBER.search(bare)):
        return []
    found: list[Said] = []
    for match in NUMERIC.finditer(bare):
        if (match["m1"] and NUMERIC_DAY.match(bare, match.end())) or not (name or _is_title(bare, match)):
            continue
        found.append((int(match["year"]), int(match["m1"] or match["m2"])))
    return found


def _is_title(bare: str, match: re.Match[str]) -> bool:
    """Whether digits in a title are a month: 2024-03监测数据, and neither 2024.1, HJ 2024-03 nor 201203."""
    if NUMBER_BEFORE.search(bare[: match.start()]) or AMOUNT_BEHIND.match(bare, match.end()):
        return False
    if may_be_short_day(match[0]):
        return False
    # a cell with nothing else may be any number
    return SIGNS.fullmatch(bare) is None or "-" in match[0] or "/" in match[0]


def names_span(text: str) -> bool:
    """Whether a text names several months together: 1—3月, 第一季度, 上半年, 累计.

    >>> names_span("2024年1—3月"), names_span("一季度均值"), names_span("2024年3月")
    (True, True, False)
    >>> names_span("2024年1月1日至3月31日"), names_span("2024.01-2024.03"), names_span("2024年3月1日至15日")
    (True, True, False)
    """
    bare = plain_words(text)
    rest = without_ranges(bare)
    spans = (
        SPAN.match(rest, month.end()) or SPAN_BEFORE.search(rest[: month.start()]) for month in MONTH.finditer(rest)
    )
    ranges = (each.months[0] != each.months[1] or each.years[0] != each.years[1] for each in day_ranges(bare))
    return LONGER.search(rest) is not None or NUMERIC_SPAN.search(rest) is not None or any(spans) or any(ranges)


def years_in(text: str) -> set[int]:
    """The years that a text names."""
    bare = plain_words(text)
    years = {int(match[1]) for match in YEAR.finditer(bare)}
    return years | {int(match["year"]) for match in NUMERIC.finditer(bare)}


def without_counts(text: str) -> str:
    """The text without what was counted up to the month; a mean of so many samples is a value."""
    rest = COUNTED.sub(" ", text)
    return text if rest == text or names_span(rest) or VALUES.search(text) else rest
