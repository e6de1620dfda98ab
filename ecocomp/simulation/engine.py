"""Works out blocks of years: quickly, then once more exactly where that could not decide, then one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Any

import numpy as np

from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.named_values import NamedValue
from ecocomp.formula.problems import FormulaError
from ecocomp.period import Period
from ecocomp.readings.readings import Readings
from ecocomp.settlement.ledger import positions
from ecocomp.settlement.lines import Line as SettledLine
from ecocomp.simulation import compiled
from ecocomp.simulation.compiled import Kernel
from ecocomp.simulation.flows import Flow, Flows
from ecocomp.simulation.graph import Graph, Step, Untraced
from ecocomp.simulation.known import Column, Known
from ecocomp.simulation.lowering import Line, Lowering
from ecocomp.simulation.money import TracedMoney, nets
from ecocomp.simulation.one_year import YearSettler
from ecocomp.simulation.operations import long, quick
from ecocomp.simulation.scenarios.block import Block
from ecocomp.simulation.scope import TracedScope
from ecocomp.simulation.terms import TermBlock, Terms, TermSet
from ecocomp.simulation.tracing import Traced
from ecocomp.simulation.water import BITS, BITS_COMPILED, WaterReader

Array = Any
#: How steps are called in lines.
NAME = re.compile(r"\bv(\d+)\b")
#: So many lowered programmes are kept at hand.
MOST_KEPT = 64
#: So many outcomes are worked out at once, and so many years at least; in numbers of any length so many at most.
CELLS, FEWEST_ROWS, MOST_AT_ONCE = 1 << 17, 64, 1 << 14


@dataclass(frozen=True, slots=True)
class Program:
    """A function that works steps out, and its lines; ``known`` are the results that are the same in every year."""

    function: Callable[[list[Array], Array], Array]
    lines: Mapping[int, Line]
    names: Mapping[str, Any]
    known: Mapping[int, Any]
    facts: Mapping[int, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A block of years: what each party is left with, in fen, of shape (sets of terms, parties, years).

    ``flows`` are what passed between each two, in fen of shape (sets of terms, years), where that was asked for.
    ``unsettled`` are the years that the agreement refuses to settle, of shape (sets of terms, years). ``by_whole`` and
    ``by_year`` are how many were worked out once more in whole numbers, and settled one by one.
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
        compile_it: bool = False,
        detail: str = "",
    ) -> None:
        self.agreement = agreement
        self.period = period
        self.inputs = inputs
        self.months = months
        self.history = history
        self.compile_it = compile_it
        rules = agreement.text.readings
        assert rules is not None
        self.reader = WaterReader(rules, decimals, months, BITS_COMPILED if compile_it else BITS)
        self.varied = terms
        self.graph = Graph()
        self.untraced = ""
        self.outputs: list[Step] = []
        self.unsure: Step | None = None
        self.flows = Flows(agreement, detail)
        self.parts: list[Flow] = []
        try:
            self.trace()
        except Untraced as found:
            self.untraced = found.what
        #: Compiled loops, with the programmes that they are of.
        self.kernels: dict[Any, tuple[tuple[Program, Program], Kernel | None]] = {}
        self.kept: dict[Any, tuple[Program, Program] | None] = {}
        #: Threads work on blocks of one engine at once; programmes are made by one of them.
        self.making = Lock()

    def trace(self) -> None:
        """All of the agreement as steps."""
        scope = TracedScope(self.agreement, self.period, self.inputs, self.graph, self.traced_terms(), self.history)
        money = TracedMoney(scope)
        lines = money.lines()
        self.outputs = nets(self.graph, lines, list(self.agreement.parties))
        if self.flows.detail:
            parts = self.flows.traced(self.graph, lines)
            self.parts = list(parts)
            self.outputs += parts.values()
        self.unsure = self.graph.any_of(*scope.tracing.unsure)

    def traced_terms(self) -> dict[str, NamedValue]:
        """The varied terms, their elements as steps."""
        steps = {}
        for number, (name, _) in enumerate(self.varied.varied):
            truth = self.varied.known[name].kind.sort == "truth"
            step = self.graph.term(number, truth)
            self.varied.step_of[number] = step.number
            steps[number] = Traced(step)
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
    def water_steps(self) -> list[tuple[int, Any]]:
        """The steps that are measured, and what of."""
        return [(step.number, step.data) for step in self.base if step.operator == "water"]

    # -- what comes out ---------------------------------------------------------------------------------------------

    def results(self, programs: Sequence[Program], env: Sequence[Array]) -> Iterator[Any]:
        """What each party is left with, and what flows, in whole fen."""
        for step in self.outputs:
            known = next((each.known[step.number] for each in programs if step.number in each.known), None)
            if known is not None:
                yield int(known)
                continue
            fact = next(each.facts[step.number] for each in programs if step.number in each.facts)
            assert fact.scale is not None
            assert fact.scale.denominator == 1
            yield env[step.number].astype(np.int64) * int(fact.scale)

    def odd(self, programs: Sequence[Program], env: Sequence[Array]) -> Any:
        """Where the graph says that a year must be settled by itself."""
        if self.unsure is None:
            return False
        for each in programs:
            if self.unsure.number in each.known:
                return bool(each.known[self.unsure.number])
        return env[self.unsure.number]

    # -- lowering ---------------------------------------------------------------------------------------------------

    def program(self, steps: Sequence[Step], lowering: Lowering, given: Sequence[int]) -> Program:
        """The lines of some steps as one function; ``given`` are the columns that it finds there."""
        lines: dict[int, Line] = {}
        for step in steps:
            line = lowering.lowered(step)
            if line is not None:
                lines[step.number] = line
        facts = {step.number: lowering.facts[step.number] for step in steps}
        known = {number: fact.value for number, fact in facts.items() if isinstance(fact, Known)}
        names = {**(long() if lowering.exact else quick()), **lowering.names}
        return Program(function_of(lines, given, self.wanted(steps), names), lines, lowering.names, known, facts)

    def kernel(self, programs: tuple[Program, Program]) -> Kernel | None:
        """The lines of both programmes as one compiled loop."""
        key = tuple(map(id, programs))
        with self.making:
            if key not in self.kernels:
                unsure = None if self.unsure is None else self.unsure.number
                water = [number for number, _ in self.water_steps]
                terms = [self.varied.step_of[number] for number in self.varied.moving]
                outputs = [step.number for step in self.outputs]
                made = compiled.kernel_of(programs, water, terms, outputs, unsure)
                self.kernels[key] = programs, made
            return self.kernels[key][1]

    def wanted(self, steps: Sequence[Step]) -> set[int]:
        """The steps whose columns are wanted when a programme is through."""
        found = {step.number for step in self.outputs} | ({self.unsure.number} if self.unsure is not None else set())
        if steps is self.base:
            found |= {each.number for step in self.touched for each in step.operands}
        return found

    def programs(self, exact: bool, water: Mapping[Any, Column]) -> tuple[Program, Program] | None:
        """The programmes of the steps that no varied term touches, and of the others; None where there can be none."""
        key = (exact, *map(id, water.values()))  # facts are the reader's, and stay
        with self.making:
            if key not in self.kept:
                if len(self.kept) >= MOST_KEPT:
                    self.kept.clear()
                self.kept[key] = self.made(Lowering(exact, water, self.varied.facts))
            return self.kept[key]

    def made(self, lowering: Lowering) -> tuple[Program, Program] | None:
        try:
            water = [number for number, _ in self.water_steps]
            base = self.program(self.base, lowering, water)
            given = [each.number for step in self.touched for each in step.operands if not each.terms]
            given += [step.number for step in self.touched if step.operator == "term"]
            return base, self.program(self.touched, lowering, given)
        except (Untraced, OverflowError, FormulaError):
            return None

    # -- blocks -----------------------------------------------------------------------------------------------------

    def block(self, block: Block, exact: bool = True) -> Outcome:
        """The outcomes of a block of years by every set of terms. ``exact``: to the fen as settled, in every year."""
        count, parties = len(self.varied.sets), len(self.agreement.parties)
        found = np.zeros((count, parties + len(self.parts), block.rows), dtype=np.int64)
        flows = {flow: found[:, parties + place] for place, flow in enumerate(self.parts)}
        single = np.ones((count, block.rows), dtype=bool)
        by_whole = 0
        if not self.untraced:
            work = BlockWork(self, block)
            for terms in self.varied.blocks():
                for rows in chunks(block.rows, terms.count):
                    by_whole += work.sets(terms, rows, found, single, exact)
            if not exact:
                return Outcome(found[:, :parties], flows, single & work.lost, 0, 0)
        outcome = Outcome(found[:, :parties], flows, np.zeros_like(single), by_whole, int(single.sum()))
        for number in np.flatnonzero(single.any(axis=1)):
            settler = self.settler(self.varied.sets[number])
            for row in np.flatnonzero(single[number]):
                self.put(outcome, int(number), int(row), settler.lines(block, int(row)))
        return outcome

    def put(self, outcome: Outcome, number: int, row: int, lines: Sequence[SettledLine] | None) -> None:
        """What came of a year that was settled by itself, in its place."""
        outcome.unsettled[number, row] = lines is None
        outcome.nets[number, :, row] = [each.net for each in positions(lines or (), self.agreement.parties)]
        amounts = self.flows.settled(lines or ()) if self.flows.detail else {}
        for flow in amounts:
            if flow not in outcome.flows:
                outcome.flows[flow] = np.zeros_like(outcome.unsettled, dtype=np.int64)
        for flow, column in outcome.flows.items():
            column[number, row] = amounts.get(flow, 0)

    def settler(self, terms: TermSet) -> YearSettler:
        """Settles years one by one."""
        return YearSettler(self.agreement, self.period, self.inputs, terms, self.reader, self.months, self.history)


def chunks(rows: int, sets: int) -> Iterator[slice]:
    """Rows of a block, so many at once that their outcomes by all sets stay in the cache."""
    step = max(FEWEST_ROWS, CELLS // max(sets, 1))
    for first in range(0, rows, step):
        yield slice(first, min(first + step, rows))


class BlockWork:
    """One block on its way through an engine."""

    def __init__(self, engine: Engine, block: Block) -> None:
        self.engine = engine
        self.lost = odd_states(block, engine.months)
        self.columns: dict[Any, Array] = {}
        self.bounds: dict[tuple[str, str], Column] = {}
        self.read(block)
        self.water = {key: self.bounds[key[0], key[1]] for key in self.columns}
        self.programs = engine.programs(False, self.water)
        self.env: list[Array] = [None] * len(engine.graph.steps)
        self.doubtful = np.zeros(block.rows, dtype=bool)
        self.kernel = None
        if self.programs is not None and engine.compile_it:
            self.kernel = engine.kernel(self.programs)
        if self.programs is not None and self.kernel is None:
            for number, key in engine.water_steps:
                kind = np.int32 if self.water[key].narrow else np.float64
                self.env[number] = self.columns[key].astype(kind, copy=False)
            self.doubtful = run(self.programs[0], self.env, (block.rows,))

    def read(self, block: Block) -> None:
        """The columns of each water step, and the years that lack something."""
        reader = self.engine.reader
        by_section: dict[tuple[str, str], Array] = {}
        for _, key in self.engine.water_steps:
            name, section, place = key
            if (name, section) not in by_section:
                columns, gone = reader.columns(block, name, section)
                by_section[name, section] = columns
                below = (reader.reported(name).kind, section) in block.below
                self.bounds[name, section] = reader.fact(name, columns, below)
                if gone is not None:
                    self.lost |= gone
            self.columns[key] = by_section[name, section][place]

    def sets(self, terms: TermBlock, rows: slice, found: Array, single: Array, exact: bool) -> int:
        """The outcomes of some rows by some sets; how many were worked out once more in numbers of any length."""
        count, width = terms.count, rows.stop - rows.start
        these = slice(terms.first, terms.first + count)
        whole = np.ones((count, width), dtype=bool)
        if self.kernel is not None:
            water = [self.columns[key][rows] for _, key in self.engine.water_steps]
            varied = dict(terms.columns(self.engine.varied, exact=False, sets=np.arange(count)))
            moving = [varied[self.engine.varied.step_of[number]] for number in self.engine.varied.moving]
            self.kernel(*water, *moving, found[these, :, rows], whole)
        elif self.programs is not None:
            env = [None if each is None or not isinstance(each, np.ndarray) else each[rows] for each in self.env]
            for number, column in terms.columns(self.engine.varied, exact=False):
                env[number] = column
            shape = (*terms.shape, width)
            doubtful = run(self.programs[1], env, shape) | self.doubtful[rows]
            for place, column in enumerate(self.engine.results(self.programs, env)):
                found[these, place, rows] = np.broadcast_to(column, shape).reshape(count, width)
            odd = np.broadcast_to(self.engine.odd(self.programs, env), shape)
            whole = (doubtful | odd).reshape(count, width)
        lost = self.lost[rows]
        single[these, rows] = lost
        if not exact:
            return 0
        whole &= ~lost
        sets, places = np.nonzero(whole)
        for first in range(0, len(sets), MOST_AT_ONCE):
            some = slice(first, first + MOST_AT_ONCE)
            self.in_whole_numbers(terms, sets[some], places[some] + rows.start, found, single)
        return len(sets)

    def in_whole_numbers(self, terms: TermBlock, sets: Array, rows: Array, found: Array, single: Array) -> None:
        """Some outcomes in numbers of any length; ``single`` are then those to be settled one by one."""
        engine = self.engine
        programs = engine.programs(True, self.water)
        if programs is None:
            single[terms.first + sets, rows] = True
            return
        env: list[Array] = [None] * len(engine.graph.steps)
        for number, key in engine.water_steps:
            env[number] = self.columns[key][rows].astype(object)
        for number, column in terms.columns(engine.varied, exact=True, sets=sets):
            env[number] = column
        run(programs[0], env, (len(rows),))
        run(programs[1], env, (len(rows),))
        for place, column in enumerate(engine.results(programs, env)):
            found[terms.first + sets, place, rows] = column
        single[terms.first + sets, rows] = engine.odd(programs, env)


def run(program: Program, env: list[Array], shape: tuple[int, ...]) -> Array:
    """Work a programme out; where something could not be decided."""
    with np.errstate(all="ignore"):
        return program.function(env, np.zeros(shape, dtype=bool))


def function_of(
    lines: Mapping[int, Line], given: Iterable[int], wanted: Collection[int], names: Mapping[str, Any]
) -> Callable[[list[Array], Array], Array]:
    """Lines as one function: it reads the columns that are given, and leaves those that are wanted."""
    parts = ["def work(env, doubtful):"]
    last: dict[int, int] = {}  # after which line each column is of no more use
    for number, line in lines.items():
        for text in (line.text, *line.doubts):
            last |= dict.fromkeys(map(int, NAME.findall(text)), number)
    parts += [f"    v{number} = env[{number}]" for number in sorted(set(given) & {*last, *wanted})]
    done: dict[int, list[str]] = {}
    for number, by in last.items():
        if number not in wanted and by != number:
            done.setdefault(by, []).append(f"v{number}")
    for number, line in lines.items():
        parts.append(f"    v{number} = {line.text}")
        parts += [f"    doubtful |= {each}" for each in line.doubts]
        if number in done:
            parts.append(f"    del {', '.join(done[number])}")
        if number in wanted:
            parts.append(f"    env[{number}] = v{number}")
    parts.append("    return doubtful")
    made = dict(names)
    exec("\n".join(parts), made)
    function: Callable[[list[Array], Array], Array] = made["work"]
    return function


def odd_states(block: Block, months: Sequence[int]) -> Array:
    """The years in which some section was dry, frozen or otherwise not measured in a month that counts."""
    found = np.zeros(block.rows, dtype=bool)
    for each in block.states.values():
        found |= each[list(months)].any(axis=0)
    return found
