"""Payments that stand twice: a voucher of two rows is an error, two rows that say the same a warning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ecocomp.errors import Place, Problem, problem
from ecocomp.payments.holders import plain
from ecocomp.payments.payment import Payment


def vouchers_twice(vouchers: Iterable[tuple[str, Place]]) -> Iterator[Problem]:
    """The error for each voucher that stands once more, at the later row."""
    known: dict[str, Place] = {}
    for text, place in vouchers:
        before = known.setdefault(plain(text), place)
        if before is not place:
            yield problem("payments.voucher_twice", place, found=text, before=before)


def rows_twice(payments: Iterable[Payment]) -> Iterator[Problem]:
    """The warning for each payment that another row says in the same words, but for voucher and note."""
    known: dict[Any, Payment] = {}
    for each in payments:
        same = (each.date, each.payer, each.payee, each.fen, each.kind, each.year)
        before = known.setdefault(same, each)
        if before is not each:
            yield problem("payments.row_twice", each.place, severity="warning", before=before.place)
