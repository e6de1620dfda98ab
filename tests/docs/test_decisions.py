"""What the decisions 2 to 7 promise, where no other test holds it; and that they name tests that exist."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import ecocomp as ec
from ecocomp.formula.bands import band, table
from ecocomp.formula.parse import parse
from ecocomp.formula.problems import FormulaError
from ecocomp.strict_yaml import read_yaml
from tests.docs.support import DOCS, FILE, examples, page, pages

DECISIONS = [name for name in pages() if re.match(r"decisions/000[2-7]", name)]
ROOT = DOCS.parent


@pytest.mark.parametrize("name", DECISIONS)
def test_a_decision_says_why_and_names_tests_that_exist(name: str):
    text = page(name)
    found = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", text.split("**Compliance.**")[1])

    assert all(part in text for part in ("**Context.**", "**Decision.**", "**Consequences.**"))
    assert found
    for file, test in found:
        assert f"def {test}" in (ROOT / file).read_text(encoding="utf-8")


def test_a_tie_is_a_tie():
    tiers = table("tiers", [band("(0, 0.1]", 10, Fraction), band("(0.1, 0.5]", 20, Fraction)])
    exact = Fraction("1.1") / 1 - 1

    assert tiers.find(exact).value == 10
    assert tiers.find(Fraction(1.1 / 1 - 1)).value == 20


@pytest.mark.parametrize(
    "formula",
    [
        "().__class__", "C.real", "C[0]", "[x for x in C]", "lambda: 1", "(x := 1)", "f'{C}'", "'text'", "b'1'",
        "print(C)", "open(C)", "eval(C)", "sum(*C)", "sum(**C)", "{1: 2}", "{1}", "(1, 2)", "1 if C else", "await C",
        "C @ C", "C // C", "C % C", "C << 1", "C & C", "~C", "C is C", "C in C", "1j", "...", "None", "True",
    ],
)  # fmt: skip
def test_nothing_of_python_can_be_reached(formula: str):
    with pytest.raises(FormulaError):
        parse(formula)


def test_every_problem_has_its_line_and_column(tmp_path: Path):
    first = next(examples("agreement-file.md")).agreement
    (tmp_path / "base.yaml").write_text(first.replace("value: 100", "value: 1,000"), encoding="utf-8")
    text = "ecocomp: 1\nid: mine\nextends: base\nsections:\n  hekou: {target: VI}\n"

    with pytest.raises(ec.AgreementError) as caught:
        ec.read_agreement(text, file=FILE, folder=tmp_path)

    places = {(Path(each.place.file).name, each.place.line, each.place.column) for each in caught.value.problems}
    line, column = next(
        (at, row.index("1,000"))
        for at, row in enumerate(first.replace("value: 100", "value: 1,000").splitlines(), 1)
        if "1,000" in row
    )
    assert ("base.yaml", line, column + 1) in places


def test_numbers_keep_their_digits():
    assert read_yaml("a: 0.10\nb: -12345678901234567890.5\n", FILE).data == {
        "a": Decimal("0.10"),
        "b": Decimal("-12345678901234567890.5"),
    }


DATED = """ecocomp: 1
id: dated
title: 逐步提高
status: assumed
source: {{document: 示例}}
parties: {{jia: {{name: 甲}}, yi: {{name: 乙}}}}
parameters:
  price: {{title: 单价, unit: 元, {dated}}}
transfers:
  - {{name: payment, title: 划拨, per: [{per}], payer: jia, payee: yi, amount: price}}
money: {{unit: 元, decimals: 2, rounding: half_up, round: line}}
"""
TWO = "dated: {2024-01-01: 1, 2030-01-01: 2}"


def test_the_axes_of_a_dated_parameter_follow_from_the_file():
    def lines(dated: str, per: str, year: int) -> list[int]:
        agreement = ec.read_agreement(DATED.format(dated=dated, per=per))
        return [line.fen for line in ec.settle(agreement, None, year).lines]

    # no change in 2024, and yet the month axis is there
    with pytest.raises(ec.AgreementError):
        lines(TWO, "", 2024)
    assert lines(TWO, "month", 2024) == [100] * 12
    assert lines(TWO, "month", 2030) == [200] * 12
    assert lines(f"on: start, {TWO}", "", 2029) == [100]
    assert lines("on: end, dated: {2024-01-01: 1, 2024-12-15: 2}", "", 2024) == [200]
    assert lines("on: start, dated: {2024-01-01: 1, 2024-12-15: 2}", "", 2024) == [100]
    assert lines("dated: {2024-01-01: 1}", "", 2024) == [100]
    with pytest.raises(ec.AgreementError):
        lines("dated: {2024-01-01: 1, 2024-12-15: 2}", "month", 2024)
