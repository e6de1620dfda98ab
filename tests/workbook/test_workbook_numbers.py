"""Roundings and comparisons of cells against the exact ones, worked out by another engine, ties among them."""

from __future__ import annotations

from fractions import Fraction

import formualizer
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecocomp.formula.cell_text import ATOM, MULTIPLIED, At, comparison, evaluation, magnitude, number, ranges, rounded
from ecocomp.rounding import MODES, evaluation_value, measured_to_places, to_places
from ecocomp.written import column_letters

#: Values as instruments report them, and exact ties between two neighbours.
VALUES = st.one_of(
    st.decimals(-2000, 2000, places=4).map(Fraction),
    st.builds(
        lambda whole, places: Fraction(2 * whole + 1, 2 * 10**places), st.integers(-2000, 2000), st.integers(0, 4)
    ),
)
PLACES = st.integers(-2, 5)


def worked_out(formula: str, value: Fraction) -> float | bool:
    """What a formula over A1 gives where that holds a value."""
    book = formualizer.Workbook()
    sheet = book.sheet("S") if "S" in book.sheet_names else book.add_sheet("S") or book.sheet("S")
    sheet.set_value(1, 1, float(value))
    sheet.set_formula(1, 2, f"={formula}")
    return book.evaluate_cell("S", 1, 2)


@settings(max_examples=300, deadline=None)
@given(VALUES, PLACES, st.sampled_from(MODES))
def test_a_cell_is_rounded_as_the_exact_value_is(value: Fraction, places: int, mode: str) -> None:
    found = worked_out(rounded("A1", ATOM, places, mode, magnitude(value)), value)
    assert found == pytest.approx(float(to_places(value, places, mode)), abs=1e-9)


@settings(max_examples=200, deadline=None)
@given(VALUES, PLACES, st.sampled_from([-1, 1]))
def test_a_tie_goes_the_way_that_the_value_leans(value: Fraction, places: int, lean: int) -> None:
    found = worked_out(rounded("A1", ATOM, places, "half_even", magnitude(value), lean), value)
    assert found == pytest.approx(float(measured_to_places(value, places, lean)), abs=1e-9)


@settings(max_examples=300, deadline=None)
@given(st.one_of(VALUES.map(abs), st.decimals(0, "0.01", places=5).map(Fraction)), st.integers(0, 3))
def test_an_evaluation_value_keeps_one_figure_where_it_would_vanish(value: Fraction, places: int) -> None:
    found = worked_out(evaluation("A1", places, magnitude(value)), value)
    assert found == pytest.approx(float(evaluation_value(value, places)), abs=1e-9)


def test_the_examples_of_the_technical_rule() -> None:
    """0.00025 at three places is 0.0002, not 0; 2.5 and 3.5 at none are 2 and 4 (GB/T 8170-2008)."""
    assert worked_out(evaluation("A1", 3, 1), Fraction("0.00025")) == pytest.approx(0.0002)
    assert worked_out(rounded("A1", ATOM, 0, "half_even", 1), Fraction("2.5")) == 2
    assert worked_out(rounded("A1", ATOM, 0, "half_even", 1), Fraction("3.5")) == 4
    assert worked_out(rounded("A1", ATOM, 2, "half_up", 1), Fraction("1.005")) == 1.01


@pytest.mark.parametrize(
    ("formula", "value", "mode", "exact"),
    [
        ("1000*(A1-1)", "1.0005", "half_up", 1),  # 0.5 is 0.49999999999994 in floats
        ("1000*(A1-1)", "1.0025", "half_even", 2),
        ("(A1-200)/0.1", "200.1", "floor", 1),
        ("(A1-200)/0.1", "200.1", "down", 1),
        ("(200-A1)/0.1", "200.1", "ceiling", -1),
        ("(200-A1)/0.01", "199.9", "up", 10),
    ],
)
@pytest.mark.parametrize("size", [1, 3])
def test_a_tie_of_a_difference_is_one(formula: str, value: str, mode: str, exact: int, size: int) -> None:
    """The difference of two near numbers has lost digits, in a float; whatever size the figure had when it was settled."""
    assert worked_out(rounded(formula, MULTIPLIED, 0, mode, size), Fraction(value)) == exact


@settings(max_examples=200, deadline=None)
@given(VALUES, VALUES | st.none(), st.sampled_from(["<", "<=", ">", ">=", "==", "!="]))
def test_a_comparison_sees_no_difference_that_only_a_float_has(
    value: Fraction, other: Fraction | None, sign: str
) -> None:
    """Thirds of a value, added up again, are the value."""
    bound = value if other is None else other
    text = comparison(sign, ("A1/3+A1/3+A1/3", 1), (number(bound), ATOM), 8)
    exact = {"<": value < bound, "<=": value <= bound, ">": value > bound, ">=": value >= bound, "==": value == bound}
    assert bool(worked_out(text, value)) is exact.get(sign, value != bound)


@given(st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=30))
def test_ranges_hold_each_cell_once(cells: set[tuple[int, int]]) -> None:
    found = [
        (row, column)
        for first, last in ranges(At("S", *cell) for cell in cells)
        for row in range(first.row, last.row + 1)
        for column in range(first.column, last.column + 1)
    ]
    assert sorted(found) == sorted(cells)


def test_columns_have_letters() -> None:
    assert [column_letters(each) for each in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
