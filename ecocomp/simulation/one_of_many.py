"""One part worked out for all that are like it (同类断面): what each has of its own is a column, as its water is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from typing import Any, NamedTuple

import numpy as np

from ecocomp.agreement import model
from ecocomp.agreement.named_values import NamedValue
from ecocomp.period import MONTHS_PER_YEAR
from ecocomp.settlement.lines import Holder
from ecocomp.simulation.amounts import EveryYear
from ecocomp.simulation.engine import Engine
from ecocomp.simulation.known import MOST_NARROW, SLACK, Column
from ecocomp.simulation.question import Question
from ecocomp.simulation.scenarios.block import LARGEST, Block
from ecocomp.simulation.tracing import Traced
from ecocomp.simulation.water import WaterReader

Array = Any
#: What numbers are called that a section has of its own, where water has its name.
OWN = "="
MOST_DECIMALS = 12


class Place(NamedTuple):
    """An element of a value that sections may differ in."""

    name: str
    version: int
    element: int


@dataclass(frozen=True)
class Own:
    """A number that sections have of their own: whole multiples of ``fact.scale``, one of each section."""

    place: Place
    wholes: Array
    fact: Column


def own_number(place: Place, values: Sequence[Fraction]) -> Own | None:
    """The numbers of some sections as a column; None where they have no decimals in common that 32 bits hold."""
    for decimals in range(-MOST_DECIMALS, MOST_DECIMALS + 1):
        scale = Fraction(10) ** -decimals
        wholes = [each / scale for each in values]
        if all(each.denominator == 1 for each in wholes):
            most = max(map(abs, wholes))
            if most > LARGEST:
                return None
            fact = Column(scale, *bounds_of(values), narrow=most < MOST_NARROW)
            return Own(place, np.array(list(map(int, wholes)), dtype=np.int32), fact)
    return None


def bounds_of(values: Sequence[Fraction]) -> tuple[float, float]:
    """Floats that all of some numbers lie between."""
    low, high = float(min(values)), float(max(values))
    return (low / SLACK if low > 0 else low * SLACK), (high * SLACK if high > 0 else high / SLACK)


class OwnReader(WaterReader):
    """Gives also the columns of what sections have of their own."""

    own: Sequence[Own] = ()

    def columns(self, block: Block, name: str, section: str) -> tuple[Array, Array | None, Column]:
        if name.startswith(OWN):
            return block.values[name, section], None, self.own[int(name[1:])].fact
        return super().columns(block, name, section)

    def as_reported(self, block: Block, name: str, section: str) -> Array | None:
        return block.values[name, section] if name.startswith(OWN) else super().as_reported(block, name, section)

    def scale(self, name: str) -> Fraction:
        scale = self.own[int(name[1:])].fact.scale if name.startswith(OWN) else super().scale(name)
        assert scale is not None
        return scale


class OneOfMany(Engine):
    """Works out one part for all that are like it. What must be settled by itself is left as not settled."""

    def __init__(self, asked: Question, own: Sequence[Own]) -> None:
        self.sections = list(asked.agreement.sections)
        self.own = own
        super().__init__(asked)

    def water_reader(self, rules: model.Readings, decimals: Mapping[str, int], bits: int) -> WaterReader:
        reader = OwnReader(rules, decimals, self.months, bits)
        reader.own = self.own
        return reader

    def traced_terms(self) -> dict[str, NamedValue]:
        """The varied terms, and what sections have of their own: a step as water is."""
        found: dict[str, NamedValue] = {}
        for number, each in enumerate(self.own):
            name, version, element = each.place
            named = found.get(name, self.varied.known[name])
            start, elements = named.versions[version]
            step = Traced(self.graph.water(f"{OWN}{number}", 0, OWN))
            changed = start, (*elements[:element], step, *elements[element + 1 :])
            found[name] = replace(named, versions=(*named.versions[:version], changed, *named.versions[version + 1 :]))
        self.varied.known |= found
        return {**found, **super().traced_terms()}

    def with_single(self, outcome: EveryYear, block: Block, rows: Array, single: Array) -> EveryYear:
        outcome.refused[:] = single
        outcome.amounts[single[:, None, :].repeat(len(outcome.names), axis=1)] = 0
        return outcome

    def series(self) -> list[tuple[str, str]]:
        """The series that it reads: indicators and quantities by section."""
        if self.water is None:
            return []
        series = {step.data[:2] for step in self.water.given} | set(self.idle)
        return sorted((self.reader.reported(name).kind, section) for name, section in series if section != OWN)


@dataclass(frozen=True)
class Alike:
    """Parts that one engine works out: the sections of each, and who pays and receives there, in the same order."""

    parts: Sequence[Sequence[str]]
    holders: Sequence[Sequence[Holder]]
    engine: OneOfMany

    def block(self, whole: Block, some: slice) -> Block:
        """The years of some of the parts, one part after the other, as if all were of one."""
        engine, parts = self.engine, self.parts[some]
        alike = {first: [part[at] for part in parts] for at, first in enumerate(engine.sections)}
        values, below, states = {}, {}, {}
        for kind, first in engine.series():
            columns = [whole.values[kind, section] for section in alike[first]]
            values[kind, first] = columns[0] if len(columns) == 1 else np.concatenate(columns, axis=1)
            flags = together(whole.below, kind, alike[first], columns[0].shape)
            if flags is not None:
                below[kind, first] = flags
        for state, first in product(dict.fromkeys(state for state, _ in whole.states), engine.sections):
            flags = together(whole.states, state, alike[first], (MONTHS_PER_YEAR, whole.rows))
            if flags is not None:
                states[state, first] = flags
        for number, own in enumerate(engine.own):
            values[f"{OWN}{number}", OWN] = np.repeat(own.wholes[some], whole.rows)[None]
        return Block(len(parts) * whole.rows, values, below, states)


def together(flags: Mapping[Any, Array], name: str, sections: Sequence[str], shape: tuple[int, ...]) -> Array | None:
    """Flags of some sections side by side, where some has any."""
    if not any((name, section) in flags for section in sections):
        return None
    nothing = np.zeros(shape, dtype=bool)
    return np.concatenate([flags.get((name, section), nothing) for section in sections], axis=1)
