"""What was understood of monitoring files, printed; and their readings as one CSV file."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from ecocomp.errors import Place
from ecocomp.readings.readings import FRAME_COLUMNS
from ecocomp.readings.report import ColumnSeen, ReadingReport, TableSeen
from ecocomp.readings.show import indicator_name
from ecocomp.readings.sources import FilePath
from ecocomp.readings.units import ending_unit
from ecocomp.report.files import csv_text, write_all
from ecocomp.report.tables import Table, problem_lines
from ecocomp.report.terminal import console, print_table
from ecocomp.wording import LANGUAGES, say
from ecocomp.written import fraction_text

MOST_SECTIONS = 60
#: The columns of the frame that hold numbers in the row's unit.
NUMBERS = ("value", "detection_limit")


def print_reading_report(report: ReadingReport, language: str, everything: bool = False) -> None:
    """Tables and columns, counts, sections, and what a reader must know; errors are left to standard error."""
    out = console()
    for table in report.tables:
        out.print(_title(table, language), style="bold", soft_wrap=True)
        print_table(out, _columns(table, language))
        out.print(say("command.read_rows", language, rows=table.rows))
        out.print()
    readings = report.readings
    count = {"count": len(readings), "sections": len(readings.sections), "files": len(readings.files)}
    out.print(say("command.read", language, **count), style="bold")
    print_table(out, _indicators(report, language))
    most = None if everything else MOST_SECTIONS
    print_table(out, _sections(report, language, most))
    if most is not None and len(report.sections) > most:
        out.print(say("command.more_sections", language, count=len(report.sections) - most))
    if report.remarks:
        print_table(out, _remarks(report, language))
    # notes on remarks have their own table
    told = (each for each in report.problems if each.severity != "error" and each.code != "readings.remark_told")
    lines = problem_lines(told, language, everything)
    if lines:
        out.print(say("command.problems", language), style="bold")
    for line in lines:
        out.print(line, soft_wrap=True)


def _title(table: TableSeen, language: str) -> str:
    name = f"{table.file} [{table.sheet}]" if table.sheet else table.file
    lines = ", ".join(str(line) for line in table.headings)
    return say(
        "command.table_seen", language, name=name, shape=say(f"command.shape_{table.shape}", language), lines=lines
    )


def _columns(table: TableSeen, language: str) -> Table:
    keys = ("column", "heading", "holds", "unit", "unit_by")
    columns = tuple(say(f"command.{key}", language) for key in keys)
    return Table("", columns, tuple(_column(each, language) for each in table.columns))


def _column(seen: ColumnSeen, language: str) -> tuple[str, ...]:
    holds = _name(seen.indicator, language) if seen.indicator else say(f"command.holds_{seen.role}", language)
    where = seen.where or say("command.outside_table", language)
    known = say(f"command.unit_by_{seen.unit_by}", language) if seen.unit_by else ""
    return where, seen.heading, holds, seen.unit, known


def _name(indicator: str, language: str) -> str:
    return indicator_name(indicator)[LANGUAGES.index(language)]


def _indicators(report: ReadingReport, language: str) -> Table:
    keys = ("indicator", "readings_count", "values_count", "below_count", "missing_count")
    columns = tuple(say(f"command.{key}", language) for key in keys)
    rows = []
    for each in report.indicators:
        missing = "; ".join(
            f"{say(f'states.{state}' if state else 'command.no_state', language)} {count}"
            for state, count in each.missing
        )
        counts = (str(each.readings), str(each.values), str(each.below))
        rows.append((_name(each.indicator, language), *counts, missing))
    return Table("", columns, tuple(rows), frozenset({1, 2, 3}))


def _sections(report: ReadingReport, language: str, most: int | None) -> Table:
    columns = tuple(
        say(f"command.{key}", language)
        for key in ("section", "province", "first_time", "last_time", "readings_count", "indicators_seen")
    )
    rows = tuple(
        (
            each.section,
            each.province,
            each.first,
            each.last,
            str(each.readings),
            ", ".join(_name(indicator, language) for indicator in each.indicators),
        )
        for each in report.sections[:most]
    )
    return Table("", columns, rows, frozenset({4}))


def _remarks(report: ReadingReport, language: str) -> Table:
    """What stands beside values (备注), those that doubt them first."""
    keys = ("remark", "rows_count", "where_seen", "remark_means")
    columns = tuple(say(f"command.{key}", language) for key in keys)
    rows = tuple(
        (
            each.text,
            str(each.rows),
            f"{Place(each.file, each.sheet)}{' ' if each.sheet else ':'}{each.places}",
            say("command.remark_doubtful" if each.doubtful else "command.remark_kept", language),
        )
        for each in report.remarks
    )
    return Table("", columns, rows, frozenset({1}))


def save_readings(report: ReadingReport, path: Path, *, read: Iterable[FilePath] = ()) -> Path:
    """The readings as a CSV file with the columns of ``readings.frame``, written whole or not at all.

    It can be read again to the same values: a value whose decimals have no end in its unit, which a frame holds as a
    Fraction, is written in a unit in which they end.

    ``read`` are the paths that were read, which are never written over.
    """
    frame = report.readings.frame
    rows = tuple(_written(row) for row in frame.itertuples(index=False, name=None))
    table = Table("", tuple(frame.columns), rows, frozenset())
    return write_all(path.parent, {path.name: csv_text(table)}, read=read)[0]


def _written(row: tuple[object, ...]) -> tuple[str, ...]:
    """A row of the frame as texts."""
    cells = dict(zip(FRAME_COLUMNS, row, strict=True))
    if any(isinstance(cells[name], Fraction) for name in NUMBERS):
        numbers = {name: Fraction(cell) for name in NUMBERS if isinstance(cell := cells[name], Decimal | Fraction)}
        cells["unit"], by = ending_unit(str(cells["indicator"]), numbers.values())
        cells.update((name, fraction_text(number * by)) for name, number in numbers.items())
    return tuple("" if cell is None else str(cell) for cell in cells.values())
