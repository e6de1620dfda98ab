"""A small world for formulas: three sections on a river, three indicators, two parties and four months.

::

    upper ──► middle ──► lower         upper and middle belong upstream to east, lower to west
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from ecocomp.formula.axes import Axes, Space, Value
from ecocomp.formula.bands import Table, band, table
from ecocomp.formula.evaluator import Arithmetic, Evaluator
from ecocomp.formula.exact import Exact
from ecocomp.formula.parse import parse
from ecocomp.formula.problems import FormulaError
from ecocomp.formula.tree import Node
from ecocomp.formula.units import Kind
from ecocomp.quantity import unit
from ecocomp.standards.indicators import indicators
from ecocomp.standards.limits import ladder
from ecocomp.wording import Pair

LABELS: dict[str, tuple[str, ...]] = {
    "section": ("upper", "middle", "lower"),
    "indicator": ("codmn", "nh3n", "tp"),
    "party": ("east", "west"),
    "day": ("2024-02-28", "2024-02-29", "2024-03-01", "2024-04-05", "2024-05-31"),
    "month": ("2024-02", "2024-03", "2024-04", "2024-05"),
    "quarter": ("2024-Q1", "2024-Q2"),
    "half_year": ("2024-H1",),
}
ROLES: dict[str, tuple[str, str, dict[str, str]]] = {
    "upstream": ("section", "party", {"upper": "east", "middle": "east", "lower": "west"}),
    "watched": ("section", "party", {"upper": "west"}),
    "quarter": (
        "month",
        "quarter",
        {"2024-02": "2024-Q1", "2024-03": "2024-Q1", "2024-04": "2024-Q2", "2024-05": "2024-Q2"},
    ),
    "month": (
        "day",
        "month",
        {
            "2024-02-28": "2024-02",
            "2024-02-29": "2024-02",
            "2024-03-01": "2024-03",
            "2024-04-05": "2024-04",
            "2024-05-31": "2024-05",
        },
    ),
    "half_year": ("month", "half_year", dict.fromkeys(LABELS["month"], "2024-H1")),
}
REFERENCES: dict[str, dict[str, list[str]]] = {
    "inflow": {"upper": [], "middle": ["upper"], "lower": ["middle"]},
    "control": {"upper": [], "middle": ["upper"], "lower": ["upper"]},
}


class FakeScope:
    """A scope whose names are given: ``name=(axes, elements)``, the axes as one text, ``"section month"``."""

    def __init__(
        self,
        names: Mapping[str, tuple[str, Sequence[Any]]] | None = None,
        *,
        earlier: Mapping[tuple[str, int], tuple[str, Sequence[Any]]] | None = None,
        labels: Mapping[str, Sequence[str]] | None = None,
        roles: Mapping[str, tuple[str, str, Mapping[str, str]]] | None = None,
        references: Mapping[str, Mapping[str, Sequence[str]]] | None = None,
        ladders: tuple[Axes, Sequence[Any]] | None = None,
        tables: Mapping[str, tuple[Axes, Sequence[Any]]] | None = None,
    ) -> None:
        self.space = Space({**LABELS, **(labels or {})})
        self.names = {(name, 0): given for name, given in (names or {}).items()} | dict(earlier or {})
        self.roles = {**ROLES, **(roles or {})}
        self.found_references = {**REFERENCES, **(references or {})}
        self.given_ladders = ladders or (("indicator",), [ladder(each) for each in self.space.labels["indicator"]])
        self.tables = dict(tables or {})

    def lookup(self, name: str, shift: int) -> Value:
        if (name, shift) not in self.names:
            raise FormulaError("unknown_name", found=name)
        axes, elements = self.names[name, shift]
        return Value(tuple(axes.split()), elements)

    def called(self, node: Node) -> Pair:
        return Pair(f"条件 {getattr(node, 'id', '')}", f"condition {getattr(node, 'id', '')}")

    def ladders(self) -> tuple[Axes, Sequence[Any]]:
        return self.given_ladders

    def places(self) -> Sequence[int | None]:
        return [indicators()[each].decimals for each in self.space.labels["indicator"]]

    def table(self, name: str, shift: int) -> tuple[Axes, Sequence[Any]]:
        if name not in self.tables:
            raise FormulaError("unknown_table", found=name)
        return self.tables[name]

    def role(self, name: str) -> tuple[str, str, Mapping[str, str]] | None:
        return self.roles.get(name)

    def references(self, kind: str) -> Mapping[str, Sequence[str]]:
        return self.found_references[kind]

    def value(self, text: str, arithmetic: Arithmetic | None = None) -> Value:
        """The value of a formula in this scope, by the exact arithmetic if no other is named."""
        return Evaluator(self, Exact() if arithmetic is None else arithmetic).evaluate(parse(text))

    def elements(self, text: str, arithmetic: Arithmetic | None = None) -> list[Any]:
        """The elements of that value."""
        return list(self.value(text, arithmetic).data)

    def at(self, value: Value, **where: str) -> Any:
        """One element by its coordinate."""
        return value.data[self.space.position(value.axes, where)]


def one(text: str, **values: Any) -> Any:
    """The element of a formula over plain values, by the exact arithmetic."""
    [found] = FakeScope({name: ("", [value]) for name, value in values.items()}).elements(text)
    return found


def bands_of(*rows: tuple[str, Any], name: str = "steps") -> Table:
    """A table of plain numbers: ``("[0, 5)", 10)`` and so on."""
    return table(name, [band(text, value, Fraction) for text, value in rows])


def kind(text: str) -> Kind:
    """The kind of a quantity in the unit written."""
    return Kind("number", unit(text).dimension)
