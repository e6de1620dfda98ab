"""What the tests of results share: an agreement and years whose money is done in the head."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas

import ecocomp as ec
from tests.settlement.support import STEPS, agreement

#: Ammonia of each grade; against III these are 2, 1, 0, -1, -2 and -3 steps of 100 yuan from downstream to upstream.
GRADES = ("0.10", "0.40", "0.90", "1.40", "1.90", "2.50")
JANUARY: dict[str, Any] = {"year": 2024, "since": 1, "through": 1}


def steps() -> ec.Agreement:
    """100 yuan for each class better than the target, monthly, in both directions; only January is settled here."""
    return agreement(STEPS)


def januaries(of: ec.Agreement, values: Iterable[str]) -> Any:
    """Scenarios of ammonia in January at the section 甲."""
    rows = [(number, "甲", "氨氮", 1, value) for number, value in enumerate(values)]
    return ec.own_scenarios(of, pandas.DataFrame(rows, columns=["情景", "断面", "指标", "月份", "数值"]))


def simulated(values: Iterable[str] = GRADES, terms: Any = None, **options: Any) -> ec.Simulation:
    """Januaries settled by the agreement of steps."""
    made = steps()
    return ec.simulate(made, januaries(made, values), terms, **JANUARY, **options)
