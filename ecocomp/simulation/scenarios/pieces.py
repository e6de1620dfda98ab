"""Scenarios in smaller blocks (分块): what many sets of terms make of a block then has room in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ecocomp.simulation.scenarios.block import FEWEST_ROWS, Block, Scenarios, rows_of_block
from ecocomp.simulation.scenarios.own import OwnScenarios
from ecocomp.wording import Pair

#: So many amounts of a block are at hand at once.
MOST_AMOUNTS = 1 << 22


class InPieces:
    """Scenarios of which each block is given in ``pieces``: the same years in the same order, drawn as before."""

    def __init__(self, whole: Scenarios, pieces: int) -> None:
        self.whole = whole
        self.pieces = pieces
        #: The block whose pieces are asked for, one after the other.
        self._drawn: tuple[int, Block] | None = None

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_drawn": None}  # drawn once more where it is needed

    @property
    def name(self) -> str:
        return self.whole.name

    @property
    def assumes(self) -> Pair:
        return self.whole.assumes

    @property
    def seed(self) -> int | None:
        return self.whole.seed

    @property
    def rows(self) -> int:
        return self.whole.rows

    @property
    def decimals(self) -> Mapping[str, int]:
        return self.whole.decimals

    @property
    def block_rows(self) -> int:
        return self.whole.block_rows // self.pieces

    def block(self, number: int) -> Block:
        """A piece of a block. Raises IndexError where there is none."""
        rows = rows_of_block(self, number)
        at, piece = divmod(number, self.pieces)
        found = self._drawn  # threads ask at once, and then draw one block each
        if found is None or found[0] != at:
            self._drawn = found = at, self.whole.block(at)
        first = piece * self.block_rows
        return found[1].some(slice(first, first + rows.stop - rows.start))


def in_blocks_for(scenarios: Scenarios, amounts: int) -> Scenarios:
    """The same scenarios in blocks so small that so many amounts of each year have room, of one block at once."""
    rows = scenarios.block_rows
    while rows % 2 == 0 and rows > FEWEST_ROWS and rows * amounts > MOST_AMOUNTS:
        rows //= 2
    if rows == scenarios.block_rows:
        return scenarios
    if isinstance(scenarios, OwnScenarios):
        return replace(scenarios, block_rows=rows)
    return InPieces(scenarios, scenarios.block_rows // rows)
