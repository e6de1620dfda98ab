"""Months, quarters and the assessment period (考核期) that a settlement covers."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

MONTHS_PER_YEAR = 12
MONTHS_PER_QUARTER = 3
MONTHS_PER_HALF_YEAR = 6
SECONDS_PER_DAY = 86_400

#: The label of a month, a quarter or a half-year.
TIME_LABEL = re.compile(r"\d{4}-(\d{2}|Q[1-4]|H[12])", re.ASCII)
DAY_LABEL = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
MONTH_TEXT = re.compile(r"(\d{4})-(\d{1,2})", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month."""

    year: int
    month: int

    @property
    def label(self) -> str:
        """``"2024-03"``"""
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def quarter(self) -> str:
        """The label of its quarter, ``"2024-Q1"``."""
        return f"{self.year:04d}-Q{(self.month - 1) // MONTHS_PER_QUARTER + 1}"

    @property
    def half_year(self) -> str:
        """The label of its half-year, ``"2024-H1"``."""
        return f"{self.year:04d}-H{(self.month - 1) // MONTHS_PER_HALF_YEAR + 1}"

    @property
    def day_labels(self) -> tuple[str, ...]:
        """The labels of its days, ``"2024-03-01"`` to ``"2024-03-31"``."""
        return tuple(f"{self.label}-{day:02d}" for day in range(1, self.days + 1))

    @property
    def first_day(self) -> datetime.date:
        return datetime.date(self.year, self.month, 1)

    @property
    def last_day(self) -> datetime.date:
        return datetime.date(self.year, self.month, self.days)

    @property
    def days(self) -> int:
        return calendar.monthrange(self.year, self.month)[1]

    @property
    def seconds(self) -> int:
        return self.days * SECONDS_PER_DAY

    def plus(self, months: int) -> Month:
        """The month so many months later (earlier, if negative)."""
        year, month = divmod(self.year * MONTHS_PER_YEAR + self.month - 1 + months, MONTHS_PER_YEAR)
        return Month(year, month + 1)

    @classmethod
    @lru_cache(maxsize=4096)
    def parse(cls, text: str) -> Month:
        """``"2024-03"`` or ``"2024-3"``; raises ValueError for anything else."""
        found = MONTH_TEXT.fullmatch(text)
        if not found or not 1 <= int(found[2]) <= MONTHS_PER_YEAR or int(found[1]) < 1:
            raise ValueError(text)
        return cls(int(found[1]), int(found[2]))


def shifted_label(label: str, years: int) -> str:
    """The label of a month, quarter or half-year so many years on; any other label as it is.

    >>> shifted_label("2024-Q1", -1), shifted_label("upper", -1)
    ('2023-Q1', 'upper')
    """
    if years and TIME_LABEL.fullmatch(label):
        return f"{int(label[:4]) + years:04d}{label[4:]}"
    return label


@dataclass(frozen=True, slots=True)
class Period:
    """The months a settlement covers, in order, and whether they are the whole assessment year.

    ``year`` names the assessment year (考核年度): the calendar year in which it ends, or where it begins in
    January that year. ``complete`` is false for a provisional settlement (预核算).
    """

    year: int
    months: tuple[Month, ...]
    complete: bool

    @property
    def first(self) -> Month:
        return self.months[0]

    @property
    def last(self) -> Month:
        return self.months[-1]

    @property
    def label(self) -> str:
        """``"2024"`` for a whole year, else ``"2024-01/2024-09"``."""
        if self.complete:
            return str(self.year)
        if len(self.months) == 1:
            return self.first.label
        return f"{self.first.label}/{self.last.label}"

    def shifted(self, years: int) -> Period:
        """The same months so many years later (earlier, if negative)."""
        moved = tuple(month.plus(years * MONTHS_PER_YEAR) for month in self.months)
        return Period(self.year + years, moved, self.complete)


def assessment_year(year: int, starts: int = 1, counted: Sequence[int] | None = None) -> Period:
    """The whole assessment year ``year`` that begins in month ``starts``, of which the months ``counted`` count.

    With ``starts=12`` the year 2018 runs from December 2017 to November 2018. ``counted`` are calendar months
    (1 to 12), all of them where it is None.
    """
    first = Month(year if starts == 1 else year - 1, starts)
    months = (first.plus(step) for step in range(MONTHS_PER_YEAR))
    chosen = tuple(month for month in months if counted is None or month.month in counted)
    return Period(year, chosen, True)
