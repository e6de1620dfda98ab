"""The fit of normal distributions to history: means and spreads by month, and how everything goes together.

Of what is log-normal the numbers given are logarithms. What was below detection takes part by maximum likelihood for
values known to be below a limit (Tobit; Helsel, Statistics for Censored Environmental Data, 2012), found by
expectation and maximisation: of such a value the expectation below its limit is taken, and the spread left there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ecocomp.period import MONTHS_PER_YEAR

Numbers = npt.NDArray[np.float64]

#: Each month has a spread of its own where each of them has so many values; else one is fitted to all of them.
VALUES_FOR_SPREAD = 10
#: How many months two series must have in common for a correlation.
MONTHS_FOR_CORRELATION = 8
#: How many years neighbouring months are correlated from, and the strongest correlation that is believed.
YEARS_FOR_NEIGHBOURS = 5
STRONGEST_NEIGHBOURS = 0.95

MOST_STEPS = 2000
CLOSE = 1e-10
#: A spread of nothing would leave no probability below a limit; so far out the tail is as good as at its end.
LEAST_SPREAD = 1e-9
FARTHEST = 30.0
#: What is as good as no part of a correlation.
NEGLIGIBLE = 1e-9


@dataclass(frozen=True)
class Fitted:
    """One series by month: ``mean`` (nan where there are no values, -inf where all were below detection), ``spread``.

    ``residuals`` are the history less its mean, in spreads, years down and months across; nan where there is none.
    """

    mean: Numbers
    spread: Numbers
    residuals: Numbers
    by_month: bool


def fitted(values: Numbers, below: npt.NDArray[np.bool_]) -> Fitted | None:
    """The fit to a history, years down and months across; nan is missing, and ``below`` says where it is a limit.

    None where the history is too short for a spread: it has no month with two values.
    """
    there = ~np.isnan(values)
    # a month in which nothing was ever found says nothing of how far below the limit it is
    found = (there & ~below).any(axis=0)
    mean = np.where(found, 0.0, np.where(there.any(axis=0), -np.inf, np.nan))
    residuals = np.full(values.shape, np.nan)
    spread = np.zeros(MONTHS_PER_YEAR)
    if not found.any():
        return Fitted(mean, spread, residuals, by_month=False)
    used = there & found
    counts = used.sum(axis=0)
    by_month = bool((counts[found] >= VALUES_FOR_SPREAD).all())
    degrees = counts[found] - 1 if by_month else np.array([counts.sum() - found.sum()])
    if degrees.min() < 1:
        return None
    mean[found], of_month, inside = _likeliest(values[:, found], used[:, found], below[:, found], by_month)
    spread[found] = of_month * np.sqrt((degrees + (1 if by_month else found.sum())) / degrees)
    residuals[:, found] = (inside - mean[found]) / np.maximum(spread[found], LEAST_SPREAD)
    residuals[~used] = np.nan
    return Fitted(mean, spread, residuals, by_month)


def _likeliest(
    values: Numbers, used: npt.NDArray[np.bool_], below: npt.NDArray[np.bool_], by_month: bool
) -> tuple[Numbers, Numbers, Numbers]:
    """Means and spreads of greatest likelihood by month, and the values, of those below their expectations."""
    counts = used.sum(axis=0)
    below = below & used
    known = np.where(used, values, 0.0)

    def spreads(squares: Numbers) -> Numbers:
        """Of squares by month: each month's own spread, or that of all of them."""
        mean = squares / counts if by_month else np.full(len(counts), squares.sum() / counts.sum())
        found: Numbers = np.maximum(np.sqrt(mean), LEAST_SPREAD)
        return found

    mean = known.sum(axis=0) / counts
    spread = spreads((np.where(used, known - mean, 0.0) ** 2).sum(axis=0))
    inside, left = known.copy(), np.zeros(known.shape)
    month_of = np.nonzero(below)[1]
    for _ in range(MOST_STEPS if below.any() else 0):
        beyond = np.clip((known[below] - mean[month_of]) / spread[month_of], -FARTHEST, FARTHEST)
        ratio = _density(beyond) / _probability(beyond)
        inside[below] = mean[month_of] - spread[month_of] * ratio
        left[below] = spread[month_of] ** 2 * np.maximum(1 - beyond * ratio - ratio**2, 0.0)
        before, mean = mean, inside.sum(axis=0) / counts
        spread = spreads(np.where(used, (inside - mean) ** 2 + left, 0.0).sum(axis=0))
        if np.abs(mean - before).max() < CLOSE:
            break
    return mean, np.where(spread <= LEAST_SPREAD, 0.0, spread), inside


def _density(beyond: Numbers) -> Numbers:
    """The density of the standard normal distribution."""
    found: Numbers = np.exp(-(beyond**2) / 2) / math.sqrt(2 * math.pi)
    return found


def _probability(beyond: Numbers) -> Numbers:
    """The probability of the standard normal distribution below a number."""
    return np.array([math.erfc(-each / math.sqrt(2)) / 2 for each in beyond.tolist()])


def loadings(residuals: Sequence[Numbers]) -> Numbers:
    """By what independent normal numbers each series is made, so that they are correlated as their residuals are.

    Correlations are taken over the months that two series have in common; where these are too few, there is none.
    Of what such correlations cannot be together the nearest is taken that can.
    """
    rows = np.array([each.ravel() for each in residuals])
    there = (~np.isnan(rows)).astype(np.float64)
    rows = np.nan_to_num(rows)
    squares = rows**2 @ there.T
    scale = np.sqrt(squares * squares.T)
    both = (there @ there.T >= MONTHS_FOR_CORRELATION) & (scale > 0)
    correlation = np.where(both, rows @ rows.T / np.where(both, scale, 1.0), 0.0)
    np.fill_diagonal(correlation, 1.0)
    sizes, directions = np.linalg.eigh(correlation)
    kept = sizes > NEGLIGIBLE * len(rows)
    made: Numbers = directions[:, kept] * np.sqrt(sizes[kept])
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    return made


def neighbours(residuals: Sequence[Numbers]) -> float:
    """The correlation of a month with the next, one for all series; 0 where the history is too short for it."""
    if min(len(each) for each in residuals) < YEARS_FOR_NEIGHBOURS:
        return 0.0
    together = one = other = 0.0
    for each in residuals:
        row = each.ravel()
        first, second = row[:-1], row[1:]
        there = ~np.isnan(first) & ~np.isnan(second)
        together += float((first[there] * second[there]).sum())
        one += float((first[there] ** 2).sum())
        other += float((second[there] ** 2).sum())
    found = together / math.sqrt(one * other) if one and other else 0.0
    return min(max(found, 0.0), STRONGEST_NEIGHBOURS)
