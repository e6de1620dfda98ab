"""The ledger: what each party and fund paid and received. Knows nothing of water."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heapreplace

from ecocomp.settlement.lines import Holder, Line


@dataclass(frozen=True, slots=True)
class Position:
    """What a party paid and received in all, in fen; ``net`` is positive for who receives more."""

    party: str
    paid: int
    received: int

    @property
    def net(self) -> int:
        return self.received - self.paid


@dataclass(frozen=True, slots=True)
class FundMovement:
    """A fund's, or an account's, opening balance, what came in, what went out, and what is left, in fen."""

    holder: Holder
    opening: int
    received: int
    paid: int

    @property
    def closing(self) -> int:
        return self.opening + self.received - self.paid


@dataclass(frozen=True, slots=True)
class PairTotal:
    """What one holder pays another after all lines between the two are set off, in fen; never negative."""

    payer: Holder
    payee: Holder
    fen: int


def positions(lines: Iterable[Line], parties: Iterable[str]) -> tuple[Position, ...]:
    """The position of every party, also of those that neither pay nor receive."""
    paid = dict.fromkeys(parties, 0)
    received = dict(paid)
    for line in lines:
        if not line.payer.account and line.payer.id in paid:
            paid[line.payer.id] += line.fen
        if not line.payee.account and line.payee.id in received:
            received[line.payee.id] += line.fen
    return tuple(Position(party, paid[party], received[party]) for party in paid)


def movements(lines: Iterable[Line], openings: Mapping[Holder, int]) -> tuple[FundMovement, ...]:
    """The movements of every fund or account in ``openings``."""
    paid = dict.fromkeys(openings, 0)
    received = dict(paid)
    for line in lines:
        if line.payer in paid:
            paid[line.payer] += line.fen
        if line.payee in received:
            received[line.payee] += line.fen
    return tuple(FundMovement(holder, opening, received[holder], paid[holder]) for holder, opening in openings.items())


def pair_totals(lines: Iterable[Line]) -> tuple[PairTotal, ...]:
    """What remains to be paid between each two holders, in the order in which the pairs first occur."""
    totals: dict[tuple[Holder, Holder], int] = {}
    for line in lines:
        if (line.payee, line.payer) in totals:
            totals[line.payee, line.payer] -= line.fen
        else:
            totals[line.payer, line.payee] = totals.get((line.payer, line.payee), 0) + line.fen
    return tuple(
        PairTotal(payer, payee, fen) if fen >= 0 else PairTotal(payee, payer, -fen)
        for (payer, payee), fen in totals.items()
    )


def cleared(lines: Iterable[Line]) -> tuple[PairTotal, ...]:
    """Payments that leave every holder with the net amount of ``lines``, fewer than there are holders (多方轧差).

    Whoever has most to pay pays whoever has most to receive, again and again; of equal ones who comes first in the
    lines. What is paid on the way through a third is gone: A to B and B to C of the same amount is A to C.
    """
    left: dict[Holder, int] = {}
    for line in lines:
        left[line.payer] = left.get(line.payer, 0) - line.fen
        left[line.payee] = left.get(line.payee, 0) + line.fen
    paying = [(fen, at, holder) for at, (holder, fen) in enumerate(left.items()) if fen < 0]
    paid = [(-fen, at, holder) for at, (holder, fen) in enumerate(left.items()) if fen > 0]
    heapify(paying)
    heapify(paid)
    found: list[PairTotal] = []
    while paying:
        (owed, at, payer), (due, place, payee) = paying[0], paid[0]
        fen = min(-owed, -due)
        found.append(PairTotal(payer, payee, fen))
        for heap, rest in ((paying, (owed + fen, at, payer)), (paid, (due + fen, place, payee))):
            if rest[0]:
                heapreplace(heap, rest)
            else:
                heappop(heap)
    return tuple(found)


def conserved(found: Iterable[Position], funds: Iterable[FundMovement]) -> bool:
    """Whether every fen paid was received by somebody: the net positions and the funds' changes add up to nothing."""
    return sum(each.net for each in found) + sum(each.closing - each.opening for each in funds) == 0
