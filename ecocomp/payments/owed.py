"""What is owed for an assessment year (应付): the lines of a settlement, each with its deadline."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from ecocomp.agreement import Agreement
from ecocomp.payments.holders import Holders, holders_of
from ecocomp.settlement.lines import Holder
from ecocomp.settlement.result import Settlement
from ecocomp.settlement.wheres import where_text
from ecocomp.wording import LANGUAGES, Pair

NOWHERE = Pair("", "")


@dataclass(frozen=True, slots=True)
class Owed:
    """A line of a settlement: what ``payer`` owes ``payee`` for ``year``, in fen.

    ``deadline`` is the last day on which paying is in time (支付期限), None where the agreement names none, and
    ``deadline_status`` how well that day is known; ``title`` what the transfer is called, or the limit that cut it;
    ``where`` its coordinate in words.
    """

    year: int
    name: str
    title: Pair
    payer: Holder
    payee: Holder
    fen: int
    deadline: datetime.date | None
    deadline_status: str
    clause: str
    where: Pair = NOWHERE


@dataclass(frozen=True, slots=True)
class OwedYear:
    """What is owed for one assessment year by the settlement of it.

    ``source`` says where it is from, such as the file of a record; empty for a settlement at hand. ``final`` is false
    for a provisional settlement (预核算), ``official`` where terms of the agreement are not confirmed. A restatement
    (更正结算) names the digests of the settlements whose place it takes in ``replaces``.
    """

    holders: Holders
    title: Pair
    year: int
    final: bool
    official: bool
    lines: tuple[Owed, ...]
    source: str = ""
    digest: str = ""
    replaces: tuple[str, ...] = ()

    @property
    def agreement(self) -> str:
        """The id of the agreement."""
        return self.holders.agreement


def owed_by(settlement: Settlement) -> OwedYear:
    """What is owed by a settlement."""
    agreement, year = settlement.agreement, settlement.period.year
    lines = (
        owed_line(
            agreement, year, each.name, each.limit, (each.payer, each.payee), each.fen, each.clause, each.coordinate
        )
        for each in settlement.lines
    )
    return OwedYear(
        holders_of(agreement), title_of(agreement), year, settlement.final, not agreement.unconfirmed, tuple(lines)
    )


def title_of(agreement: Agreement) -> Pair:
    """The name of an agreement in both languages."""
    return Pair(*map(agreement.title_in, LANGUAGES))


def owed_line(
    agreement: Agreement,
    year: int,
    name: str,
    limit: str,
    sides: tuple[Holder, Holder],
    fen: int,
    clause: str,
    coordinate: Iterable[tuple[str, str]],
) -> Owed:
    """A line of a settlement with the deadline that the agreement gives its transfer; ``limit`` is the cap that cut."""
    transfer = agreement.transfers[name]
    title = Pair(*(agreement.called(limit or name, language) for language in LANGUAGES))
    labels = [label for _, label in coordinate]
    where = Pair(*(where_text(agreement, labels, language) for language in LANGUAGES))
    deadline = transfer.deadline
    day = None if deadline is None else deadline.date(year)
    status = "" if deadline is None else deadline.status or agreement.status(transfer)
    return Owed(year, name, title, *sides, fen, day, status, clause, where)
