"""Why years cannot be settled (不能结算的原因): one such year of a set of terms is settled once more, to be told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING

import numpy as np

from ecocomp.errors import Problem
from ecocomp.simulation.one_year import YearSettler
from ecocomp.simulation.scenarios.block import Block
from ecocomp.simulation.terms import TermSet

if TYPE_CHECKING:
    from ecocomp.simulation.result import Simulation

#: Of so many sets of terms a year is settled once more.
MOST_SETS = 20
#: So many years of sections are settled to find one that cannot be, where it was not kept which these are.
MOST_LOOKED_AT = 1000


@dataclass(frozen=True, slots=True)
class Refusal:
    """That ``count`` years cannot be settled by a set of terms.

    ``scenario`` is the number of one of them, None where it was not kept which these are and none was found; ``reason``
    is what ``settle`` says of it first, None where none was found, or where it would settle the year.
    """

    terms: TermSet
    count: int
    scenario: int | None
    reason: Problem | None


def refusals(simulation: Simulation) -> Iterator[Refusal]:
    """The first sets of terms that leave years unsettled."""
    sweeps = {id(sweep.terms): sweep for sweep in simulation.sweeps}
    block = lru_cache(maxsize=1)(simulation.scenarios.block)
    search = Search(simulation.scenarios.rows, len(simulation.agreement.sections))
    for number, terms in islice(unsettled_sets(simulation), MOST_SETS):
        year = OneYear(YearSettler(sweeps[id(terms.terms)].question, terms), block, simulation.scenarios.block_rows)
        if simulation.counted:
            scenario = search.of(year)
        else:
            scenario = int(np.flatnonzero(simulation.each_year.unsettled(number))[0])
        reason = None if scenario is None else year.reason(scenario)
        yield Refusal(terms, simulation.amounts.unsettled_years(number), scenario, reason)


def unsettled_sets(simulation: Simulation) -> Iterator[tuple[int, TermSet]]:
    """The sets of terms, and their numbers, that leave years unsettled."""
    for number, terms in enumerate(simulation.terms):
        if simulation.amounts.unsettled_years(number):
            yield number, terms


@dataclass(frozen=True, slots=True)
class OneYear:
    """Settles single scenarios by one set of terms."""

    settler: YearSettler
    block: Callable[[int], Block]
    block_rows: int

    def reason(self, scenario: int) -> Problem | None:
        """What stands in the way of settling a scenario; None where nothing does."""
        number, row = divmod(scenario, self.block_rows)
        return self.settler.refusal(self.block(number), row)


class Search:
    """Looks for years that cannot be settled, a limited number of times in all."""

    def __init__(self, rows: int, sections: int) -> None:
        self.rows = rows
        self.left = MOST_LOOKED_AT // max(1, sections)
        #: What cannot be settled by one set of terms often cannot be by another.
        self.last: int = 0

    def of(self, year: OneYear) -> int | None:
        """The number of a scenario that cannot be settled."""
        for scenario in dict.fromkeys(chain([self.last], range(min(self.rows, MOST_LOOKED_AT)))):
            if not self.left:
                break
            self.left -= 1
            if year.reason(scenario) is not None:
                self.last = scenario
                return scenario
        return None
