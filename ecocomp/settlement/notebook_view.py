"""A settlement as a small piece of HTML, which notebooks show, and its transfers as a table in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecocomp.markup import Html, element, joined, shortened, table
from ecocomp.money import yuan, yuan_text
from ecocomp.settlement.period_words import period_text
from ecocomp.settlement.wheres import holder_text, label_text
from ecocomp.wording import say

if TYPE_CHECKING:
    import pandas

    from ecocomp.settlement.result import Settlement

MOST_PAIRS, MOST_PARTIES = 10, 12
#: What the columns of :attr:`Settlement.transfers` are called.
TITLES = {
    "name": "command.name",
    "title": "command.transfer",
    "payer": "command.payer",
    "payee": "command.payee",
    "amount": "command.amount",
    "section": "formula.axis_section",
    "indicator": "formula.axis_indicator",
    "party": "formula.axis_party",
    "month": "formula.axis_month",
    "quarter": "formula.axis_quarter",
    "half_year": "formula.axis_half_year",
    "clause": "command.clause",
    "status": "command.status",
    "limit": "page.limit",
}


def settlement_view(settlement: Settlement, language: str) -> Html:
    """What it is, who pays whom, what each party is left with, and how much more there is to see."""
    agreement = settlement.agreement
    title = agreement.title_in(language)
    kind = say("command.final" if settlement.final else "command.provisional", language)
    heading = say(
        "command.settlement", language, title=title, period=period_text(settlement.period, language), kind=kind
    )
    count = len(agreement.unconfirmed)
    pairs = [pair for pair in settlement.pairs if pair.fen]
    rows = [
        (
            shortened(holder_text(agreement, each.payer, language)),
            shortened(holder_text(agreement, each.payee, language)),
            yuan_text(each.fen),
        )
        for each in pairs[:MOST_PAIRS]
    ]
    parties = [
        (shortened(agreement.name_of(each.party, language)), yuan_text(each.net))
        for each in settlement.positions[:MOST_PARTIES]
    ]
    warnings = sum(each.severity == "warning" for each in settlement.problems)
    heads = [say(f"command.{key}", language) for key in ("payer", "payee", "amount")]
    return element(
        "div",
        element("p", element("b", shortened(heading))),
        element("p", say("command.unconfirmed_banner", language, count=count)) if count else Html(),
        table(heads, rows, {2}) if rows else element("p", say("command.nothing_to_pay", language)),
        more(len(pairs) - MOST_PAIRS, language),
        table([say("command.party", language), say("command.net", language)], parties, {1}),
        more(len(settlement.positions) - MOST_PARTIES, language),
        element(
            "p", say("page.settlement_size", language, lines=len(settlement.lines), warnings=warnings), " to_html()"
        ),
    )


def more(left: int, language: str) -> Html:
    """That there are more rows."""
    return element("p", say("page.rows_more", language, count=left)) if left > 0 else joined(())


def transfers_table(settlement: Settlement, language: str) -> pandas.DataFrame:
    """The transfers with headings, parties, sections, indicators and status in words."""
    import pandas

    agreement = settlement.agreement
    rows = []
    for line in settlement.lines:
        where = {axis: label_text(agreement, label, language) for axis, label in line.coordinate}
        row = {
            "name": line.name,
            "title": agreement.called(line.name, language),
            "payer": holder_text(agreement, line.payer, language),
            "payee": holder_text(agreement, line.payee, language),
            "amount": yuan(line.fen),
            "clause": line.clause,
            "status": say(f"terms.status_{line.status}", language),
            "limit": agreement.called(line.limit, language) if line.limit else "",
            **where,
        }
        rows.append([row.get(name, "") for name in TITLES])
    return pandas.DataFrame(rows, columns=[say(code, language) for code in TITLES.values()], dtype=object)
