"""天津: three places are added, equal sums go by the index, and what is equal in both is not decided here."""

from __future__ import annotations

import pytest

import ecocomp as ec
from tests.agreements.support import agreement, refused

NAMES = list(agreement("tianjin-districts-2018").parties)


def settled(index, change=None, ratio=None):
    """One month with the places of the districts in the order of the file; change and ratio as the index otherwise."""
    inputs = {
        name: {party: {1: str(place)} for party, place in zip(NAMES, places or index, strict=True)}
        for name, places in (("pollution_index", index), ("change", change), ("ratio", ratio))
    }
    return ec.settle(agreement("tianjin-districts-2018"), None, 2021, since=1, through=1, inputs=inputs)


def amounts(settlement):
    return [int(settlement.value("amount", party=party, month=1) / 10_000) for party in NAMES]


def test_money_by_place():
    """First 140, seventh 20, eighth and ninth nothing, tenth -20, last -140; together nothing."""
    found = amounts(settled(range(1, 17)))

    assert found == [140, 120, 100, 80, 60, 40, 20, 0, 0, -20, -40, -60, -80, -100, -120, -140]
    assert sum(found) == 0


def test_equal_sums_go_by_the_index():
    """1 + 2 and 2 + 1 are equal sums; who has the better index comes first."""
    change = [2, 1, *range(3, 17)]

    assert amounts(settled(range(1, 17), change, [1, 1, *range(3, 17)]))[:2] == [140, 120]
    assert amounts(settled([2, 1, *range(3, 17)], [1, 2, *range(3, 17)], [1, 1, *range(3, 17)]))[:2] == [120, 140]


def test_values_rank_as_their_places_do():
    """Index values instead of places give the same ranks."""
    values = [f"{place * 0.25 + 1}" for place in range(1, 17)]

    assert amounts(settled(values)) == amounts(settled(range(1, 17)))


def test_what_is_equal_in_both_stops_the_settlement():
    """Equal sums and equal indices are not decided by the rule."""
    with pytest.raises(ec.SettlementError):
        settled([1, 1, *range(3, 17)])


def test_a_district_without_a_declaration_stops_the_settlement():
    """Every district must be declared: the money of each depends on all."""
    inputs = {name: {NAMES[0]: {1: "1"}} for name in ("pollution_index", "change", "ratio")}
    with pytest.raises(ec.EcocompError) as caught:
        ec.settle(agreement("tianjin-districts-2018"), None, 2021, since=1, through=1, inputs=inputs)
    assert not refused(caught)
