"""Readings that a file, or several files, give more than once: equal ones are kept once, differing ones chosen by rule.

Only readings by one method (自动监测、手工监测) repeat each other: :mod:`ecocomp.readings.repeated_methods`.

National publications repeat an hour when nutrients arrive later or are withdrawn, so that the same time stands there
with and without a value; which of the two counts is for the user to say.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

import numpy as np

from ecocomp.errors import Place, RequestError, problem
from ecocomp.readings.cells import shown
from ecocomp.readings.columns import ReadingColumns, Site
from ecocomp.readings.findings import Findings
from ecocomp.readings.reading import BELOW, MISSING, Reading
from ecocomp.readings.repeated_methods import by_method, method_of, says_anything, what_is_said, with_methods
from ecocomp.readings.show import indicator_name
from ecocomp.readings.why import state_name
from ecocomp.wording import Pair, say_both
from ecocomp.written import fraction_text

#: So many values, and places of a value, are shown in one sentence.
SHOWN = 5
#: So many times of sections have what was taken told one by one, before only their number is.
MOST_TOLD = 100
#: Headings of what a section and day may have several of: hours, verticals, depths, samples.
APART = re.compile(
    r"[时点刻岸层垂线深旬周次批]|样品|编号|位置|潮|日期|统计|hour|depth|layer|sample|vertical|replicate", re.IGNORECASE
)
RULES = ("refuse", "first", "last")
METHOD_WORDS = {"automatic": Pair("自动", "automatic"), "manual": Pair("手工", "manual")}

#: Section, province, basin, time.
Key = tuple[str, str, str, str]
Owner = tuple[str, str]


def check_rule(rule: object) -> None:
    """Raises RequestError for a rule that does not exist."""
    if not isinstance(rule, str) or rule not in RULES:
        raise RequestError(problem("readings.unknown_repeated", found=shown(rule), allowed=", ".join(RULES)))


def without_repeats(columns: ReadingColumns, rule: str, findings: Findings) -> ReadingColumns:
    """One reading for each section, indicator, time and method.

    ``columns`` are in the order of files, sheets and rows, on which the rules ``"first"`` and ``"last"`` go.
    """
    owners = owners_of(columns.sites)
    full = {site: (site.section, *owner(site, owners)) for site in columns.sites}
    if columns.are_apart(full.__getitem__, lambda when: when.text):
        return columns
    classes = columns.grouped(full.__getitem__, lambda when: when.text)
    if len(classes) == len(columns):
        return columns
    repeated = np.flatnonzero(np.bincount(classes.of_row) > 1).tolist()
    dropped = np.zeros(len(columns), np.bool_)
    differing: dict[Key, list[tuple[Sequence[Reading], Reading]]] = defaultdict(list)
    unclear: dict[Key, list[tuple[Sequence[Reading], Reading]]] = defaultdict(list)
    adopted: dict[int, str] = {}
    for repeats in by_method(columns, classes.rows_of(repeated), rule):
        numbers, group = repeats.numbers, repeats.readings
        # readings of one number say the same; only what is said under several is compared
        said = set(columns.what[numbers].tolist())
        if repeats.unclear:
            kept = next(each for each in group if not each.method)
            site = columns.sites[columns.site[numbers[0]]]
            unclear[(*full[site], kept.when)].append((group, kept))
        elif len(said) == 1 or len({what_is_said(columns.said[each]) for each in said}) == 1:
            kept = _of_equal(group, rule, findings)
        else:
            site = columns.sites[columns.site[numbers[0]]]
            kept = _by_rule(group, rule)
            differing[(*full[site], group[0].when)].append((group, kept))
        method = method_of(group, kept)
        if method:
            adopted[next(number for number, each in zip(numbers, group, strict=True) if each is kept)] = method
            findings.count("method_adopted", kept.place, method=METHOD_WORDS[method])
        dropped[numbers] = [reading is not kept for reading in group]
    for number, groups_of_time in enumerate(differing.values()):
        _report(groups_of_time, rule, findings, one_by_one=number < MOST_TOLD)
    for groups_of_time in unclear.values():
        _refuse("repeated_unclear", groups_of_time, groups_of_time[0][1].place, findings)
    return (with_methods(columns, adopted) if adopted else columns).taken(~dropped)


def owners_of(sites: Iterable[Site]) -> dict[str, frozenset[Owner]]:
    """The pairs of province and basin that each section name is given with, blanks left out where they say less."""
    found: dict[str, set[Owner]] = defaultdict(set)
    for site in sites:
        found[site.section].add((site.province, site.basin))
    return {section: frozenset(_fullest(pairs)) for section, pairs in found.items()}


def owner(site: Site, owners: dict[str, frozenset[Owner]]) -> Owner:
    """Province and basin of a section; blanks are filled where only one section of the name fits."""
    mine = (site.province, site.basin)
    fitting = [pair for pair in owners[site.section] if _fits(mine, pair)]
    return fitting[0] if len(fitting) == 1 else mine


def _fullest(pairs: Iterable[Owner]) -> list[Owner]:
    known = list(pairs)
    return [pair for pair in known if not any(other != pair and _fits(pair, other) for other in known)]


def _fits(some: Owner, full: Owner) -> bool:
    """Whether ``full`` says what ``some`` says, and perhaps more."""
    return all(not mine or mine == other for mine, other in zip(some, full, strict=True))


def _of_equal(group: Sequence[Reading], rule: str, findings: Findings) -> Reading:
    """One of readings that say the same: by the rule, or with ``"refuse"`` the same one in whatever order they come."""
    # of two that are missing, the one that says why (断流) and not the one that does not; of two that say the same, the
    # one that says how it was measured
    chosen = min(
        group,
        key=lambda each: (
            each.qualifier == MISSING and not each.state,
            not each.method,
            each.state,
            each.text,
            each.place,
        ),
    )
    if rule != "refuse":
        chosen = group[0] if rule == "first" else group[-1]
    if len({reading.state for reading in group}) > 1 and chosen.qualifier != MISSING:
        findings.count("repeated_state", chosen.place, "warning", state=state_name(chosen.state))
    for reading in group:
        if reading is not chosen:
            findings.count("repeated_equal", reading.place)
    return chosen


def _by_rule(group: Sequence[Reading], rule: str) -> Reading:
    """The first or the last of differing readings; an empty cell, as in the correction of other indicators, is none."""
    filled = [each for each in group if says_anything(each)] or group
    return filled[-1] if rule == "last" else filled[0]


def _report(
    groups: Sequence[tuple[Sequence[Reading], Reading]], rule: str, findings: Findings, *, one_by_one: bool
) -> None:
    """One problem for a section and time, naming every indicator that differs, its values and their places.

    ``groups`` are the readings of each indicator, with the one that is kept.
    """
    first = groups[0][0][0]
    if rule != "refuse":
        findings.count("repeated_chosen", first.place, "warning", rule=rule)
        for group, kept in groups if one_by_one else ():
            left = [each for each in group if value_shown(each, 0) != value_shown(kept, 0)]
            if left:
                findings.note(
                    "repeated_taken",
                    kept.place,
                    section=kept.section,
                    when=kept.when,
                    indicator=indicator_name(kept.indicator),
                    taken=Pair(value_shown(kept, 0), value_shown(kept, 1)),
                    left=Pair(*(_values([kept, *left], which, kept.place) for which in (0, 1))),
                )
        return
    _refuse("repeated_differing", groups, first.place, findings)


def _refuse(code: str, groups: Sequence[tuple[Sequence[Reading], Reading]], place: Place, findings: Findings) -> None:
    """The error for a section and time, with every indicator, its values and their places."""
    first = groups[0][0][0]
    told = [
        (indicator_name(group[0].indicator), [_values(group, which, place) for which in (0, 1)]) for group, _ in groups
    ]
    shown = Pair(*("; ".join(f"{name[which]} {values[which]}" for name, values in told) for which in (0, 1)))
    unused = unused_beside(groups, findings)
    why = say_both("readings.unused_beside", found="、".join(unused)) if unused else ""
    findings.error(code, place, section=first.section, when=first.when, found=shown, unused=why)


def unused_beside(groups: Sequence[tuple[Sequence[Reading], Reading]], findings: Findings) -> list[str]:
    """The headings of columns of the same sheets that were not used and may say what tells the values apart."""
    sheets = {(each.place.file, each.place.sheet) for group, _ in groups for each in group}
    found = [
        str(details["found"])
        for file, sheet, details in findings.noted_under("column_ignored")
        if (file, sheet) in sheets and APART.search(str(details["found"]))
    ]
    return list(dict.fromkeys(found))[:SHOWN]


def _values(group: Sequence[Reading], language: int, beside: Place) -> str:
    """Values with their methods and places, as they are told at the place ``beside``."""
    by_value: dict[str, list[Reading]] = defaultdict(list)
    for reading in group:
        method = METHOD_WORDS[reading.method][language] if reading.method else ""
        by_value[f"{method} {value_shown(reading, language)}".strip()].append(reading)
    shown = [f"{value} ({_places(some, beside)})" for value, some in islice(by_value.items(), SHOWN)]
    return " / ".join(shown) + (" …" if len(by_value) > SHOWN else "")


def _places(some: Sequence[Reading], beside: Place) -> str:
    """Where readings stand, with the file where that is another than that of ``beside``."""
    places = [_place_beside(each.place, beside) for each in some[:SHOWN]]
    return ", ".join(places) + (" …" if len(some) > SHOWN else "")


def value_shown(reading: Reading, language: int) -> str:
    """A reading's value for a sentence: the text of the file, or what it amounts to where that is empty."""
    if reading.text:
        return reading.text
    if reading.value is not None:
        return fraction_text(reading.value)
    if reading.qualifier == BELOW:
        return "ND" if reading.detection_limit is None else f"{fraction_text(reading.detection_limit)}L"
    return say_both("readings.empty_cell")[language]


def _place_beside(place: Place, first: Place) -> str:
    """A place as it is told after another: with its file and sheet where these are not the same."""
    if place.file != first.file:
        sheet = f" [{place.sheet}]" if place.sheet else ""
        return f"{place.file}{sheet} {place.label}"
    return place.label if place.sheet == first.sheet else f"[{place.sheet}] {place.label}"
