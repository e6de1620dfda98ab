"""How long the unbroken run (连续) is that each element along an axis stands in."""

from __future__ import annotations

from typing import Any

from ecocomp.formula.absent import Absent, merged


def run_lengths(elements: list[Any]) -> list[Any]:
    """For each element the number of trues in the run it stands in; 0 where it is false.

    What is excluded stays so, and neither counts nor breaks a run. Nobody knows whether what is missing or undefined
    would go on with the run or break it: it is absent itself, and so is every run that touches it.
    """
    found: list[Any] = []
    run: list[int] = []
    doubtful: list[Absent] = []
    for place, element in enumerate([*elements, False]):  # the end breaks the last run
        if element.__class__ is Absent:
            found.append(element)
            if element.kind != "excluded":
                doubtful.append(element)
        elif element:
            found.append(None)
            run.append(place)
        else:
            length = merged(doubtful) if doubtful else len(run)
            for each in run:
                found[each] = length
            found.append(0)
            run, doubtful = [], []
    return found[:-1]
