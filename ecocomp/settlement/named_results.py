"""The values of a settlement by name: what names there are, the values, their kinds and units, and values in words."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from ecocomp.agreement.builtin_names import BUILTINS
from ecocomp.agreement.scope import Formula, indicator_kind, per_axes
from ecocomp.errors import RequestError, problem
from ecocomp.formula.axes import Axes, Space, Value
from ecocomp.formula.functions import TIME_AXES
from ecocomp.formula.units import AMOUNT, Kind
from ecocomp.settlement.coordinates import labels_at
from ecocomp.settlement.rate_units import rate_unit
from ecocomp.settlement.scope import ExactScope
from ecocomp.settlement.shown import value_text


class NamedResults:
    """The rules, transfers, parameters and measured values of one settlement by their names and titles."""

    def __init__(self, scope: ExactScope) -> None:
        self.scope = scope
        self.agreement = scope.agreement
        self.space = scope.space
        self._units: dict[str, str] = {}

    def array(self, name: str) -> Value:
        """The exact values of a name over its axes; a transfer's name gives its amounts."""
        checked = self.agreement.checked
        if name in checked.amounts:
            return self.scope.amount(name)
        if self.is_name(name):
            return self.scope.lookup(name, 0)
        known = [*checked.rules, *self.scope.named, *self.names_at_hand(), *checked.amounts, *self.limit_titles()]
        close = get_close_matches(name, known, 1)
        if close:
            raise RequestError(problem("settlement.name_unknown_close", found=name, close=close[0]))
        raise RequestError(problem("settlement.name_unknown", found=name, choices=", ".join(known)))

    def limit_titles(self) -> list[str]:
        """What the limits are called, by which they are explained."""
        return [each.title for each in self.agreement.text.limits]

    def is_name(self, name: str) -> bool:
        """Whether a rule, value or transfer has this name."""
        checked = self.agreement.checked
        known = (checked.amounts, checked.rules, self.scope.named, self.names_at_hand())
        return any(name in each for each in known)

    def named(self, name: str) -> str:
        """A name from a name or from the title of a rule, parameter, input or transfer."""
        text = self.agreement.text
        titles = {each.title: each.name for each in text.rules} | {each.title: each.name for each in text.transfers}
        titles |= {each.title: key for key, each in text.parameters.items()}
        titles |= {each.title: key for key, each in text.inputs.items()}
        return titles.get(name, name)

    def texts(self, name: str, language: str | None) -> list[str]:
        """The values of a name in words."""
        value = self.array(name)
        unit = self.unit_of(name)
        kinds = self.kinds(name, value.axes)
        return [value_text(each, kind, unit, language) for each, kind in zip(value.data, kinds, strict=True)]

    def names_at_hand(self) -> list[str]:
        """The names of the language that this agreement can use."""
        rules = self.agreement.text.readings
        given = {"", *(["readings"] if rules else []), *(rules.quantities if rules else [])}
        given |= {"load"} if rules and rules.load else set()
        given |= {"target"} if self.agreement.checked.targets else set()
        return [name for name, entry in BUILTINS.items() if entry.needs in given]

    def value(self, name: str, coordinate: Mapping[str, str | int]) -> Any:
        found = self.array(name)
        where = labels_at(self.agreement, self.space, name, found.axes, coordinate)
        return found.data[self.space.position(found.axes, where)]

    def transfer_axes(self, name: str) -> Axes:
        return per_axes(self.agreement.transfers[name].per)

    def kinds(self, name: str, axes: Axes) -> list[Kind]:
        """The kind of each element of a name."""
        size = self.space.size(axes)
        if name in self.agreement.checked.rules:
            return formula_kinds(self.agreement.checked.rules[name], axes, self.space)
        if name in self.scope.named:
            return [self.scope.named[name].kind] * size
        if name in self.agreement.checked.amounts:
            return [AMOUNT] * size
        if BUILTINS[name].kind is None:
            kinds = [indicator_kind(each) for each in self.space.labels["indicator"]]
            times = len(self.space.labels[axes[-1]])
            return [kind for _ in self.space.labels["section"] for kind in kinds for _ in range(times)]
        return [BUILTINS[name].kind or AMOUNT] * size

    def unit_of(self, name: str) -> str:
        """The unit that a name is shown in, if the agreement names one."""
        if name in self.scope.named:
            return self.scope.named[name].unit
        rule = self.agreement.rules.get(name)
        if rule is None:
            return ""
        if not self._units:  # each rule comes after those that it reads
            for other, formula in self.agreement.checked.rules.items():
                own = self.agreement.rules[other].unit
                self._units[other] = own or rate_unit(formula.tree, self._unit_known)
        return self._units[name]

    def _unit_known(self, name: str) -> str:
        """The unit of a value, or of a rule that came before."""
        return self.scope.named[name].unit if name in self.scope.named else self._units.get(name, "")


def formula_kinds(formula: Formula, axes: Axes, space: Space) -> list[Kind]:
    """The kind of each element of a formula over the labels of a period; kinds do not differ by time."""
    if len(set(formula.kinds)) == 1:
        return [formula.kind] * space.size(axes)
    return [kind_at(formula, axes, labels, space) for labels in space.coordinates(axes)]


def kind_at(formula: Formula, axes: Axes, labels: tuple[str, ...], space: Space) -> Kind:
    """The kind of the element at ``labels``; ``kinds`` of a formula have one element for all times."""
    place = 0
    for axis, label in zip(axes, labels, strict=True):
        if axis not in TIME_AXES:
            place = place * len(space.labels[axis]) + space.places[axis][label]
    return formula.kinds[place]
