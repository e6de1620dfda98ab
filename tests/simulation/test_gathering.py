"""Blocks are put together the same whichever is finished first."""

from __future__ import annotations

import numpy as np

from ecocomp.simulation.amounts import ByKind
from ecocomp.simulation.deciding import MOST_KINDS
from ecocomp.simulation.gathering import Gathered


def block(kinds: list[int]) -> ByKind:
    """Two years by one set of terms; the kind 7 leaves a party with 700 fen, and so on."""
    labels = np.unique(kinds)
    none = np.zeros((1, len(labels)), dtype=bool)
    one_group = np.zeros(1, dtype=np.intp)
    return ByKind(("a",), 100 * labels[None, None], none, labels, one_group, np.array([kinds]), None, 0, 0)


def test_kinds_stand_in_one_order_whichever_block_came_first() -> None:
    blocks = {0: block([7, 3]), 2: block([1, MOST_KINDS]), 4: block([3, 5])}
    found = []
    for order in ((0, 2, 4), (4, 2, 0)):
        gathered = Gathered(1, 1, 6, counted=False)
        for first in order:
            gathered.add(first, blocks[first])
        found.append(gathered.finished())

    for each in found:
        assert each.amounts.tolist() == [[[100, 300, 500, 700, 100 * MOST_KINDS]]]
        assert each.column(0, "a").tolist() == [700, 300, 100, 100 * MOST_KINDS, 300, 500]
