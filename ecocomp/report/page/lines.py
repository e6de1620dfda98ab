"""Every transfer line with how it came about, to unfold; of very many the first, the rest is in the files."""

from __future__ import annotations

from ecocomp.markup import Html, element
from ecocomp.money import yuan_text
from ecocomp.report.page.money import direction, what
from ecocomp.report.page.parts import folded, part, soft
from ecocomp.settlement import Settlement
from ecocomp.settlement.derivation_view import MOST_VALUES, derivation_list
from ecocomp.settlement.drivers import drivers
from ecocomp.settlement.lines import Line
from ecocomp.settlement.period_words import period_text
from ecocomp.settlement.wheres import label_text, where_text
from ecocomp.wording import say

#: So many lines are explained, each with so many values, all of them with so many together.
MOST_LINES, MOST_IN_ALL = 300, 5000


def lines_part(settlement: Settlement, language: str) -> Html:
    """The lines by transfer, place and direction, those that moved most first."""
    title = say("page.lines", language)
    if not settlement.lines:
        return part("lines", title, soft(say("page.no_lines", language)))
    teller = Teller(settlement, language)
    groups = []
    for each in drivers(settlement.lines):
        agreement = settlement.agreement
        name = what(settlement, each.limit or each.name, label_text(agreement, each.label, language), language)
        total = say("page.group_sum", language, count=len(each.lines), amount=yuan_text(each.fen))
        told = [teller.line(line) for line in each.lines[: max(0, MOST_LINES - teller.lines)]]
        if told:
            summary = heading(name, direction(settlement, each.payer, each.payee, language), total)
            groups.append(folded(summary, *told, printed=False))
    left = len(settlement.lines) - teller.lines
    return part(
        "lines",
        title,
        soft(say("page.lines_about", language)),
        *groups,
        soft(say("page.lines_more", language, count=left)) if left > 0 else Html(),
    )


def heading(*said: str) -> Html:
    """The parts of what a folded line shows, the amount last."""
    *parts, amount = said
    return element(
        "span", *(element("span", each) for each in parts), element("span", amount, class_="number"), class_="line"
    )


class Teller:
    """Tells lines one after the other, and no more values than the page has room for."""

    def __init__(self, settlement: Settlement, language: str) -> None:
        self.settlement = settlement
        self.language = language
        self.lines = 0
        self.values = 0

    def line(self, line: Line) -> Html:
        """One line: where and how much, below it the derivation."""
        self.lines += 1
        agreement = self.settlement.agreement
        where = where_text(agreement, (label for _, label in line.coordinate), self.language)
        summary = heading(
            where or period_text(self.settlement.period, self.language),
            direction(self.settlement, line.payer, line.payee, self.language),
            yuan_text(line.fen),
        )
        room = min(MOST_VALUES, MOST_IN_ALL - self.values)
        derivation, count = derivation_list(self.settlement.explain(line), self.language, room)
        self.values += count
        return element("details", element("summary", summary), derivation)
