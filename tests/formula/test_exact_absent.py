"""Absent values: never zero, never unnoticed; three kinds, and what each function does with them."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecocomp.errors import Place
from ecocomp.formula.absent import STRENGTH, Absent, Cause, at_coordinate, merged, undefined
from ecocomp.formula.exact import Exact
from tests.formula.fake_scope import FakeScope, one
from tests.strategies import exact_numbers


def absent(kind: str, name: str = "") -> Absent:
    return Absent(kind, (Cause("formula.no_reference", (name or kind,)),))


EXCLUDED, MISSING, UNDEFINED = absent("excluded"), absent("missing"), absent("undefined")
KINDS = {"excluded": EXCLUDED, "missing": MISSING, "undefined": UNDEFINED}
T, F, A = True, False, MISSING

some_absent = st.sampled_from([EXCLUDED, MISSING, UNDEFINED])


def over_months(text: str, elements: list, lenient: bool = False, **more: list):
    """The element of a formula over ``x`` by month."""
    scope = FakeScope({"x": ("month", elements), **{name: ("month", each) for name, each in more.items()}})
    value = scope.value(text, Exact(lenient=lenient))
    return value.data if value.axes else value.data[0]


# -- operators --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        *(
            "-x",
            "x + 1",
            "1 - x",
            "x * 0",
            "0 / x",
            "x ** 0",
            "x < 1",
            "x == x",
            "not (x > 1)",
            "abs(x)",
            "min(x, 1)",
            "max(0, x)",
        ),
        *(
            "clip(x, 0, 1)",
            "clip(0, x, 1)",
            "clip(0, 0, x)",
            "floor(x)",
            "round(x, 0, up)",
            "round(1, x, up)",
            "x if x > 0 else 1",
        ),
    ],
)
@pytest.mark.parametrize("value", [*KINDS.values()], ids=[*KINDS])
def test_an_absent_operand_makes_the_result_absent(text, value):
    """An operator on an absent operand is absent, of the same kind and for the same reason; zero times absent too."""
    assert value == one(text, x=value)


@given(some_absent, some_absent)
def test_the_strongest_kind_counts(one_, other):
    """Of two absent operands the result has the stronger kind and the causes of both, each once."""
    found = one("x + y", x=one_, y=other)

    assert max(STRENGTH[one_.kind], STRENGTH[other.kind]) == STRENGTH[found.kind]
    told = (*found.causes, *found.aside)
    assert {*one_.causes, *other.causes} == set(told)
    assert len(told) == len(set(told))


@given(st.lists(some_absent, min_size=1))
def test_what_takes_no_part_is_no_gap(absents):
    """Among the causes of a gap there is none of what merely takes no part; that stands aside."""
    found = merged(absents)

    gaps = [each for each in absents if each is not EXCLUDED]

    assert set(found.causes) == {cause for each in gaps or absents for cause in each.causes}
    assert set(found.aside) == {cause for each in absents if gaps and each is EXCLUDED for cause in each.causes}


def test_merging():
    """Present values merge to nothing, a single absent one to itself."""
    assert None is merged([1, 2])
    assert None is merged([])
    assert MISSING is merged([1, MISSING, 2])


def test_only_causes_without_a_coordinate_are_given_one():
    """A cause that knows where it is from keeps that; so do those that stand aside, and none gets lost."""
    here, there = (Cause("formula.no_reference", (each,)) for each in ("here", "there"))
    nowhere = Cause("formula.no_reference")
    found = at_coordinate(Absent("missing", (there, nowhere), (nowhere, there)), ("here",))

    assert Absent("missing", (there, here), (here, there)) == found
    assert Absent("missing", (there,), (here,)) == at_coordinate(Absent("missing", (there,), (nowhere,)), ("here",))


def test_an_absent_value_is_neither_true_nor_false():
    """Asking an absent value for its truth is a mistake that shows at once."""
    with pytest.raises(TypeError):
        bool(MISSING)


def test_division_by_zero_matters_only_when_chosen():
    """A division by zero is absent, not an error, and does no harm in a branch that is not taken."""
    found = one("1 / x", x=0)

    assert ("undefined", "formula.division_by_zero") == (found.kind, found.causes[0].code)
    assert 0 == one("0 if x == 0 else 1 / x", x=0)
    assert Fraction(1, 2) == one("0 if x == 0 else 1 / x", x=2)
    assert "undefined" == one("1 / x if x == 0 else 0", x=0).kind
    assert 7 == one("otherwise(1 / x, 7)", x=0)
    assert True is one("x == 0 or 1 / x > 2", x=0)
    assert False is one("x != 0 and 1 / x > 2", x=0)
    assert "undefined" == one("x / x", x=0).kind


def test_crossed_ends():
    """clip with its low end above its high end has no value."""
    assert "formula.clip_order" == one("clip(1, 3, 2)").causes[0].code


def test_if_takes_only_what_it_chooses():
    """An absent branch matters only if it is taken; an absent condition always does."""
    assert 1 == one("1 if a > 0 else x", a=1, x=MISSING)
    assert MISSING == one("1 if a > 0 else x", a=0, x=MISSING)
    assert MISSING == one("1 if x > 0 else 1", x=MISSING)


def test_present_and_otherwise():
    """present tells whether there is a value, otherwise puts another in its place, whatever the kind."""
    for value in KINDS.values():
        assert False is one("present(x)", x=value)
        assert 5 == one("otherwise(x, 5)", x=value)
    assert True is one("present(x)", x=0)
    assert 0 == one("otherwise(x, 5)", x=0)
    assert EXCLUDED == one("otherwise(x, y)", x=MISSING, y=EXCLUDED)


@pytest.mark.parametrize(("a", "b"), [*product([T, F, A], repeat=2)])
def test_three_valued_logic(a, b):
    """and, or follow the strong logic of three values: what decides the matter decides it, else absent is absent."""
    values = {"a": a, "b": b}
    for text in ("a and b", "b and a"):
        assert (F if F in (a, b) else A if A in (a, b) else T) == one(text, **values)
    for text in ("a or b", "b or a"):
        assert (T if T in (a, b) else A if A in (a, b) else F) == one(text, **values)


@given(st.lists(st.sampled_from([T, F, A]), min_size=4, max_size=4))
def test_any_and_all_are_long_or_and_and(elements):
    """any and all along an axis give what or and and give over the same elements."""
    names = dict(zip("abcd", elements, strict=True))

    assert one("a or b or c or d", **names) == over_months("any(x, month)", elements)
    assert one("a and b and c and d", **names) == over_months("all(x, month)", elements)


# -- reductions -------------------------------------------------------------------------------------------------------

REDUCTIONS = ("sum(x, month)", "mean(x, month)", "min(x, month)", "max(x, month)", "worst(x, month)", "best(x, month)")


@pytest.mark.parametrize("text", REDUCTIONS)
def test_excluded_elements_take_no_part(text):
    """A reduction leaves out what is excluded and says so."""
    told = []
    scope = FakeScope({"x": ("month", [4, EXCLUDED, 2, EXCLUDED])})
    [found] = scope.elements(text, Exact(lambda function, absent: told.append((function, absent))))

    assert {"sum": 6, "mean": 3, "min": 2, "max": 4, "worst": 4, "best": 2}[text.split("(")[0]] == found
    assert [(text.split("(")[0], EXCLUDED)] == told


@pytest.mark.parametrize("text", REDUCTIONS)
def test_missing_elements_stop_a_reduction(text):
    """A reduction with a missing element is missing, unless the formula says how many are enough."""
    elements = [4, MISSING, 2, EXCLUDED]
    found = over_months(text, elements)
    enough = text.replace(")", ", at_least=2)")

    assert "missing" == found.kind
    assert set(MISSING.causes) <= set(found.causes)
    assert over_months(text, [4, EXCLUDED, 2, EXCLUDED]) == over_months(enough, elements)


@pytest.mark.parametrize("text", REDUCTIONS)
@pytest.mark.parametrize("lenient", [False, True])
def test_undefined_elements_always_stop_a_reduction(text, lenient):
    """Neither at_least nor a lenient look leaves out what the formula itself could not work out."""
    elements = [4, UNDEFINED, 2, MISSING]

    assert "undefined" == over_months(text, elements, lenient).kind
    assert "undefined" == over_months(text.replace(")", ", at_least=1)"), elements, lenient).kind


@pytest.mark.parametrize("text", REDUCTIONS)
def test_a_lenient_look_leaves_out_what_is_missing(text):
    """For a provisional look missing elements are left out like excluded ones."""
    assert over_months(text, [4, EXCLUDED, 2, EXCLUDED]) == over_months(text, [4, MISSING, 2, EXCLUDED], lenient=True)
    assert "missing" == over_months(text, [MISSING] * 4, lenient=True).kind


@pytest.mark.parametrize("text", REDUCTIONS)
def test_nothing_but_excluded_elements(text):
    """A reduction of excluded elements only is excluded, not zero."""
    assert "excluded" == over_months(text, [EXCLUDED] * 4).kind


@pytest.mark.parametrize(
    ("elements", "at_least", "expected"),
    [
        ([1, 2, 3, 4], 4, 10),
        ([1, 2, 3, MISSING], 3, 6),
        ([1, 2, EXCLUDED, MISSING], 2, 3),
        ([1, 2, 3, MISSING], 4, None),
        ([1, 2, 3, EXCLUDED], 4, None),
        ([1, 2, 3, 4], 5, None),
        ([MISSING] * 4, 1, None),
    ],
)
def test_at_least(elements, at_least, expected):
    """at_least counts the values there are, missing and excluded ones alike left out."""
    found = over_months(f"sum(x, month, at_least={at_least})", elements)

    if expected is None:
        assert ("missing", "formula.too_few") == (found.kind, found.causes[0].code)
        assert {"found": sum(isinstance(each, int) for each in elements), "at_least": str(at_least)} == dict(
            found.causes[0].details
        )
    else:
        assert expected == found


def test_at_least_where_nothing_takes_part():
    """Where every element is excluded the result is excluded: a section that was dry all year misses no month."""
    assert "excluded" == over_months("sum(x, month, at_least=2)", [EXCLUDED] * 4).kind
    assert "missing" == over_months("sum(x, month, at_least=2)", [EXCLUDED] * 3 + [MISSING]).kind


def test_a_lenient_look_takes_fewer():
    """For a provisional look fewer values than at_least will do, if there is one at all, and it is told."""
    told = []
    scope = FakeScope({"x": ("month", [4, MISSING, MISSING, MISSING])})
    lenient = Exact(lambda function, absent: told.append((function, absent.causes[0].code)), lenient=True)

    assert [4] == scope.elements("sum(x, month, at_least=3)", lenient)
    assert [("sum", "formula.too_few")] == told
    assert "formula.too_few" == over_months("sum(x, month, at_least=3)", [MISSING] * 4, lenient=True).causes[0].code


def test_too_few_values_are_told_with_what_is_missing_and_what_takes_no_part():
    """Of four months one has a value, one is missing, two take no part: behind the count stand both reasons."""
    found = over_months("sum(x, month, at_least=3)", [4, MISSING, EXCLUDED, EXCLUDED])

    assert ["formula.too_few", "formula.no_reference", "formula.no_reference"] == [each.code for each in found.causes]
    assert {*MISSING.causes, *EXCLUDED.causes} == set(found.causes[1:])


def test_a_lenient_look_tells_what_is_left_out_along_other_axes_too():
    """Along sections nothing missing is left out; what takes no part is, and told as ever."""
    told = []
    scope = FakeScope({"k": ("section", [1, EXCLUDED, 4])})
    lenient = Exact(lambda function, absent: told.append((function, absent)), lenient=True)

    assert [5] == scope.elements("sum(k, section)", lenient)
    assert [("sum", EXCLUDED)] == told


def test_an_average_of_ph_is_told_as_an_average():
    """The words know one average; that it goes by ions is no other function to a reader."""
    told = []
    labels = {"indicator": ("ph",), "month": ("2024-01", "2024-02")}
    scope = FakeScope({"C": ("indicator month", [7, EXCLUDED])}, labels=labels)

    assert [7] == scope.elements("average(C, month)", Exact(lambda function, absent: told.append((function, absent))))
    assert [("average", EXCLUDED)] == told


NO_READING = Absent("missing", (Cause("settlement.none_in_month", ("reading",)),))


def test_making_do_without_a_reading_is_told():
    """present and otherwise tell a missing value that they make do without; a section without inflow misses none."""
    told = []
    scope = FakeScope({"x": ("month", [4, NO_READING, EXCLUDED, UNDEFINED]), "k": ("section", [1, 2, 3])})
    exact = Exact(lambda function, absent: told.append((function, absent.causes[0].coordinate)))

    assert [4, 0, 0, 0] == scope.elements("otherwise(x, 0)", exact)
    assert [True, False, False, False] == scope.elements("present(x)", exact)
    assert [0, 1, 2] == scope.elements("otherwise(inflow(k), 0)", exact)
    assert [("otherwise", ("reading",)), ("present", ("reading",))] == told


def test_at_least_zero_of_nothing():
    """With no value at all a sum stays absent even if none need be there."""
    assert "missing" == over_months("sum(x, month, at_least=0)", [MISSING] * 4).kind


def test_at_least_that_is_absent():
    """Without the number that must be there the reduction is absent for the same reason."""
    scope = FakeScope({"x": ("month", [1, 2, 3, 4]), "n": ("", [UNDEFINED])})

    assert [UNDEFINED] == scope.elements("sum(x, month, at_least=n)")


@pytest.mark.parametrize("at_least", ["", ", at_least=4"])
def test_one_that_decides_any_or_all(at_least):
    """One that decides any or all decides it however many are missing; else enough must be there."""
    assert True is over_months(f"any(x, month{at_least})", [T, MISSING, F, MISSING])
    assert False is over_months(f"all(x, month{at_least})", [F, MISSING, T, MISSING])
    assert True is over_months(f"any(x, month{at_least})", [T, UNDEFINED, F, EXCLUDED])
    assert "missing" == over_months(f"any(x, month{at_least})", [F, F, F, MISSING]).kind
    assert "missing" == over_months(f"all(x, month{at_least})", [T, T, T, MISSING]).kind
    assert True is over_months("any(x, month, where=x, at_least=4)", [T, F, F, F])


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ([T, F, T, F], 5),
        ([T, EXCLUDED, T, F], 5),
        ([F, F, F, F], 0),
        ([EXCLUDED, F, F, F], 0),
        ([T, MISSING, T, F], None),
        ([T, UNDEFINED, T, F], None),
    ],
)
def test_where_with_absent_conditions(where, expected):
    """Where the condition is excluded an element is not taken; where it is unknown the reduction is unknown."""
    found = over_months("sum(x, month, where=w)", [1, 2, 4, 8], w=where)

    assert expected == (None if isinstance(found, Absent) else found)


def test_where_hides_absent_elements():
    """Elements that the condition does not take may be absent."""
    assert 5 == over_months("sum(x, month, where=present(x))", [1, MISSING, 4, UNDEFINED])
    assert 5 == over_months("sum(x, month, where=w)", [1, UNDEFINED, 4, MISSING], w=[T, F, T, F])


def test_a_missing_condition_is_a_missing_element():
    """With at_least, or in a lenient look, an element whose condition is missing is left out, as with an if inside."""
    x, w = [1, 2, 4, 8], [T, MISSING, T, F]

    assert 5 == over_months("sum(x, month, where=w, at_least=2)", x, w=w)
    assert "formula.too_few" == over_months("sum(x, month, where=w, at_least=3)", x, w=w).causes[0].code
    assert 5 == over_months("sum(x, month, where=w)", x, lenient=True, w=w)
    assert 5 == over_months("sum(x if w else 0, month, at_least=2)", x, w=w)
    assert "undefined" == over_months("sum(x, month, where=w, at_least=1)", x, w=[T, UNDEFINED, T, F]).kind


@given(st.lists(st.one_of(exact_numbers, some_absent), min_size=4, max_size=4), st.booleans())
def test_what_a_reduction_does_with_any_elements(elements, lenient):
    """A sum is the sum of what is there, or absent if anything that counts is not; every element left out is told."""
    told = []
    scope = FakeScope({"x": ("month", elements)})
    [found] = scope.elements("sum(x, month)", Exact(lambda function, absent: told.append(absent), lenient))
    there = [each for each in elements if not isinstance(each, Absent)]
    kinds = {each.kind for each in elements if isinstance(each, Absent)}
    stopping = kinds - {"excluded"} - ({"missing"} if lenient else set())

    if stopping or (kinds and not there):
        assert max(kinds, key=STRENGTH.__getitem__) == found.kind
        assert [] == told
    else:
        assert sum(map(Fraction, there)) == found
        assert bool(kinds) == bool(told)


# -- scans ------------------------------------------------------------------------------------------------------------


def test_cumulative_up_to_what_is_missing():
    """A running sum is known up to the first missing value and unknown from there; later gaps do not reach back."""
    assert [1, 3, MISSING, MISSING] == over_months("cumulative(x, month)", [1, 2, MISSING, 8])
    assert [1, 3, 11, UNDEFINED] == over_months("cumulative(x, month)", [1, 2, 8, UNDEFINED])
    assert [1, MISSING, MISSING, MISSING] == over_months("cumulative(x, month)", [1, MISSING, 2, UNDEFINED])


def test_run_length_is_that_of_the_run_each_element_stands_in():
    """True, true, false, true: a run of two, none, a run of one."""
    assert [2, 2, 0, 1] == over_months("run_length(x > 0, month)", [1, 1, 0, 1])
    assert [0, 3, 3, 3] == over_months("run_length(x > 0, month)", [0, 1, 1, 1])


def test_run_length_passes_over_what_is_excluded_and_not_over_what_is_missing():
    """What takes no part neither counts nor breaks; what is missing makes the runs it touches missing, and no others."""
    assert [2, EXCLUDED, 2, 0] == over_months("run_length(x > 0, month)", [1, EXCLUDED, 1, 0])
    assert [MISSING, MISSING, 0, 1] == over_months("run_length(x > 0, month)", [1, MISSING, 0, 1])
    assert [1, 0, MISSING, MISSING] == over_months("run_length(x > 0, month)", [1, 0, MISSING, 1])


def test_before_the_first_there_is_nothing_unless_the_formula_says_so():
    """The month before: missing at the first of the period, and no reading that was overlooked."""
    first, *others = over_months("before(x, month)", [1, 2, 4, 8])
    assert ("missing", ["formula.nothing_before"]) == (first.kind, [cause.code for cause in first.causes])
    assert [1, 2, 4] == others
    assert [0, 1, 2, 4] == over_months("before(x, month, first=0)", [1, 2, 4, 8])
    assert [1, 1, 2, 4] == over_months("otherwise(before(x, month), x)", [1, 2, 4, 8])

    told = []
    FakeScope({"x": ("month", [1, 2, 4, 8])}).elements(
        "otherwise(before(x, month), x)", Exact(lambda function, absent: told.append(absent))
    )
    assert [] == told


def test_before_takes_an_absent_value_along():
    """The month after a missing one knows that its predecessor is missing, and so with what takes no part."""
    assert [0, MISSING, 2, EXCLUDED] == over_months("before(x, month, first=0)", [MISSING, 2, EXCLUDED, 8])


def test_cumulative_leaves_out_what_is_excluded():
    """Excluded months add nothing to a running sum; before the first value there is none."""
    assert [EXCLUDED, 2, 2, 10] == over_months("cumulative(x, month)", [EXCLUDED, 2, EXCLUDED, 8])
    assert [MISSING, 2, 2, 10] == over_months("cumulative(x, month)", [MISSING, 2, MISSING, 8], lenient=True)


@pytest.mark.parametrize(
    ("elements", "told"),
    [
        ([1, 2, 4, 8], []),
        ([1, EXCLUDED, 4, 8], [("cumulative", EXCLUDED)]),
        ([EXCLUDED] * 4, []),  # nothing is added up, so nothing is left out of it
    ],
)
def test_what_a_running_sum_leaves_out_is_told(elements, told):
    """As of a sum, it is told what was left out, once, and nothing where nothing was."""
    found = []
    scope = FakeScope({"x": ("month", elements)})
    scope.elements("cumulative(x, month)", Exact(lambda function, absent: found.append((function, absent))))

    assert found == told


@given(st.lists(st.one_of(exact_numbers, some_absent), min_size=4, max_size=4), st.booleans())
def test_the_last_running_sum_is_the_sum(elements, lenient):
    """The last element of a running sum equals the sum, or both are absent."""
    last = over_months("cumulative(x, month)", elements, lenient)[-1]
    whole = over_months("sum(x, month)", elements, lenient)

    assert isinstance(last, Absent) == isinstance(whole, Absent)
    if not isinstance(last, Absent):
        assert whole == last


def by_section(text: str, elements: list, **more: list):
    told = []
    scope = FakeScope({"x": ("section", elements), **{name: ("section", each) for name, each in more.items()}})
    return scope.elements(text, Exact(lambda function, absent: told.append((function, absent)))), told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rank(x, section)", [2, EXCLUDED, 1]),
        ("rank(x, section, order=descending)", [1, EXCLUDED, 2]),
        ("allocate(100, x, section)", [75, EXCLUDED, 25]),
        ("share(x, section)", [Fraction(3, 4), EXCLUDED, Fraction(1, 4)]),
    ],
)
def test_excluded_elements_take_no_part_in_a_scan(text, expected):
    """Who is excluded has no place and no share, and the others have theirs among themselves; it is told."""
    found, told = by_section(text, [3, EXCLUDED, 1])

    assert expected == found
    assert 1 == len(told)


def test_a_tie_with_nobody_excluded():
    """Only those who take part can be tied, and the error names them."""
    scope = FakeScope({"x": ("section", [1, EXCLUDED, 1])})
    with pytest.raises(ValueError, match="upper, lower"):
        scope.value("rank(x, section)")


@pytest.mark.parametrize(
    "text", ["rank(x, section)", "allocate(100, x, section)", "share(x, section)", "rank(y, section, then=x)"]
)
@pytest.mark.parametrize("value", [MISSING, UNDEFINED], ids=["missing", "undefined"])
def test_missing_elements_stop_a_scan_for_all(text, value):
    """Every place and every share depends on all values: if one is missing, none is known."""
    found, told = by_section(text, [3, value, 1], y=[1, 2, 3])

    assert [value] * 3 == found
    assert [] == told


def test_a_pool_that_is_absent():
    """Of a pool that is absent every share is absent for the pool's reason."""
    scope = FakeScope({"pool": ("", [EXCLUDED]), "w": ("section", [1, 2, 3])})

    assert [EXCLUDED] * 3 == scope.elements("allocate(pool, w, section)")


# -- reasons ----------------------------------------------------------------------------------------------------------


def test_reasons_lead_back_to_the_file():
    """An absent sum still knows every place in a file that it is absent for."""
    gaps = [
        Absent("missing", (Cause("formula.no_reference", (), (), Place("data.csv", line=line)),)) for line in (3, 9)
    ]
    found = over_months("sum(x, month) * 2 + 1", [1, gaps[0], 2, gaps[1]])

    assert ["data.csv:3", "data.csv:9"] == [str(cause.place) for cause in found.causes]


def test_reasons_in_words():
    """A reason reads in both languages, with its blanks filled."""
    [cause] = undefined("outside_bands", table="steps").causes

    assert "“steps”" in cause.message("zh")
    assert "'steps'" in cause.message("en")
