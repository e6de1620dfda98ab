"""What the tests of agreement files share: a whole small file, and its problems in a short form."""

from __future__ import annotations

from pathlib import Path

import pytest

import ecocomp as ec
from ecocomp.errors import AgreementError

VALID = """\
ecocomp: 1
id: trial
title: 试验协议
status: signed
source: {document: 试验文件}
term: {from: 2020-01-01, to: 2029-12-31}
assessment: {starts: 1}
parties:
  shang: {name: 上游市}
  xia: {name: 下游市}
sections:
  jia: {name: 甲, upstream: shang, downstream: xia, target: III}
  yi: {name: 乙, upstream: shang, downstream: xia, target: II, inflow: [jia]}
readings:
  indicators: [codmn, nh3n]
  below_detection: half
  decimals: standard
  missing: refuse
parameters:
  price: {title: 单价, unit: 万元, value: 10}
  weight:
    title: 权重
    per: [indicator]
    value: {codmn: 0.4, nh3n: 0.6}
  factor:
    title: 系数
    dated: {2020-01-01: 1, 2024-07-01: 1.5}
tables:
  scale:
    title: 分档
    bands:
      - {range: "(-inf, 0)", value: -1}
      - {range: "[0, inf)", value: 1}
rules:
  - name: grade_of
    title: 类别
    formula: worst(grade(C), indicator)
  - name: steps
    title: 级差
    formula: (target - grade_of) * factor * bands(sum(weight * 1, indicator), scale)
    unit: 级
transfers:
  - name: monthly
    title: 月度补偿
    per: [section, month]
    payer: downstream
    payee: upstream
    amount: price * steps
limits:
  - title: 封顶
    of: [monthly]
    per: [section, year]
    at_most: price * 100
money: {unit: 元, decimals: 2, rounding: half_up, round: line}
"""


def without_readings(amount: str = "price", more: str = "", *, transfers: str = "") -> str:
    """The text of an agreement that needs no readings: one payment of an amount, or the transfers given in its place."""
    one = f'{{name: pay, title: 付, payer: shang, payee: xia, amount: "{amount}"}}'
    return (
        "ecocomp: 1\nid: trial\ntitle: 试验协议\nstatus: assumed\nsource: {document: 试验文件}\n"
        "parties: {shang: {name: 上游市}, xia: {name: 下游市}}\n"
        "parameters: {price: {title: 单价, unit: 元, value: 1}}\n"
        f"{more}transfers: [{transfers or one}]\n"
        "money: {unit: 元, decimals: 2, rounding: half_up, round: line}\n"
    )


def changed(old: str, new: str, text: str = VALID) -> str:
    """The small file with one part of it, which must stand there once, written otherwise."""
    assert text.count(old) == 1, old
    return text.replace(old, new)


def line_of(part: str, text: str = VALID) -> int:
    """The line in which a part of the small file stands."""
    return text[: text.index(part)].count("\n") + 1


def errors(text: str, folder: Path | None = None) -> tuple[ec.Problem, ...]:
    """The problems for which a file with this text is refused."""
    with pytest.raises(AgreementError) as caught:
        ec.read_agreement(text, file="trial.yaml", folder=folder)
    return caught.value.problems


def short(problems: tuple[ec.Problem, ...]) -> list[str]:
    """Problems as ``line:column code``."""
    return [f"{each.place.line}:{each.place.column} {each.code.removeprefix('agreement.')}" for each in problems]


def faults(text: str, folder: Path | None = None) -> list[str]:
    """The problems of a file in the short form."""
    return short(errors(text, folder))
