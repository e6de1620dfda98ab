"""The payments of a record as lines of the ledger, as they stand there."""

from __future__ import annotations

from fractions import Fraction

from ecocomp.formula.functions import AXES
from ecocomp.record.format1 import Transfer
from ecocomp.record.record import Record
from ecocomp.settlement.lines import Holder, Line


def recorded_lines(record: Record) -> tuple[Line, ...]:
    """All lines of a record, in their order; nothing is computed anew."""
    return tuple(map(_line, record.said.results.transfers))


def fen_of(yuan: str) -> int:
    """Yuan with two decimals, as a record has them, in fen.

    >>> fen_of("-1200.05")
    -120005
    """
    return int(yuan.replace(".", ""))


def holder_of(text: str) -> Holder:
    """A party, a fund, or a party's account in a fund, as a record has it."""
    name, _, account = text.partition(":")
    return Holder(name, account)


def _line(row: Transfer) -> Line:
    return Line(
        row.transfer,
        row.title,
        holder_of(row.payer),
        holder_of(row.payee),
        fen_of(row.amount),
        Fraction(row.exact),
        tuple((axis, row.at[axis]) for axis in AXES if axis in row.at),
        row.clause,
        row.status,
        row.turned,
        row.limit,
    )
