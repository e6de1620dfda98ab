"""docs/plots.md and its Chinese version: the session runs, every function is told, and so is how much is drawn."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import ecocomp as ec
from ecocomp.report.plots import contributions, flows
from tests.docs.support import DOCS, page, session

each_page = pytest.mark.parametrize("name", ["plots.md", "plots.zh.md"])


@each_page
def test_the_session_of_the_page_runs_as_it_stands(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    shutil.copytree(DOCS.parent / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    assert session(name) == 11
    assert (tmp_path / "pinglin.png").read_bytes().startswith(b"\x89PNG")


@each_page
def test_every_function_is_told_and_how_much_it_draws(name: str):
    text = page(name)

    assert [each for each in dir(ec) if each.startswith("plot_") and f"`{each}(" not in text] == []
    for most in (contributions.MOST_ROWS, flows.MOST_ARROWS, flows.MOST_HOLDERS):
        assert str(most) in text


@each_page
def test_the_picture_of_the_page_is_there_and_small(name: str):
    assert "](plots.png)" in page(name)
    assert 10_000 < (DOCS / "plots.png").stat().st_size < 200_000
