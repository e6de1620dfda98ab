"""What is imported is declared, what is declared is used, and docs/dependencies.md says why."""

from __future__ import annotations

import ast
import re
import sys

import pytest

from tests.contracts.source import ROOT, modules, pyproject, tree

IMPORTED_AS = {"pyyaml": "yaml", "python-calamine": "python_calamine", "python-docx": "docx"}


def names(requirements: list[str]) -> list[str]:
    return [re.match(r"[\w.-]+", each)[0].lower() for each in requirements]


def needed() -> list[str]:
    return names(pyproject()["project"]["dependencies"])


def wanted() -> list[str]:
    """What users may add: all extras but the tools."""
    extras = pyproject()["project"]["optional-dependencies"]
    return [name for extra in extras.keys() - {"dev", "bench"} for name in names(extras[extra])]


def imported() -> set[str]:
    found = set()
    for module in modules():
        for node in ast.walk(tree(module)):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                found.add(node.module.split(".")[0])
    return found - set(sys.stdlib_module_names) - {"ecocomp"}


def test_the_package_imports_exactly_what_it_declares():
    declared = {IMPORTED_AS.get(name, name) for name in (*needed(), *wanted())}

    assert imported() == declared


def everything_declared() -> list[str]:
    project = pyproject()["project"]
    extras = [name for extra in project["optional-dependencies"].values() for name in names(extra)]
    return sorted({*needed(), *extras, *names(pyproject()["build-system"]["requires"])})


@pytest.mark.parametrize("name", everything_declared())
def test_every_dependency_has_its_reason_in_the_docs(name: str):
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()

    assert f"**{name}**" in text
