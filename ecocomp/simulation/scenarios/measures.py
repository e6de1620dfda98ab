"""What changes water against history: measures (治理措施) and trends (趋势), as factors on what they name."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ecocomp.agreement.agreement import Agreement
from ecocomp.errors import Problem, RequestError, problem
from ecocomp.simulation.scenarios.block import Key
from ecocomp.simulation.scenarios.spelled import indicator_of, section_of
from ecocomp.standards.indicators import INDICATORS
from ecocomp.wording import Pair, say_both

#: What no factor makes sense of: a logarithm, and a temperature with a zero of its own.
NOT_SCALED = ("ph", "water_temp")

Factor = int | float | str | Decimal | Fraction


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure (治理措施): an indicator, flow or volume times ``factor``, at a section or everywhere.

    ``Measure("NH3-N", "0.8", section="平林", since=2026)``: ammonia at 平林 is 20 % less from the assessment year 2026
    on. Without ``since`` it always is.
    """

    indicator: str
    factor: Factor
    section: str | None = None
    since: int | None = None

    def times(self, year: int | None) -> int:
        """How often the factor applies in an assessment year."""
        return int(self.since is None or (year is not None and year >= self.since))


@dataclass(frozen=True, slots=True)
class Trend:
    """A trend (趋势): an indicator, flow or volume times ``factor`` for each year after ``since``.

    ``Trend("TP", "0.97", since=2024)``: total phosphorus falls by 3 % a year; in 2026 it is 0.97 x 0.97 of what history
    has.
    """

    indicator: str
    factor: Factor
    since: int
    section: str | None = None

    def times(self, year: int | None) -> int:
        """How often the factor applies in an assessment year."""
        return max(0, year - self.since) if year is not None else 0


def factors(
    agreement: Agreement, wanted: Sequence[str], changes: Sequence[object], year: int | None
) -> Mapping[Key, float]:
    """What each indicator at each section is multiplied by. Raises RequestError with all that is wrong."""
    problems: list[Problem] = []
    found: dict[Key, float] = {}
    for each in changes:
        if not isinstance(each, Measure | Trend):
            problems.append(problem("scenarios.change_type", found=type(each).__name__))
            continue
        name = indicator_of(wanted, each.indicator)
        section = None if each.section is None else section_of(agreement, each.section)
        factor = number(each.factor)
        problems += [wrong for wrong in (name, section) if isinstance(wrong, Problem)]
        if name in NOT_SCALED:
            problems.append(problem("scenarios.not_scaled", found=each.indicator))
        if factor is None:
            problems.append(problem("scenarios.factor", found=each.factor))
        if type(each.since) not in (int, type(None)):
            problems.append(problem("scenarios.since", found=each.since))
        elif each.since is not None and year is None:
            problems.append(problem("scenarios.year_unsaid", found=each.since))
        if problems or not isinstance(name, str) or isinstance(section, Problem) or factor is None:
            continue
        for one in agreement.sections if section is None else (section,):
            found[name, one] = found.get((name, one), 1.0) * factor ** each.times(year)
    if problems:
        raise RequestError(problems)
    return found


def number(factor: Factor) -> float | None:
    """A factor above 0 as a number to reckon with; None where it is none."""
    try:
        found = float(factor)
    except (TypeError, ValueError, OverflowError):
        return None
    return found if math.isfinite(found) and found > 0 and not isinstance(factor, bool) else None


def change_words(agreement: Agreement, wanted: Sequence[str], change: Measure | Trend, year: int | None) -> Pair:
    """A measure or trend in words, as it applies in the year."""
    name = indicator_of(wanted, change.indicator)
    known = INDICATORS[str(name)]
    section = None if change.section is None else agreement.sections[str(section_of(agreement, change.section))]
    where = say_both("scenarios.everywhere") if section is None else Pair(section.name, section.name_en or section.name)
    what = Pair(known.chinese, known.english)
    details = {"what": what, "where": where, "factor": change.factor}
    if isinstance(change, Trend):
        return say_both("scenarios.trend", since=change.since, year=year, **details)
    if change.since is None:
        return say_both("scenarios.measure", **details)
    code = "scenarios.measure_since" if change.times(year) else "scenarios.measure_not_yet"
    return say_both(code, since=change.since, year=year, **details)
