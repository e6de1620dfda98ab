"""Readings that a file, or several files, give more than once: equal ones are kept once, differing ones chosen by rule.

An automatic and a manual reading (自动监测、手工监测) of the same section, indicator and time are two, between which
the agreement's precedence or 环办监测函〔2020〕82号 decides; only readings by one method repeat each other. A reading
that does not say its method repeats either.

National publications repeat an hour when nutrients arrive later or are withdrawn, so that the same time stands there
with and without a value; which of the two counts is for the user to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import numpy as np

from ecocomp.errors import Place, RequestError, problem
from ecocomp.readings.cells import fraction_text, shown
from ecocomp.readings.coded import Rows
from ecocomp.readings.columns import ReadingColumns, Said, Site
from ecocomp.readings.findings import Findings
from ecocomp.readings.reading import BELOW, MISSING, Reading
from ecocomp.readings.show import indicator_name
from ecocomp.readings.why import state_name
from ecocomp.wording import Pair

#: So many values, and places of a value, are shown in one sentence.
SHOWN = 5
#: So many times of sections have what was taken told one by one, before only their number is.
MOST_TOLD = 100
RULES = ("refuse", "first", "last")

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
    differing: dict[Key, list[tuple[list[Reading], Reading]]] = defaultdict(list)
    for numbers, group in _by_method(columns, classes.rows_of(repeated)):
        # readings of one number say the same; only what is said under several is compared
        said = set(columns.what[numbers].tolist())
        if len(said) == 1 or len({_said(columns.said[each]) for each in said}) == 1:
            kept = _of_equal(group, rule, findings)
        else:
            site = columns.sites[columns.site[numbers[0]]]
            kept = _by_rule(group, rule)
            differing[(*full[site], group[0].when)].append((group, kept))
        dropped[numbers] = [reading is not kept for reading in group]
    for number, groups_of_time in enumerate(differing.values()):
        _report(groups_of_time, rule, findings, one_by_one=number < MOST_TOLD)
    return columns.taken(~dropped)


def _by_method(columns: ReadingColumns, repeated: Iterable[Rows]) -> Iterator[tuple[list[int], list[Reading]]]:
    """The readings of one section, indicator and time that repeat each other, with their numbers.

    Where both methods are told apart, what does not say its method goes with the one of them that says the same; where
    none does nobody can tell which it repeats, and all are taken together.
    """
    for rows in repeated:
        numbers = rows.tolist()
        group = list(columns.readings(numbers))
        parts: dict[str, list[int]] = defaultdict(list)
        for at, reading in enumerate(group):
            parts[reading.method].append(at)
        unsaid = parts.pop("", [])
        if len(parts) > 1:
            for at in unsaid:
                same = (part for part in parts.values() if _said(group[part[0]]) == _said(group[at]))
                part = next(same, None)
                if part is None:
                    parts = {"": list(range(len(group)))}
                    break
                part.append(at)
        else:
            parts = {"": list(range(len(group)))}
        for part in parts.values():
            if len(part) > 1:
                yield [numbers[at] for at in sorted(part)], [group[at] for at in sorted(part)]


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


def _said(reading: Reading | Said) -> tuple[object, ...]:
    return (reading.value, reading.qualifier, reading.detection_limit)


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
    filled = [each for each in group if each.text or each.state or each.qualifier != MISSING] or group
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
            left = [each for each in group if value_shown(each) != value_shown(kept)]
            if left:
                findings.note(
                    "repeated_taken",
                    kept.place,
                    section=kept.section,
                    when=kept.when,
                    indicator=indicator_name(kept.indicator),
                    taken=value_shown(kept),
                    left=_values([kept, *left]),
                )
        return
    told = [(indicator_name(group[0].indicator), _values(group)) for group, _ in groups]
    shown = Pair(*("; ".join(f"{name[which]} {values}" for name, values in told) for which in (0, 1)))
    findings.error("repeated_differing", first.place, section=first.section, when=first.when, found=shown)


def _values(group: Sequence[Reading]) -> str:
    by_value: dict[str, list[Reading]] = defaultdict(list)
    for reading in group:
        by_value[value_shown(reading)].append(reading)
    shown = [f"{value} ({_places(some, group[0])})" for value, some in islice(by_value.items(), SHOWN)]
    return " / ".join(shown) + (" …" if len(by_value) > SHOWN else "")


def _places(some: Sequence[Reading], first: Reading) -> str:
    """Where readings stand, with the file where that is another than the first one's."""
    places = [_place_beside(each.place, first.place) for each in some[:SHOWN]]
    return ", ".join(places) + (" …" if len(some) > SHOWN else "")


def value_shown(reading: Reading) -> str:
    """A reading's value for a sentence: the text of the file, or what it amounts to where that is empty."""
    if reading.text:
        return reading.text
    if reading.qualifier in (BELOW, MISSING):
        return "--"
    return fraction_text(reading.value) if reading.value is not None else "--"


def _place_beside(place: Place, first: Place) -> str:
    """A place as it is told after another: with its file and sheet where these are not the same."""
    if place.file != first.file:
        sheet = f" [{place.sheet}]" if place.sheet else ""
        return f"{place.file}{sheet} {place.label}"
    return place.label if place.sheet == first.sheet else f"[{place.sheet}] {place.label}"
