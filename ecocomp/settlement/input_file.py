"""Declared inputs from the command line and from a file: ``name=value``, and YAML in the strict subset."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ecocomp.agreement.strict_yaml import read_yaml
from ecocomp.errors import AgreementError, Place, RequestError, problem


def inputs_given(pairs: Sequence[str], file: str | os.PathLike[str] | None) -> dict[str, Any]:
    """The inputs of a file, those of ``name=value`` pairs over them. ``name.label=value`` gives one label's value.

    Raises RequestError for a pair that is none or a file that cannot be read, AgreementError for its YAML.
    """
    found: dict[str, Any] = {}
    if file is not None:
        try:
            text = Path(file).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as trouble:
            reason = getattr(trouble, "strerror", None) or "UTF-8"
            raise RequestError(problem("agreement.unreadable", Place(os.fspath(file)), reason=reason)) from None
        document = read_yaml(text, os.fspath(file))
        if document.problems:
            raise AgreementError(document.problems)
        if not isinstance(document.data, dict):
            raise AgreementError(problem("agreement.not_a_mapping", Place(os.fspath(file))))
        found = document.data
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not name:
            raise RequestError(problem("settlement.input_form", found=pair))
        name, dot, label = name.partition(".")
        if dot:
            labels = found.get(name)
            found[name] = {**(labels if isinstance(labels, dict) else {}), label: value}
        else:
            found[name] = value
    return found
