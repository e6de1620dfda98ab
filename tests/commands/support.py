"""What the tests of the command line share: running a command in the process, or as a user does."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from click.testing import CliRunner, Result

from ecocomp.cli import cli
from tests.settlement.support import STEPS, agreement_text, monthly


def run(*arguments: str | Path) -> Result:
    """A command in this process; an exception that is not an exit is the test's failure."""
    result = CliRunner().invoke(cli, [str(each) for each in arguments], catch_exceptions=False)
    assert "Traceback" not in result.output
    return result


def process(
    arguments: Sequence[str | Path], folder: Path, output: int | None = subprocess.PIPE, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """A command as a process of its own, in a folder and an environment."""
    inherited = {
        key: each
        for key, each in os.environ.items()
        if key not in ("LANG", "LC_ALL", "PYTHONIOENCODING", "PYTHONUTF8", "TZ", "COLUMNS")
    }
    return subprocess.run(
        [sys.executable, "-m", "ecocomp", *map(str, arguments)],
        cwd=folder,
        env={**inherited, "PYTHONPATH": str(Path(__file__).resolve().parents[2]), **environment},
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )


def files(folder: Path, body: str = STEPS, csv: str | None = None) -> tuple[Path, Path]:
    """An agreement file and a monitoring file."""
    terms, data = folder / "协议.yaml", folder / "监测.csv"
    terms.write_text(agreement_text(body), encoding="utf-8")
    data.write_text(monthly({"甲": ["0.5"] * 11 + ["2.0"]}) if csv is None else csv, encoding="utf-8")
    return terms, data


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
