"""The command ``balance``: records and a ledger in, tables on the terminal and as CSV out, problems in words."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from ecocomp.record import record_of
from ecocomp.report.balance_files import TABLES
from tests.commands.support import contents, run
from tests.payments.support import BODY, HEADING, settled
from tests.settlement.support import agreement_text

ROWS = """\
2024-02-01,下游市,上游市,"1,300",清算款,2023,记-1,
2025-02-01,下游市,上游市,100,预拨,2025,记-2,
2025-07-01,下游市,上游市,400,,2024,记-3,对账日之后
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Records of two years and the ledger."""
    for year, owed in ((2023, {"advance": 200, "rest": 1000}), (2024, {"rest": 500})):
        (tmp_path / f"{year}.json").write_bytes(record_of(settled(year, **owed)).content)
    (tmp_path / "台账.csv").write_text(HEADING + ROWS, encoding="utf-8")
    return tmp_path


def balance(folder: Path, *more: str):
    records = [folder / f"{year}.json" for year in (2024, 2023)]
    return run("balance", *records, "--payments", folder / "台账.csv", "--on", "2025-06-30", *more)


def rows(output: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("│").split("│")] for line in output.splitlines() if line[:1] == "│"]


def test_the_terminal_shows_pairs_parties_debts_offsets_and_what_was_paid_ahead(folder: Path):
    result = balance(folder)

    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "试验协议 2023、2024 年度收付对账（截至 2025-06-30）"
    assert rows(result.stdout) == [
        ["下游市", "上游市", "1,700.00", "1,400.00", "100.00", "400.00", "400.00", "2025-03-31"],
        ["上游市", "0.00", "1,700.00", "0.00", "1,400.00", "-100.00", "0.00", "400.00", "0.00"],
        ["下游市", "1,700.00", "0.00", "1,400.00", "0.00", "100.00", "400.00", "0.00", "400.00"],
        ["2024", "下游市", "上游市", "2025-03-31", "500.00", "100.00", "400.00", "91"],
        ["下游市", "上游市", "2024", "100.00", "2023", "该年度多付"],
        ["下游市", "上游市", "2025", "100.00"],
    ]
    assert "对账日 2025-06-30 之后的 1 笔收付款没有计入" in result.stdout


def test_all_shows_covered_debts_lines_and_payments_too(folder: Path):
    shown = rows(balance(folder, "--all").stdout)

    covered = ["2023", "下游市", "上游市", "2024-03-31", "1,000.00", "0.00", "1,000.00", "0.00", "0.00", ""]
    assert covered in shown
    assert [row[0] for row in shown if "清算款" in row] == ["2024-02-01", "2025-07-01"]
    assert any(row[-1] == "否，在对账日之后" for row in shown)


def test_english_has_the_same_figures(folder: Path):
    result = balance(folder, "--lang", "en")

    assert result.stdout.startswith("试验协议: balance of payments for 2023, 2024 on 2025-06-30\n")
    assert rows(result.stdout)[0] == rows(balance(folder).stdout)[0]


def test_out_writes_every_table_as_csv(folder: Path):
    result = balance(folder, "--out", str(folder / "out"))

    assert result.exit_code == 0
    files = contents(folder / "out")
    assert sorted(files) == sorted(TABLES)
    assert files["balance-pairs.csv"].decode("utf-8-sig").splitlines()[1] == (
        "下游市,上游市,1700.00,1400.00,100.00,400.00,400.00,2025-03-31"
    )
    payments = files["balance-payments.csv"].decode("utf-8-sig").splitlines()
    assert payments[1] == "2024-02-01,下游市,上游市,1300.00,清算款,2023,记-1,,台账.csv:2:4,是"
    lines = files["balance-lines.csv"].decode("utf-8-sig").splitlines()
    assert lines[1].endswith(f"200.00,2023-04-30,第三条,{folder / '2023.json'}")


def test_no_digit_of_an_amount_is_cut_on_a_narrow_terminal():
    from rich.console import Console

    from ecocomp.report.tables import Table
    from ecocomp.report.terminal import print_table

    amounts = tuple(f"{at},000,000,000.0{at}" for at in range(1, 8))
    out = Console(width=40, record=True, file=io.StringIO())
    print_table(out, Table("往来", ("收付方", *"abcdefg"), (("上游市人民政府", *amounts),), frozenset(range(1, 8))))
    shown = out.export_text()

    assert out.width == 40
    assert all(each in shown for each in amounts)


def test_a_wrong_ledger_is_told_cell_by_cell_and_nothing_is_written(folder: Path):
    (folder / "台账.csv").write_text(HEADING + "2025-02-30,下游,上游市,0.001,,,,\n", encoding="utf-8")
    result = balance(folder, "--out", str(folder / "out"))

    assert result.exit_code == 1
    assert [line.split(" ")[0] for line in result.stderr.splitlines()[:3]] == [
        "台账.csv:2:1:", "台账.csv:2:2:", "台账.csv:2:4:",
    ]  # fmt: skip
    assert not (folder / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--on", "2025-06-31"], 2, "“2025-06-31”不是日期"),
        (["--on", "2025-06-30", "2023.json"], 0, "收付对账"),
        (["--on", "2025-06-30", "缺.json"], 2, "缺.json"),
        (["--on", "2025-06-30", "台账.csv"], 1, "台账.csv"),
        ([], 2, "--on"),
    ],
)
def test_calls_that_cannot_be_understood(
    arguments: list[str], code: int, said: str, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(folder)
    result = run("balance", "2023.json", *arguments)

    assert result.exit_code == code
    assert said in result.output


def test_two_unrelated_records_of_a_year_are_refused_by_their_names(folder: Path):
    (folder / "再.json").write_bytes(record_of(settled(2023, rest=7)).content)
    result = run("balance", folder / "2023.json", folder / "再.json", "--on", "2025-06-30")

    assert result.exit_code == 2
    assert "2023.json" in result.stderr
    assert "再.json" in result.stderr


def test_a_ledger_is_never_written_over(folder: Path):
    ledger = folder / "balance-pairs.csv"
    ledger.write_text(HEADING + ROWS, encoding="utf-8")
    before = ledger.read_bytes()
    result = run(
        "balance", folder / "2023.json", "--payments", ledger, "--on", "2025-06-30", "--out", folder
    )  # fmt: skip

    assert result.exit_code == 2
    assert ledger.read_bytes() == before


def test_a_restatement_by_settle_counts_in_the_place_of_the_first(tmp_path: Path):
    terms = tmp_path / "协议.yaml"
    terms.write_text(agreement_text(BODY), encoding="utf-8")
    first, second = tmp_path / "初", tmp_path / "更正"
    once = run("settle", terms, "--year", "2024", "--input", "rest=100", "--out", first)
    again = run(
        "settle", terms, "--year", "2024", "--input", "rest=90", "--supersedes", first / "record.json", "--out", second
    )
    both = run("balance", first / "record.json", second / "record.json", "--on", "2025-06-30")

    assert [each.exit_code for each in (once, again, both)] == [0, 0, 0]
    assert rows(both.stdout)[0][:4] == ["下游市", "上游市", "90.00", "0.00"]
    assert "已被更正结算取代" in both.stdout
