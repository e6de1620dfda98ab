"""Distributions of terms from the command line: ``name=uniform,500,1000`` (条款抽取)."""

from __future__ import annotations

from collections.abc import Sequence

from ecocomp.errors import Problem, RequestError, problem
from ecocomp.simulation.drawn_terms import Distribution, DrawnTerms, Normal, Triangular, Uniform, Weighted, drawn_terms
from ecocomp.simulation.terms_given import TRUTHS

SETS, SEED = 100, 1
WEIGHTED = "weighted"
#: Each kind with how many numbers it has.
KINDS = {"uniform": (Uniform, 2), "triangular": (Triangular, 3), "normal": (Normal, 4)}


def draws_given(written: Sequence[str], sets: int | None, seed: int | None) -> DrawnTerms | None:
    """The sets drawn from ``name=kind,number,…`` or ``name=weighted,value:weight,…``; None where nothing is written.

    Raises RequestError for what is written otherwise, with everything that is wrong, and for a number of sets or a seed
    without anything to draw.
    """
    if not written:
        if (sets, seed) != (None, None):
            raise RequestError(problem("simulation.draw_options"))
        return None
    found: dict[str, Distribution] = {}
    problems: list[Problem] = []
    for text in written:
        name, _, said = (each.strip() for each in text.partition("="))
        distribution = distribution_of(said)
        if not name or distribution is None:
            problems.append(problem("simulation.draw_form", found=text))
        elif name in found:
            problems.append(problem("simulation.draw_twice", name=name))
        else:
            found[name] = distribution
    if problems:
        raise RequestError(problems)
    return drawn_terms(found, sets=SETS if sets is None else sets, seed=SEED if seed is None else seed)


def distribution_of(said: str) -> Distribution | None:
    """A distribution as it is written; None where it is none."""
    kind, *parts = (each.strip() for each in said.split(","))
    if not parts or not all(parts):
        return None
    if kind == WEIGHTED:
        pairs = [[side.strip() for side in each.rpartition(":")[::2]] for each in parts]
        weights = {TRUTHS.get(value, value): weight for value, weight in pairs}
        whole = all(value and weight for value, weight in pairs) and len(weights) == len(pairs)
        return Weighted(weights) if whole else None
    made, count = KINDS.get(kind, (None, 0))
    return made(*parts) if made is not None and len(parts) == count else None
