"""docs/settlement.md and its Chinese version: the session runs, the commands work, files and exit codes are those of the program."""

from __future__ import annotations

import doctest
import json
import shlex
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner

import ecocomp as ec
from ecocomp.cli import cli
from ecocomp.strict_yaml import read_yaml
from tests.docs.support import blocks, code, page, session, tables, write_example

PAGES = {"settlement.md": ("File", "Code"), "settlement.zh.md": ("文件", "代码")}

each_page = pytest.mark.parametrize("name", PAGES)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the page speaks of, as the current one."""
    write_example(tmp_path)
    (tmp_path / "agreements").mkdir()
    write_example(tmp_path / "agreements")
    (tmp_path / "agreements" / "readings.csv").unlink()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@each_page
@pytest.mark.usefixtures("folder")
def test_the_session_of_the_page_runs_as_it_stands(name: str):
    assert session(name) > 12


@pytest.mark.parametrize(
    "command",
    sorted({line for name in PAGES for each in blocks(name) if each.info == "sh" for line in each.text.splitlines()}),
)
def test_each_command_of_the_page_works(command: str, folder: Path):
    program, *arguments = shlex.split(command)
    result = CliRunner().invoke(cli, arguments)

    assert program == "ecocomp"
    assert result.exit_code == 0, result.output


@each_page
def test_the_files_of_the_page_are_those_that_are_written(name: str, folder: Path):
    settlement = ec.settle(
        ec.load_agreement("example-steps.yaml"), ec.read_monitoring("readings.csv"), 2024, since=5, through=8
    )
    written = {path.name for path in settlement.save(folder / "out")}
    data = json.loads((folder / "out" / "settlement.json").read_text(encoding="utf-8"))

    assert {code(row[0])[0] for row in tables(name, PAGES[name][0])} == written
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
    assert all(str(expected) in {row[0] for row in tables(name, heading)} for name, (_, heading) in PAGES.items())


@each_page
def test_the_inputs_on_the_page_are_accepted(name: str):
    file = next(each.text for each in blocks(name) if each.info == "yaml")
    assert not read_yaml(file, "inputs.yaml").problems

    agreement = ec.read_agreement(
        "ecocomp: 1\nid: inputs\ntitle: 申报\nstatus: assumed\nsource: {document: 示例}\n"
        "parties: {jia: {name: 甲县}, yi: {name: 乙县}}\n"
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
    parsed = doctest.DocTestParser().get_examples(page(name))
    found: dict[str, object] = {}
    exec(next(each.source for each in parsed if each.source.startswith("inputs = ")), found)
    settlement = ec.settle(agreement, None, 2024, inputs=found["inputs"])

    assert settlement.lines[0].fen == 19550
    assert "settlement.input_default_labels" in {each.code for each in settlement.problems}
    with pytest.raises(ec.SettlementError):
        ec.settle(agreement, None, 2024, inputs={"accident": True, "score": 0.1})


@pytest.mark.usefixtures("folder")
def test_gaps_left_out_are_those_along_time():
    """A mean over months makes do with those there are; a grade of a month never does with other indicators."""
    text = Path("readings.csv").read_text(encoding="utf-8").replace("0.62", "--")
    Path("gap.csv").write_text(text, encoding="utf-8")
    agreement = ec.read_agreement(
        "ecocomp: 1\nid: gaps\nextends: example-steps\n"
        "rules: [{name: yearly, title: 年均, formula: 'mean(C, month)'}]\n",
        folder=Path(),
    )
    lenient = {"since": 5, "through": 8, "gaps": "skip"}
    settlement = ec.settle(agreement, ec.read_monitoring("gap.csv"), 2024, **lenient)

    assert settlement.value("yearly", section="白沙", indicator="氨氮") == (Fraction("0.31") + Fraction("1.2")) / 2
    assert ("month", "2024-06") in {pair for each in settlement.unpaid for pair in each.coordinate}
    assert not settlement.final


@pytest.mark.usefixtures("folder")
def test_a_gap_that_the_agreement_skips_leaves_the_settlement_final_and_means_whole():
    text = Path("readings.csv").read_text(encoding="utf-8").replace("0.62", "--")
    Path("gap.csv").write_text(text, encoding="utf-8")
    agreement = ec.read_agreement(
        "ecocomp: 1\nid: gaps\nextends: example-steps\nassessment: {months: [5, 6, 7, 8]}\nreadings: {missing: skip}\n"
        "rules: [{name: yearly, title: 年均, formula: 'mean(C, month)'}]\n",
        folder=Path(),
    )
    settlement = ec.settle(agreement, ec.read_monitoring("gap.csv"), 2024)

    assert settlement.final
    assert settlement.value("yearly", section="白沙", indicator="氨氮").kind == "missing"


@pytest.mark.usefixtures("folder")
def test_the_same_gap_in_several_months_is_one_sentence():
    text = Path("readings.csv").read_text(encoding="utf-8").replace("0.62", "--").replace("0.31", "--")
    Path("gap.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ec.SettlementError) as caught:
        ec.settle(ec.load_agreement("example-steps.yaml"), ec.read_monitoring("gap.csv"), 2024, since=5, through=8)

    assert [each.code for each in caught.value.problems] == ["settlement.refused", "settlement.refused_hint"]
    assert "2024-05、2024-06" in caught.value.text("zh")
