"""What formulas see when they are traced: terms and facts as they stand, and what is measured as steps of the graph."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any

from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.named_values import NamedValue
from ecocomp.agreement.scope import indicator_kind
from ecocomp.assessment.loads import BY_MEANS
from ecocomp.assessment.monthly import FLOW
from ecocomp.formula.absent import Absent, Cause
from ecocomp.formula.evaluator import Evaluator
from ecocomp.period import Period
from ecocomp.quantity import CONCENTRATION
from ecocomp.readings.readings import Readings
from ecocomp.settlement.scope import ExactScope
from ecocomp.simulation.graph import Graph, Untraced
from ecocomp.simulation.tracing import Traced, Tracing
from ecocomp.simulation.varied_bands import varied_tables

#: What concentrations are called that loads are made of: they take what is below detection by a rule of their own.
CARRIED = "M"


class TracedScope(ExactScope):
    """An agreement's names over a period whose water is not known yet; ``varied`` are terms with steps as elements."""

    def __init__(
        self,
        agreement: Agreement,
        period: Period,
        inputs: Mapping[str, NamedValue],
        graph: Graph,
        varied: Mapping[str, NamedValue],
        history: Readings | None = None,
    ) -> None:
        super().__init__(agreement, history or Readings(()), period, inputs)
        self.graph = graph
        self.named = {**self.named, **varied}
        self.tables = {**self.tables, **varied_tables(agreement, varied)}
        self.tracing = Tracing(graph, lenient=False)
        self.evaluator = Evaluator(self, self.tracing)

    # -- what is measured -------------------------------------------------------------------------------------------

    def builtin_C(self, shift: int) -> list[Any]:  # noqa: N802 - the name in formulas
        if shift:  # years before are what was measured then
            return super().builtin_C(shift)
        months = range(len(self.period.months))
        pairs = product(self.space.labels["section"], self.space.labels["indicator"])
        return [
            Traced(self.graph.water(f"C {indicator}", month, section))
            for section, indicator in pairs
            for month in months
        ]

    def builtin_L(self, shift: int) -> list[Any]:  # noqa: N802
        if shift:
            return super().builtin_L(shift)
        assert self.monthly is not None
        if self.monthly.rules.load != BY_MEANS:
            raise Untraced("L")
        graph, found = self.graph, list[Any]()
        for section, indicator in product(self.space.labels["section"], self.space.labels["indicator"]):
            carried = indicator_kind(indicator).dimension == CONCENTRATION
            for place, month in enumerate(self.period.months):
                if not carried:
                    found.append(Absent("excluded", (Cause("settlement.no_mass", (section, indicator, month.label)),)))
                    continue
                concentration = graph.water(f"{CARRIED} {indicator}", place, section)
                load = graph("times", concentration, graph.water(FLOW, place, section))
                found.append(Traced(graph("times", graph.constant(month.seconds), load)))
        return found

    def _quantity(self, name: str, shift: int) -> list[Any]:
        if shift:
            return super()._quantity(name, shift)
        months = range(len(self.period.months))
        return [
            Traced(self.graph.water(name, month, section))
            for section in self.space.labels["section"]
            for month in months
        ]

    def _state(self, state: str, shift: int) -> list[Any]:
        if shift:
            return super()._state(state, shift)
        # water that is drawn flows; a year of one's own in which it does not is settled by itself
        return [False] * self.space.size(("section", "month"))

    def builtin_D(self, shift: int) -> list[Any]:  # noqa: N802
        raise Untraced("D")

    def builtin_Qd(self, shift: int) -> list[Any]:  # noqa: N802
        raise Untraced("Qd")
