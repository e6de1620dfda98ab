"""What comes of many years by many sets of terms (结果金额), and how often each amount comes about.

Either every year has its amounts, or every year is of one of a few *kinds*, and each kind has its amounts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from ecocomp.simulation.flows import Flow

Array = Any
#: Whose amounts they are: of a party by its id what it is left with, or what flows.
Name = str | Flow


@dataclass(frozen=True, slots=True)
class Tally:
    """The different amounts in fen, in order, and how many years each has (频数)."""

    amounts: Array
    years: Array

    @property
    def count(self) -> int:
        return int(self.years.sum())

    def __neg__(self) -> Tally:
        return Tally(-self.amounts[::-1], self.years[::-1])


def tally_of(amounts: Array, years: Array | None = None) -> Tally:
    """How often each amount is there; ``years``: each of them stands for so many."""
    if years is None:
        return Tally(*np.unique(amounts, return_counts=True))
    there = years > 0
    different, place = np.unique(amounts[there], return_inverse=True)
    sums = np.zeros(len(different), dtype=np.int64)
    np.add.at(sums, place, years[there])
    return Tally(different, sums)


@dataclass(frozen=True, slots=True)
class EveryYear:
    """Amounts of every year: ``amounts`` of shape (sets, names, years), ``refused`` of shape (sets, years).

    ``refused`` are the years that the agreement refuses to settle; their amounts are nothing. ``by_whole`` and
    ``by_year`` are how many were worked out once more in whole numbers, and settled one by one.
    """

    names: tuple[Name, ...]
    amounts: Array
    refused: Array
    by_whole: int
    by_year: int

    @property
    def sets(self) -> int:
        return len(self.amounts)

    @property
    def rows(self) -> int:
        found: int = self.amounts.shape[2]
        return found

    def column(self, terms: int, name: Name) -> Array:
        return self.amounts[terms, self.names.index(name)]

    def unsettled(self, terms: int) -> Array:
        return self.refused[terms]

    def unsettled_years(self, terms: int) -> int:
        return int(self.refused[terms].sum())

    def tally(self, terms: int, name: Name) -> Tally:
        return tally_of(self.column(terms, name)[~self.refused[terms]])

    def with_names(self, names: Sequence[Name]) -> EveryYear:
        """The same with names that nothing came of yet."""
        return EveryYear(tuple(names), named(self, names), self.refused, self.by_whole, self.by_year)


@dataclass(frozen=True)
class ByKind:
    """Amounts of each kind of year: ``amounts`` of shape (sets, names, kinds), ``refused`` of shape (sets, kinds).

    ``labels`` are what the kinds are called in ``kinds``, the kind of every year, of shape (groups, years); sets of one
    group, named by ``group_of``, have the same. Kinds from MOST_KINDS on are single years. Where only that is
    kept, ``often``, of shape (groups, kinds), is how many years are of each kind, and ``kinds`` is None.
    """

    names: tuple[Name, ...]
    amounts: Array
    refused: Array
    labels: Array
    group_of: Array
    kinds: Array | None
    often: Array | None
    by_whole: int
    by_year: int

    @property
    def sets(self) -> int:
        return len(self.amounts)

    @property
    def rows(self) -> int:
        return int(self.counts[0].sum()) if self.kinds is None else self.kinds.shape[1]

    @cached_property
    def counts(self) -> Array:
        """How many years are of each kind, of shape (groups, kinds)."""
        if self.kinds is None:
            return self.often
        most = int(self.labels.max(initial=0)) + 1
        return np.stack([np.bincount(each, minlength=most)[self.labels] for each in self.kinds])

    def only_counted(self) -> ByKind:
        """The same, of which only is kept how many years are of each kind."""
        return replace(self, kinds=None, often=self.counts)

    def of_years(self, of_kinds: Array, terms: int) -> Array:
        """What is known of each kind, for every year."""
        assert self.kinds is not None
        at = np.zeros(int(self.labels.max(initial=0)) + 1, dtype=of_kinds.dtype)
        at[self.labels] = of_kinds
        return at[self.kinds[self.group_of[terms]]]

    def column(self, terms: int, name: Name) -> Array:
        return self.of_years(self.amounts[terms, self.names.index(name)], terms)

    def unsettled(self, terms: int) -> Array:
        return self.of_years(self.refused[terms], terms)

    def unsettled_years(self, terms: int) -> int:
        return int(self.counts[self.group_of[terms]][self.refused[terms]].sum())

    def tally(self, terms: int, name: Name) -> Tally:
        settled = ~self.refused[terms]
        amounts = self.amounts[terms, self.names.index(name)][settled]
        return tally_of(amounts, self.counts[self.group_of[terms]][settled])

    def tallies(self, name: Name) -> tuple[Array, Array]:
        """By all sets the amount of each kind and how many settled years have it, of shape (sets, kinds)."""
        return self.amounts[:, self.names.index(name)], np.where(self.refused, 0, self.counts[self.group_of])


@dataclass(frozen=True, slots=True)
class Counted:
    """How often each amount came about, by set and name; which year had which is not kept."""

    names: tuple[Name, ...]
    tallies: tuple[tuple[Tally, ...], ...]
    refused: Array
    rows: int
    by_whole: int
    by_year: int

    @property
    def sets(self) -> int:
        return len(self.tallies)

    def unsettled_years(self, terms: int) -> int:
        return int(self.refused[terms])

    def tally(self, terms: int, name: Name) -> Tally:
        return self.tallies[terms][self.names.index(name)]


def named(found: EveryYear | ByKind, names: Sequence[Name]) -> Array:
    """Amounts in the order of some names; nothing where there is no such name yet."""
    amounts = np.zeros((found.amounts.shape[0], len(names), found.amounts.shape[2]), dtype=np.int64)
    for place, name in enumerate(names):
        if name in found.names:
            amounts[:, place] = found.amounts[:, found.names.index(name)]
    return amounts


Amounts = EveryYear | ByKind | Counted
