"""Limits of GB 3838-2002 and grading by them."""

from __future__ import annotations

import pickle
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecocomp.errors import RequestError
from ecocomp.standards import INDICATORS, WATERS, ladder

LADDERS = [(waters, name) for waters in WATERS for name in INDICATORS if ladder(name, waters=waters) is not None]
VALUES = st.fractions(min_value=0, max_value=50_000, max_denominator=10**6)


@pytest.mark.parametrize(
    ("indicator", "value", "grade"),
    [
        ("codmn", "2", 1),
        ("codmn", "2.0036", 2),
        ("codmn", "15", 5),
        ("codmn", "15.0001", 6),
        ("do", "7.5", 1),
        ("do", "7.4999", 2),
        ("do", "5.00", 3),
        ("do", "4.995", 4),
        ("do", "1.99", 6),
        ("nh3n", "0.5002", 3),
        ("nh3n", "0.50", 2),
        ("nh3n", "1.0", 3),
        ("nh3n", "1.001", 4),
        ("cod", "14", 1),
        ("cod", "15", 1),
        ("cod", "15.1", 3),
        ("bod5", "3", 1),
        ("ph", "6", 1),
        ("ph", "9", 1),
        ("ph", "9.001", 6),
        ("ph", "5.999", 6),
        ("tp", "0.2", 3),
        ("hg", "0.00005", 1),
        ("hg", "0.000051", 3),
        ("fc", "200", 1),
        ("fc", "40001", 6),
    ],
)
def test_grade(indicator, value, grade):
    """A value on a limit meets it, equal limits give the better grade, oxygen goes down, pH has a range."""
    found = ladder(indicator)

    assert found is not None
    assert grade == found.grade(Fraction(value))


def test_phosphorus_and_nitrogen_of_lakes():
    """Lakes have their own phosphorus limits; nitrogen is limited in lakes only."""
    lake = ladder("tp", waters="lake")

    assert lake is not None
    assert (lake.grade(Fraction("0.1")), lake.grade(Fraction("0.05"))) == (4, 3)
    assert ladder("tn") is None
    assert ladder("tn", waters="lake") is not None


@pytest.mark.parametrize("indicator", ["water_temp", "flow", "conductivity", "no such"])
def test_no_ladder(indicator):
    """What the standard does not limit has no ladder."""
    assert ladder(indicator) is None


def test_limit_by_grade():
    """The limit of each grade is the exact number of the table; 劣Ⅴ and pH have none."""
    codmn, ph = ladder("codmn"), ladder("ph")

    assert codmn is not None
    assert ph is not None
    assert [codmn.limit(grade) for grade in range(1, 7)] == [2, 4, 6, 10, 15, None]
    assert ph.limit(3) is None
    with pytest.raises(ValueError, match="7"):
        codmn.limit(7)


def test_table_1_is_complete():
    """Of the 24 items of table 1 all but the water temperature grade river or lake water."""
    assert len({name for _, name in LADDERS}) == 23


@pytest.mark.parametrize("options", [{"waters": "pond"}, {"edition": "GB 3838-88"}])
def test_unknown_waters_or_edition(options):
    """Waters or an edition that do not exist are refused with the ones that do."""
    with pytest.raises(RequestError) as caught:
        ladder("tp", **options)

    assert any(known in str(caught.value) for known in ("river, lake", "GB 3838-2002"))


@pytest.mark.parametrize(("waters", "indicator"), LADDERS)
@given(value=VALUES)
def test_grade_is_the_first_limit_met(waters, indicator, value):
    """The search among integers finds what plain comparison with each limit in turn finds."""
    found = ladder(indicator, waters=waters)
    assert found is not None
    if found.better == "range":
        expected = 1 if found.limits[0] <= value <= found.limits[1] else 6
    else:
        met = [value >= limit if found.better == "high" else value <= limit for limit in found.limits]
        expected = met.index(True) + 1 if True in met else 6

    assert expected == found.grade(value)


@pytest.mark.parametrize(("waters", "indicator"), [(waters, name) for waters, name in LADDERS if name != "ph"])
def test_every_limit_meets_its_grade(waters, indicator):
    """A value equal to the limit of a grade has that grade or, where limits are equal, a better one; just beyond is worse."""
    found = ladder(indicator, waters=waters)
    assert found is not None
    beyond = Fraction(-1 if found.better == "high" else 1, 10**9)
    for grade, limit in enumerate(found.limits, 1):
        assert found.grade(limit) == found.limits.index(limit) + 1 <= grade
        assert found.grade(limit + beyond) > grade


def test_a_ladder_travels():
    """A ladder pickled and read back grades the same."""
    found = ladder("do")
    assert found is not None
    copy = pickle.loads(pickle.dumps(found))

    assert (found, 3) == (copy, copy.grade(5))
