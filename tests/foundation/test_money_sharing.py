"""Money in whole fen: rounding, writing, and sharing out to the last fen."""

from __future__ import annotations

import decimal
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecocomp.money import FEN_PER_YUAN, YUAN_PER_UNIT, allocate, round_together, to_fen, yuan, yuan_text
from ecocomp.rounding import MODES
from tests.strategies import exact_numbers, rounded

modes = st.sampled_from(MODES)
#: Places of a unit that are no finer than a fen.
payable = st.sampled_from(
    [("元", 2), ("元", 1), ("元", 0), ("元", -2), ("万元", 6), ("万元", 4), ("万元", 0), ("亿元", 4)]
)
weights = st.lists(st.fractions(min_value=0, max_value=100, max_denominator=30), min_size=1, max_size=8)


# -- rounding to fen --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "arguments", "fen"),
    [
        ("1.005", (), 101),
        ("-1.005", (), -101),
        ("1.005", ("half_even",), 100),
        ("1.0049", (), 100),
        ("1.001", ("up",), 101),
        ("1.009", ("down",), 100),
        ("-1.001", ("floor",), -101),
        ("12345.67", ("half_up", 0), 1234600),
        ("12345.67", ("half_up", -2), 1230000),
        ("12345.67", ("half_up", 4, "万元"), 1234600),
        ("12345.67", ("half_up", 0, "万元"), 1000000),
        ("15000", ("half_up", 0, "万元"), 2000000),
        ("15000", ("half_even", 0, "万元"), 2000000),
        ("25000", ("half_even", 0, "万元"), 2000000),
        ("12345.67", ("down", 6, "万元"), 1234567),
    ],
)
def test_to_fen(amount, arguments, fen):
    """An exact amount of yuan becomes fen by the mode, the places and the unit that the agreement names."""
    assert fen == to_fen(Fraction(amount), *arguments)


@given(exact_numbers, modes, payable)
def test_to_fen_equals_rounding_in_the_unit(amount, mode, place):
    """Rounding to fen is rounding to the places of the unit, exactly."""
    unit, decimals = place
    in_unit = rounded(Fraction(amount) / YUAN_PER_UNIT[unit], decimals, mode)

    assert in_unit * YUAN_PER_UNIT[unit] * FEN_PER_YUAN == to_fen(amount, mode, decimals, unit)
    assert isinstance(to_fen(amount, mode, decimals, unit), int)


@pytest.mark.parametrize(("decimals", "unit"), [(3, "元"), (7, "万元"), (11, "亿元")])
def test_finer_than_a_fen(decimals, unit):
    """Places finer than a fen cannot be paid, neither one by one nor together."""
    with pytest.raises(ValueError, match="finer than a fen"):
        to_fen(1, "half_up", decimals, unit)
    with pytest.raises(ValueError, match="finer than a fen"):
        round_together([1, 2], "half_up", decimals, unit)


# -- writing ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fen", "unit", "text"),
    [
        (0, "元", "0.00"),
        (1, "元", "0.01"),
        (-5, "元", "-0.05"),
        (123456789, "元", "1,234,567.89"),
        (580000000, "元", "5,800,000.00"),
        (0, "万元", "0"),
        (580000000, "万元", "580"),
        (580000001, "万元", "580.000001"),
        (-1, "万元", "-0.000001"),
        (17671550000, "万元", "17,671.55"),
        (176715500, "万元", "176.7155"),
        (10**12, "亿元", "100"),
    ],
)
def test_texts(fen, unit, text):
    """An amount is written with every digit there is, and 元 always with two places."""
    assert text == yuan_text(fen, unit)


@given(st.integers(-(10**30), 10**30), st.sampled_from([*YUAN_PER_UNIT]), st.booleans())
def test_texts_are_exact(fen, unit, grouping):
    """Read back, the text is the amount to the fen, however large."""
    text = yuan_text(fen, unit, grouping)

    assert fen == Fraction(text.replace(",", "")) * YUAN_PER_UNIT[unit] * FEN_PER_YUAN
    assert grouping or "," not in text


@given(st.integers(-(10**40), 10**40), st.integers(1, 50))
def test_yuan_does_not_depend_on_the_context(fen, precision):
    """An amount as Decimal is exact to the fen whatever precision the caller has set for decimals."""
    with decimal.localcontext(prec=precision):
        amount = yuan(fen)

    assert Fraction(fen, FEN_PER_YUAN) == Fraction(amount)
    assert -2 == amount.as_tuple().exponent


def test_yuan_by_hand():
    """Fen as yuan show two places."""
    assert ["0.00", "-0.05", "1234567.89"] == [str(yuan(fen)) for fen in (0, -5, 123456789)]
    assert Decimal("5800000.00") == yuan(580_000_000)


# -- sharing out ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fen", "parts", "shares"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (101, [1, 1, 1], [34, 34, 33]),
        (-100, [1, 1, 1], [-34, -33, -33]),
        (10, [1, 2, 3], [2, 3, 5]),  # 1.67, 3.33, 5: the odd fen goes to the largest remainder
        (1, [1, 1], [1, 0]),
        (1, [1, 2], [0, 1]),
        (0, [3, 4], [0, 0]),
        (7, [0, 5, 0], [0, 7, 0]),
        (10, [Fraction(1, 3), Fraction(2, 3)], [3, 7]),
        (100, [5], [100]),
    ],
)
def test_allocate_by_hand(fen, parts, shares):
    """Each share is rounded down, and the fen left over go to the largest remainders, equal ones in order."""
    assert shares == allocate(fen, parts)


@pytest.mark.parametrize("parts", [[], [0], [0, 0], [1, -1], [-1, 2], [-1]])
def test_weights_that_share_nothing(parts):
    """Weights that are negative or add up to nothing are refused."""
    with pytest.raises(ValueError, match="weight"):
        allocate(100, parts)


@given(st.integers(-(10**13), 10**13), weights.filter(any))
def test_shares_add_up(fen, parts):
    """The shares are whole fen, add up to the total, and each is less than a fen from its exact part."""
    shares = allocate(fen, parts)
    whole = sum(parts)

    assert fen == sum(shares)
    assert {int} == {type(share) for share in shares}
    for share, weight in zip(shares, parts, strict=True):
        assert abs(share - Fraction(fen) * weight / whole) < 1
        assert weight or not share


@given(st.integers(0, 10**9), weights.filter(any))
def test_who_weighs_more_gets_no_less(fen, parts):
    """Of two weights the larger has at least the share of the smaller, equal ones differ by a fen at most."""
    shares = allocate(fen, parts)
    for one, its in zip(parts, shares, strict=True):
        for other, theirs in zip(parts, shares, strict=True):
            assert its >= theirs or one <= other
            assert one != other or abs(its - theirs) <= 1


@given(st.integers(-(10**9), 10**9), weights.filter(any), st.fractions(min_value=Fraction(1, 9), max_value=9))
def test_only_proportions_matter(fen, parts, factor):
    """All weights times the same number share out the same, and a negative total like its absolute value."""
    assert allocate(fen, parts) == allocate(fen, [weight * factor for weight in parts])
    assert [-share for share in allocate(fen, parts)] == allocate(-fen, parts)


# -- rounding together ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amounts", "arguments", "fens"),
    [
        (["0.335", "0.335", "0.33"], (), [34, 33, 33]),
        (["1/3", "1/3", "1/3"], (), [34, 33, 33]),
        (["-1/3", "-1/3", "-1/3"], (), [-33, -33, -34]),
        (["0.004", "0.004", "0.004"], (), [1, 0, 0]),
        (["0.001", "0.009"], (), [0, 1]),
        (["10.5", "-10.5"], ("half_up", 0), [1100, -1100]),
        (["4000", "4000"], ("half_up", 0, "万元"), [1000000, 0]),
        (["1.01", "2.02"], (), [101, 202]),
        ([], (), []),
    ],
)
def test_round_together_by_hand(amounts, arguments, fens):
    """The sum is rounded once, and the steps go to the largest remainders."""
    assert fens == round_together([Fraction(amount) for amount in amounts], *arguments)


@given(st.lists(exact_numbers, max_size=8), modes, payable)
def test_rounded_together_they_add_up(amounts, mode, place):
    """Amounts rounded together add up to their exact sum rounded once; each moves by less than one step."""
    unit, decimals = place
    fens = round_together(amounts, mode, decimals, unit)
    step = Fraction(YUAN_PER_UNIT[unit] * FEN_PER_YUAN) / Fraction(10) ** decimals

    assert to_fen(sum(map(Fraction, amounts)), mode, decimals, unit) == sum(fens)
    for amount, fen in zip(amounts, fens, strict=True):
        assert abs(fen - amount * FEN_PER_YUAN) < step
        assert 0 == fen % step


@given(st.lists(st.integers(-(10**9), 10**9), max_size=8), modes)
def test_whole_fen_stay(fens, mode):
    """Amounts that are whole fen already are not touched."""
    assert fens == round_together([Fraction(fen, FEN_PER_YUAN) for fen in fens], mode)
    assert fens == [to_fen(Fraction(fen, FEN_PER_YUAN), mode) for fen in fens]
