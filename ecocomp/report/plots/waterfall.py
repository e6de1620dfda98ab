"""How a party comes to its net amount: what it receives and pays by transfer, what limits cut, and what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecocomp.money import yuan_text
from ecocomp.report.plots.canvas import (
    INK,
    PAID,
    RECEIVED,
    SOFT,
    drawn,
    label_axis,
    lines_of,
    new_figure,
    number_axis,
    write,
)
from ecocomp.settlement import Settlement
from ecocomp.settlement.coordinates import resolved
from ecocomp.settlement.steps import Step, steps_to_net
from ecocomp.wording import language_in_use, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ROW, LEFT, RIGHT, WIDTH = 0.5, 2.5, 0.5, 8.5
#: How wide a digit of an amount is, in inches; and of how much of the width amounts take on a side at most.
LETTER, MOST_SHARE = 0.072, 0.4
FEN_PER_YUAN = 100


@drawn
def plot_waterfall(settlement: Settlement, party: str, *, language: str | None = None) -> Figure:
    """How a party, by id or name, comes to its net amount in yuan: a bar for each transfer and direction, and limit.

    Each bar begins where the one before it ends; the last goes from nothing to what is left after all is set off.
    Raises RequestError for a party that the agreement does not have.
    """
    said = language_in_use(language)
    party = resolved(settlement.agreement, "party", party)
    title = say("plots.waterfall", said, party=settlement.agreement.name_of(party, said))
    steps = steps_to_net(settlement.lines, party)
    net = next(each.net for each in settlement.positions if each.party == party)
    figure, axes = new_figure(
        settlement, said, title, WIDTH, ROW * (len(steps) + 1) + 0.3, left=LEFT, right=RIGHT, legend_lines=0
    )
    axes.set_ylim(len(steps) + 0.6, -0.6)
    reached = [0]
    for step in steps:
        reached.append(reached[-1] + step.fen)
    low, high = min(reached) / FEN_PER_YUAN, max(reached) / FEN_PER_YUAN
    # the amounts stand outside of the bars
    letters = max(len(yuan_text(each)) for each in (*(step.fen for step in steps), net)) + 2
    share = min(letters * LETTER / (WIDTH - LEFT - RIGHT), MOST_SHARE)
    room = (high - low or 1.0) * share / (1 - 2 * share if low < 0 < high else 1 - share)
    axes.set_xlim(low - (room if low < 0 else 0), high + (room if high > 0 or low == 0 else 0))
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.axvline(0, color=SOFT, linewidth=0.8)
    for at, (step, start) in enumerate(zip(steps, reached, strict=False)):
        bar(axes, at, start, step.fen, RECEIVED if step.fen > 0 else PAID, limit=bool(step.limit))
        axes.plot([reached[at + 1] / FEN_PER_YUAN] * 2, [at, at + 1], color=SOFT, linewidth=0.8, linestyle=(0, (2, 2)),
                  zorder=1)  # fmt: skip
    bar(axes, len(steps), 0, net, INK)
    labels = [step_text(settlement, step, said) for step in steps]
    result = "plots.net_received" if net > 0 else "plots.net_paid" if net < 0 else "plots.net_nothing"
    labels.append(say(result, said))
    shown = ["\n".join(lines_of(each, LEFT - 0.35, 9, 2)) for each in labels]
    label_axis(axes, "y", range(len(labels)), shown, 9)
    if low < high:
        number_axis(axes, "x")
    else:  # a scale of nothing would show fractions of a fen
        label_axis(axes, "x", [0], ["0"])
    return figure


def bar(axes: Axes, at: int, start: int, fen: int, colour: str, *, limit: bool = False) -> None:
    """A bar from an amount on, with what it is worth at its end; hatched where a limit cuts."""
    axes.barh(at, fen / FEN_PER_YUAN, left=start / FEN_PER_YUAN, height=0.6, color=colour, edgecolor="white",
              hatch="///" if limit else "", linewidth=0.6, zorder=2)  # fmt: skip
    # left of a bar that ends below nothing, else right of it: there the amount meets no other bar
    left = start + fen < 0 and fen < 0
    end = (min if left else max)(start, start + fen) / FEN_PER_YUAN
    sign = "+" if fen > 0 else "−" if fen < 0 else ""
    text = f"{sign}{yuan_text(abs(fen))}"
    write(
        axes,
        end,
        at,
        f"{text} " if left else f" {text}",
        9,
        va="center",
        ha="right" if left else "left",
        color=colour,
        zorder=5,
    )


def step_text(settlement: Settlement, step: Step, language: str) -> str:
    """What a bar shows."""
    what = settlement.agreement.called(step.limit or step.name, language)
    if step.limit:
        return say("plots.limit_gives" if step.fen > 0 else "plots.limit_takes", language, what=what)
    return say("plots.received" if step.fen > 0 else "plots.paid", language, what=what)
