"""Two drafts of an agreement over the same years (草案比较): by how much the one is better for whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Unpack

import numpy as np

from ecocomp.agreement.agreement import Agreement
from ecocomp.errors import RequestError
from ecocomp.simulation.amounts import tally_of
from ecocomp.simulation.result import Simulation
from ecocomp.simulation.results.distribution import QUANTILES, TAIL, figures, in_yuan, mean_of, share_of, shares_of
from ecocomp.simulation.results.options import Options, part
from ecocomp.simulation.results.told import Answer, Naming, ToldFrame, notes_on
from ecocomp.simulation.results.unsettled import none_settled, refused_notes
from ecocomp.simulation.scenarios.block import Scenarios
from ecocomp.simulation.simulate import simulate
from ecocomp.simulation.variants import inputs_for, other_start, parties_besides
from ecocomp.wording import LANGUAGES, say


def compare(
    a: Agreement,
    b: Agreement,
    scenarios: Scenarios,
    *,
    quantiles: Iterable[Any] = QUANTILES,
    tail: Any = TAIL,
    language: str | None = None,
    **options: Unpack[Options],
) -> ToldFrame:
    """What draft ``b`` leaves each party with, less what draft ``a`` does, over the same scenarios (草案比较).

    Both are settled for each scenario, so that differences are those of the drafts alone. Columns: ``party``, the means
    ``mean_a`` and ``mean_b``, then of the differences in yuan ``mean``, ``sd``, quantiles, ``worst`` and ``shortfall``
    as in :meth:`Simulation.summary`; ``better``, ``worse`` and ``same``, the parts of the years in which the party is
    so with ``b``; ``years`` that both settle and ``unsettled`` others. A party that one draft lacks is left with
    nothing there.

    The options are those of :func:`ecocomp.simulate`; inputs go to the drafts that ask for them. Raises RequestError
    where the scenarios lack what a draft reads, where their years begin in different months, and where no year is
    settled by both.
    """
    shares, worst = shares_of(quantiles), share_of(tail)
    problems = other_start(a, b, b.id)
    if problems:
        raise RequestError(problems)
    one, other = (
        simulate(each, scenarios, **part(for_draft(each, (a, b), options), scenarios.rows, at, 2))
        for at, each in enumerate((a, b))
    )
    settled = ~(one.each_year.unsettled(0) | other.each_year.unsettled(0))
    if not settled.any():
        raise none_settled(max(one, other, key=lambda each: each.unsettled_years))
    rows, drawn = [], []
    for party in dict.fromkeys([*a.parties, *b.parties]):
        naming = Naming(a if party in a.parties else b, language)
        before, after = (nets(each, party)[settled] for each in (one, other))
        more = after - before
        parts = {
            "better": float((more > 0).mean()),
            "worse": float((more < 0).mean()),
            "same": float((more == 0).mean()),
        }
        drawn.append({"party": party, **figures(tally_of(more), shares_of(QUANTILES), worst), **parts})
        rows.append(
            {
                "party": naming.party(party),
                "mean_a": in_yuan(mean_of(tally_of(before))),
                "mean_b": in_yuan(mean_of(tally_of(after))),
                **figures(tally_of(more), shares, worst),
                **parts,
                "years": len(more),
                "unsettled": int((~settled).sum()),
            }
        )
    unsettled = int((~settled).sum())
    notes = {
        each: [
            *notes_on([a, b], one.period, scenarios, each, years=len(settled), unsettled=unsettled),
            *(
                say("simulation.of_variant", each, name=draft.agreement.id, told=note)
                for draft in (one, other)
                for note in refused_notes(draft, each)
            ),
            say("simulation.note_compare", each, a=a.id, b=b.id),
            *(
                say("simulation.note_only_in", each, draft=draft.id, names=names)
                for draft, names in ((a, parties_besides(a, b)), (b, parties_besides(b, a)))
                if names is not None
            ),
        ]
        for each in LANGUAGES
    }
    naming = Naming(a, language)
    found = naming.frame(rows, notes[naming.language], worst)
    found.answer = Answer("compare", (a, b), one.period, drawn, notes)
    return found


def nets(simulation: Simulation, party: str) -> Any:
    """What a party is left with in every year, in fen; nothing where the draft has no such party."""
    amounts = simulation.each_year
    return amounts.column(0, party) if party in simulation.agreement.parties else np.zeros(amounts.rows, np.int64)


def for_draft(agreement: Agreement, drafts: Iterable[Agreement], options: Options) -> Options:
    """The options for one draft: without inputs that only another asks for."""
    return {**options, "inputs": inputs_for(agreement, drafts, options.get("inputs"))}
