"""The page is whole, stands alone, and is the same for the same settlement, in both languages."""

from __future__ import annotations

import re

import pytest

import ecocomp as ec
from tests.page.support import Page, chain, readings, settled
from tests.settlement.support import STEPS, agreement_text, monthly, read
from tests.settlement.support import settled as settle_text

GAPS = monthly({"甲": ["0.5", "--", "0.5"]}, months=(1, 2, 3))
CAPPED = (
    STEPS + "limits:\n  - {title: 年度封顶, clause: 第七条, of: [monthly], per: [section, year], at_most: 3 * price}\n"
)
INPUT_ONLY = """\
inputs: {score: {title: 得分, kind: number, per: [party]}}
parameters: {price: {title: 单价, unit: 元, value: 100}}
transfers:
  - {name: reward, title: 奖励, payer: xia, payee: shang, amount: "sum(score, party) * price"}
"""
SETTLEMENTS = {
    "two parties": lambda: settled(2),
    "twenty parties": lambda: settled(20),
    "sixty parties": lambda: settled(60),
    "no readings": lambda: settle_text(INPUT_ONLY, None, inputs={"score": {"shang": 3, "xia": 4}}),
    "gaps": lambda: settle_text(STEPS, GAPS, gaps="skip"),
    "limits": lambda: settle_text(CAPPED, monthly({"甲": "0.1"})),
    "nothing paid": lambda: settle_text(STEPS, monthly({"甲": "0.8"})),
    "a part of the year": lambda: settle_text(STEPS, monthly({"甲": "0.1"}), through=3),
}

each_settlement = pytest.mark.parametrize("name", SETTLEMENTS)
each_language = pytest.mark.parametrize("language", ["zh", "en"])


@each_settlement
@each_language
def test_tags_are_closed_and_nothing_comes_from_outside(name, language):
    text = SETTLEMENTS[name]().to_html(language=language)
    page = Page(text)

    assert page.wrong == []
    assert page.outside == []
    assert "//" not in text
    assert "url(" not in text
    assert "@import" not in text
    assert page.named("html")[0].attributes["lang"] == {"zh": "zh-CN", "en": "en"}[language]
    assert "width=device-width" in page.named("meta")[2].attributes["content"]


@each_settlement
def test_the_links_of_the_page_lead_to_its_parts(name):
    page = Page(SETTLEMENTS[name]().to_html())
    parts = {each.attributes["id"] for each in page.tags if "id" in each.attributes}
    links = [each.attributes["href"] for each in page.named("a")]

    assert len(links) > 3
    assert {each.removeprefix("#") for each in links} == parts


@each_language
def test_the_same_settlement_gives_the_same_bytes(language):
    assert settled(5).to_html(language=language) == settled(5).to_html(language=language)


def test_the_folder_of_the_agreement_is_not_told(tmp_path):
    """The same file elsewhere gives the same page; what is sent around names nobody's folders."""
    pages = []
    for folder in ("一", "二"):
        path = tmp_path / folder / "协议.yaml"
        path.parent.mkdir()
        path.write_text(agreement_text(STEPS.replace("decimals: standard", "decimals: unrounded")), encoding="utf-8")
        pages.append(ec.settle(ec.load_agreement(path), read(monthly({"甲": "0.5"})), 2024).to_html())

    assert pages[0] == pages[1]
    assert "协议.yaml" in pages[0]
    assert str(tmp_path) not in pages[0]


def test_english_has_no_chinese_but_what_the_files_say():
    """Of an agreement whose names are all English, the page has Chinese only in units and quoted titles."""
    agreement = chain(3, english="Town {}")
    text = Page(ec.settle(agreement, readings(agreement), 2024).to_html(language="en")).text
    said = set(re.findall(r"[\u4e00-\u9fff]+", text))
    own = set(re.findall(r"[\u4e00-\u9fff]+", agreement.canonical)) | {"监测", "元", "劣", "金额修约", "监测数据规则"}

    assert said <= own


def test_a_page_is_written_where_it_is_asked_for(tmp_path):
    settlement = settled(2)
    text = settlement.to_html(tmp_path / "清算.html", "en")

    assert (tmp_path / "清算.html").read_bytes() == text.encode()
    assert text == settlement.to_html(language="en")
    assert [path.name for path in tmp_path.iterdir()] == ["清算.html"]


def test_a_page_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "清算.html").mkdir()

    with pytest.raises(ec.OutputError):
        settled(2).to_html(tmp_path / "清算.html")
    with pytest.raises(ec.RequestError):
        settled(2).to_html("")
    with pytest.raises(ValueError, match="language"):
        settled(2).to_html(language="fr")


def test_the_page_among_the_files_is_that_of_to_html(tmp_path):
    settlement = settled(3)
    settlement.save(tmp_path, language="en")

    assert (tmp_path / "settlement.html").read_text(encoding="utf-8") == settlement.to_html(language="en")
