"""What the tests of plots share: everything that can be drawn of a settlement, and what a figure says."""

from __future__ import annotations

from collections.abc import Iterator

from matplotlib.figure import Figure
from matplotlib.text import Text

import ecocomp as ec
from ecocomp.report.plots.save import plot_bytes
from ecocomp.settlement import Settlement
from ecocomp.settlement.contributions import rules_summed

EXAMPLE = "examples/fuli-river-2024-constructed.csv"


def every_plot(settlement: Settlement, language: str) -> Iterator[Figure]:
    """Each kind of plot: flows, all parties, all rules that are sums, the first and last section and indicator."""
    yield ec.plot_flows(settlement, language=language)
    for party in settlement.agreement.parties:
        yield ec.plot_waterfall(settlement, party, language=language)
    for rule in rules_summed(settlement):
        yield ec.plot_contributions(settlement, rule, language=language)
    if "C" in settlement.names:
        labels = settlement.scope.space.labels
        for at in (0, -1):
            yield ec.plot_months(settlement, labels["section"][at], labels["indicator"][at], language=language)


def texts(figure: Figure) -> list[str]:
    """All that a figure says, without line ends."""
    return [found for each in figure.findobj(Text) if (found := " ".join(each.get_text().split()))]


def svg(figure: Figure) -> str:
    return plot_bytes(figure, "svg").decode("utf-8")
