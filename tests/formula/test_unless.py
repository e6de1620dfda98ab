"""``unless``: what takes no part where a condition holds, and how the condition is told."""

from __future__ import annotations

import pytest

from ecocomp.formula.absent import Absent, Cause, undefined
from ecocomp.formula.in_words import InWords
from ecocomp.formula.parse import parse
from ecocomp.formula.problems import FormulaError
from ecocomp.formula.units import GRADE, PLAIN, TRUTH
from tests.formula.fake_scope import FakeScope, kind
from tests.formula.test_units_check import kind_of, refusal, world

MISSING = Absent("missing", (Cause("settlement.none_in_month"),))
FLOOD = [False, True, False, False]


def over_months(text: str, x: list, flood: list = FLOOD) -> list:
    """The elements of a formula over four months of ``x``, of which the second is one of flood."""
    return FakeScope({"x": ("month", x), "flood": ("month", flood)}).elements(text)


def test_a_month_takes_no_part_where_the_condition_holds():
    """1 + 3 + 4 without February; alone it is excluded, and the condition is the reason in both languages."""
    assert over_months("sum(unless(x, flood), month)", [1, 2, 3, 4]) == [8]
    assert over_months("mean(unless(x, x > 2 or flood), month)", [1, 2, 3, 4]) == [1]
    found = over_months("unless(x, flood)", [1, 2, 3, 4])[1]

    assert found.kind == "excluded"
    assert found.causes[0].message("zh") == "“条件 flood”成立，按协议不参加"
    assert found.causes[0].message("en") == "'condition flood' holds; by the agreement it takes no part"


@pytest.mark.parametrize("x", [MISSING, undefined("division_by_zero")])
def test_what_is_missing_there_does_no_harm(x):
    """A month of flood without a reading is excluded, not missing, whatever it is put together with."""
    assert over_months("sum(unless(x, flood), month)", [1, x, 3, 4]) == [8]
    met = over_months("unless(x, flood) * x + x / 0", [1, x, 3, 4])

    assert [each.kind for each in met] == ["undefined", "excluded", "undefined", "undefined"]
    assert over_months("unless(x, flood)", [1, 2, x, 4])[2] is x


def test_a_condition_that_is_absent_leaves_it_open():
    """Where it is not known whether the condition holds, the element is as the condition is."""
    assert over_months("unless(x, flood)", [1, 2, 3, 4], [False, True, MISSING, False])[2] is MISSING


def test_the_axes_of_both_are_put_together():
    """A single value unless a month is of flood is a value for each month."""
    scope = FakeScope({"y": ("", [5]), "flood": ("month", FLOOD)})

    assert scope.elements("otherwise(unless(y, flood), 0)") == [5, 0, 5, 5]


WORLD = world("codmn")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sum(unless(C, C > limit(III)), indicator)", kind("mg/L")),
        ("worst(unless(grade(C), C > limit(III)), indicator)", GRADE),
        ("unless(C > limit(III), C > limit(V))", TRUTH),
        ("unless(1, price > 0)", PLAIN),
    ],
)
def test_the_kind_is_that_of_the_element(text: str, expected: object):
    assert kind_of(text, WORLD) == expected


def test_a_condition_must_be_one():
    """A number is no condition."""
    assert refusal("unless(C, C)", WORLD).code == "formula.wrong_kind"
    with pytest.raises(FormulaError):
        parse("unless(x)")


@pytest.mark.parametrize(
    ("language", "text"),
    [("zh", "【浓度】（洪水月份的不参加）"), ("en", "[浓度] (which takes no part where 洪水月份)")],
)
def test_in_words(language: str, text: str):
    """Both languages say what takes no part."""
    titles = {"C": "浓度", "flood": "洪水月份"}

    assert text == InWords(titles.__getitem__, str, language).text(parse("unless(C, flood)"))
