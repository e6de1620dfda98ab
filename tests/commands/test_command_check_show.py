"""The commands ``check``, ``show`` and ``schema``."""

from __future__ import annotations

import json

import pytest

import ecocomp as ec
from ecocomp.agreement.titles import own_title
from tests.commands.support import files, run
from tests.settlement.support import STEPS, agreement_text


def test_check_good_files(tmp_path):
    """Good agreements are counted on standard output, one line each, and unconfirmed terms are told."""
    terms, _ = files(tmp_path)
    result = run("check", terms, "fuli-river", "--lang", "en")

    assert result.exit_code == 0
    assert result.stderr == ""
    lines = result.stdout.splitlines()
    assert lines[0] == f"{terms}: good (2 parties, 1 sections, 2 rules, 1 transfers)"
    assert lines[1].startswith("fuli-river: good (3 parties, 2 sections")
    assert "not confirmed" in lines[2]


def test_check_tells_all_errors_of_all_files(tmp_path):
    """Every error of every file stands on standard error with its place; good files are still told; the code is 1."""
    terms, _ = files(tmp_path)
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    first.write_text(
        agreement_text(STEPS.replace("target: III", "target: IX").replace("payer: downstream", "payer: dwnstream")),
        encoding="utf-8",
    )
    second.write_text("a: yes\n", encoding="utf-8")
    result = run("check", first, terms, second, tmp_path / "none.yaml", "no-such-name", "--lang", "en")

    assert result.exit_code == 1
    assert [line.split(": ")[0].rsplit("/", 1)[-1] for line in result.stdout.splitlines()] == ["协议.yaml"]
    problems = result.stderr.splitlines()
    assert problems[-1] == f"{len(problems) - 1} errors"
    for part in ("a.yaml:9:69", "b.yaml:1:4", "none.yaml: there is no such file", "no agreement 'no-such-name'"):
        assert any(part in line for line in problems), (part, problems)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ec.corpus_names())
def test_show_every_agreement(name, language):
    """Every agreement of the corpus is shown whole in both languages."""
    result = run("show", name, "--lang", language)
    agreement = ec.load_agreement(name)

    assert (result.exit_code, result.stderr) == (0, "")
    for each in agreement.text.rules:
        assert each.name in result.stdout
    for each in agreement.text.transfers:
        assert own_title(each, language) in result.stdout
    for each in agreement.sections:
        assert each in result.stdout


def test_show_the_parts_that_are_seldom_used(tmp_path):
    """Tables, inputs, funds, dated values, roles, targets that change and limits are all shown."""
    body = STEPS.replace(
        "target: III", "target: {dated: {2020-01-01: III, 2024-07-01: II}}, roles: {payee: xia}"
    ).replace(
        "price: {title: 单价, unit: 元, value: 100}",
        "price: {title: 单价, unit: 元, dated: {2020-01-01: 100, 2024-07-01: 200}}",
    )
    body = body.replace('"price * steps"', '"price * bands(steps, scale) * (2 if accident else 1)"')
    body += """\
tables: {scale: {title: 分档, bands: [{range: "(-inf, 0]", value: 1}, {range: "(0, inf)", value: 2}]}}
inputs: {accident: {title: 事故, kind: truth, default: false}}
funds: {pool: {name: 补偿资金池, accounts: true}}
limits: [{title: 月封顶, of: [monthly], per: [section, month], at_most: price * 10}]
"""
    terms, _ = files(tmp_path, body)
    result = run("show", terms, "--lang", "en")

    assert result.exit_code == 0, result.stderr
    for part in (
        "≤ 0",
        "事故",
        "补偿资金池",
        "from 2024-07-01",
        "200 元",
        "月封顶",
        "from 2024-07-01 Ⅱ",
        "payee 下游市",
    ):
        assert part in result.stdout, part


@pytest.mark.parametrize("name", ["none.yaml", "no-such-name", ""])
def test_show_what_does_not_exist(name):
    """A name that leads nowhere is a wrong call."""
    result = run("show", name)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


def test_show_a_broken_file(tmp_path):
    """An agreement with errors is not shown; the errors are."""
    path = tmp_path / "x.yaml"
    path.write_text("ecocomp: 1\n", encoding="utf-8")
    result = run("show", path)

    assert (result.exit_code, result.stdout) == (1, "")
    assert "x.yaml:1:1" in result.stderr


def test_schema():
    """The schema is JSON, the same every time."""
    result = run("schema")

    assert result.exit_code == 0
    assert json.loads(result.stdout)["$schema"].startswith("https://json-schema.org/")
    assert run("schema").stdout == result.stdout


@pytest.mark.parametrize(
    "arguments", [["--help"], ["-h"], ["settle", "--help"], ["explain", "-h"], ["check", "--help"], ["--version"]]
)
def test_help(arguments):
    """Help and version are answered."""
    result = run(*arguments)

    assert result.exit_code == 0
    assert result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["frobnicate"],
        ["check"],
        ["show"],
        ["settle"],
        ["settle", "fuli-river"],
        ["check", "--nothing", "x"],
        ["show", "fuli-river", "--lang", "fr"],
    ],
)
def test_calls_that_cannot_be_understood(arguments):
    """A wrong call has the code 2 and its reason on standard error."""
    result = run(*arguments)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr
