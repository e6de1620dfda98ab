"""``extends``: one agreement file built on another, key by key, each value keeping the place it came from.

``null`` takes a key away; at a label of a parameter's values it keeps its own meaning: this takes no part.
"""

from __future__ import annotations

from typing import Any

from ecocomp.agreement.strict_yaml import Document, Path

#: Keys of a term of which a new one takes the place of the other.
ALTERNATIVES = {"value": ("dated",), "dated": ("value", "bands"), "bands": ("dated",)}
#: An item of a matched list that says only its name and ``remove: true`` takes the one of that name away.
REMOVE = "remove"
#: Lists whose items are matched by this key instead of being replaced whole.
MATCHED_BY = {"rules": "name", "transfers": "name", "limits": "title"}


def extended(base: Document, over: Document) -> Document:
    """``base`` with everything that ``over`` says put in its place; ``null`` takes a key away."""
    result = Document(problems=[*base.problems, *over.problems])
    result.data = _merged((), base, over, base.data, over.data, (), (), result)
    return result


def _merged(
    path: Path, base: Document, over: Document, old: Any, new: Any, old_path: Path, new_path: Path, result: Document
) -> Any:
    result.marks[path] = over.marks[new_path]
    if isinstance(old, dict) and isinstance(new, dict):
        return _merged_mappings(path, base, over, old, new, old_path, new_path, result)
    key = MATCHED_BY.get(str(path[-1])) if path else None
    if key and new and _all_named(old, key) and _all_named(new, key):
        return _merged_lists(path, base, over, old, new, old_path, new_path, result, key)
    return _taken(path, over, new, new_path, result)


def _merged_mappings(
    path: Path, base: Document, over: Document, old: Any, new: Any, old_path: Path, new_path: Path, result: Document
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    dropped = {other for key in new if new[key] is not None for other in ALTERNATIVES.get(key, ())}
    for key, value in old.items():
        if key not in new and key not in dropped:
            found[key] = _taken((*path, key), base, value, (*old_path, key), result)
    for key, value in new.items():
        here, mine = (*path, key), (*new_path, key)
        if value is None:
            if key in old and _is_value_of_label(here):
                found[key] = _taken(here, over, value, mine, result)
            continue
        if key in old and old[key] is not None:
            found[key] = _merged(here, base, over, old[key], value, (*old_path, key), mine, result)
        else:
            found[key] = _taken(here, over, value, mine, result)
    # keys keep the order of the base file, new ones follow
    order = [key for key in [*old, *new] if key in found]
    return {key: found[key] for key in dict.fromkeys(order)}


def _merged_lists(
    path: Path,
    base: Document,
    over: Document,
    old: list[Any],
    new: list[Any],
    old_path: Path,
    new_path: Path,
    result: Document,
    key: str,
) -> list[Any]:
    found: list[Any] = []
    by_name = {item[key]: place for place, item in enumerate(new)}
    for place, item in enumerate(old):
        here = (*path, len(found))
        if item[key] in by_name:
            mine = by_name.pop(item[key])
            if new[mine] == {key: item[key], REMOVE: True}:
                continue
            found.append(_merged(here, base, over, item, new[mine], (*old_path, place), (*new_path, mine), result))
        else:
            found.append(_taken(here, base, item, (*old_path, place), result))
    for mine in by_name.values():
        found.append(_taken((*path, len(found)), over, new[mine], (*new_path, mine), result))
    return found


def _is_value_of_label(path: Path) -> bool:
    """Whether a value at ``path`` is that of a parameter's label, where ``null`` means: takes no part."""
    match path:
        case ("parameters", _, "value", _, *_) | ("parameters", _, "dated", _, _, *_):
            return True
    return False


def _all_named(items: Any, key: str) -> bool:
    return isinstance(items, list) and all(isinstance(item, dict) and isinstance(item.get(key), str) for item in items)


def _taken(path: Path, source: Document, value: Any, source_path: Path, result: Document) -> Any:
    """A part of one document as it is, its marks along with it."""
    result.marks[path] = source.marks[source_path]
    if isinstance(value, dict):
        return {key: _taken((*path, key), source, each, (*source_path, key), result) for key, each in value.items()}
    if isinstance(value, list):
        return [_taken((*path, at), source, each, (*source_path, at), result) for at, each in enumerate(value)]
    return value
