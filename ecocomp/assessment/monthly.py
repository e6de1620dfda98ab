"""Monthly values (月值) of sections by the agreement's own rules, each with how it came about.

A monthly value is the mean of the month's readings: what was measured below the detection limit enters by the
agreement's rule, the mean is exact, and it is rounded once, half-even, where the agreement says so
(evaluation decimals: 环办监测函〔2020〕82号; a value that would vanish keeps one figure: 总站水字〔2018〕87号).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ecocomp.agreement import model
from ecocomp.agreement.builtin_names import BUILTINS
from ecocomp.assessment.ph import mean_ph
from ecocomp.assessment.sections import SectionReadings
from ecocomp.errors import NOWHERE
from ecocomp.formula.absent import Absent, Cause
from ecocomp.formula.exact import total
from ecocomp.period import Month
from ecocomp.readings.reading import BELOW, Reading
from ecocomp.rounding import Rational, evaluation_value, quantum
from ecocomp.standards.indicators import indicators

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class MonthlyValue:
    """How a monthly value came about: the readings used, those left aside, and each step.

    ``value`` is the exact value or an Absent; ``mean`` the value before rounding; ``below`` how many readings
    below the detection limit were taken by the agreement's rule.
    """

    section: str
    indicator: str
    month: Month
    value: Any
    mean: Rational | None
    used: tuple[Reading, ...]
    aside: tuple[Reading, ...]
    below: int
    decimals: int | None


class MonthlyValues:
    """Works out monthly values for one agreement and one set of readings."""

    def __init__(self, file: model.AgreementFile, found: SectionReadings) -> None:
        rules = file.readings
        assert rules is not None
        self.rules = rules
        self.found = found
        self.excluded = frozenset(rules.excluded)
        self.unused = frozenset(rules.unused)
        self.decimals = {each: decimals_of(rules, each) for each in rules.indicators}

    def value(self, section: str, indicator: str, month: Month) -> Any:
        """The monthly value as an exact element: quick for the common case of one plain reading."""
        readings = self.found.at(section, indicator, month)
        if len(readings) == 1:
            reading = readings[0]
            value = reading.value
            if value is not None and not reading.state and not self.rules.at_least:
                places = self.decimals[indicator]
                if places is None or quantum(places).denominator % value.denominator == 0:
                    return value
        return self.explained(section, indicator, month).value

    def explained(self, section: str, indicator: str, month: Month) -> MonthlyValue:
        """The monthly value with its readings and steps."""
        readings = self.found.at(section, indicator, month)
        used: list[Reading] = []
        aside: list[Reading] = []
        values: list[Rational] = []
        for reading in readings:
            value = None if reading.state in self.unused else self.taken(reading)
            if value is None:
                aside.append(reading)
            else:
                used.append(reading)
                values.append(value)
        below = sum(reading.qualifier == BELOW for reading in used)
        places = self.decimals[indicator]
        coordinate = (section, indicator, month.label)
        mean: Rational | None = None
        if not values:
            result: Any = self.absent(coordinate, readings)
        elif self.rules.at_least and len(values) < self.rules.at_least:
            result = self.too_few(len(values), coordinate, readings)
        else:
            mean = mean_ph(values) if indicator == "ph" else mean_of(values)
            result = mean if places is None else evaluation_value(mean, places)
        return MonthlyValue(section, indicator, month, result, mean, tuple(used), tuple(aside), below, places)

    def too_few(self, found: int, coordinate: Coordinate, readings: Sequence[Reading]) -> Absent:
        """Fewer readings than the agreement asks of a month."""
        details = (("found", found), ("at_least", str(self.rules.at_least)))
        return Absent("missing", (Cause("settlement.month_too_few", coordinate, details, readings[0].place),))

    def taken(self, reading: Reading) -> Rational | None:
        """The number that a reading enters the mean with; None where it does not."""
        if reading.value is not None or reading.qualifier != BELOW:
            return reading.value
        policy = self.rules.below_detection
        if policy == "zero":
            return Fraction(0)
        if policy == "exclude" or reading.detection_limit is None:
            return None
        return reading.detection_limit * HALF if policy == "half" else reading.detection_limit

    def absent(self, coordinate: tuple[str, str, str], readings: Sequence[Reading]) -> Absent:
        """Why there is no value: a state that the agreement excludes, or nothing usable."""
        place = readings[0].place if readings else NOWHERE
        for reading in readings:
            if reading.state in self.excluded:
                cause = Cause(f"settlement.state_{reading.state}", coordinate, (), reading.place)
                return Absent("excluded", (cause,))
        if not readings:
            return Absent("missing", (Cause("settlement.none_in_month", coordinate),))
        if any(reading.qualifier == BELOW and reading.state not in self.unused for reading in readings):
            if self.rules.below_detection == "exclude":
                return Absent("excluded", (Cause("settlement.all_below", coordinate, (), place),))
            return Absent("missing", (Cause("settlement.no_detection_limit", coordinate, (), place),))
        return Absent("missing", (Cause("settlement.nothing_usable", coordinate, shown(readings), place),))

    def state(self, section: str, month: Month, state: str) -> bool:
        """Whether the section was in ``state`` (断流, 结冰) in the month: some reading says so, none is measured."""
        readings = [each for indicator in self.rules.indicators for each in self.found.at(section, indicator, month)]
        measured = any(each.value is not None or each.qualifier == BELOW for each in readings)
        return any(each.state == state for each in readings) and not measured

    def behind(self, name: str, section: str, month: Month) -> list[Reading]:
        """The readings that a name of the language (``Q``, ``no_flow`` …) was made from at a section and month."""
        if name in STATES:
            readings = (one for each in self.rules.indicators for one in self.found.at(section, each, month))
            return [each for each in readings if each.state == name]
        return self.used_for(INDICATOR_OF[BUILTINS[name].needs], section, month)

    def used_for(self, indicator: str, section: str, month: Month) -> list[Reading]:
        """The readings of a flow, volume or published grade that count."""
        readings = self.found.at(section, indicator, month)
        return [each for each in readings if each.value is not None and each.state not in self.unused]

    def quantity(self, section: str, name: str, month: Month) -> Any:
        """Flow (mean of the month, dry days counting as none), volume (sum of the month) or the published grade."""
        readings = self.used_for(INDICATOR_OF[name], section, month)
        coordinate = (section, name, month.label)
        everything = self.found.at(section, INDICATOR_OF[name], month)
        values = [each.value for each in readings if each.value is not None]
        if not values:
            return self.absent(coordinate, everything)
        if self.rules.at_least and name != "published_grade" and len(values) < self.rules.at_least:
            return self.too_few(len(values), coordinate, everything)
        if name == "flow":
            # a day on which the river was dry among days on which it ran is a day of no flow, not a day without data
            dry = [ZERO_FLOW for each in everything if each.value is None and each.state == DRY]
            return mean_of([*values, *dry])
        if name == "volume":
            return self.volume(readings, everything, coordinate)
        if len(set(values)) > 1:
            return Absent(
                "missing", (Cause("settlement.several_grades", coordinate, shown(readings), readings[0].place),)
            )
        return int(values[0])

    def volume(self, readings: Sequence[Reading], everything: Sequence[Reading], coordinate: Coordinate) -> Any:
        """The sum of a month's volumes, which lacks if a part of it does, or is told twice (by month and by day)."""
        lacking = [each for each in everything if each not in readings and each.state not in (DRY, *self.unused)]
        if lacking:
            cause = Cause("settlement.volume_lacks", coordinate, shown(lacking), lacking[0].place)
            return Absent("missing", (cause,))
        if len({len(each.when) for each in readings}) > 1:
            return Absent("missing", (Cause("settlement.volume_twice", coordinate, (), readings[0].place),))
        return sum(each.value for each in readings if each.value is not None)


Coordinate = tuple[str, str, str]
DRY = "no_flow"
ZERO_FLOW = Fraction(0)
STATES = (DRY, "frozen")
INDICATOR_OF = {"flow": "flow", "volume": "volume", "published_grade": "grade"}


def decimals_of(rules: model.Readings, indicator: str) -> int | None:
    """The decimals that a monthly value of ``indicator`` keeps; None where it is not rounded."""
    if rules.decimals == "unrounded":
        return None
    if rules.decimals == "standard":
        return indicators()[indicator].decimals
    return rules.decimals[indicator]


def mean_of(values: Sequence[Rational]) -> Rational:
    """The exact arithmetic mean."""
    return values[0] if len(values) == 1 else Fraction(total(values)) / len(values)


def shown(readings: Sequence[Reading]) -> tuple[tuple[str, str], ...]:
    """The texts of readings that gave no value, for the reason's words."""
    texts = dict.fromkeys(reading.text.strip() or "(空)" for reading in readings)
    return (("found", "、".join(list(texts)[:5])),)
