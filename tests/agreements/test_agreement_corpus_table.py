"""``ecocomp corpus``: one row an agreement, with what is known of each and what was reproduced."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

import ecocomp as ec
from ecocomp.agreement import CorpusEntry
from ecocomp.cli import cli
from ecocomp.report.corpus import corpus_table
from tests.agreements.support import changed

OUTCOMES = """outcomes:
  - {name: three, title: 丙, source: 某报 2024年1月3日, result: inferred}
  - {name: one, title: 甲, source: 某报 2024年1月1日, result: reproduced}
  - {name: two, title: 乙, source: 某报 2024年1月2日, result: differs}
"""


def test_every_agreement_has_a_row_and_its_terms_are_counted():
    """The counts by status add up to the terms of the agreement, and the folder is the one it stands in."""
    entries = ec.corpus_entries()

    assert sorted(each.agreement.id for each in entries) == sorted(ec.corpus_names())
    for each in entries:
        assert sum(each.statuses.values()) == len(each.agreement.terms)
        assert list(each.statuses) == ["signed", "published", "reported", "assumed"]
    folders = {each.agreement.id: each.folder for each in entries}
    assert folders["fuli-river"] == "hubei"


def test_outcomes_are_of_the_file_that_states_them():
    """A file that extends another does not take over what was published of the other."""
    own = changed("gaoqiao-river", OUTCOMES)
    again = changed("gaoqiao-river", "title: 另一份\n")

    assert [each.result for each in own.text.outcomes] == ["inferred", "reproduced", "differs"]
    assert again.text.outcomes == []


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh", "复算 1、据以推断 1、不符 1"), ("en", "reproduced 1, inferred from 1, contradicted 1")],
)
def test_what_proves_a_rule_is_counted_apart(language, words):
    """A figure that the rule was inferred from is not counted among the reproduced ones, which come first."""
    entry = CorpusEntry(changed("gaoqiao-river", OUTCOMES), "hubei")

    assert entry.outcomes == {"reproduced": 1, "inferred": 1, "differs": 1}
    assert corpus_table([entry], language).rows[0][-1] == words


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_command_prints_all_of_them(language):
    """Every name of the corpus stands in the table, in both languages."""
    result = CliRunner().invoke(cli, ["corpus", "--lang", language])

    assert result.exit_code == 0
    assert [name for name in ec.corpus_names() if name not in result.output] == []
