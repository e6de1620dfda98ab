"""Means of an indicator, and what stands in them for a value below detection: for settling and for judging."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ecocomp.formula.exact_operators import total
from ecocomp.formula.logarithms import mean_ph
from ecocomp.rounding import Rational

HALF = Fraction(1, 2)
PH = "ph"


def mean_of(values: Sequence[Rational]) -> Rational:
    """The exact arithmetic mean."""
    return values[0] if len(values) == 1 else Fraction(total(values)) / len(values)


def mean_of_indicator(indicator: str, values: Sequence[Rational]) -> Rational:
    """The exact arithmetic mean; of pH that of the hydrogen ions (环办监测函〔2020〕82号)."""
    return mean_ph(values) if indicator == PH else mean_of(values)


def below_detection(limit: Fraction | None, policy: str) -> Rational | None:
    """What a value below the detection limit counts as by ``policy``; None where it does not count.

    ``"half"`` and ``"full"`` need the limit, which None says is not known; ``"zero"`` does not; ``"exclude"`` leaves
    the value out.
    """
    if policy == "zero":
        return Fraction(0)
    if policy == "exclude" or limit is None:
        return None
    return limit * HALF if policy == "half" else limit
