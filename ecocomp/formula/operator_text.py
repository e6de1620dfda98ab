"""How operators are written for people: signs, and brackets only where they are needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

SIGNS = {"*": "×", "/": "/", "+": "+", "-": "−", "<=": "≤", ">=": "≥", "!=": "≠", "==": "=", "<": "<", ">": ">"}
#: How tightly an operator holds its operands together.
STRENGTH = {"or": 1, "and": 2, "not": 3, "<": 4, "<=": 4, ">": 4, ">=": 4, "==": 4, "!=": 4}
STRENGTH |= {"+": 5, "-": 5, "*": 6, "/": 6, "neg": 7, "**": 8}
ATOM = 9
#: The words of ``and``, ``or`` and ``not`` as a formula has them.
PLAIN_WORDS = {"and": " and ", "or": " or ", "not": "not "}

#: A text and how tightly it holds together.
Part = tuple[str, int]


def within(part: Part, strength: int, strictly: bool = False) -> str:
    """The text of an operand, in brackets where it holds together less tightly than its operator."""
    text, own = part
    return f"({text})" if own < strength or (strictly and own == strength) else text


def operator_text(operator: str, parts: Sequence[Part], words: Mapping[str, str] = PLAIN_WORDS) -> str:
    """An operator of ``STRENGTH`` with its operands."""
    strength = STRENGTH[operator]
    if operator == "neg":
        return f"−{within(parts[0], strength, True)}"
    if operator == "not":
        return f"{words['not']}{within(parts[0], strength)}"
    if operator == "**":
        return f"{within(parts[0], strength, True)}^{parts[1][0]}"
    if operator in ("and", "or"):
        return words[operator].join(within(each, strength) for each in parts)
    left, right = parts
    after = within(right, strength, strictly=operator in ("-", "/"))
    if right[1] == STRENGTH["neg"] and operator in ("+", "-", "*", "/"):
        after = f"({right[0]})"  # nobody writes two signs in a row
    return f"{within(left, strength)} {SIGNS[operator]} {after}"
