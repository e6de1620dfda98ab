"""Named axes: which labels each has, and where an element stands in a flat list.

An array is a flat list in row-major order over its axes, which always stand in the canonical order. All that an
arithmetic needs to know about axes reaches it as lists of positions, so that each arithmetic may keep its
elements as it likes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

from ecocomp.formula.functions import AXES
from ecocomp.formula.problems import FormulaError

MOST_ELEMENTS = 2_000_000
MOST_LABELS = 20_000

Axes = tuple[str, ...]
Positions = Sequence[int]

ORDER = {axis: place for place, axis in enumerate(AXES)}


@dataclass(frozen=True, slots=True)
class Value:
    """An array with named axes. What ``data`` is, only the arithmetic knows; no axes: a single element."""

    axes: Axes
    data: Any


def ordered(axes: Iterable[str]) -> Axes:
    """The axes in canonical order, each once."""
    return tuple(sorted(set(axes), key=ORDER.__getitem__))


class Space:
    """The labels of every axis, and the positions that go with aligning, reducing and looking up."""

    def __init__(self, labels: Mapping[str, Sequence[str]]) -> None:
        self.labels: dict[str, tuple[str, ...]] = {axis: tuple(labels.get(axis, ())) for axis in AXES}
        for axis, found in self.labels.items():
            if len(found) > MOST_LABELS:
                raise FormulaError("axis_size", axis=axis, found=len(found), most=MOST_LABELS)
        self._spreads: dict[tuple[Axes, Axes], Positions] = {}
        self._fibres: dict[tuple[Axes, str], Sequence[Positions]] = {}

    @cached_property
    def places(self) -> dict[str, dict[str, int]]:
        """For each axis, the position of each label."""
        return {axis: {label: place for place, label in enumerate(found)} for axis, found in self.labels.items()}

    def size(self, axes: Axes) -> int:
        """How many elements an array over ``axes`` has; FormulaError if that is more than allowed."""
        size = 1
        for axis in axes:
            size *= len(self.labels[axis])
        if size > MOST_ELEMENTS:
            raise FormulaError("array_size", axes=" × ".join(axes), found=size, most=MOST_ELEMENTS)
        return size

    def coordinates(self, axes: Axes) -> list[tuple[str, ...]]:
        """The label of every axis, for each element."""
        self.size(axes)
        return list(product(*(self.labels[axis] for axis in axes)))

    def position(self, axes: Axes, coordinate: Mapping[str, str]) -> int:
        """Where the element at ``coordinate`` stands; KeyError for a label that the axis does not have."""
        place = 0
        for axis in axes:
            place = place * len(self.labels[axis]) + self.places[axis][coordinate[axis]]
        return place

    def strides(self, axes: Axes) -> dict[str, int]:
        """How far apart neighbours along each axis stand."""
        strides: dict[str, int] = {}
        step = 1
        for axis in reversed(axes):
            strides[axis] = step
            step *= len(self.labels[axis])
        return strides

    def spread(self, source: Axes, target: Axes) -> Positions:
        """For each element over ``target``, the position of the element over ``source`` (a subset) it takes."""
        key = (source, target)
        if key not in self._spreads:
            self.size(target)
            strides = self.strides(source)
            places = [0]
            for axis in target:
                step = strides.get(axis, 0)
                steps = range(len(self.labels[axis]))
                places = [place + step * at for place in places for at in steps]
            self._spreads[key] = tuple(places)
        return self._spreads[key]

    def fibres(self, axes: Axes, axis: str) -> Sequence[Positions]:
        """For each element over the other axes, the positions along ``axis``."""
        key = (axes, axis)
        if key not in self._fibres:
            rest = tuple(each for each in axes if each != axis)
            step = self.strides(axes)[axis]
            length = len(self.labels[axis])
            starts = self.starts(axes, rest)
            self._fibres[key] = [tuple(range(start, start + step * length, step)) for start in starts]
        return self._fibres[key]

    def starts(self, axes: Axes, rest: Axes) -> list[int]:
        """The positions of the elements over ``rest`` at the first label of every other axis."""
        strides = self.strides(axes)
        starts = [0]
        for axis in rest:
            starts = [start + strides[axis] * at for start in starts for at in range(len(self.labels[axis]))]
        return starts

    def grouped(self, axes: Axes, axis: str, onto: str, members: Mapping[str, Sequence[str]]) -> Sequence[Positions]:
        """For each element over ``axes`` with ``axis`` replaced by ``onto``, the positions of the group's members.

        ``members`` gives for each label of ``onto`` the labels of ``axis`` that belong to it. Where ``onto`` is
        already one of the axes, the elements at its own label are taken.
        """
        target = ordered([*(each for each in axes if each != axis), onto])
        self.size(target)
        strides = self.strides(axes)
        groups: list[list[int]] = [[0]]
        for each in target:
            own = strides.get(each, 0) if each != axis else 0
            if each == onto:
                at = self.places[axis]
                offsets = [
                    [own * place + strides[axis] * at[one] for one in members.get(label, ())]
                    for place, label in enumerate(self.labels[onto])
                ]
            else:
                offsets = [[own * place] for place in range(len(self.labels[each]))]
            groups = [[start + more for start in group for more in offset] for group in groups for offset in offsets]
        return groups

    def looked_up(self, axes: Axes, axis: str, onto: str, found: Mapping[str, str]) -> tuple[Axes, Positions]:
        """Positions that replace ``axis`` by ``onto``: each label of ``onto`` takes the label that ``found`` names.

        Where ``onto`` is already one of the axes, the element at its own label is taken. Where ``found`` names none,
        the position is negative: ``~position`` is that of an element that differs from it only along ``axis``.
        """
        target = ordered([*(each for each in axes if each != axis), onto])
        self.size(target)
        strides = self.strides(axes)
        places = [0]
        for each in target:
            own = strides.get(each, 0) if each != axis else 0
            offsets = [own * place for place in range(len(self.labels[each]))]
            if each == onto:
                named = [found.get(label) for label in self.labels[onto]]
                offsets = [
                    ~offset if label is None else offset + strides[axis] * self.places[axis][label]
                    for offset, label in zip(offsets, named, strict=True)
                ]
            places = [_together(start, offset) for start in places for offset in offsets]
        return target, places


def _together(start: int, offset: int) -> int:
    """Two parts of a position added up; negative where either is."""
    if start >= 0 and offset >= 0:
        return start + offset
    return ~(max(start, ~start) + max(offset, ~offset))
