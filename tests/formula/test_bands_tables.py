"""Tables of bands: which intervals can be read, and that a table leaves no gap and no doubt."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecocomp.formula.bands import BandError, band, table
from tests.formula.fake_scope import bands_of


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("[0, 5]", [0, 3, 5], [Fraction(-1, 100), Fraction(501, 100)]),
        ("(0, 5)", [Fraction(1, 100), Fraction(499, 100)], [0, 5]),
        ("[0, 5)", [0], [5]),
        ("(0, 5]", [5], [0]),
        ("[5, 5]", [5], [4, 6]),
        ("(-inf, 0.5]", [-(10**9), Fraction(1, 2)], [Fraction(51, 100)]),
        ("(-∞,0)", [-1], [0]),
        ("[0.1, inf)", [Fraction(1, 10), 10**9], [Fraction(99, 1000)]),
        ("(0, +∞)", [1], [0]),
        ("(-inf, inf)", [0], []),
        ("  [ 0 , 5 ]  ", [0, 5], [6]),
    ],
)
def test_intervals(text, inside, outside):
    """An interval holds its closed ends and not its open ones; an infinite end is open."""
    found = band(text, "value", Fraction)

    assert text.strip() == found.text
    assert all(x in found for x in inside)
    assert not any(x in found for x in outside)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "interval"),
        ("0, 5", "interval"),
        ("[0; 5]", "interval"),
        ("[0 5]", "interval"),
        ("[0, 5", "interval"),
        ("[0, 5, 9]", "interval"),
        ("{0, 5}", "interval"),
        ("[0，5]", "interval"),
        ("[a, 5]", "interval"),
        ("[, 5]", "interval"),
        ("[0, ]", "interval"),
        ("[5, 0]", "interval_empty"),
        ("[5, 5)", "interval_empty"),
        ("(5, 5]", "interval_empty"),
        ("(5, 5)", "interval_empty"),
        ("[-inf, 5]", "infinite_closed"),
        ("[0, inf]", "infinite_closed"),
    ],
)
def test_no_intervals(text, code):
    """What is no interval, is empty, or closes an infinite end is refused by its own code."""
    with pytest.raises(BandError) as caught:
        band(text, 1, Fraction)

    assert (code, text) == (caught.value.code, caught.value.details["found"])


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        (["[0, 5]", "[5, 9]"], "bands_overlap"),
        (["[0, 5]", "[4, 9]"], "bands_overlap"),
        (["[5, 9]", "[0, 5)"], "bands_overlap"),
        (["[0, inf)", "[5, 9]"], "bands_overlap"),
        (["[0, 5]", "(-inf, 9]"], "bands_overlap"),
        (["[0, 5)", "(5, 9]"], "bands_gap"),
        (["[0, 5]", "[6, 9]"], "bands_gap"),
        (["[0, 1)", "[1, 2)", "(2, 3)"], "bands_gap"),
    ],
)
def test_tables_that_leave_doubt(texts, code):
    """Bands that overlap or leave a gap are refused, and the two are named."""
    bands = [band(text, 1, Fraction) for text in texts]
    with pytest.raises(BandError) as caught:
        table("steps", bands)

    assert code == caught.value.code
    assert (caught.value.details["first"], caught.value.details["second"]) in [*pairwise(texts)]


def test_a_single_value_between_two_bands():
    """A band may be a single value, with open bands before and behind it."""
    steps = bands_of(("(-inf, 1)", "below"), ("[1, 1]", "even"), ("(1, inf)", "above"))

    assert ["below", "even", "above"] == [steps.find(x).value for x in (Fraction(999, 1000), 1, Fraction(1001, 1000))]


def test_outside_a_table():
    """Below the first band and above the last there is none."""
    steps = bands_of(("[0, 5)", 1), ("[5, 9]", 2))

    assert (None, None) == (steps.find(-1), steps.find(Fraction(901, 100)))
    assert None is bands_of().find(0)


@given(
    st.lists(st.fractions(-20, 20, max_denominator=8), min_size=2, max_size=8, unique=True).map(sorted),
    st.lists(st.booleans(), min_size=7, max_size=7),
    st.fractions(-25, 25, max_denominator=8),
)
def test_every_value_has_exactly_one_band(ends, to_the_left, x):
    """In a table from end to end every value between the ends lies in exactly one band, others in none."""
    rows = []
    for number, (low, high) in enumerate(pairwise(ends)):
        opening = "[" if number == 0 or not to_the_left[number - 1] else "("
        closing = "]" if to_the_left[number] or number == len(ends) - 2 else ")"
        rows.append((f"{opening}{low}, {high}{closing}", number))
    steps = bands_of(*rows)
    holding = [each for each in steps.bands if x in each]

    assert (ends[0] <= x <= ends[-1]) == (len(holding) == 1)
    assert len(holding) <= 1
    assert (holding[0] if holding else None) is steps.find(x)
