"""Logarithms and what is worked out through them: the only numbers of ecocomp that are not exact.

They are worked out in decimal arithmetic, whose results are the same on every platform, to far more digits than any
rounding to come can need.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from math import floor

from ecocomp.rounding import Rational

#: ``ln`` and ``log10`` are correct to so many decimals; what lies behind them is cut off by rounding.
LOGARITHM_DECIMALS = 50
#: Digits that the working needs besides: of the quotient that a rational is, and of the whole part of the result.
CONTEXT = Context(prec=LOGARITHM_DECIMALS + 20, rounding=ROUND_HALF_EVEN)
#: A pH beyond these is none; its ions are counted from the least value, so that they stay numbers that can be had.
FAR_OUT = 100
#: So far above the least pH there are no hydrogen ions to speak of: fewer than the digits kept.
NO_IONS = 2 * CONTEXT.prec
STEP = Decimal(1).scaleb(-LOGARITHM_DECIMALS)


def natural_logarithm(value: Rational) -> Fraction:
    """The natural logarithm of a positive number, correct to 50 decimals.

    >>> str(natural_logarithm(Fraction(2)).limit_denominator(1000))
    '692/998'
    """
    return _logarithm(CONTEXT.ln, value)


def decimal_logarithm(value: Rational) -> Fraction:
    """The logarithm to base ten of a positive number, correct to 50 decimals; exact for powers of ten.

    >>> decimal_logarithm(Fraction(1, 1000))
    Fraction(-3, 1)
    """
    return _logarithm(CONTEXT.log10, value)


def _logarithm(function: Callable[[Decimal], Decimal], value: Rational) -> Fraction:
    return Fraction(CONTEXT.quantize(function(_decimal(value)), STEP))


def mean_ph(values: Sequence[Rational]) -> Rational:
    """The mean of pH values, minus the logarithm of the mean hydrogen-ion concentration (环办监测函〔2020〕82号).

    Correct to some 60 digits, to be rounded by the caller, however large or small the values are. A single value, or
    equal ones, are returned as they are.

    >>> float(mean_ph([Fraction(7), Fraction(8)]))  # doctest: +ELLIPSIS
    7.25963...
    """
    if len(set(values)) == 1:
        return values[0]
    # whatever was typed in has a mean: as 10 ** -(pH - b) = 10 ** b * 10 ** -pH, what lies far out is counted from b
    base = 0 if all(-FAR_OUT <= value <= FAR_OUT for value in values) else floor(min(values))
    total = Decimal(0)
    for value in values:
        if value - base <= NO_IONS:
            total = CONTEXT.add(total, _ions(value - base))
    mean = CONTEXT.log10(CONTEXT.divide(total, len(values)))
    return base - Fraction(mean)


def ions(ph: Rational) -> Fraction:
    """The hydrogen ions of a pH value.

    >>> ions(Fraction(7))
    Fraction(1, 10000000)
    """
    return Fraction(_ions(Fraction(ph)))


@lru_cache(maxsize=4096)
def _ions(ph: Rational) -> Decimal:
    """The hydrogen ions of a pH value; the same few hundred values come up again and again in a year."""
    return CONTEXT.power(10, CONTEXT.minus(_decimal(ph)))


def _decimal(value: Rational) -> Decimal:
    return CONTEXT.divide(Decimal(value.numerator), Decimal(value.denominator))
