"""docs/payments.md and its Chinese version: the slip is told at its cell, commands and session run, files are those written."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

import ecocomp as ec
from ecocomp.cli import cli
from ecocomp.payments.heading import ROLE_NAMES, role_of
from ecocomp.payments.kinds import KINDS, kind_named
from ecocomp.report.balance_files import TABLES
from tests.docs.support import blocks, code, session, tables

PAGES = {"payments.md": ("Column", "`--out` writes"), "payments.zh.md": ("列", "`--out` 写出")}

each_page = pytest.mark.parametrize("name", PAGES)


def ledger(name: str) -> str:
    return next(each.text for each in blocks(name) if each.info == "csv")


def commands(name: str) -> list[list[str]]:
    return [shlex.split(line)[1:] for each in blocks(name) if each.info == "sh" for line in each.text.splitlines()]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the page speaks of, as the current one, the slip put right."""
    agreement = next(each.text for each in blocks("payments.md") if each.is_agreement)
    (tmp_path / "pay.yaml").write_text(agreement, encoding="utf-8")
    right = ledger("payments.md").replace('"1,50.00"', "150.00")
    (tmp_path / "ledger.csv").write_text(right, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@each_page
def test_commands_and_session_run_one_after_the_other(name: str, folder: Path):
    for arguments in commands(name):
        result = CliRunner().invoke(cli, arguments)
        assert result.exit_code == 0, result.output

    assert session(name) == 12
    assert {path.name for path in (folder / "balance").iterdir()} == {
        code(row[0])[0] for row in tables(name, PAGES[name][1])
    }
    assert {path.name for path in (folder / "balance").iterdir()} == set(TABLES)


def test_the_slip_is_told_at_its_cell(folder: Path):
    (folder / "ledger.csv").write_text(ledger("payments.md"), encoding="utf-8")
    with pytest.raises(ec.PaymentsError) as caught:
        ec.read_payments("ledger.csv", ec.load_agreement("pay.yaml"))

    assert [str(each.place) for each in caught.value.problems] == ["ledger.csv:5:4"]


@each_page
def test_the_columns_of_the_page_are_those_that_are_known(name: str):
    rows = tables(name, PAGES[name][0])

    assert [{role_of(heading)[0] for heading in code(row[1])} for row in rows] == [{role} for role in ROLE_NAMES]
    kinds = [kind_named(word) for word in code(rows[4][2])]
    assert list(dict.fromkeys(kinds)) == list(KINDS)


def test_both_pages_show_the_same_example():
    english, chinese = (
        [each for each in blocks(name) if each.info in ("yaml", "csv", "sh", "python")] for name in PAGES
    )

    assert english == chinese
