"""An arithmetic of binary floats on numpy arrays: many scenarios at once, and nothing of the evaluator touched.

An array is ``(scenario, element)``: the elements stand along the last axis in the order the evaluator counts them,
and every axis before it is carried along. Absent is NaN; truth is 1.0, 0.0 or NaN.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from ecocomp.formula.tree import Number


def known(result: Any, *operands: Any) -> np.ndarray:
    """The result, NaN where an operand is."""
    return np.where(np.any([np.isnan(each) for each in np.broadcast_arrays(*operands)], axis=0), np.nan, result)


def half_up(x: np.ndarray) -> np.ndarray:
    return np.sign(x) * np.floor(np.abs(x) + 0.5)


STEPS = {
    "half_up": half_up,
    "half_even": np.round,
    "up": lambda x: np.sign(x) * np.ceil(np.abs(x)),
    "down": np.trunc,
    "ceiling": np.ceil,
    "floor": np.floor,
}

OPERATORS: dict[str, Callable[..., np.ndarray]] = {
    "neg": np.negative,
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": lambda a, b: np.divide(a, np.where(b == 0, np.nan, b)),
    "**": lambda a, b: known(np.power(a, b), a, b),
    "<": lambda a, b: known(a < b, a, b),
    "<=": lambda a, b: known(a <= b, a, b),
    ">": lambda a, b: known(a > b, a, b),
    ">=": lambda a, b: known(a >= b, a, b),
    "==": lambda a, b: known(a == b, a, b),
    "!=": lambda a, b: known(a != b, a, b),
    "not": lambda a: 1 - a,
    "and": lambda *each: np.where(np.any(np.equal(each, 0), axis=0), 0.0, known(1.0, *each)),
    "or": lambda *each: np.where(np.any(np.equal(each, 1), axis=0), 1.0, known(0.0, *each)),
    "if": lambda c, a, b: known(np.where(c == 1, a, b), c),
    "abs": np.abs,
    "min": lambda *each: np.min(each, axis=0),
    "max": lambda *each: np.max(each, axis=0),
    "clip": lambda x, low, high: np.where(low > high, np.nan, np.minimum(np.maximum(x, low), high)),
    "floor": np.floor,
    "ceil": np.ceil,
    "round": lambda x, places, mode: STEPS[mode](x * 10.0**places) / 10.0**places,
    "present": lambda x: 1.0 - np.isnan(x),
    "otherwise": lambda x, other: np.where(np.isnan(x), other, x),
    "unless": lambda x, c, condition: known(np.where(c == 1, np.nan, x), c),
    "better": lambda g: np.where(g > 1, g - 1, np.nan),
    "worse": lambda g: np.where(g < 6, g + 1, np.nan),
    "ln": lambda x: np.log(np.where(x > 0, x, np.nan)),
    "log10": lambda x: np.log10(np.where(x > 0, x, np.nan)),
}


def evaluation(x: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Half-even to the places, one significant figure where that leaves zero."""
    rounded = np.round(x * 10.0**places) / 10.0**places
    figures = 10.0 ** -np.floor(np.log10(np.where(x == 0, 1.0, np.abs(x))))
    return np.where((rounded == 0) & (x != 0), np.round(x * figures) / figures, rounded)


FOLDS = {"sum": np.sum, "mean": np.mean, "min": np.min, "max": np.max, "count": np.sum, "worst": np.max, "best": np.min}


class Floats:
    """The arithmetic protocol on whole arrays."""

    def number(self, node: Number) -> np.ndarray:
        return np.array([float(node.value)])

    def grade(self, grade: int) -> np.ndarray:
        return np.array([float(grade)])

    def place(self, axes: Any, data: np.ndarray, wholly: bool, node: Any) -> np.ndarray:
        return data

    def take(self, data: np.ndarray, positions: Sequence[int]) -> np.ndarray:
        at = np.asarray(positions, dtype=int)
        return np.where(at < 0, np.nan, data[..., np.maximum(at, ~at)])

    def apply(self, operator: str, operands: Sequence[np.ndarray], words: Mapping[str, Any]) -> np.ndarray:
        return OPERATORS[operator](*np.broadcast_arrays(*operands), **words)

    def judge(self, function: str, data: np.ndarray, ladders: Sequence[Any]) -> np.ndarray:
        if function == "without":
            return np.where(np.array(ladders), np.nan, data)
        if function == "evaluation":
            return evaluation(data, np.array([np.nan if each is None else float(each) for each in ladders]))
        limits = np.array([[float(limit) for limit in ladder.limits] for ladder in ladders])
        if function == "limit":
            return np.take_along_axis(limits, data.astype(int)[..., None] - 1, axis=-1)[..., 0]
        return known(1.0 + np.sum(data[..., None] > limits, axis=-1), data)

    def fold(self, function: str, data: np.ndarray, fibres: Sequence[Sequence[int]], options: Mapping[str, Any]) -> Any:
        taken = np.ones_like(data) if "where" not in options else np.broadcast_to(options["where"], data.shape)
        if function == "average":
            means = self.fold("mean", data, fibres, options)
            ions = self.fold("mean", 10.0**-data, fibres, options)
            return np.where(options["ions"], -np.log10(ions), means)
        if function not in FOLDS:
            raise NotImplementedError(function)
        neutral = {"min": np.inf, "best": np.inf, "max": -np.inf, "worst": -np.inf}.get(function, 0.0)
        folded = []
        for fibre in map(list, fibres):
            kept = np.where(taken[..., fibre] == 0, neutral, known(data[..., fibre], taken[..., fibre]))
            many = np.sum(taken[..., fibre], axis=-1)
            result = (
                np.sum(kept, -1) / np.where(many, many, np.nan) if function == "mean" else FOLDS[function](kept, -1)
            )
            folded.append(np.where(np.isinf(result), np.nan, result))
        return np.stack(folded, axis=-1)

    def scan(self, function: str, operands: Sequence[Any], fibres: Sequence[Sequence[int]], words: Any) -> np.ndarray:
        if function != "cumulative":
            raise NotImplementedError(function)
        result = np.empty_like(operands[0])
        for fibre in map(list, fibres):
            result[..., fibre] = np.cumsum(operands[0][..., fibre], axis=-1)
        return result
