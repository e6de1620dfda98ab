"""The files that ``settle --out`` writes: the whole settlement as JSON and as a page, and its tables as CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ecocomp.differences.restatement import Restatement
from ecocomp.readings.sources import FilePath
from ecocomp.record.record import RECORD, Record
from ecocomp.report import tables
from ecocomp.report.differences import RESTATED
from ecocomp.report.files import csv_text, json_text, write_all
from ecocomp.report.inputs import input_rows
from ecocomp.report.named_record import named_record
from ecocomp.report.replacing import replaced
from ecocomp.report.tables import Table
from ecocomp.report.targets import named_file
from ecocomp.report.values import value_rows
from ecocomp.settlement import Settlement
from ecocomp.settlement.headline import banner, heading
from ecocomp.settlement.plain_data import input_data, money_data, problem_data, reasons, value_data
from ecocomp.wording import say
from ecocomp.workbook.book import Book
from ecocomp.workbook.write import PlainTable, book_bytes, workbook_of


def save(
    settlement: Settlement,
    folder: Path,
    language: str,
    read: Iterable[FilePath] = (),
    *,
    restatement: Restatement | None = None,
    overwrite: bool = False,
) -> list[Path]:
    """Write settlement.json, the record, the page and the tables into ``folder``.

    OutputError where that fails, with nothing changed, and where the folder has the record of another settlement: it is
    written over only if ``overwrite``, and kept under the name of its digest where ``restatement`` takes its place. The
    tables of a restatement that is written over go with its record.
    ``read`` are the paths that were read; RequestError where one of them would be written over.
    """
    record = named_record(settlement, restatement)
    earlier = replaced(folder, record.content, restatement, overwrite=overwrite)
    files = {**earlier.kept, **contents(settlement, language, record)}
    if restatement is not None:
        files |= {name: csv_text(table(restatement, language)) for name, table in RESTATED.items()}
    return write_all(folder, files, read=read, gone=earlier.gone)


def contents(settlement: Settlement, language: str, record: Record) -> dict[str, str | bytes]:
    """What ``save`` writes of a settlement and its record, by the names of the files."""
    from ecocomp.report.page.files import page_text

    texts = {name: csv_text(table(settlement, language)) for name, table in TABLES.items()}
    return {
        DATA: json_text(as_data(settlement)),
        RECORD: record.content,
        WORKBOOK: workbook(settlement, language, record.digest),
        PAGE: page_text(settlement, language, record.digest),
        **texts,
    }


def save_workbook(settlement: Settlement, path: FilePath, language: str, record: str) -> Path:
    """Write the workbook of live formulas; OutputError where that fails, with nothing changed."""
    target = named_file(path, ".xlsx")
    return write_all(target.parent, {target.name: workbook(settlement, language, record)})[0]


def workbook(settlement: Settlement, language: str, record: str) -> bytes:
    """The workbook of live formulas; ``record`` is the digest of the settlement's record."""
    return book_bytes(book_of(settlement, language, record), settlement.agreement.title, language)


def book_of(settlement: Settlement, language: str, record: str) -> Book:
    """All sheets of the workbook, with what a reader must know."""
    sheets = {
        "handling": tables.problem_table(settlement, language),
        "declared": input_rows(settlement, language),
        "sources": places_last(term_table(settlement, language)),
    }
    pages = {
        say(f"workbook.{name}", language): PlainTable(table.title, table.columns, table.rows)
        for name, table in sheets.items()
        if table.rows
    }
    warnings = [each.message(language) for each in settlement.problems if each.severity == "warning"]
    opening = (heading(settlement, language), banner(settlement.agreement, language), *warnings)
    return workbook_of(settlement, language, opening, say("record.named", language, digest=record), pages)


def places_last(table: Table) -> Table:
    """A table whose first column, where something stands in the agreement file, comes last: people read titles."""
    rows = tuple((*row[1:], row[0]) for row in table.rows)
    return replace(table, columns=(*table.columns[1:], table.columns[0]), rows=rows)


def files_of(folder: Path) -> list[Path]:
    """The files that ``save`` writes into a folder."""
    return [folder / name for name in (DATA, RECORD, WORKBOOK, PAGE, *TABLES)]


def term_table(settlement: Settlement, language: str) -> Table:
    """The terms that are not confirmed."""
    columns = tuple(say(f"command.{key}", language) for key in ("path", "title", "status", "clause", "note"))
    rows = tuple(
        (
            term.path,
            term.called(language),
            say(f"terms.status_{term.status}", language),
            term.clause,
            term.note,
        )
        for term in settlement.agreement.unconfirmed
    )
    return Table(say("command.unconfirmed", language), columns, rows)


DATA = "settlement.json"
WORKBOOK = "settlement.xlsx"
PAGE = "settlement.html"
TABLES: Mapping[str, Callable[[Settlement, str], Table]] = {
    "positions.csv": tables.position_table,
    "pairs.csv": tables.pair_table,
    "transfers.csv": tables.line_table,
    "inputs.csv": input_rows,
    "funds.csv": tables.fund_table,
    "values.csv": value_rows,
    "terms.csv": term_table,
    "problems.csv": tables.problem_table,
}


def as_data(settlement: Settlement) -> dict[str, Any]:
    """The settlement as plain data: amounts in yuan as decimal text, exact values as fractions."""
    agreement = settlement.agreement
    return {
        "agreement": {
            "id": agreement.id,
            "title": agreement.title,
            "digest": agreement.digest,
            "official": not agreement.unconfirmed,
        },
        "period": {
            "year": settlement.period.year,
            "months": [month.label for month in settlement.period.months],
            "final": settlement.final,
        },
        "inputs": {name: input_data(settlement, name) for name in settlement.inputs},
        **money_data(settlement),
        "values": value_data(settlement),
        "unpaid": [
            {"transfer": each.name, "at": dict(each.coordinate), "reasons": reasons(each.absent)}
            for each in settlement.unpaid
        ],
        "unconfirmed_terms": [
            {"path": term.path, "title": term.title, "status": term.status} for term in agreement.unconfirmed
        ],
        "problems": [problem_data(each) for each in settlement.problems],
    }
