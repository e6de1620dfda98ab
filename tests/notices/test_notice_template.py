"""A bureau's own template: its fields, what it may not do, and errors that name the file and the field."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsmap

import ecocomp as ec
from tests.notices.support import part, steps, template, texts
from tests.settlement.support import codes


@pytest.fixture(scope="module")
def settlement() -> ec.Settlement:
    return steps()


def filled(settlement: ec.Settlement, source: Path, **options) -> list[str]:
    target = source.with_name("out.docx")
    settlement.to_notice("上游市", target, template=source, overwrite=True, **options)
    return texts(target)


def refused(settlement: ec.Settlement, source: Path) -> list[ec.Problem]:
    """The problems of a template, all of which name the file; nothing is written."""
    with pytest.raises(ec.NoticeError) as caught:
        settlement.to_notice("shang", source.with_name("out.docx"), template=source)
    assert not source.with_name("out.docx").exists()
    assert all(each.place.file == str(source) for each in caught.value.problems)
    return list(caught.value.problems)


def test_fields_loops_rows_and_tables(settlement, tmp_path):
    """A letter of a bureau's own wording takes fields in sentences, lists, rows of a table and whole tables."""
    source = template(
        tmp_path / "自备.docx",
        "致 {{ party }}：净额 {{ net }} 元，{{ net_capitals }}，{{ direction }}",
        "{%p for each in due %}",
        "- {{ each }}",
        "{%p endfor %}",
        "{% for row in payments.rows %}{{ row[0] }}={{ row[4] }};{% endfor %}",
        "{{p payments }}",
        header="{{ agreement }}",
    )
    found = filled(settlement, source)

    assert found[0] == "致 上游市：净额 900.00 元，人民币玖佰元整，收取"
    assert found[1].startswith("- 协议文本未载明支付期限")
    assert found[2] == "下游市=900.00;合计=900.00;"
    assert found[3:9] == ["对方", "应支付（元）", "应收取（元）", "相抵后", "净额（元）", "净额大写"]
    header = docx.Document(str(tmp_path / "out.docx")).sections[0].header
    assert header.paragraphs[0].text == "试验协议"


def test_several_texts_in_a_sentence_are_one_after_the_other(settlement, tmp_path):
    """Without a loop, as a clerk may write them: no brackets or quotes of a program."""
    source = template(tmp_path / "a.docx", "{{ payments.rows[0] }}", "{{ due }}")
    found = filled(settlement, source)

    assert found[0] == "下游市 200.00 1,100.00 收取 900.00 人民币玖佰元整"
    assert found[1].startswith("协议文本未载明支付期限")


def test_a_field_that_word_has_scattered_over_runs_is_found(settlement, tmp_path):
    """Word splits what is typed into runs wherever it likes."""
    document = docx.Document()
    paragraph = document.add_paragraph()
    for piece in ("{", "{ pa", "rty", " }", "}"):
        paragraph.add_run(piece)
    document.save(str(tmp_path / "split.docx"))

    assert filled(settlement, tmp_path / "split.docx") == ["上游市"]


def test_the_template_that_comes_along_gives_the_same_notice_when_given_back(settlement, tmp_path):
    ec.write_notice_template(tmp_path / "模板.docx")
    settlement.to_notice("shang", tmp_path / "一.docx")
    settlement.to_notice("shang", tmp_path / "二.docx", template=tmp_path / "模板.docx")

    assert (tmp_path / "一.docx").read_bytes() == (tmp_path / "二.docx").read_bytes()


def test_all_unknown_fields_are_told_at_once_with_what_was_meant(settlement, tmp_path):
    """In the body, in a condition and in the head of the page."""
    source = template(tmp_path / "a.docx", "{{ partty }}", "{% if foo %}x{% endif %}", header="{{ agrement }}")
    found = refused(settlement, source)

    assert {(each.details["name"], each.details.get("close")) for each in found} == {
        ("partty", "party"), ("foo", None), ("agrement", "agreement"),
    }  # fmt: skip
    assert found[0].message("zh") != found[0].message("en")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{ payments.amount }}", "template_unknown"),
        ("{{ party.name }}", "template_unknown"),
        ("{% if payments.nothing %}x{% endif %}", "template_unknown"),
        ("{% for each in due %}x", "template_syntax"),
        ("{% fro each in due %}", "template_syntax"),
        ("{{ party | safe }}", "template_syntax"),
        ("{{ party", "template_syntax"),
        ("{{ party.__class__.__mro__ }}", "template_unsafe"),
        ("{{ ().__class__.__base__.__subclasses__() }}", "template_unsafe"),
        ("{{ '%s'.__class__ }}", "template_unsafe"),
        ("{% for n in range(10**9) %}{% endfor %}", "template_failed"),
        ("{% for n in range(9999) %}{% for m in range(9999) %}{% endfor %}{% endfor %}", "template_failed"),
        ("{{ notes[99] }}", "template_unknown"),
        ("{{ payments.rows[0][99] }}", "template_unknown"),
        ("{{ 1 / 0 }}", "template_failed"),
        ("{{ party + 1 }}", "template_failed"),
        ("{{ payments }}", "template_structure"),
    ],
)
def test_what_a_template_may_not_do(settlement, tmp_path, text, code):
    """Each is one problem that names the file; a reader in either language learns what to do."""
    found = refused(settlement, template(tmp_path / "a.docx", text))

    assert {each.split("_close")[0] for each in codes(found)} == {code}
    assert len(found) == 1


def test_wrong_syntax_is_shown_near_where_it_is(settlement, tmp_path):
    source = template(tmp_path / "a.docx", "第一段", "第二段 {% fro x in due %}", "第三段")

    assert refused(settlement, source)[0].details["near"] == "第二段 {% fro x in due %}"


def test_a_loop_that_gives_nothing_leaves_a_cell_that_word_can_open(settlement, tmp_path):
    """A cell must hold a paragraph; notes are none here."""
    source = template(
        tmp_path / "a.docx", "{{ party }}", cells=["{%p for each in standing %}", "{{ each }}", "{%p endfor %}"]
    )

    assert filled(settlement, source) == ["上游市"]
    cell = docx.Document(str(tmp_path / "out.docx")).tables[0].cell(0, 0)
    assert len(cell.paragraphs) == 1


def with_footnote(path: Path, text: str) -> Path:
    """A template with a part for footnotes, as Word writes it, with a declaration of its encoding."""
    document = docx.Document()
    document.add_paragraph("{{ party }}")
    xml = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:footnotes xmlns:w="{nsmap["w"]}"><w:footnote w:id="1"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote></w:footnotes>"""
    notes = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, xml.encode(), document.part.package)
    document.part.relate_to(notes, RELATIONSHIP_TYPE.FOOTNOTES)
    document.save(str(path))
    return path


def test_footnotes_are_filled_in_too(settlement, tmp_path):
    """Word keeps a part for footnotes in nearly every file."""
    assert filled(settlement, with_footnote(tmp_path / "a.docx", "{{ agreement }}")) == ["上游市"]
    assert "试验协议" in part(tmp_path / "out.docx", "word/footnotes.xml")


def test_an_unknown_field_in_a_footnote_is_found(settlement, tmp_path):
    found = refused(settlement, with_footnote(tmp_path / "a.docx", "{{ agrement }}"))

    assert [each.details["name"] for each in found] == ["agrement"]


def other_content() -> bytes:
    """A zip file that is no Word file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "a")
    return buffer.getvalue()


@pytest.mark.parametrize(
    "content", [b"", b"no zip", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), other_content()], ids=range(4)
)
def test_a_file_that_is_no_word_file_is_refused(settlement, tmp_path, content):
    source = tmp_path / "a.docx"
    source.write_bytes(content)

    assert codes(refused(settlement, source)) == ["template_broken"]


def test_a_word_file_cut_off_is_refused_wherever_it_is_cut(settlement, tmp_path):
    whole = template(tmp_path / "whole.docx", "{{ party }}").read_bytes()
    source = tmp_path / "a.docx"
    for share in range(1, 10):
        source.write_bytes(whole[: len(whole) * share // 10])

        assert codes(refused(settlement, source)) == ["template_broken"]


def test_a_word_file_whose_text_is_damaged_is_refused(settlement, tmp_path):
    whole = template(tmp_path / "whole.docx", "{{ party }}")
    source = tmp_path / "a.docx"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(source, "w") as new:
        for each in old.namelist():
            content = old.read(each)
            new.writestr(each, content[:-30] if each == "word/document.xml" else content)

    assert codes(refused(settlement, source)) == ["template_broken"]


def test_a_template_that_would_fill_the_memory_is_refused(settlement, tmp_path):
    source = tmp_path / "a.docx"
    with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(100_000_001))

    assert codes(refused(settlement, source)) == ["template_large"]


@pytest.mark.parametrize("name", ["nowhere.docx", "", "folder"])
def test_a_template_that_is_not_there(settlement, tmp_path, name):
    (tmp_path / "folder").mkdir()
    with pytest.raises(ec.RequestError) as caught:
        settlement.to_notice("shang", tmp_path / "out.docx", template=tmp_path / name if name else "")

    assert codes(caught.value.problems) == ["template_missing"]


@pytest.mark.parametrize(("text", "passes"), [("", False), ("{{ mark }}", True), ("{{ standing[0] }}", True)])
def test_a_template_may_not_hide_that_a_notice_is_no_basis_for_payment(tmp_path, text, passes):
    """Of a provisional settlement a letter says so; of a final one of confirmed terms there is nothing to say."""
    source, provisional = template(tmp_path / "a.docx", "{{ party }}", text), steps(through=9)
    if passes:
        assert len(filled(provisional, source)) == 2
    else:
        (found,) = refused(provisional, source)
        assert codes([found]) == ["template_silent"]
        assert "不得作为拨付依据" in found.message("zh")
        assert filled(steps(), source) == ["上游市"]


def test_the_template_is_never_written_over(settlement, tmp_path):
    source = template(tmp_path / "a.docx", "{{ party }}")
    before = source.read_bytes()
    with pytest.raises(ec.RequestError):
        settlement.to_notice("shang", source, template=source, overwrite=True)

    assert source.read_bytes() == before
