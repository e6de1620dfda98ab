"""Variants (方案): several texts of an agreement, settled by the same terms for the same scenarios."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.load import patched_agreement
from ecocomp.errors import NOWHERE, AgreementError, EcocompError, Place, Problem, RequestError, problem
from ecocomp.settlement.input_sources import GivenInputs
from ecocomp.settlement.lines import Holder
from ecocomp.simulation.amounts import Amounts, ByKind, Counted, EveryYear, Name, Tally, tally_of
from ecocomp.simulation.flows import Flow
from ecocomp.simulation.sweep import Sweep
from ecocomp.simulation.terms import LONGEST_SHOWN, TermSet
from ecocomp.wording import LANGUAGES, Pair

Array = Any
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
    for code, one, other in (("lacks", agreement, draft), ("more", draft, agreement)):
        names = parties_besides(one, other)
        if names is not None:
            found.append(problem(f"simulation.variant_{code}_parties", Place(name), names=names))
    return found


def parties_besides(agreement: Agreement, other: Agreement) -> Pair | None:
    """The parties that another text lacks, by name; None where it has all."""
    names = [name for name in agreement.parties if name not in other.parties]
    shown = [[agreement.name_of(name, language) for name in names] for language in LANGUAGES]
    return Pair("、".join(shown[0]), ", ".join(shown[1])) if names else None


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
    for name, draft in drafts.items():
        try:
            found[name] = asked(draft)
        except EcocompError as trouble:
            troubles.append(trouble if len(drafts) == 1 else in_variant(name, trouble))
    if troubles:
        raise type(troubles[0])([each for trouble in troubles for each in trouble.problems])
    return found


def in_variant(name: str, trouble: EcocompError) -> EcocompError:
    """An error with the name of the text at what has no place."""
    placed = [replace(each, place=Place(name)) if each.place == NOWHERE else each for each in trouble.problems]
    return type(trouble)(placed)


def inputs_for(agreement: Agreement, drafts: Iterable[Agreement], inputs: Any) -> Any:
    """The declared inputs for one draft: without those that only another asks for."""
    if not isinstance(inputs, Mapping):
        return inputs or {}
    given = inputs if isinstance(inputs, GivenInputs) else GivenInputs(inputs, {})
    return given.without({name for each in drafts for name in each.text.inputs} - set(agreement.text.inputs))


def sets_of(sweeps: Mapping[str, Sweep]) -> list[TermSet]:
    """All sets of terms, of one text after the other. Raises RequestError where a term has the name of ours."""
    found = [(name, each) for name, sweep in sweeps.items() for each in sweep.terms.sets]
    if len(sweeps) == 1:
        return [each for _, each in found]
    if any(VARIANT in each.labels for _, each in found):
        raise RequestError(problem("simulation.variant_term", name=VARIANT))
    return [replace(each, labels={VARIANT: name, **each.labels}) for name, each in found]


@dataclass(frozen=True)
class Several:
    """The amounts of several texts, one after the other. Flows between two go the way the first text has them."""

    parts: tuple[Amounts, ...]

    @cached_property
    def names(self) -> tuple[Name, ...]:
        return tuple(dict.fromkeys(turned[0] for part in self.parts for turned in self.turned(part).values()))

    @cached_property
    def ways(self) -> dict[tuple[Holder, Holder], None]:
        """The two of each flow, in the direction that all have."""
        found: dict[tuple[Holder, Holder], None] = {}
        for name in (name for part in self.parts for name in part.names):
            if isinstance(name, Flow) and (name.payee, name.payer) not in found:
                found[name.payer, name.payee] = None
        return found

    def turned(self, part: Amounts) -> dict[Name, tuple[Name, int]]:
        """What the names of a part are called here, and 1, or -1 for flows that go the other way there."""
        found: dict[Name, tuple[Name, int]] = {}
        for name in part.names:
            if isinstance(name, Flow) and (name.payer, name.payee) not in self.ways:
                found[name] = replace(name, payer=name.payee, payee=name.payer), -1
            else:
                found[name] = name, 1
        return found

    @cached_property
    def own_names(self) -> list[dict[Name, tuple[Name, int]]]:
        """For each part what our names are called there."""
        return [{ours: (own, sign) for own, (ours, sign) in self.turned(part).items()} for part in self.parts]

    @property
    def sets(self) -> int:
        return sum(part.sets for part in self.parts)

    @property
    def rows(self) -> int:
        return self.parts[0].rows

    @property
    def by_whole(self) -> int:
        return sum(part.by_whole for part in self.parts)

    @property
    def by_year(self) -> int:
        return sum(part.by_year for part in self.parts)

    def part_of(self, terms: int) -> tuple[int, int]:
        """Which part a set of terms is in, and which one it is there."""
        for place, part in enumerate(self.parts):
            if terms < part.sets:
                return place, terms
            terms -= part.sets
        raise IndexError(terms)

    def by_year_of(self, place: int) -> EveryYear | ByKind:
        """A part whose years are kept."""
        part = self.parts[place]
        assert not isinstance(part, Counted)
        return part

    def column(self, terms: int, name: Name) -> Array:
        place, number = self.part_of(terms)
        own, sign = self.own_names[place].get(name, (None, 1))
        return np.zeros(self.rows, dtype=np.int64) if own is None else sign * self.by_year_of(place).column(number, own)

    def unsettled(self, terms: int) -> Array:
        place, number = self.part_of(terms)
        return self.by_year_of(place).unsettled(number)

    def unsettled_years(self, terms: int) -> int:
        place, number = self.part_of(terms)
        return self.parts[place].unsettled_years(number)

    def tally(self, terms: int, name: Name) -> Tally:
        place, number = self.part_of(terms)
        own, sign = self.own_names[place].get(name, (None, 1))
        if own is None:
            return tally_of(np.zeros(1, dtype=np.int64), np.array([self.rows - self.unsettled_years(terms)]))
        found = self.parts[place].tally(number, own)
        return found if sign > 0 else -found
