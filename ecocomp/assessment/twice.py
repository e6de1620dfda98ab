"""Months of a section that a file tells of twice, as a whole and by days: no mean is made of both (水质评价)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from ecocomp.assessment.methods import by_the_rule, told_twice
from ecocomp.errors import Problem, problem
from ecocomp.formula.absent import Cause
from ecocomp.readings import Readings
from ecocomp.readings.columns import Site
from ecocomp.readings.reading import BELOW, DAY_LENGTH
from ecocomp.standards.indicators import INDICATORS
from ecocomp.wording import Pair

MONTH, DAY, HOUR = range(3)


def months_twice(readings: Readings, indicators: Collection[str]) -> Iterator[Problem]:
    """An error for each section and month with a monthly value beside daily ones, or a daily one beside hourly ones.

    As in a settlement: the one may be the mean of the others, so that all of them together are the mean of nothing.
    """
    columns = readings.columns
    precise = [_precision(when.text) for when in columns.whens]
    if len(set(precise)) <= 1:
        return
    numbers: dict[tuple[Site, str, str], list[int]] = defaultdict(list)
    coded = zip(columns.site.tolist(), columns.when.tolist(), columns.what.tolist(), strict=True)
    for number, (site, when, what) in enumerate(coded):
        name = columns.said[what].indicator
        if name in indicators:
            numbers[columns.sites[site], columns.whens[when].month.label, name].append(number)
    found: dict[tuple[Site, str], list[tuple[str, Cause]]] = defaultdict(list)
    for (site, month, name), rows in numbers.items():
        if len({precise[columns.when[row]] for row in rows}) > 1:
            usable = [each for each in columns.readings(rows) if each.value is not None or each.qualifier == BELOW]
            cause = told_twice(by_the_rule(name, usable))
            if cause is not None:
                found[site, month].append((name, cause))
    for (site, month), causes in sorted(found.items()):
        cause = causes[0][1]
        names = [INDICATORS[name] for name, _ in causes]
        yield problem(
            "assessment.told_twice",
            cause.place,
            section=site.section,
            month=month,
            indicators=Pair("、".join(each.chinese for each in names), ", ".join(each.english for each in names)),
            reason=cause.words(),
        )


def _precision(text: str) -> int:
    """How precise a time is: a month, a day or an hour."""
    return MONTH if len(text) < DAY_LENGTH else DAY if len(text) == DAY_LENGTH else HOUR
