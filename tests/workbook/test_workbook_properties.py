"""Random agreements with readings that often lie on a limit: their workbooks say what was settled, to the fen."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.worlds import World, texts, worlds
from tests.workbook.support import book_bytes, mismatches, nets, recomputed, with_readings, with_wrong_caches


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_every_cell_of_a_random_agreement_holds_the_exact_value(world: World) -> None:
    settlement = world.settle()
    assert list(mismatches(settlement, recomputed(with_wrong_caches(book_bytes(settlement))))) == []


@settings(max_examples=40, deadline=None)
@given(worlds(), st.data())
def test_money_follows_the_readings_of_a_random_agreement(world: World, data: st.DataObject) -> None:
    settlement = world.settle()
    other = {where: data.draw(texts[where[1]]) for where in world.data}
    fresh = replace(world, data=other).settle(agreement=settlement.agreement)
    found = recomputed(with_readings(book_bytes(settlement), fresh))
    assert nets(settlement, found) == {settlement.agreement.name_of(each.party): each.net for each in fresh.positions}
