"""The command ``read``: what was understood of monitoring files, and their readings as CSV."""

import csv

from tests.commands.support import run
from tests.readings.support import written
from tests.readings.test_reading_report import TITLED


def test_read(tmp_path):
    """Columns, counts, sections and notes are printed in the language asked for, and the readings written."""
    out = tmp_path / "out" / "表.csv"
    result = run("read", written(tmp_path, TITLED), "--lang", "en", "--out", out)

    assert result.exit_code == 0
    for text in (
        "months across",
        "written above the heading",
        "no flow 1",
        "平林",
        "2024-02",
        "4 readings, 2 sections",
    ):
        assert text in result.stdout
    rows = list(csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines()))
    assert [(each["section"], each["when"], each["value"], each["line"]) for each in rows] == [
        ("平林", "2024-01", "0.12", "3"),
        ("平林", "2024-02", "", "3"),
        ("隔蒲桥", "2024-01", "", "4"),
        ("隔蒲桥", "2024-02", "1.3", "4"),
    ]


def test_read_with_errors(tmp_path):
    """Errors end with code 1 after what was understood, and nothing is written."""
    out = tmp_path / "表.csv"
    result = run("read", written(tmp_path, TITLED.replace("1.3", "约1.3")), "--out", out)

    assert result.exit_code == 1
    assert "月份横排" in result.stdout
    assert "约1.3" in result.stderr
    assert not out.exists()


def test_read_times_without_a_year(tmp_path):
    """A year or a span may be given for times without one; what is neither is a wrong call."""
    data = written(tmp_path, "断面,时间,氨氮(mg/L)\n平林,11月,0.1\n")

    assert "2023-11" in run("read", data, "--reading-year", "2023-10..2024-09").stdout
    assert "2024-11" in run("read", data, "--reading-year", "2024").stdout
    assert run("read", data).exit_code == 1
    assert run("read", data, "--reading-year", "今年").exit_code == 2


EVERY_STATE = "断面,时间,氨氮(mg/L),站点情况\n" + "".join(
    f"平林,2024-{month:02d},{value},{state}\n"
    for month, (value, state) in enumerate(
        [
            ("0.1", "正常"), ("0.1", ""), ("0.1", ""), ("0.1", ""), ("500", ""), ("断流", ""), ("--", "结冰"),
            ("--", "停站"), ("--", "维护"), ("--", "施工"), ("--", "极值过滤"), ("*", ""),
        ],
        1,
    )
) + "平林,2025-01,--,搬迁\n"  # fmt: skip


def test_read_names_every_state(tmp_path):
    """Missing values are counted by state, those excluded as implausible among them, in both languages."""
    data = written(tmp_path, EVERY_STATE)
    chinese = run("read", data, "--implausible", "exclude")
    english = run("read", data, "--implausible", "exclude", "--lang", "en")

    assert (chinese.exit_code, english.exit_code) == (0, 0)
    for name in ("可疑值（已剔除）", "断流", "结冰", "停站", "维护", "施工", "极值过滤", "未监测", "其他情况"):
        assert f"{name} 1" in " ".join(chinese.stdout.split())
    assert "implausible (excluded) 1" in " ".join(english.stdout.split())
