"""How a party comes to its net amount (净额的构成): what it receives and pays by transfer, and what limits cut."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ecocomp.settlement.lines import Holder, Line


@dataclass(frozen=True, slots=True)
class Step:
    """Payments of one transfer, or cuts of one limit, that a party receives (``fen`` > 0) or pays (``fen`` < 0)."""

    name: str
    limit: str
    fen: int


def steps_to_net(lines: Iterable[Line], party: str) -> tuple[Step, ...]:
    """Receipts and payments by transfer and direction, then the cuts by limit, each in the order of the lines.

    Their sum is the net amount of the party, whose accounts in funds are not its own money any more.
    """
    mine = Holder(party)
    sums: dict[tuple[str, str, bool], int] = {}
    for line in lines:
        if mine not in (line.payer, line.payee) or line.payer == line.payee or not line.fen:
            continue
        received = line.payee == mine
        key = ("" if line.limit else line.name, line.limit, received)
        sums[key] = sums.get(key, 0) + (line.fen if received else -line.fen)
    found = [Step(name, limit, fen) for (name, limit, _), fen in sums.items()]
    return tuple(sorted(found, key=lambda step: (bool(step.limit), not step.limit and step.fen < 0)))
