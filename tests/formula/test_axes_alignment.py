"""Arrays with named axes: aligned by name, reduced, scanned and looked up, checked by plain loops over labels."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecocomp.formula.absent import Absent
from ecocomp.formula.axes import MOST_ELEMENTS, MOST_LABELS, Space, ordered
from ecocomp.formula.functions import AXES
from ecocomp.formula.problems import FormulaError
from tests.formula.fake_scope import LABELS, REFERENCES, ROLES, FakeScope, bands_of
from tests.strategies import computed, exact_numbers, sketches, written

SECTIONS, MONTHS, PARTIES = LABELS["section"], LABELS["month"], LABELS["party"]

# x[section, month] counts from 1 to 12 along the rows; w is by month, k by section, p by party.
X = list(range(1, 13))
SCOPE = FakeScope(
    {
        "x": ("section month", X),
        "w": ("month", [1, 10, 100, 1000]),
        "k": ("section", [1, 2, 3]),
        "p": ("party", [5, 7]),
        "d": ("day", [1, 2, 4, 8, 16]),
        "one": ("", [1]),
        "big": ("section month", [number > 4 for number in X]),
        "late": ("month", [False, False, True, True]),
        "C": ("section indicator month", list(range(36))),
    },
    earlier={("x", -1): ("section month", [-number for number in X]), ("x", -2): ("section month", [0] * 12)},
)


def test_alignment_by_name():
    """An operator puts values together whose axes have the same name and repeats them over the others."""
    value = SCOPE.value("x * w")

    assert ("section", "month") == value.axes
    assert [1, 20, 300, 4000, 5, 60, 700, 8000, 9, 100, 1100, 12000] == value.data


@pytest.mark.parametrize("text", ["w * k", "k * w", "(w + 0) * (0 + k)", "one * k * w * one"])
def test_order_of_the_operands_is_no_matter(text):
    """Whatever order the operands come in, the axes stand in the canonical order."""
    value = SCOPE.value(text)

    assert ("section", "month") == value.axes
    assert [1, 10, 100, 1000, 2, 20, 200, 2000, 3, 30, 300, 3000] == value.data


def test_scalars():
    """A value without axes goes with every array and stays one element among its like."""
    assert ((), [3]) == (SCOPE.value("one + 2").axes, SCOPE.elements("one + 2"))
    assert [2, 3, 4] == SCOPE.elements("k + one")


@given(st.permutations(AXES), st.integers(0, 6))
def test_canonical_order(axes, many):
    """Any axes in any order, even twice, come out once and in the canonical order."""
    chosen = axes[:many]

    assert tuple(axis for axis in AXES if axis in chosen) == ordered([*chosen, *reversed(chosen)])


AXES_OF = {"a": "", "b": "month", "c": "section", "d": "section month", "e": "party"}


@given(sketches(tuple(AXES_OF), depth=3), st.data())
def test_every_element_is_computed_from_its_own_coordinate(sketch, data):
    """At every coordinate the value of a formula is that of the formula over the elements of that coordinate."""
    sizes = {name: Space(LABELS).size(tuple(axes.split())) for name, axes in AXES_OF.items()}
    drawn = {name: data.draw(st.lists(exact_numbers, min_size=size, max_size=size)) for name, size in sizes.items()}
    scope = FakeScope({name: (axes, drawn[name]) for name, axes in AXES_OF.items()})
    value = scope.value(written(sketch))

    assert value.axes == ordered(value.axes)
    for coordinate, element in zip(scope.space.coordinates(value.axes), value.data, strict=True):
        where = dict(zip(value.axes, coordinate, strict=True))
        anywhere = {axis: labels[0] for axis, labels in LABELS.items()} | where
        here = {name: scope.at(scope.lookup(name, 0), **anywhere) for name in AXES_OF}
        expected = computed(sketch, here)
        if expected is None:
            assert "undefined" == element.kind
        else:
            assert expected == element


# -- reductions -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "axes", "elements"),
    [
        ("sum(x, month)", ("section",), [10, 26, 42]),
        ("sum(x, section)", ("month",), [15, 18, 21, 24]),
        ("sum(sum(x, month), section)", (), [78]),
        ("mean(x, month)", ("section",), [Fraction(5, 2), Fraction(13, 2), Fraction(21, 2)]),
        ("min(x, section)", ("month",), [1, 2, 3, 4]),
        ("max(x, month)", ("section",), [4, 8, 12]),
        ("count(x > 4, section)", ("month",), [2, 2, 2, 2]),
        ("any(x > 11, section)", ("month",), [False, False, False, True]),
        ("all(x > 1, section)", ("month",), [False, True, True, True]),
        ("sum(w, month)", (), [1111]),
        ("sum(x * k, section)", ("month",), [1 + 10 + 27, 2 + 12 + 30, 3 + 14 + 33, 4 + 16 + 36]),
        ("sum(k * p, section)", ("party",), [30, 42]),
        # where= chooses elements, and may bring the axis or more axes with it
        ("sum(x, month, where=late)", ("section",), [7, 15, 23]),
        ("sum(x, month, where=big)", ("section",), [0, 26, 42]),
        ("count(big, month, where=late)", ("section",), [0, 2, 2]),
        ("sum(k, month, where=late)", ("section",), [2, 4, 6]),
        ("sum(k, section, where=big)", ("month",), [5, 5, 5, 5]),
        ("mean(x, month, where=late, at_least=2)", ("section",), [Fraction(7, 2), Fraction(15, 2), Fraction(23, 2)]),
        # by= puts the elements into the groups of a role
        ("sum(x, month, by=quarter)", ("section", "quarter"), [3, 7, 11, 15, 19, 23]),
        ("max(w, month, by=quarter)", ("quarter",), [10, 1000]),
        ("sum(d, day, by=quarter)", ("quarter",), [7, 24]),
        ("mean(w, month, by=half_year)", ("half_year",), [Fraction(1111, 4)]),
        ("sum(k, section, by=upstream)", ("party",), [3, 3]),
        ("sum(k, section, by=watched)", ("party",), [0, 1]),
        ("sum(x, section, by=upstream)", ("party", "month"), [6, 8, 10, 12, 9, 10, 11, 12]),
        ("sum(x, section, by=upstream, where=late)", ("party", "month"), [0, 0, 10, 12, 0, 0, 11, 12]),
        ("count(k > 1, section, by=upstream)", ("party",), [1, 1]),
        # a streak is the longest run, not the last one
        ("streak(w != 10, month)", (), [2]),
        ("streak(x > 2, month)", ("section",), [2, 4, 4]),
        ("streak(x > 99, month)", ("section",), [0, 0, 0]),
    ],
)
def test_reductions(text, axes, elements):
    """A reduction takes its axis away, or puts that of by= in its place."""
    value = SCOPE.value(text)

    assert (axes, elements) == (value.axes, value.data)


def test_groups_of_an_axis_that_is_there_already():
    """Grouped onto an axis that the value has, each group takes the elements of its own label."""
    value = SCOPE.value("sum(k * p, section, by=upstream)")

    assert ("party",) == value.axes
    assert [1 * 5 + 2 * 5, 3 * 7] == value.data


def test_grades_are_reduced():
    """worst and best are the highest and the lowest grade number."""
    scope = FakeScope({"g": ("section indicator", [1, 2, 3, 2, 6, 2, 4, 4, 4])})

    assert [3, 6, 4] == scope.elements("worst(g, indicator)")
    assert [1, 2, 4] == scope.elements("best(g, indicator)")


arrays = st.lists(exact_numbers, min_size=36, max_size=36)


@given(arrays, st.sampled_from(["section", "indicator", "month"]), st.lists(st.booleans(), min_size=36, max_size=36))
def test_reductions_equal_plain_loops(elements, axis, chosen):
    """Sum, mean, min, max and count along any axis with any filter equal what plain loops over the labels give."""
    scope = FakeScope({"x": ("section indicator month", elements), "c": ("section indicator month", chosen)})
    axes = ("section", "indicator", "month")
    rest = tuple(each for each in axes if each != axis)
    x, c = scope.lookup("x", 0), scope.lookup("c", 0)
    found = {name: scope.value(f"{name}(x, {axis}, where=c)") for name in ("sum", "mean", "min", "max")}
    found["count"] = scope.value(f"count(x > 0, {axis}, where=c)")

    for coordinate in product(*(LABELS[each] for each in rest)):
        where = dict(zip(rest, coordinate, strict=True))
        taken = [
            Fraction(scope.at(x, **where, **{axis: label}))
            for label in LABELS[axis]
            if scope.at(c, **where, **{axis: label})
        ]
        here = {name: scope.at(value, **where) for name, value in found.items()}
        assert sum(taken) == here["sum"]
        assert sum(1 for each in taken if each > 0) == here["count"]
        if taken:
            assert sum(taken) / len(taken) == here["mean"]
            assert (min(taken), max(taken)) == (here["min"], here["max"])
        else:
            assert {"undefined"} == {here[name].kind for name in ("mean", "min", "max")}


# -- scans ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        ("cumulative(w, month)", [1, 11, 111, 1111]),
        ("cumulative(k, section)", [1, 3, 6]),
        ("before(w, month, first=7)", [7, 1, 10, 100]),
        ("before(x, month, first=-k)", [-1, 1, 2, 3, -2, 5, 6, 7, -3, 9, 10, 11]),
        ("rank(k, section)", [1, 2, 3]),
        ("rank(k, section, order=descending)", [3, 2, 1]),
        ("rank(-w, month)", [4, 3, 2, 1]),
        ("share(p, party)", [Fraction(5, 12), Fraction(7, 12)]),
        ("share(k, section)", [Fraction(1, 6), Fraction(1, 3), Fraction(1, 2)]),
        ("allocate(10, p, party)", [Fraction(417, 100), Fraction(583, 100)]),
        ("allocate(10, k - 1, section)", [0, Fraction(333, 100), Fraction(667, 100)]),
    ],
)
def test_scans_of_one_axis(text, elements):
    """A scan works along its axis and keeps it."""
    assert elements == SCOPE.elements(text)


def test_scans_of_several_axes():
    """A scan is worked out for every coordinate of the other axes by itself."""
    value = SCOPE.value("cumulative(x, section)")

    assert ("section", "month") == value.axes
    assert [1, 2, 3, 4, 6, 8, 10, 12, 15, 18, 21, 24] == value.data
    assert [1, 3, 6, 10, 5, 11, 18, 26, 9, 19, 30, 42] == SCOPE.elements("cumulative(x, month)")
    assert ("section", "party") == SCOPE.value("allocate(k, p, party)").axes
    assert [1, 2, 3] == SCOPE.elements("sum(allocate(k, p, party), party)")


def test_scan_with_a_second_figure_that_has_more_axes():
    """The second figure of a rank may depend on more axes, which the rank then has too."""
    scope = FakeScope({"k": ("section", [1, 1, 0]), "x": ("section month", [1, 2, 1, 2, 2, 1, 2, 1, 0, 0, 0, 0])})
    value = scope.value("rank(k, section, then=x)")

    assert ("section", "month") == value.axes
    assert [2, 3, 2, 3, 3, 2, 3, 2, 1, 1, 1, 1] == value.data


# -- looking up -------------------------------------------------------------------------------------------------------


def test_inflow():
    """inflow takes the section next upstream; where there is none the value is missing."""
    upper, middle, lower = SCOPE.elements("inflow(k)")

    assert ("missing", 1, 2) == (upper.kind, middle, lower)
    assert [1, 2, 3, 4] == SCOPE.elements("inflow(x)")[4:8]


def test_control():
    """control takes the control section, which may be the same for several."""
    assert [1, 1] == SCOPE.elements("control(k)")[1:]
    assert "missing" == SCOPE.elements("control(k)")[0].kind


def test_several_inflows():
    """With several sections upstream a formula says how they are taken together."""
    scope = FakeScope(
        {"k": ("section", [1, 2, 9])},
        references={"inflow": {"upper": [], "middle": [], "lower": ["upper", "middle"]}},
    )

    assert 3 == scope.elements("inflow(k, sum)")[2]
    assert Fraction(3, 2) == scope.elements("inflow(k, mean)")[2]
    assert [2, 1] == [scope.elements(f"inflow(k, {how})")[2] for how in ("worst", "best")]
    with pytest.raises(FormulaError, match="lower") as caught:
        scope.value("1 + inflow(k)")
    assert ("formula.several_inflows", (0, 4)) == (caught.value.code, caught.value.at)


def test_all_sections_with_several_inflows_are_named():
    """Two of three sections have two others upstream; of the third nothing is said."""
    scope = FakeScope(
        {"k": ("section", [1, 2, 9])},
        references={"inflow": {"upper": [], "middle": ["upper", "lower"], "lower": ["upper", "middle"]}},
    )
    with pytest.raises(FormulaError) as caught:
        scope.value("inflow(k)")

    assert {"name": "inflow", "section": "middle, lower"} == caught.value.details


@pytest.mark.parametrize(
    ("text", "axes", "elements"),
    [
        ("at(k, middle)", (), [2]),
        ("at(x, lower)", ("month",), [9, 10, 11, 12]),
        ("at(C, nh3n)", ("section", "month"), [4, 5, 6, 7, 16, 17, 18, 19, 28, 29, 30, 31]),
        ("at(at(C, nh3n), upper)", ("month",), [4, 5, 6, 7]),
        ("at(p, west)", (), [7]),
        # by role: the value of the party that stands upstream of each section
        ("at(p, upstream)", ("section",), [5, 5, 7]),
        ("at(p, upstream) * k", ("section",), [5, 10, 21]),
        # a quarter's value for each of its months
        ("at(sum(w, month, by=quarter), quarter)", ("month",), [11, 11, 1100, 1100]),
        ("w / at(sum(w, month, by=half_year), half_year)", ("month",), [Fraction(n, 1111) for n in (1, 10, 100, 1000)]),
        # where the value has both axes, each label its own
        ("at(k * p, upstream)", ("section",), [5, 10, 21]),
    ],
)
def test_at(text, axes, elements):
    """at() picks one label, or for each label the one that a role names."""
    value = SCOPE.value(text)

    assert (axes, elements) == (value.axes, value.data)


def test_at_a_role_that_not_all_have():
    """Where a section has no such role the value is missing, not zero."""
    upper, middle, lower = SCOPE.elements("at(p, watched)")

    assert 7 == upper
    assert ("missing", "missing") == (middle.kind, lower.kind)


@given(st.lists(exact_numbers, min_size=3, max_size=3))
def test_grouping_undoes_looking_up(elements):
    """The sums by party of a value spread over sections are that value times the sections each party has."""
    scope = FakeScope({"p": ("party", elements[:2])})

    assert [2 * elements[0], elements[1]] == scope.elements("sum(at(p, upstream), section, by=upstream)")


def test_previous():
    """previous takes the same months a year earlier, and two of them two years."""
    assert [2 * number for number in X] == SCOPE.elements("x - previous(x)")
    assert [0] * 12 == SCOPE.elements("previous(previous(x))")
    assert [-10, -26, -42] == SCOPE.elements("previous(sum(x, month))")
    with pytest.raises(FormulaError) as caught:
        SCOPE.value("1 + previous(w)")
    assert ("formula.unknown_name", (0, 13)) == (caught.value.code, caught.value.at)


STEPS = {"steps": ((), [bands_of(("(-inf, 0)", 1), ("[0, inf)", 2))])}


@pytest.mark.parametrize(
    ("function", "now", "before"),
    [
        ("share(k, section)", [Fraction(1, 6), Fraction(1, 3), Fraction(1, 2)], [Fraction(4, 7), Fraction(2, 7), Fraction(1, 7)]),
        ("rank(k, section)", [1, 2, 3], [3, 2, 1]),
        ("sum(k, section, where=k > 1)", [5], [6]),
        ("inflow(k)", [1, 2], [4, 2]),
        ("inflow(k, sum)", [1, 2], [4, 2]),
        ("control(k)", [1, 1], [4, 4]),
        ("at(k, upper)", [1], [4]),
        ("without(k, upper)", [2, 3], [2, 1]),
        ("unless(k, k > 3)", [1, 2, 3], [2, 1]),
        ("exceedance(k, k + 1)", [Fraction(-1, 2), Fraction(-1, 3), Fraction(-1, 4)], [Fraction(-1, 5), Fraction(-1, 3), Fraction(-1, 2)]),
        ("bands(k - 2, steps)", [1, 2, 2], [2, 2, 1]),
        ("grade(C)", [1, 5, 6], [2, 5, 6]),
        ("evaluation(C)", [1, 2, 3], [3, 2, 1]),
    ],
)  # fmt: skip
def test_every_function_reads_the_earlier_year(function, now, before):
    """1, 2, 3 along the river were 4, 2, 1 the year before."""
    scope = FakeScope(
        {"k": ("section", [1, 2, 3]), "C": ("indicator", [1, 2, 3])},
        earlier={("k", -1): ("section", [4, 2, 1]), ("C", -1): ("indicator", [3, 2, 1])},
        tables=STEPS,
    )

    for text, expected in ((function, now), (f"previous({function})", before)):
        assert expected == [each for each in scope.elements(text) if not isinstance(each, Absent)]


def test_the_table_of_the_earlier_year():
    """A table that gives 10 this year and gave 9 the year before."""

    class Dated(FakeScope):
        def table(self, name, shift):
            return (), [bands_of(("(-inf, inf)", 10 + shift))]

    scope = Dated({"k": ("", [1])}, earlier={("k", -1): ("", [1])})

    assert [1] == scope.elements("bands(k, steps) - previous(bands(k, steps))")


# -- errors -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("k + sum(w, section)", "missing_axis", (0, 4)),
        ("sum(k, month)", "missing_axis", (0, 0)),
        ("sum(sum(k, section), section)", "missing_axis", (0, 0)),
        ("mean(1, month)", "missing_axis", (0, 0)),
        ("rank(k, party)", "missing_axis", (0, 0)),
        ("cumulative(k, month)", "missing_axis", (0, 0)),
        ("allocate(100, k, party)", "missing_axis", (0, 0)),
        ("share(k, party)", "missing_axis", (0, 0)),
        ("before(k, month)", "missing_axis", (0, 0)),
        ("before(w, month, first=w)", "first_axis", (0, 0)),
        ("inflow(w)", "missing_axis", (0, 0)),
        ("control(p)", "missing_axis", (0, 0)),
        ("grade(x)", "missing_axis", (0, 0)),
        ("at(k, upstream)", "missing_axis", (0, 0)),
        ("at(k, quarter)", "missing_axis", (0, 0)),
        ("allocate(p, p, party)", "allocate_axis", (0, 0)),
        ("sum(k, section, at_least=w)", "at_least", (0, 0)),
        ("at(k, nowhere)", "unknown_label", (0, 0)),
        ("at(1, upper)", "unknown_label", (0, 0)),
        ("sum(k, section, by=nobody)", "unknown_role", (0, 0)),
        ("sum(w, month, by=upstream)", "role_axis", (0, 0)),
        ("sum(k, section, by=quarter)", "role_axis", (0, 0)),
        ("bands(k, none)", "unknown_table", (0, 0)),
        ("average(C, indicator)", "average_axis", (0, 0)),
        ("k +\n unknown", "unknown_name", (1, 1)),
    ],
)
def test_axes_that_do_not_fit(text, code, place):
    """What does not fit the axes is an error with its own sentence and its place in the formula."""
    with pytest.raises(FormulaError) as caught:
        SCOPE.value(text)

    assert (f"formula.{code}", place) == (caught.value.code, caught.value.at)
    assert str(caught.value)


@pytest.mark.parametrize(
    ("text", "details"),
    [
        ("sum(x, party)", {"name": "sum", "axis": "party", "axes": "section × month"}),
        ("sum(one, month)", {"name": "sum", "axis": "month", "axes": "—"}),
        ("cumulative(k, month)", {"name": "cumulative", "axis": "month", "axes": "section"}),
        ("share(k, party)", {"name": "share", "axis": "party", "axes": "section"}),
        ("grade(x)", {"name": "grade", "axis": "indicator", "axes": "section × month"}),
        ("evaluation(x)", {"name": "evaluation", "axis": "indicator", "axes": "section × month"}),
        ("average(x, month)", {"name": "average", "axis": "indicator", "axes": "section"}),
        ("inflow(w)", {"name": "inflow", "axis": "section", "axes": "month"}),
        ("sum(k, section, at_least=w)", {"axes": "month"}),
        ("sum(k, section, at_least=x)", {"axes": "section × month"}),
        ("sum(k, section, by=nobody)", {"found": "nobody"}),
        ("sum(w, month, by=upstream)", {"name": "upstream", "axis": "month", "expected": "section"}),
        ("before(w, month, first=w)", {"axis": "month"}),
        ("allocate(p, p, party)", {"axis": "party"}),
        ("at(k, upstream)", {"name": "at", "axis": "party", "axes": "section"}),
        ("at(x, nowhere)", {"found": "nowhere", "axes": "section × month"}),
        ("at(one, nowhere)", {"found": "nowhere", "axes": "—"}),
        ("without(x, nowhere)", {"found": "nowhere", "axes": "section × month"}),
        ("without(one, nowhere)", {"found": "nowhere", "axes": "—"}),
    ],
)
def test_the_sentence_names_what_was_written_and_what_there_is(text, details):
    """It has the function, role or label as written, and the axes there are instead."""
    with pytest.raises(FormulaError) as caught:
        SCOPE.value(text)

    assert details == caught.value.details


def test_all_unknown_names_are_told_at_once():
    """Of a sum of three, whose first two are a sum of their own, none is lost."""
    with pytest.raises(FormulaError) as caught:
        SCOPE.value("who + what + where")

    assert ["who", "what", "where"] == [each.details["found"] for each in caught.value.all]


# -- sizes ------------------------------------------------------------------------------------------------------------


def labels(many: int) -> Sequence[str]:
    return [f"s{number}" for number in range(many)]


def test_an_axis_that_is_too_long():
    """An axis may have as many labels as the bound says and not one more."""
    assert MOST_LABELS == len(Space({"section": labels(MOST_LABELS)}).labels["section"])
    with pytest.raises(FormulaError) as caught:
        Space({"section": labels(MOST_LABELS + 1)})
    assert "formula.axis_size" == caught.value.code
    assert {"axis": "section", "found": MOST_LABELS + 1, "most": MOST_LABELS} == caught.value.details


def test_an_array_that_is_too_large():
    """Arrays that would be larger than the bound are refused before they are made, whichever way they come about."""
    many = 2_000
    assert many * many > MOST_ELEMENTS
    scope = FakeScope(
        {"a": ("section", [1] * many), "b": ("party", [1] * many), "c": ("party month", [1, 2, 3, 4] * many)},
        labels={"section": labels(many), "party": labels(many)},
        roles={
            "upstream": ("section", "party", {label: label for label in labels(many)}),
        },
    )
    wide = FakeScope(
        {"c": ("party month", [1, 2, 3, 4])},
        labels={"section": labels(MOST_LABELS), "party": ["p"], "month": labels(MOST_ELEMENTS // MOST_LABELS + 1)},
        roles={"upstream": ("section", "party", dict.fromkeys(labels(MOST_LABELS), "p"))},
    )
    for text, where in [("a + b", scope), ("a * (1 - b)", scope), ("sum(a, section, where=b > 0)", scope)]:
        with pytest.raises(FormulaError) as caught:
            where.value(text)
        assert "formula.array_size" == caught.value.code
    with pytest.raises(FormulaError) as caught:
        wide.value("at(c, upstream)")
    assert "formula.array_size" == caught.value.code
    assert {
        "axes": "section × month",
        "found": MOST_ELEMENTS + MOST_LABELS,
        "most": MOST_ELEMENTS,
    } == caught.value.details
    assert many == len(scope.elements("at(b, upstream)"))


def test_an_array_of_just_the_size():
    """An array may have as many elements as the bound says: 20,000 sections over 100 months are two million."""
    space = Space({"section": labels(MOST_LABELS), "month": labels(100)})

    assert MOST_ELEMENTS == space.size(("section", "month"))


def test_empty_axes():
    """Along an axis without labels a sum is 0, any is false, all is true, and there is no mean."""
    scope = FakeScope({"x": ("indicator", []), "y": ("indicator month", [])}, labels={"indicator": []})

    assert [0] == scope.elements("sum(x, indicator)")
    assert [0] * 4 == scope.elements("sum(y, indicator)")
    assert [0] == scope.elements("count(x > 1, indicator)")
    assert [False] == scope.elements("any(x > 1, indicator)")
    assert [True] == scope.elements("all(x > 1, indicator)")
    assert "formula.mean_of_nothing" == scope.elements("mean(x, indicator)")[0].causes[0].code
    assert "formula.extreme_of_nothing" == scope.elements("max(x, indicator)")[0].causes[0].code
    for text in ("x + 1", "rank(x, indicator)", "cumulative(x, indicator)", "allocate(5, x, indicator)"):
        assert [] == scope.elements(text)


# -- Space ------------------------------------------------------------------------------------------------------------

axes_lists = st.lists(st.sampled_from(AXES), unique=True).map(ordered)


@given(axes_lists, st.data())
def test_spread_takes_each_element_from_its_coordinate(target, data):
    """For any axes and any part of them, spreading leads each coordinate to the same labels."""
    source = ordered(data.draw(st.lists(st.sampled_from(target), unique=True)) if target else [])
    space = Space(LABELS)
    places = space.spread(source, target)

    assert len(places) == space.size(target)
    for coordinate, place in zip(space.coordinates(target), places, strict=True):
        assert place == space.position(source, dict(zip(target, coordinate, strict=True)))


@given(axes_lists.filter(bool), st.data())
def test_fibres_take_every_element_once(axes, data):
    """The fibres along an axis hold every position once, in the order of the labels."""
    axis = data.draw(st.sampled_from(axes))
    space = Space(LABELS)
    fibres = space.fibres(axes, axis)

    assert sorted(place for fibre in fibres for place in fibre) == list(range(space.size(axes)))
    coordinates = space.coordinates(axes)
    for fibre in fibres:
        along = [dict(zip(axes, coordinates[place], strict=True)) for place in fibre]
        assert [each.pop(axis) for each in along] == list(LABELS[axis])
        assert all(each == along[0] for each in along)


@given(axes_lists.filter(bool), st.data())
def test_looking_up_leads_to_the_label_named(axes, data):
    """A lookup leads each coordinate to the label named for it, and where none is named to one that is its like."""
    axis = data.draw(st.sampled_from(axes))
    onto = data.draw(st.sampled_from(AXES))
    chosen = st.dictionaries(st.sampled_from(LABELS[onto]), st.sampled_from(LABELS[axis]))
    found = data.draw(chosen)
    space = Space(LABELS)
    target, places = space.looked_up(axes, axis, onto, found)
    coordinates = space.coordinates(axes)

    assert target == ordered([*(each for each in axes if each != axis), onto])
    for coordinate, place in zip(space.coordinates(target), places, strict=True):
        where = dict(zip(target, coordinate, strict=True))
        there = dict(zip(axes, coordinates[max(place, ~place)], strict=True))
        assert (place >= 0) == (where[onto] in found)
        if place >= 0:
            assert found[where[onto]] == there[axis]
        assert all(there[each] == where[each] for each in axes if each != axis)


def test_the_fake_world_is_whole():
    """The world of these tests has all axes, and its roles and references name labels that exist."""
    assert set(AXES) == set(LABELS)
    for source, onto, found in ROLES.values():
        assert set(found) <= set(LABELS[source])
        assert set(found.values()) <= set(LABELS[onto])
    for found in REFERENCES.values():
        assert set(SECTIONS) == set(found)
        assert {label for each in found.values() for label in each} <= set(SECTIONS)
    assert (3, 4, 2) == (len(SECTIONS), len(MONTHS), len(PARTIES))
