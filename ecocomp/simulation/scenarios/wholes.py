"""Exact decimals as whole numbers of 32 bits, with the decimals that several of them need together."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from ecocomp.errors import Place, Problem, problem
from ecocomp.simulation.scenarios.block import LARGEST
from ecocomp.simulation.scenarios.spelled import measured_name
from ecocomp.written import fraction_text

#: Fewer decimals than none: 340,000,000 m3 are 34 with -7 decimals.
FEWEST_DECIMALS, MOST_DECIMALS = -12, 9


class NotWholeError(ValueError):
    """No number of decimals fits all values; ``args`` are the ones with the most decimals and the largest."""

    def problem(self, indicator: str, place: Place) -> Problem:
        """What to tell of it."""
        finest, largest = (fraction_text(each) for each in self.args)
        return problem(
            "scenarios.not_whole",
            place,
            indicator=measured_name(indicator),
            finest=finest,
            largest=largest,
            most=LARGEST,
        )


def decimals_for(values: Iterable[Fraction]) -> int:
    """The fewest decimals from 0 on with which all values are whole; fewer than none where they are too large.

    Raises NotWholeError where there are none with which they also fit.

    >>> decimals_for([Fraction("0.05"), Fraction("1.5")]), decimals_for([Fraction(34 * 10**10)])
    (2, -3)
    """
    distinct = set(values)
    places = max((places_of(each) for each in distinct), default=0)
    largest = max(map(abs, distinct), default=Fraction(0))
    while places <= 0 and places > FEWEST_DECIMALS and largest * Fraction(10) ** places > LARGEST:
        places -= 1
    if places > MOST_DECIMALS or any(
        scaled.denominator != 1 or abs(scaled) > LARGEST
        for scaled in (each * Fraction(10) ** places for each in distinct)
    ):
        raise NotWholeError(max(distinct, key=places_of), largest)
    return places


def places_of(value: Fraction) -> int:
    """The decimals a value is written with; more than any may have where it has no end."""
    places = 0
    while places <= MOST_DECIMALS and value.denominator != 1:
        value *= 10
        places += 1
    return places


def whole_of(value: Fraction, decimals: int) -> int:
    """The whole number that stands for a value."""
    return int(value * Fraction(10) ** decimals)
