"""The tables of a settlement as plain rows of text, which the terminal and the CSV files print alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ecocomp.agreement import Agreement
from ecocomp.errors import Problem
from ecocomp.money import yuan_text
from ecocomp.report.folding import folded_lines, problem_line
from ecocomp.settlement import Settlement
from ecocomp.settlement.lines import Line
from ecocomp.settlement.period_words import period_text
from ecocomp.settlement.wheres import holder_text, where_text
from ecocomp.wording import say


@dataclass(frozen=True, slots=True)
class Table:
    """A table: title, column headings, rows of text, and the columns that hold numbers (set to the right)."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


def heading(settlement: Settlement, language: str) -> str:
    """The one line that says what this is."""
    agreement = settlement.agreement
    title = agreement.title_in(language)
    kind = say("command.final" if settlement.final else "command.provisional", language)
    return say("command.settlement", language, title=title, period=period_text(settlement.period, language), kind=kind)


def banner(agreement: Agreement, language: str) -> str:
    """The warning that terms are not confirmed; empty where all are."""
    count = len(agreement.unconfirmed)
    return say("command.unconfirmed_banner", language, count=count) if count else ""


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


def line_table(settlement: Settlement, language: str, most: int | None = None) -> Table:
    """The transfer lines with the formula filled in."""
    keys = ("transfer", "where", "payer", "payee", "amount", "reason", "clause", "status")
    columns = tuple(say(f"command.{key}", language) for key in keys)
    rows = tuple(line_row(settlement, line, language) for line in settlement.lines[:most])
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
        settlement.explain(line).reason[0 if language == "zh" else 1],
        line.clause,
        say(f"terms.status_{line.status}", language),
    )


def fund_table(settlement: Settlement, language: str) -> Table:
    """The movements of funds and of accounts that had any."""
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
        if each.opening or each.received or each.paid
    )
    return Table(say("command.funds", language), columns, rows, frozenset({1, 2, 3, 4}))


def problem_lines(problems: Iterable[Problem], language: str, everything: bool = False) -> list[str]:
    """Problems as lines with their gravity; what is alike is told once, unless everything is asked for."""
    if everything:
        return [problem_line(each, language) for each in problems]
    return list(folded_lines(problems, language))
