"""What a number format shows of a date: 2024-03-01 as 2024年3月, which is a month, or as 3月1日, which has no year.

What a cell does not show nobody has seen: a spreadsheet adds the current year to a typed 3月5日, and the first of the
month to 2024年3月. Source: ECMA-376 part 1, clause 18.8.30, with the formats that Chinese editions only number.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

#: The formats that files only number and that show a month without its day, or a day without its year.
YEAR_AND_MONTH, MONTH_AND_DAY = 'yyyy"年"m"月"', 'm"月"d"日"'
BUILT_IN_DATES = {
    16: "d-mmm",
    17: "mmm-yy",
    **dict.fromkeys((27, 36, 50, 52, 57), YEAR_AND_MONTH),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), MONTH_AND_DAY),
}
#: Runs of the letters of dates; what is quoted, escaped, in brackets or a blank is passed over.
RUN = re.compile(r'"[^"]*"?|\\.|[_*].|\[[^\]]*\]|AM/PM|A/P|上午/下午|(?P<run>y+|m+|d+|h+|s+|e+|g+|b+)', re.IGNORECASE)
YEARS = frozenset("yeb")


@lru_cache(maxsize=1024)
def parts_shown(code: str) -> frozenset[str]:
    """Which of ``"year"``, ``"month"``, ``"day"`` and ``"clock"`` a format shows.

    >>> sorted(parts_shown('yyyy"年"m"月"')), sorted(parts_shown("m-d h:mm")), parts_shown("0.00")
    (['month', 'year'], ['clock', 'day', 'month'], frozenset())
    """
    runs = [found["run"][0].lower() for found in RUN.finditer(code.split(";", maxsplit=1)[0]) if found["run"]]
    # an m behind hours or before seconds is minutes
    kinds = [
        "h" if run == "m" and ("h" in runs[max(at - 1, 0) : at] or "s" in runs[at + 1 : at + 2]) else run
        for at, run in enumerate(runs)
    ]
    names = {"m": "month", "d": "day", "h": "clock", "s": "clock", **dict.fromkeys(YEARS, "year")}
    return frozenset(names[kind] for kind in kinds if kind in names)


def hides_date(code: str) -> bool:
    """Whether a format shows a month, and not all of its date.

    >>> hides_date("mmm-yy"), hides_date('m"月"d"日"'), hides_date("yyyy/m/d h:mm"), hides_date("h:mm")
    (True, True, False, False)
    """
    shown = parts_shown(code)
    return "month" in shown and not shown >= {"year", "day"}


@dataclass(frozen=True, slots=True)
class ShownDate:
    """A date of which a cell shows only a part: what the cell holds, and what of it is seen."""

    held: datetime.date
    year: bool
    day: bool

    @property
    def is_timed(self) -> bool:
        """Whether it has a time of day."""
        return isinstance(self.held, datetime.datetime) and self.held.time() != datetime.time()

    def text(self, timed: bool = False) -> str:
        """The date as far as it is shown; the time of day where there is one, or where its column is ``timed``."""
        year = f"{self.held.year}年" if self.year else ""
        if not self.day:
            return f"{year}{self.held.month}月"
        clock = ""
        if self.is_timed or timed:
            own = self.held.time() if isinstance(self.held, datetime.datetime) else datetime.time()
            clock = f" {own.isoformat('seconds' if own.second else 'minutes')}"
        return f"{year}{self.held.month}月{self.held.day}日{clock}"


def shown_date(code: str, held: object) -> ShownDate | None:
    """What a format shows of a date; None where a cell holds none, or shows the whole of it."""
    if not isinstance(held, datetime.date) or not hides_date(code):
        return None
    shown = parts_shown(code)
    found = ShownDate(held, "year" in shown, "day" in shown)
    # a time of day without its day says no month
    return None if found.is_timed and not found.day else found


def with_days(dates: Iterable[tuple[tuple[int, int], ShownDate]]) -> dict[tuple[int, int], ShownDate]:
    """The dates by row and column, without those that are days of one month in a column: there the days are meant."""
    found = dict(dates)
    days: dict[tuple[int, int, int], set[int]] = defaultdict(set)
    for (_, column), each in found.items():
        days[column, each.held.year, each.held.month].add(each.held.day)
    daily = {column for (column, _, _), some in days.items() if len(some) > 1}
    return {cell: each for cell, each in found.items() if each.day or cell[1] not in daily}
