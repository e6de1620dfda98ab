"""From plain data to the pydantic models, pydantic's errors told in our words at their lines."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from ecocomp.agreement.findings import Findings
from ecocomp.strict_yaml import Path, real_path

Whole = TypeVar("Whole", bound=BaseModel)

LONGEST_SHOWN = 60
#: How deep in a file a named term stands: its group and its name.
NAMED_DEPTH = 2
FORMULAS = ("formula", "amount", "at_most", "opening")
#: Errors about the keys of a mapping, which is otherwise what it should be.
OF_KEYS = ("missing", "extra_forbidden")

#: pydantic's error types that have a sentence of their own.
SENTENCES = {
    "missing": "field_missing",
    "extra_forbidden": "field_unknown",
    "string_type": "field_text",
    "is_instance_of": "field_number",
    "decimal_type": "field_number",
    "bool_type": "field_truth",
    "literal_error": "field_choice",
    "string_pattern_mismatch": "field_pattern",
    "dict_type": "field_mapping",
    "model_type": "field_mapping",
    "model_attributes_type": "field_mapping",
    "list_type": "field_list",
    "date_type": "field_date",
    "int_type": "field_whole",
    "less_than_equal": "field_range",
    "greater_than_equal": "field_range",
    "too_short": "field_empty",
    "string_too_short": "field_empty",
}


def validated(data: Any, findings: Findings, root: type[Whole]) -> Whole | None:
    """The file of the kind ``root`` that ``data`` says, or None with findings.

    Keys that do not exist are told and then passed over, so that the rest of the file is checked in the same go.
    """
    told: set[tuple[Path, str]] = set()
    for _ in range(2):
        try:
            return root.model_validate(data)
        except ValidationError as trouble:
            errors = trouble.errors(include_url=False)
        paths = [real_path(error["loc"], data) for error in errors]
        deeper = {path[:length] for path in paths for length in range(len(path))}
        for error, path in zip(errors, paths, strict=True):
            # another branch of a union got further into this value, and says more exactly what is wrong
            if error["type"] in OF_KEYS or path not in deeper:
                _tell(error, data, findings, told, root)
        if any(error["type"] != "extra_forbidden" for error in errors):
            return None
        data = _without(data, {real_path(error["loc"], data) for error in errors})
    return None


def _without(data: Any, dropped: set[Path], path: Path = ()) -> Any:
    """``data`` without the values at the paths ``dropped``."""
    if isinstance(data, dict):
        kept = {key: each for key, each in data.items() if (*path, key) not in dropped}
        return {key: _without(each, dropped, (*path, key)) for key, each in kept.items()}
    if isinstance(data, list):
        return [_without(each, dropped, (*path, at)) for at, each in enumerate(data)]
    return data


def _tell(error: Any, data: Any, findings: Findings, told: set[tuple[Path, str]], root: type[BaseModel]) -> None:
    kind = error["type"]
    path = real_path(error["loc"], data)
    name = str(error["loc"][-1])
    if kind == "missing" and (not path or path[-1] != name):
        path = (*path, name)
    code = SENTENCES.get(kind, "field_other")
    if code == "field_text" and path and path[-1] == "target":
        code = "field_grade"
    elif code == "field_text" and path and path[-1] in FORMULAS:
        code = "field_formula"
    key = (path, "" if kind not in ("missing", "extra_forbidden") else code)
    if key in told:  # the branches of a union each complain of the same value
        return
    told.add(key)
    field = spoken(path, data)
    if kind == "missing":
        sibling = _sibling(path[:-1], data)
        more = {"close": sibling} if sibling else {}
        findings.add_at_key(
            "agreement.field_missing_close" if sibling else f"agreement.{code}", path[:-1], field=field, **more
        )
    elif kind == "extra_forbidden":
        known = [each for each in _known_fields(path[:-1], root) if each]
        close = get_close_matches(str(path[-1]), known, 1)
        more = {"close": close[0]} if close else {"choices": ", ".join(known)}
        findings.add_at_key(f"agreement.{code}{'_close' if close else ''}", path, field=field, **more)
    else:
        context = error.get("ctx", {})
        details: dict[str, object] = {}
        if code == "field_choice":
            details = {"choices": context.get("expected", "").replace(" or ", ", ")}
        elif code == "field_range":
            details = {"least": context.get("ge", "…"), "most": context.get("le", "…")}
        elif code == "field_other":
            details = {"reason": error["msg"]}
        findings.add(f"agreement.{code}", path, field=field, found=shown(error.get("input")), **details)


def _sibling(path: Path, data: Any) -> str | None:
    """A term beside an incomplete one whose name is much like it: the incomplete one is then most likely misspelt."""
    if len(path) != NAMED_DEPTH:
        return None
    group = _inner(data, path[0])
    if isinstance(group, dict):
        others = {str(key): [key, each.get("name")] for key, each in group.items() if isinstance(each, dict)}
        own = str(path[1])
    elif isinstance(group, list):
        names = [item.get("name") for item in group if isinstance(item, dict)]
        others = {name: [name] for name in names if isinstance(name, str)}
        own = str((_inner(group, path[1]) or {}).get("name", ""))
    else:
        return None
    spellings = {text: key for key, texts in others.items() if key != own for text in texts if isinstance(text, str)}
    close = get_close_matches(own, spellings, 1)
    return spellings[close[0]] if close else None


def spoken(path: Path, data: Any) -> str:
    """A path as people say it: the items of a list by their names, where they have one."""
    parts: list[str] = []
    for part in path:
        data = _inner(data, part)
        name = data.get("name", data.get("title")) if isinstance(part, int) and isinstance(data, dict) else None
        parts.append(str(name) if name else str(part))
    return ".".join(parts)


def _inner(data: Any, part: str | int) -> Any:
    """What stands at ``part`` of ``data``, None where there is no such part."""
    if isinstance(data, list) and isinstance(part, int):
        return data[part] if part < len(data) else None
    return data.get(part) if isinstance(data, dict) else None


def shown(value: Any) -> str:
    """A value of a file, short enough for a message."""
    text = str(value)
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"


def _known_fields(path: Path, root: type[BaseModel]) -> list[str]:
    """The keys that may stand in the mapping at ``path``."""
    current: Any = root
    for part in path:
        current = _inside(current, part)
        if current is None:
            return []
    models = [each for each in _alternatives(current) if isinstance(each, type) and issubclass(each, BaseModel)]
    return [field.alias or name for each in models for name, field in each.model_fields.items()]


def _inside(annotation: Any, part: str | int) -> Any:
    for each in _alternatives(annotation):
        if isinstance(each, type) and issubclass(each, BaseModel):
            for name, field in each.model_fields.items():
                if part in (name, field.alias):
                    return field.annotation
        arguments = get_args(each)
        if arguments:
            return arguments[-1]
    return None


def _alternatives(annotation: Any) -> list[Any]:
    """The members of a union, each freed of ``Annotated``; the annotation itself where it is none."""
    if hasattr(annotation, "__metadata__"):
        annotation = get_args(annotation)[0]
    if type(annotation).__name__ in ("UnionType", "_UnionGenericAlias", "Union"):
        return [one for each in get_args(annotation) for one in _alternatives(each)]
    return [annotation]
