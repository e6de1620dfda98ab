"""Limits of the grades (标准限值): GB 3838-2002 《地表水环境质量标准》, table 1, as ladders that grade a value.

A value equal to a limit meets it; where the limits of two grades are equal, such as 15 mg/L of COD for Ⅰ and Ⅱ,
a value that meets them has the better grade. Dissolved oxygen goes the other way round, with the constant 7.5 mg/L
for Ⅰ (the standard also allows 90 % saturation; national publications use 7.5). A pH from 6 to 9 is Ⅰ, else 劣Ⅴ.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from math import lcm

from ecocomp.errors import RequestError, problem
from ecocomp.standards import table
from ecocomp.standards.grades import WORST_GRADE
from ecocomp.standards.indicators import indicators

EDITIONS = {"GB 3838-2002": "gb3838_2002.csv"}
WATERS = ("river", "lake")
CLASSES = ("I", "II", "III", "IV", "V")
RANGE_SIGN = "~"


@dataclass(frozen=True, slots=True)
class Ladder:
    """The limits of one indicator and the grading of its values.

    ``limits`` are the five limits of Ⅰ to Ⅴ in the indicator's canonical unit, or the two ends (low, high) where
    ``better`` is ``"range"``. ``better`` is as in :class:`~ecocomp.standards.indicators.Indicator`.
    """

    indicator: str
    better: str
    limits: tuple[Fraction, ...]
    # The limits as integers in units of 1/scale, rising: what makes grading a search among whole numbers.
    scale: int = field(init=False, repr=False, compare=False)
    steps: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        scale = lcm(*(limit.denominator for limit in self.limits))
        sign = -1 if self.better == "high" else 1
        object.__setattr__(self, "scale", scale)
        object.__setattr__(self, "steps", tuple(sign * int(limit * scale) for limit in self.limits))

    def grade(self, value: int | Fraction) -> int:
        """The grade of ``value``, 1 to 6 (劣Ⅴ).

        ``value <= limit`` of exact rationals is the same as ``ceil(value * scale) <= limit * scale`` of integers.

        >>> ladder("cod").grade(15), ladder("do").grade(5), ladder("ph").grade(10)
        (1, 3, 6)
        """
        if self.better == "low":
            return bisect_left(self.steps, -(-value.numerator * self.scale // value.denominator)) + 1
        if self.better == "high":
            return bisect_left(self.steps, -(value.numerator * self.scale // value.denominator)) + 1
        return 1 if self.limits[0] <= value <= self.limits[1] else WORST_GRADE

    def limit(self, grade: int) -> Fraction | None:
        """The limit of ``grade``; None for 劣Ⅴ, which has none, and for pH, which has a range.

        Raises ValueError for a number that is no grade.
        """
        if not 1 <= grade <= WORST_GRADE:
            raise ValueError(grade)
        if grade == WORST_GRADE or self.better == "range":
            return None
        return self.limits[grade - 1]


@cache
def ladder(indicator_id: str, *, waters: str = "river", edition: str = "GB 3838-2002") -> Ladder | None:
    """The ladder of an indicator for ``waters`` (``"river"`` 河流 or ``"lake"`` 湖、库), None where there is no limit.

    River total nitrogen has none. Raises RequestError for waters or an edition that do not exist.
    """
    if waters not in WATERS:
        raise RequestError(problem("readings.unknown_waters", found=waters, allowed=", ".join(WATERS)))
    if edition not in EDITIONS:
        raise RequestError(problem("readings.unknown_edition", found=edition, allowed=", ".join(EDITIONS)))
    return ladders(waters, edition).get(indicator_id)


@cache
def ladders(waters: str, edition: str) -> dict[str, Ladder]:
    """All ladders of an edition for the kind of waters, by indicator."""
    found: dict[str, Ladder] = {}
    for row in table.rows(EDITIONS[edition]):
        texts = [row[name] for name in CLASSES]
        if row["waters"] not in ("all", waters) or not texts[0]:
            continue
        better = indicators()[row["indicator"]].better
        ends = texts[0].split(RANGE_SIGN) if better == "range" else texts
        found[row["indicator"]] = Ladder(row["indicator"], better, tuple(map(Fraction, ends)))
    return found
