"""The mean of pH: minus the logarithm of the mean hydrogen-ion concentration (环办监测函〔2020〕82号)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal
from fractions import Fraction

from ecocomp.rounding import Rational

#: Far more digits than any rounding to come can need; the logarithm of a rational is never an exact tie.
CONTEXT = Context(prec=60)


def mean_ph(values: Sequence[Rational]) -> Rational:
    """The mean of pH values, correct to some 50 digits, to be rounded by the caller.

    A single value, or equal ones, are returned as they are.

    >>> float(mean_ph([Fraction(7), Fraction(8)]))  # doctest: +ELLIPSIS
    7.25963...
    """
    if len(set(values)) == 1:
        return values[0]
    ions = [CONTEXT.power(10, CONTEXT.minus(_decimal(value))) for value in values]
    total = Decimal(0)
    for each in ions:
        total = CONTEXT.add(total, each)
    mean = CONTEXT.log10(CONTEXT.divide(total, len(ions)))
    return -Fraction(mean)


def _decimal(value: Rational) -> Decimal:
    return CONTEXT.divide(Decimal(value.numerator), Decimal(value.denominator))
