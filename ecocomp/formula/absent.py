"""Absent values: never zero, never NaN; each knows why it is absent, down to a place in a file.

There are three kinds, from weak to strong. ``excluded``: the agreement or the standard says that this takes no
part (no flow, no limit for this indicator). ``missing``: a reading that should be there is not. ``undefined``:
the formula has no value here (division by zero, a mean of nothing).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from ecocomp.errors import NOWHERE, Place
from ecocomp.wording import Pair, say, say_both

STRENGTH = {"excluded": 0, "missing": 1, "undefined": 2}


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a value is absent: a wording code, what fills it, the coordinate, and the place in a file if there is one."""

    code: str
    coordinate: tuple[str, ...] = ()
    details: tuple[tuple[str, str | int | Pair], ...] = ()
    place: Place = NOWHERE

    def message(self, language: str | None = None) -> str:
        """The reason in words."""
        return say(self.code, language, **dict(self.details))

    def words(self) -> Pair:
        """The reason in both languages, to fill a blank."""
        return say_both(self.code, **dict(self.details))


@dataclass(frozen=True, slots=True)
class Absent:
    """An absent element, its kind and all its causes.

    ``aside`` are the causes of what merely takes no part, met beside a reading that is missing or a formula without
    value: no gap, and nobody can mend it.
    """

    kind: str
    causes: tuple[Cause, ...]
    aside: tuple[Cause, ...] = ()

    def __bool__(self) -> bool:
        raise TypeError("an absent value is neither true nor false")


def at_coordinate(absent: Absent, labels: tuple[str, ...]) -> Absent:
    """``absent`` with ``labels`` as the coordinate of the causes that have none."""
    if all(cause.coordinate for cause in (*absent.causes, *absent.aside)):
        return absent
    causes, aside = (
        tuple(cause if cause.coordinate else replace(cause, coordinate=labels) for cause in part)
        for part in (absent.causes, absent.aside)
    )
    return Absent(absent.kind, causes, aside)


def undefined(code: str, **details: str | int | Pair) -> Absent:
    """An absent value that the formula itself made."""
    return Absent("undefined", (Cause(f"formula.{code}", details=tuple(details.items())),))


def merged(elements: Iterable[Any]) -> Absent | None:
    """The absent value that absent ones among ``elements`` make together, or None if all are present."""
    found = [each for each in elements if each.__class__ is Absent]
    if not found:
        return None
    if len(found) == 1:
        return found[0]
    gaps = [each for each in found if each.kind != "excluded"]
    if not gaps:
        return Absent("excluded", _each_once(each.causes for each in found))
    strongest = max(gaps, key=lambda each: STRENGTH[each.kind]).kind
    aside = _each_once(each.causes if each.kind == "excluded" else each.aside for each in found)
    return Absent(strongest, _each_once(each.causes for each in gaps), aside)


def _each_once(parts: Iterable[tuple[Cause, ...]]) -> tuple[Cause, ...]:
    return tuple(dict.fromkeys(cause for part in parts for cause in part))


#: Why an element is absent that the formula itself leaves out (``without``), or does where a condition holds.
LEFT_OUT = "formula.without"
EXEMPT = "formula.exempt"


def combined(elements: Iterable[Any]) -> Absent | None:
    """As ``merged``, for the operands of one element: what the formula leaves out stays out, whatever it meets."""
    absents = [each for each in elements if each.__class__ is Absent]
    for each in absents:
        if each.kind == "excluded" and all(cause.code in (LEFT_OUT, EXEMPT) for cause in each.causes):
            return each
    return merged(absents)
