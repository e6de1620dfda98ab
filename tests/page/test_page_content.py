"""What the page says: money, water against targets, what drove it, derivations, terms, sources, and how much of each."""

from __future__ import annotations

import pytest

import ecocomp as ec
from ecocomp.report.page import lines as page_lines
from ecocomp.report.page import water as page_water
from tests.page.support import Page, settled
from tests.settlement.support import SECTION, STEPS, agreement, monthly, read
from tests.settlement.support import settled as settle_text


def texts(settlement: ec.Settlement, language: str = "zh") -> str:
    return Page(settlement.to_html(language=language)).text


def test_money_stands_to_the_fen():
    """Eleven months of +100 and one of -200: 900 元 from below to above, 1,300 元 moved, of which 1,100 one way."""
    found = texts(settle_text(STEPS, monthly({"甲": ["0.5"] * 11 + ["2.0"]})))

    for each in ("下游市 → 上游市", "900.00", "-900.00", "1,300.00", "84.6%", "15.4%", "11 笔，合计 1,100.00 元"):
        assert each in found


def test_final_and_provisional():
    whole, part = (settle_text(STEPS, monthly({"甲": "0.5"}), through=each) for each in (None, 3))

    assert "清算（全年）" in texts(whole)
    assert "全部条款都有签署文本或公开文件" in texts(whole)
    assert "预核算，不是最终结果" in texts(part)
    assert "2024年1月至3月，共 3 个月" in texts(part)


def test_warnings_come_before_the_money_and_are_unfolded():
    found = Page(settle_text(STEPS, monthly({"甲": ["0.5", "--", "0.5"]}, months=(1, 2, 3)), gaps="skip").to_html())
    opened = [each for each in found.named("details") if "open" in each.attributes]

    assert len(opened) == 1
    assert found.text.index("注意 ") < found.text.index("金额（元）")
    assert "2024-02" in found.text[: found.text.index("金额（元）")]


def test_unconfirmed_terms_are_named():
    found = settled(2)
    assumed = ec.read_agreement(
        "ecocomp: 1\nid: t\ntitle: 试验\nstatus: assumed\nsource: {document: 无}\n"
        "parties: {jia: {name: 甲}, yi: {name: 乙}}\n"
        "parameters: {price: {title: 单价, unit: 元, value: 1, status: signed}}\n"
        "transfers: [{name: pay, title: 划拨, payer: jia, payee: yi, amount: price}]\n"
        "money: {unit: 元, decimals: 2, rounding: half_up, round: line}\n"
    )

    assert "未确认的条款 4 项" in texts(ec.settle(assumed, None, 2024))
    assert "未确认的条款" not in texts(found)


def test_grades_are_written_and_compared_with_the_target():
    """Ⅲ is the target: Ⅱ and Ⅲ have a tick, Ⅳ a cross, a month without a grade a dash; the colours only repeat it."""
    body = STEPS.replace(
        "rules:\n", 'rules:\n  - {name: grade_of, title: 断面类别, formula: "worst(grade(C), indicator)"}\n'
    )
    page = Page(
        settle_text(
            body, monthly({"甲": ["0.3", "0.8", "1.2", "--"]}, months=range(1, 5)), through=4, gaps="skip"
        ).to_html()
    )
    strip = page.text[page.text.index("甲（目标 Ⅲ）") :].split("\n")

    assert strip[1:5] == ["1", "2", "3", "4"]
    assert strip[5:9] == ["Ⅱ", "Ⅲ", "Ⅳ", "—"]
    assert strip[9:13] == ["✓", "✓", "✗", "—"]
    assert strip[13] == "1 个月劣于目标，共 3 个月"
    titles = [each.attributes["title"] for each in page.of_class("g0") + page.of_class("g4")]
    assert titles[0].startswith("2024-04 没有类别：")
    assert titles[1] == "2024-03 Ⅳ 劣于目标"


def test_months_of_two_years_name_their_year():
    """An assessment year from December on begins in 23-12."""
    body = STEPS + "assessment: {starts: 12}\n"
    csv = monthly({"甲": ["0.3"]}, year=2023, months=[12]) + "".join(
        f"甲,2024-{month:02d},0.3\n" for month in range(1, 12)
    )
    lines = texts(settle_text(body, csv)).split("\n")
    at = lines.index("甲（目标 Ⅲ）")

    assert lines[at + 1 : at + 4] == ["23-12", "24-01", "24-02"]


def test_the_rule_that_grades_is_named():
    body = STEPS.replace(
        "rules:\n", 'rules:\n  - {name: grade_of, title: 断面类别, formula: "worst(grade(C), indicator)"}\n'
    )
    csv = monthly({"甲": "0.5"})

    assert "协议规则“断面类别”（grade_of）" in texts(settle_text(body, csv))
    assert "只供对照：协议另有算法" in texts(settle_text(STEPS, csv))
    assert "不评定断面类别" in texts(
        settle_text(
            f"{SECTION}parameters: {{price: {{title: 单价, unit: 元, value: 100}}}}\n"
            "transfers: [{name: pay, title: 划拨, payer: xia, payee: shang, amount: price}]\n",
            None,
        )
    )


def test_a_derivation_goes_down_to_the_cell():
    found = texts(settle_text(STEPS, monthly({"甲": "0.5"})))

    for each in (
        "公式：price * steps",
        "即：单价 × 级差",
        "代入：100 元 × 1",
        "监测.csv:2:3",
        "依据：第六条；签署文本",
    ):
        assert each in found


def test_only_so_many_lines_are_explained(monkeypatch):
    monkeypatch.setattr(page_lines, "MOST_LINES", 5)
    settlement = settle_text(STEPS, monthly({"甲": "0.5"}))
    page = Page(settlement.to_html())

    assert page.text.count("代入：100 元 × 1") == 5
    assert "其余 7 笔的计算过程从略；全部明细见 transfers.csv" in page.text
    assert "其余" not in page.text[: page.text.index("其余 7 笔")]


def test_only_so_many_values_of_a_line_are_told(monkeypatch):
    monkeypatch.setattr(page_lines, "MOST_VALUES", 2)

    assert "以下从略，用 ecocomp explain 查看全部。" in texts(settle_text(STEPS, monthly({"甲": "0.5"})))


def test_however_many_lines_the_page_stays_small(monkeypatch):
    """Of all lines together only so many values are told; each still says its amount."""
    monkeypatch.setattr(page_lines, "MOST_IN_ALL", 10)
    short, long = settled(3), settled(20)
    per_line = (len(long.to_html()) - len(short.to_html())) / (len(long.lines) - len(short.lines))

    assert per_line < 2500


def test_only_so_many_sections_are_shown(monkeypatch):
    monkeypatch.setattr(page_water, "MOST_SECTIONS", 2)

    assert "其余 3 个断面见 values.csv。" in texts(settled(6))


def test_limits_that_bit_have_lines_of_their_own():
    body = (
        STEPS
        + "limits:\n  - {title: 年度封顶, clause: 第七条, of: [monthly], per: [section, year], at_most: 3 * price}\n"
    )
    found = texts(settle_text(body, monthly({"甲": "0.1"})))

    assert "年度封顶 甲" in found
    assert "上游市 → 下游市" in found
    assert "第七条" in found


def test_readings_set_aside_say_why_and_where():
    body = STEPS.replace("missing: refuse", "missing: refuse, unused: [maintenance]")
    csv = "断面,时间,氨氮(mg/L),站点情况\n" + "".join(
        f"甲,2024-{month:02d}-01,0.5,正常\n甲,2024-{month:02d}-02,9,维护\n" for month in range(1, 13)
    )
    found = texts(settle_text(body, csv))

    assert "未采用的监测值 12 个" in found
    assert "9 mg/L（维护）" in found
    assert "监测.csv:3:3" in found
    assert "没有未采用的监测值。" in texts(settle_text(STEPS, monthly({"甲": "0.5"})))


def test_without_readings_the_page_says_so():
    found = texts(
        settle_text(
            "parameters: {price: {title: 单价, unit: 元, value: 100}}\n"
            "transfers: [{name: pay, title: 划拨, payer: xia, payee: shang, amount: price}]\n",
            None,
        )
    )

    assert "没有使用监测数据。" in found
    assert "断面水质与目标" not in found


def test_nothing_to_pay():
    page = Page(settle_text(STEPS, monthly({"甲": "0.8"})).to_html())

    assert "互不支付" in page.text
    assert "没有划拨。" in page.text
    assert page.named("svg") == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_agreement_and_version_can_be_told_from_the_page(language):
    settlement = settled(2)
    found = texts(settlement, language)

    assert settlement.agreement.digest in found
    assert f"ecocomp {ec.__version__}" in found
    assert "监测.csv" in found


def test_declared_inputs_are_listed_with_their_source():
    terms = agreement(
        "inputs: {score: {title: 得分, kind: number}}\n"
        "parameters: {price: {title: 单价, unit: 元, value: 100}}\n"
        "transfers: [{name: pay, title: 划拨, payer: xia, payee: shang, amount: price * score}]\n"
    )
    found = texts(ec.settle(terms, read(monthly({"甲": "0.5"})), 2024, inputs={"score": 7}))

    assert "得分" in found
    assert "700.00" in found
