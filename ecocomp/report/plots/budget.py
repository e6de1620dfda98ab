"""What several years in a row come to for parties, year by year, and the reserve that they need."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from ecocomp.report.plots.canvas import PAID, WATER, drawn, label_axis, legend, name_axis, number_axis
from ecocomp.report.plots.simulated import (
    HEIGHT,
    MOST_LABELS,
    MOST_PARTIES,
    RIGHT,
    amounts_axis,
    beside,
    mean_line,
    parties_of,
    scale_of,
    simulated_panels,
    spread_of,
)
from ecocomp.simulation.amounts import tally_of
from ecocomp.simulation.result import Simulation
from ecocomp.simulation.results.budget import budget_note, check_counts, drawn_years
from ecocomp.simulation.results.distribution import in_yuan, percent, place_of, shares_of
from ecocomp.wording import language_in_use, say

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LEFT = 1.0
DASHES = ((0, (5, 3)), (0, (1, 1.5)), (0, (5, 2, 1, 2)))


@drawn
def plot_budget(
    simulation: Simulation,
    years: int,
    party: str | None = None,
    *,
    terms: int = 0,
    draws: int = 10_000,
    seed: int = 1,
    levels: Iterable[Any] = (0.9,),
    language: str | None = None,
) -> Figure:
    """What so many years in a row come to for each party (or one, by id or name), by a set of terms (多年累计净额).

    The line is the mean of the sums, the band goes from their 5 % to their 95 % quantile. Broken lines are the reserves
    that are enough at the end of every year in at least the part ``levels`` of the draws. ``terms`` is the number of
    the set of terms, from 0; draws are those of :meth:`Simulation.budget` with the same ``draws`` and ``seed``.

    Of very many parties the first are drawn, and how many are not is said. Raises RequestError for an unknown party,
    for counts, sets and parts that are none, and where no year was settled.
    """
    said = language_in_use(language)
    agreement = simulation.agreement
    every = parties_of(simulation, party)
    parties, wanted = every[:MOST_PARTIES], shares_of(levels)
    check_counts((("terms", terms, 0, len(simulation.terms) - 1), ("levels", len(wanted), 1, len(DASHES))))
    chosen = drawn_years(simulation, years, draws, seed)
    title = say("plots.budget", said, years=years)
    figure, panels = simulated_panels(
        simulation,
        [simulation.terms[terms]],
        said,
        title if party is None else say("plots.budget_of", said, years=years, party=agreement.name_of(every[0], said)),
        [HEIGHT] * len(parties),
        notes=[budget_note(said, years, draws, seed)],
        left=LEFT,
        right=RIGHT,
    )
    handles: list[Any] = []
    for axes, each in zip(panels, parties, strict=True):
        sums = np.cumsum(simulation.each_year.column(terms, each)[chosen], axis=0)
        spreads = [spread_of(tally_of(row)) for row in sums]
        needed = np.sort(-np.minimum(sums.min(axis=0), 0))
        reserves = [in_yuan(int(needed[place_of(level, draws)])) for level in wanted]
        keys = ("q05", "mean", "q95")
        scale = scale_of([*(abs(spread[key]) for spread in spreads for key in keys), *reserves], said)
        low, mean, high = ([0.0, *(spread[key] / scale.yuan for spread in spreads)] for key in keys)
        at = list(range(years + 1))
        band = axes.fill_between(at, low, high, color=WATER, alpha=0.2, linewidth=0)
        for edge in (low, high):
            axes.plot(at, edge, color=WATER, linewidth=0.9, linestyle=(0, (4, 2)))
        handles = [
            *mean_line(axes, at, mean),
            band,
        ]
        told = [agreement.name_of(each, said)] if party is None else []
        for number, (level, reserve) in enumerate(zip(wanted, reserves, strict=True)):
            handles.append(axes.axhline(-reserve / scale.yuan, color=PAID, linewidth=1.4, linestyle=DASHES[number]))
            amount = scale.text(reserve)
            told.append(say("plots.reserve", said, level=percent(level), amount=amount, unit=scale.unit))
        beside(axes, told)
        axes.set_xlim(0, years)
        amounts_axis(axes, "y", [*low, *high, *(-each / scale.yuan for each in reserves)])
        name_axis(axes, "y", scale.unit)
        if years <= MOST_LABELS:
            below = axes is panels[-1]
            label_axis(axes, "x", at, list(map(str, at)) if below else [""] * len(at))
        elif axes is panels[-1]:
            number_axis(axes, "x")
        else:
            label_axis(axes, "x", [], [])
    lines = [say("plots.reserve_line", said, level=percent(level)) for level in wanted]
    legend(panels[0], handles, [say("plots.mean", said), say("plots.from_5", said), *lines], len(handles))
    left = say("plots.parties_more", said, count=len(every) - len(parties)) if len(every) > len(parties) else ""
    name_axis(panels[-1], "x", f"{say('plots.years', said)}  {left}".rstrip())
    return figure
