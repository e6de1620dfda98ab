"""The apostrophe in front of a cell that a spreadsheet would run as a formula: no part of the text when it is read."""

import csv
from pathlib import Path

import pytest

from ecocomp.readings import plain_csv, read_monitoring
from ecocomp.readings.guarded import guarded
from ecocomp.readings.report import reading_report
from ecocomp.report.reading_report import save_readings
from tests.readings.support import read_text, written

NAMES = ("=平林", "+平林", "-平林", "@平林", "＝平林", "-1m/WEBSERVICE(B3)", "'=平林", "'平林", "-1")


def test_names_are_the_same_when_our_own_file_is_read(tmp_path):
    """However a name begins, also with apostrophes, what was written says the same, and no cell runs."""
    lines = [f"{guarded(each)},2024-01,1\n" for each in NAMES]
    report = reading_report(written(tmp_path, "断面,时间,氨氮(mg/L)\n" + "".join(lines)))
    out = save_readings(report, tmp_path / "out.csv")

    assert [each.section for each in report.readings] == sorted(NAMES)
    assert read_monitoring(out) == report.readings
    cells = [cell for row in csv.reader(out.read_text(encoding="utf-8-sig").splitlines()) for cell in row]
    assert [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "＝")] == ["-1"]


def first_section(path: Path) -> str:
    """The name of the first section of a file."""
    return next(iter(read_monitoring(path))).section


@pytest.mark.parametrize(
    ("written_as", "name"),
    [("'=平林", "=平林"), ("''=平林", "'=平林"), ("'平林", "'平林"), ("' =平林", "=平林"), ("'-1", "'-1")],
)
def test_both_readers_of_text_files_take_it_away(tmp_path, monkeypatch, written_as, name):
    """That by columns and that by lines."""
    path = written(tmp_path, f"断面,时间,氨氮(mg/L)\n{written_as},2024-01,1\n")

    assert first_section(path) == name
    monkeypatch.setattr(plain_csv, "SHORTEST", 0)
    assert first_section(path) == name


def test_a_mark_of_nothing_may_have_one(tmp_path):
    """``'--`` is how a table of ours shows ``--``."""
    (reading,) = read_text(tmp_path, "断面,时间,氨氮(mg/L)\n平林,2024-01,'--\n")

    assert (reading.text, reading.qualifier) == ("--", "missing")
