"""The frames of a simulation: net amounts, each two holders, sections, and every draw (结果表)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas

from ecocomp.errors import RequestError, problem
from ecocomp.settlement.lines import Holder
from ecocomp.simulation.flows import DETAILS, PAIRS, SECTIONS, Flow
from ecocomp.simulation.results.distribution import figures, in_yuan, mean_of, share_of, shares_of
from ecocomp.simulation.results.told import Naming, ToldFrame, noted

if TYPE_CHECKING:
    from ecocomp.simulation.result import Simulation


def summary(simulation: Simulation, quantiles: Iterable[Any], tail: Any, language: str | None) -> ToldFrame:
    """See :meth:`Simulation.summary`."""
    naming, shares, part = (
        Naming(simulation.agreement, language, simulation.variants.values()),
        shares_of(quantiles),
        share_of(tail),
    )
    rows = []
    for number, terms in enumerate(simulation.terms):
        unsettled = int(simulation.unsettled[number].sum())
        for party in simulation.agreement.parties:
            net = simulation.net(party, number)
            row = {**terms.labels, "party": naming.party(party)}
            if len(net):
                row |= {**figures(net, shares, part), "pays": float((net < 0).mean())}
            rows.append({**row, "years": len(net), "unsettled": unsettled})
    return naming.frame(rows, simulation.notes(language), part)


def pairs(simulation: Simulation, quantiles: Iterable[Any], tail: Any, language: str | None) -> ToldFrame:
    """See :meth:`Simulation.pairs`."""
    naming, shares, part = (
        Naming(simulation.agreement, language, simulation.variants.values()),
        shares_of(quantiles),
        share_of(tail),
    )
    between: dict[tuple[Holder, Holder], Any] = {}
    for flow, amounts in detailed(simulation, PAIRS).items():
        pair = (flow.payer, flow.payee)
        between[pair] = between[pair] + amounts if pair in between else amounts
    rows = []
    for number, terms in enumerate(simulation.terms):
        settled = ~simulation.unsettled[number]
        for (payer, payee), amounts in between.items():
            paid = amounts[number, settled]
            row = {**terms.labels, "payer": naming.holder(payer), "payee": naming.holder(payee)}
            if len(paid):
                row |= figures(paid, shares, part, worst_is_most=True)
                row |= {"pays": float((paid > 0).mean()), "is_paid": float((paid < 0).mean())}
            rows.append({**row, "years": len(paid), "unsettled": int((~settled).sum())})
    return naming.frame(rows, simulation.notes(language), part)


def sections(simulation: Simulation, language: str | None) -> ToldFrame:
    """See :meth:`Simulation.sections`."""
    naming = Naming(simulation.agreement, language, simulation.variants.values())
    flows = detailed(simulation, SECTIONS)
    rows = []
    for number, terms in enumerate(simulation.terms):
        settled = ~simulation.unsettled[number]
        for flow, amounts in flows.items():
            paid = amounts[number, settled]
            rows.append(
                {
                    **terms.labels,
                    "transfer": naming.called(flow.transfer),
                    "limit": naming.called(flow.limit),
                    "section": naming.section(flow.section),
                    "payer": naming.holder(flow.payer),
                    "payee": naming.holder(flow.payee),
                    "mean": in_yuan(mean_of(paid)) if len(paid) else None,
                    "years": len(paid),
                    "unsettled": int((~settled).sum()),
                }
            )
    return naming.frame(rows, simulation.notes(language))


def draws(simulation: Simulation, language: str | None) -> ToldFrame:
    """See :meth:`Simulation.draws`."""
    naming = Naming(simulation.agreement, language, simulation.variants.values())
    parts = []
    for number, terms in enumerate(simulation.terms):
        found = pandas.DataFrame({"scenario": np.arange(simulation.scenarios.rows)})
        for place, (name, label) in enumerate(terms.labels.items()):
            found.insert(place, name, [label] * len(found))
        for place, party in enumerate(simulation.agreement.parties):
            net = pandas.array(simulation.nets[number, place], dtype="Int64")
            net[simulation.unsettled[number]] = pandas.NA
            found[party] = net
        parts.append(found)
    whole = ToldFrame(pandas.concat(parts, ignore_index=True))
    if naming.words:
        columns = {party: naming.fen(party) for party in simulation.agreement.parties}
        whole.columns = pandas.Index([columns.get(each) or naming.column(each, "") for each in whole.columns])
    return noted(whole, simulation.notes(language))


def detailed(simulation: Simulation, detail: str) -> Mapping[Flow, Any]:
    """The flows, which must be at least so detailed. Raises RequestError where they were not asked for."""
    flows = simulation.flows
    if flows is None or (detail == SECTIONS and not all(flow.transfer for flow in flows)):
        choices = " / ".join(repr(each) for each in DETAILS[DETAILS.index(detail) :])
        raise RequestError(problem("simulation.no_detail", choices=choices))
    return flows
