"""Named sets of indicators (评价指标组): the lists that evaluation rules and national displays use, with their sources.

The data stand in ``indicator_sets.csv``. "5+X" is the set ``five`` beside further ids: ``[five, cod, f]``. A name of a
set is never an indicator's id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from ecocomp.standards import table


@dataclass(frozen=True, slots=True)
class IndicatorSet:
    """A set of indicators: its name, what it is called, the ids of its members in order, and where it is from."""

    name: str
    chinese: str
    english: str
    members: tuple[str, ...]
    source: str


@cache
def indicator_sets() -> Mapping[str, IndicatorSet]:
    """All named sets by name, in the order of the data file."""
    return MappingProxyType(
        {
            row["name"]: IndicatorSet(
                row["name"], row["chinese"], row["english"], tuple(row["members"].split("|")), row["source"]
            )
            for row in table.rows("indicator_sets.csv")
        }
    )


def expanded(names: Iterable[str]) -> list[tuple[str, int]]:
    """The ids that a list of ids and sets stands for, each with the place of its item in the list.

    A member of a set that another item names too stands once, at its first place; an id written twice as itself stays
    twice, for the caller to refuse.

    >>> [name for name, _ in expanded(["five", "cod", "tp"])]
    ['ph', 'do', 'codmn', 'nh3n', 'tp', 'cod']
    """
    found: list[tuple[str, int]] = []
    seen: set[str] = set()
    by_hand: set[str] = set()
    for at, name in enumerate(names):
        known = indicator_sets().get(name)
        for member in known.members if known else (name,):
            if member not in seen or (known is None and member in by_hand):
                found.append((member, at))
            seen.add(member)
        if known is None:
            by_hand.add(name)
    return found
