"""An arithmetic of spreadsheet cells: every element is the text of an Excel formula over the cells of the names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ecocomp.formula.elementwise import Elementwise
from ecocomp.formula.tree import Number

#: How tightly Excel's operators hold together. A minus sign holds tighter than a power: there -2^2 is 4.
STRENGTH = {"=": 1, "<>": 1, "<": 1, "<=": 1, ">": 1, ">=": 1, "+": 2, "-": 2, "*": 3, "/": 3, "^": 4, "neg": 5}
SIGNS = {"==": "=", "!=": "<>", "**": "^"}
NAMES = {"if": "IF", "and": "AND", "or": "OR", "not": "NOT", "min": "MIN", "max": "MAX", "abs": "ABS", "sum": "SUM"}
NAMES |= {"mean": "AVERAGE", "any": "OR", "all": "AND", "worst": "MAX", "best": "MIN", "floor": "FLOOR.MATH"}
NAMES |= {"ceil": "CEILING.MATH", "ln": "LN", "log10": "LOG10", "average": "AVERAGE"}
ROUNDINGS = {"half_up": "ROUND", "up": "ROUNDUP", "down": "ROUNDDOWN"}
CELL = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True, slots=True)
class Cell:
    """A reference or a formula, without the equals sign, and how tightly it holds together."""

    text: str
    strength: int = 9


#: An element that takes no part: a sum or mean does not name it.
LEFT_OUT = Cell('""')


def in_brackets(cell: Cell, strength: int) -> str:
    return f"({cell.text})" if cell.strength < strength else cell.text


def call(name: str, *arguments: str) -> Cell:
    return Cell(f"{name}({','.join(arguments)})")


def ranged(cells: Sequence[Cell]) -> list[str]:
    """Arguments of a function; cells that stand one below the other or side by side as one range."""
    found = [CELL.fullmatch(cell.text) for cell in cells]
    if len(cells) > 1 and all(found):
        down = [(each[1], int(each[2])) for each in found]
        if all(after == (before[0], before[1] + 1) for before, after in pairwise(down)):
            return [f"{cells[0].text}:{cells[-1].text}"]
    return [cell.text for cell in cells]


def evaluation(x: str, places: int) -> Cell:
    """Half-even to the places, one significant figure where that leaves zero."""
    half = f"MOD(ABS({x})*10^{places},2)=0.5"
    rounded = f"IF({half},ROUNDDOWN({x},{places}),ROUND({x},{places}))"
    return Cell(f"IF(AND({rounded}=0,{x}<>0),ROUND({x},-INT(LOG10(ABS({x})))),{rounded})")


class Spreadsheet(Elementwise):
    """Formulas as Excel reads them."""

    def number(self, node: Number) -> list[Cell]:
        return [Cell(node.text)]

    def grade(self, grade: int) -> list[Cell]:
        return [Cell(str(grade))]

    def nothing(self) -> Cell:
        return Cell("NA()")

    def one(self, operator: str, operands: Sequence[Cell], words: Mapping[str, Any]) -> Cell:
        if LEFT_OUT in operands and operator != "otherwise":
            return LEFT_OUT
        if operator == "neg":
            return Cell(f"-{in_brackets(operands[0], STRENGTH['neg'])}", STRENGTH["neg"])
        if operator == "round":
            return call(ROUNDINGS[words["mode"]], *(each.text for each in operands))
        if operator == "clip":
            x, low, high = (each.text for each in operands)
            return call("MIN", call("MAX", x, low).text, high)
        if operator == "unless":
            return call("IF", operands[1].text, "NA()", operands[0].text)
        if operator == "otherwise":
            return call("IFNA", *(each.text for each in operands))
        if operator in NAMES:
            return call(NAMES[operator], *(each.text for each in operands))
        if operator in ("better", "worse"):
            step = "-" if operator == "better" else "+"
            return Cell(f"{in_brackets(operands[0], STRENGTH['+'])}{step}1", STRENGTH["+"])
        sign = SIGNS.get(operator, operator)
        strength = STRENGTH[sign]
        left, right = operands
        return Cell(f"{in_brackets(left, strength)}{sign}{in_brackets(right, strength + 1)}", strength)

    def judged(self, function: str, element: Cell, ladder: Any) -> Cell:
        if function == "without":
            return LEFT_OUT if ladder else element
        if function == "evaluation":
            return evaluation(element.text, ladder)
        limits = ",".join(str(float(limit)) for limit in ladder.limits)
        if function == "limit":
            return call("INDEX", f"{{{limits}}}", element.text)
        return Cell(f"1+SUM(--({element.text}>{{{limits}}}))", STRENGTH["+"])

    def folded(self, function: str, elements: list[Cell], where: list[Cell] | None, at_least: Any) -> Cell:
        if where is None:
            elements = [each for each in elements if each != LEFT_OUT]
        if function == "average_ph":
            ions = ",".join(f"10^-{in_brackets(each, STRENGTH['^'] + 1)}" for each in elements)
            return Cell(f"-LOG10(AVERAGE({ions}))", STRENGTH["neg"])
        if function == "count":
            return call("SUM", *(f"N({each.text})" for each in elements))
        if where is not None:
            pairs = zip(where, elements, strict=True)
            return call(
                NAMES[function], *(call("IF", condition.text, each.text, '""').text for condition, each in pairs)
            )
        return call(NAMES[function], *ranged(elements))

    def scanned(self, function: str, operands: list[list[Cell]], words: Mapping[str, Any]) -> list[Cell]:
        x = operands[-1]
        if function == "cumulative":
            return [call("SUM", *ranged(x[: place + 1])) for place in range(len(x))]
        return [call("RANK.EQ", each.text, *ranged(x), "1") for each in x]
