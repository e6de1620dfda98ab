"""``simulate``: an agreement, scenarios of water and terms make what each party would be left with (模拟)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

import numpy as np

from ecocomp.agreement.agreement import Agreement
from ecocomp.errors import NOWHERE, Problem, RequestError, SettlementError, problem
from ecocomp.formula.problems import FormulaError
from ecocomp.readings.readings import Readings
from ecocomp.settlement.inputs import InputReader
from ecocomp.settlement.settling import period_of
from ecocomp.simulation.asked import asked_of
from ecocomp.simulation.compiled import has_numba
from ecocomp.simulation.engine import Outcome
from ecocomp.simulation.flows import DETAILS, Flow
from ecocomp.simulation.kept_blocks import KeptBlocks
from ecocomp.simulation.result import Simulation
from ecocomp.simulation.scenarios.block import Scenarios, blocks_of, names_read
from ecocomp.simulation.sweep import Sweep
from ecocomp.simulation.terms import LONGEST_SHOWN
from ecocomp.simulation.variants import Variants, each_of, inputs_for, variants_of
from ecocomp.simulation.workers import worked

#: What a result may take, in bytes.
MOST_BYTES = 2 << 30


def simulate(
    agreement: Agreement,
    scenarios: Scenarios,
    terms: Any = None,
    *,
    variants: Mapping[str, Agreement | str] | Iterable[Agreement] | None = None,
    year: int,
    since: int | str | None = None,
    through: int | str | None = None,
    inputs: Mapping[str, Any] | None = None,
    history: Readings | None = None,
    exact: bool = True,
    compiled: bool | None = None,
    detail: str = "",
    executor: Executor | None = None,
    kept_in: str | os.PathLike[str] | None = None,
    overwrite: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Simulation:
    """What each party would be left with in many possible years, by the terms as agreed and by others (模拟测算).

    ``scenarios`` are possible years of water. ``terms`` is a grid, as in ``{"unit_price": [10, 20, 30]}`` in the units
    of the agreement, or a list of sets; without it the terms are those of the agreement. ``variants`` (方案) are other
    texts of it by name, settled beside it for the same scenarios: agreements, or texts of what differs, written as in a
    file that ``extends``; agreements in a list are named by their ids. ``year`` is the assessment year whose terms
    apply, ``since`` and ``through`` a part of it as in :func:`ecocomp.settle`, ``inputs`` the facts to be declared,
    ``history`` readings for what formulas ask of the years before.

    Every amount is to the fen what :func:`ecocomp.settle` gives for the same monthly values; with ``exact=False``
    rounding and comparisons may come out otherwise in the last digit of a float, and it is quicker. ``compiled`` says
    whether the formulas are compiled first (numba, extra ``fast``); without it they are where that pays. An
    ``executor`` (of ``concurrent.futures``, or a Dask client) works on blocks at once. The result is the same.

    With ``detail="pairs"`` the result also has what each two holders pay one another, and with ``detail="sections"``
    that of each transfer at each section; without it there are only the net amounts, which is quicker.

    In the folder ``kept_in`` each block is kept as soon as it is finished: called once more the same way, it goes on
    where it was broken off. ``progress`` is called with the number of scenarios that are finished, again and again.

    Raises RequestError for terms, years, scenarios and variants that do not fit the agreement, AgreementError for texts
    of variants that cannot be used, SettlementError where the agreement cannot be settled whatever the water, and
    OutputError where ``kept_in`` cannot be written or holds blocks
    of something else, unless ``overwrite`` says that these may go.
    """
    if not isinstance(agreement, Agreement):
        raise RequestError(problem("settlement.agreement_type", found=type(agreement).__name__))
    if detail and detail not in DETAILS:
        raise RequestError(problem("simulation.detail", found=str(detail)[:LONGEST_SHOWN], choices=", ".join(DETAILS)))
    if compiled and not has_numba():
        raise RequestError(problem("simulation.needs_numba"))
    drafts = variants_of(agreement, variants)

    def asked(draft: Agreement) -> Sweep:
        lacking = lacking_in(scenarios, draft)
        if lacking:
            raise RequestError(problem("simulation.scenarios_lack", names=", ".join(lacking)))
        period = period_of(draft, year, since, through)
        reader = InputReader(draft, period)
        named = reader.read(inputs_for(draft, drafts.values(), inputs))
        if any(each.severity == "error" for each in reader.problems):
            raise SettlementError(reader.problems)
        made = Sweep(draft, period, named, scenarios, terms, history, exact, compiled, detail)
        made.terms  # noqa: B018 - what is wrong with the terms is told now
        return made

    sweep = asked(agreement) if len(drafts) == 1 else Variants(each_of(drafts, asked))
    count, parties = len(sweep.sets), len(agreement.parties)
    size = count * sweep.columns * scenarios.rows * 8
    if size > MOST_BYTES:
        raise RequestError(problem("simulation.too_large", size=size >> 20, most=MOST_BYTES >> 20))
    nets = np.zeros((count, parties, scenarios.rows), dtype=np.int64)
    unsettled = np.zeros((count, scenarios.rows), dtype=bool)
    flows: dict[Flow, Any] = {}
    again = np.zeros(2, dtype=np.int64)
    kept = None if kept_in is None else KeptBlocks(Path(kept_in), asked_of(sweep), overwrite=overwrite)
    done = 0
    for number, each in outcomes(sweep, kept, executor):
        first = number * scenarios.block_rows
        rows = slice(first, first + each.nets.shape[2])
        nets[:, :, rows] = each.nets
        unsettled[:, rows] = each.unsettled
        for flow, amounts in each.flows.items():
            if flow not in flows:
                flows[flow] = np.zeros((count, scenarios.rows), dtype=np.int64)
            flows[flow][:, rows] = amounts
        again += (each.by_whole, each.by_year)
        done += each.nets.shape[2]
        if progress is not None:
            progress(done)
    period, found = period_of(agreement, year, since, through), flows if detail else None
    again_counts = tuple(map(int, again))
    others = {name: each for name, each in drafts.items() if name != agreement.id}
    return Simulation(agreement, period, scenarios, sweep.sets, nets, unsettled, exact, again_counts, found, others)


def lacking_in(scenarios: Scenarios, agreement: Agreement) -> list[str]:
    """What an agreement reads and scenarios do not have: names, or names at sections."""
    names = names_read(agreement)
    lacking = [name for name in names if name not in scenarios.decimals]
    if lacking:
        return lacking
    there = scenarios.block(0).values
    return [f"{name} {section}" for name in names for section in agreement.sections if (name, section) not in there]


def outcomes(
    sweep: Sweep | Variants, kept: KeptBlocks | None, executor: Executor | None
) -> Iterator[tuple[int, Outcome]]:
    """The outcomes of all blocks, in any order: those that were kept, then the others, which are kept from now on."""
    left = []
    for number in range(blocks_of(sweep.scenarios)):
        found = None if kept is None else kept.read(number)
        if found is None:
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
