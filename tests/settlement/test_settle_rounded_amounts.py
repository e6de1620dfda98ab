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


def note_of(body: str, csv: str, decimals: str = "standard", **options) -> ec.Problem:
    (note,) = told(settled(body.replace("DECIMALS", decimals), csv, through=1, **options))
    return note


def test_the_whole_note_in_both_languages():
    """7.24 mg/L again: what it says, word for word; it is a note and stops nothing."""
    note = note_of(PER_STEP, "断面,时间,高锰酸盐指数\n甲,2024-01,7.24\n")

    assert note.severity == "note"
    assert note.message("zh") == (
        "如以未修约的监测值计算，1 笔金额不同（月度扣款 甲 高锰酸盐指数 2024-01 由 600.00 元变为 700.00 元）；"
        "上游市净额由 -600.00 元变为 -700.00 元；下游市净额由 600.00 元变为 700.00 元（GB/T 8170 全数值比较法、修约值比较法）"
    )
    assert note.message("en") == (
        "with values that are not rounded, 1 amount is another (monthly 甲 CODMn 2024-01: 600.00 yuan become 700.00); "
        "the net of 上游市, -600.00 yuan, becomes -700.00; the net of 下游市, 600.00 yuan, becomes 700.00"
    )


@pytest.mark.parametrize(
    ("decimals", "change"),
    [("standard", "由 0.00 元变为 100.00 元"), ("unrounded", "由 100.00 元变为 0.00 元")],
)
def test_a_payment_that_is_only_made_one_way(decimals, change):
    """6.04 mg/L is above 6, one started step; rounded to 6.0 it is not, and nobody pays."""
    note = note_of(PER_STEP, "断面,时间,高锰酸盐指数\n甲,2024-01,6.04\n", decimals)

    assert f"月度扣款 甲 高锰酸盐指数 2024-01 {change}" in note.message("zh")


@pytest.mark.parametrize(("months", "more"), [(5, False), (6, True)])
def test_more_amounts_than_are_shown_end_in_dots(months, more):
    """Five amounts are all shown; of six the sixth is not, which the dots say, once."""
    rows = "".join(f"甲,2024-{month:02},7.24\n" for month in range(1, months + 1))
    (note,) = told(settled(PER_STEP.replace("DECIMALS", "standard"), f"断面,时间,高锰酸盐指数\n{rows}", through=months))

    for language, mark in (("zh", "；"), ("en", "; ")):
        lines, _, nets = note.message(language).partition("）" if language == "zh" else "); ")
        assert lines.count(mark) == 4
        assert lines.endswith(" …") is more
        assert "…" not in nets


BOTH_WAYS = PER_STEP.replace(
    "sections: {jia: {name: 甲, upstream: shang, downstream: xia, target: III}}",
    "sections: {jia: {name: 甲, upstream: shang, downstream: xia, target: III}, yi: {name: 乙, upstream: xia, downstream: shang, target: III}}",
)


def test_amounts_that_change_both_ways_leave_the_nets():
    """Two sections that flow opposite ways, both 7.24 mg/L: both amounts are other ones, what each party is left with is 0."""
    note = note_of(BOTH_WAYS, "断面,时间,高锰酸盐指数\n甲,2024-01,7.24\n乙,2024-01,7.24\n")

    assert note.details["count"] == 2
    assert "；各方净额不变（" in note.message("zh")
    assert note.message("en").endswith("; the net of all parties stays as it is")


def test_what_a_cap_leaves_is_compared():
    """600 and 700 with a cap of 650: the amount becomes 650; with one of 500 it is 500 either way, and nothing is told.

    Nor is it where 100 元 that a cap of 0 takes off are nothing at all the other way.
    """
    cap = "  most: {title: 最高, unit: 元, value: CAP}\nrules:"
    limits = "limits: [{title: 封顶, of: [monthly], per: [section, indicator, month], at_most: most}]\n"
    body = PER_STEP.replace("rules:", cap) + limits
    csv = "断面,时间,高锰酸盐指数\n甲,2024-01,7.24\n"

    assert "由 600.00 元变为 650.00 元" in note_of(body.replace("CAP", "650"), csv).message("zh")
    assert not told(settled(body.replace("CAP", "500").replace("DECIMALS", "standard"), csv, through=1))
    for decimals in ("standard", "unrounded"):
        nothing = body.replace("CAP", "0").replace("DECIMALS", decimals)
        assert not told(settled(nothing, csv.replace("7.24", "6.04"), through=1))


def test_a_mean_of_exact_readings_may_be_rounded():
    """7.2 and 7.3 mg/L have one decimal each, and their mean 7.25 has two: rounded 7.2, 6 steps, and else 7."""
    note = note_of(PER_STEP, "断面,时间,高锰酸盐指数\n甲,2024-01-05,7.2\n甲,2024-01-20,7.3\n")

    assert "由 600.00 元变为 700.00 元" in note.message("zh")


def test_values_of_days_are_compared_too():
    """A fine for each started step of a day: 7.24 mg/L on one day is 600 元 rounded and 700 else."""
    body = PER_STEP.replace(
        "max(0, ceil((C - limit) / step))", "sum(max(0, ceil((D - limit) / step)), day, at_least=1)"
    )

    assert "由 600.00 元变为 700.00 元" in note_of(body, "断面,时间,高锰酸盐指数\n甲,2024-01-05,7.24\n").message("zh")


def test_a_provisional_settlement_is_told_as_well():
    """Of two sections one has no readings; with gaps left out the other's 600 元 would be 700."""
    note = note_of(BOTH_WAYS, "断面,时间,高锰酸盐指数\n甲,2024-01,7.24\n", gaps="skip")

    assert note.details["count"] == 1
