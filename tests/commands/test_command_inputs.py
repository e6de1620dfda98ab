"""The declared inputs in what is printed and written: each value with where it is from, defaults among them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.support import files, run
from tests.settlement.support import STEPS, monthly

BODY = STEPS.replace('"price * steps"', '"0 * price if flood else price * steps * sum(score, party) - advance"')
BODY += """\
inputs:
  flood: {title: 经认定的洪水月份, kind: truth, per: [section, month], default: false, clause: 第九条}
  score: {title: 考核得分, per: [party]}
  advance: {title: 预拨, unit: 元, default: 0}
"""
GIVEN = "score: {shang: 1, xia: 2}\nflood: {甲: {7: true}}\n"


@pytest.fixture
def arguments(tmp_path: Path) -> list[str]:
    terms, data = files(tmp_path, BODY, monthly({"甲": "0.5"}))
    inputs = tmp_path / "申报.yaml"
    inputs.write_text(GIVEN, encoding="utf-8")
    pairs = ("--input", "flood.甲.2024-05=是", "--input", "flood.甲.6=true")
    return ["settle", str(terms), str(data), "--year", "2024", "--inputs", str(inputs), *pairs]


def rows(text: str, title: str) -> list[list[str]]:
    """The cells of the table of inputs among what is printed."""
    whole = [[each.strip() for each in line.split("│")[1:-1]] for line in text.splitlines() if line.startswith("│")]
    return [row for row in whole if len(row) == 5 and row[0] in title.split()]


def test_printed(arguments, tmp_path):
    """What was declared stands with its source, what was left to the default last and called so."""
    result = run(*arguments, "--lang", "zh")
    file = tmp_path / "申报.yaml"

    assert result.exit_code == 0, result.output
    assert rows(result.stdout, "经认定的洪水月份 考核得分 预拨") == [
        ["经认定的洪水月份", "甲 2024-05、甲 2024-06", "是", "命令行 --input", "第九条"],
        ["经认定的洪水月份", "甲 2024-07", "是", f"文件 {file}:2:16", "第九条"],
        ["经认定的洪水月份", "其余 9 项", "否", "未申报，按协议缺省", "第九条"],
        ["考核得分", "上游市", "1", f"文件 {file}:1:16", ""],
        ["考核得分", "下游市", "2", f"文件 {file}:1:24", ""],
        ["预拨", "", "0 元", "未申报，按协议缺省", ""],
    ]
    assert "中的 2024-01 至 2024-04、2024-08 至 2024-12，按协议缺省为 否" in result.stdout


def test_printed_in_english(arguments):
    """The same in English."""
    result = run(*arguments, "--lang", "en")
    shown = rows(result.stdout, "flood score advance")

    assert shown[0] == ["flood", "甲 2024-05, 甲 2024-06", "yes", "command line, --input", "第九条"]
    assert shown[2] == ["flood", "the other 9", "no", "not declared: the agreement's default", "第九条"]


def test_one_value_for_all(tmp_path):
    """A value that holds everywhere is one row."""
    terms, data = files(tmp_path, BODY, monthly({"甲": "0.5"}))
    result = run("settle", terms, data, "--year", "2024", "--input", "score=1", "--lang", "zh")

    assert [row[:3] for row in rows(result.stdout, "经认定的洪水月份 考核得分")] == [
        ["经认定的洪水月份", "全部", "否"],
        ["考核得分", "全部", "1"],
    ]


def test_many_rows_are_cut_but_for_all(tmp_path):
    """Twenty rows are printed and the rest is counted; ``--all`` prints them."""
    body = BODY.replace("score: {title: 考核得分, per: [party]}", "score: {title: 考核得分, per: [party, month]}")
    body = body.replace("sum(score, party)", "sum(sum(score, party), month)")
    terms, data = files(tmp_path, body, monthly({"甲": "0.5"}))
    text = "".join(
        f"  {party}: {{{', '.join(f'{m}: {m}.{at}' for m in range(1, 13))}}}\n"
        for at, party in enumerate(("shang", "xia"))
    )
    inputs = tmp_path / "申报.yaml"
    inputs.write_text(f"score:\n{text}", encoding="utf-8")
    how = ("settle", terms, data, "--year", "2024", "--inputs", inputs, "--lang", "zh")
    few, everything = run(*how), run(*how, "--all")

    assert (len(rows(few.stdout, "考核得分")), len(rows(everything.stdout, "考核得分"))) == (19, 24)
    assert "其余 6 行见 --out 输出或 --all" in few.stdout


def test_written(arguments, tmp_path):
    """The files have a row, and an entry with its source, for every element."""
    result = run(*arguments, "--out", tmp_path / "out", "--lang", "zh")
    assert result.exit_code == 0, result.output
    lines = (tmp_path / "out" / "inputs.csv").read_text(encoding="utf-8-sig").splitlines()
    data = json.loads((tmp_path / "out" / "settlement.json").read_text(encoding="utf-8"))["inputs"]

    assert lines[0] == "申报事项,断面、时间等,值,来源,条款"
    assert len(lines) == 1 + 12 + 2 + 1
    assert lines[5] == "经认定的洪水月份,甲 2024-05,是,命令行 --input,第九条"
    assert [each["source"] for each in data["flood"]] == ["default"] * 4 + ["option"] * 2 + ["file"] + ["default"] * 5
    assert data["flood"][6]["place"].endswith("申报.yaml:2:16")
    assert data["advance"] == [{"at": {}, "source": "default", "value": "0"}]


def test_explained(arguments):
    """An explanation tells the source of the element it shows."""
    explained = ["explain", *arguments[1:], "--lang", "zh", "--name", "flood", "--at", "section=甲", "--at"]

    assert "结算时申报的值（命令行 --input）" in run(*explained, "month=5").stdout
    assert "申报.yaml:2:16）" in run(*explained, "month=7").stdout
    assert "没有申报，按协议规定的缺省值" in run(*explained, "month=8").stdout
