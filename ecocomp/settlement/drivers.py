"""What drove the money (金额的主要来源): the largest payments, alone and together, with their shares of all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from ecocomp.settlement.lines import Holder, Line

#: The axis by which payments of a transfer are put together first, where they have it.
APART = ("section", "party", "indicator")


@dataclass(frozen=True, slots=True)
class Driver:
    """Payments of one transfer, or cuts of one limit, from one holder to another at one place.

    ``label`` is the section (or party, or indicator) that they are for, or empty. ``share`` is that of the sum of all
    payments of the settlement, whichever way they go, before anything is set off.
    """

    name: str
    limit: str
    label: str
    payer: Holder
    payee: Holder
    fen: int
    share: Fraction
    lines: tuple[Line, ...]


def moved(lines: Iterable[Line]) -> int:
    """The sum of all payments in fen, whichever way they go."""
    return sum(line.fen for line in lines)


def largest(lines: tuple[Line, ...], most: int) -> list[tuple[Line, Fraction]]:
    """The largest payments, each with its share of the sum of all; equal ones in their order."""
    whole = moved(lines)
    found = sorted(lines, key=lambda line: -line.fen)[:most]
    return [(line, Fraction(line.fen, whole)) for line in found]


def drivers(lines: tuple[Line, ...]) -> list[Driver]:
    """Payments put together by transfer, place and direction, the largest first; equal ones in their order."""
    whole = moved(lines)
    groups: dict[tuple[str, str, str, Holder, Holder], list[Line]] = {}
    for line in lines:
        key = ("" if line.limit else line.name, line.limit, place_of(line), line.payer, line.payee)
        groups.setdefault(key, []).append(line)
    found = [Driver(*key, moved(group), Fraction(moved(group), whole), tuple(group)) for key, group in groups.items()]
    return sorted(found, key=lambda each: -each.fen)


def place_of(line: Line) -> str:
    """The label of what a payment is for besides its time."""
    where = dict(line.coordinate)
    return next((where[axis] for axis in APART if axis in where), "")
