"""Hypothesis strategies that the tests share. What a part of the library can do new belongs in here too.

A formula is generated as a *sketch*: nested tuples, the operator first. ``written`` makes its text, ``computed`` its
value with nothing of ecocomp in between, so that a test can lay the two side by side.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

Sketch = tuple[Any, ...]

COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")
#: Operations and functions of numbers, and how many they take.
OPERATIONS = {"+": 2, "-": 2, "*": 2, "/": 2, "neg": 1, "**": 1}
FUNCTIONS = {"if": 3, "abs": 1, "floor": 1, "ceil": 1, "min": 3, "max": 3, "clip": 3, "otherwise": 2, "round": 1}
MODES = ("half_up", "half_even", "up", "down", "ceiling", "floor")

# -- numbers ----------------------------------------------------------------------------------------------------------

#: Whole numbers and fractions as they come up in a settlement; small ones, so that equal values and zero are common.
exact_numbers = st.one_of(
    st.integers(-5, 5),
    st.integers(-(10**12), 10**12),
    st.fractions(min_value=-20, max_value=20, max_denominator=12),
    st.decimals(min_value=-1000, max_value=1000, places=3).map(Fraction),
)

#: A number as it may stand in a formula.
number_texts = st.one_of(
    st.integers(0, 12).map(str),
    st.decimals(min_value=0, max_value=100, places=2).map(lambda number: f"{number:f}"),
)

#: Ties: values that lie exactly in the middle between two neighbours at a number of places.
ties = st.builds(
    lambda whole, places: (Fraction(2 * whole + 1, 2 * 10**places), places),
    st.integers(-(10**6), 10**6),
    st.integers(0, 6),
)

# -- formulas ---------------------------------------------------------------------------------------------------------


@st.composite
def sketches(
    draw: st.DrawFn,
    names: tuple[str, ...],
    operations: Iterable[str] = (*OPERATIONS, *FUNCTIONS),
    depth: int = 4,
    numbers: st.SearchStrategy[str] = number_texts,
) -> Sketch:
    """Formulas of numbers over ``names``, made of the ``operations`` named, at most ``depth`` inside each other."""
    inner = list(operations)

    def number(depth: int) -> Sketch:
        kind = draw(st.sampled_from(["number", "name", *(inner if depth else [])]))
        match kind:
            case "number":
                return kind, draw(numbers)
            case "name":
                return kind, draw(st.sampled_from(names))
            case "**":
                return kind, number(depth - 1), draw(st.integers(0, 3))
            case "if":
                return kind, condition(depth - 1), number(depth - 1), number(depth - 1)
            case "round":
                return kind, number(depth - 1), draw(st.integers(0, 3)), draw(st.sampled_from(MODES))
        return kind, *(number(depth - 1) for _ in range({**OPERATIONS, **FUNCTIONS}[kind]))

    def condition(depth: int) -> Sketch:
        kind = draw(st.sampled_from(["compare", "chain", *(["and", "or", "not", "present"] if depth else [])]))
        match kind:
            case "compare":
                return draw(st.sampled_from(COMPARISONS)), number(depth), number(depth)
            case "chain":
                one, two = draw(st.sampled_from(COMPARISONS)), draw(st.sampled_from(COMPARISONS))
                return kind, number(0), one, number(depth), two, number(0)
            case "not":
                return kind, condition(depth - 1)
            case "present":
                return kind, number(depth - 1)
        return kind, condition(depth - 1), condition(depth - 1)

    return number(depth)


def written(sketch: Sketch) -> str:
    """The text of a sketch, every operation in brackets."""
    operator, *parts = sketch
    match operator:
        case "number" | "name":
            return str(parts[0])
        case "neg":
            return f"(-{written(parts[0])})"
        case "not":
            return f"(not {written(parts[0])})"
        case "**":
            return f"({written(parts[0])} ** {parts[1]})"
        case "if":
            condition, then, other = map(written, parts)
            return f"({then} if {condition} else {other})"
        case "chain":
            first, one, second, two, third = parts
            return f"({written(first)} {one} {written(second)} {two} {written(third)})"
        case "round":
            return f"round({written(parts[0])}, {parts[1]}, {parts[2]})"
        case _ if operator.isalpha() and operator not in ("and", "or"):
            return f"{operator}({', '.join(map(written, parts))})"
        case _:
            return f"({written(parts[0])} {operator} {written(parts[1])})"


def sparingly_written(sketch: Sketch) -> str:
    """The text of a sketch with no more brackets than Python needs."""
    return ast.unparse(ast.parse(written(sketch), mode="eval"))


def computed(sketch: Sketch, values: Mapping[str, Any]) -> Any:
    """The exact value of a sketch, None where it has none (a division by zero, ``clip`` with its ends crossed)."""
    operator, *parts = sketch
    match operator:
        case "number":
            return Fraction(parts[0])
        case "name":
            return values[parts[0]]
        case "if":
            condition = computed(parts[0], values)
            return None if condition is None else computed(parts[1 if condition else 2], values)
        case "chain":
            first, one, second, two, third = parts
            return computed(("and", (one, first, second), (two, second, third)), values)
        case "and" | "or":
            decides = operator == "or"
            found = [computed(part, values) for part in parts]
            return decides if decides in found else None if None in found else not decides
        case "present":
            return computed(parts[0], values) is not None
        case "otherwise":
            found = computed(parts[0], values)
            return computed(parts[1], values) if found is None else found
        case "**":
            found = computed(parts[0], values)
            return None if found is None else Fraction(found) ** parts[1]
        case "round":
            found = computed(parts[0], values)
            return None if found is None else rounded(found, parts[1], parts[2])
    operands = [computed(part, values) for part in parts]
    return None if None in operands else applied(operator, operands)


def applied(operator: str, operands: list[Any]) -> Any:
    """An operator on values that are all there."""
    first, *rest = operands
    match operator:
        case "+":
            return first + rest[0]
        case "-":
            return first - rest[0]
        case "*":
            return first * rest[0]
        case "/":
            return Fraction(first) / rest[0] if rest[0] else None
        case "neg":
            return -first
        case "abs":
            return -first if first < 0 else first
        case "min":
            return sorted(operands)[0]
        case "max":
            return sorted(operands)[-1]
        case "clip":
            low, high = rest
            return None if low > high else low if first < low else high if first > high else first
        case "floor":
            return math.floor(first)
        case "ceil":
            return math.ceil(first)
        case "not":
            return not first
    below, equal = first < rest[0], first == rest[0]
    return {
        "<": below,
        "<=": below or equal,
        ">": not (below or equal),
        ">=": not below,
        "==": equal,
        "!=": not equal,
    }[operator]


def rounded(value: Fraction | int, places: int, mode: str) -> Fraction:
    """Rounding written down a second time, by the words of each mode."""
    shifted = Fraction(value) * 10**places
    below, above = math.floor(shifted), math.ceil(shifted)
    towards_zero, away = (below, above) if shifted > 0 else (above, below)
    chosen = {"floor": below, "ceiling": above, "down": towards_zero, "up": away}.get(mode)
    if chosen is None:
        tie = abs(shifted - below) == Fraction(1, 2)
        nearest = below if shifted - below < Fraction(1, 2) else above
        even = below if below % 2 == 0 else above
        chosen = nearest if not tie else away if mode == "half_up" else even
    return Fraction(chosen) / Fraction(10) ** places


# -- texts that are no formulas, or nearly ----------------------------------------------------------------------------

_PIECES = (
    *"()[]{}+-*/%<>=!.,:;'\"#@&|^~ \n\t\\0123456789eExXjJ_",
    *("**", "//", "<=", "==", ":=", "->", "...", "if", "else", "and", "or", "not", "in", "is", "lambda", "for"),
    *("yield", "await", "import", "None", "True", "__class__", "C", "C0", "断面", "Ⅲ", "劣Ⅴ", "section", "month"),
    *("sum(", "mean(", "where=", "by=", "round(", "half_up", "at(", "bands(", "min(", "f'", "b'", "1e400", "0x", "C["),
    *("×", "（", "）", "，", "１", "С", "\u200b", "\u202e", "\ufeff", "\x00", "\r", "😀", "\ud800", "é"),
)

#: Texts that look like formulas from afar: the pieces of formulas and of Python, in any order.
nearly_formulas = st.lists(st.one_of(st.sampled_from(_PIECES), st.characters()), max_size=40).map("".join)
