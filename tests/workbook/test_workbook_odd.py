"""Agreements with odd clauses: worked out anew, and after other readings were typed in, each cell is as settled."""

from __future__ import annotations

import random

import pytest

import ecocomp as ec
from tests.settlement.support import HEAD, read
from tests.workbook.support import book_bytes, mismatches, nets, recomputed, with_readings, with_wrong_caches

BODY = """\
parties: {shang: {name: 上游市}, zhong: {name: "中'游*市~"}, xia: {name: '下"游市?'}}
sections:
  jia: {name: "甲'~", upstream: shang, downstream: zhong, target: III}
  yi: {name: '乙*"', upstream: zhong, downstream: xia, target: II, inflow: [jia]}
  bing: {name: 丙, upstream: shang, downstream: xia, target: III, inflow: [jia, yi]}
readings: {indicators: [ph, codmn, nh3n, tp], quantities: [flow], below_detection: half, decimals: standard, missing: skip}
parameters:
  one: {title: 一毫克每升, unit: mg/L, value: 1}
  price: {title: 单价, unit: 万元, value: 10}
"""
LEFT_OUT = "unless(at(C, nh3n) > 0.5 * one, at(C, codmn) > 6 * one)"
#: Formulas of a plain number over section and month, or over section.
MONTHLY = {
    "and": f"1 if ({LEFT_OUT} and at(C, tp) > 0.2 * one) else 2",
    "or": f"1 if ({LEFT_OUT} or at(C, tp) > 0.2 * one) else 2",
    "otherwise": f"1 if otherwise({LEFT_OUT} and at(C, tp) > 0.2 * one, at(C, tp) > 0.1 * one) else 2",
    "run": f"run_length({LEFT_OUT}, month)",
    "cumulative": "cumulative(unless(at(C, nh3n) / one, at(C, codmn) > 6 * one), month)",
    "rank": "rank(unless(at(C, nh3n) / one, at(C, codmn) > 6 * one), section, ties=min)",
    "rank_then": "rank(ceil(at(C, codmn) / (6 * one) * 2), section, then=at(C, tp), order=descending, ties=max)",
    "allocate": "allocate(price, unless(at(C, nh3n) / one, at(C, codmn) > 6 * one), section) / price",
    "present": "1 if present(1 / (1 if at(C, nh3n) > one else 0)) else 2",
    "no_value": "otherwise(1 / (1 if at(C, nh3n) > one else 0), 3)",
    "any_beside_an_error": "1 if any(C > limit(target), indicator, where=at(C, tp) > 0 * one) else 2",
}
YEARLY = {
    "streak": f"streak({LEFT_OUT}, month)",
    "streak_where": "streak(at(C, nh3n) < one, month, where=at(C, codmn) < 6 * one)",
    "ph_where": "at(average(C, month, where=at(C, codmn) < 7 * one), ph)",
    "ph_unless": "at(average(unless(C, at(C, codmn) < 7 * one), month), ph)",
    "sum_where": "sum(unless(at(C, nh3n), at(C, codmn) > 6 * one), month, where=at(C, tp) > 0.1 * one) / one",
    "mean_where": "mean(at(C, nh3n), month, at_least=3, where=at(C, codmn) > 4 * one) / one",
    "all": f"1 if all({LEFT_OUT}, month) else 2",
}
LINE = "{unit: 元, decimals: 2, rounding: half_up, round: line}"
TOTAL = LINE.replace("line", "total")


def table(seed: int, gaps: float = 0, changed: bool = False) -> str:
    """Four months of three sections, some below detection or missing; ``changed`` has other numbers at the same places."""
    draw, other = random.Random(seed), random.Random(seed + 1)
    rows = ["断面,监测时间,pH,高锰酸盐指数(mg/L),氨氮(mg/L),总磷(mg/L),流量(m3/s)"]
    for month in range(1, 5):
        for section in ("甲'~", '"乙*"""', "丙"):
            cells = []
            for low, high, limit in (
                (6.0, 9.4, ""),
                (1, 12, "0.5L"),
                (0.05, 2.2, "0.025L"),
                (0.02, 0.4, "0.01L"),
                (1, 40, ""),
            ):
                chance, value = draw.random(), draw.uniform(low, high)
                if changed and other.random() < 0.5:
                    value = other.uniform(low, high)
                odd = "--" if chance < gaps else limit if chance > 0.85 else ""
                cells.append(odd if limit and odd else f"{value:.3f}")
            rows.append(f"{section},2024-{month:02d},{','.join(cells)}")
    return "\n".join(rows) + "\n"


def odd_agreement(formula: str, per: str, money: str) -> ec.Agreement:
    """An agreement that pays by an odd formula."""
    used = BODY if "one" in formula else BODY.replace("  one: {title: 一毫克每升, unit: mg/L, value: 1}\n", "")
    rest = (
        f'rules:\n  - {{name: x, title: 甲, formula: "{formula}"}}\n'
        f"transfers:\n  - {{name: pay, title: 补偿, per: {per}, payer: downstream, payee: upstream, amount: price * x / 7}}\n"
        f"money: {money}\n"
    )
    return ec.read_agreement(HEAD + used + rest, file="a.yaml")


def settled(formula: str, per: str, money: str, text: str, gaps: str) -> ec.Settlement:
    agreement = odd_agreement(formula, per, money)
    return ec.settle(agreement, read(text, implausible="flag"), 2024, through=4, gaps=gaps)


CASES = [(name, formula, "[section, month]") for name, formula in MONTHLY.items()]
CASES += [(name, formula, "[section]") for name, formula in YEARLY.items()]


@pytest.mark.parametrize("money", [LINE, TOTAL])
@pytest.mark.parametrize("gaps", ["agreement", "skip"])
@pytest.mark.parametrize(("name", "formula", "per"), CASES, ids=[name for name, *_ in CASES])
def test_each_cell_is_as_settled_whatever_is_left_out(name: str, formula: str, per: str, gaps: str, money: str) -> None:
    made = settled(formula, per, money, table(5, gaps=0.1), gaps)
    assert list(mismatches(made, recomputed(with_wrong_caches(book_bytes(made))))) == []


@pytest.mark.parametrize("money", [LINE, TOTAL])
@pytest.mark.parametrize(("name", "formula", "per"), CASES, ids=[name for name, *_ in CASES])
def test_money_follows_other_readings(name: str, formula: str, per: str, money: str) -> None:
    made = settled(formula, per, money, table(5), "agreement")
    fresh = settled(formula, per, money, table(5, changed=True), "agreement")
    names = {each.party: made.agreement.name_of(each.party) for each in fresh.positions}
    found = recomputed(with_readings(book_bytes(made), fresh))
    assert nets(made, found) == {names[each.party]: each.net for each in fresh.positions}


def test_parties_of_the_same_english_name_are_told_apart() -> None:
    body = BODY.replace("name: 上游市", "name: 上游市, name_en: City").replace(
        """name: '下"游市?'""", "name: 下游市, name_en: city"
    )
    rest = f"transfers:\n  - {{name: pay, title: 补偿, payer: shang, payee: xia, amount: price}}\nmoney: {LINE}\n"
    head = body.replace("  one: {title: 一毫克每升, unit: mg/L, value: 1}\n", "")
    made = ec.settle(ec.read_agreement(HEAD + head + rest, file="a.yaml"), read(table(1)), 2024, through=4)
    rows = recomputed(with_wrong_caches(book_bytes(made, "en")))["Summary"]
    first = next(at for at, row in enumerate(rows) if row[0] == "party") + 1
    assert [row[:4] for row in (rows[first], rows[first + 2])] == [
        ["City", 100_000, 0, -100_000],
        ["city (xia)", 0, 100_000, 100_000],
    ]


def test_a_table_of_very_many_bands_is_asked_in_halves() -> None:
    bands = "".join(f'      - {{range: "({at}, {at + 1}]", value: {at * 3 % 17}}}\n' for at in range(90))
    tables = f"tables:\n  tiers:\n    title: 档\n    gives: 万元\n    bands:\n{bands}"
    rest = (
        "transfers:\n  - {name: pay, title: 补偿, per: [section, month], payer: downstream, payee: upstream, "
        f'amount: "bands(20 * at(C, nh3n) / one, tiers)"}}\nmoney: {LINE}\n'
    )
    head = BODY.replace("  price: {title: 单价, unit: 万元, value: 10}\n", "")
    made = ec.settle(ec.read_agreement(HEAD + head + tables + rest, file="a.yaml"), read(table(1)), 2024, through=4)
    assert list(mismatches(made, recomputed(with_wrong_caches(book_bytes(made))))) == []


@pytest.mark.parametrize("rounding", ["half_up", "half_even", "up", "down"])
@pytest.mark.parametrize(
    "amount", ["price * excess", "floor(price * excess, unit=元)", "ceil(price * excess, unit=元)"]
)
def test_amounts_that_came_to_nothing_are_rounded_as_settled_when_readings_change(amount: str, rounding: str) -> None:
    """10 万元 × (1.00025 - 1) is 25 元 and × (1.000025 - 1) is 2.50 元, with what floats have lost."""
    agreement = ec.read_agreement(
        HEAD
        + BODY.replace("decimals: standard", "decimals: unrounded").replace("[ph, codmn, nh3n, tp]", "[nh3n]")
        + f"""\
rules:
  - {{name: excess, title: 超标倍数, formula: "at(C, nh3n) / one - 1"}}
transfers:
  - {{name: pay, title: 补偿, per: [section, month], payer: downstream, payee: upstream, amount: "{amount}"}}
money: {{unit: 元, decimals: 0, rounding: {rounding}, round: line}}
""",
        file="a.yaml",
    )

    def made(*texts: str) -> ec.Settlement:
        sections = ("甲'~", '"乙*"""', "丙")
        rows = [f"{each},2024-{month:02d},{text}" for each in sections for month, text in enumerate(texts, 1)]
        readings = read("\n".join(["断面,监测时间,氨氮(mg/L)", *rows]))
        return ec.settle(agreement, readings, 2024, through=4, gaps="skip")

    settlement, fresh = made("1", "1", "1", "1"), made("1.00025", "1.000025", "1.000035", "0.999975")
    found = recomputed(with_readings(book_bytes(settlement), fresh))
    assert nets(settlement, found) == {fresh.agreement.name_of(each.party): each.net for each in fresh.positions}
