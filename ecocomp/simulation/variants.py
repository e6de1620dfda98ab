"""Variants (方案): several texts of an agreement, settled by the same terms for the same scenarios."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.load import patched_agreement
from ecocomp.errors import NOWHERE, AgreementError, EcocompError, Place, Problem, RequestError, SettlementError, problem
from ecocomp.formula.problems import FormulaError
from ecocomp.simulation.engine import Outcome
from ecocomp.simulation.flows import Flow
from ecocomp.simulation.scenarios.block import Scenarios
from ecocomp.simulation.sweep import MOST_KEPT, Sweep
from ecocomp.simulation.terms import LONGEST_SHOWN, TermSet

#: What the column of names is called, beside those of varied terms.
VARIANT = "variant"


def variants_of(agreement: Agreement, given: Any) -> dict[str, Agreement]:
    """All texts by name, the agreement itself first, under its id; ``given`` are the others.

    ``given`` is a mapping of names to agreements or to texts of what differs, or a list of agreements, which are named
    by their ids. Raises RequestError for names that stand twice, for what is neither, and for texts with other parties
    or another beginning of the year; AgreementError for texts that cannot be used.
    """
    named = given.items() if isinstance(given, Mapping) else [(getattr(each, "id", ""), each) for each in listed(given)]
    found = {agreement.id: agreement}
    problems: list[Problem] = []
    wrong_texts = False
    for name, each in named:
        if isinstance(each, str) and isinstance(given, Mapping):
            try:
                draft = patched_agreement(agreement, each, file=str(name))
            except AgreementError as trouble:
                problems += trouble.problems
                wrong_texts = True
                continue
        elif isinstance(each, Agreement):
            draft = each
        else:
            raise RequestError(problem("simulation.variants_type", found=type(each).__name__))
        if str(name) in found:
            problems.append(problem("simulation.variant_twice", name=str(name)[:LONGEST_SHOWN]))
            continue
        found[str(name)] = draft
        problems += fits(agreement, draft, str(name))
    if problems:
        raise (AgreementError if wrong_texts else RequestError)(problems)
    return found


def listed(given: Any) -> Iterable[Any]:
    """The agreements of a list; nothing where there are none."""
    if given is None:
        return ()
    if isinstance(given, str | Agreement) or not isinstance(given, Iterable):
        raise RequestError(problem("simulation.variants_type", found=type(given).__name__))
    return given


def fits(agreement: Agreement, draft: Agreement, name: str) -> list[Problem]:
    """Why the outcomes of a draft cannot stand beside those of the agreement."""
    found = other_start(agreement, draft, name)
    if set(draft.parties) != set(agreement.parties):
        there, expected = (", ".join(each.parties) for each in (draft, agreement))
        found.append(problem("simulation.variant_parties", Place(name), found=there, expected=expected))
    return found


def other_start(agreement: Agreement, draft: Agreement, name: str) -> list[Problem]:
    """That scenarios, whose months are those of a year, cannot be years of both."""
    there, expected = (each.text.assessment.starts for each in (draft, agreement))
    return (
        [problem("simulation.variant_starts", Place(name), found=there, expected=expected)] if there != expected else []
    )


def each_of(drafts: Mapping[str, Agreement], asked: Callable[[Agreement], Sweep]) -> dict[str, Sweep]:
    """What is asked of each text. Raises what ``asked`` raises, with the problems of all texts, each with its name."""
    found: dict[str, Sweep] = {}
    troubles: list[EcocompError] = []
    problems: list[Problem] = []
    for name, draft in drafts.items():
        try:
            found[name] = asked(draft)
        except EcocompError as trouble:
            troubles.append(trouble)
            problems += [
                replace(each, place=Place(name)) if each.place == NOWHERE else each for each in trouble.problems
            ]
    if troubles:
        raise type(troubles[0])(problems)
    return found


def inputs_for(agreement: Agreement, drafts: Iterable[Agreement], inputs: Any) -> Any:
    """The declared inputs for one draft: without those that only another asks for."""
    if not isinstance(inputs, Mapping):
        return inputs or {}
    known = {name for each in drafts for name in each.text.inputs}
    return {name: each for name, each in inputs.items() if name in agreement.text.inputs or name not in known}


@dataclass(frozen=True, eq=False)
class Variants:
    """The sweeps of several texts as one: each block of scenarios is drawn once, for all of them."""

    sweeps: Mapping[str, Sweep]

    @property
    def first(self) -> Sweep:
        """That of the agreement itself."""
        return next(iter(self.sweeps.values()))

    @property
    def scenarios(self) -> Scenarios:
        return self.first.scenarios

    @cached_property
    def sets(self) -> list[TermSet]:
        """All sets of terms, of one text after the other. Raises RequestError where a term has the name of ours."""
        found = [(name, each) for name, sweep in self.sweeps.items() for each in sweep.sets]
        if any(VARIANT in each.labels for _, each in found):
            raise RequestError(problem("simulation.variant_term", name=VARIANT))
        return [replace(each, labels={VARIANT: name, **each.labels}) for name, each in found]

    @property
    def columns(self) -> int:
        """How many amounts a year has."""
        parts = {self.turned(flow)[0] for sweep in self.sweeps.values() for flow in sweep.engine.parts}
        return len(self.first.agreement.parties) + len(parts)

    def block(self, number: int) -> Outcome:
        """The outcomes of a block of scenarios by all texts. Raises SettlementError for one that cannot be settled."""
        block = self.scenarios.block(number)
        found = []
        for name, sweep in self.sweeps.items():
            try:
                found.append(sweep.engine.block(block, sweep.exact))
            except FormulaError as trouble:
                raise SettlementError(Problem(trouble.code, Place(name), trouble.details)) from None
        return self.joined(found)

    def joined(self, outcomes: Sequence[Outcome]) -> Outcome:
        """The outcomes of the texts as those of one: parties in the order of the agreement, flows in one direction."""
        parties = list(self.first.agreement.parties)
        nets, flows = [], dict[Flow, Any]()
        unsettled = np.concatenate([each.unsettled for each in outcomes])
        first = 0
        for sweep, outcome in zip(self.sweeps.values(), outcomes, strict=True):
            order = list(sweep.agreement.parties)
            nets.append(outcome.nets[:, [order.index(party) for party in parties]])
            rows = slice(first, first + len(outcome.nets))
            for each, amounts in outcome.flows.items():
                flow, sign = self.turned(each)
                if flow not in flows:
                    flows[flow] = np.zeros(unsettled.shape, dtype=np.int64)
                flows[flow][rows] += sign * amounts
            first = rows.stop
        by_whole, by_year = (sum(counts) for counts in zip(*((o.by_whole, o.by_year) for o in outcomes), strict=True))
        return Outcome(np.concatenate(nets), flows, unsettled, by_whole, by_year)

    def turned(self, flow: Flow) -> tuple[Flow, int]:
        """A flow in the direction in which the first text that has one between the two writes it, and 1 or -1."""
        pair = (flow.payer, flow.payee)
        for sweep in self.sweeps.values():
            written = sweep.engine.flows.written
            if pair in written:
                break
            if pair[::-1] in written:
                return replace(flow, payer=flow.payee, payee=flow.payer), -1
        return flow, 1

    @cached_property
    def packed(self) -> bytes:
        """What is asked, to be sent along with each block: what the texts share goes once."""
        asked = {name: [getattr(sweep, each.name) for each in fields(sweep)] for name, sweep in self.sweeps.items()}
        return pickle.dumps(asked)

    def __reduce__(self) -> tuple[Any, ...]:
        return arrived_together, (self.packed,)


@lru_cache(maxsize=MOST_KEPT)
def arrived_together(packed: bytes) -> Variants:
    """The sweeps that were sent: in a process always the same ones, as :func:`ecocomp.simulation.sweep.arrived`."""
    return Variants({name: Sweep(*each) for name, each in pickle.loads(packed).items()})
