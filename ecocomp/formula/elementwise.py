"""What arithmetics share whose arrays are flat lists of elements: exact, units, prose, and a spreadsheet's cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ecocomp.formula.axes import Axes, Positions
from ecocomp.formula.evaluator import Words
from ecocomp.formula.tree import Node


class Elementwise:
    """Arrays as lists. A subclass gives the elements: ``one``, ``judged``, ``folded``, ``scanned``, ``nothing``."""

    def one(self, operator: str, operands: Sequence[Any], words: Words) -> Any:
        """An operator or function on single elements."""
        raise NotImplementedError

    def judged(self, function: str, element: Any, ladder: Any) -> Any:
        """``grade``, ``limit``, ``bands``, ``evaluation`` or ``without`` of a single element."""
        raise NotImplementedError

    def folded(self, function: str, elements: list[Any], where: list[Any] | None, at_least: Any) -> Any:
        """The elements along an axis made one. The ``average`` of pH has the name ``average_ph``."""
        raise NotImplementedError

    def scanned(self, function: str, operands: list[list[Any]], words: Words) -> list[Any]:
        """As many elements as came, worked out along the axis; ``operands`` are the lists along it."""
        raise NotImplementedError

    def nothing(self) -> Any:
        """The element that stands where a lookup finds none."""
        raise NotImplementedError

    def place(self, axes: Axes, data: Any, wholly: bool, node: Node | None) -> Any:
        """The elements as they are: a list needs no places."""
        return data

    def take(self, data: list[Any], positions: Positions) -> list[Any]:
        return [data[place] if place >= 0 else self.nothing() for place in positions]

    def apply(self, operator: str, operands: Sequence[list[Any]], words: Words) -> list[Any]:
        return [self.one(operator, elements, words) for elements in zip(*operands, strict=True)]

    def judge(self, function: str, data: list[Any], ladders: Sequence[Any]) -> list[Any]:
        return [self.judged(function, element, ladder) for element, ladder in zip(data, ladders, strict=True)]

    def fold(
        self, function: str, data: list[Any], fibres: Sequence[Positions], options: Mapping[str, Any]
    ) -> list[Any]:
        where = options.get("where")
        at_least = options["at_least"][0] if "at_least" in options else None
        ions = options.get("ions") or [False] * len(fibres)
        return [
            self.folded(
                f"{function}_ph" if of_ph else function,
                [data[place] for place in fibre],
                None if where is None else [where[place] for place in fibre],
                at_least,
            )
            for fibre, of_ph in zip(fibres, ions, strict=True)
        ]

    def scan(
        self, function: str, operands: Sequence[list[Any]], fibres: Sequence[Positions], words: Words
    ) -> list[Any]:
        result: list[Any] = [None] * len(operands[0])
        for fibre in fibres:
            along = [[data[place] for place in fibre] for data in operands]
            for place, element in zip(fibre, self.scanned(function, along, words), strict=True):
                result[place] = element
        return result
