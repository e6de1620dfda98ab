"""The exact arithmetic: whole numbers and fractions, grades as 1 to 6, truth values, and absent values.

This is the reading that settles. Nothing here is or becomes a binary float; a division gives a fraction. What is done
with single elements stands in ``exact_operators``, what along an axis in ``exact_along``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ecocomp.formula.absent import EXEMPT, LEFT_OUT, Absent, Cause, combined, merged, undefined
from ecocomp.formula.axes import Positions
from ecocomp.formula.elementwise import Elementwise
from ecocomp.formula.evaluator import Words
from ecocomp.formula.exact_along import FOLDS, SCANS
from ecocomp.formula.exact_operators import OPERATORS, TOLERANT, bounded, exempted, shown, whole
from ecocomp.formula.functions import TIME_AXES
from ecocomp.formula.runs import run_lengths
from ecocomp.formula.tree import Number
from ecocomp.formula.work import Work
from ecocomp.rounding import Rational, evaluation_value, lean_of

#: What a lookup gives that finds no section: the agreement names none.
NO_REFERENCE = (Cause("formula.no_reference"),)
#: What stands before the first element along a time axis, where the formula does not say.
NOTHING_BEFORE = (Cause("formula.nothing_before"),)
#: Reasons for which a value is missing that no reading could mend.
NO_READING = frozenset(cause.code for cause in (*NO_REFERENCE, *NOTHING_BEFORE))

Skipped = Callable[[str, Absent], None]


class Exact(Elementwise):
    """Rationals. ``skipped`` is told of every absent value that a reduction left out, ``negative`` of
    every negative total that is shared out, ``work`` of numbers that are long.

    With ``lenient``, reductions along time leave out missing values even where the formula names no ``at_least``, or
    fewer are left than it asks for: for a provisional look at what there is, never for a final settlement. Along
    other axes they do not: a section is not judged by the indicators that happen to be there.
    """

    def __init__(
        self,
        skipped: Skipped | None = None,
        lenient: bool = False,
        negative: Callable[[Rational], None] | None = None,
        work: Work | None = None,
    ) -> None:
        self.skipped = skipped or (lambda function, absent: None)
        self.negative = negative or (lambda total: None)
        self.lenient = lenient
        self.work = work

    def number(self, node: Number) -> list[Rational]:
        return [whole(node.value)]

    def grade(self, grade: int) -> list[int]:
        return [grade]

    def nothing(self) -> Absent:
        return Absent("missing", NO_REFERENCE)

    def apply(self, operator: str, operands: Sequence[list[Any]], words: Words) -> list[Any]:
        if operator == "unless":
            out = Absent("excluded", (Cause(EXEMPT, details=(("condition", words["condition"]),)),))
            return [exempted(element, condition, out) for element, condition in zip(*operands, strict=True)]
        if operator in TOLERANT:
            if operator in ("present", "otherwise"):
                self.tell_missing(operator, operands[0])
            return list(map(TOLERANT[operator], *operands))
        function = OPERATORS[operator]
        if words:
            function = _with_words(function, words)
        if not any(Absent in kinds for kinds in self.kinds(operands)):
            return list(map(function, *operands))
        return [
            function(*elements) if (absent := combined(elements)) is None else absent
            for elements in zip(*operands, strict=True)
        ]

    def kinds(self, operands: Sequence[list[Any]]) -> list[set[type]]:
        """The types of the elements of each array, whose long numbers are counted on the way."""
        found = [set(map(type, data)) for data in operands]
        if self.work is not None:
            for data, kinds in zip(operands, found, strict=True):
                self.work.add_long(data, kinds)
        return found

    def tell_missing(self, operator: str, elements: Sequence[Any]) -> None:
        """``present`` and ``otherwise`` make do without a reading: never silently. A section that has no inflow is
        not missing one, nor is the first month missing one before."""
        for element in elements:
            if (
                element.__class__ is Absent
                and element.kind == "missing"
                and not all(cause.code in NO_READING for cause in element.causes)
            ):
                self.skipped(operator, element)

    def judge(self, function: str, data: list[Any], ladders: Sequence[Any]) -> list[Any]:
        self.kinds([data])
        return super().judge(function, data, ladders)

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
            return Exact(self.skipped, work=self.work).fold(function, data, fibres, options)
        self.kinds([data])
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
            few = too_few(len(present), at_least, () if absent is None else (*absent.causes, *absent.aside))
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

    def scan(
        self, function: str, operands: Sequence[list[Any]], fibres: Sequence[Positions], words: Words
    ) -> list[Any]:
        self.kinds(operands)
        return super().scan(function, operands, fibres, words)

    def scanned(self, function: str, operands: list[list[Any]], words: Words) -> list[Any]:
        if function == "cumulative":
            return self.running(operands[0])
        if function == "run_length":
            return run_lengths(operands[0])
        if function == "before":
            first = operands[1][:1] if len(operands) > 1 else [Absent("missing", NOTHING_BEFORE)]
            return [*first, *operands[0]][: len(operands[0])]
        absents = [combined(elements) for elements in zip(*operands, strict=True)]
        absent = merged(absents)
        if absent is None:
            self.look_at_total(function, operands)
            return SCANS[function](operands, words)
        if absent.kind != "excluded":
            return [absent] * len(absents)  # each place and each share depends on every element
        kept = [place for place, each in enumerate(absents) if each is None]
        if not kept:
            return absents
        self.skipped(function, absent)
        rest = [[along[place] for place in kept] for along in operands]
        self.look_at_total(function, rest)
        labels = [words["labels"][place] for place in kept]
        found = iter(SCANS[function](rest, {**words, "labels": labels}))
        return [next(found) if each is None else each for each in absents]

    def look_at_total(self, function: str, operands: list[list[Any]]) -> None:
        """A negative sum that is shared out makes every payment go the other way round."""
        if function == "allocate" and operands[0] and operands[0][0] < 0:
            self.negative(operands[0][0])

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
