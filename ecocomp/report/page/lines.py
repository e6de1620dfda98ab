"""Every transfer line with how it came about, to unfold; of very many the first, the rest is in the files."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from ecocomp.markup import Html, element
from ecocomp.money import yuan_text
from ecocomp.report.page.money import direction, what
from ecocomp.report.page.parts import folded, part, shortened, soft
from ecocomp.settlement import Settlement
from ecocomp.settlement.derivation import Derivation
from ecocomp.settlement.drivers import drivers
from ecocomp.settlement.lines import Line
from ecocomp.settlement.wheres import label_text, where_text
from ecocomp.wording import LANGUAGES, say

#: So many lines are explained, each with so many values, all of them with so many together.
MOST_LINES, MOST_VALUES, MOST_IN_ALL = 300, 40, 5000
MOST_PLACES = 6


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
        self.which = LANGUAGES.index(language)
        self.lines = 0
        self.values = 0

    def line(self, line: Line) -> Html:
        """One line: where and how much, below it the derivation."""
        self.lines += 1
        agreement = self.settlement.agreement
        where = where_text(agreement, (label for _, label in line.coordinate), self.language)
        summary = heading(
            where or self.settlement.period.label,
            direction(self.settlement, line.payer, line.payee, self.language),
            yuan_text(line.fen),
        )
        derivation = self.settlement.explain(line)
        room = min(MOST_VALUES, MOST_IN_ALL - self.values)
        shown = list(islice(derivation.walk(), max(room, 1)))
        self.values += len(shown)
        allowed = {id(each) for each in shown}
        return element(
            "details",
            element("summary", summary),
            element("ul", self.told(derivation, allowed, set()), class_="derivation"),
        )

    def told(self, derivation: Derivation, allowed: set[int], seen: set[int]) -> Html:
        """A value with what it came from; what was told before is only named."""
        which, language = self.which, self.language
        again = id(derivation) in seen
        seen.add(id(derivation))
        where = f" [{derivation.where[which]}]" if derivation.where[which] else ""
        see = f" ({say('terms.see_above', language)})" if again else ""
        head = element(
            "span", element("b", derivation.title[which]), shortened(f"{where} = {derivation.shown[which]}{see}")
        )
        if again:
            return element("li", head)
        said = [element("div", shortened(each), class_="said") for each in self.steps(derivation)]
        below = [self.told(each, allowed, seen) for each in derivation.inputs if id(each) in allowed]
        if len(below) < len(derivation.inputs):
            below.append(element("li", say("page.parts_more", language), class_="said"))
        inner = element("ul", *below, class_="derivation") if below else Html()
        return element("li", head, *said, inner)

    def steps(self, derivation: Derivation) -> Iterator[str]:
        """The formula, what was filled in, what was done besides, the readings, and the basis."""
        which, language = self.which, self.language
        if derivation.formula:
            yield f"{say('terms.formula', language)}: {derivation.formula}"
        if derivation.filled[which] and derivation.filled[which] != derivation.formula:
            yield f"{say('terms.filled', language)}: {derivation.filled[which]}"
        for step in derivation.steps:
            yield f"· {step[which]}"
        for text, place in derivation.places[:MOST_PLACES]:
            yield f"← {text} {place}"
        left = len(derivation.places) - MOST_PLACES
        if left > 0:
            yield f"… {say('page.places_more', language, count=left)}"
        basis = [each for each in (derivation.clause, derivation.source) if each]
        if derivation.status:
            basis.append(say(f"terms.status_{derivation.status}", language))
        if basis:
            yield f"{say('terms.basis', language)}: {'; '.join(basis)}"
