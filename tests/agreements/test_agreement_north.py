"""河北、山西、晋城、陕西、北京: steps and their ends, relief by the inflow, doubling, awards."""

from __future__ import annotations

import pandas
import pytest

import ecocomp as ec
from tests.agreements.support import WAN, agreement, lines, net, readings, refused, rows

FIRST, SECOND = "上游市出境断面（占位）", "下游市出境断面（占位）"


def month(name, table, transfer, year=2017, **options):
    settlement = ec.settle(agreement(name), readings(year, table, months=[1]), year, since=1, through=1, **options)
    return {key: fen // WAN for key, fen in lines(settlement, transfer).items()}


def cod(name, first, second="1", year=2017):
    """What each of the two sections pays for COD (target Ⅴ, 40 mg/L), 万元."""
    other = {"2009": {}, "2012": {"氨氮": "0.1"}, "2016": {"氨氮": "0.1", "总磷": "0.01"}}[name[-4:]]
    table = {FIRST: other | {"化学需氧量": first}, SECOND: other | {"化学需氧量": second}}
    found = month(name, table, "deduction", year)
    return tuple(found.get((section, "cod", f"{year}-01"), 0) for section in ("first", "second"))


@pytest.mark.parametrize(
    ("text", "wan"), [("40", 0), ("40.4", 10), ("60", 10), ("60.4", 50), ("80", 50), ("120", 100), ("120.4", 150)]
)
def test_hebei_2009_steps(text, wan):
    """0.5, 1 and 2 times over belong to the lower step."""
    assert cod("hebei-sections-2009", text, year=2010) == (wan, 0)


@pytest.mark.parametrize(
    ("text", "wan"), [("40", 0), ("40.4", 30), ("48", 30), ("48.4", 60), ("56", 60), ("400", 1350)]
)
def test_hebei_2016_steps_have_no_cap(text, wan):
    """Each 0.2 times begun costs 30; 9 times over is 45 steps."""
    assert cod("hebei-sections-2016", text) == (wan, 0)


@pytest.mark.parametrize(
    ("first", "second", "wan"),
    [
        ("40", "44", 30),  # inflow on target: once
        ("44", "44", 0),  # no worse than the inflow
        ("45", "44", 0),
        ("44", "44.4", 60),  # over already and worse still: double
        ("断流", "44", 30),  # nothing flowed in
    ],
)
def test_hebei_relief_and_doubling(first, second, wan):
    """未增加不扣、继续超标加倍."""
    assert cod("hebei-sections-2016", first, second)[1] == wan


def test_hebei_dry_and_frozen_months_take_no_part():
    """A dry or frozen section pays nothing, a missing value stops the settlement."""
    for word in ("断流", "结冰"):
        table = {FIRST: dict.fromkeys(("化学需氧量", "氨氮"), word), SECOND: {"化学需氧量": "1", "氨氮": "0.1"}}
        assert month("hebei-sections-2012", table, "deduction", 2013) == {}
    with pytest.raises(ec.SettlementError) as caught:
        cod("hebei-sections-2016", "")
    assert refused(caught)


@pytest.mark.parametrize(
    ("text", "wan"), [("30", 0), ("30.5", 50), ("45", 50), ("60", 100), ("180", 150), ("330", 200), ("330.5", 300)]
)
def test_shanxi_steps(text, wan):
    """The target Ⅳ is 30 mg/L of COD; 0.5, 1, 5 and 10 times over belong to the lower step."""
    table = [
        *rows(2013, {FIRST: {"化学需氧量": "35", "氨氮": "1"}, SECOND: {"化学需氧量": "1", "氨氮": "0.1"}}, [1]),
        *rows(2014, {FIRST: {"化学需氧量": text, "氨氮": "1"}, SECOND: {"化学需氧量": "1", "氨氮": "0.1"}}, [1]),
    ]
    data = ec.read_monitoring(pandas.DataFrame(table))
    settlement = ec.settle(agreement("shanxi-sections-2013"), data, 2014, since=1, through=1)

    assert sum(lines(settlement, "deduction").values()) == wan * WAN
    assert sum(lines(settlement, "improved").values()) == (0 if wan else 100 * WAN)  # off the target before


def test_a_whole_year_in_shanxi():
    """Twelve months on target: 4 × 10 + 100; from Ⅳ to Ⅲ each month 50. Only where no river flows in."""
    good, before = {"化学需氧量": "20", "氨氮": "1"}, {"化学需氧量": "30", "氨氮": "1"}
    table = rows(2013, {FIRST: before, SECOND: good}) + rows(2014, {FIRST: good, SECOND: good})
    settlement = ec.settle(agreement("shanxi-sections-2013"), ec.read_monitoring(pandas.DataFrame(table)), 2014)

    assert net(settlement) == {"shangyou": 740 * WAN, "province": -740 * WAN}


@pytest.mark.parametrize(("text", "wan"), [("1.00", 0), ("1.01", 50), ("2.00", 50), ("2.01", 100)])
def test_jincheng_steps(text, wan):
    """One time over belongs to the lower step."""
    calm = {"化学需氧量": "1", "氨氮": "0.1", "总磷": "0.01"}
    found = month("jincheng-sections-2020", {"郑庄": calm | {"氨氮": text}, "寺底南桥": calm}, "deduction", 2022)
    assert sum(found.values()) == wan


@pytest.mark.parametrize(("text", "wan"), [("40", 0), ("40.1", 10), ("41", 10), ("41.1", 20)])
def test_wei_river_counts_each_milligram_begun(text, wan):
    """10 for each mg/L above the limit, a part of one as one."""
    table = {f"{city}出境断面（占位）": {"化学需氧量": "1"} for city in ("宝鸡", "咸阳", "渭南")}
    found = month("wei-river-2010", table | {"西安出境断面（占位）": {"化学需氧量": text}}, "compensation", 2010)
    assert sum(found.values()) == wan


@pytest.mark.parametrize(
    ("measured", "wan"),
    [
        (("20", "1.00", "5.0"), 0),
        (("20.1", "1.00", "5.0"), 10),
        (("22", "1.00", "5.0"), 20),
        (("20", "2.01", "5.0"), 100),  # 1.01 over counts as 2
        (("20", "1.00", "4.9"), 30),  # oxygen lacking
        (("20", "1.00", "4.0"), 30),
    ],
)
def test_yan_river(measured, wan):
    """延安 2017, 第四条: COD 10, ammonia 50, oxygen 30 for each mg/L, a part of one as one."""
    names = ("化学需氧量", "氨氮", "溶解氧")
    table = {
        "安塞区出境断面（占位）": dict(zip(names, measured, strict=True)),
        "宝塔区出境断面（占位）": {"化学需氧量": "1", "氨氮": "0.1", "溶解氧": "9"},
    }
    assert sum(month("yan-river-2017", table, "compensation", 2018).values()) == wan


@pytest.mark.parametrize(
    ("first", "second", "wan"),
    [
        ("1.00", "1.50", {}),  # Ⅲ and Ⅳ exactly: on target
        ("1.01", "1.50", {"jia": -30, "yi": 30}),  # one class off at the source
        ("2.50", "1.50", {"jia": -90, "yi": 90}),
        ("1.00", "1.60", {"yi": -30, "city": 30}),  # worse than the inflow
        ("1.60", "1.60", {"jia": -60, "yi": 45, "city": 15}),  # no worse: half for each class
    ],
)
def test_beijing(first, second, wan):
    """30 for each class off the standard, 15 where the outflow is no worse than the inflow; indicators add up."""
    calm = {"化学需氧量": "1", "氨氮": "0.1", "总磷": "0.01"}
    table = {"上游区出境断面（占位）": calm | {"氨氮": first}, "出市断面（占位）": calm | {"氨氮": second}}
    own = agreement("beijing-districts-2015")
    settlement = ec.settle(own, readings(2016, table, months=[1]), 2016, since=1, through=1)

    assert net(settlement) == {party: amount * WAN for party, amount in wan.items()}


def test_beijing_indicators_add_up_and_sewage_money_is_declared():
    """Two indicators of one section off by a class each cost 60; what the water bureau worked out goes to the city."""
    bad = {"化学需氧量": "21", "氨氮": "1.1", "总磷": "0.01"}
    calm = {"化学需氧量": "1", "氨氮": "0.1", "总磷": "0.01"}
    data = readings(2016, {"上游区出境断面（占位）": bad, "出市断面（占位）": calm}, months=[1])
    inputs = {"sewage_money": {"jia": 100}}
    own = agreement("beijing-districts-2015")
    settlement = ec.settle(own, data, 2016, since=1, through=1, inputs=inputs)

    assert net(settlement) == {"jia": -160 * WAN, "yi": 60 * WAN, "city": 100 * WAN}
