"""Who pays whom: parties side by side along the river, an arrow for each two that settle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecocomp.money import yuan_text
from ecocomp.report.plots.canvas import (
    LINE,
    NORMAL,
    PAID,
    SMALL,
    SOFT,
    WATER,
    drawn,
    lines_of,
    new_figure,
    write,
)
from ecocomp.report.river import holders
from ecocomp.settlement import Settlement
from ecocomp.settlement.wheres import holder_text
from ecocomp.wording import language_in_use, say

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: The largest payments are drawn, no more than so many; more parties than that would have no room for their names.
MOST_ARROWS, MOST_HOLDERS = 40, 24
COLUMN, ROW, LEAST_WIDTH = 1.05, 0.42, 6.5
#: Lines of a fund, and of the party whose account in it this is; and the height of one in inches.
NAME_LINES, NAME_LINE = 3, 0.19
THINNEST, THICKEST = 1.5, 7.0


@drawn
def plot_flows(settlement: Settlement, *, language: str | None = None) -> Figure:
    """Who pays whom after all between the two is set off, parties from left to right as along the river.

    Arrows go from who pays to who receives, thicker for more. Of very many the largest are drawn, and how many are not
    is said below.
    """
    said = language_in_use(language)
    every = sorted((pair for pair in settlement.pairs if pair.fen), key=lambda pair: -pair.fen)
    pairs = every[:MOST_ARROWS]
    found, on_river = holders(settlement)
    while True:
        moving = {each for pair in pairs for each in (pair.payer, pair.payee)}
        if len(found) > MOST_HOLDERS:
            on_river = sum(each in moving for each in found[:on_river])
            found = [each for each in found if each in moving]
        if len(found) <= MOST_HOLDERS or not pairs:
            break
        pairs = pairs[:-1]
    order = {pair: at for at, pair in enumerate(settlement.pairs)}
    pairs.sort(key=order.__getitem__)
    width = max(LEAST_WIDTH, COLUMN * len(found) + 0.6)
    across = width - 0.6
    step = across / max(len(found), 1)
    names = {each: name_lines(holder_text(settlement.agreement, each, said), step - 0.1) for each in found}
    top = NAME_LINE * max(map(len, names.values()), default=0) + 0.2
    height = top + ROW * max(len(pairs), 1) + 0.25
    figure, axes = new_figure(settlement, said, say("plots.flows", said), width, height, left=0.3, right=0.3,
                              framed=False)  # fmt: skip
    axes.set_xlim(0, across)  # in inches
    axes.set_ylim(height, 0)
    places = {each: step * (at + 0.5) for at, each in enumerate(found)}
    for at, (each, x) in enumerate(places.items()):
        write(axes, x, top - 0.14, "\n".join(names[each]), ha="center", va="bottom")
        axes.plot([x, x], [top, height], color=LINE, linewidth=0.8, linestyle="-" if at < on_river else (0, (3, 3)))
    along = [places[each] for each in found[:on_river]]
    if along:
        axes.plot(along, [top] * len(along), "-o", color=WATER, linewidth=3, markersize=6, markerfacecolor="white",
                  zorder=3)  # fmt: skip
    if len(along) > 1:
        write(axes, along[0], height, f"{say('page.upstream', said)} ", SMALL, ha="right", va="bottom", color=WATER)
        write(axes, along[-1], height, f" {say('page.downstream', said)}", SMALL, ha="left", va="bottom", color=WATER)
    most = max((pair.fen for pair in pairs), default=1)
    for at, pair in enumerate(pairs):
        y = top + ROW * (at + 0.75)
        start, end = places[pair.payer], places[pair.payee]
        thick = THINNEST + (THICKEST - THINNEST) * float(pair.fen / most)
        style = {
            "arrowstyle": f"-|>,head_length={0.35 + thick / 30},head_width={0.15 + thick / 30}",
            "color": PAID,
            "linewidth": thick,
            "shrinkA": 0,
            "shrinkB": 1.5,
            "mutation_scale": 12,
            "joinstyle": "miter",
        }
        axes.annotate("", (end, y), (start, y), arrowprops=style, zorder=4)
        axes.plot([start], [y], "o", color=PAID, markersize=thick / 2 + 3, zorder=4)
        amount = yuan_text(pair.fen)
        half = len(amount) * 0.045
        middle = min(max((start + end) / 2, half), across - half)
        write(axes, middle, y - 0.1, amount, 9, ha="center", va="bottom", zorder=5,
              bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.85})  # fmt: skip
    if not pairs:
        write(axes, across / 2, top + ROW * 0.7, say("command.nothing_to_pay", said), ha="center", color=SOFT)
    if len(every) > len(pairs):
        left = say("plots.flows_left", said, count=len(every) - len(pairs))
        write(axes, 0, height + 0.05, left, SMALL, va="top", color=SOFT)
    return figure


def name_lines(name: str, inches: float) -> list[str]:
    """The name of a holder in lines; that of an account in a fund below the fund's."""
    return [line for part in name.split("·", 1) for line in lines_of(part, inches, NORMAL, NAME_LINES)]
