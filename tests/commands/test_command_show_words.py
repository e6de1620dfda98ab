"""What ``show`` says of limits, funds, inputs, bands and values, in words that a lawyer reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.support import run
from tests.settlement.support import SECTION, agreement_text

READINGS = """\
readings: {indicators: [nh3n], quantities: [flow], below_detection: half, decimals: standard, missing: refuse}
"""
BODY = f"""\
{SECTION}{READINGS}\
parameters:
  price: {{title: 单价, unit: 元, value: 100}}
  most: {{title: 年度上限, unit: 万元, dated: {{2020-01-01: 10, 2025-01-01: 20}}, on: start}}
  deposit: {{title: 保证金额, unit: 万元, per: [party], value: {{shang: 30, xia: null}}}}
  base: {{title: 逐月基准, unit: "%", per: [month], value: {{1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7, 8: 8, 9: 9, 10: 10, 11: 11, 12: 12}}}}
  best: {{title: 应达类别, unit: grade, value: II}}
tables:
  by_grade:
    title: 按类别
    of: grade
    gives: 万元
    bands: [{{range: "[I, I]", value: 2}}, {{range: "(I, III]", value: 1}}, {{range: "(III, inf)", value: -1}}]
  by_multiple:
    title: 按倍数
    of: "%"
    bands: [{{range: "(-inf, 0)", value: 0}}, {{range: "[0, 0]", value: 1}}, {{range: "(0, 0.5]", value: 2}}]
inputs:
  flood: {{title: 经认定的洪水月份, kind: truth, per: [section, month], default: false}}
  score: {{title: 得分, kind: number, unit: 分, default: 60}}
  needed: {{title: 要求类别, kind: grade}}
funds:
  pool: {{name: 资金池, opening: "most * 2"}}
  deposits: {{name: 保证金, accounts: true, opening: deposit}}
  empty: {{name: 空池}}
rules:
  - {{name: grade_amount, title: 类别金额, formula: "bands(worst(grade(C), indicator), by_grade)"}}
  - {{name: least, title: 最小流量, formula: "min(Qd, day, by=month)"}}
  - {{name: step, title: 档次, formula: "bands(base, by_multiple) if flood else 0"}}
transfers:
  - {{name: forth, title: 正付, per: [section, month], payer: downstream, payee: upstream, amount: price}}
  - {{name: back, title: 另付, payer: xia, payee: shang, amount: "0 * price if needed < best else price * score / score"}}
"""


def shown(folder: Path, body: str, language: str = "zh") -> str:
    """What ``show`` prints of an agreement, with single blanks."""
    path = folder / "协议.yaml"
    path.write_text(agreement_text(body), encoding="utf-8")
    result = run("show", path, "--lang", language)
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


@pytest.mark.parametrize(
    ("more", "chinese", "english"),
    [
        ("", "往来相抵后的净额，不论谁付给谁，最多", "after both directions are set off, whoever pays, at most"),
        (
            ", direction: forward",
            "净额，只限写明的支付方付出的，最多",
            "set off, only what the written payer pays, at most",
        ),
        (
            ", direction: reverse",
            "净额，只限反过来付回的，最多",
            "set off, only what comes back the other way, at most",
        ),
        (
            ", by: payer",
            "每个支付方付给其余各方的合计（每两方先往来相抵），最多",
            "the sum that each payer pays to all others",
        ),
        (
            ", by: payee",
            "每个收取方从其余各方收取的合计（每两方先往来相抵）",
            "the sum that each payee receives from all others",
        ),
    ],
)
def test_limits_say_what_they_add_up(tmp_path, more, chinese, english):
    """A limit tells its transfers, for whom they are added up, which way round, and the value of a lone parameter."""
    body = f"{BODY}limits: [{{title: 封顶, of: [forth, back], at_most: most{more}}}]\n"
    output = shown(tmp_path, body)

    assert "封顶 [整个考核期] 签署文本 正付、另付：" in output
    assert chinese in output
    assert "即：年度上限 = 自 2020-01-01：10 万元；自 2025-01-01：20 万元" in output
    output = shown(tmp_path, body, "en")

    assert "[the whole period] signed text forth, back: " in output
    assert english in output


def test_each_of_what_a_limit_holds_for(tmp_path):
    """The axes of a limit are told; ``year`` reads as the year."""
    output = shown(tmp_path, f"{BODY}limits: [{{title: 封顶, of: [forth], per: [section, year], at_most: most}}]\n")

    assert "封顶 [断面 × 年]" in output


def test_funds_inputs_bands_and_values(tmp_path):
    """Openings are told in words, inputs with their axes, bands without brackets, grades and units as people write."""
    output = shown(tmp_path, BODY)
    for part in (
        "pool │ 资金池 │ 年度上限 × 2 │",
        "deposits │ 保证金（按缔约方分户） │ 保证金额 = 上游市 30 万元、下游市 不参加 │",
        "empty │ 空池 │ 0 │",
        "flood │ 经认定的洪水月份 │ 是/否 │ 断面 × 月 │ 缺省：否 │",
        "score │ 得分 │ 分 │ │ 缺省：60 分 │",
        "needed │ 要求类别 │ 类别 │ │ 必须申报 │",
        "by_grade │ 按类别 │ Ⅰ │ 2 万元 │",
        "by_grade │ 按类别 │ Ⅱ 至 Ⅲ │ 1 万元 │",
        "by_grade │ 按类别 │ Ⅳ 至 劣Ⅴ │ -1 万元 │",
        "by_multiple │ 按倍数 │ < 0 % │ 0 │",
        "by_multiple │ 按倍数 │ = 0 % │ 1 │",
        "by_multiple │ 按倍数 │ > 0, ≤ 0.5 % │ 2 │",
        "best │ 应达类别 │ Ⅱ │",
        "1月 1%、2月 2%、",
        "12月 12%",
        "另付 back [整个考核期]",
        "即：单价 = 100 元",
        "即：各日【日平均流量】中最小的（按月归并）",
    ):
        assert part in output, part


def test_in_english(tmp_path):
    """The same in English, with commas between names."""
    output = shown(tmp_path, BODY, "en")
    for part in (
        "保证金 (an account for each party) │ deposit = 上游市 30 万元, 下游市 takes no part │",
        "section × month │ default: no │",
        "Ⅱ to Ⅲ │",
        "month 1 1%, month 2 2%,",
        "(grouped by month)",
    ):
        assert part in output, part


@pytest.mark.parametrize(
    ("assessment", "chinese", "english"),
    [
        ("", "考核年度：自然年，1 月至 12 月 ", "assessment year: the calendar year "),
        (
            "assessment: {starts: 12, months: [12, 1, 2]}\n",
            "考核年度：上年 12 月至当年 11 月；计入 12、1、2 月 ",
            "assessment year: from month 12 of the year before to month 11 of the year; months counted: 12, 1, 2 ",
        ),
    ],
)
def test_the_assessment_year(tmp_path, assessment, chinese, english):
    """A year that begins in another month than January says in which years its months lie."""
    assert chinese in shown(tmp_path, BODY + assessment)
    assert english in shown(tmp_path, BODY + assessment, "en")


def test_roles_and_columns_without_anything(tmp_path):
    """Roles of the agreement's own stand in a column, in Chinese where they have a common name; empty columns do not."""
    body = BODY.replace("target: III}", "target: III, roles: {county: shang}}").replace(
        "payer: downstream", "payer: county"
    )
    body = body.replace("payee: upstream", "payee: downstream")
    output = shown(tmp_path, body)

    assert "名称 ┃ 断面 ┃ 上游方 ┃ 下游方 ┃ 其他角色 ┃ 目标 ┃ 依据" in output
    assert "所在县 上游市" in output
    assert "[断面 × 月] 所在县 → 下游方" in output
    assert "county 上游市" in shown(tmp_path, body, "en")


@pytest.mark.parametrize(
    ("deadline", "zh", "en"),
    [
        ("{month: 4, day: 30}", "支付期限:按期（当年4月30日）", "due: 按期 (4-30 of the same year)"),
        ("{years_after: 1, month: 3}", "支付期限:按期（次年3月31日）", "due: 按期 (3-31 of the next year)"),
        ("{years_after: 2, month: 2}", "支付期限:按期（之后第2年2月28日）", "due: 按期 (2-28, 2 years later)"),
    ],
)
def test_a_deadline_is_shown_beside_the_words_that_it_is_read_from(deadline: str, zh: str, en: str, tmp_path: Path):
    body = BODY.replace("payee: shang, amount", f"payee: shang, due: 按期, deadline: {deadline}, amount")

    assert zh in shown(tmp_path, body).replace("：", ":")
    assert en in shown(tmp_path, body, "en")
