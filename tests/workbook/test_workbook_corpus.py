"""Every agreement's workbook, worked out by another engine, says to the fen what the settlement says."""

from __future__ import annotations

import pytest

import ecocomp as ec
from tests.workbook.support import (
    book_bytes,
    changed_table,
    mismatches,
    nets,
    random_inputs,
    random_settlement,
    recomputed,
    settled,
    with_readings,
    with_wrong_caches,
)

SEEDS = (1, 2)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", ec.corpus_names())
def test_every_cell_holds_the_exact_value_when_worked_out_anew(name: str, seed: int) -> None:
    settlement, _ = random_settlement(name, seed)
    found = recomputed(with_wrong_caches(book_bytes(settlement)))
    assert list(mismatches(settlement, found)) == []


@pytest.mark.parametrize("name", ec.corpus_names())
def test_money_follows_changed_readings_as_a_fresh_settlement_does(name: str) -> None:
    settlement, table = random_settlement(name, 3)
    if table is None:
        pytest.skip("this agreement is settled without readings")
    inputs = random_inputs(settlement.agreement, 3)
    fresh = settled(settlement.agreement, changed_table(table, 4), settlement.period.year, inputs)
    found = recomputed(with_readings(book_bytes(settlement), fresh))
    names = {each.party: settlement.agreement.name_of(each.party) for each in fresh.positions}
    assert nets(settlement, found) == {names[each.party]: each.net for each in fresh.positions}
