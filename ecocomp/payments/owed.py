"""What is owed for an assessment year (应付): the lines of a settlement, each with its deadline."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from ecocomp.agreement import Agreement
from ecocomp.payments.holders import Holders, holders_of
from ecocomp.settlement.lines import Holder, Line
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
    (更正结算) names the digests of the settlements whose place it takes in ``supersedes``.
    """

    holders: Holders
    title: Pair
    year: int
    final: bool
    official: bool
    lines: tuple[Owed, ...]
    source: str = ""
    digest: str = ""
    supersedes: tuple[str, ...] = ()

    @property
    def agreement(self) -> str:
        """The id of the agreement."""
        return self.holders.agreement


def owed_by(settlement: Settlement) -> OwedYear:
    """What is owed by a settlement."""
    return owed_year(settlement.agreement, settlement.period.year, settlement.final, settlement.lines)


def owed_year(agreement: Agreement, year: int, final: bool, lines: Iterable[Line]) -> OwedYear:
    """What is owed by the lines of a settlement of an agreement for a year."""
    title = Pair(*map(agreement.title_in, LANGUAGES))
    owed = tuple(_owed(agreement, year, each) for each in lines)
    return OwedYear(holders_of(agreement), title, year, final, not agreement.unconfirmed, owed)


def _owed(agreement: Agreement, year: int, line: Line) -> Owed:
    """A line with the deadline that the agreement gives its transfer."""
    transfer = agreement.transfers[line.name]
    title = Pair(*(agreement.called(line.limit or line.name, language) for language in LANGUAGES))
    labels = [label for _, label in line.coordinate]
    where = Pair(*(where_text(agreement, labels, language) for language in LANGUAGES))
    deadline = transfer.deadline
    day = None if deadline is None else deadline.date(year)
    status = "" if deadline is None else deadline.status or agreement.status(transfer)
    return Owed(year, line.name, title, line.payer, line.payee, line.fen, day, status, line.clause, where)
