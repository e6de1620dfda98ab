"""One payment (收付款), and all that were read."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ecocomp.errors import Place, Problem
from ecocomp.settlement.lines import Holder


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that moved from ``payer`` to ``payee`` on a day.

    ``fen`` is the amount in fen, always positive. ``kind`` is one of :data:`ecocomp.payments.kinds.KINDS`. ``year`` is
    the assessment year (考核年度) that it is for, None where the file says none. ``place`` is the cell of its amount.
    """

    date: datetime.date
    payer: Holder
    payee: Holder
    fen: int
    kind: str
    year: int | None
    voucher: str
    note: str
    place: Place


@dataclass(frozen=True, slots=True)
class Payments:
    """The payments of one agreement, in the order of files and rows. Made by :func:`ecocomp.read_payments`.

    ``agreement`` is the id of the agreement, ``problems`` what a reader must know of how they were read.
    """

    agreement: str
    payments: tuple[Payment, ...]
    problems: tuple[Problem, ...] = ()
    files: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.payments)

    def __repr__(self) -> str:
        return f"<Payments {self.agreement}: {len(self)}>"
