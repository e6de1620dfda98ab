"""Rounding: the vectors of GB/T 8170-2008 and of national publications, and what every mode must keep."""

from __future__ import annotations

import decimal
import math
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecocomp.rounding import MODES, evaluation_value, quantum, to_integer, to_places
from tests.strategies import exact_numbers, rounded, ties

IN_DECIMAL = {
    "half_up": decimal.ROUND_HALF_UP,
    "half_even": decimal.ROUND_HALF_EVEN,
    "up": decimal.ROUND_UP,
    "down": decimal.ROUND_DOWN,
    "ceiling": decimal.ROUND_CEILING,
    "floor": decimal.ROUND_FLOOR,
}

modes = st.sampled_from(MODES)
places = st.integers(-6, 8)


@pytest.mark.parametrize(
    ("value", "kept", "expected"),
    [
        # GB/T 8170-2008, clause 3
        ("12.1498", 0, "12"),
        ("12.1498", 1, "12.1"),
        ("1268", -2, "1300"),
        ("10.5002", 0, "11"),
        ("1.050", 1, "1.0"),
        ("0.35", 1, "0.4"),
        ("2500", -3, "2000"),
        ("3500", -3, "4000"),
        ("-0.0365", 3, "-0.036"),
        ("-6.05", 1, "-6.0"),
        # once, not in steps: via 8.535 it would be 8.54, via 15.5 it would be 16
        ("8.53459", 2, "8.53"),
        ("15.4546", 0, "15"),
        # values judged
        ("6.05", 1, "6.0"),
        ("6.15", 1, "6.2"),
        ("6.25", 1, "6.2"),
        ("6.0500001", 1, "6.1"),
        ("1.005", 2, "1.00"),
        ("1.015", 2, "1.02"),
        ("0.2005", 3, "0.200"),
        ("0.2015", 3, "0.202"),
        ("9.5", 0, "10"),
        ("5.5", 0, "6"),
        ("6.4", 0, "6"),
        # published ties
        ("0.1445", 3, "0.144"),
        ("1.305", 2, "1.30"),
        ("21.05", 1, "21.0"),
        ("0.0705", 3, "0.070"),
        ("2936.45", 1, "2936.4"),
    ],
)
def test_half_even(value, kept, expected):
    """四舍六入五成双: a five with nothing behind it goes to the even neighbour."""
    assert Fraction(expected) == to_places(Fraction(value), kept, "half_even")


@pytest.mark.parametrize(
    ("value", "kept", "expected"),
    [
        ("0.0006", 3, "0.001"),
        ("0.00069", 3, "0.001"),
        ("0.0005", 3, "0.0005"),
        ("0.00025", 3, "0.0002"),
        ("0.00042", 3, "0.0004"),
        ("4E-05", 3, "0.00004"),
        ("0.00096", 2, "0.001"),
        ("-0.00025", 3, "-0.0002"),
        ("0", 3, "0"),
        ("6.05", 1, "6.0"),
        ("0.0049", 2, "0.005"),
        ("0.5", 0, "0.5"),
        ("1.5", 0, "2"),
    ],
)
def test_evaluation_values(value, kept, expected):
    """A measured value that would vanish keeps one significant figure; every other is rounded as usual."""
    assert Fraction(expected) == evaluation_value(Fraction(value), kept)


@pytest.mark.parametrize(
    ("value", "kept", "lean", "expected"),
    [
        ("16.50", 0, 1, "17"),
        ("16.50", 0, -1, "16"),
        ("16.50", 0, 0, "16"),
        ("17.50", 0, -1, "17"),
        ("16.51", 0, -1, "17"),  # only a tie is decided by it
        ("0.00025", 3, 1, "0.0003"),  # also where one significant figure is kept
        ("0.00025", 3, -1, "0.0002"),
        ("0.00035", 3, -1, "0.0003"),
    ],
)
def test_a_tie_goes_to_the_side_the_laboratory_names(value, kept, lean, expected):
    """GB/T 8170-2008, 3.3.2: of 16.50(+) the real value is larger, of 16.50(-) smaller."""
    assert Fraction(expected) == evaluation_value(Fraction(value), kept, lean)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        # half_up, half_even, up, down, ceiling, floor
        ("2.5", (3, 2, 3, 2, 3, 2)),
        ("3.5", (4, 4, 4, 3, 4, 3)),
        ("-2.5", (-3, -2, -3, -2, -2, -3)),
        ("-3.5", (-4, -4, -4, -3, -3, -4)),
        ("0.5", (1, 0, 1, 0, 1, 0)),
        ("-0.5", (-1, 0, -1, 0, 0, -1)),
        ("2.4", (2, 2, 3, 2, 3, 2)),
        ("2.6", (3, 3, 3, 2, 3, 2)),
        ("-0.001", (0, 0, -1, 0, 0, -1)),
        ("7", (7, 7, 7, 7, 7, 7)),
        ("0", (0, 0, 0, 0, 0, 0)),
    ],
)
def test_every_mode(value, expected):
    """What the six modes make of the same value."""
    assert expected == tuple(to_integer(Fraction(value), mode) for mode in MODES)


@pytest.mark.parametrize("mode", ["", "nearest", "HALF_UP", "half-up"])
def test_unknown_modes(mode):
    """A mode that is none is an error, even where there is nothing to round."""
    with pytest.raises(ValueError, match=f"^{mode}$"):
        to_integer(3, mode)


@given(exact_numbers, places, modes)
def test_rounding_equals_its_definition(value, kept, mode):
    """Every mode gives what its words say, at any place, of whole numbers and of fractions that never end."""
    assert rounded(Fraction(value), kept, mode) == to_places(value, kept, mode)


@given(st.decimals(-(10**9), 10**9, places=6), st.integers(0, 6), modes)
def test_rounding_equals_that_of_decimal(value, kept, mode):
    """On decimal numbers the library decimal of Python, written by others, rounds the same."""
    with decimal.localcontext(prec=40):
        expected = value.quantize(Decimal(1).scaleb(-kept), rounding=IN_DECIMAL[mode])

    assert Fraction(expected) == to_places(Fraction(value), kept, mode)


@given(exact_numbers, places, modes)
def test_rounded_values_stay(value, kept, mode):
    """Rounding twice at the same place is rounding once, and gives a multiple of the place."""
    once = to_places(value, kept, mode)

    assert once == to_places(once, kept, mode)
    assert 1 == (once / quantum(kept)).denominator


@given(exact_numbers, places, modes)
def test_rounding_stays_near(value, kept, mode):
    """A rounded value is less than one step away, by the half modes at most half a step."""
    distance = abs(to_places(value, kept, mode) - value) / quantum(kept)

    assert distance < 1
    if mode.startswith("half"):
        assert distance <= Fraction(1, 2)


@given(exact_numbers, exact_numbers, places, modes)
def test_rounding_keeps_the_order(one, other, kept, mode):
    """The larger of two values is never rounded to the smaller result."""
    low, high = sorted((one, other))

    assert to_places(low, kept, mode) <= to_places(high, kept, mode)


@given(exact_numbers, places, st.sampled_from(["half_up", "half_even", "up", "down"]))
def test_the_sign_is_put_on_afterwards(value, kept, mode):
    """GB/T 8170-2008 clause 3.4: the absolute value is rounded, then the sign put before it."""
    assert -to_places(value, kept, mode) == to_places(-value, kept, mode)
    assert -to_places(value, kept, "ceiling") == to_places(-value, kept, "floor")


@given(ties)
def test_ties(tie):
    """Of a value exactly in the middle half_up takes the neighbour away from zero, half_even the even one."""
    value, kept = tie
    step = quantum(kept)
    away, even = to_places(value, kept, "half_up"), to_places(value, kept, "half_even")

    assert abs(value) + step / 2 == abs(away)
    assert 0 == (even / step) % 2
    assert step / 2 == abs(even - value)


@given(st.fractions(min_value=-2, max_value=2, max_denominator=10**9), st.integers(0, 5))
def test_evaluation_values_never_vanish(value, kept):
    """A value judged is zero only if it was zero, and otherwise has one significant figure at the least."""
    found = evaluation_value(value, kept)

    assert (found == 0) == (value == 0)
    if found and abs(found) < quantum(kept):
        power = math.floor(math.log10(found.denominator)) + 1
        digits = str(abs(found.numerator) * 10**power // found.denominator).strip("0")
        assert 1 == len(digits)


def test_steps():
    """The step of a place, finer and coarser than one."""
    assert [Fraction(1, 100), 1, 100] == [quantum(2), quantum(0), quantum(-2)]
    assert {Fraction} == {type(quantum(each)) for each in (2, 0, -2)}


@pytest.mark.parametrize(
    ("value", "kept", "expected"),
    [
        ("6.05", 1, "6.0"),
        ("6.15", 1, "6.2"),
        ("6.25", 1, "6.2"),
        ("6.0500001", 1, "6.1"),
        ("1.005", 2, "1.00"),
        ("1.015", 2, "1.02"),
        ("0.2005", 3, "0.200"),
        ("0.2015", 3, "0.202"),
        ("-6.05", 1, "-6.0"),
        ("12.1498", 0, "12"),
        ("10.5002", 0, "11"),
        ("0.35", 1, "0.4"),
        ("8.53459", 2, "8.53"),  # once only, never by way of 8.535
        ("15.4546", 0, "15"),
        ("-0.0365", 3, "-0.036"),
    ],
)
def test_rounding_of_gb_t_8170(value, kept, expected):
    """GB/T 8170-2008, 3.2 and 3.3: ties to the even digit, the absolute value of negative numbers, in one step."""
    assert Fraction(expected) == evaluation_value(Fraction(value), kept)


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=7), st.integers(0, 5))
def test_evaluation_values_are_those_of_decimal_arithmetic(value, kept):
    """Rounded from its decimal text a value is what decimal arithmetic makes of it; where that is 0, one figure stays."""
    text = f"{value:f}"
    found = evaluation_value(Fraction(text), kept)
    rounded = Decimal(text).quantize(Decimal(1).scaleb(-kept), ROUND_HALF_EVEN)
    if not rounded and value:
        rounded = Context(prec=1, rounding=ROUND_HALF_EVEN).plus(Decimal(text))

    assert Fraction(rounded) == found


@given(st.integers(-(10**6), 10**6), st.integers(0, 5), st.integers(1, 4))
def test_evaluation_values_of_ties(whole, kept, zeros):
    """An exact five, however many zeros stand behind it, goes to the even digit."""
    text = f"{Decimal(2 * whole + 1).scaleb(-kept) / 2:.{kept + 1 + zeros}f}"
    found = evaluation_value(Fraction(text), kept)
    rounded = Decimal(text).quantize(Decimal(1).scaleb(-kept), ROUND_HALF_EVEN)

    if rounded:
        assert Fraction(rounded) == found
        assert int(rounded.scaleb(kept)) % 2 == 0
    else:
        assert Fraction(text) == found
