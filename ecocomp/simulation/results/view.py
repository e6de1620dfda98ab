"""A simulation as a small piece of HTML, which notebooks show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecocomp.markup import Html, element, joined, shortened, table
from ecocomp.money import yuan_text
from ecocomp.settlement.period_words import period_text
from ecocomp.simulation.results.distribution import mean_of, part_below, percent, quantile_of, share_of, share_text
from ecocomp.simulation.results.told import naming_of
from ecocomp.wording import say

if TYPE_CHECKING:
    from ecocomp.simulation.result import Simulation

MOST_ROWS = 24
SHOWN = (share_of("0.05"), share_of("0.5"), share_of("0.95"))


def simulation_view(simulation: Simulation, language: str) -> Html:
    """What it is, the distribution of what each party is left with, and what it rests on."""
    naming = naming_of(simulation, language)
    agreement = simulation.agreement
    period = period_text(simulation.period, language)
    heading = say("simulation.heading", language, title=agreement.title_in(language), period=period)
    names = list(dict.fromkeys(name for terms in simulation.terms for name in terms.labels))
    quantiles = [say("simulation.column_quantile", language, share=percent(share)) for share in SHOWN]
    codes = ("mean", *quantiles, "worst", "pays")
    heads = [*(naming.column(each, "") for each in names), naming.column("party", "")]
    heads += [each if each in quantiles else naming.column(each, "") for each in codes]
    rows: list[list[str]] = []
    count = len(simulation.terms) * len(agreement.parties)
    for number, terms in enumerate(simulation.terms):
        for party in agreement.parties:
            if len(rows) == MOST_ROWS:
                break
            net = simulation.amounts.tally(number, party)
            row = [str(naming.value(terms.labels.get(name, ""))) for name in names] + [shortened(naming.party(party))]
            if net.count:
                row += [yuan_text(round(mean_of(net)))]
                row += [yuan_text(quantile_of(net, share)) for share in SHOWN]
                row += [yuan_text(int(net.amounts[0])), share_text(part_below(net))]
            rows.append(row + [""] * (len(heads) - len(row)))
    left = element("p", say("page.rows_more", language, count=count - len(rows))) if count > len(rows) else Html()
    numbers = set(range(len(names) + 1, len(heads)))
    return element(
        "div",
        element("p", element("b", shortened(heading))),
        table(heads, rows, numbers),
        left,
        joined(element("p", each) for each in simulation.notes(language)),
    )
