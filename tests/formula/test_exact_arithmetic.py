"""The exact arithmetic equals fractions worked out without it, never leaves the rationals, and cannot run away."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecocomp.formula.absent import Absent, Cause
from ecocomp.formula.exact import Exact
from ecocomp.formula.exact_operators import MOST_BITS
from ecocomp.formula.problems import FormulaError
from ecocomp.formula.tree import Number, Operation
from ecocomp.money import FEN_PER_YUAN
from tests.formula.fake_scope import FakeScope, bands_of, one
from tests.strategies import computed, exact_numbers, sketches, sparingly_written

THIRD = Fraction(1, 3)
OUT = Absent("excluded", (Cause("formula.no_reference"),))


@given(sketches(("a", "b", "c")), exact_numbers, exact_numbers, exact_numbers)
def test_any_formula_equals_fractions(sketch, a, b, c):
    """Any formula of numbers gives what fractions give, and is absent exactly where they have no value."""
    values = {"a": a, "b": b, "c": c}
    expected = computed(sketch, values)
    found = one(sparingly_written(sketch), **values)

    if expected is None:
        assert isinstance(found, Absent)
        assert "undefined" == found.kind
    else:
        assert expected == found
        assert type(found) in (int, Fraction, bool)


EVERY_FUNCTION = (
    *("x / 3", "x * 0.1 + 1", "x ** 3 / 7", "abs(-x)", "x if x > 1 else 1 / x", "min(x, 0.5)", "clip(x, 0, 1)"),
    *(
        "floor(x)",
        "ceil(x / 7)",
        "round(x, 2, half_even)",
        "round(x, 0, up, unit=百分点)",
        "floor(x, unit=万元)",
        "otherwise(x, 0)",
    ),
    *(
        "present(x)",
        "x > 1 and x < 2",
        "not x == 1",
        "sum(x, month)",
        "mean(x, month)",
        "max(x, month)",
        "share(x, month)",
    ),
    *(
        "count(x > 1, month)",
        "any(x > 1, month)",
        "streak(x > 1, month)",
        "rank(x, month, ties=mean)",
        "cumulative(x, month)",
    ),
    *(
        "allocate(100.01, x, month)",
        "bands(x, steps)",
        "at(mean(x, month, by=quarter), quarter)",
        "grade(c)",
        "limit(Ⅲ)",
    ),
    *("exceedance(c, limit(Ⅱ))", "worst(grade(c), indicator)", "Ⅴ - Ⅱ", "previous(x)"),
)


@given(st.lists(exact_numbers, min_size=4, max_size=4))
def test_no_float_comes_out(elements):
    """Whatever function is used, every element is an integer, a fraction, a truth value or absent."""
    steps = bands_of(("(-inf, 1)", 1), ("[1, inf)", Fraction(1, 3)))
    scope = FakeScope(
        {"x": ("month", elements), "c": ("indicator", elements[:3])},
        earlier={("x", -1): ("month", elements)},
        tables={"steps": ((), [steps])},
    )
    for text in EVERY_FUNCTION:
        assert {type(each) for each in scope.elements(text)} <= {int, Fraction, bool, Absent}, text


def test_a_number_as_written_is_exact():
    """0.1 is a tenth: ten of them make one, and 0.1 + 0.2 is 0.3."""
    assert True is one("0.1 + 0.2 == 0.3")
    assert Fraction(1, 10) == one("0.1")
    assert 1 == one("10 * 0.1")
    assert 0 == one("x - 0.3", x=Fraction(3, 10))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7 / 2", Fraction(7, 2)),
        ("6 / 2", 3),
        ("1 / 3 * 3", 1),
        ("2 ** 0", 1),
        ("0 ** 0", 1),
        ("(-2) ** 3", -8),
        ("-2 ** 2", -4),
        ("(1 / 3) ** 2", Fraction(1, 9)),
        ("1 < 2 < 3", True),
        ("1 < 3 < 2", False),
        ("3 > 2 >= 2 != 1", True),
        ("clip(-1, 0, 2)", 0),
        ("clip(2, 0, 2)", 2),
        ("clip(1, 1, 1)", 1),
        ("floor(-0.5)", -1),
        ("ceil(-0.5)", 0),
        ("floor(2)", 2),
        ("round(2.5, 0, half_even)", 2),
        ("round(2.5, 0, half_up)", 3),
        ("round(-2.5, 0, half_up)", -3),
        ("round(2.41, 1, up)", Fraction(5, 2)),
        ("round(1250, 0 - 2, half_even)", 1200),
        ("round(123456, 0, half_up, unit=万元)", 120_000),
        ("round(123456, 2, half_up, unit=万元)", 123_500),
        ("floor(19999, unit=万元)", 10_000),
        ("ceil(10001, unit=万元)", 20_000),
        ("ceil(0.251, unit=百分点)", Fraction(26, 100)),
        ("Ⅴ - Ⅲ", 2),
        ("Ⅲ <= Ⅲ", True),
        ("劣Ⅴ > Ⅴ", True),
    ],
)
def test_by_hand(text, expected):
    """Results that can be checked in the head."""
    assert expected == one(text)


def test_as_many_places_as_there_may_be():
    """Thirty places are allowed, before and behind the point."""
    assert Fraction(1, 10**30) == one("round(x, 30, up)", x=Fraction(1, 10**40))
    assert 10**30 == one("round(x, -30, up)", x=1)


@pytest.mark.parametrize("places", ["1.5", "31", "-31", "x"])
def test_places_that_are_none(places):
    """A number of decimal places is a whole number within the bound."""
    with pytest.raises(FormulaError) as caught:
        one(f"round(1, {places}, half_up)", x=Fraction(1, 2))
    assert "formula.places" == caught.value.code


# -- ranks ------------------------------------------------------------------------------------------------------------


def ranks(elements, more=""):
    scope = FakeScope({"x": ("section", elements), "y": ("section", [3, 2, 1])})
    return scope.elements(f"rank(x, section{more})")


@pytest.mark.parametrize(
    ("elements", "more", "expected"),
    [
        ([30, 10, 20], "", [3, 1, 2]),
        ([30, 10, 20], ", order=descending", [1, 3, 2]),
        ([30, 10, 20], ", order=ascending", [3, 1, 2]),
        ([10, 10, 20], ", ties=min", [1, 1, 3]),
        ([10, 10, 20], ", ties=max", [2, 2, 3]),
        ([10, 10, 20], ", ties=mean", [Fraction(3, 2), Fraction(3, 2), 3]),
        ([20, 20, 10], ", ties=min, order=descending", [1, 1, 3]),
        ([10, 10, 10], ", ties=mean", [2, 2, 2]),
        ([10, 10, 20], ", then=y", [2, 1, 3]),
        ([10, 10, 20], ", then=-y", [1, 2, 3]),
        ([10, 10, 20], ", then=y, order=descending", [3, 2, 1]),
        ([10, 10, 20], ", then=y * 0, ties=min", [1, 1, 3]),
        ([Fraction(1, 3), Fraction(2, 6), 1], ", ties=max", [2, 2, 3]),
    ],
)
def test_ranks(elements, more, expected):
    """Places along an axis, with equal values settled as the formula says."""
    assert expected == ranks(elements, more)


@pytest.mark.parametrize("more", ["", ", then=y - y", ", order=descending"])
def test_equal_ranks_need_a_rule(more):
    """Where nothing is said about equal values a tie is an error that names who is tied."""
    with pytest.raises(FormulaError) as caught:
        ranks([10, 20, 10], more)

    assert "formula.tie" == caught.value.code
    assert "upper, lower" == caught.value.details["labels"]


@given(st.lists(st.integers(0, 4), min_size=3, max_size=3))
def test_ranks_are_what_counting_gives(elements):
    """The place of a value is one more than how many are smaller, or how many are no larger."""
    smaller = [sum(other < each for other in elements) for each in elements]
    no_larger = [sum(other <= each for other in elements) for each in elements]

    assert [each + 1 for each in smaller] == ranks(elements, ", ties=min")
    assert no_larger == ranks(elements, ", ties=max")
    means = [Fraction(low + 1 + high, 2) for low, high in zip(smaller, no_larger, strict=True)]
    assert means == ranks(elements, ", ties=mean")


# -- allocation -------------------------------------------------------------------------------------------------------


@given(
    st.integers(-(10**12), 10**12),
    st.lists(st.fractions(0, 100, max_denominator=50), min_size=3, max_size=3).filter(any),
)
def test_allocation_adds_up_to_the_pool(fen, weights):
    """The shares of a pool are whole fen, add up to it exactly, and none is a fen or more off its exact part."""
    pool = Fraction(fen, FEN_PER_YUAN)
    scope = FakeScope({"pool": ("", [pool]), "w": ("section", weights)})
    shares = scope.elements("allocate(pool, w, section)")

    assert pool == sum(shares)
    assert [1] * 3 == [(share * FEN_PER_YUAN).denominator for share in map(Fraction, shares)]
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share - pool * weight / sum(weights)) < Fraction(1, FEN_PER_YUAN)


def test_allocation_by_hand():
    """100 yuan among three equals: 33.34, 33.33, 33.33; the odd fen goes to the first."""
    scope = FakeScope({"w": ("section", [1, 1, 1])})

    assert [Fraction(3334, 100), Fraction(3333, 100), Fraction(3333, 100)] == scope.elements(
        "allocate(100, w, section)"
    )


@pytest.mark.parametrize("weights", [[0, 0, 0], [1, 2, -1], [-1, -1, -1]])
def test_weights_that_share_nothing(weights):
    """Weights that are negative or add up to nothing leave the shares without a value."""
    scope = FakeScope({"w": ("section", weights)})

    assert ["formula.allocate_weights"] * 3 == [
        each.causes[0].code for each in scope.elements("allocate(9, w, section)")
    ]


@pytest.mark.parametrize(
    ("total", "weights", "told"),
    [
        (-100, [1, 2, 3, 4], [-100]),
        (-100, [1, OUT, 3, 4], [-100]),
        (0, [1, 2, 3, 4], []),
        (Fraction(1, 2), [1, 2, 3, 4], []),
        (100, [1, 2, 3, 4], []),
    ],
)
def test_only_a_negative_pool_is_told(total, weights, told):
    """Sharing out less than nothing makes everybody pay, which is told, also where one takes no part."""
    found = []
    scope = FakeScope({"p": ("", [total]), "w": ("month", weights)})
    scope.elements("allocate(p, w, month)", Exact(negative=found.append))

    assert found == told


def test_a_negative_pool_of_one_is_told():
    """Who is alone bears all of it."""
    found = []
    scope = FakeScope({"p": ("", [-1]), "w": ("month", [1])}, labels={"month": ["2024-01"]})

    assert [-1] == scope.elements("allocate(p, w, month)", Exact(negative=found.append))
    assert [-1] == found


def test_a_pool_that_is_no_whole_fen():
    """A pool with a part of a fen cannot be shared out to the last fen, and the error says what to do."""
    scope = FakeScope({"w": ("section", [1, 1, 1])})
    with pytest.raises(FormulaError, match="round") as caught:
        scope.value("allocate(100 / 3, w, section)")
    assert "formula.allocate_fen" == caught.value.code
    assert [Fraction(1111, 100)] * 3 == scope.elements("allocate(round(100 / 3, 2, half_up), w, section)")


# -- tables and the standard ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("x", "expected"),
    [(-1, None), (0, 10), (Fraction(49, 10), 10), (5, 20), (8, 20), (Fraction(80001, 10_000), 30), (10**9, 30)],
)
def test_bands(x, expected):
    """A value falls into the band whose closed end it equals, and into none outside the table."""
    steps = bands_of(("[0, 5)", 10), ("[5, 8]", 20), ("(8, +∞)", 30))
    scope = FakeScope({"x": ("", [x])}, tables={"steps": ((), [steps])})
    [found] = scope.elements("bands(x, steps)")

    if expected is None:
        assert ("undefined", "formula.outside_bands") == (found.kind, found.causes[0].code)
    else:
        assert expected == found


def test_bands_that_change_over_time():
    """A dated table brings the month axis with it."""
    before, after = bands_of(("[0, inf)", 1)), bands_of(("[0, inf)", 2))
    scope = FakeScope({"k": ("section", [0, 1, 2])}, tables={"steps": (("month",), [before, before, after, after])})
    value = scope.value("bands(k, steps)")

    assert ("section", "month") == value.axes
    assert [1, 1, 2, 2] * 3 == value.data


def test_grade_and_limit():
    """grade and limit go by the ladder of each indicator: a value at the limit meets it."""
    scope = FakeScope({"C": ("indicator", [6, Fraction(1001, 1000), Fraction(2, 10)])})

    assert [3, 4, 3] == scope.elements("grade(C)")
    assert [6, 1, Fraction(1, 5)] == scope.elements("limit(Ⅲ)")
    assert [0, Fraction(1, 1000), 0] == scope.elements("exceedance(C, limit(Ⅲ))")
    assert ("indicator",) == scope.value("limit(Ⅲ)").axes


def test_limits_of_a_grade_of_an_earlier_year():
    """The target is III and was II the year before, when the limits were 4, 0.5 and 0.1."""
    scope = FakeScope({"target": ("", [3])}, earlier={("target", -1): ("", [2])})

    assert [4, Fraction(1, 2), Fraction(1, 10)] == scope.elements("previous(limit(target))")


def test_evaluation_values_have_the_decimals_of_their_indicator():
    """氨氮 has two decimals, 0.305 is 0.30; no rule gives 悬浮物 any, so that it takes no part."""
    scope = FakeScope({"C": ("indicator", [Fraction("0.305"), 20])}, labels={"indicator": ("nh3n", "ss")})
    ammonia, solids = scope.elements("evaluation(C)")

    assert Fraction("0.3") == ammonia
    assert ("excluded", "formula.no_places") == (solids.kind, solids.causes[0].code)


def test_limits_that_are_no_number():
    """劣Ⅴ has no limit, and that of pH is a range; each has its own reason."""
    scope = FakeScope({"C": ("indicator", [7, 7])}, labels={"indicator": ("ph", "tn")})
    ph, tn = scope.elements("limit(Ⅲ)")

    assert ("undefined", "formula.no_single_limit") == (ph.kind, ph.causes[0].code)
    assert ("excluded", "formula.no_limit") == (tn.kind, tn.causes[0].code)
    assert "formula.no_upper_limit" == FakeScope().elements("limit(劣Ⅴ)")[0].causes[0].code
    assert [1, "excluded"] == [scope.elements("grade(C)")[0], scope.elements("grade(C)")[1].kind]


def test_exceedance_of_oxygen():
    """Over indicators among which dissolved oxygen or pH stand there is no exceedance multiple."""
    scope = FakeScope({"C": ("indicator", [7, 7])}, labels={"indicator": ("codmn", "do")})
    with pytest.raises(FormulaError, match="do") as caught:
        scope.value("exceedance(C, limit(Ⅲ))")
    assert "formula.no_exceedance" == caught.value.code
    assert [Fraction(1, 6)] == scope.elements("exceedance(at(C, codmn), 6)")


# -- numbers that would grow past all measure -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "(((((9 ** 9) ** 9) ** 9) ** 9) ** 9) ** 9",
        "((((((x ** 9) ** 9) ** 9) ** 9) ** 9) ** 9) ** 9",
        "1 / (((((7 ** 9) ** 9) ** 9) ** 9) ** 9)",
        "((((0.000001 ** 9) ** 9) ** 9) ** 9)",
        "((((y ** 9) ** 9) ** 9) ** 9) - ((((y ** 9) ** 9) ** 9) ** 9)",
        "0 if True_ else ((((9 ** 9) ** 9) ** 9) ** 9) ** 9",
        "big * big * big * big",
        "sum(1 / ((x ** 9) ** 9), month)",
    ],
)
def test_growth_is_stopped(text):
    """Repeated powers and products stop with an error once a number has too many bits, long before memory ends."""
    scope = FakeScope(
        {
            "x": ("month", [10**30 + 1, 10**30 + 3, 10**30 + 7, 10**30 + 9]),
            "y": ("", [Fraction(1, 11)]),
            "True_": ("", [True]),
            "big": ("", [2 ** (MOST_BITS // 2)]),
        }
    )
    with pytest.raises(FormulaError) as caught:
        scope.value(text)
    assert ("formula.too_large", {"bits": MOST_BITS}) == (caught.value.code, caught.value.details)


def squared(levels: int) -> Operation | Number:
    """(((2 ** 2) ** 2) ** 2) …: a tree deeper than any text makes it."""
    node: Operation | Number = Number(Fraction(2), "2", (0, 0))
    for _ in range(levels):
        node = Operation("**", (node, Number(Fraction(2), "2", (0, 0))), (0, 0))
    return node


def test_repeated_squaring():
    """Squaring doubles the bits: what stays within the bound is exact, the next square is refused."""
    exact = Exact()
    value = 2
    for level in range(1, 15):
        [squared_once] = exact.apply("**", [[value], [2]], {})
        assert 2 ** (2**level) == squared_once
        value = squared_once
        if value.bit_length() * 2 > MOST_BITS:
            break
    with pytest.raises(FormulaError, match=str(MOST_BITS)):
        exact.apply("**", [[value], [2]], {})


def test_large_but_bounded():
    """Numbers within the bound are exact however many digits they have."""
    assert 9**81 == one("(9 ** 9) ** 9")
    assert Fraction(1, 9**81) + 1 == one("1 + 1 / (9 ** 9) ** 9")


def test_numbers_too_long_to_be_written_out():
    """A number with thousands of digits can stand in no message, and the message is there all the same."""
    scope = FakeScope({"x": ("", [10**5000 + Fraction(1, 3)]), "w": ("section", [1, 2, 3])})
    for text in ("round(1, x, up)", "allocate(x, w, section)"):
        with pytest.raises(FormulaError, match="…"):
            scope.value(text)
    [absent] = scope.elements("sum(w, section, at_least=x)")
    assert "…" in absent.causes[0].message()


def test_steps_of_an_empty_table():
    """The reasons why there is no value can be read in both languages."""
    [absent] = FakeScope(tables={"steps": ((), [bands_of()])}).elements("bands(1, steps)")

    assert "steps" in absent.causes[0].message("zh")
    assert "no band" in absent.causes[0].message("en")


def test_third():
    """A third is a fraction, not 0.333…: three of them are one."""
    assert THIRD == one("1 / 3")
    assert 1 == one("x + x + x", x=THIRD)
