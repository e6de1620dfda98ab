"""The exact arithmetic: whole numbers and fractions, grades as 1 to 6, truth values, and absent values.

This is the reading that settles. Nothing here is or becomes a binary float; a division gives a fraction. Numbers
that grow past a bound stop with an error instead of filling the memory.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Any

from ecocomp.formula.absent import LEFT_OUT, Absent, Cause, combined, merged, undefined
from ecocomp.formula.axes import Positions
from ecocomp.formula.elementwise import Elementwise
from ecocomp.formula.evaluator import Words
from ecocomp.formula.functions import GRADE_NAMES, TIME_AXES
from ecocomp.formula.logarithms import decimal_logarithm, mean_ph, natural_logarithm
from ecocomp.formula.problems import FormulaError
from ecocomp.formula.tree import Number
from ecocomp.money import FEN_PER_YUAN, allocate, to_fen
from ecocomp.quantity import unit
from ecocomp.rounding import Rational, evaluation_value, lean_of, to_integer, to_places

#: Numbers of fewer decimal digits than Python writes out as text without being asked (4300).
MOST_BITS = 14_000
MOST_PLACES = 30
MOST_BITS_SHOWN = 200

#: What a lookup gives that finds no section: the agreement names none.
NO_REFERENCE = (Cause("formula.no_reference"),)

Skipped = Callable[[str, Absent], None]


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
    below = lcm(*(value.denominator for value in values))
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


class Exact(Elementwise):
    """Rationals. ``skipped`` is told of every absent value that a reduction left out.

    With ``lenient``, reductions along time leave out missing values even where the formula names no ``at_least``, or
    fewer are left than it asks for: for a provisional look at what there is, never for a final settlement. Along
    other axes they do not: a section is not judged by the indicators that happen to be there.
    """

    def __init__(self, skipped: Skipped | None = None, lenient: bool = False) -> None:
        self.skipped = skipped or (lambda function, absent: None)
        self.lenient = lenient

    def number(self, node: Number) -> list[Rational]:
        return [whole(node.value)]

    def grade(self, grade: int) -> list[int]:
        return [grade]

    def nothing(self) -> Absent:
        return Absent("missing", NO_REFERENCE)

    def apply(self, operator: str, operands: Sequence[list[Any]], words: Words) -> list[Any]:
        if operator in TOLERANT:
            if operator in ("present", "otherwise"):
                self.tell_missing(operator, operands[0])
            return list(map(TOLERANT[operator], *operands))
        function = OPERATORS[operator]
        if words:
            function = _with_words(function, words)
        if not any(Absent in set(map(type, data)) for data in operands):
            return list(map(function, *operands))
        return [
            function(*elements) if (absent := combined(elements)) is None else absent
            for elements in zip(*operands, strict=True)
        ]

    def tell_missing(self, operator: str, elements: Sequence[Any]) -> None:
        """``present`` and ``otherwise`` make do without a reading: never silently. A section that has no inflow is
        not missing one."""
        for element in elements:
            if (
                element.__class__ is Absent
                and element.kind == "missing"
                and not all(cause.code == NO_REFERENCE[0].code for cause in element.causes)
            ):
                self.skipped(operator, element)

    def judged(self, function: str, element: Any, ladder: Any) -> Any:
        if function == "without":
            return Absent("excluded", (Cause(LEFT_OUT),)) if ladder else element
        if element.__class__ is Absent:
            return element
        if ladder.__class__ is Absent:
            return ladder
        if function == "bands":
            band = ladder.find(element)
            return undefined("outside_bands", table=ladder.name) if band is None else band.value
        if function == "evaluation":
            if ladder is None:
                return Absent("excluded", (Cause("formula.no_places"),))
            return whole(evaluation_value(element, ladder, lean_of(element)))
        if ladder is None:
            return Absent("excluded", (Cause("formula.no_limit"),))
        if function == "grade":
            return ladder.grade(element)
        limit = ladder.limit(element)
        if limit is None:
            return undefined("no_single_limit" if ladder.better == "range" else "no_upper_limit")
        return whole(limit)

    def fold(
        self, function: str, data: list[Any], fibres: Sequence[Positions], options: Mapping[str, Any]
    ) -> list[Any]:
        if self.lenient and options.get("axis") not in TIME_AXES:
            return Exact(self.skipped).fold(function, data, fibres, options)
        return super().fold(function, data, fibres, options)

    def folded(self, function: str, elements: list[Any], where: list[Any] | None, at_least: Any) -> Any:
        if at_least.__class__ is Absent:
            return at_least
        if where is not None:
            elements = [
                element if condition is True else condition
                for element, condition in zip(elements, where, strict=True)
                if is_taken(condition)
            ]
        told = function.removesuffix("_ph")
        absent = merged(elements)
        present = elements if absent is None else [element for element in elements if element.__class__ is not Absent]
        if function in ("any", "all") and (function == "any") in present:
            return function == "any"  # one that decides the matter decides it, however many are missing
        if absent is not None and self.stops(absent, at_least):
            return absent
        if absent is not None and absent.kind == "excluded" and not present:
            return absent
        if at_least is not None and len(present) < at_least:
            few = too_few(len(present), at_least, () if absent is None else absent.causes)
            if not (self.lenient and present):
                return few
            self.skipped(told, few)
        elif absent is not None:
            if not present:
                return absent
            self.skipped(told, absent)
        return FOLDS[function](present)

    def stops(self, absent: Absent, at_least: Any = None) -> bool:
        """Whether an absent value among others makes their reduction absent, instead of being left out."""
        return absent.kind == "undefined" or (absent.kind == "missing" and at_least is None and not self.lenient)

    def scanned(self, function: str, operands: list[list[Any]], words: Words) -> list[Any]:
        if function == "cumulative":
            return self.running(operands[0])
        absents = [combined(elements) for elements in zip(*operands, strict=True)]
        absent = merged(absents)
        if absent is None:
            return SCANS[function](operands, words)
        if absent.kind != "excluded":
            return [absent] * len(absents)  # each place and each share depends on every element
        kept = [place for place, each in enumerate(absents) if each is None]
        if not kept:
            return absents
        self.skipped(function, absent)
        rest = [[along[place] for place in kept] for along in operands]
        labels = [words["labels"][place] for place in kept]
        found = iter(SCANS[function](rest, {**words, "labels": labels}))
        return [next(found) if each is None else each for each in absents]

    def running(self, elements: list[Any]) -> list[Any]:
        """The sum so far at each element; as in ``sum``, what is excluded is left out, and what is missing stops it."""
        found: list[Any] = []
        so_far: Rational | None = None
        stopped: Absent | None = None
        left_out: list[Absent] = []
        for element in elements:
            if element.__class__ is not Absent:
                so_far = bounded(whole((so_far or 0) + element))
            elif not self.stops(element):
                left_out.append(element)
            elif stopped is None:
                stopped = element
            found.append(stopped if stopped is not None else element if so_far is None else so_far)
        absent = merged(left_out)
        if absent is not None and so_far is not None:
            self.skipped("cumulative", absent)
        return found


def _with_words(function: Callable[..., Any], words: Words) -> Callable[..., Any]:
    given = {("unit_text" if name == "unit" else name): word for name, word in words.items()}
    return lambda *elements: function(*elements, **given)


def is_taken(condition: Any) -> bool:
    """Whether ``where=`` keeps an element: where the condition is missing it is kept, as missing itself."""
    return condition.kind != "excluded" if condition.__class__ is Absent else condition is True


def too_few(found: int, at_least: Rational, causes: tuple[Cause, ...]) -> Absent:
    """What a reduction gives that has fewer values than it must have."""
    cause = Cause("formula.too_few", details=(("found", found), ("at_least", shown(at_least))))
    return Absent("missing", (cause, *causes))


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


TOLERANT: dict[str, Callable[..., Any]] = {
    "if": chosen,
    "and": conjunction,
    "or": disjunction,
    "present": present,
    "otherwise": otherwise,
}

# -- along an axis --------------------------------------------------------------------------------------------------


def mean(values: list[Rational]) -> Rational | Absent:
    if len(values) == 1:
        return values[0]  # as it is: it may lean to one side
    return divide(total(values), len(values)) if values else undefined("mean_of_nothing")


def streak(values: list[bool]) -> int:
    longest = run = 0
    for value in values:
        run = run + 1 if value else 0
        longest = max(longest, run)
    return longest


def _extreme(choose: Callable[..., Any]) -> Callable[[list[Any]], Any]:
    return lambda values: choose(values) if values else undefined("extreme_of_nothing")


FOLDS: dict[str, Callable[[list[Any]], Any]] = {
    "sum": lambda values: total(values) if values else 0,
    "mean": mean,
    "average": mean,
    "average_ph": lambda values: whole(Fraction(mean_ph(values))) if values else undefined("mean_of_nothing"),
    "count": sum,
    "any": any,
    "all": all,
    "min": _extreme(min),
    "max": _extreme(max),
    "worst": _extreme(max),
    "best": _extreme(min),
    "streak": streak,
}


def ranked(operands: list[list[Any]], words: Words) -> list[Any]:
    """Places along the axis. Equal values need a rule: ``then=`` (a second figure) or ``ties=``."""
    keys = list(zip(*operands, strict=True))
    if words.get("order") == "descending":
        keys = [(-key[0], *key[1:]) for key in keys]
    in_order = sorted(keys)
    first = {key: place for place, key in reversed(list(enumerate(in_order, 1)))}
    last = {key: place for place, key in enumerate(in_order, 1)}
    ties = words.get("ties")
    if ties is None:
        tied = [label for label, key in zip(words["labels"], keys, strict=True) if first[key] != last[key]]
        if tied:
            raise FormulaError("tie", labels=", ".join(tied))
    if ties == "mean":
        return [whole(Fraction(first[key] + last[key], 2)) for key in keys]
    return [(last if ties == "max" else first)[key] for key in keys]


def allocated(operands: list[list[Any]], words: Words) -> list[Any]:
    """Shares in yuan. The total is taken in whole fen: an amount that is none is no sum that can be paid out."""
    amounts, weights = operands
    if not weights:
        return []
    fen = to_fen(amounts[0])
    if fen != amounts[0] * FEN_PER_YUAN:
        raise FormulaError("allocate_fen", found=shown(amounts[0]))
    try:
        return [whole(Fraction(share, FEN_PER_YUAN)) for share in allocate(fen, weights)]
    except ValueError:
        nothing = undefined("allocate_weights")
        return [nothing] * len(weights)


SCANS: dict[str, Callable[[list[list[Any]], Words], list[Any]]] = {
    "rank": ranked,
    "allocate": allocated,
}
