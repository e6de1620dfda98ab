"""``ecocomp notice`` and the methods of a settlement: what is written where, and what is refused."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

import ecocomp as ec
from ecocomp.report.notice import write
from ecocomp.report.notice.write import file_names
from tests.commands.support import contents, files, run
from tests.notices.support import EXAMPLE, steps, template, texts
from tests.settlement.support import agreement, codes

NAMES = {"结算通知书-上游市.docx", "结算通知书-下游市.docx"}


def test_a_file_for_each_party(tmp_path):
    terms, data = files(tmp_path)
    result = run("notice", terms, data, "--year", "2024", "--out", tmp_path / "通知书")

    assert result.exit_code == 0, result.output
    assert result.stdout == f"已写入 {tmp_path / '通知书'}：结算通知书-上游市.docx, 结算通知书-下游市.docx\n"
    assert set(contents(tmp_path / "通知书")) == NAMES
    assert "上游市：" in texts(tmp_path / "通知书" / "结算通知书-上游市.docx")


def test_what_is_no_official_settlement_is_told_on_the_terminal_too(tmp_path):
    result = run("notice", "fuli-river", EXAMPLE, "--year", "2024", "--party", "武汉市", "--out", tmp_path)

    assert result.exit_code == 0, result.output
    assert "24 项未经签署文本或公开文件确认的条款，不是正式结算" in result.stderr


def test_one_party_in_english_by_id_or_name(tmp_path):
    terms, data = files(tmp_path)
    for party in ("xia", "下游市"):
        out = tmp_path / party
        result = run("notice", terms, data, "--year", "2024", "--party", party, "--out", out, "--lang", "en")

        assert result.exit_code == 0, result.output
        assert os.listdir(out) == ["settlement-notice-下游市.docx"]


def test_a_party_that_there_is_not(tmp_path):
    terms, data = files(tmp_path)
    result = run("notice", terms, data, "--year", "2024", "--party", "中游市", "--out", tmp_path / "o")

    assert result.exit_code == 2
    assert "中游市" in result.stderr
    assert not (tmp_path / "o").exists()


def test_a_notice_that_is_there_may_be_filled_in_and_is_kept(tmp_path):
    """All that would be written over are named, and nothing is written."""
    terms, data = files(tmp_path)
    out = tmp_path / "o"
    out.mkdir()
    (out / "结算通知书-下游市.docx").write_bytes(b"filled in")
    arguments = ("notice", terms, data, "--year", "2024", "--out", out)
    refused = run(*arguments)

    assert refused.exit_code == 3
    assert "--overwrite" in refused.stderr
    assert contents(out) == {"结算通知书-下游市.docx": b"filled in"}
    assert run(*arguments, "--overwrite").exit_code == 0
    assert set(contents(out)) == NAMES


def test_a_write_that_fails_leaves_the_old_files_as_they_were(tmp_path, monkeypatch):
    """The second file fails when it is put in place: the first is put back too."""
    paths = steps().notices(tmp_path)
    before = contents(tmp_path)
    replace = os.replace

    def failing(source, target):
        if Path(target) == paths[1] and not str(source).endswith(".old"):
            raise PermissionError(13, "Permission denied")
        replace(source, target)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(ec.OutputError, match="下游市"):
        steps(through=9).notices(tmp_path, overwrite=True)
    monkeypatch.undo()

    assert contents(tmp_path) == before


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "o").write_bytes(b"a file")
    with pytest.raises(ec.OutputError):
        steps().notices(tmp_path / "o")

    assert contents(tmp_path) == {"o": b"a file"}


def test_an_own_template_and_its_errors(tmp_path):
    terms, data = files(tmp_path)
    good, bad = template(tmp_path / "好.docx", "致{{ party }}"), template(tmp_path / "坏.docx", "{{ amounts }}")
    arguments = ("notice", terms, data, "--year", "2024", "--out", tmp_path / "o", "--notice-template")

    assert run(*arguments, good).exit_code == 0
    assert texts(tmp_path / "o" / "结算通知书-上游市.docx") == ["致上游市"]
    result = run(*arguments, bad, "--overwrite")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{bad}: 通知书模板中的字段 amounts 不存在")


def test_the_template_is_written_for_a_bureau_to_change(tmp_path):
    path = tmp_path / "模板.docx"

    assert run("notice-template", "--out", path).exit_code == 0
    assert "{{ party }}：" in texts(path)
    assert run("notice-template", "--out", path).exit_code == 3
    assert run("notice-template", "--out", path, "--overwrite", "--lang", "en").exit_code == 0
    assert "To: {{ party }}" in texts(path)
    assert run("notice-template", "--out", tmp_path / "模板.doc").exit_code == 2


def test_without_the_libraries_the_command_says_what_to_install(tmp_path, monkeypatch):
    """Before anything is read: settling a year for nothing would be a pity."""
    monkeypatch.setattr(write, "LIBRARIES", ("docx", "no_such_library"))
    result = run("notice", "no-such-agreement", "--year", "2024", "--out", tmp_path / "o")

    assert result.exit_code == 1
    assert f"{sys.executable} -m pip install docxtpl" in result.stderr
    with pytest.raises(ec.NoticeError) as caught:
        steps().notices(tmp_path / "o")
    assert codes(caught.value.problems) == ["needs_docx"]


@pytest.mark.parametrize("path", ["通知书.doc", "通知书", ""])
def test_a_name_that_is_not_one_of_a_word_file(tmp_path, path):
    with pytest.raises(ec.RequestError):
        steps().to_notice("shang", tmp_path / path if path else "")


def test_no_party_at_all(tmp_path):
    with pytest.raises(ec.RequestError) as caught:
        steps().notices(tmp_path, parties=[])

    assert codes(caught.value.problems) == ["no_party"]


def test_every_party_has_a_file_name_that_every_system_can_have():
    """Forbidden characters, the same name twice, names of dots, and names longer than a file may have."""
    body = """\
parameters: {price: {title: 金额, unit: 元, value: 100}}
transfers: [{name: yearly, title: 年度补偿, payer: xia, payee: shang, amount: price}]
"""
    names = {"shang": "A/B市", "xia": "A:B市", "dots": "'..'", "long": "市" * 500, "low": "ab", "high": "AB"}
    parties = "parties:\n" + "".join(f"  {key}: {{name: {name}}}\n" for key, name in names.items())
    settlement = ec.settle(agreement(body, parties=parties), None, 2024)
    found = file_names(settlement, "zh")

    assert found["shang"] == "结算通知书-A_B市_shang.docx"
    assert found["xia"] == "结算通知书-A_B市_xia.docx"
    assert found["dots"] == "结算通知书-_dots.docx"
    assert found["low"] != found["high"]
    assert len({name.casefold() for name in found.values()}) == len(names)
    assert max(len(name.encode()) for name in found.values()) < 200


def test_readings_are_never_written_over(tmp_path):
    """A reading file that is named like a notice stays."""
    terms, data = files(tmp_path)
    out = tmp_path / "o"
    out.mkdir()
    moved = data.rename(out / "结算通知书-上游市.docx")
    before = moved.read_bytes()
    with pytest.raises(ec.RequestError):
        steps().notices(out, overwrite=True, read=[moved])

    assert moved.read_bytes() == before
    assert terms.exists()
