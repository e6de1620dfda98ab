"""Transfer lines (划拨明细): who pays whom how much, at which coordinate, by which clause."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple


class Holder(NamedTuple):
    """Who holds money: a party, a fund, or a party's own account in a fund."""

    id: str
    account: str = ""

    def __str__(self) -> str:
        return f"{self.id}:{self.account}" if self.account else self.id


@dataclass(frozen=True, slots=True)
class Line:
    """One payment.

    ``fen`` is the amount in fen, never negative; ``exact`` the exact amount in yuan before rounding, signed as the
    formula gave it; ``turned`` says that it was negative, so that payer and payee changed places. ``coordinate``
    pairs axis and label. ``limit`` names the cap that made this line, for lines that only cut others.
    """

    name: str
    title: str
    payer: Holder
    payee: Holder
    fen: int
    exact: Fraction
    coordinate: tuple[tuple[str, str], ...]
    clause: str
    status: str
    turned: bool = False
    limit: str = ""

    @property
    def signed_fen(self) -> int:
        """The amount as seen from the agreement's own direction."""
        return -self.fen if self.turned else self.fen

    @property
    def written(self) -> tuple[Holder, Holder]:
        """Payer and payee as the agreement writes them."""
        return (self.payee, self.payer) if self.turned else (self.payer, self.payee)


@dataclass(frozen=True, slots=True)
class Bite:
    """A limit that bit: what the transfers added up to, and what was left of it."""

    title: str
    clause: str
    coordinate: tuple[tuple[str, str], ...]
    payer: Holder
    payee: Holder
    before_fen: int
    after_fen: int


def directed(
    name: str,
    title: str,
    written: tuple[Holder, Holder],
    signed_fen: int,
    exact: Fraction,
    coordinate: tuple[tuple[str, str], ...],
    clause: str,
    status: str,
    limit: str = "",
) -> Line:
    """A line from a signed amount: a negative one goes the other way round."""
    payer, payee = written if signed_fen >= 0 else (written[1], written[0])
    return Line(name, title, payer, payee, abs(signed_fen), exact, coordinate, clause, status, signed_fen < 0, limit)
