"""The tables of a balance of payments, which the terminal and the CSV files print alike."""

from __future__ import annotations

import datetime

from ecocomp.money import yuan_text
from ecocomp.payments.payment import Payment
from ecocomp.payments.result import Balance, Item
from ecocomp.report.tables import Table
from ecocomp.wording import LANGUAGES, say


def heading(balance: Balance, language: str) -> str:
    """Whose balance it is, for which years, on which day."""
    years = say("command.listed", language).join(map(str, balance.years))
    title = balance.title[LANGUAGES.index(language)]
    return say("payments.heading", language, title=title, years=years, on=balance.on)


def pair_table(balance: Balance, language: str) -> Table:
    """What each two owe each other, what was paid, and what is left."""
    rows = tuple(
        (
            balance.holders.text(each.payer, language),
            balance.holders.text(each.payee, language),
            *map(yuan_text, (each.owed, each.paid, each.prepaid, each.left, each.overdue)),
            day_text(each.since),
        )
        for each in balance.pairs
    )
    keys = ("payer", "payee", "owed", "paid", "prepaid_part", "left_signed", "overdue", "since")
    return table("pairs", keys, rows, language)


def party_table(balance: Balance, language: str) -> Table:
    """Every party, and the funds and accounts that have to do with it."""
    rows = tuple(
        (
            balance.holders.text(each.holder, language),
            *map(yuan_text, (each.owes, each.is_owed, each.paid, each.received, each.prepaid)),
            *map(yuan_text, (each.to_pay, each.to_receive, each.overdue)),
        )
        for each in balance.parties
    )
    keys = ("holder", "owes", "is_owed", "paid_out", "received", "prepaid_net", "to_pay", "to_receive", "overdue")
    return table("parties", keys, rows, language)


def debt_table(balance: Balance, language: str, left_only: bool = False) -> Table:
    """Every debt by year and deadline, and how it was covered; with ``left_only`` those of which something is left."""
    rows = tuple(
        (
            str(each.year),
            balance.holders.text(each.payer, language),
            balance.holders.text(each.payee, language),
            day_text(each.deadline),
            *map(yuan_text, (each.owed, each.excess, each.paid, each.offset, each.unassigned, each.left)),
            days_late(balance, each),
        )
        for each in balance.items
        if each.left or not left_only
    )
    keys = ("year", "payer", "payee", "deadline", "owed", "excess", "paid", "offset", "unassigned", "left", "late")
    return table("debts", keys, rows, language)


def offset_table(balance: Balance, language: str) -> Table:
    """What was set off between years."""
    rows = tuple(
        (
            balance.holders.text(each.payer, language),
            balance.holders.text(each.payee, language),
            str(each.year),
            yuan_text(each.fen),
            str(each.against),
            say("payments.because_overpaid" if each.overpaid else "payments.because_owed", language),
        )
        for each in balance.offsets
    )
    return table("offsets", ("payer", "payee", "year", "amount", "against", "because"), rows, language)


def prepaid_table(balance: Balance, language: str) -> Table:
    """What was paid ahead."""
    rows = tuple(
        (
            balance.holders.text(each.payer, language),
            balance.holders.text(each.payee, language),
            say("payments.no_year", language) if each.year is None else str(each.year),
            yuan_text(each.fen),
        )
        for each in balance.prepaid
    )
    return table("prepaid", ("payer", "payee", "year", "amount"), rows, language)


def line_table(balance: Balance, language: str) -> Table:
    """Every line of the settlements with its deadline and clause, and the file of the record that it stands in."""
    which = LANGUAGES.index(language)
    sources = dict(zip(balance.years, balance.sources, strict=True))
    rows = tuple(
        (
            str(each.year),
            each.title[which],
            each.where[which],
            balance.holders.text(each.payer, language),
            balance.holders.text(each.payee, language),
            yuan_text(each.fen),
            day_text(each.deadline),
            each.clause,
            sources[each.year],
        )
        for each in balance.lines
    )
    keys = ("year", "transfer", "where", "payer", "payee", "amount", "deadline", "clause", "source")
    return table("lines", keys, rows, language)


def payment_table(balance: Balance, language: str) -> Table:
    """Every payment with the cell that it stands in, and whether it was counted."""
    every = [(each, True) for each in balance.payments] + [(each, False) for each in balance.later]
    rows = tuple(payment_row(balance, each, counted, language) for each, counted in every)
    keys = ("date", "payer", "payee", "amount", "kind", "year", "voucher", "note", "place", "counted")
    return table("payments", keys, rows, language)


def payment_row(balance: Balance, payment: Payment, counted: bool, language: str) -> tuple[str, ...]:
    """One payment."""
    return (
        payment.date.isoformat(),
        balance.holders.text(payment.payer, language),
        balance.holders.text(payment.payee, language),
        yuan_text(payment.fen),
        say(f"payments.kind_{payment.kind}", language),
        "" if payment.year is None else str(payment.year),
        payment.voucher,
        payment.note,
        str(payment.place),
        say("payments.counted_yes" if counted else "payments.counted_no", language),
    )


#: The columns that hold numbers.
NUMBERS = frozenset((
    "owed", "paid", "prepaid_part", "left", "overdue", "owes", "is_owed", "paid_out", "received", "prepaid_net",
    "to_pay", "to_receive", "excess", "offset", "unassigned", "amount", "left_signed", "late",
))  # fmt: skip


def table(name: str, keys: tuple[str, ...], rows: tuple[tuple[str, ...], ...], language: str) -> Table:
    """A table whose title and columns are words of the catalogue."""
    columns = tuple(say(f"payments.column_{key}", language) for key in keys)
    numbers = frozenset(at for at, key in enumerate(keys) if key in NUMBERS)
    return Table(say(f"payments.table_{name}", language), columns, rows, numbers)


def day_text(day: datetime.date | None) -> str:
    """A day, empty for none."""
    return "" if day is None else day.isoformat()


def days_late(balance: Balance, item: Item) -> str:
    """How many days the deadline of what is left has passed; empty where it has not."""
    return str((balance.on - item.deadline).days) if item.overdue and item.deadline is not None else ""
