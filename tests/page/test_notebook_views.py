"""What notebooks show of an agreement, readings, a settlement and a derivation; and their tables in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

import ecocomp as ec
from tests.page.support import Page, chain, settled
from tests.settlement.support import STEPS, agreement, monthly, read
from tests.settlement.support import settled as settle_text

HOSTILE = "<script>alert(1)</script>"
#: No view is larger, whatever it shows.
MOST_BYTES = 60_000


def view(thing: object) -> Page:
    """The view of an object, which is whole and stands alone."""
    text = thing._repr_html_()
    page = Page(text)

    assert page.wrong == page.outside == []
    assert len(text.encode()) < MOST_BYTES
    return page


@pytest.mark.parametrize("name", ec.corpus_names())
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_agreement_of_the_corpus_has_a_view(name, language, monkeypatch):
    monkeypatch.setenv("ECOCOMP_LANG", language)
    found = ec.load_agreement(name)
    title = found.text.title_en if language == "en" and found.text.title_en else found.title

    assert title in view(found).text


def test_a_settlement_shows_who_pays_whom():
    found = view(settle_text(STEPS, monthly({"甲": ["0.5"] * 11 + ["2.0"]})))

    assert found.cells == ["下游市", "上游市", "900.00", "上游市", "900.00", "下游市", "-900.00"]
    assert "12 笔划拨，0 项注意" in found.text


def test_a_settlement_in_which_nobody_pays_says_so():
    assert "互不支付" in view(settle_text(STEPS, monthly({"甲": "0.8"}))).text


def test_what_is_long_is_cut():
    """Of forty parties and thousands of readings the first are shown, and how many more there are."""
    settlement = settled(40)

    assert "其余 29 项从略。" in view(settlement).text
    assert "40 个缔约方，39 个断面" in view(settlement.agreement).text
    assert "其余 460 项从略。" in view(settlement.readings).text
    assert len(view(settlement.readings).named("tr")) == 9
    view(settled(3, name="长" * 1800 + "{}"))
    view(chain(60, name="长" * 1800 + "{}"))


def test_readings_show_the_first_of_them_with_their_places():
    found = view(read(monthly({"甲": "0.5"})))

    assert "12 个监测值，1 个断面，1 个文件" in found.text
    assert found.cells[:5] == ["甲", "2024-01", "氨氮", "0.5", "监测.csv:2:3"]
    assert "0 个监测值" in view(ec.Readings()).text


def test_a_derivation_is_a_list_with_lists_inside():
    settlement = settle_text(STEPS, monthly({"甲": "0.5"}))
    found = view(settlement.explain(settlement.lines[0]))

    assert len(found.named("ul")) > 3
    assert "监测.csv:2:3" in found.text


def test_a_derivation_of_many_values_is_cut():
    """Of a month with a reading a day the first are named, and that there are more."""
    body = STEPS.replace(
        "rules:\n", 'rules:\n  - {name: total, title: 合计, formula: "sum(sum(sum(C, month), indicator), section)"}\n'
    )
    csv = "断面,时间,氨氮(mg/L)\n" + "".join(
        f"甲,2024-{month:02d}-{day:02d},0.5\n" for month in range(1, 13) for day in range(1, 29)
    )
    settlement = settle_text(body, csv)
    found = view(settlement.explain("total"))

    assert "另有 22 个监测值" in found.text


def test_texts_of_files_are_text():
    """Names of parties and files that are markup add no tag to any view."""
    found = ec.settle(agreement(STEPS, parties=f"parties: {{shang: {{name: '{HOSTILE}'}}, xia: {{name: 下游市}}}}\n"),
                      read(monthly({"甲": "0.5"}), "<b>监测.csv"), 2024)  # fmt: skip
    for each in (found, found.agreement, found.readings, found.explain(found.lines[0])):
        assert not {"script", "b>监测.csv"} & {tag.name for tag in view(each).tags}
    assert HOSTILE in view(found).text
    assert "<b>监测.csv:2:3" in view(found.readings).text


def test_the_language_is_that_of_the_environment(monkeypatch):
    settlement = settled(2)
    monkeypatch.setenv("ECOCOMP_LANG", "en")

    assert "payer" in view(settlement).text
    assert "12 readings, 1 sections" in view(settlement.readings).text


def test_transfers_with_headings_in_words():
    """The rows are those of ``transfers``, with names for ids."""
    settlement = settle_text(STEPS, monthly({"甲": ["0.5", "2.0"]}, months=(1, 2)), through=2)
    chinese, english = settlement.transfers_table(), settlement.transfers_table("en")

    assert list(chinese.columns) == [
        "名称", "划拨", "支付方", "收取方", "金额（元）", "断面", "指标", "缔约方", "月", "季", "半年", "条款", "依据", "封顶",
    ]  # fmt: skip
    assert len(chinese.columns) == len(settlement.transfers.columns) == len(set(english.columns))
    assert chinese.loc[1, ["支付方", "收取方", "断面", "月", "条款", "封顶"]].tolist() == [
        "上游市", "下游市", "甲", "2024-02", "第六条", "",
    ]  # fmt: skip
    assert chinese["金额（元）"].tolist() == [Decimal("100.00"), Decimal("200.00")]
    assert list(english.columns)[:5] == ["name", "transfer", "payer", "payee", "amount (yuan)"]
    assert settle_text(STEPS, monthly({"甲": "0.8"})).transfers_table().empty


def test_readings_with_headings_in_words():
    """The rows are those of ``frame``; indicators, qualifiers, states and methods are in words."""
    found = read(
        "断面,时间,氨氮(mg/L),站点情况,监测方式\n甲,2024-01,0.5,正常,手工\n甲,2024-02,0.025L,维护,自动\n甲,2024-03,--,,\n"
    )
    chinese, english = found.table(), found.table("en")

    assert chinese["指标"].tolist() == ["氨氮"] * 3
    assert chinese["标识"].tolist() == ["", "低于检出限", "缺测"]
    assert chinese["站点情况"].tolist() == ["", "维护", ""]
    assert chinese["监测方式"].tolist() == ["手工", "自动", ""]
    assert english["method"].tolist() == ["manual", "automatic", ""]
    assert chinese["监测值"].tolist() == found.frame["value"].tolist()
    assert len(chinese.columns) == len(set(english.columns)) == len(found.frame.columns)
    assert ec.Readings().table().empty
