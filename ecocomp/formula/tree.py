"""The tree that a formula's text is parsed into, once; every reading of a formula walks this tree.

Nodes are immutable values. ``at`` is the place in the formula's text: (line, column), both from 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

At = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written, exact."""

    value: Fraction
    text: str
    at: At


@dataclass(frozen=True, slots=True)
class Grade:
    """A water grade (水质类别) as a constant: 1 for Ⅰ … 6 for 劣Ⅴ."""

    grade: int
    at: At


@dataclass(frozen=True, slots=True)
class Name:
    """A parameter, rule, declared input or one of the names every agreement has (``C``, ``target`` …)."""

    id: str
    at: At


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator and its operands: ``neg + - * / **``, comparisons, ``and or not``, ``if`` (condition, then, else)."""

    operator: str
    operands: tuple[Node, ...]
    at: At


#: What stands in a call beside its values: a word, a whole number, or several words.
Word = str | int | tuple[str, ...]


def several(word: Word) -> tuple[str, ...]:
    """The words of a parameter that may be written more than once."""
    return word if isinstance(word, tuple) else (str(word),)


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the language, its value operands, and its words (axis, mode, table, role …)."""

    function: str
    operands: tuple[Node, ...]
    words: Mapping[str, Word]
    options: Mapping[str, Node]
    at: At


Node = Number | Grade | Name | Operation | Call


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly under ``node``."""
    if isinstance(node, Operation):
        return node.operands
    if isinstance(node, Call):
        return (*node.operands, *node.options.values())
    return ()


def walk(node: Node) -> Iterator[Node]:
    """``node`` and all nodes under it, parents first."""
    yield node
    for child in children(node):
        yield from walk(child)


def names(node: Node) -> frozenset[str]:
    """The names that a formula reads."""
    return frozenset(each.id for each in walk(node) if isinstance(each, Name))


def functions(node: Node) -> frozenset[str]:
    """The functions that a formula calls."""
    return frozenset(each.function for each in walk(node) if isinstance(each, Call))
