"""The readings (监测值) that differ, came or went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from ecocomp.agreement.agreement import Agreement
from ecocomp.differences.cause import NOTHING, Cause
from ecocomp.differences.change import Change
from ecocomp.differences.draft import Draft, ReadingKey
from ecocomp.readings.reading import Reading
from ecocomp.settlement.wheres import label_text
from ecocomp.standards.indicators import indicators
from ecocomp.wording import LANGUAGES, Pair, listed, say_both

#: So many readings are causes one by one; of more, those of a section and month together, then those of a section.
MOST_CAUSES = 300


def of_readings(before: Draft, after: Draft) -> Iterator[Change]:
    """Readings that differ, came or went, one by one in their order; of very many those of a month together."""
    old, new = before.readings, after.readings
    keys = sorted(key for key in {**old, **new} if old.get(key) != new.get(key))
    methods: dict[tuple[str, str, str], set[str]] = {}
    for section, _, _, when, indicator, method, _ in {**old, **new}:
        methods.setdefault((section, when, indicator), set()).add(method)
    for group in _grouped(keys):
        values = {key: new.get(key) for key in group}

        def apply(draft: Draft, values: Mapping[ReadingKey, Reading | None] = values) -> Draft:
            whole = {**draft.readings, **values}
            return replace(draft, readings={key: each for key, each in whole.items() if each is not None})

        yield Change(_reading_cause(group, old, new, methods, after.terms.agreement), apply)


def _grouped(keys: Sequence[ReadingKey]) -> list[list[ReadingKey]]:
    """The keys one by one; those of a section and month together where there are too many; then those of a section."""
    found = [[key] for key in keys]
    for size in (7, 4, 0):
        if len(found) <= MOST_CAUSES:
            break
        found = [list(group) for _, group in groupby(keys, key=lambda key: (key[0], key[3][:size]))]
    return found if len(found) <= MOST_CAUSES else [list(keys)]


def _reading_cause(
    group: Sequence[ReadingKey],
    old: Mapping[ReadingKey, Reading],
    new: Mapping[ReadingKey, Reading],
    methods: Mapping[tuple[str, str, str], set[str]],
    agreement: Agreement,
) -> Cause:
    first = group[0]
    if len(group) > 1:
        sections = list(dict.fromkeys(key[0] for key in group))
        times = sorted({key[3] for key in group})
        span = times[0] if len(times) == 1 else f"{times[0]} … {times[-1]}"
        what = say_both(
            "differences.readings", count=len(group), sections=listed((each, each) for each in sections[:5]), times=span
        )
        return Cause("reading", (first[0], span), what)
    section, _, _, when, indicator, method, _ = first
    known = indicators().get(indicator)
    words = [label_text(agreement, indicator, language) if known else indicator for language in LANGUAGES]
    key, what = (section, when, indicator), Pair(*(f"{section} {when} {word}" for word in words))
    was, now = _reading_words(old.get(first)), _reading_words(new.get(first))
    if method and len(methods[key]) > 1:
        told = say_both("differences.of_method", reading=what, method=say_both(f"page.{method}"))
        return Cause("reading", (*key, method), told, was, now)
    return Cause("reading", key, what, was, now)


def _reading_words(reading: Reading | None) -> Pair:
    """A reading as written, and where it stands."""
    if reading is None:
        return NOTHING
    state = say_both(f"states.{reading.state}") if reading.state else NOTHING
    place = f" ({reading.place})" if str(reading.place) else ""
    return Pair(*(f"{reading.text}{f' {each}' if each else ''}{place}" for each in state))
