"""What drove the money, the water beside its targets, and readings left aside, as a settlement tells them to reports."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ecocomp.settlement.drivers import drivers, largest, moved
from ecocomp.settlement.left_aside import readings_left_aside
from ecocomp.settlement.water import section_waters
from tests.page.support import settled as settled_river
from tests.settlement.support import STEPS, monthly, settled

CAP = "limits:\n  - {title: 年度封顶, of: [monthly], per: [section, year], at_most: 3 * price}\n"


@pytest.mark.parametrize("count", [2, 5, 20])
def test_every_payment_is_in_one_group_and_the_shares_make_the_whole(count):
    settlement = settled_river(count)
    groups = drivers(settlement.lines)

    assert sorted(map(id, (line for each in groups for line in each.lines))) == sorted(map(id, settlement.lines))
    assert sum(each.share for each in groups) == 1
    assert sum(each.fen for each in groups) == moved(settlement.lines)
    assert [each.fen for each in groups] == sorted((each.fen for each in groups), reverse=True)


def test_the_largest_come_first_and_equal_ones_in_their_order():
    """Of +100, +200, +100 and -100 the second is two fifths of all that moved."""
    lines = settled(STEPS, monthly({"甲": ["0.5", "0.1", "0.5", "1.2"]}, months=range(1, 5)), through=4).lines
    found = largest(lines, 3)

    assert [share for _, share in found] == [Fraction(2, 5), Fraction(1, 5), Fraction(1, 5)]
    assert [dict(line.coordinate)["month"] for line, _ in found] == ["2024-02", "2024-01", "2024-03"]
    assert largest((), 3) == drivers(()) == []


def test_the_cut_of_a_limit_is_a_group_of_its_own():
    groups = drivers(settled(STEPS + CAP, monthly({"甲": "0.1"})).lines)

    assert [(each.name, each.limit, each.label, each.fen) for each in groups] == [
        ("monthly", "", "jia", 240_000),
        ("", "年度封顶", "jia", 210_000),
    ]


def test_grades_without_a_rule_are_the_worst_of_the_values():
    """Two indicators: the worse grade is the month's; each keeps its own."""
    body = STEPS.replace("[nh3n]", "[nh3n, tp]")
    csv = "断面,时间,氨氮(mg/L),总磷(mg/L)\n" + "".join(f"甲,2024-{month:02d},0.3,0.25\n" for month in range(1, 13))
    (water,) = section_waters(settled(body, csv))

    assert water.basis == "C"
    assert {(each.grade, each.target, each.compared) for each in water.months} == {(4, 3, "worse")}
    assert water.months[0].grades == {"nh3n": 2, "tp": 4}


def test_a_published_grade_goes_before_those_of_values():
    body = STEPS.replace("decimals: standard", "decimals: standard, quantities: [published_grade]")
    csv = "断面,时间,氨氮(mg/L),水质类别\n" + "".join(f"甲,2024-{month:02d},0.3,Ⅲ\n" for month in range(1, 13))
    (water,) = section_waters(settled(body, csv))

    assert (water.basis, water.months[0].grade, water.months[0].compared) == ("G", 3, "equal")


def test_the_rule_of_the_agreement_goes_before_all():
    """A month without a grade says why."""
    body = STEPS.replace("rules:\n", "rules:\n  - {name: own, title: 类别, formula: 'worst(grade(C), indicator)'}\n")
    csv = monthly({"甲": ["0.3", "--"]}, months=(1, 2))
    (water,) = section_waters(settled(body, csv, through=2, gaps="skip"))

    assert water.basis == "own"
    assert [(each.grade, each.compared) for each in water.months] == [(2, "better"), (None, "")]
    assert water.months[1].absent.kind == "missing"


def test_readings_of_the_other_method_are_left_aside():
    body = STEPS.replace("missing: refuse", "missing: refuse, precedence: automatic first, substitute: false")
    csv = "断面,时间,氨氮(mg/L),监测方式\n" + "".join(
        f"甲,2024-{month:02d}-01,0.5,自动\n甲,2024-{month:02d}-02,9,手工\n" for month in range(1, 13)
    )
    found = list(readings_left_aside(settled(body, csv)))

    assert len(found) == 12
    assert {each.reading.method for each in found} == {"manual"}
    assert found[0].reason == (
        "9 mg/L：另一种监测方式的值，按协议不用",
        "9 mg/L: of the other method, left aside by the agreement",
    )
