"""Where rounding decides an amount and no grade, both amounts are told."""

from __future__ import annotations

import pytest

import ecocomp as ec
from tests.settlement.support import codes, paid, settled

#: 100 元 for each started 0.2 mg/L of CODMn above 6 mg/L.
PER_STEP = """\
sections: {jia: {name: 甲, upstream: shang, downstream: xia, target: III}}
readings: {indicators: [codmn], below_detection: half, decimals: DECIMALS, missing: refuse}
parameters:
  price: {title: 单价, unit: 元, value: 100}
  limit: {title: 限值, unit: mg/L, value: 6}
  step: {title: 级差, unit: mg/L, value: 0.2}
rules:
  - {name: amount, title: 扣款, formula: "price * max(0, ceil((C - limit) / step))"}
transfers:
  - {name: monthly, title: 月度扣款, per: [section, indicator, month], payer: upstream, payee: downstream, amount: amount}
"""


def told(settlement: ec.Settlement) -> list[ec.Problem]:
    return [each for each in settlement.problems if each.code == "settlement.amounts_differ"]


def test_a_step_that_rounding_takes_away_is_told():
    """7.24 mg/L is 1.24 above, 7 started steps; rounded to 7.2 it is 1.2, 6 steps; both are Ⅳ."""
    settlement = settled(
        PER_STEP.replace("DECIMALS", "standard"), "断面,时间,高锰酸盐指数\n甲,2024-01,7.24\n", through=1
    )
    (note,) = told(settlement)

    assert paid(settlement) == ["shang→xia 600.00 jia codmn 2024-01"]
    assert "grade_differs" not in codes(settlement.problems)
    assert "如以未修约的监测值计算，1 笔金额不同" in note.message("zh")
    assert "月度扣款 甲 高锰酸盐指数 2024-01 由 600.00 元变为 700.00 元" in note.message("zh")
    assert "上游市净额由 -600.00 元变为 -700.00 元" in note.message("zh")


def test_the_other_way_round_it_is_told_too():
    """An agreement that compares full values hears what rounding by the technical rules would give."""
    settlement = settled(
        PER_STEP.replace("DECIMALS", "unrounded"), "断面,时间,高锰酸盐指数\n甲,2024-01,7.24\n", through=1
    )
    (note,) = told(settlement)

    assert paid(settlement) == ["shang→xia 700.00 jia codmn 2024-01"]
    assert "如监测值按监测统计技术规定修约" in note.message("zh")
    assert "由 700.00 元变为 600.00 元" in note.message("zh")
    assert "with values rounded as the technical rules say, 1 amount is another" in note.message("en")


@pytest.mark.parametrize("values", ["7.2", "7.14", "5.96"])
def test_where_no_amount_changes_nothing_is_told(values):
    """7.2 is not rounded, 7.14 and 7.1 are 6 started steps both, and 5.96 and 6.0 none."""
    csv = f"断面,时间,高锰酸盐指数\n甲,2024-01,{values}\n"

    assert not told(settled(PER_STEP.replace("DECIMALS", "standard"), csv, through=1))


def test_many_amounts_are_counted_and_some_shown():
    """Twelve months that all differ are twelve amounts, of which five are shown."""
    rows = "".join(f"甲,2024-{month:02},7.24\n" for month in range(1, 13))
    (note,) = told(settled(PER_STEP.replace("DECIMALS", "standard"), f"断面,时间,高锰酸盐指数\n{rows}"))

    assert note.details["count"] == 12
    assert note.message("zh").count("由 600.00 元变为 700.00 元") == 5
    assert "上游市净额由 -7,200.00 元变为 -8,400.00 元" in note.message("zh")
