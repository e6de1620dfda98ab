"""docs/settlement.md: its session runs, its commands work, its files and exit codes are those of the program."""

from __future__ import annotations

import doctest
import json
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

import ecocomp as ec
from ecocomp.agreement.strict_yaml import read_yaml
from ecocomp.cli import cli
from tests.docs.support import blocks, code, examples, page, tables

NAME = "settlement.md"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the page speaks of, as the current one."""
    first = next(examples("agreement-file.md"))
    (tmp_path / "example-steps.yaml").write_text(first.agreement, encoding="utf-8")
    (tmp_path / "readings.csv").write_text(first.readings, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_the_session_of_the_page_runs_as_it_stands():
    session = doctest.DocTestParser().get_doctest(page(NAME), {}, NAME, NAME, 0)
    runner = doctest.DocTestRunner(verbose=False)
    report: list[str] = []
    runner.run(session, out=report.append)

    assert len(session.examples) > 12
    assert runner.summarize(verbose=False).failed == 0, "".join(report)


@pytest.mark.parametrize("command", next(each.text for each in blocks(NAME) if each.info == "sh").splitlines())
def test_each_command_of_the_page_works(command: str, folder: Path):
    program, *arguments = shlex.split(command)
    result = CliRunner().invoke(cli, arguments)

    assert program == "ecocomp"
    assert result.exit_code == 0, result.output


def test_the_files_of_the_page_are_those_that_are_written(folder: Path):
    settlement = ec.settle(
        ec.load_agreement("example-steps.yaml"), ec.read_monitoring("readings.csv"), 2024, since=5, through=8
    )
    written = {path.name for path in settlement.save(folder / "out")}
    data = json.loads((folder / "out" / "settlement.json").read_text(encoding="utf-8"))

    assert {code(row[0])[0] for row in tables(NAME, "File")} == written
    assert {"agreement", "period", "inputs", "positions", "pairs", "transfers", "funds", "limits", "values"} <= set(
        data
    )


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("check example-steps.yaml", 0),
        ("settle example-steps.yaml readings.csv --year 2024", 1),
        ("settle example-steps.yaml readings.csv --year 2024 --from 13", 2),
        ("settle nothing readings.csv --year 2024", 2),
        ("settle example-steps.yaml readings.csv", 2),
        ("settle example-steps.yaml readings.csv --year 2024 --gaps skip --out readings.csv", 3),
    ],
)
@pytest.mark.usefixtures("folder")
def test_the_exit_codes_are_those_of_the_page(arguments: str, expected: int):
    result = CliRunner().invoke(cli, arguments.split())

    assert result.exit_code == expected
    assert str(expected) in {row[0] for row in tables(NAME, "Code")}


def test_the_inputs_on_the_page_are_accepted(tmp_path: Path):
    file = next(each.text for each in blocks(NAME) if each.info == "yaml")
    assert not read_yaml(file, "inputs.yaml").problems

    agreement = ec.read_agreement(
        "ecocomp: 1\nid: inputs\ntitle: 申报\nstatus: assumed\nsource: {document: 示例}\n"
        "parties: {jia: {name: 甲}, yi: {name: 乙}}\n"
        "inputs:\n"
        "  accident: {title: 事故, kind: truth}\n"
        "  score: {title: 得分, unit: 分, per: [party]}\n"
        "  days_dry: {title: 断流天数, unit: 天, per: [month], default: 0}\n"
        "parameters: {unit: {title: 单价, unit: 元, value: 1}}\n"
        "transfers:\n"
        "  - name: payment\n    title: 划拨\n    payer: jia\n    payee: yi\n"
        "    amount: unit * (sum(score, party) + sum(days_dry, month)) if accident else unit\n"
        "money: {unit: 元, decimals: 2, rounding: half_up, round: line}\n"
    )
    session = doctest.DocTestParser().get_examples(page(NAME))
    found: dict[str, object] = {}
    exec(next(each.source for each in session if each.source.startswith("inputs = ")), found)
    settlement = ec.settle(agreement, None, 2024, inputs=found["inputs"])

    assert settlement.lines[0].fen == 19550
    with pytest.raises(ec.SettlementError):
        ec.settle(agreement, None, 2024, inputs={"accident": True, "score": 0.1})
