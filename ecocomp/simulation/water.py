"""From what was reported to what formulas read: monthly values of a block of years as columns of whole numbers.

What is below detection and what is rounded follow the agreement's own rules for readings, as in
:class:`ecocomp.assessment.monthly.MonthlyValues` for one reading a month.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from ecocomp.agreement import model
from ecocomp.assessment.means import below_detection
from ecocomp.assessment.monthly import decimals_of
from ecocomp.rounding import evaluation_value
from ecocomp.simulation.known import MOST_NARROW, SLACK, Column
from ecocomp.simulation.operations import whole_rounded
from ecocomp.simulation.scenarios.block import MISSING, Block
from ecocomp.simulation.scope import CARRIED

Array = Any
half_even = whole_rounded("half_even")
#: Numbers from here on are negative ones, read without their sign.
SIGN = 2**31
#: Bounds are kept to so many bits, so that blocks of like water have the same programme; fewer of those are compiled.
BITS, BITS_COMPILED = 4, 16


@dataclass(frozen=True, slots=True)
class Reported:
    """What a name of the graph is made of: of which indicator or quantity, by which rule for values below detection."""

    kind: str
    below: str
    places: int | None


class WaterReader:
    """Gives the columns of the water that a graph asks for."""

    def __init__(
        self, rules: model.Readings, decimals: Mapping[str, int], months: Sequence[int], bits: int = BITS
    ) -> None:
        self.rules = rules
        self.decimals = decimals
        #: Which of the months of the assessment year are settled.
        first = months[0]
        several = list(months) == list(range(first, first + len(months)))
        self.months: slice | list[int] = slice(first, first + len(months)) if several else list(months)
        self.count = len(months)
        self.bits = bits
        self._facts: dict[Any, Column] = {}
        self._reported: dict[str, Reported] = {}

    def reported(self, name: str) -> Reported:
        """What a name of the graph is made of."""
        if name not in self._reported:
            self._reported[name] = self.made_of(name)
        return self._reported[name]

    def made_of(self, name: str) -> Reported:
        if name in self.rules.quantities:
            return Reported(name, "", None)
        word, _, indicator = name.partition(" ")
        if word == CARRIED:
            return Reported(indicator, self.rules.below_in_loads, None)
        return Reported(indicator, self.rules.below_in_means, decimals_of(self.rules, indicator))

    def scale_places(self, made_of: Reported, below: bool) -> int:
        """So many decimals hold every value that can come of it: half of a limit has one more than the limit."""
        return self.decimals[made_of.kind] + (below and made_of.below == "half")

    def scale(self, name: str) -> Fraction:
        """What the whole numbers of a name stand for as they are reported."""
        return Fraction(10) ** -self.decimals[self.reported(name).kind]

    def as_reported(self, block: Block, name: str, section: str) -> Array | None:
        """The values of a section, of shape (months, years), where formulas read them as they are; or None."""
        made_of = self.reported(name)
        key = made_of.kind, section
        decimals = self.decimals[made_of.kind]
        if key not in block.values or key in block.below or (made_of.places is not None and made_of.places < decimals):
            return None
        return block.values[key][self.months]

    def columns(self, block: Block, name: str, section: str) -> tuple[Array, Array | None, Column]:
        """The values of a section in whole multiples, of shape (months, years), where there is none, and their fact."""
        made_of = self.reported(name)
        given = block.values.get((made_of.kind, section))
        below = block.below.get((made_of.kind, section))
        if given is None:
            nothing = np.zeros((self.count, block.rows), dtype=np.int32)
            return nothing, np.ones(block.rows, dtype=bool), self.fact(name, nothing, 0, below is not None)
        given = given[self.months]
        # read without a sign, what is missing or below nothing is larger than all else: one look for both
        most = largest_bits(given)
        missing = given == MISSING if most >= SIGN and given.min(initial=0) == MISSING else None
        found = given
        places = self.scale_places(made_of, below is not None)
        if places > self.decimals[made_of.kind]:
            found = given.astype(np.int64) * 10 ** (places - self.decimals[made_of.kind])
        if below is not None and below.any():
            found, out = self.below(found, below[self.months], made_of)
            missing = out if missing is None else missing | out
        if made_of.places is not None and made_of.places < places:
            found = rounded(found, places, made_of.places)
        gone = None
        if missing is not None and missing.any():
            found, gone = np.where(missing, 0, found), missing.any(axis=0)
        if found is not given:
            most = largest_bits(found)
        return found, gone, self.fact(name, found, most, below is not None)

    @staticmethod
    def below(found: Array, below: Array, made_of: Reported) -> tuple[Array, Array]:
        """What counts for values below detection, whose limit stands there; and where nothing does."""
        if made_of.below == "half":
            return np.where(below, found // 2, found), np.zeros_like(below)
        if made_of.below == "zero":
            return np.where(below, 0, found), np.zeros_like(below)
        if below_detection(Fraction(1), made_of.below) is None:
            return found, below
        return found, np.zeros_like(below)

    def fact(self, name: str, columns: Array, most: int, below: bool) -> Column:
        """What is known of the columns of a section: their scale, and bounds that few other blocks will exceed."""
        least = 0
        if most >= SIGN:
            least, most = int(columns.min(initial=0)), int(columns.max(initial=1))
        key = name, below, least < 0, max(-least, most).bit_length() // self.bits
        found = self._facts.get(key)
        if found is None:
            # programmes are known by it: of two that threads make at once, one is for all
            found = self._facts.setdefault(key, self.bounded(name, below, least < 0, (key[-1] + 1) * self.bits))
        return found

    def bounded(self, name: str, below: bool, negative: bool, bits: int) -> Column:
        """Columns of whole numbers of so many bits."""
        scale = Fraction(10) ** -self.scale_places(self.reported(name), below)
        high = 1 << bits
        low = -high if negative else 0
        # a last digit that no float has exactly must not make the bound smaller than what it bounds
        low_value, high_value = float(scale * low) * SLACK, float(scale * high) * SLACK
        return Column(scale, low_value, high_value, narrow=max(-low, high) < MOST_NARROW)


def largest_bits(columns: Array) -> int:
    """The largest of some whole numbers of 32 bits, read without their sign; of others it is not known."""
    return int(columns.view(np.uint32).max(initial=0)) if columns.dtype == np.int32 else SIGN


def rounded(found: Array, decimals: int, places: int) -> Array:
    """Evaluation values: half to even, and one figure of what would vanish."""
    step = 10 ** (decimals - places)
    result = half_even(found, step) * step
    vanishing = (result == 0) & (found != 0)
    if vanishing.any():
        for value in np.unique(found[vanishing]):
            exact = evaluation_value(int(value) / Fraction(10) ** decimals, places)
            result[vanishing & (found == value)] = int(exact * 10**decimals)
    return result
