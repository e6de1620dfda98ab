"""Monthly loads (月通量): what a section carries in a month, by the method that the agreement names.

A reading below the detection limit enters by the policy for loads, which may differ from that for means: SL 219-2013
counts it as zero in totals, HJ/T 92-2002 leaves it out. No concentration is rounded on the way.

Where nothing flows nothing is carried: a dry day (断流, or a flow of zero) is a day whose load is zero, whatever the
concentration is and whether there is one, and so is a month whose mean flow is zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ecocomp.agreement.scope import indicator_kind
from ecocomp.assessment.means import mean_of
from ecocomp.assessment.monthly import DRY, FLOW, MonthlyValues, few
from ecocomp.errors import NOWHERE
from ecocomp.formula.absent import Absent, Cause, merged
from ecocomp.formula.exact_operators import total
from ecocomp.period import SECONDS_PER_DAY, Month
from ecocomp.quantity import CONCENTRATION
from ecocomp.readings.reading import Reading
from ecocomp.rounding import Rational

#: The methods of an agreement that are spoken of by name; the third is ``paired days``.
BY_MEANS, BY_SCALED_DAYS = "monthly mean times flow", "paired days scaled"


@dataclass(frozen=True, slots=True)
class MonthlyLoad:
    """How a load came about.

    ``value`` [g] is exact or an Absent. ``concentration`` [mg/L] and ``flow`` [m3/s] are the means of the month by
    the method ``monthly mean times flow``; ``days`` is how many days were paired by the others.
    """

    value: Any
    used: tuple[Reading, ...] = ()
    concentration: Rational | None = None
    flow: Rational | None = None
    days: int = 0


def monthly_load(values: MonthlyValues, section: str, indicator: str, month: Month) -> MonthlyLoad:
    """The load of a section, indicator and month by the agreement's method, worked out once."""
    key = (section, indicator, month)
    if key not in values.loads:
        values.loads[key] = made_load(values, *key)
    found: MonthlyLoad = values.loads[key]
    return found


def made_load(values: MonthlyValues, section: str, indicator: str, month: Month) -> MonthlyLoad:
    """The load by the agreement's method."""
    coordinate = (section, indicator, month.label)
    if indicator_kind(indicator).dimension != CONCENTRATION:
        return MonthlyLoad(Absent("excluded", (Cause("settlement.no_mass", coordinate),)))
    if values.rules.load == BY_MEANS:
        return of_means(values, section, indicator, month)
    return of_days(values, section, indicator, month)


def of_means(values: MonthlyValues, section: str, indicator: str, month: Month) -> MonthlyLoad:
    """The unrounded monthly mean × the monthly mean flow × the length of the month."""
    chosen = values.chosen(section, indicator, month)
    policy = values.rules.below_in_loads
    coordinate = (section, indicator, month.label)
    pairs = [(each, values.taken(each, policy)) for each in chosen.kept]
    used = tuple(each for each, value in pairs if value is not None)
    flow = values.quantity(section, FLOW, month)
    stands_still = not isinstance(flow, Absent) and flow == 0
    if stands_still:
        return MonthlyLoad(0, tuple(values.used_for(FLOW, section, month)), flow=flow)
    if chosen.cause is not None or not used:
        return MonthlyLoad(values.absent(coordinate, chosen.kept, policy, chosen))
    lacking = values.lack(used, coordinate) if chosen.must_suffice else None
    absent = merged([lacking, flow])
    if absent is not None:
        return MonthlyLoad(absent, used)
    mean = mean_of([value for _, value in pairs if value is not None])
    flows = tuple(values.used_for(FLOW, section, month))
    return MonthlyLoad(mean * flow * month.seconds, (*used, *flows), mean, flow)


def of_days(values: MonthlyValues, section: str, indicator: str, month: Month) -> MonthlyLoad:
    """The sum over the days that have both concentration and flow; scaled: their mean × the days of the month.

    A dry day is a day whose load is zero, and counts among the days: ``at_least_days`` asks for days of which the load
    is known. It is asked whichever method the readings are by: a sum of days is the load of these days, and a manual
    sample that stands in for its month in a mean is one day here.
    """
    coordinate = (section, indicator, month.label)
    chosen, flows = values.chosen(section, indicator, month), values.chosen(section, FLOW, month)
    for each, cell in ((chosen, indicator), (flows, FLOW)):
        if each.cause is not None:
            return MonthlyLoad(values.absent((section, cell, month.label), each.kept, "", each))
    loads: list[Rational] = []
    used: list[Reading] = []
    concentrations = values.days(section, indicator, month)
    flows_of = values.days(section, FLOW, month)
    for day in sorted({*concentrations, *flows_of}):
        pair = concentrations.get(day, ()), flows_of.get(day, ())
        found = day_load(values, *pair)
        if found is not None:
            loads.append(found)
            used += [each for readings in pair for each in readings]
    if not loads:
        return MonthlyLoad(unpaired(coordinate, [*chosen.kept, *flows.kept]))
    least = values.rules.at_least_days
    if least and len(loads) < least:
        return MonthlyLoad(few("settlement.load_days_few", len(loads), least, coordinate, used), tuple(used))
    load = total(loads)
    if values.rules.load == BY_SCALED_DAYS:
        load = mean_of(loads) * month.days
    return MonthlyLoad(load, tuple(used), days=len(loads))


def day_load(values: MonthlyValues, measured: Sequence[Reading], flows: Sequence[Reading]) -> Rational | None:
    """What is carried in a day [g]; None where concentration or flow is lacking."""
    policy = values.rules.below_in_loads
    numbers = [value for each in measured if (value := values.taken(each, policy)) is not None]
    amounts = values.amounts(flows)
    least = values.rules.at_least_per_day or 1
    dry = any(each.state == DRY for each in measured)
    if (dry and not amounts) or (len(amounts) >= least and not any(amounts)):
        return 0
    if len(numbers) < least or len(amounts) < least:
        return None
    return mean_of(numbers) * mean_of(amounts) * SECONDS_PER_DAY


def unpaired(coordinate: tuple[str, ...], readings: Sequence[Reading]) -> Absent:
    """No day has both."""
    place = readings[0].place if readings else NOWHERE
    return Absent("missing", (Cause("settlement.no_pair", coordinate, (), place),))
