"""Readings that a file, or several files, give more than once: equal ones are kept once, differing ones chosen by rule.

National publications repeat an hour when nutrients arrive later or are withdrawn, so that the same time stands there
with and without a value; which of the two counts is for the user to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ecocomp.errors import RequestError, problem
from ecocomp.readings.cells import fraction_text, shown
from ecocomp.readings.findings import Findings
from ecocomp.readings.reading import BELOW, MISSING, Reading
from ecocomp.readings.show import indicator_name
from ecocomp.wording import Pair

#: So many values, and places of a value, are shown in one sentence.
SHOWN = 5
RULES = ("refuse", "first", "last")

#: Section, province, basin, indicator, time.
Key = tuple[str, str, str, str, str]
Owner = tuple[str, str]


def check_rule(rule: object) -> None:
    """Raises RequestError for a rule that does not exist."""
    if not isinstance(rule, str) or rule not in RULES:
        raise RequestError(problem("readings.unknown_repeated", found=shown(rule), allowed=", ".join(RULES)))


def without_repeats(readings: Sequence[Reading], rule: str, findings: Findings) -> list[Reading]:
    """One reading for each section, indicator and time.

    ``readings`` are in the order of files, sheets and rows, on which the rules ``"first"`` and ``"last"`` go.
    """
    groups: dict[Key, list[Reading]] = defaultdict(list)
    owners = owners_of(readings)
    known: dict[tuple[str, str, str], Owner] = {}
    for reading in readings:
        name = (reading.section, reading.province, reading.basin)
        if name not in known:
            known[name] = owner(reading, owners)
        groups[reading.section, *known[name], reading.indicator, reading.when].append(reading)
    kept: list[Reading] = []
    differing: dict[tuple[str, str, str, str], list[list[Reading]]] = defaultdict(list)
    for key, group in groups.items():
        if len(group) == 1:
            kept.append(group[0])
        elif len({_said(reading) for reading in group}) == 1:
            kept.append(_of_equal(group, rule, findings))
        else:
            differing[key[0], key[1], key[2], key[4]].append(group)
            kept.append(group[-1] if rule == "last" else group[0])
    for groups_of_time in differing.values():
        _report(groups_of_time, rule, findings)
    return kept


def owners_of(readings: Iterable[Reading]) -> dict[str, frozenset[Owner]]:
    """The pairs of province and basin that each section name is given with, blanks left out where they say less."""
    found: dict[str, set[Owner]] = defaultdict(set)
    for reading in readings:
        found[reading.section].add((reading.province, reading.basin))
    return {section: frozenset(_fullest(pairs)) for section, pairs in found.items()}


def owner(reading: Reading, owners: dict[str, frozenset[Owner]]) -> Owner:
    """Province and basin of a reading's section; blanks are filled where only one section of the name fits."""
    mine = (reading.province, reading.basin)
    fitting = [pair for pair in owners[reading.section] if _fits(mine, pair)]
    return fitting[0] if len(fitting) == 1 else mine


def _fullest(pairs: Iterable[Owner]) -> list[Owner]:
    known = list(pairs)
    return [pair for pair in known if not any(other != pair and _fits(pair, other) for other in known)]


def _fits(some: Owner, full: Owner) -> bool:
    """Whether ``full`` says what ``some`` says, and perhaps more."""
    return all(not mine or mine == other for mine, other in zip(some, full, strict=True))


def _said(reading: Reading) -> tuple[object, ...]:
    return (reading.value, reading.qualifier, reading.detection_limit)


def _of_equal(group: Sequence[Reading], rule: str, findings: Findings) -> Reading:
    """One of readings that say the same: by the rule, or with ``"refuse"`` the same one in whatever order they come."""
    chosen = min(group, key=lambda reading: (reading.state, reading.text, reading.place))
    if rule != "refuse":
        chosen = group[0] if rule == "first" else group[-1]
    if len({reading.state for reading in group}) > 1 and chosen.qualifier != MISSING:
        findings.count("repeated_state", chosen.place, "warning", state=chosen.state or "normal")
    for reading in group:
        if reading is not chosen:
            findings.count("repeated_equal", reading.place)
    return chosen


def _report(groups: Sequence[Sequence[Reading]], rule: str, findings: Findings) -> None:
    """One problem for a section and time, naming every indicator that differs, its values and their places."""
    first = groups[0][0]
    shown = Pair(
        *(
            "; ".join(f"{indicator_name(group[0].indicator)[which]} {_values(group)}" for group in groups)
            for which in (0, 1)
        )
    )
    if rule == "refuse":
        findings.error("repeated_differing", first.place, section=first.section, when=first.when, found=shown)
    else:
        findings.count("repeated_chosen", first.place, "warning", rule=rule)


def _values(group: Sequence[Reading]) -> str:
    by_value: dict[str, list[str]] = defaultdict(list)
    for reading in group:
        where = reading.place.cell or str(reading.place.line)
        if reading.place.file != group[0].place.file:
            where = f"{reading.place.file} {where}"
        by_value[value_shown(reading)].append(where)
    shown = [f"{value} ({_some(places)})" for value, places in by_value.items()]
    return " / ".join(shown[:SHOWN]) + (" …" if len(shown) > SHOWN else "")


def _some(places: Sequence[str]) -> str:
    return ", ".join(places[:SHOWN]) + (" …" if len(places) > SHOWN else "")


def value_shown(reading: Reading) -> str:
    """A reading's value for a sentence: the text of the file, or what it amounts to where that is empty."""
    if reading.text:
        return reading.text
    if reading.qualifier in (BELOW, MISSING):
        return "--"
    return fraction_text(reading.value) if reading.value is not None else "--"
