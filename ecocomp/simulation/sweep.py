"""All that is needed to work out any block of a simulation, and how it travels to where the work is done."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from threading import Lock
from typing import Any

from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.named_values import NamedValue
from ecocomp.period import Period, assessment_year
from ecocomp.readings.readings import Readings
from ecocomp.simulation.amounts import ByKind, EveryYear
from ecocomp.simulation.by_part import ByPart, engine_for
from ecocomp.simulation.compiled import WORTHWHILE, has_numba
from ecocomp.simulation.deciding import MOST_KINDS
from ecocomp.simulation.engine import Engine
from ecocomp.simulation.question import Question
from ecocomp.simulation.scenarios.block import Scenarios
from ecocomp.simulation.terms import Terms

#: So many sweeps a process keeps ready.
MOST_KEPT = 2


@dataclass(frozen=True, eq=False)
class Sweep:
    """What is asked of a simulation; the engine is made when the first block is worked out."""

    agreement: Agreement
    period: Period
    inputs: Mapping[str, NamedValue]
    scenarios: Scenarios
    given: Any
    history: Readings | None
    exact: bool
    compile_it: bool | None
    detail: str = ""
    counted: bool = False

    @cached_property
    def terms(self) -> Terms:
        """All sets of terms."""
        return Terms(self.agreement, self.inputs, self.given)

    @property
    def months(self) -> list[int]:
        """Which months of the assessment year are settled, from 0."""
        whole = assessment_year(self.period.year, self.agreement.text.assessment.starts).months
        return [whole.index(month) for month in self.period.months]

    @cached_property
    def question(self) -> Question:
        """What the agreement is made ready for."""
        compile_it = self.compile_it
        if compile_it is None:  # where that pays
            compile_it = len(self.terms.sets) * self.scenarios.rows >= WORTHWHILE and has_numba()
        return Question(
            self.agreement,
            self.period,
            self.inputs,
            self.scenarios.decimals,
            self.months,
            self.terms,
            self.history,
            compile_it,
            self.detail,
            min(self.scenarios.rows, MOST_KINDS),
        )

    @cached_property
    def engine(self) -> Engine | ByPart:
        """The agreement made ready for many years."""
        return kept_engine(self.question)

    def block(self, number: int, alone: bool = False) -> EveryYear | ByKind:
        """The outcomes of a block of scenarios; ``alone``: no other is worked on at once."""
        found = self.engine.block(self.scenarios.block(number), self.exact, alone)
        return found.only_counted() if self.counted and isinstance(found, ByKind) else found

    @cached_property
    def packed(self) -> bytes:
        """What is asked, to be sent along with each block."""
        return pickle.dumps([getattr(self, each.name) for each in fields(self)])

    def __reduce__(self) -> tuple[Any, ...]:
        # programmes cannot travel; they are made once more in each process, but not for each block
        return arrived, (self.packed,)


#: Engines that were made last, by all that they depend on: asked once more, an agreement need not be made ready again.
ENGINES: dict[Any, Engine | ByPart] = {}
KEEPING = Lock()


def kept_engine(asked: Question) -> Engine | ByPart:
    """An engine that was made before for the same, or a new one."""
    key = asked.key  # what an engine holds is not freed, so that its id stays its own
    with KEEPING:
        if key not in ENGINES:
            for _ in range(len(ENGINES) - MOST_KEPT + 1):
                del ENGINES[next(iter(ENGINES))]
            ENGINES[key] = engine_for(asked)
        return ENGINES[key]


@lru_cache(maxsize=MOST_KEPT)
def arrived(packed: bytes) -> Sweep:
    """The sweep that was sent: in a process always the same one, with the engine that it has by now."""
    return Sweep(*pickle.loads(packed))
