"""The balance: what is owed, paid and left by pair, year and party; deadlines, offsets across years, what is prepaid."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

import ecocomp as ec
from ecocomp.money import yuan_text
from ecocomp.payments.owed import OwedYear, owed_by
from ecocomp.payments.result import Balance
from tests.payments.support import AGREEMENT, BODY, file, paid, settled
from tests.settlement.support import agreement, agreement_text

LATE = "2026-12-31"


def balanced(rows: str, *settlements: ec.Settlement, on: str = LATE) -> Balance:
    return ec.balance(settlements, paid(rows), on=on)


def items(balance: Balance) -> list[str]:
    """What is left of each debt, in short: year, deadline, from whom to whom, owed and excess, covered by what, left."""
    return [
        f"{each.year} {each.deadline or '—'} {each.payer}→{each.payee} {yuan_text(each.owed + each.excess)}"
        f" −{yuan_text(each.paid)} −{yuan_text(each.offset)} −{yuan_text(each.unassigned)} ={yuan_text(each.left)}"
        f"{' !' if each.overdue else ''}"
        for each in balance.items
    ]


def offsets(balance: Balance) -> list[tuple[str, str, int, int, str, bool]]:
    return [
        (each.payer.id, each.payee.id, each.year, each.against, yuan_text(each.fen), each.overpaid)
        for each in balance.offsets
    ]


def prepaid(balance: Balance) -> list[tuple[str, int | None, str]]:
    return [(each.payer.id, each.year, yuan_text(each.fen)) for each in balance.prepaid]


def pair(balance: Balance) -> tuple[str, ...]:
    """The one pair: owed, paid, prepaid, left, overdue, and since when."""
    (only,) = balance.pairs
    return (*map(yuan_text, (only.owed, only.paid, only.prepaid, only.left, only.overdue)), str(only.since))


def test_what_was_not_paid_is_left_and_overdue_the_day_after_its_deadline():
    in_time, late = (balanced("", settled(2024, rest=100), on=day) for day in ("2025-03-31", "2025-04-01"))

    assert pair(in_time) == ("100.00", "0.00", "0.00", "100.00", "0.00", "None")
    assert pair(late) == ("100.00", "0.00", "0.00", "100.00", "100.00", "2025-03-31")


def test_payments_cover_the_earliest_deadline_of_their_year_first():
    balance = balanced("2024-05-20,xia,shang,50,,2024,,\n", settled(2024, rest=100, advance=40, other=7))

    assert items(balance) == [
        "2024 2024-04-30 xia→shang 40.00 −40.00 −0.00 −0.00 =0.00",
        "2024 2025-03-31 xia→shang 100.00 −10.00 −0.00 −0.00 =90.00 !",
        "2024 — xia→shang 7.00 −0.00 −0.00 −0.00 =7.00",
    ]


def test_a_negative_amount_is_set_off_within_its_deadline_and_then_against_the_earliest():
    # the final settlement takes 30 of the advance back: 70 remain of what was due in April
    taken_back = balanced("", settled(2024, advance=100, rest=-30))

    assert items(taken_back) == ["2024 2024-04-30 xia→shang 70.00 −0.00 −0.00 −0.00 =70.00 !"]


def test_what_was_overpaid_for_a_year_counts_toward_the_next_and_is_listed():
    balance = balanced("2024-03-01,xia,shang,120,,2023,,\n", settled(2023, rest=100), settled(2024, rest=50))

    assert offsets(balance) == [("xia", "shang", 2024, 2023, "20.00", True)]
    assert pair(balance) == ("150.00", "120.00", "0.00", "30.00", "30.00", "2025-03-31")
    assert items(balance) == [
        "2023 2024-03-31 xia→shang 100.00 −100.00 −0.00 −0.00 =0.00",
        "2023 — shang→xia 20.00 −0.00 −20.00 −0.00 =0.00",
        "2024 2025-03-31 xia→shang 50.00 −0.00 −20.00 −0.00 =30.00 !",
    ]


def test_what_was_overpaid_for_a_later_year_counts_toward_an_older_debt():
    balance = balanced("2025-03-01,xia,shang,70,,2024,,\n", settled(2023, rest=100), settled(2024, rest=50))

    assert offsets(balance) == [("xia", "shang", 2023, 2024, "20.00", True)]


def test_what_two_years_owe_each_way_is_set_off_and_listed():
    balance = balanced("", settled(2023, rest=100), settled(2024, rest=-30))

    assert offsets(balance) == [("shang", "xia", 2024, 2023, "30.00", False)]
    assert pair(balance)[:4] == ("70.00", "0.00", "0.00", "70.00")


def test_an_overpayment_that_nothing_follows_is_to_be_given_back():
    balance = balanced("2024-03-01,xia,shang,120,,2023,,\n", settled(2023, rest=100))

    assert pair(balance) == ("100.00", "120.00", "0.00", "-20.00", "0.00", "None")
    assert [(each.holder.id, each.to_pay, each.to_receive) for each in balance.parties] == [
        ("shang", 2000, 0),
        ("xia", 0, 2000),
    ]


def test_a_refund_opens_what_was_covered_again():
    balance = balanced(
        "2024-03-01,xia,shang,100,,2023,,\n2024-05-01,shang,xia,30,退回,2023,,\n", settled(2023, rest=100)
    )

    assert items(balance) == ["2023 2024-03-31 xia→shang 100.00 −70.00 −0.00 −0.00 =30.00 !"]


def test_payments_that_name_no_year_cover_the_oldest_debt_first_and_the_rest_is_prepaid():
    balance = balanced("2024-03-01,xia,shang,130,,,,\n", settled(2023, rest=100), settled(2024, advance=20))

    assert items(balance) == [
        "2023 2024-03-31 xia→shang 100.00 −0.00 −0.00 −100.00 =0.00",
        "2024 2024-04-30 xia→shang 20.00 −0.00 −0.00 −20.00 =0.00",
    ]
    assert prepaid(balance) == [("xia", None, "10.00")]
    assert pair(balance) == ("120.00", "130.00", "10.00", "0.00", "0.00", "None")


def test_the_oldest_debt_is_that_of_the_earliest_deadline_whatever_its_year():
    balance = balanced("2025-01-01,xia,shang,20,,,,\n", settled(2023, rest=100), settled(2024, advance=20))
    older = balanced("2025-01-01,xia,shang,20,,,,\n", settled(2024, rest=100), settled(2025, advance=20))

    assert [each.unassigned for each in balance.items] == [2000, 0]
    assert [each.unassigned for each in older.items] == [2000, 0]
    assert [str(each.deadline) for each in older.items] == ["2025-03-31", "2025-04-30"]


def test_an_advance_for_a_year_not_settled_stays_prepaid_and_covers_no_other_year():
    balance = balanced("2025-02-01,xia,shang,60,预拨,2025,,\n", settled(2024, rest=100))

    assert prepaid(balance) == [("xia", 2025, "60.00")]
    assert pair(balance) == ("100.00", "60.00", "60.00", "100.00", "100.00", "2025-03-31")
    assert balance.problems == ()


def test_once_the_year_is_settled_its_advance_covers_it():
    rows = "2025-02-01,xia,shang,60,预拨,2025,,\n"
    balance = balanced(rows, settled(2025, rest=100))

    assert items(balance) == ["2025 2026-03-31 xia→shang 100.00 −60.00 −0.00 −0.00 =40.00 !"]


def test_deposits_go_into_the_account_of_the_party():
    balance = balanced("2024-01-05,xia,保证金:下游市,80,保证金,2024,,\n", settled(2024, deposit=100))

    assert [(str(each.payer), str(each.payee), each.left) for each in balance.pairs] == [("xia", "deposits:xia", 2000)]
    assert [(str(each.holder), each.received, each.to_receive) for each in balance.parties] == [
        ("shang", 0, 0),
        ("xia", 0, 0),
        ("deposits:xia", 8000, 2000),
    ]


def test_payments_after_the_day_of_the_balance_are_left_out_and_told():
    balance = balanced("2025-05-01,xia,shang,100,,2024,,\n", settled(2024, rest=100), on="2025-04-30")

    assert pair(balance)[3:] == ("100.00", "100.00", "2025-03-31")
    assert [(each.code, each.details["count"]) for each in balance.problems] == [("payments.later", 1)]
    assert [each.place.line for each in balance.later] == [2]


def test_payments_between_two_who_owe_nothing_for_that_year_are_told():
    balance = balanced("2025-01-01,xia,资金池,5,,2024,,\n", settled(2024, rest=100))

    (warning,) = balance.problems
    assert (warning.code, str(warning.place)) == ("payments.nothing_owed", "台账.csv:2:4")
    assert [(str(each.payer), each.left) for each in balance.pairs] == [("xia", 10000), ("xia", -500)]


def test_a_year_of_which_no_settlement_was_given_is_told():
    balance = balanced("2024-01-01,xia,shang,5,,2023,,\n", settled(2022, rest=1), settled(2024, rest=100))

    assert [(each.code, each.details["year"]) for each in balance.problems] == [("payments.unsettled", 2023)]
    assert prepaid(balance) == [("xia", 2023, "5.00")]


def test_a_provisional_settlement_and_what_has_no_deadline_are_told():
    balance = ec.balance(ec.settle(AGREEMENT, None, 2024, through=6, inputs={"other": 5}), on=LATE)

    assert [each.code for each in balance.problems] == ["payments.provisional", "payments.no_deadline"]
    assert "另付" in balance.problems[1].message("zh")


def test_a_deadline_that_is_assumed_is_told():
    text = agreement_text(
        "parameters: {p: {title: 价, unit: 元, value: 5}}\n"
        "transfers: [{name: pay, title: 付, payer: xia, payee: shang, amount: p, due: 年初,\n"
        "  deadline: {month: 1, status: assumed}}]\n"
    )
    balance = ec.balance(ec.settle(ec.read_agreement(text), None, 2024), on=LATE)

    assert [each.message("zh") for each in balance.problems] == [
        "2024 年度的结算含未经签署文本或公开文件确认的条款，不是正式结算，所欠金额不是付款依据。",
        "“付”的支付期限（假设，非协议文本）没有签署或公开的文件确认，逾期据此计算。",
    ]
    assert pair(balance)[4:] == ("5.00", "2024-01-31")


def test_a_limit_that_cuts_a_transfer_has_the_deadline_of_the_transfer():
    body = (
        "parameters: {p: {title: 价, unit: 元, value: 50}, most: {title: 上限, unit: 元, value: 30}}\n"
        "transfers: [{name: pay, title: 付, payer: xia, payee: shang, amount: p, due: 次年1月底前,\n"
        "  deadline: {years_after: 1, month: 1}}]\n"
        "limits: [{title: 封顶, of: [pay], at_most: most}]\n"
    )
    balance = ec.balance(ec.settle(agreement(body), None, 2024), on=LATE)

    assert [(each.title[0], each.fen, str(each.deadline)) for each in balance.lines] == [
        ("付", 5000, "2025-01-31"),
        ("封顶", 2000, "2025-01-31"),
    ]
    assert items(balance) == ["2024 2025-01-31 xia→shang 30.00 −0.00 −0.00 −0.00 =30.00 !"]


def test_every_figure_leads_to_a_line_or_to_the_cell_of_a_payment():
    balance = balanced("2025-01-01,xia,shang,5,,2024,,\n", settled(2024, rest=100))

    assert [(each.year, each.name, each.clause, each.fen) for each in balance.lines] == [
        (2024, "final", "第四条", 10000)
    ]
    assert [str(each.place) for each in balance.payments] == ["台账.csv:2:4"]


def codes(*arguments: object, **options: object) -> list[str]:
    with pytest.raises(ec.RequestError) as caught:
        ec.balance(*arguments, **{"on": LATE, **options})
    return [each.code for each in caught.value.problems]


def test_what_cannot_be_balanced_is_refused():
    settlement = settled(2024, rest=1)
    other = replace(owed_by(settlement), holders=replace(owed_by(settlement).holders, agreement="other"))

    assert codes([]) == ["payments.no_settlements"]
    assert codes([settlement, settled(2024, rest=2)]) == ["payments.settled_twice"]
    assert codes([settlement, other]) == ["payments.agreements"]
    assert codes([other], paid("")) == ["payments.other_agreement"]


@pytest.mark.parametrize("on", ["2025-02-30", "", "去年", 20250101, datetime.datetime(2025, 1, 1), None])
def test_the_day_of_the_balance_is_a_day(on: object):
    assert codes(settled(2024, rest=1), on=on) == ["payments.on_unknown"]


def test_the_day_may_be_a_date_and_one_settlement_needs_no_list():
    balance = ec.balance(settled(2024, rest=1), on=datetime.date(2025, 4, 1))

    assert (balance.on, balance.years) == (datetime.date(2025, 4, 1), (2024,))
    assert repr(balance) == "<Balance trial 2024 on 2025-04-01: 0 payments>"


def test_a_frame_and_a_file_give_the_same_balance():
    import pandas

    frame = pandas.DataFrame({"date": ["2025-01-01"], "payer": ["xia"], "payee": ["shang"], "amount (yuan)": ["5"]})
    csv = ec.read_payments(file("日期,付款方,收款方,金额（元）\n2025-01-01,xia,shang,5\n"), AGREEMENT)
    one, other = (
        ec.balance(settled(2024, rest=9), each, on=LATE) for each in (csv, ec.read_payments(frame, AGREEMENT))
    )

    assert (one.pairs, one.items, one.parties) == (other.pairs, other.items, other.parties)


def test_a_party_that_the_settlements_do_not_know_has_its_own_sums():
    # the ledger was read by a version of the agreement with one party more
    later = ec.read_agreement(
        agreement_text(BODY, parties="parties: {shang: {name: 上游市}, xia: {name: 下游市}, xin: {name: 新加入市}}\n")
    )
    payments = paid("2025-01-01,新加入市,上游市,5,,2024,,\n", agreement=later)
    balance = ec.balance(settled(2024, rest=100), payments, on=LATE)

    assert [(each.holder.id, each.paid, each.received) for each in balance.parties] == [
        ("shang", 0, 500),
        ("xia", 0, 0),
        ("xin", 500, 0),
    ]


def owed_year(year: int, *debts: tuple[str, int]) -> OwedYear:
    """A year in which xia owes shang these amounts by these deadlines, in this order."""
    one = owed_by(settled(year, rest=1))
    (line,) = one.lines
    lines = tuple(replace(line, fen=fen, deadline=datetime.date.fromisoformat(day)) for day, fen in debts)
    return replace(one, lines=lines)


def test_the_earliest_deadline_is_covered_first_whatever_the_order_of_the_lines():
    year = owed_year(2024, ("2025-03-31", 300), ("2024-04-30", 200))
    balance = ec.balance(year, paid("2024-05-01,xia,shang,2,,2024,,\n"), on=LATE)

    assert [(str(each.deadline), each.paid) for each in balance.items] == [("2024-04-30", 200), ("2025-03-31", 0)]


def test_a_deadline_of_the_next_year_may_come_before_one_of_this():
    years = [owed_year(2022, ("2022-04-30", 100), ("2023-12-31", 100)), owed_year(2023, ("2023-04-30", 100))]
    balance = ec.balance(years, paid("2024-05-01,xia,shang,2,,,,\n"), on=LATE)

    assert [(str(each.deadline), each.unassigned) for each in balance.items] == [
        ("2022-04-30", 100),
        ("2023-04-30", 100),
        ("2023-12-31", 0),
    ]
