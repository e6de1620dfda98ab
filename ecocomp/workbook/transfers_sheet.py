"""The sheet of transfers (划拨明细): every payment from the exact amount to the rounded one, and the cuts by limits."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import partial
from math import floor
from typing import Any

from ecocomp.agreement import model
from ecocomp.agreement.basis import Basis, basis_of
from ecocomp.agreement.titles import own_title
from ecocomp.formula.absent import Absent
from ecocomp.formula.axes import Axes, Value
from ecocomp.formula.cell_element import Element, is_excluded
from ecocomp.formula.cell_text import (
    ATOM,
    DIGITS,
    MULTIPLIED,
    PLACES_BEHIND,
    At,
    called,
    magnitude,
    number,
    range_texts,
    reference,
    rounded,
    settled_text,
)
from ecocomp.formula.units import Kind
from ecocomp.money import FEN_PER_YUAN, YUAN_PER_UNIT, round_together, step_in_fen, to_fen, yuan
from ecocomp.rounding import to_places
from ecocomp.settlement.lines import Holder
from ecocomp.settlement.transfers import Coordinate, TransferMaker
from ecocomp.settlement.wheres import where_text
from ecocomp.wording import say
from ecocomp.workbook.book import Book, Entry, dash
from ecocomp.workbook.cuts import Cuts, Row, Sides
from ecocomp.workbook.scope import SheetScope

COLUMNS = (
    "transfer",
    "where",
    "written_payer",
    "written_payee",
    "exact",
    "signed",
    "payer",
    "payee",
    "amount",
    "wan",
    "clause",
    "status",
)
AT = {name: place for place, name in enumerate(COLUMNS)}
FIGURES = ("exact", "signed", "amount", "wan")
#: Where amounts are rounded together, whole steps stand here and the remainders beside them.
LOWER = len(COLUMNS)


class TransfersSheet:
    """Writes the rows of all transfers and of the cuts that limits make."""

    def __init__(self, scope: SheetScope, book: Book, language: str) -> None:
        self.scope = scope
        self.book = book
        self.language = language
        self.agreement = scope.agreement
        self.title = say("workbook.transfers", language)
        self.rows: list[Row] = []

    def write(self) -> None:
        """All rows, in the order of the file and of the coordinates."""
        amounts = {each.name: self.scope.amount(each.name) for each in self.agreement.text.transfers}
        sheet = self.book.sheet(self.title)
        sheet.line([self.title], "title")
        sheet.line([say("workbook.transfers_remark", self.language)], "remark")
        sheet.line([say(f"workbook.transfer_{name}", self.language) for name in COLUMNS], "heading")
        sheet.headed = sheet.next_row
        maker = TransferMaker(self.scope.exact)
        for transfer in self.agreement.text.transfers:
            self.transfer(transfer, amounts[transfer.name], maker)
        self.limits()

    def transfer(self, transfer: model.Transfer, value: Value, maker: TransferMaker) -> None:
        """The rows of one transfer, also those that come to nothing: another reading may change that."""
        money = self.agreement.text.money
        planned: list[tuple[Coordinate, Sides, Element]] = []
        for labels, element in zip(self.scope.space.coordinates(value.axes), value.data, strict=True):
            coordinate = tuple(zip(value.axes, labels, strict=True))
            written = maker.sides(transfer, dict(coordinate))
            if written is not None:
                planned.append((coordinate, written, element))
        first = self.book.sheet(self.title).next_row
        amounts = [Fraction(0) if isinstance(each.value, Absent) else Fraction(each.value) for *_, each in planned]
        if money.round == "line":
            fens = [to_fen(amount, money.rounding, money.decimals, money.unit) for amount in amounts]
        else:
            fens = self.together([written for _, written, _ in planned], amounts)
        for place, (coordinate, written, element) in enumerate(planned):
            if element.text is None or element.at is None:
                self.unpaid(transfer, coordinate, written, element.value)
                continue
            text = reference(element.at, self.title)
            if money.round == "line" or not summed(element):
                signed = in_steps(text, amounts[place], money)
            else:
                peers = [first + at for at, other in enumerate(planned) if other[1] == written and summed(other[2])]
                signed = self.shared_step(
                    first + place, peers, text, amounts[place], magnitude(*amounts), bool(element.maybe)
                )
            if isinstance(element.value, Absent):
                signed = f"IF(ISNUMBER({text}),{signed},0)"
            elif element.maybe:
                signed = f"IF(ISTEXT({text}),0,{signed})"  # an error stays one
            exact = self.scope.put(element, element.at, "money").value
            title = own_title(transfer, self.language)
            basis = maker.basis[transfer.name]
            self.row(transfer.name, title, coordinate, written, (exact, text), (fens[place], signed), basis)

    def together(self, written: Sequence[Sides], amounts: Sequence[Fraction]) -> list[int]:
        """Amounts in fen, rounded together for each two sides."""
        money = self.agreement.text.money
        fens = [0] * len(amounts)
        for pair in dict.fromkeys(written):
            places = [place for place, each in enumerate(written) if each == pair]
            found = round_together([amounts[at] for at in places], money.rounding, money.decimals, money.unit)
            for place, fen in zip(places, found, strict=True):
                fens[place] = fen
        return fens

    def shared_step(self, row: int, peers: Sequence[int], text: str, amount: Fraction, size: int, loose: bool) -> str:
        """An amount of several that are rounded together: whole steps, and one more for the largest remainders.

        ``size`` is how many digits the largest of them has before the point: all remainders have as many places, so
        that equal ones are. ``loose`` is that the amount may be an empty text.
        """
        money = self.agreement.text.money
        sheet = self.book.sheet(self.title)
        step = Fraction(step_in_fen(money.decimals, money.unit), FEN_PER_YUAN)
        scaled = amount / step
        sure = max(2, min(PLACES_BEHIND, DIGITS - size - len(str(step.denominator))))
        # an amount that a condition leaves out has no steps and no remainder, and is in no sum
        given = f"N({text})" if loose else text
        steps = settled_text(f"{given}/{number(step)}", sure)
        lower = sheet.put(row, LOWER, Entry(floor(scaled), f"INT({steps})", "number"))
        rest_text = settled_text(f"{given}/{number(step)}-{reference(lower, self.title)}", sure)
        rest = sheet.put(row, LOWER + 1, Entry(to_places(scaled - floor(scaled), sure, "half_up"), rest_text, "number"))

        def column(at: int, rows: Sequence[int]) -> list[str]:
            return range_texts([At(self.title, each, at) for each in rows], self.title)

        own = reference(rest, self.title)
        before = [f"SUMPRODUCT(({each}>{own})*1)" for each in column(LOWER + 1, peers)]
        before += [
            f"SUMPRODUCT(({each}={own})*1)" for each in column(LOWER + 1, [each for each in peers if each <= row])
        ]
        whole = f"({called('SUM', column(AT['exact'], peers))})/{number(step)}"
        more = f"({rounded(whole, MULTIPLIED, 0, money.rounding, magnitude(scaled) + 1)})"
        more = f"{more}-{called('SUM', column(LOWER, peers))}"
        return f"({reference(lower, self.title)}+({called('SUM', before)}<={more}))*{number(step)}"

    def unpaid(self, transfer: model.Transfer, coordinate: Coordinate, written: Sides, value: Absent) -> None:
        """A coordinate without an amount, and why."""
        sheet = self.book.sheet(self.title)
        for name, text in self.told(own_title(transfer, self.language), coordinate, written).items():
            if text:
                sheet.put(sheet.next_row, AT[name], Entry(text))
        sheet.put(sheet.next_row, AT["exact"], dash(value, self.language))
        sheet.next_row += 1

    def told(self, title: str, coordinate: Coordinate, written: Sides) -> dict[str, str]:
        return {
            "transfer": title,
            "where": where_text(self.agreement, (label for _, label in coordinate), self.language),
            "written_payer": self.holder(written[0]),
            "written_payee": self.holder(written[1]),
        }

    def holder(self, holder: Holder) -> str:
        return self.scope.holder(holder)

    def row(
        self,
        name: str,
        title: str,
        coordinate: Coordinate,
        written: Sides,
        exact: tuple[Any, str],
        signed: tuple[int, str],
        basis: Basis,
    ) -> At:
        """One row: who pays follows from the sign of the amount."""
        sheet = self.book.sheet(self.title)
        row = sheet.next_row
        for key, text in self.told(title, coordinate, written).items():
            if text:
                sheet.put(row, AT[key], Entry(text))
        cell = {key: reference(At(self.title, row, at), self.title) for key, at in AT.items()}
        payer, payee = written if signed[0] >= 0 else written[::-1]
        sheet.put(row, AT["exact"], Entry(exact[0], exact[1], "money"))
        sheet.put(row, AT["signed"], Entry(yuan(signed[0]), signed[1], "fen"))
        turned = f"{cell['signed']}<0"
        sheet.put(
            row,
            AT["payer"],
            Entry(self.holder(payer), f"IF({turned},{cell['written_payee']},{cell['written_payer']})", "text_formula"),
        )
        sheet.put(
            row,
            AT["payee"],
            Entry(self.holder(payee), f"IF({turned},{cell['written_payer']},{cell['written_payee']})", "text_formula"),
        )
        sheet.put(row, AT["amount"], Entry(yuan(abs(signed[0])), f"ABS({cell['signed']})", "fen"))
        sheet.put(row, AT["wan"], Entry(Fraction(abs(signed[0]), 1_000_000), f"{cell['amount']}/10000", "wan"))
        if basis.clause:
            sheet.put(row, AT["clause"], Entry(basis.clause))
        status = say(f"terms.status_{basis.status}", self.language)
        sheet.put(row, AT["status"], Entry(status))
        told = say("workbook.basis", self.language, basis="; ".join(filter(None, (basis.clause, status))))
        sheet.told |= {(row, AT[key]): f"{title}\n{told}" for key in FIGURES}
        sheet.next_row += 1
        at = At(self.title, row, AT["signed"])
        self.rows.append(Row(name, written, coordinate, signed[0], at, f"{title}: {basis.clause or status}"))
        return at

    # -- limits -----------------------------------------------------------------------------------------------------

    def limits(self) -> None:
        """The rows that cut transfers to their limits."""
        for limit, formula in zip(self.agreement.text.limits, self.agreement.checked.caps, strict=True):
            heading = [own_title(limit, self.language), self.scope.basis(limit)]
            value = self.scope.formula_block(
                limit.title, formula.tree, 0, heading, partial(self.kinds, formula.kind), formula.axes
            )
            basis = basis_of(self.agreement, limit, formula.tree)
            for each in Cuts(self.scope, limit, value, self.rows).found():
                exact = each.share.value, reference(each.share.at, self.title) if each.share.at else ""
                self.row(
                    each.name, own_title(limit, self.language), each.coordinate, each.pair,
                    exact, (int(exact[0] * FEN_PER_YUAN), f"ROUND({self.exact_cell()},2)"), basis,
                )  # fmt: skip

    def exact_cell(self) -> str:
        """The cell of the exact amount in the next row."""
        return reference(At(self.title, self.book.sheet(self.title).next_row, AT["exact"]), self.title)

    def kinds(self, kind: Kind, axes: Axes) -> list[Kind]:
        """The kind of each element of a limit."""
        return [kind] * self.scope.space.size(axes)


def summed(element: Element) -> bool:
    """Whether an amount is rounded together with others: not one that is an error now, and is left out."""
    return element.text is not None and (not isinstance(element.value, Absent) or is_excluded(element.value))


def in_steps(text: str, amount: Fraction, money: model.Money) -> str:
    """An amount rounded by itself, to so many places of the agreement's unit."""
    unit = YUAN_PER_UNIT[money.unit]
    if unit == 1:
        return rounded(text, ATOM, money.decimals, money.rounding, magnitude(amount))
    found = rounded(f"{text}/{unit}", MULTIPLIED, money.decimals, money.rounding, magnitude(amount / unit))
    return f"({found})*{unit}"
