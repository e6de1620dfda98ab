"""What one party pays and receives, by counterparty, in figures and in capital figures; dates, accounts, objections."""

from __future__ import annotations

from dataclasses import dataclass

from ecocomp.capitals import capitals
from ecocomp.errors import NoticeError, problem
from ecocomp.money import yuan_text
from ecocomp.report.show_words import basis
from ecocomp.report.tables import Table
from ecocomp.settlement import Settlement
from ecocomp.settlement.lines import Holder, Line
from ecocomp.settlement.wheres import holder_text
from ecocomp.standards.budget_accounts import budget_accounts
from ecocomp.wording import say

#: A provision about objections has one of these words.
OBJECTION = ("异议", "objection")


@dataclass(frozen=True, slots=True)
class Due:
    """What a party and one counterparty owe each other, in fen."""

    counterparty: Holder
    pays: int
    receives: int

    @property
    def net(self) -> int:
        """Positive where the party receives more."""
        return self.receives - self.pays


def lines_of(settlement: Settlement, party: str) -> list[Line]:
    """The payments that a party or its account in a fund makes or gets."""
    return [
        line
        for line in settlement.lines
        if any(party == (holder.account or holder.id) for holder in (line.payer, line.payee))
    ]


def dues(settlement: Settlement, party: str) -> list[Due]:
    """By counterparty, in the order of the lines; moves between a fund and the party's account in it are not among
    them, those between the party and its account are."""
    own = Holder(party)
    found: dict[Holder, list[int]] = {}
    for line in settlement.lines:
        if own in (line.payer, line.payee):
            other = line.payee if line.payer == own else line.payer
            found.setdefault(other, [0, 0])[line.payee == own] += line.fen
    return [Due(other, pays, receives) for other, (pays, receives) in found.items()]


def in_capitals(fen: int) -> str:
    """An amount in capital figures. NoticeError where it has no usual name."""
    try:
        return capitals(abs(fen))
    except ValueError:
        raise NoticeError(problem("notice.too_large", amount=yuan_text(abs(fen)))) from None


def direction(fen: int, language: str) -> str:
    """Which way round a net amount goes, as seen from the party."""
    if not fen:
        return say("notice.even", language)
    return say("notice.to_receive" if fen > 0 else "notice.to_pay", language)


def payment_table(settlement: Settlement, found: list[Due], language: str) -> Table:
    """A row for each counterparty, and the total."""
    columns = tuple(
        say(f"notice.column_{key}", language)
        for key in ("counterparty", "pays", "receives", "direction", "amount", "capitals")
    )
    rows = [
        (holder_text(settlement.agreement, each.counterparty, language), *amounts(each.pays, each.receives, language))
        for each in found
    ]
    total = amounts(sum(each.pays for each in found), sum(each.receives for each in found), language)
    rows.append((say("notice.total", language), *total))
    return Table(say("notice.payments", language), columns, tuple(rows), frozenset({1, 2, 4}))


def amounts(pays: int, receives: int, language: str) -> tuple[str, ...]:
    """What is paid, what is received, which way the rest goes, and the rest twice."""
    net = receives - pays
    return yuan_text(pays), yuan_text(receives), direction(net, language), yuan_text(abs(net)), in_capitals(net)


def result_text(name: str, found: list[Due], language: str) -> str:
    """The sentence that says what a party pays or receives after all."""
    if not found:
        return say("notice.nothing", language, party=name)
    net = sum(each.net for each in found)
    # an even sum still moves money, where one counterparty pays what another receives
    apart = len(found) > 1 and any(each.net for each in found)
    if not net:
        text = say("notice.result_even_each" if apart else "notice.result_even", language, party=name)
    else:
        both = any(each.pays for each in found) and any(each.receives for each in found)
        way = "receives" if net > 0 else "pays"
        code = f"notice.result_{way}" if both else f"notice.result_only_{way}"
        text = say(code, language, party=name, amount=yuan_text(abs(net)), capitals=in_capitals(net))
    return (
        say("notice.two_sentences", language, first=text, second=say("notice.each_apart", language)) if apart else text
    )


def account_table(settlement: Settlement, party: str, language: str) -> Table:
    """The party's own accounts in funds (such as deposits) and how they moved."""
    columns = tuple(say(f"command.{key}", language) for key in ("fund", "opening", "in", "out", "closing"))
    rows = tuple(
        (
            holder_text(settlement.agreement, each.holder, language),
            *(yuan_text(fen) for fen in (each.opening, each.received, each.paid, each.closing)),
        )
        for each in settlement.funds
        if each.holder.account == party and (each.opening or each.received or each.paid)
    )
    return Table(say("notice.accounts", language), columns, rows, frozenset({1, 2, 3, 4}))


def due_texts(settlement: Settlement, lines: list[Line], language: str) -> tuple[str, ...]:
    """Until when each transfer is paid, as far as the agreement says; a blank where it says nothing."""
    if not lines:
        return (say("notice.due_nothing", language),)
    agreement = settlement.agreement
    texts, unsaid = [], []
    for name in dict.fromkeys(line.name for line in lines):
        if name not in agreement.transfers:
            continue
        transfer, title = agreement.transfers[name], agreement.called(name, language)
        if transfer.due:
            term = basis(agreement, transfer, language)
            texts.append(say("notice.due", language, title=title, due=transfer.due, basis=term))
        else:
            unsaid.append(title)
    if unsaid or not texts:
        joint = say("command.listed", language)
        blank = "notice.due_unsaid_of" if texts else "notice.due_unsaid"
        texts.append(say(blank, language, titles=joint.join(unsaid)))
    return tuple(texts)


def budget_texts(settlement: Settlement, found: list[Due], language: str) -> tuple[str, ...]:
    """The budget accounts of what the party pays other parties and receives from them, and how well they are known."""
    direct = [each for each in found if each.counterparty.id in settlement.agreement.parties]
    used = {"pay": any(each.pays for each in direct), "receive": any(each.receives for each in direct)}
    chosen = [budget_accounts()[side] for side, is_used in used.items() if is_used]
    texts = [say(f"notice.budget_{each.side}", language, account=each.text(language)) for each in chosen]
    if any(each.pays and each.receives for each in direct):
        texts.append(say("notice.budget_both", language))
    if not all(each.confirmed for each in chosen):
        texts.append(say("notice.budget_unconfirmed", language))
    if len(direct) < len(found):
        texts.append(say("notice.budget_funds", language))
    return tuple(texts)


def objection_text(settlement: Settlement, language: str) -> str:
    """What the agreement says of objections, or a blank to fill in."""
    agreement = settlement.agreement
    for each in agreement.provisions.values():
        if any(word in each.text for word in OBJECTION):
            return say("notice.objection", language, text=each.text, basis=basis(agreement, each, language))
    return say("notice.objection_unsaid", language)
