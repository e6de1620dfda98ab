"""Odd clauses: what conditions leave out, ranks, shares, runs and caps come out in simulated years as settled."""

from __future__ import annotations

import csv
import io
from fractions import Fraction

import numpy as np
import pytest

import ecocomp as ec
from ecocomp.simulation.scenarios.block import MISSING
from tests.settlement.support import read
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


@pytest.mark.parametrize("limits", CAPS, ids="-".join)
def test_caps_come_out_as_settled(limits: tuple[str, ...]) -> None:
    compared(capped(*limits), [capped_table(seed) for seed in range(40)])
