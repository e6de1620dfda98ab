"""What was reported in the years behind: monthly values by assessment year, by the agreement's own rules.

A month with one reading is taken as it was reported, also below detection, so that the agreement's rule for that is
left to the settlement. Of several readings the monthly value is made as the settlement makes it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from ecocomp.agreement.agreement import Agreement
from ecocomp.assessment.monthly import INDICATOR_OF, MonthlyValues
from ecocomp.assessment.sections import SectionReadings
from ecocomp.errors import NOWHERE, RequestError, problem
from ecocomp.formula.absent import Absent
from ecocomp.period import MONTHS_PER_YEAR, Month, assessment_year
from ecocomp.readings.reading import BELOW, Reading
from ecocomp.readings.readings import Readings
from ecocomp.rounding import to_integer
from ecocomp.simulation.scenarios.block import LARGEST, MISSING, Flags, Key, Wholes, names_read, states_told
from ecocomp.simulation.scenarios.wholes import MOST_DECIMALS, NotWholeError, decimals_for, places_of, whole_of
from ecocomp.wording import Pair, say_both

#: A mean that the agreement does not round has so many digits more than its readings.
MORE_DIGITS = 2


@dataclass(frozen=True)
class History:
    """Reported monthly values as whole numbers, by indicator (or quantity) and section: years down, months across.

    ``years`` are assessment years in order; ``told`` the months of them of which anything was said, be it that there
    was no value. ``below`` has those of which something was below detection, ``states`` are by state and section.
    """

    years: tuple[int, ...]
    told: Flags
    values: Mapping[Key, Wholes]
    below: Mapping[Key, Flags]
    states: Mapping[tuple[str, str], Flags]
    decimals: Mapping[str, int]

    @property
    def absent(self) -> tuple[Key, ...]:
        """What was never reported, and is missing in every scenario."""
        return tuple(key for key, each in self.values.items() if (each == MISSING).all())


@dataclass(frozen=True, slots=True)
class Reported:
    """The value of a month, or the limit it was below; ``digits`` are wanted of a mean that has no end."""

    value: Fraction | None = None
    below: bool = False
    digits: int | None = None


NOTHING = Reported()


def history_of(agreement: Agreement, readings: Readings) -> History:
    """The history that readings are. Raises RequestError where they say nothing of what the agreement reads."""
    wanted = names_read(agreement)
    if not isinstance(readings, Readings):
        raise RequestError(problem("scenarios.readings_type", found=type(readings).__name__))
    found = SectionReadings(agreement.sections, readings)
    wrong = [each for each in found.problems if each.severity == "error"]
    if wrong:
        raise RequestError(wrong)
    monthly = MonthlyValues(agreement.text, found)
    nothing = RequestError([problem("scenarios.no_history", title=agreement.title), *found.problems])
    years = _years(agreement, found, {INDICATOR_OF.get(name, name) for name in wanted})
    if not years:
        raise nothing
    quantities = agreement.text.readings.quantities if agreement.text.readings else []
    months = [month for year in years for month in assessment_year(year, agreement.text.assessment.starts).months]
    shape = (len(years), MONTHS_PER_YEAR)
    told = np.zeros(len(months), np.bool_)
    values: dict[Key, Wholes] = {}
    below: dict[Key, Flags] = {}
    decimals: dict[str, int] = {}
    problems = []
    for name in wanted:
        take = quantity_reported if name in quantities else indicator_reported
        cells = {section: [take(monthly, section, name, month) for month in months] for section in agreement.sections}
        read = INDICATOR_OF.get(name, name)
        for section in agreement.sections:
            told |= [bool(found.at(section, read, month)) for month in months]
        try:
            decimals[name] = _decimals([each for row in cells.values() for each in row])
        except NotWholeError as trouble:
            problems.append(trouble.problem(name, NOWHERE))
            continue
        for section, row in cells.items():
            wholes = np.array([_whole(each, decimals[name]) for each in row], np.int32)
            values[name, section] = wholes.reshape(shape)
            flags = np.array([each.below for each in row], np.bool_)
            if flags.any():
                below[name, section] = flags.reshape(shape)
    if problems:
        raise RequestError(problems)
    states = {
        (state, section): np.array([monthly.state(section, month, state) for month in months]).reshape(shape)
        for state in states_told(agreement)
        for section in agreement.sections
    }
    seen = {key: each for key, each in states.items() if each.any()}
    history = History(years, told.reshape(shape), values, below, seen, decimals)
    if len(history.absent) == len(values):
        raise nothing
    return history


def _years(agreement: Agreement, found: SectionReadings, read: Collection[str]) -> tuple[int, ...]:
    """The assessment years from the first reading of what is read at the sections to the last."""
    starts = agreement.text.assessment.starts
    names = {name for spellings in found.spellings.values() for name in spellings}
    months = [month for name, indicator, month in found.readings.by_cell if name in names and indicator in read]
    years = [each.year + (starts > 1 and each.month >= starts) for each in months]
    return tuple(range(min(years), max(years) + 1)) if years else ()


def indicator_reported(monthly: MonthlyValues, section: str, indicator: str, month: Month) -> Reported:
    """The monthly value of an indicator, as it was reported where there is but one reading of it."""
    chosen = monthly.chosen(section, indicator, month)
    counted = [each for each in chosen.kept if monthly.counts(each)]
    if not counted or chosen.cause is not None:
        return NOTHING
    if chosen.must_suffice and monthly.lack(counted, ()) is not None:
        return NOTHING
    limits = {each.detection_limit for each in counted}
    if all(each.qualifier == BELOW for each in counted) and len(limits) == 1:
        (limit,) = limits
        return NOTHING if limit is None else Reported(limit, below=True)
    return made(counted, monthly.value(section, indicator, month), rounded=monthly.decimals[indicator] is not None)


def quantity_reported(monthly: MonthlyValues, section: str, name: str, month: Month) -> Reported:
    """The flow, volume or published grade of a month."""
    return made(monthly.used_for(name, section, month), monthly.quantity(section, name, month), rounded=False)


def made(readings: list[Reading], value: Any, *, rounded: bool) -> Reported:
    """The monthly value that readings make: of one of them what it says."""
    if value.__class__ is Absent:
        return NOTHING
    if len(readings) == 1 and not readings[0].lean and readings[0].value is not None:
        value = readings[0].value
    exact = Fraction(value.numerator, value.denominator)
    if rounded and places_of(exact) <= MOST_DECIMALS:
        return Reported(exact)
    places = [places_of(each.value) for each in readings if each.value is not None]
    finest = max((each for each in places if each <= MOST_DECIMALS), default=0)
    return Reported(exact) if places_of(exact) <= finest else Reported(exact, digits=finest + MORE_DIGITS)


def _decimals(cells: list[Reported]) -> int:
    """The decimals that keep what was reported exactly, and means by as many digits as are wanted and fit."""
    told = [each for each in cells if each.value is not None]
    places = decimals_for(each.value for each in told if each.value is not None and each.digits is None)
    largest = max((abs(each.value) for each in told if each.value is not None), default=Fraction(0))
    wanted = max((each.digits for each in told if each.digits is not None), default=places)
    while wanted > places and largest * 10**wanted > LARGEST:
        wanted -= 1
    return max(places, wanted)


def _whole(cell: Reported, decimals: int) -> int:
    if cell.value is None:
        return MISSING
    if cell.digits is None:
        return whole_of(cell.value, decimals)
    return to_integer(cell.value * Fraction(10) ** decimals, "half_even")


def absent_words(agreement: Agreement, history: History) -> Pair | None:
    """What history never reports, in words; None where it reports everything."""
    if not history.absent:
        return None
    listed = ", ".join(f"{agreement.sections[section].name} {name}" for name, section in history.absent)
    return say_both("scenarios.assumes_absent", listed=listed)
