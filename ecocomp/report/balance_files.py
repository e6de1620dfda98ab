"""What ``balance`` prints on the terminal and writes with ``--out``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from ecocomp.money import yuan_text
from ecocomp.payments.result import Balance
from ecocomp.readings.sources import FilePath
from ecocomp.report import balance_tables as tables
from ecocomp.report.files import csv_text, write_all
from ecocomp.report.tables import Table, problem_lines, problem_table, without_empty_columns
from ecocomp.report.terminal import console, print_table
from ecocomp.wording import say

#: The names begin alike, so that they may stand beside the tables of a settlement.
TABLES: Mapping[str, Callable[[Balance, str], Table]] = {
    "balance-pairs.csv": tables.pair_table,
    "balance-parties.csv": tables.party_table,
    "balance-debts.csv": tables.debt_table,
    "balance-offsets.csv": tables.offset_table,
    "balance-prepaid.csv": tables.prepaid_table,
    "balance-lines.csv": tables.line_table,
    "balance-payments.csv": tables.payment_table,
    "balance-problems.csv": problem_table,
}


def files_of(folder: Path) -> list[Path]:
    """The files that are written into a folder."""
    return [folder / name for name in TABLES]


def save(balance: Balance, folder: Path, language: str, read: Iterable[FilePath] = ()) -> list[Path]:
    """Write the tables into ``folder``, all or none; OutputError where that fails, with nothing changed.

    ``read`` are the paths that were read; RequestError where one of them would be written over.
    """
    texts = {name: csv_text(table(balance, language)) for name, table in TABLES.items()}
    return write_all(folder, texts, read=read)


def without_noughts(table: Table) -> Table:
    """A table without the columns of amounts in which all are zero."""
    zero = yuan_text(0)
    noughts = {at for at in table.numbers if all(row[at] == zero for row in table.rows)}
    rows = tuple(tuple("" if at in noughts else cell for at, cell in enumerate(row)) for row in table.rows)
    return replace(table, rows=rows)


def print_balance(balance: Balance, language: str, everything: bool = False) -> None:
    """A balance: what is left between each two, by party, by debt, what was set off or paid ahead, and notices."""
    out = console()
    out.print(tables.heading(balance, language), style="bold")
    out.print()
    for each in (
        tables.pair_table(balance, language),
        tables.party_table(balance, language),
        without_noughts(tables.debt_table(balance, language, left_only=not everything)),
        tables.offset_table(balance, language),
        tables.prepaid_table(balance, language),
        *([tables.line_table(balance, language), tables.payment_table(balance, language)] if everything else []),
    ):
        print_table(out, without_empty_columns(each))
    lines = problem_lines(balance.problems, language, everything)
    if lines:
        out.print()
        out.print(say("command.problems", language), style="bold")
        for line in lines:
            out.print(line, soft_wrap=True)
