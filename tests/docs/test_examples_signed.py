"""examples/fuli-river-signed-example.yaml: a bureau's signed copy from beginning to end, and plainly an example."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

import ecocomp as ec
from ecocomp.agreement.model import json_schema
from ecocomp.cli import cli
from ecocomp.strict_yaml import read_yaml
from tests.docs.support import DOCS

EXAMPLES = DOCS.parent / "examples"
FILE = EXAMPLES / "fuli-river-signed-example.yaml"
READINGS = EXAMPLES / "fuli-river-2024-constructed.csv"


@pytest.fixture(scope="module")
def signed() -> ec.Agreement:
    return ec.load_agreement(FILE)


@pytest.fixture(scope="module")
def settlement(signed: ec.Agreement) -> ec.Settlement:
    return ec.settle(signed, ec.read_monitoring(READINGS, year=2024), 2024)


def test_nothing_is_left_unconfirmed(signed: ec.Agreement):
    assert signed.unconfirmed == ()
    assert {term.status for _, _, term in signed.terms} == {"signed"}


def test_every_term_has_its_clause_and_no_note_of_the_assumed_one(signed: ec.Agreement):
    assert [path for path, _, term in signed.terms if not term.clause or term.note or term.source] == []


def test_it_says_that_it_is_an_example(signed: ec.Agreement):
    first = FILE.read_text(encoding="utf-8").splitlines()[0]

    assert first.startswith("# 示例（constructed）")
    assert "示例" in signed.title
    assert "EXAMPLE" in signed.text.title_en
    assert "构造" in signed.text.source.document + signed.text.source.note


def test_the_formulas_are_those_of_the_corpus(signed: ec.Agreement):
    def formulas(agreement: ec.Agreement) -> list[str]:
        return [each.formula for each in agreement.text.rules] + [each.amount for each in agreement.text.transfers]

    assert formulas(signed) == formulas(ec.load_agreement("fuli-river"))


def test_it_settles_without_a_word_on_unconfirmed_terms(settlement: ec.Settlement, tmp_path: Path):
    settlement.save(tmp_path)
    data = json.loads((tmp_path / "settlement.json").read_text(encoding="utf-8"))

    assert settlement.final
    assert data["agreement"]["official"] is True
    assert "示例" in data["agreement"]["title"]
    assert {line.status for line in settlement.lines} == {"signed"}
    assert not [each for each in settlement.problems if each.code.startswith("settlement.terms_")]


def test_one_term_left_out_is_told(tmp_path: Path):
    """Whatever is not written in the file stays what it was: the count goes down term by term."""
    rows = FILE.read_text(encoding="utf-8").splitlines(keepends=True)
    less = "".join(row for row in rows if "better_amount" not in row and "name: steps" not in row)
    (tmp_path / "mine.yaml").write_text(less, encoding="utf-8")
    agreement = ec.load_agreement(tmp_path / "mine.yaml")
    result = CliRunner().invoke(cli, ["check", str(tmp_path / "mine.yaml")])
    shown = CliRunner().invoke(cli, ["show", str(tmp_path / "mine.yaml")])

    assert {term.path for term in agreement.unconfirmed} == {"parameters.better_amount", "rules.steps"}
    assert "2 项条款未经" in result.output
    assert "parameters.better_amount" in shown.output
    settled = ec.settle(agreement, ec.read_monitoring(READINGS, year=2024), 2024)
    assert {line.status for line in settled.lines if not line.limit} == {"assumed"}


def test_an_editor_finds_nothing_to_complain_of():
    data = read_yaml(FILE.read_text(encoding="utf-8"), FILE.name).data
    plain = json.loads(json.dumps(data, default=lambda each: float(each) if hasattr(each, "is_nan") else str(each)))

    assert [each.message for each in jsonschema.Draft202012Validator(json_schema()).iter_errors(plain)] == []
