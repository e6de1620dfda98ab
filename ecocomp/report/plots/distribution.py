"""What parties are left with in many possible years: how often which amount, by party and set of terms."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from ecocomp.money import FEN_PER_YUAN
from ecocomp.report.plots.canvas import (
    INK,
    PAID,
    RECEIVED,
    SMALL,
    SOFT,
    drawn,
    label_axis,
    legend,
    lines_of,
    name_axis,
    write,
)
from ecocomp.report.plots.simulated import (
    Scale,
    amounts_axis,
    parties_of,
    scale_of,
    sides,
    simulated_panels,
    spread_of,
    strip,
    strip_legend,
    varied,
)
from ecocomp.simulation.amounts import Tally
from ecocomp.simulation.result import Simulation
from ecocomp.simulation.results.distribution import part_below, share_text
from ecocomp.simulation.results.told import naming_of
from ecocomp.wording import language_in_use, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_ROWS = 24
ROW, LEFT, RIGHT = 0.62, 2.0, 1.35
#: How high the bars of a row are, and how far below them its strip is, as parts of the row.
HIGH, BELOW = 0.5, 0.2
BINS = 60
#: With so few years each stands alone; of more those amounts do that are had in one year of a hundred, and twice.
FEW, ALONE = 40, 100


@drawn
def plot_distribution(simulation: Simulation, party: str | None = None, *, language: str | None = None) -> Figure:
    """How often which net amount comes about (净额分布), for each party (or one, by id or name) and set of terms.

    Bars are parts of the years, each row up to its own commonest. An amount that is had again and again, as of steps
    and caps, stands alone as a line with a dot; only others are put together, in classes of equal width of which none
    has both sides of nothing. Below them is a line from the 5 % to the 95 % quantile, thick from 25 % to
    75 %, with the median and the mean. At the right stands in which part of the years the party pays.

    Of very many rows the first are drawn, and how many are not is said. Raises RequestError for an unknown party.
    """
    said = language_in_use(language)
    agreement = simulation.agreement
    parties = parties_of(simulation, party)
    every = [(each, number) for each in parties for number in range(len(simulation.terms))]
    rows = every[:MOST_ROWS]
    tallies = [simulation.amounts.tally(number, each) for each, number in rows]
    ends = [int(each.amounts[at]) for each in tallies if each.count for at in (0, -1)]
    scale = scale_of((end / FEN_PER_YUAN for end in ends), said)
    name = agreement.name_of(parties[0], said)
    title = say("plots.distribution", said) if party is None else say("plots.distribution_of", said, party=name)
    figure, (axes,) = simulated_panels(
        simulation, simulation.terms, said, title, [ROW * len(rows) + 0.25], left=LEFT, right=RIGHT, rows_are_sets=True
    )
    axes.set_ylim(-len(rows) + 0.62, 0.95)
    amounts_axis(axes, "x", [scale.of_fen(end) for end in ends])
    sides(axes, 0.8, said)
    width = bin_width(ends)
    for at, tally in enumerate(tallies):
        axes.axhline(-at, color=SOFT, linewidth=0.5, zorder=1)
        if tally.count:
            bars(axes, -at, tally, width, scale)
            strip(axes, -at - BELOW, spread_of(tally), scale)
            told = say("plots.pays_in", said, share=share_text(part_below(tally)))
        else:
            told = say("plots.none_settled", said)
        lines = lines_of(told, RIGHT - 0.2, SMALL)
        write(axes, axes.get_xlim()[1], -at, "\n".join(f"  {line}" for line in lines), SMALL, va="center")
    moving, naming = varied(simulation.terms), naming_of(simulation, said)
    labels = []
    for each, number in rows:
        words = [agreement.name_of(each, said)] if party is None or not moving else []
        values = " / ".join(str(naming.value(simulation.terms[number].labels[term])) for term in moving)
        words += [values] if moving else []
        # two lines of a name and one of values: more would touch those of the next row
        shown = [lines_of(word, LEFT - 0.3, 9, most) for word, most in zip(words, (2, 1), strict=False)]
        labels.append("\n".join(chain.from_iterable(shown)))
    label_axis(axes, "y", [-at for at in range(len(rows))], labels, 9)
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    handles, meanings = strip_legend(said)
    legend(axes, handles, meanings, len(handles))
    left = say("plots.rows_more", said, count=len(every) - len(rows)) if len(every) > len(rows) else ""
    name_axis(axes, "x", "  ".join(each for each in (say("plots.net_in", said, unit=scale.unit), left) if each))
    return figure


def bin_width(ends: Sequence[int]) -> int:
    """How many fen a class is wide: round, and about so many of them from the least amount to the largest."""
    span = max(ends) - min(ends) if ends else 0
    digits: int = 10 ** max(len(str(span // BINS)) - 1, 0)
    step = next(each for each in (1, 2, 5, 10) if each * digits * BINS >= span)
    return step * digits


def bars(axes: Axes, base: float, tally: Tally, width: int, scale: Scale) -> None:
    """How often which amount: lines with a dot for what is had again and again, bars of equal width for the rest."""
    amounts, counts = tally.amounts, tally.years
    alone = counts >= (1 if tally.count <= FEW else max(2, tally.count // ALONE))
    classes, together = np.unique(amounts[~alone] // width, return_inverse=True)
    many = np.bincount(together, weights=counts[~alone], minlength=len(classes))
    most = max(float(many.max(initial=0)), float(counts[alone].max(initial=0)))
    for paying in (True, False):
        colour = PAID if paying else RECEIVED
        chosen = (classes < 0) == paying
        axes.bar(scale.of_fen(classes[chosen] * width), HIGH * many[chosen] / most, scale.of_fen(width), base,
                 align="edge", color=colour, linewidth=0, zorder=2)  # fmt: skip
        chosen = alone & ((amounts < 0) == paying)
        places, tops = scale.of_fen(amounts[chosen]), base + HIGH * counts[chosen] / most
        axes.vlines(places, base, tops, color=colour, linewidth=1.2, zorder=3)
        axes.plot(places, tops, "o", color=colour, markersize=2.5, zorder=3)
    if alone.any() and counts[alone].max() == most:
        place = int(np.flatnonzero(alone & (counts == most))[0])
        write(axes, float(scale.of_fen(amounts[place])), base + HIGH + 0.03, share_text(most / tally.count), SMALL - 1,
              ha="center", va="bottom", color=INK)  # fmt: skip
