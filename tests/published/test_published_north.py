"""河北、晋城、渭河、沱湖: what was published of a month against the steps of the agreement."""

from __future__ import annotations

import pytest

import ecocomp as ec
from tests.agreements.support import WAN, agreement, lines, net, readings

CALM = {"化学需氧量": "1", "氨氮": "0.1", "总磷": "0.01"}


def hebei(name, indicator, text, year, month):
    """What one section pays in a month, 万元; its target is Ⅴ: COD 40, ammonia 2, TP 0.4 mg/L."""
    indicators = 3 if name.endswith("2016") else 2
    calm = dict(list(CALM.items())[:indicators])
    table = {"上游市出境断面（占位）": calm | {indicator: text}, "下游市出境断面（占位）": calm}
    data = readings(year, table, months=[month])
    settlement = ec.settle(agreement(name), data, year, since=month, through=month)
    return sum(lines(settlement, "deduction").values()) // WAN


@pytest.mark.parametrize(
    ("outcome", "indicator", "texts", "wan"),
    [
        ("january_2016_cod", "化学需氧量", ("41", "90"), 240),  # 0.025 and 1.25 times over: 30 × (1 + 7)
        ("january_2016_nh3n", "氨氮", ("2.26", "3.23"), 90),  # 0.13 and 0.615 times over: 30 × (1 + 2)
        (
            "january_2016_city_nh3n",
            "氨氮",
            ("2.30", "2.6", "3.00"),
            90,
        ),  # 0.15, one between and 0.5 itself: a step each
    ],
)
def test_hebei_in_january_2016(outcome, indicator, texts, wan):
    """冀环领办〔2016〕7号: the sections over together pay what was published."""
    assert sum(hebei("hebei-sections-2012", indicator, text, 2016, 1) for text in texts) == wan
    assert outcome in [each.name for each in agreement("hebei-sections-2012").text.outcomes]


@pytest.mark.parametrize(
    ("indicator", "text", "wan"),
    [
        ("化学需氧量", "55", 60),  # december_2016_cod: 0.375 times over, two steps of 0.2
        ("氨氮", "2.58", 30),  # 0.29, the least of four that pay 270
        ("氨氮", "5.3", 120),  # 1.65, the most of them: 120 remain for the two between
        ("总磷", "0.44", 30),  # 0.1, the least of six that pay 510
        ("总磷", "2.05", 270),  # 4.125, the most of them: 210 remain for the four between
        ("氨氮", "2.96", 30),  # baoding_february_2018: 安国, 0.48 times over, 保水领办〔2018〕5号
    ],
)
def test_hebei_in_december_2016(indicator, text, wan):
    """冀水领办〔2017〕9号: COD pays 60 as published; of ammonia and TP the least and the most leave room for the rest."""
    assert hebei("hebei-sections-2016", indicator, text, 2016, 12) == wan


@pytest.mark.parametrize("text", ["47.2", "42"])  # 0.18 and 0.05 times over, no more than what flowed in
def test_baoding_in_february_2018(text):
    """baoding_february_2018_cod, 保水领办〔2018〕5号: two sections over whose COD had not increased paid nothing."""
    table = {name: CALM | {"化学需氧量": text} for name in ("上游市出境断面（占位）", "下游市出境断面（占位）")}
    data = readings(2018, table, months=[2])
    settlement = ec.settle(agreement("hebei-sections-2016"), data, 2018, since=2, through=2)
    charged = {section: fen for (section, *_), fen in lines(settlement, "deduction").items() if fen}

    assert set(charged) == {"first"}  # no inflow is known of the first; the second got what the first let out


def test_xuancheng_in_october_2020():
    """xuancheng_october_2020, 宣城市生态环境局 2021-01-04: three sections a class better and one two classes, 3 × 50 + 100."""
    grades = {"II": "4.0", "III": "6.0"}  # CODMn at the limit of the class; the sections' target is Ⅲ or Ⅳ

    def paid(section, grade):
        """What the city of a section is paid in October, 万元."""
        calm = {"氨氮": "0.10", "总磷": "0.02"}
        table = {each.name: calm | {"高锰酸盐指数": "6.0"} for each in own.sections.values()}
        table[own.sections[section].name] = calm | {"高锰酸盐指数": grades[grade]}
        settlement = ec.settle(own, readings(2020, table, months=[10]), 2020, since=10, through=10)
        return sum(fen for key, fen in lines(settlement, "bonuses").items() if section in key) // WAN

    own = agreement("anhui-sections-2018")

    assert 3 * paid("first", "II") + paid("second", "II") == 250  # Ⅲ to Ⅱ is one class, Ⅳ to Ⅱ two


def test_jincheng_in_november_2022():
    """november_2022, 晋城市生态环境局 2022-12-29: 2.12 / 1.0 - 1 = 1.12 pays 100, 3.17 / 2.0 - 1 = 0.585 pays 50."""
    table = {"郑庄": CALM | {"氨氮": "2.12"}, "寺底南桥": CALM | {"氨氮": "3.17"}}
    own = agreement("jincheng-sections-2020")
    settlement = ec.settle(own, readings(2022, table, months=[11]), 2022, since=11, through=11)

    assert net(settlement) == {"qinshui": -100 * WAN, "kaifaqu": -50 * WAN, "city": 150 * WAN}


def test_wei_river_in_january_2010():
    """january_2010: 40 and 10 万元 are 4 and 1 mg/L over (limits of 40 mg/L are made up; the excess is what counts)."""
    table = {f"{city}出境断面（占位）": {"化学需氧量": text} for city, text in WEI.items()}
    own = agreement("wei-river-2010")
    settlement = ec.settle(own, readings(2010, table, months=[1]), 2010, since=1, through=1)

    assert net(settlement) == {"xian": -40 * WAN, "xianyang": -10 * WAN, "province": 50 * WAN}


WEI = {"宝鸡": "20", "咸阳": "41", "西安": "44", "渭南": "30"}

#: 2021: the month, which of 樊集, 关咀 and 王桥闸 missed the target, and what was published of 宿州, 万元.
TUO = [
    (7, {"樊集", "关咀"}, -100),
    (8, {"樊集", "关咀", "王桥闸"}, -300),
    (9, set(), 400),
    (10, {"王桥闸"}, 100),
    (11, {"王桥闸"}, 200),
    (12, {"王桥闸", "关咀"}, -100),
]


@pytest.mark.parametrize(("month", "missed", "published"), TUO)
def test_tuo_lake_in_2021(month, missed, published):
    """suzhou_2021: 100 a section either way gives four months; of two it gives 100 less than was published."""
    good = {"高锰酸盐指数": "6.0", "氨氮": "1.00", "总磷": "0.05"}  # Ⅲ exactly
    bad = good | {"氨氮": "1.20"}
    names = ("樊集", "关咀", "王桥闸", "沱湖湖区")
    table = {name: bad if name in missed or name == "沱湖湖区" else good for name in names}
    settlement = ec.settle(
        agreement("tuo-lake-2019"),
        readings(2021, table, months=[month]),
        2021,
        since=month,
        through=month,
        inputs={"suspended": {"蔡桥闸": {month: True}}},
    )

    lacking = 100 if month in {9, 11} else 0
    assert net(settlement).get("suzhou", 0) == (published - lacking) * WAN
    assert net(settlement)["bengbu"] < 0  # though nothing was charged in November


@pytest.mark.parametrize(
    ("parts", "total"),
    [
        ((78, 943), 1021),  # Beijing, first half of 2020, boundary sections
        ((3500, 3195, 4390), 11085),  # the same, sewage works
        ((1021, 11085), 12106),
        ((2640, 351, 680, 60, 10288, 2125, 961, 132), 17237),  # Shanxi, January to September, deductions
        ((2400, 1400, 650, 150, 300, 200, 1600, 500), 7200),  # the same, awards
        ((31, 21, 13, 9, 9, 8.5, 6, 5, 5, 1), 108.5),  # 蒙城, October 2023
        ((60, 270, 510), 840),  # Hebei, December 2016
        ((240, 90, 570, 90), 990),  # Hebei, January 2016: sections of the province and of the cities
        ((0, 120, 450), 570),  # 保定, February 2018
        ((4.86, 8.30), 13.16),  # Dianchi, 2017 and to August 2018, in 亿元
        ((11800, 4000, 4000), 19800),  # the Dabie Mountains, what is for Lu'an and the two cities' parts
        ((9 * 4000, 3 * 6000), 54000),  # the same, Hefei's twelve payments to 2025, if that is how it came
    ],
)
def test_published_parts_add_up(parts, total):
    """Totals of which the inputs were not published are at least the sums of their published parts."""
    assert sum(parts) == total
