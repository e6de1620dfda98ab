"""安徽、合肥、沱湖、江苏、镇江: steps and their ends, caps, runs of days, veto, suspension, findings, shares."""

from __future__ import annotations

import pandas
import pytest

import ecocomp as ec
from tests.agreements.support import WAN, agreement, lines, net, readings, rows

ANHUI = ("高锰酸盐指数", "氨氮", "总磷")
#: Exactly Ⅲ, and exactly Ⅳ, of rivers.
THREE = dict(zip(ANHUI, ("6.0", "1.00", "0.200"), strict=True))
FOUR = dict(zip(ANHUI, ("10.0", "1.50", "0.300"), strict=True))


def wan(settlement):
    return {party: fen // WAN for party, fen in net(settlement).items()}


def january(name, table, year=2022, **options):
    return ec.settle(agreement(name), readings(year, table, months=[1]), year, since=1, through=1, **options)


@pytest.mark.parametrize(
    ("text", "amount"),
    [("1.00", 0), ("1.01", -50), ("1.50", -50), ("1.51", -100), ("5.00", -400), ("0.50", 0)],
)
def test_anhui_steps(text, amount):
    """Each half begun over the limit costs 50; the target itself nothing (another indicator keeps it at Ⅲ)."""
    table = {"跨市断面（占位）": THREE | {"氨氮": text}, "市内或出省断面（占位）": FOUR}
    assert wan(january("anhui-sections-2018", table, 2019)).get("jia", 0) == amount


def test_anhui_pays_for_better_classes_between_cities_and_by_the_province():
    """Ⅱ for Ⅲ is 50 from the city below; Ⅲ for Ⅳ is 50 from the province, and both may meet."""
    two = dict(zip(ANHUI, ("4.0", "0.50", "0.100"), strict=True))
    settlement = january("anhui-sections-2018", {"跨市断面（占位）": two, "市内或出省断面（占位）": THREE}, 2019)

    assert wan(settlement) == {"jia": 50, "province": -50}
    assert len(settlement.lines) == 2


COUNTY, DISTRICT = "甲县断面（占位）", "乙区断面（占位）"
CLEAN = {**THREE, "氨氮": "1.00"}


def hefei(daily=(), monthly=CLEAN, months=1, before=THREE, district=FOUR, **inputs):
    """2023 (its first months) after a year of class Ⅲ; ``daily`` are values of ammonia of county A by month and day."""
    table = rows(2022, {COUNTY: before, DISTRICT: FOUR})
    table += rows(2023, {COUNTY: monthly}, range(1 + (1 if daily else 0), months + 1))
    table += rows(2023, {DISTRICT: district}, range(1, months + 1))
    for when, text in daily:
        values = {**THREE, "氨氮": text}
        table.append({"断面名称": COUNTY, "监测时间": when} | {f"{name}(mg/L)": each for name, each in values.items()})
    data = ec.read_monitoring(pandas.DataFrame(table))
    return ec.settle(agreement("hefei-sections-2022"), data, 2023, since=1, through=months, inputs=inputs)


def days(texts, first=1):
    return [(f"2023-01-{day:02d}", text) for day, text in enumerate(texts, first)]


@pytest.mark.parametrize(
    ("text", "amount"), [("1.00", 0), ("1.01", 50), ("1.50", 50), ("1.51", 100), ("4.00", 300), ("9.00", 300)]
)
def test_hefei_steps_and_cap(text, amount):
    """50 for each half begun, no more than 300 an indicator and month."""
    found = lines(hefei(monthly=THREE | {"氨氮": text}), "penalties")
    assert sum(found.values()) == amount * WAN


@pytest.mark.parametrize(
    ("texts", "counted"),
    [
        (["1.2"] * 4 + ["0.1"] * 20, 0),  # four days are no run of five
        (["1.2"] * 5 + ["0.1"] * 20, 5),
        (["1.2"] * 4 + ["1.0"] + ["1.2"] * 4, 0),  # a day exactly on the limit breaks it
        (["1.2"] * 5 + ["0.1"] + ["1.2"] * 3 + ["0.1"] * 15, 5),  # the later three days do not count
        (["1.2"] * 9 + ["0.1"] * 20, 6),  # nine days at 50 are capped at 300
    ],
)
def test_hefei_runs_of_days_at_an_automatic_station(texts, counted):
    """Days of runs of five or more cost 50 each, 300 at most."""
    assert sum(lines(hefei(days(texts)), "station_penalties").values()) == counted * 50 * WAN


def test_hefei_a_day_without_data_breaks_a_run():
    """Four days, a gap, four days: no run of five."""
    found = hefei([*days(["1.2"] * 4), *days(["1.2"] * 4, first=6), *days(["0.1"] * 12, first=10)])
    assert lines(found, "station_penalties") == {}


@pytest.mark.parametrize(
    ("phosphorus", "inputs", "amount"),
    [
        ("0.141", {}, 0),  # 29.5 % better than 0.2
        ("0.140", {}, 50),  # exactly 30 %
        ("0.140", {"accident": {"strict": True}}, 0),  # veto
    ],
)
def test_hefei_awards_of_the_year(phosphorus, inputs, amount):
    """Target Ⅲ: each indicator 30 % better than last year 50, nothing after an accident."""
    found = lines(hefei(monthly=THREE | {"总磷": phosphorus}, months=12, **inputs), "awards")
    assert found.get(("strict",), 0) == amount * WAN


def test_hefei_awards_for_better_classes_and_the_veto_of_a_missed_target():
    """Target Ⅳ: a year of Ⅲ is one class better, 50; a year of Ⅴ is off target and has none."""
    assert lines(hefei(months=12, district=THREE), "awards") == {("loose",): 50 * WAN}
    assert lines(hefei(months=12, district=FOUR | {"氨氮": "1.60"}), "awards") == {}


def tuo(months=(7,), suspended=None, declared=True, **changes):
    lake = {**THREE, "总磷": "0.050"}
    table = {name: lake | changes.get(name, {}) for name in ("王桥闸", "樊集", "关咀", "蔡桥闸", "沱湖湖区")}
    if suspended:
        del table["蔡桥闸"]
    inputs = {"suspended": {"蔡桥闸": dict.fromkeys(months, True)}} if suspended and declared else {}
    data = readings(2021, table, months=months)
    return ec.settle(agreement("tuo-lake-2019"), data, 2021, since=months[0], through=months[-1], inputs=inputs)


def test_tuo_lake_section_months():
    """On target 100, a class better 100 more, over by up to a half -100, by more -200; the lake by its own limits."""
    assert wan(tuo()) == {"huaibei": 100, "suzhou": 300, "bengbu": 100, "province": -500}
    assert wan(tuo(樊集={"氨氮": "1.50"}))["suzhou"] == 100
    assert "suzhou" not in wan(tuo(樊集={"氨氮": "1.51"}))  # 100 + 100 - 200
    better = {"高锰酸盐指数": "4.0", "氨氮": "0.50"}
    assert wan(tuo(樊集=better))["suzhou"] == 400  # 0.05 of phosphorus is Ⅱ in a river
    assert wan(tuo(沱湖湖区={"总磷": "0.051"}))["bengbu"] == -100  # over in a lake


def test_tuo_lake_suspension_is_declared():
    """A suspended section needs no readings and pays nothing; not declared, its missing readings stop the settlement."""
    settlement = tuo(suspended=True)

    assert "huaibei" not in wan(settlement)
    assert "未计算“月度补偿”：蔡桥闸 2021-07，“断面因施工等暂停考核”成立，按协议不参加" in {
        each.message("zh") for each in settlement.problems
    }
    with pytest.raises(ec.SettlementError) as caught:
        tuo(suspended=True, declared=False)
    assert "蔡桥闸" in caught.value.text("zh")


RIVER, TAIHU = "一般河流断面（占位）", "太湖流域断面（占位）"


def jiangsu(river=(), taihu=(), **inputs):
    calm = {**THREE, "总氮": "4.0"}
    table = {RIVER: calm | dict(river), TAIHU: {**calm, "总磷": "0.150"} | dict(taihu)}
    return january("jiangsu-sections-2021", table, inputs=inputs)


@pytest.mark.parametrize(
    ("text", "amount"), [("1.00", 50), ("1.01", -50), ("1.50", -50), ("1.51", -75), ("2.00", -75), ("2.01", -125)]
)
def test_jiangsu_steps(text, amount):
    """The upstream side gets 50 on target, and pays 50, 75 or 125 over it; 0.5 and 1 belong to the lower step."""
    assert wan(jiangsu(river={"氨氮": text}))["shang"] == amount


def test_jiangsu_taihu_counts_phosphorus_double_and_nitrogen_too():
    """TP up to half over costs 2 × 50 in the Taihu basin, TN 50; outside it TN takes no part."""
    found = lines(jiangsu(taihu={"总磷": "0.160", "总氮": "4.1"}, river={"总氮": "9"}), "monthly")

    assert found == {("taihu", "2022-01"): -150 * WAN, ("river", "2022-01"): 50 * WAN}


def test_jiangsu_a_finding_of_no_fault_is_declared():
    """Where the upstream side proves that it is not at fault it pays nothing that month."""
    found = jiangsu(river={"氨氮": "2.5"}, no_fault={"river": {1: True}})
    assert "shang" not in wan(found)


def test_zhenjiang_shares_by_contribution():
    """九里: 1 mg/L of CODMn over in 1,000,000 m³ is 1 t, 15,000 yuan: 丹阳 85.78 %, 丹徒 14.22 %, to the fen.

    TP 0.1 mg/L over is 0.1 t, 10,000 yuan, 88.07 and 11.93 %; ammonia below its target is not set against it.
    """
    table = pandas.DataFrame(
        [
            {
                "断面名称": "九里",
                "监测时间": "2010-01",
                "高锰酸盐指数(mg/L)": "7.0",
                "氨氮(mg/L)": "0.5",
                "总磷(mg/L)": "0.300",
                "水量(万m3)": "100",
            }
        ]
    )
    settlement = ec.settle(agreement("taihu-zhenjiang-2009"), ec.read_monitoring(table), 2010, since=1, through=1)

    assert lines(settlement, "sharing") == {
        ("jiuli", "codmn", "danyang", "2010-01"): 1_286_700,
        ("jiuli", "codmn", "dantu", "2010-01"): 213_300,
        ("jiuli", "tp", "danyang", "2010-01"): 880_700,
        ("jiuli", "tp", "dantu", "2010-01"): 119_300,
    }
    assert net(settlement) == {"danyang": -2_167_400, "dantu": -332_600, "province": 2_500_000}
