"""Starting is quick: nothing heavy is loaded before it is needed."""

from __future__ import annotations

import os
import subprocess
import sys

HEAVY = ("pandas", "numpy", "pydantic", "matplotlib", "yaml")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    surroundings = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, *arguments], env=surroundings, capture_output=True, encoding="utf-8", check=False
    )


def test_importing_ecocomp_loads_no_heavy_library():
    done = run("-c", f"import sys, ecocomp; print(*(name for name in {HEAVY} if name in sys.modules))")

    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_help_is_shown_without_loading_pandas():
    program = """
import sys
sys.argv = ["ecocomp", "--help"]
from ecocomp.__main__ import main
try:
    main()
finally:
    print(*(name for name in ("pandas", "numpy", "matplotlib") if name in sys.modules), file=sys.stderr)
"""
    done = run("-c", program)

    assert done.returncode == 0, done.stderr
    assert done.stderr.split() == []


def test_the_package_runs_as_a_module():
    done = run("-m", "ecocomp", "--help")

    assert done.returncode == 0, done.stderr
    assert "settle" in done.stdout


def test_every_public_name_can_be_had_and_explains_itself():
    program = """
import inspect, ecocomp
for name in ecocomp.__all__:
    thing = getattr(ecocomp, name)
    if (inspect.isclass(thing) or inspect.isroutine(thing)) and not inspect.getdoc(thing):
        print(name)
    if inspect.isclass(thing):
        for method, body in vars(thing).items():
            explains = inspect.isroutine(body) or isinstance(body, (property, classmethod, staticmethod))
            if explains and not method.startswith("_") and not inspect.getdoc(getattr(thing, method)):
                print(f"{name}.{method}")
"""
    done = run("-c", program)

    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [], "without a docstring"
