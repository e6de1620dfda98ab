"""The unit of a rule that says none: of a price by the percentage point, what it was written in.

5 万元/百分点 are exactly 500 万元 for one whole, which is what a price is worth in formulas, and nobody can read it
beside a number of percentage points. A rule that only chooses among prices (the higher of two, that of the quarter)
therefore shows them as they were written.
"""

from __future__ import annotations

from collections.abc import Callable

from ecocomp.formula.tree import Call, Name, Node, Number, Operation

#: What counts as a part of one, so that a price by it is not the price of one.
PARTS = ("百分点", "%", "‰")
#: Functions that give one of the values they are given, or their mean.
CHOOSING = (
    "max",
    "min",
    "mean",
    "at",
    "previous",
    "before",
    "otherwise",
    "unless",
    "without",
    "inflow",
    "control",
    "clip",
)


def rate_unit(tree: Node, unit_of: Callable[[str], str]) -> str:
    """The unit of the prices that a formula chooses among, if they are all by parts of one; else nothing."""
    found = _unit(tree, unit_of)
    return found if found is not None and any(found.endswith(f"/{part}") for part in PARTS) else ""


def _unit(node: Node, unit_of: Callable[[str], str]) -> str | None:
    """The one unit of all that a node may give; None where there is none, empty where any would do."""
    match node:
        case Name():
            return unit_of(node.id) or None
        case Number():
            return "" if not node.value else None
        case Operation(operator="if"):
            parts = node.operands[1:]
        case Operation(operator="+" | "-" | "neg"):
            parts = node.operands
        case Call() if node.function in CHOOSING:
            parts = node.operands[:1] if node.function in ("unless", "without") else node.operands
        case _:
            return None
    units = {_unit(each, unit_of) for each in parts} - {""}
    return units.pop() if len(units) == 1 else None
