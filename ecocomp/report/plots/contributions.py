"""What each indicator contributes to an index: a bar for each coordinate, made up of the parts of the indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecocomp.report.plots.canvas import (
    INK,
    SMALL,
    SOFT,
    drawn,
    label_axis,
    legend,
    lines_of,
    name_axis,
    new_figure,
    number_axis,
    write,
)
from ecocomp.settlement import Settlement
from ecocomp.settlement.contributions import contributions
from ecocomp.settlement.wheres import label_text, where_text
from ecocomp.wording import language_in_use, say

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_ROWS = 40
#: As different as they can be for those who see colours differently too; with more indicators they come again, hatched.
COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#8c8c8c")
HATCHES = ("", "///", "...", "xxx")
ROW, LOW_ROW, LEFT, RIGHT, WIDTH = 0.42, 0.3, 1.9, 1.5, 8.5
#: With more rows each is lower.
FEW_ROWS = 12
COLUMNS = 6
#: Values beside the bars have so many digits, and two decimals where that would hide the whole number.
DIGITS, LARGE = 6, 10_000


@drawn
def plot_contributions(
    settlement: Settlement, rule: str | None = None, *, language: str | None = None, **where: str | int
) -> Figure:
    """What each indicator contributes to a rule that is a sum over indicators, such as P = k0 · Σ k·C/C0.

    ``rule`` is its name or title, without it the first such rule; ``where`` are labels that narrow it down, as in
    ``section="街口"``. The values are exact parts of the rule's own value, in its unit.

    Raises RequestError where the rule is no such sum, or there is none.
    """
    said = language_in_use(language)
    found = contributions(settlement, rule, said, **where)
    agreement = settlement.agreement
    rows = found.rows[:MOST_ROWS]
    name = settlement.called(found.rule, said)
    title = say("plots.contributions", said, rule=name)
    shown = [each for each in settlement.scope.space.labels["indicator"] if any(row.parts.get(each) for row in rows)]
    legend_lines = -(-len(shown) // COLUMNS)
    height = max(1.2, (ROW if len(rows) <= FEW_ROWS else LOW_ROW) * len(rows) + 0.5)
    figure, axes = new_figure(
        settlement, said, title, WIDTH, height, left=LEFT, right=RIGHT, legend_lines=legend_lines + 1
    )
    axes.set_ylim(len(rows) - 0.4, -0.6)
    marks = []
    ends = [0.0]
    for at, row in enumerate(rows):
        reach = {True: 0.0, False: 0.0}
        for place, each in enumerate(shown):
            value = float(row.parts.get(each, 0))
            side = value >= 0
            axes.barh(at, value, left=reach[side], height=0.6, color=COLOURS[place % len(COLOURS)], edgecolor="white",
                      hatch=HATCHES[place // len(COLOURS) % len(HATCHES)], linewidth=0.6)  # fmt: skip
            reach[side] += value
        ends += reach.values()
        if row.total is not None:
            marks = axes.plot([float(row.total)], [at], "D", color=INK, markersize=4, zorder=4)
    low, high = min(ends), max(ends)
    room = (high - low or 1.0) * 0.03
    axes.set_xlim(low - (room if low < 0 else 0), high + room)
    for at, row in enumerate(rows):
        said_value = row.text if row.total is None else f"{number_text(float(row.total))} {found.unit}".rstrip()
        short = "\n".join(lines_of(said_value, RIGHT - 0.15, SMALL))
        write(
            axes, axes.get_xlim()[1], at, f" {short}", SMALL, va="center", color=INK if row.total is not None else SOFT
        )
    label_axis(
        axes,
        "y",
        range(len(rows)),
        [
            "\n".join(lines_of(where_text(agreement, row.where, said) or say("plots.whole", said), LEFT - 0.3, 9))
            for row in rows
        ],
        9,
    )
    axes.axvline(0, color=SOFT, linewidth=0.8)
    handles = [bar_of(place) for place in range(len(shown))]
    labels = [label_text(agreement, each, said) for each in shown]
    legend(axes, [*handles, *marks], [*labels, *[say("plots.sum_of_parts", said)] * len(marks)], COLUMNS)
    number_axis(axes, "x")
    left = len(found.rows) - len(rows)
    below = [found.unit, say("plots.rows_left", said, count=left) if left else ""]
    name_axis(axes, "x", "  ".join(each for each in below if each))
    return figure


def bar_of(place: int) -> object:
    """The sign of an indicator in the legend."""
    from matplotlib.patches import Patch

    return Patch(facecolor=COLOURS[place % len(COLOURS)], hatch=HATCHES[place // len(COLOURS) % len(HATCHES)],
                 edgecolor="white")  # fmt: skip


def number_text(value: float) -> str:
    """A value beside its bar.

    >>> number_text(4.2686963762), number_text(1024610000.125)
    ('4.2687', '1,024,610,000.12')
    """
    text = f"{value:,.2f}" if abs(value) >= LARGE else f"{value:.{DIGITS}g}"
    return text.replace("-", "−") if "e" not in text else text
