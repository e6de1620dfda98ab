"""What plots of simulated years share: what they rest on, amounts in one unit, and the marks of a distribution."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ecocomp.money import FEN_PER_YUAN
from ecocomp.report.plots.canvas import (
    INK,
    SIDE,
    SMALL,
    SOFT,
    SUBTITLE,
    WATER,
    font,
    label_axis,
    lines_of,
    new_panels,
    number_axis,
    write,
)
from ecocomp.settlement.coordinates import resolved
from ecocomp.settlement.period_words import period_text
from ecocomp.simulation.amounts import Tally
from ecocomp.simulation.result import Simulation
from ecocomp.simulation.results.distribution import QUANTILES, TAIL, figures, share_of
from ecocomp.simulation.results.told import naming_of
from ecocomp.simulation.terms import TermSet
from ecocomp.wording import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 8.5
#: Of panels below each other: how many there may be, their height, and what is free beside them for sentences.
MOST_PARTIES, HEIGHT, RIGHT = 8, 1.5, 1.6
#: An axis with more values than this has round numbers.
MOST_LABELS = 12
#: What a picture rests on is told whole.
NOTE_LINES, ABOUT_LINES = 14, 4
YUAN_PER_WAN = 10_000
#: From so many yuan on amounts are in 10,000 yuan.
LARGE = 100_000
#: Nothing is in sight unless it is farther from all amounts than so many times what lies between them.
FAR = 2.0
#: How far amounts are from the ends of the axis, as a part of it.
MARGIN = 0.04
SHARES = tuple(map(share_of, QUANTILES))


@dataclass(frozen=True)
class Scale:
    """The unit in which a picture shows amounts: yuan (元), or 10,000 yuan (万元) where these are many."""

    yuan: int
    language: str

    @property
    def unit(self) -> str:
        return say("plots.unit_yuan" if self.yuan == 1 else "plots.unit_wan", self.language)

    def of_fen(self, fen: Any) -> Any:
        return fen / (self.yuan * FEN_PER_YUAN)

    def text(self, yuan: float) -> str:
        """An amount to two decimals."""
        shown = f"{yuan / self.yuan:,.2f}"
        return "0.00" if shown.strip("-0.") == "" else shown.replace("-", "−")


def scale_of(yuan: Iterable[float], language: str) -> Scale:
    """The unit for amounts of this size."""
    return Scale(YUAN_PER_WAN if max(map(abs, yuan), default=0) >= LARGE else 1, language)


def simulated_panels(
    simulation: Simulation,
    sets: Sequence[TermSet],
    language: str,
    title: str,
    heights: Sequence[float],
    *,
    notes: Sequence[str] = (),
    rows_are_sets: bool = False,
    **sizes: Any,
) -> tuple[Figure, list[Axes]]:
    """A figure of simulated years: its title, the agreement and year, terms that all of it has, and its notes."""
    agreement = simulation.agreement
    about = say(
        "simulation.heading",
        language,
        title=agreement.title_in(language),
        period=period_text(simulation.period, language),
    )
    lines = lines_of(about, WIDTH - 2 * SIDE, SUBTITLE)
    moving = varied(sets)
    naming = naming_of(simulation, language)
    fixed = [
        f"{naming.term(name)} = {naming.value(each)}" for name, each in sets[0].labels.items() if name not in moving
    ]
    if fixed:
        said = say("plots.terms_fixed", language, terms=say("plots.and", language).join(fixed))
        lines += lines_of(said, WIDTH - 2 * SIDE, SUBTITLE, ABOUT_LINES)
    if moving and rows_are_sets:
        said = say("plots.terms_of_rows", language, terms=" / ".join(map(naming.term, moving)))
        lines += lines_of(said, WIDTH - 2 * SIDE, SUBTITLE, ABOUT_LINES)
    rests = [*simulation.notes(language), *notes]
    return new_panels(title, lines, footing_of(rests), WIDTH, heights, warns=bool(agreement.unconfirmed), **sizes)


def footing_of(notes: Iterable[str]) -> list[str]:
    """Notes in lines, each from a line of its own on."""
    return [line for note in notes for line in lines_of(note, WIDTH - 2 * SIDE, SMALL, NOTE_LINES)]


def varied(sets: Sequence[TermSet]) -> list[str]:
    """The terms that differ between sets."""
    return [name for name in sets[0].labels if len({str(each.labels[name]) for each in sets}) > 1]


def parties_of(simulation: Simulation, party: str | None) -> list[str]:
    """The party that was asked for by id or name, or all of them."""
    if party is None:
        return list(simulation.agreement.parties)
    return [resolved(simulation.agreement, "party", party)]


def spread_of(tally: Tally) -> dict[str, float]:
    """Mean and quantiles of amounts, in yuan, by the names that ``summary`` has for them."""
    return figures(tally, SHARES, share_of(TAIL))


def amounts_axis(axes: Axes, which: str, shown: Iterable[float]) -> None:
    """From where to where an axis of amounts goes, with nothing (0) where that is not far, and a line there."""
    ends = list(shown) or [0.0]
    low, high = min(ends), max(ends)
    spread = high - low
    if low - FAR * spread <= 0 <= high + FAR * spread or not spread:
        low, high = min(low, 0.0), max(high, 0.0)
    room = (high - low or 1.0) * MARGIN
    low, high = low - room, high + room
    (axes.set_xlim if which == "x" else axes.set_ylim)(low, high)
    if low <= 0 <= high:
        (axes.axvline if which == "x" else axes.axhline)(0, color=INK, linewidth=1, zorder=3)
    if any(ends):
        number_axis(axes, which)
    else:  # a scale of nothing would show fractions of a fen
        label_axis(axes, which, [0], ["0"])


def sides(
    axes: Axes, height: float, language: str, words: Sequence[str] = ("plots.pays_side", "plots.receives_side")
) -> None:
    """Words above the line of nothing: on which side one pays."""
    low, high = axes.get_xlim()
    middle = min(max(0.0, low), high)
    if low < 0:
        write(axes, middle, height, say(words[0], language), SMALL, ha="right", va="center", color=SOFT)
    if high > 0:
        write(axes, middle, height, say(words[1], language), SMALL, ha="left", va="center", color=SOFT)


def beside(axes: Axes, told: Sequence[str]) -> None:
    """Sentences at the right of axes, from the top down."""
    lines = [line for each in told for line in lines_of(each, RIGHT - 0.25, SMALL, 3)]
    axes.text(
        1.02, 1, "\n".join(lines), transform=axes.transAxes, va="top", color=INK, font=font(SMALL), parse_math=False
    )


def mean_line(axes: Axes, xs: Sequence[float], mean: Sequence[float]) -> list[Any]:
    """A line of means, with diamonds where these do not touch each other."""
    marker = "D" if len(xs) <= 2 * MOST_LABELS else ""
    return axes.plot(
        xs, mean, color=INK, marker=marker, markerfacecolor="white", markersize=4.5, linewidth=1.4, zorder=4
    )


def strip(axes: Axes, height: float, spread: Mapping[str, Any], scale: Scale) -> None:
    """A distribution: a line from 5 % to 95 %, thick from 25 % to 75 %, a bar at the median, a diamond for the mean."""
    at = {name: spread[name] / scale.yuan for name in ("q05", "q25", "q50", "q75", "q95", "mean")}
    axes.plot([at["q05"], at["q95"]], [height] * 2, color=WATER, linewidth=1.4, marker="|", markersize=6, zorder=4)
    axes.plot([at["q25"], at["q75"]], [height] * 2, color=WATER, linewidth=5, solid_capstyle="butt", zorder=4)
    axes.plot([at["q50"]], [height], "|", color=INK, markersize=11, markeredgewidth=2, zorder=5)
    axes.plot([at["mean"]], [height], "D", color="white", markeredgecolor=INK, markersize=5, zorder=6)


def strip_legend(language: str) -> tuple[list[Any], list[str]]:
    """The signs of a strip and what they mean."""
    from matplotlib.lines import Line2D

    handles = [
        Line2D([], [], color=WATER, linewidth=1.4, marker="|", markersize=6),
        Line2D([], [], color=WATER, linewidth=5),
        Line2D([], [], linestyle="", marker="|", color=INK, markersize=11, markeredgewidth=2),
        Line2D([], [], linestyle="", marker="D", color="white", markeredgecolor=INK, markersize=5),
    ]
    return handles, [say(f"plots.{each}", language) for each in ("from_5", "from_25", "at_50", "mean")]
