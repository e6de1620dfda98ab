"""The readings set aside (未采用的监测值): those that took no part in the monthly values, each with why."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from ecocomp.readings.reading import Reading
from ecocomp.readings.why import why_not
from ecocomp.wording import Pair, say_both

if TYPE_CHECKING:
    from ecocomp.settlement.result import Settlement


class LeftAside(NamedTuple):
    """A reading of a section that did not enter the value of its month, and why."""

    section: str
    reading: Reading
    reason: Pair


def readings_left_aside(settlement: Settlement) -> Iterator[LeftAside]:
    """Those of the indicators and months that are settled, in the order of sections, indicators and months."""
    values = settlement.scope.monthly
    if values is None:
        return
    months = settlement.period.months
    for section, indicator, month in product(settlement.agreement.sections, values.rules.indicators, months):
        if not values.found.at(section, indicator, month):
            continue
        explained = values.explained(section, indicator, month)
        for each in explained.aside:
            yield LeftAside(section, each, why_not(each))
        for each in explained.chosen.aside:
            yield LeftAside(section, each, say_both("settlement.other_method", value=why_not(each)))
