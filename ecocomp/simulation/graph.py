"""What an agreement works out for one year, as a graph of plain steps (计算图), each different one once.

Formulas are traced into it, by the evaluator that also settles. The graph knows nothing of axes any more: a step takes
the results of earlier steps for one year of water. Steps over constants are worked out at once, exactly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ecocomp.formula.logarithms import decimal_logarithm, mean_ph, natural_logarithm
from ecocomp.money import allocate
from ecocomp.rounding import Rational, to_integer

#: So many steps can still be gone through.
MOST_STEPS = 400_000


class Untraced(Exception):  # noqa: N818 - no error: the years are then settled one by one
    """Something in the formulas that has no place in the graph; ``what`` names it."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One step: ``operator`` on the results of ``operands``; ``data`` is what it needs besides.

    ``truth`` says that the result is true or false. ``number`` is its place in the graph; those of the operands are
    smaller. ``terms`` are the numbers of the terms that it depends on, ``water`` has a bit for each series of water
    that it depends on.
    """

    number: int
    operator: str
    operands: tuple[Step, ...]
    data: Any
    truth: bool
    terms: frozenset[int]
    water: int

    @property
    def varies(self) -> bool:
        """Whether it depends on water."""
        return bool(self.water)

    @property
    def constant(self) -> bool:
        return self.operator == "constant"


def _select(condition: bool, then: Any, other: Any) -> Any:
    return then if condition else other


def _above(value: Rational, limits: Sequence[tuple[Fraction, bool]]) -> int:
    return sum(value > limit or (closed and value == limit) for limit, closed in limits)


def _round(value: Rational, rule: tuple[Fraction, str]) -> Rational:
    step, mode = rule
    return to_integer(Fraction(value) / step, mode) * step


def _choose(place: Rational, values: Sequence[Any]) -> Any:
    """An element by its place; where there is no such place the year has no value, and any will do."""
    return values[min(max(int(place), 0), len(values) - 1)]


def _allocate(total: Rational, *weights: Rational) -> list[int]:
    """Shares; of weights by which nothing can be shared out, where the year has no value, nothing."""
    return allocate(int(total), weights) if min(weights) >= 0 and any(weights) else [0] * len(weights)


def mean_of_taken(*each: Any) -> Rational:
    """The mean of pH values, each followed by whether it is taken; nothing of none."""
    values = [value for value, taken in zip(each[::2], each[1::2], strict=True) if taken]
    return mean_ph(values) if values else 0


#: What a step gives for exact operands. ``data`` comes last where the step has any.
EXACTLY: dict[str, Callable[..., Any]] = {
    "sum": lambda *each: sum(each),
    "times": lambda one, other: one * other,
    "divided": lambda one, other: Fraction(one) / other,
    "min": min,
    "max": max,
    "abs": abs,
    "lt": lambda one, other: one < other,
    "le": lambda one, other: one <= other,
    "eq": lambda one, other: one == other,
    "not": lambda one: not one,
    "and": lambda *each: all(each),
    "or": lambda *each: any(each),
    "select": _select,
    "number": int,
    "round": _round,
    "above": _above,
    "choose": _choose,
    "allocate": _allocate,
    "ln": natural_logarithm,
    "log10": decimal_logarithm,
    "mean_ph": mean_of_taken,
    "pick": lambda shares, place: shares[place],
}
WITH_DATA = frozenset({"round", "above", "choose", "pick"})
TRUTHS = frozenset({"lt", "le", "eq", "not", "and", "or"})
#: What can as well be done with what is chosen from, before the choice, and from so few.
BEFORE_CHOICE = frozenset({"sum", "times", "min", "max", "abs", "round", "lt", "le", "eq", "above", "choose"})
MOST_CHOICES = 8


class Graph:
    """Steps in the order of working, each different one once."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self._known: dict[Any, Step] = {}
        #: The series of water that there are, each a name and a section: its bit is at its place among them.
        self._series: dict[tuple[str, str], int] = {}
        #: Those on which a result turned out not to depend, whatever the water.
        self._idle = 0
        #: Of how many each step chooses by the water, where these do not depend on it themselves.
        self._choices: dict[Step, int] = {}

    def constant(self, value: Rational | bool) -> Step:
        truth = isinstance(value, bool)
        exact = value if truth else Fraction(value)
        return self._step("constant", (), exact, truth)

    def water(self, name: str, place: int, section: str) -> Step:
        """What was measured: a name of the language, a section, and a place among its months (and indicators)."""
        return self._step("water", (), (name, section, place), False)

    def term(self, number: int, truth: bool) -> Step:
        """A value that is varied."""
        return self._step("term", (), number, truth)

    def __call__(self, operator: str, *operands: Step, data: Any = None) -> Step:
        """A step; what can be said at once is."""
        simple = self._simplified(operator, operands, data)
        if simple is not None:
            for each in operands:
                self._idle |= each.water & ~simple.water
            return simple
        if operator == "pick" and all(each.constant for each in operands[0].operands):
            total, *weights = [each.data for each in operands[0].operands]
            return self.constant(EXACTLY["allocate"](total, *weights)[data])
        if operator != "allocate" and all(each.constant for each in operands):
            values = [each.data for each in operands]
            return self.constant(EXACTLY[operator](*values, *([data] if operator in WITH_DATA else [])))
        truth = operator in TRUTHS or (operator in ("select", "term") and operands[-1].truth)
        return self._step(operator, operands, data, truth)

    @property
    def idle(self) -> list[tuple[str, str]]:
        """The series of water that were asked for and do not matter: as long as they are there."""
        return [series for series, place in self._series.items() if self._idle >> place & 1]

    def _simplified(self, operator: str, operands: tuple[Step, ...], data: Any) -> Step | None:
        if operator in ("and", "or"):
            decides = operator == "or"
            if any(each.constant and each.data is decides for each in operands):
                return self.constant(decides)
            rest = tuple(dict.fromkeys(each for each in operands if not each.constant))
            if not rest:
                return self.constant(not decides)
            if len(rest) == 1:
                return rest[0]
            return self(operator, *rest) if len(rest) < len(operands) else None
        if operator == "not" and operands[0].operator == "not":
            return operands[0].operands[0]
        if operator == "select":
            condition, then, other = operands
            if condition.constant:
                return then if condition.data else other
            if then is other:
                return then
            if then.truth and then.constant:
                return self("or", condition, other) if then.data else self("and", self("not", condition), other)
            if then.truth and other.constant:
                return self("or", self("not", condition), then) if other.data else self("and", condition, then)
        if operator == "sum":
            rest = tuple(each for each in operands if not (each.constant and each.data == 0))
            if len(rest) == 1:
                return rest[0]
            if len(rest) < len(operands):
                return self(operator, *rest)
            counted = self._counted(operands)
            if counted is not None:
                return counted
        if operator == "times":
            for one, other in (operands, operands[::-1]):
                if one.constant and one.data == 1:
                    return other
                if one.constant and one.data == 0:
                    return one
        if operator == "above" and not data:
            return self.constant(0)
        if operator in ("min", "max") and len(set(operands)) == 1:
            return operands[0]
        if operator == "divided" and operands[1].constant:
            return self("times", operands[0], self.constant(1 / operands[1].data))
        return self._before_choice(operator, operands, data) if operator in BEFORE_CHOICE else None

    # -- choices ----------------------------------------------------------------------------------------------------

    def choices(self, step: Step) -> int:
        """Of how many amounts that do not depend on water a step chooses by the water; 0 where it is no such choice."""
        return self._choices.get(step, 0)

    def _before_choice(self, operator: str, operands: tuple[Step, ...], data: Any) -> Step | None:
        """What is done with a choice, done with all that it chooses from: that need not be done for each year."""
        varying = {each for each in operands if each.varies}
        if len(varying) != 1:
            return None
        (chosen,) = varying
        if not self.choices(chosen):
            return None
        condition, *branches = chosen.operands
        done = [
            self(operator, *(branch if each is chosen else each for each in operands), data=data) for branch in branches
        ]
        return self("select", condition, *done)

    def _counted(self, operands: tuple[Step, ...]) -> Step | None:
        """A sum of choices from the same amounts: how often each is chosen, times the amount."""
        alike: dict[tuple[Step, ...], list[dict[Step, Step]]] = {}
        amounts_of = [tuple(self.when(each)) if self.choices(each) else () for each in operands]
        several = {each for each, often in Counter(amounts_of).items() if each and often > 1}
        if not several:
            return None
        found: list[Step] = []
        for each, amounts in zip(operands, amounts_of, strict=True):
            if amounts in several:
                alike.setdefault(amounts, []).append(self.when(each))
            else:
                found.append(each)
        for amounts, group in alike.items():
            *others, last = amounts
            found.append(self("times", self.constant(len(group)), last))
            for amount in others:
                often = self("sum", *(self("number", when[amount]) for when in group))
                found.append(self("times", often, self.minus(amount, last)))
        return self("sum", *found)

    def when(self, step: Step) -> dict[Step, Step]:
        """When a choice gives which of its amounts, in the order in which they stand there."""
        if not self.choices(step):
            return {step: self.constant(True)}
        condition, then, other = step.operands
        found: dict[Step, Step] = {}
        for holds, branch in ((condition, then), (self("not", condition), other)):
            for amount, inside in self.when(branch).items():
                both = self("and", holds, inside)
                found[amount] = self("or", found[amount], both) if amount in found else both
        return found

    def _step(self, operator: str, operands: tuple[Step, ...], data: Any, truth: bool) -> Step:
        # true is not 1 here, and a number and a truth are not the same constant
        key = (operator, tuple(each.number for each in operands), truth, data)
        known = self._known.get(key)
        if known is not None:
            return known
        if len(self.steps) >= MOST_STEPS:
            raise Untraced("steps")
        terms = frozenset().union(*(each.terms for each in operands)) | ({data} if operator == "term" else set())
        water = 0
        for each in operands:
            water |= each.water
        if operator == "water":
            water = 1 << self._series.setdefault(data[:2], len(self._series))
        step = Step(len(self.steps), operator, operands, data, truth, terms, water)
        self.steps.append(step)
        if operator == "select" and operands[0].varies and not truth:
            counts = [1 if not each.varies else self.choices(each) for each in operands[1:]]
            if all(counts) and sum(counts) <= MOST_CHOICES:
                self._choices[step] = sum(counts)
        self._known[key] = step
        return step

    # -- what is often needed ---------------------------------------------------------------------------------------

    def minus(self, one: Step, other: Step) -> Step:
        return self("sum", one, self.negative(other))

    def negative(self, one: Step) -> Step:
        return self("times", self.constant(-1), one)

    def any_of(self, *truths: Step | None) -> Step | None:
        """Whether one of some conditions holds, of which each may be no condition at all."""
        found = [each for each in truths if each is not None]
        joined = self("or", *found) if found else None
        return None if joined is None or (joined.constant and not joined.data) else joined

    def unless(self, truth: Step | None, other: Step | None) -> Step | None:
        """A condition where another does not hold."""
        if truth is None or other is None:
            return truth
        return self.any_of(self("and", truth, self("not", other)))
