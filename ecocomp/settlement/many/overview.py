"""The overview of many agreements: a row for each, what each party has of all, and which have the same id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ecocomp.money import yuan_text
from ecocomp.settlement.many.one import Outcome
from ecocomp.settlement.many.summary import PartySum, Summary
from ecocomp.wording import LANGUAGES, say

COLUMNS = (
    "name",
    "file",
    "id",
    "title",
    "period",
    "status",
    "pairs",
    "unconfirmed",
    "warnings",
    "errors",
    "note",
    "amount",
)


def status_of(outcome: Outcome[Summary]) -> str:
    """``settled``, ``provisional`` or ``failed``."""
    if outcome.made is None:
        return "failed"
    return "settled" if outcome.made.final else "provisional"


def overview_rows(outcomes: Sequence[Outcome[Summary]], language: str) -> list[tuple[Any, ...]]:
    """A row for each agreement by COLUMNS: texts, counts, last what is paid in fen; None where that is unknown."""
    at = LANGUAGES.index(language)
    namesakes = same_ids(outcomes)
    rows: list[tuple[Any, ...]] = []
    for each in outcomes:
        made = each.made
        told = [problem.line(language) for problem in each.problems[:1]]
        others = namesakes.get(each.name)
        if others:
            told.append(say("settlement.many_same_id", language, id=each.id, others=", ".join(others)))
        rows.append(
            (
                each.name,
                each.file,
                each.id,
                made.title[at] if made else "",
                made.period[at] if made else "",
                say(f"settlement.many_{status_of(each)}", language),
                pairs_text(made, language) if made else "",
                made.unconfirmed if made else None,
                made.warnings if made else None,
                len(each.problems),
                say("command.apart", language).join(told),
                made.fen if made else None,
            )
        )
    return rows


def pairs_text(summary: Summary, language: str) -> str:
    """Who pays whom, in one line."""
    at = LANGUAGES.index(language)
    texts = [f"{each.payer[at]} → {each.payee[at]} {yuan_text(each.fen)}" for each in summary.pairs]
    return say("command.apart", language).join(texts) or say("command.nothing_to_pay", language)


def same_ids(outcomes: Sequence[Outcome[Summary]]) -> Mapping[str, list[str]]:
    """For each agreement whose id others have as well, by name: the names of those."""
    by_id: dict[str, list[str]] = {}
    for each in outcomes:
        if each.id:
            by_id.setdefault(each.id, []).append(each.name)
    shared = [names for names in by_id.values() if len(names) > 1]
    return {name: [other for other in names if other != name] for names in shared for name in names}


def party_sums(outcomes: Sequence[Outcome[Summary]]) -> list[PartySum]:
    """What each party has of all settlements, in the order in which they first occur.

    A party is known by its name and its code; one without a code is that with the same name, if there is one alone.
    """
    parties = [party for each in outcomes if each.made is not None for party in each.made.parties]
    codes: dict[str, set[str]] = {}
    for party in parties:
        codes.setdefault(party.name[0], set()).update({party.code} - {""})
    sums: dict[tuple[str, str], PartySum] = {}
    for party in parties:
        known = codes[party.name[0]]
        code = party.code or (next(iter(known)) if len(known) == 1 else "")
        before = sums.get((party.name[0], code), PartySum(party.name, code, 0, 0))
        sums[party.name[0], code] = before._replace(
            paid=before.paid + party.paid, received=before.received + party.received
        )
    return list(sums.values())
