"""The evaluator serves arithmetics it knows nothing of: floats on numpy arrays, and the cells of a spreadsheet."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from itertools import product
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecocomp.formula.absent import Absent
from ecocomp.formula.axes import Axes, Value
from ecocomp.formula.evaluator import Evaluator
from ecocomp.formula.exact import Exact
from ecocomp.formula.parse import parse
from ecocomp.formula.tree import Node
from tests.formula.fake_scope import LABELS, FakeScope, bands_of
from tests.formula.numpy_arithmetic import Floats
from tests.formula.spreadsheet_arithmetic import Cell, Spreadsheet
from tests.strategies import FUNCTIONS, OPERATIONS, sketches, written

AXES = {"a": "", "b": "month", "c": "section", "d": "section month", "C": "section indicator month"}
SIZES = {name: math.prod(len(LABELS[axis]) for axis in axes.split()) for name, axes in AXES.items()}
SCENARIOS = 3


def scenarios(seed: int, number: Callable[[Random], Fraction | int]) -> list[dict[str, list[Fraction | int]]]:
    """Values of all names for every scenario."""
    random = Random(seed)
    return [{name: [number(random) for _ in range(size)] for name, size in SIZES.items()} for _ in range(SCENARIOS)]


def eighths(random: Random) -> Fraction:
    return Fraction(random.randint(-72, 72), random.randint(1, 8))


class FloatScope(FakeScope):
    """Names as arrays of floats with a leading axis for scenarios."""

    def lookup(self, name: str, shift: int) -> Value:
        value = super().lookup(name, shift)
        return Value(value.axes, np.array(value.data, dtype=float))


def both(text: str, drawn: list[dict[str, list[Any]]]) -> tuple[np.ndarray, np.ndarray]:
    """The elements of a formula for every scenario: exact ones made floats at the very end, and those of floats."""
    tree = parse(text)
    exact = []
    for values in drawn:
        scope = FakeScope({name: (AXES[name], elements) for name, elements in values.items()})
        found = Evaluator(scope, Exact()).evaluate(tree).data
        exact.append([math.nan if isinstance(each, Absent) else float(each) for each in found])
    together = FloatScope({name: (AXES[name], [values[name] for values in drawn]) for name in AXES})
    with np.errstate(all="ignore"):
        floats = Evaluator(together, Floats()).evaluate(tree).data
    return np.array(exact), np.broadcast_to(floats, (SCENARIOS, np.shape(floats)[-1]))


class Laying(Exact):
    """The exact arithmetic, which writes down what an arithmetic with cells would lay out, and whether all of it."""

    def place(self, axes: Axes, data: Any, wholly: bool, node: Node | None) -> Any:
        assert len(data) == math.prod(len(LABELS[axis]) for axis in axes)
        self.laid = [*getattr(self, "laid", []), (node, wholly)]
        return data


@pytest.mark.parametrize(
    ("text", "wholly"),
    [
        ("sum(2 * k, section)", True),
        ("rank(2 * k, section)", True),
        ("share(2 * k, section)", True),
        ("bands(2 * k, steps)", True),
        ("grade(2 * C)", True),
        ("evaluation(2 * C)", True),
        ("inflow(2 * k, mean)", True),
        # an element stands only once in the result
        ("inflow(2 * k)", False),
        ("limit(better(Ⅲ))", False),
    ],
)
def test_what_is_laid_out_is_told_as_it_is_written(text, wholly):
    """A block of cells gets its heading from the part of the formula that it holds."""
    names = {"k": ("section", [1, 2, 3]), "C": ("indicator", [1, 2, 3])}
    scope, laying = FakeScope(names, tables={"steps": ((), [bands_of(("[0, inf)", 1))])}), Laying()
    scope.elements(text, laying)

    assert (parse(text).operands[0], wholly) in laying.laid


@pytest.mark.parametrize(("text", "wholly"), [("round(k, 0, half_up)", True), ("k + 1", False), ("abs(k)", False)])
def test_only_rounding_lays_out_what_it_takes(text, wholly):
    """It uses it more than once; a plain operator writes it where it stands."""
    laying = Laying()
    FakeScope({"k": ("", [1])}).elements(text, laying)

    assert {(None, wholly)} == set(laying.laid)


@given(
    sketches(("a", "b", "c", "d"), ["+", "-", "*", "neg", "**", "abs", "min", "max", "otherwise"], depth=3),
    st.integers(0),
)
def test_floats_agree_with_exact_values(sketch, seed):
    """On random formulas floats agree with the exact values to nine digits, all scenarios at once."""
    exact, floats = both(written(sketch), scenarios(seed, eighths))

    np.testing.assert_allclose(floats, exact, rtol=1e-9, atol=1e-9 * max(1, np.abs(exact).max()))


@given(
    sketches(("a", "b", "c", "d"), {*OPERATIONS, *FUNCTIONS} - {"/"}, depth=3, numbers=st.integers(0, 5).map(str)),
    st.integers(0),
)
def test_floats_of_whole_numbers_agree_even_at_jumps(sketch, seed):
    """Over small whole numbers, which floats hold exactly, formulas that jump agree too, absent elements included."""
    exact, floats = both(written(sketch), scenarios(seed, lambda random: random.randint(-3, 3)))

    np.testing.assert_allclose(floats, exact, rtol=1e-9)


@pytest.mark.parametrize(
    "text",
    [
        "sum(d * b, month) - c",
        "mean(d, section, where=b > 0)",
        "max(d - a, month)",
        "count(d > b, section)",
        "sum(c, section, by=upstream)",
        "mean(d, month, by=quarter)",
        "at(sum(b, month, by=quarter), quarter) + d",
        "cumulative(d, month)",
        "inflow(d) - d",
        "otherwise(inflow(c), 0)",
        "at(d, middle) / 3",
        "share(c * c + 1, section)",
        "worst(grade(C), indicator)",
        "C / limit(Ⅲ)",
        "C / limit(worse(Ⅱ)) - C / limit(better(Ⅴ))",
        "evaluation(C / 7)",
        "average(C, month)",
        "average(C, month, by=quarter)",
        "otherwise(unless(d, d > 3), c)",
        "otherwise(without(d, middle), c)",
        "sum(otherwise(without(C / limit(III), tp), 0), indicator)",
        "ln(d * d + 1)",
        "log10(d * d + 1)",
        "sum(at(b, month), day, by=quarter)",
    ],
)
@pytest.mark.parametrize("seed", range(5))
def test_floats_along_axes(text, seed):
    """Reductions, groups, running sums and lookups of floats agree with the exact ones."""
    exact, floats = both(text, scenarios(seed, eighths))

    np.testing.assert_allclose(floats, exact, rtol=1e-9, atol=1e-9)


def test_why_settlements_are_not_made_of_floats():
    """Half a fen: 1.005 yuan is a tie that floats put on the wrong side."""
    text = "round(a * 1.005, 2, half_up)"
    exact, floats = both(text, [{name: [Fraction(1)] * size for name, size in SIZES.items()}] * SCENARIOS)

    assert 1.01 == exact[0][0]
    assert 1.00 == floats[0][0]


# -- the spreadsheet --------------------------------------------------------------------------------------------------


def column(letter: str, many: int) -> list[Cell]:
    return [Cell(f"{letter}{row}") for row in range(2, many + 2)]


SHEET = FakeScope(
    {
        "x": ("", [Cell("A1")]),
        "y": ("", [Cell("B1")]),
        "m": ("month", column("C", 4)),
        "s": ("section", column("D", 3)),
        "table": ("section month", [Cell(f"{letter}{row}") for letter, row in product("EFG", range(2, 6))]),
        "c": ("indicator", column("H", 3)),
    }
)


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        ("x * 2 + y", ["A1*2+B1"]),
        ("(x + y) * 2", ["(A1+B1)*2"]),
        ("x - (y - 1)", ["A1-(B1-1)"]),
        ("x / (y * 3)", ["A1/(B1*3)"]),
        ("-x ** 2", ["-(A1^2)"]),  # Excel reads -A1^2 as (-A1)^2
        ("(-x) ** 2", ["-A1^2"]),
        ("x if x > 0 else -y", ["IF(A1>0,A1,-B1)"]),
        ("x if 0 < x <= 1 and not x == y else 0", ["IF(AND(AND(0<A1,A1<=1),NOT(A1=B1)),A1,0)"]),
        ("max(x, y, 0)", ["MAX(A1,B1,0)"]),
        ("clip(x, 0, 1.50)", ["MIN(MAX(A1,0),1.50)"]),
        ("round(x / 3, 2, half_up)", ["ROUND(A1/3,2)"]),
        ("sum(m, month)", ["SUM(C2:C5)"]),
        ("sum(m * x, month)", ["SUM(C2*A1,C3*A1,C4*A1,C5*A1)"]),
        ("max(s, section) - min(s, section)", ["MAX(D2:D4)-MIN(D2:D4)"]),
        ("count(m > 1, month)", ["SUM(N(C2>1),N(C3>1),N(C4>1),N(C5>1))"]),
        ("mean(s, section, where=s > y)", ['AVERAGE(IF(D2>B1,D2,""),IF(D3>B1,D3,""),IF(D4>B1,D4,""))']),
        ("sum(table, month)", ["SUM(E2:E5)", "SUM(F2:F5)", "SUM(G2:G5)"]),
        ("sum(table, section)", ["SUM(E2,F2,G2)", "SUM(E3,F3,G3)", "SUM(E4,F4,G4)", "SUM(E5,F5,G5)"]),
        ("sum(s, section, by=upstream)", ["SUM(D2:D3)", "SUM(D4)"]),
        ("cumulative(s, section)", ["SUM(D2)", "SUM(D2:D3)", "SUM(D2:D4)"]),
        ("rank(s, section)", ["RANK.EQ(D2,D2:D4,1)", "RANK.EQ(D3,D2:D4,1)", "RANK.EQ(D4,D2:D4,1)"]),
        ("share(s, section)", ["D2/SUM(D2:D4)", "D3/SUM(D2:D4)", "D4/SUM(D2:D4)"]),
        ("otherwise(inflow(s), 0)", ["IFNA(NA(),0)", "IFNA(D2,0)", "IFNA(D3,0)"]),
        ("unless(x, y > 1)", ["IF(B1>1,NA(),A1)"]),
        ("at(s, lower) * x", ["D4*A1"]),
        ("any(m > x, month)", ["OR(C2>A1,C3>A1,C4>A1,C5>A1)"]),
        ("ln(x + 1) / log10(y)", ["LN(A1+1)/LOG10(B1)"]),
        (
            "at(limit(better(grade(c))), codmn)",
            ["INDEX({2.0,4.0,6.0,10.0,15.0},1+SUM(--(H2>{2.0,4.0,6.0,10.0,15.0}))-1)"],
        ),
        ("Ⅴ - worse(Ⅱ)", ["5-(2+1)"]),
        (
            "at(evaluation(c), codmn)",
            [
                "IF(AND(IF(MOD(ABS(H2)*10^1,2)=0.5,ROUNDDOWN(H2,1),ROUND(H2,1))=0,H2<>0),"
                "ROUND(H2,-INT(LOG10(ABS(H2)))),IF(MOD(ABS(H2)*10^1,2)=0.5,ROUNDDOWN(H2,1),ROUND(H2,1)))"
            ],
        ),
        ("sum(without(s, middle), section)", ["SUM(D2,D4)"]),
        ("mean(without(s / x, upper), section)", ["AVERAGE(D3/A1,D4/A1)"]),
        ("at(c / limit(Ⅲ), codmn)", ["H2/INDEX({2.0,4.0,6.0,10.0,15.0},3)"]),
        ("Ⅴ - at(grade(c), codmn)", ["5-(1+SUM(--(H2>{2.0,4.0,6.0,10.0,15.0})))"]),
    ],
)
def test_cells(text, formulas):
    """A formula becomes the formulas of a workbook, one for each element, with the brackets that Excel needs."""
    assert formulas == [cell.text for cell in SHEET.elements(text, Spreadsheet())]


def test_cells_of_an_average():
    """The period mean of ammonia is a plain average, that of pH goes through the hydrogen ions."""
    labels = {"indicator": ("nh3n", "ph"), "month": ("2024-02", "2024-03")}
    scope = FakeScope({"C": ("indicator month", [*column("A", 2), *column("B", 2)])}, labels=labels)

    assert ["AVERAGE(A2:A3)", "-LOG10(AVERAGE(10^-B2,10^-B3))"] == [
        cell.text for cell in scope.elements("average(C, month)", Spreadsheet())
    ]


@given(sketches(("x", "y"), OPERATIONS))
def test_cells_read_back(sketch):
    """Read by Excel's rules, in which a minus sign holds tighter than a power, the formula gives the value."""
    text = written(sketch)
    [cell] = SHEET.elements(text, Spreadsheet())
    values = {"A1": Fraction(3, 2), "B1": Fraction(-2)}
    [exact] = FakeScope({"x": ("", [values["A1"]]), "y": ("", [values["B1"]])}).elements(text)
    found = read_as_excel(cell.text, values)

    assert (None if isinstance(exact, Absent) else exact) == found


def read_as_excel(text: str, cells: dict[str, Fraction]) -> Fraction | None:
    """A tiny reader of Excel's arithmetic: + - below * / below ^, all from the left, and the minus sign first of all."""
    place = 0

    def more(*signs: str) -> str:
        nonlocal place
        if text[place : place + 1] in signs and place < len(text):
            place += 1
            return text[place - 1]
        return ""

    def level(signs: tuple[str, ...], inner: Any) -> Any:
        left = inner()
        while sign := more(*signs):
            right = inner()
            if left is None or right is None or (sign == "/" and not right):
                left = None
            else:
                left = {"+": left + right, "-": left - right, "*": left * right}.get(sign, left)
                left = left / right if sign == "/" else left ** int(right) if sign == "^" else left
        return left

    def signed() -> Any:
        nonlocal place
        if more("-"):
            inner = signed()
            return None if inner is None else -inner
        if more("("):
            inner = added()
            assert more(")")
            return inner
        start = place
        while place < len(text) and (text[place].isalnum() or text[place] == "."):
            place += 1
        word = text[start:place]
        return cells[word] if word in cells else Fraction(word)

    def added() -> Any:
        return level(("+", "-"), lambda: level(("*", "/"), lambda: level(("^",), signed)))

    found = added()
    assert len(text) == place
    return found


def test_prose_of_the_reader():
    """The reader of the test above knows Excel's own order: -2^2 is 4 and 2^3^2 is 64."""
    assert 4 == read_as_excel("-2^2", {})
    assert 64 == read_as_excel("2^3^2", {})
    assert -4 == read_as_excel("-(2^2)", {})
    assert Fraction(1, 6) == read_as_excel("1/2/3", {})
    assert None is read_as_excel("1+2/(1-1)", {})
