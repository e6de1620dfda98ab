"""Scenarios drawn from distributions: as history has them, changed by what is named and by nothing else."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ecocomp as ec
from ecocomp.simulation.scenarios import MISSING
from ecocomp.simulation.scenarios.lognormal import LognormalScenarios
from tests.settlement.support import read
from tests.simulation.support import TWO, history, same, texts, trial

NAMES = ("氨氮(mg/L)", "总磷(mg/L)", "溶解氧(mg/L)", "pH", "流量(m3/s)")
KEYS = [(name, section) for name in ("nh3n", "tp", "do", "ph", "flow") for section in ("jia", "yi")]


@cache
def of_two_sections() -> ec.Agreement:
    return trial("nh3n, tp, do, ph", quantities="flow", sections=TWO)


@cache
def readings(years: int = 6) -> ec.Readings:
    """A history in which ammonia and phosphorus go together, and some phosphorus is below 0.05."""
    random = np.random.default_rng(11)
    rows: dict[str, dict[int, list[str]]] = {"甲": {}, "乙": {}}
    for year in range(2024 - years, 2024):
        for months in rows.values():
            months[year] = []
        for month in range(12):
            common = random.standard_normal()
            for months in rows.values():
                own = random.standard_normal(5)
                ammonia = np.exp(-1 + 0.3 * common + 0.1 * own[0])
                phosphorus = np.exp(-2.5 + 0.4 * common + 0.1 * own[1])
                oxygen = 9 + 2 * np.cos(month / 6 * np.pi) + 0.8 * own[2]
                flow = np.exp(3 + 0.5 * own[4])
                months[year].append(
                    f"{ammonia:.2f} {f'{phosphorus:.3f}' if phosphorus > 0.05 else '0.05L'} {oxygen:.1f} "
                    f"{7.5 + 0.3 * own[3]:.1f} {flow:.1f}"
                )
    return read(history(rows, names=NAMES))


def scenarios(**options: Any) -> LognormalScenarios:
    return ec.lognormal_scenarios(of_two_sections(), options.pop("readings", None) or readings(), **options)


def values(found: LognormalScenarios, key: tuple[str, str]) -> np.ndarray:
    return found.block(0).values[key] / 10.0 ** found.decimals[key[0]]


def test_a_history_that_never_changes_is_drawn_as_it_is():
    months = ["0.30", "0.02L", "1.25", "--", *["0.50"] * 8]
    found = ec.lognormal_scenarios(trial(), read(history({"甲": {2022: months, 2023: months}})), rows=3)

    assert texts(found, "nh3n", "jia") == [["0.30", "0.02L", "1.25", "--", *["0.50"] * 8]] * 3


def test_draws_have_the_means_and_spreads_of_history():
    logs = np.random.default_rng(4).normal(-1.0, 0.35, (20, 12))
    rows = {2000 + year: [f"{each:.4f}" for each in np.exp(logs[year])] for year in range(20)}
    found = ec.lognormal_scenarios(trial(), read(history({"甲": rows})), rows=16_000)
    drawn = np.log(values(found, ("nh3n", "jia")))

    # of 16,000 draws a mean is off by 0.003 and a spread by 0.002; four times that
    assert np.abs(drawn.mean(axis=1) - logs.mean(axis=0)).max() < 0.012
    assert np.abs(drawn.std(axis=1) - logs.std(axis=0, ddof=1)).max() < 0.012


def test_sections_and_indicators_of_a_month_go_together_as_in_history():
    found = scenarios(rows=8000)
    logs = {key: np.log(values(found, key)) for key in KEYS}

    def together(one: tuple[str, str], other: tuple[str, str]) -> float:
        return float(np.corrcoef(logs[one][0], logs[other][0])[0, 1])

    # drawn with 0.3 in common of a spread of sqrt(0.1): 0.9; of 72 months one of nothing is off by 0.12
    assert together(("nh3n", "jia"), ("nh3n", "yi")) == pytest.approx(0.9, abs=0.06)
    assert together(("nh3n", "jia"), ("tp", "yi")) == pytest.approx(0.9, abs=0.12)
    assert together(("nh3n", "jia"), ("flow", "yi")) == pytest.approx(0, abs=0.36)


@pytest.mark.parametrize("years", [4, 12])
def test_neighbouring_months_go_together_where_the_history_is_long_enough(years: int):
    random = np.random.default_rng(1)
    level, rows = 0.0, {}
    for year in range(2000, 2000 + years):
        rows[year] = []
        for _ in range(12):
            level = 0.8 * level + 0.3 * random.standard_normal()
            rows[year].append(f"{np.exp(level):.3f}")
    found = ec.lognormal_scenarios(trial(), read(history({"甲": rows})), rows=8000)
    drawn = np.log(values(found, ("nh3n", "jia")))
    lag = float(np.corrcoef(drawn[5], drawn[6])[0, 1])

    assert lag == pytest.approx(found.neighbours, abs=0.04)
    reported = np.log(np.array(list(rows.values()), float)).var(axis=0, ddof=1)
    spreads = np.sqrt(reported if years == 12 else np.full(12, reported.mean()))
    assert drawn.std(axis=1) == pytest.approx(spreads, rel=0.04)
    if years == 12:
        assert 0.6 < lag < 0.9
        assert f"{found.neighbours:.2f}" in found.assumes[1]
    else:
        assert found.neighbours == 0
        assert "do not depend on each other" in found.assumes[1]


def test_what_is_drawn_below_the_limit_is_below_detection():
    found = scenarios(rows=8000)
    block = found.block(0)
    reported = np.array([each.qualifier == "below" for each in readings() if each.indicator == "tp"])
    flags = block.below["tp", "jia"]

    assert set(block.below) == {("tp", "jia"), ("tp", "yi")}
    assert (block.values["tp", "jia"][flags] == 50).all()
    assert (block.values["tp", "jia"][~flags] >= 50).all()
    # as often as in history, of which 144 values tell to about 0.1
    assert flags.mean() == pytest.approx(reported.mean(), abs=0.1)


def test_the_limit_is_the_one_last_reported():
    rows = {2022: ["0.05L", "0.3", *["0.5"] * 10], 2023: ["0.02L", "0.4", *["0.6"] * 10]}
    found = ec.lognormal_scenarios(trial(), read(history({"甲": rows})), rows=50)

    assert {each[0] for each in texts(found, "nh3n", "jia")} == {"0.02L"}


def test_bounds_hold_and_a_value_keeps_a_digit():
    rows = {
        year: [f"{ammonia} {oxygen} {ph} 5"] * 12
        for year, ammonia, oxygen, ph in (
            (2021, "0.01", "0.5", "13.5"),
            (2022, "0.9", "9", "8"),
            (2023, "0.01", "1", "14"),
        )
    }
    agreement = trial("nh3n, do, ph", quantities="flow")
    names = ("氨氮(mg/L)", "溶解氧(mg/L)", "pH", "流量(m3/s)")
    found = ec.lognormal_scenarios(agreement, read(history({"甲": rows}, names=names)), rows=4000)
    block = found.block(0)

    assert block.values["nh3n", "jia"].min() == 1
    assert block.values["do", "jia"].min() == 0
    assert block.values["ph", "jia"].max() == 140


def test_a_history_with_dry_months_is_dry_sometimes():
    rows = {year: [f"0.5 {flow}"] * 12 for year, flow in ((2021, "0"), (2022, "0.3"), (2023, "0.2"))}
    agreement = trial("nh3n", quantities="flow")
    text = history({"甲": rows}, names=("氨氮(mg/L)", "流量(m3/s)"))
    flows = ec.lognormal_scenarios(agreement, read(text), rows=4000).block(0).values["flow", "jia"]

    assert 0.05 < (flows == 0).mean() < 0.6
    assert flows.min() == 0


decimals = st.integers(0, 3)


@settings(max_examples=20)
@given(decimals, st.integers(0, 100))
def test_draws_have_the_decimals_that_history_reports(places: int, seed: int):
    random = np.random.default_rng(seed)
    rows = {year: [f"{each:.{places}f}" for each in random.lognormal(2, 0.3, 12)] for year in (2022, 2023)}
    most = max(len(each.rstrip("0").partition(".")[2]) for months in rows.values() for each in months)
    found = ec.lognormal_scenarios(trial(), read(history({"甲": rows})), rows=10)

    assert found.decimals == {"nh3n": most}


def test_what_is_reported_below_nothing_is_taken_for_nothing():
    rows = {2022: ["-0.1", *["0.5"] * 11], 2023: ["0.3", *["0.6"] * 11], 2024: ["0.4", *["0.7"] * 11]}
    found = ec.lognormal_scenarios(trial(), read(history({"甲": rows})), rows=500)
    drawn = found.block(0).values["nh3n", "jia"]

    assert drawn.min() >= 0
    assert np.median(drawn[0]) < np.median(drawn[1])


def test_large_volumes_leave_room_for_larger_ones():
    rows = {2022: ["0.5 123456789"] * 12, 2023: ["0.5 323456789"] * 12}
    agreement = trial("nh3n", quantities="volume")
    found = ec.lognormal_scenarios(agreement, read(history({"甲": rows}, names=("氨氮(mg/L)", "水量(m3)"))), rows=2000)
    drawn = values(found, ("volume", "jia"))

    assert found.decimals["volume"] == -3
    # the middle of the logarithms is that of the two values
    assert np.median(drawn) == pytest.approx((123456789 * 323456789) ** 0.5, rel=0.05)


# -- blocks ------------------------------------------------------------------------------------------------------------


@settings(max_examples=6)
@given(st.lists(st.integers(0, 3), min_size=1, max_size=4), st.integers(0, 2**40))
def test_a_block_is_the_same_whatever_was_asked_for_before(asked: list[int], seed: int):
    found = scenarios(rows=60_000, seed=seed)
    before = {number: found.block(number) for number in asked}
    again = pickle.loads(pickle.dumps(found))

    assert all(same(again.block(number), block) for number, block in reversed(before.items()))


def test_more_scenarios_leave_those_there_were_as_they_are():
    few, many = scenarios(rows=7).block(0), scenarios(rows=20_000).block(0)

    assert few.rows == 7
    assert all((few.values[key] == many.values[key][:, :7]).all() for key in KEYS)
    assert all((few.below[key] == many.below[key][:, :7]).all() for key in few.below)


def test_another_seed_or_block_gives_other_scenarios():
    found = scenarios(rows=30_000)

    assert not same(found.block(0), found.block(1))
    assert not same(found.block(0), scenarios(rows=30_000, seed=2).block(0))
    with pytest.raises(IndexError):
        found.block(4)


# -- measures, trends, flow years --------------------------------------------------------------------------------------

changes = st.lists(
    st.builds(
        ec.Measure,
        st.sampled_from(["氨氮", "tp", "溶解氧", "flow"]),
        st.sampled_from(["0.5", 0.8, 1, "1.3"]),
        section=st.sampled_from([None, "甲", "yi"]),
        since=st.sampled_from([None, 2025, 2027]),
    ),
    max_size=3,
)
NAMED = {"氨氮": "nh3n", "tp": "tp", "溶解氧": "do", "flow": "flow"}
PLACES = {"甲": ("jia",), "yi": ("yi",), None: ("jia", "yi")}


def product(measures: Sequence[ec.Measure], key: tuple[str, str], year: int) -> float:
    factor = 1.0
    for each in measures:
        if NAMED[each.indicator] == key[0] and key[1] in PLACES[each.section]:
            factor *= float(each.factor) if each.since is None or year >= each.since else 1.0
    return factor


@settings(max_examples=25)
@given(changes)
def test_measures_change_what_they_name_and_nothing_else(measures: list[ec.Measure]):
    year = 2026
    before = scenarios(rows=500).block(0)
    found = scenarios(rows=500, measures=measures, year=year)
    after = found.block(0)

    for key in KEYS:
        factor = product(measures, key, year)
        if factor == 1:
            assert (after.values[key] == before.values[key]).all()
            continue
        # both are rounded: half a digit, times the factor, and half a digit
        least = 50 if key[0] == "tp" else 1
        clear = (before.values[key] > least) & (after.values[key] > least)
        off = np.abs(after.values[key] - factor * before.values[key])
        assert (off[clear] <= 0.5 * factor + 0.5 + 1e-6).all()


def test_a_trend_adds_up_over_the_years():
    before = scenarios(rows=2000)
    after = scenarios(rows=2000, year=2027, measures=[ec.Trend("NH3-N", "0.9", since=2024, section="甲")])
    ratio = values(after, ("nh3n", "jia")) / values(before, ("nh3n", "jia"))

    assert np.median(ratio) == pytest.approx(0.9**3, abs=0.02)
    assert (values(after, ("nh3n", "yi")) == values(before, ("nh3n", "yi"))).all()
    assert "times 0.9 for each year after 2024, until 2027" in after.assumes[1]
    assert "甲氨氮自 2024 年以后逐年乘以 0.9" in after.assumes[0]


def test_a_trend_or_measure_of_later_years_does_not_apply_yet():
    before = scenarios(rows=50)
    measures = [ec.Trend("NH3-N", "0.9", since=2024), ec.Measure("TP", "0.5", since=2025)]
    after = scenarios(rows=50, year=2024, measures=measures)

    assert same(before.block(0), after.block(0))
    assert "does not apply yet" in after.assumes[1]


def test_wet_normal_and_dry_years_are_as_likely_as_their_weights():
    # ammonia and flow never change but by the kind of the year
    text = history({"甲": {year: ["1.00 100.0"] * 12 for year in (2022, 2023)}}, names=("氨氮(mg/L)", "流量(m3/s)"))
    years = ec.FlowYears(
        wet=ec.FlowYear(weight=1, flow="1.5", concentration="0.8"),
        normal=ec.FlowYear(weight=2, flow=1, concentration=1),
        dry=ec.FlowYear(weight=1, flow="0.5", concentration="1.25"),
    )
    found = ec.lognormal_scenarios(trial("nh3n", quantities="flow"), read(text), rows=8000, flow_years=years)
    flows, ammonia = texts(found, "flow", "jia"), texts(found, "nh3n", "jia")

    assert {(flow[0], each[0]) for flow, each in zip(flows, ammonia, strict=True)} == {
        ("150", "1"),
        ("100", "1"),
        ("50", "1"),
    }
    assert all(len(set(each)) == 1 for each in flows)
    shares = np.unique([each[0] for each in flows], return_counts=True)
    assert dict(zip(shares[0].tolist(), (shares[1] / 8000).tolist(), strict=True)) == pytest.approx(
        {"150": 0.25, "100": 0.5, "50": 0.25}, abs=0.02
    )
    assert "1, 2 and 1" in found.assumes[1]


def test_flow_years_change_flow_and_concentrations_and_nothing_else():
    years = ec.FlowYears(*[ec.FlowYear(1, "1.5", "0.8")] * 3)
    before, after = scenarios(rows=500).block(0), scenarios(rows=500, flow_years=years).block(0)

    for section in ("jia", "yi"):
        assert all((after.values[name, section] == before.values[name, section]).all() for name in ("do", "ph"))
        assert np.abs(after.values["flow", section] - 1.5 * before.values["flow", section]).max() <= 1.25 + 1e-6
        assert np.abs(after.values["nh3n", section] - 0.8 * before.values["nh3n", section]).max() <= 0.9 + 1e-6


# -- what cannot be ----------------------------------------------------------------------------------------------------


def test_one_year_of_history_is_too_short():
    with pytest.raises(ec.RequestError, match="甲 氨氮"):
        ec.lognormal_scenarios(trial(), read(history({"甲": {2023: ["0.5"] * 12}})))


def test_years_of_other_sections_and_indicators_are_not_of_the_history():
    rows = {"甲": {2022: ["0.3"] * 12, 2023: ["0.5"] * 12}, "丁": {2001: ["0.5"] * 12}}
    found = ec.lognormal_scenarios(trial(), read(history(rows)), rows=5)

    assert "2022 to 2023" in found.assumes[1]
    assert "history has 2 years" in found.assumes[1]


def test_published_grades_have_no_distribution():
    with pytest.raises(ec.RequestError, match="resampled_scenarios"):
        ec.lognormal_scenarios(trial(quantities="published_grade"), readings())


def test_what_history_never_reports_is_missing():
    agreement = trial("nh3n, cod", sections=TWO)
    found = ec.lognormal_scenarios(agreement, readings(), rows=5)

    assert (found.block(0).values["cod", "jia"] == MISSING).all()
    assert "甲 cod" in found.assumes[1]


def test_what_is_never_found_is_always_below_detection():
    rows = {year: ["0.5 0.01L"] * 12 for year in (2022, 2023)}
    found = ec.lognormal_scenarios(trial("nh3n, tp"), read(history({"甲": rows}, names=NAMES[:2])), rows=3)

    assert texts(found, "tp", "jia") == [["0.01L"] * 12] * 3


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (
            {"measures": [ec.Measure("COD", "0.8")]},
            ["COD", "ammonia nitrogen (nh3n), total phosphorus (tp), dissolved oxygen (do), pH (ph), flow (flow)"],
        ),
        ({"measures": [ec.Measure("TP", "0.8", section="丙")]}, ["丙", "甲(jia)"]),
        ({"measures": [ec.Measure("TP", "-20%")]}, ["-20%", "0.8"]),
        ({"measures": [ec.Measure("TP", 0)]}, ["above 0"]),
        ({"measures": [ec.Measure("pH", "0.9")]}, ["pH"]),
        ({"measures": [ec.Measure("TP", "0.9", since=2026)]}, ["2026", "year"]),
        ({"measures": [ec.Measure("TP", "0.9", since="2026")], "year": 2026}, ["assessment year"]),
        ({"measures": [ec.Trend("TP", "x", 2026), ec.Measure("COD", 1)], "year": 2026}, ["x", "COD"]),
        ({"measures": ["TP"]}, ["Measure", "str"]),
        ({"flow_years": (1, 2, 3)}, ["FlowYears", "tuple"]),
        ({"flow_years": ec.FlowYears(*[ec.FlowYear(0, 1, 1)] * 3)}, ["above 0"]),
        ({"year": "2026"}, ["2026"]),
        ({"rows": -1}, ["rows"]),
    ],
)
def test_options_that_do_not_exist_are_told_all_at_once(options: dict, told: list[str]):
    with pytest.raises(ec.RequestError) as trouble:
        scenarios(**options)

    assert [each for each in told if each not in trouble.value.text("en")] == []
