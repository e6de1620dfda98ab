"""The compiled loop gives what columns give: the same amounts to the fen, whatever the terms."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import product

import numpy as np
import pytest

import ecocomp as ec
from ecocomp.simulation.scenarios.block import MISSING
from tests.properties.worlds import LIMITS, World
from tests.simulation.questions import JANUARY, steps
from tests.simulation.test_simulated_as_settled import DECIMALS, arrays

pytest.importorskip("numba", reason="compiling needs numba, which is not installed")


#: How money is rounded in each shape of agreement: ties, nothing behind the point, and parts that are rounded together.
ROUNDING = {
    "steps": "{unit: 元, decimals: 0, rounding: half_even, round: line}",
    "index": "{unit: 万元, decimals: 4, rounding: up, round: total}",
    "thirds": "{unit: 万元, decimals: 6, rounding: half_up, round: line}",
}


@pytest.mark.parametrize("shape", ROUNDING)
def test_compiled_years_are_those_of_columns(shape: str) -> None:
    """Compiling takes seconds, years then take next to nothing: many years, whose values are on limits as often as not."""
    random = np.random.default_rng(3)
    where = list(product(("s0", "s1"), DECIMALS, (1, 2)))
    years = []
    for _ in range(400):
        data = {each: str(random.choice(LIMITS[each[1]])) for each in where}
        loose = {each: str(Decimal(int(random.integers(1, 30_000))).scaleb(-DECIMALS[each[1]])) for each in where}
        mixed = {each: (data if random.random() < 0.5 else loose)[each] for each in where}
        years.append(World(shape, ("s0", "s1"), 2, "12.5", mixed, ROUNDING[shape]))
    agreement = years[0].agreement
    scenarios = ec.own_scenarios(agreement, arrays(years), decimals=DECIMALS)
    terms = {"price": ["1", "2.5", "10"]}
    both = [
        ec.simulate(agreement, scenarios, terms, year=2024, through=2, compiled=compiled) for compiled in (True, False)
    ]
    assert both[0].nets.tolist() == both[1].nets.tolist()
    assert len(np.unique(both[0].nets)) > 10


@pytest.mark.parametrize("name", ["fuli-river", "yan-river-2017"])
def test_agreements_of_the_corpus_can_be_compiled(name: str) -> None:
    agreement = ec.load_agreement(name)
    rules = agreement.text.readings
    assert rules is not None
    random = np.random.default_rng(5)
    values = {
        (each, section): random.integers(1, 4000, (12, 50)).astype(np.int32)
        for each in (*rules.indicators, *rules.quantities)
        for section in agreement.sections
    }
    scenarios = ec.own_scenarios(agreement, values, decimals=dict.fromkeys((*rules.indicators, *rules.quantities), 2))
    term = agreement.text.term
    year = term.from_.year if term is not None and term.from_ is not None else 2024
    both = [ec.simulate(agreement, scenarios, year=year, compiled=compiled) for compiled in (True, False)]
    assert both[0].nets.tolist() == both[1].nets.tolist()
    assert both[0].nets.any()


def test_a_term_of_one_value_is_compiled_as_the_number_that_it_is() -> None:
    agreement = ec.load_agreement("fuli-river")
    history = ec.read_monitoring("examples/fuli-river-2019-2023-constructed.csv")
    scenarios = ec.resampled_scenarios(agreement, history, rows=20, seed=1)
    terms = {"attained_amount": [40, 50], "missed_amount": [60]}
    both = [ec.simulate(agreement, scenarios, terms, year=2024, compiled=compiled) for compiled in (True, False)]
    assert both[0].nets.tolist() == both[1].nets.tolist()


@pytest.mark.parametrize("odd", [90_000, MISSING, -5, 200], ids=["larger", "missing", "negative", "alike"])
def test_a_block_is_not_taken_for_the_one_before_it(odd: int) -> None:
    """The loop works on the second block as on the first, and sees where that will not do."""
    agreement = steps()
    values = np.full((12, 300), MISSING, dtype=np.int32)
    values[0] = np.random.default_rng(1).integers(1, 300, 300)
    values[0, 150:160] = odd
    scenarios = ec.own_scenarios(agreement, {("nh3n", "jia"): values}, decimals={"nh3n": 2})
    scenarios = replace(scenarios, block_rows=100)
    both = [ec.simulate(agreement, scenarios, **JANUARY, compiled=compiled) for compiled in (True, False)]

    assert both[0].nets.tolist() == both[1].nets.tolist()
    assert both[0].unsettled.tolist() == both[1].unsettled.tolist()
    assert both[0].unsettled.any() == (odd == MISSING)
