"""Who pays whom, and what drove it."""

from __future__ import annotations

from ecocomp.assessment.attainment import share_text
from ecocomp.markup import Html, element
from ecocomp.money import yuan_text
from ecocomp.report import tables
from ecocomp.report.page.flow import flow
from ecocomp.report.page.parts import bounded, folded, heads, part, shown, soft
from ecocomp.report.tables import Table
from ecocomp.settlement import Settlement
from ecocomp.settlement.drivers import Driver, drivers, largest, moved
from ecocomp.settlement.lines import Holder
from ecocomp.settlement.period_words import period_text
from ecocomp.settlement.wheres import holder_text, label_text, where_text
from ecocomp.wording import say

MOST_ROWS = 200
MOST_DRIVERS = 10


def money_part(settlement: Settlement, language: str) -> Html:
    """What is paid after setting off, the picture, each party's position, funds."""
    pairs, positions = pair_table(settlement, language), tables.position_table(settlement, language)
    funds = tables.fund_table(settlement, language)
    return part(
        "money",
        say("page.who_pays", language),
        bounded(pairs, MOST_ROWS, language, class_="pairs"),
        flow(settlement, language),
        element("h3", positions.title),
        bounded(positions, MOST_ROWS, language),
        *((element("h3", funds.title), bounded(funds, MOST_ROWS, language)) if funds.rows else ()),
    )


def pair_table(settlement: Settlement, language: str) -> Table:
    """Who pays whom after all between the two is set off."""
    rows = tuple(
        (direction(settlement, each.payer, each.payee, language), yuan_text(each.fen))
        for each in settlement.pairs
        if each.fen
    )
    if not rows:
        rows = ((say("command.nothing_to_pay", language), yuan_text(0)),)
    return Table(say("command.pairs", language), heads(("page.who", "command.amount"), language), rows, frozenset({1}))


def drivers_part(settlement: Settlement, language: str) -> Html:
    """The largest payments, together and alone, with their shares."""
    if not settlement.lines:
        return Html()
    together = drivers(settlement.lines)
    about = say("page.drivers_about", language, amount=yuan_text(moved(settlement.lines)))
    left = len(together) - MOST_DRIVERS
    return part(
        "drivers",
        say("page.drivers", language),
        soft(about),
        shown(together_table(settlement, together[:MOST_DRIVERS], language), caption=True),
        soft(say("page.drivers_more", language, count=left)) if left > 0 else Html(),
        folded(say("page.drivers_alone", language), shown(alone_table(settlement, language))),
    )


def together_table(settlement: Settlement, found: list[Driver], language: str) -> Table:
    """Payments of one transfer, place and direction together."""
    keys = ("page.what", "page.who", "page.payments", "command.amount", "page.share")
    rows = tuple(
        (
            what(settlement, each.limit or each.name, label_text(settlement.agreement, each.label, language), language),
            direction(settlement, each.payer, each.payee, language),
            str(len(each.lines)),
            yuan_text(each.fen),
            share_text(each.share),
        )
        for each in found
    )
    return Table(say("page.drivers_together", language), heads(keys, language), rows, frozenset({2, 3, 4}))


def alone_table(settlement: Settlement, language: str) -> Table:
    """The largest payments alone."""
    agreement = settlement.agreement
    keys = ("page.what", "page.who", "command.amount", "page.share")
    rows = tuple(
        (
            what(
                settlement,
                line.limit or line.name,
                where_text(agreement, (label for _, label in line.coordinate), language),
                language,
            ),
            direction(settlement, line.payer, line.payee, language),
            yuan_text(line.fen),
            share_text(share),
        )
        for line, share in largest(settlement.lines, MOST_DRIVERS)
    )
    return Table(say("page.drivers_alone", language), heads(keys, language), rows, frozenset({2, 3}))


def what(settlement: Settlement, name: str, where: str, language: str) -> str:
    """A transfer or limit, and what it is for."""
    return f"{settlement.agreement.called(name, language)} {where or period_text(settlement.period, language)}"


def direction(settlement: Settlement, payer: Holder, payee: Holder, language: str) -> str:
    """From whom to whom."""
    names = (holder_text(settlement.agreement, each, language) for each in (payer, payee))
    return " → ".join(names)
