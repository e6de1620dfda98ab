"""The units arithmetic: what every element *is* — a number with a dimension, a grade, or a truth value.

An agreement is read with it once, when it is loaded: adding yuan to mg/L, comparing a grade with a number, or an
amount that does not come out as money is found there, before any water has been measured.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ecocomp.formula.elementwise import Elementwise
from ecocomp.formula.evaluator import Words
from ecocomp.formula.problems import FormulaError
from ecocomp.formula.tree import Number
from ecocomp.quantity import MONEY, NUMBER, Dimension, dimension_text, multiplied, unit
from ecocomp.wording import Pair


@dataclass(frozen=True, slots=True)
class Kind:
    """What an element is: ``number`` (of a dimension), ``grade`` or ``truth``.

    ``free`` marks a number written as 0, which fits every dimension; ``upward`` a limit that values must not fall
    below (dissolved oxygen), which is easily compared the wrong way round; ``aside`` an element that takes no part
    (``without``), so that whatever is done with it neither fits nor misfits the others.
    """

    sort: str
    dimension: Dimension = NUMBER
    free: bool = False
    upward: bool = False
    aside: bool = False

    def words(self) -> Pair:
        """The kind in words, with the unit its dimension is shown in."""
        if self.sort == "grade":
            return Pair("水质类别", "a grade")
        if self.sort == "truth":
            return Pair("是/否", "a truth value")
        if self.dimension == NUMBER:
            return Pair("纯数", "a plain number")
        text = dimension_text(self.dimension)
        return Pair(f"以 {text} 计的量", f"a quantity in {text}")


@dataclass(frozen=True, slots=True)
class LadderKind:
    """What the unit check knows of a ladder."""

    indicator: str
    better: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class TableKind:
    """What the unit check knows of a table."""

    name: str
    takes: Kind
    gives: Kind


PLAIN = Kind("number")
ZERO = Kind("number", NUMBER, True)
GRADE = Kind("grade")
TRUTH = Kind("truth")
AMOUNT = Kind("number", MONEY)

COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")
#: What may have a value though one of its operands takes no part.
MENDING = ("present", "otherwise", "if", "and", "or")


def alike(kinds: Sequence[Kind], name: str) -> Kind:
    """The kind that all of ``kinds`` are; FormulaError naming two that differ."""
    kinds = list({id(kind): kind for kind in kinds}.values())  # mostly many of a few
    if any(kind.aside for kind in kinds):
        return alike([kind for kind in kinds if not kind.aside] or [replace(kinds[0], aside=False)], name)
    known = [kind for kind in kinds if not kind.free] or [max(kinds, key=lambda kind: kind.dimension != NUMBER)]
    for other in known[1:]:
        if other != known[0]:
            raise FormulaError("kinds_differ", name=name, left=known[0].words(), right=other.words())
    if known[0].sort != "number" and any(kind.free for kind in kinds):
        raise FormulaError("kinds_differ", name=name, left=known[0].words(), right=ZERO.words())
    return known[0]


def must_be(kind: Kind, sort: str, name: str) -> Kind:
    """``kind``, which must be of ``sort``."""
    if kind.sort == "grade" and sort == "number":
        raise FormulaError("grade_as_number", name=name)
    if kind.sort != sort:
        raise FormulaError("wrong_kind", name=name, found=kind.words(), expected=Kind(sort).words())
    return kind


def must_be_plain(kind: Kind, name: str) -> Kind:
    """``kind``, which must be a number without a dimension."""
    if kind.sort != "number" or kind.dimension != NUMBER:
        raise FormulaError("not_plain", name=name, found=kind.words())
    return kind


class Units(Elementwise):
    """Kinds instead of values. Axes other than the indicator may be shortened to one label: kinds do not differ."""

    def number(self, node: Number) -> list[Kind]:
        return [PLAIN if node.value else ZERO]

    def grade(self, grade: int) -> list[Kind]:
        return [GRADE]

    def nothing(self) -> Kind:
        return ZERO

    def take(self, data: list[Any], positions: Sequence[int]) -> list[Any]:
        # what a lookup does not find is of the kind of what it could have found
        return [data[max(place, ~place)] if data else ZERO for place in positions]

    def fold(
        self, function: str, data: list[Any], fibres: Sequence[Sequence[int]], options: Mapping[str, Any]
    ) -> list[Any]:
        kinds = super().fold(function, data, fibres, options)
        # a group without members is of the kind that the other groups have
        others = {kind for kind, fibre in zip(kinds, fibres, strict=True) if fibre}
        if len(others) != 1:
            return kinds
        (like,) = others
        return [kind if fibre else like for kind, fibre in zip(kinds, fibres, strict=True)]

    def apply(self, operator: str, operands: Sequence[list[Kind]], words: Words) -> list[Kind]:
        """As usual, but ``limit - x`` and ``limit / x`` may be said of indicators of which more is better alone.

        Among others, of which less is better, the same formula would be right for the one and wrong for the other.
        """
        if operator in ("-", "/") and operands[0] and all(kind.upward for kind in operands[0]):
            operands = [[replace(kind, upward=False) for kind in data] for data in operands]
        # of thousands of elements most are of the same few kinds
        known: dict[tuple[int, ...], Kind] = {}
        found: list[Kind] = []
        for elements in zip(*operands, strict=True):
            key = tuple(map(id, elements))
            if key not in known:
                known[key] = self.one(operator, elements, words)
            found.append(known[key])
        return found

    def judge(self, function: str, data: list[Kind], ladders: Sequence[Any]) -> list[Kind]:
        known: dict[tuple[int, int], Kind] = {}
        found: list[Kind] = []
        for element, ladder in zip(data, ladders, strict=True):
            key = id(element), id(ladder)
            if key not in known:
                known[key] = self.judged(function, element, ladder)
            found.append(known[key])
        return found

    def one(self, operator: str, operands: Sequence[Kind], words: Words) -> Kind:
        if operator == "unless":
            must_be(operands[1], "truth", operator)
            return operands[0]
        if any(kind.aside for kind in operands) and operator not in MENDING:
            return self.one_aside(operator, operands, words)
        if any(kind.upward for kind in operands) and operator in (*COMPARISONS, "-", "/"):
            raise FormulaError("limit_upward", name=operator)
        if operator in COMPARISONS:
            alike(operands, operator)
            if operands[0].sort == "truth":
                raise FormulaError("wrong_kind", name=operator, found=TRUTH.words(), expected=PLAIN.words())
            return TRUTH
        if operator in ("and", "or", "not"):
            for kind in operands:
                must_be(kind, "truth", operator)
            return TRUTH
        if operator == "present":
            return TRUTH
        if operator == "otherwise":
            return alike(operands, operator)
        if operator == "if":
            must_be(operands[0], "truth", "if")
            return alike(operands[1:], "if … else")
        if operator in ("min", "max") and operands[0].sort == "grade":
            raise FormulaError("use_worst", name=operator)
        if operator in ("better", "worse"):
            return must_be(operands[0], "grade", operator)
        return self.of_numbers(operator, operands, words)

    def one_aside(self, operator: str, operands: Sequence[Kind], words: Words) -> Kind:
        """What takes no part is of the kind it would have, so that a group with nothing else has one; or of any."""
        try:
            found = self.one(operator, [replace(kind, aside=False) for kind in operands], words)
        except FormulaError:
            found = TRUTH if operator in COMPARISONS else PLAIN
        return replace(found, aside=True)

    def of_numbers(self, operator: str, operands: Sequence[Kind], words: Words) -> Kind:
        if operator == "-" and all(kind == GRADE for kind in operands):
            return PLAIN  # classes apart
        for kind in operands:
            must_be(kind, "number", operator)
        first = operands[0]
        if operator in ("*", "/"):
            dimension = multiplied(first.dimension, operands[1].dimension, 1 if operator == "*" else -1)
            return Kind("number", dimension, first.free or (operator == "*" and operands[1].free))
        if operator == "**":
            return must_be_plain(first, "**")  # a squared concentration has no meaning in an agreement
        if operator in ("ln", "log10"):
            return replace(must_be_plain(first, operator), free=False)
        if operator == "round":
            must_be_plain(operands[1], "places")
        if operator in ("floor", "ceil", "round"):
            return self.stepped(operator, first, words)
        return first if len(operands) == 1 else alike(operands, operator)

    def stepped(self, operator: str, kind: Kind, words: Words) -> Kind:
        """Rounding needs to know the unit it counts in, unless there can be only one."""
        named = words.get("unit")
        if named is None and kind.dimension != NUMBER and not (operator == "round" and kind.dimension in OBVIOUS):
            raise FormulaError("unit_needed", name=operator, found=kind.words())
        if named is not None and not kind.free and unit(str(named)).dimension != kind.dimension:
            raise FormulaError("unit_wrong", name=operator, found=kind.words(), unit=named)
        return kind

    def judged(self, function: str, element: Kind, ladder: Any) -> Kind:
        if function == "without":
            return replace(element, upward=False, aside=True) if ladder else element
        if element.aside:
            return replace(self.judged_aside(function, element, ladder), aside=True)
        if function == "bands":
            if ladder.takes == element or (element.free and ladder.takes.sort == "number"):
                return ladder.gives  # type: ignore[no-any-return]
            raise FormulaError("bands_kind", table=ladder.name, found=element.words(), expected=ladder.takes.words())
        if function == "evaluation":
            return must_be(element, "number", function)
        if function == "limit":
            must_be(element, "grade", function)
            return ZERO if ladder is None else replace(ladder.kind, upward=ladder.better == "high")
        if ladder is not None and element != ladder.kind and not element.free:
            raise FormulaError(
                "grade_kind", indicator=ladder.indicator, found=element.words(), expected=ladder.kind.words()
            )
        return GRADE

    def judged_aside(self, function: str, element: Kind, ladder: Any) -> Kind:
        """What would be found of an element that fits."""
        if function == "bands":
            return ladder.gives  # type: ignore[no-any-return]
        if function == "limit":
            return ZERO if ladder is None else ladder.kind
        return element if function == "evaluation" else GRADE

    def folded(self, function: str, elements: list[Kind], where: list[Kind] | None, at_least: Any) -> Kind:
        for condition in where or ():
            must_be(condition, "truth", "where=")
        if at_least is not None:
            must_be_plain(at_least, "at_least=")
        if not elements:
            return ZERO
        kind = alike(elements, function)
        if function in ("count", "any", "all", "streak"):
            must_be(kind, "truth", function)
            return PLAIN if function in ("count", "streak") else TRUTH
        if function in ("worst", "best"):
            return must_be(kind, "grade", function)
        if function in ("min", "max") and kind.sort == "grade":
            raise FormulaError("use_worst", name=function)
        if function == "average_ph":
            return must_be_plain(kind, "average")
        return must_be(kind, "number", function)

    def scanned(self, function: str, operands: list[list[Kind]], words: Words) -> list[Kind]:
        if not operands[0]:
            return []
        if function == "before":
            return [alike(elements, function) for elements in zip(*operands, strict=True)]
        kind = alike(operands[0], function)
        if function == "rank":
            for along in operands:
                if alike(along, function).sort == "truth":
                    raise FormulaError("wrong_kind", name=function, found=TRUTH.words(), expected=PLAIN.words())
            return [PLAIN] * len(operands[0])
        if function == "run_length":
            must_be(kind, "truth", function)
            return [PLAIN] * len(operands[0])
        must_be(kind, "number", function)
        if function == "allocate":
            if kind.dimension != MONEY and not kind.free:
                raise FormulaError("allocate_kind", found=kind.words())
            must_be(alike(operands[1], function), "number", function)
        return [kind] * len(operands[0])


#: Dimensions whose unit nobody doubts when a number of decimal places is named: mg/L, and yuan.
OBVIOUS = (MONEY, (0, 1, -1, 0, 0, 0, 0, 0, 0, 0))
