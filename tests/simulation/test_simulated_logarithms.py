"""Means of pH and logarithms: simulated years come out as settled, on ties as well, and not one by one."""

from __future__ import annotations

import numpy as np
import pytest

import ecocomp as ec
from tests.settlement.support import SECTION, agreement, read

MONTHS = 3
TEN = ("0.001", "0.01", "0.1", "1", "10", "0.999", "0.101", "2.5")


def by(formula: str, indicator: str = "ph", places: int = 3) -> ec.Agreement:
    """100 yuan for each unit of a formula, a year, or the other way round."""
    one = ", one: {title: 一, unit: mg/L, value: 1}" if "one" in formula else ""
    return agreement(
        f"""{SECTION}readings: {{indicators: [{indicator}], below_detection: zero, decimals: {{{indicator}: {places}}}, missing: refuse}}
parameters: {{price: {{title: 单价, unit: 元, value: 100}}{one}}}
rules:
  - {{name: figure, title: 值, formula: "{formula}"}}
transfers:
  - {{name: yearly, title: 年度补偿, per: [section], payer: downstream, payee: upstream, amount: price * figure}}
"""
    )


def years(values: list[list[str]], heading: str) -> list[str]:
    """Monitoring files, each of a year of three months."""
    return [
        f"断面,月份,{heading}\n" + "".join(f"甲,2024-0{month},{value}\n" for month, value in enumerate(year, 1))
        for year in values
    ]


def compared(
    made: ec.Agreement, values: list[list[str]], indicator: str, heading: str, compiled: bool = False
) -> ec.Simulation:
    """The simulation of some years, each looked at beside its settlement."""
    wholes = np.zeros((12, len(values)), dtype=np.int64)
    below = np.zeros((12, len(values)), dtype=bool)
    for at, year in enumerate(values):
        wholes[:MONTHS, at] = [round(1000 * float(value.rstrip("L"))) for value in year]
        below[:MONTHS, at] = [value.endswith("L") for value in year]
    key = (indicator, "jia")
    scenarios = ec.own_scenarios(made, {key: wholes}, decimals={indicator: 3}, below={key: below})
    simulated = ec.simulate(made, scenarios, year=2024, through=MONTHS, compiled=compiled)
    for at, text in enumerate(years(values, heading)):
        try:
            expected = ec.settle(made, read(text, implausible="flag"), 2024, through=MONTHS).net["shang"]
        except ec.SettlementError:
            assert simulated.unsettled[0, at]
            continue
        assert not simulated.unsettled[0, at]
        assert simulated.nets[0, 0, at] == round(expected * 100)
    return simulated


def random_years(low: int, high: int, count: int = 60) -> list[list[str]]:
    drawn = np.random.default_rng(1).integers(low, high, size=(count, MONTHS))
    return [[f"{value / 1000:.3f}" for value in year] for year in drawn]


@pytest.mark.parametrize(
    "formula",
    [
        "at(average(C, month), ph)",
        "round(at(average(C, month), ph), 2, half_even)",
        "at(average(C, month, where=C > 7, at_least=2), ph)",
        "1 if at(average(C, month), ph) <= 7.005 else 2",
        "at(average(C, month, where=C > 7), ph)",
    ],
)
def test_means_of_ph_are_those_of_the_settlement(formula):
    """Equal values have themselves as their mean, here on a tie and on the limit; 300 is beyond what floats hold."""
    made = by(formula)
    values = [["7.005"] * 3, ["7.015"] * 3, ["6.995", "7.005", "7.015"], ["300", "7", "8"], *random_years(5500, 9500)]
    simulated = compared(made, values, "ph", "pH")

    if "where" not in formula:
        assert simulated.again[0] < 10
        assert simulated.again[1] == 0


@pytest.mark.parametrize("function", ["ln", "log10"])
@pytest.mark.parametrize(
    "formula",
    ["at(mean({}(C / one), month), nh3n)", "at({}(mean(C, month) / one), nh3n)", "at({}(one / mean(C, month)), nh3n)"],
)
def test_logarithms_are_those_of_the_settlement(function, formula):
    """Powers of ten have whole logarithms, which rounding down must not miss; of nothing there is none."""
    made = by(f"floor(3 * {formula.format(function)})", "nh3n")
    values = [[each] * 3 for each in TEN] + [["0.02L"] * 3, ["0.02L", "0.1", "0.2"], *random_years(1, 3000)]
    simulated = compared(made, values, "nh3n", "氨氮(mg/L)")

    assert simulated.again[1] <= 2
    assert simulated.unsettled.any()


def test_they_are_compiled_to_the_same():
    pytest.importorskip("numba", reason="compiling needs numba, which is not installed")
    made = by("at(average(C, month, where=C > 7, at_least=1), ph) + log10(at(mean(C, month), ph))")
    values = [["7.005"] * 3, ["300", "7", "8"], *random_years(5500, 9500, 20)]

    compared(made, values, "ph", "pH", compiled=True)


def test_what_is_divided_by_next_to_nothing_is_settled_by_itself():
    """0.3 / 1 - 0.3 is nothing, by which nothing is divided; an error without bound decides nothing."""
    made = by("0 if 1 / (at(mean(C, month), nh3n) / at(max(C, month), nh3n) - 0.3) < 2 else 1", "nh3n")

    compared(made, [["0.3"] * 3, ["0", "0", "0.9"], ["0.1", "0.2", "0.9"]], "nh3n", "氨氮(mg/L)")
