"""Break-even values, turning points, sensitivities and comparisons: by hand, by settling, and by another program."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from SALib.analyze import sobol

import ecocomp as ec
from ecocomp.simulation.results import turning
from ecocomp.simulation.results.sensitivity import STEPS as IN_STEPS
from ecocomp.simulation.results.sensitivity import indices, saltelli
from tests.properties.worlds import World, worlds
from tests.settlement.support import READINGS, SECTION, STEPS, agreement, monthly, read
from tests.simulation.questions import GRADES, JANUARY, januaries, steps
from tests.simulation.test_simulated_as_settled import DECIMALS, arrays

#: 下游 pays ``price`` for each class better than III and gets ``penalty`` for each worse.
TWO_PRICES = f"""\
{SECTION}{READINGS}\
rules:
  - {{name: steps, title: 级差, formula: "target - worst(grade(C), indicator)"}}
transfers:
  - {{name: monthly, title: 月度补偿, per: [section, month], payer: downstream, payee: upstream,
     amount: "price * steps if steps > 0 else penalty * steps"}}
parameters:
  price: {{title: 单价, unit: 万元, value: 1}}
  penalty: {{title: 赔付, unit: 万元, value: 2}}
"""


def two_prices() -> ec.Agreement:
    return agreement(TWO_PRICES)


# -- break-even ---------------------------------------------------------------------------------------------------------


def test_the_break_even_price_is_that_done_in_the_head():
    """Steps of 2 and 1 at ``price``, -1, -2 and -3 at 2 万元: 3 price = 12 where price is 4."""
    made = two_prices()
    found = ec.break_even(made, januaries(made, GRADES), "price", between=(1, 9), party="上游市", **JANUARY)

    # at 4 the mean is nothing, which is not above the level
    assert (found.below, found.above) == (4, Fraction("4.01"))
    assert (found.at_below, found.at_above) == (0, Fraction(300, 6))
    assert "单价" in found.text("zh")
    assert "4.01" in found.text("en")


def test_what_falls_with_the_term_is_found_as_well():
    made = two_prices()
    found = ec.break_even(made, januaries(made, GRADES), "price", between=(1, 9), party="xia", step="0.3", **JANUARY)

    assert (found.below, found.above) == (Fraction("3.7"), 4)
    assert (found.at_below, found.at_above) == (1500, 0)


@settings(max_examples=40, deadline=None)
@given(worlds(), st.integers(1, 40), st.sampled_from(["mean", "q25", "pays"]), st.data())
def test_the_two_values_are_neighbours_on_either_side_as_simulated(world: World, size: int, of: str, data: Any):
    made = world.agreement
    scenarios = ec.own_scenarios(made, arrays([world]), decimals=DECIMALS)
    party = data.draw(st.sampled_from(list(made.parties)))
    options: dict[str, Any] = {"year": 2024, "through": world.months}
    ends = (Fraction(-size), Fraction(size))
    asked = partial(ec.break_even, made, scenarios, "price", between=ends, party=party, of=of, step="0.5", **options)
    at_ends = ec.simulate(made, scenarios, {"price": ends}, **options).nets[:, list(made.parties).index(party), 0]
    low, high = (at_ends < 0 if of == "pays" else at_ends > 0).tolist()
    if low == high:
        with pytest.raises(ec.RequestError, match="没有越过"):
            asked()
        return
    found = asked()
    assert found.above - found.below == Fraction(1, 2)
    assert (found.at_below > found.level) != (found.at_above > found.level)
    again = ec.simulate(made, scenarios, {"price": [found.below, found.above]}, **options)
    for place, value in enumerate((found.at_below, found.at_above)):
        net = int(again.net(party, place)[0])
        assert value == ((net < 0) if of == "pays" else Fraction(net, 100))


def test_the_probability_of_paying_and_a_quantile_can_be_asked_for():
    """下游 pays where steps are above 0: in 2 of 6 years at any price above 0, in 3 with a penalty below 0."""
    made = two_prices()
    years = januaries(made, GRADES)
    pays = ec.break_even(
        made, years, "penalty", between=(-1, 1), party="xia", of="pays", level="0.5", step=1, **JANUARY
    )
    least = ec.break_even(made, years, "price", between=(0, 9), party="xia", of="q25", level=-50_000, **JANUARY)

    assert (pays.below, pays.at_below, pays.above, pays.at_above) == (-1, Fraction(5, 6), 0, Fraction(1, 3))
    assert "83.33%" in pays.text("zh")
    # a quarter of 6 years is reached by the second worst, that with one step
    assert (least.below, least.above) == (Fraction("4.99"), 5)
    assert "25 % quantile" in least.text("en")


def test_a_break_even_result_says_what_it_rests_on():
    made = two_prices()
    found = ec.break_even(made, januaries(made, GRADES), "price", between=(1, 9), party="xia", **JANUARY)

    assert all(each in repr(found) for each in found.simulation.notes())


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"between": (5, 9)}, "no_crossing"),
        ({"between": (9, 1)}, "span"),
        ({"between": "19"}, "span"),
        ({"between": (1, "x")}, "number"),
        ({"step": 0}, "step"),
        ({"step": "1e-20"}, "step"),
        ({"of": "median"}, "measure"),
        ({"of": "q0"}, "share"),
        ({"level": True}, "number"),
        ({"name": "prize"}, "term_unknown"),
        ({"values": ["--"]}, "none_settled"),
    ],
)
def test_questions_without_an_answer_say_why(changed: dict[str, Any], code: str):
    made = two_prices()
    asked = {"name": "price", "between": (1, 9), "party": "xia", "values": GRADES, **changed}
    scenarios = januaries(made, asked.pop("values"))
    with pytest.raises(ec.RequestError) as caught:
        ec.break_even(made, scenarios, **asked, **JANUARY)
    assert caught.value.problems[0].code == f"simulation.{code}"
    assert caught.value.text("zh") != caught.value.text("en")


def test_the_target_of_one_section_can_be_asked_for():
    """Ⅱ is two steps against Ⅳ, one against Ⅲ, none against Ⅱ; 下游 pays what 上游 gets."""
    made = two_prices()
    years = januaries(made, ["0.40"])
    found = ec.break_even(made, years, "target.甲", between=(1, 5), step=1, party="xia", **JANUARY)

    assert (found.below, found.above, found.at_below, found.at_above) == (1, 2, 20_000, 0)
    assert "“水质目标 甲”" in found.text("zh")


# -- turning points -----------------------------------------------------------------------------------------------------


def one_month(value: str = "0.30") -> ec.Settlement:
    return ec.settle(steps(), read(monthly({"甲": value}, months=[1])), **JANUARY)


def test_the_payment_turns_where_the_grade_passes_the_target():
    """Ⅱ up to 0.5 mg/L is one step, Ⅲ up to 1.0 none, Ⅳ from 1.01 on one step below."""
    found = ec.turning_points(one_month(), section="甲", indicator="氨氮", month="1月", party="上游市")

    assert found.to_numpy().tolist() == [
        ["shang", Decimal("0.50"), Decimal("0.51"), Decimal("100.00"), Decimal("0.00")],
        ["shang", Decimal("1.00"), Decimal("1.01"), Decimal("0.00"), Decimal("-100.00")],
    ]
    assert str(found.loc[1, "below"]) == "1.00"


def test_every_turn_of_a_formula_that_goes_up_and_down_is_found():
    """Money goes to 上游 only from 0.20 to 0.40 and from 0.60 to 0.80 mg/L."""
    body = f"""\
{SECTION}{READINGS}\
rules:
  - {{name: worst_value, title: 氨氮, formula: "max(C, indicator)"}}
transfers:
  - {{name: monthly, title: 月度补偿, per: [section, month], payer: downstream, payee: upstream,
     amount: "price if worst_value >= a and worst_value <= b or worst_value >= c and worst_value <= d else -price"}}
parameters:
  price: {{title: 单价, unit: 元, value: 1}}
  a: {{title: 甲, unit: mg/L, value: 0.2}}
  b: {{title: 乙, unit: mg/L, value: 0.4}}
  c: {{title: 丙, unit: mg/L, value: 0.6}}
  d: {{title: 丁, unit: mg/L, value: 0.8}}
"""
    settlement = ec.settle(agreement(body), read(monthly({"甲": "0.30"}, months=[1])), **JANUARY)
    found = ec.turning_points(settlement, section="jia", indicator="nh3n", party="shang", between=("0.1", 1))

    assert [str(each) for each in found["above"]] == ["0.20", "0.41", "0.60", "0.81"]


@settings(max_examples=25, deadline=None)
@given(worlds(), st.data())
def test_both_neighbours_settle_to_what_is_told(world: World, data: Any):
    """The two values put into the readings and settled give the nets of the frame, of unlike signs."""
    section = data.draw(st.sampled_from(list(world.agreement.sections)))
    indicator = data.draw(st.sampled_from(["nh3n", "codmn"]))
    month = data.draw(st.integers(1, world.months))
    found = ec.turning_points(world.settle(), section=section, indicator=indicator, month=month, between=(0, 3))
    for row in found.to_dict("records")[:4]:
        for side in ("below", "above"):
            changed = {**world.data, (section, indicator, month): str(row[side])}
            settled = World(**{**vars(world), "data": changed}).settle()
            assert settled.net_yuan(row["party"]) == row[f"net_{side}"]
        assert (row["net_below"] > 0) != (row["net_above"] > 0) or (row["net_below"] < 0) != (row["net_above"] < 0)


def test_all_months_change_where_none_is_named():
    settlement = ec.settle(steps(), read(monthly({"甲": "0.30"})), 2024)
    whole = ec.turning_points(settlement, section="甲", indicator="氨氮", party="shang")
    one = ec.turning_points(settlement, section="甲", indicator="氨氮", month=3, party="shang")

    assert whole["net_below"].tolist() == [Decimal(1200), Decimal(0)]
    # eleven months of 100 outweigh whatever one may cost, which is said
    assert one.empty
    assert "没有变号" in repr(one)
    assert list(one.columns) == ["party", "below", "above", "net_below", "net_above"]


def test_many_values_go_through_blocks_and_a_value_below_detection_gives_way(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(turning, "BLOCK_ROWS", 7)
    found = ec.turning_points(one_month("0.02L"), section="甲", indicator="氨氮", party="shang")

    assert found["below"].tolist() == [Decimal("0.50"), Decimal("1.00")]


def test_a_value_counts_in_place_of_a_month_in_which_the_river_was_dry():
    """January is one step; February must be one below for nothing, two for a payment the other way."""
    body = STEPS.replace("missing: refuse", "missing: refuse, excluded: [no_flow]")
    csv = "断面,时间,氨氮(mg/L),站点情况\n甲,2024-01,0.30,正常\n甲,2024-02,--,断流\n"
    settlement = ec.settle(agreement(body), read(csv), 2024, since=1, through=2)
    january = ec.turning_points(settlement, section="甲", indicator="氨氮", month=1, party="shang")
    february = ec.turning_points(settlement, section="甲", indicator="氨氮", month=2, party="shang")

    assert january["below"].tolist() == [Decimal("0.50"), Decimal("1.00")]
    assert february["above"].tolist() == [Decimal("1.01"), Decimal("1.51")]
    assert february["net_above"].tolist() == [Decimal(0), Decimal(-100)]
    measured = csv.replace("--,断流", "1.51,正常")
    assert ec.settle(agreement(body), read(measured), 2024, since=1, through=2).net_yuan("shang") == -100


@pytest.mark.parametrize("language", ["zh", "en"])
def test_turning_points_say_what_is_varied(language: str):
    found = ec.turning_points(one_month(), section="甲", indicator="氨氮", language=language)

    assert "2024-01" in found.notes[0]
    assert "0.01" in found.notes[0]
    assert list(found.columns[:2]) == {"zh": ["缔约方", "转向前的值"], "en": ["Party", "Value below"]}[language]


def test_a_settlement_that_left_gaps_out_is_refused():
    settlement = ec.settle(steps(), read(monthly({"甲": "0.30"}, months=[1])), 2024, gaps="skip")
    with pytest.raises(ec.RequestError, match="月值"):
        ec.turning_points(settlement, section="甲", indicator="氨氮", month=1)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"indicator": "总磷"}, "simulation.nothing_read"),
        ({"section": "乙"}, "settlement.label_unknown"),
        ({"month": 2}, "settlement.label_unknown"),
        ({"between": ("0.101", "0.109")}, "simulation.values"),
        ({"between": (0, 10**9)}, "simulation.values"),
        ({"party": "中游市"}, "settlement.label_unknown"),
    ],
)
def test_what_cannot_be_varied_is_refused(changed: dict[str, Any], code: str):
    with pytest.raises(ec.RequestError) as caught:
        ec.turning_points(one_month(), **{"section": "甲", "indicator": "氨氮", **changed})
    assert [each.code for each in caught.value.problems] == [code]


@pytest.mark.parametrize(
    "ask",
    [
        partial(ec.sensitivity, terms={"price": (1, 3), "penalty": (0, 5)}),
        partial(ec.sobol_indices, terms={"price": (1, 3)}, samples=16),
        partial(ec.break_even, name="price", between=(1, 9), party="xia", step="0.001"),
        partial(ec.break_even, name="price", between=(1, 9), party="xia", step=8),
    ],
)
def test_questions_tell_how_far_they_are(ask: Any, monkeypatch: pytest.MonkeyPatch):
    """As simulate does: so many scenarios of all, never fewer than before, and all of them in the end."""
    monkeypatch.setattr("ecocomp.simulation.results.options.MOST_AT_ONCE", 6 * 2 * 10)
    told: list[int] = []
    made = two_prices()
    ask(made, januaries(made, GRADES), progress=told.append, **JANUARY)

    assert told == sorted(told)
    assert told[-1] == len(GRADES)
    assert len(told) > 1


def test_comparing_goes_on_from_one_draft_to_the_other():
    told: list[int] = []
    ec.compare(steps(), two_prices(), januaries(steps(), GRADES), progress=told.append, **JANUARY)

    assert told == [3, 6]


# -- sensitivity --------------------------------------------------------------------------------------------------------


def test_swings_are_those_done_in_the_head_and_the_largest_comes_first():
    """Mean net of 上游 in 万元: (3 price - 6 penalty) / 6."""
    made = two_prices()
    found = ec.sensitivity(made, januaries(made, GRADES), {"price": (1, 3), "penalty": (0, 5)}, **JANUARY)
    mine = found[found["party"] == "shang"]

    assert mine["term"].tolist() == ["penalty", "price"]
    assert mine["agreed"].tolist() == [-15_000, -15_000]
    assert mine["at_low"].tolist() == [5_000, -15_000]
    assert mine["at_high"].tolist() == [-45_000, -5_000]
    assert mine["swing"].tolist() == [-50_000, 10_000]
    assert (
        "单价（万元）"
        in ec.sensitivity(made, januaries(made, GRADES), {"price": (1, 3)}, language="zh", **JANUARY).to_string()
    )


def test_terms_that_are_no_numbers_have_a_low_and_a_high_value_too():
    made = two_prices()
    found = ec.sensitivity(made, januaries(made, ["0.90"]), {"target": ("III", "IV")}, **JANUARY)

    assert found["swing"].tolist() == [10_000, -10_000]


def test_sobol_indices_of_a_sum_are_the_parts_of_its_variance():
    """(3 price - 6 penalty) / 6 with ranges as wide as each other: 9 and 36 parts of 45."""
    made = two_prices()
    ranges = {"price": (0, 4), "penalty": (1, 5)}
    found = ec.sobol_indices(made, januaries(made, GRADES), ranges, samples=256, **JANUARY)
    mine = found[found["party"] == "shang"]

    assert mine["term"].tolist() == ["price", "penalty"]
    assert mine["total"].tolist() == pytest.approx([0.2, 0.8], abs=0.1)
    assert mine["first"].tolist() == pytest.approx([0.2, 0.8], abs=0.15)
    assert "1024" in found.notes[-1]
    assert found.equals(ec.sobol_indices(made, januaries(made, GRADES), ranges, samples=256, **JANUARY))


def test_the_indices_are_those_of_another_program_for_the_same_design():
    design = saltelli(3, 128, seed=4) / IN_STEPS
    outputs = ishigami(2 * np.pi * design - np.pi)
    problem = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[-np.pi, np.pi]] * 3}
    theirs = sobol.analyze(problem, outputs, calc_second_order=False, num_resamples=2, seed=1)
    first, total = indices(outputs, 3)

    assert total == pytest.approx(theirs["ST"], rel=1e-9)
    assert first == pytest.approx(theirs["S1"], rel=1e-9)


def ishigami(at: Any) -> Any:
    return np.sin(at[:, 0]) + 7 * np.sin(at[:, 1]) ** 2 + 0.1 * at[:, 2] ** 4 * np.sin(at[:, 0])


def test_the_indices_of_ishigami_come_out():
    """Known: 0.3139, 0.4424, 0 and 0.5576, 0.4424, 0.2437 (Ishigami and Homma 1990, a = 7, b = 0.1)."""
    outputs = ishigami(2 * np.pi * saltelli(3, 1 << 15, seed=1) / IN_STEPS - np.pi)
    first, total = indices(outputs, 3)

    assert first == pytest.approx([0.3139, 0.4424, 0], abs=0.02)
    assert total == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.02)


def test_where_nothing_varies_there_is_no_index():
    made = two_prices()
    found = ec.sobol_indices(made, januaries(made, ["0.90"]), {"price": (0, 4)}, samples=4, **JANUARY)

    assert found["first"].isna().all()
    assert found["total"].isna().all()


@pytest.mark.parametrize(
    ("ask", "terms", "options", "code"),
    [
        (ec.sensitivity, {}, {}, "ranges"),
        (ec.sensitivity, {"price": 3}, {}, "two_values"),
        (ec.sensitivity, {"price": (1, 2, 3)}, {}, "two_values"),
        (ec.sensitivity, {"price": (60, 40)}, {}, "span"),
        (ec.sensitivity, {"price": ("3", 3)}, {}, "span"),
        (ec.sobol_indices, ["price"], {}, "ranges"),
        (ec.sobol_indices, {"price": (2, 1)}, {}, "span"),
        (ec.sobol_indices, {"price": (1, 2)}, {"samples": 1}, "count"),
    ],
)
def test_ranges_that_are_none_are_refused(ask: Any, terms: Any, options: dict[str, Any], code: str):
    made = two_prices()
    with pytest.raises(ec.RequestError) as caught:
        ask(made, januaries(made, GRADES), terms, **options, **JANUARY)
    assert caught.value.problems[0].code == f"simulation.{code}"


# -- two drafts ---------------------------------------------------------------------------------------------------------


@settings(max_examples=20, deadline=None)
@given(worlds())
def test_an_agreement_is_as_good_as_itself(world: World):
    scenarios = ec.own_scenarios(world.agreement, arrays([world]), decimals=DECIMALS)
    found = ec.compare(world.agreement, world.agreement, scenarios, year=2024, through=world.months)

    assert (found[["mean", "sd", "worst", "shortfall", "better", "worse"]] == 0).all(axis=None)
    assert (found["same"] == 1).all()
    assert (found["mean_a"] == found["mean_b"]).all()


def test_drafts_are_compared_year_by_year():
    """With a penalty in 万元 instead of 100 元 上游 gains 1 万元 less 100 a step above, and loses twice as much below."""
    a, b = steps(), two_prices()
    found = ec.compare(a, b, januaries(a, ["0.10", "0.90", "1.40"]), **JANUARY).set_index("party")

    # a: 200, 0, -100; b: 20 000, 0, -20 000
    assert found.loc["shang", ["mean_a", "mean_b", "mean", "worst"]].tolist() == pytest.approx(
        [100 / 3, 0, -100 / 3, -19_900]
    )
    assert found.loc["shang", ["better", "worse", "same"]].tolist() == pytest.approx([1 / 3] * 3)
    assert found.loc["xia", "worst"] == -19_800
    assert all("trial" in each for each in found.attrs["notes"][-1:])


def test_a_party_of_one_draft_is_left_with_nothing_by_the_other_and_years_count_that_both_settle():
    parties = "parties:\n  shang: {name: 上游市}\n  xia: {name: 下游市}\n  sheng: {name: 省}\n"
    a = steps()
    b = agreement(TWO_PRICES.replace("payer: downstream", "payer: sheng"), parties=parties)
    found = ec.compare(a, b, januaries(a, ["0.10", "--"]), language="zh", **JANUARY)

    assert found["缔约方"].tolist() == ["上游市", "下游市", "省"]
    assert found["均值（元）"].tolist() == [19_800, 200, -20_000]
    assert found["未能结算"].tolist() == [1, 1, 1]
    assert found.notes[-1] == "只有“trial”有的缔约方：省；在另一案中净额按 0 计。"
    with pytest.raises(ec.RequestError, match="没有一个情景能结算"):
        ec.compare(a, b, januaries(a, ["--"]), **JANUARY)


def test_an_input_goes_to_the_draft_that_asks_for_it():
    a = steps()
    b = agreement(
        TWO_PRICES.replace("price * steps if", "share * price * steps if")
        + "inputs:\n  share: {title: 份额, unit: '%'}\n"
    )
    found = ec.compare(a, b, januaries(a, ["0.10"]), inputs={"share": 50}, **JANUARY)

    assert found["mean_b"].tolist() == [10_000, -10_000]
    with pytest.raises(ec.EcocompError, match="shares"):
        ec.compare(a, b, januaries(a, ["0.10"]), inputs={"shares": 50}, **JANUARY)
