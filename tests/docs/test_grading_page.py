"""docs/grading.md and its Chinese version: the example comes out as shown, options and columns are all there."""

from __future__ import annotations

import re
from decimal import Decimal
from inspect import signature
from pathlib import Path

import numpy
import pytest

import ecocomp as ec
from ecocomp.assessment.graded import FRAME_COLUMNS
from ecocomp.assessment.grading_options import grade_sign
from ecocomp.assessment.judged import names_text
from tests.commands.support import run
from tests.docs.support import blocks, code, page, tables

#: By page: language, the first headings of its tables of rows, options, columns and rivers, and three words.
PAGES = {
    "grading.md": ("en", "section", "Option", "Column", "share of Ⅰ–Ⅲ", ("yes", "no", "undecidable")),
    "grading.zh.md": ("zh", "断面", "选项", "列", "Ⅰ–Ⅲ类比例", ("是", "否", "无法判定")),
}

each_page = pytest.mark.parametrize("name", PAGES)


def file_of(name: str, folder: Path) -> Path:
    """The monitoring file of the page."""
    path = folder / "监测数据.csv"
    path.write_text(next(each.text for each in blocks(name) if each.info == "csv"), encoding="utf-8")
    return path


@each_page
def test_the_rows_are_those_of_the_page(name: str, tmp_path: Path):
    language, heading, *_, (yes, no, undecidable) = PAGES[name]
    words = {True: yes, False: no, None: undecidable}
    graded = ec.grade_water(ec.read_monitoring(file_of(name, tmp_path)), target="III")
    found = [
        (
            row.section,
            row.time,
            grade_sign(row.grade),
            names_text(row.limiting, language),
            ec.pollutants_text(row.main_pollutants, language),
            words[row.attained],
            words[row.agrees],
        )
        for row in graded
    ]

    shown = [tuple(cell.strip() for cell in re.split(r"\|", " | ".join(cells))) for cells in tables(name, heading)]
    assert shown == found


@each_page
def test_the_options_are_those_of_the_function_and_of_the_command(name: str):
    rows = tables(name, PAGES[name][2])
    names = [each for each in signature(ec.grade_water).parameters if each != "readings"]
    help_text = run("grade", "--help").output

    assert [code(row[0])[0] for row in rows] == names
    for row in rows:
        for option in re.findall(r"--[\w-]+", row[2]):
            assert option in help_text


@each_page
def test_the_columns_are_those_of_the_frame(name: str):
    columns = [column for row in tables(name, PAGES[name][3]) for column in code(row[0])]

    assert columns == [*FRAME_COLUMNS, "value_nh3n", "grade_nh3n", "multiple_nh3n"]


@each_page
def test_the_command_writes_the_rows(name: str, tmp_path: Path):
    data = file_of(name, tmp_path)
    result = run("grade", data, "--target", "III", "--out", tmp_path / "out.csv", "--lang", PAGES[name][0])

    assert result.exit_code == 0
    assert len((tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()) == 5


@each_page
def test_columns_of_numbers_are_graded_as_shown(name: str):
    text = next(each.text for each in blocks(name) if "grade_columns" in each.text)
    names: dict[str, object] = {"ec": ec, "numpy": numpy}
    exec(text.splitlines()[0], names)

    assert repr(eval(text.splitlines()[1], names)) == text.splitlines()[1].split("# ")[1]


@each_page
def test_exact_values_become_a_column_as_shown(name: str):
    [line] = next(each.text for each in blocks(name) if "scaled_column" in each.text).splitlines()

    assert repr(eval(line, {"ec": ec, "Decimal": Decimal})) == line.split("# ")[1]


def test_both_languages_show_the_same_data_and_the_same_shares():
    english, chinese = ([each.text for each in blocks(name) if each.info == "csv"] for name in PAGES)

    assert english == chinese
    assert tables("grading.md", PAGES["grading.md"][4]) == tables("grading.zh.md", PAGES["grading.zh.md"][4])
    assert page("grading.md").count("\n- ") == page("grading.zh.md").count("\n- ")
