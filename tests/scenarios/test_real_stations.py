"""Real station tables settle as they come: the Fu-Huan chain of April 2021, and 街口 of the Xin'an River."""

from __future__ import annotations

import csv
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

import ecocomp as ec

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
STATIONS = DATA / "cnemc_4h_sections"
JIEKOU = DATA / "xinanjiang_jiekou_daily_2020-05_2021-04.csv"
CHAIN = ("厉山", "涢水大桥", "平林", "安陆桑树", "隔卜桥", "鲢鱼地泵站", "太平沙", "朱家河口")

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the monitoring files are not beside this checkout")


def files(*names: str) -> list[Path]:
    return [next(STATIONS.glob(f"*_{name}_*.csv")) for name in names]


def plain_mean(section: str, column: str) -> Fraction:
    """The mean of a column by itself: rows given twice once, rows under maintenance not at all."""
    with files(section)[0].open(encoding="utf-8", newline="") as file:
        rows = {tuple(row.items()) for row in csv.DictReader(file)}
    values = {
        (dict(row)["监测时间"], dict(row)[column])
        for row in rows
        if dict(row)["站点情况"] == "正常" and dict(row)[column] not in ("--", "*")
    }
    return sum(Fraction(value) for _, value in values) / len(values)


@pytest.fixture(scope="module")
def april() -> ec.Settlement:
    readings = ec.read_monitoring(files(*CHAIN), year=2021, repeated="last")
    return ec.settle(ec.load_agreement("fuli-river"), readings, 2021, since=4, through=4)


@pytest.mark.parametrize(
    ("column", "indicator"), [("氨氮(mg/L)", "nh3n"), ("总磷(mg/L)", "tp"), ("高锰酸盐指数(mg/L)", "codmn")]
)
def test_a_month_at_pinglin_is_the_mean_of_its_station_values(april, column, indicator):
    """The monthly value of 平林 is the mean of its 4-hourly values, rounded half-even to the decimals of evaluation."""
    places = {"nh3n": 2, "tp": 3, "codmn": 1}[indicator]
    mean = plain_mean("平林", column)

    assert april.value("C", section="平林", indicator=indicator, month=4) == Fraction(
        round(mean * 10**places), 10**places
    )


def test_the_chain_settles_as_a_provisional_month(april):
    """平林 keeps Ⅲ with NH3-N 0.98 and is paid 50 万元; 太平沙 misses it by one class and pays 60 万元."""
    assert not april.final
    assert april.value("C", section="平林", indicator="nh3n", month=4) == Fraction("0.98")
    assert april.value("section_grade", section="平林", month=4) == 3
    assert april.value("section_grade", section="太平沙", month=4) == 4
    assert {each.party: each.net for each in april.positions} == {
        "suizhou": 50_000_000, "xiaogan": -60_000_000, "wuhan": 10_000_000,
    }  # fmt: skip


def test_a_provisional_month_says_all_that_is_odd_about_it(april):
    """Provisional, outside the term, assumed terms, five days of thirty, values set aside, rows chosen: all are said."""
    codes = {each.code for each in april.problems}

    assert {
        "settlement.provisional", "settlement.outside_term", "settlement.terms_assumed", "settlement.coverage",
        "settlement.not_used", "readings.repeated_chosen", "readings.year_given",
    } <= codes  # fmt: skip


def test_rows_that_contradict_each_other_are_refused(april):
    """太平沙 has two unlike rows for 04-04 04:00: without a stated rule the file is refused, naming both lines."""
    with pytest.raises(ec.ReadingsError) as refused:
        ec.read_monitoring(files("太平沙"), year=2021)

    assert [each.code for each in refused.value.problems] == ["readings.repeated_differing"]
    assert "20" in refused.value.text()
    assert "21" in refused.value.text()


def test_every_yuan_of_the_month_leads_back_to_lines_of_the_station_files(april):
    """The derivation of a payment ends in lines of the station's own file."""
    for line in april.lines:
        leaves = [each for each in april.explain(line).walk() if each.kind == "reading"]
        section = april.agreement.name_of(dict(line.coordinate)["section"])
        assert leaves
        assert all(section in place.file and place.line > 1 for leaf in leaves for _, place in leaf.places)


@pytest.mark.parametrize("name", ["应城公路桥", "田店泵站"])
def test_a_station_without_any_value_gives_gaps_not_zeros(name):
    """A station whose file has rows but no values refuses to settle and is named as not to be found."""
    text = f"""
ecocomp: 1
id: one-station
extends: fuli-river
title: 单站
sections:
  pinglin: {{name: {name}}}
"""
    agreement = ec.read_agreement(text)
    readings = ec.read_monitoring(files(name, "太平沙"), year=2021, repeated="last")

    with pytest.raises(ec.SettlementError) as refused:
        ec.settle(agreement, readings, 2021, since=4, through=4)

    codes = [each.code for each in refused.value.problems]
    assert "settlement.refused_sections" in codes
    assert any(name in each.message("zh") for each in refused.value.problems if "section_absent" in each.code)


@pytest.fixture(scope="module")
def jiekou() -> ec.Readings:
    return ec.read_monitoring(JIEKOU)


def settle_jiekou(readings: ec.Readings, **options: str) -> ec.Settlement:
    agreement = ec.load_agreement("xinan-river-3")
    inputs = {"major_accident": False}
    return ec.settle(agreement, readings, 2021, since="2020-05", through="2021-04", inputs=inputs, **options)


def test_jiekou_with_three_empty_months_is_refused_with_every_gap_named(jiekou):
    """街口 has no values in May to July 2020: four indicators in three months are named, and nothing is settled."""
    with pytest.raises(ec.SettlementError) as refused:
        settle_jiekou(jiekou)

    told = [each.message("zh").split("：") for each in refused.value.problems if each.code == "settlement.refused"]
    gaps = {where for where, reason in told if reason.startswith("没有监测值")}
    assert gaps == {f"街口 {indicator} 2020-05 至 2020-07" for indicator in ("高锰酸盐指数", "氨氮", "总氮", "总磷")}


def test_jiekou_settles_provisionally_from_what_there_is(jiekou):
    """With gaps left out, P is exactly k0 times the weighted ratios of the nine monthly means, and is no settlement."""
    settlement = settle_jiekou(jiekou, gaps="skip")
    parameters = settlement.agreement.text.parameters
    weights = {name: Fraction(value) for name, value in parameters["k"].value.items()}
    bases = {name: Fraction(value) for name, value in parameters["baseline"].value.items()}
    months = [f"2020-{month:02d}" for month in range(8, 13)] + [f"2021-{month:02d}" for month in range(1, 5)]
    means = {
        name: sum(monthly_mean(jiekou, name, month) for month in months) / Fraction(len(months)) for name in weights
    }
    expected = Fraction(parameters["k0"].value) * sum(weights[name] * means[name] / bases[name] for name in weights)

    assert settlement.value("P") == expected
    assert not settlement.final
    assert sum(each.code == "settlement.left_out" for each in settlement.problems) == 4


def monthly_mean(readings: ec.Readings, indicator: str, month: str) -> Fraction:
    values = [
        each.value
        for each in readings
        if each.indicator == indicator and each.month.label == month and each.value is not None
    ]
    return sum(values, Fraction(0)) / len(values)


@pytest.mark.parametrize(
    ("below", "mean"),
    [
        (None, "0.0228"),  # as measured
        ("half", "0.0366"),
        ("full", "0.0574"),
    ],
)
def test_what_the_rule_for_values_below_the_limit_does_at_jiekou(jiekou, below, mean):
    """Ammonia from August 2020, 155 days, 83 % of them under 0.05: the rule of the agreement decides the mean.

    The feed publishes values as measured; here those under 0.05 mg/L, evidently the reporting limit, are taken as
    below it.
    """
    limit = Fraction("0.05")
    readings = ec.Readings(
        tuple(
            replace(each, value=None, qualifier="below", detection_limit=limit)
            if below and each.indicator == "nh3n" and each.value is not None and each.value < limit
            else each
            for each in jiekou
        )
    )
    agreement = ec.read_agreement(NINE_MONTHS.replace("BELOW", below or "half"), file="jiekou.yaml")
    settlement = ec.settle(agreement, readings, 2021, since="2020-08")

    assert settlement.value("sampled", section="jiekou", indicator="nh3n") == 155
    assert Fraction(mean) == round(settlement.value("mean_of_days", section="jiekou", indicator="nh3n"), 4)


NINE_MONTHS = """\
ecocomp: 1
id: jiekou-days
title: 街口日值
status: assumed
source: {document: 测试}
assessment: {starts: 5}
parties: {wan: {name: 安徽}, zhe: {name: 浙江}}
sections: {jiekou: {name: 街口, aliases: [街口(鸠坑口)], upstream: wan, downstream: zhe}}
readings: {indicators: [nh3n], below_detection: BELOW, decimals: unrounded, missing: skip}
rules:
  - {name: sampled, title: 有数据天数, formula: "count(present(D), day)"}
  - {name: mean_of_days, title: 日值平均, formula: "mean(D, day, where=present(D))"}
transfers: [{name: nil, title: 无, payer: wan, payee: zhe, amount: "0"}]
money: {unit: 元, decimals: 2, rounding: half_up, round: line}
"""
