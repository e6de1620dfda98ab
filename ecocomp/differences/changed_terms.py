"""The terms of an agreement (条款) that differ, and what differs within each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ecocomp.agreement.agreement import Agreement, english_title
from ecocomp.agreement.extending import GROUPS, MATCHED_BY
from ecocomp.agreement.model import AgreementFile
from ecocomp.differences.cause import LONGEST_SHOWN, NOTHING, Cause
from ecocomp.differences.change import Change
from ecocomp.differences.changed_inputs import redeclared
from ecocomp.differences.draft import Draft
from ecocomp.wording import Pair, say_both

ABSENT = object()


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
                    yield from redeclared(change.cause.key[1], before, after)
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
