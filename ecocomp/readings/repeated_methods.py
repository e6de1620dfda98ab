"""Readings that repeat each other, told apart by how they were measured (监测方式).

An automatic and a manual reading of the same section, indicator and time are two, between which the agreement's
precedence decides. A reading that does not say its method, as in a correction without that column, repeats the only
other, or the one of both that says the same; else nobody can know which of the two it corrects.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ecocomp.readings.coded import Rows
from ecocomp.readings.columns import ReadingColumns, Said
from ecocomp.readings.reading import MISSING, Reading


@dataclass(frozen=True, slots=True)
class Repeats:
    """Readings that repeat each other, with their numbers; ``unclear`` is that one may repeat either method."""

    numbers: Sequence[int]
    readings: Sequence[Reading]
    unclear: bool = False


def by_method(columns: ReadingColumns, repeated: Iterable[Rows], rule: str) -> Iterator[Repeats]:
    """The readings of each section, indicator and time that repeat each other."""
    for rows in repeated:
        numbers = rows.tolist()
        group = list(columns.readings(numbers))
        parts: dict[str, list[int]] = defaultdict(list)
        for at, reading in enumerate(group):
            parts[reading.method].append(at)
        if len(parts.keys() - {""}) > 1:
            unsaid = parts.pop("", [])
            clear = all(_placed(at, group, parts, rule) for at in unsaid)
            found = list(parts.values()) if clear else [list(range(len(group)))]
        else:
            clear, found = True, [list(range(len(group)))]
        for part in found:
            if len(part) > 1:
                part.sort()
                yield Repeats([numbers[at] for at in part], [group[at] for at in part], not clear)


def _placed(at: int, group: Sequence[Reading], parts: Mapping[str, list[int]], rule: str) -> bool:
    """Whether a reading without a method could be put to those of one method that say the same."""
    mine = group[at]
    for part in parts.values():
        # an empty cell takes nothing away where the first or the last is taken, whichever it stands beside
        if what_is_said(group[part[0]]) == what_is_said(mine) or (rule != "refuse" and not says_anything(mine)):
            part.append(at)
            return True
    return False


def what_is_said(reading: Reading | Said) -> tuple[object, ...]:
    """What makes two readings of the same section, indicator and time differ."""
    return (reading.value, reading.qualifier, reading.detection_limit)


def says_anything(reading: Reading) -> bool:
    """Whether a reading is more than an empty cell, as the correction of other indicators has it."""
    return bool(reading.text or reading.state or reading.qualifier != MISSING)


def method_of(group: Sequence[Reading], kept: Reading) -> str:
    """The method by which a reading without one counts: that of those it repeats; empty where none says any."""
    methods = {each.method for each in group} - {""}
    return methods.pop() if not kept.method and len(methods) == 1 else ""


def with_methods(columns: ReadingColumns, methods: Mapping[int, str]) -> ReadingColumns:
    """The readings with the methods that some of them, by number, are taken to have."""
    said, what = list(columns.said), columns.what.copy()
    known: dict[tuple[int, str], int] = {}
    for number, method in methods.items():
        old = int(what[number])
        if (old, method) not in known:
            known[old, method] = len(said)
            said.append(said[old]._replace(method=method))
        what[number] = known[old, method]
    return replace(columns, said=said, what=what)
