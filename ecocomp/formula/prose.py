"""The prose arithmetic: a formula with its numbers filled in, and which values of which names it read.

Each element carries the exact value, the text, and what was read for it; of an ``if`` only the branch that was
taken. The text keeps the formula's own words, so that a reader can lay the two side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ecocomp.formula.absent import Absent
from ecocomp.formula.elementwise import Elementwise
from ecocomp.formula.evaluator import Words
from ecocomp.formula.exact import Exact
from ecocomp.formula.tree import Number

#: What is read: a name, years from the period settled, and the position of the element.
Read = tuple[str, int, int]

SIGNS = {"*": "×", "/": "/", "+": "+", "-": "−", "<=": "≤", ">=": "≥", "!=": "≠", "==": "=", "<": "<", ">": ">"}
STRENGTH = {"or": 1, "and": 2, "not": 3, "<": 4, "<=": 4, ">": 4, ">=": 4, "==": 4, "!=": 4}
STRENGTH |= {"+": 5, "-": 5, "*": 6, "/": 6, "neg": 7, "**": 8}
ATOM = 9
MOST_LISTED = 14
LISTED_AT_ENDS = 6


@dataclass(frozen=True, slots=True)
class Told:
    """An element with its exact value, its text, how tightly the text holds together, and what was read."""

    value: Any
    text: str
    strength: int
    reads: tuple[Read, ...]


def within(element: Told, strength: int, strictly: bool = False) -> str:
    """The text of an operand, in brackets where it holds together less tightly than its operator."""
    loose = element.strength < strength or (strictly and element.strength == strength)
    return f"({element.text})" if loose else element.text


def together(elements: Sequence[Told]) -> tuple[Read, ...]:
    """All that the elements read, each once."""
    return tuple(dict.fromkeys(read for each in elements for read in each.reads))


def listed(texts: Sequence[str]) -> str:
    """Texts in a row; of a long row the ends and how many there are."""
    if len(texts) <= MOST_LISTED:
        return ", ".join(texts)
    head, tail = texts[:LISTED_AT_ENDS], texts[-LISTED_AT_ENDS:]
    return f"{', '.join(head)}, … {', '.join(tail)} [{len(texts)}]"


class Prose(Elementwise):
    """Texts with numbers. ``show_number`` and ``show_grade`` write what stands in the formula itself."""

    def __init__(self, exact: Exact, show: Callable[[Any], str], show_grade: Callable[[int], str]) -> None:
        self.exact = exact
        self.show = show
        self.show_grade = show_grade

    def number(self, node: Number) -> list[Told]:
        return [Told(self.exact.number(node)[0], node.text, ATOM, ())]

    def grade(self, grade: int) -> list[Told]:
        return [Told(grade, self.show_grade(grade), ATOM, ())]

    def nothing(self) -> Told:
        return Told(self.exact.nothing(), "—", ATOM, ())

    def one(self, operator: str, operands: Sequence[Told], words: Words) -> Told:
        value = self.exact.apply(operator, [[each.value] for each in operands], words)[0]
        if operator == "if":
            return self.branch(value, operands)
        text = self.text(operator, operands, words)
        return Told(value, text, STRENGTH.get(operator, ATOM), together(operands))

    def branch(self, value: Any, operands: Sequence[Told]) -> Told:
        condition, then, other = operands
        if condition.value.__class__ is Absent:
            return Told(value, f"? [{condition.text}]", ATOM, condition.reads)
        chosen = then if condition.value else other
        mark = "✓" if condition.value else "✗"
        text = f"{within(chosen, STRENGTH['neg'])} [{condition.text} {mark}]"
        return Told(value, text, ATOM, together((condition, chosen)))

    def text(self, operator: str, operands: Sequence[Told], words: Words) -> str:
        strength = STRENGTH.get(operator)
        if operator == "neg":
            return f"−{within(operands[0], STRENGTH['neg'])}"
        if operator == "not":
            return f"not {within(operands[0], STRENGTH['not'])}"
        if operator == "**":
            return f"{within(operands[0], STRENGTH['**'], True)}^{operands[1].text}"
        if operator in ("and", "or") and strength is not None:
            return f" {operator} ".join(within(each, strength) for each in operands)
        if strength is not None:
            left, right = operands
            after = within(right, strength, strictly=operator in ("-", "/"))
            return f"{within(left, strength)} {SIGNS[operator]} {after}"
        more = [str(word) for word in words.values()]
        return f"{operator}({', '.join([*(each.text for each in operands), *more])})"

    def judged(self, function: str, element: Told, ladder: Any) -> Told:
        value = self.exact.judged(function, element.value, ladder)
        text = f"{function}({element.text})"
        if function == "bands" and value.__class__ is not Absent:
            band = ladder.find(element.value)
            text = f"bands({element.text} ∈ {band.text})"
        return Told(value, text, ATOM, element.reads)

    def folded(self, function: str, elements: list[Told], where: list[Told] | None, at_least: Any) -> Told:
        values = [each.value for each in elements]
        conditions = None if where is None else [each.value for each in where]
        least = None if at_least is None else at_least.value
        value = self.exact.folded(function, values, conditions, least)
        read: list[Told] = list(elements)
        if where is not None:
            elements = [each for each, condition in zip(elements, where, strict=True) if condition.value is True]
            read = [*elements, *where]
        return Told(value, f"{function}({listed([each.text for each in elements])})", ATOM, together(read))

    def scanned(self, function: str, operands: list[list[Told]], words: Words) -> list[Told]:
        values = self.exact.scanned(function, [[each.value for each in along] for along in operands], words)
        reads = together([each for along in operands for each in along])
        whole = listed([each.text for each in operands[-1]])
        return [
            Told(value, f"{function}({first.text}; {whole})", ATOM, reads)
            for value, first in zip(values, operands[0], strict=True)
        ]
