"""docs/plots.md and its Chinese version: the session runs, every function is told, and so is how much is drawn."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import ecocomp as ec
from ecocomp.report.plots import contributions, distribution, flows, simulated, terms
from tests.docs.support import DOCS, page, session

each_page = pytest.mark.parametrize("name", ["plots.md", "plots.zh.md"])


@each_page
def test_the_session_of_the_page_runs_as_it_stands(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    shutil.copytree(DOCS.parent / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    assert session(name) == 21
    assert (tmp_path / "pinglin.png").read_bytes().startswith(b"\x89PNG")


@each_page
def test_every_function_is_told_and_how_much_it_draws(name: str):
    text = page(name)

    assert [each for each in dir(ec) if each.startswith("plot_") and f"`{each}(" not in text] == []
    for most in (contributions.MOST_ROWS, flows.MOST_ARROWS, flows.MOST_HOLDERS):
        assert str(most) in text
    assert (distribution.MOST_ROWS, distribution.FEW, distribution.ALONE) == (24, 40, 100)
    assert (simulated.MOST_PARTIES, terms.MOST_AMOUNTS) == (8, 10)


@each_page
def test_the_pictures_of_the_page_are_there_and_small(name: str):
    for picture in ("plots.png", "plots-simulated.png"):
        assert f"]({picture})" in page(name)
        assert 10_000 < (DOCS / picture).stat().st_size < 200_000
