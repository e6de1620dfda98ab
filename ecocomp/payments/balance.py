"""Balancing payments against settlements (收付对账): the one function that puts the accounts of all pairs together."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from ecocomp.errors import RequestError, problem
from ecocomp.payments.holders import Holders, merged
from ecocomp.payments.notices import notices
from ecocomp.payments.owed import Owed, OwedYear, owed_by
from ecocomp.payments.pair import Account, Entry, account_of
from ecocomp.payments.payment import Payment, Payments
from ecocomp.payments.recorded import owed_in
from ecocomp.payments.result import Balance, Item, Offset, PairBalance, PartyBalance, Prepaid
from ecocomp.record import Record
from ecocomp.settlement.lines import Holder
from ecocomp.settlement.result import Settlement

Sides = tuple[Holder, Holder]
Settled = Settlement | Record | OwedYear
Move = TypeVar("Move", Owed, Payment)
PARTY_SUMS = ("owes", "is_owed", "paid", "received", "prepaid", "to_pay", "to_receive", "overdue")


def balance(
    settlements: Settled | Iterable[Settled],
    payments: Payments | None = None,
    *,
    on: datetime.date | str,
) -> Balance:
    """What each owes, has paid and has left to pay on the day ``on`` (收付对账), to the fen.

    ``settlements`` are settlements or records of one agreement, one for each assessment year; a restatement takes the
    place of what it restates. ``payments`` is what :func:`ecocomp.read_payments` read, those after ``on`` (a date, or
    text such as ``"2025-06-30"``) being left out. How payments cover debts is told in :mod:`ecocomp.payments.pair`.

    Raises RequestError for no settlement, settlements or payments of different agreements, a year settled twice, and
    a day that is none; RecordError for a record that does not hold what its digests say.
    """
    day = day_of(on)
    years, replaced = years_of(settlements)
    holders = merged([each.holders for each in years])
    paid = Payments(holders.agreement, ()) if payments is None else payments
    if paid.agreement != holders.agreement:
        raise RequestError(problem("payments.other_agreement", found=paid.agreement, expected=holders.agreement))
    lines = [line for year in years for line in year.lines]
    counted = tuple(each for each in paid.payments if each.date <= day)
    later = tuple(each for each in paid.payments if each.date > day)
    settled = [each.year for each in years]
    sums = _Sums(day)
    owed_between, paid_between = _between(lines), _between(counted)
    for two, sides in _pairs((*lines, *counted)).items():
        sums.add(sides, account_of(sides[0], settled, owed_between.get(two, ()), paid_between.get(two, ())))
    found = Balance(
        years[-1].title,
        holders,
        day,
        tuple(settled),
        tuple(sums.pairs),
        tuple(sums.items),
        sums.parties(holders, counted),
        tuple(sums.offsets),
        tuple(sums.prepaid),
        tuple(lines),
        counted,
        later,
        tuple(each.source for each in years),
        (*notices(years, replaced, counted, later, day), *paid.problems),
    )
    found.check_conservation()
    return found


def day_of(on: object) -> datetime.date:
    """The day that is meant; RequestError for anything else."""
    if isinstance(on, datetime.date) and not isinstance(on, datetime.datetime):
        return on
    try:
        return datetime.date.fromisoformat(on if isinstance(on, str) else "")
    except ValueError:
        raise RequestError(problem("payments.on_unknown", found=str(on))) from None


def years_of(settlements: Settled | Iterable[Settled]) -> tuple[list[OwedYear], list[OwedYear]]:
    """What is owed, one for each year, in order; and what a restatement takes the place of.

    RequestError for none at all, for different agreements, and for two of one year that have nothing to do with each
    other.
    """
    given = [settlements] if isinstance(settlements, Settlement | Record | OwedYear) else list(settlements)
    every = [owed_by(each) if isinstance(each, Settlement) else each for each in map(_recorded, given)]
    every = [each for at, each in enumerate(every) if not each.digest or each.digest not in _digests(every[:at])]
    gone = {digest for each in every for digest in each.supersedes}
    years = sorted((each for each in every if each.digest not in gone), key=lambda each: each.year)
    if not years:
        raise RequestError(problem("payments.no_settlements"))
    problems = []
    for before, each in pairwise(years):
        if each.agreement != before.agreement:
            problems.append(problem("payments.agreements", found=each.agreement, expected=before.agreement))
        elif each.year == before.year:
            sources = ", ".join(filter(None, (before.source, each.source))) or "—"
            problems.append(problem("payments.settled_twice", year=each.year, found=sources))
    if problems:
        raise RequestError(problems)
    return years, [each for each in every if each.digest in gone]


def _recorded(given: Settled) -> Settlement | OwedYear:
    return owed_in(given) if isinstance(given, Record) else given


def _digests(years: Iterable[OwedYear]) -> set[str]:
    return {each.digest for each in years}


def _pairs(moves: Iterable[Owed | Payment]) -> dict[frozenset[Holder], Sides]:
    """Each two holders once, as payer and payee of what first occurs between them."""
    found: dict[frozenset[Holder], Sides] = {}
    for each in moves:
        found.setdefault(frozenset((each.payer, each.payee)), (each.payer, each.payee))
    return found


def _between(moves: Iterable[Move]) -> dict[frozenset[Holder], list[Move]]:
    """What lies between each two holders."""
    found: dict[frozenset[Holder], list[Move]] = {}
    for each in moves:
        found.setdefault(frozenset((each.payer, each.payee)), []).append(each)
    return found


@dataclass
class _Sums:
    """The accounts of all pairs, each amount made positive and given its payer and payee."""

    on: datetime.date
    pairs: list[PairBalance] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    offsets: list[Offset] = field(default_factory=list)
    prepaid: list[Prepaid] = field(default_factory=list)

    def add(self, sides: Sides, account: Account) -> None:
        """The account of the first of two holders with the second."""
        items = [self._item(sides, each) for each in account.entries]
        self.items += items
        for each in account.offsets:
            payer, payee = _directed(sides, each.fen)
            self.offsets.append(Offset(payer, payee, each.year, each.against, abs(each.fen), each.overpaid))
        for year, fen in account.prepaid.items():
            self.prepaid.append(Prepaid(*_directed(sides, fen), year, abs(fen)))
        sign = -1 if (account.owed or account.paid) < 0 else 1
        overdue = [each for each in items if each.overdue]
        self.pairs.append(
            PairBalance(
                *_directed(sides, sign),
                sign * account.owed,
                sign * account.paid,
                sign * sum(account.prepaid.values()),
                sign * sum(each.left for each in account.entries),
                sum(each.left if each.payer == sides[sign < 0] else -each.left for each in overdue),
                min((each.deadline for each in overdue if each.deadline), default=None),
            )
        )

    def _item(self, sides: Sides, entry: Entry) -> Item:
        sign = -1 if entry.owed + entry.excess < 0 else 1
        passed = entry.deadline is not None and entry.deadline < self.on
        return Item(
            *_directed(sides, sign),
            entry.year,
            entry.deadline,
            sign * entry.owed,
            sign * entry.excess,
            sign * entry.paid,
            sign * entry.offset,
            sign * entry.unassigned,
            sign * entry.left,
            entry.left != 0 and passed,
        )

    def parties(self, holders: Holders, payments: Iterable[Payment]) -> tuple[PartyBalance, ...]:
        """All parties, and the funds and accounts that owe or are owed something, or that paid or were paid."""
        known = dict.fromkeys((*holders.every, *(side for each in self.pairs for side in (each.payer, each.payee))))
        sums = {each: dict.fromkeys(PARTY_SUMS, 0) for each in known}
        for pair in self.pairs:
            _post(sums, pair.payer, pair.payee, "owes", "is_owed", pair.owed)
            _post(sums, pair.payer, pair.payee, "to_pay", "to_receive", pair.left)
        for item in self.items:
            if item.overdue:
                sums[item.payer]["overdue"] += item.left
        for each in payments:
            _post(sums, each.payer, each.payee, "paid", "received", each.fen)
        for ahead in self.prepaid:
            sums[ahead.payer]["prepaid"] += ahead.fen
            sums[ahead.payee]["prepaid"] -= ahead.fen
        return tuple(
            PartyBalance(holder, **found)
            for holder, found in sums.items()
            if holder.id in holders.parties or any(found.values())
        )


def _post(
    sums: dict[Holder, dict[str, int]], payer: Holder, payee: Holder, paying: str, receiving: str, fen: int
) -> None:
    """Add an amount to what one pays and the other receives; a negative one goes the other way round."""
    giving, taking = _directed((payer, payee), fen)
    sums[giving][paying] += abs(fen)
    sums[taking][receiving] += abs(fen)


def _directed(sides: Sides, fen: int) -> Sides:
    """Payer and payee of a signed amount."""
    return sides if fen >= 0 else (sides[1], sides[0])
