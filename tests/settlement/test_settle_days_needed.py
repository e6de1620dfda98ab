"""An agreement that is settled by days, and readings of whole months: told as such, not as a division by zero."""

from __future__ import annotations

import pytest

import ecocomp as ec
from ecocomp.settlement.days_needed import measured_by_day
from tests.settlement.support import READINGS, SECTION, agreement, codes, monthly, read

SHARE = "count(ok, day, where=present(ok)) / count(present(ok), day)"


def daily(share: str = SHARE, rules: str = READINGS) -> ec.Agreement:
    """100 元 times the share of the days sampled that attain the target."""
    return agreement(f"""\
{SECTION}{rules}\
parameters:
  price: {{title: 单价, unit: 元, value: 100}}
rules:
  - {{name: ok, title: 当日达标, formula: "worst(grade(D), indicator) <= target"}}
  - {{name: rate, title: 达标率, formula: "{share}"}}
transfers:
  - {{name: pay, title: 补偿, per: [section], payer: downstream, payee: upstream, amount: price * rate}}
""")


def by_day(months: range, day: str = "-05") -> str:
    return "断面,时间,氨氮(mg/L)\n" + "".join(f"甲,2024-{month:02d}{day},0.5\n" for month in months)


def test_monthly_values_where_days_are_needed_are_told_first():
    """The error names the section, what is used, what is needed and what was found: twelve monthly values."""
    with pytest.raises(ec.SettlementError) as caught:
        ec.settle(daily(), read(monthly({"甲": "0.5"})), 2024)
    first = caught.value.problems[0]

    assert first.code == "settlement.days_needed"
    assert first.line("zh") == (
        "监测.csv:2:3: 甲：协议的公式用到日浓度（D），需要逐日的监测值，而 氨氮 的监测值只到月（12 个，如 2024-01）；请提供逐日监测数据"
    )
    assert "such as 2024-01); give daily readings" in first.line("en")
    assert any("除数为零" in each.message("zh") for each in caught.value.problems[1:])


def test_a_settlement_that_leaves_gaps_out_warns_all_the_same():
    """``gaps="skip"`` settles nothing by monthly values, and says why."""
    settlement = ec.settle(daily("count(ok, day)"), read(monthly({"甲": "0.5"})), 2024, gaps="skip")

    assert "days_needed" in codes(settlement.problems)


@pytest.mark.parametrize("months", [range(1, 13), range(3, 4)])
def test_readings_that_name_days_are_not_told_of(months):
    """One sampled day is enough for the share of the days sampled: nothing is said of monthly values."""
    settlement = ec.settle(daily(), read(by_day(months)), 2024)

    assert settlement.value("rate", section="jia") == 1
    assert "days_needed" not in codes(settlement.problems)


def test_the_same_gap_of_all_months_is_one_sentence():
    """That the readings name no day is said once for the year, not month by month."""
    with pytest.raises(ec.SettlementError) as caught:
        ec.settle(daily("count(ok, day) / sum(days, month)"), read(monthly({"甲": "0.5"})), 2024)

    assert [each.code for each in caught.value.problems] == [
        "settlement.days_needed",
        "settlement.refused",
        "settlement.refused_hint",
    ]
    assert "2024-01-01 至 2024-12-31：监测值只到月" in caught.value.problems[1].message("zh")


@pytest.mark.parametrize(
    ("share", "load", "measured"),
    [
        ("1 + 1", "", ()),
        ("count(ok, day)", "", ("nh3n",)),
        ("sum(at(L, nh3n), month) / 1000", "monthly mean times flow", ()),
        ("sum(at(L, nh3n), month) / 1000", "paired days", ("nh3n", "flow")),
        ("mean(Qd, day)", "", ("flow",)),
    ],
)
def test_what_needs_days(share, load, measured):
    """``D``, ``Qd`` and loads by days need daily readings of what they are made of; loads of monthly means do not."""
    extra = ", quantities: [flow]" + (f", load: {load}" if load else "")
    extra += ", below_detection: {means: half, loads: half}" if load else ""
    rules = READINGS.replace(", below_detection: half", "") if load else READINGS
    body = f"""\
{SECTION}{rules.replace("missing: refuse", f"missing: refuse{extra}")}\
parameters:
  price: {{title: 单价, unit: 元, value: 100}}
rules:
  - {{name: ok, title: 达标, formula: "worst(grade({"D" if "ok" in share else "C"}), indicator) <= target"}}
  - {{name: figure, title: 数, formula: "{share}"}}
transfers:
  - {{name: pay, title: 补偿, per: [section], payer: downstream, payee: upstream, amount: price}}
"""

    assert measured_by_day(agreement(body)) == measured
