"""The project's own files, as the contract tests read them."""

from __future__ import annotations

import ast
import os
import subprocess
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "ecocomp"

# Where git is not at hand (an unpacked archive): what .gitignore leaves out.
NOT_OURS = {
    ".git",
    "__pycache__",
    "build",
    "dist",
    "out",
    ".pytest_cache",
    ".hypothesis",
    ".mypy_cache",
    ".ruff_cache",
    "mutants",
}


@cache
def project_files() -> tuple[Path, ...]:
    """Every file of the project relative to its root: tracked, or new and not ignored."""
    command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return tuple(sorted(walked()))
    if not (ROOT / ".git").exists():  # unpacked inside somebody else's repository
        return tuple(sorted(walked()))
    paths = (Path(os.fsdecode(each)) for each in listed.split(b"\0") if each)
    return tuple(sorted(path for path in paths if (ROOT / path).is_file()))


def walked() -> list[Path]:
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in NOT_OURS and not name.startswith(".venv")]
        found += [(Path(folder) / name).relative_to(ROOT) for name in names]
    return found


@cache
def modules() -> tuple[Path, ...]:
    """Every Python file of the package relative to the package's folder."""
    return tuple(sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py")))


@cache
def tree(module: Path) -> ast.Module:
    """The syntax tree of a module of the package."""
    return ast.parse((PACKAGE / module).read_text(encoding="utf-8"), filename=str(module))


@cache
def pyproject() -> dict[str, object]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
