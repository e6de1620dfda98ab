"""Why a reading could not be used: the reason and the value are told in errors, notices and explanations."""

from __future__ import annotations

import pytest

import ecocomp as ec
from ecocomp.report.tables import line_row
from tests.settlement.support import READINGS, SECTION, STEPS, agreement, monthly, read, settled

BLUNDER = (
    "500 mg/L 因疑似单位错误被剔除（一致性检查：达到该断面常见值的 300 倍以上或 1/300 以下）",
    "500 mg/L, excluded as a suspected error of unit (plausibility check: 300 times what is usual at the section or "
    "more, or 1/300 or less)",
)
STATED = "断面,时间,氨氮(mg/L),站点情况\n甲,2024-01,{value},{state}\n"


def refused(csv: str, body: str = STEPS, **options: object) -> tuple[str, str]:
    """The error of a settlement that is refused, in Chinese and in English."""
    with pytest.raises(ec.SettlementError) as caught:
        ec.settle(agreement(body), read(csv, **options), 2024, through=6)
    return caught.value.text("zh"), caught.value.text("en")


def test_an_excluded_value_is_named_with_its_check():
    """500 mg/L among values of 0.5 was excluded as a blunder of units: the error says so, in both languages."""
    csv = monthly({"甲": ["0.5", "0.5", "0.5", "0.5", "500", "0.5"]})
    chinese, english = refused(csv, implausible="exclude")

    assert f"没有可用的监测值：{BLUNDER[0]}" in chinese
    assert f"there is no usable reading: {BLUNDER[1]}" in english
    assert "监测.csv:6:3" in chinese


def test_the_value_is_told_in_the_unit_of_the_indicator():
    """500000 written under μg/L is told as 500 mg/L."""
    csv = monthly({"甲": ["500", "500", "500", "500", "500000", "500"]}).replace("mg/L", "μg/L")

    assert BLUNDER[0] in refused(csv, implausible="exclude")[0]


def test_a_state_that_the_agreement_excludes_is_named_with_the_value():
    """By ``excluded: [implausible]`` the month takes no part, and the explanation says which value that was and why."""
    body = STEPS.replace("missing: refuse", "missing: refuse, excluded: [implausible, maintenance]")
    csv = monthly({"甲": ["0.5", "0.5", "0.5", "0.5", "500", "0.5"]})
    settlement = ec.settle(agreement(body), read(csv, implausible="exclude"), 2024, through=6)
    value = settlement.value("steps", section="jia", month="2024-05")

    assert value.causes[0].message("zh") == f"{BLUNDER[0]}，按协议不参加考核"
    assert BLUNDER[1] in settlement.explain("steps", section="jia", month="2024-05").text("en")
    assert any(BLUNDER[0] in each.message("zh") for each in settlement.problems if each.code == "settlement.unpaid")


@pytest.mark.parametrize(
    ("value", "state", "chinese", "english"),
    [
        ("--", "维护", "--（维护）", "-- (maintenance)"),
        ("", "停站", "（空）（停站）", "(empty) (station stopped)"),
        ("*", "", "*（未监测）", "* (not measured)"),
        ("断流", "", "断流", "no flow"),
        ("ND", "", "低于检出限但没有给出检出限", "it is below the detection limit, but no limit is given"),
        ("-0.5", "", "-0.5（不能作为测得值，视为缺测）", "-0.5 (no measured value, taken for missing)"),
        ("--", "", "：--；", "reading: --;"),
    ],
)
def test_what_stands_there_and_why_it_is_no_value(value, state, chinese, english):
    """The state of the station, or what is wrong with the text, stands beside the text."""
    found = refused(STATED.format(value=value, state=state))

    assert chinese in found[0]
    assert english in found[1]


def test_a_value_reported_in_a_state_is_told_with_value_and_state():
    """A value under maintenance that the agreement does not use stands in the error, the notice and the derivation."""
    body = STEPS.replace(READINGS, READINGS.replace("missing: refuse", "missing: refuse, unused: [maintenance]"))
    csv = (
        "断面,时间,氨氮(mg/L),站点情况\n"
        "甲,2024-01-03,0.4,正常\n甲,2024-01-09,9.5,维护\n甲,2024-01-12,--,停站\n甲,2024-01-20,500,维护\n"
    )
    settlement = ec.settle(agreement(body), read(csv), 2024, through=1)
    notices = {each.code: each.message("zh") for each in settlement.problems}
    month = settlement.explain("C", section="jia", indicator="nh3n", month="2024-01")

    assert notices["settlement.not_used"].endswith("：9.5 mg/L（维护）、500 mg/L（维护）")
    assert notices["settlement.set_aside"].endswith("：--（停站）")
    assert "9.5 mg/L（维护）、--（停站）、500 mg/L（维护）" in month.text("zh")
    assert "9.5 mg/L (maintenance), -- (station stopped), 500 mg/L (maintenance)" in month.text("en")
    assert "9.5 mg/L（维护）" in refused(STATED.format(value="9.5", state="维护"), body)[0]


SHARED = f"""\
{SECTION}{READINGS}\
parameters:
  weight: {{title: 权重, per: [party], value: {{shang: 1, xia: null}}}}
  pool_size: {{title: 总额, unit: 元, value: 100}}
  one: {{title: 单位浓度, unit: mg/L, value: 1}}
rules:
  - {{name: part, title: 分配额, formula: "allocate(pool_size, weight * at(sum(at(C, nh3n), month), jia) / one, party)"}}
funds: {{pool: {{name: 资金池, opening: pool_size}}}}
transfers:
  - {{name: out, title: 分配, per: [party], payer: pool, payee: party, amount: part}}
"""


def test_a_party_that_takes_no_part_is_no_error_beside_a_missing_reading():
    """上游市 alone has a weight; without December only the reading is an error, not that 下游市 takes no part."""
    with pytest.raises(ec.SettlementError) as caught:
        settled(SHARED, monthly({"甲": ["0.5"] * 11 + [""]}))

    assert [each.code for each in caught.value.problems] == ["settlement.refused", "settlement.refused_hint"]
    assert "2024-12" in caught.value.text("zh")
    assert "null" not in caught.value.text("zh")


def test_a_null_is_told_at_the_party_it_is_of():
    """With all readings, what the allocation leaves out is told as of 下游市."""
    problems = settled(SHARED, monthly({"甲": "0.5"})).problems

    [told] = [each for each in problems if each.code == "settlement.left_out"]
    assert told.severity == "note"
    assert told.line("zh") == "分配额（分配） 略去 下游市：协议写明不参加（null）"
    assert told.line("en").startswith("part (sharing out) leaves out 下游市: ")


def test_a_party_without_a_weight_stands_as_a_dash():
    """A weight that takes no part is no text of its own among the others."""
    body = SHARED.replace("weight * at(sum(at(C, nh3n), month), jia) / one", "weight")
    settlement = settled(body.replace("  one: {title: 单位浓度, unit: mg/L, value: 1}\n", ""), monthly({"甲": "0.5"}))

    assert settlement.explain(settlement.lines[0]).reason[0] == (
        "分配(总额 100 元；权重 1，全部权重 1, —；分得 100 元)"
    )


def test_a_share_is_filled_in_with_pool_weights_and_share():
    """The line of the statement says what was shared out, by which weight among which, and the share."""
    body = SHARED.replace("xia: null", "xia: 3")
    plain = body.replace("weight * at(sum(at(C, nh3n), month), jia) / one", "weight")
    settlement = settled(plain.replace("  one: {title: 单位浓度, unit: mg/L, value: 1}\n", ""), monthly({"甲": "0.5"}))
    long = settled(body, monthly({"甲": "0.5"}), through=2)

    assert settlement.explain(settlement.lines[1]).reason == (
        "分配(总额 100 元；权重 3，全部权重 1, 3；分得 75 元)",
        "allocate(total 100 元; weight 3 of 1, 3; share 75 元)",
    )
    assert long.explain(long.lines[1]).reason[0] == (
        "分配(总额 100 元；权重 3 × 合计(0.5 mg/L, 0.5 mg/L) / 1 mg/L = 3，全部权重 1, 3；分得 75 元)"
    )


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        ("max(price, other)", "8 万元/百分点"),
        ("price if at(target, jia) < IV else 0 * price", "5 万元/百分点"),
        ("otherwise(max(price, other), price)", "8 万元/百分点"),
        ("price * 2", "1000 万元"),
    ],
)
def test_a_price_by_the_percentage_point_is_told_as_it_was_written(formula, told):
    """A rule without a unit that only chooses among prices shows them by the percentage point, not for one whole."""
    body = f"""\
{SECTION}
parameters:
  price: {{title: 单价, unit: 万元/百分点, value: 5}}
  other: {{title: 另一单价, unit: 万元/百分点, value: 8}}
  short: {{title: 不足, unit: 百分点, value: 3}}
  again: {{title: 加倍, unit: 万元/百分点, value: 1}}
rules:
  - {{name: chosen, title: 所用单价, formula: "{formula}"}}
transfers:
  - {{name: fine, title: 扣缴, payer: xia, payee: shang, amount: "(chosen + 0 * other + 0 * again) * short"}}
"""
    settlement = settled(body, None)

    assert told in settlement.explain(settlement.lines[0]).text("zh")


def test_a_number_of_months_is_no_month():
    """Ten months read 10 个月; 10 月 would be October."""
    body = f"""\
{SECTION}
parameters:
  price: {{title: 单价, unit: 元, value: 5}}
  least: {{title: 至少月数, unit: 月, value: 10}}
transfers:
  - {{name: fine, title: 扣缴, payer: xia, payee: shang, amount: price * least}}
"""
    settlement = settled(body, None)

    assert settlement.value_texts("least", "zh") == ["10 个月"]
    assert settlement.value_texts("least", "en") == ["10 months"]


def test_english_titles_stand_in_english_output():
    """Where terms have English titles, the lines, reasons, notes and derivations of a settlement use them."""
    body = STEPS.replace("title: 金额,", "title: 金额, title_en: amount due,")
    body = body.replace("title: 月度补偿,", "title: 月度补偿, title_en: Monthly payment,")
    body += "limits:\n  - {title: 封顶, title_en: Yearly cap, of: [monthly], per: [section], at_most: price}\n"
    settlement = settled(body, monthly({"甲": "0.3"}))

    first, cut = settlement.lines[0], settlement.lines[-1]
    assert settlement.explain(first).text("en").startswith("Monthly payment monthly")
    assert "amount due amount" in settlement.explain(first).text("en")
    assert settlement.explain(first).text("zh").startswith("月度补偿 monthly")
    assert [line_row(settlement, line, "en")[0] for line in (first, cut)] == ["Monthly payment", "Yearly cap"]
    assert [line_row(settlement, line, "zh")[0] for line in (first, cut)] == ["月度补偿", "封顶"]
    (bit,) = [each for each in settlement.problems if each.code == "settlement.bit"]
    assert "'Yearly cap'" in bit.message("en")
    assert "“封顶”" in bit.message("zh")


def test_an_agreement_on_volume_alone_needs_no_indicator():
    """Water sold by volume is settled without any indicator of its quality."""
    body = f"""\
{SECTION}
readings: {{quantities: [volume], below_detection: half, decimals: standard, missing: refuse}}
parameters:
  price: {{title: 单价, unit: 元/m3, value: 0.01}}
transfers:
  - {{name: sold, title: 水费, per: [section], payer: downstream, payee: upstream, amount: "price * sum(W, month)"}}
"""
    readings = "断面,月份,水量(万m3)\n" + "".join(f"甲,2024-{month:02d},10\n" for month in range(1, 13))
    settlement = settled(body, readings)

    assert [str(line.fen) for line in settlement.lines] == ["1200000"]
