"""Plots of what was asked of simulated years: which terms matter, and by how much one draft is better than another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ecocomp.errors import RequestError, problem
from ecocomp.report.plots.canvas import (
    INK,
    PAID,
    SIDE,
    SMALL,
    SOFT,
    SUBTITLE,
    WATER,
    drawn,
    label_axis,
    legend,
    lines_of,
    name_axis,
    new_panels,
    write,
)
from ecocomp.report.plots.simulated import (
    WIDTH,
    amounts_axis,
    footing_of,
    scale_of,
    sides,
    strip,
    strip_legend,
)
from ecocomp.settlement.coordinates import resolved
from ecocomp.settlement.period_words import period_text
from ecocomp.simulation.results.distribution import share_text
from ecocomp.simulation.results.told import Answer, Naming, ToldFrame
from ecocomp.wording import language_in_use, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_ROWS = 24
ROW, LEFT, RIGHT = 0.44, 2.5, 0.6
BESIDE = 1.5
#: How thick each of the two bars of a term is, as a part of its row; the letters of a value, in inches.
BAR, LETTER = 0.3, 0.07
QUANTILES = ("q05", "q95", "mean")


@drawn
def plot_sensitivity(swings: ToldFrame, party: str, *, language: str | None = None) -> Figure:
    """What each term alone does to the mean net amount of a party, by id or name (敏感性龙卷风图).

    ``swings`` is what :func:`ecocomp.sensitivity` gave. From the line of the terms as agreed a bar goes to the mean at
    the low value of a term, below it one to that at the high value; the values stand at their ends. The term with the
    largest swing comes first. Of very many terms the first are drawn, and how many are not is said.

    Raises RequestError for another frame or a part of one, and for an unknown party.
    """
    said = language_in_use(language)
    answer = answer_of(swings, "sensitivity")
    (agreement,) = answer.agreements
    party = resolved(agreement, "party", party)
    naming = Naming(agreement, said)
    every = [row for row in answer.rows if row["party"] == party]
    rows = every[:MOST_ROWS]
    title = say("plots.sensitivity", said, party=agreement.name_of(party, said))
    figure, axes = answer_panel(answer, said, title, len(rows), left=LEFT, right=RIGHT)
    ends = [row[key] for row in rows for key in ("agreed", "at_low", "at_high")]
    scale = scale_of(ends, said)
    agreed = rows[0]["agreed"] / scale.yuan
    axes.set_ylim(len(rows) - 0.4, -0.9)
    amounts_axis(axes, "x", [each / scale.yuan for each in ends])
    low, high = axes.get_xlim()
    room = (high - low) * max(len(str(row[key])) for row in rows for key in ("low", "high")) * LETTER / WIDTH
    axes.set_xlim(low - room, high + room)
    axes.axvline(agreed, color=INK, linewidth=1.2, linestyle=(0, (5, 3)), zorder=4)
    sides(axes, -0.7, said)
    for at, row in enumerate(rows):
        for key, down, colour, hatch in (("low", -BAR / 2, WATER, ""), ("high", BAR / 2, PAID, "////")):
            end = row[f"at_{key}"] / scale.yuan
            axes.barh(at + down, end - agreed, BAR, agreed, color=colour, edgecolor="white", hatch=hatch, linewidth=0.4,
                      zorder=2)  # fmt: skip
            side = "right" if end < agreed else "left"
            value = naming.value(row[key])
            text = f"{value} " if side == "right" else f" {value}"
            write(axes, end, at + down, text, SMALL - 1, ha=side, va="center", color=colour, zorder=5)
    named_rows(axes, [naming.term(row["term"]) for row in rows])
    legend(axes, signs(), [say(f"plots.{each}", said) for each in ("as_agreed", "at_low", "at_high")], 3)
    left = say("plots.rows_more", said, count=len(every) - len(rows)) if len(every) > len(rows) else ""
    name_axis(axes, "x", f"{say('plots.mean_in', said, unit=scale.unit)}  {left}".rstrip())
    return figure


def signs() -> list[Any]:
    """The signs of the legend of the sensitivity: the line as agreed, bars of the low and the high value."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    return [
        Line2D([], [], color=INK, linewidth=1.2, linestyle=(0, (5, 3))),
        Patch(facecolor=WATER, edgecolor="white"),
        Patch(facecolor=PAID, edgecolor="white", hatch="////"),
    ]


@drawn
def plot_comparison(differences: ToldFrame, *, language: str | None = None) -> Figure:
    """By how much the second of two drafts is better for each party, year by year (草案比较图).

    ``differences`` is what :func:`ecocomp.compare` gave. A line goes from the 5 % to the 95 % quantile of the
    differences, thick from 25 % to 75 %, with their median and mean; at the right stands in which parts of the years
    the party is better off, worse off and the same. Of very many parties the first are drawn, and the rest is said.

    Raises RequestError for another frame or a part of one.
    """
    said = language_in_use(language)
    answer = answer_of(differences, "compare")
    one, other = answer.agreements
    rows = answer.rows[:MOST_ROWS]
    title = say("plots.comparison", said, a=one.id, b=other.id)
    figure, axes = answer_panel(answer, said, title, len(rows), left=LEFT - 0.6, right=BESIDE)
    scale = scale_of((abs(row[key]) for row in rows for key in QUANTILES), said)
    axes.set_ylim(len(rows) - 0.4, -0.9)
    amounts_axis(axes, "x", [row[key] / scale.yuan for row in rows for key in QUANTILES])
    sides(axes, -0.7, said, ("plots.worse_side", "plots.better_side"))
    for at, row in enumerate(rows):
        axes.axhline(at, color=SOFT, linewidth=0.4, zorder=1)
        strip(axes, at, row, scale)
        told = [say(f"plots.{key}_in", said, share=share_text(row[key])) for key in ("better", "worse", "same")]
        write(axes, axes.get_xlim()[1], at, "\n".join(f"  {line}" for line in told), SMALL, va="center")
    parties = [row["party"] for row in rows]
    named_rows(axes, [(one if each in one.parties else other).name_of(each, said) for each in parties], LEFT - 0.6)
    handles, meanings = strip_legend(said)
    legend(axes, handles, meanings, len(handles))
    left = len(answer.rows) - len(rows)
    more = say("plots.rows_more", said, count=left) if left else ""
    name_axis(axes, "x", f"{say('plots.difference_in', said, unit=scale.unit)}  {more}".rstrip())
    return figure


def answer_of(frame: Any, question: str) -> Answer:
    """What a frame was made of. Raises RequestError unless it is the whole answer to this question."""
    answer = getattr(frame, "answer", None)
    if not isinstance(answer, Answer) or answer.question != question:
        raise RequestError(problem("plots.no_answer", function=f"ec.{question}"))
    return answer


def answer_panel(
    answer: Answer, language: str, title: str, rows: int, *, left: float, right: float
) -> tuple[Figure, Axes]:
    """A figure of an answer with its notes; and axes that are empty."""
    about = say("plots.answer", language, period=period_text(answer.period, language))
    agreements = answer.agreements
    if len(agreements) == 1:
        about = say(
            "simulation.heading",
            language,
            title=agreements[0].title_in(language),
            period=period_text(answer.period, language),
        )
    lines = lines_of(about, WIDTH - 2 * SIDE, SUBTITLE)
    warns = any(each.unconfirmed for each in agreements)
    figure, (axes,) = new_panels(
        title, lines, footing_of(answer.notes[language]), WIDTH, [ROW * rows + 0.3], warns=warns, left=left, right=right
    )
    return figure, axes


def named_rows(axes: Axes, names: list[str], left: float = LEFT) -> None:
    """What the rows are called."""
    label_axis(axes, "y", range(len(names)), ["\n".join(lines_of(each, left - 0.35, 9)) for each in names], 9)
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
