"""新安江: the P index and its tiers, the accident that turns the payment round, and what too few months do."""

from __future__ import annotations

from fractions import Fraction

import pytest

import ecocomp as ec
from tests.agreements.support import WAN, agreement, changed, net, readings, refused

YEAR = {"xinan-river-1": 2013, "xinan-river-2": 2016, "xinan-river-3": 2019}
SAFE = {"major_accident": False}
#: The baseline of each indicator put to k0, so that P is the concentration itself.
P_IS_C = {
    "xinan-river-1": "{codmn: 0.85, nh3n: 0.85, tn: 0.85, tp: 0.85}",
    "xinan-river-2": "{codmn: 0.89, nh3n: 0.89, tn: 0.89, tp: 0.89}",
    "xinan-river-3": "{codmn: 0.90, nh3n: 0.90, tn: 0.90, tp: 0.90}",
}


def measured(codmn, nh3n, tn, tp):
    return {"街口": {"高锰酸盐指数": codmn, "氨氮": nh3n, "总氮": tn, "总磷": tp}}


def settled(name, sections, **options):
    year = YEAR[name]
    return ec.settle(agreement(name), readings(year, sections), year, inputs=SAFE, **options)


def pays(fen):
    """Zhejiang pays Anhui ``fen``; the other way round where it is negative."""
    return {"anhui": fen, "zhejiang": -fen}


@pytest.mark.parametrize(
    ("name", "sections", "index", "wan"),
    [
        # 0.85 × 0.25 × (2.20/2.00 + 0.10/0.20 + 1.50/1.20 + 0.050/0.040) = 0.85 × 0.25 × 4.10
        ("xinan-river-1", measured("2.20", "0.10", "1.50", "0.050"), "0.87125", 10_000),
        # 0.89 × 0.25 × (1 + 1 + 1 + 1)
        ("xinan-river-2", measured("1.90", "0.16", "1.25", "0.036"), "0.89", 20_000),
        # 0.89 × 0.25 × (2 + 0.5 + 1 + 1) = 0.89 × 1.125
        ("xinan-river-2", measured("3.80", "0.08", "1.25", "0.036"), "1.00125", -10_000),
        # 0.90 × (0.22 × 1 + 0.22 × 1 + 0.28 × 1.1 + 0.28 × 1.1) = 0.90 × 1.056
        ("xinan-river-3", measured("1.85", "0.14", "1.43", "0.0374"), "0.9504", 10_000),
        # the same excess in the indicators that weigh 0.22: 0.90 × 1.044
        ("xinan-river-3", measured("2.035", "0.154", "1.30", "0.034"), "0.9396", 20_000),
    ],
)
def test_the_index_by_hand(name, sections, index, wan):
    """P = k0·Σ k·C/C0 gives the fraction that a pocket calculator gives, and the tier's money."""
    settlement = settled(name, sections)

    assert settlement.value("P") == Fraction(index)
    assert net(settlement) == pays(wan * WAN)


@pytest.mark.parametrize(
    ("name", "concentration", "wan"),
    [
        ("xinan-river-1", "1", 10_000),
        ("xinan-river-1", "1.001", -10_000),
        ("xinan-river-2", "0.95", 20_000),
        ("xinan-river-2", "0.951", 10_000),
        ("xinan-river-2", "1", 10_000),
        ("xinan-river-2", "1.001", -10_000),
        ("xinan-river-3", "0.95", 20_000),
        ("xinan-river-3", "1", 10_000),
        ("xinan-river-3", "1.001", -10_000),
    ],
)
def test_a_tie_falls_on_the_side_the_file_says(name, concentration, wan):
    """P of exactly 0.95 or 1 belongs to the better tier; one thousandth more does not."""
    own = changed(name, f"parameters:\n  baseline:\n    value: {P_IS_C[name]}\n")
    data = readings(YEAR[name], measured(*[concentration] * 4))

    settlement = ec.settle(own, data, YEAR[name], inputs=SAFE)

    assert settlement.value("P") == Fraction(concentration)
    assert net(settlement) == pays(wan * WAN)


def test_a_tie_of_a_mean_is_exact():
    """Twelve months of 0.9 and 1.1 by turns have a mean of 1 and a P of 1, without a hair's breadth of doubt."""
    own = changed("xinan-river-1", f"parameters:\n  baseline:\n    value: {P_IS_C['xinan-river-1']}\n")
    by_turns = ["0.9", "1.1"] * 6

    settlement = ec.settle(own, readings(2013, measured(*[by_turns] * 4)), 2013, inputs=SAFE)

    assert settlement.value("P") == 1
    assert net(settlement) == pays(10_000 * WAN)


@pytest.mark.parametrize("name", list(YEAR))
def test_a_major_accident_turns_the_payment_round(name):
    """With a declared accident Anhui pays 1 亿元, however clean the water was."""
    data = readings(YEAR[name], measured("0.1", "0.01", "0.1", "0.001"))

    settlement = ec.settle(agreement(name), data, YEAR[name], inputs={"major_accident": True})

    assert settlement.value("P") < Fraction("0.1")
    assert net(settlement) == pays(-10_000 * WAN)


def test_the_accident_must_be_declared():
    """Nobody settles a year without saying whether there was an accident."""
    with pytest.raises(ec.SettlementError) as caught:
        ec.settle(agreement("xinan-river-1"), readings(2013, measured("2", "0.2", "1.2", "0.04")), 2013)

    assert {each.code for each in caught.value.problems} == {"settlement.input_missing"}


def test_two_missing_months_are_borne():
    """Ten months make an annual mean: the mean of ten, not of twelve with two zeros."""
    ten = ["2.00"] * 10 + ["", ""]

    settlement = settled("xinan-river-1", measured(ten, "0.20", "1.20", "0.040"))

    assert settlement.value("annual", indicator="codmn") == 2
    assert settlement.value("P") == Fraction("0.85")
    assert [each.code for each in settlement.problems].count("settlement.left_out") == 1


def test_three_missing_months_are_not():
    """With nine months of one indicator the year is refused, and the missing months are named."""
    nine = ["2.00"] * 9 + [""] * 3

    with pytest.raises(ec.SettlementError) as caught:
        settled("xinan-river-1", measured(nine, "0.20", "1.20", "0.040"))

    assert refused(caught)
    assert "2013-10" in caught.value.text("zh")


def test_a_half_year_needs_five_months():
    """A provisional settlement asks for its share of the ten months: six months need five."""
    five = ["2.00"] * 5 + [""]
    data = readings(2013, measured(five, "0.20", "1.20", "0.040"), months=range(1, 7))

    settlement = ec.settle(agreement("xinan-river-1"), data, 2013, through=6, inputs=SAFE)

    assert settlement.value("months_needed") == 5
    assert settlement.value("P") == Fraction("0.85")
    assert not settlement.final


def test_the_station_is_found_under_its_other_name():
    """National files call the section 街口(鸠坑口), also with full-width brackets."""
    sections = {"街口（鸠坑口）": measured("1.90", "0.16", "1.25", "0.036")["街口"]}

    assert settled("xinan-river-2", sections).value("P") == Fraction("0.89")
