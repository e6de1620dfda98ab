"""Exact values as text: every digit of a number that ends, a mark where one does not, and its unit."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ecocomp.formula.absent import Absent
from ecocomp.formula.units import Kind
from ecocomp.quantity import SHOWN_IN, dimension_text, unit
from ecocomp.rounding import Rational, to_places
from ecocomp.standards.grades import grade_text
from ecocomp.wording import say

MOST_DECIMALS = 12
CUT_AT = 10


def number_text(value: Rational) -> str:
    """A rational in decimal digits: all of them, or ten places and ``…`` where they go on.

    >>> number_text(Fraction(1, 8)), number_text(Fraction(2, 3))
    ('0.125', '0.6666666666…')
    """
    exact = to_places(value, MOST_DECIMALS, "down")
    if exact == value:
        return _decimal_text(exact, MOST_DECIMALS)
    return _decimal_text(to_places(value, CUT_AT, "down"), CUT_AT, keep=True) + "…"


def _decimal_text(value: Fraction, places: int, keep: bool = False) -> str:
    scaled = abs(value.numerator) * 10**places // value.denominator
    whole, rest = divmod(scaled, 10**places)
    digits = f"{rest:0{places}d}"
    if not keep:
        digits = digits.rstrip("0")
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}.{digits}" if digits else f"{sign}{whole}"


def value_text(value: Any, kind: Kind, unit_text: str = "", language: str | None = None) -> str:
    """An exact element as text with its unit; grades as Ⅲ, truth values as words, absent ones by their reason."""
    if value.__class__ is Absent:
        reason = value.causes[0].message(language) if value.causes else ""
        return say(f"terms.absent_{value.kind}", language, reason=reason)
    if kind.sort == "grade":
        return grade_text(value)
    if kind.sort == "truth":
        return say("terms.yes" if value else "terms.no", language)
    chosen = unit_text or default_unit(kind, value)
    number = number_text(Fraction(value) / unit(chosen).factor)
    if chosen in ("%", "‰"):
        return f"{number}{chosen}"
    return f"{number} {chosen}".rstrip()


def default_unit(kind: Kind, value: Rational) -> str:
    """The unit a quantity is shown in where nobody named one: whole 百元 and more of money in 万元, else in 元."""
    shown = SHOWN_IN.get(kind.dimension)
    if shown == "元" and abs(value) >= 10_000 and (value / 100) == (value // 100):
        return "万元"
    if shown is not None:
        return shown
    text = dimension_text(kind.dimension)
    try:
        return text if unit(text).factor == 1 else ""
    except ValueError:
        return ""
