"""docs/notice.md and its Chinese version: sessions and commands run, and templates written as the page says are filled in."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

import ecocomp as ec
from ecocomp.cli import cli
from tests.docs.support import blocks, session, write_example
from tests.notices.support import steps, template, texts

PAGES = ("notice.md", "notice.zh.md")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the page speaks of, as the current one."""
    write_example(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.usefixtures("folder")
def test_the_session_of_the_page_runs_as_it_stands(name: str):
    assert session(name) == 7


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.usefixtures("folder")
def test_the_commands_of_the_page_work_one_after_the_other(name: str):
    for line in next(each.text for each in blocks(name) if each.info == "sh").splitlines():
        result = CliRunner().invoke(cli, shlex.split(line)[1:])

        assert result.exit_code == 0, result.output


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.usefixtures("folder")
def test_the_message_of_the_page_is_the_one_that_is_given(name: str):
    (message,) = (each.text.strip() for each in blocks(name) if each.info == "text")
    source = message.split(":", maxsplit=1)[0]
    template(Path(source), "{{ partty }}")
    with pytest.raises(ec.NoticeError) as caught:
        steps().notices("out", template=source)

    assert caught.value.text("zh" if name.endswith(".zh.md") else "en") == message


def test_rows_of_a_table_drawn_by_oneself_are_repeated(tmp_path: Path):
    """As the page says: the loop stands in cells of rows of its own."""
    import docx

    document = docx.Document()
    table = document.add_table(3, 2)
    table.cell(0, 0).text = "{%tr for row in payments.rows %}"
    table.cell(1, 0).text, table.cell(1, 1).text = "{{ row[0] }}", "{{ row[4] }}"
    table.cell(2, 0).text = "{%tr endfor %}"
    document.save(str(tmp_path / "a.docx"))
    steps().to_notice("shang", tmp_path / "out.docx", template=tmp_path / "a.docx")

    assert texts(tmp_path / "out.docx") == ["下游市", "900.00", "合计", "900.00"]
