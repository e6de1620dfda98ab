"""Columns of texts as whole numbers: each distinct text once, and for each row which of them stands there.

A monitoring file repeats itself: a million rows hold a few hundred sections, times and units and some thousand
distinct values. What a text means is worked out once, strictly and exactly, and the rows only carry its number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import Any, TypeAlias, overload

import numpy as np
import numpy.typing as npt

Codes: TypeAlias = npt.NDArray[np.int32]
Rows: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]

#: A table of combinations is laid out whole, which is quicker than sorting, where it is not much longer than the rows.
SPREAD, SMALL_TABLE = 16, 4096
#: So many classes are looked for one by one.
FEW = 16


@dataclass(frozen=True, slots=True)
class Coded:
    """One column: ``texts`` by number, and ``codes``, the number of each row. A text may have several numbers."""

    texts: Sequence[str]
    codes: Codes

    def __len__(self) -> int:
        return len(self.codes)

    def taken(self, rows: Rows | Flags | slice) -> Coded:
        """The column for some of the rows."""
        return Coded(self.texts, self.codes[rows])

    def text(self, row: int) -> str:
        """The text of one row."""
        return self.texts[int(self.codes[row])]

    def used(self, first: int) -> list[str]:
        """The texts that stand in the rows from ``first`` on, each once."""
        seen = np.zeros(len(self.texts), np.bool_)
        seen[self.codes[first:]] = True
        return list(dict.fromkeys(self.texts[code] for code in np.flatnonzero(seen).tolist()))

    def rows_of(self, texts: Collection[str]) -> list[int]:
        """The rows in which one of the texts stands."""
        flags = np.array([text in texts for text in self.texts], np.bool_)
        return [int(row) for row in np.flatnonzero(flags[self.codes])] if len(flags) else []

    def replaced(self, rows: Sequence[int], text: str) -> Coded:
        """The column with another text in some rows."""
        codes = self.codes.copy()
        codes[list(rows)] = len(self.texts)
        return Coded((*self.texts, text), codes)


@dataclass(frozen=True, slots=True)
class Classes:
    """Rows grouped by what stands in some columns: ``of_row`` is the class of each, ``first`` the first row of each.

    Classes are numbered in the order of their first rows.
    """

    of_row: Codes
    first: Rows

    def __len__(self) -> int:
        return len(self.first)

    def rows_of(self, numbers: Sequence[int]) -> Iterator[Rows]:
        """The rows of some classes, one class after the other; many are found by sorting once."""
        if len(numbers) <= FEW:
            yield from (np.flatnonzero(self.of_row == number) for number in numbers)
            return
        order = np.argsort(self.of_row, kind="stable")
        ends = np.searchsorted(self.of_row[order], np.arange(len(self) + 1))
        yield from (order[ends[number] : ends[number + 1]] for number in numbers)


def coded(texts: Iterable[str]) -> Coded:
    """A column of texts, coded."""
    distinct, codes = numbered(texts)
    return Coded(tuple(distinct), codes)


def with_first(text: str, column: Coded) -> Coded:
    """A column with a text put above it."""
    return Coded([*column.texts, text], np.concatenate([np.array([len(column.texts)], np.int32), column.codes]))


def numbered(values: Iterable[Hashable]) -> tuple[list[Any], Codes]:
    """Any values, each distinct one once in the order of their first places, and the number of each."""
    # a value not yet known takes the next number; no step of this is one of the interpreter
    known: defaultdict[Hashable, int] = defaultdict(count().__next__)
    codes = np.fromiter(map(known.__getitem__, values), np.int32)
    return list(known), codes


def classes_of(columns: Sequence[tuple[Codes, int]], rows: int) -> Classes:
    """The classes of rows by several columns of codes, each given with how many codes there can be."""
    told = [(codes, size) for codes, size in columns if size > 1]
    if not told or not rows:
        return Classes(np.zeros(rows, np.int32), np.arange(min(rows, 1)))
    key, size = told[0]
    for codes, more in told[1:]:
        if size * more > SPREAD * rows + SMALL_TABLE:
            # fewer combinations occur than there could be
            key, size = _condensed(key, size)
        key = (
            key.astype(np.int64) * more + codes
            if size * more > np.iinfo(np.int32).max
            else key * np.int32(more) + codes
        )
        size *= more
    return _numbered_by_first(key, size)


def _condensed(key: npt.NDArray[Any], size: int) -> tuple[Codes, int]:
    found = _numbered_by_first(key, size)
    return found.of_row, len(found)


def _numbered_by_first(key: npt.NDArray[Any], size: int) -> Classes:
    rows = len(key)
    if size > SPREAD * rows + SMALL_TABLE:
        _, first, inverse = np.unique(key, return_index=True, return_inverse=True)
        order = np.argsort(first, kind="stable")
        rank = np.empty(len(order), np.int32)
        rank[order] = np.arange(len(order), dtype=np.int32)
        return Classes(rank[inverse], first[order])
    table = np.full(size, rows, np.int32)
    # the first row of each combination; assigning at repeated places would not say which row stays
    np.minimum.at(table, key, np.arange(rows, dtype=np.int32))
    used = np.flatnonzero(table < rows)
    firsts = table[used]
    order = np.argsort(firsts, kind="stable")
    table[used[order]] = np.arange(len(used), dtype=np.int32)
    return Classes(table[key], firsts[order].astype(np.int64))


class CodedRows(Sequence[Sequence[str]]):
    """The rows of a table that is held in columns, made when they are looked at."""

    def __init__(self, columns: Sequence[Coded]) -> None:
        self.columns = columns

    def __len__(self) -> int:
        return len(self.columns[0]) if self.columns else 0

    @cached_property
    def filled(self) -> npt.NDArray[np.int32]:
        """How many cells of each row are filled; several looks at a table ask for it."""
        found = np.zeros(len(self), np.int32)
        for column in self.columns:
            filled = np.array([bool(text) for text in column.texts], np.int32)
            # most columns are filled throughout, and need no walk over the rows
            found += np.int32(1) if filled.all() else filled[column.codes]
        found.flags.writeable = False
        return found

    @overload
    def __getitem__(self, row: int) -> Sequence[str]: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Sequence[str]]: ...
    def __getitem__(self, row: int | slice) -> Sequence[str] | Sequence[Sequence[str]]:
        if isinstance(row, slice):
            return [self[each] for each in range(*row.indices(len(self)))]
        if not -len(self) <= row < len(self):
            raise IndexError(row)
        return [column.text(row) for column in self.columns]


def filled_cells(rows: Sequence[Sequence[str]]) -> npt.NDArray[np.int32]:
    """How many cells of each row are filled."""
    if not isinstance(rows, CodedRows):
        return np.array([sum(map(bool, texts)) for texts in rows], np.int32)
    return rows.filled
