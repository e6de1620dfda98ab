"""What the repository holds, and where."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.contracts.source import PACKAGE, ROOT, modules, project_files

FOLDERS = {".ci", "agreements", "docs", "ecocomp", "examples", "tests"}
FILES = {".gitignore", "CHANGELOG.md", "LICENSE", "Makefile", "README.md", "make.bat", "pyproject.toml"}
MAY_BE = {"CITATION.cff", "CONTRIBUTING.md", "README.en.md"}
LONGEST = 600

# Places that exist only where this was written. Put together here so that this file does not trip over itself.
ELSEWHERE = ["/" + "work/", "." + "library", "/" + "opt/wheels", "/" + "opt/pypi", "/" + "root/"]


def test_the_top_level_holds_what_the_rules_say_and_nothing_else():
    folders = {path.parts[0] for path in project_files() if len(path.parts) > 1}
    files = {path.name for path in project_files() if len(path.parts) == 1}

    assert folders == FOLDERS
    assert files - MAY_BE == FILES


@pytest.mark.parametrize("place", ELSEWHERE)
def test_no_file_names_a_place_that_only_one_machine_has(place: str):
    word = re.compile(rb"(?<![\w:/.-])" + re.escape(place.encode()))

    assert [str(path) for path in project_files() if word.search((ROOT / path).read_bytes())] == []


def test_no_module_is_longer_than_six_hundred_lines():
    lengths = {module: len((PACKAGE / module).read_text(encoding="utf-8").splitlines()) for module in modules()}

    assert {str(module): length for module, length in lengths.items() if length > LONGEST} == {}


def test_make_bat_knows_every_goal_of_the_makefile():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = set(re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE)[1].split()) - {"environment", "environment-dev"}
    labels = set(re.findall(r"^:(\w+)", (ROOT / "make.bat").read_text(encoding="ascii"), re.MULTILINE))

    assert labels - {"prepare", "prepare_inside", "prepared"} == phony


def test_make_bat_has_the_line_ends_that_windows_needs():
    written = (ROOT / "make.bat").read_bytes()

    assert written.count(b"\n") == written.count(b"\r\n") > 0


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permission")
@pytest.mark.parametrize("script", [".ci/run", ".ci/prepare.sh"])
def test_the_scripts_may_be_executed(script: str):
    assert os.access(ROOT / script, os.X_OK)


def test_no_file_is_named_so_that_another_system_cannot_hold_it():
    forbidden = re.compile(r'[<>:"\\|?*\x00-\x1f]|[. ]$')
    names = [part for path in project_files() for part in Path(path).parts]

    assert [name for name in names if forbidden.search(name)] == []
