"""The other rules of Hubei: deposits of the Huan River, scores of Shiyan, shares of samples, the pool of the Four Lakes."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pandas
import pytest

import ecocomp as ec
from tests.agreements.support import WAN, agreement, changed, lines, net, readings, refused, rows

UNITS = ("jiangling", "honghu", "jianli", "shashi", "jingzhou_district", "development_zone")
AWARDS_2019 = ("1767.155", "1557.845", "1445.675", "966.525", "793.100", "469.700")
COUNTIES = (
    "maojian",
    "zhangwan",
    "yunyang",
    "yunxi",
    "zhushan",
    "zhuxi",
    "fangxian",
    "danjiangkou",
    "kaifaqu",
    "wudangshan",
)


# -- 四湖 four-lakes ---------------------------------------------------------------------------------------------------


def test_four_lakes_awards_2019_use_up_the_pool():
    """awards_2019: the six published awards add up to the pool of 7000, 江陵 nets 767.155 and the zone pays 530.300."""
    scores = {**dict(zip(UNITS, AWARDS_2019, strict=True)), "jingzhou_city": 0}

    settlement = ec.settle(agreement("four-lakes"), None, 2019, inputs={"score": scores})

    awards = lines(settlement, "awarding")
    assert [awards[unit,] for unit in UNITS] == [int(text.replace(".", "")) * 1000 for text in AWARDS_2019]
    assert sum(awards.values()) == 7000 * WAN
    assert net(settlement)["jiangling"] == 767_155_000
    assert net(settlement)["development_zone"] == -530_300_000


def test_four_lakes_needs_the_scores_of_the_year():
    """Nobody knows how scores come from readings, so that without declared scores nothing is settled."""
    with pytest.raises(ec.SettlementError):
        ec.settle(agreement("four-lakes"), None, 2019)


# -- 黄柏河 huangbai-river ------------------------------------------------------------------------------------------------


def samples(good: dict[str, tuple[int, int]]) -> pandas.DataFrame:
    """Daily samples from December 2017 on: of each section so many at Ⅱ, the rest at Ⅲ."""
    found = []
    for section, (many, total) in good.items():
        for place, day in enumerate(pandas.date_range("2017-12-01", periods=total)):
            value = "4.0" if place < many else "4.1"
            found.append(
                {
                    "断面名称": section,
                    "监测时间": f"{day:%Y-%m-%d}",
                    "高锰酸盐指数(mg/L)": value,
                    "氨氮(mg/L)": "0.10",
                    "总磷(mg/L)": "0.01",
                }
            )
    return pandas.DataFrame(found)


DECIDED = {
    "money_share": {"yiling": 488, "yuanan": 512, "yichang_city": 0},
    "quota_share": {"yiling": 62, "yuanan": 38, "yichang_city": 0},
}


def huangbai(yiling: tuple[int, int], yuanan: tuple[int, int]) -> ec.Settlement:
    table = samples(
        {
            "夷陵断面一（占位）": yiling,
            "夷陵断面二（占位）": (0, 0),
            "远安断面一（占位）": yuanan,
            "远安断面二（占位）": (0, 0),
        }
    )
    own = changed("huangbai-river", "sections: {yiling_2: null, yuanan_2: null}\n")
    return ec.settle(own, ec.read_monitoring(table), 2018, inputs=DECIDED)


def test_huangbai_passed_2018():
    """passed_2018: 171 of 186 samples are 91.93 %, 150 of 164 are 91.46 %; both pass, and the published money follows."""
    settlement = huangbai((171, 186), (150, 164))

    shares = {key[0]: text for key, _, text in settlement.elements("good_share", "en")}
    assert shares["yiling"].startswith("91.93")
    assert shares["yuanan"].startswith("91.46")
    assert lines(settlement, "refunding") == {("yiling",): 700 * WAN, ("yuanan",): 300 * WAN}
    assert lines(settlement, "awarding") == {("yiling",): 488 * WAN, ("yuanan",): 512 * WAN}
    assert settlement.value("ore_quota", party="yiling") == 310_000_000_000  # 31 万吨, in grams
    assert settlement.value("ore_quota", party="yuanan") == 190_000_000_000


def test_huangbai_a_share_on_the_target_passes_and_one_below_moves_the_quota():
    """90 of 100 passes; 79 of 100 fails the 80 of 远安: its deposit and award are lost, its quota goes to 夷陵."""
    settlement = huangbai((90, 100), (79, 100))

    assert net(settlement) == {"yiling": 1000 * WAN, "yuanan": -300 * WAN, "yichang_city": -700 * WAN}
    assert settlement.value("ore_quota", party="yiling") == 500_000_000_000
    assert settlement.value("ore_quota", party="yuanan") == 0


def test_huangbai_with_nobody_on_target_keeps_its_money():
    """Both fail: the deposits are forfeited and the city has its 1000 back."""
    settlement = huangbai((10, 100), (10, 100))

    assert net(settlement) == {"yiling": -700 * WAN, "yuanan": -300 * WAN, "yichang_city": 1000 * WAN}


# -- 澴河 huan-river ---------------------------------------------------------------------------------------------------

THREE = {"化学需氧量": "20", "氨氮": "1.00", "总磷": "0.200"}
TWO = {"化学需氧量": "15", "氨氮": "0.50", "总磷": "0.100"}
DAWU, XIAOCHANG, XIAONAN = "大悟断面一（占位）", "孝昌断面一（占位）", "孝南断面一（占位）"


def huan(changes, **options):
    now = {DAWU: THREE, XIAOCHANG: THREE, XIAONAN: THREE} | changes
    table = rows(2019, dict.fromkeys(now, THREE)) + rows(2020, now)
    return ec.settle(agreement("huan-river"), ec.read_monitoring(pandas.DataFrame(table)), 2020, **options)


def over_in_january(text):
    return {**THREE, "氨氮": [text, *["1.00"] * 11]}


def test_huan_a_year_by_hand():
    """大悟 improves by a class and attains all year (2 points), 孝昌 attains (1 point), 孝南 is over by 0.16 in January.

    孝南 loses 10 of its deposit, which go 12 : 12 to the two others; the city's 300 go 2 : 1 : 0.
    """
    settlement = huan({DAWU: TWO, XIAONAN: over_in_january("1.16")})

    assert lines(settlement, "deducting") == {("xiaonan",): 10 * WAN}
    assert lines(settlement, "compensating") == {("dawu",): 5 * WAN, ("xiaochang",): 5 * WAN}
    assert lines(settlement, "rewarding") == {("dawu",): 200 * WAN, ("xiaochang",): 100 * WAN}
    assert net(settlement) == {
        "dawu": 205 * WAN,
        "xiaochang": 105 * WAN,
        "xiaonan": -10 * WAN,
        "xiaogan_city": -300 * WAN,
    }


@pytest.mark.parametrize(
    ("text", "wan"), [("1.15", 0), ("1.16", 10), ("1.50", 10), ("1.51", 20), ("2.00", 20), ("2.01", 40)]
)
def test_huan_deductions_at_the_ends_of_the_bands(text, wan):
    """A multiple at the upper end of a band belongs to it."""
    settlement = huan({XIAONAN: over_in_january(text)})

    assert lines(settlement, "deducting").get(("xiaonan",), 0) == wan * WAN


def test_huan_a_deposit_is_used_up_and_no_more():
    """Twelve months over by more than 1 would be 480; the deposit is 300."""
    settlement = huan({XIAONAN: {**THREE, "氨氮": "3.00"}})

    assert lines(settlement, "deducting") == {("xiaonan",): 300 * WAN}
    assert lines(settlement, "refunding") == {("dawu",): 300 * WAN, ("xiaochang",): 300 * WAN}


def test_huan_a_missing_month_stops():
    """A section-month without a reading is not taken as attained."""
    with pytest.raises(ec.SettlementError) as caught:
        huan({XIAONAN: {**THREE, "氨氮": ["", *["1.00"] * 11]}})

    assert refused(caught)


# -- 十堰 shiyan -------------------------------------------------------------------------------------------------------

GOOD = {"高锰酸盐指数": "6.0", "氨氮": "1.00", "总磷": "0.200"}
FOUR = {"高锰酸盐指数": "6.1", "氨氮": "1.00", "总磷": "0.200"}


def shiyan_of_maojian() -> ec.Agreement:
    """The agreement with twelve sections in 茅箭 and one in each other county."""
    more = "".join(
        f"  mj{place}: {{name: 茅箭{place}, upstream: maojian, target: III, status: assumed, note: 测试}}\n"
        for place in range(12)
    )
    return changed("shiyan", f"sections:\n  maojian_out: null\n{more}")


def shiyan(own: ec.Agreement, before, now) -> ec.Settlement:
    """2021 with all sections at Ⅲ but those in ``now``, after a year at Ⅲ but for those in ``before``."""
    names = [each.name for each in own.sections.values()]
    table = rows(2020, dict.fromkeys(names, GOOD) | before) + rows(2021, dict.fromkeys(names, GOOD) | now)
    return ec.settle(own, ec.read_monitoring(pandas.DataFrame(table)), 2021)


def test_shiyan_score_maojian_2021():
    """score_maojian_2021: 143 of 144 section-months on target and one class gained make 99.31 + 10 = 109.31."""
    over = {**GOOD, "氨氮": ["1.01", *["1.00"] * 10, "0.90"]}

    settlement = shiyan(shiyan_of_maojian(), {"茅箭0": FOUR}, {"茅箭1": over})

    assert settlement.value("score", party="maojian") == Fraction("109.31")


def test_shiyan_awards_go_by_score_to_those_rated_good():
    """房县 is over in two months of twelve: 83.33, no award. The nine others share by score, 100 : 983.33 of 3300 each.

    3300 × 100 / 983.33 = 335.59…; what 房县 would have had stays with the city.
    """
    over = {**GOOD, "氨氮": ["1.01", "1.01", *["1.00"] * 8, "0.90", "0.90"]}

    settlement = shiyan(agreement("shiyan"), {}, {"房县断面（占位）": over})

    assert settlement.value("score", party="fangxian") == Fraction("83.33")
    awards = lines(settlement, "awarding")
    assert sorted(awards) == sorted((county,) for county in COUNTIES if county != "fangxian")
    assert {abs(fen - round(3300 * WAN * 100 / 983.33)) <= 1 for fen in awards.values()} == {True}
    assert sum(each.fen for each in settlement.lines if each.name in ("awarding", "remaining")) == 3300 * WAN


def test_shiyan_inflow_relief():
    """茅箭 over its target counts as on target where no indicator is worse than what 张湾 sends, and not where one is."""
    bad = {**GOOD, "氨氮": "1.20"}
    worse = {**bad, "总磷": "0.210"}

    relieved = shiyan(agreement("shiyan"), {}, {"张湾断面（占位）": bad, "茅箭断面（占位）": bad})
    not_relieved = shiyan(agreement("shiyan"), {}, {"张湾断面（占位）": bad, "茅箭断面（占位）": worse})

    assert relieved.value("score", party="maojian") == 100
    assert not_relieved.value("score", party="maojian") == 0
    assert relieved.value("score", party="zhangwan") == 0  # no section above to be compared with


# -- 汉江 wuhan-han-river ---------------------------------------------------------------------------------------------


def test_the_han_river_is_settled_by_the_tiers_of_the_yangtze():
    """An index a fifth below the control section's earns the district 100, one a fifth above costs it 200."""
    base = {"化学需氧量": "10.0", "高锰酸盐指数": "2.0", "氨氮": "0.25", "总磷": "0.050"}
    low, high = (
        {name: str(Decimal(text) * factor) for name, text in base.items()}
        for factor in (Decimal("0.8"), Decimal("1.2"))
    )
    own = agreement("wuhan-han-river")
    names = {key: each.name for key, each in own.sections.items()}
    table = dict.fromkeys(names.values(), base) | {names["han_1"]: low, names["han_2"]: high}

    settlement = ec.settle(
        changed("wuhan-han-river", "readings: {decimals: unrounded}\n"),
        readings(2018, table, months=[1]),
        2018,
        through=1,
    )

    found = lines(settlement, "index_settlement")
    assert (found["han_1", "2018-01"], found["han_2", "2018-01"], found["han_3", "2018-01"]) == (
        100 * WAN,
        -200 * WAN,
        50 * WAN,
    )
    assert ("han_control", "2018-01") not in found
