"""Random numbers: each block has a stream of its own, keyed by the seed and the number of the block."""

from __future__ import annotations

import numpy as np

from ecocomp.errors import Problem, RequestError, problem


def stream(seed: int, number: int, *more: int) -> np.random.Generator:
    """The stream of a block: the same whatever else was drawn, on however many workers (SFC64, SeedSequence).

    ``more`` is the number of a further stream of the block, for what must not move the others.
    """
    return np.random.Generator(np.random.SFC64(np.random.SeedSequence(seed, spawn_key=(number, *more))))


def check_counts(rows: int, seed: int) -> None:
    """Raises RequestError where ``rows`` is no number of scenarios or ``seed`` none that random numbers begin with."""
    problems: list[Problem] = []
    for name, found, least in (("rows", rows, 1), ("seed", seed, 0)):
        if type(found) is not int or found < least:
            problems.append(problem("scenarios.count", name=name, found=found, least=least))
    if problems:
        raise RequestError(problems)
