"""Imports run one way. The contracts themselves stand in pyproject.toml; see docs/decisions/import-layers.md."""

from __future__ import annotations

import subprocess
import sys

from tests.contracts.source import PACKAGE, ROOT, pyproject


def contract(identifier: str) -> dict:
    contracts = pyproject()["tool"]["importlinter"]["contracts"]
    return next(each for each in contracts if each["id"] == identifier)


def test_every_top_level_module_is_placed_in_exactly_one_layer():
    placed = [module.strip() for layer in contract("layers")["layers"] for module in layer.split("|")]
    present = {path.stem for path in PACKAGE.glob("*.py")} | {
        path.parent.name for path in PACKAGE.glob("*/__init__.py")
    }

    assert sorted(placed) == sorted(present - {"__init__"})


def test_no_folder_of_code_lacks_its_init_file():
    folders = {path.parent for path in PACKAGE.rglob("*.py")}

    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_the_import_contracts_are_kept():
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]
    run = subprocess.run(
        [*command, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )

    assert run.returncode == 0, run.stdout + run.stderr
