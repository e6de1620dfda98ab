"""What the tests of scenarios share: a small agreement, histories from a few lines, blocks as texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

import ecocomp as ec
from ecocomp.simulation.scenarios import MISSING, Scenarios
from tests.settlement.support import SECTION, agreement

TRANSFER = """\
parameters:
  price: {title: 单价, unit: 元, value: 100}
transfers:
  - {name: yearly, title: 年度补偿, per: [section], payer: upstream, payee: downstream, amount: price}
"""
TWO = """\
sections:
  jia: {name: 甲, name_en: Upper, upstream: shang, downstream: xia, target: III}
  yi: {name: 乙, upstream: shang, downstream: xia, target: III}
"""


def trial(
    indicators: str = "nh3n",
    *,
    quantities: str = "",
    sections: str = SECTION,
    starts: int = 1,
    months: Iterable[int] = range(1, 13),
    rules: str = "below_detection: half, decimals: standard",
) -> ec.Agreement:
    """An agreement that reads these indicators and quantities."""
    amounts = f", quantities: [{quantities}]" if quantities else ""
    named = f"indicators: [{indicators}], " if indicators else ""
    return agreement(
        f"assessment: {{starts: {starts}, months: {list(months)}}}\n{sections}"
        f"readings: {{{named}{rules}, missing: refuse{amounts}}}\n{TRANSFER}"
    )


def text(whole: int, below: bool, decimals: int) -> str:
    """A value as it is reported: ``"0.25"``, ``"0.02L"``, or ``"--"`` where there is none."""
    if whole == MISSING:
        return "--"
    exact = Fraction(whole) / Fraction(10) ** decimals
    return f"{float(exact):.{max(decimals, 0)}f}" + ("L" if below else "")


def texts(scenarios: Scenarios, indicator: str, section: str, number: int = 0) -> list[list[str]]:
    """The values of an indicator at a section in a block: of each scenario the twelve months."""
    block = scenarios.block(number)
    key = (indicator, section)
    values = block.values[key]
    below = block.below.get(key)
    return [
        [
            text(int(values[month, row]), below is not None and bool(below[month, row]), scenarios.decimals[indicator])
            for month in range(12)
        ]
        for row in range(block.rows)
    ]


def history(columns: Mapping[str, Mapping[int, Iterable[str]]], *, names: Iterable[str] = ("氨氮(mg/L)",)) -> str:
    """A monitoring file: by section and year, a text a month; with several ``names``, texts parted by blanks."""
    lines = ["断面,时间," + ",".join(names)]
    for section, years in columns.items():
        for year, months in years.items():
            lines += [f"{section},{year}-{month:02d},{each.replace(' ', ',')}" for month, each in enumerate(months, 1)]
    return "\n".join(lines) + "\n"


def same(one: Any, other: Any) -> bool:
    """Whether two blocks hold the same."""
    return (
        one.rows == other.rows
        and one.values.keys() == other.values.keys()
        and one.below.keys() == other.below.keys()
        and all((one.values[key] == other.values[key]).all() for key in one.values)
        and one.states.keys() == other.states.keys()
        and all((one.below[key] == other.below[key]).all() for key in one.below)
        and all((one.states[key] == other.states[key]).all() for key in one.states)
    )
