"""One year settled by itself, by the arithmetic that settles: where years differ in more than numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ecocomp.assessment.loads import BY_MEANS, MonthlyLoad
from ecocomp.assessment.means import below_detection
from ecocomp.assessment.monthly import DRY, MonthlyValues
from ecocomp.errors import Problem
from ecocomp.formula.absent import Absent, Cause
from ecocomp.formula.problems import FormulaError
from ecocomp.period import Month
from ecocomp.readings.readings import Readings
from ecocomp.rounding import evaluation_value
from ecocomp.settlement.limits import LimitKeeper
from ecocomp.settlement.lines import Line
from ecocomp.settlement.scope import ExactScope
from ecocomp.settlement.settling import of_formula, refused
from ecocomp.settlement.transfers import TransferMaker
from ecocomp.simulation.question import Question
from ecocomp.simulation.scenarios.block import MISSING, Block
from ecocomp.simulation.terms import TermSet
from ecocomp.simulation.varied_bands import varied_tables
from ecocomp.simulation.water import Reported, WaterReader

#: What is nothing where no water flows.
AMOUNTS = ("flow", "volume")


class GivenValues(MonthlyValues):
    """Monthly values of a scenario, in place of those of readings."""

    def give(self, block: Block, row: int, reader: WaterReader, months: Mapping[Month, int]) -> None:
        self.block = block
        self.row = row
        self.reader = reader
        self.places = months
        self.loads = {}

    def found_value(self, made_of: Reported, section: str, month: Month) -> Any:
        """What counts for a month by the agreement's rules; absent where the scenario has nothing."""
        key = (made_of.kind, section)
        place = self.places[month]
        given = self.block.values.get(key)
        whole = MISSING if given is None else int(given[place, self.row])
        if whole == MISSING:
            return self.nothing(key, month)
        value: Any = whole / Fraction(10) ** self.reader.decimals[made_of.kind]
        below = self.block.below.get(key)
        if below is not None and below[place, self.row]:
            value = below_detection(value, made_of.below)
            if value is None:
                return Absent("excluded", (Cause("settlement.all_below", (*key, month.label)),))
        return value if made_of.places is None else evaluation_value(value, made_of.places)

    def nothing(self, key: tuple[str, str], month: Month) -> Any:
        """What stands where a scenario has no value: nothing flows where it is dry; what is excluded takes no part."""
        kind, section = key
        if kind in AMOUNTS and DRY not in self.excluded and self.state(section, month, DRY):
            return 0
        coordinate = (section, kind, month.label)
        if any(self.state(section, month, each) for each in self.excluded):
            return Absent("excluded", (Cause("settlement.excluded_state", coordinate, (("state", ""),)),))
        return Absent("missing", (Cause("settlement.none_in_month", coordinate),))

    def value(self, section: str, indicator: str, month: Month) -> Any:
        if month not in self.places:
            return super().value(section, indicator, month)
        return self.found_value(self.reader.reported(f"C {indicator}"), section, month)

    def quantity(self, section: str, name: str, month: Month) -> Any:
        if month not in self.places:
            return super().quantity(section, name, month)
        found = self.found_value(self.reader.reported(name), section, month)
        return int(found) if name == "published_grade" and not isinstance(found, Absent) else found

    def state(self, section: str, month: Month, state: str, *amounts: str) -> bool:
        if month not in self.places:
            return super().state(section, month, state, *amounts)
        found = self.block.states.get((state, section))
        return found is not None and bool(found[self.places[month], self.row])


@dataclass(frozen=True)
class Year:
    """A year that is settled, and what stands in the way of that."""

    scope: ExactScope
    maker: TransferMaker
    keeper: LimitKeeper

    def lines(self) -> list[Line]:
        """Its lines. Raises FormulaError where a formula has no value."""
        for name in self.scope.agreement.checked.rules:
            self.scope.lookup(name, 0)
        return self.keeper.apply(self.maker.lines())

    def is_refused(self) -> bool:
        """Whether the agreement refuses to settle it, which its lines show."""
        problems = (*self.maker.problems, *self.keeper.problems)
        return any(each.action == "refuse" for each in self.maker.unpaid) or any(
            each.severity == "error" for each in problems
        )

    def first_error(self) -> Problem:
        """The first reason for that."""
        # a scenario has no files in which sections might be missing
        gaps = refused(self.maker.unpaid, self.scope.agreement, ())
        problems = (*self.maker.problems, *self.keeper.problems, *gaps)
        return next(each for each in problems if each.severity == "error")


class YearSettler:
    """Settles years one by one, by one set of terms."""

    def __init__(self, asked: Question, terms: TermSet) -> None:
        self.agreement = asked.agreement
        self.period = asked.period
        self.inputs = asked.inputs
        self.terms = terms
        self.reader = WaterReader(asked.rules, asked.decimals, asked.months)
        self.months = dict(zip(asked.period.months, asked.months, strict=True))
        self.history = asked.history or Readings(())

    def lines(self, block: Block, row: int) -> list[Line] | None:
        """The lines of a year; None where the agreement refuses."""
        year = self.begun(block, row)
        try:
            lines = year.lines()
        except FormulaError:
            return None
        return None if year.is_refused() else lines

    def refusal(self, block: Block, row: int) -> Problem | None:
        """What :func:`ecocomp.settle` says first of a year that the agreement refuses; None where it does not."""
        year = self.begun(block, row)
        try:
            year.lines()
        except FormulaError as trouble:
            return of_formula(trouble, year.scope)
        return year.first_error() if year.is_refused() else None

    def begun(self, block: Block, row: int) -> Year:
        """A year about to be settled."""
        scope = ExactScope(self.agreement, self.history, self.period, self.inputs)
        given = GivenValues(self.agreement.text, scope.found)
        given.give(block, row, self.reader, self.months)
        scope.monthly = given
        varied = self.terms.named
        scope.named = {**scope.named, **varied}
        scope.tables = {**scope.tables, **varied_tables(self.agreement, varied)}
        if given.rules.load == BY_MEANS and "flow" in given.rules.quantities:
            self.loads(given)
        return Year(scope, TransferMaker(scope), LimitKeeper(scope))

    def loads(self, given: GivenValues) -> None:
        """Loads of the months, as ``loads.of_means`` has them for one reading a month."""
        for section in self.agreement.sections:
            for indicator in given.rules.indicators:
                for month in self.period.months:
                    flow = given.quantity(section, "flow", month)
                    value = given.found_value(self.reader.reported(f"M {indicator}"), section, month)
                    found = flow if isinstance(flow, Absent) else value
                    if not isinstance(found, Absent):
                        found = value * flow * month.seconds
                    given.loads[section, indicator, month] = MonthlyLoad(found)
