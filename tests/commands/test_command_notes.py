"""Notes as commands print them: what is alike is told once, with how many there are; ``--all`` prints each."""

from __future__ import annotations

from pathlib import Path

import ecocomp as ec
from ecocomp.errors import Place, problem
from ecocomp.report.folding import MOST_ALIKE, folded, folded_lines
from tests.commands.support import run
from tests.settlement.support import STEPS, agreement_text

FILES = 12
UNIT = "氨氮未注明单位，按 mg/L 读取"


def monthly_files(folder: Path, value: str = "0.5") -> Path:
    """A folder with a file a month, two sections in each, no unit in the heading."""
    data = folder / "逐月"
    data.mkdir()
    for month in range(1, FILES + 1):
        rows = "".join(f"{section},2024-{month:02d},{value}\n" for section in ("甲", "乙"))
        (data / f"{month:02d}.csv").write_text(f"断面,时间,氨氮\n{rows}", encoding="utf-8")
    return data


def test_a_note_of_twelve_files_is_one_line_of_read(tmp_path):
    """The unit that twelve files do not state is told once, with the number of files and the first five."""
    data = monthly_files(tmp_path)
    lines = [line for line in run("read", data).stdout.splitlines() if UNIT in line]
    every = [line for line in run("read", data, "--all").stdout.splitlines() if UNIT in line]

    assert lines == [f"[说明] {UNIT}（12 处：01.csv:1, 02.csv:1, 03.csv:1, 04.csv:1, 05.csv:1 …）。"]
    assert every == [f"[说明] {month:02d}.csv: {UNIT}（1 处：1）。" for month in range(1, FILES + 1)]
    assert len([each for each in ec.read_monitoring(data).problems if each.code == "readings.unit_assumed"]) == FILES


def test_notes_of_one_kind_are_the_first_three_of_settle(tmp_path):
    """Twelve months whose grade rounding changes: three are told, nine counted; ``--all`` tells all, so does Python."""
    terms = tmp_path / "协议.yaml"
    terms.write_text(agreement_text(STEPS), encoding="utf-8")
    data = monthly_files(tmp_path, "1.004")
    few = run("settle", terms, data, "--year", "2024").stdout
    every = run("settle", terms, data, "--year", "2024", "--all").stdout

    assert few.count("修约前后类别不同") == MOST_ALIKE
    assert "[说明] 同类说明另有 9 条（--all 全部列出）" in few.splitlines()
    assert every.count("修约前后类别不同") == FILES
    assert "同类" not in every


def test_only_what_says_the_same_is_put_together():
    """Notes with other details, other gravity or no count stay apart; counts are added up, places named with files."""
    every = [
        problem("readings.unit_assumed", Place("a.xlsx", "1月"), severity="note", indicator="总磷", unit="g", count=2, places="B1, C1"),
        problem("readings.unit_assumed", Place("b.csv"), severity="note", indicator="总磷", unit="g", count=1, places="4"),
        problem("readings.unit_assumed", Place("b.csv"), severity="note", indicator="氨氮", unit="g", count=1, places="4"),
        problem("readings.unit_assumed", Place("c.csv"), severity="warning", indicator="总磷", unit="g", count=1, places="4"),
        problem("settlement.provisional", severity="note", period="2024"),
        problem("settlement.provisional", severity="note", period="2024"),
    ]  # fmt: skip
    shown = folded(every)

    assert [each.details.get("count") for each in shown] == [3, 1, 1, None, None]
    assert shown[0].details["places"] == "a.xlsx [1月] B1, C1, b.csv:4"
    assert shown[1:] == every[2:]


def test_warnings_are_never_only_counted():
    """However many warnings of one kind there are, each has its line."""
    every = [problem("settlement.provisional", severity="warning", period=str(year)) for year in range(2000, 2010)]

    assert len(list(folded_lines(every, "zh"))) == len(every)
