"""The one exception of the formula language: a wording code, the place in the text, and what fills the blanks."""

from __future__ import annotations

from ecocomp.formula.tree import At, Node
from ecocomp.wording import say


class FormulaError(ValueError):
    """A formula cannot be parsed, checked or evaluated. ``at`` is its place in the text, None if not known yet.

    ``others`` are further faults of the same formula, ``tree`` what could be read of it nevertheless.
    """

    def __init__(self, code: str, at: At | None = None, **details: object) -> None:
        super().__init__(code)
        self.code = f"formula.{code}"
        self.at = at
        self.details = details
        self.others: list[FormulaError] = []
        self.tree: Node | None = None

    @property
    def all(self) -> list[FormulaError]:
        """This fault and all others of the formula."""
        return [self, *(each for other in self.others for each in other.all)]

    def __str__(self) -> str:
        return say(self.code, **self.details)
