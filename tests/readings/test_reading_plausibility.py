"""Values that can hardly be right: told of, refused or excluded, as the caller says."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ecocomp as ec
from ecocomp.errors import RequestError
from ecocomp.readings import read_monitoring
from ecocomp.readings.plausibility import CHECKS, asked
from ecocomp.readings.reading import MISSING, Doubt
from tests.readings.support import codes, errors, read_text

HEADING = "断面,监测时间,pH,总氮(mg/L),氨氮(mg/L),化学需氧量(mg/L),高锰酸盐指数(mg/L)\n"


def doubted(tmp_path, text: str, **options: object) -> list[str]:
    return [each for each in codes(read_text(tmp_path, text, **options).problems) if each in CHECKS]


@pytest.mark.parametrize(
    ("row", "check", "count"),
    [
        ("14,1.0,1.0,15,4", None, 0),
        ("14.01,1.0,1.0,15,4", "ph_range", 1),
        ("7,0.99,1.0,15,4", "nitrogen", 2),
        ("7,0.99,1.0L,15,4", None, 0),
        ("7,1.0,0.5,4.0,4.0", "oxygen_demand", 2),
        ("7,1.0,0.5,4.1,4.0", None, 0),
    ],
)
def test_checks_of_one_time(tmp_path, row, check, count):
    """A pH above 14, total nitrogen below ammonia and COD not above CODMn are doubted; a limit of detection is not."""
    readings = read_text(tmp_path, f"{HEADING}平林,2024-01,{row}\n")
    found = [each for each in readings.problems if each.code.removeprefix("readings.") in CHECKS]

    assert {each.code.removeprefix("readings.") for each in found} == ({check} if check else set())
    assert sum(each.details["count"] for each in found) == count
    assert all(each.value is not None or each.qualifier == "below" for each in readings)


def hours(values: list[str], step: int = 4) -> str:
    rows = [
        f"平林,2024-01-{1 + hour * step // 24:02d} {hour * step % 24:02d}:00,{each}" for hour, each in enumerate(values)
    ]
    return "断面,监测时间,氨氮(mg/L)\n" + "\n".join(rows) + "\n"


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (["0.2", "0.59"], []),
        (["0.2", "0.6"], ["jump"]),
        (["0.6", "0.2"], ["jump"]),
        (["0.6", "--", "0.2"], ["jump"]),
        (["0.6", "0.2L"], []),
    ],
)
def test_a_jump_is_three_times_the_value_before_within_a_day(tmp_path, values, found):
    """Exactly three times the value before, or a third of it, is doubtful; what lies between without value is not."""
    assert doubted(tmp_path, hours(values)) == found


def test_months_and_distant_times_do_not_jump(tmp_path):
    """The rule is one of automatic stations: monthly values, and times more than a day apart, are left alone."""
    assert doubted(tmp_path, "断面,监测时间,氨氮(mg/L)\n平林,2024-01,0.1\n平林,2024-02,0.9\n") == []
    assert doubted(tmp_path, hours(["0.1", "0.9"], step=25)) == []


def test_a_value_of_another_unit_stands_out(tmp_path):
    """A value a thousand times the section's usual one is told of, at its place; five values say what is usual."""
    rows = [f"平林,2024-{month:02d},{text}" for month, text in enumerate(["0.1", "0.2", "0.12", "0.3", "150"], 1)]
    text = "断面,监测时间,总磷(mg/L)\n" + "\n".join(rows) + "\n"
    (found,) = (each for each in read_text(tmp_path, text).problems if each.code == "readings.unit_blunder")

    assert (found.details["count"], found.details["places"]) == (1, "6")
    assert doubted(tmp_path, text.replace("平林,2024-04,0.3\n", "")) == []


def test_refused_values_are_listed_one_by_one(tmp_path):
    """With refuse each doubted value is an error at its own place, whatever its check."""
    text = f"{HEADING}平林,2024-01,15,0.9,1.0,20,4\n"
    found = errors(tmp_path, text, implausible="refuse")

    assert [(each.code, str(each.place)) for each in found] == [
        ("readings.ph_range", "监测.csv:2:3"),
        ("readings.nitrogen", "监测.csv:2:4"),
        ("readings.nitrogen", "监测.csv:2:5"),
    ]


def test_excluded_values_are_missing_and_keep_their_text(tmp_path):
    """An excluded value counts as missing with a state of its own; its text and place stay, and it is said."""
    text = f"{HEADING}平林,2024-01,15,0.9,1.0,20,4\n"
    readings = read_text(tmp_path, text, implausible={"ph_range": "exclude"})
    ph = next(each for each in readings if each.indicator == "ph")

    assert (ph.value, ph.qualifier, ph.state, ph.text, str(ph.place)) == (
        None,
        MISSING,
        "implausible",
        "15",
        "监测.csv:2:3",
    )
    assert {"ph_range", "implausible_excluded", "nitrogen"} <= set(codes(readings.problems))
    assert next(each for each in readings if each.indicator == "tn").value is not None


def test_a_settlement_shows_what_was_doubted_or_excluded(tmp_path):
    """A doubt is among the notices of the settlement, and an excluded value is left out of the month it stands in."""
    agreement = ec.read_agreement(
        """
ecocomp: 1
id: doubt
title: 存疑
status: assumed
source: {document: 测试}
parties: {jia: {name: 甲}, yi: {name: 乙}}
sections: {s: {name: 平林, upstream: jia, downstream: yi, target: III}}
readings: {indicators: [nh3n], below_detection: half, decimals: unrounded, missing: refuse}
parameters: {price: {title: 单价, unit: 元/(mg/L), value: 100}}
transfers:
  - {name: pay, title: 划拨, payer: jia, payee: yi, per: [month], amount: "price * at(at(C, nh3n), s)"}
money: {unit: 元, decimals: 2, rounding: half_up, round: line}
"""
    )
    text = hours(["0.2", "0.2", "0.8"])
    flagged = ec.settle(agreement, read_text(tmp_path, text), 2024, since="2024-01", through="2024-01")
    excluded = ec.settle(
        agreement, read_text(tmp_path, text, implausible="exclude"), 2024, since="2024-01", through="2024-01"
    )

    assert "readings.jump" in {each.code for each in flagged.problems}
    assert [str(flagged.net["yi"]), str(excluded.net["yi"])] == ["40.00", "20.00"]
    assert "readings.implausible_excluded" in {each.code for each in excluded.problems}


@pytest.mark.parametrize("wrong", ["drop", {"jmp": "flag"}, {"jump": "drop"}, 3, {"jump": None}])
def test_wrong_requests(wrong):
    """A check or a treatment that does not exist is refused by name."""
    with pytest.raises(RequestError):
        read_monitoring("nowhere.csv", implausible=wrong)


def test_what_a_command_line_asks():
    """A word is for all checks, and one with a check's name goes before it wherever it stands."""
    assert asked(["jump=flag", "exclude"]) == {**dict.fromkeys(CHECKS, "exclude"), "jump": "flag"}


@given(st.lists(st.decimals("0.001", "99", places=3), min_size=2, max_size=12))
def test_jumps_are_those_of_exact_comparison(tmp_path_factory, values):
    """The whole-number comparison finds the jumps that comparing the decimals themselves does."""
    folder = tmp_path_factory.mktemp("jump")
    readings = read_text(folder, hours([str(each) for each in values]), implausible={"jump": "exclude"})
    expected = [False] + [after >= 3 * before or 3 * after <= before for before, after in pairwise(values)]

    assert [each.state == "implausible" for each in readings] == expected


@pytest.mark.parametrize(
    ("odd", "found"),
    [
        ("29.9", False),
        ("30", True),
        ("100", True),
        ("1000", True),
        ("100000", True),
        ("0.00034", False),
        ("0.00033", True),
        ("0.0000001", True),
        ("0", False),
    ],
)
def test_a_blunder_is_a_factor_of_300_or_more_however_large(tmp_path, odd, found):
    """With 0.1 as the usual value, 30 and all above are doubted, 0.00033 and all below; a zero is another matter."""
    rows = [f"平林,2024-{month:02d},{text}" for month, text in enumerate(["0.1", "0.1", "0.1", "0.1", odd], 1)]
    text = "断面,监测时间,总磷(mg/L)\n" + "\n".join(rows) + "\n"

    assert ("unit_blunder" in doubted(tmp_path, text)) == found


def test_values_of_one_time_meet_however_the_time_is_written(tmp_path):
    """2024-03-05 and 2024/3/5 are one time: the total nitrogen of one row is compared with the ammonia of another."""
    text = "断面,监测时间,指标,监测值,单位\n平林,2024-03-05,总氮,0.5,mg/L\n平林,2024/3/5,氨氮,0.9,mg/L\n"

    assert doubted(tmp_path, text) == ["nitrogen", "nitrogen"]


def test_both_values_of_a_pair_are_excluded_and_keep_what_they_were(tmp_path):
    """Total nitrogen 0.9 below ammonia 1.0 says not which is wrong: both are excluded, both with the check and value."""
    readings = read_text(tmp_path, f"{HEADING}平林,2024-01,7,0.9,1.0,20,4\n", implausible="exclude")
    found = {each.indicator: each.doubt for each in readings if each.doubt is not None}

    assert found == {"tn": Doubt(("nitrogen",), Fraction("0.9")), "nh3n": Doubt(("nitrogen",), Fraction(1))}


def test_a_value_that_several_checks_doubt_keeps_all_of_them(tmp_path):
    """A value that is a jump and a blunder of units at once is excluded once, for both reasons."""
    readings = read_text(tmp_path, hours(["0.2", "0.2", "0.2", "0.2", "200"]), implausible="exclude")
    (found,) = (each for each in readings if each.state == "implausible")

    assert found.doubt == Doubt(("jump", "unit_blunder"), Fraction(200))
    assert [each.details["total"] for each in readings.problems if each.code.endswith("excluded")] == [1]


@given(st.lists(st.sampled_from(["0.1", "0.2", "31", "90", "0.0003", "1e6", "1e-6"]), min_size=1, max_size=11))
def test_blunders_are_those_of_exact_comparison(tmp_path_factory, texts):
    """The whole-number comparison finds what comparing each fraction with the lower median does."""
    rows = "".join(f"平林,2024-{month:02d},{text}\n" for month, text in enumerate(texts, 1))
    folder = tmp_path_factory.mktemp("blunder")
    readings = read_text(folder, f"断面,监测时间,总磷(mg/L)\n{rows}", implausible={"unit_blunder": "exclude"})
    values = [Fraction(each) for each in texts]
    usual = sorted(values)[(len(values) - 1) // 2]
    enough = len(values) >= 5

    assert [each.doubt is not None for each in readings] == [
        enough and (each >= 300 * usual or usual >= 300 * each) for each in values
    ]
