"""docs/recipes.md and its Chinese version: every recipe settles to the figures of the page."""

from __future__ import annotations

import doctest
import shlex
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

import ecocomp as ec
from ecocomp.cli import cli
from ecocomp.quantity import unit
from ecocomp.settlement.input_file import inputs_given
from tests.docs.support import FILE, blocks, code, examples, fragments, page, tables, written

PAGES = {"recipes.md": "en", "recipes.zh.md": "zh"}
UNCHANGED = "title: 同上\n"
NAMES = (
    "doubled",
    "points",
    "ranking",
    "load",
    "split",
    "flood",
    "halves",
    "cap",
    "least",
    "advance",
    "seasons",
    "apart",
    "inflow",
    "head",
    "quarter",
    "alias",
)

each_page = pytest.mark.parametrize("name", PAGES)


class Recipe(NamedTuple):
    """A part of a file that extends the agreement of the page, and what it gives."""

    fragment: str
    result: str
    inputs: str = ""


def recipes(name: str) -> Iterator[Recipe]:
    """The agreement itself, then each fragment with the result behind it, if there is one."""
    found: list[Recipe] = []
    for block in blocks(name):
        if block.info == "yaml":
            found.append(Recipe("" if block.is_agreement else block.text, ""))
        elif block.info == "yaml inputs":
            found[-1] = found[-1]._replace(inputs=block.text)
        elif block.info == "result":
            found[-1] = found[-1]._replace(result=block.text)
    return iter(found)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder that the pages speak of, as the current one."""
    example = next(examples("recipes.md"))
    correction = next(each.text for each in blocks("recipes.md") if each.info == "csv correction")
    files = {"example-recipes.yaml": example.agreement, "readings.csv": example.readings, "correction.csv": correction}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def over(fragment: str, base: str = "example-recipes") -> str:
    return f"ecocomp: 1\nid: recipe\nextends: {base}\n{fragment or UNCHANGED}"


def settled(
    fragment: str, readings: str = "readings.csv", base: str = "example-recipes", **options: Any
) -> ec.Settlement:
    agreement = ec.read_agreement(over(fragment, base), file=FILE, folder=Path())
    return ec.settle(agreement, ec.read_monitoring(readings), 2024, **options)


def replaced(old: str, new: str) -> str:
    """The name of a file of readings with one thing written otherwise."""
    text = Path("readings.csv").read_text(encoding="utf-8")
    assert old in text
    Path("other.csv").write_text(text.replace(old, new), encoding="utf-8")
    return "other.csv"


def lines(settlement: ec.Settlement, language: str) -> list[str]:
    """Payments as the pages write them."""
    rows = written(settlement, language).splitlines()
    return [row for row in rows if not row.startswith(("net ", "净额 "))]


def values(settlement: ec.Settlement, language: str) -> set[str]:
    """Every value of every rule as the pages write them."""
    return {
        f"{name} {' '.join(labels)} = {text}"
        for name in settlement.names
        for labels, _, text in settlement.elements(name, language)
    }


def test_both_languages_show_the_same_files():
    english, chinese = ([each for each in blocks(name) if each.info.startswith(("yaml", "csv"))] for name in PAGES)

    assert english == chinese
    assert len(fragments("recipes.md")) == len(NAMES)


@each_page
@pytest.mark.parametrize("which", range(len(NAMES) + 1), ids=("base", *NAMES))
def test_each_recipe_gives_what_the_page_says(name: str, which: int):
    fragment, result, inputs = list(recipes(name))[which]
    Path("inputs.yaml").write_text(inputs or "{}", encoding="utf-8")
    settlement = settled(fragment, inputs=inputs_given([], "inputs.yaml"))
    told = result.splitlines()
    payments = [row for row in told if " = " not in row or row.startswith("fund ")]

    assert set(told) - set(payments) <= values(settlement, PAGES[name])
    if payments[:1] == ["…"]:
        assert lines(settlement, PAGES[name])[-len(payments) + 1 :] == payments[1:]
    elif result:
        assert lines(settlement, PAGES[name]) == payments


def test_relief_warns_of_a_missing_inflow_or_is_held_up_by_it_as_the_page_says():
    found = dict(zip(("base", *NAMES), (each.fragment for each in recipes("recipes.md")), strict=True))
    Path("relief.yaml").write_text(over(found["inflow"]), encoding="utf-8")
    gap = replaced("甲乙界,2024-08,24", "甲乙界,2024-08,--")
    where = {"section": "乙丙界", "indicator": "cod", "month": 8}

    lax = settled("", gap, "relief", gaps="skip")
    strict = settled(found["head"], gap, "relief", gaps="skip")
    assert lax.value("own_charge", **where) > settled(found["inflow"]).value("own_charge", **where)
    assert "settlement.left_out" in {each.code for each in lax.problems if each.severity == "warning"}
    assert strict.value("own_charge", **where).kind == "missing"
    with pytest.raises(ec.SettlementError):
        settled(found["head"], gap, "relief")


@each_page
def test_the_advance_alone_is_settled_without_this_years_readings(name: str):
    """The file of the page that takes the true-up away pays what the year's file advances, with last year's readings."""
    found = dict(zip(("base", *NAMES), recipes(name), strict=True))["advance"]
    Path("year.yaml").write_text(over(found.fragment), encoding="utf-8")
    (spring,) = (each.text for each in blocks(name) if each.info == "yaml spring")
    rows = Path("readings.csv").read_text(encoding="utf-8").splitlines()
    Path("last.csv").write_text("\n".join(row for row in rows if "2024" not in row), encoding="utf-8")
    agreement = ec.read_agreement(f"ecocomp: 1\nid: spring\n{spring}", file=FILE, folder=Path())
    alone = ec.settle(agreement, ec.read_monitoring("last.csv"), 2024)

    assert [(line.name, line.fen) for line in alone.lines] == [
        (line.name, line.fen) for line in settled(found.fragment).lines if line.name != "rest"
    ]


@each_page
def test_the_share_of_days_with_an_ecological_flow_is_that_of_the_page(name: str):
    """Twenty days of too little flow at one section cost what the page says."""
    (fragment,) = (each.text for each in blocks(name) if each.info == "yaml daily")
    (result,) = (each.text for each in blocks(name) if each.info == "result daily")
    days = [
        f"2024-{month:02d}-{day:02d}"
        for month, last in ((1, 31), (2, 29), (7, 31), (8, 31))
        for day in range(1, last + 1)
    ]
    rows = [
        f"{section},{day},18,0.5,{'2.9' if section == '甲乙界' and at < 20 else '6'}"
        for section in ("甲乙界", "乙丙界", "出市")
        for at, day in enumerate(days)
    ]
    Path("daily.csv").write_text(
        "断面,日期,化学需氧量(mg/L),氨氮(mg/L),流量(m3/s)\n" + "\n".join(rows), encoding="utf-8"
    )
    settlement = settled(fragment, "daily.csv")

    value, *payments = result.splitlines()
    assert value in values(settlement, PAGES[name])
    assert lines(settlement, PAGES[name]) == payments


@each_page
def test_the_note_and_the_command_of_a_month_of_flood_are_those_of_the_page(name: str):
    """The input of the command does what the file of inputs does, and the note printed is that of the page."""
    found = dict(zip(("base", *NAMES), recipes(name), strict=True))["flood"]
    Path("flood.yaml").write_text(over(found.fragment), encoding="utf-8")
    (option,) = (each for each in code(page(name)) if each.startswith("--input flood"))
    command = ["settle", "flood.yaml", "readings.csv", "--year", "2024", *shlex.split(option), "--lang", PAGES[name]]
    result = CliRunner().invoke(cli, command)
    notes = [each.text for each in blocks(name) if each.info == "text"]

    assert result.exit_code == 0, result.output
    assert any(each in result.stdout for each in notes)


@each_page
def test_the_sessions_of_the_page_run_as_they_stand(name: str):
    session = doctest.DocTestParser().get_doctest(page(name), {}, name, name, 0)
    runner = doctest.DocTestRunner(verbose=False)
    report: list[str] = []
    runner.run(session, out=report.append)

    assert len(session.examples) > 8
    assert runner.summarize(verbose=False).failed == 0, "".join(report)


@each_page
def test_the_command_of_the_page_works(name: str):
    (command,) = (each for each in code(page(name)) if each.startswith("ecocomp settle example-recipes"))
    result = CliRunner().invoke(cli, shlex.split(command)[1:])

    assert result.exit_code == 0, result.output


@each_page
def test_the_message_of_a_section_under_another_name_is_the_one_that_comes(name: str):
    alias = list(recipes(name))[-1].fragment
    other = replaced("甲乙界", "甲乙界断面")
    with pytest.raises(ec.SettlementError) as caught:
        settled("", other)

    expected = [each.text for each in blocks(name) if each.info == "text"][-1].strip()
    assert expected in {each.message(PAGES[name]) for each in caught.value.problems}
    assert settled(alias, other).lines == settled("").lines


def test_equal_counties_stop_the_ranking_unless_ties_are_settled():
    tied = list(recipes("recipes.md"))[1 + NAMES.index("ranking")].fragment.replace("then=county_index", "then=member")

    with pytest.raises(ec.SettlementError):
        settled(tied)
    shared = settled(tied.replace("then=member", "ties=min"))
    assert [shared.value("place", party=each) for each in ("甲县", "乙县", "丙县")] == [1, 2, 2]


def test_percentages_that_do_not_add_up_still_share_out_all():
    split = list(recipes("recipes.md"))[1 + NAMES.index("split")].fragment
    settlement = settled(split.replace("jia: 40", "jia: 35"))

    assert sum(line.fen for line in settlement.lines) == 100_000_000


@each_page
def test_units_count_as_the_page_says(name: str):
    rows = [row for row in tables(name, {"en": "Unit", "zh": "单位"}[PAGES[name]]) if "`" in row[0]]

    assert {each for row in rows for each in code(row[0])} >= {"级", "类", "分", "%", "百分点", "‰"}
    for row in rows:
        for each in code(row[0]):
            assert unit(each).factor == Fraction(row[1]), each
            assert not any(unit(each).dimension), each
    assert unit("万元/级").factor == unit("万元").factor
    assert unit("万元/百分点").factor == 100 * unit("万元").factor
