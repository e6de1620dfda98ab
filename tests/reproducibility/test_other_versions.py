"""Other versions of Python and pandas, and other numbers of threads, give the same bytes.

``ECOCOMP_OTHER_PYTHONS`` names the interpreters, each with ecocomp's dependencies installed, as ``.ci/run`` makes them:
one with pandas 2.3, and Python 3.12 and 3.13 where the machine has them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas
import pytest

from tests.agreements.support import rows
from tests.reproducibility.settle_and_digest import digests
from tests.reproducibility.verify_kept import verified

ROOT = Path(__file__).resolve().parents[2]
OTHERS = [each for each in os.environ.get("ECOCOMP_OTHER_PYTHONS", "").split(os.pathsep) if each]
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS", "ARROW_NUM_THREADS")


def asked(folder: Path) -> list[list[Any]]:
    """A CSV file, and a workbook whose cells are binary numbers."""
    book = folder / "监测.xlsx"
    frame = pandas.DataFrame(rows(2024, {"平林": {"氨氮": "0.91", "高锰酸盐指数": "3.9", "总磷": "0.113"}}))
    other = frame.assign(断面名称="太平沙")
    whole = pandas.concat([frame, other])
    whole.astype(dict.fromkeys(whole.columns[2:], float)).to_excel(book, index=False)
    example = str(ROOT / "examples" / "fuli-river-2024-constructed.csv")
    return [["fuli-river", 2024, example, {}], ["fuli-river", 2024, str(book), {}]]


def in_process(python: str, module: str, *arguments: str, **environment: str) -> Any:
    """The answer of a module run by another interpreter."""
    result = subprocess.run(
        [python, "-m", f"tests.reproducibility.{module}", *arguments],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


by_other_versions = pytest.mark.skipif(not OTHERS, reason="ECOCOMP_OTHER_PYTHONS names no other interpreter")


@by_other_versions
@pytest.mark.parametrize("python", OTHERS)
def test_other_versions_give_the_same_bytes(tmp_path: Path, python: str) -> None:
    question = asked(tmp_path)
    found = in_process(python, "settle_and_digest", json.dumps(question))
    assert found == [digests(*each) for each in question]


@by_other_versions
@pytest.mark.parametrize("python", OTHERS)
def test_other_versions_verify_the_kept_records(python: str) -> None:
    assert in_process(python, "verify_kept") == verified()


@pytest.mark.parametrize("threads", ["1", "3"])
def test_the_number_of_threads_changes_no_byte(tmp_path: Path, threads: str) -> None:
    question = asked(tmp_path)
    environment = dict.fromkeys(THREADS, threads)
    found = in_process(sys.executable, "settle_and_digest", json.dumps(question), **environment, PYTHONHASHSEED=threads)
    assert found == [digests(*each) for each in question]
