"""A part of the way from water to money (计算阶段): some steps worked out from others, for many years at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import prod
from threading import Lock
from typing import Any

import numpy as np

from ecocomp.formula.problems import FormulaError
from ecocomp.simulation import compiled
from ecocomp.simulation.compiled import Kernel
from ecocomp.simulation.graph import Step, Untraced
from ecocomp.simulation.known import Column, Fact, Known, fact_bounds
from ecocomp.simulation.lowering import Line, Lowering
from ecocomp.simulation.operations import long, quick
from ecocomp.simulation.terms import TermBlock, Terms

Array = Any
#: How steps are called in lines.
NAME = re.compile(r"\bv(\d+)\b")
#: Fen that 64 bits hold, bounds being worked out in floats.
MOST_FEN = 2.0**62
#: So many lowered programmes are kept at hand.
MOST_KEPT = 64
#: So many outcomes are worked out at once, and so many years at least; in numbers of any length so many at most.
CELLS, FEWEST_ROWS, MOST_AT_ONCE = 1 << 17, 64, 1 << 14
#: So many kinds of years fit into 8 bits; all that there may be, and more years that are of no kind, into 16.
NARROW_KINDS = 256


def most_of(fact: Fact) -> float:
    """The largest magnitude of a step."""
    return max(map(abs, fact_bounds(fact)))


def kept_as(fact: Fact, wide: Any) -> Any:
    """The type of a column of water: truths, whole numbers of 32 bits where these suffice, or what else is ``wide``."""
    assert isinstance(fact, Column)
    return bool if fact.truth else np.int32 if fact.narrow else wide


@dataclass(frozen=True, slots=True)
class Program:
    """A function that works steps out, and its lines; ``known`` are the results that are the same in every year."""

    function: Callable[[dict[int, Array], tuple[int, ...]], Array]
    lines: Mapping[int, Line]
    names: Mapping[str, Any]
    known: Mapping[int, Any]
    facts: Mapping[int, Any]


class Stage:
    """The ``targets`` worked out from ``given`` steps, by all sets of terms.

    With ``sizes``, the number of results of each target, what comes out is one number for all of them, the kind of the
    year; without, each target in whole fen. ``unsure`` says where a year must be settled by itself.
    """

    def __init__(
        self,
        targets: Sequence[Step],
        given: Collection[Step],
        varied: Terms,
        unsure: Step | None = None,
        sizes: Sequence[int] = (),
    ) -> None:
        self.targets = targets
        self.unsure = unsure
        self.sizes = sizes
        self.ends = [*targets, *([unsure] if unsure is not None else [])]
        steps = needed_by(self.ends, given)
        self.given = [step for step in steps if step in given]
        touched = touched_by_terms(steps, given)
        self.varied, self.place_of = varied.only({step.data for step in steps if step.operator == "term"})
        #: Steps that no varied term touches, and those that some do.
        self.base = [step for step in steps if step not in touched]
        self.touched = [step for step in steps if step in touched]
        #: Compiled loops, with the programmes that they are of.
        self.kernels: dict[Any, tuple[tuple[Program, Program], Kernel | None]] = {}
        self.kept: dict[Any, tuple[Program, Program] | None] = {}
        #: Threads work on one stage at once; programmes are made by one of them.
        self.making = Lock()

    @property
    def columns(self) -> int:
        """So many numbers come out for each year."""
        return 1 if self.sizes else len(self.targets)

    @property
    def dtype(self) -> Any:
        """Fen take 64 bits, kinds of years 8 or 16."""
        if not self.sizes:
            return np.int64
        return np.uint8 if prod(self.sizes) <= NARROW_KINDS else np.uint16

    # -- lowering ---------------------------------------------------------------------------------------------------

    def programs(self, exact: bool, facts: Mapping[int, Fact]) -> tuple[Program, Program] | None:
        """The programmes of the steps that no varied term touches, and of the others; None where there can be none."""
        key = (exact, *map(id, facts.values()))  # facts are the reader's, and stay
        with self.making:
            if key not in self.kept:
                if len(self.kept) >= MOST_KEPT:
                    self.kept.clear()
                self.kept[key] = self.made(Lowering(exact, facts, self.varied.facts))
            return self.kept[key]

    def made(self, lowering: Lowering) -> tuple[Program, Program] | None:
        try:
            base = self.program(self.base, lowering, [step.number for step in self.given])
            own = set(self.touched)
            given = [each.number for step in self.touched for each in step.operands if each not in own]
            given += [step.number for step in self.touched if step.operator == "term"]
            found = base, self.program(self.touched, lowering, given)
            self.check_fen(lowering)
            return found
        except (Untraced, OverflowError, FormulaError):
            return None

    def check_fen(self, lowering: Lowering) -> None:
        """Raises Untraced where amounts are too large to be kept in 64 bits: year by year they have any length."""
        for step in () if self.sizes else self.targets:
            fact = lowering.facts[step.number]
            if isinstance(fact, Column) and (fact.scale is None or fact.scale.denominator != 1):
                raise Untraced("fen")
            if not lowering.exact and most_of(fact) >= MOST_FEN:
                raise Untraced("fen")

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

    def wanted(self, steps: Sequence[Step]) -> set[int]:
        """The steps whose columns are wanted when a programme is through."""
        found = {step.number for step in self.ends}
        if steps is self.base:
            found |= {each.number for step in self.touched for each in step.operands}
        return found

    def kernel(self, programs: tuple[Program, Program]) -> Kernel | None:
        """The lines of both programmes as one compiled loop."""
        key = tuple(map(id, programs))
        with self.making:
            if key not in self.kernels:
                given = [step.number for step in self.given]
                terms = [self.varied.step_of[number] for number in self.varied.moving]
                targets = [step.number for step in self.targets]
                unsure = None if self.unsure is None else self.unsure.number
                made = compiled.kernel_of(programs, given, terms, targets, unsure, self.sizes)
                self.kernels[key] = programs, made
            return self.kernels[key][1]

    # -- what comes out ---------------------------------------------------------------------------------------------

    def results(self, programs: Sequence[Program], env: Mapping[int, Array]) -> Iterator[Any]:
        """What comes out, as columns over sets and years: whole fen, or the kind of the year."""
        if self.sizes:
            yield self.kind(programs, env)
            return
        for step in self.targets:
            found, fact = at_the_end(step, programs, env)
            if fact is None:
                yield int(found)
                continue
            assert fact.scale is not None
            assert fact.scale.denominator == 1
            if fact.scale != 1:
                # numbers of any length stay that until they are kept, so that none is wrapped round
                any_length = found.dtype == object or most_of(fact) >= MOST_FEN
                found = found.astype(object if any_length else np.int64, copy=False) * int(fact.scale)
            yield found

    def kind(self, programs: Sequence[Program], env: Mapping[int, Array]) -> Any:
        """The results of all targets as the digits of one number."""
        whole: Any = None
        for step, size in zip(self.targets, self.sizes, strict=True):
            found, fact = at_the_end(step, programs, env)
            digit = self.dtype(int(found)) if fact is None else found.astype(self.dtype)
            whole = digit if whole is None else whole * self.dtype(size) + digit
        return whole

    def odd(self, programs: Sequence[Program], env: Mapping[int, Array]) -> Any:
        """Where the graph says that a year must be settled by itself."""
        if self.unsure is None:
            return False
        found, fact = at_the_end(self.unsure, programs, env)
        return bool(found) if fact is None else found


def at_the_end(step: Step, programs: Sequence[Program], env: Mapping[int, Array]) -> tuple[Any, Column | None]:
    """The column of a step and what is known of it; the number itself, and None, where it is the same in all years."""
    for each in programs:
        if step.number in each.known:
            return each.known[step.number], None
    return env[step.number], next(each.facts[step.number] for each in programs if step.number in each.facts)


def needed_by(targets: Iterable[Step], given: Collection[Step]) -> list[Step]:
    """The steps that some rest on, in order, down to those that are given."""
    waiting = list(targets)
    found: dict[int, Step] = {}
    while waiting:
        step = waiting.pop()
        if step.number not in found:
            found[step.number] = step
            if step not in given:
                waiting += step.operands
    return [found[number] for number in sorted(found)]


def touched_by_terms(steps: Iterable[Step], given: Collection[Step]) -> set[Step]:
    """Those of some steps that varied terms touch, otherwise than through what is given."""
    found: set[Step] = set()
    for step in steps:
        if step not in given and (step.operator == "term" or not found.isdisjoint(step.operands)):
            found.add(step)
    return found


class Work:
    """A stage at work on some years: ``columns`` are what is given, by the number of the step, ``facts`` what of."""

    def __init__(
        self,
        stage: Stage,
        columns: Mapping[int, Array],
        facts: Mapping[int, Fact],
        rows: int,
        compile_it: bool = False,
        alone: bool = False,
    ) -> None:
        self.stage, self.columns, self.facts, self.rows = stage, columns, facts, rows
        self.programs = stage.programs(False, facts)
        self.env: dict[int, Array] = {}
        #: Whether no other block is worked on at once.
        self.alone = alone
        self.doubtful: Any = False
        #: Whether a compiled loop found something that is not within ``facts``.
        self.beyond = False
        self.kernel = stage.kernel(self.programs) if self.programs is not None and compile_it else None
        if self.programs is not None and self.kernel is None:
            for number, column in columns.items():
                self.env[number] = column.astype(kept_as(facts[number], np.float64), copy=False)
            self.doubtful = run(self.programs[0], self.env, (rows,))

    def all(self, lost: Array, exact: bool) -> tuple[Array, Array, int]:
        """What comes out by all sets, of shape (sets, columns, years); what must be settled by itself; how much was
        worked out once more in numbers of any length. Of years that are ``lost`` nothing comes out.
        """
        stage, again = self.stage, 0
        found = np.zeros((stage.varied.count, stage.columns, self.rows), dtype=stage.dtype)
        single = np.zeros((stage.varied.count, self.rows), dtype=bool)
        single[:] = lost
        for terms in stage.varied.blocks():
            for rows in chunks(self.rows, terms.count):
                whole = self.quickly(terms, rows, found, exact)
                if whole is False:
                    continue
                sets, places = np.nonzero(whole & ~lost[rows])
                again += len(sets)
                for first in range(0, len(sets), MOST_AT_ONCE):
                    some = slice(first, first + MOST_AT_ONCE)
                    self.in_whole_numbers(terms, sets[some], places[some] + rows.start, found, single)
        return found, single, again

    def quickly(self, terms: TermBlock, rows: slice, found: Array, exact: bool) -> Any:
        """The outcomes of some years by some sets, and where they could not be decided; False: nowhere.

        Unless ``exact`` that is only where the year may have to be settled by itself.
        """
        stage = self.stage
        count, width = terms.count, rows.stop - rows.start
        these = slice(terms.first, terms.first + count)
        if self.programs is None:
            return np.ones((count, width), dtype=bool)
        if self.kernel is not None:
            # a loop over what lies side by side is quicker
            whole = np.empty((count, width), dtype=bool)
            out = np.empty((count, stage.columns, width), dtype=stage.dtype)
            given = [self.columns[step.number][rows] for step in stage.given]
            varied = dict(terms.columns(stage.varied, exact=False, sets=np.arange(count)))
            moving = [varied[stage.varied.step_of[number]] for number in stage.varied.moving]
            results = (out, whole) if moving else (out[0], whole[0])
            self.beyond |= self.kernel(*given, *moving, *results, all_=self.alone)
            found[these, :, rows] = out
            return whole if (exact or stage.unsure is not None) and whole.any() else False
        env = {number: column[rows] for number, column in self.env.items()}
        env |= dict(terms.columns(stage.varied, exact=False))
        shape = (*terms.shape, width)
        doubtful = self.doubtful if self.doubtful is False else self.doubtful[rows]
        if stage.touched:
            doubtful = run(self.programs[1], env, shape) | doubtful
        for place, column in enumerate(stage.results(self.programs, env)):
            found[these, place, rows] = np.broadcast_to(column, shape).reshape(count, width)
        whole = stage.odd(self.programs, env) | (exact and doubtful)
        return whole if whole is False else np.broadcast_to(whole, shape).reshape(count, width)

    def in_whole_numbers(self, terms: TermBlock, sets: Array, rows: Array, found: Array, single: Array) -> None:
        """Some outcomes in numbers of any length; ``single`` are then those to be settled one by one."""
        stage = self.stage
        programs = stage.programs(True, self.facts)
        if programs is None:
            single[terms.first + sets, rows] = True
            return
        env: dict[int, Array] = {}
        for number, column in self.columns.items():
            env[number] = column[rows].astype(kept_as(self.facts[number], object), copy=False)
        env |= dict(terms.columns(stage.varied, exact=True, sets=sets))
        for program in programs:
            run(program, env, (len(rows),))
        for place, column in enumerate(stage.results(programs, env)):
            found[terms.first + sets, place, rows] = column
        single[terms.first + sets, rows] = stage.odd(programs, env)


def chunks(rows: int, sets: int) -> Iterator[slice]:
    """Years, so many at once that their outcomes by all sets stay in the cache."""
    step = max(FEWEST_ROWS, CELLS // max(sets, 1))
    for first in range(0, rows, step):
        yield slice(first, min(first + step, rows))


def run(program: Program, env: dict[int, Array], shape: tuple[int, ...]) -> Any:
    """Work a programme out; where something could not be decided, of a shape, False where nothing is in doubt."""
    with np.errstate(all="ignore"):
        return program.function(env, shape)


def function_of(
    lines: Mapping[int, Line], given: Iterable[int], wanted: Collection[int], names: Mapping[str, Any]
) -> Callable[[dict[int, Array], tuple[int, ...]], Any]:
    """Lines as one function: it reads the columns that are given, and leaves those that are wanted."""
    doubts = any(line.doubts for line in lines.values())
    parts = ["def work(env, shape):", f"    doubtful = {'zeros(shape)' if doubts else False}"]
    last: dict[int, int] = {}  # after which line each column is of no more use
    for number, line in lines.items():
        for text in line.texts:
            last |= dict.fromkeys(map(int, NAME.findall(text)), number)
    parts += [f"    v{number} = env[{number}]" for number in sorted(set(given) & last.keys())]
    done: dict[int, list[str]] = {}
    for number, by in last.items():
        if number not in wanted and by != number:
            done.setdefault(by, []).append(f"v{number}")
    for number, line in lines.items():
        parts += ["    " + each for each in line.written(f"v{number}", "doubtful")]
        if number in done:
            parts.append(f"    del {', '.join(done[number])}")
        if number in wanted:
            parts.append(f"    env[{number}] = v{number}")
    parts.append("    return doubtful")
    made = {**names, "zeros": partial(np.zeros, dtype=bool)}
    exec("\n".join(parts), made)
    function: Callable[[dict[int, Array], tuple[int, ...]], Any] = made["work"]
    return function
