"""Terms drawn from distributions (条款抽取): so many sets, spread evenly, for what is not agreed yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Context, Decimal, Inexact
from fractions import Fraction
from itertools import accumulate
from math import sqrt
from statistics import NormalDist
from typing import Any

from ecocomp.errors import Place, Problem, RequestError, problem
from ecocomp.simulation.results.budget import check_counts
from ecocomp.simulation.results.options import number, span
from ecocomp.simulation.scenarios.streams import stream
from ecocomp.simulation.terms import LONGEST_SHOWN
from ecocomp.wording import Pair, say_both

#: A range is drawn from in so many steps: its values are decimals of a few digits.
STEPS = 10_000
MOST_SETS = 100_000
#: Values are decimals where they can be written as such.
EXACT = Context(prec=40, traps=[Inexact])


@dataclass(frozen=True, slots=True)
class Uniform:
    """Every value from ``low`` to ``high`` is as likely as any other (均匀分布)."""

    low: Any
    high: Any

    def value(self, part: float) -> Any:
        """The value that such a part of all values does not exceed."""
        return within(span("Uniform", (self.low, self.high)), part)

    def words(self) -> Pair:
        """What it is, in words."""
        return say_both("simulation.uniform", low=self.low, high=self.high)


@dataclass(frozen=True, slots=True)
class Triangular:
    """From ``low`` to ``high``, ``mode`` the most likely (三角分布)."""

    low: Any
    mode: Any
    high: Any

    def value(self, part: float) -> Any:
        """The value that such a part of all values does not exceed."""
        ends = span("Triangular", (self.low, self.high))
        mode = number("Triangular", self.mode)
        if not ends[0] <= mode <= ends[1]:
            raise RequestError(problem("simulation.mode", found=str(self.mode)[:LONGEST_SHOWN]))
        peak = float((mode - ends[0]) / (ends[1] - ends[0]))
        return within(ends, sqrt(part * peak) if part < peak else 1 - sqrt((1 - part) * (1 - peak)))

    def words(self) -> Pair:
        """What it is, in words."""
        return say_both("simulation.triangular", low=self.low, mode=self.mode, high=self.high)


@dataclass(frozen=True, slots=True)
class Normal:
    """Normal about ``mean``, and nothing below ``low`` or above ``high`` (截断正态分布)."""

    mean: Any
    sd: Any
    low: Any
    high: Any

    def value(self, part: float) -> Any:
        """The value that such a part of all values does not exceed."""
        ends = span("Normal", (self.low, self.high))
        mean, sd = float(number("Normal", self.mean)), float(number("Normal", self.sd))
        if sd <= 0:
            raise RequestError(problem("simulation.sd", found=str(self.sd)[:LONGEST_SHOWN]))
        whole = NormalDist(mean, sd)
        low, high = whole.cdf(float(ends[0])), whole.cdf(float(ends[1]))
        reached = low + part * (high - low)
        if not 0 < reached < 1:
            raise RequestError(problem("simulation.far_from_mean", low=self.low, high=self.high, mean=self.mean))
        place = (whole.inv_cdf(reached) - float(ends[0])) / float(ends[1] - ends[0])
        return within(ends, place)

    def words(self) -> Pair:
        """What it is, in words."""
        return say_both("simulation.normal", mean=self.mean, sd=self.sd, low=self.low, high=self.high)


@dataclass(frozen=True, slots=True)
class Weighted:
    """One of some values, each as likely as its part of the weights (加权取值): ``Weighted({"II": 1, "III": 3})``."""

    weights: Mapping[Any, Any]

    def value(self, part: float) -> Any:
        """The value that such a part of all values, in this order, does not exceed."""
        given: Any = self.weights
        if not isinstance(given, Mapping) or not given:
            raise RequestError(problem("simulation.weights", found=str(self.weights)[:LONGEST_SHOWN]))
        weights = [number("Weighted", each) for each in self.weights.values()]
        if min(weights) < 0 or not sum(weights):
            raise RequestError(problem("simulation.weights", found=str(self.weights)[:LONGEST_SHOWN]))
        until = list(accumulate(weights))
        wanted = Fraction(part) * until[-1]
        return next(value for value, end in zip(self.weights, until, strict=True) if wanted < end)

    def words(self) -> Pair:
        """What it is, in words."""
        shown = ", ".join(f"{value} ({weight})" for value, weight in self.weights.items())
        return say_both("simulation.weighted", values=shown)


Distribution = Uniform | Triangular | Normal | Weighted


@dataclass(frozen=True)
class DrawnTerms(Sequence[Mapping[str, Any]]):
    """Sets of terms as :func:`ecocomp.simulate` takes them; ``assumes`` says what they were drawn from."""

    sets: tuple[Mapping[str, Any], ...]
    assumes: Pair

    def __len__(self) -> int:
        return len(self.sets)

    def __getitem__(self, place: Any) -> Any:
        return self.sets[place]

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        return iter(self.sets)


def drawn_terms(terms: Mapping[str, Distribution], *, sets: int = 100, seed: int = 1) -> DrawnTerms:
    """So many sets of terms drawn from distributions, for :func:`ecocomp.simulate` (条款抽取).

    ``terms`` are distributions by name, their values in the unit of the term: :class:`Uniform`, :class:`Triangular`,
    :class:`Normal` (truncated) or :class:`Weighted`. They are drawn independently of one another by a Latin hypercube
    (拉丁超立方抽样): of each term one value from each of ``sets`` equally likely parts, in random order. Ranges are
    drawn from in 10,000 steps. Notes say what was assumed, with the seed.

    Raises RequestError for what is no distribution, and for parameters and counts that are none.

    >>> [each["annual_cap"] for each in drawn_terms({"annual_cap": Uniform(500, 1000)}, sets=2)]
    [Decimal('729.8'), Decimal('919.7')]
    """
    given: Any = terms
    if not isinstance(given, Mapping) or not given:
        raise RequestError(problem("simulation.drawn_type", found=type(terms).__name__))
    check_counts((("sets", sets, 1, MOST_SETS), ("seed", seed, 0, (1 << 64) - 1)))
    problems: list[Problem] = []
    columns: dict[str, list[Any]] = {}
    for at, (name, each) in enumerate(given.items()):
        if not isinstance(each, Distribution):
            problems.append(problem("simulation.no_distribution", name=str(name), found=type(each).__name__))
            continue
        random = stream(seed, at)  # another term more leaves those before it as they are
        parts = (random.permutation(sets) + random.random(sets)) / sets
        try:
            columns[str(name)] = [each.value(part) for part in parts.tolist()]
        except RequestError as trouble:
            problems += [replace(wrong, place=Place(str(name))) for wrong in trouble.problems]
    if problems:
        raise RequestError(problems)
    told = [each.words() for each in terms.values()]
    shown = (", ".join(f"{name} {words[at]}" for name, words in zip(terms, told, strict=True)) for at in (0, 1))
    assumes = say_both("simulation.note_drawn", terms=Pair(*shown), sets=sets, seed=seed)
    return DrawnTerms(
        tuple(dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)), assumes
    )


def within(ends: tuple[Fraction, Fraction], place: float) -> Decimal | Fraction:
    """The value at a place between two ends, on the nearest step."""
    low, high = ends
    found = low + (high - low) * Fraction(round(min(max(place, 0.0), 1.0) * STEPS), STEPS)
    try:
        return EXACT.divide(Decimal(found.numerator), Decimal(found.denominator))
    except Inexact:
        return found
