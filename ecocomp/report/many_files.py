"""Many agreements settled at once: the overview on the terminal, and what is written of all and of each."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ecocomp.errors import OutputError
from ecocomp.money import yuan_text
from ecocomp.readings.readings import Readings
from ecocomp.readings.sources import FilePath
from ecocomp.record.record import RECORD
from ecocomp.report.files import csv_text, write_all
from ecocomp.report.replacing import replaced
from ecocomp.report.settlement_files import contents, files_of
from ecocomp.report.tables import Table, problem_lines
from ecocomp.report.terminal import MOST_LINES, console, print_table
from ecocomp.settlement import Settlement
from ecocomp.settlement.many.one import Outcome
from ecocomp.settlement.many.overview import COLUMNS, overview_rows, party_sums, status_of
from ecocomp.settlement.many.summary import Summary, summary_of
from ecocomp.wording import LANGUAGES, say

if TYPE_CHECKING:
    from ecocomp.settlement.many.result import Settlements

OVERVIEW, PARTIES, FAILURES = "overview.csv", "parties.csv", "failures.txt"
#: What the terminal has room for.
SHOWN = ("name", "status", "pairs", "unconfirmed", "warnings", "amount")
NUMBERS = ("unconfirmed", "warnings", "errors", "amount")
STATUSES = ("settled", "provisional", "failed")
#: So many problems of each failure are told unless all are asked for.
MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class Form:
    """A settlement as it is shown and written."""

    summary: Summary
    files: Mapping[str, str | bytes]


def form_of(settlement: Settlement, language: str, written: bool) -> Form:
    """A settlement in short, with its files if they are to be ``written``."""
    return Form(summary_of(settlement), contents(settlement, language, settlement.record) if written else {})


def targets_of(folder: Path, names: Iterable[str]) -> list[Path]:
    """The files that are written for agreements of these names."""
    of_all = [folder / name for name in (OVERVIEW, PARTIES, FAILURES)]
    return [*of_all, *(path for name in names for path in files_of(folder / name))]


def written(
    outcome: Outcome[Form], folder: Path, read: Sequence[FilePath], overwrite: bool = False
) -> tuple[Outcome[Summary], bool]:
    """Write the files of one agreement, all or none; its summary, or that it could not be written, and whether so."""
    form = outcome.made
    if form is not None and form.files:
        try:
            write_one(folder / outcome.name, form.files, read, overwrite)
        except OutputError as trouble:
            return outcome.with_made(None, trouble.problems), True
    return outcome.with_made(None if form is None else form.summary), False


def write_one(folder: Path, files: Mapping[str, str | bytes], read: Sequence[FilePath], overwrite: bool) -> list[Path]:
    """Write the files of one agreement; OutputError too where its folder has the record of another settlement."""
    record = files[RECORD]
    assert isinstance(record, bytes)
    earlier = replaced(folder, record, overwrite=overwrite)
    return write_all(folder, files, read=read, gone=earlier.gone)


def save_overview(
    outcomes: Sequence[Outcome[Summary]],
    readings: Readings | None,
    folder: Path,
    language: str,
    read: Iterable[FilePath] = (),
) -> list[Path]:
    """Write the overview of all, the sums of the parties and the failures; the paths written."""
    files = {
        OVERVIEW: csv_text(overview_table(outcomes, language)),
        PARTIES: csv_text(party_table(outcomes, language)),
        FAILURES: failures_text(outcomes, readings, folder, language),
    }
    return write_all(folder, files, read=read)


def save_settlements(
    settlements: Settlements, folder: Path, language: str, read: Iterable[FilePath] = (), overwrite: bool = False
) -> list[Path]:
    """Write the files of each settlement into a folder of its name, and the overview; the paths written."""
    sources = list(read)
    paths: list[Path] = []
    for each in settlements:
        if each.settlement is not None:
            paths += write_one(
                folder / each.name, contents(each.settlement, language, each.settlement.record), sources, overwrite
            )
    return [*paths, *save_overview(settlements.summaries, settlements.readings, folder, language, sources)]


def overview_table(outcomes: Sequence[Outcome[Summary]], language: str) -> Table:
    """A row for each agreement."""
    rows = tuple(
        (*("" if each is None else str(each) for each in row[:-1]), "" if row[-1] is None else yuan_text(row[-1]))
        for row in overview_rows(outcomes, language)
    )
    columns = tuple(say(f"settlement.many_column_{name}", language) for name in COLUMNS)
    numbers = frozenset(COLUMNS.index(name) for name in NUMBERS)
    return Table(say("settlement.many_overview", language), columns, rows, numbers)


def party_table(outcomes: Sequence[Outcome[Summary]], language: str) -> Table:
    """What each party pays and receives by all agreements."""
    columns = tuple(say(f"command.{key}", language) for key in ("party", "code", "paid", "received", "net"))
    at = LANGUAGES.index(language)
    rows = tuple(
        (each.name[at], each.code, *(yuan_text(fen) for fen in (each.paid, each.received, each.received - each.paid)))
        for each in party_sums(outcomes)
    )
    return Table(say("settlement.many_parties", language), columns, rows, frozenset({2, 3, 4}))


def count_line(outcomes: Sequence[Outcome[Summary]], language: str) -> str:
    """How many were settled, and how much is paid in all."""
    found = [status_of(each) for each in outcomes]
    fen = sum(each.made.fen for each in outcomes if each.made is not None)
    counts = {status: found.count(status) for status in STATUSES}
    return say("settlement.many_count", language, total=len(found), amount=yuan_text(fen), **counts)


def banner(outcomes: Sequence[Outcome[Summary]], language: str) -> str:
    """The warning that some rest on terms that are not confirmed; empty where none does."""
    count = sum(each.made is not None and each.made.unconfirmed > 0 for each in outcomes)
    return say("settlement.many_unconfirmed", language, count=count) if count else ""


def failures_text(outcomes: Sequence[Outcome[Summary]], readings: Readings | None, folder: Path, language: str) -> str:
    """Every problem of every agreement that could not be settled, and what reading warned of."""
    failed = [each for each in outcomes if each.made is None]
    if not failed:
        return say("settlement.many_no_failure", language) + "\n"
    blocks = []
    for each in failed:
        lines = [heading(each), *(f"  {problem.line(language)}" for problem in each.problems)]
        if os.path.lexists(folder / each.name):
            lines.append("  " + say("settlement.many_old", language, folder=each.name))
        blocks.append("\n".join(lines))
    warned = reading_warnings(readings, language)
    if warned:
        blocks.append("\n".join([say("settlement.many_reading", language), *(f"  {line}" for line in warned)]))
    return "\n\n".join(blocks) + "\n"


def reading_warnings(readings: Readings | None, language: str) -> list[str]:
    """What reading warned of, such as a sheet that was not read: it may well be why something is missing."""
    found = () if readings is None else readings.problems
    return problem_lines((each for each in found if each.severity == "warning"), language)


def heading(outcome: Outcome[Summary]) -> str:
    """An agreement by its name and file."""
    return f"{outcome.name} ({outcome.file})" if outcome.file else outcome.name


def failure_lines(outcomes: Sequence[Outcome[Summary]], language: str, everything: bool) -> list[str]:
    """The first problems of every failure, or all of them."""
    lines: list[str] = []
    for each in outcomes:
        if each.made is not None:
            continue
        told = each.problems if everything else each.problems[:MOST_TOLD]
        lines += [heading(each), *(f"  {problem.line(language)}" for problem in told)]
        left = len(each.problems) - len(told)
        if left:
            lines.append("  " + say("settlement.many_more", language, count=left))
    return lines


def print_overview(outcomes: Sequence[Outcome[Summary]], language: str, everything: bool) -> None:
    """The overview and the sums."""
    out = console()
    warning = banner(outcomes, language)
    if warning:
        out.print(warning, style="bold yellow")
    whole = overview_table(outcomes, language)
    places = [COLUMNS.index(name) for name in SHOWN]
    shown = Table(
        whole.title,
        tuple(whole.columns[at] for at in places),
        tuple(tuple(row[at] for at in places) for row in whole.rows),
        frozenset(new for new, name in enumerate(SHOWN) if name in NUMBERS),
    )
    for table in (shown, party_table(outcomes, language)):
        most = None if everything else MOST_LINES
        print_table(out, replace(table, rows=table.rows[:most]))
        left = len(table.rows) - MOST_LINES
        if left > 0 and not everything:
            out.print(say("command.more_rows", language, count=left))
    out.print(count_line(outcomes, language))
