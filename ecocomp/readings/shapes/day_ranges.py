"""Ranges of days in a title or a name: 2024年3月1日至31日 is March, 3月1日—15日 and 2月26日至3月25日 are no month."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from ecocomp.period import MONTHS_PER_YEAR, Month
from ecocomp.readings.times import LEAP_YEAR

#: What stands between the first and the last: 1—31日, 3月1日至3月31日, 1日——31日.
TO = r"\s*[-—–―~～至到]{1,2}\s*"
#: When samples were taken, and when something else was done with them that takes days.
SAMPLED = re.compile(r"采样|取样")
MEASURED = re.compile(r"(?:监测|检测|测定|分析)(?:时间|日期)")
MOST_DAYS, DAYS_OF_ROUND = 31, 10
#: The hours at which a first and a last day begin and end.
BEGINS, ENDS = r"(?:\s*(?:[0零]\s*[时点]|0?0:00(?::00)?))?", r"(?:\s*(?:24\s*[时点]|23:59(?::59)?|24:00(?::00)?))?"
FORMS = tuple(
    re.compile(rf"(?<!\d){first}{BEGINS}{TO}{last}{ENDS}", re.ASCII)
    for first, last in (
        (
            r"(?:(?P<y1>\d{4})\s*年\s*)?(?P<m1>\d{1,2})\s*月\s*(?:份\s*)?[(]?\s*(?P<d1>\d{1,2})\s*[日号]?",
            r"(?:(?:(?P<y2>\d{4})\s*年\s*)?(?P<m2>\d{1,2})\s*月\s*)?(?P<d2>\d{1,2})\s*[日号]",
        ),
        (
            r"(?P<y1>\d{4})(?P<sign>[-./])(?P<m1>\d{1,2})(?P=sign)(?P<d1>\d{1,2})",
            r"(?:(?:(?P<y2>\d{4})[-./])?(?P<m2>\d{1,2})[-./])?(?P<d2>\d{1,2})日?(?!\d)",
        ),
        (
            r"(?P<y1>(?:19|20)\d{2})(?P<m1>[01]\d)(?P<d1>[0-3]\d)",
            r"(?:(?P<y2>(?:19|20)\d{2})?(?P<m2>[01]\d))?(?P<d2>[0-3]\d)(?!\d)",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class DayRange:
    """A range of days as a text names it, and where in the text; ``years`` are None where it says none."""

    text: str
    begin: int
    end: int
    years: tuple[int | None, int | None]
    months: tuple[int, int]
    days: tuple[int, int]

    @property
    def month(self) -> tuple[int | None, int] | None:
        """The one month in which its days are, with its year if that is said; None where it has several."""
        several = self.months[0] != self.months[1] or self.years[0] != self.years[1]
        return None if several else (self.years[0], self.months[0])

    def whole_month(self, year: int | None = None) -> tuple[int | None, int] | None:
        """The month of which these are all days, with its year if that is said; None where they are not.

        ``year`` is that of a range without one. Where none is known a February has 28 days or 29.
        """
        own, month = self.years[0], self.months[0]
        if self.month is None or self.days[0] != 1 or not 1 <= month <= MONTHS_PER_YEAR:
            return None
        known = year if own is None else own
        lengths = {Month(each, month).days for each in ((LEAP_YEAR, LEAP_YEAR + 1) if known is None else (known,))}
        return (own, month) if self.days[1] in lengths else None

    def length(self) -> int:
        """How many days it has; 0 where one of its days does not exist, or the last is before the first."""
        first = self.years[0] or LEAP_YEAR
        last = self.years[1] or (first if self.months[1] >= self.months[0] else first + 1)
        try:
            begin, end = (
                datetime.date(year, month, day)
                for year, month, day in zip((first, last), self.months, self.days, strict=True)
            )
        except ValueError:
            return 0
        return max(0, (end - begin).days + 1)


def day_ranges(plain: str) -> list[DayRange]:
    """The ranges of days that a text with plain signs names, in their order.

    >>> [each.whole_month() for each in day_ranges("2024年3月1日至31日、2024.2.1-2.28、20240201-20240229")]
    [(2024, 3), None, (2024, 2)]
    """
    found = [_range(match) for form in FORMS for match in form.finditer(plain)]
    return sorted(found, key=lambda each: each.begin)


def tells_sampling(plain: str, days: int) -> bool:
    """Whether a text says that samples were taken on so many days, which says nothing of what a month's result is of.

    What is measured over more than a third of a month may be the mean of that part.

    >>> [tells_sampling(each, 15) for each in ("采样时间:3月1日至15日", "监测时间:3月1日至15日", "3月1日至15日")]
    [True, False, False]
    """
    if not 0 < days <= MOST_DAYS:
        return False
    return SAMPLED.search(plain) is not None or (days <= DAYS_OF_ROUND and MEASURED.search(plain) is not None)


def without_ranges(plain: str) -> str:
    """The text with its ranges of days blotted out, so that what they name is not taken for a month."""
    for each in day_ranges(plain):
        plain = f"{plain[: each.begin]}{'□' * (each.end - each.begin)}{plain[each.end :]}"
    return plain


def _range(match: re.Match[str]) -> DayRange:
    first, month = (None if match["y1"] is None else int(match["y1"])), int(match["m1"])
    last = int(match["m2"]) if match["m2"] else month
    # of 2023年12月26日至1月25日 the last day is in the year after
    passed = 1 if match["y2"] is None and last < month else 0
    year = int(match["y2"]) if match["y2"] else None if first is None else first + passed
    return DayRange(
        match[0], match.start(), match.end(), (first, year), (month, last), (int(match["d1"]), int(match["d2"]))
    )
