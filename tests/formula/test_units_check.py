"""What the unit check lets through and what it refuses, with words that a person can act on."""

from __future__ import annotations

import pytest
from hypothesis import given

from ecocomp.formula.exact import Exact
from ecocomp.formula.problems import FormulaError
from ecocomp.formula.units import AMOUNT, GRADE, PLAIN, TRUTH, Kind, LadderKind, TableKind, Units
from ecocomp.quantity import CONCENTRATION, MASS, MONEY
from ecocomp.wording import say
from tests.formula.fake_scope import LABELS, FakeScope, kind
from tests.strategies import sketches, written

INDICATORS = ("codmn", "do", "ph", "fc", "tn")
KINDS = {"codmn": kind("mg/L"), "do": kind("mg/L"), "ph": PLAIN, "fc": kind("个/L"), "tn": kind("mg/L")}
BETTER = {"codmn": "low", "do": "high", "ph": "range", "fc": "low"}
LADDERS = [LadderKind(name, BETTER[name], KINDS[name]) if name in BETTER else None for name in INDICATORS]


def world(*indicators: str) -> FakeScope:
    """A scope of kinds, with the indicators named."""
    sizes = {"section": len(LABELS["section"]), "month": len(LABELS["month"]), "party": len(LABELS["party"])}
    return FakeScope(
        {
            "C": ("section indicator month", [KINDS[name] for _ in range(3) for name in indicators for _ in range(4)]),
            "Q": ("section month", [kind("m3/s")] * sizes["section"] * sizes["month"]),
            "W": ("section month", [kind("万m3")] * sizes["section"] * sizes["month"]),
            "G": ("section month", [GRADE] * sizes["section"] * sizes["month"]),
            "duration": ("month", [kind("s")] * sizes["month"]),
            "target": ("section", [GRADE] * sizes["section"]),
            "dry": ("section month", [TRUTH] * sizes["section"] * sizes["month"]),
            "price": ("", [kind("元/t")]),
            "area": ("section", [kind("km2")] * sizes["section"]),
            "pool": ("", [kind("万元")]),
            "amount": ("section", [kind("元")] * sizes["section"]),
            "percent": ("", [kind("%")]),
            "n": ("", [PLAIN]),
            "weight": ("party", [PLAIN] * sizes["party"]),
            "per_mg": ("", [kind("万元/(mg/L)")]),
        },
        labels={"indicator": indicators},
        ladders=(
            ("indicator",),
            [ladder for ladder, name in zip(LADDERS, INDICATORS, strict=True) if name in indicators],
        ),
        tables={
            "by_load": ((), [TableKind("by_load", kind("t"), kind("元"))]),
            "by_grade": ((), [TableKind("by_grade", GRADE, PLAIN)]),
            "by_number": ((), [TableKind("by_number", PLAIN, GRADE)]),
        },
        earlier={("amount", -1): ("section", [kind("元")] * 3)},
    )


WORLD = world("codmn")
MIXED = world("codmn", "ph", "fc")


def kind_of(text: str, scope: FakeScope = WORLD) -> Kind:
    """The one kind that all elements of a formula have."""
    [found] = set(scope.elements(text, Units()))
    return found


def refusal(text: str, scope: FakeScope = WORLD) -> FormulaError:
    with pytest.raises(FormulaError) as caught:
        scope.value(text, Units())
    return caught.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # quantities multiply and divide
        ("C * Q * duration", kind("t")),
        ("C * Q * duration * price", AMOUNT),
        ("C * W * price", AMOUNT),
        ("sum(sum(C * Q * duration, month), indicator) * price", AMOUNT),
        ("(C - limit(Ⅲ)) * per_mg", AMOUNT),
        ("C / limit(Ⅲ)", PLAIN),
        ("C / limit(target) - 1", PLAIN),
        ("amount / area", kind("元/km2")),
        ("amount / area * area", AMOUNT),
        ("1 / C", Kind("number", (0, -1, 1, 0, 0, 0, 0, 0, 0, 0))),
        ("pool * percent", AMOUNT),
        ("pool * 0.3 + amount", AMOUNT),
        ("-pool", AMOUNT),
        ("abs(amount - pool)", AMOUNT),
        ("percent + 0.05", PLAIN),
        ("n ** 2", PLAIN),
        # grades: comparing, counting classes apart, choosing
        ("grade(C)", GRADE),
        ("worst(grade(C), indicator) <= target", TRUTH),
        ("target - worst(grade(C), indicator)", PLAIN),
        ("pool * (target - G)", AMOUNT),
        ("G == 劣Ⅴ or dry", TRUTH),
        ("Ⅱ if n > 1 else target", GRADE),
        ("best(G, month)", GRADE),
        ("at(target, upper)", GRADE),
        ("otherwise(G, target)", GRADE),
        ("limit(target)", kind("mg/L")),
        ("exceedance(C, limit(Ⅲ))", PLAIN),
        # a zero as written fits everything
        ("max(pool, 0)", AMOUNT),
        ("0 if dry else pool", AMOUNT),
        ("pool if dry else 0.00", AMOUNT),
        ("max(0, C - limit(Ⅲ))", kind("mg/L")),
        ("clip(C, 0, limit(Ⅴ))", kind("mg/L")),
        ("0 - pool", AMOUNT),
        ("C > 0", TRUTH),
        ("otherwise(amount, 0)", AMOUNT),
        ("0 * n + pool", AMOUNT),
        ("n * 0 + pool", AMOUNT),
        ("-0 + pool", AMOUNT),
        ("max(0, 0 * pool)", Kind("number", MONEY, free=True)),
        ("round(0, 2, half_up) + pool", AMOUNT),
        # truth
        ("dry and not C > limit(Ⅲ)", TRUTH),
        ("present(C)", TRUTH),
        ("1 < n < 2", TRUTH),
        ("count(dry, month)", PLAIN),
        ("any(dry, section)", TRUTH),
        ("all(G <= target, month)", TRUTH),
        ("streak(dry, month)", PLAIN),
        ("run_length(dry, month)", PLAIN),
        ("before(dry, month)", TRUTH),
        ("before(G, month, first=target)", GRADE),
        # along an axis
        ("before(C, month, first=0)", kind("mg/L")),
        ("sum(C, month)", kind("mg/L")),
        ("sum(without(C, codmn), indicator)", kind("mg/L")),
        ("worst(better(without(grade(C), codmn)), indicator)", GRADE),
        ("worst(worse(without(grade(C), codmn)), indicator)", GRADE),
        ("worse(G)", GRADE),
        ("mean(amount, section, where=target <= Ⅲ, at_least=2)", AMOUNT),
        ("max(amount, section)", AMOUNT),
        ("sum(amount, section, by=upstream)", AMOUNT),
        ("cumulative(Q * duration, month)", kind("m3")),
        ("rank(amount, section, then=target, ties=min)", PLAIN),
        ("rank(G, section, ties=min)", PLAIN),
        ("share(amount, section)", PLAIN),
        ("allocate(pool, weight, party)", AMOUNT),
        ("allocate(0, weight, party)", Kind("number", free=True)),
        ("at(sum(amount, section, by=upstream), upstream)", AMOUNT),
        ("inflow(C)", kind("mg/L")),
        ("inflow(C, sum)", kind("mg/L")),
        ("control(target)", GRADE),
        ("amount - previous(amount)", AMOUNT),
        # rounding
        ("floor(n)", PLAIN),
        ("ceil(C / limit(Ⅲ))", PLAIN),
        ("floor(amount, unit=万元)", AMOUNT),
        ("ceil(C * Q * duration, unit=t)", kind("t")),
        ("round(amount, 2, half_up)", AMOUNT),
        ("round(C, 2, half_even)", kind("mg/L")),
        ("round(amount, 0, half_up, unit=万元)", AMOUNT),
        ("round(C * W, 1, half_up, unit=t)", kind("t")),
        ("round(price, 1, half_up, unit=元/t)", kind("元/t")),
        # tables
        ("bands(C * W, by_load)", AMOUNT),
        ("bands(0, by_load)", AMOUNT),
        ("bands(G, by_grade) * pool", AMOUNT),
        ("bands(n, by_number) < target", TRUTH),
    ],
)
def test_allowed(text, expected):
    """What fits together passes the check and has the kind that a person would expect."""
    assert expected == kind_of(text)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        # unlike quantities
        ("pool + C", "kinds_differ", ("元", "mg/L")),
        ("ln(0 * n) + pool", "kinds_differ", ("a plain number",)),
        ("pool - 1", "kinds_differ", ("元", "plain number")),
        ("before(C, month, first=1)", "kinds_differ", ("mg/L", "plain number")),
        ("C < 6", "kinds_differ", ("mg/L", "plain number")),
        ("min(pool, C)", "kinds_differ", ("元", "mg/L")),
        ("pool if dry else C", "kinds_differ", ("元", "mg/L")),
        ("clip(C, 0, 1)", "kinds_differ", ("mg/L", "plain number")),
        ("otherwise(pool, 1)", "kinds_differ", ("元", "plain number")),
        ("C * Q + pool", "kinds_differ", ("元",)),
        ("percent + pool", "kinds_differ", ("元",)),
        # grades are no numbers
        ("G <= 3", "kinds_differ", ("a grade", "plain number")),
        ("target > 0", "kinds_differ", ("a grade",)),
        ("G if dry else 0", "kinds_differ", ("a grade",)),
        ("G + 1", "grade_as_number", ("a grade", "subtracted")),
        ("G * pool", "grade_as_number", ("a grade", "subtracted")),
        ("-G", "grade_as_number", ("a grade", "subtracted")),
        ("G - 1", "grade_as_number", ("a grade", "subtracted")),
        ("G ** 2", "grade_as_number", ("a grade", "subtracted")),
        ("abs(G)", "grade_as_number", ("a grade", "subtracted")),
        ("sum(G, month)", "grade_as_number", ("a grade", "subtracted")),
        ("mean(G, month)", "grade_as_number", ("a grade", "subtracted")),
        ("share(G, month)", "grade_as_number", ("a grade", "subtracted")),
        ("cumulative(G, month)", "grade_as_number", ("a grade", "subtracted")),
        ("exceedance(C, target)", "grade_as_number", ("a grade", "subtracted")),
        ("min(G, target)", "use_worst", ("worst", "best")),
        ("max(G, 0)", "use_worst", ("worst", "best")),
        ("min(G, month)", "use_worst", ("worst", "best")),
        ("max(G, month)", "use_worst", ("worst", "best")),
        ("worst(C, indicator)", "wrong_kind", ("mg/L", "a grade")),
        ("best(n * weight, party)", "wrong_kind", ("a grade",)),
        ("limit(n)", "wrong_kind", ("limit", "a grade")),
        ("limit(C)", "wrong_kind", ("a grade",)),
        # truth values are no numbers
        ("dry + 1", "wrong_kind", ("truth",)),
        ("dry * pool", "wrong_kind", ("truth",)),
        ("dry == dry", "wrong_kind", ("truth",)),
        ("dry > 0", "kinds_differ", ("truth",)),
        ("not n", "wrong_kind", ("not", "truth")),
        ("n and dry", "wrong_kind", ("and", "truth")),
        ("C or dry", "wrong_kind", ("or", "truth")),
        ("1 if n else 2", "wrong_kind", ("if", "truth")),
        ("1 if G else 2", "wrong_kind", ("truth",)),
        ("count(C, month)", "wrong_kind", ("count", "truth")),
        ("any(n * Q, month)", "wrong_kind", ("truth",)),
        ("streak(Q, month)", "wrong_kind", ("truth",)),
        ("run_length(Q, month)", "wrong_kind", ("truth",)),
        ("sum(dry, month)", "wrong_kind", ("truth",)),
        ("mean(C, month, where=Q)", "wrong_kind", ("where=", "truth")),
        ("rank(dry, section)", "wrong_kind", ("truth",)),
        # plain numbers only
        ("pool ** 2", "not_plain", ("元",)),
        ("C ** 2", "not_plain", ("mg/L",)),
        ("round(pool, C, half_up)", "not_plain", ("places",)),
        ("sum(C, month, at_least=pool)", "not_plain", ("at_least=",)),
        ("mean(C, month, at_least=Ⅲ)", "not_plain", ("a grade",)),
        # rounding
        ("floor(pool)", "unit_needed", ("floor", "unit=")),
        ("ceil(C)", "unit_needed", ("ceil", "unit=")),
        ("round(Q, 1, half_up)", "unit_needed", ("round", "m3/s")),
        ("round(price, 1, half_up)", "unit_needed", ("round",)),
        ("floor(pool, unit=t)", "unit_wrong", ("t", "元")),
        ("round(C, 1, half_up, unit=万元)", "unit_wrong", ("万元", "mg/L")),
        ("floor(n, unit=元)", "unit_wrong", ("元", "plain number")),
        # tables
        ("bands(C, by_load)", "bands_kind", ("by_load", "mg/L", "t")),
        ("bands(G, by_load)", "bands_kind", ("a grade",)),
        ("bands(0, by_grade)", "bands_kind", ("a grade",)),
        ("bands(n, by_grade)", "bands_kind", ("a grade",)),
        # allocation
        ("allocate(n, weight, party)", "allocate_kind", ("plain number",)),
        ("allocate(price, weight, party)", "allocate_kind", ()),
        ("allocate(pool, grade(C), section)", "grade_as_number", ("a grade", "subtracted")),
    ],
)
def test_refused(text, code, words):
    """What does not fit is refused, and the words say what was found and what was expected."""
    error = refusal(text)
    message = say(error.code, "en", **error.details)

    assert f"formula.{code}" == error.code
    assert (0, 0) <= error.at
    for word in words:
        assert word in message
    assert str(error) != message  # and in Chinese too


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("G if dry else 0", "if … else has unlike sides: a grade and a plain number"),
        ("before(C, month, first=1)", "before has unlike sides: a quantity in mg/L and a plain number"),
        ("otherwise(pool, 1)", "otherwise has unlike sides: a quantity in 元 and a plain number"),
        ("rank(dry, section)", "rank cannot take a truth value; it needs a plain number"),
        ("evaluation(C > 0)", "evaluation cannot take a truth value; it needs a plain number"),
        (
            "G + 1",
            "+ cannot take a grade; grades are compared, or subtracted from each other (target - grade), "
            "and written as III",
        ),
        ("C ** 2", "** needs a plain number; this is a quantity in mg/L"),
        ("log10(C)", "log10 needs a plain number; this is a quantity in mg/L"),
        ("ln(C)", "ln needs a plain number; this is a quantity in mg/L"),
        ("n and dry", "and cannot take a plain number; it needs a truth value"),
        ("unless(C, n)", "unless cannot take a plain number; it needs a truth value"),
        ("1 if n else 2", "if cannot take a plain number; it needs a truth value"),
        ("C < 6", "< has unlike sides: a quantity in mg/L and a plain number"),
        ("dry == dry", "== cannot take a truth value; it needs a plain number"),
        ("min(pool, C)", "min has unlike sides: a quantity in 元 and a quantity in mg/L"),
        ("round(pool, C, half_up)", "places needs a plain number; this is a quantity in mg/L"),
        ("better(n)", "better cannot take a plain number; it needs a grade"),
        ("worst(n * weight, party)", "worst cannot take a plain number; it needs a grade"),
        ("sum(dry, month)", "sum cannot take a truth value; it needs a plain number"),
        ("cumulative(dry, month)", "cumulative cannot take a truth value; it needs a plain number"),
        ("run_length(Q, month)", "run_length cannot take a quantity in m3/s; it needs a truth value"),
        ("allocate(pool, target > Ⅲ, section)", "allocate cannot take a truth value; it needs a plain number"),
        ("mean(C, month, where=Q)", "where= cannot take a quantity in m3/s; it needs a truth value"),
        ("floor(pool, unit=t)", "the unit t of floor does not fit a quantity in 元"),
        ("grade(C * n / C)", "grading codmn needs a quantity in mg/L; this is a plain number"),
        ("sum(C, month, at_least=pool)", "at_least= needs a plain number; this is a quantity in 元"),
    ],
)
def test_a_refusal_names_the_function_and_what_it_met(text, told):
    """The whole sentence as it is read."""
    error = refusal(text)

    assert told == say(error.code, "en", **error.details)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("sum(C, indicator)", "kinds_differ"),
        ("max(C, indicator)", "kinds_differ"),
        ("exceedance(C, limit(Ⅲ))", "no_exceedance"),
        ("C * Q * duration * price + pool", "kinds_differ"),
    ],
)
def test_indicators_of_unlike_units(text, code):
    """Indicators in mg/L, without a unit and in 个/L cannot be added up or compared with each other."""
    assert f"formula.{code}" == refusal(text, MIXED).code


@pytest.mark.parametrize(
    "text", ["sum(C, indicator)", "cumulative(C, indicator)", "rank(C, indicator)", "rank(C / C, indicator, then=C)"]
)
def test_what_cannot_be_done_with_unlike_indicators_is_named(text):
    """The sentence begins with the function as it is written."""
    assert text.partition("(")[0] == refusal(text, MIXED).details["name"]


def test_weights_of_unlike_units():
    """A pool cannot be divided by weights of which some are in mg/L and some in nothing."""
    error = refusal("allocate(pool, C, indicator)", MIXED)

    assert ("formula.kinds_differ", "allocate") == (error.code, error.details["name"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("worst(grade(C), indicator)", GRADE),
        ("sum(C / limit(Ⅲ), indicator)", PLAIN),
        ("at(C, codmn)", kind("mg/L")),
        ("at(C, fc)", kind("个/L")),
        ("sum(C, month) / limit(Ⅲ)", PLAIN),
    ],
)
def test_what_unlike_indicators_can_do_together(text, expected):
    """Grades and ratios of indicators with unlike units can be taken together."""
    assert expected == kind_of(text, MIXED)


def test_exceedance_of_oxygen():
    """With dissolved oxygen and pH among the indicators exceedance is refused and the words name both."""
    error = refusal("exceedance(C, limit(Ⅲ))", world("codmn", "do", "ph"))

    assert "formula.no_exceedance" == error.code
    assert {"indicators": "do, ph"} == error.details


def test_of_oxygen_alone_how_far_it_is_from_its_limit():
    """Below its limit of 5 mg/L oxygen lacks so many mg/L; the other way round it is refused, as - is named."""
    scope = world("codmn", "do")
    error = refusal("at(C, do) - at(limit(Ⅲ), do)", scope)

    assert kind("mg/L") == kind_of("at(limit(Ⅲ), do) - at(C, do)", scope)
    assert ("formula.limit_upward", {"name": "-"}) == (error.code, error.details)
    assert PLAIN == kind_of("at(limit(Ⅲ), do) / at(C, do)", scope)
    assert "formula.limit_upward" == refusal("at(C, do) / at(limit(Ⅲ), do)", scope).code


def test_an_average_of_ph_takes_plain_numbers():
    """pH times a flow is no pH."""
    error = refusal("average(C * Q, month)", world("ph"))

    assert "average needs a plain number; this is a quantity in m3/s" == say(error.code, "en", **error.details)


def test_grading_the_wrong_quantity():
    """grade takes concentrations; a load or a flow is refused by the indicator it should be of."""
    error = refusal("grade(C * Q)")

    assert ("formula.grade_kind", "codmn") == (error.code, error.details["indicator"])


def test_indicators_without_a_limit():
    """An indicator without a ladder can be graded and has a limit of any kind: it takes no part when settled."""
    scope = world("tn")

    assert GRADE == kind_of("grade(C)", scope)
    assert PLAIN.sort == kind_of("limit(Ⅲ)", scope).sort


def test_lookups_that_find_nothing():
    """What a lookup does not find has the kind of what it could have found, so that the rest can be checked."""
    assert AMOUNT == kind_of("inflow(amount) + pool")
    assert AMOUNT == kind_of("at(sum(amount, section, by=upstream), watched)")
    assert "formula.kinds_differ" == refusal("inflow(amount) + 1").code


def test_lookups_among_unlike_indicators():
    """Where a section has no inflow each indicator keeps its own kind."""
    assert [KINDS[name] for _ in range(3) for name in ("codmn", "ph", "fc") for _ in range(4)] == MIXED.elements(
        "inflow(C)", Units()
    )
    assert {KINDS["codmn"], PLAIN, KINDS["fc"]} == set(MIXED.elements("C - inflow(C)", Units()))


def test_groups_without_members():
    """A group without members has the kind of the others, so that a rule has one kind."""
    assert [AMOUNT] * 2 == WORLD.elements("sum(amount, section, by=watched)", Units())
    assert [PLAIN] * 2 == WORLD.elements("count(target <= Ⅲ, section, by=watched)", Units())


def test_empty_axes():
    """Along an axis without labels there is nothing to object to."""
    scope = FakeScope({"x": ("indicator", [])}, labels={"indicator": []})

    assert [Kind("number", free=True)] == scope.elements("sum(x, indicator)", Units())
    for text in ("rank(x, indicator)", "cumulative(x, indicator)", "allocate(5, x, indicator)"):
        assert [] == scope.elements(text, Units())


def test_of_nothing_each_finds_nothing():
    """Three sections that look something up among no parties find a number that fits everywhere."""
    scope = FakeScope({"p": ("party", [])}, labels={"party": []}, roles={"upstream": ("section", "party", {})})

    assert [Kind("number", free=True)] * 3 == scope.elements("at(p, upstream)", Units())


@pytest.mark.parametrize(("text", "name"), [("min(G, target)", "min"), ("max(G, month)", "max")])
def test_the_smallest_of_grades_is_named_as_written(text, name):
    """It is refused by the name of the function, which is followed by what to write instead."""
    assert {"name": name} == refusal(text).details


@pytest.mark.parametrize(
    ("found", "chinese", "english"),
    [
        (PLAIN, "纯数", "a plain number"),
        (GRADE, "水质类别", "a grade"),
        (TRUTH, "是/否", "a truth value"),
        (AMOUNT, "以 元 计的量", "a quantity in 元"),
        (Kind("number", MASS), "以 t 计的量", "a quantity in t"),
        (Kind("number", CONCENTRATION), "以 mg/L 计的量", "a quantity in mg/L"),
    ],
)
def test_kinds_in_words(found, chinese, english):
    """A kind is told in words in both languages."""
    assert (chinese, english) == tuple(found.words())


@given(sketches(("a", "b", "c")))
def test_plain_numbers_always_fit(sketch):
    """Any formula of plain numbers passes the check as a plain number, and the exact arithmetic takes it too."""
    text = written(sketch)
    kinds = FakeScope({name: ("", [PLAIN]) for name in "abc"})
    [found] = kinds.elements(text, Units())

    assert ("number", PLAIN.dimension) == (found.sort, found.dimension)
    assert 1 == len(FakeScope({name: ("", [2]) for name in "abc"}).elements(text, Exact()))


@given(sketches(("a", "b")))
def test_kinds_do_not_depend_on_how_often_an_element_stands(sketch):
    """The kind of a formula over an array of one kind is that over a single element: axes may be shortened."""
    text = written(sketch)

    assert {*FakeScope({name: ("month", [PLAIN] * 4) for name in "ab"}).elements(text, Units())} == {
        *FakeScope({name: ("", [PLAIN]) for name in "ab"}).elements(text, Units())
    }
