"""What a file says against its own values is a warning in the settlement that rests on them, wherever it is shown."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import xlsxwriter

import ecocomp as ec
from tests.commands.support import files, run
from tests.settlement.support import STEPS, agreement, read

REMARK = "断面,时间,氨氮(mg/L),备注\n甲,2024-01,0.5,仪器故障，数据存疑\n"
LIMIT = "断面,时间,氨氮(mg/L),氨氮检出限\n甲,2024-01,0.01,0.025\n"


def warnings(settlement):
    """The codes of the warnings of reading among a settlement's notices, and their places."""
    return [
        (each.code, each.details["places"])
        for each in settlement.problems
        if each.severity == "warning" and each.code.startswith("readings.")
    ]


@pytest.mark.parametrize(("text", "code"), [(REMARK, "remark_doubtful"), (LIMIT, "below_own_limit")])
def test_a_value_that_its_own_row_doubts(text, code):
    """A remark that doubts a value, and a value below its own detection limit, are warnings of the settlement."""
    settlement = ec.settle(agreement(STEPS), read(text), 2024, through=1)

    assert warnings(settlement) == [(f"readings.{code}", "2")]


def struck(path: Path) -> Path:
    """A workbook of one value, which is struck out."""
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("监测")
        page.write_row(0, 0, ["断面", "时间", "氨氮(mg/L)"])
        page.write_row(1, 0, ["甲", "2024-01"])
        page.write_number(1, 2, 0.5, book.add_format({"font_strikeout": True}))
    return path


def test_a_value_struck_out(tmp_path):
    """A struck-out cell is a warning of the settlement that uses it."""
    settlement = ec.settle(agreement(STEPS), ec.read_monitoring(struck(tmp_path / "监测.xlsx")), 2024, through=1)

    assert warnings(settlement) == [("readings.struck_values", "C2")]


@pytest.mark.parametrize(
    ("kind", "words"), [("remark", "仪器故障，数据存疑"), ("limit", "检出限"), ("struck", "删除线")]
)
def test_the_warning_is_printed_and_saved(tmp_path, kind, words):
    """The command prints it without ``--all`` and writes it with the other notices."""
    terms, data = files(tmp_path, csv=LIMIT if kind == "limit" else REMARK)
    data = struck(tmp_path / "监测.xlsx") if kind == "struck" else data
    out = tmp_path / "out"
    result = run("settle", terms, data, "--year", "2024", "--through", "1", "--lang", "zh", "--out", out)

    assert result.exit_code == 0
    assert words in result.stdout
    with (out / "problems.csv").open(encoding="utf-8-sig", newline="") as file:
        assert any(words in " ".join(row) for row in csv.reader(file))
