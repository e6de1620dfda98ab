"""Several years in a row (多年预算风险): what they come to, and the reserve that they need."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from ecocomp.errors import Problem, RequestError, problem
from ecocomp.simulation.amounts import tally_of
from ecocomp.simulation.results.distribution import (
    LONGEST_SHOWN,
    figures,
    in_yuan,
    percent,
    place_of,
    share_of,
    shares_of,
)
from ecocomp.simulation.results.told import RESERVE, ToldFrame, naming_of
from ecocomp.simulation.results.unsettled import none_settled
from ecocomp.simulation.scenarios.streams import stream
from ecocomp.wording import say

if TYPE_CHECKING:
    from ecocomp.simulation.result import Simulation

#: How often years are drawn, and the seed of that, unless told otherwise.
DRAWS, SEED = 10_000, 1
MOST_YEARS, MOST_DRAWS = 100, 1_000_000


def budget(
    simulation: Simulation,
    years: int,
    draws: int,
    seed: int,
    levels: Iterable[Any],
    quantiles: Iterable[Any],
    tail: Any,
    language: str | None,
) -> ToldFrame:
    """See :meth:`Simulation.budget`."""
    naming, shares, part = naming_of(simulation, language), shares_of(quantiles), share_of(tail)
    wanted = shares_of(levels)
    chosen = drawn_years(simulation, years, draws, seed)
    amounts = simulation.each_year
    rows = []
    for number, terms in enumerate(simulation.terms):
        for party in simulation.agreement.parties:
            net = amounts.column(number, party)
            sums = np.zeros(draws, dtype=np.int64)
            lowest = sums.copy()
            for year in chosen:
                sums += net[year]
                np.minimum(lowest, sums, out=lowest)
            needed = np.sort(-lowest)
            found: dict[str, float | None] = {**figures(tally_of(sums), shares, part)}
            found["pays"] = float((sums < 0).mean())
            found |= {f"{RESERVE}{percent(each)}": in_yuan(int(needed[place_of(each, draws)])) for each in wanted}
            if amounts.unsettled_years(number) == amounts.rows:  # nothing can be said; the notes tell why
                found = dict.fromkeys(found)
            row = {**terms.labels, "party": naming.party(party), **found}
            rows.append({**row, "years": years, "draws": draws})
    notes = [*simulation.notes(language), budget_note(naming.language, years, draws, seed)]
    return naming.frame(rows, notes, part)


def drawn_years(simulation: Simulation, years: int, draws: int, seed: int) -> Any:
    """The numbers of the scenarios that are drawn: [years, draws], of those that all sets settle which settle any.

    RequestError for counts that are none, and where there is no such scenario.
    """
    check_counts((("years", years, 1, MOST_YEARS), ("draws", draws, 1, MOST_DRAWS), ("seed", seed, 0, (1 << 64) - 1)))
    amounts = simulation.each_year
    unsettled = np.zeros(amounts.rows, dtype=bool)
    some = [number for number in range(amounts.sets) if amounts.unsettled_years(number) < amounts.rows]
    for number in some:
        unsettled |= amounts.unsettled(number)
    settled = np.flatnonzero(~unsettled)
    if not some or not len(settled):
        raise none_settled(simulation)
    return settled[stream(seed, 0).integers(len(settled), size=(years, draws))]


def budget_note(language: str, years: int, draws: int, seed: int) -> str:
    """What drawing years in a row assumes."""
    return say("simulation.note_budget", language, years=years, draws=draws, seed=seed)


def check_counts(counts: Iterable[tuple[str, Any, int, int]]) -> None:
    """Raises RequestError with all counts that are none: name, what was given, the least and the most."""
    problems: list[Problem] = []
    for name, found, least, most in counts:
        if type(found) is not int or not least <= found <= most:
            shown = str(found)[:LONGEST_SHOWN]
            problems.append(problem("simulation.count", name=name, found=shown, least=least, most=most))
    if problems:
        raise RequestError(problems)
