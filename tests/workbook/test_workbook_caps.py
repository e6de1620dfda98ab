"""Caps over several transfers, pairs and places: what is cut follows other readings, to the last fen."""

from __future__ import annotations

import random

import pytest

import ecocomp as ec
from tests.settlement.support import HEAD, MONEY, read
from tests.workbook.support import book_bytes, mismatches, nets, recomputed, with_readings, with_wrong_caches

BODY = """\
parties: {shang: {name: 上游市}, zhong: {name: 中游市}, xia: {name: 下游市}}
sections:
  jia: {name: 甲, upstream: shang, downstream: zhong, target: III}
  yi: {name: 乙, upstream: zhong, downstream: xia, target: II}
  bing: {name: 丙, upstream: shang, downstream: xia, target: III}
readings: {indicators: [nh3n, tp], below_detection: half, decimals: standard, missing: refuse}
parameters:
  one: {title: 一毫克每升, unit: mg/L, value: 1}
  price: {title: 单价, unit: 万元, value: 10}
  most: {title: 最高, unit: 万元, value: 12}
transfers:
  - {name: ammonia, title: 氨氮补偿, per: [section, month], payer: downstream, payee: upstream, amount: "price * (one - at(C, nh3n)) / one"}
  - {name: phosphorus, title: 总磷补偿, per: [section], payer: upstream, payee: downstream, amount: "price * (3 - count(at(C, tp) <= 0.2 * one, month)) / 3"}
"""
LIMITS = {
    "pair": "{title: 封顶, of: [ammonia, phosphorus], at_most: most}",
    "pair_by_section": "{title: 封顶, of: [ammonia, phosphorus], per: [section], at_most: most}",
    "pair_by_month": "{title: 封顶, of: [ammonia], per: [section, month], at_most: most / 3}",
    "forward": "{title: 封顶, of: [ammonia], per: [section, month], at_most: most / 12, direction: forward}",
    "reverse": "{title: 封顶, of: [ammonia], at_most: most / 2, direction: reverse}",
    "payer": "{title: 封顶, of: [ammonia, phosphorus], at_most: most, by: payer}",
    "payee": "{title: 封顶, of: [phosphorus, ammonia], at_most: most / 7, by: payee}",
    "nothing": "{title: 封顶, of: [ammonia, phosphorus], at_most: 0 * most, by: payer}",
}


def table(seed: int) -> str:
    draw = random.Random(seed)
    rows = ["断面,监测时间,氨氮(mg/L),总磷(mg/L)"]
    for month in range(1, 5):
        # few different values, so that sums and remainders are often equal
        rows += [
            f"{each},2024-{month:02d},{draw.choice([0.1, 0.7, 1.3, 2.6])},{draw.choice([0.1, 0.3])}"
            for each in "甲乙丙"
        ]
    return "\n".join(rows) + "\n"


def capped(*limits: str) -> ec.Agreement:
    """The agreement with some of the limits."""
    text = (
        HEAD
        + BODY
        + "limits:\n"
        + "".join(f"  - {LIMITS[each]}\n" for each in limits).replace("封顶", "年度封顶", len(limits) - 1)
        + MONEY
    )
    return ec.read_agreement(text, file="a.yaml")


def settled(seed: int, *limits: str) -> ec.Settlement:
    return ec.settle(capped(*limits), read(table(seed)), 2024, through=4)


CASES = [(each,) for each in LIMITS] + [("pair_by_section", "payer"), ("pair_by_month", "payee")]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("limits", CASES, ids="-".join)
def test_the_cut_follows_other_readings(limits: tuple[str, ...], seed: int) -> None:
    made, fresh = settled(seed, *limits), settled(seed + 100, *limits)
    assert made.bites + fresh.bites
    assert list(mismatches(made, recomputed(with_wrong_caches(book_bytes(made))))) == []
    names = {each.party: made.agreement.name_of(each.party) for each in fresh.positions}
    found = recomputed(with_readings(book_bytes(made), fresh))
    assert nets(made, found) == {names[each.party]: each.net for each in fresh.positions}


def test_a_cut_can_be_followed_by_hand() -> None:
    """Two months of 甲 at 2.6 and 1.3 mg/L: the lower city gets 16 and 3 万元, 19 together, and 7 are above the cap of 12."""
    text = HEAD + BODY + f"limits:\n  - {LIMITS['pair_by_section']}\n" + MONEY
    readings = "断面,监测时间,氨氮(mg/L),总磷(mg/L)\n" + "".join(
        f"{each},2024-{month:02d},{value},0.1\n"
        for each in "甲乙丙"
        for month, value in ((1, "2.6"), (2, "1.3"), (3, "1.0"))
    )
    made = ec.settle(ec.read_agreement(text, file="a.yaml"), read(readings), 2024, through=3)
    rows = recomputed(with_wrong_caches(book_bytes(made)))["划拨明细"]
    cut = next(row for row in rows if row[0] == "封顶")
    assert cut[4:9] == [70_000, 70_000, "中游市", "上游市", 70_000]
