"""docs/simulate.md and its Chinese version: the session runs in both, every question and figure is told."""

from __future__ import annotations

import shutil
from inspect import isfunction
from pathlib import Path

import pytest

import ecocomp as ec
from ecocomp.cli.simulating import simulate as command
from tests.docs.support import DOCS, blocks, page, session

each_page = pytest.mark.parametrize("name", ["simulate.md", "simulate.zh.md"])
QUESTIONS = ("simulate", "break_even", "turning_points", "sensitivity", "sobol_indices", "compare")


@each_page
def test_the_session_of_the_page_runs_as_it_stands(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    shutil.copytree(DOCS.parent / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    assert session(name) == 45


def test_both_languages_show_the_same_session():
    assert blocks("simulate.md") == blocks("simulate.zh.md")


@each_page
def test_every_question_and_every_method_of_a_result_is_told(name: str):
    text = page(name)
    methods = [each for each, body in vars(ec.Simulation).items() if isfunction(body) and not each.startswith("_")]

    assert len(methods) == 8
    assert [each for each in QUESTIONS if f"ec.{each}" not in text] == []
    assert [each for each in methods if f"result.{each}(" not in text] == []


@each_page
def test_every_option_of_the_command_is_told(name: str):
    text = page(name)
    told = {each for parameter in command.params for each in parameter.opts if each.startswith("--")}
    of_others = {"--from", "--through", "--year", "--input", "--inputs", "--lang", "--reading-year", "--repeated"}
    of_others |= {"--mapping", "--implausible"}

    assert sorted(each for each in told - of_others if each not in text) == []
