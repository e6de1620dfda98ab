"""``ecocomp check --article17``: which of the seven items of Article 17 of Order 779 a file states."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from ecocomp.agreement.article17 import ITEMS, article_17
from ecocomp.cli import cli
from ecocomp.report.corpus import article_17_table
from tests.agreements.support import agreement, changed

PROVISIONS = """provisions:
  duties: {text: 上游治理城镇污水, clause: 第八条}
  breach: {text: 逾期支付的由上一级财政代扣, clause: 第十条}
"""


def states(own):
    return {each.item: each.state for each in article_17(own)}


def test_what_figures_say_is_found_and_what_only_words_say_is_lacking():
    """高桥河 has sections, target and dates of payment; its term has no end; duties and breach were not reported."""
    assert states(agreement("gaoqiao-river")) == {
        "scope": "stated",
        "target": "stated",
        "duties": "lacking",
        "form": "stated",
        "term": "partly",
        "breach": "lacking",
        "other": "stated",
    }


def test_provisions_fill_what_was_lacking():
    """A bureau that writes duties, breach and the end of the term lacks none of the seven."""
    own = changed("gaoqiao-river", PROVISIONS + "term: {to: 2025-11-15}\n")

    assert {item for item, state in states(own).items() if state != "stated"} == set()


@pytest.mark.parametrize(
    ("lines", "item", "lacks"),
    [
        (
            "sections: {gaoqiao_boundary: {target: null}}\nrules: [{name: annual_grade, remove: true}]\n",
            "target",
            "target",
        ),
        (
            "transfers: [{name: quality, due: null}, {name: total_phosphorus, due: null}]\n",
            "form",
            "due",
        ),
    ],
)
def test_what_is_stated_in_part_says_what_lacks(lines, item, lacks):
    """Readings without a target, and transfers without a date of payment, are half of what the article asks."""
    if item == "target":
        lines += "transfers: [{name: quality, amount: quality_amount}]\ntables: {quality_steps: null}\n"
    found = next(each for each in article_17(changed("gaoqiao-river", lines)) if each.item == item)

    assert (found.state, found.lacks) == ("partly", lacks)


def test_a_provision_is_a_term_with_a_status():
    """What the file says in words counts among its terms, by its own status or that of the file."""
    own = changed("gaoqiao-river", "status: signed\n" + PROVISIONS)

    paths = {path: own.status(term) for path, _, term in own.terms if path.startswith("provisions.")}
    assert paths == {"provisions.duties": "signed", "provisions.breach": "signed", "provisions.other": "reported"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_command_lists_all_seven(language):
    """The command prints the seven items in the order of the article, and counts nothing as an error."""
    result = CliRunner().invoke(cli, ["check", "--article17", "gaoqiao-river", "--lang", language])

    assert result.exit_code == 0
    assert sum("│" in line for line in result.output.splitlines()) >= len(ITEMS)


@pytest.mark.parametrize(
    ("term", "lacks"),
    [
        ("{from: 2024-01-01, to: 2024-12-31}", ""),
        ("{from: 2024-01-01}", "end"),
        ("{from: null, to: 2024-12-31}", "start"),
        ("{from: null}", "dates"),
    ],
)
def test_a_term_says_which_date_lacks(term, lacks):
    """A term without an end does not lack its beginning, nor the other way round."""
    found = next(each for each in article_17(changed("gaoqiao-river", f"term: {term}\n")) if each.item == "term")

    assert found.lacks == lacks


def test_an_item_says_what_it_rests_on():
    """高桥河: the transfers are partly assumed and partly reported, so the form of compensation is no better than assumed."""
    found = {each.item: each for each in article_17(agreement("gaoqiao-river"))}

    assert found["form"].statuses == ("assumed", "reported")
    assert found["form"].status == "assumed"
    assert {each.path: each.statuses for each in found["other"].where} == {"provisions.other": ("reported",)}
    assert found["duties"].status == ""


def test_reported_transfers_of_assumed_amounts_are_in_part_assumed():
    """通顺河: the transfer was reported, what is paid is made up; the weakest that the amount rests on is told."""
    found = {each.item: each for each in article_17(agreement("tongshun-river"))}["form"]

    assert {each.path: each.statuses for each in found.where} == {
        "transfers": ("reported",),
        "rules": ("reported",),
        "parameters": ("assumed",),
    }
    assert found.status == "assumed"


def test_placeholders_state_no_scope():
    """Sections that hold the place of others say nothing of the scope; where only some do, it is stated in part."""
    assert (states(agreement("henan-2017"))["scope"], states(agreement("gaoqiao-river"))["scope"]) == (
        "lacking",
        "stated",
    )
    some = changed("henan-2017", "parties: {upper: {name: 甲市}}\nsections: {first: {name: 甲市出境}}\n")
    found = {each.item: each for each in article_17(some)}["scope"]
    assert (found.state, found.lacks) == ("partly", "some_sections")

    said = changed("henan-2017", "provisions: {scope: {text: 全省}}\n")
    assert states(said)["scope"] == "stated"


@pytest.mark.parametrize(
    ("language", "whole", "part"),
    [
        ("zh", "已载明（假设，不是协议文本）", "已载明（部分为假设，不是协议文本）"),
        ("en", "stated (assumed, not from the text)", "stated (in part assumed, not from the text)"),
    ],
)
def test_what_is_only_assumed_is_not_called_stated_alone(language, whole, part):
    """The printed table says beside each item whether it is assumed wholly or in part."""
    rows = article_17_table(agreement("gaoqiao-river"), language).rows

    assert [rows[0][1], rows[3][1]] == [whole, part]
