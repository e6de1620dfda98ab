"""What is said of many amounts: mean, quantiles, the worst, and how often somebody pays (分布).

Sums and quantiles are exact to the fen; only what is shown in yuan is a float.

A *quantile* is the least amount that at least that part of the years do not exceed (the inverse of the empirical
distribution; type 1 of Hyndman and Fan, The American Statistician 50 (1996) 361): always the amount of one of the
years, never one between two. The *shortfall* (最差年份均值) is the mean of the years up to that place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import ceil
from typing import Any

import numpy as np

from ecocomp.errors import RequestError, problem
from ecocomp.money import FEN_PER_YUAN
from ecocomp.simulation.amounts import Tally

Array = Any
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
#: Of the worst years so large a part is averaged in the shortfall.
TAIL = 0.05
#: What whole numbers of 64 bits hold with room to spare.
MOST_SUM = 1 << 62
LONGEST_SHOWN = 40
#: A smaller part of the years is told as less than this.
RAREST = 0.001


def share_of(given: Any) -> Fraction:
    """A part of all years, as the decimal it is written as. Raises RequestError unless it is above 0 and below 1."""
    try:
        found = Fraction(str(given))
    except (ValueError, ZeroDivisionError):
        found = Fraction(0)
    if isinstance(given, bool) or not 0 < found < 1:
        raise RequestError(problem("simulation.share", found=str(given)[:LONGEST_SHOWN]))
    return found


def shares_of(given: Iterable[Any]) -> tuple[Fraction, ...]:
    """Several parts, each once, in order."""
    return tuple(sorted({share_of(each) for each in given}))


def percent(share: Fraction) -> str:
    """A part as a number of hundredths: ``"5"``, ``"2.5"``."""
    return f"{float(100 * share):.10g}"


def share_text(share: float) -> str:
    """A part of the years; what is rare is not told as never, nor what is nearly always as always.

    >>> [share_text(each) for each in (0, 0.00001, 0.3333, 0.99999, 1)]
    ['0%', '<0.1%', '33.3%', '>99.9%', '100%']
    """
    if share in (0, 1):
        return f"{share:.0%}"
    if share < RAREST:
        return f"<{RAREST:.1%}"
    return f">{1 - RAREST:.1%}" if share > 1 - RAREST else f"{share:.1%}"


def quantile_name(share: Fraction) -> str:
    """What the column of a quantile is called.

    >>> quantile_name(Fraction(1, 20)), quantile_name(Fraction(1, 40))
    ('q05', 'q02.5')
    """
    whole, _, rest = percent(share).partition(".")
    return f"q{whole:0>2}" + (f".{rest}" if rest else "")


def place_of(share: Fraction, count: int) -> int:
    """Where a quantile stands among so many amounts in order, from 0.

    >>> place_of(Fraction(1, 20), 100), place_of(Fraction(1, 20), 101)
    (4, 5)
    """
    return ceil(share * count) - 1


def exact_sum(tally: Tally) -> int:
    """The sum of all amounts, whatever its size."""
    amounts, years = tally.amounts, tally.years
    if not len(amounts):
        return 0
    most = max(abs(int(amounts[0])), abs(int(amounts[-1])))
    if most * tally.count < MOST_SUM:
        return int(amounts @ years)
    return int((amounts.astype(object) * years).sum())


def mean_of(tally: Tally) -> Fraction:
    """The exact mean."""
    return Fraction(exact_sum(tally), tally.count)


def quantile_of(tally: Tally, share: Fraction) -> int:
    """The least amount that at least so large a part of the years do not exceed."""
    return int(tally.amounts[np.searchsorted(np.cumsum(tally.years), place_of(share, tally.count), side="right")])


def part_below(tally: Tally) -> float:
    """The part of the years whose amount is below nothing."""
    return int(tally.years[tally.amounts < 0].sum()) / tally.count


def in_yuan(fen: int | Fraction) -> float:
    """Fen as a float of yuan, for tables."""
    return float(Fraction(fen) / FEN_PER_YUAN)


def figures(
    tally: Tally, shares: Sequence[Fraction], tail: Fraction, *, worst_is_most: bool = False
) -> dict[str, float]:
    """Mean, standard deviation (of all years, by their number), quantiles, worst and shortfall, in yuan.

    The worst is the least amount, or the largest where that is what one pays.
    """
    found = figures_of(tally.amounts[None], tally.years[None], shares, tail, worst_is_most=worst_is_most)
    return {name: values[0] for name, values in found.items()}


def figures_of(
    amounts: Array, years: Array, shares: Sequence[Fraction], tail: Fraction, *, worst_is_most: bool = False
) -> dict[str, list[float]]:
    """The :func:`figures` of several tallies at once, of shape (tallies, amounts); none may be without any year."""
    count = years.sum(axis=1)
    if int(np.abs(amounts).max(initial=0)) * int(count.max(initial=0)) >= MOST_SUM:
        amounts = amounts.astype(object)  # of any length
    upwards = np.argsort(amounts, axis=1, kind="stable")
    amounts, years = np.take_along_axis(amounts, upwards, axis=1), np.take_along_axis(years, upwards, axis=1)
    so_far = np.cumsum(years, axis=1)
    sums = [int(each) for each in (amounts * years).sum(axis=1)]
    means = [each / (int(of) * FEN_PER_YUAN) for each, of in zip(sums, count, strict=True)]
    off = amounts.astype(float) - FEN_PER_YUAN * np.array(means)[:, None]
    found = {"mean": means, "sd": (np.sqrt((off * off * years).sum(axis=1) / count) / FEN_PER_YUAN).tolist()}

    def at(places: Array) -> list[float]:
        """The amounts at some places of all years in order."""
        there = (so_far <= places[:, None]).sum(axis=1)
        return [int(each) / FEN_PER_YUAN for each in amounts[np.arange(len(amounts)), there]]

    found |= {quantile_name(share): at(places_of(share, count)) for share in shares}
    worst = places_of(tail, count)[:, None] + 1
    before = count[:, None] - so_far if worst_is_most else so_far - years
    part = np.clip(worst - before, 0, years)
    found["worst"] = at(count - 1 if worst_is_most else np.zeros_like(count))
    shortfalls = zip((amounts * part).sum(axis=1), worst[:, 0], strict=True)
    found["shortfall"] = [int(each) / (int(of) * FEN_PER_YUAN) for each, of in shortfalls]
    return found


def places_of(share: Fraction, counts: Array) -> Array:
    """Where a quantile stands among so many amounts each."""
    known = {int(count): place_of(share, int(count)) for count in np.unique(counts)}
    return np.array([known[int(count)] for count in counts])
