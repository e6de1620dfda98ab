"""What the tests of settling share: an agreement from a few lines, readings from a few lines, money in a short form."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any

import ecocomp as ec
from ecocomp.money import yuan_text
from ecocomp.settlement import Settlement

HEAD = """\
ecocomp: 1
id: trial
title: 试验协议
status: signed
source: {document: 试验文件}
"""
PARTIES = """\
parties:
  shang: {name: 上游市}
  xia: {name: 下游市}
"""
MONEY = "money: {unit: 元, decimals: 2, rounding: half_up, round: line}\n"
SECTION = "sections: {jia: {name: 甲, upstream: shang, downstream: xia, target: III}}\n"
READINGS = "readings: {indicators: [nh3n], below_detection: half, decimals: standard, missing: refuse}\n"
#: One section, ammonia: 100 元 for each class better than the target, monthly, in both directions.
STEPS = f"""\
{SECTION}{READINGS}\
rules:
  - {{name: steps, title: 级差, formula: "target - worst(grade(C), indicator)"}}
  - {{name: amount, title: 金额, formula: "price * steps"}}
transfers:
  - {{name: monthly, title: 月度补偿, clause: 第六条, per: [section, month], payer: downstream, payee: upstream, amount: amount}}
parameters:
  price: {{title: 单价, unit: 元, value: 100}}
"""
MONTHS = tuple(range(1, 13))


def agreement_text(body: str, *, money: str = MONEY, parties: str = PARTIES) -> str:
    """The text of an agreement file whose body is given."""
    return HEAD + parties + dedent(body) + money


def agreement(body: str, **parts: str) -> ec.Agreement:
    """An agreement whose body is given."""
    return ec.read_agreement(agreement_text(body, **parts), file="trial.yaml")


def read(text: str, name: str = "监测.csv", **options: Any) -> ec.Readings:
    """The readings of a CSV file with this text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(dedent(text), encoding="utf-8")
        return ec.read_monitoring(path, **options)


def monthly(values: Mapping[str, str | Iterable[str]], year: int = 2024, months: Iterable[int] = MONTHS) -> str:
    """CSV text with one row a section and month, of ammonia: one text for all months, or one text a month."""
    lines = ["断面,时间,氨氮(mg/L)"]
    for section, texts in values.items():
        each = [texts] * len(MONTHS) if isinstance(texts, str) else list(texts)
        lines += [f"{section},{year}-{month:02d},{text}" for month, text in zip(months, each, strict=False)]
    return "\n".join(lines) + "\n"


def settled(
    body: str, csv: str | None, year: int = 2024, *, money: str = MONEY, parties: str = PARTIES, **options: Any
) -> Settlement:
    """A settlement of an agreement and of readings given as text."""
    readings = None if csv is None else read(csv)
    return ec.settle(agreement(body, money=money, parties=parties), readings, year, **options)


def net(settlement: Settlement) -> dict[str, str]:
    """What each party receives less what it pays, in yuan, without those that end with nothing."""
    return {party: str(amount) for party, amount in settlement.net.items() if amount}


def paid(settlement: Settlement) -> list[str]:
    """The lines as ``payer→payee amount where``."""
    return [
        " ".join(
            [
                f"{line.payer}→{line.payee}",
                yuan_text(line.fen, grouping=False),
                *(label for _, label in line.coordinate),
            ]
        )
        for line in settlement.lines
    ]


def codes(problems: Iterable[ec.Problem]) -> list[str]:
    """The codes of problems without the name of their page, in the order given."""
    return [each.code.split(".", 1)[1] for each in problems]
