"""The form itself: which columns an agreement needs, and a row for each section and month, or day, of its year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ecocomp.agreement import Agreement, model
from ecocomp.formula.tree import functions
from ecocomp.period import Month, Period
from ecocomp.readings.measures import SIGNED
from ecocomp.readings.reading import GRADE
from ecocomp.settlement.days_needed import measured_by_day
from ecocomp.settlement.term import months_apart
from ecocomp.standards import INDICATORS, Indicator
from ecocomp.wording import say

#: Columns that are filled in before the form is handed out, and locked.
GIVEN = ("section", "province", "basin", "time")
#: Volumes are reported in 万m³; without a unit in the heading they could not be read.
UNITS = {"volume": "万m³", "m3/s": "m³/s", "": "无量纲"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``key`` is a role of the reader's headings or the id of an indicator.

    ``name`` and ``unit`` make the heading, which is in Chinese whatever the language of the rest; ``english`` stands
    above it in an English form. ``indicator`` is None for what is no value of an indicator.
    """

    key: str
    name: str
    english: str
    unit: str = ""
    indicator: Indicator | None = None

    @property
    def heading(self) -> str:
        """The heading as the reader knows it."""
        return f"{self.name}\n({self.unit})" if self.unit else self.name

    @property
    def given(self) -> bool:
        """Whether it is filled in and locked."""
        return self.key in GIVEN

    @property
    def signed(self) -> bool:
        """Whether its values may be negative."""
        return self.key in SIGNED


@dataclass(frozen=True)
class Form:
    """The form of an agreement with readings for one assessment year."""

    agreement: Agreement
    rules: model.Readings
    period: Period

    @cached_property
    def outside_term(self) -> tuple[Month, ...]:
        """The months that lie wholly outside the agreement's term; the form has rows for them all the same."""
        term = self.agreement.text.term
        return () if term is None else months_apart(term, self.period.months)

    def told_outside_term(self, language: str) -> str:
        """A sentence on these months; empty where there are none."""
        months, term = self.outside_term, self.agreement.text.term
        if not months or term is None:
            return ""
        start, end = (each.isoformat() if each else "…" for each in (term.from_, term.to))
        details = {"count": len(months), "months": ", ".join(month.label for month in months)}
        return say("template.outside_term", language, start=start, end=end, **details)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns from left to right."""
        sections = self.agreement.sections.values()
        keys = ["section"]
        keys += [key for key in ("province", "basin") if any(getattr(each, key) for each in sections)]
        measured = [*self.rules.indicators, *(each for each in self.rules.quantities if each != "published_grade")]
        found = [_word(key) for key in (*keys, "time")]
        found += [_measure(INDICATORS[each]) for each in dict.fromkeys(measured)]
        if "published_grade" in self.rules.quantities:
            found.append(_word(GRADE))
        return (*found, *(_word(key) for key in ("method", "state", "remark")))

    @cached_property
    def daily(self) -> bool:
        """Whether the agreement needs a reading a day; quarters, half-years and years are made of months."""
        return bool(measured_by_day(self.agreement))

    @cached_property
    def times(self) -> tuple[str, ...]:
        """The labels of the months of the assessment year that count, or of their days."""
        months = self.period.months
        return tuple(day for month in months for day in month.day_labels) if self.daily else labels(months)

    @cached_property
    def rows(self) -> tuple[tuple[model.Section, str], ...]:
        """Section by section, the months or days of the assessment year that count."""
        return tuple((section, time) for section in self.agreement.sections.values() for time in self.times)

    def given(self, column: Column, section: model.Section, time: str) -> str:
        """What stands in a cell before anything is filled in."""
        if column.key == "time":
            return time
        return section.name if column.key == "section" else getattr(section, column.key, None) or ""

    @property
    def uses_previous(self) -> bool:
        """Whether a formula of the agreement looks at the year before."""
        return any("previous" in functions(each.tree) for each in self.agreement.checked.formulas)


def labels(months: Sequence[Month]) -> tuple[str, ...]:
    """The labels of months."""
    return tuple(month.label for month in months)


def _word(key: str) -> Column:
    return Column(key, say(f"template.name_{key}", "zh"), say(f"template.name_{key}", "en"))


def _measure(indicator: Indicator) -> Column:
    unit = UNITS.get(indicator.id) or UNITS.get(indicator.unit) or indicator.unit
    return Column(indicator.id, indicator.chinese, indicator.english, unit, indicator)
