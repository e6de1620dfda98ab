"""The tracing arithmetic: each element is what is known of it now, or a step that will give it for every year of water.

It is one more reading of the one formula tree: the evaluator, axes and all, is the one that settles. What does not
depend on water or terms is worked out by the exact arithmetic itself. What a condition leaves out, and what has no
value, is traced as conditions of its own beside the value.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from ecocomp.formula.absent import EXEMPT, LEFT_OUT, Absent, Cause, merged
from ecocomp.formula.bands import Table
from ecocomp.formula.elementwise import Elementwise
from ecocomp.formula.evaluator import Words
from ecocomp.formula.exact import Exact
from ecocomp.formula.functions import GRADE_NAMES
from ecocomp.formula.tree import Number
from ecocomp.quantity import unit
from ecocomp.rounding import quantum
from ecocomp.simulation import tracing_along
from ecocomp.simulation.graph import Graph, Step, Untraced

WORST = max(GRADE_NAMES.values())
HIGHEST_POWER = 16


@dataclass(frozen=True, slots=True)
class Traced:
    """An element that depends on water or terms.

    ``out`` is the condition on which it takes no part, ``gone`` that on which it has no value; None: on none. The two
    never hold together, and then ``step`` is of no meaning.
    """

    step: Step
    out: Step | None = None
    gone: Step | None = None


class Tracing(Elementwise):
    """Traces elements into a graph. ``unsure`` are conditions on which a year must be settled by itself."""

    def __init__(self, graph: Graph, lenient: bool) -> None:
        self.graph = graph
        self.lenient = lenient
        self.exact = Exact(lenient=lenient)
        self.unsure: list[Step] = []

    # -- elements ---------------------------------------------------------------------------------------------------

    def number(self, node: Number) -> list[Any]:
        return self.exact.number(node)

    def grade(self, grade: int) -> list[Any]:
        return self.exact.grade(grade)

    def nothing(self) -> Absent:
        return self.exact.nothing()

    def step(self, element: Any) -> Step:
        """The step that gives an element that is there."""
        return element.step if isinstance(element, Traced) else self.graph.constant(element)

    def look_at(self, condition: Step | None) -> None:
        """Settle years by themselves in which a condition holds."""
        if condition is not None:
            self.unsure.append(condition)

    def fold(self, function: str, data: list[Any], fibres: Any, options: Any) -> list[Any]:
        if self.lenient:
            raise Untraced("lenient")
        return super().fold(function, data, fibres, options)

    # -- single elements --------------------------------------------------------------------------------------------

    def one(self, operator: str, operands: Sequence[Any], words: Words) -> Any:
        if not any(isinstance(each, Traced) for each in operands):
            return self.exact.apply(operator, [[each] for each in operands], words)[0]
        tolerant = getattr(self, f"tolerant_{operator}", None)
        if tolerant is not None:
            return tolerant(*operands)
        absent = self.combined(operands)
        if absent is not None:
            return absent
        traced = [each for each in operands if isinstance(each, Traced)]
        out = self.graph.any_of(*(each.out for each in traced))
        gone = self.graph.any_of(*(each.gone for each in traced))
        steps = [self.step(each) for each in operands]
        strict = getattr(self, f"strict_{NAMED.get(operator, operator)}", None)
        if strict is not None:
            result, lost = strict(*steps, **words)
        elif operator in STRICT:
            result, lost = STRICT[operator](self.graph, *steps), None
        else:
            raise Untraced(operator)
        return Traced(result, out, self.graph.unless(self.graph.any_of(gone, lost), out))

    def combined(self, operands: Sequence[Any]) -> Absent | None:
        """The absence that an operand which is absent in every year makes of the result."""
        absents = [each for each in operands if isinstance(each, Absent)]
        if not absents:
            return None
        strong = next((each for each in absents if is_left_out(each)), None)
        if strong is not None:
            return strong
        if any(isinstance(each, Traced) and (each.out or each.gone) for each in operands):
            raise Untraced("absent")  # which of the absences counts may be another in every year
        return merged(absents)

    def strict_divided(self, one: Step, other: Step) -> tuple[Step, Step | None]:
        nothing = self.graph("eq", other, self.graph.constant(0))
        divisor = self.graph("select", nothing, self.graph.constant(1), other)
        return self.graph("divided", one, divisor), nothing

    def strict_power(self, one: Step, other: Step) -> tuple[Step, Step | None]:
        if not other.constant or not 0 <= other.data <= HIGHEST_POWER:
            raise Untraced("**")
        found = self.graph.constant(1)
        for _ in range(int(other.data)):
            found = self.graph("times", found, one)
        return found, None

    def strict_ln(self, one: Step) -> tuple[Step, Step | None]:
        return self.logarithm("ln", one)

    def strict_log10(self, one: Step) -> tuple[Step, Step | None]:
        return self.logarithm("log10", one)

    def logarithm(self, function: str, one: Step) -> tuple[Step, Step | None]:
        none = self.graph("le", one, self.graph.constant(0))
        return self.graph(function, self.graph("select", none, self.graph.constant(1), one)), none

    def strict_better(self, grade: Step) -> tuple[Step, Step | None]:
        return self.stepped(grade, -1)

    def strict_worse(self, grade: Step) -> tuple[Step, Step | None]:
        return self.stepped(grade, 1)

    def stepped(self, grade: Step, by: int) -> tuple[Step, Step | None]:
        found = self.graph("sum", grade, self.graph.constant(by))
        best, worst = self.graph.constant(1), self.graph.constant(WORST)
        return found, self.graph.any_of(self.graph("lt", found, best), self.graph("lt", worst, found))

    def strict_clip(self, one: Step, low: Step, high: Step) -> tuple[Step, Step | None]:
        return self.graph("min", self.graph("max", one, low), high), self.graph("lt", high, low)

    def strict_round(self, one: Step, places: Step, mode: str, unit: str = "") -> tuple[Step, Step | None]:
        if not places.constant or places.data.denominator != 1:
            raise Untraced("round")
        return self.rounded(one, quantum(int(places.data)), mode, unit), None

    def strict_floor(self, one: Step, unit: str = "") -> tuple[Step, Step | None]:
        return self.rounded(one, Fraction(1), "floor", unit), None

    def strict_ceil(self, one: Step, unit: str = "") -> tuple[Step, Step | None]:
        return self.rounded(one, Fraction(1), "ceiling", unit), None

    def rounded(self, one: Step, step: Fraction, mode: str, unit_text: str) -> Step:
        return self.graph("round", one, data=(step * unit(unit_text).factor, mode))

    # -- what can do with absent operands ---------------------------------------------------------------------------

    def masked(self, element: Any) -> tuple[Step, Step | None, Step | None]:
        """An element as its step, when it takes no part, and when it has no value; also one that is absent always."""
        if isinstance(element, Traced):
            return element.step, element.out, element.gone
        if isinstance(element, Absent):
            always = self.graph.constant(True)
            if element.kind == "excluded":
                if not is_left_out(element):
                    raise Untraced("excluded")
                return self.graph.constant(0), always, None
            return self.graph.constant(0), None, always
        return self.graph.constant(element), None, None

    def chosen(self, condition: Step, then: Step | None, other: Step | None) -> Step | None:
        """One condition or another by a third."""
        if then is None and other is None:
            return None
        no = self.graph.constant(False)
        return self.graph.any_of(self.graph("select", condition, then or no, other or no))

    def tolerant_if(self, condition: Any, then: Any, other: Any) -> Any:
        if not isinstance(condition, Traced):
            return self.exact.apply("if", [[condition], [then], [other]], {})[0]
        (one, out_one, gone_one), (two, out_two, gone_two) = self.masked(then), self.masked(other)
        if one.truth != two.truth:
            if isinstance(then, Absent):
                one = self.graph.constant(False)
            elif isinstance(other, Absent):
                two = self.graph.constant(False)
        out = self.graph.any_of(condition.out, self.chosen(condition.step, out_one, out_two))
        gone = self.graph.any_of(condition.gone, self.chosen(condition.step, gone_one, gone_two))
        step = self.graph("select", condition.step, one, two)
        gone = self.graph.unless(gone, condition.out)
        return self.made(step, self.graph.unless(out, condition.gone), self.graph.unless(gone, out))

    def made(self, step: Step, out: Step | None, gone: Step | None) -> Any:
        """An element; what has turned out to be the same in every year is that."""
        if out is None and gone is None and step.constant:
            return plain(step.data)
        return Traced(step, out, gone)

    def tolerant_and(self, *operands: Any) -> Any:
        return self.joined(operands, False)

    def tolerant_or(self, *operands: Any) -> Any:
        return self.joined(operands, True)

    def joined(self, operands: Sequence[Any], decides: bool) -> Any:
        """``and`` and ``or``: one operand that decides does so whatever is absent beside it."""
        graph = self.graph
        parts = [self.masked(each) for each in operands]
        word = "or" if decides else "and"
        if not any(out or gone for _, out, gone in parts):
            return self.made(graph(word, *(step for step, *_ in parts)), None, None)
        deciding = []
        for (step, out, gone), element in zip(parts, operands, strict=True):
            if isinstance(element, Absent):
                continue
            says = step if decides else graph("not", step)
            nothing = graph.any_of(out, gone)
            deciding.append(says if nothing is None else graph("and", says, graph("not", nothing)))
        decided = graph.any_of(*deciding)
        gone = graph.unless(graph.any_of(*(gone for *_, gone in parts)), decided)
        out = graph.unless(graph.unless(graph.any_of(*(out for _, out, _ in parts)), decided), gone)
        found = decided or graph.constant(False)
        return self.made(found if decides else graph("not", found), out, gone)

    def tolerant_present(self, element: Traced) -> Any:
        nothing = self.graph.any_of(element.out, element.gone)
        return True if nothing is None else self.made(self.graph("not", nothing), None, None)

    def tolerant_otherwise(self, element: Any, fallback: Any) -> Any:
        if not isinstance(element, Traced):
            return fallback if isinstance(element, Absent) else element
        nothing = self.graph.any_of(element.out, element.gone)
        if nothing is None:
            return element
        there = Traced(element.step)
        return self.tolerant_if(Traced(nothing), fallback, there)

    def tolerant_unless(self, element: Any, condition: Any) -> Any:
        if not isinstance(condition, Traced):
            if isinstance(condition, Absent):
                return condition
            if not condition:
                return element
            return Absent("excluded", (Cause(EXEMPT),))
        if isinstance(element, Absent) and is_left_out(element) and not condition.gone:
            return element
        step, out, gone = self.masked(element)
        holds = self.graph.any_of(condition.step, condition.out)
        out = self.graph.unless(self.graph.any_of(holds, out), condition.gone)
        return self.made(step, out, self.graph.any_of(condition.gone, self.graph.unless(gone, out)))

    # -- by limits and tables ---------------------------------------------------------------------------------------

    def judged(self, function: str, element: Any, ladder: Any) -> Any:
        if function == "bands" and is_varied(ladder) and not isinstance(element, Absent):
            element = Traced(self.step(element)) if not isinstance(element, Traced) else element
        if not isinstance(element, Traced) or (function == "without" and ladder):
            return self.exact.judged(function, element, ladder)
        if function == "without":
            return element
        if ladder is None or isinstance(ladder, Absent):
            if element.out or element.gone:
                raise Untraced(function)
            return self.exact.judged(function, 1, ladder)
        step, lost = getattr(self, f"by_{function}")(element.step, ladder)
        return Traced(step, element.out, self.graph.unless(self.graph.any_of(element.gone, lost), element.out))

    def by_grade(self, value: Step, ladder: Any) -> tuple[Step, Step | None]:
        graph = self.graph
        if ladder.better == "range":
            low, high = (graph.constant(limit) for limit in ladder.limits)
            inside = graph("and", graph("le", low, value), graph("le", value, high))
            return graph("select", inside, graph.constant(1), graph.constant(WORST)), None
        if ladder.better == "high":
            limits = tuple((-limit, False) for limit in ladder.limits)
            value = graph.negative(value)
        else:
            limits = tuple((limit, False) for limit in ladder.limits)
        return graph("sum", graph.constant(1), graph("above", value, data=limits)), None

    def by_limit(self, grade: Step, ladder: Any) -> tuple[Step, Step | None]:
        if ladder.better == "range":
            return self.graph.constant(0), self.graph.constant(True)
        place = self.graph("sum", grade, self.graph.constant(-1))
        values = (*ladder.limits, Fraction(0))
        return self.graph("choose", place, data=values), self.graph("eq", grade, self.graph.constant(WORST))

    def by_bands(self, value: Step, table: Any) -> tuple[Step, Step | None]:
        graph = self.graph
        bands = table.bands
        if is_varied(table):
            found = self.step(bands[0].value)
            for before, each in pairwise(bands):
                beyond = graph("lt" if before.high_closed else "le", self.step(before.high), value)
                found = graph("select", beyond, self.step(each.value), found)
        else:
            inner = tuple((each.high, not each.high_closed) for each in bands[:-1])
            values = tuple(int(each.value) if isinstance(each.value, bool) else each.value for each in bands)
            place = graph("above", value, data=inner)
            found = graph("choose", place, data=tuple(map(Fraction, values)))
            if isinstance(bands[0].value, bool):
                found = graph("eq", found, graph.constant(1))
        lost = []
        if bands[0].low is not None:
            word = "lt" if bands[0].low_closed else "le"
            lost.append(graph(word, value, graph.constant(bands[0].low)))
        if bands[-1].high is not None:
            word = "lt" if bands[-1].high_closed else "le"
            lost.append(graph(word, graph.constant(bands[-1].high), value))
        return found, graph.any_of(*lost)

    def by_evaluation(self, value: Step, places: int) -> tuple[Step, Step | None]:
        graph = self.graph
        nothing = graph.constant(0)
        found = graph("round", value, data=(quantum(places), "half_even"))
        # what would vanish keeps one figure: rare, and left to the settlement
        self.look_at(graph.any_of(graph("and", graph("eq", found, nothing), graph("not", graph("eq", value, nothing)))))
        return found, None

    # -- along an axis ----------------------------------------------------------------------------------------------

    def folded(self, function: str, elements: list[Any], where: list[Any] | None, at_least: Any) -> Any:
        conditions = where or []
        if not any(isinstance(each, Traced) for each in (*elements, *conditions, at_least)):
            return self.exact.folded(function, elements, where, at_least)
        return tracing_along.folded(self, function, elements, where, at_least)

    def scanned(self, function: str, operands: list[list[Any]], words: Words) -> list[Any]:
        if function == "before" or not any(isinstance(each, Traced) for along in operands for each in along):
            return self.exact.scanned(function, operands, words)
        return tracing_along.scanned(self, function, operands, words)


def is_varied(table: Any) -> bool:
    """Whether values or ends of a table of bands are varied."""
    return isinstance(table, Table) and any(
        isinstance(one, Traced) for each in table.bands for one in (each.value, each.high)
    )


def is_left_out(absent: Absent) -> bool:
    """Whether an absence is the formula's own, which stays whatever it meets."""
    return absent.kind == "excluded" and all(cause.code in (LEFT_OUT, EXEMPT) for cause in absent.causes)


def plain(value: Any) -> Any:
    """A constant as the exact arithmetic has it."""
    if isinstance(value, Fraction) and value.denominator == 1:
        return value.numerator
    return value


def _compared(operator: str, turned: bool = False) -> Callable[..., Step]:
    def compared(graph: Graph, one: Step, other: Step) -> Step:
        pair = [graph("number", each) if each.truth else each for each in (one, other)]
        return graph(operator, *(pair[::-1] if turned else pair))

    return compared


STRICT: dict[str, Callable[..., Step]] = {
    "neg": Graph.negative,
    "+": lambda graph, one, other: graph("sum", one, other),
    "-": Graph.minus,
    "*": lambda graph, one, other: graph("times", one, other),
    "<": _compared("lt"),
    "<=": _compared("le"),
    ">": _compared("lt", turned=True),
    ">=": _compared("le", turned=True),
    "==": _compared("eq"),
    "!=": lambda graph, one, other: graph("not", _compared("eq")(graph, one, other)),
    "not": lambda graph, one: graph("not", one),
    "abs": lambda graph, one: graph("abs", one),
    "min": lambda graph, *each: graph("min", *each),
    "max": lambda graph, *each: graph("max", *each),
}
#: Operators of the language by the names of what traces them here.
NAMED = {"/": "divided", "**": "power"}
