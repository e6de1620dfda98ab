"""Nothing out of a file is obeyed by the terminal: escapes, eight-bit controls, changes of direction, ends of lines."""

from __future__ import annotations

import re

import openpyxl
import pytest

from tests.commands.support import files, run

OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
SIGNS = ["\x1b[31m", "\x1b]0;x\x07", "\x9b31m", "\u202e", "\u2066", "\u2069", "\x7f"]


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("command", ["read", "grade"])
def test_cells_of_workbooks(tmp_path, command, sign):
    """A section and a remark that a workbook holds in its own escapes, or as they are."""
    held = "".join(f"_x{ord(each):04X}_" if ord(each) < 0x20 else each for each in sign)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["断面", "监测时间", "氨氮(mg/L)", "备注"])
    sheet.append([f"甲{held}", "2024-01", 0.1, f"疑{held}"])
    book.save(tmp_path / "监测.xlsx")
    indicators = ["--indicators", "nh3n"] if command == "grade" else []
    result = run(command, tmp_path / "监测.xlsx", "--all", *indicators)

    assert result.exit_code == 0
    assert "甲�" in result.stdout
    assert not OBEYED.search(result.stdout + result.stderr)


@pytest.mark.parametrize("sign", [*SIGNS, "\n"])
def test_names_of_files(tmp_path, sign):
    """A file that is read, that cannot be read, that is written."""
    _, data = files(tmp_path)
    named = data.rename(tmp_path / f"甲{sign}.csv")
    shown = "甲⏎.csv" if sign == "\n" else "甲�"
    results = [run("read", named), run("read", tmp_path / f"甲{sign}无.csv"), run("check", named)]
    results.append(run("read", named, "--out", tmp_path / f"甲{sign}.csv.出.csv"))

    assert [result.exit_code for result in results] == [0, 1, 1, 0]
    for result in results:
        assert not OBEYED.search(result.output)
        assert f"甲{sign}" not in result.output
        assert shown[:2] in result.output
