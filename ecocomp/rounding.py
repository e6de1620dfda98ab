"""The only rounding in ecocomp: exact rationals to a quantum, by a named mode.

Modes: ``half_up`` (四舍五入, ties away from zero, the rule of money), ``half_even`` (四舍六入五成双 of GB/T 8170-2008,
the rule of measured values), ``up`` (away from zero), ``down`` (towards zero), ``ceiling``, ``floor``.
GB/T 8170-2008 clause 3.4 rounds the absolute value and then puts the sign, and rounds once only, never in steps;
both half modes here do so.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

MODES = ("half_up", "half_even", "up", "down", "ceiling", "floor")

Rational = int | Fraction


class Leaning(Fraction):
    """A value that a laboratory rounded to one side, as long as nothing is reckoned with it.

    It equals its number; ``lean`` is that of :func:`measured_to_places`. What arithmetic makes of it is a plain number.
    """

    __slots__ = ("lean",)
    lean: int

    def __new__(cls, value: Rational, lean: int) -> Leaning:
        made = super().__new__(cls, value)
        made.lean = lean
        return made

    def __reduce__(self) -> tuple[object, ...]:
        return (Leaning, (Fraction(self.numerator, self.denominator), self.lean))

    def __copy__(self) -> Leaning:
        return self

    def __deepcopy__(self, memo: object) -> Leaning:
        return self


def lean_of(value: Rational) -> int:
    """Which way a value leans; 0 for one that leans to neither side."""
    return value.lean if isinstance(value, Leaning) else 0


def to_integer(value: Rational, mode: str) -> int:
    """The integer that ``value`` is rounded to by ``mode``.

    Raises ValueError for an unknown mode.
    """
    numerator, denominator = value.numerator, value.denominator
    if mode == "floor":
        return numerator // denominator
    if mode == "ceiling":
        return -(-numerator // denominator)
    if mode not in MODES:
        raise ValueError(mode)
    whole, rest = divmod(abs(numerator), denominator)
    if rest and (
        mode == "up"
        or (mode != "down" and 2 * rest > denominator)
        or (2 * rest == denominator and (mode == "half_up" or (mode == "half_even" and whole % 2 == 1)))
    ):
        whole += 1
    return -whole if numerator < 0 else whole


@lru_cache(maxsize=256)
def quantum(places: int) -> Fraction:
    """The unit of the last decimal place: 0.01 for 2, 10 for -1."""
    return Fraction(1, 10**places) if places >= 0 else Fraction(10**-places)


def to_places(value: Rational, places: int, mode: str) -> Fraction:
    """``value`` rounded to ``places`` decimal places (negative: tens, hundreds) by ``mode``."""
    unit = quantum(places)
    return to_integer(value / unit, mode) * unit


def measured_to_places(value: Rational, places: int, lean: int) -> Fraction:
    """Half-even to ``places``; of a value exactly in the middle that leans to one side, the neighbour on that side.

    ``lean`` is 1 for a value reported with (+), whose real one is larger, -1 for (-), else 0: GB/T 8170-2008, 3.3.2.
    """
    unit = quantum(places)
    if lean and (value / unit).denominator == 2:  # noqa: PLR2004 - in the middle of two whole steps
        return to_places(value, places, "up" if lean > 0 else "down")
    return to_places(value, places, "half_even")


def evaluation_value(value: Rational, places: int, lean: int = 0) -> Fraction:
    """A measured value as judged: half-even to ``places``, but one significant figure if that would give zero.

    The second half is the rule of 总站水字〔2018〕87号 for results that would vanish: 0.00025 at three places is
    0.0002, not 0. ``lean`` decides an exact tie, as in :func:`measured_to_places`.
    """
    rounded = measured_to_places(value, places, lean)
    if rounded or not value:
        return rounded
    deeper = places
    while abs(value.numerator) * 10**deeper < value.denominator:
        deeper += 1
    return measured_to_places(value, deeper, lean)
