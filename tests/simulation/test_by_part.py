"""Agreements of many sections: simulated section by section they come to the same as all sections together."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
import pytest

import ecocomp as ec
from ecocomp.errors import RequestError
from ecocomp.simulation.by_part import ByPart
from ecocomp.simulation.parts import parts_of
from ecocomp.simulation.scenarios.block import MISSING
from ecocomp.simulation.sweep import ENGINES
from ecocomp.simulation.terms import Terms

SECTIONS, YEARS = 20, 40
PLACES = {"codmn": 1, "nh3n": 2}

HEAD = """\
ecocomp: 1
id: many
title: 多断面
status: assumed
source: {document: 构造的例子}
parties:
  a: {name: 甲市}
  b: {name: 乙市}
  c: {name: 丙市}
funds:
  pool: {name: 省级资金, accounts: true}
sections:
"""


def sections_text(targets: tuple[str, ...] = ("III",), lakes: bool = False, rivers: bool = False) -> str:
    """Sections between each two parties in turn, both ways; ``rivers``: three at a time one below the other."""
    found = ""
    for at in range(SECTIONS):
        upstream, downstream = ("abc"[at % 3], "abc"[(at + 1 + at // 7) % 3])
        if upstream == downstream:
            downstream = "abc"[(at + 1) % 3]
        waters = ", waters: lake" if lakes and at % 5 == 0 else ""
        target = targets[at % len(targets)]
        inflow = f", inflow: [s{at - 1}]" if rivers and at % 3 else ""
        found += f"  s{at}: {{name: 断面{at}, upstream: {upstream}, downstream: {downstream}, target: {target}{waters}{inflow}}}\n"
    return found


def table(of: dict[str, tuple[str, ...]]) -> str:
    """Values by section, each indicator's in turn."""
    return "".join(
        f"      s{at}: {{{', '.join(f'{name}: {each[at % len(each)]}' for name, each in of.items())}}}\n"
        for at in range(SECTIONS)
    )


MEASURED = "readings: {indicators: [codmn, nh3n], below_detection: half, decimals: unrounded, missing: %s}\n"
MONEY = "money: {unit: 元, decimals: 2, rounding: half_up, round: line}\n"
GRADES = """\
parameters:
  price: {title: 单价, unit: 万元, value: 20}
rules:
  - {name: reached, title: 达标, formula: "worst(grade(C), indicator) <= target"}
transfers:
  - {name: pay, title: 补偿, per: [section, month], payer: downstream, payee: upstream,
     amount: "price if reached else -price"}
"""
INDEX = f"""\
parameters:
  amount: {{title: 金额, unit: 万元, value: 100}}
  base:
    title: 基准
    per: [section, indicator]
    unit: mg/L
    value:
{table({"codmn": ("3.7", "4", "4.123"), "nh3n": tuple(f"0.{each}" for each in range(31, 31 + SECTIONS))})}
rules:
  - {{name: P, title: 指数, formula: "0.85 * sum(0.5 * mean(C, month) / base, indicator)"}}
transfers:
  - {{name: pay, title: 补偿, per: [section], payer: downstream, payee: upstream, amount: "amount * (1 - P)"}}
  - {{name: back, title: 奖励, per: [section], payer: upstream, payee: downstream, amount: "max(amount * (P - 1.1), 0)"}}
"""
FUND = (
    GRADES.replace("payee: upstream", "payee: {fund: pool, account: upstream}")
    + """\
  - {name: share, title: 分配, per: [section], payer: {fund: pool, account: upstream}, payee: upstream, amount: "price * count(reached, month)"}
  - {name: kept, title: 留存, per: [section], payer: downstream, payee: {fund: pool, account: downstream},
     amount: "price / 3"}
"""
)
CAPPED = (
    INDEX
    + """\
limits:
  - {title: 封顶, of: [pay, back], per: [section], by: payer, at_most: most}
"""
)
CAPPED = CAPPED.replace("parameters:\n", "parameters:\n  most: {title: 上限, unit: 万元, value: 3.33}\n")


def text_of(rules: str, missing: str = "refuse", **sections: object) -> str:
    return HEAD + sections_text(**sections) + MEASURED % missing + rules + MONEY  # type: ignore[arg-type]


def water(missing: bool = False, below: bool = False):
    random = np.random.default_rng(3)
    values, flags = {}, {}
    for at in range(SECTIONS):
        for name, middle in (("codmn", 40), ("nh3n", 70)):
            column = np.rint(middle * np.exp(random.normal(0, 0.4, (12, YEARS)))).astype("int32")
            if missing and at % 4 == 0:
                column[at % 12, random.integers(0, YEARS, 3)] = MISSING
            if below and name == "nh3n" and at % 2:
                flags[name, f"s{at}"] = random.random((12, YEARS)) < 0.2
            values[name, f"s{at}"] = column
    return values, flags


def ways(text: str, terms=None, missing: bool = False, below: bool = False, **rest):
    """A simulation section by section, and of all sections together."""
    agreement = ec.read_agreement(text, file="many.yaml")
    values, flags = water(missing, below)
    scenarios = ec.own_scenarios(agreement, values, below=flags, decimals=PLACES)
    ENGINES.clear()
    with patch("ecocomp.simulation.by_part.FEWEST_PARTS", 2):
        apart = ec.simulate(agreement, scenarios, terms, year=2024, **rest)
    assert isinstance(next(iter(ENGINES.values())), ByPart)
    ENGINES.clear()
    with patch("ecocomp.simulation.by_part.FEWEST_PARTS", SECTIONS + 1):
        whole = ec.simulate(agreement, scenarios, terms, year=2024, **rest)
    assert not isinstance(next(iter(ENGINES.values())), ByPart)
    ENGINES.clear()
    return apart, whole


def assert_same(apart, whole) -> None:
    assert (apart.unsettled == whole.unsettled).all()
    assert (apart.nets == whole.nets).all()
    assert set(apart.amounts.names) >= set(whole.amounts.names)
    for name in whole.amounts.names:
        for terms in range(whole.amounts.sets):
            assert (apart.amounts.column(terms, name) == whole.amounts.column(terms, name)).all(), name


GROWN = INDEX.replace("mean(C, month) / base", "mean(C, month) / otherwise(inflow(mean(C, month)), base)")
CASES = {
    "one target": text_of(GRADES),
    "two targets, lakes and rivers": text_of(GRADES, targets=("III", "II"), lakes=True),
    "base values of their own": text_of(INDEX),
    "caps at each section": text_of(CAPPED),
    "sections that look upstream": text_of(GROWN, rivers=True),
    "a fund and accounts in it": text_of(FUND),
}


@pytest.mark.parametrize("detail", ["", "pairs", "sections"])
@pytest.mark.parametrize("text", CASES.values(), ids=CASES)
def test_sections_by_themselves_come_to_what_all_do_together(text: str, detail: str) -> None:
    assert_same(*ways(text, detail=detail))


@pytest.mark.parametrize("terms", [{"price": [10, 20, 30]}, {"target": ["II", "III"], "price": [1, 2]}])
def test_terms_that_are_varied_alike_for_all_sections(terms: dict) -> None:
    assert_same(*ways(CASES["one target"], terms))


def test_a_base_value_varied_for_all_sections_replaces_what_each_has() -> None:
    assert_same(*ways(CASES["base values of their own"], {"base": ["3.7", "4"]}))


@pytest.mark.parametrize("missing", ["refuse", "skip"])
@pytest.mark.parametrize("rules", [GRADES, INDEX], ids=["grades", "index"])
def test_what_is_missing_at_a_section(rules: str, missing: str) -> None:
    apart, whole = ways(text_of(rules, missing), missing=True, below=True, detail="sections")
    assert_same(apart, whole)
    assert apart.unsettled.any() == (missing == "refuse")


def test_quick_and_counted_results() -> None:
    apart, whole = ways(CASES["base values of their own"], exact=False)
    assert np.abs(apart.nets - whole.nets).max() <= SECTIONS  # a fen of each section
    apart, whole = ways(CASES["one target"], counted=True)
    assert [str(each) for each in apart.summary().to_numpy().ravel()] == [
        str(each) for each in whole.summary().to_numpy().ravel()
    ]


@pytest.mark.parametrize("text", [CASES["two targets, lakes and rivers"], CASES["base values of their own"]])
def test_compiled_sections(text: str) -> None:
    pytest.importorskip("numba", reason="extra fast")
    assert_same(*ways(text, compiled=True))


def test_one_section_worked_out_by_hand() -> None:
    """All months 3.0 and 0.50 against III: on target, 20 万元 a month from downstream."""
    agreement = ec.read_agreement(CASES["one target"], file="many.yaml")
    values = {
        (name, f"s{at}"): np.full((12, 1), 30 if name == "codmn" else 50, dtype="int32")
        for at in range(SECTIONS)
        for name in PLACES
    }
    found = ec.simulate(agreement, ec.own_scenarios(agreement, values, decimals=PLACES), year=2024, detail="sections")
    flows = {
        name.section: found.amounts.column(0, name)[0]
        for name in found.amounts.names
        if not isinstance(name, str) and name.section
    }
    assert len(flows) == SECTIONS
    assert {abs(each) for each in flows.values()} == {240 * 10_000 * 100}


def test_sections_are_in_one_part_with_those_that_they_look_at() -> None:
    agreement = ec.read_agreement(CASES["sections that look upstream"], file="many.yaml")
    parts = parts_of(agreement, {}, Terms(agreement, {}, None))
    assert parts[:2] == [("s0", "s1", "s2"), ("s3", "s4", "s5")]
    assert parts[-1] == ("s18", "s19")


NOT_APART = {
    "a limit on all sections": (CAPPED.replace("per: [section], by: payer", "per: [year], by: payer"), None),
    "a mean of all sections": (INDEX.replace("mean(C, month)", "mean(mean(C, month), section)"), None),
    "a target of one section varied": (GRADES, {"target.s3": ["II", "III"]}),
}


@pytest.mark.parametrize(("rules", "terms"), NOT_APART.values(), ids=NOT_APART)
def test_sections_that_have_to_do_with_one_another_stay_together(rules: str, terms) -> None:
    agreement = ec.read_agreement(text_of(rules), file="many.yaml")
    values, _ = water()
    ENGINES.clear()
    ec.simulate(agreement, ec.own_scenarios(agreement, values, decimals=PLACES), terms, year=2024)
    assert not isinstance(next(iter(ENGINES.values())), ByPart)
    ENGINES.clear()


BETWEEN_FUNDS = (
    GRADES.replace("payer: downstream, payee: upstream", "payer: pool, payee: other")
    + """\
funds:
  pool: {name: 省级资金}
  other: {name: 市级资金}
"""
)


@pytest.mark.parametrize("detail", ["", "pairs", "sections"])
def test_money_between_funds_only_leaves_every_party_with_nothing(detail: str) -> None:
    text = text_of(BETWEEN_FUNDS).replace("funds:\n  pool: {name: 省级资金, accounts: true}\n", "")
    apart, whole = ways(text, detail=detail)
    assert_same(apart, whole)
    assert not apart.nets.any()


def test_one_section_may_come_to_very_much() -> None:
    """One section has up to 4.8e17 fen, an eighth of what there is room for in all."""
    one = GRADES.replace("unit: 万元, value: 20", "unit: 元, per: [section], value: {%s}")
    prices = [f"s{at}: {400000000000000 if at == 3 else 1}" for at in range(SECTIONS)]
    apart, whole = ways(text_of(one % ", ".join(prices)))
    assert_same(apart, whole)


@pytest.mark.parametrize("missing", [False, True])
def test_more_than_64_bits_hold_is_refused(missing: bool) -> None:
    """Each section comes to up to 3.6e18 fen: none alone is too much for 64 bits, all together are."""
    text = text_of(GRADES.replace("unit: 万元, value: 20", "unit: 元, value: 3000000000000000"), "skip")
    with pytest.raises(RequestError, match="大到无法保存"):
        ways(text, missing=missing)
