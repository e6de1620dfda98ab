"""Which reported value turns a payment round (转向点): every value that could be reported is settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any

import numpy as np

from ecocomp.agreement.agreement import Agreement
from ecocomp.assessment.monthly import decimals_of
from ecocomp.errors import RequestError, problem
from ecocomp.money import yuan
from ecocomp.period import assessment_year
from ecocomp.settlement.coordinates import label_on, resolved
from ecocomp.settlement.result import Settlement
from ecocomp.settlement.wheres import where_text
from ecocomp.simulation.amounts import ByKind, EveryYear
from ecocomp.simulation.results.options import span
from ecocomp.simulation.results.told import Naming, ToldFrame, notes_on
from ecocomp.simulation.scenarios.block import LARGEST, Block, Key, Wholes, blocks_of, rows_of_block
from ecocomp.simulation.scenarios.history import History, history_of
from ecocomp.simulation.scenarios.spelled import names_text
from ecocomp.simulation.sweep import Sweep
from ecocomp.standards.limits import ladder
from ecocomp.wording import Pair, language_in_use, say, say_both
from ecocomp.written import fraction_text

BLOCK_ROWS = 1 << 12
#: So many values can be looked at.
MOST_VALUES = 1_000_000
#: Without a range of one's own values are looked at up to so many times the last limit of the grades, or the value.
TIMES_LIMIT, TIMES_VALUE = 2, 10


@dataclass(frozen=True)
class OneVaried:
    """A year as it was, with one value in place of another: scenarios that go through all values in a range.

    ``values``, ``below`` and ``states`` are of twelve months; ``first`` is the whole number of the first value and
    ``by`` how far apart they are.
    """

    name: str
    assumes: Pair
    decimals: Mapping[str, int]
    values: Mapping[Key, Wholes]
    below: Mapping[Key, Any]
    states: Mapping[tuple[str, str], Any]
    varied: Key
    months: Sequence[int]
    first: int
    by: int
    rows: int
    block_rows: int = BLOCK_ROWS
    seed: int | None = None

    def block(self, number: int) -> Block:
        """The block with this number."""
        rows = rows_of_block(self, number)
        count = rows.stop - rows.start
        values, below, states = (
            {key: np.repeat(each[:, None], count, axis=1) for key, each in given.items()}
            for given in (self.values, self.below, self.states)
        )
        for month in self.months:
            values[self.varied][month] = self.first + self.by * np.arange(rows.start, rows.stop)
            if self.varied in below:
                below[self.varied][month] = False
            for (_, section), state in states.items():
                if section == self.varied[1]:  # what is measured flows
                    state[month] = False
        return Block(count, values, below, states)


def turning_points(
    settlement: Settlement,
    *,
    section: str,
    indicator: str,
    month: str | int | None = None,
    between: tuple[Any, Any] | None = None,
    party: str | None = None,
    language: str | None = None,
) -> ToldFrame:
    """Between which two reported values of an indicator at a section a net amount changes its sign (转向点).

    Every value in the range that could be reported with the indicator's decimals is put in place of the monthly value
    of ``month`` (without it, of every month of the settlement), all else left as it was, and settled. ``between`` is
    the range in the indicator's unit; by default it ends at twice the last limit of the grades.

    Columns: ``party``, ``below`` and ``above`` (two neighbouring values, as Decimal), ``net_below`` and ``net_above``
    (what the party is left with, Decimal yuan). All changes in the range are told; there may be none.

    Raises RequestError for what does not exist, for a range without values or with too many, and for a settlement that
    monthly values alone do not give (values of days, gaps that were left out).
    """
    agreement = settlement.agreement
    section, indicator = resolved(agreement, "section", section), resolved(agreement, "indicator", indicator)
    rules = agreement.text.readings
    indicators = rules.indicators if rules is not None else []
    if rules is None or indicator not in indicators or section not in agreement.sections:
        found = where_text(agreement, (section, indicator))
        raise RequestError(problem("simulation.nothing_read", found=found, choices=names_text(indicators)))
    wanted = list(agreement.parties) if party is None else [resolved(agreement, "party", party)]
    labels = [each.label for each in settlement.period.months]
    chosen = labels if month is None else [label_on(agreement, settlement.scope.space, "month", month)]
    whole = [each.label for each in assessment_year(settlement.period.year, agreement.text.assessment.starts).months]
    history = history_of(agreement, settlement.readings)
    places = decimals_of(rules, indicator)
    if places is None:
        places = max(history.decimals[indicator], 0)
    asked = Asked(settlement, (indicator, section), [whole.index(each) for each in chosen], places)
    scenarios = asked.scenarios(history, between)
    nets, unsettled = settled_nets(settlement, scenarios)
    rows = []
    naming = Naming(agreement, language)
    for each in wanted:
        net = nets[list(agreement.parties).index(each)]
        for at in turns(net, unsettled):
            first = scenarios.first // scenarios.by + at
            rows.append(
                {
                    "party": naming.party(each),
                    "below": Decimal(f"{first}e-{places}"),
                    "above": Decimal(f"{first + 1}e-{places}"),
                    "net_below": yuan(int(net[at])),
                    "net_above": yuan(int(net[at + 1])),
                }
            )
    chosen_language = language_in_use(language)
    count = int(unsettled.sum())
    notes = [say("simulation.note_values", chosen_language, assumes=scenarios.assumes, rows=scenarios.rows)]
    notes += notes_on([agreement], settlement.period, None, language, years=scenarios.rows, unsettled=count)
    if not rows:
        notes.append(say("simulation.note_no_turn", chosen_language))
    return naming.frame(rows, notes, columns=("party", "below", "above", "net_below", "net_above"))


@dataclass(frozen=True)
class Asked:
    """What is varied: the value of a section and indicator in some places of the year, by so many decimals."""

    settlement: Settlement
    key: Key
    months: Sequence[int]
    places: int

    @property
    def agreement(self) -> Agreement:
        return self.settlement.agreement

    @property
    def unit(self) -> int:
        """How many of the smallest steps are one."""
        return int(10**self.places)

    def scenarios(self, history: History, between: tuple[Any, Any] | None) -> OneVaried:
        """The year of the settlement with every value of the range in place."""
        indicator = self.key[0]
        if self.settlement.period.year not in history.years:
            raise RequestError(problem("simulation.not_by_months"))
        year = history.years.index(self.settlement.period.year)
        values = {key: each[year] for key, each in history.values.items()}
        below = {key: each[year] for key, each in history.below.items()}
        finest = max(history.decimals[indicator], self.places)
        finer = 10 ** (finest - history.decimals[indicator])
        for key, each in values.items():
            if key[0] == indicator:
                values[key] = finer_by(each, finer)
        if between is None:
            low, high = Fraction(0), self.highest(values[self.key], finest)
        else:
            low, high = span("between", between)
        first, last = ceil(low * self.unit), floor(high * self.unit)
        by = 10 ** (finest - self.places)
        if not 1 <= last - first < MOST_VALUES or max(abs(first), abs(last)) * by > LARGEST:
            raise RequestError(
                problem(
                    "simulation.values",
                    low=fraction_text(low),
                    high=fraction_text(high),
                    step=fraction_text(Fraction(1, self.unit)),
                    most=MOST_VALUES,
                )
            )
        return OneVaried(
            name="values",
            assumes=self.assumes(first, last),
            decimals={**history.decimals, indicator: finest},
            values=values,
            below=below,
            states={key: each[year] for key, each in history.states.items()},
            varied=self.key,
            months=self.months,
            first=first * by,
            by=by,
            rows=last - first + 1,
        )

    def highest(self, values: Wholes, finest: int) -> Fraction:
        """Where the range ends if nobody says so."""
        rules = self.agreement.text.readings
        assert rules is not None
        limits = ladder(self.key[0], waters=rules.waters, edition=rules.standard)
        most = max(Fraction(int(values[month]), 10**finest) for month in self.months)
        most = max(most * TIMES_VALUE, max(limits.limits) * TIMES_LIMIT if limits else Fraction(0))
        return min(most, Fraction(LARGEST, 10**finest))

    def assumes(self, first: int, last: int) -> Pair:
        """What is varied, in words."""
        months = [self.settlement.period.months[0].label, self.settlement.period.months[-1].label]
        year = assessment_year(self.settlement.period.year, self.agreement.text.assessment.starts).months
        if len(self.months) == 1:
            months = [year[self.months[0]].label]
        both = [where_text(self.agreement, (self.key[1], self.key[0]), language) for language in ("zh", "en")]
        return say_both(
            "simulation.assumes_values",
            where=Pair(*both),
            months="–".join(dict.fromkeys(months)),
            low=fraction_text(Fraction(first, self.unit)),
            high=fraction_text(Fraction(last, self.unit)),
            step=fraction_text(Fraction(1, self.unit)),
        )


def finer_by(values: Wholes, times: int) -> Wholes:
    """Whole numbers in finer units; what is missing stays so. RequestError where they become too large."""
    there = values > -LARGEST
    if there.any() and int(np.abs(values[there]).max()) * times > LARGEST:
        raise RequestError(problem("simulation.values_large"))
    return np.where(there, values * np.where(there, times, 1), values).astype(np.int32)


def settled_nets(settlement: Settlement, scenarios: OneVaried) -> tuple[Any, Any]:
    """What each party is left with by each value, in fen, and which of them are not settled.

    Raises RequestError unless the year as it was comes out as the settlement itself.
    """
    as_it_was = OneVaried(**{**vars(scenarios), "months": (), "rows": 1})
    (outcome,) = outcomes(settlement, as_it_was)
    before = [int(outcome.column(0, each.party)[0]) for each in settlement.positions]
    if outcome.unsettled(0)[0] or before != [each.net for each in settlement.positions]:
        raise RequestError(problem("simulation.not_by_months"))
    found = list(outcomes(settlement, scenarios))
    nets = [np.concatenate([each.column(0, party) for each in found]) for party in settlement.agreement.parties]
    return np.stack(nets), np.concatenate([each.unsettled(0) for each in found])


def outcomes(settlement: Settlement, scenarios: OneVaried) -> list[EveryYear | ByKind]:
    """The outcomes of all blocks, with the settlement's own inputs and readings."""
    sweep = Sweep(
        agreement=settlement.agreement,
        period=settlement.period,
        inputs=settlement.inputs,
        scenarios=scenarios,
        given=None,
        history=settlement.readings,
        exact=True,
        compile_it=False,
    )
    return [sweep.block(number) for number in range(blocks_of(scenarios))]


def turns(net: Any, unsettled: Any) -> list[int]:
    """Behind which values the sign of a net amount is another, where both of two neighbours are settled."""
    sign = np.sign(net)
    both = ~(unsettled[:-1] | unsettled[1:])
    return [int(each) for each in np.flatnonzero((sign[:-1] != sign[1:]) & both)]
