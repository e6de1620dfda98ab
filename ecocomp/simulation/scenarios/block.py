"""What scenarios are: exact decimals as whole numbers, in blocks of a fixed size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from ecocomp.agreement.agreement import Agreement
from ecocomp.assessment.monthly import STATES
from ecocomp.errors import RequestError, problem
from ecocomp.period import MONTHS_PER_YEAR, assessment_year
from ecocomp.wording import Pair

#: An indicator or quantity (``flow``, ``volume``, ``published_grade``), and a section, both by id.
Key: TypeAlias = tuple[str, str]
Wholes: TypeAlias = npt.NDArray[np.int32]
Flags: TypeAlias = npt.NDArray[np.bool_]

#: Stands where a scenario has no value.
MISSING = -(2**31)
#: The largest whole number that a value may be kept as.
LARGEST = 2**31 - 1

ANY_YEAR = 2000

#: A block takes about so many bytes, and has so many rows at most and at least: numbers in work stay in the cache.
BLOCK_BYTES = 1 << 23
MOST_ROWS, FEWEST_ROWS = 1 << 14, 1 << 8
MOST_ROWS_THERE, TIMES_THERE = 1 << 18, 32


@dataclass(frozen=True, slots=True)
class Block:
    """Some scenarios at once, as whole numbers: a value is ``whole * 10**-decimals``.

    ``values`` are by indicator (or quantity) and section, of shape (12, rows): the months of the assessment year in
    order; those of one month lie side by side. They hold MISSING where there is no value. ``below`` has some of the
    same keys, those of which something may be below detection (低于检出限): where it is true, the value is the
    detection limit. ``states`` are by state and section, of the same shape, those that some scenario has: true where
    the section was dry (``no_flow``, 断流), ``frozen`` (结冰) or in another state that the agreement excludes, and none
    of the indicators was measured at it.
    """

    rows: int
    values: Mapping[Key, Wholes]
    below: Mapping[Key, Flags]
    states: Mapping[tuple[str, str], Flags] = field(default_factory=dict)

    def some(self, rows: slice) -> Block:
        """Some of its scenarios, without a copy."""
        return Block(
            rows.stop - rows.start,
            {key: each[:, rows] for key, each in self.values.items()},
            {key: each[:, rows] for key, each in self.below.items()},
            {key: each[:, rows] for key, each in self.states.items()},
        )


class Scenarios(Protocol):
    """Possible assessment years of water (情景). ``block`` gives the same whatever was asked for before."""

    @property
    def name(self) -> str:
        """What results call these scenarios."""

    @property
    def assumes(self) -> Pair:
        """What is assumed, in Chinese and English; shown with every result."""

    @property
    def seed(self) -> int | None:
        """The seed of the random numbers; None where there are none."""

    @property
    def rows(self) -> int:
        """How many scenarios there are."""

    @property
    def decimals(self) -> Mapping[str, int]:
        """The decimals of the values, by indicator or quantity."""

    @property
    def block_rows(self) -> int:
        """How many scenarios a block has; the last one may have fewer."""

    def block(self, number: int) -> Block:
        """The block with this number, counted from 0. Raises IndexError where there is none."""


def names_read(agreement: Agreement) -> tuple[str, ...]:
    """The indicators and quantities that an agreement reads. Raises RequestError where it reads none."""
    rules = agreement.text.readings
    if rules is None:
        raise RequestError(problem("scenarios.reads_nothing", title=agreement.title))
    return (*rules.indicators, *rules.quantities)


def states_told(agreement: Agreement) -> tuple[str, ...]:
    """The states of a section that scenarios tell of: those that formulas know, and those that are excluded."""
    rules = agreement.text.readings
    return tuple(dict.fromkeys((*STATES, *(rules.excluded if rules is not None else ()))))


def months_in_order(agreement: Agreement) -> list[int]:
    """The calendar months of the assessment year in order, 1 to 12 where it begins in January."""
    return [month.month for month in assessment_year(ANY_YEAR, agreement.text.assessment.starts).months]


def rows_in_block(keys: int, drawn: bool = True) -> int:
    """How many rows a block has that holds so many keys: a power of two, the same on every machine.

    Of what is not ``drawn`` but there nothing need be made first, and each step works on more at once.
    """
    fitting = BLOCK_BYTES // (max(keys, 1) * MONTHS_PER_YEAR * np.dtype(np.int32).itemsize)
    most, times = (MOST_ROWS, 1) if drawn else (MOST_ROWS_THERE, TIMES_THERE)
    return min(most, max(FEWEST_ROWS, times << (fitting.bit_length() - 1)))


def rows_of_block(scenarios: Scenarios, number: int) -> slice:
    """Which rows the block with this number holds. Raises IndexError where there is none."""
    first = number * scenarios.block_rows
    if not 0 <= first < scenarios.rows:
        raise IndexError(number)
    return slice(first, min(first + scenarios.block_rows, scenarios.rows))


def blocks_of(scenarios: Scenarios) -> int:
    """How many blocks there are."""
    return -(-scenarios.rows // scenarios.block_rows)
