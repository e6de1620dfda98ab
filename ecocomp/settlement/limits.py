"""Caps (封顶): what transfers add up to is cut to the agreed limit by lines of their own, so that all stays visible.

Limits apply in the order of the file, each to what those before it have left. A cut is shared among the transfers
(and, for a cap per payer or payee, the pairs) that made up the sum, in proportion, to the last fen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeVar

from ecocomp.agreement import model
from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.basis import Basis, basis_of
from ecocomp.agreement.scope import per_axes
from ecocomp.agreement.titles import both_titles
from ecocomp.errors import Problem, problem
from ecocomp.formula.absent import Absent
from ecocomp.formula.axes import Value
from ecocomp.formula.work import LIMITED, PAID
from ecocomp.money import FEN_PER_YUAN, allocate, to_fen
from ecocomp.settlement.lines import Bite, Holder, Line, directed
from ecocomp.settlement.scope import ExactScope
from ecocomp.settlement.transfers import Coordinate, restricted

Pair = tuple[Holder, Holder]
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Group:
    """What one cap holds for: at a coordinate, the pairs it covers and how much each transfer moved between them.

    ``cells`` are fen by pair and transfer, signed in the direction of the pair. ``holder`` is the payer or payee of
    a cap per payer or payee.
    """

    coordinate: Coordinate
    holder: Holder | None
    cells: dict[Pair, dict[str, int]]

    @property
    def total(self) -> int:
        return sum(fen for cells in self.cells.values() for fen in cells.values())


class LimitKeeper:
    """Applies the limits of an agreement to lines already rounded to fen."""

    def __init__(self, scope: ExactScope) -> None:
        self.scope = scope
        self.bites: list[Bite] = []
        self.problems: list[Problem] = []

    def apply(self, lines: list[Line]) -> list[Line]:
        """The lines with the cutting lines after them."""
        checked = self.scope.agreement.checked
        limits = list(zip(self.scope.agreement.text.limits, checked.caps, strict=True))
        values = [self.scope.evaluate(limit.title, formula.tree) for limit, formula in limits]
        by_name: dict[str, list[Line]] = {}
        for line in lines:
            by_name.setdefault(line.name, []).append(line)
        made = list(lines)
        for (limit, formula), value in zip(limits, values, strict=True):
            basis = basis_of(self.scope.agreement, limit, formula.tree)
            self.scope.count(limit.title, LIMITED * sum(len(by_name.get(name, ())) for name in limit.of))
            cutting: list[Line] = []
            for group in groups(limit, by_name):
                most = self.cap(limit, value, group)
                if most is not None:
                    cutting += self.cut(limit, group, most, basis)
            for line in cutting:
                by_name[line.name].append(line)
            made += cutting
        self.still_kept([limit for limit, _ in limits], values, by_name)
        return made

    def still_kept(self, limits: list[model.Limit], values: list[Value], lines: Mapping[str, Sequence[Line]]) -> None:
        """A later cut may lift a sum above an earlier cap where payments both ways cancelled: the caps contradict."""
        if self.problems:
            return
        for limit, value in zip(limits, values, strict=True):
            for group in groups(limit, lines):
                most = self.cap(limit, value, group)
                if most is not None and capped(limit, group.total, most) != group.total:
                    self.problems.append(problem("settlement.caps_contradict", limit=both_titles(limit)))
                    break

    def cap(self, limit: model.Limit, value: Value, group: Group) -> int | None:
        """The cap of a group in fen, None with a problem where there is none."""
        where = dict(group.coordinate)
        if "party" in value.axes and group.holder is not None:
            if group.holder.id not in self.scope.agreement.parties:
                self.problems.append(problem("settlement.cap_party", limit=both_titles(limit), found=str(group.holder)))
                return None
            where["party"] = group.holder.id
        cap = value.data[self.scope.space.position(value.axes, where)]
        if isinstance(cap, Absent):
            reason = cap.causes[0].words()
            self.problems.append(problem("settlement.cap_absent", limit=both_titles(limit), reason=reason))
            return None
        if cap < 0:
            self.problems.append(problem("settlement.cap_negative", limit=both_titles(limit)))
            return None
        # a cap finer than a fen allows the whole fen below it
        return to_fen(cap, "down")

    def cut(self, limit: model.Limit, group: Group, most: int, basis: Basis) -> list[Line]:
        """The lines that cut a group to its cap, each in proportion to what it had."""
        total = group.total
        left = capped(limit, total, most)
        if left == total:
            return []
        self.scope.count(limit.title, PAID * sum(map(len, group.cells.values())))
        lines = []
        nets = {pair: sum(group.cells[pair].values()) for pair in in_file_order(self.scope.agreement, group.cells)}
        for pair, cut in shared(left - total, nets).items():
            before = nets[pair]
            self.bites.append(Bite(limit.title, basis.clause, group.coordinate, *pair, before, before + cut))
            for name, share in shared(cut, group.cells[pair]).items():
                exact, title = Fraction(share, FEN_PER_YUAN), limit.title
                lines.append(
                    directed(name, title, pair, share, exact, group.coordinate, basis.clause, basis.status, title)
                )
        return lines


def shared(cut: int, parts: dict[Key, int]) -> dict[Key, int]:
    """A cut shared among the parts that it takes from, in proportion to what each has; none is turned round by it."""
    taken = {key: fen for key, fen in parts.items() if fen * cut < 0}
    shares = allocate(cut, [abs(fen) for fen in taken.values()])
    return {key: share for key, share in zip(taken, shares, strict=True) if share}


def in_file_order(agreement: Agreement, pairs: Iterable[Pair]) -> list[Pair]:
    """Pairs in the order of parties and funds in the file, so that equal remainders do not go by who paid first."""
    order = agreement.places_of_holders

    def place(pair: Pair) -> list[int]:
        return [at for holder in pair for at in (order[holder.id], order.get(holder.account, -1))]

    return sorted(pairs, key=place)


def capped(limit: model.Limit, total: int, most: int) -> int:
    """What a cap leaves of a total, in the directions it applies to."""
    left = min(total, most) if limit.direction != "reverse" else total
    return max(left, -most) if limit.direction != "forward" else left


def groups(limit: model.Limit, lines: Mapping[str, Sequence[Line]]) -> list[Group]:
    """What a limit caps together, from the lines of its transfers; ``lines`` are by the name of the transfer.

    A pair is written in the direction of the first of the limit's transfers that moves money between the two. For a
    cap per payer or payee each pair is first set off, so that who pays does not depend on who wrote what.
    """
    per = per_axes(limit.per)
    pairs: dict[tuple[Coordinate, Pair], dict[str, int]] = {}
    # what a coarser limit cut of a whole year is not counted among the months
    concerned = (line for name in limit.of for line in lines.get(name, ()))
    for line in (line for line in concerned if set(per) <= dict(line.coordinate).keys()):
        coordinate = restricted(line.coordinate, per)
        payer, payee = line.written
        turned = (coordinate, (payee, payer)) in pairs
        cells = pairs.setdefault((coordinate, (payee, payer) if turned else (payer, payee)), {})
        cells[line.name] = cells.get(line.name, 0) + (-line.signed_fen if turned else line.signed_fen)
    found: dict[Any, Group] = {}
    for (coordinate, pair), cells in pairs.items():
        if limit.by == "pair":
            found[coordinate, pair] = Group(coordinate, None, {pair: cells})
            continue
        net = sum(cells.values())
        if net == 0:
            continue  # neither pays, so neither needs a cap
        paying, sign = (pair, 1) if net > 0 else ((pair[1], pair[0]), -1)
        holder = paying[0] if limit.by == "payer" else paying[1]
        group = found.setdefault((coordinate, holder), Group(coordinate, holder, {}))
        group.cells[paying] = {name: sign * fen for name, fen in cells.items()}
    return list(found.values())
