"""The operators and functions of the exact arithmetic on single elements: whole numbers, fractions, grades, truths.

Numbers that grow past a bound stop with an error instead of filling the memory.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from fractions import Fraction
from math import lcm
from typing import Any

from ecocomp.formula.absent import Absent, merged, undefined
from ecocomp.formula.functions import GRADE_NAMES
from ecocomp.formula.logarithms import decimal_logarithm, natural_logarithm
from ecocomp.formula.problems import FormulaError
from ecocomp.quantity import unit
from ecocomp.rounding import Rational, to_integer, to_places

#: Numbers of fewer decimal digits than Python writes out as text without being asked (4300).
MOST_BITS = 14_000
#: The same for the common denominator of a sum, much of which may be reduced in the end.
MOST_BITS_TOGETHER = 8 * MOST_BITS
MOST_PLACES = 30
MOST_BITS_SHOWN = 200


def bounded(value: Any) -> Any:
    """``value``, unless it has grown past all measure."""
    if value.numerator.bit_length() > MOST_BITS or value.denominator.bit_length() > MOST_BITS:
        raise FormulaError("too_large", bits=MOST_BITS)
    return value


def multiply(left: Rational, right: Rational) -> Rational:
    result: Rational = bounded(left * right)
    return result


def divide(left: Rational, right: Rational) -> Rational | Absent:
    if not right:
        return undefined("division_by_zero")
    return whole(bounded(Fraction(left) / right))


def power(left: Rational, exponent: Rational) -> Rational:
    if max(left.numerator.bit_length(), left.denominator.bit_length()) * int(exponent) > MOST_BITS:
        raise FormulaError("too_large", bits=MOST_BITS)
    result: Rational = left ** int(exponent)
    return result


def whole(value: Fraction) -> Rational:
    """A fraction that is a whole number as an int, which is quicker to go on with."""
    return value.numerator if value.denominator == 1 else value


def shown(value: Rational) -> str:
    """A number for a message; one that nobody would read, and Python would not write out, is left out."""
    bits = value.numerator.bit_length() + value.denominator.bit_length()
    return str(value) if bits <= MOST_BITS_SHOWN else "…"


def total(values: Sequence[Rational]) -> Rational:
    """The sum, over one common denominator."""
    below = 1
    for each in {value.denominator for value in values}:
        below = lcm(below, each)
        if below.bit_length() > MOST_BITS_TOGETHER:
            raise FormulaError("too_large", bits=MOST_BITS_TOGETHER)
    above = sum(value.numerator * (below // value.denominator) for value in values)
    return bounded(whole(Fraction(above, below)))  # type: ignore[no-any-return]


def rounded(value: Rational, places: Rational, mode: str, unit_text: str = "") -> Rational:
    """``round`` of the language: to so many places of the unit named, else of the base unit."""
    if places.denominator != 1 or not -MOST_PLACES <= places <= MOST_PLACES:
        raise FormulaError("places", found=shown(places))
    factor = unit(unit_text).factor
    return whole(to_places(value / factor, int(places), mode) * factor)


def whole_step(mode: str) -> Callable[[Rational, str], Rational]:
    def step(value: Rational, unit_text: str = "") -> Rational:
        factor = unit(unit_text).factor
        return whole(to_integer(value / factor, mode) * factor)

    return step


def clip(value: Rational, low: Rational, high: Rational) -> Rational | Absent:
    return undefined("clip_order") if low > high else min(max(value, low), high)


def next_grade(step: int) -> Callable[[int], int | Absent]:
    """``better`` and ``worse``: there is nothing better than Ⅰ and nothing worse than 劣Ⅴ."""

    def stepped(grade: int) -> int | Absent:
        found = grade + step
        return found if found in GRADE_NAMES.values() else undefined("no_such_grade")

    return stepped


def logarithm(function: Callable[[Rational], Fraction]) -> Callable[[Rational], Rational | Absent]:
    """A logarithm of the language: without a value for what is not positive."""
    return lambda value: whole(function(value)) if value > 0 else undefined("no_logarithm")


OPERATORS: dict[str, Callable[..., Any]] = {
    "neg": operator.neg,
    "+": operator.add,
    "-": operator.sub,
    "*": multiply,
    "/": divide,
    "**": power,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
    "not": operator.not_,
    "abs": abs,
    "min": min,
    "max": max,
    "clip": clip,
    "floor": whole_step("floor"),
    "ceil": whole_step("ceiling"),
    "round": rounded,
    "better": next_grade(-1),
    "worse": next_grade(1),
    "ln": logarithm(natural_logarithm),
    "log10": logarithm(decimal_logarithm),
}


# -- operators that can do with absent operands ---------------------------------------------------------------------


def chosen(condition: Any, then: Any, other: Any) -> Any:
    if condition.__class__ is Absent:
        return condition
    return then if condition else other


def conjunction(*elements: Any) -> Any:
    if any(element is False for element in elements):
        return False
    absent = merged(elements)
    return True if absent is None else absent


def disjunction(*elements: Any) -> Any:
    if any(element is True for element in elements):
        return True
    absent = merged(elements)
    return False if absent is None else absent


def present(element: Any) -> bool:
    return element.__class__ is not Absent


def otherwise(element: Any, fallback: Any) -> Any:
    return fallback if element.__class__ is Absent else element


def exempted(element: Any, condition: Any, out: Absent) -> Any:
    """``unless``: ``out`` where the condition holds, whatever the element is there."""
    if condition.__class__ is Absent:
        return condition
    return out if condition else element


TOLERANT: dict[str, Callable[..., Any]] = {
    "if": chosen,
    "and": conjunction,
    "or": disjunction,
    "present": present,
    "otherwise": otherwise,
}
