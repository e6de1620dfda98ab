"""Printing on the terminal with rich: aligned with Chinese text, plain when piped."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from ecocomp.report import tables
from ecocomp.report.inputs import input_table
from ecocomp.report.tables import Table
from ecocomp.settlement import Settlement
from ecocomp.settlement.headline import banner, heading
from ecocomp.wording import say
from ecocomp.written import text_width

if TYPE_CHECKING:
    from rich.console import Console

MOST_LINES = 20
MOST_PROBLEMS = 15
PIPED_WIDTH = 200
#: Texts are folded down to two Chinese characters a line, numbers never.
LEAST_TEXT = 4
#: Between two columns stand a line and two blanks.
BETWEEN_COLUMNS = 3


def console() -> Console:
    """Standard output; wide and without colours where it is a pipe or file, so that nothing is cut."""
    from ecocomp.report.safe_console import SafeConsole

    if sys.stdout.isatty():
        return SafeConsole(highlight=False, emoji=False, markup=False)
    return SafeConsole(highlight=False, emoji=False, markup=False, width=PIPED_WIDTH, color_system=None)


def print_table(out: Console, table: Table) -> None:
    """One table."""
    from rich.table import Table as RichTable

    from ecocomp.report.safe_console import safe_text

    if not table.rows:
        return
    shown = RichTable(title=safe_text(table.title), title_justify="left", header_style="bold")
    for at, column in enumerate(table.columns):
        number = at in table.numbers
        shown.add_column(safe_text(column), justify="right" if number else "left", no_wrap=number, overflow="fold")
    for row in table.rows:
        shown.add_row(*(safe_text(cell) for cell in row))
    # on a narrow terminal lines go on in the next one, rather than lose the last digits of an amount
    out.width, width = max(least_width(table), out.width), out.width
    out.print(shown)
    out.width = width


def least_width(table: Table) -> int:
    """How wide a table must be for every number to be seen whole."""
    widths = [max(map(text_width, column)) for column in zip(table.columns, *table.rows, strict=True)]
    kept = (width if at in table.numbers else min(width, LEAST_TEXT) for at, width in enumerate(widths))
    return sum(each + BETWEEN_COLUMNS for each in kept) + 1


def print_settlement(settlement: Settlement, language: str, everything: bool = False) -> None:
    """A settlement: what it is, who pays whom, the lines with their reasons, and what a reader must know."""
    out = console()
    out.print(heading(settlement, language), style="bold")
    warning = banner(settlement.agreement, language)
    if warning:
        out.print(warning, style="bold yellow")
    out.print()
    print_table(out, tables.pair_table(settlement, language))
    print_table(out, tables.position_table(settlement, language))
    print_table(out, tables.fund_table(settlement, language))
    print_inputs(out, settlement, language, everything)
    most = None if everything else MOST_LINES
    print_table(out, tables.line_table(settlement, language, settlement.lines[:most]))
    left = len(settlement.lines) - MOST_LINES
    if left > 0 and not everything:
        out.print(say("command.more_lines", language, count=left))
    print_problems(out, settlement, language, everything)


def print_inputs(out: Console, settlement: Settlement, language: str, everything: bool) -> None:
    """The declared inputs with where each value is from."""
    shown = input_table(settlement, language)
    left = len(shown.rows) - MOST_LINES
    if left <= 0 or everything:
        print_table(out, shown)
        return
    print_table(out, replace(shown, rows=shown.rows[:MOST_LINES]))
    out.print(say("command.more_rows", language, count=left))


def print_problems(out: Console, settlement: Settlement, language: str, everything: bool) -> None:
    """What a reader must know."""
    lines = tables.problem_lines(settlement.problems, language, everything)
    if not lines:
        return
    out.print()
    out.print(say("command.problems", language), style="bold")
    for line in lines if everything else lines[:MOST_PROBLEMS]:
        out.print(line, soft_wrap=True)
    if len(lines) > MOST_PROBLEMS and not everything:
        out.print(say("command.more_problems", language, count=len(lines) - MOST_PROBLEMS))
