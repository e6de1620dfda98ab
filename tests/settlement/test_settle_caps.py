"""Caps in detail: of whom a cap holds, in which order odd fen are cut, what cutting lines say, caps that are none."""

from __future__ import annotations

import pytest

import ecocomp as ec
from tests.settlement.support import agreement_text, net, settled

#: 10 one way and 40 the other, so that xia owes shang nothing and shang 30 to xia; tu gets 5 from each.
FOUR = """\
parameters:
  ten: {title: 十, unit: 元, value: 10}
  forty: {title: 四十, unit: 元, value: 40}
  five: {title: 五, unit: 元, value: 5}
  most: {title: 最高, unit: 元, clause: 第八条, status: reported, per: [party], value: {shang: 28, xia: 3, tu: 0}}
transfers:
  - {name: a, title: 甲, clause: 第一条, payer: xia, payee: shang, amount: ten}
  - {name: b, title: 乙, clause: 第二条, payer: shang, payee: xia, amount: forty}
  - {name: c, title: 丙, clause: 第三条, payer: shang, payee: tu, amount: five}
  - {name: d, title: 丁, clause: 第四条, payer: xia, payee: tu, amount: five}
limits: [{title: 每方封顶, of: [a, b, c, d], by: payer, at_most: most}]
"""
THREE = "parties: {shang: {name: 上游}, xia: {name: 下游}, tu: {name: 第三方}}\n"


def test_a_cap_per_payer_holds_for_who_pays_after_setting_off():
    """shang pays 30 and 5, together 35 and at most 28: 24 and 4 are left; xia pays tu 5 and at most 3."""
    settlement = settled(FOUR, None, parties=THREE)

    assert {party: str(amount) for party, amount in settlement.net.items()} == {
        "shang": "-28.00",
        "xia": "21.00",
        "tu": "7.00",
    }
    assert [(str(each.payer), str(each.payee), each.before_fen, each.after_fen) for each in settlement.bites] == [
        ("shang", "xia", 3000, 2400),
        ("shang", "tu", 500, 400),
        ("xia", "tu", 500, 300),
    ]


def test_a_cutting_line_says_what_it_cuts_and_on_what_ground():
    """It has the title of the cap, and clause and status of the terms that the cap is worked out from."""
    settlement = settled(FOUR, None, parties=THREE)
    cuts = [line for line in settlement.lines if line.limit]

    assert {(line.title, line.limit, line.clause, line.status) for line in cuts} == {
        ("每方封顶", "每方封顶", "第八条", "reported")
    }
    assert {each.clause for each in settlement.bites} == {"第八条"}


FUND = """\
parameters:
  due: {title: 应付, unit: 元, per: [party], value: {shang: 30, xia: 10}}
  most: {title: 最高, unit: 元, VALUE}
funds: {pool: {name: 资金池}}
transfers: [{name: out, title: 拨付, per: [party], payer: pool, payee: party, amount: due}]
limits: [{title: 总额封顶, of: [out], by: payer, at_most: most}]
"""


def test_what_a_fund_pays_may_be_capped():
    """A fund that pays 30 and 10 and may pay 20 pays 15 and 5."""
    assert net(settled(FUND.replace("VALUE", "value: 20"), None)) == {"shang": "15.00", "xia": "5.00"}


BACK = """\
parameters:
  due: {title: 应付, unit: 元, value: 10}
  back: {title: 退回, unit: 元, value: BACK}
  most: {title: 最高, unit: 元, per: [party], value: {shang: 3, xia: 3}}
funds: {pool: {name: 资金池}}
transfers:
  - {name: out, title: 拨付, payer: pool, payee: shang, amount: due}
  - {name: back_in, title: 退回, payer: shang, payee: pool, amount: back}
limits: [{title: 总额封顶, of: [out, back_in], by: payer, at_most: most}]
"""


@pytest.mark.parametrize(("back", "left"), [("10", {}), ("12", {"shang": "-2.00"}), ("15", {"shang": "-3.00"})])
def test_who_pays_nothing_after_setting_off_needs_no_cap(back, left):
    """10 from the fund and 10 back: the fund, for which no cap is stated, pays nothing; of 15 back 5 are cut to 3."""
    assert net(settled(BACK.replace("BACK", back), None)) == left


@pytest.mark.parametrize("by", ["payer", "payee"])
def test_whoever_is_written_first_a_pair_that_is_even_needs_no_cap(by):
    """Nor is a cap asked for who would get what goes back."""
    assert net(settled(BACK.replace("BACK", "10").replace("by: payer", f"by: {by}"), None)) == {}


EVEN = """\
parameters:
  there: {title: 去, unit: 元, value: THERE}
  ten: {title: 十, unit: 元, value: 10}
  most: {title: 最高, unit: 元, per: [party], value: {shang: 0, xia: 5, tu: 5}}
transfers:
  - {name: a, title: 甲, payer: shang, payee: xia, amount: there}
  - {name: b, title: 乙, payer: xia, payee: shang, amount: ten}
  - {name: c, title: 丙, payer: tu, payee: xia, amount: ten}
limits: [{title: 每方封顶, of: [a, b, c], by: payer, at_most: most}]
"""


@pytest.mark.parametrize("there", ["10", "10.01"])
def test_even_or_one_fen_off(there):
    """shang may pay nothing, so that the one fen it owes is cut; tu pays 5 of 10, whether or not the first two are even."""
    assert net(settled(EVEN.replace("THERE", there), None, parties=THREE)) == {"xia": "5.00", "tu": "-5.00"}


def refused(body: str) -> list[str]:
    with pytest.raises(ec.SettlementError) as caught:
        settled(body, None)
    return [each.message(language) for each in caught.value.problems for language in ("zh", "en")]


def test_a_cap_by_party_says_nothing_of_a_fund():
    """A fund has no cap in a table of the parties, whether it pays all that is paid or what is left after setting off."""
    assert refused(BACK.replace("BACK", "9"))[0] == "封顶“总额封顶”按缔约方规定，而 pool 不是缔约方"
    assert refused(FUND.replace("VALUE", "per: [party], value: {shang: 20, xia: 20}")) == [
        "封顶“总额封顶”按缔约方规定，而 pool 不是缔约方",
        "the limit '总额封顶' is set per party, and pool is none",
    ]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (
            "most * (most / (most - most))",
            ["封顶“总额封顶”的金额无法计算：除数为零", "the limit '总额封顶' cannot be worked out: division by zero"],
        ),
        ("0 - most", ["封顶“总额封顶”的金额为负", "the limit '总额封顶' is negative"]),
    ],
)
def test_a_cap_without_a_value_or_below_nothing_is_refused_by_name(value, told):
    """The refusal names the cap, and why it has no value."""
    body = FUND.replace("VALUE", "value: 20").replace("at_most: most", f"at_most: {value}")

    assert refused(body) == told


def test_a_cap_that_cannot_be_worked_out_is_told_at_its_line():
    """A third of a fen is no sum to share out: the message stands at ``at_most`` of the limit."""
    body = FUND.replace("VALUE", "value: 0.01").replace("by: payer", "by: payee")
    body = body.replace("at_most: most", 'at_most: "allocate(most / 3, due, party)"')
    with pytest.raises(ec.SettlementError) as caught:
        settled(body, None)

    (found,) = caught.value.problems
    lines = agreement_text(body).splitlines()
    assert "at_most" in lines[found.place.line - 1]


ODD = """\
parameters:
  fee: {title: 定额, unit: 元, value: 0.02}
  most: {title: 最高, unit: 元, value: 0.03}
PLACE
transfers:
  - {name: one, title: 一, payer: FIRST, payee: pool, amount: fee}
  - {name: two, title: 二, payer: SECOND, payee: pool, amount: fee}
limits: [{title: 封顶, of: [one, two], by: payee, at_most: most}]
"""


@pytest.mark.parametrize(("first", "second"), [("zhang", "an"), ("an", "zhang")])
def test_an_odd_fen_is_cut_from_who_stands_first_in_the_file(first, second):
    """2 and 2 fen are cut to 3: zhang, named first among the parties, is relieved, whichever transfer is first."""
    body = ODD.replace("PLACE", "funds: {pool: {name: 资金池}}").replace("FIRST", first).replace("SECOND", second)
    parties = "parties: {zhang: {name: 张市}, an: {name: 安市}}\n"

    assert net(settled(body, None, parties=parties)) == {"zhang": "-0.01", "an": "-0.02"}


@pytest.mark.parametrize(("first", "second"), [("zhang", "an"), ("an", "zhang")])
def test_an_odd_fen_is_cut_from_the_account_of_who_stands_first(first, second):
    """So it is among the accounts of one fund, which pay a third party."""
    body = ODD.replace("PLACE", 'funds: {deposits: {name: 保证金, accounts: true, opening: "fee"}}')
    body = body.replace("payee: pool", "payee: tu")
    for word, party in (("FIRST", first), ("SECOND", second)):
        body = body.replace(word, f"{{fund: deposits, account: {party}}}")
    parties = "parties: {zhang: {name: 张市}, an: {name: 安市}, tu: {name: 第三方}}\n"
    settlement = settled(body, None, parties=parties)

    assert {each.holder.account: each.closing for each in settlement.funds if each.holder.account != "tu"} == {
        "zhang": 1,
        "an": 0,
    }
