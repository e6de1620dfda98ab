"""What is installed is what works from a clone: the agreements, the standards' tables and the type marker too."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.contracts.source import ROOT, project_files

ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked as an installation is."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_holds_the_package_and_the_corpus_and_nothing_else(installed: Path):
    expected = set()
    for path in project_files():
        if path.parts[0] == "ecocomp":
            expected.add(path.as_posix())
        elif path.parts[0] == "agreements":
            expected.add(Path("ecocomp", "corpus", *path.parts[1:]).as_posix())
    found = {path.relative_to(installed).as_posix() for path in installed.rglob("*") if path.is_file()}

    assert {path for path in found if ".dist-info/" not in path} == expected
    assert "ecocomp/py.typed" in found


def test_an_agreement_of_the_corpus_loads_from_the_installed_package(installed: Path):
    program = f"""
import sys
sys.path.insert(0, {str(installed)!r})
import ecocomp
assert ecocomp.__file__.startswith({str(installed)!r}), ecocomp.__file__
print(ecocomp.load_agreement("fuli-river").id)
"""
    command = [sys.executable, "-c", program]
    done = subprocess.run(
        command, cwd=installed.parent, env=ENVIRONMENT, capture_output=True, encoding="utf-8", check=False
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "fuli-river"
