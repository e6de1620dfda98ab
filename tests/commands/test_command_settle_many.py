"""settle of a folder of agreements: what is printed and written, and how failures, inputs and interruptions are told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import Result

from tests.commands.support import contents, process, run
from tests.settlement.support import STEPS, agreement_text, monthly

CSV = monthly({"甲": ["0.5"] * 11 + ["2.0"]})
ASKING = """\
inputs: {extra: {title: 另付, unit: 元}}
transfers:
  - {name: more, title: 另付, clause: 第七条, payer: xia, payee: shang, amount: extra}
"""


def settle(terms: Path, *arguments: str | Path) -> Result:
    """The command for the year 2024 in this process alone."""
    return run("settle", terms, "--year", "2024", "--lang", "en", "--workers", "1", *arguments)


def province(folder: Path, **bodies: str) -> tuple[Path, Path]:
    """A folder of agreements by name, and readings."""
    terms, data = folder / "协议", folder / "监测.csv"
    terms.mkdir()
    for name, body in bodies.items():
        (terms / f"{name}.yaml").write_text(agreement_text(body).replace("id: trial", f"id: {name}"), encoding="utf-8")
    data.write_text(CSV, encoding="utf-8")
    return terms, data


def test_one_that_fails_is_told_and_all_others_are_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    terms, data = province(tmp_path, first=STEPS, second=STEPS.replace("name: 甲", "name: 乙"), third=STEPS)
    (terms / "broken.yaml").write_text("id: [", encoding="utf-8")
    result = run("settle", terms.name, data.name, "--year", "2024", "--out", "out", "--lang", "en", "--workers", "2")

    assert result.exit_code == 1
    assert "4 agreements: 2 settled, 0 provisional, 2 failed; 1,800.00 yuan are paid in all, set off" in result.stdout
    assert [line for line in result.stderr.splitlines() if not line.startswith(" ")] == [
        "broken (协议/broken.yaml)",
        "second (协议/second.yaml)",
    ]
    out = tmp_path / "out"
    assert sorted(path.name for path in out.iterdir()) == [
        "failures.txt", "first", "overview.csv", "parties.csv", "third",
    ]  # fmt: skip
    rows = [line.split(",") for line in (out / "overview.csv").read_text(encoding="utf-8-sig").splitlines()]
    assert [(row[0], row[5], row[-1]) for row in rows[1:]] == [
        ("broken", "failed", ""),
        ("first", "settled", "900.00"),
        ("second", "failed", ""),
        ("third", "settled", "900.00"),
    ]
    assert (out / "parties.csv").read_text(encoding="utf-8-sig").splitlines()[1:] == [
        "上游市,,400.00,2200.00,1800.00",
        "下游市,,2200.00,400.00,-1800.00",
    ]
    failures = (out / "failures.txt").read_text(encoding="utf-8")
    assert "second (协议/second.yaml)\n  the readings have no section '乙'" in failures
    assert "  协议/broken.yaml:" in failures


def test_what_is_written_for_each_is_what_is_written_alone(tmp_path):
    terms, data = province(tmp_path, first=STEPS, second=STEPS.replace("value: 100", "value: 200"))
    assert run("settle", terms, data, "--year", "2024", "--out", tmp_path / "all", "--workers", "2").exit_code == 0
    for name in ("first", "second"):
        run("settle", terms / f"{name}.yaml", data, "--year", "2024", "--out", tmp_path / name)
        assert contents(tmp_path / "all" / name) == contents(tmp_path / name)


def test_the_same_bytes_whatever_the_number_of_workers(tmp_path):
    terms, data = province(tmp_path, **{f"a{at}": STEPS for at in range(5)}, bad=STEPS.replace("name: 甲", "name: 乙"))
    results = [
        run("settle", terms, data, "--year", "2024", "--out", tmp_path / f"out{workers}", "--workers", workers)
        for workers in (1, 2, 4)
    ]
    texts = {(each.stdout.replace(f"out{n}", "out"), each.stderr) for n, each in zip((1, 2, 4), results, strict=True)}
    assert len(texts) == 1
    assert contents(tmp_path / "out1") == contents(tmp_path / "out2") == contents(tmp_path / "out4")


def test_when_none_fails_that_is_said_in_place_of_earlier_failures(tmp_path):
    terms, data = province(tmp_path, first=STEPS)
    out = tmp_path / "out"
    out.mkdir()
    (out / "failures.txt").write_text("old", encoding="utf-8")
    result = settle(terms, data, "--through", "6", "--out", out)

    assert (result.exit_code, result.stderr) == (0, "")
    assert (out / "failures.txt").read_text(encoding="utf-8") == "All agreements were settled.\n"
    assert "0 settled, 1 provisional, 0 failed" in result.stdout


def test_what_an_earlier_settlement_left_of_one_that_fails_is_told(tmp_path):
    terms, data = province(tmp_path, first=STEPS)
    out = tmp_path / "out"
    settle(terms, data, "--out", out)
    before = contents(out / "first")
    result = settle(terms, data, "--year", "2023", "--out", out)

    assert result.exit_code == 1
    assert contents(out / "first") == before
    assert "what stands in the folder first was written by an earlier settlement" in (out / "failures.txt").read_text(
        encoding="utf-8"
    )


def test_inputs_are_a_folder_with_a_file_for_each_agreement(tmp_path):
    terms, data = province(tmp_path, asks=ASKING, other=STEPS)
    inputs = tmp_path / "申报"
    inputs.mkdir()
    (inputs / "asks.yaml").write_text("extra: 7\n", encoding="utf-8")
    good = settle(terms, data, "--inputs", inputs)
    assert good.exit_code == 0
    assert "下游市 → 上游市 7.00" in good.stdout

    (inputs / "aks.yaml").write_text("extra: 7\n", encoding="utf-8")
    unknown = settle(terms, data, "--inputs", inputs)
    assert (unknown.exit_code, "aks.yaml have no agreement" in unknown.stderr) == (2, True)

    single = settle(terms, data, "--input", "extra=7")
    assert single.exit_code == 2
    assert "use --inputs with a folder" in single.stderr


def test_one_folder_that_cannot_be_written_stops_no_other(tmp_path):
    terms, data = province(tmp_path, first=STEPS, second=STEPS)
    out = tmp_path / "out"
    out.mkdir()
    (out / "first").write_text("a file", encoding="utf-8")
    result = settle(terms, data, "--out", out)

    assert result.exit_code == 3
    assert (out / "first").read_text(encoding="utf-8") == "a file"
    assert (out / "second" / "settlement.json").exists()
    assert "cannot be written" in result.stderr


def test_the_record_of_another_settlement_is_not_written_over(tmp_path):
    """Somebody may have signed it: that agreement fails unless it is asked for, the others are written."""
    terms, data = province(tmp_path, first=STEPS, second=STEPS)
    out = tmp_path / "out"
    settle(terms, data, "--out", out)
    before = contents(out / "first")
    changed = STEPS.replace("value: 100", "value: 200")
    text = agreement_text(changed).replace("id: trial", "id: first")
    (terms / "first.yaml").write_text(text, encoding="utf-8")
    result = settle(terms, data, "--out", out)

    assert result.exit_code == 3
    assert "record.json" in result.stderr
    assert "1 settled, 0 provisional, 1 failed" in result.stdout
    assert contents(out / "first") == before
    assert settle(terms, data, "--out", out, "--overwrite").exit_code == 0
    assert contents(out / "first") != before

    refused = settle(terms, data, "--supersedes", out / "first" / "record.json")
    assert (refused.exit_code, "is for one agreement, not for a folder" in refused.stderr) == (2, True)


def test_what_was_read_is_not_written_over(tmp_path):
    terms, _ = province(tmp_path, first=STEPS)
    folder = tmp_path / "first"
    folder.mkdir()
    (folder / "positions.csv").write_text(CSV, encoding="utf-8")
    result = settle(terms, folder / "positions.csv", "--out", tmp_path)

    assert result.exit_code == 2
    assert (folder / "positions.csv").read_text(encoding="utf-8") == CSV


def test_times_without_a_year_are_not_read_as_of_another_year_than_the_agreements(tmp_path):
    later = STEPS + "assessment: {starts: 7}\n"
    terms, data = province(tmp_path, first=STEPS, later=later)
    rows = ["断面,时间,氨氮(mg/L)", *(f"甲,{month}月,0.5" for month in range(1, 13))]
    data.write_text("\n".join(rows) + "\n", encoding="utf-8")
    result = settle(terms, data)

    assert result.exit_code == 1
    assert "times without a year are read as of 2024" in result.stderr
    assert "the assessment year of this agreement is 2023-07..2024-06" in result.stderr
    assert "1 settled, 0 provisional, 1 failed" in result.stdout

    given = settle(terms, data, "--reading-year", "2023-07..2024-06")
    assert "the assessment year of this agreement is" not in given.stderr


def test_agreements_that_need_no_readings_need_none(tmp_path):
    fixed = """\
parameters: {sum: {title: 定额, unit: 元, value: 500}}
transfers:
  - {name: fixed, title: 定额补偿, clause: 第一条, payer: xia, payee: shang, amount: sum}
"""
    terms, _ = province(tmp_path, fixed=fixed, water=STEPS)
    result = settle(terms)

    assert result.exit_code == 1
    assert "1 settled, 0 provisional, 1 failed" in result.stdout
    assert next(line for line in result.stderr.splitlines() if not line.startswith(" ")).startswith("water")


@pytest.mark.skipif(os.name == "nt", reason="no signals there")
def test_ctrl_c_ends_it_with_nothing_half_written(tmp_path):
    terms, data = province(tmp_path, **{f"a{at:02d}": STEPS for at in range(60)})
    out = tmp_path / "out"
    command = [sys.executable, "-m", "ecocomp", "settle", terms, data, "--year", "2024", "--out", out, "--workers", "2"]
    with subprocess.Popen(
        [str(each) for each in command],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as running:
        while not out.exists() or len(list(out.iterdir())) < 2:
            assert running.poll() is None
            time.sleep(0.01)
        os.killpg(running.pid, signal.SIGINT)  # as a terminal does, to the workers as well
        output, errors = running.communicate(timeout=60)

    assert running.returncode == 130
    assert (output, errors.decode().strip()) == (b"", "已中断 · interrupted")
    run("settle", terms / "a00.yaml", data, "--year", "2024", "--out", tmp_path / "alone")
    expected = set(contents(tmp_path / "alone"))
    assert 0 < len(list(out.iterdir())) < 60
    assert all(set(contents(folder)) in (expected, set()) for folder in out.iterdir())
    assert not (out / "overview.csv").exists()


def test_the_commands_environment_changes_no_byte(tmp_path):
    terms, data = province(tmp_path, first=STEPS, second=STEPS)
    written = []
    for seed in ("0", "77"):
        out = tmp_path / f"out{seed}"
        result = process(
            ["settle", terms, data, "--year", "2024", "--out", out, "--workers", "2"], tmp_path, PYTHONHASHSEED=seed
        )
        assert result.returncode == 0, result.stderr
        written.append(contents(out))
    assert written[0] == written[1]
