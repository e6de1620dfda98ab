"""Years that could not be settled (未能结算), in words: how many, by which terms, and why."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from ecocomp.errors import RequestError, problem
from ecocomp.simulation.refusals import Refusal, unsettled_sets
from ecocomp.simulation.results.told import Naming, naming_of
from ecocomp.wording import LANGUAGES, Pair, language_in_use, say

if TYPE_CHECKING:
    from ecocomp.simulation.result import Simulation

#: So many sentences tell why; sets of which the same is to be said share one.
MOST_TOLD = 10


def refused_notes(simulation: Simulation, language: str | None) -> list[str]:
    """For each set of terms with unsettled years how many these are and why one of them is."""
    chosen = language_in_use(language)
    naming = naming_of(simulation, chosen)
    alike: dict[tuple[int, str], list[Refusal]] = {}
    for each in simulation.refusals:
        alike.setdefault((each.count, why(each, chosen)), []).append(each)
    rows = simulation.amounts.rows
    told = list(islice(alike.items(), MOST_TOLD))
    notes = [
        say("simulation.note_refused", chosen, terms=terms_text(naming, sets), count=count, years=rows, why=reason)
        for (count, reason), sets in told
    ]
    left = sum(1 for _ in unsettled_sets(simulation)) - sum(len(sets) for _, sets in told)
    return [*notes, say("simulation.note_refused_more", chosen, count=left)] if left else notes


def why(refusal: Refusal, language: str) -> str:
    """What stands in the way of one of the years, and which it is."""
    if refusal.scenario is None:
        return say("simulation.refused_unknown", language)
    if refusal.reason is None:
        return say("simulation.refused_quick", language, scenario=refusal.scenario)
    reason = refusal.reason.line(language)
    return say("simulation.refused_year", language, scenario=refusal.scenario, reason=reason)


def terms_text(naming: Naming, sets: list[Refusal]) -> str:
    """The first of some sets of terms in words, and how many others there are."""
    first = naming.terms(sets[0].terms.labels)
    if not first:
        return say("simulation.as_agreed", naming.language)
    return first if len(sets) == 1 else say("simulation.and_sets", naming.language, first=first, count=len(sets) - 1)


def none_settled(simulation: Simulation) -> RequestError:
    """That there is nothing to be said of years of which none could be settled, and why."""
    notes = zip(*(refused_notes(simulation, each) for each in LANGUAGES), strict=True)
    reasons = [problem("simulation.none_settled_why", told=Pair(*each)) for each in notes]
    return RequestError([problem("simulation.none_settled"), *reasons])
