"""The prose arithmetic: a formula with its numbers filled in, and which values of which names it read.

Values are worked out for whole arrays by the exact arithmetic; the text of an element is put together only when
somebody asks for that element. Of an ``if`` only the branch that was taken is told. The text keeps the formula's
own words and order, so that a reader can lay the two side by side; in Chinese its functions have their Chinese names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ecocomp.formula.absent import Absent
from ecocomp.formula.axes import Axes, Positions
from ecocomp.formula.evaluator import Words
from ecocomp.formula.exact import Exact
from ecocomp.formula.functions import ROUNDING_WORDS
from ecocomp.formula.operator_text import ATOM, PLAIN_WORDS, STRENGTH, operator_text, within
from ecocomp.formula.tree import Node, Number
from ecocomp.wording import say

#: What is read: a name, years from the period settled, and the position of the element.
Read = tuple[str, int, int]

MOST_LISTED = 14
LISTED_AT_ENDS = 6
#: A text in a row is cut where the whole row is long, so that rows within rows do not multiply.
LONGEST_LIST = 2_000
LONGEST_LISTED = 100
#: How an infinite end of an interval is written in a file.
INFINITE = re.compile("inf")
#: A weight that is told at greater length than this stands among the others as a number.
LONGEST_WEIGHT = 12


@dataclass(frozen=True, slots=True)
class Told:
    """An element with its exact value, its text, how tightly the text holds together, and what was read."""

    value: Any
    text: str
    strength: int
    reads: tuple[Read, ...]


class Prosaic:
    """An array of elements that tell themselves when asked: exact ``values``, and ``tell`` for a position and language.

    Each is told once: a reduction inside a reduction would otherwise tell the inner one again for every element.
    """

    def __init__(self, values: list[Any], tell: Callable[[int, str], Told]) -> None:
        self.values = values
        self.tell = cache(tell)

    def __len__(self) -> int:
        return len(self.values)

    def __getitem__(self, place: int) -> Told:
        return self.tell(range(len(self.values))[place], "zh")


def together(elements: Sequence[Told]) -> tuple[Read, ...]:
    """All that the elements read, each once."""
    return tuple(dict.fromkeys(read for each in elements for read in each.reads))


def listed(texts: Sequence[str]) -> str:
    """Texts in a row; of a long row the ends and how many there are."""
    if sum(map(len, texts)) > LONGEST_LIST:
        texts = [each if len(each) <= LONGEST_LISTED else f"{each[:LONGEST_LISTED]}…" for each in texts]
    if len(texts) <= MOST_LISTED:
        return ", ".join(texts)
    head, tail = texts[:LISTED_AT_ENDS], texts[-LISTED_AT_ENDS:]
    return f"{', '.join(head)}, … {', '.join(tail)} [{len(texts)}]"


class Prose:
    """Texts with numbers. ``show_grade`` and ``show_number`` write grades and limits of the standard, ``show_money`` a
    share of money.
    """

    def __init__(
        self,
        exact: Exact,
        show_grade: Callable[[int], str],
        show_number: Callable[[Any], str],
        show_money: Callable[[Any], str],
    ) -> None:
        self.exact = exact
        self.show_grade = show_grade
        self.show_number = show_number
        self.show_money = show_money

    def number(self, node: Number) -> Prosaic:
        values = self.exact.number(node)
        return Prosaic(values, lambda place, language: Told(values[place], node.text, ATOM, ()))

    def grade(self, grade: int) -> Prosaic:
        return Prosaic([grade], lambda place, language: Told(grade, self.show_grade(grade), ATOM, ()))

    def place(self, axes: Axes, data: Prosaic, wholly: bool, node: Node | None) -> Prosaic:
        return data

    def take(self, data: Prosaic, positions: Positions) -> Prosaic:
        values = self.exact.take(data.values, positions)

        def tell(place: int, language: str) -> Told:
            found = positions[place]
            return data.tell(found, language) if found >= 0 else Told(values[place], "—", ATOM, ())

        return Prosaic(values, tell)

    def apply(self, operator: str, operands: Sequence[Prosaic], words: Words) -> Prosaic:
        values = self.exact.apply(operator, [each.values for each in operands], words)

        def tell(place: int, language: str) -> Told:
            if operator == "if":
                return branch(values[place], operands, place, language)
            told = [each.tell(place, language) for each in operands]
            if operator == "unless":
                return exempt(values[place], *told)
            text = operation_text(operator, told, words, language)
            return Told(values[place], text, STRENGTH.get(operator, ATOM), together(told))

        return Prosaic(values, tell)

    def judge(self, function: str, data: Prosaic, ladders: Sequence[Any]) -> Prosaic:
        values = self.exact.judge(function, data.values, ladders)

        def tell(place: int, language: str) -> Told:
            element, value = data.tell(place, language), values[place]
            if function == "without":
                return Told(value, "—", ATOM, ()) if ladders[place] else element
            name = say(f"formula.called_{function}", language)
            text = f"{name}({element.text})"
            if value.__class__ is not Absent:
                if function == "bands":
                    interval = ladders[place].find(element.value).text
                    text = f"{name}({element.text} ∈ {INFINITE.sub('∞', interval)})"
                else:
                    shown = self.show_grade(value) if function == "grade" else self.show_number(value)
                    text = f"{name}({element.text} → {shown})"
            return Told(values[place], text, ATOM, element.reads)

        return Prosaic(values, tell)

    def fold(self, function: str, data: Prosaic, fibres: Sequence[Positions], options: Mapping[str, Any]) -> Prosaic:
        plain = {name: option.values if isinstance(option, Prosaic) else option for name, option in options.items()}
        values = self.exact.fold(function, data.values, fibres, plain)
        where = options.get("where")

        def tell(place: int, language: str) -> Told:
            fibre = fibres[place]
            elements = [data.tell(each, language) for each in fibre if where is None or where.values[each] is True]
            conditions = [] if where is None else [where.tell(each, language) for each in fibre]
            name = say(f"formula.called_{function}", language)
            text = f"{name}({listed([each.text for each in elements])})"
            return Told(values[place], text, ATOM, together([*elements, *conditions]))

        return Prosaic(values, tell)

    def scan(self, function: str, operands: Sequence[Prosaic], fibres: Sequence[Positions], words: Words) -> Prosaic:
        values = self.exact.scan(function, [each.values for each in operands], fibres, words)
        fibre_of = {place: fibre for fibre in fibres for place in fibre}

        def tell(place: int, language: str) -> Told:
            if function == "before":
                return one_earlier(values[place], operands, fibre_of[place], place, language)
            along = [[each.tell(one, language) for one in fibre_of[place]] for each in operands]
            here = [each.tell(place, language) for each in operands]
            if function == "allocate":
                text = self.shared(values[place], here[0], here[1], along[1], language)
            else:
                name = say(f"formula.called_{function}", language)
                text = f"{name}({here[0].text}; {listed([each.text for each in along[0]])})"
            return Told(values[place], text, ATOM, together([one for each in along for one in each]))

        return Prosaic(values, tell)

    def shared(self, share: Any, total: Told, weight: Told, weights: Sequence[Told], language: str) -> str:
        """``allocate`` with the pool, the weight among all weights, and the share; long weights as plain numbers."""

        def number(each: Told) -> str:
            return "—" if each.value.__class__ is Absent else self.show_number(each.value)

        own, texts = weight.text, [number(each) if each.value.__class__ is Absent else each.text for each in weights]
        if max(map(len, texts)) > LONGEST_WEIGHT:
            own, texts = f"{own} = {number(weight)}", [number(each) for each in weights]
        shown = "—" if share.__class__ is Absent else self.show_money(share)
        blanks = {"total": total.text, "weight": own, "weights": listed(texts), "share": shown}
        return say("formula.filled_allocate", language, **blanks)


def one_earlier(value: Any, operands: Sequence[Prosaic], fibre: Positions, place: int, language: str) -> Told:
    """The element before one along its fibre; at the first what the formula says stands there."""
    at = fibre.index(place)
    if at:
        told = operands[0].tell(fibre[at - 1], language)
    elif len(operands) > 1:
        told = operands[1].tell(place, language)
    else:
        return Told(value, "—", ATOM, ())
    return Told(value, f"{say('formula.called_before', language)}({told.text})", ATOM, told.reads)


def branch(value: Any, operands: Sequence[Prosaic], place: int, language: str) -> Told:
    """The branch of an ``if`` that was taken, with the condition and whether it held."""
    condition = operands[0].tell(place, language)
    if condition.value.__class__ is Absent:
        return Told(value, f"? [{condition.text}]", ATOM, condition.reads)
    chosen = operands[1 if condition.value else 2].tell(place, language)
    mark = "✓" if condition.value else "✗"
    text = f"{within((chosen.text, chosen.strength), STRENGTH['neg'])} [{condition.text} {mark}]"
    return Told(value, text, max(chosen.strength, STRENGTH["neg"]), together((condition, chosen)))


def exempt(value: Any, element: Told, condition: Told) -> Told:
    """The element of ``unless``, or the condition by which it takes no part."""
    reads = together((element, condition))
    if condition.value is False:
        return Told(value, element.text, element.strength, reads)
    mark = "?" if condition.value.__class__ is Absent else "✓"
    return Told(value, f"— [{condition.text} {mark}]", ATOM, condition.reads)


def operation_text(operator: str, operands: Sequence[Told], words: Words, language: str) -> str:
    """An operator with its operands, in brackets where they need them; a function with its arguments."""
    if operator in STRENGTH:
        joints = {each: say(f"formula.words_{each}", language) for each in PLAIN_WORDS}
        return operator_text(operator, [(each.text, each.strength) for each in operands], joints)
    more = [say(f"formula.word_{word}", language) if word in ROUNDING_WORDS else str(word) for word in words.values()]
    return f"{say(f'formula.called_{operator}', language)}({', '.join([*(each.text for each in operands), *more])})"
