"""One row of a table of payments: its cells understood, each problem at its cell."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ecocomp.errors import Place, Problem, problem
from ecocomp.payments.amounts import Amount, parse_amount, unit_named
from ecocomp.payments.heading import NEEDED, ROLE_NAMES, Heading
from ecocomp.payments.holders import Holders
from ecocomp.payments.kinds import KINDS, kind_named
from ecocomp.payments.payment import Payment
from ecocomp.readings.cell_looks import SHOWN_BESIDE, SHOWN_NOT
from ecocomp.readings.grid import Grid
from ecocomp.readings.times import parse_day, parse_part, parse_serial, parse_time
from ecocomp.settlement.lines import Holder
from ecocomp.wording import Pair, listed, say_both

#: The rows below a table that add it up.
TOTAL = re.compile(r"(合计|总计|小计|共计|总和|(sub)?total)[:：]?", re.IGNORECASE)
#: What of a payment a cell that is merged over several rows says for each of them; an amount is paid once.
SAID_ONCE = ("date", "payer", "payee", "kind", "year")
#: Assessment years that an agreement can have.
YEARS = range(1990, 2101)
NOTHING = frozenset({"", "-", "--", "—", "/"})
NO_FUND = Pair("—", "—")


class RowReader:
    """Reads the rows below a heading."""

    def __init__(self, grid: Grid, heading: Heading, holders: Holders) -> None:
        self._grid, self._heading, self._holders = grid, heading, holders
        self._merged = _above_merged(grid, heading)
        self.problems: list[Problem] = []
        #: The vouchers of all rows, also of those with errors, and where they stand.
        self.vouchers: list[tuple[str, Place]] = []

    def payments(self) -> Iterator[Payment]:
        """The payments of all rows that have no error."""
        for row in range(self._heading.row + 1, len(self._grid.rows)):
            texts = self._texts(row)
            filled = [text for text in self._grid.rows[row] if text not in NOTHING]
            if not filled:
                continue
            if any(TOTAL.fullmatch("".join(text.split())) for text in filled) and not (
                texts["payer"] and texts["payee"]
            ):
                self._note(row, "payments.total_row", "note", " ".join(filled))
            elif len(filled) == 1 and not texts["amount"]:
                self._note(row, "payments.row_ignored", "warning", filled[0])
            else:
                payment = self._payment(row, texts)
                if payment is not None:
                    yield payment

    def _note(self, row: int, code: str, severity: str, found: str) -> None:
        self.problems.append(
            problem(code, self._grid.place(row), severity=severity, found=" ".join(found.split())[:80])
        )

    def _texts(self, row: int) -> dict[str, str]:
        """The text of each role; empty where the table has no such column, or the mark of an empty cell."""
        found = dict.fromkeys(ROLE_NAMES, "")
        cells = self._grid.rows[row]
        for role, column in self._heading.columns.items():
            text = cells[column] if column < len(cells) else ""
            if not text and role in SAID_ONCE and (row, column) in self._merged:
                text = self._merged[row, column]
            found[role] = "" if text in NOTHING else text
        return found

    def _payment(self, row: int, texts: Mapping[str, str]) -> Payment | None:
        before = len(self.problems)
        if row in self._grid.marks.hidden_rows:
            self.problems.append(problem("payments.hidden_row", self._grid.place(row), severity="warning"))
            before += 1
        for role, column in self._heading.columns.items():
            if role in NEEDED and (row, column) in self._grid.marks.struck:
                self._error(row, role, "payments.struck", found=texts[role])
                return None
        if texts["voucher"]:
            self.vouchers.append((texts["voucher"], self._place(row, "voucher")))
        for role in NEEDED:
            if not texts[role]:
                self._error(row, role, "payments.cell_empty", lacking=say_both(f"payments.role_{role}"))
        date = self._date(row, texts["date"])
        payer, payee = (self._holder(row, role, texts) for role in ("payer", "payee"))
        if payer is not None and payer == payee:
            self._error(row, "payee", "payments.pays_itself", found=texts["payee"])
        fen = self._fen(row, texts["amount"])
        kind = self._kind(row, texts["kind"])
        year = self._year(row, texts["year"])
        if date is None or payer is None or payee is None or kind is None or fen is None:
            return None
        if kind == "deposit" and not ({payer.id, payee.id} & self._holders.funds.keys()):
            funds = listed(self._holders.funds.values() or [NO_FUND])
            self._error(row, "kind", "payments.deposit_nowhere", found=texts["kind"], funds=funds)
        if len(self.problems) > before:
            return None
        return Payment(date, payer, payee, fen, kind, year, texts["voucher"], texts["note"], self._place(row, "amount"))

    def _place(self, row: int, role: str) -> Place:
        return self._grid.place(row, self._heading.columns.get(role))

    def _error(self, row: int, role: str, code: str, **details: Any) -> None:
        self.problems.append(Problem(code, self._place(row, role), details))

    def _date(self, row: int, text: str) -> datetime.date | None:
        if not text:
            return None
        day = parse_day(text)
        serial = parse_serial(text) if self._grid.workbook and not self._grid.marks.from_1904 else None
        if day is None and serial is not None and serial.year is not None and serial.day is not None:
            day = datetime.date(serial.year, serial.month, serial.day)
        if day is None:
            time = parse_time(text)
            whole = time is not None and time.year is not None and time.day is not None
            self._error(row, "date", "payments.date_impossible" if whole else "payments.date_unknown", found=text)
        return day

    def _holder(self, row: int, role: str, texts: Mapping[str, str]) -> Holder | None:
        text = texts[role]
        found = self._holders.find(text) if text else None
        if found is not None or not text:
            return found
        fund = self._holders.fund_of(text)
        if fund is not None:
            other = self._holders.find(texts["payee" if role == "payer" else "payer"])
            known = other is not None and other.id in self._holders.parties
            party = other.id if other is not None and known else next(iter(self._holders.parties))
            example = self._holders.written(Holder(fund, party))
            self._error(row, role, "payments.fund_needs_account", found=text, example=example)
            return None
        near = self._holders.nearest(text)
        if near is not None:
            self._error(row, role, "payments.unknown_holder_close", found=text, close=self._holders.written(near))
        else:
            self._error(row, role, "payments.unknown_holder", found=text, choices=self._holders.listed())
        return None

    def _fen(self, row: int, text: str) -> int | None:
        if not text:
            return None
        column = self._heading.columns["amount"]
        display = self._grid.marks.displays.get((row, column))
        unit = self._heading.unit
        amount = parse_amount(text, unit)
        if display is not None and display.kind != SHOWN_NOT:
            beside = display.beside.strip(" ¥￥$") if display.kind == SHOWN_BESIDE else "?"
            shown_in = unit_named(beside) if beside else ""
            again = parse_amount(f"{text}{shown_in}", unit) if shown_in is not None else Amount(trouble="amount_shown")
            amount = again if not amount.trouble or amount.trouble == "amount_no_unit" else amount
        if not amount.trouble:
            return amount.fen
        more: dict[str, Any] = {"found": text}
        if amount.trouble == "amount_shown":
            more["shown"] = display.text or display.format if display is not None else ""
        elif amount.trouble == "amount_units":
            more |= {"own": amount.unit, "unit": unit}
        elif amount.trouble == "amount_finer":
            more["unit"] = amount.unit
        self._error(row, "amount", f"payments.{amount.trouble}", **more)
        return None

    def _kind(self, row: int, text: str) -> str | None:
        kind = kind_named(text)
        if kind is None:
            choices = listed(say_both(f"payments.kind_{each}") for each in KINDS)
            self._error(row, "kind", "payments.kind_unknown", found=text, choices=choices)
        return kind

    def _year(self, row: int, text: str) -> int | None:
        if not text:
            return None
        year = parse_part(text, "year")
        if year is None or year not in YEARS:
            self._error(row, "year", "payments.year_unknown", found=text)
            return None
        return year


def _above_merged(grid: Grid, heading: Heading) -> dict[tuple[int, int], str]:
    """What cells that are merged down several rows say in those below the first."""
    return {
        (row, column): grid.rows[merge.top][column]
        for merge in grid.marks.merges
        for column in heading.columns.values()
        if merge.left == merge.right == column and merge.top > heading.row and merge.top < len(grid.rows)
        and column < len(grid.rows[merge.top])
        for row in range(merge.top + 1, merge.bottom + 1)
    }  # fmt: skip
