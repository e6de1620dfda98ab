"""``without``: sections and indicators that a formula leaves out, and what the unit check then allows."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ecocomp.formula.absent import Absent
from ecocomp.formula.in_words import InWords
from ecocomp.formula.parse import parse
from ecocomp.formula.problems import FormulaError
from ecocomp.formula.units import GRADE, PLAIN, TRUTH
from tests.formula.fake_scope import FakeScope, kind
from tests.formula.test_units_check import kind_of, refusal, world

RIVER = FakeScope({"x": ("section", [1, 2, 4]), "y": ("section month", list(range(12)))})


def test_the_named_take_no_part():
    """1 + 4 without the middle section; alone it is excluded, with the formula as the reason."""
    assert [5] == RIVER.elements("sum(without(x, middle), section)")
    alone = RIVER.elements("at(without(x, middle), middle)")[0]
    assert isinstance(alone, Absent)
    assert ("excluded", "formula.without") == (alone.kind, alone.causes[0].code)


def test_several_at_once_and_along_the_other_axes():
    """Of three sections over four months, 8 to 11 are left of the lower one: 38."""
    assert [38] == RIVER.elements("sum(sum(without(y, upper, middle), section), month)")


def test_what_is_missing_or_has_no_value_is_left_out_too():
    """A division by zero in a section that takes no part does no harm."""
    found = RIVER.elements("sum(without(1 / (x - 2), middle), section)")

    assert [-1 + Fraction(1, 2)] == found


def test_what_is_left_out_stays_out_whatever_it_meets():
    """Times nothing, by zero: the element that takes no part is excluded, and nothing else is."""
    scope = FakeScope({"x": ("section", [1, 2, 4])})
    found = scope.elements("without(x, middle) / (x - x)")

    assert ["undefined", "excluded", "undefined"] == [each.kind for each in found]


@pytest.mark.parametrize("label", ["lowest", "east", "codmn"])
def test_only_labels_of_the_value_can_be_left_out(label: str):
    """A name that is none, one of another axis: both are refused."""
    with pytest.raises(FormulaError) as caught:
        RIVER.elements(f"without(x, {label})")

    assert ("formula.no_label", label) == (caught.value.code, caught.value.details["found"])


OXYGEN = world("codmn", "do", "ph", "fc")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sum(without(C, do) / limit(III), indicator)", PLAIN),
        ("sum(max(without(C, do, ph, fc) - limit(III), 0), indicator)", kind("mg/L")),
        ("sum(without(C, do, ph, fc), indicator)", kind("mg/L")),
        ("any(without(C, do) > limit(III), indicator)", TRUTH),
        ("sum(ln(without(C, do, fc, ph) / price * price / limit(III)), indicator)", PLAIN),
        ("worst(better(without(grade(C), do)), indicator)", GRADE),
        ("worst(without(grade(C), do), indicator)", GRADE),
        ("worst(grade(without(C, do)), indicator)", GRADE),
        ("sum(otherwise(without(C, do, ph, fc), 0), indicator)", kind("mg/L")),
        ("sum(limit(without(grade(C), do, ph, fc)), indicator)", kind("mg/L")),
        ("any(not without(C > 0, do) and dry, indicator)", TRUTH),
        ("worst(grade(max(without(C, do), 0)), indicator)", GRADE),
        ("worst(grade(max(without(C, do, ph, fc), at(C, codmn))), indicator)", GRADE),
        ("sum(evaluation(max(without(C, do, ph, fc), 0)), indicator)", kind("mg/L")),
        ("sum(bands(max(without(C * Q * duration, do, ph, fc), 0), by_load), indicator)", kind("元")),
    ],
)
def test_what_may_be_said_of_the_others(text: str, expected: object):
    """Oxygen and indicators of other units left out, the rest fits together."""
    assert expected == kind_of(text, OXYGEN)


def test_a_group_of_which_all_take_no_part_keeps_its_unit():
    """West has no section but the lower one: its sum is of the unit of the others all the same."""
    for text, expected in {
        "sum(without(amount, lower) * 2, section, by=upstream) + pool": kind("元"),
        "sum(floor(without(amount, lower), unit=万元), section, by=upstream) + pool": kind("元"),
        "worst(better(without(target, lower)), section, by=upstream)": GRADE,
        "any(not without(target < II, lower), section, by=upstream)": TRUTH,
        "worst(grade(without(C, lower)), section, by=upstream)": GRADE,
        "sum(evaluation(without(C, lower)), section, by=upstream)": kind("mg/L"),
        "sum(limit(without(target, lower)), section, by=upstream)": kind("mg/L"),
        "sum(bands(without(C * Q * duration, lower), by_load), section, by=upstream)": kind("元"),
    }.items():
        assert expected == kind_of(text), text


def test_an_indicator_without_a_limit_can_be_left_out():
    """Total nitrogen has no limit in rivers; what takes no part needs none."""
    assert "number" == kind_of("limit(without(grade(C), tn))", world("tn")).sort


def test_what_takes_no_part_need_not_fit():
    """Coliforms are counted, not weighed: left out, they are compared with mg/L, and that is a truth value."""
    assert TRUTH == kind_of("any(without(C, do, ph, fc) > at(C, codmn) and dry, indicator)", OXYGEN)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("without(C - limit(III), do)", "limit_upward"),  # what is refused is refused inside the brackets
        ("limit(without(grade(C), codmn, ph, fc)) - C", "limit_upward"),  # of oxygen alone it is said with at()
        ("sum(without(C, do), indicator)", "kinds_differ"),
        ("without(C, do, ph, fc) + price", "kinds_differ"),
    ],
)
def test_what_is_still_refused(text: str, code: str):
    """Leaving oxygen out mends neither what was written before nor units that do not fit."""
    assert f"formula.{code}" == refusal(text, OXYGEN).code


def test_the_function_that_the_others_do_not_fit_is_named():
    """Oxygen left out, pH and coliforms still cannot be added up."""
    assert "sum" == refusal("sum(without(C, do), indicator)", OXYGEN).details["name"]


@pytest.mark.parametrize(
    ("language", "text"), [("zh", "【浓度】（溶解氧、pH 不参加）"), ("en", "[浓度] without 溶解氧, pH")]
)
def test_in_words(language: str, text: str):
    """Both languages say what takes no part."""
    titles = {"C": "浓度", "do": "溶解氧", "ph": "pH"}

    assert text == InWords(titles.__getitem__, str, language).text(parse("without(C, do, ph)"))
