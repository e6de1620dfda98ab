"""README.md and agreements/README.md: their agreement files load, their session runs, their links lead somewhere."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

import ecocomp as ec
from ecocomp.cli import cli
from tests.docs.support import DOCS, FENCE
from tests.docs.test_links import LINK, anchors

ROOT = DOCS.parent
PAGES = ("README.md", "agreements/README.md")

each_page = pytest.mark.parametrize("name", PAGES)


def fences(name: str, info: str) -> list[str]:
    return [text for found, text in FENCE.findall((ROOT / name).read_text(encoding="utf-8")) if found == info]


@each_page
def test_the_agreement_of_the_page_loads_and_settles(name: str):
    (text,) = fences(name, "yaml")
    agreement = ec.read_agreement(text, file="mine.yaml")
    readings = ec.read_monitoring(ROOT / "examples" / "fuli-river-2024-constructed.csv", year=2024)

    assert agreement.text.parameters["attained_amount"].status == "signed"
    assert agreement.text.parameters["attained_amount"].note is None
    assert agreement.unconfirmed != ()
    assert ec.settle(agreement, readings, 2024).final


def test_the_corpus_page_shows_how_terms_are_confirmed_changed_and_removed():
    agreement = ec.read_agreement(fences("agreements/README.md", "yaml")[0], file="mine.yaml")
    open_terms = {term.path for term in agreement.unconfirmed}

    assert {"parameters.worse_amount", "rules.steps", "money"} <= open_terms
    assert not {"parameters.attained_amount", "parameters.missed_amount", "sections.pinglin"} & open_terms
    assert agreement.text.limits == []
    assert "annual_cap" not in agreement.text.parameters


def test_the_session_runs(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(ROOT)
    (session,) = fences("README.md", "python")

    exec(session, {})


def bare(text: str) -> str:
    """A text without the frames of tables and with single blanks."""
    return re.sub(r"[\s│┃]+", " ", text).strip()


def test_the_figures_of_the_first_screen_are_those_of_the_example():
    readings = str(ROOT / "examples" / "fuli-river-2024-constructed.csv")
    result = CliRunner().invoke(cli, ["settle", "fuli-river", readings, "--year", "2024"])
    shown = fences("README.md", "")[0].splitlines()

    assert result.exit_code == 0, result.output
    for row in shown:
        assert bare(row) in bare(result.output)


@each_page
def test_links_lead_somewhere(name: str):
    for target in LINK.findall(FENCE.sub("", (ROOT / name).read_text(encoding="utf-8"))):
        file, _, anchor = target.partition("#")
        if file:
            path = (ROOT / name).parent / file
            assert path.exists(), target
            if anchor:
                assert anchor in anchors(str(path.resolve().relative_to(DOCS))), target


@each_page
def test_no_page_has_web_addresses(name: str):
    assert "://" not in (ROOT / name).read_text(encoding="utf-8")
