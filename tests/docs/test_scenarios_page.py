"""docs/scenarios.md and its Chinese version: the sessions run, and the figures of the text are those of the code."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import ecocomp as ec
from ecocomp.simulation.scenarios import MISSING, fit, own_table, resampled
from tests.docs.support import DOCS, page, session

each_page = pytest.mark.parametrize("name", ["scenarios.md", "scenarios.zh.md"])


@each_page
def test_the_session_of_the_page_runs_as_it_stands(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    shutil.copytree(DOCS.parent / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)

    assert session(name) == 20


@each_page
def test_every_kind_and_option_is_told(name: str):
    text = page(name)
    functions = [each for each in dir(ec) if each.endswith("_scenarios")]

    assert len(functions) == 3
    assert [each for each in functions if f"`{each}(" not in text] == []
    assert all(f"`{each}`" in text or f"={each}`" in text for each in resampled.LENGTHS[:-1])


def test_the_figures_of_the_rules_are_those_of_the_code():
    english, chinese = page("scenarios.md"), page("scenarios.zh.md")

    assert (fit.VALUES_FOR_SPREAD, fit.MONTHS_FOR_CORRELATION, fit.YEARS_FOR_NEIGHBOURS) == (10, 8, 5)
    assert MISSING == -(2**31)
    assert "every month has 10 values" in english
    assert "(8 at\n  least" in english
    assert "there are 5 years" in english
    assert "各月都有 10 个以上的值" in chinese
    assert "至少 8 个月" in chinese
    assert "历史满 5 年" in chinese


@each_page
def test_every_column_of_a_table_is_named_as_it_may_be_called(name: str):
    assert [each for _, (each, *_) in own_table.COLUMNS.items() if each not in page(name)] == []
