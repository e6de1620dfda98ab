"""Derivations: every figure is explained down to the clause, the parameter, and the reading with its file and line."""

from __future__ import annotations

import re

import pytest

import ecocomp as ec
from ecocomp.settlement import explain
from tests.settlement.support import STEPS, monthly, settled

CSV = "断面,时间,氨氮(mg/L)\n甲,2024-01-05,0.50\n甲,2024-01-20,0.02L\n甲,2024-01-25,--\n"


@pytest.fixture(scope="module")
def settlement() -> ec.Settlement:
    return settled(STEPS, CSV, through=1)


def test_a_line_down_to_its_readings(settlement):
    """A line tells formula, numbers, rounding, clause, and the readings it came from with their places."""
    text = settlement.explain(settlement.lines[0]).text("zh")

    for part in ("下游市 支付 上游市 100.00 元", "price * steps", "100 元 × 1", "第六条", "四舍五入", "签署文本",
                 "2024-01-05 0.50  监测.csv:2:3", "2024-01-20 0.02L (<)  监测.csv:3:3", "检出限的一半", "1 个未采用：--"):  # fmt: skip
        assert part in text, part
    assert re.search(r"trial\.yaml:\d+:\d+", text)


def test_the_same_in_english(settlement):
    """The explanation in English has no Chinese sentences, only names."""
    text = settlement.explain(settlement.lines[0]).text("en")

    for part in ("pays", "half the detection limit", "mean of 2 readings = 0.255", "signed text"):
        assert part in text


def test_each_step_of_the_statistics_rule(settlement):
    """The mean (0.50 + 0.01) / 2 = 0.255 is rounded half to even to 0.26, and both are told."""
    derivation = settlement.explain("C")

    assert str(derivation.value) == "13/50"
    assert [step[1] for step in derivation.steps][:2] == [
        "mean of 2 readings = 0.255",
        "1 of them are below the detection limit and enter as half the detection limit",
    ]
    assert "0.255 rounded to 2 decimals (GB/T 8170)" in derivation.steps[2][1]


def test_every_name_can_be_explained(settlement):
    """Rules, parameters, transfers and the names of the language all have a derivation that reads."""
    for name in (
        "steps",
        "amount",
        "price",
        "monthly",
        "C",
        "target",
        "days",
        "duration",
        "year",
        "no_flow",
        "frozen",
        "decimals",
    ):
        assert settlement.explain(name).text("zh")
        assert settlement.explain(name).text("en")
    for name in ("Q", "W", "G", "nothing", ""):
        with pytest.raises(ec.RequestError):
            settlement.explain(name)


def test_flows_and_grades_have_their_places_too():
    """What flow, volume, published class and no-flow come from is told with file and line."""
    body = STEPS.replace("[nh3n]", "[nh3n], quantities: [flow, volume, published_grade]").replace(
        "missing: refuse", "missing: skip, excluded: [no_flow]"
    )
    csv = "断面,时间,氨氮(mg/L),流量(m3/s),水量(m3),水质类别\n甲,2024-01,0.5,10,20,Ⅱ\n甲,2024-02,断流,--,--,--\n"
    settlement = settled(body, csv, through=2)

    assert [str(place) for _, place in settlement.explain("Q", month=1).places] == ["监测.csv:2:4"]
    assert [str(place) for _, place in settlement.explain("W", month=1).places] == ["监测.csv:2:5"]
    assert [str(place) for _, place in settlement.explain("G", month=1).places] == ["监测.csv:2:6"]
    assert [str(place) for _, place in settlement.explain("no_flow", month=2).places] == ["监测.csv:3:3"]
    assert settlement.explain("no_flow", month=1).places == ()


def test_last_years_values_are_told_with_last_years_months():
    """A look back is explained with the months and readings of the year before."""
    body = STEPS.replace("target - worst(grade(C), indicator)", "target - worst(grade(previous(C)), indicator)")
    text = settled(body, monthly({"甲": "0.5"}, 2023), through=1).explain("steps").text("zh")

    assert "2023-01" in text
    assert "2024-01 0.5" not in text


def test_a_limit_is_explained():
    """The line that cuts tells the cap and what it cut."""
    body = (
        STEPS
        + "  most: {title: 年封顶额, unit: 元, value: 500}\nlimits:\n  - {title: 封顶, clause: 第七条, of: [monthly], per: [section, year], at_most: most}\n"
    )
    settlement = settled(body, monthly({"甲": "0.5"}))
    derivation = settlement.explain(settlement.lines[-1])

    assert (derivation.kind, derivation.filled[0], derivation.clause) == ("limit", "500 元", "第七条")
    assert "700.00" in derivation.text("en")


def test_a_chain_of_three_hundred_rules():
    """A figure at the end of a long chain of rules is explained to its beginning."""
    rules = "".join(f"  - {{name: r{at}, title: 第{at}步, formula: 'r{at - 1} + 1'}}\n" for at in range(1, 298))
    body = STEPS.replace(
        '  - {name: amount, title: 金额, formula: "price * steps"}\n',
        f"  - {{name: r0, title: 起点, formula: steps}}\n{rules}",
    )
    settlement = settled(body.replace("amount: amount}", "amount: price * r297}"), CSV, through=1)
    derivation = settlement.explain(settlement.lines[0])

    assert str(settlement.net["shang"]) == "29800.00"
    assert len(list(derivation.walk())) > 300
    assert "监测.csv:2:3" in derivation.text()


def test_what_many_rules_read_is_told_once():
    """Rules that read the same rules twice over do not multiply the explanation."""
    rules = "".join(
        f"  - {{name: a{at}, title: 甲, formula: 'r{at - 1} + 1'}}\n  - {{name: b{at}, title: 乙, formula: 'r{at - 1} - 1'}}\n  - {{name: r{at}, title: 和, formula: '(a{at} + b{at}) / 2'}}\n"
        for at in range(1, 60)
    )
    body = STEPS.replace(
        '  - {name: amount, title: 金额, formula: "price * steps"}\n',
        f"  - {{name: r0, title: 起点, formula: steps}}\n{rules}",
    )
    derivation = settled(body.replace("amount: amount}", "amount: price * r59}"), CSV, through=1).explain("r59")

    assert derivation.value == 1
    assert len(list(derivation.walk())) < 200
    assert len(derivation.text().splitlines()) < 2000


def test_a_sum_over_very_many_values_names_how_many_are_not_listed():
    """An explanation lists hundreds of inputs at most, and says how many more there are."""
    sections = "".join(
        f"  s{at}: {{name: 断面{at}, upstream: shang, downstream: xia, target: III}}\n" for at in range(60)
    )
    body = STEPS.replace(
        "sections: {jia: {name: 甲, upstream: shang, downstream: xia, target: III}}\n", f"sections:\n{sections}"
    )
    body = body.replace("per: [section, month]", "per: [year]").replace(
        "payer: downstream, payee: upstream", "payer: xia, payee: shang"
    )
    body = body.replace('formula: "price * steps"', 'formula: "price * sum(sum(steps, month), section)"')
    settlement = settled(body, monthly({f"断面{at}": "0.5" for at in range(60)}))
    derivation = settlement.explain("amount")

    assert str(settlement.net["shang"]) == "72000.00"
    assert len(derivation.inputs) == 400
    assert [step[1] for step in derivation.steps] == ["321 more values are not listed"]  # of 720 steps and a price


def test_a_limit_is_explained_by_its_title():
    """The most that a limit allows, whether or not it bites: its formula with numbers, and the parameter it reads."""
    body = STEPS.replace(
        "value: 100}", "value: 100}\n  most: {title: 上限, unit: 元, per: [section], value: {jia: 250}}"
    )
    body += "limits: [{title: 年度封顶, of: [monthly], per: [section, year], at_most: most * 2, clause: 第七条}]\n"
    settlement = settled(body, monthly({"甲": "0.5"}), through=1)
    derivation = settlement.explain("年度封顶", section="甲")

    assert (derivation.kind, derivation.value, derivation.shown[0]) == ("limit", 500, "500 元")
    assert derivation.filled[0] == "250 元 × 2"
    assert "第七条" in derivation.text("zh")
    assert [each.name for each in derivation.inputs] == ["most"]
    with pytest.raises(ec.RequestError, match="年度封顶"):
        settlement.explain("年度封項")


def test_a_limit_that_is_the_same_everywhere_is_explained_at_a_section_too():
    """The most is one figure; asked for at a section that the limit holds for, that is where it is told of."""
    body = STEPS + "limits: [{title: 年度封顶, of: [monthly], per: [section, year], at_most: price * 5}]\n"
    settlement = settled(body, monthly({"甲": "0.5"}), through=1)

    assert settlement.explain("年度封顶", section="甲").value == settlement.explain("年度封顶").value == 500
    with pytest.raises(ec.RequestError):
        settlement.explain("年度封顶", month=1)


def test_a_limit_with_the_title_of_a_transfer_leaves_its_explanation_alone():
    """The title of a transfer means the transfer, also where it came to nothing."""
    body = STEPS + "limits: [{title: 月度补偿, of: [monthly], per: [section, year], at_most: price * 5}]\n"
    settlement = settled(body, monthly({"甲": "0.5"}), through=1)

    assert settlement.explain("月度补偿", section="甲", month=1).kind == "transfer"


def test_a_condition_is_filled_in_as_one():
    """A rule called 是否达标 reads 达标 with the mark whether it holds; in English by its name."""
    body = STEPS.replace("rules:", "rules:\n  - {name: ok, title: 是否达标, formula: steps >= 0}")
    body = body.replace('"price * steps"', '"price * steps if ok else 0"')
    derivation = settled(body, monthly({"甲": "0.5"}), through=1).explain("amount")

    assert derivation.filled == ("(100 元 × 1) [达标 ✓]", "(100 元 × 1) [ok ✓]")


def test_an_explanation_goes_through_a_bounded_number_of_values(monkeypatch):
    """Of three rules of 12 months, the next two of which read all of the one before: what lies deeper is told by its value."""
    rules = (
        '  - {name: amount, title: 金额, formula: "price * steps"}\n'
        '  - {name: second, title: 二, formula: "amount + sum(amount, month)"}\n'
        '  - {name: third, title: 三, formula: "second + sum(second, month)"}\n'
    )
    body = STEPS.replace('  - {name: amount, title: 金额, formula: "price * steps"}\n', rules)
    whole = settled(body.replace("amount: amount}", "amount: third}"), monthly({"甲": ["0.4"] * 12}))
    part = settled(body.replace("amount: amount}", "amount: third}"), monthly({"甲": ["0.4"] * 12}))
    full = whole.explain("third", month=1)
    monkeypatch.setattr(explain, "MOST_READ", 13)
    cut = part.explain("third", month=1)
    alone = [each for each in cut.walk() if any(step[1].startswith("what it came from") for step in each.steps)]

    assert not any(step[1].startswith("what it came from") for each in full.walk() for step in each.steps)
    assert [each.value for each in cut.inputs] == [each.value for each in full.inputs]
    assert {each.name for each in alone} == {"second", "amount"}
    assert all(not each.inputs and each.formula for each in alone)
    # what was told by its value alone is told in full when it is asked for
    assert part.explain("second", month=12).inputs
    # and nothing that rests on it is told in the short way again where there is room
    monkeypatch.undo()
    assert list(part.explain("third", month=1).walk()) == list(full.walk())
