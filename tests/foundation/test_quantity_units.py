"""Units as bureaus write them, with exact factors."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecocomp.quantity import (
    ATOMS,
    CONCENTRATION,
    FLOW,
    LONGEST_UNIT,
    MASS,
    MONEY,
    NUMBER,
    SHOWN_IN,
    VOLUME,
    UnitError,
    dimension_text,
    multiplied,
    unit,
)
from ecocomp.standards import INDICATORS

atoms = st.sampled_from([*ATOMS])
dimensions = st.tuples(*[st.integers(-3, 3)] * 10)


@pytest.mark.parametrize(
    ("text", "dimension", "factor"),
    [
        ("", NUMBER, 1),
        ("1", NUMBER, 1),
        ("元", MONEY, 1),
        ("万元", MONEY, 10_000),
        ("亿元", MONEY, 10**8),
        ("%", NUMBER, Fraction(1, 100)),
        ("‰", NUMBER, Fraction(1, 1000)),
        ("t", MASS, 10**6),
        ("吨", MASS, 10**6),
        ("万吨", MASS, 10**10),
        ("mg/L", CONCENTRATION, 1),
        ("g/m3", CONCENTRATION, 1),
        ("μg/L", CONCENTRATION, Fraction(1, 1000)),
        ("µg/L", CONCENTRATION, Fraction(1, 1000)),
        ("ug/L", CONCENTRATION, Fraction(1, 1000)),
        ("m3/s", FLOW, 1),
        ("m³/s", FLOW, 1),
        ("万m3/d", FLOW, Fraction(10_000, 86_400)),
        ("亿立方米", VOLUME, 10**8),
        ("元/t", (1, -1, 0, 0, 0, 0, 0, 0, 0, 0), Fraction(1, 10**6)),
        ("万元/(mg/L)", (1, -1, 1, 0, 0, 0, 0, 0, 0, 0), 10_000),
        ("万元/mg/L", (1, -1, -1, 0, 0, 0, 0, 0, 0, 0), 10_000 * 1000 * 1000),
        ("万元/km2", (1, 0, 0, 0, -1, 0, 0, 0, 0, 0), 10_000),
        ("元/亩", (1, 0, 0, 0, -1, 0, 0, 0, 0, 0), 1500),
        ("万元/级", MONEY, 10_000),
        ("万元/月", MONEY, 10_000),
        ("个/L", (0, 0, -1, 0, 0, 1, 0, 0, 0, 0), 1000),
        ("g·m3/s", (0, 1, 1, -1, 0, 0, 0, 0, 0, 0), 1),
        ("t*km2", (0, 1, 0, 0, 1, 0, 0, 0, 0, 0), 10**6),
        ("1/t", (0, -1, 0, 0, 0, 0, 0, 0, 0, 0), Fraction(1, 10**6)),
        (" 元 / t ", (1, -1, 0, 0, 0, 0, 0, 0, 0, 0), Fraction(1, 10**6)),
        ("((元))", MONEY, 1),
        ("t/(km2·(d/s))", (0, 1, 0, 0, -1, 0, 0, 0, 0, 0), Fraction(10**6, 86_400)),
    ],
)
def test_units(text, dimension, factor):
    """A unit has the dimension and the exact factor that its parts say."""
    found = unit(text)

    assert (dimension, factor) == (found.dimension, found.factor)
    assert text.strip() == found.text


def test_conversions_by_hand():
    """1 mg/L at 1 m³/s for a day of 86,400 s is 0.0864 t; 15 mu are a hectare."""
    load = unit("mg/L").factor * unit("m3/s").factor * unit("d").factor

    assert Fraction(864, 10_000) == load / unit("t").factor
    assert unit("公顷").factor == 15 * unit("亩").factor
    assert unit("km2").factor == 100 * unit("ha").factor


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("foo", "foo"),
        ("元/foo", "foo"),
        ("元/", ""),
        ("/t", "/"),
        ("元//t", "/"),
        ("元 t", "t"),
        ("(元", "("),
        ("元)", ")"),
        ("()", ")"),
        ("元/(t", "("),
        ("MG/L", "MG"),
        ("m3^2", "m3^2"),
        ("2元", "2元"),
        ("元;t", "元;t"),
        ("(" * LONGEST_UNIT, ""),
    ],
)
def test_no_units(text, part):
    """What is no unit is refused, and the part that is not understood is named."""
    with pytest.raises(UnitError) as caught:
        unit(text)

    assert part == caught.value.args[0]


def test_a_unit_that_is_too_long():
    """A text longer than the bound is refused before it is read."""
    with pytest.raises(UnitError):
        unit("元/t" * LONGEST_UNIT)


@given(st.text(max_size=LONGEST_UNIT + 20))
def test_any_text(text):
    """Any text is a unit or a UnitError, nothing else."""
    try:
        found = unit(text)
    except UnitError:
        return
    assert found.factor > 0


@given(st.lists(st.sampled_from([*"/()·* ", "元", "t", "mg", "L", "万m3", "%"]), max_size=12).map("".join))
def test_pieces_of_units(text):
    """Pieces of units in any order are a unit or a UnitError."""
    try:
        found = unit(text)
    except UnitError:
        return
    assert found.factor > 0


@given(atoms, atoms)
def test_quotients_and_products(one, other):
    """The factor of a quotient is the quotient of the factors, of a product the product; so are the dimensions."""
    a, b = unit(one), unit(other)
    quotient, product = unit(f"{one}/{other}"), unit(f"{one}·{other}")

    assert (a.factor / b.factor, a.factor * b.factor) == (quotient.factor, product.factor)
    assert (multiplied(a.dimension, b.dimension, -1), multiplied(a.dimension, b.dimension)) == (
        quotient.dimension,
        product.dimension,
    )
    assert (NUMBER, 1) == (unit(f"{one}/{one}").dimension, unit(f"{one}/{one}").factor)


@given(dimensions, dimensions)
def test_dimensions_are_a_group(one, other):
    """Multiplying and dividing by the same dimension leaves it as it was."""
    assert one == multiplied(multiplied(one, other), other, -1)
    assert multiplied(one, other) == multiplied(other, one)
    assert NUMBER == multiplied(one, one, -1)


@pytest.mark.parametrize(
    ("dimension", "text"),
    [
        (NUMBER, "1"),
        (MONEY, "元"),
        (MASS, "t"),
        (CONCENTRATION, "mg/L"),
        (FLOW, "m3/s"),
        ((1, -1, 0, 0, 0, 0, 0, 0, 0, 0), "元/g"),
        ((1, 0, 0, 0, -1, 0, 0, 0, 0, 0), "元/km2"),
        ((0, -1, 1, 0, 0, 0, 0, 0, 0, 0), "m3/g"),
        ((0, 0, 0, -1, 0, 0, 0, 0, 0, 0), "1/s"),
        ((2, 0, 0, 0, 0, -1, 0, 0, 0, 0), "元^2/个"),
    ],
)
def test_dimensions_in_words(dimension, text):
    """A dimension is told in the units people know."""
    assert text == dimension_text(dimension)


@given(dimensions)
def test_dimensions_told_apart(dimension):
    """The text of a dimension without powers is a unit of that dimension."""
    text = dimension_text(dimension)
    if "^" not in text:
        assert dimension == unit(text).dimension


def test_shown_units_are_units():
    """The unit that each dimension is shown in has that dimension."""
    assert {dimension: unit(text).dimension for dimension, text in SHOWN_IN.items()} == {
        each: each for each in SHOWN_IN
    }


def test_factors_are_exact():
    """No factor is a float: a thousandth is a thousandth."""
    assert {Fraction} == {type(factor) for _, factor in ATOMS.values()}
    assert {Fraction} == {type(unit(text).factor) for text in (*ATOMS, "元/t", "万元/(mg/L)", "")}


@pytest.mark.parametrize("indicator", INDICATORS.values(), ids=list(INDICATORS))
def test_indicators_are_measured_in_units_of_agreements(indicator):
    """Whatever is measured can be compared with a parameter: its unit is one."""
    assert indicator.unit == unit(indicator.unit).text
