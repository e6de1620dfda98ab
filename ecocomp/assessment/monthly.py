"""Monthly and daily values (月值、日值) of sections by the agreement's own rules, each with how it came about.

A value is the mean of the readings of its month or day: what was measured below the detection limit enters by the
agreement's rule, the mean is exact, and it is rounded once, half-even, where the agreement says so
(evaluation decimals: 环办监测函〔2020〕82号; a value that would vanish keeps one figure: 总站水字〔2018〕87号).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from ecocomp.agreement import model
from ecocomp.agreement.builtin_names import BUILTINS
from ecocomp.assessment.means import PH, below_detection, mean_of, mean_of_indicator
from ecocomp.assessment.methods import Chosen, choose, told_twice
from ecocomp.assessment.sections import SectionReadings
from ecocomp.errors import NOWHERE
from ecocomp.formula.absent import Absent, Cause
from ecocomp.period import Month
from ecocomp.readings.reading import BELOW, DAY_LENGTH, Reading
from ecocomp.readings.why import state_name, why_not, whys
from ecocomp.rounding import Leaning, Rational, evaluation_value, quantum
from ecocomp.standards.indicators import indicators


@dataclass(frozen=True, slots=True)
class MonthlyValue:
    """How a value of a month, or of one day of it, came about: the readings used, those left aside, and each step.

    ``value`` is the exact value or an Absent; ``mean`` the value before rounding; ``below`` how many readings
    below the detection limit were taken by the agreement's rule. ``chosen`` says how automatic and manual readings
    were chosen from; ``lean`` which way the only reading leans, ``day`` is the label of the day or empty.
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
    chosen: Chosen
    lean: int = 0
    day: str = ""


class MonthlyValues:
    """Works out monthly and daily values for one agreement and one set of readings."""

    def __init__(self, file: model.AgreementFile, found: SectionReadings) -> None:
        rules = file.readings
        assert rules is not None
        self.rules = rules
        self.found = found
        self.excluded = frozenset(rules.excluded)
        self.unused = frozenset(rules.unused)
        self.decimals = {each: decimals_of(rules, each) for each in rules.indicators}
        #: Whether one plain reading is a value without more ado.
        self.plain = not (rules.at_least or rules.at_least_days or rules.at_least_per_day)
        self._chosen: dict[tuple[str, str, Month], Chosen] = {}
        self._days: dict[tuple[str, str, Month], Mapping[str, Sequence[Reading]]] = {}
        #: Monthly loads that were worked out, by section, indicator and month (``loads.monthly_load``).
        self.loads: dict[tuple[str, str, Month], Any] = {}
        self._explained_days: dict[tuple[str, str, str], MonthlyValue] = {}

    # -- months -----------------------------------------------------------------------------------------------------

    def value(self, section: str, indicator: str, month: Month) -> Any:
        """The monthly value as an exact element: quick for the common case of one plain reading."""
        readings = self.found.at(section, indicator, month)
        if len(readings) == 1 and self.is_plain(readings[0], indicator):
            return readings[0].value
        return self.explained(section, indicator, month).value

    def is_plain(self, reading: Reading, indicator: str) -> bool:
        """Whether the value of the only reading is the value of its month or day as it stands."""
        value = reading.value
        if value is None or reading.state or reading.lean or not self.plain:
            return False
        places = self.decimals[indicator]
        return places is None or quantum(places).denominator % value.denominator == 0

    def is_exact(self, reading: Reading, indicator: str) -> bool:
        """Whether rounding to evaluation decimals leaves the value of the only reading as it is."""
        places = indicators()[indicator].decimals if self.decimals[indicator] is None else self.decimals[indicator]
        value = reading.value
        return value is not None and (places is None or quantum(places).denominator % value.denominator == 0)

    def explained(self, section: str, indicator: str, month: Month) -> MonthlyValue:
        """The monthly value with its readings and steps."""
        chosen = self.chosen(section, indicator, month)
        found = self.made(section, indicator, month, chosen)
        if found.used and chosen.must_suffice:
            few = self.lack(found.used, (section, indicator, month.label))
            if few is not None:
                return replace(found, value=few, mean=None)
        return found

    def chosen(self, section: str, indicator: str, month: Month) -> Chosen:
        """The readings of a month that count, chosen from automatic and manual ones."""
        key = (section, indicator, month)
        if key not in self._chosen:
            found = choose(
                self.rules,
                self.found.at(section, indicator, month),
                lambda reading: self.taken(reading, self.rules.below_in_means) is not None,
                lambda usable: self.lack(usable, ()) is None,
            )
            cause = found.cause or told_twice([each for each in found.kept if self.counts(each)])
            self._chosen[key] = replace(found, cause=cause)
        return self._chosen[key]

    def counts(self, reading: Reading) -> bool:
        """Whether a reading has a part in the value of its month: a day without flow has, in the mean flow."""
        if reading.state in self.unused:
            return False
        return self.amount(reading) is not None or reading.qualifier == BELOW

    def made(
        self,
        section: str,
        indicator: str,
        month: Month,
        chosen: Chosen,
        readings: Sequence[Reading] | None = None,
        day: str = "",
    ) -> MonthlyValue:
        """The value that ``readings``, or all that were chosen, make; whether they are enough is another question."""
        used: list[Reading] = []
        aside: list[Reading] = []
        values: list[Rational] = []
        found = chosen.kept if readings is None else readings
        for reading in found:
            value = self.taken(reading, self.rules.below_in_means)
            if value is None:
                aside.append(reading)
            else:
                used.append(reading)
                values.append(value)
        below = sum(reading.qualifier == BELOW for reading in used)
        places = self.decimals[indicator]
        mean: Rational | None = None
        lean = used[0].lean if len(used) == 1 else 0
        if chosen.cause is not None or not values:
            coordinate = (section, indicator, day or month.label)
            result: Any = self.absent(coordinate, found, self.rules.below_in_means, chosen)
        else:
            mean = mean_of_indicator(indicator, values)
            if places is not None:
                result = evaluation_value(mean, places, lean)
            else:
                # not rounded here, it may be by ``evaluation`` of a formula, which must know that it leans
                result = Leaning(mean, lean) if lean else mean
        return MonthlyValue(
            section, indicator, month, result, mean, tuple(used), tuple(aside), below, places, chosen, lean, day
        )

    def lack(self, used: Sequence[Reading], coordinate: tuple[str, ...]) -> Absent | None:
        """Why these readings are fewer than the agreement asks of a month; None where they are enough."""
        rules = self.rules
        if rules.at_least and len(used) < rules.at_least:
            return few("settlement.month_too_few", len(used), rules.at_least, coordinate, used)
        if rules.at_least_days:
            days = self.valid_days(used)
            if days < rules.at_least_days:
                return few("settlement.month_days_few", days, rules.at_least_days, coordinate, used)
        return None

    def valid_days(self, used: Sequence[Reading]) -> int:
        """How many days have as many readings as the agreement asks of a day."""
        by_day = of_days(used)
        return sum(len(each) >= (self.rules.at_least_per_day or 1) for each in by_day.values())

    def taken(self, reading: Reading, policy: str) -> Rational | None:
        """The number that a reading enters a mean or load with by a policy for values below; None where it does not."""
        if reading.state in self.unused:
            return None
        if reading.value is not None or reading.qualifier != BELOW:
            return reading.value
        if reading.indicator == PH:
            return None  # pH has no detection limit: files that say so are refused when read
        return below_detection(reading.detection_limit, policy)

    def absent(self, coordinate: Coordinate, readings: Sequence[Reading], policy: str, chosen: Chosen) -> Absent:
        """Why there is no value: no rule to choose by, a state that the agreement excludes, or nothing usable."""
        if chosen.cause is not None:
            return Absent("missing", (replace(chosen.cause, coordinate=coordinate),))
        place = readings[0].place if readings else NOWHERE
        # where some of the readings lack for another reason, what they would have said is missing
        if readings and all(reading.state in self.excluded for reading in readings):
            reading = readings[0]
            told = why_not(reading) if reading.doubt or reading.value is not None else state_name(reading.state)
            cause = Cause("settlement.excluded_state", coordinate, (("state", told),), reading.place)
            return Absent("excluded", (cause,))
        if not readings:
            return Absent("missing", (Cause("settlement.none_in_month", coordinate),))
        if any(reading.qualifier == BELOW and reading.state not in self.unused for reading in readings):
            if policy == "exclude":
                return Absent("excluded", (Cause("settlement.all_below", coordinate, (), place),))
            return Absent("missing", (Cause("settlement.no_detection_limit", coordinate, (), place),))
        return nothing_usable(coordinate, readings)

    # -- days -------------------------------------------------------------------------------------------------------

    def days(self, section: str, indicator: str, month: Month) -> Mapping[str, Sequence[Reading]]:
        """The readings of a month that count, by day; those that name no day are under none."""
        key = (section, indicator, month)
        if key not in self._days:
            self._days[key] = of_days(self.chosen(section, indicator, month).kept)
        return self._days[key]

    def day_value(self, section: str, indicator: str, month: Month, day: str) -> Any:
        """The daily value as an exact element: quick for one plain reading."""
        readings = self.days(section, indicator, month).get(day, ())
        chosen = self.chosen(section, indicator, month)
        if len(readings) == 1 and chosen.cause is None and self.is_plain(readings[0], indicator):
            return readings[0].value
        return self.explained_day(section, indicator, month, day).value

    def explained_day(self, section: str, indicator: str, month: Month, day: str) -> MonthlyValue:
        """The daily value with its readings and steps, made once."""
        key = (section, indicator, day)
        if key not in self._explained_days:
            self._explained_days[key] = self.made_day(section, indicator, month, day)
        return self._explained_days[key]

    def made_day(self, section: str, indicator: str, month: Month, day: str) -> MonthlyValue:
        """The value that the readings of a day make."""
        chosen = self.chosen(section, indicator, month)
        readings = self.days(section, indicator, month).get(day, ())
        found = self.made(section, indicator, month, chosen, readings, day)
        coordinate = (section, indicator, day)
        if not readings and chosen.cause is None:
            return replace(found, value=self.no_day(coordinate, chosen.kept))
        lacking = self.day_lack(found.used, coordinate)
        return found if lacking is None else replace(found, value=lacking)

    def day_lack(self, used: Sequence[Reading], coordinate: Coordinate) -> Absent | None:
        """Why these readings are fewer than the agreement asks of a day; None where they are enough."""
        least = self.rules.at_least_per_day
        return (
            few("settlement.day_too_few", len(used), least, coordinate, used)
            if least and 0 < len(used) < least
            else None
        )

    def no_day(self, coordinate: Coordinate, readings: Sequence[Reading]) -> Absent:
        """Why a day has no reading: the file tells of the month as a whole, or there was none."""
        whole = next((each for each in readings if len(each.when) < DAY_LENGTH), None)
        if whole is None:
            return Absent("missing", (Cause("settlement.none_on_day", coordinate),))
        cause = Cause("settlement.no_day", coordinate, (), whole.place)
        return Absent("missing", (cause,))

    # -- states, flow, volume, published grades ---------------------------------------------------------------------

    def state(self, section: str, month: Month, state: str, *amounts: str) -> bool:
        """Whether the section was in ``state`` (断流, 结冰) in the month: some reading says so, none is measured.

        ``amounts`` are looked at beside the indicators, those of them that the agreement reads.
        """
        looked_at = (*self.rules.indicators, *(each for each in amounts if each in self.rules.quantities))
        readings = [each for indicator in looked_at for each in self.found.at(section, indicator, month)]
        measured = any(each.value is not None or each.qualifier == BELOW for each in readings)
        return any(each.state == state for each in readings) and not measured

    def behind(self, name: str, section: str, month: Month, day: str = "") -> list[Reading]:
        """The readings that a name of the language (``Q``, ``no_flow`` …) was made from at a section and time."""
        if name in STATES:
            readings = (one for each in self.rules.indicators for one in self.found.at(section, each, month))
            return [each for each in readings if each.state == name]
        used = self.used_for(BUILTINS[name].needs, section, month)
        return [each for each in used if each.when.startswith(day)]

    def counted(self, name: str, section: str, month: Month) -> Chosen:
        """The readings of a flow or volume that count; of published grades all do."""
        indicator = INDICATOR_OF[name]
        if name == "published_grade":
            return Chosen(self.found.at(section, indicator, month))
        return self.chosen(section, indicator, month)

    def used_for(self, name: str, section: str, month: Month) -> list[Reading]:
        """The readings of a flow, volume or published grade that have a value."""
        return self.with_amount(self.counted(name, section, month).kept)

    def with_amount(self, readings: Sequence[Reading]) -> list[Reading]:
        return [each for each in readings if self.amount(each) is not None]

    def amount(self, reading: Reading) -> Rational | None:
        """The number that a reading enters a mean flow or a volume with: none flowed where the river was dry."""
        if reading.state in self.unused:
            return None
        dry = reading.indicator in (FLOW, VOLUME) and reading.state == DRY
        return NO_WATER if dry and reading.value is None else reading.value

    def amounts(self, readings: Sequence[Reading]) -> list[Rational]:
        return [amount for each in readings if (amount := self.amount(each)) is not None]

    def dry_throughout(self, section: str, month: Month, readings: Sequence[Reading]) -> bool:
        """Whether a month was dry by its readings of a flow or volume: none lacks, and nothing was measured."""
        told = [each for each in readings if each.state not in self.unused]
        dry = bool(told) and all(each.value is None and each.state == DRY for each in told)
        return dry and self.state(section, month, DRY, FLOW, VOLUME)

    def quantity(self, section: str, name: str, month: Month) -> Any:
        """Flow (mean of the month, dry days counting as none), volume (sum of the month) or the published grade."""
        chosen = self.counted(name, section, month)
        everything = chosen.kept
        readings = self.with_amount(everything)
        coordinate = (section, name, month.label)
        values = self.amounts(readings)
        if not values or chosen.cause is not None:
            return self.absent(coordinate, everything, "", chosen)
        if all(each.value is None for each in readings):
            if not self.dry_throughout(section, month, everything):
                # some dry days do not tell the flow of a month of which the others lack
                return nothing_usable(coordinate, everything)
            if DRY in self.excluded:
                return self.absent(coordinate, everything, "", chosen)
        if name != "published_grade" and chosen.must_suffice:
            lacking = self.lack(readings, coordinate)
            if lacking is not None:
                return lacking
        if name == "flow":
            return mean_of(values)
        if name == "volume":
            return self.volume(readings, everything, coordinate)
        if len(set(values)) > 1:
            return Absent(
                "missing", (Cause("settlement.several_grades", coordinate, shown(readings), readings[0].place),)
            )
        return int(values[0])

    def day_flow(self, section: str, month: Month, day: str) -> Any:
        """The mean flow of a day; that of a dry one is zero, so that the month's is the mean of its days."""
        chosen = self.chosen(section, FLOW, month)
        everything = self.days(section, FLOW, month).get(day, ())
        readings = self.with_amount(everything)
        coordinate = (section, FLOW, day)
        values = self.amounts(readings)
        if not everything and chosen.cause is None:
            return self.no_day(coordinate, chosen.kept)
        if not values or chosen.cause is not None:
            return self.absent(coordinate, everything, "", chosen)
        # a day with water is of no month that was dry throughout, which need not be looked through for it
        dry = DRY in self.excluded and all(each.value is None for each in readings)
        if dry and self.dry_throughout(section, month, chosen.kept):
            return self.absent(coordinate, everything, "", chosen)
        lacking = self.day_lack(readings, coordinate)
        return mean_of(values) if lacking is None else lacking

    def volume(self, readings: Sequence[Reading], everything: Sequence[Reading], coordinate: Coordinate) -> Any:
        """The sum of a month's volumes, which lacks if a part of it does."""
        lacking = [each for each in everything if each not in readings and each.state not in self.unused]
        if lacking:
            cause = Cause("settlement.volume_lacks", coordinate, (("found", whys(lacking)),), lacking[0].place)
            return Absent("missing", (cause,))
        return sum(self.amounts(readings))


Coordinate = tuple[str, str, str]
DRY = "no_flow"
FLOW = "flow"
VOLUME = "volume"
NO_WATER = Fraction(0)
STATES = (DRY, "frozen")
INDICATOR_OF = {"flow": FLOW, "volume": VOLUME, "published_grade": "grade"}


def decimals_of(rules: model.Readings, indicator: str) -> int | None:
    """The decimals that a monthly value of ``indicator`` keeps; None where it is not rounded."""
    if rules.decimals == "unrounded":
        return None
    if rules.decimals == "standard":
        return indicators()[indicator].decimals
    return rules.decimals[indicator]


def of_days(readings: Sequence[Reading]) -> dict[str, list[Reading]]:
    """Readings by day, those of a whole month under none."""
    found: dict[str, list[Reading]] = {}
    for each in readings:
        if len(each.when) >= DAY_LENGTH:
            found.setdefault(each.when[:DAY_LENGTH], []).append(each)
    return found


def few(sentence: str, found: int, least: int, coordinate: tuple[str, ...], readings: Sequence[Reading]) -> Absent:
    """Fewer than the agreement asks for."""
    details = (("found", found), ("at_least", str(least)))
    return Absent("missing", (Cause(sentence, coordinate, details, readings[0].place if readings else NOWHERE),))


def nothing_usable(coordinate: Coordinate, readings: Sequence[Reading]) -> Absent:
    """There are readings, and none that can be used."""
    details = (("found", whys(readings)),)
    return Absent("missing", (Cause("settlement.nothing_usable", coordinate, details, readings[0].place),))


def shown(readings: Sequence[Reading]) -> tuple[tuple[str, str], ...]:
    """The texts of readings, for the reason's words."""
    texts = dict.fromkeys(reading.text.strip() for reading in readings)
    return (("found", "、".join(list(texts)[:5])),)
