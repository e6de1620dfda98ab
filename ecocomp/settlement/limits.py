"""Caps (封顶): what transfers add up to is cut to the agreed limit by a line of its own, so that all stays visible."""

from __future__ import annotations

from fractions import Fraction

from ecocomp.agreement import model
from ecocomp.errors import Problem, problem
from ecocomp.formula.absent import Absent
from ecocomp.formula.functions import AXES
from ecocomp.money import FEN_PER_YUAN, to_fen
from ecocomp.settlement.lines import Bite, Holder, Line, directed
from ecocomp.settlement.scope import ExactScope
from ecocomp.settlement.transfers import Coordinate, restricted


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
            value = self.scope.evaluator.evaluate(formula.tree)
            caps = self.scope.evaluator.spread(value, per)
            sums: dict[tuple[Coordinate, Holder, Holder], int] = {}
            for line in lines:
                if line.name in limit.of:
                    self.add(sums, line, restricted(line.coordinate, per))
            for (coordinate, payer, payee), total in sums.items():
                cap = caps[self.scope.space.position(per, dict(coordinate))]
                cut = self.cut(limit, coordinate, (payer, payee), total, cap)
                if cut is not None:
                    lines = [*lines, cut]
        return lines

    @staticmethod
    def add(sums: dict[tuple[Coordinate, Holder, Holder], int], line: Line, coordinate: Coordinate) -> None:
        payer, payee = line.written
        if (coordinate, payee, payer) in sums:  # another transfer writes the pair the other way round
            sums[coordinate, payee, payer] -= line.signed_fen
        else:
            sums[coordinate, payer, payee] = sums.get((coordinate, payer, payee), 0) + line.signed_fen

    def cut(
        self, limit: model.Limit, coordinate: Coordinate, written: tuple[Holder, Holder], total: int, cap: object
    ) -> Line | None:
        if isinstance(cap, Absent):
            self.problems.append(problem("settlement.cap_absent", limit=limit.title, reason=cap.causes[0].message()))
            return None
        # a cap finer than a fen allows the whole fen below it
        most = to_fen(cap, "down")  # type: ignore[arg-type]
        if most < 0:
            self.problems.append(problem("settlement.cap_negative", limit=limit.title))
            return None
        left = min(total, most) if limit.direction != "reverse" else total
        left = max(left, -most) if limit.direction != "forward" else left
        if left == total:
            return None
        clause = limit.clause or ""
        self.bites.append(Bite(limit.title, clause, coordinate, *written, total, left))
        return directed(
            limit.of[0],
            limit.title,
            written,
            left - total,
            Fraction(left - total, FEN_PER_YUAN),
            coordinate,
            clause,
            self.scope.agreement.status(limit),
            limit.title,
        )
