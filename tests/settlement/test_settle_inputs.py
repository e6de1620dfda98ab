"""Declared inputs: facts that no monitoring file holds, given by the caller."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

import ecocomp as ec
from ecocomp.settlement.input_file import inputs_given
from tests.settlement.support import SECTION, STEPS, codes, monthly, net, settled

BODY = f"""\
{SECTION}
parameters:
  price: {{title: 单价, unit: 元, value: 100}}
inputs:
  accident: {{title: 重大污染事故, kind: truth, default: false}}
  score: {{title: 考核得分, kind: number}}
  saved: {{title: 节水量, unit: 万m3, per: [party], default: 0}}
  judged: {{title: 认定类别, kind: grade, per: [section], default: III}}
rules:
  - {{name: amount, title: 金额, formula: "0 * price if accident else price * (score + (at(target, jia) - at(judged, jia)) + sum(saved, party) / unit_of)"}}
transfers:
  - {{name: fee, title: 补偿, payer: xia, payee: shang, amount: amount}}
""".replace("  price: {", "  unit_of: {title: 每万方, unit: 万m3, value: 1}\n  price: {")


def settle(**inputs: object) -> ec.Settlement:
    return settled(BODY, None, inputs=inputs)


def refused(**inputs: object) -> list[str]:
    with pytest.raises(ec.SettlementError) as caught:
        settle(**inputs)
    return codes(caught.value.problems)


@pytest.mark.parametrize("score", [3, "3", Decimal("3.0"), Fraction(6, 2), " 3 ", "+3"])
def test_a_number(score):
    """A number may be given as int, decimal, fraction or text; defaults are told."""
    settlement = settle(score=score)

    assert net(settlement) == {"shang": "300.00", "xia": "-300.00"}
    assert [each.details["name"] for each in settlement.problems if each.code == "settlement.input_default"] == [
        "accident",
        "saved",
        "judged",
    ]


@pytest.mark.parametrize(
    "score",
    [3.0, 0.1, True, None, "", "three", "1e3", "1_0", "３", "NaN", "Infinity", Decimal("NaN"), Decimal("1e999999999"), Decimal("1e-999999999"), [3], {"a": 3}, "1" * 41, b"3"],
)  # fmt: skip
def test_what_is_no_number(score):
    """A binary float, and whatever is no number, is refused by name; nothing is converted in silence."""
    assert refused(score=score) == ["input_kind"]


@pytest.mark.parametrize(
    ("accident", "amount"),
    [(True, None), ("true", None), ("是", None), (False, "100.00"), ("否", "100.00"), ("False", "100.00")],
)
def test_a_truth(accident, amount):
    """Truth is given as such or in words."""
    assert net(settle(score=1, accident=accident)).get("shang") == amount


@pytest.mark.parametrize("accident", [1, 0, "yes", "", None, "真"])
def test_what_is_no_truth(accident):
    """Numbers and other words are no truth."""
    assert refused(score=1, accident=accident) == ["input_kind"]


def test_values_by_label():
    """A value for all labels, or one for each; a label left out takes the default, in the unit of the input."""
    assert net(settle(score=0, saved=2))["shang"] == "400.00"  # both parties 2 万m³
    assert net(settle(score=0, saved={"shang": "1.5"}))["shang"] == "150.00"
    assert net(settle(score=1, judged={"jia": "Ⅱ"}))["shang"] == "200.00"
    assert net(settle(score=1, judged="劣Ⅴ"))["shang"] == "-200.00"
    assert refused(score=1, saved={"wuhan": 1}) == ["input_labels"]
    assert refused(score=1, judged="7") == ["input_kind"]


def test_missing_and_unknown_inputs_are_told_together():
    """An input without a default must be declared; one that does not exist is refused; both in one go."""
    assert refused(scor=1) == ["input_unknown", "input_missing"]
    assert refused() == ["input_missing"]


def test_a_label_without_default_must_be_given():
    """Without a default every label needs a value."""
    body = BODY.replace("per: [party], default: 0", "per: [party]")
    with pytest.raises(ec.SettlementError, match="xia"):
        settled(body, None, inputs={"score": 1, "saved": {"shang": 1}})
    assert net(settled(body, None, inputs={"score": 0, "saved": {"shang": 1, "xia": 2}}))["shang"] == "300.00"


def test_the_value_is_told_with_its_unit():
    """An explanation names the input, its value in its unit, and where the agreement asks for it."""
    derivation = settle(score=0, saved={"shang": "1.5"}).explain("saved", party="上游市")

    assert derivation.kind == "input"
    assert derivation.shown == ("1.5 万m3", "1.5 万m3")
    assert derivation.places[0][1].file == "trial.yaml"


def test_inputs_from_a_file_and_from_pairs(tmp_path):
    """A file gives inputs in the strict YAML; ``name=value`` and ``name.label=value`` go over them."""
    path = tmp_path / "inputs.yaml"
    path.write_text("score: 3\nsaved: {shang: 1, xia: 2}\naccident: false\n", encoding="utf-8")
    given = inputs_given(["score=4", "saved.xia=0.5"], path)

    assert given == {"score": "4", "saved": {"shang": Decimal(1), "xia": "0.5"}, "accident": False}
    assert net(settled(BODY, None, inputs=given))["shang"] == "550.00"


@pytest.mark.parametrize("pair", ["score", "=3", ""])
def test_what_is_no_pair(pair):
    """A pair needs a name and a sign."""
    with pytest.raises(ec.RequestError):
        inputs_given([pair], None)


@pytest.mark.parametrize(
    ("content", "kind"), [(b"- 1", ec.AgreementError), (b"score: yes", ec.AgreementError), (b"a: [", ec.AgreementError), (b"", ec.AgreementError), (b"\xff", ec.AgreementError)]
)  # fmt: skip
def test_what_is_no_file_of_inputs(tmp_path, content, kind):
    """A file that is no mapping, not strict or not UTF-8 is refused with its name."""
    path = tmp_path / "inputs.yaml"
    path.write_bytes(content)
    with pytest.raises(kind, match=r"inputs\.yaml"):
        inputs_given([], path)
    with pytest.raises(ec.RequestError):
        inputs_given([], tmp_path / "none.yaml")
    with pytest.raises(ec.RequestError):
        inputs_given([], tmp_path)


def test_a_declared_value_is_explained_as_declared():
    """What the caller gave is said to be declared; what was left to the default is not."""
    text = STEPS.replace("price * steps", "price * steps * bonus")
    text += "inputs: {bonus: {title: 系数, default: 1}}\n"
    given, default = (
        settled(text, monthly({"甲": "0.5"}), inputs=inputs).explain("bonus") for inputs in ({"bonus": 2}, {})
    )

    assert "结算时申报的值" in given.text("zh")
    assert "结算时申报的值" not in default.text("zh")
    assert "trial.yaml" in default.text("zh")
