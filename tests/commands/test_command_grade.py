"""The command ``grade``: what it prints, what it writes, and what it refuses."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.commands.support import contents, run

TABLE = """断面名称,监测时间,水质类别,溶解氧(mg/L),氨氮(mg/L),总磷(mg/L)
甲,2024-01,Ⅲ,8,0.8,0.15
甲,2024-02,Ⅲ,8,2.2,0.15
乙,2024-01,Ⅱ,4,0.1,0.06
"""


def table(folder: Path, text: str = TABLE) -> Path:
    path = folder / "监测.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_grade(tmp_path):
    """Sections with their counts, pollutants and attainment; classes that differ; in both languages."""
    data = table(tmp_path)
    asked = ["--indicators", "do,nh3n,tp", "--target", "III"]
    chinese, english = (run("grade", data, *asked, "--lang", each) for each in ("zh", "en"))

    assert chinese.exit_code == english.exit_code == 0
    for text in ("氨氮 1（最大 1.2 倍）", "溶解氧 1", "50.0%", "0.0%", "33.3%", "一致 1 个", "与公布类别不一致"):
        assert text in chinese.stdout
    for text in ("ammonia nitrogen 1 (up to 1.2)", "33.3%", "3 section-times have a published class; 1 agree"):
        assert text in english.stdout
    assert chinese.stderr == ""


def test_missing_indicators(tmp_path):
    """pH and CODMn of the five are not there: undetermined by default, judged or refused when asked."""
    data = table(tmp_path)
    plain, judged, refused = (
        run("grade", data, "--target", "III", "--lang", "zh", "--out", tmp_path / "out.csv", *more)
        for more in ((), ("--missing", "judge"), ("--missing", "refuse"))
    )

    assert "0/2/1" in plain.stdout
    assert "1/2/0" in judged.stdout
    assert (refused.exit_code, "甲：2 个时次缺少“pH值、高锰酸盐指数”" in refused.stderr) == (1, True)
    assert run("grade", data, "--target", "III", "--lang", "zh", "--out", tmp_path / "out.csv").exit_code == 0
    rows = list(csv.DictReader((tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [(row["达标"], row["缺少的指标"]) for row in rows] == [
        ("否", "pH值、高锰酸盐指数"),
        ("未判定", "pH值、高锰酸盐指数"),
        ("否", "pH值、高锰酸盐指数"),
    ]


def test_targets_lakes_and_indicators(tmp_path):
    """乙 as a lake is Ⅳ by phosphorus; a target may be given for one section."""
    data = table(tmp_path)
    options = ["--indicators", "nh3n,tp", "--lake", "乙", "--target", "甲=V", "--out", tmp_path / "out.csv"]
    result = run("grade", data, *options, "--lang", "zh")
    rows = list(csv.DictReader((tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()))

    assert result.exit_code == 0
    assert [(row["断面"], row["水体"], row["类别"], row["目标"], row["达标"]) for row in rows] == [
        ("乙", "湖库", "Ⅳ", "", ""),
        ("甲", "河流", "Ⅲ", "Ⅴ", "是"),
        ("甲", "河流", "劣Ⅴ", "Ⅴ", "否"),
    ]
    assert rows[2]["主要污染指标"] == "氨氮(0.1)"
    assert "out.csv（3 行）" in result.stdout


def test_the_file_is_the_same_every_time(tmp_path):
    """The same readings give the same bytes."""
    data = table(tmp_path)
    for name in ("a.csv", "b.csv"):
        assert run("grade", data, "--out", tmp_path / name).exit_code == 0

    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_all_rows_and_the_river(tmp_path):
    """``--all`` lists every section and time, ``--river`` the state of all sections together."""
    data = table(tmp_path)

    assert "逐时次评价" not in run("grade", data, "--lang", "zh").stdout
    assert "逐时次评价" in run("grade", data, "--lang", "zh", "--all").stdout
    assert "河流（流域）水质状况" in run("grade", data, "--lang", "zh", "--river").stdout


def test_wrong_options_are_all_told(tmp_path):
    """A section and an indicator that are not there, and a target that is none: exit code 2, three lines."""
    data = table(tmp_path)
    result = run("grade", data, "--lake", "丙", "--indicators", "铀", "--target", "9", "--lang", "en")

    assert result.exit_code == 2
    for text in ("'丙'", "'铀'", "'9'"):
        assert text in result.stderr
    assert result.stdout == ""


def test_the_readings_are_not_written_over(tmp_path):
    """``--out`` on the readings, or into a folder's place, changes nothing."""
    data = table(tmp_path)
    before = contents(tmp_path)

    assert run("grade", data, "--out", data).exit_code == 2
    (tmp_path / "folder").mkdir()
    assert run("grade", data, "--out", tmp_path / "folder").exit_code == 3
    assert contents(tmp_path) == before


def test_files_that_cannot_be_read_are_reported(tmp_path):
    """As in other commands: one line a problem, exit code 1."""
    data = table(tmp_path, "断面,监测时间,氨氮(mg/L)\n甲,2024-01,0.1x\n")
    result = run("grade", data)

    assert result.exit_code == 1
    assert "监测.csv:2:3" in result.stderr
