"""``ecocomp template`` and ``write_template``: what they write, where, and what they refuse."""

from __future__ import annotations

import datetime
import os

import pytest

import ecocomp as ec
from ecocomp.report.template import default_year
from tests.commands.support import contents, run
from tests.settlement.support import STEPS, agreement, agreement_text
from tests.templates.support import SHEETS, book

NO_READINGS = """\
parameters: {price: {title: 金额, unit: 元, value: 100}}
transfers: [{name: yearly, title: 年度补偿, payer: xia, payee: shang, amount: price}]
"""


def test_the_command_writes_the_form_and_says_what_is_in_it(tmp_path):
    result = run("template", "fuli-river", "--year", "2024", "--out", tmp_path / "表.xlsx")

    assert result.exit_code == 0
    assert result.stdout == f"已写入 {tmp_path / '表.xlsx'}：24 行待填（2 个断面，12 个月）\n"
    assert book(tmp_path / "表.xlsx").sheetnames == SHEETS["zh"]


def test_without_a_name_and_a_year_both_are_chosen_and_told(tmp_path, monkeypatch):
    """Xin'an round 1 ended in 2014, which is the nearest year."""
    monkeypatch.chdir(tmp_path)
    result = run("template", "xinan-river-1", "--lang", "en")

    assert result.exit_code == 0
    assert os.listdir(tmp_path) == ["monitoring-form-xinan-river-1-2014.xlsx"]
    assert "2014" in result.stderr


@pytest.mark.parametrize(
    ("term", "year"),
    [
        ("", 2026),
        ("term: {from: 2022-01-01}\n", 2026),
        ("term: {from: 2028-01-01, to: 2030-12-31}\n", 2028),
        ("term: {to: 2014-12-31}\n", 2014),
        ("term: {from: 2012-01-01, to: 2014-12-31}\n", 2014),
    ],
)
def test_the_year_by_default_is_the_nearest_in_which_the_agreement_holds(term, year):
    assert default_year(agreement(term + NO_READINGS), datetime.date(2026, 11, 24)) == year


def test_a_file_that_is_there_may_be_filled_in_and_is_kept(tmp_path):
    path = tmp_path / "表.xlsx"
    path.write_bytes(b"filled in")
    refused = run("template", "fuli-river", "--year", "2024", "--out", path)

    assert refused.exit_code == 3
    assert "--overwrite" in refused.stderr
    assert contents(tmp_path) == {"表.xlsx": b"filled in"}
    assert run("template", "fuli-river", "--year", "2024", "--out", path, "--overwrite").exit_code == 0
    assert book(path).sheetnames == SHEETS["zh"]


def test_an_agreement_without_readings_has_no_form(tmp_path):
    file = tmp_path / "协议.yaml"
    file.write_text(agreement_text(NO_READINGS), encoding="utf-8")
    result = run("template", file, "--year", "2024", "--out", tmp_path / "表.xlsx")

    assert result.exit_code == 2
    assert "试验协议" in result.stderr
    assert not (tmp_path / "表.xlsx").exists()


@pytest.mark.parametrize("year", [0, 1900, 2101, 10**4000, True, "2024", 2024.0, None])
def test_a_year_that_is_none_is_refused(tmp_path, year):
    with pytest.raises(ec.RequestError) as caught:
        ec.write_template(ec.load_agreement("fuli-river"), tmp_path / "表.xlsx", year=year)

    assert [each.code for each in caught.value.problems] == ["template.year"]
    assert contents(tmp_path) == {}


@pytest.mark.parametrize(
    ("name", "code"), [("表", "ending"), ("表.xls", "ending"), ("表.csv", "ending"), ("", "no_file")]
)
def test_the_name_must_be_that_of_a_workbook(tmp_path, name, code):
    with pytest.raises(ec.RequestError) as caught:
        ec.write_template(ec.load_agreement("fuli-river"), name and tmp_path / name, year=2024)

    assert [each.code for each in caught.value.problems] == [f"command.out_{code}"]


def test_a_folder_that_is_not_there_is_made_as_settle_does(tmp_path):
    path = tmp_path / "新" / "表" / "表.xlsx"

    assert ec.write_template(ec.load_agreement("fuli-river"), path, year=2024) == path
    assert path.is_file()


def test_what_cannot_be_written_is_said_and_leaves_nothing_behind(tmp_path):
    """A folder of the name, and a file where a folder should be."""
    (tmp_path / "夹.xlsx").mkdir()
    (tmp_path / "文件").write_bytes(b"1")
    for path in (tmp_path / "夹.xlsx", tmp_path / "文件" / "表.xlsx"):
        result = run("template", "fuli-river", "--year", "2024", "--out", path)
        assert result.exit_code == 3
        assert str(path) in result.stderr or str(path.parent) in result.stderr
    assert contents(tmp_path) == {"文件": b"1"}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is forbidden here")
def test_a_folder_that_must_not_be_written_to(tmp_path):
    tmp_path.chmod(0o500)
    result = run("template", "fuli-river", "--year", "2024", "--out", tmp_path / "表.xlsx")
    tmp_path.chmod(0o700)

    assert result.exit_code == 3
    assert contents(tmp_path) == {}


@pytest.mark.parametrize(
    ("term", "count", "months"),
    [
        ("{from: 2024-11-15}", 10, "2024-01, 2024-02"),
        ("{from: 2020-01-01, to: 2024-10-31}", 2, "2024-11, 2024-12"),
        ("{from: 2025-01-01}", 12, "2024-01, 2024-02"),
    ],
)
def test_months_outside_the_term_are_told(tmp_path, term, count, months):
    """The command and the instructions say which months of the form lie wholly before or after the term."""
    terms, out = tmp_path / "协议.yaml", tmp_path / "表.xlsx"
    terms.write_text(agreement_text(f"term: {term}\n{STEPS}"), encoding="utf-8")
    told = run("template", terms, "--year", "2024", "--out", out, "--lang", "en")
    cells = [cell for row in book(out)["Instructions"].iter_rows(values_only=True) for cell in row if cell]

    assert told.exit_code == 0
    assert f"{count} months of the form lie outside it: {months}" in told.stderr
    assert any(f"{count} months of the form lie outside it" in str(cell) for cell in cells)


@pytest.mark.parametrize("term", ["", "term: {from: 2024-01-31, to: 2024-12-01}\n"])
def test_months_within_the_term_need_no_word(tmp_path, term):
    """A month of which a day is within the term is within it."""
    terms = tmp_path / "协议.yaml"
    terms.write_text(agreement_text(term + STEPS), encoding="utf-8")

    assert run("template", terms, "--year", "2024", "--out", tmp_path / "表.xlsx").stderr == ""
