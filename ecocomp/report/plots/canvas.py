"""What all plots share: the figure, its font and colours, texts that are never formulas, axes with fixed labels."""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from typing import TYPE_CHECKING, Any, ParamSpec

from ecocomp.errors import RequestError, problem
from ecocomp.report.drawn_text import cut, width_of
from ecocomp.settlement import Settlement
from ecocomp.settlement.headline import banner, heading
from ecocomp.wording import printable

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

FONT = "EcocompSansSC-Regular.otf"
INK, SOFT, LINE, WATER = "#1b2733", "#5b6b78", "#b8c4ce", "#1f6fa8"
RECEIVED, PAID, WORSE = "#2e7d4f", "#b4531a", "#c0392b"
#: The colours of the official maps, Ⅰ to 劣Ⅴ.
GRADE_COLOURS = ("#dbe9f8", "#cfe3f7", "#cdeccf", "#fdf3b4", "#ffd9ad", "#f8c3c0")
#: Sizes of letters in points.
TITLE, SUBTITLE, NORMAL, SMALL = 13, 9, 10, 8
POINTS = 72
SIDE, BETWEEN = 0.2, 0.45  # inches; the second is between axes below each other
MOST_TITLE_LINES = 2
#: What a further line of the footing takes, in inches.
NOTE_LINE = 0.14

#: Where a line may end: behind a word with its blanks or joint, and behind every sign that is as wide as high.
WIDE, NEITHER = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef", r"\s·/\-\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
#: No line begins with a sign that closes, and none ends with one that opens.
OPENS, CLOSES = "（《〈「『【〔“‘", "）》〉」』】〕”’，。；：、！？"
PIECES = re.compile(
    rf"[{OPENS}]*(?![{OPENS}])[{WIDE}][{CLOSES}]*\s*|[{OPENS}]*[^{NEITHER}]*(?:-\d[^{NEITHER}]*)*[·/\-]?[{CLOSES}]*\s*"
)

#: The settings are those of the whole process: one thread draws at a time.
LOCK = threading.RLock()
P = ParamSpec("P")


def need_matplotlib() -> None:
    """Raises RequestError where matplotlib is not installed."""
    try:
        import matplotlib as _  # noqa: F401
    except ImportError:
        raise RequestError(problem("plots.needs_matplotlib")) from None


@contextmanager
def plain_settings() -> Iterator[None]:
    """Matplotlib's own settings while something is drawn, so that it looks the same everywhere; then the old ones."""
    import matplotlib

    with LOCK, matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams["svg.hashsalt"] = "ecocomp"
        matplotlib.rcParams["svg.fonttype"] = "path"
        yield


def drawn(make: Callable[P, Figure]) -> Callable[P, Figure]:
    """A function that draws: it says so where matplotlib is missing, and uses matplotlib's own settings."""

    @functools.wraps(make)
    def draw(*given: P.args, **options: P.kwargs) -> Figure:
        need_matplotlib()
        with plain_settings():
            return make(*given, **options)

    return draw


@functools.cache
def font(size: float = NORMAL) -> FontProperties:
    """The font that has Chinese."""
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=str(files("ecocomp").joinpath("fonts", FONT)), size=size)


def new_figure(
    settlement: Settlement,
    language: str,
    title: str,
    width: float,
    height: float,
    *,
    left: float,
    right: float = SIDE,
    legend_lines: int = 1,
    framed: bool = True,
) -> tuple[Figure, Axes]:
    """A figure with its title, what settlement it shows and whether terms are unconfirmed; and axes that are empty.

    Sizes are in inches; ``left`` and ``right`` are left free beside the axes, ``height`` is that of the axes.
    Those that are not ``framed`` have neither scales nor a legend.
    """
    warning = banner(settlement.agreement, language)
    about = lines_of(heading(settlement, language), width - 2 * SIDE, SUBTITLE, MOST_TITLE_LINES)
    footing = lines_of(warning, width - 2 * SIDE, SMALL, 3) if warning else []
    figure, (axes,) = new_panels(
        title, about, footing, width, [height], left=left, right=right, legend_lines=legend_lines, framed=framed
    )
    return figure, axes


def new_panels(
    title: str,
    about: Sequence[str],
    footing: Sequence[str],
    width: float,
    heights: Sequence[float],
    *,
    left: float,
    right: float = SIDE,
    legend_lines: int = 1,
    framed: bool = True,
    warns: bool = True,
) -> tuple[Figure, list[Axes]]:
    """A figure with empty axes below each other; ``about`` are lines below the title, ``footing`` those at the end.

    Sizes are in inches, as of :func:`new_figure`. The footing is in the colour of warnings where it ``warns``.
    """
    from ecocomp.report.plots.figure import Plot

    titled = lines_of(title, width - 2 * SIDE, TITLE, MOST_TITLE_LINES)
    above = 0.22 + 0.25 * len(titled) + 0.18 * len(about) + (0.22 * legend_lines if framed else 0)
    below = (0.67 if framed else 0.25) + (0.16 + NOTE_LINE * (len(footing) - 1) if footing else 0)
    whole = above + sum(heights) + BETWEEN * (len(heights) - 1) + below
    figure = Plot(figsize=(width, whole), facecolor="white")
    texts = ((titled, TITLE, INK, 0.1), (about, SUBTITLE, SOFT, 0.14 + 0.25 * len(titled)))
    for lines, size, colour, down in texts:
        figure.text(
            SIDE / width, 1 - down / whole, "\n".join(lines), va="top", color=colour, font=font(size), parse_math=False
        )
    if footing:
        colour = PAID if warns else SOFT
        figure.text(
            SIDE / width,
            0.08 / whole,
            "\n".join(footing),
            va="bottom",
            color=colour,
            font=font(SMALL),
            parse_math=False,
        )
    every = []
    bottom = whole - above
    for height in heights:
        bottom -= height
        axes = figure.add_axes((left / width, bottom / whole, (width - left - right) / width, height / whole))
        bottom -= BETWEEN
        every.append(axes)
        if not framed:
            axes.set_axis_off()
            continue
        for side in ("top", "right", "left", "bottom"):
            axes.spines[side].set_color(LINE)
        axes.spines["top"].set_visible(False)
        axes.spines["right"].set_visible(False)
        axes.tick_params(color=LINE, labelcolor=INK)
    return figure, every


def write(axes: Axes, x: float, y: float, text: str, size: float = NORMAL, **options: Any) -> None:
    """A text in the axes: what it says stands there as it is, a dollar sign too."""
    options.setdefault("color", INK)
    axes.text(x, y, text, font=font(size), parse_math=False, **options)


def label_axis(axes: Axes, which: str, places: Sequence[float], labels: Sequence[str], size: float = NORMAL) -> None:
    """Fixed labels on an axis, ``"x"`` or ``"y"``."""
    axis = axes.xaxis if which == "x" else axes.yaxis
    axis.set_ticks(list(places), labels=list(labels), font=font(size), parse_math=False)


def number_axis(axes: Axes, which: str) -> None:
    """Round numbers on an axis, as far as it goes, with thousands apart; no exponents."""
    from matplotlib.ticker import MaxNLocator

    low, high = sorted(axes.get_xlim() if which == "x" else axes.get_ylim())
    found = [float(each) for each in MaxNLocator(6, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)]
    places = [each for each in found if low <= each <= high]
    step = found[1] - found[0]
    decimals = next((digits for digits in range(9) if abs(round(step, digits) - step) < step / 1000), 9)
    label_axis(axes, which, places, [f"{each + 0.0:,.{decimals}f}".replace("-", "−") for each in places])


def name_axis(axes: Axes, which: str, text: str) -> None:
    """What an axis shows."""
    setter = axes.set_xlabel if which == "x" else axes.set_ylabel
    setter(text, font=font(NORMAL), color=SOFT, parse_math=False)


def legend(axes: Axes, handles: Sequence[Any], labels: Sequence[str], columns: int) -> None:
    """A legend above the axes."""
    found = axes.legend(
        list(handles),
        list(labels),
        prop=font(9),
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=columns,
        frameon=False,
        borderaxespad=0.2,
        handlelength=2,
        columnspacing=1.2,
    )
    for text in found.get_texts():
        text.set_parse_math(False)
        text.set_color(INK)


def lines_of(text: str, inches: float, size: float, most: int = 2) -> list[str]:
    """A text in at most so many lines of a width; what has no room is left out in the middle, with ``…``."""
    room = int(inches * POINTS / size * 10)  # in tenths of the height of letters
    clean = " ".join(printable(text).split())
    kept = room * most
    found = broken(clean, room)
    while len(found) > most and kept > room // 2:
        found = broken(cut(clean, kept), room)
        kept -= max(room // 8, 5)
    return found[:most]


def broken(text: str, room: int) -> list[str]:
    """A text in lines of a width: broken at blanks and behind joints, a longer word anywhere, Chinese between signs."""
    lines = [""]
    for piece in PIECES.findall(text):
        parts = [piece] if width_of(piece.rstrip()) <= room else list(piece)
        for part in parts:
            if width_of((lines[-1] + part).rstrip()) <= room or not lines[-1]:
                lines[-1] += part
            else:
                lines.append(part)
    return [line.strip() for line in lines]
