"""Declared inputs from the command line and from a file: ``name=value``, and YAML in the strict subset."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ecocomp.agreement.load import file_text
from ecocomp.errors import AgreementError, Place, RequestError, problem
from ecocomp.strict_yaml import read_yaml


def inputs_given(pairs: Sequence[str], file: str | os.PathLike[str] | None) -> dict[str, Any]:
    """The inputs of a file, those of ``name=value`` pairs over them. ``name.label=value`` gives one label's value.

    Raises RequestError for a pair that is none, AgreementError for a file that cannot be read or its YAML.
    """
    found: dict[str, Any] = {}
    if file is not None:
        if not Path(file).exists():
            raise RequestError(problem("agreement.no_file", Place(os.fspath(file))))
        text = file_text(Path(file))
        document = read_yaml(text, os.fspath(file))
        if document.problems:
            raise AgreementError(document.problems)
        if not isinstance(document.data, dict):
            raise AgreementError(problem("agreement.not_a_mapping", Place(os.fspath(file))))
        found = document.data
    given: dict[str, Any] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not name:
            raise RequestError(problem("settlement.input_form", found=pair))
        name, dot, label = name.partition(".")
        before = given.get(name)
        if name in given and (not dot or not isinstance(before, dict) or label in before):
            raise RequestError(problem("settlement.input_twice", name=name, found=pair))
        given[name] = {**(before or {}), label: value} if dot else value
    for name, value in given.items():
        own = found.get(name)
        found[name] = {**own, **value} if isinstance(own, dict) and isinstance(value, dict) else value
    return found
