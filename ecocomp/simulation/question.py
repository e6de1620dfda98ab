"""What an agreement is made ready for (测算任务): one period of many years of water, by all sets of terms."""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ecocomp.agreement import model
from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.named_values import NamedValue
from ecocomp.period import Period
from ecocomp.readings.readings import Readings
from ecocomp.simulation.terms import Terms


@dataclass(frozen=True, eq=False)
class Question:
    """``months`` are those of the assessment year that are settled, ``decimals`` those of the water, ``detail`` what
    flows are told. ``rows`` is how many years there will be: where there are more than kinds of them, each kind is
    worked out once.
    """

    agreement: Agreement
    period: Period
    inputs: Mapping[str, NamedValue]
    decimals: Mapping[str, int]
    months: Sequence[int]
    terms: Terms
    history: Readings | None
    compile_it: bool
    detail: str
    rows: int

    @property
    def rules(self) -> model.Readings:
        """What the agreement says of readings, without which there is no water to speak of."""
        assert self.agreement.text.readings is not None
        return self.agreement.text.readings

    @property
    def key(self) -> Any:
        """The same for two that ask the same of the same agreement and history, as long as both are there."""
        # agreements and readings do not change
        axes = [(axis.size, axis.values) for axis in self.terms.axes]
        rest = self.period, self.inputs, self.decimals, self.months, self.compile_it, self.detail, self.rows
        return id(self.agreement), id(self.history), pickle.dumps([*rest, self.terms.varied, axes])
