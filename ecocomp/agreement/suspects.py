"""What cannot be relied upon in a file that is wrong somewhere, so that the rest of it is checked in the same go.

A fault must not bring others with it: what reads a broken parameter is not told of as well, and where the sections
are in doubt nobody is told that there is no such section.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from ecocomp.agreement.model import AgreementFile
from ecocomp.strict_yaml import Path, real_path

#: Each round of standing in can uncover faults that pydantic had not come to; a few rounds find all.
ROUNDS = 5
#: Fields that no other part of a file depends on.
HARMLESS = ("title", "title_en", "name_en", "clause", "source", "status", "note", "due", "code", "river", "basin")
#: Groups whose labels other terms are written by.
AXIS_OF = {"sections": "section", "parties": "party"}
NAMED = ("parameters", "tables", "inputs")
#: What is said of the one field of ``readings`` by way of another.
RELATED = {
    "indicators": ("decimals", "limits"),
    "quantities": ("load",),
    "below_detection": ("load",),
    "standard": ("limits",),
}

#: What stands in for a field that is wrong or lacks, where it has to be there.
STANDS_IN: dict[str, dict[str, Any]] = {
    "parties": {"name": "—"},
    "sections": {"name": "—"},
    "parameters": {"title": "—", "value": True},
    "tables": {"title": "—", "bands": [{"range": "(-inf, inf)", "value": True}]},
    "inputs": {"title": "—"},
    "rules": {"name": "stands_in", "title": "—", "formula": "0"},
    "funds": {"name": "—"},
    "transfers": {"name": "stands_in", "title": "—", "payer": "stands_in", "payee": "stands_in", "amount": "0"},
    "limits": {"title": "—", "of": ["stands_in"], "at_most": "0"},
    "source": {"document": "—"},
    "money": {"unit": "元", "decimals": 2, "rounding": "half_up", "round": "line"},
    "readings": {
        "indicators": ["codmn"],
        "below_detection": {"means": "half", "loads": "half"},
        "decimals": "unrounded",
        "missing": "refuse",
        "quantities": ["flow", "volume", "published_grade"],
        "precedence": "automatic first",
        "substitute": False,
    },
}
#: Fields of ``readings`` that are not said one without the other, which is told even where one is wrong.
PAIRED = ("precedence", "substitute")
NAME = "stands_in"
TOP = {"ecocomp": 1, "id": "stands-in", "title": "—", "status": "assumed"}


@dataclass
class Suspects:
    """What is in doubt: names whose value or formula is broken, axes whose labels are, and the readings."""

    #: Parameters, inputs, rules and tables that are not what they should be.
    names: set[str] = field(default_factory=set)
    #: Whether any of them may be one that is written wrongly, so that no name can be said not to exist.
    any_name: bool = False
    #: Axes of which labels are wrong.
    axes: set[str] = field(default_factory=set)
    readings: bool = False
    #: Whether a role of a section leads to nobody.
    roles: bool = False
    funds: bool = False
    transfers: set[str] = field(default_factory=set)
    #: Paths of which nothing more is told.
    muted: set[Path] = field(default_factory=set)


def standing_in(data: dict[str, Any]) -> tuple[AgreementFile, Suspects] | None:
    """A file with something in the place of each part that is wrong, and what is thereby in doubt; None if in vain.

    ``data`` has been found wrong and told of already.
    """
    whole = _copied(data)
    suspects = Suspects()
    for _ in range(ROUNDS):
        try:
            return AgreementFile.model_validate(whole), suspects
        except ValidationError as trouble:
            for error in trouble.errors(include_url=False, include_input=False, include_context=False):
                _mend(whole, real_path(error["loc"], whole), error["loc"], suspects)
    return None


def _copied(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _copied(each) for key, each in data.items()}
    return [_copied(each) for each in data] if isinstance(data, list) else data


def _mend(whole: dict[str, Any], path: Path, loc: tuple[int | str, ...], suspects: Suspects) -> None:
    top = str(path[0]) if path else str(loc[-1])
    group = whole.get(top)
    stock = STANDS_IN.get(top)
    if stock is None:
        suspects.muted |= {(top,)}
        whole.pop(top, None)
        if top in TOP:
            whole[top] = TOP[top]
    elif top in ("source", "money"):
        whole[top] = dict(stock)
        suspects.muted |= {(top,)}
    elif top == "readings":
        _mend_readings(whole, path, loc, suspects)
    elif len(path) <= 1 or not isinstance(group, dict | list):
        _mend_group(whole, top, suspects)
    elif loc[-1] == "[key]" and isinstance(group, dict):
        group.pop(path[1], None)
        _doubt(top, "", suspects)
    else:
        _mend_item(group, path, loc, suspects)


def _mend_readings(whole: dict[str, Any], path: Path, loc: tuple[int | str, ...], suspects: Suspects) -> None:
    rules = whole.get("readings")
    stock = STANDS_IN["readings"]
    suspects.readings = True
    if not isinstance(rules, dict):
        whole["readings"] = dict(stock)
        suspects.muted |= {("readings",)}
        suspects.axes |= {"indicator"}
        return
    key = str(path[1] if len(path) > 1 else loc[-1])
    if key not in PAIRED:
        suspects.muted |= {("readings", each) for each in (key, *RELATED.get(key, ()))}
    if key == "indicators":
        suspects.axes |= {"indicator"}
    rules.pop(key, None)
    if key in stock:
        rules[key] = stock[key]


def _mend_group(whole: dict[str, Any], top: str, suspects: Suspects) -> None:
    """A group that is no group at all, or lacks and may not lack."""
    whole.pop(top, None)
    if top == "parties":
        whole[top] = {NAME: {"name": "—"}}
    elif top == "transfers":
        whole[top] = [{**STANDS_IN[top], "name": NAME}]
    suspects.muted |= {(top,)}
    _doubt(top, "", suspects)


def _mend_item(group: Any, path: Path, loc: tuple[int | str, ...], suspects: Suspects) -> None:
    """A term of a group: the field that is wrong is taken out, or something stands in for it."""
    top, key = str(path[0]), path[1]
    stock = dict(STANDS_IN[top])
    if top in ("rules", "transfers"):
        stock["name"] = f"{NAME}_{key}"
    elif top in (*AXIS_OF, "funds"):
        stock["name"] = f"— {key}"
    elif top == "limits":
        stock["title"] = f"— {key}"
    item = group[key]
    if not isinstance(item, dict):
        group[key] = stock
        suspects.muted |= {path[:2]}
        _doubt(top, str(key), suspects)
        suspects.roles = suspects.roles or top == "sections"
        return
    field_name = str(path[2] if len(path) > len((top, key)) else loc[-1])
    named = item.get("name") if top in ("rules", "transfers") else key
    item.pop(field_name, None)
    if field_name in stock:
        item[field_name] = stock[field_name]
    if field_name in HARMLESS:
        suspects.muted |= {(top, key, field_name)}
        return
    if top == "sections":  # its other fields stand for themselves
        suspects.muted |= {(top, key, field_name)}
        suspects.names.update({"target"} if field_name == "target" else ())
        suspects.roles = suspects.roles or field_name in ("upstream", "downstream", "roles")
        return
    suspects.muted |= {path[:2], (top, key, field_name)}
    # a rule without a name may be any rule that is looked for
    _doubt(top, str(named) if isinstance(named, str) and field_name != "name" else "", suspects)


def _doubt(top: str, name: str, suspects: Suspects) -> None:
    """What depends on a term of a group, or on any term of it where the name is empty."""
    if top in AXIS_OF and not name:
        suspects.axes |= {AXIS_OF[top]}
    elif top in (*NAMED, "rules"):
        suspects.names.update({name} if name else ())
        suspects.any_name = suspects.any_name or not name
    elif top == "funds":
        suspects.funds = True
    elif top == "transfers":
        suspects.transfers |= {name}
