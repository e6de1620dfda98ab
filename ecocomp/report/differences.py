"""Differences and restatements as tables, for the terminal and for CSV files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ecocomp.agreement.agreement import Agreement
from ecocomp.differences.comparing import Differences, Effect
from ecocomp.differences.restatement import Restatement
from ecocomp.money import yuan_text
from ecocomp.report.files import csv_text, write_all
from ecocomp.report.tables import Table
from ecocomp.settlement.ledger import PairTotal, pair_totals
from ecocomp.settlement.result import named_path
from ecocomp.settlement.wheres import holder_text, where_text
from ecocomp.wording import LANGUAGES, say

if TYPE_CHECKING:
    from rich.console import Console

#: So many differences that change no amount are printed, and of those told together for their number; files have all.
MOST_IDLE = MOST_TOGETHER = 10


def cause_table(differences: Differences, language: str) -> Table:
    """What differs, in the order in which it is put in place, and what each adds for each pair."""
    agreement = differences.after.settlement.agreement
    which = LANGUAGES.index(language)
    rows = []
    for number, effect in enumerate(differences.effects, 1):
        of_all = effect_text(agreement, effect, language)
        if effect.unsettled:
            of_all = say("differences.in_all", language, number=number, count=len(effect.causes), effect=of_all)
        for at, cause in enumerate(effect.causes):
            told = of_all if at == len(effect.causes) - 1 else ""
            kind = say(f"differences.kind_{cause.kind}", language)
            rows.append((str(number), kind, cause.what[which], cause.before[which], cause.after[which], told))
    return Table(say("differences.causes", language), cause_columns(language), tuple(rows))


def cause_columns(language: str) -> tuple[str, ...]:
    """What heads the table of causes."""
    return tuple(say(f"differences.{key}", language) for key in ("number", "kind", "what", "before", "after", "effect"))


def effect_text(agreement: Agreement, effect: Effect, language: str) -> str:
    """What an effect comes to for each pair."""
    totals = [each for each in pair_totals(effect.lines.values()) if each.fen]
    if not totals:
        return say("differences.no_effect", language)
    return "; ".join(pair_text(agreement, each, language) for each in totals)


def pair_text(agreement: Agreement, pair: PairTotal, language: str) -> str:
    """Who pays whom how much, on one line."""
    payer, payee = (holder_text(agreement, each, language) for each in (pair.payer, pair.payee))
    return f"{payer} → {payee} {yuan_text(pair.fen)}"


def difference_table(differences: Differences, language: str) -> Table:
    """What each pays another in addition."""
    agreement = differences.after.settlement.agreement
    columns = tuple(say(f"command.{key}", language) for key in ("payer", "payee", "amount"))
    rows = tuple(
        (
            holder_text(agreement, each.payer, language),
            holder_text(agreement, each.payee, language),
            yuan_text(each.fen),
        )
        for each in differences.pairs
    )
    return Table(say("differences.pairs", language), columns, rows, frozenset({2}))


def changed_line_table(differences: Differences, language: str) -> Table:
    """What each payment changes by, and the numbers of the causes with what each adds."""
    agreement = differences.after.settlement.agreement
    keys = ("transfer", "where", "payer", "payee", "amount")
    columns = (*(say(f"command.{key}", language) for key in keys), say("differences.by_causes", language))
    rows = []
    for key, line in differences.lines_by_key.items():
        parts = [
            (number, effect.lines[key]) for number, effect in enumerate(differences.effects, 1) if key in effect.lines
        ]
        told = [
            f"[{number}] {yuan_text(part.fen if part.payer == line.payer else -part.fen)}" for number, part in parts
        ]
        rows.append(
            (
                agreement.called(line.limit or line.name, language),
                where_text(agreement, (label for _, label in line.coordinate), language),
                holder_text(agreement, line.payer, language),
                holder_text(agreement, line.payee, language),
                yuan_text(line.fen),
                "; ".join(told),
            )
        )
    return Table(say("differences.lines", language), columns, tuple(rows), frozenset({4}))


def owed_table(restatement: Restatement, language: str) -> Table:
    """What is owed in addition, each pair with the numbers of the causes and what each adds."""
    agreement = restatement.settlement.agreement
    rows = tuple(
        (
            holder_text(agreement, each.pair.payer, language),
            holder_text(agreement, each.pair.payee, language),
            yuan_text(each.pair.fen),
            "; ".join(f"[{at + 1}] {yuan_text(fen)}" for at, fen in each.parts),
        )
        for each in restatement.owed
    )
    if not rows:
        rows = ((say("command.nothing_to_pay", language), "", yuan_text(0), ""),)
    return Table(say("differences.owed", language), owed_columns(language), rows, frozenset({2}))


def owed_columns(language: str) -> tuple[str, ...]:
    """What heads the table of what is owed in addition."""
    keys = ("payer", "payee", "amount")
    return (*(say(f"command.{key}", language) for key in keys), say("differences.by_causes", language))


TABLES: Mapping[str, Callable[[Differences, str], Table]] = {
    "causes.csv": cause_table,
    "differences.csv": difference_table,
    "changed-lines.csv": changed_line_table,
}
OWED, CAUSES = "restatement.csv", "restatement-causes.csv"
#: What is written of a restatement beside its settlement.
RESTATED: Mapping[str, Callable[[Restatement, str], Table]] = {
    OWED: owed_table,
    CAUSES: lambda restatement, language: cause_table(restatement.differences, language),
}


def save(differences: Differences, folder: str, language: str) -> list[Path]:
    """Write the tables as CSV; OutputError where that fails, with nothing changed."""
    texts = {name: csv_text(table(differences, language)) for name, table in TABLES.items()}
    return write_all(named_path(folder), texts, read=[differences.before.file, differences.after.file])


def told_causes(differences: Differences, language: str, everything: bool) -> tuple[Table, list[str]]:
    """The causes, without most of those that change no amount or are very many; and what is said of those left out."""
    whole = cause_table(differences, language)
    if everything:
        return whole, []
    effects = list(enumerate(differences.effects, 1))
    idle = {number for number, effect in [each for each in effects if not each[1].lines][MOST_IDLE:]}
    rows: list[tuple[str, ...]] = []
    said = [say("differences.more_idle", language, count=len(idle))] if idle else []
    start = 0
    for number, effect in effects:
        own = whole.rows[start : start + len(effect.causes)]
        start += len(effect.causes)
        cut = len(own) - MOST_TOGETHER if effect.unsettled else 0
        if number not in idle:
            rows += own[max(cut, 0) :]
            if cut > 0:
                said.append(say("differences.more_together", language, number=number, count=cut))
    return replace(whole, rows=tuple(rows)), said


def print_causes(out: Console, differences: Differences, language: str, everything: bool) -> None:
    """What differs and what each adds."""
    from ecocomp.report.terminal import print_table

    table, said = told_causes(differences, language, everything)
    print_table(out, table)
    for sentence in said:
        out.print(sentence)


def print_differences(differences: Differences, language: str, everything: bool = False) -> None:
    """What differs and what it does, on the terminal."""
    from ecocomp.report.terminal import console, print_table

    out = console()
    said = differences.after.said
    out.print(say("differences.heading", language, title=said.agreement.title, year=said.period.year), style="bold")
    out.print(say("differences.records", language, before=differences.before.digest, after=differences.after.digest))
    if differences.same:
        out.print(say("differences.none", language))
        return
    print_causes(out, differences, language, everything)
    for table in (difference_table, changed_line_table):
        print_table(out, table(differences, language))


def print_restatement(restatement: Restatement, language: str, everything: bool = False) -> None:
    """What is owed in addition and why, on the terminal."""
    from ecocomp.report.terminal import console, print_table

    out = console()
    chain = restatement.chain
    out.print()
    out.print(say("differences.restates", language, digest=chain[-1], number=len(chain)), style="bold")
    print_causes(out, restatement.differences, language, everything)
    print_table(out, owed_table(restatement, language))
