"""The tables of a settlement as plain rows of text, which the terminal and the CSV files print alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ecocomp.errors import Problem
from ecocomp.money import yuan_text
from ecocomp.report.folding import folded_lines, problem_line
from ecocomp.settlement import Settlement
from ecocomp.settlement.lines import Line
from ecocomp.settlement.period_words import period_text
from ecocomp.settlement.wheres import holder_text, where_text
from ecocomp.wording import LANGUAGES, say

if TYPE_CHECKING:
    from ecocomp.payments.result import Balance


@dataclass(frozen=True, slots=True)
class Table:
    """A table: title, column headings, rows of text, and the columns that hold numbers (set to the right)."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


def without_empty_columns(table: Table) -> Table:
    """A table without the columns in which nothing stands; one without rows as it is."""
    kept = [at for at in range(len(table.columns)) if not table.rows or any(row[at] for row in table.rows)]
    rows = tuple(tuple(row[at] for at in kept) for row in table.rows)
    numbers = frozenset(new for new, old in enumerate(kept) if old in table.numbers)
    return Table(table.title, tuple(table.columns[at] for at in kept), rows, numbers)


def position_table(settlement: Settlement, language: str) -> Table:
    """What each party pays and receives."""
    columns = tuple(say(f"command.{key}", language) for key in ("party", "paid", "received", "net"))
    rows = tuple(
        (
            settlement.agreement.name_of(each.party, language),
            yuan_text(each.paid),
            yuan_text(each.received),
            yuan_text(each.net),
        )
        for each in settlement.positions
    )
    return Table(say("command.positions", language), columns, rows, frozenset({1, 2, 3}))


def pair_table(settlement: Settlement, language: str) -> Table:
    """Who pays whom after all between the two is set off."""
    columns = tuple(say(f"command.{key}", language) for key in ("payer", "payee", "amount"))
    agreement = settlement.agreement
    rows = tuple(
        (
            holder_text(agreement, each.payer, language),
            holder_text(agreement, each.payee, language),
            yuan_text(each.fen),
        )
        for each in settlement.pairs
        if each.fen
    )
    if not rows:
        rows = ((say("command.nothing_to_pay", language), "", yuan_text(0)),)
    return Table(say("command.pairs", language), columns, rows, frozenset({2}))


def line_table(settlement: Settlement, language: str, lines: Iterable[Line] | None = None) -> Table:
    """The transfer lines, all or those given, with the formula filled in."""
    keys = ("transfer", "where", "payer", "payee", "amount", "reason", "clause", "status")
    columns = tuple(say(f"command.{key}", language) for key in keys)
    rows = tuple(line_row(settlement, line, language) for line in (settlement.lines if lines is None else lines))
    return Table(say("command.lines", language), columns, rows, frozenset({4}))


def line_row(settlement: Settlement, line: Line, language: str) -> tuple[str, ...]:
    """One line: what, where, from whom to whom, how much, why."""
    agreement = settlement.agreement
    return (
        agreement.called(line.limit or line.name, language),
        where_text(agreement, (label for _, label in line.coordinate), language)
        or period_text(settlement.period, language),
        holder_text(agreement, line.payer, language),
        holder_text(agreement, line.payee, language),
        yuan_text(line.fen),
        settlement.explain(line).reason[LANGUAGES.index(language)],
        line.clause,
        say(f"terms.status_{line.status}", language),
    )


def fund_table(settlement: Settlement, language: str, account_of: str | None = None) -> Table:
    """The movements of funds and of accounts that had any; with ``account_of`` those of one party's accounts alone."""
    columns = tuple(say(f"command.{key}", language) for key in ("fund", "opening", "in", "out", "closing"))
    rows = tuple(
        (
            holder_text(settlement.agreement, each.holder, language),
            yuan_text(each.opening),
            yuan_text(each.received),
            yuan_text(each.paid),
            yuan_text(each.closing),
        )
        for each in settlement.funds
        if (each.opening or each.received or each.paid) and account_of in (None, each.holder.account)
    )
    return Table(say("command.funds", language), columns, rows, frozenset({1, 2, 3, 4}))


def problem_table(told: Settlement | Balance, language: str) -> Table:
    """What a reader of a settlement or a balance must know, one a row."""
    columns = tuple(say(f"command.{key}", language) for key in ("severity", "place", "note"))
    rows = tuple(
        (say(f"command.severity_{each.severity}", language), str(each.place), each.message(language))
        for each in told.problems
    )
    return Table(say("command.problems", language), columns, rows)


def problem_lines(problems: Iterable[Problem], language: str, everything: bool = False) -> list[str]:
    """Problems as lines with their gravity; what is alike is told once, unless everything is asked for."""
    if everything:
        return [problem_line(each, language) for each in problems]
    return list(folded_lines(problems, language))
