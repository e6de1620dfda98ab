"""Bands and caps as terms: as settled by a text that says them so, and what cannot be varied is told."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest

import ecocomp as ec
from tests.settlement.support import SECTION, STEPS, agreement, monthly, read
from tests.simulation.questions import JANUARY, januaries

VALUES = ("0", "0.40", "0.50", "0.51", "0.80", "0.90", "1.20", "2.00", "2.50")


def tiers(low: Any = "0.5", high: Any = "1", first: Any = 300, last: Any = -200) -> ec.Agreement:
    """Ammonia by three bands: 300, 100 or -200 yuan to 上游, at most 250 yuan."""
    return agreement(
        f"""{SECTION}readings: {{indicators: [nh3n], below_detection: zero, decimals: standard, missing: refuse}}
parameters:
  most: {{title: 上限金额, unit: 元, value: 250}}
tables:
  tiers:
    title: 氨氮分档
    of: mg/L
    gives: 元
    bands:
      - {{range: "[0, {low}]", value: {first}}}
      - {{range: "({low}, {high})", value: 100}}
      - {{range: "[{high}, 2]", value: {last}}}
rules:
  - {{name: paid, title: 金额, formula: "at(bands(C, tiers), nh3n)"}}
transfers:
  - {{name: monthly, title: 月度补偿, per: [section, month], payer: downstream, payee: upstream, amount: paid}}
limits:
  - {{title: 封顶, of: [monthly], at_most: most}}
"""
    )


def nets(simulated: ec.Simulation, at: int) -> list[int | None]:
    """What 上游 is left with in each January by a set of terms; None where it was not settled."""
    pairs = zip(simulated.nets[at, 0].tolist(), simulated.unsettled[at].tolist(), strict=True)
    return [None if unsettled else net for net, unsettled in pairs]


def settled(made: ec.Agreement, value: str) -> int | None:
    try:
        return int(ec.settle(made, read(monthly({"甲": value}, months=[1])), **JANUARY).net["shang"] * 100)
    except ec.SettlementError:
        return None


@pytest.mark.parametrize("compiled", [False, True])
def test_values_and_ends_of_bands_are_those_of_a_text_that_says_them(compiled):
    """0.50 and 0.90 stand on ends, of which the lower belongs to the first band, the upper to the third; 2.5 to none."""
    if compiled:
        pytest.importorskip("numba", reason="compiling needs numba, which is not installed")
    made = tiers()
    grid = {"tiers.1.to": ["0.5", "0.8"], "tiers.2.to": ["0.9", "1.2"], "tiers.1": [300, 30], "tiers.3": [-200, 0]}
    simulated = ec.simulate(made, januaries(made, VALUES), grid, compiled=compiled, **JANUARY)

    for at, terms in enumerate(product(*grid.values())):
        told = tiers(*terms)
        assert nets(simulated, at) == [settled(told, value) for value in VALUES]


def test_a_declared_value_goes_by_varied_bands_too():
    """A score of 80 is in the second band, worth 100 yuan, until that begins at 85; Ⅳ gives nothing."""
    made = agreement(
        f"""{SECTION}readings: {{indicators: [nh3n], below_detection: zero, decimals: standard, missing: refuse}}
parameters: {{price: {{title: 单价, unit: 元, value: 100}}}}
inputs: {{score: {{title: 得分, unit: 分}}}}
tables: {{steps: {{title: 得分分档, bands: [{{range: "[0, 60)", value: 0}}, {{range: "[60, 100]", value: 1}}]}}}}
rules: [{{name: paid, title: 金额, formula: "price * bands(score, steps) if at(grade(C), nh3n) <= III else 0 * price"}}]
transfers:
  - {{name: monthly, title: 月度补偿, per: [section, month], payer: downstream, payee: upstream, amount: paid}}
"""
    )
    values = januaries(made, ["0.40", "1.40"])
    simulated = ec.simulate(made, values, {"steps.1.to": [60, 80, 85]}, inputs={"score": 80}, **JANUARY)

    assert [nets(simulated, at) for at in range(3)] == [[10_000, 0], [10_000, 0], [0, 0]]


def test_a_cap_is_varied_by_the_title_of_its_limit_or_by_its_parameter():
    made = tiers()
    values = januaries(made, ["0.40"])
    by_title = ec.simulate(made, values, {"封顶": [50, 500]}, **JANUARY)
    by_name = ec.simulate(made, values, {"most": [50, 500]}, **JANUARY)

    assert nets(by_title, 0) + nets(by_title, 1) == [5_000, 30_000]
    assert (by_title.nets == by_name.nets).all()
    assert list(by_title.summary(language="zh").columns[:2]) == ["上限金额（元）", "缔约方"]


def test_columns_of_bands_have_titles_with_units():
    made = tiers()
    frame = ec.simulate(made, januaries(made, ["0.40"]), {"tiers.1": [1], "tiers.1.to": ["0.4"]}, **JANUARY).summary(
        language="zh"
    )

    assert list(frame.columns[:2]) == ["氨氮分档 第1档（元）", "氨氮分档 第1档上限（mg/L）"]


@pytest.mark.parametrize(
    ("ends", "chinese", "english"),
    [
        (("(-inf, 0.5]", "(0.5, inf)"), "1: 不高于 0.5；2: 高于 0.5。", "1: at most 0.5; 2: above 0.5."),
        (("(-∞, 0.5)", "[0.5, +inf)"), "1: 低于 0.5；2: 不低于 0.5。", "1: below 0.5; 2: at least 0.5."),
        (("(-inf, inf)",), "1: 任何值。", "1: any value."),
    ],
)
def test_bands_without_an_end_are_told_in_words(ends: tuple[str, ...], chinese: str, english: str):
    bands = ", ".join(f'{{range: "{each}", value: {at}}}' for at, each in enumerate(ends))
    made = agreement(
        STEPS.replace("price * steps", "price * bands(max(C, indicator), levels)")
        + f"tables: {{levels: {{title: 档, of: mg/L, bands: [{bands}]}}}}\n"
    )
    with pytest.raises(ec.RequestError) as caught:
        ec.simulate(made, januaries(made, ["0.90"]), {"levels.7": [1]}, **JANUARY)

    assert chinese in caught.value.text("zh")
    assert english in caught.value.text("en")


def test_break_even_finds_the_end_of_a_band():
    """0.90 mg/L costs 上游 200 yuan from the end of the second band up to 0.90 on; above that it gets 100."""
    made = tiers()
    even = ec.break_even(
        made, januaries(made, ["0.90"]), "tiers.2.to", between=("0.6", "1.5"), party="上游市", step="0.01", **JANUARY
    )

    assert (float(even.below), float(even.above)) == (0.9, 0.91)
    assert "氨氮分档 第2档上限（mg/L）" in even.text("zh")


@pytest.mark.parametrize(
    ("terms", "told"),
    [
        (
            {"tiers": [1]},
            "'tiers' is nothing that can be varied of the table tiers, whose bands are: 1: [0, 0.5]; 2: (0.5, 1); 3: [1, 2]",
        ),
        ({"tiers.0": [1]}, "'tiers.0' is nothing"),
        ({"tiers.4": [1]}, "'tiers.4' is nothing"),
        ({"tiers.3.to": [1]}, "'tiers.3.to' is nothing"),
        ({"tiers.1.from": [1]}, "'tiers.1.from' is nothing"),
        ({"tiers.１": [1]}, "'tiers.１' is nothing"),
        ({"tiers.2": ["many"]}, "tiers.2: 'many' is no number (unit: 元)"),
        ({"tiers.2.to": ["many"]}, "tiers.2.to: 'many' is no number (unit: mg/L)"),
        ({"tier.2": [1]}, "there are: most (most), target (target grade), tiers.1, tiers.1.to"),
        ({"tiers.1.to": ["0.9", "1"]}, "band 2 of the table tiers would not end above where it begins"),
        ({"tiers.1.to": ["0.9"], "tiers.2.to": ["1", "0.8"]}, "band 2 of the table tiers"),
        ({"tiers.1.to": [0]}, "band 1 of the table tiers"),
        ({"tiers.2.to": [2]}, "band 3 of the table tiers"),
        ({"most": [1], "封顶": [2]}, "'封顶' and 'most' vary the same term"),
        ({"target": ["II"], "target.甲": ["III"]}, "'target.甲' and 'target' vary the same term"),
    ],
)
def test_what_cannot_be_varied_is_told(terms, told):
    made = tiers()
    with pytest.raises(ec.RequestError) as caught:
        ec.simulate(made, januaries(made, ["0.40"]), terms, **JANUARY)

    assert told in caught.value.text("en")


def test_ends_that_go_together_may_pass_what_others_were():
    """As sets: 0.9 and 1.5 together, where 0.9 and 0.8 would not do."""
    made = tiers()
    sets = [{"tiers.1.to": "0.3", "tiers.2.to": "0.8"}, {"tiers.1.to": "0.9", "tiers.2.to": "1.5"}]
    simulated = ec.simulate(made, januaries(made, ["0.85"]), sets, **JANUARY)

    assert np.concatenate([nets(simulated, 0), nets(simulated, 1)]).tolist() == [-20_000, 25_000]
