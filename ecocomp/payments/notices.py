"""What a reader of a balance must know: provisional years, what was left out, what fits no settlement, deadlines."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence

from ecocomp.agreement.agreement import CONFIRMED
from ecocomp.errors import Place, Problem, problem
from ecocomp.payments.owed import Owed, OwedYear
from ecocomp.payments.payment import Payment
from ecocomp.wording import listed, say_both


def notices(
    years: Sequence[OwedYear],
    replaced: Sequence[OwedYear],
    counted: Sequence[Payment],
    later: Sequence[Payment],
    on: datetime.date,
) -> Iterator[Problem]:
    """Warnings and notes, the graver first."""
    for year in years:
        if not year.final:
            yield problem("payments.provisional", Place(year.source), severity="warning", year=year.year)
        if not year.official:
            yield problem("payments.unconfirmed", Place(year.source), severity="warning", year=year.year)
    settled = {each.year for each in years}
    yield from _unsettled(settled, counted)
    yield from _nothing_owed(years, counted)
    if later:
        first = min(each.date for each in later)
        yield problem("payments.later", severity="warning", count=len(later), on=on, first=first)
    for year in replaced:
        yield problem("payments.replaced", Place(year.source), severity="note", year=year.year)
    lines = [line for year in years for line in year.lines]
    assumed = {(each.title, each.deadline_status) for each in lines if each.deadline is not None}
    for title, status in sorted(assumed):
        if status not in CONFIRMED:
            words = say_both(f"terms.status_{status}")
            yield problem("payments.deadline_unconfirmed", severity="warning", title=title, status=words)
    without = dict.fromkeys(line.title for line in lines if line.deadline is None)
    if without:
        yield problem("payments.no_deadline", severity="note", titles=listed(without))


def _unsettled(settled: set[int], counted: Sequence[Payment]) -> Iterator[Problem]:
    """Payments for years before the latest settled one of which no settlement was given."""
    counts = Counter(each.year for each in counted if each.year is not None and each.year not in settled)
    for year, count in sorted(counts.items()):
        if year < max(settled):
            yield problem("payments.unsettled", severity="warning", year=year, count=count)


def _nothing_owed(years: Sequence[OwedYear], counted: Sequence[Payment]) -> Iterator[Problem]:
    """Payments between two who owe each other nothing for that year: perhaps a slip in payer, payee or year."""
    owed = {year.year: {_sides(line) for line in year.lines} for year in years}
    for each in counted:
        if each.year in owed and _sides(each) not in owed[each.year]:
            yield problem("payments.nothing_owed", each.place, severity="warning", year=each.year)


def _sides(move: Owed | Payment) -> frozenset[object]:
    return frozenset((move.payer, move.payee))
