"""What is known of a step beforehand: its exact value, or how its numbers are kept and how far off they may be.

An *exact* column holds whole numbers, of which each stands for so many times ``scale``: sums, products and comparisons
of them are exact as long as they stay below 2^53, which bounds prove beforehand. An *inexact* one holds binary floats
that are off by at most ``off + share * |value|``. Where that could turn a decision, the year is worked out once more in
whole numbers and fractions of any length.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import Any

#: Half of the distance between 1 and the next float: what one operation may be off by, of its result.
UNIT = 2.0**-53
#: Whole numbers up to here are floats exactly, with room for twice as much.
MOST = 2**52
#: Whole numbers of 32 bits, with room as well.
MOST_NARROW = 2**30
#: Bounds are worked out in floats themselves: this much is added for that.
SLACK = 1 + 1e-9


@dataclass(frozen=True, slots=True)
class Known:
    """The same exact number or truth in every year."""

    value: Any


@dataclass(frozen=True, slots=True)
class Column:
    """A number, or a truth, for each year.

    ``scale`` is what one of the whole numbers stands for; None: inexact. ``low`` and ``high`` bound the true value.
    ``narrow``: the whole numbers are kept in 32 bits, in half the room.
    """

    scale: Fraction | None
    low: float
    high: float
    off: float = 0.0
    share: float = 0.0
    truth: bool = False
    narrow: bool = False

    @property
    def most(self) -> float:
        """The largest magnitude."""
        return max(abs(self.low), abs(self.high))

    @property
    def positive(self) -> bool:
        return self.low >= 0


Fact = Known | Column
TRUTH = Column(Fraction(1), 0.0, 1.0, truth=True)


def fact_bounds(fact: Fact) -> tuple[float, float]:
    if isinstance(fact, Known):
        value = float(fact.value)
        return value, value
    return fact.low, fact.high


def scale_of(fact: Fact) -> Fraction | None:
    """What one whole number stands for; of a known number whatever it is itself a multiple of."""
    if isinstance(fact, Known):
        return abs(Fraction(fact.value)) or None
    return fact.scale


def common(scales: list[Fraction]) -> Fraction:
    """The largest number of which all the scales are multiples.

    >>> common([Fraction(1, 4), Fraction(1, 6)])
    Fraction(1, 12)
    """
    below = lcm(*(each.denominator for each in scales))
    return Fraction(gcd(*(each.numerator * (below // each.denominator) for each in scales)), below)
