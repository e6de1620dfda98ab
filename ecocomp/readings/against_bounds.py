"""Many values against a bound for each indicator, exactly, and in whole columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from ecocomp.readings.columns import Said

#: Products of whole numbers below this fit in 64 bits.
FITTING = 1 << 63
#: What stands where there is no value, or no bound: neither below, nor equal, nor above.
NOTHING = 2


def against_bounds(
    said: Sequence[Said], values: Sequence[Fraction | None], bounds: Mapping[str, Fraction | None]
) -> npt.NDArray[np.int8]:
    """For each value -1, 0 or 1, as it is below, at or above the bound of its indicator, or :data:`NOTHING`.

    ``values`` are as many as ``said``; ``bounds`` are by indicator, None or lacking where there is none.
    """
    numbers = {indicator: number for number, indicator in enumerate(bounds)}
    tops = [0 if each is None else each.numerator for each in bounds.values()]
    bottoms = [0 if each is None else each.denominator for each in bounds.values()]
    own = np.array([numbers.get(each.indicator, len(numbers)) for each in said], np.intp)
    top = _whole([0 if each is None else each.numerator for each in values])
    bottom = _whole([0 if each is None else each.denominator for each in values])
    top_of, bottom_of = _whole([*tops, 0])[own], _whole([*bottoms, 0])[own]
    if max(_most(top) * _most(bottom_of), _most(bottom) * _most(top_of)) >= FITTING:
        top, bottom = top.astype(object), bottom.astype(object)  # numbers of Python, of any size
    left, right = top * bottom_of, top_of * bottom
    found: npt.NDArray[np.int8] = (left > right).astype(np.int8) - (left < right).astype(np.int8)
    found[(bottom == 0) | (bottom_of == 0)] = NOTHING
    return found


def _whole(numbers: Sequence[int]) -> npt.NDArray[Any]:
    """Whole numbers in 64 bits, or as Python's own where one is too long."""
    try:
        return np.array(numbers, np.int64)
    except OverflowError:
        return np.array(numbers, object)


def _most(numbers: npt.NDArray[Any]) -> int:
    """The greatest of the numbers, without their signs."""
    return max(abs(int(numbers.min())), abs(int(numbers.max()))) if len(numbers) else 0
