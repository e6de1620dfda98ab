"""Scenarios from history: years as they were, or parts of years put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from ecocomp.agreement.agreement import Agreement
from ecocomp.errors import RequestError, problem
from ecocomp.period import MONTHS_PER_YEAR
from ecocomp.readings.readings import Readings
from ecocomp.simulation.scenarios.block import (
    Block,
    Flags,
    Key,
    Wholes,
    months_in_order,
    rows_in_block,
    rows_of_block,
)
from ecocomp.simulation.scenarios.history import History, absent_words, history_of
from ecocomp.simulation.scenarios.streams import check_counts, stream
from ecocomp.wording import Pair, say_both

Number = TypeVar("Number", bound=np.generic)

#: The lengths of the parts that a year can be put together from.
LENGTHS = (1, 2, 3, 4, 6, 12)


@dataclass(frozen=True)
class ResampledScenarios:
    """Scenarios drawn from history; see :class:`~ecocomp.simulation.scenarios.block.Scenarios`.

    ``values``, ``below`` and ``states`` are months down and the years of history across; ``drawn_from`` are the years
    that each part of a year is drawn from.
    """

    name: str
    assumes: Pair
    seed: int
    rows: int
    decimals: Mapping[str, int]
    block_rows: int
    values: Mapping[Key, Wholes]
    below: Mapping[Key, Flags]
    states: Mapping[tuple[str, str], Flags]
    drawn_from: tuple[npt.NDArray[np.intp], ...]

    def block(self, number: int) -> Block:
        """The block with this number."""
        within = rows_of_block(self, number)
        rows = within.stop - within.start
        random = stream(self.seed, number)
        # a block that is not full is the beginning of a full one: more scenarios leave those there were as they are
        years = [each[random.integers(len(each), size=self.block_rows)[:rows]] for each in self.drawn_from]
        length = MONTHS_PER_YEAR // len(self.drawn_from)
        of_month = [years[month // length] for month in range(MONTHS_PER_YEAR)]

        def taken(history: Mapping[tuple[str, str], npt.NDArray[Number]]) -> dict[Key, npt.NDArray[Number]]:
            found = {key: np.empty((MONTHS_PER_YEAR, rows), each.dtype) for key, each in history.items()}
            for key, each in found.items():
                for month, chosen in enumerate(of_month):
                    np.take(history[key][month], chosen, out=each[month], mode="clip")
            return found

        return Block(rows, taken(self.values), taken(self.below), taken(self.states))


def resampled_scenarios(
    agreement: Agreement,
    readings: Readings,
    *,
    rows: int = 10_000,
    seed: int = 1,
    months: int = 12,
    name: str = "resampled",
) -> ResampledScenarios:
    """Scenarios from history (历史重抽样): each is an assessment year of ``readings`` drawn at random.

    With ``months`` 6, 4, 3, 2 or 1 a scenario is put together from parts of so many months, each part from a year of
    its own; a month only ever comes from the same calendar month. A part is taken jointly over all sections,
    indicators and quantities, so that what goes together stays together. Values are those reported, in the unit of
    the indicator (mg/L; flow in m3/s, volume in m3), also below detection; what was missing is missing. A year, or
    part of one, is drawn from where readings say something of each of its months that count.

    Raises RequestError where readings say nothing of what the agreement reads, for a part of which no year is
    complete, and for options that do not exist.
    """
    check_counts(rows, seed)
    if months not in LENGTHS:
        raise RequestError(problem("scenarios.months", found=months, choices=", ".join(map(str, LENGTHS))))
    history = history_of(agreement, readings)
    drawn_from = _drawn_from(agreement, history, months)
    return ResampledScenarios(
        name=name,
        assumes=_assumes(agreement, history, drawn_from, months),
        seed=seed,
        rows=rows,
        decimals=history.decimals,
        block_rows=rows_in_block(len(history.values)),
        values={key: np.ascontiguousarray(each.T) for key, each in history.values.items()},
        below={key: np.ascontiguousarray(each.T) for key, each in history.below.items()},
        states={key: np.ascontiguousarray(each.T) for key, each in history.states.items()},
        drawn_from=drawn_from,
    )


def _drawn_from(agreement: Agreement, history: History, months: int) -> tuple[npt.NDArray[np.intp], ...]:
    """By part of the year, the years in which something was said of each month that counts."""
    order = months_in_order(agreement)
    counted = agreement.text.assessment.months or order
    some = history.told | np.array([month not in counted for month in order])
    found = tuple(
        np.flatnonzero(some[:, first : first + months].all(axis=1)) for first in range(0, MONTHS_PER_YEAR, months)
    )
    problems = []
    for part, years in enumerate(found):
        if not len(years):
            lacking = order[part * months : (part + 1) * months]
            span = f"{lacking[0]}–{lacking[-1]}" if months > 1 else str(lacking[0])
            problems.append(problem("scenarios.no_whole_year", months=span, first=min(history.years)))
    if problems:
        raise RequestError(problems)
    return found


def _assumes(agreement: Agreement, history: History, drawn_from: tuple[npt.NDArray[np.intp], ...], months: int) -> Pair:
    used = sorted({history.years[at] for years in drawn_from for at in years.tolist()})
    code = "scenarios.assumes_years" if months == MONTHS_PER_YEAR else "scenarios.assumes_parts"
    told = [say_both(code, years=", ".join(map(str, used)), months=months), absent_words(agreement, history)]
    return Pair("".join(each[0] for each in told if each), " ".join(each[1] for each in told if each))
