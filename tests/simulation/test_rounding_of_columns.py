"""Quotients of whole numbers kept in floats are rounded as exact ones are, halves and what lies beside them too."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecocomp.rounding import to_integer
from ecocomp.simulation.known import MOST
from ecocomp.simulation.operations import quick

MODES = ("half_up", "half_even", "up", "down", "ceiling", "floor")


@st.composite
def quotients(draw: st.DrawFn) -> tuple[int, int]:
    """Whole numbers as large as may be, of which the quotient lies on a half of a whole number or just beside."""
    below = draw(st.integers(1, 10) | st.integers(1, MOST // 8))
    most = MOST // 4 // below * 2
    halves = draw(st.integers(-most, most))
    return halves * below // 2 + draw(st.integers(-1, 1)), below


@given(quotients(), st.sampled_from(MODES))
def test_a_quotient_is_rounded_as_the_exact_one(parts: tuple[int, int], mode: str) -> None:
    above, below = parts

    found = quick()[f"round_{mode}"](np.array([float(above)]), float(below))

    assert int(found[0]) == to_integer(Fraction(above, below), mode)


@pytest.mark.parametrize(("above", "half_up", "half_even"), [(5, 3, 2), (-5, -3, -2), (7, 4, 4), (-7, -4, -4)])
def test_halves_go_away_from_nothing_or_to_the_even_number(above: int, half_up: int, half_even: int) -> None:
    names, column = quick(), np.array([float(above)])

    assert names["round_half_up"](column, 2.0).tolist() == [half_up]
    assert names["round_half_even"](column, 2.0).tolist() == [half_even]
