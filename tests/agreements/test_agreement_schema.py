"""The JSON Schema that editors use accepts what the loader accepts, and points at what is misspelt."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ecocomp.agreement.load import corpus_folder
from ecocomp.agreement.model import json_schema
from ecocomp.strict_yaml import read_yaml

FILES = sorted(corpus_folder().rglob("*.yaml"))


@pytest.fixture(scope="module")
def schema() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json_schema())


def plain(value: Any) -> Any:
    """A value as an editor's YAML parser gives it."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, datetime.date) else value


def test_the_schema_is_a_schema():
    """The schema is valid by the draft that it names."""
    jsonschema.Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_agreement_of_the_corpus_fits_the_schema(schema, path: Path):
    """An editor shows no error in any file of the corpus."""
    data = plain(read_yaml(path.read_text(encoding="utf-8"), path.name).data)

    assert [error.message for error in schema.iter_errors(data)] == []


OVERRIDE = {
    "ecocomp": 1,
    "id": "signed",
    "extends": "fuli-river",
    "parameters": {"attained_amount": {"value": 45, "status": "signed"}},
    "sections": {"pinglin": None},
}


def test_a_file_that_extends_another_may_say_parts_only(schema):
    """An override without titles, and null to take a section away, are no errors in an editor."""
    assert list(schema.iter_errors(OVERRIDE)) == []


def test_a_file_that_extends_another_may_remove_items(schema):
    """``remove: true`` is no error in an editor where it means something, and is one where it does not."""
    assert list(schema.iter_errors({**OVERRIDE, "rules": [{"name": "steps", "remove": True}]})) == []
    assert list(schema.iter_errors({**OVERRIDE, "parameters": {"x": {"remove": True}}}))


@pytest.mark.parametrize(
    "change",
    [
        {"parameters": {"attained_amount": {"vlaue": 45}}},
        {"parameters": {"attained_amount": {"status": "sure"}}},
        {"extends": None, "title": "x"},
        {"transfer": []},
    ],
)
def test_a_misspelt_key_or_choice_is_an_error_in_the_editor(schema, change):
    """Unknown keys, unknown choices, and a file that neither extends nor says all, do not fit."""
    assert list(schema.iter_errors({**OVERRIDE, **change}))
