"""Exact values as text: every digit of a number that ends, a mark where one does not, and its unit."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ecocomp.formula.absent import Absent
from ecocomp.formula.units import Kind
from ecocomp.money import YUAN_PER_UNIT
from ecocomp.quantity import SHOWN_IN, dimension_text, unit
from ecocomp.rounding import Rational
from ecocomp.standards.grades import grade_text
from ecocomp.wording import say

MOST_DECIMALS = 12
CUT_AT = 10
#: Sums of whole hundreds of yuan read better in 万元.
ROUND_YUAN = 100
#: The unit of a number of months, not written behind it: 10 月 would be October.
MONTHS = "月"
EXACT_SCALE = 10**MOST_DECIMALS


def number_text(value: Rational) -> str:
    """A rational in decimal digits: all of them, or ten places and ``…`` where they go on.

    >>> number_text(Fraction(1, 8)), number_text(Fraction(-2, 3))
    ('0.125', '-0.6666666666…')
    """
    numerator, denominator = value.numerator, value.denominator
    if denominator == 1:
        return str(numerator)
    ends = EXACT_SCALE % denominator == 0
    places = MOST_DECIMALS if ends else CUT_AT
    whole, rest = divmod(abs(numerator) * 10**places // denominator, 10**places)
    digits = f"{rest:0{places}d}"
    sign = "-" if numerator < 0 else ""
    return f"{sign}{whole}.{digits.rstrip('0') if ends else digits + '…'}"


def value_text(value: Any, kind: Kind, unit_text: str = "", language: str | None = None) -> str:
    """An exact element as text with its unit; grades as Ⅲ, truth values as words, absent ones by their reason."""
    if value.__class__ is Absent:
        return absent_text(value, language)
    if kind.sort == "grade":
        return grade_text(value)
    if kind.sort == "truth":
        return say("terms.yes" if value else "terms.no", language)
    chosen = unit_text or default_unit(kind, value)
    factor = unit(chosen).factor
    number = number_text(value if factor == 1 else Fraction(value) / factor)
    if chosen in ("%", "‰"):
        return f"{number}{chosen}"
    if chosen == MONTHS:
        return months_text(number, language)
    return f"{number} {chosen}".rstrip()


def absent_text(value: Absent, language: str | None = None) -> str:
    """Of which kind an absent element is, and its first reason."""
    reason = value.causes[0].message(language) if value.causes else ""
    return say(f"terms.absent_{value.kind}", language, reason=reason)


def months_text(number: str, language: str | None = None) -> str:
    """A number of months in words.

    >>> months_text("10", "zh"), months_text("1", "en")
    ('10 个月', '1 month')
    """
    if number == "1":
        return say("terms.one_month", language)
    return say("terms.months", language, number=number)


def default_unit(kind: Kind, value: Rational) -> str:
    """The unit a quantity is shown in where nobody named one: whole 百元 and more of money in 万元, else in 元."""
    shown = SHOWN_IN.get(kind.dimension)
    if shown == "元" and abs(value.numerator) >= YUAN_PER_UNIT["万元"] * value.denominator and value % ROUND_YUAN == 0:
        return "万元"
    if shown is not None:
        return shown
    text = dimension_text(kind.dimension)
    try:
        return text if unit(text).factor == 1 else ""
    except ValueError:
        return ""
