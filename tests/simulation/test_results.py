"""What is said of simulated years: figures done in the head, sums that must agree, and what stands below them."""

from __future__ import annotations

import pickle
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ecocomp as ec
from ecocomp.markup import escaped
from ecocomp.money import yuan
from ecocomp.settlement.ledger import pair_totals
from ecocomp.simulation.amounts import tally_of
from ecocomp.simulation.results.distribution import exact_sum, figures, share_of
from ecocomp.simulation.scenarios.own import own_scenarios
from ecocomp.simulation.simulate import simulate
from tests.properties.worlds import World, texts, worlds
from tests.settlement.support import STEPS, agreement
from tests.simulation.questions import GRADES, JANUARY, januaries, simulated, steps
from tests.simulation.test_simulated_as_settled import DECIMALS, arrays

EACH_LANGUAGE = pytest.mark.parametrize("language", ["zh", "en"])


def test_the_distribution_of_six_years_is_that_done_in_the_head():
    """上游 is left with 200, 100, 0, -100, -200, -300 yuan: mean -50; 17 500 / 6 is the mean square about it."""
    row = simulated().summary(quantiles=[0.5, "1/6", "0.95"], tail="0.3").set_index("party").loc["shang"]

    assert row["mean"] == -50
    assert row["sd"] == pytest.approx((175_000 / 6) ** 0.5)
    # the least amount that 1, 3 and 6 of 6 years do not exceed
    assert [row["q16.66666667"], row["q50"], row["q95"]] == [-300, -100, 200]
    assert row["worst"] == -300
    assert row["shortfall"] == -250  # 0.3 of 6 years is 1.8: two years
    assert row["pays"] == 0.5
    assert (row["years"], row["unsettled"]) == (6, 0)


def test_the_largest_payments_are_the_worst_between_two():
    """下游 pays 上游 200, 100, 0, -100, -200, -300."""
    frame = simulated(detail="pairs").pairs(tail="0.3")

    assert frame[["payer", "payee"]].to_numpy().tolist() == [["xia", "shang"]]
    assert frame.loc[0, ["mean", "worst", "shortfall", "pays", "is_paid"]].tolist() == [-50, 200, 150, 1 / 3, 1 / 2]


def test_sections_have_the_mean_of_every_transfer_and_of_what_a_limit_cut():
    made = ec.load_agreement("fuli-river")
    readings = ec.read_monitoring("examples/fuli-river-2024-constructed.csv")
    scenarios = ec.resampled_scenarios(made, readings, rows=2)
    frame = ec.simulate(made, scenarios, {"annual_cap": [300]}, year=2024, detail="sections").sections()

    assert frame[["limit", "section", "payer", "payee", "mean"]].to_numpy().tolist() == [
        ["", "pinglin", "wuhan", "suizhou", 5_000_000],
        ["", "taipingsha", "wuhan", "xiaogan", 5_000_000],
        ["年度封顶", "pinglin", "wuhan", "suizhou", -2_000_000],
        ["年度封顶", "taipingsha", "wuhan", "xiaogan", -2_000_000],
    ]


@settings(max_examples=40, deadline=None)
@given(worlds(), st.data())
def test_what_passes_between_two_and_at_sections_adds_up_to_the_nets_and_is_as_settled(world: World, data):
    years = [world, replace(world, data={where: data.draw(texts[where[1]]) for where in world.data})]
    agreement = world.agreement
    scenarios = own_scenarios(agreement, arrays(years), decimals=DECIMALS)
    for detail in ("pairs", "sections"):
        made = simulate(agreement, scenarios, year=2024, through=world.months, detail=detail)
        nets = np.zeros_like(made.nets[0])
        between: dict = {}
        for flow, amounts in made.flows.items():
            for holder, sign in ((flow.payer, -1), (flow.payee, 1)):
                if not holder.account and holder.id in agreement.parties:
                    nets[list(agreement.parties).index(holder.id)] += sign * amounts[0]
            key = frozenset((flow.payer, flow.payee))
            between[key] = between.get(key, 0) + np.where(flow.payer < flow.payee, amounts[0], -amounts[0])
        assert (nets == made.nets[0]).all()
        for at, year in enumerate(years):
            settled = {
                frozenset((each.payer, each.payee)): each.fen if each.payer < each.payee else -each.fen
                for each in pair_totals(year.settle(agreement=agreement).lines)
            }
            assert {key: int(each[at]) for key, each in between.items() if each[at]} == {
                key: each for key, each in settled.items() if each
            }


@given(st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=40), st.fractions("0.01", "0.99"))
def test_a_quantile_is_the_least_amount_that_so_many_do_not_exceed(amounts: list[int], share: Fraction):
    found = figures(tally_of(np.array(amounts)), [share], share)
    (quantile,) = [value for name, value in found.items() if name.startswith("q")]
    enough = [each for each in amounts if sum(other <= each for other in amounts) >= share * len(amounts)]

    assert quantile == min(enough) / 100
    assert found["worst"] <= found["shortfall"] <= quantile


def test_sums_beyond_sixty_four_bits_are_exact():
    amounts = np.array([2**62, 2**62, 2**62 - 1, -7])

    assert exact_sum(tally_of(amounts)) == 3 * 2**62 - 8
    assert exact_sum(tally_of(amounts[:0])) == 0


@pytest.mark.parametrize("share", [0, 1, "-0.1", "1/0", "half", True, None])
def test_a_part_of_the_years_is_between_nothing_and_all(share):
    with pytest.raises(ec.RequestError, match="比例"):
        share_of(share)


def test_draws_are_exact_and_years_not_settled_have_none():
    """The second January has no value, which the agreement refuses."""
    made = simulated(["0.10", "--", "2.50"], {"price": [100, 1]})
    frame = made.draws()

    assert list(frame.columns) == ["price", "scenario", "shang", "xia"]
    assert frame["shang"].tolist() == [20000, pandas.NA, -30000, 200, pandas.NA, -300]
    assert frame["scenario"].tolist() == [0, 1, 2] * 2
    assert made.summary().loc[:, ["price", "party", "years", "unsettled"]].to_numpy().tolist() == [
        [100, "shang", 2, 1],
        [100, "xia", 2, 1],
        [1, "shang", 2, 1],
        [1, "xia", 2, 1],
    ]


def test_where_no_year_is_settled_there_are_no_figures():
    made = simulated(["--"], detail="sections")

    assert list(made.summary().columns) == ["party", "years", "unsettled"]
    assert made.pairs().loc[:, "years"].tolist() == [0]
    assert made.sections()["mean"].isna().all()
    assert "0" in made._repr_html_()
    with pytest.raises(ec.RequestError, match="没有一个情景能结算"):
        made.budget(2)


@EACH_LANGUAGE
def test_every_frame_and_the_result_say_what_they_rest_on(language: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ECOCOMP_LANG", language)
    made = simulated(["0.10", "--"], detail="sections")
    frames = [made.summary(), made.pairs(), made.sections(), made.draws(), made.budget(2)]
    expected = made.notes(language)
    assert len(expected) == 4
    assert made.scenarios.assumes[language == "en"] in expected[0]
    assert "2" in expected[2]
    assert "1" in expected[2]

    for text in map(repr, [made, *frames]):
        assert all(each in text for each in expected)
    for text in (each._repr_html_() for each in [made, *frames]):
        assert all(escaped(each) in text for each in expected)
    assert all(tuple(each.notes[:4]) == tuple(expected) for each in frames)


def test_unconfirmed_terms_are_counted_below_every_frame():
    made = ec.load_agreement("fuli-river")
    readings = ec.read_monitoring("examples/fuli-river-2024-constructed.csv")
    found = ec.simulate(made, ec.resampled_scenarios(made, readings, rows=2), year=2024, exact=False)

    assert f"{len(made.unconfirmed)} 项条款未经" in repr(found.summary())
    assert "快速模式" in repr(found)


@EACH_LANGUAGE
def test_titles_and_names_are_in_words_where_a_language_is_asked_for(language: str):
    made = simulated(terms={"price": [100]}, detail="sections")
    frames = [each(language=language) for each in (made.summary, made.pairs, made.sections, made.draws)]
    frames.append(made.budget(2, language=language))
    for frame in frames:
        words = " ".join([*map(str, frame.columns), *(str(each) for each in frame.to_numpy().ravel())])
        assert not any(each in words.split() for each in ("mean", "sd", "shang", "xia", "jia", "party"))
    first = {"zh": ["单价（元）", "缔约方", "均值（元）"], "en": ["price (元)", "Party", "Mean (yuan)"]}[language]
    assert list(frames[0].columns[:3]) == first


def test_more_detail_than_was_asked_for_is_refused_with_what_to_write():
    with pytest.raises(ec.RequestError, match="detail='pairs' / 'sections'"):
        simulated().pairs()
    with pytest.raises(ec.RequestError, match="detail='sections'"):
        simulated(detail="pairs").sections()
    with pytest.raises(ec.RequestError, match="months"):
        simulated(detail="months")


def test_scenarios_without_a_section_are_refused():
    made = steps()
    other = januaries(made, GRADES)
    lacking = replace(other, values={})
    with pytest.raises(ec.RequestError, match="甲 氨氮"):
        ec.simulate(made, lacking, **JANUARY)


def test_the_reserve_lasts_through_every_year_and_the_sums_are_of_the_draws():
    """One January in two costs 下游 200 yuan, the other nothing: over two years 0, 200 or 400."""
    made = simulated(["0.10", "0.90"])
    row = made.budget(2, draws=4000, levels=[0.2, 0.7, 0.99]).set_index("party").loc["xia"]

    assert [row["worst"], row["q50"], row["q95"]] == [-400, -200, 0]
    assert [row["reserve_20"], row["reserve_70"], row["reserve_99"]] == [0, 200, 400]
    assert row["pays"] == pytest.approx(0.75, abs=0.03)
    assert row["mean"] == pytest.approx(-200, abs=10)


def test_a_reserve_is_needed_where_a_bad_year_comes_before_a_good_one():
    """上游 gets 200 or pays 300: two years need 0, 100 (200 - 300), 300 (even if 200 follow) or 600, one as often as another."""
    made = simulated(["0.10", "2.50"])
    row = made.budget(2, draws=2000, levels=[0.2, 0.4, 0.6, 0.8]).set_index("party").loc["shang"]

    assert row[["reserve_20", "reserve_40", "reserve_60", "reserve_80"]].tolist() == [0, 100, 300, 600]


def test_the_same_seed_gives_the_same_budget_and_all_terms_see_the_same_years():
    made = simulated(terms={"price": [100, 200]})
    one, two = made.budget(3, seed=5), made.budget(3, seed=5)

    assert one.equals(two)
    assert (2 * one["mean"][:2].to_numpy() == one["mean"][2:].to_numpy()).all()
    assert not one.equals(made.budget(3, seed=6))


def test_a_year_is_left_out_of_a_budget_for_all_terms_if_one_cannot_settle_it():
    made = simulated(["0.10", "--", "0.10"])

    assert made.budget(2, draws=50)["worst"].tolist() == [400, -400]


def test_counts_that_are_none_are_told_together():
    with pytest.raises(ec.RequestError) as caught:
        simulated().budget(0, draws=2.5, seed=-1)
    assert len(caught.value.problems) == 3


def test_xarray_has_the_same_amounts_by_name():
    made = simulated(["0.10", "--"], {"price": [100, 200]}, detail="sections")
    data = made.to_xarray()

    assert data["net"].dims == ("term", "party", "scenario")
    assert int(data["net"].sel(party="shang", scenario=0).isel(term=1)) == 40000
    assert data["price"].to_numpy().tolist() == [100, 200]
    assert data["unsettled"].to_numpy().tolist() == [[False, True]] * 2
    assert int(data["amount"].sel(scenario=0).isel(term=0).sum()) == 20000
    assert made.notes()[0] in data.attrs["notes"]


def test_a_term_called_like_a_dimension_does_not_hide_it():
    made = simulated(["0.10"])
    named = replace(made, terms=[replace(made.terms[0], labels={"party": 3})])

    assert named.to_xarray()["party_"].to_numpy().tolist() == [3]


@EACH_LANGUAGE
def test_without_xarray_the_extra_is_named(language: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "xarray", None)
    with pytest.raises(ec.RequestError) as caught:
        simulated(["0.10"]).to_xarray()
    assert 'pip install "ecocomp[xarray]"' in caught.value.text(language)


def test_the_view_of_many_terms_says_how_many_are_left_out():
    made = simulated(["0.10"], {"price": list(range(1, 21))})

    assert made._repr_html_().count("<tr>") == 25
    assert "其余 16 项从略" in made._repr_html_()


def test_compiled_formulas_give_the_same_flows():
    made = ec.load_agreement("fuli-river")
    readings = ec.read_monitoring("examples/fuli-river-2019-2023-constructed.csv")
    scenarios = ec.resampled_scenarios(made, readings, rows=50, months=1)
    plain, compiled = (
        ec.simulate(made, scenarios, {"annual_cap": [300, 400]}, year=2024, detail="sections", compiled=each)
        for each in (False, True)
    )

    assert plain.sections().equals(compiled.sections())
    assert all((plain.flows[flow] == compiled.flows[flow]).all() for flow in compiled.flows)


def test_results_and_frames_travel_and_workers_change_nothing():
    made = steps()
    scenarios = januaries(made, GRADES)
    here = ec.simulate(made, scenarios, **JANUARY, detail="pairs")
    with ThreadPoolExecutor(2) as pool:
        there = ec.simulate(made, scenarios, **JANUARY, detail="pairs", executor=pool)
    travelled = pickle.loads(pickle.dumps(there))

    assert repr(travelled) == repr(here)
    assert travelled.pairs().equals(here.pairs())
    assert pickle.loads(pickle.dumps(here.pairs())).notes == here.pairs().notes


def test_nets_are_those_of_the_settlement_in_yuan():
    """The first year of the frame is what settling the same readings gives."""
    made = ec.load_agreement("fuli-river")
    readings = ec.read_monitoring("examples/fuli-river-2024-constructed.csv")
    found = ec.simulate(made, ec.resampled_scenarios(made, readings, rows=1), year=2024).draws()
    settled = ec.settle(made, readings, 2024)

    assert [yuan(int(found.loc[0, party])) for party in made.parties] == settled.net.tolist()


TRUTH = STEPS.replace("price * steps", "price * steps if counts else 0 * price").replace(
    "parameters:\n", "inputs: {counts: {title: 是否计入, kind: truth}}\nparameters:\n"
)


@pytest.mark.parametrize(("language", "words"), [("zh", ["是", "否"]), ("en", ["yes", "no"]), (None, [True, False])])
def test_truth_values_are_words_where_titles_are(language: str | None, words: list[object]):
    made = agreement(TRUTH)
    found = ec.simulate(made, januaries(made, ["0.40"]), {"counts": [True, False]}, **JANUARY, detail="sections")
    frames = [each(language=language) for each in (found.summary, found.pairs, found.sections, found.draws)]

    for each in frames:
        assert list(dict.fromkeys(each.iloc[:, 0].tolist())) == words
    swings = ec.sensitivity(made, januaries(made, ["0.40"]), {"counts": (False, True)}, inputs={"counts": True},
                            language=language, **JANUARY)  # fmt: skip
    assert swings.iloc[0, [2, 3]].tolist() == words[::-1]


def test_a_varied_truth_value_is_a_word_in_a_notebook(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ECOCOMP_LANG", "zh")
    made = agreement(TRUTH)
    shown = ec.simulate(made, januaries(made, ["0.40"]), {"counts": [True, False]}, **JANUARY)._repr_html_()

    assert ">是<" in shown
    assert "True" not in shown
