"""Works out blocks of years: quickly, then once more exactly where that could not decide, then one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.named_values import NamedValue
from ecocomp.formula.problems import FormulaError
from ecocomp.period import Period
from ecocomp.readings.readings import Readings
from ecocomp.settlement.ledger import positions
from ecocomp.simulation.flows import Flow, Flows
from ecocomp.simulation.graph import Graph, Step, Untraced
from ecocomp.simulation.known import Column, Known
from ecocomp.simulation.lowering import Lowering, Operation
from ecocomp.simulation.money import TracedLine, TracedMoney, nets
from ecocomp.simulation.one_year import YearSettler
from ecocomp.simulation.scenarios.block import Block
from ecocomp.simulation.scope import TracedScope
from ecocomp.simulation.terms import Terms, TermSet
from ecocomp.simulation.tracing import Traced
from ecocomp.simulation.water import WaterReader

Array = Any
#: So many lowered programmes are kept at hand.
MOST_KEPT = 4096


@dataclass(frozen=True, slots=True)
class Program:
    """Operations in order, each with the step it gives; ``known`` are the results that are the same in every year."""

    operations: Sequence[tuple[int, Operation]]
    known: Mapping[int, Any]
    facts: Mapping[int, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A block of years by one set of terms: what each party is left with, in fen, of shape (parties, years).

    ``flows`` are what passed between each two in every year, where that was asked for.
    ``unsettled`` are the years that the agreement refuses to settle. ``by_whole`` and ``by_year`` are how many were
    worked out once more in whole numbers, and settled one by one.
    """

    nets: Array
    flows: dict[Flow, Array]
    unsettled: Array
    by_whole: int
    by_year: int


class Engine:
    """An agreement made ready for many years of one kind, by terms of which some are varied."""

    def __init__(
        self,
        agreement: Agreement,
        period: Period,
        inputs: Mapping[str, NamedValue],
        decimals: Mapping[str, int],
        months: Sequence[int],
        terms: Terms,
        history: Readings | None = None,
        detail: str = "",
    ) -> None:
        self.agreement = agreement
        self.period = period
        self.inputs = inputs
        self.months = months
        self.history = history
        rules = agreement.text.readings
        assert rules is not None
        self.reader = WaterReader(rules, decimals, months)
        self.varied = terms
        self.graph = Graph()
        self.untraced = ""
        self.outputs: list[Step] = []
        self.unsure: Step | None = None
        self.lines: list[TracedLine] = []
        self.flows = Flows(agreement, detail)
        self.parts: list[Flow] = []
        try:
            self.trace()
        except Untraced as found:
            self.untraced = found.what
        self.kept: dict[Any, Program | None] = {}

    def trace(self) -> None:
        """All of the agreement as steps."""
        scope = TracedScope(self.agreement, self.period, self.inputs, self.graph, self.traced_terms(), self.history)
        money = TracedMoney(scope)
        self.lines = money.lines()
        self.outputs = nets(self.graph, self.lines, list(self.agreement.parties))
        if self.flows.detail:
            parts = self.flows.traced(self.graph, self.lines)
            self.parts = list(parts)
            self.outputs += parts.values()
        self.unsure = self.graph.any_of(*scope.tracing.unsure)

    def traced_terms(self) -> dict[str, NamedValue]:
        """The varied terms, their elements as steps."""
        steps = {}
        for number, (name, _) in enumerate(self.varied.varied):
            truth = self.varied.known[name].kind.sort == "truth"
            steps[number] = Traced(self.graph.term(number, truth))
        return self.varied.with_values(steps)

    # -- which steps ------------------------------------------------------------------------------------------------

    @cached_property
    def needed(self) -> list[Step]:
        """The steps that the outputs rest on, in order."""
        waiting = [*self.outputs, *([self.unsure] if self.unsure is not None else [])]
        found: dict[int, Step] = {}
        while waiting:
            step = waiting.pop()
            if step.number not in found:
                found[step.number] = step
                waiting += step.operands
        return [found[number] for number in sorted(found)]

    @cached_property
    def base(self) -> list[Step]:
        """Steps that no varied term touches."""
        return [step for step in self.needed if not step.terms]

    @cached_property
    def touched(self) -> list[Step]:
        """Steps that varied terms touch."""
        return [step for step in self.needed if step.terms]

    @cached_property
    def last_use(self) -> dict[int, list[int]]:
        """After which base step columns are of no more use."""
        wanted = {each.number for step in self.touched for each in step.operands}
        wanted |= {step.number for step in self.outputs} | ({self.unsure.number} if self.unsure is not None else set())
        last: dict[int, int] = {}
        for step in self.base:
            for each in step.operands:
                last[each.number] = step.number
        found: dict[int, list[int]] = {}
        for number, by in last.items():
            if number not in wanted:
                found.setdefault(by, []).append(number)
        return found

    # -- lowering ---------------------------------------------------------------------------------------------------

    def program(self, steps: Sequence[Step], lowering: Lowering) -> Program:
        operations = []
        for step in steps:
            operation = lowering.lowered(step)
            if operation is not None:
                operations.append((step.number, operation))
        facts = {step.number: lowering.facts[step.number] for step in steps}
        known = {number: fact.value for number, fact in facts.items() if isinstance(fact, Known)}
        return Program(operations, known, facts)

    def lowered_base(self, exact: bool, water: Mapping[Any, Column]) -> Program | None:
        key = (exact, tuple(sorted((name, each.low, each.high) for name, each in water.items())))
        if key not in self.kept:
            self.kept[key] = self.tried(self.base, Lowering(exact, water, {}))
        return self.kept[key]

    def lowered_touched(self, exact: bool, base: Program, terms: Mapping[int, Any]) -> Program | None:
        key = (id(base), tuple(terms.items()))
        if key not in self.kept:
            if len(self.kept) > MOST_KEPT:
                self.kept = {each: found for each, found in self.kept.items() if isinstance(each[0], bool)}
            lowering = Lowering(exact, {}, terms)
            lowering.facts = dict(base.facts)
            self.kept[key] = self.tried(self.touched, lowering)
        return self.kept[key]

    def tried(self, steps: Sequence[Step], lowering: Lowering) -> Program | None:
        try:
            return self.program(steps, lowering)
        except (Untraced, OverflowError, FormulaError):
            return None

    # -- blocks -----------------------------------------------------------------------------------------------------

    def block(self, block: Block, terms: Sequence[TermSet], exact: bool = True) -> Iterator[Outcome]:
        """The outcomes of a block by each set of terms. ``exact``: to the fen as settled, in every year."""
        if self.untraced:
            for each in terms:
                yield self.one_by_one(block, each)
            return
        columns, lost = self.water(block)
        base = self.lowered_base(False, self.facts_of(columns))
        env, sure = self.run_base(columns, base, block.rows)
        for each in terms:
            yield self.by_terms(block, columns, lost, each, base, env, sure, exact)

    def water(self, block: Block) -> tuple[dict[Any, Array], Array]:
        """The columns of each water step, and the years that lack something."""
        lost = np.zeros(block.rows, dtype=bool)
        by_section: dict[tuple[str, str], Array] = {}
        found: dict[Any, Array] = {}
        for step in self.base:
            if step.operator != "water":
                continue
            name, section, place = step.data
            if (name, section) not in by_section:
                by_section[name, section], gone = self.reader.columns(block, name, section)
                if gone is not None:
                    lost |= gone
            found[step.data] = by_section[name, section][place]
        self._bounds = {key: self.reader.fact(key[0], each) for key, each in by_section.items()}
        return found, lost

    def facts_of(self, columns: Mapping[Any, Array]) -> dict[Any, Column]:
        return {key: self._bounds[key[0], key[1]] for key in columns}

    def run_base(self, columns: Mapping[Any, Array], base: Program | None, rows: int) -> tuple[list[Array], Array]:
        env: list[Array] = [None] * len(self.graph.steps)
        if base is None:
            return env, np.zeros(rows, dtype=bool)
        for step in self.base:
            if step.operator == "water":
                env[step.number] = columns[step.data].astype(np.float64)
        return env, ~self.run(base, env, rows, self.last_use)

    @staticmethod
    def run(program: Program, env: list[Array], rows: int, last_use: Mapping[int, list[int]]) -> Array:
        """Work the operations out; the years in which something could not be decided."""
        doubtful = np.zeros(rows, dtype=bool)
        with np.errstate(all="ignore"):
            for number, operation in program.operations:
                doubts: list[Array] = []
                env[number] = operation(env, doubts)
                for each in doubts:
                    doubtful |= each
                for old in last_use.get(number, ()):
                    env[old] = None
        return doubtful

    def by_terms(
        self,
        block: Block,
        columns: Mapping[Any, Array],
        lost: Array,
        terms: TermSet,
        base: Program | None,
        env: list[Array],
        sure: Array,
        exact: bool,
    ) -> Outcome:
        touched = None if base is None else self.lowered_touched(False, base, terms.values)
        found = np.zeros((len(self.outputs), block.rows), dtype=np.int64)
        whole = np.ones(block.rows, dtype=bool)
        if base is not None and touched is not None:
            doubtful = self.run(touched, env, block.rows, {})
            self.collect(found, slice(None), env, (base, touched))
            odd = self.odd_years((base, touched), env, block.rows)
            if not exact:
                return self.outcome(found, lost, 0, 0)
            whole = doubtful | ~sure | odd
        whole &= ~lost
        rows = np.flatnonzero(whole)
        single = lost.copy()
        if len(rows):
            single[rows] = self.in_whole_numbers(columns, terms, rows, found)
        outcome = self.outcome(found, np.zeros(block.rows, dtype=bool), len(rows), int(single.sum()))
        self.settle_rows(outcome, block, terms, np.flatnonzero(single))
        return outcome

    def outcome(self, found: Array, unsettled: Array, by_whole: int, by_year: int) -> Outcome:
        """The outcome of all outputs."""
        parties = len(self.agreement.parties)
        flows = dict(zip(self.parts, found[parties:], strict=True))
        return Outcome(found[:parties], flows, unsettled, by_whole, by_year)

    def collect(self, found: Array, rows: Any, env: Sequence[Array], programs: Sequence[Program]) -> None:
        """What each party is left with, in whole fen."""
        for place, step in enumerate(self.outputs):
            known = next((each.known[step.number] for each in programs if step.number in each.known), None)
            if known is not None:
                found[place, rows] = int(known)
                continue
            fact = next(each.facts[step.number] for each in programs if step.number in each.facts)
            assert fact.scale is not None
            assert fact.scale.denominator == 1
            column = env[step.number] * int(fact.scale)
            found[place, rows] = column.astype(np.int64)

    def odd_years(self, programs: Sequence[Program], env: Sequence[Array], rows: int) -> Array:
        """The years that the graph says must be settled by themselves."""
        if self.unsure is None:
            return np.zeros(rows, dtype=bool)
        for each in programs:
            if self.unsure.number in each.known:
                return np.full(rows, bool(each.known[self.unsure.number]))
        return env[self.unsure.number]

    def in_whole_numbers(self, columns: Mapping[Any, Array], terms: TermSet, rows: Array, found: Array) -> Array:
        """Work some years out in numbers of any length; which of them must be settled one by one."""
        base = self.lowered_base(True, self.facts_of(columns))
        touched = None if base is None else self.lowered_touched(True, base, terms.values)
        if base is None or touched is None:
            return np.ones(len(rows), dtype=bool)
        env: list[Array] = [None] * len(self.graph.steps)
        for step in self.base:
            if step.operator == "water":
                env[step.number] = columns[step.data][rows].astype(object)
        self.run(base, env, len(rows), self.last_use)
        self.run(touched, env, len(rows), {})
        self.collect(found, rows, env, (base, touched))
        return self.odd_years((base, touched), env, len(rows))

    # -- one by one -------------------------------------------------------------------------------------------------

    def settler(self, terms: TermSet) -> YearSettler:
        return YearSettler(self.agreement, self.period, self.inputs, terms, self.reader, self.months, self.history)

    def one_by_one(self, block: Block, terms: TermSet) -> Outcome:
        """Every year settled by itself."""
        found = np.zeros((len(self.agreement.parties), block.rows), dtype=np.int64)
        outcome = Outcome(found, {}, np.zeros(block.rows, dtype=bool), 0, block.rows)
        self.settle_rows(outcome, block, terms, range(block.rows))
        return outcome

    def settle_rows(self, outcome: Outcome, block: Block, terms: TermSet, rows: Iterable[int]) -> None:
        """Settle some years by themselves, and put what came of them in its place."""
        settler = self.settler(terms)
        for row in map(int, rows):
            lines = settler.lines(block, row)
            outcome.unsettled[row] = lines is None
            outcome.nets[:, row] = [each.net for each in positions(lines or (), self.agreement.parties)]
            amounts = self.flows.settled(lines or ()) if self.flows.detail else {}
            for flow in amounts:
                if flow not in outcome.flows:
                    outcome.flows[flow] = np.zeros(block.rows, dtype=np.int64)
            for flow, column in outcome.flows.items():
                column[row] = amounts.get(flow, 0)
