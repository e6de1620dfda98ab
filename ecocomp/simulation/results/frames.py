"""The frames of a simulation: net amounts, each two holders, sections, and every draw (结果表)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas

from ecocomp.errors import RequestError, problem
from ecocomp.simulation.amounts import ByKind
from ecocomp.simulation.flows import DETAILS, PAIRS, SECTIONS, Flow, flows_of
from ecocomp.simulation.results.distribution import (
    figures,
    figures_of,
    in_yuan,
    mean_of,
    part_below,
    share_of,
    shares_of,
)
from ecocomp.simulation.results.told import Naming, ToldFrame, naming_of, noted

if TYPE_CHECKING:
    from ecocomp.simulation.result import Simulation


def summary(simulation: Simulation, quantiles: Iterable[Any], tail: Any, language: str | None) -> ToldFrame:
    """See :meth:`Simulation.summary`."""
    naming, shares, part = naming_of(simulation, language), shares_of(quantiles), share_of(tail)
    rows = []
    at_once = {party: figures_of_sets(simulation, party, shares, part) for party in simulation.agreement.parties}
    for number, terms in enumerate(simulation.terms):
        unsettled = simulation.amounts.unsettled_years(number)
        for party, found in at_once.items():
            row = {**terms.labels, "party": naming.party(party), **found[number]}
            rows.append({**row, "years": simulation.amounts.rows - unsettled, "unsettled": unsettled})
    return naming.frame(rows, simulation.notes(language), part)


def figures_of_sets(
    simulation: Simulation, party: str, shares: Sequence[Fraction], part: Fraction
) -> list[dict[str, float]]:
    """The figures of what a party is left with by each set of terms; none of sets that settle no year."""
    amounts = simulation.amounts
    if isinstance(amounts, ByKind):  # thousands of sets are quickly looked at together
        fen, years = amounts.tallies(party)
        if years.sum(axis=1).all():
            table = figures_of(fen, years, shares, part)
            table["pays"] = (np.where(fen < 0, years, 0).sum(axis=1) / years.sum(axis=1)).tolist()
            return [dict(zip(table, values, strict=True)) for values in zip(*table.values(), strict=True)]
    tallies = [amounts.tally(number, party) for number in range(amounts.sets)]
    return [{**figures(net, shares, part), "pays": part_below(net)} if net.count else {} for net in tallies]


def pairs(simulation: Simulation, quantiles: Iterable[Any], tail: Any, language: str | None) -> ToldFrame:
    """See :meth:`Simulation.pairs`."""
    naming, shares, part = naming_of(simulation, language), shares_of(quantiles), share_of(tail)
    return naming.frame(pair_rows(simulation, naming, shares, part), simulation.notes(language), part)


def pair_rows(
    simulation: Simulation, naming: Naming, shares: Sequence[Fraction], part: Fraction
) -> list[dict[str, Any]]:
    """The rows of the frame of pairs."""
    rows = []
    for number, terms in enumerate(simulation.terms):
        unsettled = simulation.amounts.unsettled_years(number)
        for flow in detailed(simulation, PAIRS):
            paid = simulation.amounts.tally(number, flow)
            row = {**terms.labels, "payer": naming.holder(flow.payer), "payee": naming.holder(flow.payee)}
            if paid.count:
                row |= figures(paid, shares, part, worst_is_most=True)
                row |= {"pays": part_below(-paid), "is_paid": part_below(paid)}
            rows.append({**row, "years": paid.count, "unsettled": unsettled})
    return rows


def sections(simulation: Simulation, language: str | None) -> ToldFrame:
    """See :meth:`Simulation.sections`."""
    naming = naming_of(simulation, language)
    return naming.frame(section_rows(simulation, naming), simulation.notes(language))


def section_rows(simulation: Simulation, naming: Naming) -> list[dict[str, Any]]:
    """The rows of the frame of sections."""
    rows = []
    for number, terms in enumerate(simulation.terms):
        for flow in detailed(simulation, SECTIONS):
            paid = simulation.amounts.tally(number, flow)
            rows.append(
                {
                    **terms.labels,
                    "transfer": naming.called(flow.transfer),
                    "limit": naming.called(flow.limit),
                    "section": naming.section(flow.section),
                    "payer": naming.holder(flow.payer),
                    "payee": naming.holder(flow.payee),
                    "mean": in_yuan(mean_of(paid)) if paid.count else None,
                    "years": paid.count,
                    "unsettled": simulation.amounts.unsettled_years(number),
                }
            )
    return rows


def draws(simulation: Simulation, language: str | None) -> ToldFrame:
    """See :meth:`Simulation.draws`."""
    naming = naming_of(simulation, language)
    parts = []
    for number, terms in enumerate(simulation.terms):
        found = pandas.DataFrame({"scenario": np.arange(simulation.scenarios.rows)})
        for place, (name, label) in enumerate(terms.labels.items()):
            found.insert(place, name, [naming.value(label)] * len(found))
        for party in simulation.agreement.parties:
            net = simulation.each_year.column(number, party)
            found[party] = pandas.arrays.IntegerArray(net.copy(), simulation.each_year.unsettled(number).copy())
        parts.append(found)
    whole = ToldFrame(pandas.concat(parts, ignore_index=True))
    if naming.words:
        columns = {party: naming.fen(party) for party in simulation.agreement.parties}
        whole.columns = pandas.Index([columns.get(each) or naming.column(each, "") for each in whole.columns])
    return noted(whole, simulation.notes(language))


def detailed(simulation: Simulation, detail: str) -> list[Flow]:
    """The flows of a detail. Raises RequestError where there are none because less was asked for."""
    found = flows_of(simulation.amounts.names, detail)
    if simulation.detail not in DETAILS[DETAILS.index(detail) :]:
        choices = " / ".join(repr(each) for each in DETAILS[DETAILS.index(detail) :])
        raise RequestError(problem("simulation.no_detail", choices=choices))
    return found
