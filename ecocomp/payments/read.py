"""Reading a table of payments (收付台账): each row a payment, each problem at its cell, all of them at once."""

from __future__ import annotations

from dataclasses import replace

from ecocomp.agreement import Agreement
from ecocomp.errors import PaymentsError, Place, Problem, problem
from ecocomp.payments.heading import Heading, heading_of
from ecocomp.payments.holders import Holders, holders_of
from ecocomp.payments.payment import Payment, Payments
from ecocomp.payments.repeats import rows_twice, vouchers_twice
from ecocomp.payments.rows import RowReader
from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.invisible import without_invisible
from ecocomp.readings.sources import Source, grids_of
from ecocomp.wording import listed, say_both

#: The ledger of payments of one agreement is a small file.
MOST_PAYMENTS = 20_000
LONGEST_SHOWN = 80
#: What reading says of readings, and what is to be said here.
OWN_WORDS = {"readings.empty_file": "payments.empty_file"}


def read_payments(source: Source, agreement: Agreement | Holders) -> Payments:
    """Read payments (收付款) with the place of each: advances, instalments, deposits, payments and refunds.

    ``source`` is a file (csv, xlsx, xls, ods), a list of files, a folder of them, or a pandas DataFrame: one row a
    payment, with the columns 日期 date, 付款方 payer, 收款方 payee and 金额 amount, and, where there are any, 性质
    kind, 考核年度 year, 凭证号 voucher and 备注 note. The unit of amounts (元, 万元; yuan) stands in the heading, in
    a row above the table or in the cells. ``agreement`` says who may pay and be paid: parties and funds, by id or
    name, an account as ``fund:party``.

    Raises PaymentsError with every problem of every file, and RequestError for a source that is none. What was
    interpreted on the way is in ``problems`` of the result.
    """
    holders = holders_of(agreement) if isinstance(agreement, Agreement) else agreement
    findings = Findings()
    grids, files = grids_of(source, findings)
    grids = [without_invisible(grid, findings) for grid in grids]
    reader = _TableReader(holders)
    for file in files:
        reader.read([grid for grid in grids if grid.file == file])
    twice = (*vouchers_twice(reader.vouchers), *rows_twice(reader.payments))
    problems = [*map(_in_own_words, findings.problems()), *reader.problems, *twice]
    errors = [each for each in problems if each.severity == "error"]
    if errors:
        raise PaymentsError(errors)
    return Payments(holders.agreement, tuple(reader.payments), tuple(problems), tuple(files))


def _in_own_words(each: Problem) -> Problem:
    return replace(each, code=OWN_WORDS[each.code], details={}) if each.code in OWN_WORDS else each


class _TableReader:
    """Reads the tables of files one after the other."""

    def __init__(self, holders: Holders) -> None:
        self._holders = holders
        self.payments: list[Payment] = []
        self.problems: list[Problem] = []
        self.vouchers: list[tuple[str, Place]] = []

    def read(self, grids: list[Grid]) -> None:
        """The tables of one file: its sheets that have a heading, at least one."""
        headed = [(grid, heading_of(grid)) for grid in grids if any(any(row) for row in grid.rows)]
        tables = [(grid, heading) for grid, heading in headed if not heading.lacking]
        if headed and not tables:
            self._no_heading(*min(headed, key=lambda each: len(each[1].lacking)))
        for grid, heading in headed:
            if (grid, heading) not in tables and tables:
                place = Place(grid.file, grid.sheet)
                self.problems.append(problem("payments.sheet_ignored", place, severity="warning"))
        for grid, heading in tables:
            self._table(grid, heading)

    def _no_heading(self, grid: Grid, heading: Heading) -> None:
        found = "、".join(" ".join(text.split()) for text in grid.rows[heading.row] if text)
        self.problems.append(
            problem(
                "payments.no_heading",
                grid.place(heading.row),
                found=found if len(found) <= LONGEST_SHOWN else found[:LONGEST_SHOWN] + "…",
                lacking=listed(say_both(f"payments.role_{role}") for role in heading.lacking),
            )
        )

    def _table(self, grid: Grid, heading: Heading) -> None:
        for column in heading.twice:
            place, found = grid.place(heading.row, column), grid.rows[heading.row][column]
            self.problems.append(problem("payments.column_twice", place, found=found))
        if heading.ignored:
            found = "、".join(grid.rows[heading.row][column] for column in heading.ignored)
            self.problems.append(
                problem("payments.columns_ignored", grid.place(heading.row), severity="note", found=found)
            )
        if len(grid.rows) - heading.row - 1 > MOST_PAYMENTS:
            place = Place(grid.file, grid.sheet)
            self.problems.append(problem("payments.too_many", place, most=MOST_PAYMENTS))
            return
        rows = RowReader(grid, heading, self._holders)
        self.payments += rows.payments()
        self.vouchers += rows.vouchers
        self.problems += sorted(rows.problems, key=lambda each: (each.place.line, each.place.column))
