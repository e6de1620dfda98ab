"""The balance of payments (收付对账): what is owed, paid and left between each two, by party and by year."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ecocomp.errors import Problem
from ecocomp.payments.holders import Holders
from ecocomp.payments.owed import Owed
from ecocomp.payments.payment import Payment
from ecocomp.settlement.lines import Holder
from ecocomp.wording import Pair


@dataclass(frozen=True, slots=True)
class PairBalance:
    """Two holders: what ``payer`` owes ``payee`` by the settlements after all between the two is set off, in fen.

    ``paid`` is what the payer paid less what came back. ``prepaid`` is the part of it that no settlement covers yet.
    ``left`` is owed less paid, the prepaid aside; negative where the payee has to give back. ``overdue`` is the part of
    what is left whose deadline has passed, negative like it, ``since`` the earliest such deadline.
    """

    payer: Holder
    payee: Holder
    owed: int
    paid: int
    prepaid: int
    left: int
    overdue: int
    since: datetime.date | None


@dataclass(frozen=True, slots=True)
class Item:
    """What ``payer`` owes ``payee`` for one year by one deadline, in fen, and how it was covered.

    ``owed`` by the settlement; ``excess`` was paid to the payer beyond that and is to be given back. ``paid`` was paid
    for the year, ``offset`` set off against other years, ``unassigned`` covered by payments that name no year.
    ``overdue`` says that something is left and the deadline has passed.
    """

    payer: Holder
    payee: Holder
    year: int
    deadline: datetime.date | None
    owed: int
    excess: int
    paid: int
    offset: int
    unassigned: int
    left: int
    overdue: bool


@dataclass(frozen=True, slots=True)
class Offset:
    """What was set off between years (跨年度抵扣), in fen: of what ``payer`` owes for ``year``, against ``against``.

    For the year ``against`` the payee owes the payer: by the settlement, or because too much was paid (``overpaid``).
    """

    payer: Holder
    payee: Holder
    year: int
    against: int
    fen: int
    overpaid: bool


@dataclass(frozen=True, slots=True)
class Prepaid:
    """What ``payer`` paid ahead (预拨), in fen: for a year that was not settled, or for none and beyond all debts."""

    payer: Holder
    payee: Holder
    year: int | None
    fen: int


@dataclass(frozen=True, slots=True)
class PartyBalance:
    """A party, fund or account with all others, in fen.

    ``owes`` and ``is_owed`` by the settlements, pair by pair set off; ``paid`` and ``received`` by the payments;
    ``prepaid`` is what it paid ahead less what it got ahead; ``to_pay`` and ``to_receive`` what is left; ``overdue``
    the part of ``to_pay`` whose deadline has passed.
    """

    holder: Holder
    owes: int
    is_owed: int
    paid: int
    received: int
    prepaid: int
    to_pay: int
    to_receive: int
    overdue: int


@dataclass(frozen=True, repr=False)
class Balance:
    """The balance of an agreement on a day. Made by :func:`ecocomp.balance`; it never changes.

    ``years`` are those settled, ``lines`` what their settlements owe, ``payments`` those counted, up to the day ``on``,
    and ``later`` those after it. Amounts are in fen.
    """

    title: Pair
    holders: Holders
    on: datetime.date
    years: tuple[int, ...]
    pairs: tuple[PairBalance, ...]
    items: tuple[Item, ...]
    parties: tuple[PartyBalance, ...]
    offsets: tuple[Offset, ...]
    prepaid: tuple[Prepaid, ...]
    lines: tuple[Owed, ...]
    payments: tuple[Payment, ...]
    later: tuple[Payment, ...]
    sources: tuple[str, ...]
    problems: tuple[Problem, ...]

    def __repr__(self) -> str:
        years = ", ".join(map(str, self.years))
        return f"<Balance {self.holders.agreement} {years} on {self.on}: {len(self.payments)} payments>"

    def check_conservation(self) -> None:
        """Every fen is accounted for: a bug in ecocomp if not, never a user's fault."""
        kept = all(each.owed - each.paid == each.left - each.prepaid for each in self.pairs)
        sums = [
            sum(each.owes - each.is_owed for each in self.parties),
            sum(each.paid - each.received for each in self.parties),
            sum(each.prepaid for each in self.parties),
            sum(each.to_pay - each.to_receive for each in self.parties),
        ]
        if not kept or any(sums):
            raise AssertionError("money was made or lost in a balance")
