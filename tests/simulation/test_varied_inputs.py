"""Inputs that every set of terms gives need not be declared besides."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pytest

import ecocomp as ec
from tests.commands.support import files, run
from tests.settlement.support import SECTION, STEPS, agreement
from tests.simulation.questions import JANUARY, januaries

#: A step is worth a price and a bonus that is declared.
BONUS = STEPS.replace("price * steps", "(price + bonus) * steps") + "inputs: {bonus: {title: 奖励, unit: 元}}\n"
TWO = SECTION.replace("}}", "}, yi: {name: 乙, upstream: shang, downstream: xia, target: III}}")
BY_SECTION = BONUS.replace(SECTION, TWO).replace("unit: 元}}\n", "unit: 元, per: [section]}}\n")


@pytest.mark.parametrize(
    "terms",
    [
        {"bonus": [0, 50]},
        {"奖励": ["0", "50"]},
        {"bonus": [0.0, 50.0], "price": 100},
        [{"bonus": 0}, {"bonus": Decimal(50)}],
        ec.drawn_terms({"bonus": ec.Weighted({0: 1, 50: 1})}, sets=2, seed=3),
    ],
)
def test_the_values_of_an_input_that_is_varied_declare_it(terms: Any):
    """One step at 100 and at 150 yuan."""
    made = agreement(BONUS)
    found = ec.simulate(made, januaries(made, ["0.40"]), terms, **JANUARY)

    assert sorted(found.nets[:, 0, 0].tolist()) == [100_00, 150_00]


def test_what_is_declared_besides_gives_the_same():
    made = agreement(BONUS)
    years = januaries(made, ["0.40"])
    both = [ec.simulate(made, years, {"bonus": [0, 50]}, inputs=each, **JANUARY) for each in (None, {"bonus": 7})]

    assert both[0].nets.tolist() == both[1].nets.tolist()


def test_an_input_by_section_is_declared_by_all_of_its_parts_together():
    made = agreement(BY_SECTION)
    values = {("nh3n", each): np.full((12, 1), 40) for each in ("jia", "yi")}
    years = ec.own_scenarios(made, values, decimals={"nh3n": 2})
    found = ec.simulate(made, years, {"bonus.甲": [0, 50], "bonus.乙": [7]}, **JANUARY)

    assert found.nets[:, 0, 0].tolist() == [207_00, 257_00]
    with pytest.raises(ec.SettlementError) as caught:
        ec.simulate(made, years, {"bonus.甲": [0, 50]}, **JANUARY)
    assert [each.code for each in caught.value.problems] == ["settlement.input_lacks"]


@pytest.mark.parametrize("value", ["viel", "", "1e400"])
def test_values_that_are_none_are_told(value: str):
    made = agreement(BONUS)
    with pytest.raises(ec.EcocompError) as caught:
        ec.simulate(made, januaries(made, ["0.40"]), {"bonus": [value, 50]}, **JANUARY)
    assert "bonus" in caught.value.text("zh")


def test_on_the_command_line_too(tmp_path):
    terms, data = files(tmp_path, BONUS)
    result = run("simulate", terms, data, "--year", "2024", "--vary", "bonus=0,50", "--rows", "2")

    assert result.exit_code == 0, result.stderr
    assert "奖励（元） = 50" in result.stdout
