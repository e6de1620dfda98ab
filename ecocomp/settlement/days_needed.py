"""Agreements that are settled by days (日值) and readings that name none: told before a formula fails on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.builtin_names import BUILTINS
from ecocomp.assessment.loads import BY_MEANS
from ecocomp.assessment.monthly import FLOW
from ecocomp.errors import Problem, problem
from ecocomp.readings.reading import DAY_LENGTH
from ecocomp.readings.show import indicator_name
from ecocomp.settlement.two_grades import reads
from ecocomp.wording import Pair, listed

if TYPE_CHECKING:
    from ecocomp.settlement.scope import ExactScope


def names_of_days(agreement: Agreement) -> tuple[str, ...]:
    """The names in the formulas of an agreement that are made of daily readings: ``D``, ``Qd``, and ``L`` by days."""
    rules = agreement.text.readings
    by_days = ["D", "Qd"] if rules is None or rules.load in (None, BY_MEANS) else ["D", "Qd", "L"]
    return tuple(name for name in by_days if reads(agreement, name))


def measured_by_day(agreement: Agreement) -> tuple[str, ...]:
    """The ids of the indicators, flow among them, that daily readings are needed of."""
    names, rules = names_of_days(agreement), agreement.text.readings
    if rules is None:
        return ()
    return (*(rules.indicators if {"D", "L"} & {*names} else ()), *((FLOW,) if {"Qd", "L"} & {*names} else ()))


def days_needed(scope: ExactScope) -> Iterator[Problem]:
    """A warning for each section of which no reading in the period names a day, where the agreement needs days."""
    agreement = scope.agreement
    measured = measured_by_day(agreement)
    meanings = [(name, *BUILTINS[name].meaning) for name in names_of_days(agreement)]
    for section, named in agreement.sections.items():
        whole = {}
        for indicator in measured:
            readings = [each for month in scope.period.months for each in scope.found.at(section, indicator, month)]
            if readings and all(len(each.when) < DAY_LENGTH for each in readings):
                whole[indicator] = readings
        if whole:
            names = [indicator_name(each) for each in whole]
            first = min((each for readings in whole.values() for each in readings), key=lambda each: each.place)
            yield problem(
                "settlement.days_needed",
                first.place,
                severity="warning",
                section=Pair(named.name, named.name_en or named.name),
                indicators=listed(names),
                names=Pair(
                    "、".join(f"{chinese}（{name}）" for name, chinese, _ in meanings),
                    ", ".join(f"{english} ({name})" for name, _, english in meanings),
                ),
                count=sum(map(len, whole.values())),
                found=first.when,
            )
