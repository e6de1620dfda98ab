"""Odd clauses: what conditions leave out, ranks, shares, runs and caps come out in simulated years as settled."""

from __future__ import annotations

import csv
import io
from fractions import Fraction

import numpy as np
import pytest

import ecocomp as ec
from ecocomp.simulation.scenarios.block import MISSING
from tests.settlement.support import agreement, read
from tests.simulation.ways import WAYS
from tests.workbook.test_workbook_caps import CASES as CAPS
from tests.workbook.test_workbook_caps import capped
from tests.workbook.test_workbook_caps import table as capped_table
from tests.workbook.test_workbook_odd import CASES, LINE, TOTAL, odd_agreement, table

SEEDS = range(1, 9)
NAMES = {"pH": "ph", "高锰酸盐指数(mg/L)": "codmn", "氨氮(mg/L)": "nh3n", "总磷(mg/L)": "tp", "流量(m3/s)": "flow"}
PLACES = 4
MONTHS = 4


def scenarios(agreement: ec.Agreement, texts: list[str]):
    """The tables as scenarios: each a year, what is no number as the table says it."""
    kinds = [*agreement.text.readings.indicators, *agreement.text.readings.quantities]
    sections = {section.name: key for key, section in agreement.sections.items()}
    values = {
        (kind, key): np.full((12, len(texts)), MISSING, dtype=np.int64) for kind in kinds for key in sections.values()
    }
    below = {key: np.zeros((12, len(texts)), dtype=bool) for key in values}
    for at, text in enumerate(texts):
        for row in csv.DictReader(io.StringIO(text)):
            month = int(row["监测时间"][-2:]) - 1
            for heading, kind in NAMES.items():
                said = row.get(heading, "--")
                if kind in kinds and said != "--":
                    values[kind, sections[row["断面"]]][month, at] = Fraction(said.rstrip("L")) * 10**PLACES
                    below[kind, sections[row["断面"]]][month, at] = said.endswith("L")
    return ec.own_scenarios(agreement, values, decimals=dict.fromkeys(kinds, PLACES), below=below)


def compared(agreement: ec.Agreement, texts: list[str]) -> None:
    settled = []
    for text in texts:
        try:
            made = ec.settle(agreement, read(text, implausible="flag"), 2024, through=MONTHS)
            settled.append([each.net for each in made.positions])
        except ec.SettlementError:
            settled.append(None)
    for way in WAYS:
        with way():
            simulated = ec.simulate(agreement, scenarios(agreement, texts), year=2024, through=MONTHS)
        refused = simulated.unsettled[0]
        nets = [None if refused[at] else simulated.nets[0, :, at].tolist() for at in range(len(texts))]
        assert nets == settled


@pytest.mark.parametrize("gaps", [0, 0.1])
@pytest.mark.parametrize("money", [LINE, TOTAL])
@pytest.mark.parametrize(("name", "formula", "per"), CASES, ids=[name for name, *_ in CASES])
def test_odd_formulas_come_out_as_settled(name: str, formula: str, per: str, money: str, gaps: float) -> None:
    compared(odd_agreement(formula, per, money), [table(seed, gaps=gaps) for seed in SEEDS])


#: Where a value does not matter in the end, and where there is none in the end.
LOST = {
    "times nothing": "0 * at(C, codmn) / one + at(C, nh3n) / one",
    "capped anyway": "min(1 if at(C, nh3n) <= one else 2, 0.5)",
    "one way or the other": "3 if at(C, nh3n) <= one else 2 + 1",
    "beyond the worst": "at(limit(worse(V if at(C, nh3n) <= one else 劣V)), tp) / one",
    "shares of less than nothing": "allocate(price, unless(days - 30, any(at(C, nh3n) > one, section)), month) / price",
}


@pytest.mark.parametrize("formula", LOST.values(), ids=LOST)
def test_values_that_do_not_matter_must_be_there(formula: str) -> None:
    compared(
        odd_agreement(formula + " + 0 * days * (target - target)", "[section, month]", LINE),
        [table(seed, gaps=0.03) for seed in range(40)],
    )


@pytest.mark.parametrize("limits", CAPS, ids="-".join)
def test_caps_come_out_as_settled(limits: tuple[str, ...]) -> None:
    compared(capped(*limits), [capped_table(seed) for seed in range(40)])


BESIDE = """\
sections: {jia: {name: 甲, upstream: shang, downstream: xia, target: III}}
readings: {indicators: [nh3n], below_detection: half, decimals: standard, missing: refuse}
parameters:
  price: {title: 单价, unit: 元, value: 100}
  one: {title: 一毫克每升, unit: mg/L, value: 1}
transfers:
  - {name: pay, title: 补偿, per: [section, month], payer: downstream, payee: upstream, amount: "price * (at(C, nh3n) / one) if at(grade(C), nh3n) <= target else 0 * price"}
"""


def test_a_party_that_never_pays_nor_receives_is_left_with_nothing_by_any_terms() -> None:
    parties = "parties:\n  shang: {name: 上游市}\n  xia: {name: 下游市}\n  lin: {name: 邻市}\n"
    made = agreement(BESIDE, parties=parties)
    values = np.tile(np.array([100, 200], dtype=np.int32), (12, 1))
    years = ec.own_scenarios(made, {("nh3n", "jia"): values}, decimals={"nh3n": 2})
    for way in WAYS:
        with way():
            found = ec.simulate(made, years, {"price": [1, 2]}, year=2024)
        assert found.nets.tolist() == [[[1200, 0], [-1200, 0], [0, 0]], [[2400, 0], [-2400, 0], [0, 0]]]
