"""Declared inputs from the command line and from a file: ``name=value``, and YAML in the strict subset."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ecocomp.agreement.load import file_text
from ecocomp.errors import AgreementError, Place, RequestError, problem
from ecocomp.settlement.input_sources import GivenInputs, Keys, Source
from ecocomp.strict_yaml import read_yaml

OPTION = Source("option")


def inputs_given(pairs: Sequence[str], file: str | os.PathLike[str] | None) -> GivenInputs:
    """The inputs of a file, and those of ``name=value`` pairs, which go over them.

    ``name.label=value`` gives one label's value, ``name.label.label=value`` that of a label of each of two axes.

    Raises RequestError for a pair that is none or that gives again what another gives, AgreementError for a file
    that cannot be read or its YAML.
    """
    found: dict[str, Any] = {}
    sources: dict[Keys, Source] = {}
    keys_of_file: dict[Keys, Place] = {}
    if file is not None:
        found, sources, keys_of_file = of_file(file)
    given: dict[str, Any] = {}
    for pair in pairs:
        written, sign, value = pair.partition("=")
        keys = tuple(written.split("."))
        if not sign or not all(keys):
            raise RequestError(problem("settlement.input_form", found=pair))
        put(given, keys, value, pair)
        sources[keys] = OPTION
    return GivenInputs(found, sources, keys_of_file, given)


def of_file(file: str | os.PathLike[str]) -> tuple[dict[str, Any], dict[Keys, Source], dict[Keys, Place]]:
    """The inputs of a file, where each value stands in it, and where each key."""
    if not Path(file).exists():
        raise RequestError(problem("agreement.no_file", Place(os.fspath(file))))
    document = read_yaml(file_text(Path(file)), os.fspath(file))
    if document.problems:
        raise AgreementError(document.problems)
    if not isinstance(document.data, dict):
        raise AgreementError(problem("settlement.inputs_form", Place(os.fspath(file))))
    marks = {tuple(map(str, path)): mark for path, mark in document.marks.items()}
    sources = {keys: Source("file", marks[keys].place) for keys in leaves(document.data) if keys in marks}
    return document.data, sources, {keys: mark.key_place for keys, mark in marks.items() if keys}


def leaves(data: Mapping[str, Any], above: Keys = ()) -> Iterator[Keys]:
    """The keys of every value that is no mapping."""
    for key, each in data.items():
        if isinstance(each, dict):
            yield from leaves(each, (*above, str(key)))
        else:
            yield (*above, str(key))


def put(given: dict[str, Any], keys: Keys, value: str, pair: str) -> None:
    """Put a value under its keys; RequestError where another pair gave it, or a part of it, already."""
    inner = given
    for key in keys[:-1]:
        inner = inner.setdefault(key, {})
        if not isinstance(inner, dict):
            raise RequestError(problem("settlement.input_twice", name=keys[0], found=pair))
    if keys[-1] in inner:
        raise RequestError(problem("settlement.input_twice", name=keys[0], found=pair))
    inner[keys[-1]] = value
