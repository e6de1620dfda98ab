"""All agreements of the corpus: they load, every term says where it stands, and the library knows none of them."""

from __future__ import annotations

import ast
import re

import pytest

import ecocomp as ec
from tests.agreements.support import AGREEMENTS, agreement

ROOT = AGREEMENTS.parent
FILES = sorted(AGREEMENTS.rglob("*.yaml"))
NAMES = [path.stem for path in FILES]
WEB_ADDRESS = re.compile(r"https?:|www\.|\.(com|cn|org|net|gov)\b|://", re.IGNORECASE)
MARK_OF_NOTES = re.compile(r"\bS\d{1,3}\b|\[(GK|INF)\]")
SCHEMA_LINE = "# yaml-language-server: $schema=../../docs/agreement.schema.json"


def test_the_corpus_holds_the_flagship_and_its_company():
    """The agreements that documents and examples name are there."""
    assert {
        "chishui-river",
        "gaoqiao-river",
        "suizhou-counties",
        "tongshun-river",
        "wuhan-interdistrict",
        "xinan-river-1",
        "xinan-river-2",
        "xinan-river-3",
    } <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_an_agreement_loads_under_its_own_name(name):
    """Every file loads without a problem, and its id is the file's name."""
    assert ec.load_agreement(name).id == name


def test_no_two_files_have_one_name():
    """An agreement is found by its name in whatever folder it stands, so that a name stands once."""
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_an_agreement_has_its_rule_in_one_line(name):
    """The table of the corpus has a line for each, in both languages."""
    text = agreement(name).text

    assert text.summary
    assert text.summary_en


@pytest.mark.parametrize("name", NAMES)
def test_every_term_has_a_status(name):
    """A term states its status, or falls back to a file that calls itself assumed: never to something better."""
    found = agreement(name)

    silent = [path for path, _, term in found.terms if term.status is None]

    assert silent == [] or found.text.status == "assumed"


@pytest.mark.parametrize("name", NAMES)
def test_what_is_assumed_says_why(name):
    """A term that is marked as assumed has a note on what is known and what is not."""
    terms = agreement(name).terms

    assert [path for path, _, term in terms if term.status == "assumed" and not term.note] == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_signed_that_nobody_has_seen(name):
    """No signed text was at hand for any agreement here, so no term claims to be from one."""
    assert [path for path, _, term in agreement(name).terms if term.status == "signed"] == []


@pytest.mark.parametrize("name", NAMES)
def test_an_agreement_is_named_in_both_languages(name):
    """Agreement, parties, sections and funds have an English name beside the Chinese one."""
    text = agreement(name).text
    named = {**text.parties, **text.sections, **text.funds}

    assert text.title_en
    assert [key for key, each in named.items() if not each.name_en] == []


@pytest.mark.parametrize("path", [*FILES, AGREEMENTS / "README.md"], ids=lambda path: path.name)
def test_sources_are_documents_and_not_web_addresses(path):
    """A source is a document, a newspaper and a date; no web address and no mark of somebody's notes."""
    text = path.read_text(encoding="utf-8").removeprefix(SCHEMA_LINE)

    assert WEB_ADDRESS.findall(text) == []
    assert MARK_OF_NOTES.findall(text) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_editors_find_the_schema(path):
    """The first line tells an editor which schema the file follows."""
    assert path.read_text(encoding="utf-8").splitlines()[0] == SCHEMA_LINE


def test_the_readme_lists_every_agreement():
    """No agreement is missing in the table of the corpus."""
    text = (AGREEMENTS / "README.md").read_text(encoding="utf-8")

    assert [name for name in NAMES if f"`{name}`" not in text] == []


def test_the_example_of_the_readme_is_an_agreement():
    """The file that the readme shows a bureau loads, and what it marks as signed is no longer unconfirmed."""
    text = (AGREEMENTS / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)[1]

    own = ec.read_agreement(shown, folder=AGREEMENTS)

    signed = {path for path, _, term in own.terms if term.status == "signed"}
    assert signed == {"parameters.attained_amount", "parameters.missed_amount", "sections.pinglin"}
    assert signed.isdisjoint(each.path for each in own.unconfirmed)


#: What the files give, whether that proves their rules (reproduced) or not.
GIVEN = ("reproduced", "inferred", "restated")


def test_every_outcome_that_a_file_gives_has_a_test():
    """A published outcome counts as given only if a test names it: its name, and the agreement's in the same module."""
    modules = [path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")]
    claimed = [(name, each.name) for name in NAMES for each in agreement(name).text.outcomes if each.result in GIVEN]

    untested = [
        (name, outcome) for name, outcome in claimed if not any(name in text and outcome in text for text in modules)
    ]
    assert claimed
    assert untested == []


def test_every_outcome_that_a_file_does_not_give_is_explained():
    """What the files do not give stands with its arithmetic in the file of explained differences."""
    text = (ROOT / "tests" / "published" / "explained-differences.md").read_text(encoding="utf-8")
    open_ones = [
        (name, each.name) for name in NAMES for each in agreement(name).text.outcomes if each.result not in GIVEN
    ]

    assert open_ones
    assert [f"{name} {outcome}" for name, outcome in open_ones if name not in text or outcome not in text] == []


def test_the_library_knows_no_agreement():
    """No module of the library contains the name of an agreement, party or section outside its documentation."""
    found = [agreement(name) for name in NAMES]
    words = {each.id for each in found}
    for each in found:
        for named in (*each.parties.values(), *each.sections.values()):
            words |= {named.name, named.name_en}
    used = {
        (path.name, word)
        for path in (ROOT / "ecocomp").rglob("*.py")
        for text in texts(path.read_text(encoding="utf-8"))
        for word in words
        if word in text
    }

    assert used == set()


def texts(source: str) -> list[str]:
    """The text constants of a module without what documents it: docstrings, and the help of the command line."""
    tree = ast.parse(source)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    spared = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    spared |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "help"}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spared
    ]
