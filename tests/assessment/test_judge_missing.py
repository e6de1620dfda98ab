"""Indicators that were asked for and not measured: what a section-time is that lacks some."""

from __future__ import annotations

from fractions import Fraction

import pytest

import ecocomp as ec
from tests.assessment.support import codes, wide

ROWS = [
    {"time": "2024-01", "nh3n": "0.8", "tp": "0.15"},
    {"time": "2024-02", "nh3n": "0.8"},
    {"time": "2024-03", "nh3n": "1.2"},
    {"time": "2024-04"},
]


def graded(folder, **options):
    return ec.grade_water(wide(folder, ROWS), indicators=["nh3n", "tp"], target="III", **options)


def test_what_lacks_an_indicator_is_not_attained_by_default(tmp_path):
    """Both good: attained. NH3-N alone good: undetermined; bad: missed, whatever phosphorus was. Nothing: undetermined."""
    found = graded(tmp_path)

    assert [row.missing for row in found] == [(), ("tp",), ("tp",), ("nh3n", "tp")]
    assert [row.attained for row in found] == [True, None, False, None]
    assert [row.grade for row in found] == [3, 3, 4, None]
    each = found.overall_attainment
    assert (each.met, each.missed, each.undecided, each.rate) == (1, 1, 2, Fraction(1, 2))
    assert list(found.frame["missing"]) == ["", "总磷", "总磷", "氨氮、总磷"]
    (note,) = [each for each in found.problems if each.code == "assessment.missing_undetermined"]
    assert (note.details["count"], note.details["where"]) == (3, "甲 2024-02")


def test_what_lacks_an_indicator_may_be_judged_by_the_others(tmp_path):
    """With ``judge`` the second month is attained by NH3-N alone; what was lacking is told all the same."""
    found = graded(tmp_path, missing="judge")

    assert [row.attained for row in found] == [True, True, False, None]
    assert [row.missing for row in found][1] == ("tp",)
    assert "missing_judged" in codes(found)


def test_what_lacks_an_indicator_may_be_refused(tmp_path):
    """Every section with what it lacks and when, all at once; a complete file is judged."""
    with pytest.raises(ec.ReadingsError) as caught:
        graded(tmp_path, missing="refuse")

    found = [(each.details["found"][0], each.details["count"], each.details["times"]) for each in caught.value.problems]
    assert found == [("总磷", 2, "2024-02, 2024-03"), ("氨氮、总磷", 1, "2024-04")]
    complete = ec.grade_water(wide(tmp_path, ROWS[:1]), indicators=["nh3n", "tp"], missing="refuse")
    assert codes(complete) == []


def test_an_indicator_without_a_limit_here_is_not_missing(tmp_path):
    """Total nitrogen has limits in lakes only: the river does not lack it, the lake does."""
    rows = [{"section": each, "tp": "0.03"} for each in ("河", "湖")]
    found = ec.grade_water(wide(tmp_path, rows), indicators=["tp", "tn"], waters={"湖": "lake"}, target="III")

    assert {row.section: (row.missing, row.attained) for row in found} == {
        "河": ((), True),
        "湖": (("tn",), None),
    }


@pytest.mark.parametrize(
    ("text", "missing", "attained"),
    [("<0.02", (), True), ("<0.3", ("tp",), None), ("ND", ("tp",), None)],
)
def test_what_was_left_out_as_asked_is_missing_where_it_may_exceed(tmp_path, text, missing, attained):
    """Below 0.02 phosphorus meets Ⅲ (0.2) whatever it is; below 0.3, or below nobody knows what, it may not."""
    rows = [{"nh3n": "0.8", "tp": text}]
    (row,) = ec.grade_water(wide(tmp_path, rows), indicators=["nh3n", "tp"], target="III", below_detection="exclude")

    assert (row.missing, row.attained) == (missing, attained)
