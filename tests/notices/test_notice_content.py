"""What stands in a notice, before anybody decides how it looks."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

import ecocomp as ec
from ecocomp.money import yuan_text
from ecocomp.report.notice import notice_of, waters
from tests.notices.support import CSV, ROOT, fuli, notice, steps
from tests.properties.worlds import World, worlds
from tests.settlement.support import SECTION, STEPS, agreement, monthly, settled


@pytest.fixture(scope="module")
def year() -> ec.Settlement:
    return fuli()


def test_the_payer_reads_what_it_pays_in_figures_and_in_capitals(year):
    """Wuhan pays 560 万元 to each of two cities and gets 60 from each back; by hand: 1120 - 120 = 1000."""
    found = notice(year, "wuhan")

    assert found.party == "武汉市"
    assert found.title == "2024年度补偿资金结算通知书"
    assert found.result == (
        "武汉市应支付与应收取相抵后，净支付补偿资金人民币壹仟万元整（¥10,000,000.00）。"
        "与各方往来分别相抵，按下表净额逐方划拨。"
    )
    assert (found.pays, found.pays_capitals) == ("11,200,000.00", "人民币壹仟壹佰贰拾万元整")
    assert (found.receives, found.receives_capitals) == ("1,200,000.00", "人民币壹佰贰拾万元整")
    assert (found.net, found.net_capitals, found.direction) == ("10,000,000.00", "人民币壹仟万元整", "支付")
    assert found.payments.rows == (
        ("随州市", "5,600,000.00", "600,000.00", "支付", "5,000,000.00", "人民币伍佰万元整"),
        ("孝感市", "5,600,000.00", "600,000.00", "支付", "5,000,000.00", "人民币伍佰万元整"),
        ("合计", "11,200,000.00", "1,200,000.00", "支付", "10,000,000.00", "人民币壹仟万元整"),
    )


def test_the_payee_reads_only_what_concerns_it(year):
    """Suizhou's notice has its own section and payments, and no word of the other section."""
    found = notice(year, "suizhou")

    assert found.result == "随州市应支付与应收取相抵后，净收取补偿资金人民币伍佰万元整（¥5,000,000.00）。"
    assert found.sections.rows == (("平林", "府河", "随州市", "孝感市", "Ⅲ", "600,000.00", "5,600,000.00"),)
    assert {row[0] for table in found.values for row in table.rows} == {"平林"}
    assert len(found.lines.rows) == len(found.workings) == 12
    assert "太平沙" not in str(found.lines) + str(found.workings)


def test_values_stand_month_by_month_with_their_unit_in_the_heading(year):
    """March missed the target: ammonia 1.18 mg/L is Ⅳ, and the city is paid back 60 万元."""
    first, second = notice(year, "suizhou").values

    assert first.title == "按断面 × 月列示"
    assert first.columns[:5] == (
        "断面", "月", "月浓度 高锰酸盐指数（mg/L）", "月浓度 氨氮（mg/L）", "月浓度 总磷（mg/L）",
    )  # fmt: skip
    assert first.rows[2] == ("平林", "2024-03", "3.6", "1.18", "0.104", "Ⅱ", "Ⅳ", "Ⅲ", "Ⅳ")
    assert second.title == "按断面 × 月列示（续 1）"
    assert second.rows[2] == ("平林", "2024-03", "否", "-1", "-60")


def test_unconfirmed_terms_are_said_at_the_top_on_every_page_and_one_by_one(year):
    found = notice(year, "suizhou")

    assert found.standing[0] == "本件不是正式结算，不得作为拨付依据。"
    assert "24 项" in found.standing[1]
    assert found.mark == "非正式结算：含 24 项未经确认的条款"
    assert len(found.terms.rows) == 24
    assert ("断面水质类别", "假设，非协议文本") in {row[:2] for row in found.terms.rows}


def test_a_final_settlement_of_confirmed_terms_has_no_such_mark():
    found = notice(steps(), "shang")

    assert (found.standing, found.mark, found.terms.rows) == ((), "", ())


def test_a_part_of_the_year_is_provisional_in_title_box_and_head():
    found = notice(steps(through=9), "shang")

    assert found.title == "2024年1月至9月补偿资金预核算通知书"
    assert found.mark == "预核算，非全年清算"
    assert found.standing[0] == "本件不是正式结算，不得作为拨付依据。"
    assert "预核算" in found.standing[1]
    assert "补偿资金进行了预核算" in found.opening


def test_the_opening_names_document_and_clauses():
    assert notice(steps(), "shang").opening == (
        "依据《试验协议》第六条，对2024年度（2024年1月至12月）补偿资金进行了清算。现将结果通知如下。"
    )


def test_who_pays_one_and_is_paid_by_another_is_told_to_pay_though_the_sum_is_even():
    """xia pays shang 100, and zhong pays xia 100: nothing in all, but two transfers."""
    own = ec.read_agreement(
        "ecocomp: 1\nid: trial\ntitle: 试验协议\nstatus: signed\n"
        "parties: {shang: {name: 上游市}, xia: {name: 下游市}, zhong: {name: 中游市}}\n"
        "money: {unit: 元, decimals: 2, rounding: half_up, round: line}\n"
        "source: {document: 试验协议}\n"
        "parameters: {price: {title: 金额, unit: 元, value: 100}}\n"
        "transfers:\n"
        "  - {name: one, title: 补偿, payer: xia, payee: shang, amount: price}\n"
        "  - {name: other, title: 补助, payer: zhong, payee: xia, amount: price}\n",
        file="trial.yaml",
    )
    found = notice(ec.settle(own, None, 2024), "xia")

    assert found.result == ("下游市应支付与应收取的补偿资金合计相等。与各方往来分别相抵，按下表净额逐方划拨。")
    assert [row[3:5] for row in found.payments.rows] == [("支付", "100.00"), ("收取", "100.00"), ("相抵为零", "0.00")]


def test_months_that_do_not_follow_each_other_are_told_one_by_one():
    """Every second month counts; the year is told once."""
    counted = STEPS + "assessment: {months: [1, 3, 5]}\n"
    found = notice(settled(counted, CSV), "shang")

    assert found.period == "2024年度（2024年1月、3月、5月）"


YEARLY = """\
source: {document: 试验文件, number: 试〔2024〕1号, issuer: 省财政厅}
assessment: {starts: 12}
parameters: {price: {title: 金额, unit: 元, value: 100}}
transfers:
  - {name: yearly, title: 年度补偿, clause: 第三条, payer: xia, payee: shang, amount: price, due: 次年三月底前}
  - {name: other, title: 另付, payer: shang, payee: xia, amount: price}
"""


def test_an_amount_without_water_has_its_number_due_date_and_an_assessment_year_across_two():
    text = YEARLY.replace("source:", "provisions: {other: {text: 有异议的，15 个工作日内提出}}\nsource:")
    file = text.split("\n", 1)
    own = ec.read_agreement(
        "ecocomp: 1\nid: trial\ntitle: 试验协议\nstatus: signed\n"
        "parties: {shang: {name: 上游市}, xia: {name: 下游市}, pang: {name: 旁市}}\n"
        "money: {unit: 元, decimals: 2, rounding: half_up, round: line}\n" + "\n".join(file),
        file="trial.yaml",
    )
    found = notice(ec.settle(own, None, 2024), "shang")

    assert "《试验协议》（试〔2024〕1号）第三条，对2024年度（2023年12月至2024年11月）" in found.opening
    assert found.due == (
        "年度补偿：次年三月底前（第三条；签署文本）。",
        "另付：协议文本未载明支付期限，由发文单位填写：＿＿＿＿年＿＿月＿＿日前。",
    )
    assert found.objection == "有异议的，15 个工作日内提出（签署文本）。"
    assert found.result == "上游市应支付与应收取的补偿资金相等，相抵后无须划拨。"
    assert found.direction == "相抵为零"
    apart = notice(ec.settle(own, None, 2024), "pang")
    assert apart.result == "旁市本期没有应支付或应收取的补偿资金。"
    assert apart.due == ("本期没有须支付的款项。",)
    assert [row[0] for row in apart.formulas.rows] == ["年度补偿", "另付"]


def test_what_the_agreement_leaves_open_is_a_blank_and_says_so(year):
    found = notice(year, "wuhan")

    assert found.due == ("协议文本未载明支付期限，由发文单位填写：＿＿＿＿年＿＿月＿＿日前。",)
    assert "协议文本未载明异议期，由发文单位填写" in found.objection
    assert "＿" in found.number
    assert "＿" in found.issuer
    assert "＿" in found.date


def test_budget_accounts_say_that_they_are_not_confirmed(year):
    """Codes were not read in the official chart; a party that only receives has the account of income alone."""
    both = notice(year, "wuhan").budget

    assert "2302102 生态保护补偿转移性支出" in both[0]
    assert "1102102 生态保护补偿转移性收入" in both[1]
    assert "由财政部门核定" in both[2]
    assert "未与当年科目原文核对" in both[3]
    only = notice(settled(SECTION + PAID, None), "shang").budget
    assert [text[:2] for text in only] == ["收入", "上述"]


PAID = """\
parameters: {price: {title: 金额, unit: 元, value: 100}}
transfers: [{name: yearly, title: 年度补偿, payer: xia, payee: shang, amount: price}]
"""
FUND = """\
funds: {deposits: {name: 保证金, accounts: true}, pool: {name: 资金池}}
parameters: {price: {title: 金额, unit: 元, value: 100}}
transfers:
  - {name: paying, title: 缴纳, payer: xia, payee: {fund: deposits, account: xia}, amount: price}
  - {name: cutting, title: 扣减, payer: {fund: deposits, account: xia}, payee: pool, amount: price * 0.4}
  - {name: sharing, title: 分配, payer: pool, payee: shang, amount: price * 0.4}
"""


def test_accounts_in_funds_are_shown_and_their_budget_account_is_left_open():
    """A deposit of 100 of which 40 are taken: paid 100 to the account, 60 left in it."""
    settlement = settled(FUND, None)
    found = notice(settlement, "xia")

    assert found.payments.rows[0][:3] == ("保证金·下游市", "100.00", "0.00")
    assert found.accounts.rows == (("保证金·下游市", "0.00", "100.00", "40.00", "60.00"),)
    assert [row[0] for row in found.lines.rows] == ["缴纳", "扣减"]
    assert found.budget == ("经资金、分户（保证金等）收付的，科目由财政部门核定。",)
    assert notice(settlement, "shang").accounts.rows == ()


def test_a_working_tells_the_formula_with_its_numbers_down_to_the_readings(year):
    """平林 in March: Ⅳ against Ⅲ, from 31 readings of ammonia."""
    march = notice(year, "suizhou").workings[2]

    assert march.head.startswith("月度水质补偿 [平林 2024-03] 随州市 支付 武汉市 600,000.00 元")
    told = "\n".join(march.steps)
    assert "月度补偿金额（负数为赔付） [平林 2024-03] = -60 万元（−(50 万元 + 10 万元 × (−(-1 级))) [达标 ✗]）" in told
    assert "是否达标 [平林 2024-03] = 否（Ⅳ ≤ Ⅲ）" in told
    assert "月浓度 [平林 氨氮 2024-03] = 1.18 mg/L（31 个监测值的算术平均" in told
    assert "金额为负，支付方向相反" in told


def test_what_was_told_with_one_payment_is_not_told_again_with_the_next():
    body = """\
rules: [{name: half, title: 一半, formula: price / 2}]
parameters: {price: {title: 金额, unit: 元, value: 100}}
transfers:
  - {name: first, title: 甲项, payer: xia, payee: shang, amount: half * 2}
  - {name: second, title: 乙项, payer: xia, payee: shang, amount: half * 4}
"""
    first, second = notice(settled(body, None), "shang").workings

    assert [step.split(" ")[0] for step in first.steps][:2] == ["代入：50", "一半"]
    assert not any(step.startswith("一半") for step in second.steps)
    assert "其余所依据的值见前面各笔" in second.steps


MANY = """\
sections: {SECTIONS}
readings: {indicators: [nh3n], below_detection: half, decimals: standard, missing: refuse}
parameters: {price: {title: 单价, unit: 元, value: 100}}
transfers: [{name: monthly, title: 月度, per: [section, month], payer: downstream, payee: upstream, amount: "price * (target - worst(grade(C), indicator))"}]
"""


def test_the_annexes_are_bounded_and_say_how_much_is_left_out():
    """30 sections and 12 months give 360 payments: 240 are listed, 36 explained."""
    names = [f"断面{number}" for number in range(30)]
    sections = ", ".join(
        f"s{at}: {{name: {name}, upstream: shang, downstream: xia, target: III}}" for at, name in enumerate(names)
    )
    settlement = settled(MANY.replace("{SECTIONS}", f"{{{sections}}}"), monthly(dict.fromkeys(names, "0.5")))
    found = notice(settlement, "shang")

    assert len(settlement.lines) == 360
    assert len(found.lines.rows) == 241
    assert found.lines.rows[-1][0] == "其余 120 项从略，见结算输出的文件"
    assert len(found.workings) == 36
    assert found.workings_left == "其余 324 笔的计算过程从略，可用 ecocomp explain 逐笔查看。"
    assert found.values[0].rows[-1][0] == "其余 120 项从略，见结算输出的文件"
    assert found.pays == "0.00"
    assert found.receives == "36,000.00"


def test_an_amount_beyond_capital_figures_is_an_error_that_names_it():
    body = PAID.replace("value: 100", f"value: {10**17}")
    with pytest.raises(ec.NoticeError, match=re.escape("100,000,000,000,000,000.00")):
        notice(settled(body, None), "shang")


def test_the_signed_example_gives_a_notice_without_reservations():
    own = ec.load_agreement(ROOT / "examples" / "fuli-river-signed-example.yaml")
    readings = ec.read_monitoring(ROOT / "examples" / "fuli-river-2024-constructed.csv", year=2024)
    found = notice(ec.settle(own, readings, 2024), "wuhan")

    assert found.standing == ()
    assert found.mark == ""


def test_in_english_everything_of_the_library_is_english(year):
    found = notice(year, "suizhou", "en")

    assert found.title == "Settlement notice: compensation for 2024"
    assert found.period == "2024 (2024-01 to 2024-12)"
    assert found.result == "After what it pays is set off, Suizhou receives ¥5,000,000.00 (人民币伍佰万元整)."
    assert found.payments.columns[0] == "counterparty"


@settings(max_examples=15)
@given(worlds())
def test_every_party_reads_its_own_position(world: World):
    """Whatever the agreement, what the notices say adds up to the ledger, and nobody pays what nobody gets."""
    settlement = world.settle()
    found = {each.party: notice_of(settlement, each.party, "zh", "") for each in settlement.positions}

    for position in settlement.positions:
        said = found[position.party]
        assert (said.pays, said.receives) == (yuan_text(position.paid), yuan_text(position.received))
        assert said.net == yuan_text(abs(position.net))
        assert len(said.lines.rows) == sum(
            position.party in (line.payer.id, line.payee.id) for line in settlement.lines
        )


def test_an_agreement_without_sections_has_a_notice_without_tables_of_water():
    found = notice(ec.settle(agreement(PAID), None, 2024), "shang")

    assert found.sections.rows == ()
    assert found.values == ()


def test_what_was_not_measured_is_marked_and_columns_without_any_value_are_named():
    """Phosphorus was never measured, ammonia not in the second half of the year; 断流 takes no part."""
    body = """\
sections: {jia: {name: 甲, upstream: shang, downstream: xia, target: III}}
readings: {indicators: [nh3n, tp], below_detection: half, decimals: standard, missing: skip, excluded: [no_flow]}
parameters: {price: {title: 单价, unit: 元, value: 100}}
transfers: [{name: monthly, title: 月度, per: [section, month], payer: downstream, payee: upstream, amount: "price * (target - at(grade(C), nh3n))"}]
"""
    found = notice(settled(body, monthly({"甲": ["0.5"] * 6 + ["断流"]})), "shang")
    (table,) = found.values

    assert table.columns == ("断面", "月", "月浓度 氨氮（mg/L）")
    assert [row[2] for row in table.rows[:12]] == ["0.5"] * 6 + ["不参加"] + ["缺"] * 5
    assert table.rows[12][0] == "没有任何数据、未列出：月浓度 总磷"


def test_daily_values_are_named_instead_of_listed():
    """A rule over days: 366 rows a section are a file, not an annex."""
    body = """\
sections: {jia: {name: 甲, upstream: shang, downstream: xia, target: III}}
readings: {indicators: [nh3n], below_detection: half, decimals: standard, missing: skip}
parameters: {price: {title: 单价, unit: 元, value: 100}}
rules: [{name: good, title: 达标天, formula: "at(D, nh3n) <= at(limit(target), nh3n)"}]
transfers: [{name: daily, title: 按天, per: [section], payer: downstream, payee: upstream, amount: "price * count(good, day)"}]
"""
    csv = "断面,时间,氨氮(mg/L)\n" + "".join(f"甲,2024-01-{day:02d},0.5\n" for day in range(1, 32))
    found = notice(settled(body, csv, through=1), "shang")

    assert found.receives == "3,100.00"
    assert found.values[-1].rows == (("逐日的值：达标天，见结算输出的 values.csv",),)


def test_tables_beyond_a_bound_are_named(monkeypatch):
    monkeypatch.setattr(waters, "MOST_TABLES", 2)
    monkeypatch.setattr(waters, "MOST_COLUMNS", 3)
    found = notice(fuli(), "suizhou")

    assert [table.title for table in found.values] == ["按断面 × 月列示", "未列出的值"]
    assert "按断面 × 月列示（续 1）" in found.values[1].rows[0][0]


def test_a_cap_names_the_transfers_that_it_cuts_as_people_do():
    """1,100 less 200 are 900; 400 are cut off."""
    settlement = settled(
        f"{STEPS}limits: [{{title: 封顶, clause: 第九条, of: [monthly], per: [section], at_most: price * 5}}]\n", CSV
    )
    cap = notice(settlement, "shang").workings[-1]

    assert cap.head == "封顶 [甲] 上游市 支付 下游市 400.00 元（第九条；签署文本）"
    assert "月度补偿 合计超过封顶，减去 400.00 元" in cap.steps
