"""Money: rounding to the fen, by line and by total, limits, funds and accounts, sharing out."""

from __future__ import annotations

from fractions import Fraction

import pytest

import ecocomp as ec
from ecocomp.settlement.result import TRANSFER_COLUMNS
from tests.settlement.support import MONEY, PARTIES, SECTION, STEPS, agreement, codes, monthly, net, paid, settled

FIXED = """\
sections: {jia: {name: 甲}, yi: {name: 乙}, bing: {name: 丙}}
parameters:
  fee: {title: 定额, unit: 元, per: [section], value: {jia: JIA, yi: YI, bing: BING}}
transfers:
  - {name: fixed, title: 定额, per: [section], payer: xia, payee: shang, amount: fee}
"""


def fixed(
    *amounts: str, money: str = "unit: 元, decimals: 2, rounding: half_up, round: line", more: str = ""
) -> ec.Settlement:
    body = FIXED.replace("JIA", amounts[0]).replace("YI", amounts[1]).replace("BING", amounts[2])
    return settled(body + more, None, money=f"money: {{{money}}}\n")


@pytest.mark.parametrize(
    ("rounding", "amounts", "fens"),
    [
        ("half_up", ("0.005", "0.015", "0.0049999"), ["0.01", "0.02"]),
        ("half_up", ("-0.005", "-0.015", "-0.0049999"), ["-0.01", "-0.02"]),
        ("half_even", ("0.005", "0.015", "0.0050001"), ["0.02", "0.01"]),
        ("half_even", ("-0.005", "-0.015", "-0.0050001"), ["-0.02", "-0.01"]),
        ("up", ("0.001", "-0.001", "0.01"), ["0.01", "-0.01", "0.01"]),
        ("down", ("0.019", "-0.019", "0.009"), ["0.01", "-0.01"]),
    ],
)
def test_half_a_fen(rounding, amounts, fens):
    """Half a fen goes where the agreement says, alike in both directions; what rounds to nothing makes no line."""
    settlement = fixed(*amounts, money=f"unit: 元, decimals: 2, rounding: {rounding}, round: line")

    assert [f"{Fraction(line.signed_fen, 100):}" for line in settlement.lines] == [str(Fraction(each)) for each in fens]


def test_rounding_by_line_and_by_total():
    """A third of a yuan three times: 0.99 line by line, 1.00 on the total, the fen left over to the first."""
    body = FIXED.replace("JIA", "1").replace("YI", "1").replace("BING", "1").replace("amount: fee", "amount: fee / 3")
    by_line = settled(body, None)
    by_total = settled(body, None, money="money: {unit: 元, decimals: 2, rounding: half_up, round: total}\n")

    assert [line.fen for line in by_line.lines] == [33, 33, 33]
    assert [line.fen for line in by_total.lines] == [34, 33, 33]
    assert (str(by_line.net["shang"]), str(by_total.net["shang"])) == ("0.99", "1.00")


def test_rounding_on_the_total_of_each_pair():
    """Amounts in both directions between a pair are rounded on their sum, taken in the agreement's direction."""
    settlement = fixed("0.005", "-0.005", "0.005", money="unit: 元, decimals: 2, rounding: half_up, round: total")

    assert sum(line.signed_fen for line in settlement.lines) == 1  # 0.005 rounds to 0.01, once


def test_each_pair_has_a_total_of_its_own():
    """a pays b and c a third of a yuan twice each: 0.67 to each of them, and not 1.33 to both together."""
    body = """\
    sections: {one: {name: 一, upstream: b}, two: {name: 二, upstream: c}, three: {name: 三, upstream: b}, four: {name: 四, upstream: c}}
    parameters: {yuan: {title: 元, unit: 元, value: 1}}
    transfers: [{name: third, title: 三分之一, per: [section], payer: a, payee: upstream, amount: yuan / 3}]
    """
    parties = "parties: {a: {name: 甲市}, b: {name: 乙市}, c: {name: 丙市}}\n"
    settlement = settled(body, None, parties=parties, money=MONEY.replace("round: line", "round: total"))

    assert paid(settlement) == ["a→b 0.34 one", "a→c 0.34 two", "a→b 0.33 three", "a→c 0.33 four"]


def test_a_total_in_wan_yuan():
    """Three times 5,000 元 are 1.5 万元, which round to 2 万元: one for the first, one for the second."""
    settlement = fixed("5000", "5000", "5000", money="unit: 万元, decimals: 0, rounding: half_up, round: total")

    assert paid(settlement) == ["xia→shang 10000.00 jia", "xia→shang 10000.00 yi"]


def test_wan_yuan_with_four_decimals():
    """万元 with four decimals is whole yuan, and with none whole 万元."""
    four = fixed("12345.5", "12345.49", "-0.5", money="unit: 万元, decimals: 4, rounding: half_up, round: line")
    assert paid(four) == ["xia→shang 12346.00 jia", "xia→shang 12345.00 yi", "shang→xia 1.00 bing"]

    none = fixed("15000", "14999.99", "-5000", money="unit: 万元, decimals: 0, rounding: half_up, round: line")
    assert paid(none) == ["xia→shang 20000.00 jia", "xia→shang 10000.00 yi", "shang→xia 10000.00 bing"]


@pytest.mark.parametrize(
    ("sides", "told"),
    [
        ("upstream: shang", ["定额 在 甲 没有支付方或收取方", "定额 has no payer or payee at 甲"]),
        ("downstream: xia", ["定额 在 甲 没有支付方或收取方", "定额 has no payer or payee at 甲"]),
        (
            "upstream: xia, downstream: xia",
            ["定额 在 甲 的支付方与收取方相同", "定额 has the same payer and payee at 甲"],
        ),
    ],
)
def test_a_payment_needs_two_sides(sides, told):
    """Where a section lacks one side, or has the same on both, nobody can pay: it is refused by name and place."""
    body = f"""\
    sections: {{jia: {{name: 甲, {sides}}}, yi: {{name: 乙, upstream: shang, downstream: xia}}}}
    parameters: {{fee: {{title: 定额, unit: 元, value: 1}}}}
    transfers: [{{name: fixed, title: 定额, per: [section], payer: downstream, payee: upstream, amount: fee}}]
    """
    with pytest.raises(ec.SettlementError) as caught:
        settled(body, None)

    assert [each.message(language) for each in caught.value.problems for language in ("zh", "en")] == told


def test_an_account_of_nobody_is_no_side():
    """A section without an upstream party has no account to pay from: it is refused as any side that is missing."""
    body = """\
    sections: {jia: {name: 甲, downstream: xia}, yi: {name: 乙, upstream: shang, downstream: xia}}
    parameters: {fee: {title: 定额, unit: 元, value: 1}}
    funds: {deposits: {name: 保证金, accounts: true}}
    transfers: [{name: fixed, title: 定额, per: [section], payer: {fund: deposits, account: upstream}, payee: downstream, amount: fee}]
    """
    with pytest.raises(ec.SettlementError) as caught:
        settled(body, None)

    assert [each.message("zh") for each in caught.value.problems] == ["定额 在 甲 没有支付方或收取方"]


# -- limits -----------------------------------------------------------------------------------------------------------


def limit(direction: str = "both", at_most: str = "100", per: str = "[section]") -> str:
    return f"  most: {{title: 最高, unit: 元, value: {at_most}}}\nlimits:\n  - {{title: 封顶, clause: 第七条, of: [fixed], per: {per}, at_most: most, direction: {direction}}}\n"


def limited(amounts: tuple[str, str, str], more: str) -> ec.Settlement:
    parameter, limits = more.split("limits:")
    body = FIXED.replace("JIA", amounts[0]).replace("YI", amounts[1]).replace("BING", amounts[2])
    return settled(body.replace("transfers:", parameter + "transfers:") + "limits:" + limits, None)


@pytest.mark.parametrize(
    ("direction", "left"),
    [
        ("both", ["100.00", "-100.00", "50.00"]),
        ("forward", ["100.00", "-150.00", "50.00"]),
        ("reverse", ["250.00", "-100.00", "50.00"]),
    ],
)
def test_a_limit_by_section_in_each_direction(direction, left):
    """A cap cuts both directions, or only the one it names; the cut is a line of its own."""
    settlement = limited(("250", "-150", "50"), limit(direction))
    by_section = {}
    for line in settlement.lines:
        by_section[line.coordinate[0][1]] = by_section.get(line.coordinate[0][1], 0) + line.signed_fen

    assert [f"{fen / 100:.2f}" for fen in by_section.values()] == left
    assert all(line.clause == "第七条" for line in settlement.lines if line.limit)
    assert [code for code in codes(settlement.problems) if code == "bit"] == ["bit"] * len(settlement.bites)


def test_a_limit_that_bit_is_told_with_who_pays():
    """Forth and back: the note names payer and payee the way round in which the money goes."""
    settlement = limited(("250", "-150", "50"), limit(at_most="100"))
    told = [each.line("zh") for each in settlement.problems if each.code == "settlement.bit"]

    assert told == [
        "封顶“封顶”生效：甲，下游市 付给 上游市 的 250.00 元减为 100.00 元",
        "封顶“封顶”生效：乙，上游市 付给 下游市 的 150.00 元减为 100.00 元",
    ]


def test_a_limit_on_what_a_pair_pays_in_all():
    """A cap without axes holds for the sum between two parties, both directions set off."""
    settlement = limited(("250", "-50", "0.01"), limit(per="[year]", at_most="100.005"))

    assert net(settlement) == {"shang": "100.00", "xia": "-100.00"}  # a cap finer than a fen allows the fen below it
    (bite,) = settlement.bites
    assert (bite.before_fen, bite.after_fen) == (20001, 10000)
    assert [str(line.exact) for line in settlement.lines if line.limit] == ["-10001/100"]


def test_an_amount_exactly_at_the_limit_is_not_cut():
    """A cap that is just reached does not bite."""
    assert limited(("100", "-100", "100"), limit()).bites == ()


def test_a_cap_of_nothing():
    """A cap of 0 leaves nothing to pay."""
    settlement = limited(("250", "-150", "50"), limit(at_most="0"))

    assert net(settlement) == {}
    assert len(settlement.bites) == 3


def test_a_negative_cap_is_refused():
    """A cap below zero is no cap."""
    with pytest.raises(ec.SettlementError, match="封顶"):
        limited(("250", "-150", "50"), limit(at_most="-1"))


def test_a_finer_limit_then_a_coarser_one():
    """Months are capped first, and what is left of them by the year."""
    body = STEPS + "  month_cap: {title: 月, unit: 元, value: 80}\n  year_cap: {title: 年, unit: 元, value: 500}\n"
    body += "limits:\n  - {title: 月封顶, of: [monthly], per: [section, month], at_most: month_cap}\n"
    body += "  - {title: 年封顶, of: [monthly], per: [section, year], at_most: year_cap}\n"
    settlement = settled(body, monthly({"甲": "0.5"}))

    assert net(settlement) == {"shang": "500.00", "xia": "-500.00"}
    assert [(bite.before_fen, bite.after_fen) for bite in settlement.bites] == [(10000, 8000)] * 12 + [(96000, 50000)]


def test_a_limit_counts_transfers_written_the_other_way_round():
    """Two transfers of one pair in opposite directions are set off before the cap is held to them."""
    body = """\
    parameters:
      one: {title: 一, unit: 元, value: 300}
      two: {title: 二, unit: 元, value: 120}
    transfers:
      - {name: there, title: 去, payer: xia, payee: shang, amount: one}
      - {name: back, title: 回, payer: shang, payee: xia, amount: two}
    limits: [{title: 封顶, of: [there, back], at_most: one / 2}]
    """
    assert net(settled(body, None)) == {"shang": "150.00", "xia": "-150.00"}


# -- funds ------------------------------------------------------------------------------------------------------------

POOL = f"""\
{SECTION}
parameters:
  share: {{title: 出资, unit: 万元, per: [party], value: {{shang: 100, xia: 200}}}}
  good: {{title: 是否达标, value: true}}
rules:
  - {{name: pool, title: 资金总额, formula: "sum(share, party)"}}
funds:
  fund: {{name: 补偿资金}}
transfers:
  - {{name: into, title: 出资, per: [party], payer: party, payee: fund, amount: share}}
  - {{name: out, title: 拨付, payer: fund, payee: shang, amount: pool if good else 0}}
  - {{name: back, title: 退回, payer: fund, payee: xia, amount: 0 if good else pool}}
"""


def test_a_pool_that_is_paid_out():
    """What all pay into a pool goes to the upstream city, and the pool closes at nothing."""
    settlement = settled(POOL, None)

    assert net(settlement) == {"shang": "2000000.00", "xia": "-2000000.00"}
    (fund,) = settlement.funds
    assert (fund.opening, fund.received, fund.paid, fund.closing) == (0, 300_000_000, 300_000_000, 0)


def test_a_pool_with_an_opening_balance_and_an_overdraft():
    """An opening balance is carried along; a fund that pays out more than it has is told."""
    opened = settled(POOL.replace("name: 补偿资金", 'name: 补偿资金, opening: "at(share, xia) / 2"'), None)
    assert opened.funds[0].closing == 100_000_000

    body = POOL.replace("amount: pool if good else 0", "amount: 2 * pool")
    body = body.replace(
        "  - {name: back, title: 退回, payer: fund, payee: xia, amount: 0 if good else pool}\n", ""
    ).replace("  good: {title: 是否达标, value: true}\n", "")
    overdrawn = settled(body, None)
    assert overdrawn.funds[0].closing == -300_000_000
    assert codes(overdrawn.problems) == ["overdrawn"]
    assert overdrawn.problems[0].message("zh") == "补偿资金透支 3,000,000.00 元，须补足"
    assert "3,000,000.00" in overdrawn.problems[0].message("en")


def test_deposits_by_party():
    """Deposits are kept by party: each account has its own opening balance and movements."""
    body = f"""\
    {SECTION}\
parameters:
      deposit: {{title: 保证金, unit: 万元, per: [party], value: {{shang: 100, xia: 50}}}}
      fine: {{title: 扣缴, unit: 万元, value: 60}}
    funds: {{deposits: {{name: 保证金, accounts: true, opening: deposit}}}}
    transfers:
      - {{name: fine_of, title: 扣缴, payer: {{fund: deposits, account: shang}}, payee: xia, amount: fine}}
      - {{name: top_up, title: 补足, per: [party], payer: party, payee: {{fund: deposits, account: party}}, amount: fine / 6}}
    """.replace(SECTION, "")
    settlement = settled(body, None)

    assert {each.holder.account: (each.opening, each.closing) for each in settlement.funds} == {
        "shang": (100_000_000, 50_000_000),
        "xia": (50_000_000, 60_000_000),
    }
    assert net(settlement) == {"shang": "-100000.00", "xia": "500000.00"}


def test_an_opening_balance_that_cannot_be_worked_out():
    """A balance that has no value stops the settlement; it is never taken as nothing."""
    body = POOL.replace("name: 补偿资金", 'name: 补偿资金, opening: "pool / 0"')
    with pytest.raises(ec.SettlementError, match="补偿资金"):
        settled(body, None)

    provisional = settled(body, None, gaps="skip")
    assert "opening_absent" in codes(provisional.problems)


@pytest.mark.parametrize(
    ("weights", "fens"),
    [("1, 1, 1", ["33.34", "33.33", "33.33"]), ("1, 2, 0", ["33.33", "66.67"]), ("0, 0, 7", ["100.00"])],
)
def test_sharing_out_to_the_last_fen(weights, fens):
    """A sum shared out by weight adds up to itself; the fen left over goes to the largest remainder, first named first."""
    one, two, three = weights.split(", ")
    body = f"""\
    parameters:
      pot: {{title: 总额, unit: 元, value: 100}}
      weight: {{title: 权重, per: [party], value: {{a: {one}, b: {two}, c: {three}, d: 0}}}}
    transfers: [{{name: out, title: 分配, per: [party], payer: d, payee: party, amount: "allocate(pot, weight, party)"}}]
    """
    parties = "parties: {a: {name: 甲}, b: {name: 乙}, c: {name: 丙}, d: {name: 丁}}\n"
    settlement = settled(body, None, parties=parties)

    assert [str(each) for each in settlement.transfers["amount"]] == fens
    assert str(settlement.net["d"]) == "-100.00"


def test_values_by_id_and_by_name():
    """Results are asked for by id or by name; what does not exist is refused."""
    settlement = settled(STEPS, monthly({"甲": "0.5"}), through=1)

    assert str(settlement.net_yuan("上游市")) == str(settlement.net_yuan("shang")) == "100.00"
    assert (
        settlement.value("amount", section="甲", month=1)
        == settlement.value("amount", section="jia", month="2024-1")
        == 100
    )
    assert settlement.value("monthly", section="甲", month=1) == 100
    for name, where in (
        ("amunt", {}),
        ("amount", {"section": "乙"}),
        ("amount", {"month": 13}),
        ("amount", {"party": "shang"}),
        ("price", {"month": 1}),
    ):
        with pytest.raises(ec.RequestError):
            settlement.value(name, **where)


def test_tables_of_a_settlement_without_lines():
    """A settlement in which nobody pays has tables too."""
    settlement = settled(STEPS, monthly({"甲": "1.0"}))

    assert settlement.lines == ()
    assert list(settlement.transfers["amount"]) == []
    assert list(settlement.transfers.columns) == list(TRANSFER_COLUMNS)
    assert net(settlement) == {}
    assert settlement.pairs == ()


def test_settlements_equal_only_what_says_the_same():
    """Equal agreement, period and lines make equal settlements; other money makes others."""
    one, two = (settled(STEPS, monthly({"甲": "0.5"})) for _ in range(2))
    other = ec.settle(agreement(STEPS, parties=PARTIES), one.readings, 2024, through=3)

    assert one == two
    assert hash(one) == hash(two)
    assert one != other
    assert one != "one"


TWO_PAYEES = """\
parameters:
  fee: {title: 补偿, unit: 元, per: [party], value: {a: 300, b: 100, c: 0}}
  most: {title: 最高, unit: 元, per: [party], value: {a: 250, b: 250, c: 200}}
transfers:
  - {name: pay, title: 补偿, per: [party], payer: c, payee: party, amount: fee}
limits:
  - {title: 封顶, clause: 第九条, of: [pay], at_most: most, by: BY}
"""
THREE = "parties: {a: {name: 甲市}, b: {name: 乙市}, c: {name: 丙市}}\n"


@pytest.mark.parametrize(
    ("by", "amounts"),
    [
        ("payer", {"a": "150.00", "b": "50.00", "c": "-200.00"}),  # 400 to 200, each in proportion
        ("payee", {"a": "250.00", "b": "100.00", "c": "-350.00"}),
    ],
)
def test_a_limit_on_what_one_party_pays_or_gets_in_all(by, amounts):
    """A cap by payer or payee holds for all it pays or gets, with a cap of its own for each party."""
    settlement = settled(TWO_PAYEES.replace("BY", by), None, parties=THREE)

    assert net(settlement) == amounts
    for line in settlement.lines:
        derivation = settlement.explain(line)
        assert derivation.value == line.fen
        assert derivation.text("zh")
        assert derivation.text("en")
    cut = settlement.explain(settlement.lines[-1])
    assert cut.filled[0] == {"payer": "200 元", "payee": "250 元"}[by]


def test_a_limit_by_payer_cuts_to_the_last_fen():
    """What is cut is shared among the payees so that the cap is met exactly."""
    body = TWO_PAYEES.replace("BY", "payer").replace("a: 300, b: 100", "a: 1, b: 2").replace("c: 200", "c: 1")
    settlement = settled(body, None, parties=THREE)

    assert net(settlement) == {"a": "0.33", "b": "0.67", "c": "-1.00"}


# -- limits that meet ---------------------------------------------------------------------------------------------------

AMOUNTS = {"small": 10, "large": 100, "first": 60, "second": 30}


def two_limits(limits: str, transfers: str = "") -> str:
    transfers = transfers or (
        "transfers:\n"
        "  - {name: a, title: 甲, payer: xia, payee: shang, amount: small}\n"
        "  - {name: b, title: 乙, payer: xia, payee: shang, amount: large}\n"
    )
    used = {name: value for name, value in AMOUNTS.items() if name in limits + transfers}
    lines = [f"  {name}: {{title: {name}, unit: 元, value: {value}}}\n" for name, value in used.items()]
    return f"parameters:\n{''.join(lines)}{transfers}limits:\n{limits}"


@pytest.mark.parametrize(("later", "left"), [("a", "60.00"), ("b", "35.45")])
def test_a_later_limit_sees_what_an_earlier_one_left_of_each_transfer(later, left):
    """10 and 100 are cut to 60 in proportion, 5.45 and 54.55; a cap of 30 on the second alone then cuts 24.55 more."""
    limits = "  - {title: 合计, of: [a, b], at_most: first}\n"
    limits += f"  - {{title: 单项, of: [{later}], at_most: second}}\n"
    settlement = settled(two_limits(limits), None)

    assert net(settlement)["shang"] == left
    assert all(line.turned for line in settlement.lines if line.limit)


BOTH_WAYS = (
    "transfers:\n"
    "  - {name: a, title: 甲, payer: xia, payee: shang, amount: small}\n"
    "  - {name: b, title: 乙, payer: shang, payee: xia, amount: large}\n"
)


@pytest.mark.parametrize("order", [1, -1])
def test_a_cap_per_payer_does_not_depend_on_the_order_of_transfers(order):
    """10 one way and 100 the other leave 90 to pay for shang, whose cap of 60 cuts 30, whoever is written first."""
    head, *items = BOTH_WAYS.splitlines(keepends=True)
    transfers = head + "".join(items[::order])
    limits = "  - {title: 每方封顶, of: [a, b], by: payer, at_most: first}\n"

    assert net(settled(two_limits(limits, transfers), None)) == {"shang": "-60.00", "xia": "60.00"}


def test_caps_that_contradict_each_other_are_refused():
    """A cap on the sum of both ways holds at 90 to 60; a cap of nothing on one way would lift the sum again."""
    limits = "  - {title: 合计, of: [a, b], at_most: second}\n  - {title: 单项, of: [a], at_most: small - small}\n"
    with pytest.raises(ec.SettlementError) as caught:
        settled(two_limits(limits, BOTH_WAYS), None)

    (found,) = caught.value.problems
    assert (found.code, found.details["limit"]) == ("settlement.caps_contradict", ("合计", "合计"))


def test_all_caps_that_contradict_others_are_told_at_once():
    """90 is cut to 30, below both sums; without the 10 of the other way 40 are left, above both."""
    limits = "  - {title: 合计, of: [a, b], at_most: second}\n  - {title: 总计, of: [a, b], at_most: second}\n"
    limits += "  - {title: 单项, of: [a], at_most: small - small}\n"
    with pytest.raises(ec.SettlementError) as caught:
        settled(two_limits(limits, BOTH_WAYS), None)

    assert [each.details["limit"] for each in caught.value.problems] == [("合计", "合计"), ("总计", "总计")]


def test_a_cap_per_payer_or_payee_has_no_direction():
    """Each pair is set off first, so that a direction would say nothing."""
    limits = "  - {title: 每方封顶, of: [a], by: payer, direction: forward, at_most: first}\n"
    with pytest.raises(ec.AgreementError, match="by: pair"):
        settled(two_limits(limits), None)


def test_a_cap_per_payer_cuts_what_is_left_after_setting_off():
    """xia pays shang 10 - 3 and tu 20: 27 net, cut to 9 in the proportion of 7 to 20, and nobody's payment turns round."""
    body = """\
parameters:
  ten: {title: 十, unit: 元, value: 10}
  three: {title: 三, unit: 元, value: 3}
  twenty: {title: 二十, unit: 元, value: 20}
  nine: {title: 九, unit: 元, value: 9}
transfers:
  - {name: a, title: 甲, payer: xia, payee: shang, amount: ten}
  - {name: b, title: 乙, payer: shang, payee: xia, amount: three}
  - {name: c, title: 丙, payer: xia, payee: tu, amount: twenty}
limits: [{title: 每方封顶, of: [a, b, c], by: payer, at_most: nine}]
"""
    parties = "parties: {shang: {name: 上游}, xia: {name: 下游}, tu: {name: 第三方}}\n"
    settlement = settled(body, None, parties=parties)

    assert net(settlement) == {"shang": "2.33", "xia": "-9.00", "tu": "6.67"}


ADVANCE = """\
parameters:
  size: {title: 规模, unit: 元, value: 300}
  part: {title: 预拨比例, value: 30}
  key: {title: 比例, unit: "%", per: [party], value: {shang: 50, xia: 50}}
inputs:
  carried: {title: 上年结余, unit: 元, default: 0}
rules:
  - {name: advance, title: 预拨额, formula: "allocate(size * part, key, party)"}
  - {name: due, title: 应得额, formula: "allocate(size + carried, key, party)"}
funds:
  pool: {name: 资金池}
transfers:
  - {name: paid_in, title: 出资, per: [party], payer: party, payee: pool, amount: size / 2}
  - {name: ahead, title: 预拨, per: [party], payer: pool, payee: party, amount: advance}
  - {name: rest, title: 清算, per: [party], payer: pool, payee: party, amount: due - advance}
"""


def warned(settlement):
    return [each.code for each in settlement.problems if each.severity == "warning"]


def test_a_fund_that_advances_more_than_it_has_is_warned_of():
    """An advance of thirty times the pool, for want of a percent sign, is told though the true-up takes it back."""
    assert warned(settled(ADVANCE, None)) == ["settlement.paid_beyond"]
    assert warned(settled(ADVANCE.replace("value: 30}", 'value: 30, unit: "%"}'), None)) == []


def test_a_fund_that_settles_both_ways_by_one_transfer_needs_no_balance():
    """What one party is fined pays what another gets by the same transfer."""
    body = """\
parameters:
  due: {title: 奖罚, unit: 元, per: [party], value: {shang: 100, xia: -100}}
funds: {pool: {name: 资金池}}
transfers:
  - {name: both, title: 奖罚, per: [party], payer: pool, payee: party, amount: due}
"""

    assert warned(settled(body, None)) == []


def test_a_negative_total_that_is_shared_out_is_warned_of():
    """A balance carried over that is below zero by more than the pool makes those who should be paid pay."""
    settlement = settled(ADVANCE.replace("value: 30}", 'value: 30, unit: "%"}'), None, inputs={"carried": -1000})

    (found,) = [each for each in settlement.problems if each.code == "settlement.negative_total"]
    assert found.details["title"][0] == "应得额"
    assert found.details["amount"] == "-700.00"


def test_nothing_is_shared_among_nobody():
    """Of 0 元 everybody has 0 元 where no weight counts; a sum that is there has no owner then."""
    body = """\
parameters:
  total: {title: 总额, unit: 元, value: TOTAL}
  weight: {title: 权重, per: [party], value: {shang: 0, xia: 0}}
funds: {pool: {name: 资金池, opening: total}}
transfers:
  - {name: share, title: 分配, per: [party], payer: pool, payee: party, amount: "allocate(total, weight, party)"}
"""

    assert not settled(body.replace("TOTAL", "0"), None).lines
    with pytest.raises(ec.SettlementError) as caught:
        settled(body.replace("TOTAL", "5"), None)
    assert [each.code for each in caught.value.problems][-1] == "settlement.refused_formula"
    assert "数据" not in caught.value.problems[0].line("zh")


def test_a_floor_above_the_cap_is_no_lack_of_data():
    """``clip`` with its ends the wrong way round says so, and does not ask for data."""
    body = """\
parameters:
  least: {title: 保底, unit: 元, value: 9}
  most: {title: 封顶, unit: 元, value: 5}
transfers:
  - {name: share, title: 补偿, payer: xia, payee: shang, amount: "clip(least, least, most)"}
"""
    with pytest.raises(ec.SettlementError) as caught:
        settled(body, None)

    assert [each.code for each in caught.value.problems] == ["settlement.refused_alone", "settlement.refused_formula"]


TOO_LARGE = """\
    parameters: {fee: {title: 定额, unit: 元, value: 1000000000}}
    funds: {pool: {name: 资金池, opening: fee * PAST}}
    transfers: [{name: fixed, title: 补助, payer: shang, payee: xia, amount: fee * PAST}]
    """


def test_amounts_and_balances_of_too_many_digits_are_refused():
    """A milliard times 10^30 has 40 digits and can be recorded; ten times that is a slip in the formula."""
    most = "1" + "0" * 15 + " * 1" + "0" * 15
    found = settled(TOO_LARGE.replace("PAST", most), None)
    assert [line.fen for line in found.lines] == [10**41]
    assert found.record.settlement.lines == found.lines

    with pytest.raises(ec.SettlementError) as caught:
        settled(TOO_LARGE.replace("PAST", f"{most} * 10"), None)
    assert sorted(each.message("zh") for each in caught.value.problems) == [
        "补助（2024年度）的金额整数部分有 41 位，最多 40 位；请核对公式和单位",
        "资金池（2024年度）的金额整数部分有 41 位，最多 40 位；请核对公式和单位",
    ]
