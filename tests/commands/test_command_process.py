"""The command as a process: streams, encodings, and the same bytes whatever the surroundings."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from ecocomp.__main__ import main
from ecocomp.report.settlement_files import files_of
from tests.commands.support import contents, files, process, run

ENVIRONMENTS = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LANG": "C.UTF-8"},
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "C", "ECOCOMP_LANG": "zh"},
    {"PYTHONHASHSEED": "4242", "TZ": "America/New_York", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
)


def test_the_same_bytes_in_every_surrounding(tmp_path):
    """Hash seed, time zone, locale and current folder change no byte of any file written."""
    terms, data = files(tmp_path)
    written = []
    for number, environment in enumerate(ENVIRONMENTS):
        folder = tmp_path / f"cwd{number}"
        folder.mkdir()
        names = [terms, data] if number else [Path("..") / terms.name, Path("..") / data.name]
        result = process(["settle", *names, "--year", "2024", "--out", "out"], folder, **environment)
        assert result.returncode == 0, result.stderr
        written.append(contents(folder / "out"))

    assert len(written[0]) == len(files_of(Path()))
    assert written[0] == written[1] == written[2]


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "gbk"},
        {"PYTHONIOENCODING": "cp1252"},
    ],
)
def test_terminals_that_cannot_show_everything(tmp_path, environment):
    """A terminal without Chinese gets escapes, never a traceback, on both streams."""
    terms, data = files(tmp_path)
    good = process(["settle", terms, data, "--year", "2024"], tmp_path, **environment)
    assert good.returncode == 0, good.stderr
    assert b"900.00" in good.stdout

    bad = process(["check", data, "没有.yaml"], tmp_path, **environment)
    assert bad.returncode == 1
    assert bad.stdout == b""
    assert b"Traceback" not in bad.stderr


def test_piped_output_is_not_cut(tmp_path):
    """Into a pipe the tables are wide, without colours."""
    terms, data = files(tmp_path)
    result = process(["settle", terms, data, "--year", "2024"], tmp_path, COLUMNS="30", FORCE_COLOR="")

    assert b"\x1b[" not in result.stdout
    assert max(len(line) for line in result.stdout.decode().splitlines()) > 80


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full here")
@pytest.mark.parametrize("command", ["check", "show", "settle", "schema"])
def test_a_full_disk_behind_the_output(tmp_path, command):
    """Output that cannot be written is told on standard error with code 3."""
    terms, data = files(tmp_path)
    arguments = {"check": [terms], "show": [terms], "settle": [terms, data, "--year", "2024"], "schema": []}[command]
    with open("/dev/full", "wb") as full:
        result = process([command, *arguments], tmp_path, output=full.fileno(), ECOCOMP_LANG="en")

    assert result.returncode == 3
    assert result.stderr.decode().strip().startswith("standard output cannot be written")


def test_an_interruption_is_told_in_one_line(tmp_path, monkeypatch):
    """Ctrl-C while a command works: one line in both languages, and the code that shells expect."""
    _, data = files(tmp_path)

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ecocomp.readings.report.reading_report", interrupted)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    result = run("read", data, "--out", tmp_path / "out.csv")

    assert result.exit_code == 130
    assert result.output == "已中断 · interrupted\n"
    assert not (tmp_path / "out.csv").exists()


def test_an_interruption_at_the_start(monkeypatch, capsys):
    """Ctrl-C while the command itself is imported."""

    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ecocomp.cli.run", interrupted)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    with pytest.raises(SystemExit) as ended:
        main()

    assert ended.value.code == 130
    assert capsys.readouterr().err == "已中断 · interrupted\n"


@pytest.mark.skipif(os.name == "nt", reason="closes a descriptor with a shell")
def test_closed_output(tmp_path):
    """A caller that closed standard output gets its exit code and no traceback."""
    import shlex
    import sys

    terms, data = files(tmp_path)
    words = [
        sys.executable,
        "-m",
        "ecocomp",
        "settle",
        str(terms),
        str(data),
        "--year",
        "2024",
        "--out",
        str(tmp_path / "out"),
    ]
    result = subprocess.run(
        ["sh", "-c", f"{shlex.join(words)} >&-"],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        check=False,
    )

    assert result.returncode == 0, result.stderr
    assert b"Traceback" not in result.stderr
    assert len(contents(tmp_path / "out")) == len(files_of(Path()))


@pytest.mark.skipif(
    os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything"
)
def test_files_that_may_not_be_read(tmp_path):
    """A file without permission is told by name."""
    terms, data = files(tmp_path)
    terms.chmod(0)
    result = process(["settle", terms, data, "--year", "2024"], tmp_path)

    assert result.returncode == 1
    assert b"Traceback" not in result.stderr
