"""No binary floating-point number takes part in a settlement. See docs/decisions/no-floats-in-settlement.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts.source import PACKAGE, modules, tree

FILES = {"capitals.py", "money.py", "period.py", "quantity.py", "rounding.py"}
FOLDERS = {"agreement", "assessment", "formula", "readings", "settlement", "standards"}
GUARDED = [module for module in modules() if module.parts[0] in FILES | FOLDERS]

# Modules that may use floats, and why.
ALLOWED: dict[str, str] = {
    "readings/against_bounds.py": "whole numbers in 64 bits, or Python's own where their products would not fit",
    "readings/coded.py": "numpy arrays hold the numbers of rows and of distinct texts, never a value",
    "readings/columns.py": "as coded.py",
    "readings/grid.py": "as coded.py",
    "readings/layout.py": "as coded.py",
    "readings/limits_elsewhere.py": "as coded.py; limits are compared by their places among all of them",
    "readings/plain_csv.py": "as coded.py",
    "readings/plausibility.py": "values as whole multiples of a billionth, in integers",
    "readings/read.py": "as coded.py",
    "readings/readings.py": "as coded.py",
    "readings/repeats.py": "as coded.py",
    "readings/table_reader.py": "as coded.py",
    "readings/shapes/below.py": "as coded.py",
    "readings/shapes/taken_apart.py": "as coded.py",
    "readings/shapes/titles_inside.py": "as coded.py",
    "readings/sheet_scan.py": "the bytes of a part, never a value",
    "readings/told.py": "as coded.py",
    "readings/year_crossing.py": "as coded.py",
    "readings/cells.py": "a number cell of a workbook comes as a float and leaves as the decimal that Excel shows",
    "readings/unit_level.py": "as coded.py",
    "standards/arrays.py": "grades columns of numbers for analysts; no settlement reads it",
}

# Of math, what gives integers for rationals and integers.
EXACT_MATH = {"ceil", "comb", "factorial", "floor", "gcd", "isqrt", "lcm", "prod", "trunc"}
INEXACT_LIBRARIES = {"cmath", "numpy", "random", "statistics"}

# Calls whose arguments after the first may speak of floats: refusing one, and how alike two names must be.
HARMLESS_IN = {"get_close_matches", "isinstance", "issubclass"}


def float_uses(module: Path) -> Iterator[str]:
    """Every float literal, float(...), inexact library and float of a type in the module."""
    harmless = {
        id(part)
        for call in ast.walk(tree(module))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in HARMLESS_IN
        for argument in call.args[1:]
        for part in ast.walk(argument)
    }
    for node in ast.walk(tree(module)):
        where = f"{module}:{getattr(node, 'lineno', 0)}"
        match node:
            case ast.Constant(value=float() | complex()) if id(node) not in harmless:
                yield f"{where} the literal {node.value!r}"
            case ast.Name(id="float" | "complex") if id(node) not in harmless:
                yield f"{where} {node.id}"
            case ast.Import(names=aliases):
                for alias in aliases:
                    if alias.name.split(".")[0] in INEXACT_LIBRARIES | {"math"}:
                        yield f"{where} import {alias.name}"
            case ast.ImportFrom(module=str(library), names=aliases, level=0):
                if library.split(".")[0] in INEXACT_LIBRARIES:
                    yield f"{where} from {library}"
                if library == "math":
                    yield from (f"{where} math.{alias.name}" for alias in aliases if alias.name not in EXACT_MATH)


@pytest.mark.parametrize("module", GUARDED, ids=str)
def test_no_binary_float_is_on_the_settlement_path(module: Path):
    if str(module) not in ALLOWED:
        assert list(float_uses(module)) == []


def test_the_exceptions_still_exist_and_still_need_to_be_exceptions():
    for name in ALLOWED:
        assert list(float_uses(Path(name))), f"{name} uses no float any more"


def test_every_guarded_place_is_still_there():
    assert {module.parts[0] for module in GUARDED} == FILES | FOLDERS, PACKAGE
