"""Wet, normal and dry years (丰水年、平水年、枯水年): factors on flow and on concentrations, and how likely each is."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from ecocomp.errors import RequestError, problem
from ecocomp.simulation.scenarios.measures import Factor, number
from ecocomp.wording import Pair, say_both


@dataclass(frozen=True, slots=True)
class FlowYear:
    """One kind of year: its weight, and the factors that flow and volume, and concentrations, are multiplied by.

    ``FlowYear(weight=1, flow="1.4", concentration="0.8")``: flow is 40 % more than history has it, and concentrations
    are diluted (稀释) by 20 %.
    """

    weight: Factor
    flow: Factor
    concentration: Factor


@dataclass(frozen=True, slots=True)
class FlowYears:
    """Wet, normal and dry years (丰水年、平水年、枯水年); each is as likely as its part of the three weights."""

    wet: FlowYear
    normal: FlowYear
    dry: FlowYear


@dataclass(frozen=True, slots=True)
class YearFactors:
    """Flow years as numbers, in the order wet, normal, dry: probabilities added up, and factors."""

    until: tuple[float, ...]
    flow: tuple[float, ...]
    concentration: tuple[float, ...]


def year_factors(years: FlowYears) -> YearFactors:
    """Flow years as numbers. Raises RequestError with all that is wrong."""
    if not isinstance(years, FlowYears):
        raise RequestError(problem("scenarios.flow_years_type", found=type(years).__name__))
    given = [(each.weight, each.flow, each.concentration) for each in (years.wet, years.normal, years.dry)]
    numbers = [[number(each) for each in year] for year in given]
    wrong = [
        problem("scenarios.factor", found=told)
        for year, found in zip(given, numbers, strict=True)
        for told, each in zip(year, found, strict=True)
        if each is None
    ]
    if wrong:
        raise RequestError(wrong)
    weights, flow, concentration = ([each or 0.0 for each in column] for column in zip(*numbers, strict=True))
    until = accumulate(each / sum(weights) for each in weights)
    return YearFactors(tuple(until), tuple(flow), tuple(concentration))


def flow_words(years: FlowYears) -> Pair:
    """Flow years in words."""
    details = {
        f"{kind}_{name}": getattr(getattr(years, kind), name)
        for kind in ("wet", "normal", "dry")
        for name in ("weight", "flow", "concentration")
    }
    return say_both("scenarios.assumes_flow_years", **details)
