"""What the words around a table say of it: month, year and indicator from titles, the sheet's and the file's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.headings import Column, column_of
from ecocomp.readings.reading import GRADE
from ecocomp.readings.shapes.months_said import PLAIN, months_in, names_span, plain_words, without_counts, years_in
from ecocomp.readings.shapes.rearrange import HEADING
from ecocomp.readings.stated_units import units_stated
from ecocomp.readings.table_unit import LABEL
from ecocomp.readings.times import Span, parse_day
from ecocomp.readings.units import factor
from ecocomp.standards import INDICATORS
from ecocomp.wording import Pair

LONGEST_TITLE = 120
LONGEST_LABEL = 12
#: Words that say when the table was made, not what it is of.
MADE = re.compile(
    r"填报日期|填报时间|填表|填写|制表|报送|报出|报告[日时]|打印|导出|编制|发布|更新|下载|上报|签发[日时]"
)
#: More that may be said of the cell to the right.
HANDLED = re.compile(r"审[核批]|签发|[收送接]样|编号|文号|期[数号]|版本")
#: The end of a label of the time itself.
MADE_AT = re.compile(r"(?:日期|时间)[:：]?\s*$")
#: Beside these alone a day may be any.
ANY_DAY = frozenset({"日期", "时间"})
SOURCES = {
    "heading": HEADING,
    "title": Pair("标题", "a title row"),
    "sheet": Pair("工作表名", "the name of the sheet"),
    "file": Pair("文件名", "the name of the file"),
}
#: Why a year was taken and not another.
STANDS_NEARER = Pair("比文件名离数据近", "which stands nearer to the data")
SAYS_MONTH = Pair("月份也由它写明", "which says the month too")
#: The sources outside the table, the nearest first.
AROUND = ("title", "sheet", "file")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text around the table: ``source`` is a key of :data:`SOURCES`, ``origin`` its cell, None for a name."""

    text: str
    source: str
    origin: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class MonthSpoken:
    """A month that the words around a table say; the year may be missing."""

    year: int | None
    month: int
    by: Spoken
    year_by: Spoken | None = None

    @property
    def text(self) -> str:
        """The month as a time is written."""
        return f"{self.month}月" if self.year is None else f"{self.year}年{self.month}月"


def spoken_around(grid: Grid, heading_row: int) -> Iterator[Spoken]:
    """The titles above the heading, then the names of the sheet and the file."""
    for row in range(heading_row):
        before = ""
        for column, text in enumerate(grid.rows[row]):
            if (
                text
                and len(text) <= LONGEST_TITLE
                and not (_says_when_made(text, before) or _is_below_label(grid, row, column))
            ):
                yield Spoken(text, "title", (row, column))
            before = text or before
    if grid.sheet:
        yield Spoken(grid.sheet, "sheet", None)
    stem = grid.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    if stem:
        yield Spoken(stem, "file", None)


def _is_below_label(grid: Grid, row: int, column: int) -> bool:
    """Whether a text stands below 编制时间, beside which nothing stands."""
    above = grid.rows[row - 1][column : column + 2] if row else []
    return bool(above) and MADE_AT.search(above[0]) is not None and is_made_label(above[0]) and not any(above[1:])


def _says_when_made(text: str, before: str) -> bool:
    """Whether a text says when the table was made or its number, or a day that may be that; ``before`` is to its left.

    >>> [_says_when_made(each, "") for each in ("审核日期：2025年", "日期：2025-01-05", "2025年1月5日", "日期：2025年")]
    [True, True, True, False]
    >>> _says_when_made("2025-01", "报告编号"), _says_when_made("2025-01-05", "采样日期")
    (True, False)
    """
    label, colon, said = text.translate(PLAIN).partition(":")
    if not colon:
        label, said = before, text
    label = label.strip(": ：")
    if MADE.search(text) or is_made_label(label):
        return True
    return parse_day(said.strip()) is not None and (label in ANY_DAY or column_of(0, label).role != "time")


def is_made_label(text: str) -> bool:
    """Whether a text labels the time at which a table was made, or its number, which stands in the cell to its right.

    >>> [is_made_label(each) for each in ("填报日期：", "报告编号", "填报日期：2024年4月5日", "监测月份")]
    [True, True, False, False]
    """
    labelled = any(pattern.search(text) for pattern in (MADE, HANDLED))
    return labelled and len(text) <= LONGEST_LABEL and not any(sign.isdigit() for sign in text)


def year_around(grid: Grid, heading_row: int, sources: Iterable[str] = AROUND) -> tuple[int, Spoken] | None:
    """The one year that titles say, else the sheet's name, else the file's; None where they name several or none."""
    spoken = list(spoken_around(grid, heading_row))
    for source in sources:
        some = [each for each in spoken if each.source == source]
        years = {year: each for each in reversed(some) for year in years_in(each.text)}
        if len(years) > 1:
            return None
        for year, each in years.items():
            return year, each
    return None


def decided_year(
    grid: Grid, heading_row: int, taken: tuple[int, Spoken], given: int | Span | None, findings: Findings
) -> tuple[int, Spoken] | None:
    """The year that was ``taken`` from the words around, with a warning where the file's name says another one.

    None where what the caller gives decides between the two.
    """
    near = year_around(grid, heading_row, ("title", "sheet"))
    far = year_around(grid, heading_row, ("file",))
    if near is None or far is None or near[0] == far[0]:
        return taken
    years = given.years if isinstance(given, Span) else (given,)
    if near[0] in years and far[0] in years:
        return taken  # an assessment year of two calendar years is called by either
    place = grid.place(*near[1].origin) if near[1].origin else grid.place(heading_row)
    said = {"found": near[1].text, "source": SOURCES[near[1].source], "other": far[1].text}
    if near[0] in years or far[0] in years:
        findings.note("years_contradict_given", place, "warning", **said, year=str(given))
        return None
    why = SAYS_MONTH if taken[1].source == "file" else STANDS_NEARER
    findings.note("years_contradict", place, "warning", **said, year=taken[0], by=SOURCES[taken[1].source], why=why)
    return taken


def month_around(grid: Grid, heading_row: int, given: int | Span | None, findings: Findings) -> MonthSpoken | None:
    """The one month that titles and names say; None, with an error, where they contradict each other.

    The year may stand apart from the month, in another title or name; of the span ``given`` the month has its own.
    """
    chosen: MonthSpoken | None = None
    for each in spoken_around(grid, heading_row):
        months = months_in(each.text, name=each.source != "title")
        if len(months) != 1:
            continue
        year, month = months[0]
        if chosen is None:
            chosen = MonthSpoken(year, month, each)
        elif month != chosen.month or (None not in (year, chosen.year) and year != chosen.year):
            place = grid.place(*chosen.by.origin) if chosen.by.origin else grid.place(heading_row)
            findings.error(
                "months_contradict", place, found=chosen.by.text, other=each.text, source=SOURCES[each.source]
            )
            return None
    if chosen is None or _is_of_more(grid, heading_row, chosen.by):
        return None
    known = year_around(grid, heading_row) if chosen.year is None else (chosen.year, chosen.by)
    if known is not None:
        known = decided_year(grid, heading_row, known, given, findings)
    if known is None or (chosen.year is None and isinstance(given, Span) and known[0] in given.years):
        return MonthSpoken(None, chosen.month, chosen.by)
    return MonthSpoken(known[0], chosen.month, chosen.by, known[1] if chosen.year is None else None)


def _is_of_more(grid: Grid, heading_row: int, by: Spoken) -> bool:
    """Whether what stands nearer than ``by`` names several months: a sheet or file 3月 may hold their mean."""
    nearer = AROUND[: AROUND.index(by.source)]
    said = (each.text for each in spoken_around(grid, heading_row) if each.source in nearer)
    return any(names_span(without_counts(plain_words(text))) for text in said)


def indicator_around(grid: Grid, heading_row: int) -> tuple[Column, Spoken] | None:
    """The one indicator that titles say, else the sheet's name, else the file's, with its unit if that stands there."""
    spoken = list(spoken_around(grid, heading_row))
    for source in AROUND:
        found: dict[str, tuple[Column, Spoken]] = {}
        for each in (each for each in spoken if each.source == source):
            for column in indicators_in(_less_said_by_the_way(each.text)):
                known = found.setdefault(column.indicator, (column, each))
                if column.unit and not known[0].unit:
                    found[column.indicator] = (column, each)
        if len(found) > 1:
            return None
        for one in found.values():
            return one
    return None


def _less_said_by_the_way(text: str) -> str:
    """What a text says of the table, without values of the day and without the units of several indicators.

    >>> [_less_said_by_the_way(each) for each in ("水温：12℃", "单位：mg/L（pH无量纲）", "氨氮（mg/L）")]
    ['', '', '氨氮(mg/L)']
    >>> _less_said_by_the_way("总磷监测结果（mg/L，pH无量纲）")
    '总磷监测结果'
    """
    bare = text.translate(PLAIN)
    label = LABEL.search(bare)
    bare = (bare[: label.start()] if label else bare).strip("( ")
    stated = units_stated(bare)
    if SAID_BY_THE_WAY.fullmatch(bare) or (stated is not None and stated.general):
        return ""
    return IN_BRACKETS.sub(lambda found: "" if _tells_units(found[1]) else found[0], bare)


def _tells_units(text: str) -> bool:
    """Whether a text in brackets gives the unit of all indicators and names others: mg/L，pH无量纲."""
    stated = units_stated(text)
    return stated is not None and bool(stated.general) and bool(indicators_in(text))


IN_BRACKETS = re.compile(r"\s*\(([^()]+)\)")
#: A value of the day, beside what the table is of: 水温：12℃.
SAID_BY_THE_WAY = re.compile(r"[^:]{1,12}:\s*[-+]?\d+(?:\.\d+)?\s*\S{0,6}")
WORDS = re.compile(r"[A-Za-z][A-Za-z0-9₀-₉⁺-]*")
BRACKET = re.compile(r"\s*\(([^()]+)\)")
MOST_IN_NAME = 12
#: What ends before the name of an indicator: nothing, a sign, a year, a month or what is measured.
BEFORE_ONE_SIGN = re.compile(r"(?:^|[^\u4e00-\u9fff]|[年月]|断面|点位|水质)$")


def indicators_in(text: str) -> list[Column]:
    """The indicators that a text names, the longest name at each place; latin ones as whole words.

    Names of one sign are parts of many words (铜陵, 溶解态铜) and count only by themselves and before their unit.

    >>> [each.indicator for each in indicators_in("2024年随州市氨氮（mg/L）月均值统计表")]
    ['nh3n']
    >>> [each.unit for each in indicators_in("2024年铜（μg/L）监测结果")], indicators_in("铜陵市溶解态铜（mg/L）")
    (['μg/L'], [])
    """
    whole = column_of(0, text)
    if whole.role == "measure" and whole.indicator != GRADE:
        return [whole]
    bare = text.translate(PLAIN)
    found: list[Column] = []
    at = 0
    while at < len(bare):
        latin = WORDS.match(bare, at)
        ends = [latin.end()] if latin else range(min(len(bare), at + MOST_IN_NAME), at, -1)
        for end in ends:
            column = column_of(0, bare[at:end])
            if column.role == "measure" and column.indicator != GRADE and not column.unit:
                known = _with_unit(column, bare, end)
                if end == at + 1 and not latin and not (known.unit and BEFORE_ONE_SIGN.search(bare[:at])):
                    continue
                found.append(known)
                at = end - 1
                break
        else:
            at = latin.end() - 1 if latin else at
        at += 1
    return found


def _with_unit(column: Column, text: str, end: int) -> Column:
    """The indicator with the unit in brackets behind it, as in 氨氮(NH3-N)(mg/L)."""
    while (bracket := BRACKET.match(text, end)) is not None:
        if INDICATORS[column.indicator].unit and factor(bracket[1], column.indicator) is not None:
            return Column(0, column.heading, column.role, column.indicator, bracket[1])
        end = bracket.end()
    return column
