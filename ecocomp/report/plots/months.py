"""The months of an indicator at a section against its limits: grades as bands, the target as a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecocomp.agreement import Agreement
from ecocomp.errors import RequestError, problem
from ecocomp.formula.absent import Absent
from ecocomp.report.plots.canvas import (
    GRADE_COLOURS,
    INK,
    SMALL,
    SOFT,
    WATER,
    WORSE,
    drawn,
    label_axis,
    legend,
    name_axis,
    new_figure,
    number_axis,
    write,
)
from ecocomp.report.show_words import listed
from ecocomp.settlement import Settlement
from ecocomp.settlement.coordinates import label_on
from ecocomp.settlement.water import MEASURED, section_waters
from ecocomp.settlement.wheres import label_text
from ecocomp.standards.grades import WORST_GRADE, grade_text
from ecocomp.standards.indicators import indicators
from ecocomp.standards.limits import Ladder
from ecocomp.wording import language_in_use, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: Bands and absent months are labelled where they have so much of the height.
LEAST_BAND = 0.045
#: With more months their years are left to the line below the axis.
MONTHS_OF_A_YEAR = 12


@drawn
def plot_months(settlement: Settlement, section: str, indicator: str, *, language: str | None = None) -> Figure:
    """The monthly values of an indicator at a section, by id or name, with the agreement's limits and target.

    Values are those that the settlement used (``C``), in the indicator's unit. Bands are the grades by the limits of
    the agreement, a dashed line is the limit of the target; months with a value that is worse than it are marked.

    Raises RequestError for a section or indicator that the agreement does not have.
    """
    said = language_in_use(language)
    if MEASURED not in settlement.names:
        raise RequestError(problem("plots.no_months"))
    agreement, space = settlement.agreement, settlement.scope.space
    section = label_on(agreement, space, "section", section)
    indicator = label_on(agreement, space, "indicator", indicator)
    months = space.labels["month"]
    values = {
        labels[2]: each for labels, each, _ in settlement.elements(MEASURED) if labels[:2] == (section, indicator)
    }
    known = {month: float(each) for month, each in values.items() if not isinstance(each, Absent)}
    names = {each: label_text(agreement, each, said) for each in (section, indicator)}
    title = say("plots.months", said, section=names[section], indicator=names[indicator])
    figure, axes = new_figure(settlement, said, title, 7.5, 3.4, left=0.85, right=0.75)
    ladder = ladder_of(agreement, section, indicator)
    water = next((each for each in section_waters(settlement) if each.section == section), None)
    by_month = {each.month: each for each in water.months} if water is not None else {}
    targets = {month: each.target for month, each in by_month.items() if each.target is not None}
    limits = {month: limit for month, grade in targets.items() if (limit := limit_of(ladder, grade)) is not None}

    low, high = height(ladder, [*known.values(), *limits.values()])
    axes.set_xlim(-0.6, len(months) - 0.4)
    axes.set_ylim(low, high)
    if ladder is not None:
        bands(axes, ladder)
    handles, labels = [], []
    if limits:
        places = [at for at, month in enumerate(months) if month in limits]
        levels = [limits[months[at]] for at in places]
        handles += axes.step([places[0] - 0.6, *places, places[-1] + 0.6], [levels[0], *levels, levels[-1]],
                             where="mid", color=INK, linewidth=1.3, linestyle=(0, (5, 3)))  # fmt: skip
        signs = listed(dict.fromkeys(grade_text(targets[month]) for month in limits), said)
        labels.append(say("plots.target", said, grade=signs))
    worse = {
        month for month, each in by_month.items() if month in targets and each.grades.get(indicator, 0) > targets[month]
    }
    at = {month: place for place, month in enumerate(months)}
    axes.plot([at[month] for month in months], [known.get(month, float("nan")) for month in months], color=WATER,
              linewidth=1.2, alpha=0.6, zorder=3)  # fmt: skip
    plain = "plots.met" if limits else "plots.value"
    kinds = ((False, WATER, "o", plain), (True, WORSE, "s", "plots.worse"))
    for is_worse, colour, sign, code in kinds:
        shown = [month for month in known if (month in worse) == is_worse]
        if shown:
            handles += axes.plot([at[each] for each in shown], [known[each] for each in shown], sign, color=colour,
                                 markersize=6, zorder=4, clip_on=False)  # fmt: skip
            labels.append(say(code, said))
    lacking = [at[month] for month in months if month not in known]
    if lacking:
        handles += axes.plot(lacking, [low + (high - low) * 0.03] * len(lacking), "x", color=SOFT, markersize=5)
        labels.append(say("plots.absent", said))
    if not known:
        write(axes, (len(months) - 1) / 2, (low + high) / 2, say("plots.no_values", said), ha="center", color=SOFT)
    legend(axes, handles, labels, len(handles))
    several_years = len({month[:4] for month in months}) > 1
    label_axis(
        axes,
        "x",
        range(len(months)),
        [month[2:] if several_years else say("plots.month", said, month=int(month[5:])) for month in months],
        SMALL if several_years else 10,
    )
    name_axis(axes, "x", say("plots.months_from", said, first=months[0], last=months[-1]))
    number_axis(axes, "y")
    unit = indicators()[indicator].unit
    name_axis(
        axes, "y", say("plots.value_in", said, indicator=names[indicator], unit=unit) if unit else names[indicator]
    )
    return figure


def ladder_of(agreement: Agreement, section: str, indicator: str) -> Ladder | None:
    """The limits by which the agreement judges an indicator at a section."""
    rules = agreement.text.readings
    assert rules is not None
    waters = agreement.sections[section].waters or rules.waters
    return agreement.checked.ladders.ladder(indicator, waters)


def limit_of(ladder: Ladder | None, grade: int) -> float | None:
    """The limit of a grade as a number to draw."""
    limit = None if ladder is None else ladder.limit(grade)
    return None if limit is None else float(limit)


def height(ladder: Ladder | None, shown: list[float]) -> tuple[float, float]:
    """From where to where the axis goes: from nothing to somewhat above all that is shown; of pH around its range."""
    if ladder is not None and ladder.better == "range":
        ends = [*shown, *(float(each) for each in ladder.limits)]
        room = (max(ends) - min(ends)) * 0.1
        return min(ends) - room, max(ends) + room
    highest = max((*shown, float(ladder.limits[0]) if ladder is not None else 0.0))
    lowest = min((*shown, 0.0))
    return lowest * 1.15, highest * 1.15 if highest > 0 else 1.0


def bands(axes: Axes, ladder: Ladder) -> None:
    """The grades as bands with their signs at the right end; limits of pH as the band between them."""
    low, high = axes.get_ylim()
    limits = [float(each) for each in ladder.limits]
    if ladder.better == "range":
        axes.axhspan(*limits, color=GRADE_COLOURS[2], linewidth=0, zorder=0)
        for each in limits:
            axes.axhline(each, color="white", linewidth=1, zorder=1)
        return
    edges = [low, *limits, high] if ladder.better == "low" else [high, *limits, low]
    for grade in range(WORST_GRADE):
        start, end = (min(max(each, low), high) for each in (edges[grade], edges[grade + 1]))
        if start == end:  # two grades with one limit, or a grade that is not in sight
            continue
        axes.axhspan(min(start, end), max(start, end), color=GRADE_COLOURS[grade], linewidth=0, zorder=0)
        if low < end < high:
            axes.axhline(end, color="white", linewidth=1, zorder=1)
        if abs(end - start) >= (high - low) * LEAST_BAND:
            write(axes, axes.get_xlim()[1], (start + end) / 2, f" {grade_text(grade + 1)}", va="center", color=SOFT)
