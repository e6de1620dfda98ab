"""The mean of pH values through their hydrogen ions, by hand where a hand can reckon it."""

from __future__ import annotations

from fractions import Fraction
from math import log10

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecocomp.formula.logarithms import ions, mean_ph

#: What 60 correct digits leave open.
NEAR = Fraction(1, 10**50)


def test_one_value_and_equal_ones_are_their_own_mean():
    """Nothing is reckoned that could lose a digit: 7.25 stays 7.25."""
    assert mean_ph([Fraction("7.25")]) == Fraction("7.25")
    assert mean_ph([Fraction("7.25")] * 3) == Fraction("7.25")


def test_ions_by_hand():
    """pH 7 is 10⁻⁷, and pH −1 is 10."""
    assert ions(7) == Fraction(1, 10**7)
    assert ions(Fraction(-1)) == 10


@pytest.mark.parametrize("least", [7, 0, -99, -1000, 99, 100, 1000])
def test_the_mean_of_two_neighbours(least):
    """Of n and n + 1 it is n − log10(0.55), wherever n lies: ions of 1 and 0.1 have the mean 0.55."""
    found = mean_ph([Fraction(least), Fraction(least + 1)])

    assert abs(float(found - least) + log10(0.55)) < 1e-12
    assert abs(found - least - mean_ph([Fraction(0), Fraction(1)])) < NEAR


def test_a_value_without_ions_to_speak_of_halves_them():
    """5 and 1000 have the mean 5 + log10(2): the second adds nothing but counts."""
    assert abs(float(mean_ph([Fraction(5), Fraction(1000)])) - (5 + log10(2))) < 1e-12


@given(st.lists(st.decimals(0, 14, places=2).map(Fraction), min_size=1, max_size=6))
def test_the_mean_lies_between_and_towards_the_acid_side(values):
    """It is no less than the least value and no more than the plain mean."""
    found = mean_ph(values)

    assert min(values) - NEAR <= found <= sum(values) / len(values) + NEAR
