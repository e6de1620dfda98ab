"""高桥河: a year's class pays 500 either way or nothing, total phosphorus pays beside it, the year's total is capped."""

from __future__ import annotations

from fractions import Fraction

import pytest

import ecocomp as ec
from tests.agreements.support import WAN, agreement, changed, lines, net, readings, refused

ONLY_CLASS = "parameters:\n  tp_amount:\n    value: 0\n"
#: Values exactly on the limits of each class: dissolved oxygen, CODMn, ammonia, total phosphorus.
ON_LIMITS = {
    "I": ("7.5", "2.0", "0.15", "0.020"),
    "II": ("6.0", "4.0", "0.50", "0.100"),
    "III": ("5.0", "6.0", "1.00", "0.200"),
    "IV": ("3.0", "10.0", "1.50", "0.300"),
}


def measured(oxygen, codmn, nh3n, tp):
    return {"高桥河跨市断面": {"溶解氧": oxygen, "高锰酸盐指数": codmn, "氨氮": nh3n, "总磷": tp}}


def settled(own, *values, **options):
    return ec.settle(own, readings(2023, measured(*values)), 2023, **options)


def pays(wan):
    """Ezhou pays Huangshi; the other way round where it is negative."""
    return {"huangshi": wan * WAN, "ezhou": -wan * WAN} if wan else {}


@pytest.mark.parametrize(("grade", "wan"), [("III", 0), ("II", 0), ("I", 500), ("IV", -500)])
def test_the_published_rule(grade, wan):
    """rule_by_class, 湖北日报 2022-11-21: better than II pays 500, II itself does not, worse than III costs 500; limits included."""
    settlement = settled(changed("gaoqiao-river", ONLY_CLASS), *ON_LIMITS[grade])

    assert net(settlement) == pays(wan)


@pytest.mark.parametrize(
    ("values", "grade", "wan"),
    [
        (("7.5", "2.1", "0.15", "0.020"), 2, 0),  # one indicator of II makes it II
        (("6.0", "4.1", "0.50", "0.100"), 3, 0),
        (("5.0", "6.1", "1.00", "0.200"), 4, -500),
        (("4.9", "6.0", "1.00", "0.200"), 4, -500),  # too little oxygen
        (("1.9", "2.0", "0.15", "0.020"), 6, -500),  # 劣Ⅴ costs no more than Ⅳ
    ],
)
def test_the_worst_indicator_decides(values, grade, wan):
    """The class of the section is that of its worst indicator."""
    settlement = settled(changed("gaoqiao-river", ONLY_CLASS), *values)

    assert settlement.value("annual_grade") == grade
    assert net(settlement) == pays(wan)


def test_both_parts_reach_the_cap_and_do_not_pass_it():
    """Class I and phosphorus below 0.1 give 500 + 500 = 1000, which is the cap: nothing is cut."""
    settlement = settled(agreement("gaoqiao-river"), *ON_LIMITS["I"])

    assert net(settlement) == pays(1000)
    assert settlement.bites == ()


@pytest.mark.parametrize(("grade", "wan"), [("I", 1000), ("IV", -1000)])
def test_the_cap_bites_in_both_directions(grade, wan):
    """A bureau that signs 800 and 800 still pays or costs 1000 a year, and the 600 cut off are a line for each of the two."""
    own = changed(
        "gaoqiao-river",
        "parameters:\n  quality_amount: {value: 800, status: signed}\n  tp_amount: {value: 800, status: signed}\n",
    )

    settlement = settled(own, *ON_LIMITS[grade])

    assert net(settlement) == pays(wan)
    assert [(abs(each.before_fen), abs(each.after_fen)) for each in settlement.bites] == [(1600 * WAN, 1000 * WAN)]
    assert [line.fen for line in settlement.lines if line.limit] == [300 * WAN, 300 * WAN]


def test_the_two_parts_may_go_against_each_other():
    """Too little oxygen costs 500 while little phosphorus pays 500: both lines stand, and the net is nothing."""
    settlement = settled(agreement("gaoqiao-river"), "3.0", "2.0", "0.15", "0.020")

    assert [line.signed_fen for line in settlement.lines] == [-500 * WAN, 500 * WAN]
    assert net(settlement) == {}


@pytest.mark.parametrize(
    ("by_turns", "mean", "wan"),
    [
        (("0.099", "0.101"), "0.100", 0),  # exactly the limit of II: no longer below it
        (("0.099", "0.100"), "0.100", 0),  # 0.0995 is halfway; to the even digit it is 0.100
        (("0.100", "0.101"), "0.100", 0),  # 0.1005 is halfway; to the even digit it is 0.100
        (("0.098", "0.100"), "0.099", 500),
        (("0.199", "0.201"), "0.200", 0),
        (("0.200", "0.201"), "0.200", 0),  # 0.2005 is halfway as well
        (("0.201", "0.202"), "0.202", -500),  # 0.2015 goes up to the even digit
    ],
)
def test_a_mean_of_phosphorus_on_a_limit(by_turns, mean, wan):
    """The annual mean is rounded half to even, then compared; the limits themselves pay nothing."""
    settlement = settled(agreement("gaoqiao-river"), "6.0", "4.0", "0.50", by_turns * 6)

    assert settlement.value("annual", indicator="tp") == Fraction(mean)
    assert sum(lines(settlement, "total_phosphorus").values()) == wan * WAN


def test_missing_months():
    """Ten months of data settle the year, nine do not."""
    own = agreement("gaoqiao-river")
    ten, nine = ["4.0"] * 10 + [""] * 2, ["4.0"] * 9 + [""] * 3

    assert net(settled(own, "6.0", ten, "0.50", "0.100")) == {}
    with pytest.raises(ec.SettlementError) as caught:
        settled(own, "6.0", nine, "0.50", "0.100")
    assert refused(caught)


def test_the_first_quarter_is_a_warning_only():
    """The quarterly warning is a provisional settlement through March, and says so."""
    data = readings(2023, measured(*ON_LIMITS["IV"]), months=range(1, 4))

    settlement = ec.settle(agreement("gaoqiao-river"), data, 2023, through=3)

    assert net(settlement) == pays(-1000)
    assert not settlement.final


def test_a_bureau_replaces_a_parameter_by_the_signed_text():
    """An own file that extends this one changes the amount and its status, and nothing else."""
    own = changed(
        "gaoqiao-river",
        "parameters:\n  tp_amount:\n    value: 300\n    status: signed\n    clause: 第五条\n    note: 据签署文本\n",
    )

    assert net(settled(own, *ON_LIMITS["I"])) == pays(800)
    assert "parameters.tp_amount" not in [each.path for each in own.unconfirmed]
    assert len(own.unconfirmed) == len(agreement("gaoqiao-river").unconfirmed) - 1
