"""Puts together what comes of blocks of years (汇总), in whatever order they are finished."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ecocomp.errors import RequestError, problem
from ecocomp.simulation.amounts import Amounts, ByKind, Counted, EveryYear, Name, Tally, named, tally_of
from ecocomp.simulation.deciding import MOST_KINDS

Array = Any
#: What a result may take, in bytes.
MOST_BYTES = 2 << 30
#: So many different amounts are gathered before they are counted together.
MOST_LOOSE = 1 << 18


class Gathered:
    """The blocks that are there by now. Raises RequestError where they take more memory than a result may.

    There are ``columns`` amounts at least in each of ``rows`` years by each of ``sets`` sets of terms.
    ``counted``: only how often each amount comes about is kept.
    """

    def __init__(self, sets: int, columns: int, rows: int, *, counted: bool) -> None:
        self.sets, self.rows, self.counted = sets, rows, counted
        self.names: list[Name] = []
        self.again = [0, 0]
        self.way: EveryYears | Kinds | Tallies | None = None
        if not counted:
            self.check(sets * columns * rows * 8)

    def add(self, first: int, block: EveryYear | ByKind) -> None:
        """A block, whose years begin at ``first``."""
        self.again[0] += block.by_whole
        self.again[1] += block.by_year
        for name in block.names:
            if name not in self.names:
                self.names.append(name)
        if self.way is None:
            if isinstance(block, ByKind):
                self.way = Kinds(self, block)
            else:
                self.way = Tallies(self) if self.counted else EveryYears(self, block)
        self.way.add(first, block)

    def check(self, size: int) -> None:
        """Raises RequestError where so many bytes are too much."""
        if size > MOST_BYTES:
            code = "simulation.too_large_counted" if self.counted else "simulation.too_large"
            raise RequestError(problem(code, size=size >> 20, most=MOST_BYTES >> 20))

    def finished(self) -> Amounts:
        """What came of all of them."""
        assert self.way is not None
        return self.way.finished()


class EveryYears:
    """Amounts of every year."""

    def __init__(self, whole: Gathered, block: EveryYear) -> None:
        self.whole = whole
        if block.rows == whole.rows:  # all years at once: as they are
            self.amounts, self.refused = block.amounts, block.refused
        else:
            self.amounts = np.zeros((whole.sets, len(whole.names), whole.rows), dtype=np.int64)
            self.refused = np.zeros((whole.sets, whole.rows), dtype=bool)

    def add(self, first: int, block: Any) -> None:
        names = self.whole.names
        if block.amounts is self.amounts:
            return
        if len(names) > self.amounts.shape[1]:
            self.whole.check(self.amounts.nbytes // self.amounts.shape[1] * len(names))
            more = np.zeros((self.whole.sets, len(names) - self.amounts.shape[1], self.whole.rows), dtype=np.int64)
            self.amounts = np.concatenate([self.amounts, more], axis=1)
        rows = slice(first, first + block.rows)
        self.amounts[:, :, rows] = block.amounts if block.names == tuple(names) else named(block, names)
        self.refused[:, rows] = block.refused

    def finished(self) -> EveryYear:
        return EveryYear(tuple(self.whole.names), self.amounts, self.refused, *self.whole.again)


class Kinds:
    """Amounts of each kind, once, and the kind of every year or how many are of each kind."""

    def __init__(self, whole: Gathered, block: ByKind) -> None:
        self.whole = whole
        self.group_of = block.group_of
        groups = int(block.group_of.max()) + 1
        self.known = np.zeros(MOST_KINDS, dtype=bool)
        #: So many single years there were.
        self.single = 0
        self.parts: list[ByKind] = []
        self.size = 0
        self.often: Array | None = None
        self.kinds: Array | None = None
        if whole.counted:
            self.often = np.zeros((groups, MOST_KINDS), dtype=np.int64)
        else:
            self.kinds = np.zeros((groups, whole.rows), dtype=np.uint8)

    def add(self, first: int, block: Any) -> None:
        common = block.labels < MOST_KINDS
        labels = np.where(common, block.labels, block.labels + self.single)
        new = np.flatnonzero(~common)
        if not self.known[block.labels[common]].all():
            new = np.concatenate([np.flatnonzero(common)[~self.known[block.labels[common]]], new])
            self.known[block.labels[common]] = True
        if len(new):
            amounts, refused = block.amounts[:, :, new], block.refused[:, new]
            self.parts.append(ByKind(block.names, amounts, refused, labels[new], self.group_of, None, None, 0, 0))
            self.size += amounts.nbytes
            self.whole.check(self.size)
        if self.often is not None:
            self.often[:, block.labels[common]] += block.only_counted().often[:, common]
        else:
            self.place(block.kinds, slice(first, first + block.rows), int(labels.max(initial=0)))
        self.single += int((~common).sum())

    def place(self, kinds: Array, rows: slice, most: int) -> None:
        """The kinds of some years, in their places; numbers of as many bits as they need."""
        assert self.kinds is not None
        for dtype in (np.uint16, np.uint32):
            if most > np.iinfo(self.kinds.dtype).max:
                self.kinds = self.kinds.astype(dtype)
        self.kinds[:, rows] = kinds
        if self.single and most >= MOST_KINDS:
            self.kinds[:, rows][kinds >= MOST_KINDS] += self.single

    def finished(self) -> ByKind:
        names = tuple(self.whole.names)
        labels = np.concatenate([part.labels for part in self.parts])
        order = np.argsort(labels)  # the same whichever block came first, to the last digit of every figure
        labels = labels[order]
        amounts = np.concatenate([named(part, names) for part in self.parts], axis=2)[:, :, order]
        refused = np.concatenate([part.refused for part in self.parts], axis=1)[:, order]
        often = None
        if self.often is not None:
            common = labels < MOST_KINDS
            often = np.ones((len(self.often), len(labels)), dtype=np.int64)
            often[:, common] = self.often[:, labels[common]]
        return ByKind(names, amounts, refused, labels, self.group_of, self.kinds, often, *self.whole.again)


class Tallies:
    """How often each amount came about, by set and name."""

    def __init__(self, whole: Gathered) -> None:
        self.whole = whole
        self.loose: dict[tuple[int, Name], list[Tally]] = {}
        self.refused = np.zeros(whole.sets, dtype=np.int64)
        self.rows = 0
        self.count = 0
        self.most = MOST_LOOSE

    def add(self, first: int, block: Any) -> None:
        for terms in range(block.sets):
            self.refused[terms] += block.unsettled_years(terms)
            for name in block.names:
                tally = block.tally(terms, name)
                self.loose.setdefault((terms, name), []).append(tally)
                self.count += len(tally.amounts)
        self.rows += block.rows
        if self.count > self.most:
            self.together()
            self.most = max(MOST_LOOSE, 2 * self.count)

    def together(self) -> None:
        """Count what is loose together."""
        for key, parts in self.loose.items():
            amounts, years = (np.concatenate([getattr(each, what) for each in parts]) for what in ("amounts", "years"))
            self.loose[key] = [tally_of(amounts, years)]
        self.count = sum(len(tally.amounts) for (tally,) in self.loose.values())
        self.whole.check(self.count * 16)

    def finished(self) -> Counted:
        self.together()
        names: Sequence[Name] = self.whole.names
        settled = [self.rows - int(each) for each in self.refused]
        tallies = tuple(
            tuple(self.padded(self.loose.get((terms, name)), settled[terms]) for name in names)
            for terms in range(self.whole.sets)
        )
        return Counted(tuple(names), tallies, self.refused, self.rows, *self.whole.again)

    @staticmethod
    def padded(parts: list[Tally] | None, years: int) -> Tally:
        """A tally, with nothing for the years of blocks that did not know the name."""
        found = parts[0] if parts else tally_of(np.zeros(0, dtype=np.int64))
        lacking = years - found.count
        if not lacking:
            return found
        return tally_of(np.append(found.amounts, 0), np.append(found.years, lacking))
