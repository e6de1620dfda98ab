"""The Word file itself: fonts, page, headings, bytes, and texts of users' files as they are."""

from __future__ import annotations

import io
import re
import time
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

import ecocomp as ec
from ecocomp.errors import Place
from ecocomp.report.notice import notice_of
from ecocomp.report.notice.blocks import PAGE_WIDTH, column_widths, table_xml
from ecocomp.report.notice.layout import default_template
from ecocomp.report.notice.render import FIELDS, checked, rendered
from ecocomp.report.tables import Table
from tests.commands.support import run
from tests.contracts.test_chinese_output import WORLD, english, monitoring
from tests.notices.support import fuli, part, steps, template, texts
from tests.settlement.support import HEAD, MONEY, agreement_text, monthly, read


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The notice of Suizhou in the example."""
    return fuli().to_notice("suizhou", tmp_path_factory.mktemp("word") / "通知书.docx")


def test_the_letter_reads_from_title_to_date(written):
    found = texts(written)
    wanted = [
        "府澴河流域横向生态保护补偿协议", "2024年度补偿资金结算通知书", "本件不是正式结算，不得作为拨付依据。", "随州市：", "一、结算金额",
        "随州市应支付与应收取相抵后，净收取补偿资金人民币伍佰万元整（¥5,000,000.00）。", "二、支付期限", "三、考核断面", "四、预算科目",
        "五、异议", "六、注意事项", "七、数据来源与版本", "监测数据：fuli-river-2024-constructed.csv。", "附件：1. 监测值与评价结果",
        "　　　2. 划拨明细与计算过程",
        "＿＿＿＿＿＿＿＿（盖章）", "＿＿＿＿年＿＿月＿＿日", "附件 1　监测值与评价结果", "附件 2　划拨明细与计算过程", "附件 3　未经确认的条款与说明",
    ]  # fmt: skip

    assert [text for text in found if text in wanted] == wanted
    assert not [text for text in found if "{" in text or "%}" in text]


def test_the_page_is_a4_with_a_mark_above_and_numbers_below(written):
    section = docx.Document(str(written)).sections[0]

    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert section.header.paragraphs[0].text == "非正式结算：含 24 项未经确认的条款"
    footer = section.footer._element
    assert [each.get(qn("w:instr")) for each in footer.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]
    assert "".join(each.text for each in footer.iter(qn("w:t"))) == "第 1 页 共 1 页"


def test_chinese_has_a_chinese_font_everywhere(written):
    """Without w:eastAsia the Latin font is asked for Chinese."""
    document = part(written, "word/document.xml")
    styles = docx.Document(str(written)).styles
    fonts = {name: styles[name].element.rPr.rFonts.get(qn("w:eastAsia")) for name in ("Normal", "Title", "Heading 1")}

    assert fonts == {"Normal": "仿宋", "Title": "宋体", "Heading 1": "黑体"}
    assert "Theme" not in "".join(str(dict(styles[name].element.rPr.rFonts.attrib)) for name in fonts)
    assert all("w:eastAsia" in each for each in re.findall(r"<w:rFonts[^>]*>", document))


def test_tables_repeat_their_headings_and_fit_the_page(written):
    tables = [each for each in docx.Document(str(written)).tables if len(each.columns) > 1]

    assert len(tables) == 7
    for table in tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table.rows[1]._tr.trPr.find(qn("w:tblHeader")) is None
        widths = [int(each.get(qn("w:w"))) for each in table._tbl.tblGrid.iter(qn("w:gridCol"))]
        assert PAGE_WIDTH - len(widths) <= sum(widths) <= PAGE_WIDTH


def test_the_same_settlement_gives_the_same_bytes_whenever(tmp_path, monkeypatch):
    """The time of day stands nowhere: not in the zip file, not in the properties."""
    first = steps().to_notice("shang", tmp_path / "一.docx").read_bytes()
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(2_000_000_000))
    second = steps().to_notice("shang", tmp_path / "二.docx").read_bytes()

    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.infolist()[0].filename == "[Content_Types].xml"
    properties = docx.Document(io.BytesIO(first)).core_properties
    assert properties.title == "2024年度补偿资金结算通知书 上游市"
    assert (properties.author, properties.created.year, properties.modified.year) == ("", 1980, 1980)


#: What a text must not do: be markup, be a tag of the template in either of its spellings, or end the file.
HOSTILE = (
    "<script>alert(1)</script>", "a & b", "</w:t></w:r>", "{{ party }}", "{% for x in y %}", "{_{ party }_}", "{_% x %_}", "{# x #}",
    "&lt;b&gt;", "&#123;", "“引号”", "\"'", "]]>", "{{p payments }}", "<!-- -->", "𠮷", "x" * 300,
)  # fmt: skip


def named(name: str) -> ec.Settlement:
    """A settlement with a text as title, party, section and clause."""
    quoted = "'" + name.replace("'", "''") + "'"
    body = (
        f"parties:\n  shang: {{name: {quoted}}}\n  xia: {{name: 下游市}}\n"
        f"sections: {{jia: {{name: 甲, river: {quoted}, upstream: shang, downstream: xia, target: III}}}}\n"
        "readings: {indicators: [nh3n], below_detection: half, decimals: standard, missing: refuse}\n"
        f"parameters: {{price: {{title: {quoted}, unit: 元, value: 100}}}}\n"
        f"transfers: [{{name: pay, title: {quoted}, clause: {quoted}, due: {quoted}, per: [section, month], payer: downstream, "
        'payee: upstream, amount: "price * (target - worst(grade(C), indicator))"}]\n'
    )
    own = ec.read_agreement(HEAD.replace("试验协议", quoted) + body + MONEY, file="trial.yaml")
    return ec.settle(own, read(monthly({"甲": "0.5"})), 2024)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_text_of_a_file_is_shown_as_it_is(tmp_path, name):
    found = texts(named(name).to_notice("shang", tmp_path / "a.docx"))

    assert f"{name}：" in found  # the party addressed
    assert found.count(name) >= 3  # the title, the river, the payment
    assert docx.Document(str(tmp_path / "a.docx")).core_properties.title.endswith(name[-20:])


def test_controls_in_a_text_are_shown_and_harm_nothing():
    """XML cannot hold them, and a line end would be a line end."""
    table = Table("", ("甲\x0b", "乙"), (("a\x00b\ufffe\uffff", "c\nd\u202e"),))
    xml = table_xml(table, "无")

    assert "甲�" in xml
    assert "a�b��" in xml
    assert "c⏎d�" in xml


@settings(max_examples=40)
@given(st.lists(st.text(max_size=12), min_size=1, max_size=4))
def test_any_text_is_one_that_word_can_read(cells):
    table = Table("标题", tuple("列" for _ in cells), (tuple(cells),))
    root = docx.oxml.parse_xml(f'<w:body xmlns:w="{docx.oxml.ns.nsmap["w"]}">{table_xml(table, "无")}</w:body>')

    assert len(list(root.iter(qn("w:tr")))) == 2


def test_wide_tables_keep_numbers_whole_and_share_the_rest():
    numbers = Table("", ("甲", "额", "文"), (("短", "123,456,789.00", "很长的文字" * 40),), frozenset({1}))
    short, number, long = column_widths(numbers)

    assert number > len("123,456,789.00") * 90
    assert long > number > short
    assert sum(column_widths(Table("", ("列",) * 30, (("值",) * 30,)))) <= PAGE_WIDTH


def test_the_template_of_the_library_has_nothing_wrong_in_it():
    for language in ("zh", "en"):
        content = default_template(language)

        assert checked(content, Place("模板.docx")) <= set(FIELDS)
        assert content == default_template(language)


def test_in_english_no_word_of_the_template_is_chinese(tmp_path):
    """An agreement with English names; the capital figures stay Chinese, as the law has them."""
    settlement = fuli()
    found = rendered(notice_of(settlement, "suizhou", "en", ""), default_template("en"), Place(), "en")
    headings = [text for text in texts(found) if re.match(r"\d\.|Annex|To:|Settlement", text)]

    assert headings[:3] == ["Settlement notice: compensation for 2024", "To: Suizhou", "1. Amounts"]
    assert not [text for text in headings if re.search("[一-鿿]", text.split(" [")[0])]


def test_styles_and_author_of_a_template_stay(tmp_path):
    """Whatever else a bureau's file holds is kept."""
    source = template(tmp_path / "a.docx", "{{ party }}")
    document = docx.Document(str(source))
    document.styles["Normal"].font.name = "楷体"
    document.core_properties.author = "财政局"
    document.save(str(source))
    steps().to_notice("shang", tmp_path / "out.docx", template=source)
    found = docx.Document(str(tmp_path / "out.docx"))

    assert found.styles["Normal"].font.name == "楷体"
    assert found.core_properties.author == "财政局"


def test_in_chinese_no_word_is_a_value_of_an_enumeration(tmp_path):
    """States, policies and waters of every kind are told in Chinese."""
    (tmp_path / "协议.yaml").write_text(agreement_text(WORLD), encoding="utf-8")
    (tmp_path / "监测.csv").write_text(monitoring(","), encoding="utf-8")
    result = run(
        "notice", tmp_path / "协议.yaml", tmp_path / "监测.csv", "--year", "2024", "--out", tmp_path, "--lang", "zh"
    )

    assert result.exit_code == 0, result.output
    found = "\n".join(texts(tmp_path / "结算通知书-上游市.docx"))
    assert english(found) == []
