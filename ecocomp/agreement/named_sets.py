"""Named sets of indicators in ``readings.indicators``: each stands for its members, where it is written."""

from __future__ import annotations

from typing import Any

from ecocomp.standards.indicator_sets import expanded, indicator_sets
from ecocomp.strict_yaml import Mark, Path


def with_sets_expanded(data: dict[str, Any], marks: dict[Path, Mark]) -> tuple[str, ...]:
    """Put the members of sets such as ``five`` in their place, and tell the sets that were named.

    What is no list of texts is left for validation.
    """
    rules = data.get("readings")
    names = rules.get("indicators") if isinstance(rules, dict) else None
    if not isinstance(names, list) or not all(isinstance(each, str) for each in names):
        return ()
    sets = tuple(dict.fromkeys(each for each in names if each in indicator_sets()))
    if not sets:
        return ()
    found = expanded(names)
    path: Path = ("readings", "indicators")
    written = [marks[(*path, at)] for at in range(len(names))]
    rules["indicators"] = [name for name, _ in found]  # type: ignore[index]
    for place, (_, at) in enumerate(found):
        marks[(*path, place)] = written[at]
    return sets
