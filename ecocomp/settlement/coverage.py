"""How far the readings cover the months: days without data, dry days, readings that could not or must not be used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ecocomp.agreement import model
from ecocomp.assessment.monthly import DRY, FLOW, INDICATOR_OF, VOLUME
from ecocomp.errors import Problem, problem
from ecocomp.period import Month
from ecocomp.readings.reading import BELOW, DAY_LENGTH, Reading
from ecocomp.readings.why import whys
from ecocomp.settlement.wheres import where_text
from ecocomp.wording import LANGUAGES, Pair

if TYPE_CHECKING:
    from ecocomp.settlement.result import Settlement

#: Fewer readings in a month are samples taken by hand, which are not meant to cover it.
AUTOMATIC = 8
MOST_TEXTS = 20
#: Where the river was dry these are zero.
AMOUNTS = (FLOW, VOLUME)


@dataclass
class Coverage:
    """What there is to say of one section's readings."""

    partly: list[tuple[str, str, str]] = field(default_factory=list)
    dry: list[str] = field(default_factory=list)
    aside: list[Reading] = field(default_factory=list)
    unused: list[Reading] = field(default_factory=list)

    def add(self, rules: model.Readings, month: Month, by_indicator: dict[str, Sequence[Reading]]) -> None:
        """Take in a month's readings; a dry day is one of no flow, and no gap in the flow."""
        wet = dry = False
        for indicator, readings in by_indicator.items():
            with_value = [each for each in readings if has_value(each)]
            wet = wet or any(each.value is not None for each in with_value)
            dry = dry or any(each.value is None and each.state == DRY for each in readings)
            if with_value and len(with_value) < len(readings):
                self.aside += [each for each in readings if not usable(each, rules)]
            if rules.unused:
                self.unused += [each for each in with_value if each.state in rules.unused]
            if len(readings) >= AUTOMATIC:
                days = len({each.when[:DAY_LENGTH] for each in with_value if len(each.when) >= DAY_LENGTH})
                if days < month.days:
                    self.partly.append((indicator, month.label, f"{days}/{month.days}"))
        if wet and dry:
            self.dry.append(month.label)


def of_coverage(settlement: Settlement) -> Iterator[Problem]:
    """Notices of what the readings do not cover, section by section."""
    agreement, rules = settlement.agreement, settlement.agreement.text.readings
    if rules is None:
        return
    measured = [*rules.indicators, *(INDICATOR_OF[each] for each in rules.quantities if each != "published_grade")]
    values = settlement.scope.monthly
    assert values is not None

    def at(section: str, indicator: str, month: Month) -> Sequence[Reading]:
        """The readings that count: those of the other method, left aside by precedence, are told of elsewhere."""
        chosen = rules.precedence is not None
        return values.chosen(section, indicator, month).kept if chosen else values.found.at(section, indicator, month)

    for section, named in agreement.sections.items():
        found = Coverage()
        for month in settlement.period.months:
            found.add(rules, month, {indicator: at(section, indicator, month) for indicator in measured})
        yield from told(settlement, named.name, found)


def told(settlement: Settlement, section: str, found: Coverage) -> Iterator[Problem]:
    """The notices of one section."""
    if found.dry:
        yield problem("settlement.partly_dry", severity="warning", section=section, months="、".join(found.dry))
    if found.partly:
        days = [
            "、".join(f"{where_text(settlement.agreement, each[:2], language)} {each[2]}" for each in found.partly)
            for language in LANGUAGES
        ]
        yield problem("settlement.coverage", severity="note", section=section, days=Pair(*days))
    if found.aside:
        place, count, texts = found.aside[0].place, len(found.aside), whys(found.aside, MOST_TEXTS)
        yield problem("settlement.set_aside", place, severity="note", section=section, count=count, texts=texts)
    if found.unused:
        place, count, texts = found.unused[0].place, len(found.unused), whys(found.unused)
        yield problem("settlement.not_used", place, severity="note", section=section, count=count, texts=texts)


def has_value(reading: Reading) -> bool:
    """Whether a reading tells a number."""
    return reading.value is not None or (reading.indicator in AMOUNTS and reading.state == DRY)


def usable(reading: Reading, rules: model.Readings) -> bool:
    """Whether a reading could enter a monthly value; one of a state that the agreement names is told of elsewhere."""
    if reading.state in (*rules.unused, *rules.excluded) or has_value(reading):
        return True
    return reading.qualifier == BELOW and (reading.detection_limit is not None or rules.below_in_means == "zero")
