"""``extends``: one agreement file built on another, key by key, each value keeping the place it came from.

Provenance is not inherited by accident: before two files are joined, every term of each gets the status that its own
file gives it, so that ``status: signed`` at the top of a file speaks for the terms written in that file only. A term
that is changed keeps its clause but not the note and source of what it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from ecocomp.errors import problem
from ecocomp.strict_yaml import Document, Path

#: Keys of a term of which a new one takes the place of the others.
ALTERNATIVES = {"value": ("dated",), "dated": ("value", "bands"), "bands": ("dated",)}
#: The figures of a term, and the keys that say what they are counted in.
FIGURES = ("value", "dated", "bands", "default", "decimals")
UNITS = ("unit", "of", "gives")
#: Lists whose items are matched by this key instead of being replaced whole.
MATCHED_BY = {"rules": "name", "transfers": "name", "limits": "title"}
#: An item of a matched list that says only its name and ``remove: true`` takes the one of that name away.
REMOVE = "remove"
#: What a changed term does not take over from the term it was.
OF_THE_OLD_TEXT = ("note", "source")
SINGLE_TERMS = ("term", "assessment", "readings", "money")
GROUPS = ("provisions", "parties", "sections", "parameters", "tables", "inputs", "funds")


@dataclass(frozen=True, slots=True)
class Part:
    """A value of a document, with the path to it there."""

    document: Document
    path: Path
    value: Any

    def inner(self, key: str | int) -> Part:
        return Part(self.document, (*self.path, key), self.value[key])


def extended(base: Document, over: Document) -> Document:
    """``base`` with everything that ``over`` says put in its place; ``null`` takes a key away."""
    for document in (base, over):
        stamp(document)
    if isinstance(base.data, dict):
        base.data.pop("outcomes", None)  # what was published of the one is no outcome of the other
    result = Document(problems=[*base.problems, *over.problems], removed=dict(base.removed))
    result.data = _merged((), Part(base, (), base.data), Part(over, (), over.data), result)
    return result


def stamp(document: Document) -> None:
    """Give every term without a status of its own the status of its file."""
    status = document.data.get("status")
    if not isinstance(status, str):
        return
    paths: list[Path] = [(key,) for key in SINGLE_TERMS]
    for group in GROUPS:
        items = document.data.get(group)
        paths += [(group, key) for key in items] if isinstance(items, dict) else []
    for group in MATCHED_BY:
        items = document.data.get(group)
        paths += [(group, at) for at in range(len(items))] if isinstance(items, list) else []
    for path in paths:
        term: Any = document.data
        for part in path:
            term = term.get(part) if isinstance(term, dict) else term[part]
        if isinstance(term, dict) and "status" not in term and not term.get(REMOVE):
            term["status"] = status
            document.marks[(*path, "status")] = document.marks[("status",)]
    _stamp_limits(document)


def _stamp_limits(document: Document) -> None:
    """Limits of indicators are terms within ``readings``, whose status is theirs where they have none."""
    rules = document.data.get("readings")
    limits = rules.get("limits") if isinstance(rules, dict) else None
    for key, term in limits.items() if isinstance(rules, dict) and isinstance(limits, dict) else ():
        if isinstance(term, dict) and "status" not in term and "status" in rules:
            term["status"] = rules["status"]
            document.marks[("readings", "limits", key, "status")] = document.marks[("readings", "status")]


def _merged(path: Path, old: Part, new: Part, result: Document) -> Any:
    result.marks[path] = new.document.marks[new.path]
    if path == ("source",):  # the document that an agreement is, is one document
        return _taken(path, new, result)
    if isinstance(old.value, dict) and isinstance(new.value, dict):
        return _merged_mappings(path, old, new, result)
    key = MATCHED_BY.get(str(path[-1])) if path else None
    if key and new.value and _all_named(old.value, key) and _all_named(new.value, key):
        return _merged_lists(path, old, new, key, result)
    return _taken(path, new, result)


def _merged_mappings(path: Path, old: Part, new: Part, result: Document) -> dict[str, Any]:
    found: dict[str, Any] = {}
    dropped = {other for key, value in new.value.items() if value is not None for other in ALTERNATIVES.get(key, ())}
    if path and new.value:
        dropped.update(OF_THE_OLD_TEXT)
    if "title" in new.value and new.value["title"] != old.value.get("title"):
        dropped.add("title_en")  # what the old title was in English is not what the new one is
    _keep_units(path, old, new, dropped, result)
    for key in old.value:
        if key not in new.value and key not in dropped:
            found[key] = _taken((*path, key), old.inner(key), result)
    for key, value in new.value.items():
        here = (*path, key)
        if value is None:
            if _is_value_of_label(here):
                found[key] = _taken(here, new.inner(key), result)
            elif key not in old.value:
                _nothing_to_remove(here, key, old, new, result)
            else:
                result.removed[key] = new.document.marks[(*new.path, key)]
        elif old.value.get(key) is not None:
            found[key] = _merged(here, old.inner(key), new.inner(key), result)
        else:
            found[key] = _taken(here, new.inner(key), result)
    # keys keep the order of the base file, new ones follow
    order = [key for key in [*old.value, *new.value] if key in found]
    return {key: found[key] for key in dict.fromkeys(order)}


def _keep_units(path: Path, old: Part, new: Part, dropped: set[str], result: Document) -> None:
    """Figures that stay cannot be counted in another unit than they were written in: 10 万元 are not 10 元."""
    of_a_term = len(path) == len(("parameters", "price")) and path[0] in ("parameters", "tables", "inputs")
    if not of_a_term and path != ("money",):
        return
    staying = [key for key in FIGURES if old.value.get(key) is not None and key not in dropped]
    if not any(_stays(old.value[key], new.value.get(key)) for key in staying):
        return
    for key in UNITS:
        if key in new.value and new.value[key] != old.value.get(key):
            place = new.document.marks[(*new.path, key)].place
            result.problems.append(
                problem("agreement.unit_alone", place, found=str(new.value[key]), before=str(old.value.get(key, 1)))
            )


def _stays(old: Any, new: Any) -> bool:
    """Whether a figure of the old ones is not written anew."""
    if isinstance(old, dict) and isinstance(new, dict):
        return any(_stays(each, new.get(key)) for key, each in old.items())
    return new is None


def _merged_lists(path: Path, old: Part, new: Part, key: str, result: Document) -> list[Any]:
    found: list[Any] = []
    by_name: dict[str, int] = {}
    for place, item in enumerate(new.value):
        if by_name.setdefault(item[key], place) != place:
            mark = new.document.marks[(*new.path, place)]
            result.problems.append(problem("agreement.name_twice", mark.place, found=item[key]))
    for place, item in enumerate(old.value):
        here = (*path, len(found))
        if item[key] not in by_name:
            found.append(_taken(here, old.inner(place), result))
            continue
        mine = by_name.pop(item[key])
        if new.value[mine].get(REMOVE):
            result.removed[item[key]] = new.document.marks[(*new.path, mine)]
        else:
            found.append(_merged(here, old.inner(place), new.inner(mine), result))
    for name, mine in by_name.items():
        if new.value[mine].get(REMOVE):
            known = {item[key]: None for item in old.value}
            _nothing_to_remove((*path, name), name, Part(old.document, old.path, known), new.inner(mine), result)
        else:
            found.append(_taken((*path, len(found)), new.inner(mine), result))
    return found


def _nothing_to_remove(path: Path, name: str, old: Part, new: Part, result: Document) -> None:
    """Taking away what is not there is most likely a slip of the pen, or a comma or colon too many."""
    mark = new.document.marks.get((*new.path, name)) or new.document.marks[new.path]
    close = get_close_matches(name, [str(key) for key in old.value], 1)
    more = {"close": close[0]} if close else {}
    code = "agreement.nothing_to_remove_close" if close else "agreement.nothing_to_remove"
    result.problems.append(problem(code, mark.key_place, found=".".join(map(str, path)), **more))


def _is_value_of_label(path: Path) -> bool:
    """Whether a value at ``path`` is that of a parameter's label, where ``null`` means: takes no part."""
    match path:
        case ("parameters", _, "value", _, *_) | ("parameters", _, "dated", _, _, *_):
            return True
    return False


def _all_named(items: Any, key: str) -> bool:
    return isinstance(items, list) and all(isinstance(item, dict) and isinstance(item.get(key), str) for item in items)


def _taken(path: Path, part: Part, result: Document) -> Any:
    """A part of one document as it is, its marks along with it."""
    result.marks[path] = part.document.marks[part.path]
    if isinstance(part.value, dict):
        return {key: _taken((*path, key), part.inner(key), result) for key in part.value}
    if isinstance(part.value, list):
        return [_taken((*path, at), part.inner(at), result) for at in range(len(part.value))]
    return part.value
