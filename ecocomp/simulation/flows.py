"""Flows (资金流向): what passes between each two holders in a year, in all or of one transfer at one section."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ecocomp.agreement.agreement import Agreement
from ecocomp.settlement.limits import in_file_order
from ecocomp.settlement.lines import Holder, Line
from ecocomp.simulation.graph import Graph, Step
from ecocomp.simulation.money import Sides, TracedLine

#: What flows there can be: one between each two holders, or one of each transfer and limit at each section besides.
PAIRS, SECTIONS = "pairs", "sections"
DETAILS = (PAIRS, SECTIONS)


@dataclass(frozen=True, slots=True)
class Flow:
    """Money from one holder to another, negative where it goes the other way round.

    ``transfer`` is empty for everything between the two, of whatever transfer; ``limit`` names the cap that cut;
    ``section`` is empty where the amount belongs to none.
    """

    payer: Holder
    payee: Holder
    transfer: str = ""
    limit: str = ""
    section: str = ""


@dataclass
class Flows:
    """Which flow a line belongs to, and whether it goes that way or the other. ``detail`` is one of DETAILS.

    Each two holders have one direction, that in which the agreement first writes it.
    """

    agreement: Agreement
    detail: str
    written: dict[Sides, None] = field(default_factory=dict)

    def note(self, pair: Sides) -> None:
        """Two holders as the agreement writes them: the first time counts."""
        if pair[::-1] not in self.written:
            self.written[pair] = None

    def sign(self, pair: Sides) -> int:
        """1 where the flow between two holders goes as they are written, -1 where it goes the other way."""
        if pair in self.written:
            return 1
        turned = pair[::-1] in self.written or in_file_order(self.agreement, [pair, pair[::-1]])[0] != pair
        return -1 if turned else 1

    def of(self, line: TracedLine | Line) -> tuple[list[Flow], int]:
        """The flows that a line is part of, and 1 or -1."""
        pair = line.written
        sign = self.sign(pair)
        payer, payee = pair[::sign]
        found = [Flow(payer, payee)]
        if self.detail == SECTIONS:
            found.append(Flow(payer, payee, line.name, line.limit, dict(line.coordinate).get("section", "")))
        return found, sign

    def traced(self, graph: Graph, lines: Iterable[TracedLine]) -> dict[Flow, Step]:
        """The step of each flow in fen."""
        found: dict[Flow, list[Step]] = {}
        lines = list(lines)
        for line in lines:
            self.note(line.written)
        for line in lines:
            flows, sign = self.of(line)
            for flow in flows:
                found.setdefault(flow, []).append(line.fen if sign > 0 else graph.negative(line.fen))
        return {flow: graph("sum", graph.constant(0), *steps) for flow, steps in found.items()}

    def settled(self, lines: Iterable[Line]) -> dict[Flow, int]:
        """The amount of each flow in fen, of a settled year."""
        found: dict[Flow, int] = {}
        for line in lines:
            flows, sign = self.of(line)
            for flow in flows:
                found[flow] = found.get(flow, 0) + sign * line.signed_fen
        return found


def flows_of(names: Iterable[object], detail: str) -> list[Flow]:
    """Of some names the flows between each two holders, or those of each transfer at each section."""
    return [name for name in names if isinstance(name, Flow) and bool(name.transfer) is (detail == SECTIONS)]
