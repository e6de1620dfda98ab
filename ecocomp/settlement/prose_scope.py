"""What formulas see when they are read in prose: the exact values, each with its text and the mark that it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecocomp.formula.axes import Space, Value
from ecocomp.formula.in_words import as_condition
from ecocomp.formula.operator_text import ATOM, STRENGTH
from ecocomp.formula.prose import Prosaic, Told
from ecocomp.settlement.scope import ExactScope
from ecocomp.settlement.shown import value_text

if TYPE_CHECKING:
    from ecocomp.settlement.explain import Explainer


class ProseScope:
    """The exact scope with every element told: its value, its text, and that it was read."""

    def __init__(self, exact: ExactScope, explainer: Explainer) -> None:
        self.exact = exact
        self.explainer = explainer
        self.space: Space = exact.space
        self.role = exact.role
        self.called = exact.called
        self.references = exact.references
        self.ladders = exact.ladders
        self.places = exact.places
        self.table = exact.table
        self._known: dict[tuple[str, int], Value] = {}

    def lookup(self, name: str, shift: int) -> Value:
        if (name, shift) not in self._known:
            value = self.exact.lookup(name, shift)
            kinds = self.explainer.kinds(name, value.axes)
            unit = self.explainer.unit_of(name)

            def tell(place: int, language: str) -> Told:
                element, kind = value.data[place], kinds[place]
                if kind.sort != "truth":
                    text = value_text(element, kind, unit, language)
                else:
                    # told by what it is called (是否达标 as 达标); the mark behind it says whether it holds
                    text = as_condition(self.explainer.agreement.called(name, language))
                strength = STRENGTH["neg"] if text.startswith("-") else ATOM
                return Told(element, text, strength, ((name, shift, place),))

            self._known[name, shift] = Value(value.axes, Prosaic(value.data, tell))
        return self._known[name, shift]
