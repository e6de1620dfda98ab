"""Data beside table 1: table 2, editions, named sets of indicators, and the saturation of oxygen."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from ecocomp.errors import RequestError
from ecocomp.standards import EDITIONS, INDICATORS, drinking_water_limit, indicator_sets, ladder
from ecocomp.standards.indicator_sets import expanded
from ecocomp.standards.oxygen import SHARE, oxygen_grade, saturation


@pytest.mark.parametrize(
    ("indicator", "limit"), [("so4", 250), ("cl", 250), ("no3", 10), ("fe", Fraction("0.3")), ("mn", Fraction("0.1"))]
)
def test_table_2_has_one_limit_an_item(indicator, limit):
    """The five supplementary items of drinking-water sources have one limit each, and no grades."""
    assert drinking_water_limit(indicator) == limit
    assert ladder(indicator) is None


def test_table_2_of_an_unknown_edition_is_refused():
    """An edition that does not exist has no table 2 either."""
    with pytest.raises(RequestError):
        drinking_water_limit("fe", edition="GB 3838-88")


def test_an_edition_knows_since_when_it_holds():
    """GB 3838-2002 came into force on 2002-06-01."""
    assert EDITIONS["GB 3838-2002"].in_force == date(2002, 6, 1)
    assert set(EDITIONS["GB 3838-2002"].files) == {"1", "2"}


def test_the_twenty_one_are_table_1_without_three():
    """The 21 of 环办〔2011〕22号 are table 1 without water temperature, total nitrogen and faecal coliforms."""
    graded = {name for name in INDICATORS if ladder(name, waters="lake") is not None}

    assert set(indicator_sets()["twenty_one"].members) == graded - {"tn", "fc"}
    assert len(indicator_sets()["twenty_one"].members) == 21


def test_sets_are_never_named_like_indicators_and_have_sources():
    """A name in a list means a set or an indicator, never both."""
    for name, each in indicator_sets().items():
        assert name not in INDICATORS
        assert set(each.members) <= set(INDICATORS)
        assert each.source


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (["five", "cod", "f"], ["ph", "do", "codmn", "nh3n", "tp", "cod", "f"]),
        (["tp", "five"], ["tp", "ph", "do", "codmn", "nh3n"]),
        (["five", "tp"], ["ph", "do", "codmn", "nh3n", "tp"]),
        (["four", "five"], ["ph", "do", "codmn", "nh3n", "tp"]),
        (["tp", "cod", "tp"], ["tp", "cod", "tp"]),
    ],
)
def test_five_and_x(written, found):
    """A set stands for its members, each once; what is written twice by hand stays twice, to be refused."""
    assert [name for name, _ in expanded(written)] == found


@pytest.mark.parametrize(
    ("temperature", "ninety"), [(0, "13.33"), (10, "10.13"), (20, "8.16"), (25, "7.44"), (30, "6.84")]
)
def test_ninety_percent_of_the_saturation(temperature, ninety):
    """DOf = 468/(31.6 + T): 90 % is 13.33 mg/L at 0 ℃ and 7.44 at 25 ℃."""
    assert abs(SHARE * saturation(temperature) - Fraction(ninety)) <= Fraction("0.005")


def test_oxygen_by_saturation():
    """At 25 ℃ the saturation is 8.2686 and 90 % of it 7.4417, so 7.45 is Ⅰ by saturation and Ⅱ by 7.5 mg/L."""
    oxygen = ladder("do")

    assert round(saturation(25), 4) == Fraction("8.2686")
    assert oxygen_grade(Fraction("7.45"), oxygen, 25) == 1
    assert oxygen.grade(Fraction("7.45")) == 2


def test_cold_water_with_plenty_of_oxygen_is_only_second_by_saturation():
    """At 0 ℃ 10 mg/L is less than 90 % of the saturation: Ⅱ, though above 7.5 mg/L; 4 mg/L stays Ⅳ."""
    oxygen = ladder("do")

    assert oxygen_grade(Fraction(10), oxygen, 0) == 2
    assert oxygen_grade(Fraction(4), oxygen, 0) == 4


def test_saturation_far_below_freezing_is_refused():
    """The formula has a pole at -31.6 ℃."""
    with pytest.raises(ValueError, match="32"):
        saturation(-32)
