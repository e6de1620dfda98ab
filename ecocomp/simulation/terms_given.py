"""Sets of terms from the command line, ``name=value,value``, and from a file: YAML (or JSON) in the strict subset."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ecocomp.errors import AgreementError, Place, Problem, RequestError, problem
from ecocomp.small_file import small_text
from ecocomp.strict_yaml import read_yaml

TRUTHS = {"true": True, "false": False}


def terms_given(pairs: Sequence[str], file: str | os.PathLike[str] | None) -> Any:
    """The terms of ``name=value,value`` pairs, all with all others, or those of a file; None for neither.

    The file holds values by name, all with all others, or a list of sets with a value by name each.

    Raises RequestError for pairs that are none or both ways at once, AgreementError for a file that cannot be read.
    """
    if file is not None and pairs:
        raise RequestError(problem("simulation.terms_both_ways"))
    if file is not None:
        return of_file(file)
    grid: dict[str, list[str | bool]] = {}
    problems: list[Problem] = []
    for pair in pairs:
        name, sign, values = (each.strip() for each in pair.partition("="))
        found = [each.strip() for each in values.split(",")]
        if not sign or not name or not all(found):
            problems.append(problem("simulation.vary_form", found=pair))
        elif name in grid:
            problems.append(problem("simulation.vary_twice", name=name))
        else:
            grid[name] = [TRUTHS.get(each, each) for each in found]
    if problems:
        raise RequestError(problems)
    return grid or None


def of_file(file: str | os.PathLike[str]) -> Any:
    """The terms of a file."""
    name = os.fspath(file)
    document = read_yaml(small_text(Path(file), name, AgreementError), name)
    if document.problems:
        raise AgreementError(document.problems)
    if not isinstance(document.data, dict | list):
        raise AgreementError(problem("simulation.terms_form", Place(name)))
    return document.data
