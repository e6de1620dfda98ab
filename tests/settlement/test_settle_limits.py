"""Settling by limits of the agreement's own and of a local standard: money, basis, explanations, what is shown."""

from __future__ import annotations

from datetime import date

import pytest

import ecocomp as ec
from ecocomp.money import yuan_text
from ecocomp.period import assessment_year
from ecocomp.report.show import agreement_tables
from ecocomp.report.template.form import Form
from ecocomp.report.template.guide import rules_text
from tests.settlement.support import STEPS, agreement_text, read

CSV = "断面,时间,氨氮(mg/L)\n甲,2024-01,0.60\n甲,2024-02,0.40\n"
OWN = "limits: {nh3n: {values: [0.1, 0.3, 0.5, 1, 2], clause: 第九条, source: 附件二, status: reported}}"
STANDARD = """\
ecocomp_standard: 1
id: made-up
title: 试验流域水环境质量标准
number: DB00/T 1-2024
issuer: 试验省
in_force: 2024-02-01
status: published
limits: {nh3n: {values: [0.05, 0.1, 0.35, 1, 2], clause: 表1}}
"""


def settled(more: str, folder=None, body: str = STEPS, **options) -> ec.Settlement:
    text = agreement_text(body.replace("missing: refuse", f"missing: refuse, {more}"))
    options = {"through": 2, **options}
    return ec.settle(ec.read_agreement(text, file="trial.yaml", folder=folder), read(CSV), 2024, **options)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "made-up.standard.yaml").write_text(STANDARD, encoding="utf-8")
    return tmp_path


def paid(settlement: ec.Settlement) -> list[tuple[str, str]]:
    return [(str(each.payer), yuan_text(each.fen)) for each in settlement.lines]


def test_a_limit_of_the_agreements_own_changes_the_money(folder):
    """Target Ⅲ, 100 元 a class. 0.60 and 0.40 are Ⅲ and Ⅱ nationally: 0 and +100.

    By the agreement's own limits (Ⅱ 0.3, Ⅲ 0.5, Ⅳ 1) they are Ⅳ and Ⅲ: −100 and 0. By the local standard (Ⅲ 0.35,
    Ⅳ 1) they are both Ⅳ: −100 each. With both, the agreement's own go first.
    """
    assert paid(settled("at_least: 1")) == [("xia", "100.00")]
    assert paid(settled(OWN)) == [("shang", "100.00")]
    assert paid(settled("local_standard: made-up", folder)) == [("shang", "100.00"), ("shang", "100.00")]
    assert paid(settled(f"local_standard: made-up, {OWN}", folder)) == [("shang", "100.00")]


def test_limits_that_lake_sections_have_apart():
    """In a lake 0.60 is judged by lake, in a river by values."""
    own = "limits: {nh3n: {values: [0.1, 0.2, 0.3, 0.4, 0.5], lake: [0.1, 0.2, 0.6, 0.7, 0.8]}}"

    assert settled(own).explain("steps", month="2024-01").value == 3 - 6
    lake = settled(own, body=STEPS.replace("name: 甲,", "name: 甲, waters: lake,"))
    assert lake.explain("steps", month="2024-01").value == 0


def test_limit_gives_the_agreements_own():
    """limit(III) is the stated limit, so that 0.60 mg/L exceeds 0.5 mg/L by 0.2."""
    body = STEPS + "  factor: {title: 系数, value: 1}\n"
    rule = '  - {name: over, title: 超标倍数, formula: "exceedance(C, limit(III)) * factor"}\n  - {name: amount,'
    settlement = settled(OWN, body=body.replace("  - {name: amount,", rule))

    assert str(settlement.explain("over", month="2024-01").value) == "1/5"


def test_stated_limits_are_terms_that_payments_rest_on():
    """A payment that judges by limits of which only the press tells is itself no better than that."""
    settlement = settled(OWN)

    assert [(each.path, each.title, each.status) for each in settlement.agreement.unconfirmed] == [
        ("readings.limits.nh3n", "氨氮限值", "reported")
    ]
    assert settlement.lines[0].status == "reported"
    assert "settlement.terms_reported" in {each.code for each in settlement.problems}


def test_limits_of_a_local_standard_are_terms_too(folder):
    """Their status is that of the standard's file, or their own."""
    (folder / "made-up.standard.yaml").write_text(STANDARD.replace("published", "assumed"), encoding="utf-8")
    settlement = settled("local_standard: made-up", folder)

    assert [(each.path, each.title) for each in settlement.agreement.unconfirmed] == [
        ("readings.local_standard.nh3n", "DB00/T 1-2024 氨氮限值")
    ]
    assert settlement.lines[0].status == "assumed"


def test_amounts_that_do_not_judge_do_not_rest_on_limits():
    """A payment of a fixed price is signed, whatever the status of limits that others are judged by."""
    body = STEPS + "  fixed: {title: 定额, unit: 元, value: 5}\n"
    body = body.replace(
        "amount: amount}", "amount: amount}\n  - {name: flat, title: 定额补偿, payer: xia, payee: shang, amount: fixed}"
    )
    settlement = settled(OWN, body=body)

    assert {each.name: each.status for each in settlement.lines} == {"monthly": "reported", "flat": "signed"}


def test_explanations_name_the_limits(folder):
    """A grade is explained with the standard it is by, or the limits that go before, with clause, source and status."""
    national = settled("at_least: 1").explain("steps", month="2024-01").text("zh")
    assert "评价限值：GB 3838-2002（河流）" in national
    own = settled(OWN).explain("steps", month="2024-01")
    assert (
        "氨氮（河流）限值：Ⅰ 0.1, Ⅱ 0.3, Ⅲ 0.5, Ⅳ 1, Ⅴ 2 mg/L（协议自定; 第九条; 附件二; 媒体报道，未经文本确认）"
        in own.text("zh")
    )
    assert "GB 3838" not in own.text("zh")
    assert "limits of ammonia nitrogen (rivers): Ⅰ 0.1" in own.text("en")
    local = settled("local_standard: made-up", folder).explain("steps", month="2024-01").text("zh")
    assert "（DB00/T 1-2024 试验流域水环境质量标准; 表1; 公开文件）" in local


def test_a_named_set_is_named_in_explanations():
    """Beside its members stand the name of the set and where it is from."""
    body = STEPS.replace("[nh3n]", "[five]").replace("missing: refuse", "missing: skip")
    text = agreement_text(body)
    settlement = ec.settle(ec.read_agreement(text), read(CSV), 2024, through=2)

    told = settlement.explain("steps", month="2024-01").text("zh")
    assert "指标组 五项（环办监测函〔2020〕714号" in told
    assert "pH值、溶解氧、高锰酸盐指数、氨氮、总磷" in told


def test_a_standard_that_came_later_is_told(folder):
    """The standard is in force from 2024-02-01; a period from January is warned of, one from February is not."""
    codes = [
        {each.code for each in settled("local_standard: made-up", folder, since=since).problems} for since in (1, 2)
    ]

    assert ["settlement.standard_later" in each for each in codes] == [True, False]
    assert settled("local_standard: made-up", folder).agreement.local_standard.in_force == date(2024, 2, 1)


def test_rounding_that_changes_the_grade_is_told_by_the_stated_limits():
    """0.304 rounds to 0.30: by the agreement's limit of 0.3 that is Ⅱ instead of Ⅲ, nationally it is Ⅱ either way."""
    csv = CSV.replace("0.60", "0.304")
    codes = []
    for more in ("at_least: 1", OWN):
        text = agreement_text(STEPS.replace("missing: refuse", f"missing: refuse, {more}"))
        found = ec.settle(ec.read_agreement(text), read(csv), 2024, through=2)
        codes.append("\n".join(step[1] for each in found.explain("C", month="2024-01").walk() for step in each.steps))

    assert "the full value 0.304 is" not in codes[0]
    assert "the full value 0.304 is Ⅲ, the rounded value 0.3 is Ⅱ" in codes[1]


def test_show_prints_limits_and_sets(folder):
    """What an agreement judges by stands in `ecocomp show`: stated limits with clause and status, the standard, the set."""
    text = agreement_text(
        STEPS.replace("[nh3n]", "[five]").replace("missing: refuse", f"missing: refuse, local_standard: made-up, {OWN}")
    )
    agreement = ec.read_agreement(text, folder=folder)
    shown = {table.title: table.rows for table in agreement_tables(agreement, "zh")}
    rules = dict(shown["监测数据规则"])

    assert rules["地方标准"] == "DB00/T 1-2024 试验流域水环境质量标准；试验省；自 2024-02-01；公开文件"
    assert rules["指标组"].startswith("五项（环办监测函〔2020〕714号")
    assert shown["评价限值（优先于国家标准）"] == (
        ("氨氮", "河流", "Ⅰ 0.1, Ⅱ 0.3, Ⅲ 0.5, Ⅳ 1, Ⅴ 2 mg/L", "协议自定; 第九条; 附件二; 媒体报道，未经文本确认"),
    )


def test_the_form_for_bureaus_names_the_local_standard(folder):
    """The instructions of the template say by which standards the water is judged."""
    text = agreement_text(STEPS.replace("missing: refuse", "missing: refuse, local_standard: made-up"))
    agreement = ec.read_agreement(text, folder=folder)
    form = Form(agreement, agreement.text.readings, assessment_year(2024, 1, None))

    assert rules_text(form, "zh").startswith("DB00/T 1-2024、GB 3838-2002；")
