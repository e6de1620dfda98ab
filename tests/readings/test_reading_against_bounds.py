"""Columns of values against a bound for each indicator: the same as one comparison of fractions after the other."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from ecocomp.readings.against_bounds import NOTHING, against_bounds
from ecocomp.readings.columns import Said

INDICATORS = ("nh3n", "tp", "cod", "ph")
FRACTIONS = st.one_of(
    st.fractions(-5, 5, max_denominator=20),
    st.decimals(0, 2000, places=4).map(Fraction),
    # beyond 64 bits, as a value with forty digits is
    st.builds(Fraction, st.integers(-(10**45), 10**45), st.integers(1, 10**45)),
)


@given(
    st.lists(st.tuples(st.sampled_from(INDICATORS), st.none() | FRACTIONS), max_size=12),
    st.dictionaries(st.sampled_from(INDICATORS[:3]), st.none() | FRACTIONS),
)
def test_each_is_compared_exactly(rows: list[tuple[str, Fraction | None]], bounds: dict[str, Fraction | None]) -> None:
    said = [Said(indicator, "", value, "", None, "", "", 0) for indicator, value in rows]
    expected = []
    for indicator, value in rows:
        bound = bounds.get(indicator)
        expected.append(NOTHING if value is None or bound is None else (value > bound) - (value < bound))
    assert against_bounds(said, [value for _, value in rows], bounds).tolist() == expected


def test_a_bound_met_exactly_is_neither_below_nor_above() -> None:
    """0.1 + 0.2 is 0.3, which it is not in binary floats."""
    said = [Said("tp", "0.3", Fraction("0.1") + Fraction("0.2"), "", None, "", "", 0)]
    assert against_bounds(said, [said[0].value], {"tp": Fraction("0.3")}).tolist() == [0]
