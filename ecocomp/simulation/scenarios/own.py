"""Scenarios of one's own: from arrays of whole numbers, or from a table of texts and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ecocomp.agreement.agreement import Agreement
from ecocomp.errors import Problem, RequestError, problem
from ecocomp.period import MONTHS_PER_YEAR
from ecocomp.readings.sources import is_frame
from ecocomp.simulation.scenarios.block import (
    LARGEST,
    MISSING,
    Block,
    Flags,
    Key,
    Wholes,
    names_read,
    rows_in_block,
    rows_of_block,
)
from ecocomp.simulation.scenarios.own_table import read_table
from ecocomp.simulation.scenarios.spelled import key_of
from ecocomp.simulation.scenarios.wholes import FEWEST_DECIMALS, MOST_DECIMALS
from ecocomp.wording import Pair, say_both

if TYPE_CHECKING:
    import pandas

#: Values, and where they are below detection, by indicator and section.
Given = Mapping[Key, npt.NDArray[Any]]


@dataclass(frozen=True)
class OwnScenarios:
    """Scenarios that stand in arrays; see :class:`~ecocomp.simulation.scenarios.block.Scenarios`."""

    name: str
    assumes: Pair
    rows: int
    decimals: Mapping[str, int]
    block_rows: int
    values: Mapping[Key, Wholes]
    below: Mapping[Key, Flags]
    states: Mapping[tuple[str, str], Flags]
    seed: int | None = None

    def block(self, number: int) -> Block:
        """The block with this number."""
        rows = rows_of_block(self, number)
        return Block(self.rows, self.values, self.below, self.states).some(rows)


def own_scenarios(
    agreement: Agreement,
    data: pandas.DataFrame | Given,
    *,
    decimals: Mapping[str, int] | None = None,
    below: Given | None = None,
    name: str = "own",
) -> OwnScenarios:
    """Scenarios of one's own (自定情景): each a possible year of monthly values for an agreement.

    ``data`` is a table with one row a value and the columns scenario (情景), section (断面), indicator (指标), month
    (月份: 1 to 12, or ``"2024-03"``) and value (数值: a number, or text such as ``"0.02L"``, ``"<0.02"``, ``"--"`` or
    断流). Values are in the unit of the indicator (mg/L; flow in m3/s, volume in m3). Scenarios keep the order of their
    first rows. What the table lacks is missing in the scenario.

    Or ``data`` are arrays of whole numbers by (indicator, section), of shape (12, scenarios): the months of the
    assessment year in order, values times ``10 ** decimals[indicator]``, and ``-2**31`` where there is none. ``below``
    has arrays of truths of the same shape, true where the value is below detection and the whole number the limit.

    Raises RequestError with everything that is wrong, each with its row, what was found and what was expected.
    """
    wanted = names_read(agreement)
    if is_frame(data):
        if decimals is not None or below is not None:
            raise RequestError(problem("scenarios.table_options"))
        values, flags, states, places = read_table(agreement, wanted, data)  # type: ignore[arg-type]
    elif isinstance(data, Mapping):
        values, flags, places = _checked(agreement, wanted, data, decimals or {}, below or {})
        states = {}
    else:
        raise RequestError(problem("scenarios.own_type", found=type(data).__name__))
    rows = next(iter(values.values())).shape[1]
    return OwnScenarios(
        name=name,
        assumes=say_both("scenarios.assumes_own", rows=rows),
        rows=rows,
        decimals=places,
        block_rows=rows_in_block(len(values), drawn=False),
        values=values,
        below=flags,
        states=states,
    )


def _checked(
    agreement: Agreement, wanted: tuple[str, ...], data: Given, decimals: Mapping[str, int], below: Given
) -> tuple[dict[Key, Wholes], dict[Key, Flags], dict[str, int]]:
    """Arrays as they are kept, by ids. Raises RequestError with all that is wrong."""
    problems: list[Problem] = []
    values: dict[Key, Wholes] = {}
    flags: dict[Key, Flags] = {}
    places: dict[str, int] = {}
    rows = next((each.shape[1] for each in data.values() if getattr(each, "ndim", 0) == 2), 0)  # noqa: PLR2004
    shape = (MONTHS_PER_YEAR, rows)
    if not rows:
        raise RequestError(problem("scenarios.own_empty"))
    found_below = {key_of(agreement, wanted, given, problems): each for given, each in below.items()}
    for given, array in data.items():
        key = key_of(agreement, wanted, given, problems)
        if key is None:
            continue
        label = " ".join(key)
        if key in values:
            problems.append(problem("scenarios.array_twice", key=label))
        elif getattr(array, "shape", None) != shape or array.dtype.kind not in "iu":
            told = f"{getattr(array, 'dtype', type(array).__name__)} {getattr(array, 'shape', '')}"
            problems.append(problem("scenarios.array_shape", key=label, rows=rows, found=told))
        elif array.size and (int(array.min()) < MISSING or int(array.max()) > LARGEST):
            problems.append(problem("scenarios.array_large", key=label, most=LARGEST))
        else:
            values[key] = np.ascontiguousarray(array, np.int32)
        place = decimals.get(key[0], next((each for name, each in decimals.items() if name == given[0]), None))
        if type(place) is not int or not FEWEST_DECIMALS <= place <= MOST_DECIMALS:
            problems.append(
                problem("scenarios.array_decimals", key=label, found=place, fewest=FEWEST_DECIMALS, most=MOST_DECIMALS)
            )
        else:
            places[key[0]] = place
    for key, flag in found_below.items():
        if key is None:
            continue
        label = " ".join(key)
        if getattr(flag, "shape", None) != shape or flag.dtype.kind != "b":
            told = f"{getattr(flag, 'dtype', type(flag).__name__)} {getattr(flag, 'shape', '')}"
            problems.append(problem("scenarios.below_shape", key=label, rows=rows, found=told))
        elif key in values and bool((values[key][flag] <= 0).any()):
            problems.append(problem("scenarios.below_limit", key=label))
        elif key in values:
            flags[key] = np.ascontiguousarray(flag)
    if problems:
        raise RequestError(problems)
    return values, flags, places
