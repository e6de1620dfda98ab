"""Every agreement of the corpus that reads monthly values: years come out as settled, or are refused as there."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pandas
import pytest

import ecocomp as ec
from ecocomp.period import assessment_year
from ecocomp.readings.show import indicator_name
from ecocomp.settlement.days_needed import names_of_days
from ecocomp.simulation.scenarios.block import MISSING
from ecocomp.standards.grades import parse_grade
from ecocomp.standards.indicators import indicators
from tests.simulation.ways import WAYS
from tests.workbook.support import QUANTITIES, random_inputs, random_table

SEEDS = (11, 12, 13)
PLACES = 4


def by_month(name: str) -> bool:
    agreement = ec.load_agreement(name)
    return bool(agreement.text.readings and agreement.sections and not names_of_days(agreement))


NAMES = [name for name in ec.corpus_names() if by_month(name)]


def heading(kind: str) -> str:
    if kind in QUANTITIES:
        return QUANTITIES[kind][0]
    if kind == "published_grade":
        return "水质类别"
    unit = indicators()[kind].unit
    return indicator_name(kind)[0] + (f"({unit})" if unit else "")


def whole(kind: str, text: str) -> tuple[int, bool]:
    """A value as a whole number of so many decimals, and whether it is below detection."""
    if kind == "published_grade":
        return (parse_grade(text) or 0), False
    value = Fraction(text.rstrip("L")) * (10_000 if kind == "volume" else 10**PLACES)
    assert value.denominator == 1
    return value.numerator, text.endswith("L")


def first_year(agreement: ec.Agreement) -> int:
    term = agreement.text.term
    return term.from_.year if term is not None and term.from_ is not None else 2023


def years_of(agreement: ec.Agreement, year: int) -> list[pandas.DataFrame]:
    """Tables that differ in the year alone."""
    labels = {month.label for month in assessment_year(year, agreement.text.assessment.starts).months}
    before = random_table(agreement, year, 1)
    others = before[~before["监测时间"].isin(labels)]
    found = []
    for seed in SEEDS:
        table = random_table(agreement, year, seed)
        found.append(pandas.concat([others, table[table["监测时间"].isin(labels)]], ignore_index=True))
    return found


def scenarios_of(agreement: ec.Agreement, year: int, tables: list[pandas.DataFrame]):
    rules = agreement.text.readings
    assert rules is not None
    months = [month.label for month in assessment_year(year, agreement.text.assessment.starts).months]
    values, below, decimals = {}, {}, {}
    for kind in (*rules.indicators, *rules.quantities):
        decimals[kind] = 0 if kind in ("published_grade", "volume") else PLACES
        for key, section in agreement.sections.items():
            column = np.full((12, len(tables)), MISSING, dtype=np.int64)
            flags = np.zeros((12, len(tables)), dtype=bool)
            for at, table in enumerate(tables):
                own = table[table["断面名称"] == section.name].set_index("监测时间")[heading(kind)]
                for place, month in enumerate(months):
                    column[place, at], flags[place, at] = whole(kind, str(own[month]))
            values[kind, key], below[kind, key] = column, flags
    return ec.own_scenarios(agreement, values, decimals=decimals, below=below)


@pytest.mark.parametrize("name", NAMES)
def test_years_come_out_as_settled(name: str) -> None:
    agreement = ec.load_agreement(name)
    inputs = random_inputs(agreement, 3)
    for year in (first_year(agreement), first_year(agreement) + 1):
        tables = years_of(agreement, year)
        settled = []
        for table in tables:
            readings = ec.read_monitoring(table, implausible="flag")
            try:
                made = ec.settle(agreement, readings, year, inputs=inputs)
                settled.append([each.net for each in made.positions])
            except ec.EcocompError:
                settled.append(None)
        if any(settled):
            break
    history = ec.read_monitoring(tables[0], implausible="flag")
    scenarios = scenarios_of(agreement, year, tables)
    for way in WAYS:
        with way():
            simulated = ec.simulate(agreement, scenarios, year=year, inputs=inputs, history=history, detail="sections")
        check(agreement, simulated, settled)


def check(agreement: ec.Agreement, simulated: ec.Simulation, settled: list[list[int] | None]) -> None:
    flowing = dict.fromkeys(agreement.parties, 0)
    for flow, amounts in simulated.flows.items():
        for holder, sign in ((flow.payer, -1), (flow.payee, 1)):
            if not holder.account and holder.id in flowing:
                flowing[holder.id] += sign * amounts[0]
    for party, net in zip(agreement.parties, simulated.nets[0], strict=True):
        assert (flowing[party] == net).all()
    for at, nets in enumerate(settled):
        assert bool(simulated.unsettled[0, at]) is (nets is None)
        assert nets is None or simulated.nets[0, :, at].tolist() == nets
