"""Simulated money is settled money: random agreements and years whose values often lie on a limit or a tie."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ecocomp.simulation.scenarios.block import MISSING
from ecocomp.simulation.scenarios.own import own_scenarios
from ecocomp.simulation.simulate import simulate
from tests.properties.worlds import World, prices, texts, worlds
from tests.simulation.ways import WAYS

DECIMALS = {"nh3n": 4, "codmn": 3}
YEARS = 6


def arrays(years: list[World]) -> dict[tuple[str, str], np.ndarray]:
    """The readings of some years as whole numbers; of months that are not settled there is nothing."""
    found = {}
    for section in years[0].sections:
        for indicator, places in DECIMALS.items():
            column = np.full((12, len(years)), MISSING, dtype=np.int32)
            for at, world in enumerate(years):
                for month in range(1, world.months + 1):
                    value = Fraction(world.data[section, indicator, month]) * 10**places
                    assert value.denominator == 1
                    column[month - 1, at] = value.numerator
            found[indicator, section] = column
    return found


@settings(max_examples=80, deadline=None)
@given(worlds(), st.data())
def test_every_year_comes_out_as_settled_to_the_fen(world: World, data: st.DataObject) -> None:
    years = [world]
    years += [
        replace(world, data={where: data.draw(texts[where[1]]) for where in world.data}) for _ in range(YEARS - 1)
    ]
    agreement = world.agreement
    scenarios = own_scenarios(agreement, arrays(years), decimals=DECIMALS)
    settled = [[each.net for each in year.settle(agreement=agreement).positions] for year in years]
    for way in WAYS:
        with way():
            simulated = simulate(agreement, scenarios, year=2024, through=world.months)
        assert simulated.nets[0].T.tolist() == settled
        assert not simulated.unsettled.any()


@settings(max_examples=40, deadline=None)
@given(worlds(), st.lists(prices, min_size=1, max_size=3, unique=True))
def test_varied_terms_come_out_as_settled_by_an_agreement_with_them(world: World, varied: list[str]) -> None:
    agreement = world.agreement
    scenarios = own_scenarios(agreement, arrays([world]), decimals=DECIMALS)
    settled = [[each.net for each in replace(world, price=price).settle().positions] for price in varied]
    for way in WAYS:
        with way():
            simulated = simulate(agreement, scenarios, {"price": varied}, year=2024, through=world.months)
        assert simulated.nets[:, :, 0].tolist() == settled
