"""Declared inputs: facts that no monitoring file holds, given by the caller."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

import ecocomp as ec
from ecocomp.errors import NOWHERE
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


@pytest.mark.parametrize("inputs", [5, [1], "abc", [], ("score", 1)])
def test_inputs_that_are_no_mapping(inputs):
    """A number, a list or a text is refused in words."""
    with pytest.raises(ec.RequestError, match="按名称给出"):
        settled(BODY, None, inputs=inputs)


@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({"accident": 10**5000}, "input_kind"),
        ({"score": 10**5000}, "input_kind"),
        ({"score": Fraction(1, 10**5000)}, "input_kind"),
        ({10**5000: True}, "input_unknown"),
        ({"judged": {10**5000: "III"}}, "input_label"),
        ({"score": {10**5000: 1}}, "input_no_axis"),
    ],
)
def test_numbers_of_thousands_of_digits(inputs, code):
    """What cannot be written out is told all the same."""
    with pytest.raises(ec.SettlementError) as caught:
        settled(BODY, None, inputs={"score": 1, **inputs})

    assert f"settlement.{code}" in [each.code for each in caught.value.problems]
    assert caught.value.text("zh")
    assert caught.value.text("en")


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
    assert "未申报 saved（节水量），按协议缺省为 0 万m3" in [each.line("zh") for each in settlement.problems]
    assert "judged (认定类别) was not declared; by default it is Ⅲ" in [each.line("en") for each in settlement.problems]


@pytest.mark.parametrize(
    "score",
    [True, "", "three", "1e3", "1_0", "３", "NaN", "Infinity", Decimal("NaN"), Decimal("1e999999999"), Decimal("1e-999999999"), [3], "1" * 41, b"3"],
)  # fmt: skip
def test_what_is_no_number(score):
    """Whatever is no number is refused by name; nothing is converted in silence."""
    assert refused(score=score) == ["input_kind"]


@pytest.mark.parametrize(
    ("score", "code"),
    [(3.0, "input_float"), (0.1, "input_float"), (None, "input_null"), ({"a": 3}, "input_no_axis")],
)
def test_what_is_told_in_words_of_its_own(score, code):
    """A binary float, no value at all, and values by label where there is one."""
    assert refused(score=score) == [code]


@pytest.mark.parametrize(
    ("accident", "amount"),
    [(True, None), ("true", None), ("是", None), (False, "100.00"), ("否", "100.00"), ("False", "100.00")],
)
def test_a_truth(accident, amount):
    """Truth is given as such or in words."""
    assert net(settle(score=1, accident=accident)).get("shang") == amount


@pytest.mark.parametrize("accident", [1, 0, 1.0, "yes", "", "真", ["是"]])
def test_what_is_no_truth(accident):
    """Numbers and other words are no truth."""
    assert refused(score=1, accident=accident) == ["input_kind"]


def test_values_by_label():
    """A value for all labels, or one for each; a label left out takes the default, in the unit of the input."""
    assert net(settle(score=0, saved=2))["shang"] == "400.00"  # both parties 2 万m³
    assert net(settle(score=0, saved={"shang": "1.5"}))["shang"] == "150.00"
    assert net(settle(score=1, judged={"jia": "Ⅱ"}))["shang"] == "200.00"
    assert net(settle(score=1, judged="劣Ⅴ"))["shang"] == "-200.00"
    assert refused(score=1, saved={"wuhan": 1}) == ["input_label"]
    assert refused(score=1, judged="7") == ["input_kind"]


def test_missing_and_unknown_inputs_are_told_together():
    """An input without a default must be declared; one that does not exist is refused; both in one go."""
    assert refused(scor=1) == ["input_unknown", "input_missing"]
    assert refused() == ["input_missing"]


def test_a_label_without_default_must_be_given():
    """Without a default every label needs a value."""
    body = BODY.replace("per: [party], default: 0", "per: [party]")
    with pytest.raises(ec.SettlementError, match="缺少：下游市"):
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

    assert given.names == ("score", "saved", "accident")
    assert net(settled(BODY, None, inputs=given))["shang"] == "550.00"


@pytest.mark.parametrize(
    ("lines", "code", "at"),
    [
        ("score: 3\nfoo: 1\n", "input_unknown", (2, 1)),
        ("score: 三\n", "input_kind", (1, 8)),
        ("score: {jia: 3}\n", "input_no_axis", (1, 1)),
        ("score: 3\nsaved:\n  shang: 1\n  bing: 2\n", "input_label", (4, 3)),
        ("score: 3\nsaved:\n  shang: 1\n  xia: null\n", "input_null", (4, 8)),
        ("score: 3\nsaved:\n  xia: 1\n  下游市: 2\n", "input_twice", (4, 3)),
    ],
)
def test_what_is_wrong_in_a_file_of_inputs_is_told_at_its_line(tmp_path, lines, code, at):
    """Everything wrong with the inputs of a file names the file, the line and the column."""
    path = tmp_path / "inputs.yaml"
    path.write_text(lines, encoding="utf-8")
    with pytest.raises(ec.SettlementError) as caught:
        settled(BODY, None, inputs=inputs_given([], path))

    (found,) = [each for each in caught.value.problems if each.code == f"settlement.{code}"]
    assert found.place.file == str(path)
    assert (found.place.line, found.place.column) == at


def test_what_the_command_line_gives_over_a_file_is_not_told_at_a_line_of_the_file(tmp_path):
    """A wrong ``--input`` over a line of the file of inputs has no place in that file."""
    path = tmp_path / "inputs.yaml"
    path.write_text("score: 3\n", encoding="utf-8")
    with pytest.raises(ec.SettlementError) as caught:
        settled(BODY, None, inputs=inputs_given(["score=three"], path))

    assert [each.place for each in caught.value.problems if each.severity == "error"] == [NOWHERE]


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


def test_no_value_is_told_in_plain_words(tmp_path):
    """``null``, a truth value or a list where a number should be is told as the file writes it, not in Python's words."""
    path = tmp_path / "inputs.yaml"
    path.write_text("score: null\nsaved: {shang: [1, 2]}\naccident: 3\njudged: {jia: true}\n", encoding="utf-8")
    with pytest.raises(ec.SettlementError) as caught:
        settled(BODY, None, inputs=inputs_given([], path))

    assert [f"{each.place.line} {each.message('zh')}" for each in caught.value.problems] == [
        "3 申报事项 accident 应为是/否，这里是“3”；请写是或否（true、false）",
        "1 申报事项 score 没有写值（null）；应写数字，如 12.5，没有可申报的请删去这一项",
        "2 申报事项 saved.shang 应为以 万m3 计的数，这里是“一个列表”；请写数字，如 12.5",
        "4 申报事项 judged.jia 应为水质类别，这里是“true”；请写类别，如 III 或 劣V",
    ]
    assert "None" not in caught.value.text("en")


TIMES = STEPS.replace("price * steps", "price * steps * (0 if flood else 1)")
TIMES += "inputs: {flood: {title: 洪水月份, kind: truth, per: [month], default: false}}\n"


@pytest.mark.parametrize("label", ["5", "05", "5月", "2024-05", "2024-5", 5])
def test_a_month_by_its_number_or_its_label(label):
    """A month is given by its number or as the months of the settlement are written."""
    settlement = settled(TIMES, monthly({"甲": "0.5"}), inputs={"flood": {label: True}})

    assert settlement.value_texts("flood", "zh") == ["否"] * 4 + ["是"] + ["否"] * 7


@pytest.mark.parametrize(
    ("axis", "label", "through", "choices"),
    [
        ("month", "2023-05", 2, "2024-01, 2024-02（或序号 1 至 12）"),
        ("month", "13", 2, "2024-01, 2024-02（或序号 1 至 12）"),
        ("month", "五", 2, "2024-01, 2024-02（或序号 1 至 12）"),
        ("quarter", "2024-Q5", 6, "2024-Q1, 2024-Q2（或序号 1 至 4）"),
        ("half_year", "2023-H1", 6, "2024-H1（或序号 1 至 2）"),
        ("section", "2024-05", 2, "甲（jia）"),
    ],
)
def test_what_is_no_label_is_told_with_those_there_are(axis, label, through, choices):
    """A label that is none is refused with the labels that can be given, in words."""
    body = TIMES.replace("per: [month]", f"per: [{axis}]")
    if axis != "section":
        body = body.replace("price * steps * (0 if flood else 1)", "price * steps * (0 if any(flood, AXIS) else 1)")
        body = body.replace("AXIS", axis)
    with pytest.raises(ec.SettlementError) as caught:
        settled(body, monthly({"甲": "0.5"}), through=through, inputs={"flood": {label: True}})

    assert caught.value.text("zh").endswith(f"没有“{label}”；可用：{choices}")
    assert f"'{label}'" in caught.value.text("en")


def test_a_month_twice_and_a_quarter_of_two_years():
    """One month given in two ways is told; from May to April the label of one of two second quarters is refused."""
    csv = monthly({"甲": "0.5"})
    with pytest.raises(ec.SettlementError, match="中 2024-05 给了两次"):
        settled(TIMES, csv, inputs={"flood": {5: True, "2024-05": False}})
    body = TIMES.replace("per: [month]", "per: [quarter]").replace("if flood else", "if any(flood, quarter) else")
    with pytest.raises(ec.SettlementError, match="本期有 2024-Q2, 2025-Q2，它们共用一个值，请写 2"):
        settled(body, csv, since="2024-05", through="2025-04", inputs={"flood": {"2024-Q2": True}})


def test_a_month_outside_the_part_settled():
    """What is declared for later months of the year does no harm to a settlement of the first."""
    settlement = settled(TIMES, monthly({"甲": "0.5"}), through=3, inputs={"flood": {"2024-05": True, 2: True}})

    assert settlement.value_texts("flood", "zh") == ["否", "是", "否"]
    [told] = [each for each in settlement.problems if each.code == "settlement.input_idle"]
    assert (told.severity, "5" in told.message("zh")) == ("note", True)


def test_a_month_that_the_agreement_does_not_count():
    """A declaration that has no effect in a whole year is warned of: it may be meant for another month."""
    body = TIMES.replace("sections:", "assessment: {months: [1, 2]}\nsections:", 1)
    settlement = settled(body, monthly({"甲": "0.5"}), inputs={"flood": {"2024-05": True}})

    assert ["warning"] == [each.severity for each in settlement.problems if each.code == "settlement.input_idle"]


def test_pairs_with_a_label_of_each_axis(tmp_path):
    """``name.label.label=value`` gives the value of a section and month; a file's value for all is not changed in part."""
    body = TIMES.replace("per: [month]", "per: [section, month]")
    settlement = settled(body, monthly({"甲": "0.5"}), inputs=inputs_given(["flood.甲.2024-05=是"], None))

    assert settlement.value("flood", month=5, section="甲") is True
    path = tmp_path / "inputs.yaml"
    path.write_text("flood: true\n", encoding="utf-8")
    with pytest.raises(ec.SettlementError, match="不能只改其中的 甲"):
        settled(body, monthly({"甲": "0.5"}), inputs=inputs_given(["flood.甲.5=是"], path))
    for pairs in (["flood=是", "flood.甲=是"], ["flood.甲=是", "flood.甲.5=是"], ["flood.甲.5=是", "flood.甲=否"]):
        with pytest.raises(ec.RequestError, match="给了两次"):
            inputs_given(pairs, None)


def test_a_pair_goes_over_the_file_however_either_spells_the_label(tmp_path):
    """The file says jia and 8, the pair 甲 and 2024-08: one label, whose value the pair gives; the others stay."""
    body = TIMES.replace("per: [month]", "per: [section, month]")
    path = tmp_path / "inputs.yaml"
    path.write_text("flood: {jia: {8: true, 9: true}}\n", encoding="utf-8")
    settlement = settled(body, monthly({"甲": "0.5"}), inputs=inputs_given(["flood.甲.2024-08=否"], path))

    assert [settlement.value("flood", section="甲", month=month) for month in (7, 8, 9)] == [False, False, True]


def test_a_month_of_flood_is_left_out_of_means_and_told():
    """Eleven months of 0.5 and a flood of 5.0 make a mean of 0.5; the note names the month and the finding."""
    body = TIMES.replace("price * steps * (0 if flood else 1)", "price * (target - yearly)")
    body = body.replace(
        "rules:",
        "rules:\n"
        "  - {name: counted, title: 计入的浓度, formula: 'unless(C, flood)'}\n"
        "  - {name: annual, title: 年均值, formula: 'mean(counted, month, at_least=11)'}\n"
        "  - {name: yearly, title: 年度类别, formula: 'worst(grade(annual), indicator)'}",
    )
    body = body.replace('  - {name: steps, title: 级差, formula: "target - worst(grade(C), indicator)"}\n', "")
    body = body.replace("per: [section, month], payer", "per: [section], payer")
    csv = monthly({"甲": ["0.5"] * 4 + ["--"] + ["0.5"] * 7})
    settlement = settled(body, csv, inputs={"flood": {"2024-05": True}})

    assert settlement.value("annual") == Fraction(1, 2)
    notes = [each.line("zh") for each in settlement.problems if each.code == "settlement.left_out"]
    assert notes == ["年均值（平均） 略去 甲 氨氮 2024-05：“洪水月份”成立，按协议不参加"]
    with pytest.raises(ec.SettlementError, match="2024-05"):
        settled(body.replace(", at_least=11", ""), csv)
