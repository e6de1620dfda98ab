"""docs/agreement-file.md and its Chinese version: every example loads and settles to the figures of the page."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from types import UnionType
from typing import Any, get_args

import pytest
from pydantic import BaseModel

import ecocomp as ec
from ecocomp.agreement import model
from ecocomp.strict_yaml import read_yaml
from tests.docs.support import FILE, blocks, code, examples, fragments, page, settled, tables, written

PAGES = {"agreement-file.md": "en", "agreement-file.zh.md": "zh"}
REFUSED = {"agreement-file.md": "Refused", "agreement-file.zh.md": "不接受"}
SCORES = {"score": {"jia": 95, "yi": 88}}

#: How each example is settled, once for every result that the page shows.
SETTLED: dict[str, list[dict[str, Any]]] = {
    "example-steps": [{"since": 5, "through": 8}],
    "example-index": [{}, {"inputs": {"accident": True}}],
    "example-pool": [{"since": 1, "through": 2, "inputs": SCORES}],
}
FIRST = "example-steps"
BACK = "{name: monthly_back, title: 返还, per: [section, month], payer: upstream, payee: downstream, amount: yearly_cap / 12}"

each_page = pytest.mark.parametrize("name", PAGES)


@each_page
def test_the_page_has_the_three_examples(name: str):
    assert [example.id for example in examples(name)] == list(SETTLED)


@pytest.mark.parametrize(
    ("name", "which", "number"),
    [(name, which, number) for name in PAGES for which in SETTLED for number in range(len(SETTLED[which]))],
)
def test_each_example_settles_to_the_figures_of_the_page(name: str, which: str, number: int, tmp_path: Path):
    example = next(each for each in examples(name) if each.id == which)
    settlement = settled(example, tmp_path, **SETTLED[which][number])

    assert len(example.results) == len(SETTLED[which])
    assert example.results[number] == written(settlement, PAGES[name])


def test_both_languages_show_the_same_files():
    english, chinese = ([(each.agreement, each.readings) for each in examples(name)] for name in PAGES)

    assert english == chinese
    assert fragments("agreement-file.md") == fragments("agreement-file.zh.md")


def over_first(fragment: str, folder: Path) -> ec.Agreement:
    """A fragment of the page laid over its first example."""
    first = next(examples("agreement-file.md"))
    (folder / f"{FIRST}.yaml").write_text(first.agreement, encoding="utf-8")
    extends = "" if "extends:" in fragment else f"extends: {FIRST}\n"
    return ec.read_agreement(f"ecocomp: 1\nid: fragment\n{extends}{fragment}", file=FILE, folder=folder)


@pytest.mark.parametrize("fragment", fragments("agreement-file.md"))
def test_each_fragment_loads_over_the_first_example(fragment: str, tmp_path: Path):
    assert over_first(fragment, tmp_path).id == "fragment"


def test_the_file_that_extends_says_what_the_page_says(tmp_path: Path):
    fragment = next(each for each in fragments("agreement-file.md") if each.startswith("extends:"))
    agreement = over_first(fragment, tmp_path)

    assert agreement.text.parameters["step_price"].dated is None
    assert [each.name for each in agreement.text.transfers] == ["monthly", "bonus"]
    assert agreement.text.transfers[0].clause == "第六条"
    assert agreement.text.transfers[0].amount == "step_price * steps"
    assert agreement.text.limits == []
    assert agreement.sections["hekou"].target == "II"
    assert agreement.sections["hekou"].inflow == ["baisha"]


def test_ph_is_rounded_to_one_decimal_and_the_others_are_not(tmp_path: Path):
    """By the page's own fragment the mean of 7.26 is 7.3, and ammonia of 0.123456 stays what it is."""
    fragment = next(each for each in fragments("agreement-file.md") if "ph: 1" in each)
    agreement = over_first(fragment, tmp_path)
    path = tmp_path / "readings.csv"
    section = next(iter(agreement.sections.values())).name
    path.write_text(f"断面,监测时间,pH,氨氮(mg/L)\n{section},2024-05,7.26,0.123456\n", encoding="utf-8")
    settlement = ec.settle(agreement, ec.read_monitoring(path), 2024, since=5, through=5, gaps="skip")
    found = [settlement.value("C", section=section, indicator=each, month="2024-05") for each in ("ph", "nh3n")]

    assert found == [Fraction("7.3"), Fraction("0.123456")]


def test_a_new_date_is_added_to_those_that_are_there(tmp_path: Path):
    agreement = over_first("parameters:\n  step_price: {dated: {2025-01-01: 25}}\n", tmp_path)

    assert list(agreement.text.parameters["step_price"].dated) == ["2024-01-01", "2024-07-01", "2025-01-01"]


def test_a_transfer_of_nothing_is_silent(tmp_path: Path):
    agreement = over_first('parameters: {step_price: null}\ntransfers: [{name: monthly, amount: "0"}]\n', tmp_path)
    readings = tmp_path / "readings.csv"
    readings.write_text(next(examples("agreement-file.md")).readings, encoding="utf-8")

    assert ec.settle(agreement, ec.read_monitoring(readings), 2024, since=5, through=6).lines == ()


def settled_over(fragment: str, folder: Path) -> ec.Settlement:
    """The first example with a fragment over it, settled as on the page."""
    agreement = over_first(fragment, folder)
    readings = folder / "readings.csv"
    readings.write_text(next(examples("agreement-file.md")).readings, encoding="utf-8")
    return ec.settle(agreement, ec.read_monitoring(readings), 2024, **SETTLED[FIRST][0])


def test_what_is_removed_is_gone_and_what_is_not_there_cannot_be_removed(tmp_path: Path):
    gone = over_first(
        "rules: [{name: steps, remove: true}]\n"
        "transfers: [{name: monthly, remove: true}, {name: other, title: 其他, payer: shangqing, payee: xiaqing, "
        "amount: yearly_cap}]\nlimits: [{title: 单断面年度封顶, remove: true}]\n",
        tmp_path,
    )
    assert [each.name for each in gone.text.rules] == ["section_grade"]
    assert [each.name for each in gone.text.transfers] == ["other"]
    assert gone.text.limits == []

    for nothing in (
        "parameters: {price: null}",
        "rules: [{name: stepps, remove: true}]",
        "sections: {hekou: {control: null}}",
    ):
        with pytest.raises(ec.AgreementError):
            over_first(f"{nothing}\n", tmp_path)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("status: signed\nparameters: {step_price: {value: 25}}", ("signed", "assumed")),
        ("parameters: {step_price: {value: 25}}", ("assumed", "assumed")),
        ("status: signed\nparameters: {step_price: {value: 25, status: reported}}", ("reported", "assumed")),
        (
            "status: signed\nparameters: {step_price: {clause: 第九条}, yearly_cap: {clause: 第七条}}",
            ("signed", "signed"),
        ),
    ],
)
def test_a_status_speaks_for_the_terms_of_its_own_file(written: str, expected: tuple[str, str], tmp_path: Path):
    agreement = over_first(f"{written}\n", tmp_path)

    assert tuple(agreement.status(agreement.text.parameters[name]) for name in ("step_price", "yearly_cap")) == expected


def test_a_changed_term_keeps_its_clause_but_not_its_note_and_source(tmp_path: Path):
    first = next(examples("agreement-file.md")).agreement
    old = first.replace(
        "    unit: 万元\n    value: 100\n", "    unit: 万元\n    value: 100\n    note: 旧\n    source: 旧\n"
    )
    (tmp_path / "old.yaml").write_text(old, encoding="utf-8")
    agreement = over_first("extends: old\nsource: {document: 新}\nparameters: {yearly_cap: {value: 90}}\n", tmp_path)
    cap = agreement.text.parameters["yearly_cap"]

    assert (cap.clause, cap.note, cap.source) == ("第七条", None, None)
    assert (agreement.text.source.document, agreement.text.source.note) == ("新", None)


def test_a_payment_rests_on_the_weakest_of_its_terms(tmp_path: Path):
    """Without a clause of its own it names those of all it reads."""
    signed = "status: signed\nreadings: {at_least: 1}\nsections: {baisha: {clause: 附件}, hekou: {clause: 附件}}\n"
    rules = "rules: [{name: section_grade, clause: 第三条}, {name: steps, clause: 第四条}]\n"
    transfers = "transfers: [{name: monthly, clause: null}]\n"
    weak = settled_over(f"{signed}{rules}{transfers}", tmp_path)
    strong = settled_over(f"{signed}{rules}{transfers}parameters: {{step_price: {{clause: 第五条}}}}\n", tmp_path)

    assert weak.lines[0].status == "assumed"
    assert strong.lines[0].status == "signed"
    assert set(strong.lines[0].clause.split("、")) == {"第三条", "第四条", "第五条", "附件"}


def test_a_cap_of_each_payer_may_differ_and_is_shared_in_proportion(tmp_path: Path):
    fragment = next(each for each in fragments("agreement-file.md") if "own_cap" in each)
    settlement = settled_over(f"{fragment}", tmp_path)

    cuts = [(str(line.payee), line.fen) for line in settlement.lines if line.limit == "各方年度支付封顶"]
    assert cuts == [("xiaqing", 20_000_000)]

    both = settled_over(
        "parameters: {small: {title: 小, unit: 万元, value: 30}}\n"
        "transfers:\n"
        "  - {name: one, title: 一, payer: xiaqing, payee: shangqing, amount: small}\n"
        "  - {name: two, title: 二, payer: xiaqing, payee: zhongqing, amount: small * 2}\n"
        "limits: [{title: 合计, of: [one, two], by: payer, at_most: small}]\n",
        tmp_path,
    )
    shares = [(str(line.payer), line.fen) for line in both.lines if line.limit == "合计"]
    assert shares == [("shangqing", 20_000_000), ("zhongqing", 40_000_000)]


@pytest.mark.parametrize(
    "limits",
    [
        "[{title: 新, of: [monthly], by: payer, direction: forward, at_most: yearly_cap}]",
        "[{title: 新, of: [monthly, monthly_back], direction: forward, at_most: yearly_cap}]",
        "[{title: 新, of: [monthly], at_most: own_cap}]",
        "[{title: 新, of: [monthly], per: [section, month], at_most: yearly_cap}]",
    ],
)
def test_limits_that_the_page_rules_out_do_not_load(limits: str, tmp_path: Path):
    """A direction with `by: payer` or where both sides pay, a cap per party of a pair, a finer limit behind a coarser."""
    cap = "own_cap: {title: 各方, unit: 万元, per: [party], value: {shangqing: 3, zhongqing: 6, xiaqing: 8}}"
    reader = "" if "own_cap" in limits else "rules: [{name: reads, title: 用, formula: 'sum(own_cap, party)'}]\n"
    with pytest.raises(ec.AgreementError) as caught:
        over_first(f"parameters: {{{cap}}}\n{reader}transfers: [{BACK}]\nlimits: {limits}\n", tmp_path)

    assert len(caught.value.problems) == 1


@pytest.mark.parametrize(("starts", "loads"), [(1, True), (4, True), (12, False)])
def test_quarters_are_those_of_the_calendar(starts: int, loads: bool, tmp_path: Path):
    quarterly = (
        f"assessment: {{starts: {starts}}}\n"
        "rules: [{name: by_quarter, title: 季均, formula: 'mean(C, month, by=quarter)'}]\n"
    )
    if loads:
        assert over_first(quarterly, tmp_path).rules["by_quarter"]
    else:
        with pytest.raises(ec.AgreementError):
            over_first(quarterly, tmp_path)


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ("2024-05-01,3,5\n白沙,2024-05-02,3,6\n", None),
        ("2024-05-01,3,5\n白沙,2024-05-02,3,--\n", "missing"),
        ("2024-05-01,3,5\n白沙,2024-05,3,150\n", "missing"),
    ],
)
def test_a_volume_lacks_if_a_part_of_it_does_or_is_told_twice(rows: str, kind: str | None, tmp_path: Path):
    agreement = over_first("readings: {indicators: [codmn], quantities: [volume]}\n", tmp_path)
    readings = tmp_path / "volumes.csv"
    readings.write_text(f"断面,监测时间,高锰酸盐指数(mg/L),水量(万m3)\n白沙,{rows}", encoding="utf-8")
    settlement = ec.settle(agreement, ec.read_monitoring(readings), 2024, since=5, through=5, gaps="skip")
    volume = settlement.value("W", section="白沙", month=5)

    assert volume == 110_000 if kind is None else volume.kind == kind


def test_caps_that_contradict_each_other_stop_the_settlement(tmp_path: Path):
    contradicting = (
        "parameters: {small: {title: 小, unit: 万元, value: 30}, least: {title: 最小, unit: 万元, value: 1}}\n"
        "transfers:\n"
        "  - {name: there, title: 往, payer: xiaqing, payee: shangqing, amount: small * 2}\n"
        "  - {name: back, title: 返, payer: shangqing, payee: xiaqing, amount: small}\n"
        "limits:\n"
        "  - {title: 净额, of: [there, back], at_most: small}\n"
        "  - {title: 返还, of: [back], at_most: least}\n"
    )
    with pytest.raises(ec.SettlementError) as caught:
        settled_over(contradicting, tmp_path)

    assert {each.code for each in caught.value.problems} == {"settlement.caps_contradict"}


@pytest.mark.parametrize("name", ["steps", "step_price"])
def test_a_transfer_is_not_named_like_a_rule_or_parameter(name: str, tmp_path: Path):
    with pytest.raises(ec.AgreementError):
        over_first(
            f"transfers: [{{name: {name}, title: 新, payer: xiaqing, payee: shangqing, amount: yearly_cap}}]\n",
            tmp_path,
        )


@each_page
def test_what_is_refused_is_refused_and_what_is_advised_is_not(name: str):
    rows = tables(name, REFUSED[name])

    assert len(rows) > 10
    for refused, advised in rows:
        assert read_yaml(code(refused)[0], FILE).problems, refused
        for text in code(advised):
            assert not read_yaml(text, FILE).problems, advised


@each_page
def test_the_message_on_the_page_is_the_one_that_comes(name: str):
    text = next(examples(name)).agreement.replace("downstream: xiaqing", "downstream: xiaqin")

    with pytest.raises(ec.AgreementError) as caught:
        ec.read_agreement(text, file=FILE)

    assert caught.value.text(PAGES[name]) + "\n" in {each.text for each in blocks(name)}


def models(kind: type[BaseModel]) -> dict[str, type[BaseModel]]:
    """The model of each block of the file."""

    def inner(annotation: Any) -> type[BaseModel] | None:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return annotation
        found = (
            [inner(each) for each in get_args(annotation)]
            if get_args(annotation) or isinstance(annotation, UnionType)
            else []
        )
        return next((each for each in found if each is not None), None)

    return {name: found for name, field in kind.model_fields.items() if (found := inner(field.annotation))}


@each_page
def test_every_key_of_the_model_is_on_the_page(name: str):
    words = set(re.findall(r"[A-Za-z_]+", " ".join(code(page(name)))))
    keys = {field.alias or key for key, field in model.AgreementFile.model_fields.items()}
    for found in models(model.AgreementFile).values():
        keys |= {field.alias or key for key, field in found.model_fields.items()}

    assert keys - words == set()
    assert {"extends", "fund", "account", "range", "dated"} <= words


@each_page
def test_every_block_with_keys_of_its_own_has_a_heading(name: str):
    headings = set(re.findall(r"^### (\w+)", page(name), re.MULTILINE))

    assert set(models(model.AgreementFile)) - {"term"} <= headings


def test_limits_of_the_page_go_before_the_national_ones(tmp_path: Path):
    fragment = next(each for each in fragments("agreement-file.md") if "tn: {values" in each)
    ladders = over_first(fragment, tmp_path).checked.ladders

    assert [str(each) for each in ladders.ladder("tn", "river").limits] == ["1/2", "1", "3/2", "2", "5/2"]
    assert [str(each) for each in ladders.ladder("nh3n", "river").limits] == ["3/20", "1/2", "4/5", "3/2", "2"]


@each_page
def test_the_local_standard_of_the_page_is_read(name: str, tmp_path: Path):
    standard = next(each.text for each in blocks(name) if each.info == "yaml standard")
    (tmp_path / "qinghe-standard.standard.yaml").write_text(standard, encoding="utf-8")
    named = next(each for each in code(page(name)) if each.startswith("readings: {local_standard"))
    agreement = over_first(f"{named}\n", tmp_path)
    keys = {field.alias or key for key, field in model.LocalStandardFile.model_fields.items()}
    keys |= set(model.IndicatorLimits.model_fields) - set(model.Term.model_fields)

    assert agreement.local_standard.number == "DB00/T 1-2024"
    assert [each.indicator for each in agreement.checked.ladders.in_use] == ["tp"]
    assert keys - set(re.findall(r"[A-Za-z_]+", page(name))) == set()


def test_oxygen_by_its_saturation(tmp_path: Path):
    """7.4 mg/L at 27 ℃ is Ⅰ, 7.5 mg/L at 12 ℃ is Ⅱ, 5.5 mg/L at 20 ℃ is Ⅲ; without temperature there is no grade."""
    fragment = next(each for each in fragments("agreement-file.md") if "by_saturation" in each)
    agreement = over_first(fragment, tmp_path)
    rows = [(5, "7.4", "27"), (6, "7.5", "12"), (7, "5.5", "20"), (8, "7.4", "--")]
    lines = [
        f"{section},2024-{month:02d},1,0.1,0.01,{oxygen},{warmth}"
        for section in ("白沙", "河口")
        for month, oxygen, warmth in rows
    ]
    readings = tmp_path / "oxygen.csv"
    readings.write_text(
        "\n".join(["断面,月份,高锰酸盐指数(mg/L),氨氮(mg/L),总磷(mg/L),溶解氧(mg/L),水温(℃)", *lines]), encoding="utf-8"
    )
    settlement = ec.settle(agreement, ec.read_monitoring(readings), 2024, since=5, through=8, gaps="skip")
    found = [settlement.value("section_grade", section="白沙", month=month) for month in (5, 6, 7, 8)]

    assert found[:3] == [1, 2, 3]
    assert (found[3].kind, found[3].causes[0].coordinate[1]) == ("missing", "water_temp")
