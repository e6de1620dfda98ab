"""What the exact arithmetic makes of the elements along an axis: reductions, ranks and shares."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from ecocomp.formula.absent import Absent, undefined
from ecocomp.formula.evaluator import Words
from ecocomp.formula.exact_operators import divide, shown, total, whole
from ecocomp.formula.logarithms import mean_ph
from ecocomp.formula.problems import FormulaError
from ecocomp.money import FEN_PER_YUAN, allocate, to_fen
from ecocomp.rounding import Rational


def mean(values: list[Rational]) -> Rational | Absent:
    if len(values) == 1:
        return values[0]  # as it is: it may lean to one side
    return divide(total(values), len(values)) if values else undefined("mean_of_nothing")


def streak(values: list[bool]) -> int:
    longest = run = 0
    for value in values:
        run = run + 1 if value else 0
        longest = max(longest, run)
    return longest


def _extreme(choose: Callable[..., Any]) -> Callable[[list[Any]], Any]:
    return lambda values: choose(values) if values else undefined("extreme_of_nothing")


FOLDS: dict[str, Callable[[list[Any]], Any]] = {
    "sum": lambda values: total(values) if values else 0,
    "mean": mean,
    "average": mean,
    "average_ph": lambda values: whole(Fraction(mean_ph(values))) if values else undefined("mean_of_nothing"),
    "count": sum,
    "any": any,
    "all": all,
    "min": _extreme(min),
    "max": _extreme(max),
    "worst": _extreme(max),
    "best": _extreme(min),
    "streak": streak,
}


def ranked(operands: list[list[Any]], words: Words) -> list[Any]:
    """Places along the axis. Equal values need a rule: ``then=`` (a second figure) or ``ties=``."""
    keys = list(zip(*operands, strict=True))
    if words.get("order") == "descending":
        keys = [(-key[0], *key[1:]) for key in keys]
    in_order = sorted(keys)
    first = {key: place for place, key in reversed(list(enumerate(in_order, 1)))}
    last = {key: place for place, key in enumerate(in_order, 1)}
    ties = words.get("ties")
    if ties is None:
        tied = [label for label, key in zip(words["labels"], keys, strict=True) if first[key] != last[key]]
        if tied:
            raise FormulaError("tie", labels=", ".join(tied))
    if ties == "mean":
        return [whole(Fraction(first[key] + last[key], 2)) for key in keys]
    return [(last if ties == "max" else first)[key] for key in keys]


def allocated(operands: list[list[Any]], words: Words) -> list[Any]:
    """Shares in yuan. The total is taken in whole fen: an amount that is none is no sum that can be paid out."""
    amounts, weights = operands
    if not weights:
        return []
    fen = to_fen(amounts[0])
    if fen != amounts[0] * FEN_PER_YUAN:
        raise FormulaError("allocate_fen", found=shown(amounts[0]))
    if fen == 0 and not any(weight < 0 for weight in weights):
        return [0] * len(weights)  # of nothing everybody has nothing, whoever it would have been shared among
    try:
        return [whole(Fraction(share, FEN_PER_YUAN)) for share in allocate(fen, weights)]
    except ValueError:
        nothing = undefined("allocate_weights")
        return [nothing] * len(weights)


SCANS: dict[str, Callable[[list[list[Any]], Words], list[Any]]] = {
    "rank": ranked,
    "allocate": allocated,
}
