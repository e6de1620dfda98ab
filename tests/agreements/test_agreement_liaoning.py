"""辽宁、沈阳: money for each class off the target, twice as much from 2017, and by multiples beyond Ⅴ."""

from __future__ import annotations

import pandas
import pytest

import ecocomp as ec
from tests.agreements.support import WAN, agreement, changed, net, refused, rows

FOUR = {"化学需氧量": "30", "氨氮": "1.50", "溶解氧": "3.0"}
NAMES = ("入省断面（占位）", "干流市界断面（占位）", "支流入河口断面（占位）")
#: The same with three of the 21 indicators, so that the tables stay short; pH is never far.
SHORT = changed("liaoning-sections-2017", "readings: {indicators: [cod, nh3n, do, ph]}\n")
CITY = changed("shenyang-sections-2017", "readings: {indicators: [cod, nh3n, do, ph]}\n")


def settled(own, year, *measured, names=NAMES):
    table = pandas.DataFrame(rows(year, dict(zip(names, measured, strict=True)), months=[1])).assign(pH="7")
    return net(ec.settle(own, ec.read_monitoring(table), year, since=1, through=1))


def only_cod(*texts):
    return [{"化学需氧量": text} for text in texts]


@pytest.mark.parametrize(
    ("texts", "wan"),
    [
        (("30", "30", "30"), {}),  # the target itself
        (("30", "30.5", "30"), {"jia": -50, "yi": 50}),
        (("30", "40", "40.5"), {"jia": -50, "yi": 0, "province": 50}),  # a tributary pays 25 for each of two classes
        (("40", "30", "30"), {"province": -50, "jia": 50}),  # what enters is the province's
    ],
)
def test_liaoning_2009(texts, wan):
    """COD only: 50 a class on main rivers, 25 at the mouth of a tributary."""
    found = settled(agreement("liaoning-sections-2009"), 2010, *only_cod(*texts))
    assert found == {party: amount * WAN for party, amount in wan.items() if amount}


@pytest.mark.parametrize(
    ("change", "wan"),
    [
        ({}, 0),
        ({"氨氮": "1.60"}, 100),  # doubled_2017: Ⅴ for Ⅳ was 50
        ({"氨氮": "2.00", "化学需氧量": "40"}, 100),  # the worst indicator decides
        ({"氨氮": "2.10"}, 204),  # 劣Ⅴ: two classes, and 2.1 / 1.5 - 1 = 0.4 times 10
        ({"氨氮": "2.10", "化学需氧量": "36"}, 206),  # COD is 0.2 over as well
        ({"溶解氧": "1.0"}, 200),  # oxygen has no multiple
    ],
)
def test_liaoning_2017(change, wan):
    """Twice the money for each class; beyond Ⅴ ten for each multiple over the target besides."""
    found = settled(SHORT, 2018, FOUR, FOUR | change, FOUR)
    assert found == ({"jia": -wan * WAN, "yi": wan * WAN} if wan else {})
    mouth = settled(SHORT, 2018, FOUR, FOUR, FOUR | {"氨氮": "1.60"})
    assert mouth == {"yi": -50 * WAN, "province": 50 * WAN}


def test_shenyang():
    """沈阳晚报 2017-11-03: 50 for a class, 50 more for each further one, ten for each multiple beyond Ⅴ, to the city."""
    names = ("上游区出境断面（占位）", "下游区出境断面（占位）")
    found = settled(CITY, 2018, FOUR | {"氨氮": "1.60"}, FOUR | {"氨氮": "3.00"}, names=names)

    assert found == {"jia": -50 * WAN, "yi": -55 * WAN, "city": 105 * WAN}


def test_a_missing_value_stops_the_settlement():
    """A section without a value of an indicator is not graded by the others."""
    with pytest.raises(ec.SettlementError) as caught:
        settled(SHORT, 2018, FOUR, FOUR | {"氨氮": ""}, FOUR)
    assert refused(caught)


def test_liaoning_late_payment_costs_a_tenth_more():
    """One class off on a main river is 100, and 110 where the city had not paid by the end of March."""
    table = pandas.DataFrame(
        rows(2018, dict(zip(NAMES, (FOUR, FOUR | {"氨氮": "1.60"}, FOUR), strict=True)), months=[1])
    )
    data = ec.read_monitoring(table.assign(pH="7"))

    late = net(ec.settle(SHORT, data, 2018, since=1, through=1, inputs={"late": {"jia": True}}))
    assert late == {"jia": -110 * WAN, "yi": 110 * WAN}
