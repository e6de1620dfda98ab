"""Liaoning 2009, Henan 2017, Sichuan 2011, Shandong 2019 and the Chishui within Guizhou: each branch and its boundary."""

from __future__ import annotations

from fractions import Fraction

import pytest

import ecocomp as ec
from tests.agreements.headed import TWENTY_ONE, headed, months
from tests.agreements.support import WAN, agreement, lines, net, refused

FIRST, SECOND, THIRD = "上游市出境断面（占位）", "下游市出境断面（占位）", "下游市支流断面（占位）"


def henan(first="20", second="30", third="41", **inputs):
    rest = {"氨氮(mg/L)": "0.50", "总磷(mg/L)": "0.100"}
    data = headed(
        ["2018-01"],
        {name: rest | {"化学需氧量(mg/L)": cod} for name, cod in {FIRST: first, SECOND: second, THIRD: third}.items()},
    )
    return ec.settle(agreement("henan-2017"), data, 2018, through=1, inputs=inputs)


@pytest.mark.parametrize(
    ("values", "upper", "lower"),
    [
        (("20", "30", "41"), 10, 15),  # all exactly on target: 10; 10 and 5
        (("15", "30", "41"), 20, 15),  # better than Ⅲ
        (("21", "30", "41"), -40, 15),  # Ⅳ for Ⅲ
        (("31", "30", "41"), -80, 25),  # Ⅴ for Ⅲ; below it 30 − 11 = 19 is Ⅲ, better than Ⅳ
        (("20", "31", "41"), 10, -25),  # Ⅴ for Ⅳ with clean inflow: −30 and 5
        (("21", "31", "41"), -40, 15),  # 1 mg/L came in from above: 31 − 1 = 30 is Ⅳ
        (("20", "30", "40"), 10, 20),  # Ⅴ where beyond Ⅴ is the target
    ],
)
def test_henan_2017_ladders(values, upper, lower):
    """Three ladders by target, less what flowed in from above (amounts are made up)."""
    found = net(henan(*values))

    assert (found.get("upper", 0), found.get("lower", 0)) == (upper * WAN, lower * WAN)


def test_henan_2017_veto_and_water_sources():
    """A veto takes the month's rewards and adds its fine; the South-North transfer counts double."""
    settlement = henan(
        veto={"upper": {1: True}},
        punitive={"upper": {1: "100"}},
        source_over={"lower": {1: "1"}},
        diversion_over={"lower": {1: "1"}},
    )

    assert lines(settlement, "reward") == {("second", "2018-01"): 10 * WAN, ("third", "2018-01"): 5 * WAN}
    assert net(settlement) == {"upper": -100 * WAN, "lower": (15 - 50 - 100) * WAN, "province": 235 * WAN}


@pytest.mark.parametrize(
    ("year", "values", "wan"),
    [
        (2013, ("6.0", "1.00", "0.400"), 0),  # on the limits; TP does not count yet
        (2014, ("6.0", "1.00", "0.400"), 30),  # TP over by 1
        (2014, ("9.0", "1.20", "0.200"), 15),  # the worst item only: 0.5, not 0.5 + 0.2
    ],
)
def test_sichuan_2011(year, values, wan):
    """Multiple of the worst item times the base; TP counts from 2014."""
    heads = ("高锰酸盐指数(mg/L)", "氨氮(mg/L)", "总磷(mg/L)")
    data = headed([f"{year}-01"], {"跨界断面（占位）": dict(zip(heads, values, strict=True))})

    assert net(ec.settle(agreement("sichuan-2011"), data, year, through=1)).get("province", 0) == wan * WAN


BOUNDARY, SOURCE = "考核断面（占位）", "跨市饮用水水源地出境断面（占位）"
COD = "化学需氧量(mg/L)"


def shandong(before, now, source="10.0", through=1):
    """The two years differ in COD alone."""
    years = months(2018, through) + months(2019, through)
    cod = [before] * through + [now] * through
    data = headed(years, {BOUNDARY: TWENTY_ONE | {COD: cod}, SOURCE: TWENTY_ONE | {COD: source}})
    return ec.settle(agreement("shandong-2019"), data, 2019, through=through)


@pytest.mark.parametrize(
    ("before", "now", "name", "wan"),
    [
        ("20", "15", "changing", 100),  # 25 points better at 4
        ("20", "21", "changing", -25),  # 5 points worse at 5
        ("10", "14", "changing", -200),  # 40 points worse: exactly the most
        ("10", "15", "changing", -200),  # 50 points: capped
        ("40", "40", "beyond_five", 0),  # exactly Ⅴ
        ("41", "41", "beyond_five", 100),
        ("30", "30", "basic", 1600),
        ("31", "31", "basic", 0),  # one section is off target
    ],
)
def test_shandong_2019(before, now, name, wan):
    """Basic amount, change against last year and months beyond Ⅴ, each with its boundary."""
    assert sum(lines(shandong(before, now), name).values()) == wan * WAN


@pytest.mark.parametrize(("source", "province", "lower"), [("20", -400, 0), ("21", 0, 400)])
def test_shandong_drinking_water(source, province, lower):
    """drinking_2019: 400 a section either way; on target the province pays, off it the upper city pays the lower."""
    settlement = shandong("31", "31", source)
    found = net(settlement)

    assert found.get("province", 0) == province * WAN
    assert found.get("lower", 0) == lower * WAN


def test_shandong_needs_last_year():
    """Without last year's month there is no change to settle."""
    data = headed(["2019-01"], {BOUNDARY: TWENTY_ONE, SOURCE: TWENTY_ONE})
    with pytest.raises(ec.SettlementError) as caught:
        ec.settle(agreement("shandong-2019"), data, 2019, through=1)
    assert refused(caught)


@pytest.mark.parametrize(
    ("values", "yuan"),
    [
        (("4.0", "0.50", "0.100"), "0"),
        (("3.0", "0.50", "0.100"), "26784"),  # 26.784 t at 1000, to 毕节
        (("4.0", "0.60", "0.100"), "-18748.8"),  # 2.6784 t at 7000, from 毕节
        (("4.0", "0.50", "0.200"), "-26784"),  # 2.6784 t at 10000
    ],
)
def test_chishui_within_guizhou(values, yuan):
    """10 m³/s for 31 days on either side of Ⅱ: better water is paid for, worse costs."""
    heads = ("高锰酸盐指数(mg/L)", "氨氮(mg/L)", "总磷(mg/L)")
    row = dict(zip(heads, values, strict=True)) | {"流量(m3/s)": "10"}
    data = headed(["2015-01"], {"毕节遵义跨界断面（占位）": row})

    found = net(ec.settle(agreement("chishui-river-guizhou-2014"), data, 2015, through=1))
    assert found.get("bijie", 0) == Fraction(yuan) * 100
