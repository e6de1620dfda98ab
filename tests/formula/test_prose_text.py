"""The text of a derivation: read back as mathematics, it gives the value it explains."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecocomp.formula.absent import Absent, Cause
from ecocomp.formula.axes import Value
from ecocomp.formula.evaluator import Evaluator
from ecocomp.formula.exact import Exact
from ecocomp.formula.functions import ENTRIES
from ecocomp.formula.in_words import InWords
from ecocomp.formula.operator_text import ATOM, STRENGTH
from ecocomp.formula.parse import parse
from ecocomp.formula.prose import LISTED_AT_ENDS, LONGEST_LIST, MOST_LISTED, Prosaic, Prose, Told
from ecocomp.wording import say
from tests.formula.fake_scope import FakeScope, bands_of
from tests.strategies import OPERATIONS, computed, sketches, sparingly_written

GRADES = "ⅠⅡⅢⅣⅤ劣"
MISSING = Absent("missing", (Cause("formula.no_reference"),))
whole_numbers = st.integers(-9, 9)


class ToldScope(FakeScope):
    """The fake world with every element told: numbers by their digits, a minus sign before negative ones."""

    def lookup(self, name: str, shift: int) -> Value:
        value = super().lookup(name, shift)

        def tell(place: int, language: str) -> Told:
            element = value.data[place]
            text = "—" if isinstance(element, Absent) else name if isinstance(element, bool) else str(element)
            return Told(element, text, STRENGTH["neg"] if text.startswith("-") else ATOM, ((name, shift, place),))

        return Value(value.axes, Prosaic(value.data, tell))


def prose() -> Prose:
    """The prose arithmetic with plain texts of numbers and money."""
    return Prose(Exact(), lambda grade: GRADES[grade - 1], str, "{} 元".format)


def told(text: str, names: Mapping[str, tuple[str, list[Any]]], place: int = 0, **more: Any) -> Told:
    """One element of a formula, told in English, which has the words of the formula."""
    return Evaluator(ToldScope(names, **more), prose()).evaluate(parse(text)).data.tell(place, "en")


def chinese(text: str, names: Mapping[str, tuple[str, list[Any]]], **more: Any) -> str:
    """The text of the first element of a formula in Chinese."""
    return Evaluator(ToldScope(names, **more), prose()).evaluate(parse(text)).data.tell(0, "zh").text


def plain(text: str, **values: Any) -> str:
    """The text of a formula over plain values."""
    return told(text, {name: ("", [value]) for name, value in values.items()}).text


def read_back(text: str) -> Any:
    """A text of the derivation computed as Python does it: exactly, and by Python's own rules of precedence."""
    for sign, python in {"×": "*", "−": "-", "≤": "<=", "≥": ">=", "≠": "!=", " = ": " == ", "^": "**"}.items():
        text = text.replace(sign, python)
    exact = re.sub(r"(?<!\*\*)(?<![\d.])\d+(\.\d+)?", r'F("\g<0>")', text)
    try:
        return eval(exact, {"__builtins__": {}, "F": Fraction})
    except ZeroDivisionError:
        return None


@given(sketches(("a", "b", "c"), OPERATIONS, depth=5), whole_numbers, whole_numbers, whole_numbers)
def test_arithmetic_read_back_gives_the_value(sketch, a, b, c):
    """The text of any arithmetic, read by the rules of mathematics, gives the value: its brackets are right."""
    values = {"a": a, "b": b, "c": c}
    found = told(sparingly_written(sketch), {name: ("", [value]) for name, value in values.items()})

    assert computed(sketch, values) == read_back(found.text)
    if not isinstance(found.value, Absent):
        assert found.value == read_back(found.text)


@given(
    sketches(("a", "b"), OPERATIONS, depth=3), sketches(("a", "b"), OPERATIONS, depth=3), whole_numbers, whole_numbers
)
def test_conditions_read_back(left, right, a, b):
    """So does the text of comparisons joined by and, or and not."""
    values = {"a": a, "b": b}
    names = {name: ("", [value]) for name, value in values.items()}
    one, other = sparingly_written(left), sparingly_written(right)
    for text in (
        f"({one}) < ({other}) or ({one}) == ({other})",
        f"not (({one}) >= ({other}) and ({other}) != 1)",
        f"(a < b or a > 1) and not ({one}) <= ({other})",
    ):
        found = told(text, names)
        if isinstance(found.value, bool) and computed(left, values) is not None and computed(right, values) is not None:
            assert found.value is read_back(found.text)


@given(sketches(("a", "b", "c"), OPERATIONS, depth=5))
def test_words_keep_the_brackets_too(sketch):
    """A formula told by titles instead of numbers has the brackets that its meaning needs."""
    values = {"a": 2, "b": -3, "c": 5}
    titles = {name: f"({value})" for name, value in values.items()}
    words = InWords(titles.__getitem__, lambda grade: GRADES[grade - 1], "en").text(parse(sparingly_written(sketch)))

    assert computed(sketch, values) == read_back(words)


@given(sketches(("a", "b"), depth=3), whole_numbers, whole_numbers)
def test_the_value_is_the_exact_one(sketch, a, b):
    """The value of a derivation is that of the exact arithmetic, whatever the formula."""
    text = sparingly_written(sketch)
    names = {"a": ("", [a]), "b": ("", [b])}
    [exact] = FakeScope(names).elements(text)

    assert exact == told(text, names).value


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("a * b - c", "2 × 3 − 5"),
        ("(a - b) * c", "(2 − 3) × 5"),
        ("a - (b - c)", "2 − (3 − 5)"),
        ("a - (b + c)", "2 − (3 + 5)"),
        ("a - b - c", "2 − 3 − 5"),
        ("a / (b * c)", "2 / (3 × 5)"),
        ("a / (b / c)", "2 / (3 / 5)"),
        ("-(a + b)", "−(2 + 3)"),
        ("-a ** 2", "−2^2"),
        ("(-a) ** 2", "(−2)^2"),
        ("(a * b) ** 2", "(2 × 3)^2"),
        ("(a ** 2) ** 3", "(2^2)^3"),
        ("n ** 2", "(-4)^2"),
        ("a - n", "2 − (-4)"),
        ("a + -b", "2 + (−3)"),
        ("a * -b", "2 × (−3)"),
        ("a / -b", "2 / (−3)"),
        ("n * a", "-4 × 2"),
        ("-n", "−(-4)"),
        ("-(-a)", "−(−2)"),
        ("a < b <= c", "2 < 3 and 3 ≤ 5"),
        ("not (a < b or a > b)", "not (2 < 3 or 2 > 3)"),
        ("(a < b or a > b) and b != c", "(2 < 3 or 2 > 3) and 3 ≠ 5"),
        ("min(a, b + c)", "min(2, 3 + 5)"),
        ("clip(a, 0, 1.50)", "clip(2, 0, 1.50)"),
        ("round(a / b, 2, half_up)", "round(2 / 3, 2, half up)"),
        ("floor(a / b, unit=万元)", "floor(2 / 3, 万元)"),
        ("otherwise(a / 0, b)", "otherwise(2 / 0, 3)"),
        # a formula in words may say 0 for a product that is nothing; filled in, its factors stand there
        ("0 * a", "0 × 2"),
        ("max(a, b) * 0 + c", "max(2, 3) × 0 + 5"),
        ("otherwise(a / 0, 0 * b)", "otherwise(2 / 0, 0 × 3)"),
        ("Ⅲ <= 劣Ⅴ", "Ⅲ ≤ 劣"),
        # of an if the branch that was taken
        ("a if a < b else c", "2 [2 < 3 ✓]"),
        ("a if a > b else c", "5 [2 > 3 ✗]"),
        ("(a if a > b else b + c) * 2", "(3 + 5) [2 > 3 ✗] × 2"),
        ("(-a if a < b else 0) ** 2", "(−2 [2 < 3 ✓])^2"),
        ("(a ** 2 if a < b else 0) ** 3", "(2^2 [2 < 3 ✓])^3"),
        ("c - (-a if a < b else 0)", "5 − (−2 [2 < 3 ✓])"),
        ("a if 1 / 0 > 1 else b", "? [1 / 0 > 1]"),
        # of unless the element, or the condition by which it takes no part
        ("unless(a + b, a > b) * c", "(2 + 3) × 5"),
        ("unless(a + b, a < b) * c", "— [2 < 3 ✓] × 5"),
        ("unless(a, 1 / 0 > 1)", "— [1 / 0 > 1 ?]"),
    ],
)
def test_by_hand(text, prose):
    """Texts with numbers as a person would write them."""
    assert prose == plain(text, a=2, b=3, c=5, n=-4)


X = ("section month", list(range(1, 13)))


def test_reductions_are_listed():
    """A reduction lists its elements; with where= those that were taken."""
    assert "sum(1, 2, 3, 4)" == told("sum(x, month)", {"x": X}).text
    assert "mean(5 × 2, 6 × 2, 7 × 2, 8 × 2)" == told("mean(x * 2, month)", {"x": X}, place=1).text
    assert "sum(3, 4)" == told("sum(x, month, where=x > 2)", {"x": X}).text
    assert "max(4, 8, 12)" == told("max(x, section)", {"x": X}, place=3).text


def test_long_rows_are_shortened():
    """Of a long row the ends are listed and the number of elements is told."""
    many = MOST_LISTED + 1
    text = told(
        "sum(x, section)", {"x": ("section", list(range(many)))}, labels={"section": [f"s{n}" for n in range(many)]}
    ).text

    assert f"sum(0, 1, 2, 3, 4, 5, … 9, 10, 11, 12, 13, 14 [{many}])" == text
    assert LISTED_AT_ENDS * 2 < MOST_LISTED


def test_scans_and_lookups():
    """A scan tells its own element and the whole row; a lookup tells what it found."""
    names = {"x": X, "k": ("section", [3, 1, 2]), "p": ("party", [7, 8])}

    assert "rank(1; 3, 1, 2)" == told("rank(k, section)", names, place=1).text
    assert ["before(9)", "before(3)"] == [
        told("before(w, month, first=9)", {"w": ("month", [3, 1, 4, 1])}, place=place).text for place in (0, 1)
    ]
    assert "—" == told("before(w, month)", {"w": ("month", [3, 1, 4, 1])}).text
    assert "rank(1; 3, 1, 2)" == told("rank(k, section, then=k)", names, place=1).text
    assert "3 / sum(3, 1, 2)" == told("share(k, section)", names).text
    assert "3" == told("inflow(k)", names, place=1).text
    assert "—" == told("inflow(k)", names).text
    assert "— × 2" == told("inflow(k) * 2", names).text
    assert "8" == told("at(p, upstream)", names, place=2).text
    assert "9" == told("at(x, lower)", names).text


def test_a_share_tells_the_pool_the_weights_and_itself():
    """What is shared out reads as pool, weight among the weights, and share, in both languages."""
    names = {"w": ("party", [1, 3]), "pool": ("", [Fraction(10)])}
    found = Evaluator(ToldScope(names), prose()).evaluate(parse("allocate(pool / 2, w, party) * 2")).data

    assert found.tell(1, "zh").text == "分配(总额 10 / 2；权重 3，全部权重 1, 3；分得 15/4 元) × 2"
    assert found.tell(0, "en").text == "allocate(total 10 / 2; weight 1 of 1, 3; share 5/4 元) × 2"
    none = told("allocate(pool / (1 - 1), w, party)", names)
    assert none.text.endswith("share —)")


def test_tables_tell_the_band():
    """A value from a table tells the interval it fell into; a value in none tells only itself."""
    steps = {"steps": ((), [bands_of(("[0, 5)", 10), ("[5, 9)", 20))])}

    assert ("bands(5 ∈ [5, 9))", 20) == (
        told("bands(5, steps)", {}, tables=steps).text,
        told("bands(5, steps)", {}, tables=steps).value,
    )
    assert "bands(9)" == told("bands(9, steps)", {}, tables=steps).text


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("min(a, b + c)", "取小(2, 3 + 5)"),
        ("round(a / b, 2, half_up)", "修约(2 / 3, 2, 四舍五入)"),
        ("a < b and not b == c", "2 < 3 且 非 3 = 5"),
        ("otherwise(a / 0, b)", "没有值时另取(2 / 0, 3)"),
    ],
)
def test_in_chinese_functions_are_called_as_people_call_them(text, prose):
    assert prose == chinese(text, {"a": ("", [2]), "b": ("", [3]), "c": ("", [5])})


def test_in_chinese_tables_and_the_standard_too():
    """An end that is infinite is written with its sign, however the file writes it."""
    steps = {"steps": ((), [bands_of(("(-inf, 5)", 10), ("[5, inf)", 20))])}

    assert "查表(4 ∈ (-∞, 5))" == chinese("bands(4, steps)", {}, tables=steps)
    assert "查表(5 ∈ [5, ∞))" == chinese("bands(5, steps)", {}, tables=steps)
    assert "类别(6 → Ⅲ)" == chinese("grade(C)", {"C": ("indicator", [6, 3, 1])})
    assert "合计(1, 2, 3, 4)" == chinese("sum(x, month)", {"x": X})


def test_every_function_has_a_name_where_numbers_are_filled_in():
    """What the evaluator leaves to the arithmetic; a share is a sentence of its own, the rest are told by others."""
    told_by = {each.name for each in ENTRIES if each.shape in ("elementwise", "fold", "scan")} - {"allocate"}

    for name in told_by | {"grade", "limit", "evaluation", "bands"}:
        assert name == say(f"formula.called_{name}", "en")
        assert not say(f"formula.called_{name}", "zh").isascii()


def test_the_standard_tells_its_answer():
    """A grade and a limit are told with what the standard says; where it says nothing only the question stands."""
    names = {"C": ("indicator", [6, 3, 1])}

    assert "grade(6 → Ⅲ)" == told("grade(C)", names).text
    assert "1 / limit(Ⅲ → 6)" == told("1 / limit(Ⅲ)", names).text
    assert "limit(劣)" == told("limit(劣Ⅴ)", names).text


def test_what_takes_no_part():
    """``without`` tells what it leaves out as nothing and all else as it is; so does ``unless``, with the value."""
    names = {"C": ("indicator", [6, 3, 1]), "a": ("", [2])}

    assert ["6", "—", "1"] == [told("without(C, nh3n)", names, place=place).text for place in range(3)]
    assert ("2 + 3", 5) == (told("unless(a + 3, a > 2)", names).text, told("unless(a + 3, a > 2)", names).value)


def test_what_was_read():
    """A derivation knows which elements of which names it read, and of an if only what was taken and the condition."""
    names = {"x": X, "a": ("", [1]), "b": ("", [2]), "c": ("", [3])}

    assert {("x", 0, place) for place in range(4)} == set(told("sum(x, month)", names).reads)
    assert {("a", 0, 0), ("b", 0, 0)} == set(told("b if a > 0 else c", names).reads)
    assert {("a", 0, 0), ("b", 0, 0), ("c", 0, 0)} == set(told("min(a, b) + c * a", names).reads)
    assert 3 == len(told("min(a, b) + c * a", names).reads)
    assert [("x", -1, 5)] == [*told("previous(x)", names, place=5, earlier={("x", -1): X}).reads]


def test_reductions_inside_reductions_do_not_multiply():
    """Twenty reductions inside each other, each over four months, are told once each, in a short text."""
    text = "x"
    for _ in range(19):
        text = f"sum(x + {text}, month)"
    found = told(text, {"x": ("month", [1, 2, 3, 4])})

    assert len(found.text) < 10 * LONGEST_LIST
    assert isinstance(found.value, int)


def test_absent_elements_are_told():
    """An absent element keeps its place in the text, and the value is absent for its reason."""
    found = told("sum(x, month) * 2", {"x": ("month", [1, MISSING, 3, 4])})

    assert ("sum(1, —, 3, 4) × 2", MISSING) == (found.text, found.value)
