"""Several texts of an agreement beside one another: each comes out as it does alone, over the same scenarios."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import ecocomp as ec
from ecocomp.simulation.variants import VARIANT
from tests.settlement.support import STEPS, agreement, agreement_text
from tests.simulation.questions import GRADES, JANUARY, januaries, simulated, steps

DOUBLE = "parameters: {price: {value: 200}}"
AS_WRITTEN = "payer: downstream, payee: upstream, amount: amount"
TURNED = "payer: upstream, payee: downstream, amount: -amount"


def test_the_agreement_comes_first_and_each_variant_with_every_value_of_every_term():
    """The mean is -0.5 steps of the price for 上游市; from Ⅳ as target it is 0.5."""
    made = simulated(terms={"target": ["III", "IV"]}, variants={"double": DOUBLE})
    frame = made.summary()
    frame = frame[frame["party"] == "shang"]

    assert frame[[VARIANT, "target", "mean"]].to_numpy().tolist() == [
        ["trial", "III", -50],
        ["trial", "IV", 50],
        ["double", "III", -100],
        ["double", "IV", 100],
    ]


@pytest.mark.parametrize("detail", ["", "pairs", "sections"])
def test_a_variant_comes_out_as_it_does_alone(detail):
    """Also one whose parties stand in another order and whose transfer is written the other way round."""
    own = steps()
    parties = "parties:\n  xia: {name: 下游市}\n  shang: {name: 上游市}\n"
    other = agreement(STEPS.replace(AS_WRITTEN, TURNED), parties=parties)
    scenarios = januaries(own, [*GRADES, "--"])
    terms = {"price": [100, 30]}
    together = ec.simulate(own, scenarios, terms, variants={"turned": other}, detail=detail, **JANUARY)
    alone = ec.simulate(own, scenarios, terms, detail=detail, **JANUARY)

    assert list(other.parties) == ["xia", "shang"]
    assert (together.nets == np.concatenate([alone.nets, alone.nets])).all()
    assert together.unsettled[:, -1].all()
    if detail:
        assert together.flows.keys() == alone.flows.keys()
        for flow, amounts in together.flows.items():
            assert (amounts == np.concatenate([alone.flows[flow]] * 2)).all()


def test_what_one_text_alone_has_is_nothing_in_the_others():
    capped = (
        "parameters: {cap: {title: 上限, unit: 元, value: 100}}\nlimits: [{title: 封顶, of: [monthly], at_most: cap}]"
    )
    frame = simulated(["0.10"], variants={"capped": capped}, detail="sections").sections(language="zh")

    assert frame.iloc[:, [0, 1, 2, 6]].to_numpy().tolist() == [
        ["trial", "月度补偿", "", 200],
        ["trial", "月度补偿", "封顶", 0],
        ["capped", "月度补偿", "", 200],
        ["capped", "月度补偿", "封顶", -100],
    ]
    assert frame.columns[0] == "方案"


def test_a_text_of_what_differs_builds_on_an_agreement_with_a_local_standard(tmp_path):
    """A limit of Ⅲ of 0.3 mg/L, and a file of what differs that says nothing of it."""
    (tmp_path / "local.standard.yaml").write_text(
        "ecocomp_standard: 1\nid: local\ntitle: 地标\nnumber: DB00/T 1\nissuer: 试验\nin_force: 2020-01-01\nstatus: signed\n"
        "limits: {nh3n: {values: [0.1, 0.2, 0.3, 0.4, 0.5]}}\n",
        encoding="utf-8",
    )
    text = agreement_text(STEPS.replace("missing: refuse", "missing: refuse, local_standard: local"))
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    own = ec.load_agreement(path)
    made = ec.simulate(own, januaries(own, ["0.35"]), variants={"double": DOUBLE}, **JANUARY)

    assert made.nets[:, 0, 0].tolist() == [-10_000, -20_000]


def test_notes_tell_of_each_text_how_much_is_confirmed():
    made = simulated(variants={"double": f"status: assumed\n{DOUBLE}"})

    assert made.notes("en")[1:3] == [
        "试验协议: all terms are confirmed by a signed or published text; this is an estimate, no settlement.",
        "double: 1 term is not confirmed by a signed or published text; this is an estimate, no settlement.",
    ]


def test_inputs_go_to_the_texts_that_ask_for_them():
    """Without a bonus in the agreement 200 yuan, with a declared one of 7 yuan 207."""
    bonus = """\
inputs: {bonus: {title: 奖励, unit: 元}}
rules: [{name: amount, formula: "price * steps + bonus"}]
"""
    assert simulated(["0.10"], variants={"with": bonus}, inputs={"bonus": 7}).nets[:, 0, 0].tolist() == [20_000, 20_700]


def test_whoever_works_and_wherever_it_goes_on_the_outcome_is_the_same(tmp_path: Path):
    """The blocks of a variant are kept beside those of the agreement, under its number."""
    here = simulated(variants={"double": DOUBLE}, detail="pairs")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        there = simulated(variants={"double": DOUBLE}, detail="pairs", executor=executor)
    kept = [simulated(variants={"double": DOUBLE}, detail="pairs", kept_in=tmp_path) for _ in range(2)]

    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.npz")) == ["0.npz", "variants/1/0.npz"]
    for each in (there, *kept):
        assert (each.nets == here.nets).all()
        assert each.flows.keys() == here.flows.keys()
    with pytest.raises(ec.OutputError, match="协议"):
        simulated(variants={"double": DOUBLE.replace("200", "300")}, detail="pairs", kept_in=tmp_path)


def test_where_only_counts_are_kept_the_distributions_are_the_same():
    whole, counted = (simulated(variants={"double": DOUBLE}, counted=each, detail="pairs") for each in (False, True))

    assert counted.summary().equals(whole.summary())
    assert counted.pairs().equals(whole.pairs())
    with pytest.raises(ec.RequestError):
        counted.draws()


def test_a_text_that_refuses_whatever_the_water_is_named():
    """Four thirds of a yuan cannot be shared out in whole fen."""
    uneven = """\
parameters: {weight: {title: 权重, per: [party], value: {shang: 1, xia: 2}}}
funds: {pool: {name: 资金池}}
rules: [{name: part, title: 分配额, formula: "allocate(price / 75, weight, party)"}]
transfers: [{name: out, title: 分配, per: [party], payer: pool, payee: party, amount: part}]
"""
    lines = refused(ec.SettlementError, variants={"uneven": uneven})

    assert lines[0].startswith("uneven: ")


def refused(kind: type[ec.EcocompError], **options: Any) -> list[str]:
    with pytest.raises(kind) as caught:
        simulated(**options)
    return caught.value.text("en").splitlines()


@pytest.mark.parametrize(
    ("variants", "told"),
    [
        (["draft"], "found str"),
        ("draft", "found str"),
        (steps(), "found Agreement"),
        ({"draft": 3}, "found int"),
        ([steps()], "two variants are called 'trial'"),
        ({"b": "assessment: {starts: 5}"}, "b: its assessment year starts in month 5"),
        (
            {"b": "parties: {zhong: {name: 中游市}}"},
            "b: a variant must have the parties of the agreement; it has 中游市 besides",
        ),
        (
            {"b": "readings: {indicators: [nh3n, tp]}"},
            "b: the scenarios lack what the agreement reads: total phosphorus (tp)",
        ),
    ],
)
def test_what_is_no_variant_is_refused(variants, told):
    (line,) = refused(ec.RequestError, variants=variants)

    assert told in line


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "b: a text of what differs holds blocks"),
        ("extends: trial", "b: a text of what differs holds blocks"),
        ("parameters: {price: {vale: 1}}", "b:1:22: there is no field parameters.price.vale; did you mean 'value'?"),
        ('rules: [{name: amount, formula: "prize"}]', "b:1:34: there is no parameter, rule or input 'prize'"),
    ],
)
def test_a_text_that_cannot_be_used_says_where_it_is_wrong(text, told):
    lines = refused(ec.AgreementError, variants={"b": text})

    assert lines[0].startswith(told)


def test_what_is_wrong_with_several_texts_is_told_at_once():
    lines = refused(ec.RequestError, variants={"double": DOUBLE}, terms={"prize": [1]})

    assert [line.split(":")[0] for line in lines] == ["trial", "double"]


def test_a_term_cannot_have_the_name_of_the_column_of_variants():
    named = agreement(STEPS.replace("price", VARIANT))
    with pytest.raises(ec.RequestError, match="不能叫“variant”"):
        ec.simulate(named, januaries(named, GRADES), {VARIANT: [1]}, variants={"b": "note: 草案"}, **JANUARY)


def test_drafts_whose_years_begin_in_different_months_are_not_compared():
    own, other = steps(), agreement("assessment: {starts: 5}\n" + STEPS)
    with pytest.raises(ec.RequestError, match="5 月开始"):
        ec.compare(own, other, januaries(own, GRADES), **JANUARY)
