"""From amounts to what each party is left with, as steps: rounding to fen, caps, and setting off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ecocomp.agreement import model
from ecocomp.agreement.scope import per_axes
from ecocomp.formula.absent import Absent
from ecocomp.money import FEN_PER_YUAN, step_in_fen
from ecocomp.settlement.limits import in_file_order
from ecocomp.settlement.lines import Holder
from ecocomp.settlement.transfers import Coordinate, TransferMaker, restricted
from ecocomp.simulation.graph import Graph, Step, Untraced
from ecocomp.simulation.scope import TracedScope
from ecocomp.simulation.tracing import Traced
from ecocomp.simulation.tracing_along import MOST_COMPARED

Sides = tuple[Holder, Holder]


@dataclass(frozen=True, slots=True)
class TracedLine:
    """A transfer at a coordinate, between two as written, and the step that gives its signed amount in fen."""

    name: str
    coordinate: Coordinate
    written: Sides
    fen: Step
    limit: str = ""


class TracedMoney:
    """Traces all lines of an agreement."""

    def __init__(self, scope: TracedScope) -> None:
        self.scope = scope
        self.graph: Graph = scope.graph
        self.tracing = scope.tracing
        self.agreement = scope.agreement
        self.maker = TransferMaker(scope)

    def lines(self) -> list[TracedLine]:
        """The lines in the order of the file and of the coordinates, the cuts of limits behind them."""
        found = [line for transfer in self.agreement.text.transfers for line in self.of(transfer)]
        limits = list(zip(self.agreement.text.limits, self.agreement.checked.caps, strict=True))
        caps = [self.scope.evaluate(limit.title, formula.tree) for limit, formula in limits]
        for (limit, _), cap in zip(limits, caps, strict=True):
            found += self.cut(limit, cap, found)
        for (limit, _), cap in zip(limits, caps, strict=True) if len(limits) > 1 else ():
            for each in self.cut(limit, cap, found):  # nothing may be left to cut
                self.tracing.look_at(self.graph("not", self.graph("eq", each.fen, self.graph.constant(0))))
        return found

    # -- transfers --------------------------------------------------------------------------------------------------

    def of(self, transfer: model.Transfer) -> list[TracedLine]:
        value = self.scope.amount(transfer.name)
        planned: list[tuple[Coordinate, Sides, Step]] = []
        for labels, element in zip(self.scope.space.coordinates(value.axes), value.data, strict=True):
            coordinate = tuple(zip(value.axes, labels, strict=True))
            amount = self.amount(transfer, coordinate, element)
            if amount is None or (amount.constant and not amount.data):
                continue
            written = self.maker.sides(transfer, dict(coordinate))
            if written is None:  # only a payment that comes to something needs both sides
                self.tracing.look_at(self.graph("not", self.graph("eq", amount, self.graph.constant(0))))
                continue
            planned.append((coordinate, written, amount))
        money = self.agreement.text.money
        if money.round == "line":
            fens = [self.in_fen(amount, "") for *_, amount in planned]
        else:
            fens = self.together([written for _, written, _ in planned], [amount for *_, amount in planned])
        return [
            TracedLine(transfer.name, coordinate, written, fen)
            for (coordinate, written, _), fen in zip(planned, fens, strict=True)
        ]

    def amount(self, transfer: model.Transfer, coordinate: Coordinate, element: Any) -> Step | None:
        """The step of an amount in yuan; what takes no part is nothing, what is missing as the agreement says."""
        graph = self.graph
        if isinstance(element, Absent):
            if self.maker.without(transfer, coordinate, element).action != "skip":
                self.tracing.look_at(graph.constant(True))
            return None
        if not isinstance(element, Traced):
            return graph.constant(element)
        if element.gone is not None:
            self.tracing.look_at(element.gone)
        nothing = graph.any_of(element.out, element.gone)
        return element.step if nothing is None else graph("select", nothing, graph.constant(0), element.step)

    @property
    def quantum(self) -> Fraction:
        """The step of rounding in fen."""
        money = self.agreement.text.money
        return Fraction(step_in_fen(money.decimals, money.unit))

    def in_fen(self, amount: Step, mode: str) -> Step:
        """An amount in yuan as whole steps of rounding, in fen."""
        fen = self.graph("times", self.graph.constant(FEN_PER_YUAN), amount)
        return self.graph("round", fen, data=(self.quantum, mode or self.agreement.text.money.rounding))

    def together(self, written: Sequence[Sides], amounts: Sequence[Step]) -> list[Step]:
        """Amounts between each two rounded on their sum, the remainder to the largest of theirs."""
        graph = self.graph
        fens: list[Step] = [graph.constant(0)] * len(amounts)
        for pair in dict.fromkeys(written):
            places = [place for place, each in enumerate(written) if each == pair]
            if len(places) > MOST_COMPARED:
                raise Untraced("total")
            lower = [self.in_fen(amounts[place], "floor") for place in places]
            exact = [graph("times", graph.constant(FEN_PER_YUAN), amounts[place]) for place in places]
            rests = [graph.minus(one, low) for one, low in zip(exact, lower, strict=True)]
            whole = graph(
                "round",
                graph("sum", graph.constant(0), *exact),
                data=(self.quantum, self.agreement.text.money.rounding),
            )
            more = graph.minus(whole, graph("sum", graph.constant(0), *lower))
            for at, place in enumerate(places):
                before = [
                    graph("number", graph("le", rests[at], rest) if other < at else graph("lt", rests[at], rest))
                    for other, rest in enumerate(rests)
                    if other != at
                ]
                rank = graph("times", graph.constant(self.quantum), graph("sum", graph.constant(0), *before))
                one = graph("times", graph.constant(self.quantum), graph("number", graph("lt", rank, more)))
                fens[place] = graph("sum", lower[at], one)
        return fens

    # -- limits -----------------------------------------------------------------------------------------------------

    def cut(self, limit: model.Limit, cap: Any, lines: Sequence[TracedLine]) -> list[TracedLine]:
        """The lines that a limit adds to those before it."""
        per = per_axes(limit.per)
        concerned = [each for each in lines if each.name in limit.of and set(per) <= dict(each.coordinate).keys()]
        groups: dict[tuple[Coordinate, Sides], dict[str, list[Step]]] = {}
        for line in sorted(concerned, key=lambda line: limit.of.index(line.name)):
            at = restricted(line.coordinate, per)
            turned = (at, line.written[::-1]) in groups
            cells = groups.setdefault((at, line.written[::-1] if turned else line.written), {})
            cells.setdefault(line.name, []).append(self.graph.negative(line.fen) if turned else line.fen)
        if limit.by == "pair":
            return [
                line
                for (at, pair), cells in groups.items()
                for line in self.of_pair(limit, self.cap(limit, cap, at, pair[0]), at, pair, cells)
            ]
        found: list[TracedLine] = []
        for at in dict.fromkeys(each for each, _ in groups):
            here = {pair: cells for (each, pair), cells in groups.items() if each == at}
            found += self.of_holders(limit, cap, at, here)
        return found

    def cap(self, limit: model.Limit, value: Any, at: Coordinate, holder: Holder) -> Step:
        """A cap in whole fen; one that there is not, or is below nothing, is for the settlement to refuse."""
        graph = self.graph
        where = dict(at)
        if "party" in value.axes and limit.by != "pair":
            if holder.id not in self.agreement.parties:
                return graph.constant(0)
            where["party"] = holder.id
        element = value.data[self.scope.space.position(value.axes, where)]
        if isinstance(element, Absent):
            raise Untraced("at_most")
        if isinstance(element, Traced):
            self.tracing.look_at(graph.any_of(element.out, element.gone))
        step = self.tracing.step(element)
        self.tracing.look_at(graph.any_of(graph("lt", step, graph.constant(0))))
        return graph("round", graph("times", graph.constant(FEN_PER_YUAN), step), data=(Fraction(1), "down"))

    def total(self, steps: Sequence[Step]) -> Step:
        return self.graph("sum", self.graph.constant(0), *steps)

    def of_pair(
        self, limit: model.Limit, most: Step, at: Coordinate, pair: Sides, cells: dict[str, list[Step]]
    ) -> list[TracedLine]:
        graph = self.graph
        had = {name: self.total(steps) for name, steps in cells.items()}
        total = self.total(list(had.values()))
        left = graph("min", total, most) if limit.direction != "reverse" else total
        left = graph("max", left, graph.negative(most)) if limit.direction != "forward" else left
        cut = graph.minus(left, total)
        nothing = graph.constant(0)
        # those that go the way of the sum take part in the cut
        down, up = graph("lt", cut, nothing), graph("lt", nothing, cut)
        against = {
            name: graph(
                "or", graph("and", graph("lt", nothing, each), down), graph("and", graph("lt", each, nothing), up)
            )
            for name, each in had.items()
        }
        weights = [graph("select", against[name], graph("abs", each), nothing) for name, each in had.items()]
        shares = self.shared(cut, weights)
        return [TracedLine(name, at, pair, share, limit.title) for name, share in zip(had, shares, strict=True)]

    def shared(self, cut: Step, weights: Sequence[Step]) -> list[Step]:
        """A cut shared out in proportion, to the last fen."""
        if len(weights) == 1:
            return [cut]
        shares = self.graph("allocate", cut, *weights)
        return [self.graph("pick", shares, data=place) for place in range(len(weights))]

    def of_holders(
        self, limit: model.Limit, cap: Any, at: Coordinate, here: dict[Sides, dict[str, list[Step]]]
    ) -> list[TracedLine]:
        """A cap on what one pays to all, or gets of all: who pays follows from the sign between each two."""
        graph, nothing = self.graph, self.graph.constant(0)
        order = in_file_order(self.agreement, here)
        had = {pair: {name: self.total(steps) for name, steps in here[pair].items()} for pair in order}
        net = {pair: self.total(list(had[pair].values())) for pair in order}
        taken: dict[tuple[Sides, str], list[Step]] = {}
        for holder in dict.fromkeys(holder for pair in order for holder in pair):
            own = [pair for pair in order if holder in pair]
            forward = {pair: (pair[0] == holder) is (limit.by == "payer") for pair in own}
            paid = [graph("max", net[pair] if forward[pair] else graph.negative(net[pair]), nothing) for pair in own]
            total = self.total(paid)
            if "party" in cap.axes and holder.id not in self.agreement.parties:
                self.tracing.look_at(graph.any_of(graph("lt", nothing, total)))  # no cap for what is no party
            cut = graph.minus(graph("min", total, self.cap(limit, cap, at, holder)), total)
            for pair, share in zip(own, self.shared(cut, paid), strict=True):
                signed = {name: each if forward[pair] else graph.negative(each) for name, each in had[pair].items()}
                touched = graph("lt", share, nothing)
                weights = [graph("select", touched, graph("max", each, nothing), nothing) for each in signed.values()]
                for name, part in zip(signed, self.shared(share, weights), strict=True):
                    taken.setdefault((pair, name), []).append(part if forward[pair] else graph.negative(part))
        return [TracedLine(name, at, pair, self.total(parts), limit.title) for (pair, name), parts in taken.items()]


def nets(graph: Graph, lines: Sequence[TracedLine], parties: Sequence[str]) -> list[Step]:
    """What each party is left with, in fen: positive for who receives more."""
    found: dict[str, list[Step]] = {party: [] for party in parties}
    for line in lines:
        payer, payee = line.written
        if not payer.account and payer.id in found:
            found[payer.id].append(graph.negative(line.fen))
        if not payee.account and payee.id in found:
            found[payee.id].append(line.fen)
    return [graph("sum", graph.constant(0), *steps) for steps in found.values()]
