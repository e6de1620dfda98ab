"""docs/settlement-page.md and its Chinese version: the session runs, and what is shown at most is what the code shows."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ecocomp.markup import LONGEST_TEXT
from ecocomp.report.page import flow, lines, notes, terms, water
from tests.docs.support import DOCS, page, session

each_page = pytest.mark.parametrize("name", ["settlement-page.md", "settlement-page.zh.md"])


@each_page
def test_the_session_of_the_page_runs_as_it_stands(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    shutil.copytree(DOCS.parent / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    assert session(name) == 8
    assert (tmp_path / "fuli-2024.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@each_page
def test_the_page_tells_how_much_is_shown(name: str):
    most = {
        "lines": lines.MOST_LINES,
        "values": lines.MOST_VALUES,
        "sections": water.MOST_SECTIONS,
        "notes": notes.MOST_NOTES,
        "aside": terms.MOST_ASIDE,
        "text": LONGEST_TEXT,
        "holders": flow.MOST_HOLDERS,
        "arrows": flow.MOST_ARROWS,
    }
    text = page(name)

    assert [key for key, number in most.items() if str(number) not in text] == []


@each_page
def test_the_picture_of_the_page_is_there_and_small(name: str):
    assert "](settlement-page.png)" in page(name)
    assert 10_000 < (DOCS / "settlement-page.png").stat().st_size < 400_000
