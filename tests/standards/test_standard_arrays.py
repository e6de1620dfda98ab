"""Columns of values graded at once: the same grades, to the last limit, as one value at a time."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy
import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecocomp.errors import RequestError
from ecocomp.standards import INDICATORS, WATERS, ladder
from ecocomp.standards.arrays import grade_columns, scaled_column

LADDERS = [(waters, name) for waters in WATERS for name in INDICATORS if ladder(name, waters=waters) is not None]
PLACES = 5


def near_limits(limits: tuple[Fraction, ...]) -> st.SearchStrategy[Fraction]:
    """Decimals of five places: on a limit, a last place beside one, and anywhere."""
    on = st.sampled_from(limits)
    beside = st.tuples(on, st.sampled_from([-1, 1])).map(lambda pair: pair[0] + Fraction(pair[1], 10**PLACES))
    anywhere = st.integers(0, 60 * 10**PLACES).map(lambda number: Fraction(number, 10**PLACES))
    return on | beside | anywhere


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, dict[str, list[Fraction | None]]]:
    """Kind of waters, and by indicator as many values (or None) as there are rows."""
    waters = draw(st.sampled_from(WATERS))
    known = [name for kind, name in LADDERS if kind == waters]
    names = draw(st.lists(st.sampled_from(known), min_size=1, max_size=6, unique=True))
    rows = draw(st.integers(1, 12))
    columns = {
        name: draw(
            st.lists(st.none() | near_limits(ladder(name, waters=waters).limits).map(abs), min_size=rows, max_size=rows)
        )
        for name in names
    }
    return waters, columns


def one_by_one(waters: str, table: dict[str, list[Fraction | None]]) -> list[int]:
    """The worst grade of each row by exact rationals, 0 where there is no value."""
    rows = zip(*table.values(), strict=True)
    ladders = [ladder(name, waters=waters) for name in table]
    return [
        max((found.grade(value) for found, value in zip(ladders, row, strict=True) if value is not None), default=0)
        for row in rows
    ]


@given(table=tables(), block=st.integers(1, 7), threads=st.integers(1, 2))
def test_columns_of_whole_numbers_are_graded_as_exact_values_are(table, block, threads):
    """Whatever the widths of the columns and the size of a block: the grade of each row is that of its worst value."""
    waters, values = table
    columns = {name: scaled_column(each, decimals=PLACES) for name, each in values.items()}
    decimals = dict.fromkeys(columns, PLACES)

    found = grade_columns(columns, decimals=decimals, waters=waters, block=block, threads=threads)

    assert found.tolist() == one_by_one(waters, values)


@given(table=tables())
def test_columns_of_doubles_parsed_from_text_are_graded_as_exact_values_are(table):
    """The double nearest to a decimal stands on the same side of a limit as the decimal."""
    waters, values = table
    columns = {
        name: numpy.array([numpy.nan if each is None else float(each) for each in column])
        for name, column in values.items()
    }

    assert grade_columns(columns, waters=waters).tolist() == one_by_one(waters, values)


@given(numbers=st.lists(st.integers(-32767, 32767), min_size=1), name=st.sampled_from(["do", "ph", "codmn", "fc"]))
def test_every_number_of_16_bits_is_graded_exactly(numbers, name):
    """Also negative numbers and limits that 16 bits cannot hold: 10 000 个/L of bacteria, oxygen with three decimals."""
    found = ladder(name)
    column = numpy.array(numbers, "int16")
    expected = [found.grade(Fraction(each, 1000)) for each in numbers]

    assert grade_columns({name: column}, decimals={name: 3}).tolist() == expected


def test_rows_of_mixed_types_and_missing_values():
    """TP 0.2 in whole numbers is Ⅲ, DO 4.99 in doubles is Ⅳ; a row without any value is 0; the worst counts."""
    columns = {
        "tp": numpy.array([200, 200, -32768, -32768], "int16"),
        "do": numpy.array([5.0, 4.99, numpy.nan, 8.0]),
    }

    assert grade_columns(columns, decimals={"tp": 3}).tolist() == [3, 4, 0, 1]


def test_out_is_filled_and_returned():
    """An array given as out holds the grades; nothing else is made."""
    out = numpy.zeros(2, "int8")

    found = grade_columns({"codmn": numpy.array([2.0, 15.1])}, out=out)

    assert found is out
    assert out.tolist() == [1, 6]


def test_own_limits_go_before_those_of_the_standard():
    """With river nitrogen limited by a ladder of one's own, 1.0 mg/L is Ⅲ; the standard alone has no limit."""
    own = ladder("tn", waters="lake")

    assert grade_columns({"tn": numpy.array([1.0])}, ladders={"tn": own}).tolist() == [3]
    with pytest.raises(RequestError) as refused:
        grade_columns({"tn": numpy.array([1.0])})
    assert refused.value.problems[0].code == "assessment.no_limits"


@pytest.mark.parametrize(
    ("columns", "options", "code"),
    [
        ({"tp": numpy.array([0.2], "float32")}, {}, "column_type"),
        ({"tp": numpy.array([2], "int8")}, {"decimals": {"tp": 1}}, "column_type"),
        ({"tp": numpy.array([2], "int16")}, {}, "column_decimals"),
        ({"tp": numpy.array([0.2]), "do": numpy.array([1.0, 2.0])}, {}, "column_lengths"),
        ({"tp": numpy.array([[0.2]])}, {}, "column_shape"),
        ({}, {}, "column_shape"),
        ({"tp": numpy.array([0.2])}, {"out": numpy.zeros(2, "int8")}, "out_array"),
        ({"tp": numpy.array([0.2])}, {"block": 0}, "positive"),
    ],
)
def test_what_cannot_be_graded_exactly_is_refused(columns, options, code):
    """Narrow floats, columns without decimals, unlike lengths and unfit results are refused before anything is done."""
    with pytest.raises(RequestError) as refused:
        grade_columns(columns, **options)

    assert [each.code for each in refused.value.problems] == [f"assessment.{code}"]


@pytest.mark.parametrize(
    ("value", "code"),
    [(Fraction(1, 3), "more_decimals"), (Fraction(10**19), "too_large"), (Fraction(10**5000), "too_large")],
)
def test_what_does_not_fit_a_column_is_refused(value, code):
    """A value with more decimals than the column, or beyond 64 bits, is not cut to fit."""
    with pytest.raises(RequestError) as refused:
        scaled_column([value], decimals=2)

    assert refused.value.problems[0].code == f"assessment.{code}"
    assert str(refused.value)


@pytest.mark.parametrize(
    ("columns", "options", "code"),
    [
        ({"tp": numpy.ma.array([0.1, 9.9], mask=[0, 1])}, {}, "column_masked"),
        ([numpy.array([0.1])], {}, "column_shape"),
        (None, {}, "column_shape"),
        ({"tp": numpy.array([0.1])}, {"out": [0]}, "out_array"),
        ({"tp": numpy.array([0.1])}, {"ladders": {"tp": 1}}, "no_limits"),
    ],
)
def test_what_are_no_columns(columns, options, code):
    """An array whose mask would be passed over is refused, and so is what is no array."""
    with pytest.raises(RequestError) as refused:
        grade_columns(columns, **options)

    assert [each.code for each in refused.value.problems] == [f"assessment.{code}"]


@pytest.mark.parametrize(
    "value", [0.15, "0.15", float("inf"), Decimal("Infinity"), Decimal("sNaN"), [1], numpy.zeros(2)]
)
def test_only_exact_values_make_a_column(value):
    """A binary float, a text and an infinity are refused, not turned into a number near by."""
    with pytest.raises(RequestError) as refused:
        scaled_column([value], decimals=2)

    assert refused.value.problems[0].code == "assessment.not_exact"


@pytest.mark.parametrize("decimals", [-1, 13, 2.0, True])
def test_the_decimals_of_a_column_are_a_small_whole_number(decimals):
    """As those of ``grade_columns``."""
    with pytest.raises(RequestError) as refused:
        scaled_column([Fraction(1)], decimals=decimals)

    assert refused.value.problems[0].code == "assessment.scaled_decimals"


def test_what_is_missing_in_a_frame_is_missing_in_a_column():
    """None, nan and the Decimal that is none, beside a Decimal, a Fraction and a whole number of numpy."""
    values = [
        None,
        float("nan"),
        Decimal("NaN"),
        pandas.NA,
        pandas.NaT,
        Decimal("0.15"),
        Fraction(1, 4),
        numpy.int64(2),
    ]

    assert scaled_column(values, decimals=2).tolist() == [-32768] * 5 + [15, 25, 200]


@pytest.mark.parametrize(("number", "dtype"), [(3, "int16"), (40_000, "int32"), (3_000_000_000, "int64")])
def test_a_column_takes_the_narrowest_type_that_holds_it(number, dtype):
    """Half the bytes are half the time."""
    assert scaled_column([Fraction(number)], decimals=0).dtype == dtype


@pytest.mark.parametrize("sparse", [0, 1])
def test_rows_without_any_value_have_no_grade_however_few_they_are(sparse):
    """Of 40 rows the last has none; whether most values of a column are missing, or hardly any, makes no difference."""
    least = numpy.iinfo("int16").min
    columns = {"tp": numpy.full(40, 100, "int16"), "nh3n": numpy.full(40, 100, "int16"), "cod": numpy.full(40, 2.0)}
    columns["tp"][1 - sparse :: 2] = least if sparse else 100
    for column, missing in zip(columns.values(), (least, least, numpy.nan), strict=True):
        column[-1] = missing
    columns["nh3n"][3] = columns["tp"][3] = least

    found = grade_columns(columns, decimals={"tp": 3, "nh3n": 3})

    assert found[-1] == 0
    assert found[3] == 1
    assert (found[:-1] > 0).all()
