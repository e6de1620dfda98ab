"""The first sheet (结算汇总): who pays whom, what each party is left with, and what a reader must know first."""

from __future__ import annotations

from fractions import Fraction

from ecocomp.formula.cell_text import At, called, range_texts, reference
from ecocomp.money import yuan
from ecocomp.report.tables import banner, heading
from ecocomp.settlement.lines import Holder
from ecocomp.settlement.wheres import holder_text
from ecocomp.wording import say
from ecocomp.workbook.book import Book, Entry
from ecocomp.workbook.scope import SheetScope
from ecocomp.workbook.transfers_sheet import AT, TransfersSheet


def write_summary(book: Book, scope: SheetScope, transfers: TransfersSheet, language: str) -> None:
    """The summary, by formulas over the sheet of transfers."""
    settlement = scope.settlement
    sheet = book.sheet(say("workbook.summary", language))
    sheet.line([heading(settlement, language)], "title")
    if text := banner(settlement.agreement, language):
        sheet.line([text], "warning")
    sheet.line([say("workbook.recalculate", language)], "remark")
    if scope.readings is not None and scope.readings.kept:
        changed = called("SUM", range_texts(scope.readings.kept, sheet.title))
        told = say("workbook.settle_again", language).replace('"', '""')
        formula = f'IF({changed}>0,"{told}","")'
        sheet.put(sheet.next_row, 0, Entry("", formula, "warning"))
        sheet.next_row += 1
    sheet.next_row += 1
    rows = transfers.rows
    first, last = (rows[0].signed.row, rows[-1].signed.row) if rows else (0, 0)

    def column(name: str) -> str:
        start, end = (At(transfers.title, row, AT[name]) for row in (first, last))
        return f"{reference(start, sheet.title)}:{reference(end, start.sheet)}".replace("$", "")

    sheet.line([say("command.positions", language)], "title")
    sheet.line([say(f"workbook.{key}", language) for key in ("party", "paid", "received", "net", "net_wan")], "heading")
    nets: list[At] = []
    for each in settlement.positions:
        row = sheet.next_row
        name = sheet.put(row, 0, Entry(settlement.agreement.name_of(each.party, language), look="label"))
        by = reference(name, sheet.title)
        texts = [f"SUMIF({column(side)},{by},{column('amount')})" if rows else "0" for side in ("payer", "payee")]
        paid = sheet.put(row, 1, Entry(yuan(each.paid), texts[0], "fen"))
        received = sheet.put(row, 2, Entry(yuan(each.received), texts[1], "fen"))
        net = f"ROUND({reference(received, sheet.title)}-{reference(paid, sheet.title)},2)"
        nets.append(sheet.put(row, 3, Entry(yuan(each.net), net, "fen")))
        sheet.put(row, 4, Entry(Fraction(each.net, 1_000_000), f"{reference(nets[-1], sheet.title)}/10000", "wan"))
        sheet.next_row += 1
    sheet.next_row += 1
    write_pairs(book, scope, transfers, language, column)


def write_pairs(book: Book, scope: SheetScope, transfers: TransfersSheet, language: str, column) -> None:  # type: ignore[no-untyped-def]
    """Between each two, who pays after everything is set off."""
    sheet = book.sheet(say("workbook.summary", language))
    agreement = scope.agreement
    pairs: dict[tuple[Holder, Holder], int] = {}
    for row in transfers.rows:
        turned = (row.written[1], row.written[0]) in pairs
        pair = row.written[::-1] if turned else row.written
        pairs[pair] = pairs.get(pair, 0) + (-row.fen if turned else row.fen)
    sheet.line([say("command.pairs", language)], "title")
    sheet.line([say(f"workbook.{key}", language) for key in ("payer", "payee", "amount", "amount_wan")], "heading")
    for (one, other), fen in pairs.items():
        row = sheet.next_row
        names = [holder_text(agreement, each, language).replace('"', '""') for each in (one, other)]
        with_ = f'SUMIFS({column("amount")},{column("payer")},"{names[0]}",{column("payee")},"{names[1]}")'
        against = f'SUMIFS({column("amount")},{column("payer")},"{names[1]}",{column("payee")},"{names[0]}")'
        amount = At(sheet.title, row, 5)
        sheet.put(row, 5, Entry(yuan(fen), f"ROUND({with_}-{against},2)", "hidden"))
        own = reference(amount, sheet.title)
        payer, payee = (one, other) if fen >= 0 else (other, one)
        sheet.put(
            row,
            0,
            Entry(holder_text(agreement, payer, language), f'IF({own}<0,"{names[1]}","{names[0]}")', "text_formula"),
        )
        sheet.put(
            row,
            1,
            Entry(holder_text(agreement, payee, language), f'IF({own}<0,"{names[0]}","{names[1]}")', "text_formula"),
        )
        sheet.put(row, 2, Entry(yuan(abs(fen)), f"ABS({own})", "fen"))
        sheet.put(row, 3, Entry(Fraction(abs(fen), 1_000_000), f"ABS({own})/10000", "wan"))
        sheet.next_row += 1
    sheet.next_row += 1
