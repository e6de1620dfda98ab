"""One time text (监测时间的写法): a month, a day or an hour, with or without its year."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from ecocomp.period import MONTHS_PER_YEAR, Month
from ecocomp.rounding import to_integer

FIRST_YEAR, LAST_YEAR = 1900, 2100
#: Stands for a year that is not known yet, so that 29 February may be one of its days.
LEAP_YEAR = 2000
LONGEST_TIME = 40
MINUTES_PER_DAY = 1440
LAST_HOUR, LAST_MINUTE, LAST_SECOND = 23, 59, 59
TEN = 10

#: Full-width signs that stand for plain ones.
PLAIN = str.maketrans("０１２３４５６７８９：／．－\u3000\u00a0", "0123456789:/.-  ")

#: Years, months and days in Chinese numerals, where the word behind them says that they are one: 二〇二四年二月三日.
NUMERALS = re.compile(
    r"(?P<year>[〇零○一二三四五六七八九]{4})(?=\s*年)"
    r"|(?<![〇零○一二三四五六七八九十\d])(?P<other>二?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九])(?=\s*[月日号])(?!日生化)"
)
SPACED = re.compile(r"\s*([年月])\s*|\s+(?=[日号])")
DIGITS = {"〇": 0, "零": 0, "○": 0, **{sign: at for at, sign in enumerate("一二三四五六七八九", 1)}}

#: Databases add parts of a second that are zero, and some the zone of Beijing, which is that of all times here.
CLOCK = (
    r"(?P<hour>\d{1,2})(?::(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.0{1,9})?)?(?:\+08:?00)?"
    r"|[时点](?:(?P<part>\d{1,2})分)?)"
)
#: Another zone behind a clock: 08:00Z, 00:00:00+00:00.
ZONE = re.compile(r"(?P<time>.*\d:\d{2}.*?)\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})", re.ASCII | re.IGNORECASE)
#: ``2024-03``, ``2024年3月``, ``2024/3/5``, ``2024.3.5 08:00``, ``2024-03-05T08:00:00.0``, ``2024年3月5日8时``
WITH_YEAR = re.compile(
    r"(?P<year>\d{4})(?:"
    r"-(?P<m1>\d{1,2})(?:-(?P<d1>\d{1,2})|月份?)?|/(?P<m2>\d{1,2})(?:/(?P<d2>\d{1,2}))?|"
    r"\.(?P<m3>\d{1,2})(?:\.(?P<d3>\d{1,2}))?|年(?P<m4>\d{1,2})月(?:份|(?P<d4>\d{1,2})[日号]?)?"
    rf")(?:(?:\s+|T|(?<=[日号])){CLOCK})?",
    re.ASCII,
)
#: ``04-01 08:00``, ``4月1日``, ``4月1日 8时``; a bare ``04-01`` could be a month of 2004 and is not read.
WITHOUT_YEAR = re.compile(
    rf"(?:(?P<m1>\d{{1,2}})[-/](?P<d1>\d{{1,2}})\s+|(?P<m2>\d{{1,2}})月(?P<d2>\d{{1,2}})[日号]\s*){CLOCK}"
    r"|(?P<m3>\d{1,2})月(?P<d3>\d{1,2})[日号]|(?P<m4>\d{1,2})月份?",
    re.ASCII,
)
AMBIGUOUS = re.compile(r"(\d{4})\.1(?:\s.*)?", re.ASCII)
MONTH_KEYS, DAY_KEYS = ("m1", "m2", "m3", "m4"), ("d1", "d2", "d3", "d4")
EIGHT_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
#: A month in a column of times, ``202402``; anywhere else it is any number.
SIX_DIGITS = re.compile(r"((?:19|20)\d{2})(\d{2})", re.ASCII)
SERIAL = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)
#: Day 0 of the serial numbers of sheets, for dates after February 1900.
SERIAL_ZERO = datetime.date(1899, 12, 30)
SERIALS = range(36526, 73051)  # 2000 to 2099

YEAR_NUMBER = re.compile(r"(\d{4})年?(?:度)?", re.ASCII)
MONTH_NUMBER = re.compile(r"(\d{1,2})(?:月份?)?", re.ASCII)
DAY_NUMBER = re.compile(r"(\d{1,2})[日号]?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Time:
    """A time as a text gives it. ``clock`` is ``""``, ``"08:00"`` or, where there are seconds, ``"08:00:30"``."""

    year: int | None
    month: int
    day: int | None = None
    clock: str = ""

    def placed(self, year: int | None = None) -> tuple[str, Month] | None:
        """The full time text and its month, the year taken from ``year`` where the text has none.

        None where there is no such day.
        """
        chosen = year if self.year is None else self.year
        if chosen is None or not _exists(chosen, self.month, self.day):
            return None
        month = Month(chosen, self.month)
        if self.day is None:
            return month.label, month
        day = f"{month.label}-{self.day:02d}"
        return (f"{day} {self.clock}" if self.clock else day), month

    def latest_year(self, seen: datetime.date) -> int | None:
        """The latest year in which this time is not after the day it was seen (发布日期): New Year lies between."""
        for year in (seen.year, seen.year - 1):
            if _exists(year, self.month, self.day) and datetime.date(year, self.month, self.day or 1) <= seen:
                return year
        return None


@dataclass(frozen=True, slots=True)
class Span:
    """Months in which every calendar month occurs at most once, so that a month without its year has but one.

    >>> span = Span.parse("2023-10..2024-09")
    >>> span.year_of(11), span.year_of(3), Span.parse("2024-01..2024-06").year_of(7)
    (2023, 2024, None)
    """

    first: Month
    last: Month

    @classmethod
    def parse(cls, text: str) -> Span:
        """The span of ``"2023-10..2024-09"``; raises ValueError for any other text, or more than twelve months."""
        first, dots, last = text.partition("..")
        if not dots:
            raise ValueError(text)
        span = cls(Month.parse(first.strip()), Month.parse(last.strip()))
        if not (span.first <= span.last < span.first.plus(MONTHS_PER_YEAR)):
            raise ValueError(text)
        if span.first.year < FIRST_YEAR or span.last.year > LAST_YEAR:
            raise ValueError(text)
        return span

    def __str__(self) -> str:
        return f"{self.first.label}..{self.last.label}"

    @property
    def years(self) -> tuple[int, ...]:
        """The calendar years it touches."""
        return tuple(sorted({self.first.year, self.last.year}))

    def year_of(self, month: int) -> int | None:
        """The year of a calendar month; None for one that is not in the span."""
        return next((year for year in self.years if self.first <= Month(year, month) <= self.last), None)


def _exists(year: int, month: int, day: int | None) -> bool:
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= MONTHS_PER_YEAR:
        return False
    return day is None or 1 <= day <= Month(year, month).days


@lru_cache(maxsize=1 << 16)
def parse_time(text: str) -> Time | None:
    """The time that ``text`` says, or None.

    >>> parse_time("2024年3月"), parse_time("04-01 08:00")
    (Time(year=2024, month=3, day=None, clock=''), Time(year=None, month=4, day=1, clock='08:00'))
    """
    bare = plain_time(text)
    if len(bare) > LONGEST_TIME or is_ambiguous(bare):
        return None
    digits = EIGHT_DIGITS.fullmatch(bare)
    if digits:
        return Time(int(digits[1]), int(digits[2]), int(digits[3]))
    found = WITH_YEAR.fullmatch(bare) or WITHOUT_YEAR.fullmatch(bare)
    if not found:
        return None
    parts = found.groupdict()
    clock = _clock(parts)
    if clock is None:
        return None
    month = next(parts[key] for key in MONTH_KEYS if parts.get(key))
    day = next((parts[key] for key in DAY_KEYS if parts.get(key)), None)
    if clock and day is None:
        return None
    year = parts.get("year")
    return Time(int(year) if year else None, int(month or ""), int(day) if day else None, clock)


def plain_time(text: str) -> str:
    """The text with plain signs, without spaces beside 年 and 月, and with digits for Chinese numerals.

    >>> plain_time("２０２４ 年 十二 月"), plain_time("二〇二四年二月三十日"), plain_time("三峡")
    ('2024年12月', '2024年2月30日', '三峡')
    """
    bare = text.translate(PLAIN).strip()
    return bare if bare.isascii() else in_digits(SPACED.sub(r"\1", bare))


def in_digits(text: str) -> str:
    """The text with digits for the years, months and days in Chinese numerals.

    >>> in_digits("二〇二四年三月一日至十五日"), in_digits("三里桥")
    ('2024年3月1日至15日', '三里桥')
    """
    return NUMERALS.sub(_digits, text)


def _digits(found: re.Match[str]) -> str:
    if found["year"]:
        return "".join(str(DIGITS[sign]) for sign in found["year"])
    tens, ten, ones = found["other"].rpartition("十")
    return str((DIGITS.get(tens, 1) * TEN if ten else 0) + DIGITS.get(ones, 0))


def shows_no_clock(text: str) -> bool:
    """Whether the text is a time but for its clock, which no day has: 2024-03-05 24:00.

    >>> shows_no_clock("2024-03-05 24:00"), shows_no_clock("2024-03-05 23:59"), shows_no_clock("24:00")
    (True, False, False)
    """
    bare = plain_time(text)
    found = None if len(bare) > LONGEST_TIME else WITH_YEAR.fullmatch(bare) or WITHOUT_YEAR.fullmatch(bare)
    return found is not None and _clock(found.groupdict()) is None


def is_in_other_zone(text: str) -> bool:
    """Whether the text is a time with a zone other than that of Beijing behind it.

    >>> is_in_other_zone("2024-03-05T00:00:00Z"), is_in_other_zone("2024-03-05T08:00+08:00")
    (True, False)
    """
    bare = plain_time(text)
    found = None if len(bare) > LONGEST_TIME or parse_time(bare) else ZONE.fullmatch(bare)
    return found is not None and parse_time(found["time"]) is not None


def is_ambiguous(text: str) -> bool:
    """Whether the text is a month such as 2024.1, which a sheet makes of 2024.10 when it takes it for a number.

    >>> is_ambiguous("2024.1"), is_ambiguous("2024.10"), is_ambiguous("2024.1.5")
    (True, False, False)
    """
    return AMBIGUOUS.fullmatch(text.translate(PLAIN).strip()) is not None


def _clock(parts: dict[str, str | None]) -> str | None:
    """``"08:00"`` of the parts of a clock, ``""`` where there is none, None where it shows no time of a day."""
    if parts["hour"] is None:
        return ""
    hour, minute, second = int(parts["hour"]), int(parts["minute"] or parts["part"] or 0), int(parts["second"] or 0)
    if hour > LAST_HOUR or minute > LAST_MINUTE or second > LAST_SECOND:
        return None
    return f"{hour:02d}:{minute:02d}:{second:02d}" if second else f"{hour:02d}:{minute:02d}"


def parse_column_time(text: str) -> Time | None:
    """The time that ``text`` says in a column of times, where six digits are a month, or None.

    >>> parse_column_time("202402"), parse_time("202402")
    (Time(year=2024, month=2, day=None, clock=''), None)
    """
    return parse_time(text) or parse_month_digits(text)


def parse_month_digits(text: str) -> Time | None:
    """The month of six digits, or None for any other text."""
    found = SIX_DIGITS.fullmatch(plain_time(text))
    return Time(int(found[1]), int(found[2])) if found else None


def may_be_short_day(text: str) -> bool:
    """Whether six digits that are a month may as well be a day with a year of two digits.

    >>> may_be_short_day("201203"), may_be_short_day("202403"), may_be_short_day("200531")
    (True, False, False)
    """
    time = parse_month_digits(text)
    if time is None or time.placed() is None:
        return False
    digits = plain_time(text)
    return _exists(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))


def parse_serial(text: str) -> Time | None:
    """The time of a sheet's serial number (45386 is 2024-04-04) to the minute, or None for any other text."""
    if not SERIAL.fullmatch(text):
        return None
    number = Fraction(text)
    days, minutes = divmod(to_integer(number * MINUTES_PER_DAY, "half_up"), MINUTES_PER_DAY)
    if days not in SERIALS:
        return None
    date = SERIAL_ZERO + datetime.timedelta(days=days)
    clock = f"{minutes // 60:02d}:{minutes % 60:02d}" if number.denominator != 1 else ""
    return Time(date.year, date.month, date.day, clock)


def parse_parts(year: str, month: str, day: str) -> Time | None:
    """The time of separate columns 年, 月 and 日; the year and the day may be empty.

    >>> parse_parts("2024", "3月", "")
    Time(year=2024, month=3, day=None, clock='')
    """
    years = YEAR_NUMBER.fullmatch(plain_time(year))
    months = MONTH_NUMBER.fullmatch(plain_time(month))
    days = DAY_NUMBER.fullmatch(plain_time(day))
    if not months or (year and not years) or (day and not days):
        return None
    return Time(int(years[1]) if years else None, int(months[1]), int(days[1]) if days else None)


def parse_part(text: str, role: str) -> int | None:
    """The year, month or day that a cell of a column of its own says, or None.

    >>> parse_part("2024年", "year"), parse_part("202403", "month"), parse_part("Q1", "month")
    (2024, 3, None)
    """
    pattern = {"year": YEAR_NUMBER, "month": MONTH_NUMBER, "day": DAY_NUMBER}[role]
    found = pattern.fullmatch(plain_time(text))
    if found:
        return int(found[1])
    time = parse_column_time(text)
    part = None if time is None else getattr(time, role)
    return part if isinstance(part, int) else None


def parse_day(text: str) -> datetime.date | None:
    """The calendar day of a text that says a year, a month and a day; None for any other."""
    time = parse_time(text)
    if time is None or time.year is None or time.day is None or not _exists(time.year, time.month, time.day):
        return None
    return datetime.date(time.year, time.month, time.day)
