"""What varied terms do to parties: mean and quantiles along the values of one term, or a table of cells for two."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import isnan
from typing import TYPE_CHECKING, Any

import numpy as np

from ecocomp.errors import RequestError, problem
from ecocomp.report.plots.canvas import (
    INK,
    NORMAL,
    PAID,
    RECEIVED,
    SMALL,
    WATER,
    drawn,
    label_axis,
    legend,
    lines_of,
    name_axis,
    number_axis,
    write,
)
from ecocomp.report.plots.simulated import (
    HEIGHT,
    MOST_LABELS,
    MOST_PARTIES,
    RIGHT,
    Scale,
    amounts_axis,
    beside,
    mean_line,
    parties_of,
    scale_of,
    simulated_panels,
    spread_of,
    varied,
)
from ecocomp.simulation.result import Simulation
from ecocomp.simulation.results.told import naming_of
from ecocomp.wording import language_in_use, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LEFT = 1.0
#: No more signs in cells, or amounts in cells, go side by side.
MOST_CELLS, MOST_AMOUNTS = 40, 10
CELL, CELLS_LEFT = 0.26, 1.3
#: The name of the term that goes down has room for so many lines, beside rows of at least so many inches.
NAME_HIGH, NAME_LINES = 1.6, 3
#: How strong the colour of the largest amount is.
STRONGEST = 0.6
ONE, TWO = 1, 2
#: More places where the mean passes nothing are counted only.
MOST_TURNS = 3
#: Amounts in cells have a decimal unless they are so large.
WHOLE = 1000


@drawn
def plot_terms(simulation: Simulation, party: str | None = None, *, language: str | None = None) -> Figure:
    """How the net amounts of the parties (or one, by id or name) go along a term that was varied (条款取值的影响).

    With one varied term a line is the mean, the band goes from the 5 % to the 95 % quantile, and where the mean passes
    nothing the two values between which it does are told. With two terms, all values of the one with all of the other,
    each cell is a mean: its amount, or its sign where there are many, and a thick line between receiving and paying.

    Of very many parties the first are drawn, and how many are not is said. Raises RequestError for an unknown party,
    and unless one term was varied, or two all with all.
    """
    said = language_in_use(language)
    names = varied(simulation.terms)
    if not shows_terms(simulation):
        raise RequestError(problem("plots.terms_count", found=len(names)))
    every = parties_of(simulation, party)
    parties = every[:MOST_PARTIES]
    spreads = {
        each: [
            spread_of(tally) if (tally := simulation.amounts.tally(at, each)).count else None
            for at in range(len(simulation.terms))
        ]
        for each in parties
    }
    if len(names) == ONE:
        figure = along_one(simulation, names[0], spreads, said)
    else:
        figure = over_two(simulation, names, spreads, said)
    left = len(every) - len(parties)
    if left:
        axes = figure.axes[-1]
        axes.set_xlabel(f"{axes.get_xlabel()}  {say('plots.parties_more', said, count=left)}")
    return figure


def shows_terms(simulation: Simulation) -> bool:
    """Whether one term was varied, or two, all values of the one with all of the other."""
    names = varied(simulation.terms)
    return len(names) == ONE or (len(names) == TWO and is_grid(simulation, names))


Spreads = dict[str, list[dict[str, float] | None]]


def heading(simulation: Simulation, parties: Sequence[str], language: str) -> str:
    """The title: of one party its name."""
    if len(parties) > 1 or len(simulation.agreement.parties) == 1:
        return say("plots.terms", language)
    return say("plots.terms_of", language, party=simulation.agreement.name_of(parties[0], language))


def along_one(simulation: Simulation, name: str, spreads: Spreads, language: str) -> Figure:
    """Panels of the parties, one term along the axis below."""
    figure, panels = simulated_panels(
        simulation,
        simulation.terms,
        language,
        heading(simulation, list(spreads), language),
        [HEIGHT] * len(spreads),
        left=LEFT,
        right=RIGHT,
    )
    naming = naming_of(simulation, language)
    labels = [each.labels[name] for each in simulation.terms]
    found = numbers(labels)
    places = list(range(len(labels))) if found is None else found
    order = sorted(range(len(places)), key=places.__getitem__)
    xs = [float(places[at]) for at in order]
    for axes, (party, unordered) in zip(panels, spreads.items(), strict=True):
        spread = [unordered[at] for at in order]
        known = [each for each in spread if each is not None]
        scale = scale_of((abs(each[key]) for each in known for key in ("q05", "q95", "mean")), language)
        low, mean, high = (
            [float("nan") if each is None else each[key] / scale.yuan for each in spread]
            for key in ("q05", "mean", "q95")
        )
        band = axes.fill_between(xs, low, high, color=WATER, alpha=0.2, linewidth=0)
        for edge in (low, high):
            axes.plot(xs, edge, color=WATER, linewidth=0.9, linestyle=(0, (4, 2)))
        line = mean_line(axes, xs, mean)
        room = (xs[-1] - xs[0]) * 0.03
        axes.set_xlim(xs[0] - room, xs[-1] + room)
        amounts_axis(axes, "y", [each for each in (*low, *mean, *high) if not isnan(each)])
        name_axis(axes, "y", scale.unit)
        shown = [str(naming.value(labels[at])) for at in order]
        told = [simulation.agreement.name_of(party, language)] if len(spreads) > 1 else []
        told += turns(axes, xs, shown, mean, language) if known else [say("plots.none_settled", language)]
        beside(axes, told)
        below = axes is panels[-1]
        if len(xs) <= MOST_LABELS:
            label_axis(axes, "x", xs, shown if below else [""] * len(xs), SMALL)
        elif below and found is not None:
            number_axis(axes, "x")
        else:
            label_axis(axes, "x", [], [])
    legend(panels[0], [*line, band], [say("plots.mean", language), say("plots.from_5", language)], TWO)
    name_axis(panels[-1], "x", naming_of(simulation, language).term(name))
    return figure


def turns(axes: Axes, xs: Sequence[float], shown: Sequence[str], mean: Sequence[float], language: str) -> list[str]:
    """Marks where the mean passes nothing, and tells between which values."""
    found = [say("plots.nothing_at", language, value=shown[at]) for at, each in enumerate(mean) if each == 0]
    for at, (one, other) in enumerate(pairwise(mean)):
        if one * other < 0:
            axes.plot(xs[at : at + TWO], [0, 0], color=PAID, linewidth=4, solid_capstyle="butt", zorder=3.5)
            found.append(say("plots.turns_between", language, low=shown[at], high=shown[at + 1]))
    return found if len(found) <= MOST_TURNS else [say("plots.turns_often", language, count=len(found))]


def numbers(labels: Sequence[Any]) -> list[Fraction] | None:
    """Values as numbers; None where one of them is none."""
    if any(isinstance(each, bool) for each in labels):
        return None
    try:
        return [Fraction(str(each)) for each in labels]
    except (ValueError, ZeroDivisionError):
        return None


def is_grid(simulation: Simulation, names: Sequence[str]) -> bool:
    """Whether all values of the one term were taken with all of the other, and there are not too many."""
    pairs = {tuple(str(each.labels[name]) for name in names) for each in simulation.terms}
    sizes = [len({pair[at] for pair in pairs}) for at in range(TWO)]
    return len(pairs) == len(simulation.terms) == sizes[0] * sizes[1] and max(sizes) <= MOST_CELLS


def over_two(simulation: Simulation, names: Sequence[str], spreads: Spreads, language: str) -> Figure:
    """Panels of the parties: a row for each value of the first term, a column for each of the second."""
    naming = naming_of(simulation, language)
    labels = [[str(naming.value(each.labels[name])) for name in names] for each in simulation.terms]
    axis = [in_order(values) for values in zip(*labels, strict=True)]
    across, down = axis[1], axis[0]
    high = max(CELL * len(down), NAME_HIGH)
    figure, panels = simulated_panels(
        simulation,
        simulation.terms,
        language,
        heading(simulation, list(spreads), language),
        [high] * len(spreads),
        left=CELLS_LEFT,
        right=RIGHT,
        legend_lines=0,
    )
    for axes, (party, spread) in zip(panels, spreads.items(), strict=True):
        means = np.full((len(down), len(across)), np.nan)
        for (row, column), each in zip(labels, spread, strict=True):
            if each is not None:
                means[down.index(row), across.index(column)] = each["mean"]
        known = means[~np.isnan(means)]
        scale = scale_of(known.tolist(), language)
        cells(axes, means / scale.yuan, scale)
        label_axis(axes, "y", range(len(down)), down, SMALL)
        last = axes is panels[-1]
        label_axis(axes, "x", places := range(0, len(across), -(-len(across) // MOST_LABELS)),
                   [across[at] if last else "" for at in places], SMALL)  # fmt: skip
        name_axis(axes, "y", "\n".join(lines_of(naming.term(names[0]), high, NORMAL, NAME_LINES)))
        told = [simulation.agreement.name_of(party, language)] if len(spreads) > 1 else []
        if len(known):
            ends = [scale.text(float(end)) for end in (known.min(), known.max())]
            told.append(say("plots.means_from", language, low=ends[0], high=ends[1], unit=scale.unit))
        else:
            told.append(say("plots.none_settled", language))
        beside(axes, told)
    name_axis(panels[-1], "x", naming.term(names[1]))
    return figure


def in_order(labels: Sequence[Any]) -> list[str]:
    """The different values, numbers in order, others as they were given."""
    found = numbers(labels)
    if found is not None:
        labels = [label for _, label in sorted(zip(found, labels, strict=True), key=lambda pair: pair[0])]
    return list(dict.fromkeys(map(str, labels)))


def cells(axes: Axes, means: Any, scale: Scale) -> None:
    """Cells in the colour of receiving and paying, each with its amount or sign, and lines between the two."""
    from matplotlib.colors import LinearSegmentedColormap

    colours = LinearSegmentedColormap.from_list("sign", [PAID, "white", RECEIVED])
    most = float(np.nanmax(np.abs(means), initial=0)) or 1.0
    down, across = means.shape
    axes.imshow(means, cmap=colours, vmin=-most, vmax=most, alpha=STRONGEST, aspect="auto")
    axes.set_xlim(-0.5, across - 0.5)
    axes.set_ylim(down - 0.5, -0.5)
    for row in range(down):
        for column in range(across):
            write(axes, column, row, cell_text(means[row, column], across), SMALL - 1, ha="center", va="center")
    paying = np.where(np.isnan(means), np.nan, means < 0)
    for row, column in np.argwhere(np.abs(np.diff(paying, axis=1)) == 1):
        axes.plot([column + 0.5] * 2, [row - 0.5, row + 0.5], color=INK, linewidth=2)
    for row, column in np.argwhere(np.abs(np.diff(paying, axis=0)) == 1):
        axes.plot([column - 0.5, column + 0.5], [row + 0.5] * 2, color=INK, linewidth=2)


def cell_text(mean: float, across: int) -> str:
    """What stands in a cell: the amount where there is room for it, else its sign.

    >>> cell_text(-1234.5, 3), cell_text(0.25, 3), cell_text(-0.01, 30), cell_text(float("nan"), 3)
    ('−1,234', '+0.2', '−', '—')
    """
    if isnan(mean):
        return "—"
    sign = "−" if mean < 0 else "+" if mean > 0 else ""
    if across > MOST_AMOUNTS:
        return sign or "0"
    return f"{sign}{abs(mean):,.{0 if abs(mean) >= WHOLE else 1}f}"
