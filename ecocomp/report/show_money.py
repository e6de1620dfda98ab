"""Who pays whom, in words: transfers, limits, funds, and how money is rounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecocomp.agreement import Agreement, model
from ecocomp.agreement.titles import own_title, title_of
from ecocomp.report.show_formulas import print_formula, valued_text
from ecocomp.report.show_words import basis, bracketed, each_text, labelled, listed, table, word
from ecocomp.report.tables import Table
from ecocomp.wording import say, say_both

if TYPE_CHECKING:
    from rich.console import Console

#: A deadline at the end of February is shown as that of a common year.
ANY_YEAR = 2023


def fund_table(agreement: Agreement, language: str) -> Table:
    """The funds, whether each party has an account of its own in it, and what is in it at the beginning."""
    openings = agreement.checked.openings
    rows = []
    for key, each in agreement.text.funds.items():
        name = agreement.name_of(key, language)
        name = say("command.fund_accounts", language, fund=name) if each.accounts else name
        opening = valued_text(agreement, openings[key], language) if key in openings else "0"
        rows.append((key, name, opening, basis(agreement, each, language)))
    return table("funds", ("name", "fund", "opening_balance", "status"), tuple(rows), language)


def print_transfers(out: Console, agreement: Agreement, language: str) -> None:
    """Each transfer as a block: who pays whom, for each of what, how much."""
    out.print(word("transfers_signed", language), style="italic")
    for each in agreement.text.transfers:
        sides = f"{side_text(agreement, each.payer, language)} → {side_text(agreement, each.payee, language)}"
        due = f"  {labelled(word('due', language), due_text(each, language), language)}" if each.due else ""
        per = each_text(each.per, language)
        line = f"  {own_title(each, language)}  {each.name}  [{per}]  {sides}{due}  {basis(agreement, each, language)}"
        out.print(line, soft_wrap=True)
        print_formula(out, agreement, agreement.checked.amounts[each.name], language)


def due_text(transfer: model.Transfer, language: str) -> str:
    """Until when to pay: the words of the agreement, and the day that they mean where the file says it."""
    deadline = transfer.deadline
    if deadline is None:
        return transfer.due or ""
    kind = {0: "same", 1: "next"}.get(deadline.years_after, "later")
    day = deadline.date(ANY_YEAR - deadline.years_after)
    shown = say(f"command.deadline_{kind}", language, years=deadline.years_after, month=day.month, day=day.day)
    return bracketed(transfer.due or "", shown, language)


def print_limits(out: Console, agreement: Agreement, language: str) -> None:
    """Each limit as a block: of what, for each of what, whose sum and in which direction, and the most it may be."""
    if not agreement.text.limits:
        return
    out.print(word("limits", language), style="italic")
    for limit, formula in zip(agreement.text.limits, agreement.checked.caps, strict=True):
        per = each_text(limit.per, language)
        out.print(f"  {own_title(limit, language)}  [{per}]  {basis(agreement, limit, language)}", soft_wrap=True)
        out.print(f"      {limit_text(agreement, limit, language)}", soft_wrap=True)
        print_formula(out, agreement, formula, language)


def limit_text(agreement: Agreement, limit: model.Limit, language: str) -> str:
    """What a limit adds up, for whom, and which way round."""
    of = listed((agreement.called(name, language) for name in limit.of), language)
    if limit.by == "pair":
        sides = say(f"command.limit_{limit.direction}", language)
        return say("command.limit_pair", language, of=of, sides=sides)
    return say(f"command.limit_{limit.by}", language, of=of)


def side_text(agreement: Agreement, side: str | model.Account, language: str) -> str:
    """Who stands on one side of a transfer: a name, or a role in words."""
    if isinstance(side, model.Account):
        return f"{agreement.name_of(side.fund, language)}·{side_text(agreement, side.account, language)}"
    return title_of(agreement.text, side, language)


def money_text(money: model.Money, language: str) -> str:
    """How amounts become whole fen."""
    mode = say_both(f"terms.mode_{money.rounding}")
    return say(f"command.money_{money.round}", language, unit=money.unit, decimals=money.decimals, mode=mode)
