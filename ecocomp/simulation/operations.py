"""What lines of a programme call, for columns of floats and for columns of numbers of any length."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from ecocomp.formula.logarithms import decimal_logarithm, natural_logarithm
from ecocomp.simulation.graph import EXACTLY

Array = Any


# -- rounding of a quotient of whole numbers, or of a number by 1; the text serves columns and single numbers alike --
#
# Let a and b be whole numbers with 4 |a| + b < 2^53. The float of a / b is off by |a / b| / 2^53 at most: less than
# 1 / 2b, and a / b is at least as far as that from every whole number and every half that it is not itself. Where it is
# one itself, its float is exact. So the float lies on the right side of each. With a half added it is off by
# (2 |a / b| + 1/2) / 2^53 at most, which is less than 1 / 2b as well.

ROUNDING = """\
def round_half_up(above, below):
    value = above / below
    return trunc(value + copysign(0.5, value))


def round_half_even(above, below):
    return rint(above / below)


def round_up(above, below):
    lower = floor(above / below)
    return lower + where((above > lower * below) & (above > 0), 1.0, 0.0)


def round_down(above, below):
    lower = floor(above / below)
    return lower + where((above > lower * below) & (above < 0), 1.0, 0.0)


def round_ceiling(above, below):
    return -floor(-above / below)


def round_floor(above, below):
    return floor(above / below)
"""


def place(values: Array, last: int) -> Array:
    """Places in a table; those of years that are settled by themselves may be anything."""
    return np.clip(values.astype(np.int64), 0, last)


def shared(total: Array, weights: Sequence[Array], small: bool) -> list[Array]:
    """Shares in fen by largest remainder, as in :func:`ecocomp.money.allocate`; ``small``: in 64 bits."""
    kind: Any = np.int64 if small else object
    columns = np.broadcast_arrays(total, *weights)
    amount, parts = columns[0].astype(kind), [each.astype(kind) for each in columns[1:]]
    sign = np.where(amount < 0, -1, 1)
    size = abs(amount)
    whole = sum(parts[1:], parts[0])
    whole = np.where(whole == 0, 1, whole)
    lower = [size * each // whole for each in parts]
    rests = [size * each - down * whole for each, down in zip(parts, lower, strict=True)]
    more = size - sum(lower[1:], lower[0])
    found = []
    for place, own in enumerate(rests):
        before = [(each > own) * 1 if at > place else (each >= own) * 1 for at, each in enumerate(rests) if at != place]
        rank = sum(before, np.zeros(size.shape, dtype=np.int64))
        found.append(sign * (lower[place] + (rank < more) * 1))
    return found


def either(condition: Array, then: Any, other: Any) -> Array:
    """As ``np.where``; of two whole numbers without asking of each year which, and in 32 bits, where they are kept."""
    if isinstance(then, int) and isinstance(other, int):
        return np.multiply(condition, then - other, dtype=np.int32) + np.int32(other)
    return np.where(condition, then, other)


def quick() -> dict[str, Any]:
    """For columns of floats, and of whole numbers in 32 bits."""
    names: dict[str, Any] = {
        "where": either,
        "floor": np.floor,
        "rint": np.rint,
        "trunc": np.trunc,
        "copysign": np.copysign,
        "minimum": np.minimum,
        "maximum": np.maximum,
        "invert": np.logical_not,
        "quotient": np.true_divide,
        "ln": np.log,
        "log10": np.log10,
        "ions": lambda column: np.power(10.0, -column),
        "f8": lambda column: column.astype(np.float64),
        "i4": lambda column: column.astype(np.int32),
        "place": place,
        "shared": shared,
    }
    exec(ROUNDING, names)
    return names


# -- numbers of any length -----------------------------------------------------------------------------------------


def chosen(condition: Array, then: Array, other: Array) -> Array:
    """As ``np.where``, for whole numbers and fractions of any length."""
    found = np.empty(len(condition), dtype=object)
    found[:] = other
    found[condition] = then[condition] if isinstance(then, np.ndarray) else then
    return found


def quotient(above: Array, below: Array) -> Array:
    """Exact quotients."""
    above, below = np.broadcast_arrays(np.asarray(above, dtype=object), np.asarray(below, dtype=object))
    found = np.empty(len(above), dtype=object)
    found[:] = [Fraction(one) / other for one, other in zip(above, below, strict=True)]
    return found


def each_rounded(values: Array, quantum: Fraction, mode: str) -> Array:
    """Fractions as whole multiples of a quantum."""
    found = np.empty(len(values), dtype=object)
    found[:] = [EXACTLY["round"](each / quantum, (Fraction(1), mode)) for each in values]
    return found


def each_mean_ph(values: Sequence[Array], taken: Sequence[Array]) -> Array:
    """Means of pH values, of those that are taken."""
    columns = np.broadcast_arrays(*(one for pair in zip(values, taken, strict=True) for one in pair))
    found = np.empty(columns[0].shape, dtype=object)
    found[:] = [EXACTLY["mean_ph"](*each) for each in zip(*columns, strict=True)]
    return found


def whole_rounded(mode: str) -> Callable[[Array, int], Array]:
    """Quotients of whole numbers rounded to whole numbers."""

    def rounded(above: Array, below: int) -> Array:
        lower = above // below
        rest = above - lower * below
        if mode in ("half_up", "half_even"):
            tie = above > 0 if mode == "half_up" else lower % 2 == 1
            return lower + ((2 * rest > below) | ((2 * rest == below) & tie)) * 1
        beyond = {"floor": False, "ceiling": True, "up": above > 0, "down": above < 0}[mode]
        return lower + ((rest > 0) & beyond) * 1

    return rounded


def long() -> dict[str, Any]:
    """For columns of whole numbers and fractions of any length."""
    modes = ("half_up", "half_even", "up", "down", "ceiling", "floor")
    return {
        **{f"round_{mode}": whole_rounded(mode) for mode in modes},
        "where": chosen,
        "minimum": np.minimum,
        "maximum": np.maximum,
        "invert": np.logical_not,
        "quotient": quotient,
        "each_rounded": each_rounded,
        "ln": np.frompyfunc(natural_logarithm, 1, 1),
        "log10": np.frompyfunc(decimal_logarithm, 1, 1),
        "mean_ph": each_mean_ph,
        "f8": lambda column: column.astype(object),
        "i4": lambda column: column.astype(np.int32),
        "place": place,
        "shared": shared,
    }
