"""Odd clauses: what conditions leave out, ranks, shares, runs and caps come out in simulated years as settled."""

from __future__ import annotations

import csv
import io
from fractions import Fraction

import numpy as np
import pytest

import ecocomp as ec
from ecocomp.simulation.scenarios.block import MISSING
from tests.settlement.support import HEAD, MONEY, read
from tests.workbook.test_workbook_caps import BODY as CAPPED
from tests.workbook.test_workbook_caps import CASES as CAPS
from tests.workbook.test_workbook_caps import LIMITS
from tests.workbook.test_workbook_caps import table as capped_table
from tests.workbook.test_workbook_odd import BODY, CASES, LINE, TOTAL, table

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
    simulated = ec.simulate(agreement, scenarios(agreement, texts), year=2024, through=MONTHS)
    for at, text in enumerate(texts):
        try:
            settled = ec.settle(agreement, read(text, implausible="flag"), 2024, through=MONTHS)
        except ec.SettlementError:
            assert simulated.unsettled[0, at]
            continue
        assert not simulated.unsettled[0, at]
        assert simulated.nets[0, :, at].tolist() == [each.net for each in settled.positions]


@pytest.mark.parametrize("gaps", [0, 0.1])
@pytest.mark.parametrize("money", [LINE, TOTAL])
@pytest.mark.parametrize(("name", "formula", "per"), CASES, ids=[name for name, *_ in CASES])
def test_odd_formulas_come_out_as_settled(name: str, formula: str, per: str, money: str, gaps: float) -> None:
    used = BODY if "one" in formula else BODY.replace("  one: {title: 一毫克每升, unit: mg/L, value: 1}\n", "")
    rest = (
        f'rules:\n  - {{name: x, title: 甲, formula: "{formula}"}}\n'
        f"transfers:\n  - {{name: pay, title: 补偿, per: {per}, payer: downstream, payee: upstream, amount: price * x / 7}}\n"
        f"money: {money}\n"
    )
    agreement = ec.read_agreement(HEAD + used + rest, file="a.yaml")
    compared(agreement, [table(seed, gaps=gaps) for seed in SEEDS])


@pytest.mark.parametrize("limits", CAPS, ids="-".join)
def test_caps_come_out_as_settled(limits: tuple[str, ...]) -> None:
    text = "".join(f"  - {LIMITS[each]}\n" for each in limits).replace("封顶", "年度封顶", len(limits) - 1)
    agreement = ec.read_agreement(f"{HEAD}{CAPPED}limits:\n{text}{MONEY}", file="a.yaml")
    compared(agreement, [capped_table(seed) for seed in range(40)])
