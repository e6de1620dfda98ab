"""What came of a simulation: what each party is left with in every year, and what can be said of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ecocomp.agreement.agreement import Agreement
from ecocomp.money import FEN_PER_YUAN
from ecocomp.period import Period
from ecocomp.simulation.scenarios.block import Scenarios
from ecocomp.simulation.terms import TermSet

if TYPE_CHECKING:
    import pandas

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
#: Of the worst years so large a part is averaged in the expected shortfall.
TAIL = 0.05


@dataclass(frozen=True, eq=False, repr=False)
class Simulation:
    """The outcomes of many possible years (模拟结果).

    ``nets`` are in fen, of shape (sets of terms, parties, scenarios), positive for who receives more; ``unsettled`` are
    the years that the agreement refuses to settle, whose nets are nothing. ``again`` are how many outcomes were worked
    out once more in whole numbers, and how many settled one by one.
    """

    agreement: Agreement
    period: Period
    scenarios: Scenarios
    terms: Sequence[TermSet]
    nets: Any
    unsettled: Any
    exact: bool
    again: tuple[int, ...]

    def __repr__(self) -> str:
        return f"<Simulation {self.agreement.id} {self.period.label}: {len(self.terms)} × {self.nets.shape[2]}>"

    def net(self, party: str, terms: int = 0) -> Any:
        """What a party is left with in every settled year by one set of terms, in fen."""
        place = list(self.agreement.parties).index(party)
        return self.nets[terms, place, ~self.unsettled[terms]]

    def summary(self) -> pandas.DataFrame:
        """For each set of terms and party the distribution of the net amount, in yuan.

        Columns: the varied terms, ``party``, ``mean``, ``sd``, the quantiles ``q05`` to ``q95``, ``worst`` (the least),
        ``shortfall`` (the mean of the worst twentieth of the years), ``pays`` (the part of the years in which the party
        pays), ``years`` and ``unsettled`` (how many).
        """
        import pandas

        rows = []
        for number, terms in enumerate(self.terms):
            for party in self.agreement.parties:
                rows.append({**terms.labels, "party": party, **self.figures(party, number)})
        return pandas.DataFrame(rows)

    def figures(self, party: str, terms: int) -> dict[str, float]:
        """What is said of the net amounts of a party, in yuan."""
        net = np.sort(self.net(party, terms))
        unsettled = int(self.unsettled[terms].sum())
        if not len(net):
            return {"years": 0, "unsettled": unsettled}
        tail = net[: max(1, round(TAIL * len(net)))]
        places = [min(len(net) - 1, int(share * len(net))) for share in QUANTILES]
        found = {"mean": net.mean(), "sd": net.std()}
        found |= {f"q{round(100 * share):02d}": net[place] for share, place in zip(QUANTILES, places, strict=True)}
        found |= {"worst": net[0], "shortfall": tail.mean()}
        in_yuan = {name: float(value) / FEN_PER_YUAN for name, value in found.items()}
        return {**in_yuan, "pays": float((net < 0).mean()), "years": len(net), "unsettled": unsettled}
