"""Caps (封顶): what transfers add up to is cut to the agreed limit by a line of its own, so that all stays visible."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ecocomp.agreement import model
from ecocomp.errors import Problem, problem
from ecocomp.formula.absent import Absent
from ecocomp.formula.axes import Axes, ordered
from ecocomp.formula.functions import AXES
from ecocomp.money import FEN_PER_YUAN, allocate, to_fen
from ecocomp.settlement.lines import Bite, Holder, Line, directed
from ecocomp.settlement.scope import ExactScope
from ecocomp.settlement.transfers import Coordinate, restricted
from ecocomp.wording import Pair as WordPair

Pair = tuple[Holder, Holder]


class LimitKeeper:
    """Applies the limits of an agreement, in the order of the file, to lines already rounded to fen."""

    def __init__(self, scope: ExactScope) -> None:
        self.scope = scope
        self.bites: list[Bite] = []
        self.problems: list[Problem] = []

    def apply(self, lines: list[Line]) -> list[Line]:
        """The lines with the cutting lines after them."""
        for limit, formula in zip(self.scope.agreement.text.limits, self.scope.agreement.checked.caps, strict=True):
            self.scope.current = limit.title
            per = tuple(axis for axis in AXES if axis in limit.per)
            axes = ordered((*per, *formula.axes))
            caps = self.scope.evaluator.spread(self.scope.evaluator.evaluate(formula.tree), axes)
            for coordinate, holder, pairs in self.groups(limit, lines, per):
                where = {**dict(coordinate), **({"party": holder.id} if holder is not None else {})}
                cap = self.cap(limit, where, axes, caps)
                if cap is not None:
                    lines = [*lines, *self.cut(limit, coordinate, pairs, cap)]
        return lines

    def groups(
        self, limit: model.Limit, lines: list[Line], per: Axes
    ) -> list[tuple[Coordinate, Holder | None, dict[Pair, int]]]:
        """What is capped together: at each coordinate the total of each pair, or the pairs of one payer or payee."""
        totals: dict[tuple[Coordinate, Pair], int] = {}
        for line in lines:
            if line.name in limit.of:
                coordinate = restricted(line.coordinate, per)
                payer, payee = line.written
                # another transfer may write the pair the other way round
                turned = (coordinate, (payee, payer)) in totals
                key = (coordinate, (payee, payer) if turned else (payer, payee))
                totals[key] = totals.get(key, 0) + (-line.signed_fen if turned else line.signed_fen)
        grouped: dict[tuple[Coordinate, Holder | None, Pair | None], dict[Pair, int]] = {}
        for (coordinate, pair), total in totals.items():
            holder = None if limit.by == "pair" else pair[0] if limit.by == "payer" else pair[1]
            grouped.setdefault((coordinate, holder, pair if holder is None else None), {})[pair] = total
        return [(coordinate, holder, pairs) for (coordinate, holder, _), pairs in grouped.items()]

    def cap(self, limit: model.Limit, where: dict[str, str], axes: Axes, caps: list[Any]) -> int | None:
        """The cap at a coordinate in fen, None with a problem where there is none."""
        if "party" in axes and where.get("party") not in self.scope.agreement.parties:
            self.problems.append(problem("settlement.cap_party", limit=limit.title, found=where.get("party", "")))
            return None
        cap = caps[self.scope.space.position(axes, where)]
        if isinstance(cap, Absent):
            reason = WordPair(cap.causes[0].message("zh"), cap.causes[0].message("en"))
            self.problems.append(problem("settlement.cap_absent", limit=limit.title, reason=reason))
            return None
        if cap < 0:
            self.problems.append(problem("settlement.cap_negative", limit=limit.title))
            return None
        # a cap finer than a fen allows the whole fen below it
        return to_fen(cap, "down")

    def cut(self, limit: model.Limit, coordinate: Coordinate, pairs: dict[Pair, int], most: int) -> list[Line]:
        """The lines that cut the pairs of a group to the cap, each in proportion to what it had, to the last fen."""
        total = sum(pairs.values())
        left = min(total, most) if limit.direction != "reverse" else total
        left = max(left, -most) if limit.direction != "forward" else left
        if left == total:
            return []
        status, clause = self.scope.agreement.status(limit), limit.clause or ""
        cutting = {pair: each for pair, each in pairs.items() if each * total > 0}
        shares = allocate(left - total, [abs(each) for each in cutting.values()])
        lines = []
        for (pair, before), share in zip(cutting.items(), shares, strict=True):
            self.bites.append(Bite(limit.title, clause, coordinate, *pair, before, before + share))
            exact = Fraction(share, FEN_PER_YUAN)
            name, title = limit.of[0], limit.title
            if share:
                lines.append(directed(name, title, pair, share, exact, coordinate, clause, status, title))
        return lines
