"""A section of which one indicator is missing in a month: what its class and its attainment are in a settlement."""

from __future__ import annotations

import pytest

import ecocomp as ec
from ecocomp.formula.absent import Absent
from tests.settlement.support import SECTION, agreement, read

BODY = f"""\
{SECTION}
readings: {{indicators: [nh3n, tp], below_detection: half, decimals: standard, missing: skip}}
assessment: {{months: [1, 2, 3]}}
rules:
  - {{name: worst_class, title: 类别, formula: "worst(grade(C), indicator)"}}
  - {{name: measured_class, title: 已测指标类别, formula: "worst(grade(C), indicator, at_least=1)"}}
  - {{name: met, title: 达标, formula: "all(grade(C) <= target, indicator)"}}
parameters: {{price: {{title: 单价, unit: 元, value: 100}}}}
transfers:
  - {{name: pay, title: 补偿, per: [section, month], payer: downstream, payee: upstream, amount: "price * (1 if met else 0)"}}
"""
#: Both indicators; ammonia alone, good; ammonia alone, Ⅳ.
CSV = "断面,时间,氨氮(mg/L),总磷(mg/L)\n甲,2024-01,0.8,0.15\n甲,2024-02,0.8,--\n甲,2024-03,1.2,--\n"


@pytest.mark.parametrize("gaps", ["agreement", "skip"])
def test_a_section_is_not_judged_by_the_indicators_that_happen_to_be_there(gaps):
    """The class is missing where phosphorus is; attainment is missing, or missed where ammonia is Ⅳ already."""
    found = ec.settle(agreement(BODY), read(CSV), 2024, gaps=gaps)

    def kinds(rule):
        return [each.kind if isinstance(each, Absent) else each for each in found.array(rule).data]

    assert kinds("worst_class") == [3, "missing", "missing"]
    assert kinds("measured_class") == [3, 3, 4]
    assert kinds("met") == [True, "missing", False]
    assert [(line.coordinate, line.fen) for line in found.lines if line.fen] == [
        ((("section", "jia"), ("month", "2024-01")), 10000)
    ]
