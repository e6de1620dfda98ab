"""Works out blocks of years: quickly, then once more exactly where that could not decide, then one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from threading import Lock
from typing import Any

import numpy as np

from ecocomp.agreement import model
from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.named_values import NamedValue
from ecocomp.settlement.ledger import positions
from ecocomp.settlement.lines import Line as SettledLine
from ecocomp.simulation.amounts import ByKind, EveryYear, Name, named
from ecocomp.simulation.compiled import whole_bound
from ecocomp.simulation.deciding import MOST_KINDS, deciding_steps, kinds_of, values_of
from ecocomp.simulation.flows import Flows
from ecocomp.simulation.graph import Graph, Step, Untraced
from ecocomp.simulation.known import TRUTH, Column, Fact, scale_of
from ecocomp.simulation.money import TracedLine, TracedMoney, nets
from ecocomp.simulation.one_year import YearSettler
from ecocomp.simulation.question import Question
from ecocomp.simulation.scenarios.block import Block
from ecocomp.simulation.scope import TracedScope
from ecocomp.simulation.stage import Stage, Work, needed_by
from ecocomp.simulation.tracing import Traced
from ecocomp.simulation.water import BITS, BITS_COMPILED, WaterReader

Array = Any
BITS_IN_WORD = 32


class Engine:
    """An agreement made ready for many years, by terms of which some are varied."""

    def __init__(self, asked: Question) -> None:
        self.asked = asked
        self.agreement = asked.agreement
        self.months = asked.months
        self.compile_it = asked.compile_it
        self.reader = self.water_reader(asked.rules, asked.decimals, BITS_COMPILED if self.compile_it else BITS)
        self.varied = asked.terms
        self.graph = Graph()
        self.flows = Flows(self.agreement, asked.detail)
        self.names: tuple[Name, ...] = tuple(self.agreement.parties)
        #: From water to fen; or from water to the kind of year, and from there to fen.
        self.water: Stage | None = None
        self.money: Stage | None = None
        #: Series of water of which some months do not matter, but must be there.
        self.idle: list[tuple[str, str]] = []
        self.lines: list[TracedLine] = []
        with suppress(Untraced):  # what has no place in the graph is settled year by year
            self.trace(asked.rows)
        self.paid = PaidKinds(self)
        #: What was known of the columns of the block before, by the number of the step.
        self.before: dict[int, Fact] = {}

    def water_reader(self, rules: model.Readings, decimals: Mapping[str, int], bits: int) -> WaterReader:
        """What gives the columns of the water."""
        return WaterReader(rules, decimals, self.months, bits)

    def trace(self, rows: int) -> None:
        """All of the agreement as steps."""
        asked = self.asked
        scope = TracedScope(self.agreement, asked.period, asked.inputs, self.graph, self.traced_terms(), asked.history)
        money = TracedMoney(scope)
        self.lines = lines = money.lines()
        targets = nets(self.graph, lines, list(self.agreement.parties))
        if self.flows.detail:
            parts = self.flows.traced(self.graph, lines)
            self.names += tuple(parts)
            targets += parts.values()
        unsure = self.graph.any_of(*scope.tracing.unsure)
        ends = [*targets, *([unsure] if unsure is not None else [])]
        needed = needed_by(ends, ())
        deciding = deciding_steps(needed, ends)
        if deciding and kinds_of(deciding) <= min(MOST_KINDS, rows):
            self.water = Stage(
                deciding, self.measured(needed), self.varied, sizes=[values_of(each) for each in deciding]
            )
            self.money = Stage(targets, set(deciding), self.varied, unsure)
        else:
            self.water = Stage(targets, self.measured(needed), self.varied, unsure)
        read = Counter(step.data[:2] for step in self.water.given)
        self.idle = [series for series in self.graph.idle if read[series] < len(self.months)]

    @staticmethod
    def measured(steps: Sequence[Step]) -> set[Step]:
        return {step for step in steps if step.operator == "water"}

    def traced_terms(self) -> dict[str, NamedValue]:
        """The varied terms, their elements as steps."""
        steps = {}
        for number, (name, _) in enumerate(self.varied.varied):
            truth = self.varied.known[name].kind.sort == "truth"
            step = self.graph.term(number, truth)
            self.varied.step_of[number] = step.number
            steps[number] = Traced(step)
        return self.varied.with_values(steps)

    # -- blocks -----------------------------------------------------------------------------------------------------

    def block(self, block: Block, exact: bool = True, alone: bool = False) -> EveryYear | ByKind:
        """The outcomes of a block of years by every set of terms.

        ``exact``: to the fen as settled, in every year. ``alone``: no other block is worked on at once.
        """
        if self.water is None:
            return self.by_themselves(block)
        before = self.before  # threads work on blocks of one engine at once
        worked = self.as_before(block, self.water, before, exact, alone) if before else None
        if worked is None:
            columns, facts, lost = self.read(block, self.water)
            worked = Work(self.water, columns, facts, block.rows, self.compile_it, alone).all(lost, exact)
            self.before = facts if self.compile_it and not lost.any() else {}
        found, single, again = worked
        if self.money is not None:
            return self.by_kind(block, found[:, 0], single, again, exact)
        if len(found) < self.varied.count:  # sets that do not differ here were worked out once
            found, single = found[self.water.place_of], single[self.water.place_of]
        if not exact:
            found[np.broadcast_to(single[:, None, :], found.shape)] = 0
            return EveryYear(self.names, found, single, again, 0)
        outcome = EveryYear(self.names, found, np.zeros_like(single), again, int(single.sum()))
        return self.with_single(outcome, block, np.arange(block.rows), single)

    def as_before(
        self, block: Block, stage: Stage, facts: Mapping[int, Fact], exact: bool, alone: bool
    ) -> tuple[Array, Array, int] | None:
        """A block worked out as if the same ``facts`` were known of it as of one before; None where that is not so.

        A compiled loop sees for itself whether it is so: the block is gone through once, not twice.
        """
        by_section: dict[tuple[str, str], Array] = {}
        columns: dict[int, Array] = {}
        for step in stage.given:
            name, section, place = step.data
            if (name, section) not in by_section:  # what is known is the same of all months
                months, fact = self.reader.as_reported(block, name, section), facts[step.number]
                if months is None or whole_bound(fact) is None or scale_of(fact) != self.reader.scale(name):
                    return None  # scale: halves of detection limits have one decimal more than what was reported
                by_section[name, section] = months
            columns[step.number] = by_section[name, section][place]
        lost = odd_states(block, self.months) | self.lacking(block, self.idle)
        work = Work(stage, columns, facts, block.rows, True, alone)
        if lost.any() or work.kernel is None:
            return None
        found = work.all(lost, exact)
        return None if work.beyond else found

    def read(self, block: Block, stage: Stage) -> tuple[dict[int, Array], dict[int, Fact], Array]:
        """The columns of each water step, what is known of them, and the years that lack something."""
        by_section: dict[tuple[str, str], tuple[Array, Column]] = {}
        columns: dict[int, Array] = {}
        facts: dict[int, Fact] = {}
        lost = odd_states(block, self.months)
        for step in stage.given:
            name, section, place = step.data
            if (name, section) not in by_section:
                found, gone, fact = self.reader.columns(block, name, section)
                by_section[name, section] = found, fact
                if gone is not None:
                    lost |= gone
            months, facts[step.number] = by_section[name, section]
            columns[step.number] = months[place]
        lost |= self.lacking(block, [series for series in self.idle if series not in by_section])
        return columns, facts, lost

    def lacking(self, block: Block, series: Iterable[tuple[str, str]]) -> Array:
        """The years in which some series of water lack something."""
        found = np.zeros(block.rows, dtype=bool)
        for name, section in series:
            _, gone, _ = self.reader.columns(block, name, section)
            if gone is not None:
                found |= gone
        return found

    # -- years by themselves ----------------------------------------------------------------------------------------

    def by_themselves(self, block: Block) -> EveryYear:
        """Years of which nothing could be worked out before."""
        empty = np.zeros((self.varied.count, len(self.names), block.rows), dtype=np.int64)
        single = np.ones((self.varied.count, block.rows), dtype=bool)
        outcome = EveryYear(self.names, empty, np.zeros_like(single), 0, single.size)
        return self.with_single(outcome, block, np.arange(block.rows), single)

    def with_single(self, outcome: EveryYear, block: Block, rows: Array, single: Array) -> EveryYear:
        """The outcome of some ``rows`` of a block, those settled one by one where ``single`` says so."""
        for number in np.flatnonzero(single.any(axis=1)):
            settler = YearSettler(self.asked, self.varied.sets[number])
            for place in np.flatnonzero(single[number]):
                lines = settler.lines(block, int(rows[place]))
                amounts = amounts_of(self.agreement, self.flows, lines or ())
                new = [name for name in amounts if name not in outcome.names]
                if new:
                    outcome = outcome.with_names([*outcome.names, *new])
                outcome.refused[number, place] = lines is None
                outcome.amounts[number, :, place] = [amounts.get(name, 0) for name in outcome.names]
        return outcome

    # -- kinds of years ---------------------------------------------------------------------------------------------

    def by_kind(self, block: Block, kinds: Array, single: Array, again: int, exact: bool) -> ByKind:
        """The outcome of a block whose years are of known kinds; ``single``: those that are not."""
        assert self.water is not None
        group_of = self.water.place_of
        labels = there(kinds)
        amounts, odd = self.paid.of(labels)
        if not single.any() and not odd.any():
            refused = np.zeros_like(odd)
            return ByKind(self.names, amounts, refused, labels, group_of, kinds, None, again, 0)
        at = np.zeros(MOST_KINDS, dtype=np.intp)
        at[labels] = np.arange(len(labels))
        # a year that some set must settle by itself is a kind of its own; other sets have there what its kind has
        some = single.any(axis=0)
        for group, own_kinds in enumerate(kinds):
            some |= odd[group_of == group].any(axis=0)[at[own_kinds]]
        rows = np.flatnonzero(some)
        places = at[kinds[:, rows]][group_of]
        by_itself = single[:, rows][group_of] | np.take_along_axis(odd, places, axis=1)
        those = np.take_along_axis(amounts, places[:, None, :], axis=2)
        own = EveryYear(self.names, those, np.zeros_like(by_itself), again, int(by_itself.sum()) if exact else 0)
        if exact:
            own = self.with_single(own, block, rows, by_itself)
        else:
            own.refused[:] = by_itself
            own.amounts[by_itself[:, None, :].repeat(len(self.names), axis=1)] = 0
        kinds = kinds.astype(np.min_scalar_type(MOST_KINDS + len(rows)), copy=False)
        kinds[:, rows] = MOST_KINDS + np.arange(len(rows))
        common = EveryYear(self.names, amounts, np.zeros_like(odd), 0, 0)
        labels = np.concatenate([labels, MOST_KINDS + np.arange(len(rows))])
        return ByKind(
            own.names,
            np.concatenate([named(common, own.names), own.amounts], axis=2),
            np.concatenate([common.refused, own.refused], axis=1),
            labels,
            group_of,
            kinds,
            None,
            again,
            own.by_year,
        )


def amounts_of(agreement: Agreement, flows: Flows, lines: Sequence[SettledLine]) -> dict[Name, int]:
    """What each party is left with, and what flows, of a settled year."""
    found: dict[Name, int] = {each.party: each.net for each in positions(lines, agreement.parties)}
    for flow, amount in flows.settled(lines).items() if flows.detail else ():
        found[flow] = amount
    return found


class PaidKinds:
    """The amounts of each kind of year by every set of terms; a kind is worked out when it first turns up."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        sets = engine.varied.count
        self.place = np.full(MOST_KINDS, -1)
        self.amounts = np.zeros((sets, len(engine.names), 0), dtype=np.int64)
        self.odd = np.zeros((sets, 0), dtype=bool)
        #: Threads work on blocks of one engine at once.
        self.adding = Lock()
        self.facts: dict[int, Fact] = {}
        if engine.water is not None and engine.money is not None:
            for step, size in zip(engine.water.targets, engine.water.sizes, strict=True):
                count = Column(Fraction(1), 0.0, float(size - 1), narrow=True)
                self.facts[step.number] = TRUTH if step.truth else count

    def of(self, labels: Array) -> tuple[Array, Array]:
        """The amounts of some kinds, of shape (sets, names, kinds), and which sets settle such years one by one."""
        with self.adding:
            new = labels[self.place[labels] < 0]
            if len(new):
                amounts, odd = self.worked_out(new)
                self.place[new] = self.odd.shape[1] + np.arange(len(new))
                self.amounts = np.concatenate([self.amounts, amounts], axis=2)
                self.odd = np.concatenate([self.odd, odd], axis=1)
            places = self.place[labels]
            return self.amounts[:, :, places], self.odd[:, places]

    def worked_out(self, labels: Array) -> tuple[Array, Array]:
        water, money = self.engine.water, self.engine.money
        assert water is not None
        assert money is not None
        digits = np.unravel_index(labels, water.sizes)
        columns = {step.number: digit for step, digit in zip(water.targets, digits, strict=True)}
        none = np.zeros(len(labels), dtype=bool)
        found, single, _ = Work(money, columns, self.facts, len(labels)).all(none, exact=True)
        return found[money.place_of], single[money.place_of]


def there(kinds: Array) -> Array:
    """Which kinds there are, in order."""
    if kinds.dtype == np.uint8 and int(kinds.max(initial=0)) < BITS_IN_WORD:
        bits = int(np.bitwise_or.reduce(np.uint32(1) << kinds, axis=None))
        return np.array([each for each in range(bits.bit_length()) if bits >> each & 1], dtype=np.intp)
    found = np.zeros(MOST_KINDS, dtype=bool)
    found[kinds] = True
    return np.flatnonzero(found)


def odd_states(block: Block, months: Sequence[int]) -> Array:
    """The years in which some section was dry, frozen or otherwise not measured in a month that counts."""
    found = np.zeros(block.rows, dtype=bool)
    for each in block.states.values():
        found |= each[list(months)].any(axis=0)
    return found
