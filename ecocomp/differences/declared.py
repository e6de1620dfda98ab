"""A declared input (申报事项) by its labels, so that it can be asked for of an agreement that has others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.named_values import ALWAYS, NOT_SAID, NamedValue
from ecocomp.errors import SettlementError, problem
from ecocomp.formula.units import Kind
from ecocomp.period import Period
from ecocomp.settlement.input_labels import InputLabels
from ecocomp.settlement.input_sources import CALL, Source

#: A label of each axis, of time axes the calendar number.
Coordinate = tuple[str, ...]
#: Stands for a month outside the period, which no formula looks at.
NOT_ASKED = (NOT_SAID, CALL)


@dataclass(frozen=True)
class Declared:
    """The elements of an input, each with its source, by the labels of its axes; of months those of the period."""

    kind: Kind
    axes: tuple[str, ...]
    elements: Mapping[Coordinate, tuple[Any, Source]]

    def fits(self, other: Declared | NamedValue) -> bool:
        """Whether both are of one kind and by the same axes."""
        return (self.kind, self.axes) == (other.kind, other.axes)

    def differs(self, other: Declared) -> bool:
        """Whether anything else was declared, but for labels that only one of the two has."""
        mine, theirs = self.elements, other.elements
        return not self.fits(other) or any(mine[at][0] != theirs[at][0] for at in mine.keys() & theirs.keys())

    def joined(self, other: Declared | None) -> Declared:
        """The same with what the other declares of further labels."""
        if other is None or not self.fits(other):
            return self
        return replace(self, elements={**other.elements, **self.elements})

    def of(self, declared: NamedValue, labels: InputLabels) -> tuple[NamedValue, tuple[Source, ...]]:
        """The input as an agreement declares it. SettlementError where that is by other axes or has other labels."""
        if not self.fits(declared) or not self.elements.keys() >= set(coordinates(self.axes, labels.needed)):
            raise missing(declared.name)
        pairs = [self.elements.get(at, NOT_ASKED) for at in coordinates(self.axes, labels.of)]
        elements = tuple(element for element, _ in pairs)
        named = replace(declared, versions=((ALWAYS, elements),), on=None)
        return named, tuple(source for _, source in pairs)


def declared_of(named: NamedValue, sources: Sequence[Source], labels: InputLabels) -> Declared:
    """An input that was declared, by its labels."""
    ((_, elements),) = named.versions
    found = dict(zip(coordinates(named.axes, labels.of), zip(elements, sources, strict=True), strict=True))
    return Declared(named.kind, named.axes, {at: found[at] for at in coordinates(named.axes, labels.needed)})


def inputs_for(
    agreement: Agreement, period: Period, inputs: Mapping[str, Declared]
) -> tuple[dict[str, NamedValue], dict[str, tuple[Source, ...]]]:
    """The inputs that an agreement declares and their sources. SettlementError where one of them lacks."""
    labels = InputLabels(agreement, period)
    found: dict[str, NamedValue] = {}
    sources: dict[str, tuple[Source, ...]] = {}
    for name, declared in agreement.checked.inputs.items():
        if name not in inputs:
            raise missing(name)
        found[name], sources[name] = inputs[name].of(declared, labels)
    return found, sources


def coordinates(axes: Sequence[str], labels: Mapping[str, Sequence[str]]) -> list[Coordinate]:
    """Every combination of the labels of some axes, the last axis running quickest."""
    return list(product(*(labels[axis] for axis in axes)))


def missing(name: str) -> SettlementError:
    """That an agreement asks for what was not declared; nobody reads it, since the step is told with the next."""
    return SettlementError(problem("settlement.input_missing", name=name, title=name, example=""))
