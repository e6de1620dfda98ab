"""Henan, Zhoukou, Shandong, Guizhou and Hainan: each branch, equal values at each boundary, missing data."""

from __future__ import annotations

from fractions import Fraction

import pandas
import pytest

import ecocomp as ec
from tests.agreements.headed import headed, months
from tests.agreements.support import WAN, agreement, lines, net, refused


def henan(name, cod, nh3n="1.00"):
    values = {"化学需氧量(mg/L)": cod, "氨氮(mg/L)": nh3n, "流量(m3/s)": "10"}
    data = headed(["2015-01"], {"省辖市出境断面（占位）": values})
    return net(ec.settle(agreement(name), data, 2015, through=1)).get("upper", 0)


@pytest.mark.parametrize(
    ("name", "cod", "nh3n", "yuan"),
    [
        ("henan-2010", "40", "2.00", 0),
        ("henan-2010", "50", "1.00", 669_600),  # 10 × 10 × 2,678,400 s = 267.84 t, at 2500
        ("henan-2010", "40", "3.00", 267_840),  # 26.784 t at 10000
        ("henan-2014", "30", "1.50", 0),
        ("henan-2014", "40", "1.00", 669_600),  # over the zone's 30 by 10, not over the year's 40
        ("henan-2014", "50", "1.00", 2_008_800),  # over by 20 and by 10: both passes
    ],
)
def test_henan_loads(name, cod, nh3n, yuan):
    """Load over the target times its price; since 2014 in two passes that add up."""
    assert henan(name, cod, nh3n) == -100 * yuan


WEEKS = ("2015-01-05", "2015-01-12", "2015-01-19", "2015-01-26")
PLACES = ("沙颍河责任断面（占位）", "沙颍河入河口断面（占位）", "其他流域责任断面（占位）")


def zhoukou(place, cod, times=WEEKS):
    good = {"化学需氧量(mg/L)": "50", "氨氮(mg/L)": "2.50"}
    data = headed(times, {name: good | ({"化学需氧量(mg/L)": cod} if name == place else {}) for name in PLACES})
    return ec.settle(agreement("zhoukou"), data, 2015, through=1)


@pytest.mark.parametrize(
    ("place", "cod", "wan"),
    [
        (PLACES[0], ("55", "50", "50", "50"), 0),  # m = 0.1 is within the deadband
        (PLACES[0], ("60", "50", "50", "50"), 12),  # 0.2: 10 × 1.2
        (PLACES[0], ("75", "50", "50", "50"), 15),  # 0.5: still 10 × 1.5
        (PLACES[0], ("100", "50", "50", "50"), 50),  # 1: 25 × 2
        (PLACES[0], ("125", "50", "50", "50"), 125),  # 1.5: 50 × 2.5
        (PLACES[0], ("150", "50", "50", "50"), 300),  # 2: 100 × 3
        (PLACES[0], ("155", "50", "50", "50"), 620),  # 2.1: 200 × 3.1
        (PLACES[0], "60", 48),  # every week by itself
        (PLACES[1], ("52", "50", "50", "50"), Fraction("15.6")),  # river mouth: 15 × 1.04, no deadband
        (PLACES[2], ("80", "60", "40", "60"), 12),  # not weekly: the month's mean 60
    ],
)
def test_zhoukou_samples(place, cod, wan):
    """Each weekly sample on its own, by base times (1 + m); boundaries belong to the lower band."""
    assert sum(lines(zhoukou(place, cod), "deduction").values()) == wan * WAN


def test_zhoukou_needs_four_weeks():
    """A month of three weekly samples cannot be settled."""
    with pytest.raises(ec.SettlementError) as caught:
        zhoukou(PLACES[0], "50", WEEKS[:3])
    assert refused(caught)


@pytest.mark.parametrize(
    ("now", "before", "wan"),
    [
        ("15.0", "15.0", 50),  # Ⅰ to Ⅲ, always on target
        ("40.0", "40.0", 30),  # Ⅴ, two years at 100 %
        ("40.0", ("60",) * 3 + ("40",) * 9, 250),  # Ⅴ, from 75 % to 100 %: 25 points
        (("60",) * 2 + ("30",) * 10, "40.0", 0),  # 83 % is not more than 90 %
        ("45", "45", 0),  # beyond Ⅴ
    ],
)
def test_zhoukou_rewards(now, before, wan):
    """Rewards by class and attainment rates of a year, for the section that is sampled monthly."""

    def series(text):
        return [text] * 12 if isinstance(text, str) else list(text)

    times = months(2014) + months(2015)
    weekly = [f"{time}-{day:02d}" for time in times for day in (1, 8, 15, 22)]
    bad = {"化学需氧量(mg/L)": "50", "氨氮(mg/L)": "2.50"}  # beyond Ⅴ, on target: no reward, no deduction
    data = ec.read_monitoring(frame(weekly, times, bad, series(before) + series(now)))

    settlement = ec.settle(agreement("zhoukou"), data, 2015)

    assert sum(lines(settlement, "reward").values()) == wan * WAN


def frame(weekly, times, bad, cod):
    """Weekly rows of two sections and monthly rows of the third, in one table."""
    rows = [{"断面名称": place, "监测时间": time} | bad for place in PLACES[:2] for time in weekly]
    rows += [
        {"断面名称": PLACES[2], "监测时间": time, "化学需氧量(mg/L)": text, "氨氮(mg/L)": "0.15"}
        for time, text in zip(times, cod, strict=True)
    ]
    return pandas.DataFrame(rows)


FIVE = ("溶解氧(mg/L)", "高锰酸盐指数(mg/L)", "化学需氧量(mg/L)", "氨氮(mg/L)", "总磷(mg/L)")


@pytest.mark.parametrize(
    ("values", "wan"),
    [
        (("6.0", "4.0", "15.0", "0.50", "0.100"), 50),
        (("5.0", "6.0", "20.0", "1.00", "0.200"), 0),
        (("3.0", "10.0", "30.0", "1.50", "0.300"), -50),
    ],
)
def test_shandong_county_section(values, wan):
    """Better than Ⅲ the lower county pays, Ⅲ itself nothing, worse the upper pays."""
    data = headed(["2022-01"], {"鱼姜浮桥": dict(zip(FIVE, values, strict=True))})

    assert net(ec.settle(agreement("shandong-counties"), data, 2022, through=1)).get("upper", 0) == wan * WAN


@pytest.mark.parametrize(("nh3n", "wan"), [("0.50", 30), (("0.40", "0.50", "0.60"), 30), ("0.52", -30), ("0.505", 30)])
def test_hainan_quarter(nh3n, wan):
    """The quarter’s mean decides; exactly Ⅱ attains, and 0.505 is rounded half to even before it is graded."""
    values = {"溶解氧(mg/L)": "6.0", "高锰酸盐指数(mg/L)": "4.0", "氨氮(mg/L)": nh3n, "总磷(mg/L)": "0.100"}
    data = headed(months(2020, 3), {"后黎村": values})

    assert net(ec.settle(agreement("hainan-2019"), data, 2020, through=3)) == {"upper": wan * WAN, "lower": -wan * WAN}


@pytest.mark.parametrize(("score", "wan"), [("100", 17000), ("60", 9000), ("0", -3000), ("120", 17000)])
def test_chitian_pool(score, wan):
    """20000 a year are shared out by the score; who scores nothing has paid its 3000 for the others."""
    found = net(ec.settle(agreement("chitian-reservoir"), None, 2022, inputs={"score": score}))

    assert found["baoting"] == wan * WAN
    assert found["province"] == -11000 * WAN
    assert sum(found.values()) == 0


def guizhou(flow, nh3n="0.50", days=31):
    values = {"高锰酸盐指数(mg/L)": "4.0", "氨氮(mg/L)": nh3n, "总磷(mg/L)": "0.100"}
    times = [f"2024-01-{day:02d}" for day in range(1, days + 1)]
    data = headed(
        times,
        {"市州交界断面（占位）": values | {"流量(m3/s)": flow}, "出省断面（占位）": values | {"流量(m3/s)": "100"}},
    )
    return net(ec.settle(agreement("guizhou-eight-basins"), data, 2024, through=1)).get("upper", 0)


@pytest.mark.parametrize(
    ("flow", "nh3n", "wan"),
    [
        ("50", "0.50", 140),
        ("50", "0.51", -60),  # quality is missed: −100 + 20 + 20
        (["9.9"] + ["50"] * 30, "0.50", 100),  # one day below 10 m³/s: the least flow is missed
        ("10", "0.50", 100),  # least flow just kept, 2678.4 万m³ of 10000
        ("9", "0.50", 60),
    ],
)
def test_guizhou_quality_and_quantity(flow, nh3n, wan):
    """Class, volume of the month and least flow are settled side by side; what equals its base is on target."""
    assert guizhou(flow, nh3n) == wan * WAN


def test_guizhou_needs_days_of_flow():
    """Twenty-four days of flow do not show the least flow of a month."""
    with pytest.raises(ec.SettlementError) as caught:
        guizhou("50", days=24)
    assert refused(caught)


@pytest.mark.parametrize(
    ("name", "place", "values", "yuan"),
    [
        ("qingshui-river", "清水江跨界断面（占位）", {"总磷(mg/L)": "0.300", "氟化物(mg/L)": "1.00"}, "9642.24"),
        ("qingshui-river", "清水江跨界断面（占位）", {"总磷(mg/L)": "0.200", "氟化物(mg/L)": "1.00"}, "0"),
        (
            "hongfeng-lake",
            "红枫湖跨界断面（占位）",
            {"化学需氧量(mg/L)": "30", "氨氮(mg/L)": "1.00", "总磷(mg/L)": "0.200"},
            "1071360",
        ),
    ],
)
def test_guizhou_load_prices(name, place, values, yuan):
    """10 m³/s for 31 days: 0.1 mg/L of TP are 2.6784 t at 3600, 10 mg/L of COD 267.84 t at 4000."""
    data = headed(["2014-01"], {place: values | {"流量(m3/s)": "10"}})

    assert net(ec.settle(agreement(name), data, 2014, through=1)).get("upper", 0) == -Fraction(yuan) * 100
