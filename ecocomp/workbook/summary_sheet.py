"""The first sheet (结算汇总): who pays whom, what each party is left with, and what a reader must know first."""

from __future__ import annotations

from collections.abc import Sequence

from ecocomp.formula.cell_text import At, absolute, called, range_texts, reference
from ecocomp.money import yuan
from ecocomp.settlement.lines import Holder
from ecocomp.wording import say
from ecocomp.workbook.book import Book, Entry
from ecocomp.workbook.scope import SheetScope
from ecocomp.workbook.transfers_sheet import AT, TransfersSheet, in_wan

#: Workings stand behind the columns that are printed.
ASIDE = 6


class Summary:
    """Writes the summary, by formulas over the sheet of transfers."""

    def __init__(self, book: Book, scope: SheetScope, transfers: TransfersSheet, language: str) -> None:
        self.book = book
        self.scope = scope
        self.transfers = transfers
        self.language = language
        self.settlement = scope.settlement
        self.sheet = book.sheet(say("workbook.summary", language))

    def write(self, opening: Sequence[str], record: str) -> None:
        """All of it, below the lines of ``opening``: the first is the title, the others are warnings.

        ``record`` names the record, which holds what the workbook held before anybody changed it.
        """
        for place, text in enumerate(opening):
            if text:
                self.sheet.line([text], "warning" if place else "title")
        self.sheet.line([say("workbook.recalculate", self.language)], "remark")
        self.sheet.line([record], "remark")
        self.changed()
        self.sheet.next_row += 1
        self.parties()
        self.pairs()
        self.funds()
        self.sheet.printed = ASIDE - 2

    def changed(self) -> None:
        """A warning that shows where a reading became none, or became one: then the agreement must judge anew.

        A term that was emptied would count as nothing.
        """
        readings, terms = self.scope.readings, self.book.sheet(self.scope.terms_title)
        parts = []
        if readings is not None and readings.kept:
            parts.append(called("SUM", range_texts(readings.kept, self.sheet.title)))
        given = [At(terms.title, *at) for at, each in terms.cells.items() if each.look.startswith("given")]
        parts += [f"COUNTBLANK({area})" for area in range_texts(given, self.sheet.title)]
        if not parts:
            return
        changed = "+".join(parts)
        told = say("workbook.settle_again", self.language).replace('"', '""')
        self.sheet.put(self.sheet.next_row, 0, Entry("", f'IF({changed}>0,"{told}","")', "warning"))
        self.sheet.next_row += 1

    def column(self, name: str) -> str:
        """A column of the sheet of transfers."""
        rows = [row.signed.row for row in self.transfers.rows]
        first, last = (absolute(At(self.transfers.title, row, AT[name])) for row in (rows[0], rows[-1]))
        return f"'{self.transfers.title}'!{first}:{last}"

    def total(self, **sides: At) -> str:
        """What was paid where the columns named hold what stands in some cells."""
        if not self.transfers.rows:
            return "0"
        tests = [f"({self.column(side)}={reference(at, self.sheet.title)})" for side, at in sides.items()]
        return f"SUMPRODUCT({'*'.join([*tests, self.column('amount')])})"

    def heading(self, *codes: str) -> None:
        self.sheet.line([say(code, self.language) for code in codes], "heading")

    def money(self, row: int, column: int, fen: int, formula: str, note: str = "") -> At:
        return self.sheet.put(row, column, Entry(yuan(fen), formula, "fen", note))

    def note(self, *holders: Holder) -> str:
        """By which transfers and clauses money moves between those named."""
        rows = [row for row in self.transfers.rows if set(holders) <= set(row.written)]
        return "\n".join(dict.fromkeys(row.basis for row in rows))

    def wan(self, row: int, column: int, fen: int, of: At) -> None:
        self.sheet.put(row, column, in_wan(fen, reference(of, of.sheet)))

    def parties(self) -> None:
        """What each party pays, receives and is left with; all together nothing."""
        self.sheet.line([say("command.positions", self.language)], "title")
        self.heading("command.party", "workbook.paid", "workbook.received", "command.net", "workbook.net_wan")
        nets: list[At] = []
        for each in self.settlement.positions:
            row = self.sheet.next_row
            name = self.sheet.put(row, 0, Entry(self.scope.holder(Holder(each.party)), look="label"))
            paid = self.money(row, 1, each.paid, self.total(payer=name))
            received = self.money(row, 2, each.received, self.total(payee=name))
            net = f"ROUND({reference(received, paid.sheet)}-{reference(paid, paid.sheet)},2)"
            nets.append(self.money(row, 3, each.net, net, self.note(Holder(each.party))))
            self.wan(row, 4, each.net, nets[-1])
            self.sheet.next_row += 1
        self.sheet.next_row += 1

    def pairs(self) -> None:
        """Between each two, who pays after everything is set off."""
        pairs: dict[tuple[Holder, Holder], int] = {}
        for line in self.transfers.rows:
            turned = line.written[::-1] in pairs
            pair = line.written[::-1] if turned else line.written
            pairs[pair] = pairs.get(pair, 0) + (-line.fen if turned else line.fen)
        self.sheet.line([say("command.pairs", self.language)], "title")
        self.heading("command.payer", "command.payee", "command.amount", "workbook.amount_wan")
        for place, name in enumerate(("one", "other", "one_pays")):
            told = Entry(say(f"workbook.{name}", self.language), look="remark")
            self.sheet.put(self.sheet.next_row - 1, ASIDE + place, told)
        for pair, fen in pairs.items():
            row = self.sheet.next_row
            names = [self.scope.holder(each) for each in pair]
            one, other = (
                self.sheet.put(row, ASIDE + place, Entry(name, look="label")) for place, name in enumerate(names)
            )
            own = f"ROUND({self.total(payer=one, payee=other)}-{self.total(payer=other, payee=one)},2)"
            turned_to = reference(self.money(row, ASIDE + 2, fen, own), one.sheet)
            cells = [reference(each, one.sheet) for each in (one, other)]
            payer, payee = (names if fen > 0 else names[::-1]) if fen else ("—", "—")
            for place, found, either in ((0, payer, cells[::-1]), (1, payee, cells)):
                text = f'IF({turned_to}=0,"—",IF({turned_to}<0,{either[0]},{either[1]}))'
                self.sheet.put(row, place, Entry(found, text, "text_formula"))
            self.wan(row, 3, abs(fen), self.money(row, 2, abs(fen), f"ABS({turned_to})", self.note(*pair)))
            self.sheet.next_row += 1
        self.sheet.next_row += 1

    def funds(self) -> None:
        """What every fund or account had, took in, paid out and has left."""
        if not self.settlement.funds:
            return
        self.sheet.line([say("command.funds", self.language)], "title")
        self.heading("command.fund", "command.opening", "command.in", "command.out", "command.closing")
        for each in self.settlement.funds:
            row = self.sheet.next_row
            name = self.sheet.put(row, 0, Entry(self.scope.holder(each.holder), look="label"))
            opening = self.sheet.put(row, 1, Entry(yuan(each.opening), look="given_fen"))
            received = self.money(row, 2, each.received, self.total(payee=name))
            paid = self.money(row, 3, each.paid, self.total(payer=name))
            texts = [reference(at, name.sheet) for at in (opening, received, paid)]
            self.money(row, 4, each.closing, f"ROUND({texts[0]}+{texts[1]}-{texts[2]},2)")
            self.sheet.next_row += 1
        self.sheet.next_row += 1
