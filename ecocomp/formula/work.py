"""How much work the formulas of one agreement may make, and how much they may keep, whoever wrote them.

Counted in elements, in the length of exact numbers and in payments, never in seconds: a file is worked out or refused
alike on every machine. An agreement of all sections of a province comes to a few million; see docs/security.md.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from fractions import Fraction
from operator import attrgetter
from typing import Any

from ecocomp.formula.exact_operators import MOST_BITS
from ecocomp.formula.problems import FormulaError

#: Elements that all formulas of an agreement work out together when it settles a year, intermediate ones as well.
MOST_WORK = 40_000_000
#: The same for the check of their units, to which all months are one.
MOST_CHECKED = 5_000_000
#: Elements that are held at once: those of all names, and those of the operands of the formula at work.
MOST_HELD = 10_000_000
#: A number of more bits than this, above or below the line, counts for as many elements as it has words of 64 bits.
LONG_BITS = 128
LONG = 1 << LONG_BITS
WORD_SHIFT = 6
#: For so many elements counts a value made from readings: it takes as much longer to make and to tell of.
MEASURED = 25
#: The same for a payment, also one that cannot be worked out.
PAID = 80
#: The same for a payment that a limit looks at.
LIMITED = 10
NUMBERS = {int, Fraction}
ABOVE, BELOW = attrgetter("numerator"), attrgetter("denominator")


class Work:
    """What was worked out so far for one agreement; FormulaError, naming the formula, beyond ``most``."""

    def __init__(self, most: int = MOST_WORK) -> None:
        self.most = most
        #: The name of the formula that is worked out.
        self.formula = ""
        self.done = 0
        self.held = 0
        self._over = False

    def end(self) -> None:
        """All is worked out: what is looked at afterwards counts no more."""
        self._over = True

    def add(self, elements: int) -> None:
        """Count elements before they are worked out."""
        self.done += elements
        if self.done > self.most and not self._over:
            raise FormulaError("too_much_work", name=self.formula, most=self.most)

    def add_long(self, data: Sequence[Any], kinds: Set[type]) -> None:
        """Count numbers by their length, those that are long, and fractions: working with one takes as much longer.

        FormulaError as well where one has grown past all measure, which sums and differences do not look at.
        ``kinds`` are the types of the elements.
        """
        if self._over or not kinds & NUMBERS:
            return
        numbers: Sequence[Any] = data if kinds <= NUMBERS else [each for each in data if each.__class__ in NUMBERS]
        if Fraction in kinds:
            self.add(len(numbers))  # working with a fraction takes twice as long
            short = max(map(BELOW, numbers)) < LONG and max(map(abs, map(ABOVE, numbers))) < LONG
        else:
            short = max(numbers) < LONG and min(numbers) > -LONG
        if short:
            return
        words = 0
        for each in numbers:
            above, below = each.numerator.bit_length(), each.denominator.bit_length()
            if max(above, below) > MOST_BITS:
                raise FormulaError("too_large", bits=MOST_BITS)
            words += (above + below) >> WORD_SHIFT if above + below > LONG_BITS else 0
        self.add(words)

    def hold(self, elements: int) -> None:
        """Count elements that are held from now on; a negative count lets them go."""
        self.held += elements
        if self.held > MOST_HELD and not self._over:
            raise FormulaError("too_much_held", name=self.formula, most=MOST_HELD)
