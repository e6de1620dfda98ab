"""What differs between what two settlements rest on: each difference as a cause, and as a step to the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from ecocomp.agreement.agreement import Agreement, english_title
from ecocomp.agreement.extending import GROUPS, MATCHED_BY
from ecocomp.agreement.model import AgreementFile
from ecocomp.differences.cause import NOTHING, Cause
from ecocomp.differences.draft import Draft, ReadingKey
from ecocomp.readings.reading import Reading
from ecocomp.settlement.shown import value_text
from ecocomp.settlement.wheres import label_text
from ecocomp.standards.indicators import indicators
from ecocomp.wording import LANGUAGES, Pair, listed, say_both

#: So many readings are causes one by one; of more, those of a section and month together, then those of a section.
MOST_CAUSES = 300
LONGEST_SHOWN = 200
ABSENT = object()


@dataclass(frozen=True)
class Change:
    """A cause, and what it makes of a draft."""

    cause: Cause
    apply: Callable[[Draft], Draft]


def changes(before: Draft, after: Draft) -> list[Change]:
    """All differences, in the order of the agreement, the declared inputs, the period and the readings."""
    terms = list(of_terms(before, after))
    return [*terms, *of_inputs(before, after), *of_period(before, after), *of_readings(before, after)]


# -- the agreement ----------------------------------------------------------------------------------------------------


def of_terms(before: Draft, after: Draft) -> Iterator[Change]:
    """The terms that differ, one by one; then the order of what stands in both, and the local standard."""
    old, new = before.terms.data, after.terms.data
    agreements = (before.terms.agreement, after.terms.agreement)
    for group in dict.fromkeys([*old, *new]):
        one, other = old.get(group, ABSENT), new.get(group, ABSENT)
        if one == other and _order(one) == _order(other):
            continue
        if group in GROUPS or group in MATCHED_BY:
            for change in _of_group(group, _named(group, one), _named(group, other), agreements):
                yield change
                if group == "inputs" and change.cause.key[1]:
                    yield from _redeclared(change.cause.key[1], before, after)
        else:
            yield Change(_term((group,), one, other, agreements), _with_top(group, other))
    if before.terms.standard != after.terms.standard:
        names = [Pair(*[each.file] * 2) if each else NOTHING for each in (before.terms.standard, after.terms.standard)]
        cause = Cause("standard", ("local_standard",), say_both("differences.standard"), *names)
        yield Change(cause, lambda draft: replace(draft, terms=replace(draft.terms, standard=after.terms.standard)))


def _of_group(
    group: str, old: Mapping[str, Any], new: Mapping[str, Any], agreements: tuple[Agreement, Agreement]
) -> Iterator[Change]:
    for name in dict.fromkeys([*old, *new]):
        one, other = old.get(name, ABSENT), new.get(name, ABSENT)
        if one != other:
            yield Change(_term((group, name), one, other, agreements), _with_item(group, name, other))
    left = [name for name in old if name in new]
    if [*left, *(name for name in new if name not in old)] != list(new):
        # who comes first gets a fen that is left over
        words = [Pair(*[", ".join(each)] * 2) for each in (old, new)]
        yield Change(
            Cause("agreement", (group, ""), say_both("differences.order", group=group), *words),
            _in_order(group, list(new)),
        )


def _order(value: Any) -> list[str]:
    return list(value) if isinstance(value, dict) else []


def _named(group: str, value: Any) -> dict[str, Any]:
    """The items of a group by name."""
    if value is ABSENT or value is None:
        return {}
    if isinstance(value, dict):
        return dict(value)
    return {str(each[MATCHED_BY[group]]): each for each in value}


def _regrouped(group: str, items: Mapping[str, Any]) -> Any:
    return dict(items) if group in GROUPS else list(items.values())


def _with_top(key: str, value: Any) -> Callable[[Draft], Draft]:
    def apply(draft: Draft) -> Draft:
        rest = {name: each for name, each in draft.terms.data.items() if name != key}
        return draft.with_terms(rest if value is ABSENT else {**draft.terms.data, key: value})

    return apply


def _with_item(group: str, name: str, value: Any) -> Callable[[Draft], Draft]:
    def apply(draft: Draft) -> Draft:
        items = _named(group, draft.terms.data.get(group, ABSENT))
        if value is ABSENT:
            del items[name]
        else:
            items[name] = value
        return draft.with_terms({**draft.terms.data, group: _regrouped(group, items)})

    return apply


def _in_order(group: str, names: Sequence[str]) -> Callable[[Draft], Draft]:
    def apply(draft: Draft) -> Draft:
        items = _named(group, draft.terms.data[group])
        return draft.with_terms({**draft.terms.data, group: _regrouped(group, {name: items[name] for name in names})})

    return apply


def _term(path: tuple[str, ...], one: Any, other: Any, agreements: tuple[Agreement, Agreement]) -> Cause:
    """A term that differs: what it is called, and what of it differs."""
    field = AgreementFile.model_fields.get(path[0])
    what = Pair((field.title if field is not None and len(path) == 1 else None) or ".".join(path), ".".join(path))
    for agreement in agreements:
        if ".".join(path) in agreement.terms_by_path:
            title, term = agreement.terms_by_path[".".join(path)]
            what = Pair(title, english_title(".".join(path), title, term))
    return Cause("agreement", path, what, *(Pair(*[each] * 2) for each in _parting(one, other)))


def _parting(one: Any, other: Any) -> tuple[str, str]:
    """What differs within two values: of mappings the keys that do."""
    if isinstance(one, dict) and isinstance(other, dict):
        keys = [key for key in dict.fromkeys([*one, *other]) if one.get(key, ABSENT) != other.get(key, ABSENT)]
        parted = [(key, *_parting(one.get(key, ABSENT), other.get(key, ABSENT))) for key in keys]
        return tuple("; ".join(f"{key}: {each[at]}" for key, *each in parted if each[at]) for at in (0, 1))  # type: ignore[return-value]
    return _written(one), _written(other)


def _written(value: Any) -> str:
    if value is ABSENT:
        return ""
    if isinstance(value, dict):
        text = "{" + ", ".join(f"{key}: {_written(each)}" for key, each in value.items()) + "}"
    elif isinstance(value, list):
        text = "[" + ", ".join(map(_written, value)) + "]"
    else:
        text = str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


# -- declared inputs and the period -----------------------------------------------------------------------------------


def of_inputs(before: Draft, after: Draft) -> Iterator[Change]:
    """Declared inputs of which anything else was declared."""
    for name, old in before.inputs.items():
        new = after.inputs.get(name)
        if new is not None and old.fits(new) and old.differs(new):
            yield _input_change(name, before, after)


def _redeclared(name: str, before: Draft, after: Draft) -> Iterator[Change]:
    """What is declared for an input that is asked for otherwise, with which alone its term makes a settlement."""
    old, new = before.inputs.get(name), after.inputs.get(name)
    if old is None or new is None or not old.fits(new):
        yield _input_change(name, before, after)


def _input_change(name: str, before: Draft, after: Draft) -> Change:
    value = after.inputs.get(name)
    agreement = (before if value is None else after).terms.agreement
    words = [_input_words(each, name) for each in (before, after)]

    def apply(draft: Draft) -> Draft:
        rest = {key: each for key, each in draft.inputs.items() if key != name}
        whole = None if value is None else value.joined(draft.inputs.get(name))
        return replace(draft, inputs=rest if whole is None else {**rest, name: whole})

    return Change(Cause("input", (name,), Pair(agreement.called(name), agreement.called(name, "en")), *words), apply)


def _input_words(draft: Draft, name: str) -> Pair:
    if name not in draft.inputs:
        return NOTHING
    given = draft.inputs[name]
    unit = draft.terms.agreement.checked.inputs[name].unit
    pairs = given.elements.values()
    told = {
        language: dict.fromkeys(value_text(each, given.kind, unit, language) for each, _ in pairs)
        for language in LANGUAGES
    }
    place = next((str(each.place) for _, each in pairs if each.place.file), "")
    return Pair(
        *(", ".join(told[language])[:LONGEST_SHOWN] + (f" ({place})" if place else "") for language in LANGUAGES)
    )


def of_period(before: Draft, after: Draft) -> Iterator[Change]:
    """Another part of the year, or gaps left out."""
    if before.period != after.period:
        labels = [Pair(*[each.period.label] * 2) for each in (before, after)]
        cause = Cause("period", ("months",), say_both("differences.period"), *labels)
        yield Change(cause, lambda draft: replace(draft, period=after.period))
    if before.lenient != after.lenient:
        words = [say_both(f"differences.gaps_{'skip' if each.lenient else 'agreement'}") for each in (before, after)]
        cause = Cause("period", ("gaps",), say_both("differences.gaps"), *words)
        yield Change(cause, lambda draft: replace(draft, lenient=after.lenient))


# -- readings ---------------------------------------------------------------------------------------------------------


def of_readings(before: Draft, after: Draft) -> Iterator[Change]:
    """Readings that differ, came or went, one by one in their order; of very many those of a month together."""
    old, new = before.readings, after.readings
    keys = sorted(key for key in {**old, **new} if old.get(key) != new.get(key))
    for group in _grouped(keys):
        values = {key: new.get(key) for key in group}

        def apply(draft: Draft, values: Mapping[ReadingKey, Reading | None] = values) -> Draft:
            whole = {**draft.readings, **values}
            return replace(draft, readings={key: each for key, each in whole.items() if each is not None})

        yield Change(_reading_cause(group, old, new, after.terms.agreement), apply)


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
    section, _, _, when, indicator, *_ = first
    known = indicators().get(indicator)
    words = [label_text(agreement, indicator, language) if known else indicator for language in LANGUAGES]
    what = Pair(*(f"{section} {when} {word}" for word in words))
    return Cause(
        "reading", (section, when, indicator), what, _reading_words(old.get(first)), _reading_words(new.get(first))
    )


def _reading_words(reading: Reading | None) -> Pair:
    """A reading as written, and where it stands."""
    if reading is None:
        return NOTHING
    state = say_both(f"states.{reading.state}") if reading.state else NOTHING
    place = f" ({reading.place})" if str(reading.place) else ""
    return Pair(*(f"{reading.text}{f' {each}' if each else ''}{place}" for each in state))
