"""``simulate``: an agreement, scenarios of water and terms make what each party would be left with (模拟)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

from ecocomp.agreement.agreement import Agreement
from ecocomp.errors import NOWHERE, Problem, RequestError, SettlementError, problem
from ecocomp.formula.problems import FormulaError
from ecocomp.readings.readings import Readings
from ecocomp.settlement.inputs import InputReader
from ecocomp.settlement.settling import period_of
from ecocomp.simulation.amounts import ByKind, EveryYear
from ecocomp.simulation.asked import asked_of
from ecocomp.simulation.compiled import has_numba
from ecocomp.simulation.flows import DETAILS
from ecocomp.simulation.gathering import Gathered
from ecocomp.simulation.kept_blocks import KeptBlocks
from ecocomp.simulation.result import Simulation
from ecocomp.simulation.scenarios.block import Scenarios, blocks_of, names_read
from ecocomp.simulation.sweep import Sweep
from ecocomp.simulation.terms import LONGEST_SHOWN
from ecocomp.simulation.workers import worked


def simulate(
    agreement: Agreement,
    scenarios: Scenarios,
    terms: Any = None,
    *,
    year: int,
    since: int | str | None = None,
    through: int | str | None = None,
    inputs: Mapping[str, Any] | None = None,
    history: Readings | None = None,
    exact: bool = True,
    compiled: bool | None = None,
    detail: str = "",
    counted: bool = False,
    executor: Executor | None = None,
    kept_in: str | os.PathLike[str] | None = None,
    overwrite: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Simulation:
    """What each party would be left with in many possible years, by the terms as agreed and by others (模拟测算).

    ``scenarios`` are possible years of water. ``terms`` is a grid, as in ``{"unit_price": [10, 20, 30]}`` in the units
    of the agreement, or a list of sets; without it the terms are those of the agreement. ``year`` is the assessment
    year whose terms apply, ``since`` and ``through`` a part of it as in :func:`ecocomp.settle`, ``inputs`` the facts to
    be declared, ``history`` readings for what formulas ask of the years before.

    Every amount is to the fen what :func:`ecocomp.settle` gives for the same monthly values; with ``exact=False``
    rounding and comparisons may come out otherwise in the last digit of a float, and it is quicker. ``compiled`` says
    whether the formulas are compiled first (numba, extra ``fast``); without it they are where that pays. An
    ``executor`` (of ``concurrent.futures``, or a Dask client) works on blocks at once. The result is the same.

    With ``detail="pairs"`` the result also has what each two holders pay one another, and with ``detail="sections"``
    that of each transfer at each section; without it there are only the net amounts, which is quicker.

    With ``counted`` only how often each amount comes about is kept, and not in which year: the distributions are the
    same, single years cannot be asked, and many more years have room.

    In the folder ``kept_in`` each block is kept as soon as it is finished: called once more the same way, it goes on
    where it was broken off. ``progress`` is called with the number of scenarios that are finished, again and again.

    Raises RequestError for terms, years and scenarios that do not fit the agreement, SettlementError where the
    agreement cannot be settled whatever the water, and OutputError where ``kept_in`` cannot be written or holds blocks
    of something else, unless ``overwrite`` says that these may go.
    """
    if not isinstance(agreement, Agreement):
        raise RequestError(problem("settlement.agreement_type", found=type(agreement).__name__))
    if detail and detail not in DETAILS:
        raise RequestError(problem("simulation.detail", found=str(detail)[:LONGEST_SHOWN], choices=", ".join(DETAILS)))
    lacking = lacking_in(scenarios, agreement)
    if lacking:
        raise RequestError(problem("simulation.scenarios_lack", names=", ".join(lacking)))
    period = period_of(agreement, year, since, through)
    reader = InputReader(agreement, period)
    named = reader.read({} if inputs is None else inputs)
    if any(each.severity == "error" for each in reader.problems):
        raise SettlementError(reader.problems)
    if compiled and not has_numba():
        raise RequestError(problem("simulation.needs_numba"))
    sweep = Sweep(agreement, period, named, scenarios, terms, history, exact, compiled, detail, counted)
    found = Gathered(len(sweep.terms.sets), len(sweep.engine.names), scenarios.rows, counted=counted)
    kept = None if kept_in is None else KeptBlocks(Path(kept_in), asked_of(sweep), overwrite=overwrite)
    done = 0
    for number, each in outcomes(sweep, kept, executor):
        found.add(number * scenarios.block_rows, each)
        done += each.rows
        if progress is not None:
            progress(done)
    return Simulation(agreement, period, scenarios, sweep.terms.sets, found.finished(), exact, detail)


def lacking_in(scenarios: Scenarios, agreement: Agreement) -> list[str]:
    """What an agreement reads and scenarios do not have: names, or names at sections."""
    names = names_read(agreement)
    lacking = [name for name in names if name not in scenarios.decimals]
    if lacking:
        return lacking
    there = scenarios.block(0).values
    return [f"{name} {section}" for name in names for section in agreement.sections if (name, section) not in there]


def outcomes(
    sweep: Sweep, kept: KeptBlocks | None, executor: Executor | None
) -> Iterator[tuple[int, EveryYear | ByKind]]:
    """The outcomes of all blocks, in any order: those that were kept, then the others, which are kept from now on."""
    left = []
    for number in range(blocks_of(sweep.scenarios)):
        found = None if kept is None else kept.read(number)
        if found is None or (isinstance(found, ByKind) and found.kinds is None and not sweep.counted):
            left.append(number)
        else:
            yield number, found
    try:
        for number, outcome in worked(sweep, left, executor):
            if kept is not None:
                kept.write(number, outcome)
            yield number, outcome
    except FormulaError as trouble:
        raise SettlementError(Problem(trouble.code, NOWHERE, trouble.details)) from None
