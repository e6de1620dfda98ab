"""Published outcomes and rules of Hunan, Chongqing, Heze, Dianchi and Fujian, with the arithmetic."""

from __future__ import annotations

from fractions import Fraction

import pytest

import ecocomp as ec
from tests.agreements.headed import headed, months
from tests.agreements.support import WAN, agreement, net

ITEMS = ("溶解氧", "高锰酸盐指数", "化学需氧量", "氨氮", "总磷")
LI = {
    "I": ("7.5", "2.0", "15.0", "0.15", "0.020"),
    "II": ("6.0", "4.0", "15.0", "0.50", "0.100"),
    "III": ("5.0", "6.0", "20.0", "1.00", "0.200"),
    "IV": ("3.0", "10.0", "30.0", "1.50", "0.300"),
}


def li_river(before, now):
    heads = [f"{name}(mg/L)" for name in ITEMS]
    pairs = zip(LI[before], LI[now], strict=True)
    data = headed(["2020-01", "2021-01"], {"澧水张家界常德交界断面（占位）": dict(zip(heads, pairs, strict=True))})
    return ec.settle(agreement("li-river"), data, 2021, through=1)


@pytest.mark.parametrize(
    ("before", "now", "wan"),
    [
        ("I", "I", 80),
        ("II", "II", 0),
        ("III", "III", -80),
        ("III", "II", 80),
        ("I", "II", 0),
        ("III", "IV", -80),
        ("IV", "III", 80),
    ],
)
def test_li_river_published_rule(before, now, wan):
    """published_rule of li-river (2020-04-21): Ⅰ 80, Ⅱ 0, Ⅲ −80, and Ⅱ after Ⅲ last year 80; limits are met when equal."""
    assert net(li_river(before, now)).get("zhangjiajie", 0) == wan * WAN


def test_li_river_needs_last_year_where_it_decides():
    """Without last year's month Ⅰ still pays 80, Ⅱ cannot be settled."""
    heads = [f"{name}(mg/L)" for name in ITEMS]

    def only_now(grade):
        data = headed(["2020-01"], {"澧水张家界常德交界断面（占位）": dict(zip(heads, LI[grade], strict=True))})
        return ec.settle(agreement("li-river"), data, 2020, through=1)

    assert net(only_now("I"))["zhangjiajie"] == 80 * WAN
    with pytest.raises(ec.SettlementError):
        only_now("II")


XIANG = {"I": ("15.0", "0.15", "0.020"), "II": ("15.0", "0.50", "0.100"), "III": ("20.0", "1.00", "0.200")}


def xiang(values, before=None, flow="100", through=12):
    heads = ("化学需氧量(mg/L)", "氨氮(mg/L)", "总磷(mg/L)")
    pairs = zip(before or values, values, strict=True)
    table = {head: [old] * through + [new] * through for head, (old, new) in zip(heads, pairs, strict=True)}
    data = headed(months(2013, through) + months(2014, through), {"归阳镇": table | {"流量(m3/s)": flow}})
    return ec.settle(agreement("xiang-river-2014"), data, 2014, through=through)


def test_yongzhou_2014():
    """yongzhou_2014 of xiang-river-2014 (湖南日报 2015-12-30): twelve months at Ⅱ give 12 × 50 = 600 and no fine."""
    assert net(xiang(XIANG["II"])) == {"yongzhou": 600 * WAN, "province": -600 * WAN}


@pytest.mark.parametrize(
    ("values", "before", "flow", "wan"),
    [
        (XIANG["I"], None, "100", 100),
        (XIANG["III"], None, "100", 0),
        (("20.0", "1.20", "0.200"), None, "100", -20),  # over by exactly 0.2: one step
        (("20.0", "1.21", "0.200"), None, "100", -40),
        (XIANG["II"], XIANG["III"], "100", 60),  # one class better than last year
        (XIANG["III"], XIANG["II"], "100", -10),
        (XIANG["II"], None, "99.9", 40),  # below the least flow
    ],
)
def test_xiang_river_parts(values, before, flow, wan):
    """Reward, fine per 0.2 of excess, change against last year and least flow, each by itself."""
    assert net(xiang(values, before, flow, through=1)).get("yongzhou", 0) == wan * WAN


def heze(cod, nh3n):
    data = headed(months(2015, 3), {"县区出境断面（占位）": {"化学需氧量(mg/L)": cod, "氨氮(mg/L)": nh3n}})
    return ec.settle(agreement("heze-2014"), data, 2015, through=3)


@pytest.mark.parametrize(
    ("cod", "nh3n", "wan"),
    [
        ("20", "1.00", 35),  # worked_example of heze-2014: (30-20)×2 + (1.5-1)×30 = 35, the press printed 45
        ("30", "1.50", 0),
        ("35", "2.00", -25),
        (("20", "30", "40"), "1.50", 0),  # the mean of the quarter counts
    ],
)
def test_heze_formula(cod, nh3n, wan):
    """The published formula; what the report of 2014-06-23 makes of its own example is in explained-differences.md."""
    assert net(heze(cod, nh3n)).get("county", 0) == wan * WAN


CIBA = {
    "II": ("6.0", "4.0", "0.50", "0.100"),
    "III": ("5.0", "6.0", "1.00", "0.200"),
    "IV": ("3.0", "10.0", "1.50", "0.300"),
}


@pytest.mark.parametrize(
    ("before", "now", "wan"), [("IV", "III", 100), ("III", "III", 0), ("II", "III", -100), ("IV", "IV", -100)]
)
def test_chongqing_month(before, now, wan):
    """On target and better than last year 100, on target and worse −100, the same 0, off target −100 (assumed)."""
    heads = ("溶解氧(mg/L)", "高锰酸盐指数(mg/L)", "氨氮(mg/L)", "总磷(mg/L)")
    pairs = list(zip(CIBA[before], CIBA[now], strict=True))
    other = [(text, text) for text in CIBA["III"]]
    data = headed(
        ["2018-01", "2019-01"],
        {"茨坝": dict(zip(heads, pairs, strict=True)), "临江河河口（占位）": dict(zip(heads, other, strict=True))},
    )

    settlement = ec.settle(agreement("chongqing-rivers"), data, 2019, through=1, inputs={"early": {"jiangjin": True}})

    assert net(settlement).get("yongchuan", 0) == wan * WAN
    assert net(settlement)["city"] == -300 * WAN


DASHIQIAO = {"化学需氧量(mg/L)": "55", "氨氮(mg/L)": "2.00", "总磷(mg/L)": "0.400", "水量(万m3)": "349"}


def dianchi(dashiqiao, **inputs):
    mouth = {"化学需氧量(mg/L)": "40", "氨氮(mg/L)": "2.00", "总磷(mg/L)": "0.400", "水量(万m3)": "100"}
    data = headed(["2017-07"], {"大石桥": dashiqiao, "入湖口断面（占位）": mouth})
    return ec.settle(agreement("dianchi"), data, 2017, since=7, through=7, inputs=inputs)


def test_dianchi_load_of_july_2017():
    """dashiqiao_2017_07: 15 mg/L × 349 万m³ are 52.35 t; the price behind 149.0987 is not published."""
    settlement = dianchi(DASHIQIAO)

    assert settlement.value("excess", section="大石桥", indicator="cod", month=7) == Fraction("52.35") * 1_000_000
    assert net(settlement)["gaoxin"] == Fraction("104.7") * WAN  # at the made-up 20000 yuan/t


def test_dianchi_dry_and_unfinished_works():
    """A dry month costs 30 only where it is found to be by human cause; 20 % of 500 not invested are 100."""
    dry = dict.fromkeys(DASHIQIAO, "断流")

    assert net(dianchi(dry)) == {}
    assert net(dianchi(dry, unnatural={"dashiqiao": {7: True}}, unspent={"wuhua": "500"})) == {
        "wuhua": -130 * WAN,
        "gaoxin": 30 * WAN,
        "city": 100 * WAN,
    }


def test_fujian_2019():
    """pool_2019 of fujian-2019: 125000 go 87500, 25000 and 10 % by three scores, and nothing is left."""
    scores = {
        "water_score": {"jia": "60", "yi": "40"},
        "forest_score": {"jia": "1", "yi": "4"},
        "use_score": {"jia": "1", "yi": "1"},
    }
    settlement = ec.settle(agreement("fujian-2019"), None, 2019, inputs=scores)

    # 87500 × 0.6 + 25000 × 0.2 + 12500 × 0.5 = 52500 + 5000 + 6250
    assert net(settlement) == {"jia": 63750 * WAN, "yi": 61250 * WAN}
    with pytest.raises(ec.SettlementError):
        ec.settle(agreement("fujian-2019"), None, 2019, inputs={})
