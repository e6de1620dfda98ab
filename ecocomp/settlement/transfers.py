"""From amounts to transfer lines: each coordinate's payer and payee, rounding to fen, and what could not be paid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ecocomp.agreement import model
from ecocomp.agreement.basis import basis_of
from ecocomp.agreement.titles import both_titles
from ecocomp.errors import Problem, problem
from ecocomp.formula.absent import Absent
from ecocomp.formula.axes import Axes
from ecocomp.formula.work import PAID
from ecocomp.money import round_together, to_fen
from ecocomp.rounding import Rational
from ecocomp.settlement.lines import Holder, Line, directed
from ecocomp.settlement.period_words import both_periods
from ecocomp.settlement.scope import ExactScope
from ecocomp.settlement.wheres import where_text
from ecocomp.wording import LANGUAGES, Pair

Coordinate = tuple[tuple[str, str], ...]
#: An amount of more digits before the point, in yuan, is a slip in a formula or unit; sums of others can be recorded.
MOST_DIGITS = 40


@dataclass(frozen=True, slots=True)
class Unpaid:
    """A transfer that could not be worked out at a coordinate, and why; ``action`` is ``"skip"`` or ``"refuse"``."""

    name: str
    coordinate: Coordinate
    absent: Absent
    action: str


@dataclass(frozen=True, slots=True)
class Amount:
    """An exact amount in the agreement's own direction, not yet rounded."""

    transfer: model.Transfer
    coordinate: Coordinate
    written: tuple[Holder, Holder]
    exact: Fraction


class TransferMaker:
    """Makes the lines of all transfers of an agreement."""

    def __init__(self, scope: ExactScope) -> None:
        self.scope = scope
        self.agreement = scope.agreement
        self.unpaid: list[Unpaid] = []
        self.problems: list[Problem] = []
        trees = {name: formula.tree for name, formula in self.agreement.checked.amounts.items()}
        self.basis = {
            each.name: basis_of(self.agreement, each, trees[each.name]) for each in self.agreement.text.transfers
        }

    def lines(self) -> list[Line]:
        """All lines, in the order of the file and of the coordinates."""
        return [line for transfer in self.agreement.text.transfers for line in self.rounded(self.of(transfer))]

    def of(self, transfer: model.Transfer) -> list[Amount]:
        """The exact amounts of one transfer that are not zero."""
        value = self.scope.amount(transfer.name)
        self.scope.count(transfer.name, PAID * sum(each.__class__ is Absent or bool(each) for each in value.data))
        found: list[Amount] = []
        for labels, element in zip(self.scope.space.coordinates(value.axes), value.data, strict=True):
            coordinate = tuple(zip(value.axes, labels, strict=True))
            if element.__class__ is Absent:
                self.unpaid.append(self.without(transfer, coordinate, element))
            elif element:
                written = self.sides(transfer, dict(coordinate))
                if is_too_large(element):
                    self.problems.append(too_large(both_titles(transfer), element, self.where(coordinate)))
                elif written is not None:
                    found.append(Amount(transfer, coordinate, written, Fraction(element)))
        return found

    def without(self, transfer: model.Transfer, coordinate: Coordinate, absent: Absent) -> Unpaid:
        rules = self.agreement.text.readings
        action = transfer.absent or (rules.missing if rules else "refuse")
        if absent.kind == "excluded" or self.scope.lenient:
            action = "skip"
        return Unpaid(transfer.name, coordinate, absent, action)

    def sides(self, transfer: model.Transfer, where: Mapping[str, str]) -> tuple[Holder, Holder] | None:
        payer, payee = (self.holder(side, where) for side in (transfer.payer, transfer.payee))
        if payer is None or payee is None or payer == payee:
            code = "settlement.side_missing" if payer is None or payee is None else "settlement.side_same"
            self.problems.append(problem(code, transfer=both_titles(transfer), where=self.where(where.items())))
            return None
        return payer, payee

    def where(self, coordinate: Iterable[tuple[str, str]]) -> Pair:
        """A coordinate in words; the period where there is none."""
        labels = [label for _, label in coordinate]
        period = both_periods(self.scope.period)
        shown = (where_text(self.agreement, labels, language) for language in LANGUAGES)
        return Pair(*(text or of_all for text, of_all in zip(shown, period, strict=True)))

    def holder(self, side: str | model.Account, where: Mapping[str, str]) -> Holder | None:
        """Who stands on one side at a coordinate; None where the section has no such role."""
        if isinstance(side, model.Account):
            account = self.holder(side.account, where)
            return None if account is None else Holder(side.fund, account.id)
        if side in self.agreement.text.funds or side in self.agreement.parties:
            return Holder(side)
        if side == "party":
            return Holder(where["party"])
        role = self.scope.role(side)
        party = role[2].get(where["section"]) if role else None
        return None if party is None else Holder(party)

    def rounded(self, amounts: list[Amount]) -> list[Line]:
        """Amounts as lines in fen, rounded as the agreement says; amounts that round to nothing give no line."""
        money = self.agreement.text.money
        if money.round == "line":
            fens = [to_fen(each.exact, money.rounding, money.decimals, money.unit) for each in amounts]
        else:
            fens = self.rounded_by_pair(amounts, money)
        return [self.line(each, fen) for each, fen in zip(amounts, fens, strict=True) if fen]

    def rounded_by_pair(self, amounts: list[Amount], money: model.Money) -> list[int]:
        groups: dict[Any, list[int]] = {}
        for place, each in enumerate(amounts):
            groups.setdefault(each.written, []).append(place)
        fens = [0] * len(amounts)
        for places in groups.values():
            exact = [amounts[place].exact for place in places]
            together = round_together(exact, money.rounding, money.decimals, money.unit)
            for place, fen in zip(places, together, strict=True):
                fens[place] = fen
        return fens

    def line(self, amount: Amount, fen: int) -> Line:
        transfer = amount.transfer
        basis = self.basis[transfer.name]
        return directed(
            transfer.name,
            transfer.title,
            amount.written,
            fen,
            amount.exact,
            amount.coordinate,
            basis.clause,
            basis.status,
        )


def restricted(coordinate: Coordinate, axes: Axes) -> Coordinate:
    """A coordinate on some of its axes only."""
    return tuple((axis, label) for axis, label in coordinate if axis in axes)


def is_too_large(yuan: Rational) -> bool:
    """Whether an amount or a balance has more than MOST_DIGITS digits before the point."""
    return bool(abs(Fraction(yuan)) >= 10**MOST_DIGITS)


def too_large(of: Pair, yuan: Rational, where: Pair) -> Problem:
    """That an amount or a balance has too many digits."""
    return problem(
        "settlement.too_large", of=of, where=where, found=len(str(int(abs(Fraction(yuan))))), most=MOST_DIGITS
    )
