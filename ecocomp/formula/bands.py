"""Tables of bands (分档): which value belongs to which interval, every end stated as open or closed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from ecocomp.rounding import Rational

INTERVAL = re.compile(r"\s*([\[(])\s*([^,\s]*)\s*,\s*([^,\s]*)\s*([\])])\s*")
LOWEST = ("-inf", "-∞")
HIGHEST = ("inf", "+inf", "∞", "+∞")


@dataclass(frozen=True, slots=True)
class Band:
    """An interval and the value it gives. A bound of None is infinite; infinite ends are open."""

    low: Fraction | None
    low_closed: bool
    high: Fraction | None
    high_closed: bool
    value: Any
    text: str

    def __contains__(self, x: Rational) -> bool:
        if self.low is not None and (x < self.low or (x == self.low and not self.low_closed)):
            return False
        return self.high is None or x < self.high or (x == self.high and self.high_closed)


class BandError(ValueError):
    """An interval that cannot be read, or bands that leave a gap or overlap; ``code`` and ``details`` say which."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


def band(text: str, value: Any, bound: Callable[[str], Fraction]) -> Band:
    """The band written as ``"(0.1, 0.5]"``; ``bound`` reads one end. Raises BandError."""
    opening, low_text, high_text, closing = ends(text)
    low = _bound(low_text, bound, text) if low_text is not None else None
    high = _bound(high_text, bound, text) if high_text is not None else None
    if (low is None and opening == "[") or (high is None and closing == "]"):
        raise BandError("infinite_closed", found=text)
    closed = opening == "[" and closing == "]"
    if low is not None and high is not None and (low > high or (low == high and not closed)):
        raise BandError("interval_empty", found=text)
    return Band(low, opening == "[", high, closing == "]", value, text.strip())


def ends(text: str) -> tuple[str, str | None, str | None, str]:
    """The brackets and ends of an interval as they are written: ``( low high ]``; an infinite end is None."""
    found = INTERVAL.fullmatch(text)
    if not found:
        raise BandError("interval", found=text)
    opening, low, high, closing = found.groups()
    return opening, None if low in LOWEST else low, None if high in HIGHEST else high, closing


def _bound(text: str, bound: Callable[[str], Fraction], whole: str) -> Fraction:
    try:
        return bound(text)
    except ValueError:
        raise BandError("interval", found=whole) from None


@dataclass(frozen=True, slots=True)
class Table:
    """Bands in ascending order that follow each other without gap or overlap."""

    name: str
    bands: tuple[Band, ...]

    def find(self, x: Rational) -> Band | None:
        """The band that ``x`` falls in; None below the first or above the last."""
        for each in self.bands:
            if x in each:
                return each
        return None


def table(name: str, bands: list[Band]) -> Table:
    """A table of bands, checked to be ascending and to touch; raises BandError naming the two that do not."""
    for before, after in pairwise(bands):
        if before.high is None or after.low is None or before.high > after.low:
            raise BandError("bands_overlap", first=before.text, second=after.text)
        if before.high < after.low or not (before.high_closed or after.low_closed):
            raise BandError("bands_gap", first=before.text, second=after.text)
        if before.high_closed and after.low_closed:
            raise BandError("bands_overlap", first=before.text, second=after.text)
    return Table(name, tuple(bands))
