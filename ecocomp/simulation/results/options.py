"""What every question that simulates takes besides (共用选项), as :func:`ecocomp.simulate` takes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from fractions import Fraction
from typing import Any, Required, TypedDict, Unpack

from ecocomp.agreement.agreement import Agreement
from ecocomp.errors import RequestError, problem
from ecocomp.readings.readings import Readings
from ecocomp.simulation.result import Simulation
from ecocomp.simulation.results.distribution import LONGEST_SHOWN, mean_of
from ecocomp.simulation.results.unsettled import none_settled
from ecocomp.simulation.scenarios.block import Scenarios
from ecocomp.simulation.simulate import simulate

#: So many amounts are worked out at once where only their means are kept.
MOST_AT_ONCE = 1 << 24
MOST_CHARACTERS = 30


class Options(TypedDict, total=False):
    """The options of :func:`ecocomp.simulate` that settle: the year and its part, inputs, history, an executor.

    ``progress`` is called as there, with the number of scenarios of which as large a part is done as of the question.
    """

    year: Required[int]
    since: int | str | None
    through: int | str | None
    inputs: Mapping[str, Any] | None
    history: Readings | None
    executor: Executor | None
    progress: Callable[[int], None] | None


def part(options: Options, rows: int, at: int, of: int) -> Options:
    """The options for one of several simulations that go through as many scenarios each, counted from 0."""
    progress = options.get("progress")
    if progress is None:
        return options
    return {**options, "progress": lambda done: progress((at * rows + done) // of)}


def means(simulation: Simulation, terms: int) -> list[Fraction]:
    """The exact mean net of each party by one set of terms, in fen. RequestError where no year was settled."""
    tallies = [simulation.amounts.tally(terms, party) for party in simulation.agreement.parties]
    if not tallies[0].count:
        raise none_settled(simulation)
    return [mean_of(each) for each in tallies]


def in_turn(
    agreement: Agreement,
    scenarios: Scenarios,
    sets: Sequence[Mapping[str, Any]],
    **options: Unpack[Options],
) -> Iterator[Simulation]:
    """Many sets of terms, as many at once as memory allows."""
    size = max(1, MOST_AT_ONCE // (scenarios.rows * len(agreement.parties)))
    parts = range(0, len(sets), size)
    for at, first in enumerate(parts):
        own = part(options, scenarios.rows, at, len(parts))
        yield simulate(agreement, scenarios, sets[first : first + size], **own)


def number(name: str, given: Any) -> Fraction:
    """A number as it was written. Raises RequestError for anything else."""
    try:
        text = given if isinstance(given, int | Fraction) else str(given)[:MOST_CHARACTERS]
        if isinstance(given, bool):
            raise ValueError
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise RequestError(problem("simulation.number", name=name, found=str(given)[:LONGEST_SHOWN])) from None


def span(name: str, given: Any) -> tuple[Fraction, Fraction]:
    """The lower and upper end of a range. Raises RequestError where these are none."""
    if not isinstance(given, Sequence) or isinstance(given, str) or len(given) != 2:  # noqa: PLR2004
        raise RequestError(problem("simulation.span", name=name, found=str(given)[:LONGEST_SHOWN]))
    low, high = (number(name, each) for each in given)
    if low >= high:
        found = ", ".join(map(str, given))
        raise RequestError(problem("simulation.span", name=name, found=found[:LONGEST_SHOWN]))
    return low, high
