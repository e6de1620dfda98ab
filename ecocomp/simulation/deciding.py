"""What the amounts of a year hang on (决定因素): a few truths and counts, where the water matters through these alone.

Years in which all of them come out alike are of one *kind*: every party is left with the same in each of them, by any
terms that do not touch these truths and counts. Then the kind of every year is worked out, and the money of each kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import prod

from ecocomp.simulation.graph import Step

#: Of so many kinds there may be years.
MOST_KINDS = 4096


def deciding_steps(needed: Sequence[Step], targets: Iterable[Step]) -> list[Step] | None:
    """The steps through which alone the water comes into the ``targets``; None where it also comes in as numbers.

    ``needed`` are all steps that the targets rest on, in order.
    """
    through: dict[Step, dict[Step, None] | None] = {}
    #: What a deciding step could be known from, which is more.
    inside: dict[Step, dict[Step, None]] = {}
    for step in needed:
        found = [through[each] for each in step.operands if each.varies]
        if not step.varies:
            through[step] = {}
        elif step.operator == "water":
            through[step] = None
        elif None in found:
            through[step] = {step: None} if values_of(step) else None
        else:
            through[step] = below = {each: None for part in found for each in part or {}}
            terms = frozenset().union(*(each.terms for each in below))
            if 0 < values_of(step) <= kinds_of(below) and step.terms == terms:
                through[step], inside[step] = {step: None}, below
    every: dict[Step, None] = {}
    for step in targets:
        part = through[step]
        if part is None:
            return None
        every |= part
    for step in sorted(every, key=lambda each: -each.number):
        if step in inside and every.keys() >= inside[step].keys():
            del every[step]  # it is known from what is there anyway
    return list(every)


def kinds_of(deciding: Iterable[Step]) -> int:
    """How many kinds of years there may be."""
    return prod(map(values_of, deciding))


def values_of(step: Step) -> int:
    """From 0 to one less a step has so many results; 0 where it has any."""
    if step.truth:
        return 2
    if step.operator == "above":
        return len(step.data) + 1
    return len(step.operands) + 1 if counts(step) else 0


def counts(step: Step) -> bool:
    """Whether a step says how many of some truths hold."""
    return step.operator == "sum" and all(each.operator == "number" for each in step.operands)
