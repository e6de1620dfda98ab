"""``simulate``: an agreement, scenarios of water and terms make what each party would be left with (模拟)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import replace
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
from ecocomp.simulation.scenarios.pieces import in_blocks_for
from ecocomp.simulation.scenarios.spelled import key_text, names_text
from ecocomp.simulation.sweep import Sweep
from ecocomp.simulation.terms import LONGEST_SHOWN
from ecocomp.simulation.variants import Several, each_of, inputs_for, sets_of, variants_of
from ecocomp.simulation.varied_inputs import with_varied
from ecocomp.simulation.workers import worked
from ecocomp.wording import Pair, listed


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
    counted: bool = False,
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
    rounding and comparisons may come out otherwise in the last digit of a float, years that must be settled by
    themselves count as unsettled, and it is quicker. ``compiled`` says whether the formulas are compiled first (numba,
    extra ``fast``); without it they are where that pays. An ``executor`` (of ``concurrent.futures``, or a Dask client)
    works on blocks at once. The result is the same.

    With ``detail="pairs"`` the result also has what each two holders pay one another, and with ``detail="sections"``
    that of each transfer at each section; without it there are only the net amounts, which is quicker.

    With ``counted`` only how often each amount comes about is kept, and not in which year: the distributions are the
    same, single years cannot be asked, and many more years have room.

    In the folder ``kept_in`` each block is kept as soon as it is finished: called once more the same way, it goes on
    where it was broken off. ``progress`` is called with the number of scenarios that are finished, again and again.

    Raises RequestError for terms, years, scenarios and variants that do not fit the agreement, AgreementError for texts
    of variants that cannot be used, SettlementError where the agreement cannot be settled whatever the water, and
    OutputError where ``kept_in`` cannot be written or holds blocks of something else, unless ``overwrite`` says that
    these may go.
    """
    if not isinstance(agreement, Agreement):
        raise RequestError(problem("settlement.agreement_type", found=type(agreement).__name__))
    if detail and detail not in DETAILS:
        raise RequestError(problem("simulation.detail", found=str(detail)[:LONGEST_SHOWN], choices=", ".join(DETAILS)))
    if compiled and not has_numba():
        raise RequestError(problem("simulation.needs_numba"))
    if inputs is not None and not isinstance(inputs, Mapping):
        raise RequestError(problem("settlement.inputs_type", found=type(inputs).__name__))
    drafts = variants_of(agreement, variants)

    def asked(draft: Agreement) -> Sweep:
        lacking = lacking_in(scenarios, draft)
        if lacking:
            raise RequestError(problem("simulation.scenarios_lack", names=lacking))
        period = period_of(draft, year, since, through)
        reader = InputReader(draft, period)
        named = reader.read(with_varied(draft, terms, inputs_for(draft, drafts.values(), inputs)))
        if any(each.severity == "error" for each in reader.problems):
            raise SettlementError(reader.problems)
        made = Sweep(draft, period, named, scenarios, terms, history, exact, compiled, detail, counted)
        ready(made)
        if made.engine.money is None:
            amounts = len(made.terms.sets) * len(made.engine.names)
            made = replace(made, scenarios=in_blocks_for(scenarios, amounts))
        return made

    sweeps = each_of(drafts, asked)
    sets = sets_of(sweeps)
    cells = sum(len(sweep.terms.sets) * len(sweep.engine.names) for sweep in sweeps.values())
    gathering = [
        Gathered(len(sweep.terms.sets), len(sweep.engine.names), scenarios.rows, counted=counted)
        for sweep in sweeps.values()
    ]
    if not counted:
        gathering[0].check(cells * scenarios.rows * 8)
    kept = [
        KeptBlocks(kept_at(Path(kept_in), place), asked_of(sweep), overwrite=overwrite) if kept_in is not None else None
        for place, sweep in enumerate(sweeps.values())
    ]
    done = 0
    for found, own, sweep in zip(gathering, kept, sweeps.values(), strict=True):
        for number, each in outcomes(sweep, own, executor):
            found.add(number * sweep.scenarios.block_rows, each)
            done += each.rows
            if progress is not None:
                progress(done // len(sweeps))
    parts = tuple(each.finished() for each in gathering)
    amounts = parts[0] if len(parts) == 1 else Several(parts)
    others = {name: each for name, each in drafts.items() if name != agreement.id}
    period = sweeps[agreement.id].period
    return Simulation(agreement, period, scenarios, sets, amounts, exact, detail, others, tuple(sweeps.values()))


def ready(sweep: Sweep) -> None:
    """Make the terms and the agreement ready. Raises what is wrong with them."""
    try:
        sweep.engine  # noqa: B018 - made when first asked for
    except FormulaError as trouble:
        raise SettlementError(Problem(trouble.code, NOWHERE, trouble.details)) from None


def kept_at(folder: Path, place: int) -> Path:
    """Where the blocks of the agreement are kept, and those of each variant."""
    return folder if not place else folder / "variants" / str(place)


def lacking_in(scenarios: Scenarios, agreement: Agreement) -> Pair | None:
    """What an agreement reads and scenarios do not have: indicators, or these at sections."""
    names = names_read(agreement)
    lacking = [name for name in names if name not in scenarios.decimals]
    if lacking:
        return names_text(lacking)
    there = scenarios.block(0).values
    keys = [(name, section) for name in names for section in agreement.sections if (name, section) not in there]
    shown = [key_text(agreement, key) for key in keys]
    return listed(shown) if shown else None


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
    except OverflowError:
        raise RequestError(problem("simulation.amount_large")) from None
