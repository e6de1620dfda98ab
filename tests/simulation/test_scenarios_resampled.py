"""Scenarios from history: whole years or parts of them, everything of a month together and as it was reported."""

from __future__ import annotations

import pickle
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ecocomp as ec
from ecocomp.simulation.scenarios.block import blocks_of
from ecocomp.simulation.scenarios.pieces import in_blocks_for
from ecocomp.simulation.scenarios.resampled import ResampledScenarios
from ecocomp.standards import INDICATORS
from tests.settlement.support import read
from tests.simulation.support import TWO, history, same, texts, trial

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NAMES = ("氨氮(mg/L)", "总磷(mg/L)")


def coded(year: int, month: int, section: int) -> str:
    """Ammonia and phosphorus that tell where they are from: section 1 of March 2021 is 1.2103 and 21.031."""
    return f"{section}.{year - 2000}{month:02d} {year - 2000}.{month:02d}{section}"


@cache
def readings_of(*years: int) -> ec.Readings:
    named = {
        name: {year: [coded(year, month, number) for month in range(1, 13)] for year in years}
        for number, name in enumerate(("甲", "乙"), 1)
    }
    return read(history(named, names=NAMES))


@cache
def of_two_sections(starts: int) -> ec.Agreement:
    return trial("nh3n, tp", sections=TWO, starts=starts)


def of_years(*years: int, starts: int = 1, **options: Any) -> ResampledScenarios:
    return ec.resampled_scenarios(of_two_sections(starts), readings_of(*years), **options)


def origins(scenarios, number: int = 0) -> list[list[int]]:
    """Of each scenario and month the year it is from, after all its values were seen to be from there."""
    found = [texts(scenarios, name, section, number) for section in ("jia", "yi") for name in ("nh3n", "tp")]
    assert scenarios.decimals == {"nh3n": 4, "tp": 3}
    years = []
    for scenario in zip(*found, strict=True):
        years.append([int(value[2:4]) + 2000 for value in scenario[0]])
        for month, year in enumerate(years[-1], 1):
            together = [series[month - 1] for series in scenario]
            assert together == [*coded(year, month, 1).split(), *coded(year, month, 2).split()]
    return years


def test_a_scenario_is_a_whole_year_of_history():
    found = origins(of_years(2020, 2021, 2022, rows=300))

    assert all(len(set(months)) == 1 for months in found)
    assert {months[0] for months in found} == {2020, 2021, 2022}


@given(st.sampled_from([1, 2, 3, 4, 6, 12]), st.integers(1, 40), st.integers(0, 2**40))
def test_a_part_of_a_year_stays_together_over_sections_and_indicators(months: int, rows: int, seed: int):
    found = origins(of_years(2020, 2021, rows=rows, seed=seed, months=months))

    assert len(found) == rows
    for years in found:
        assert all(len(set(years[first : first + months])) == 1 for first in range(0, 12, months))


def test_parts_of_a_year_are_drawn_each_for_itself():
    found = origins(of_years(2020, 2021, rows=400, months=6))

    # four ways to put a year together from two, each about as often
    counts = np.unique([(years[0], years[6]) for years in found], axis=0, return_counts=True)[1]
    assert len(counts) == 4
    assert counts.min() > 70


@given(st.lists(st.integers(0, 2), min_size=1, max_size=6), st.integers(0, 9))
def test_a_block_is_the_same_whatever_was_asked_for_before(asked: list[int], seed: int):
    scenarios = of_years(2020, 2021, rows=40_000, seed=seed, months=3)
    before = {number: scenarios.block(number) for number in asked}
    again = pickle.loads(pickle.dumps(scenarios))

    assert all(same(again.block(number), block) for number, block in reversed(before.items()))


def test_more_scenarios_leave_those_there_were_as_they_are():
    few, many = of_years(2020, 2021, rows=10, months=1), of_years(2020, 2021, rows=1000, months=1)

    assert origins(few) == origins(many)[:10]


def test_pieces_of_blocks_are_the_same_years():
    scenarios = of_years(2021, 2022, 2023, rows=40_000, seed=5)
    pieces = in_blocks_for(scenarios, 2048)

    assert (pieces.block_rows, pieces.rows, pieces.seed) == (2048, 40_000, 5)
    assert scenarios.block_rows > 2 * pieces.block_rows
    assert in_blocks_for(scenarios, 1) is scenarios
    for each in (pieces, pickle.loads(pickle.dumps(pieces))):
        found = [each.block(number) for number in range(blocks_of(each))]
        whole = [scenarios.block(number) for number in range(blocks_of(scenarios))]
        assert sum(block.rows for block in found) == 40_000
        for key in whole[0].values:
            one, other = (np.hstack([block.values[key] for block in blocks]) for blocks in (found, whole))
            assert (one == other).all()
        with pytest.raises(IndexError):
            each.block(blocks_of(each))


def test_another_seed_or_block_gives_other_scenarios():
    scenarios = of_years(2020, 2021, rows=40_000, months=1)

    assert not same(scenarios.block(0), scenarios.block(1))
    assert not same(scenarios.block(0), of_years(2020, 2021, rows=40_000, months=1, seed=2).block(0))


def test_values_are_those_reported_also_below_detection_and_missing():
    months = ["0.025L", "0.30", "--", "1.234", *["0.5"] * 8]
    scenarios = ec.resampled_scenarios(trial(), read(history({"甲": {2023: months}})), rows=2)

    assert texts(scenarios, "nh3n", "jia") == [["0.025L", "0.300", "--", "1.234", *["0.500"] * 8]] * 2


def test_several_readings_of_a_month_are_made_one_by_the_rules_of_the_agreement():
    text = "断面,时间,氨氮(mg/L)\n" + "".join(
        f"甲,2023-{month:02d}-{day:02d},{value}\n"
        for month in range(1, 13)
        for day, value in enumerate(
            {1: ("0.1", "0.2"), 2: ("0.02L", "0.02L"), 3: ("0.04L", "0.4")}.get(month, ("1",)), 1
        )
    )
    (found,) = texts(ec.resampled_scenarios(trial(), read(text), rows=1), "nh3n", "jia")

    # 0.15; both below one limit; (0.02 + 0.4) / 2 = 0.21 with half of the limit
    assert found[:4] == ["0.15", "0.02L", "0.21", "1.00"]


def test_a_mean_that_has_no_end_has_two_digits_more_than_its_readings():
    text = "断面,时间,氨氮(mg/L),流量(m3/s)\n" + "".join(
        f"甲,2023-{month:02d}-{day:02d},{value},{flow}\n"
        for month in range(1, 13)
        for day, (value, flow) in enumerate((("0.1", "10"), ("0.1", "11"), ("0.3", "11")), 1)
    )
    agreement = trial(quantities="flow", rules="below_detection: half, decimals: unrounded")
    scenarios = ec.resampled_scenarios(agreement, read(text), rows=1)

    assert texts(scenarios, "nh3n", "jia")[0][0] == "0.167"
    assert texts(scenarios, "flow", "jia")[0][0] == "10.67"


def test_too_few_readings_make_no_value():
    text = "断面,时间,氨氮(mg/L)\n" + "".join(
        f"甲,2023-{month:02d}-{day:02d},0.5\n" for month in range(1, 13) for day in range(1, month + 1)
    )
    agreement = trial(rules="below_detection: half, decimals: standard, at_least: 3")
    (found,) = texts(ec.resampled_scenarios(agreement, read(text), rows=1), "nh3n", "jia")

    assert found == ["--", "--", *["0.5"] * 10]


def test_a_month_without_flow_has_a_flow_of_nothing():
    text = "断面,时间,氨氮(mg/L),流量(m3/s)\n" + "".join(
        f"甲,2023-{month:02d},{'断流' if month == 2 else '0.5'},{'断流' if month == 2 else '1.5'}\n"
        for month in range(1, 13)
    )
    scenarios = ec.resampled_scenarios(trial(quantities="flow"), read(text), rows=1)

    assert texts(scenarios, "flow", "jia")[0][:3] == ["1.5", "0.0", "1.5"]
    assert texts(scenarios, "nh3n", "jia")[0][:3] == ["0.5", "--", "0.5"]


def test_states_of_sections_are_told_where_nothing_was_measured():
    rows = {"甲": {2022: ["断流 断流", "断流 0.1", "结冰 结冰", "维护 维护", *["0.5 0.1"] * 8]}}
    agreement = trial("nh3n, tp", rules="below_detection: half, decimals: standard, excluded: [maintenance]")
    states = ec.resampled_scenarios(agreement, read(history(rows, names=NAMES)), rows=2).block(0).states
    months = {key: np.flatnonzero(each[:, 1]).tolist() for key, each in states.items()}

    # in the second month phosphorus was measured: the section was not dry
    assert months == {("no_flow", "jia"): [0], ("frozen", "jia"): [2], ("maintenance", "jia"): [3]}


def test_published_grades_come_with_the_rest():
    text = "断面,时间,水质类别,氨氮(mg/L)\n" + "".join(f"甲,2023-{month:02d},Ⅳ,0.5\n" for month in range(1, 13))
    scenarios = ec.resampled_scenarios(trial(quantities="published_grade"), read(text), rows=1)

    assert texts(scenarios, "published_grade", "jia") == [["4"] * 12]


def test_the_months_are_those_of_the_assessment_year():
    # December 2020 begins the year 2021; the last year has but a December and is not drawn from
    scenarios = of_years(2020, 2021, starts=12, rows=20)
    (one, *others) = texts(scenarios, "nh3n", "jia")

    assert one[:2] == ["1.2012", "1.2101"]
    assert all(each == one for each in others)


def test_a_part_of_a_year_counts_where_the_rest_lacks():
    half = history({"甲": {2022: ["0.2"] * 12, 2023: ["0.3"] * 6}})
    scenarios = ec.resampled_scenarios(trial(), read(half), rows=100, months=6)
    found = texts(scenarios, "nh3n", "jia")

    assert {each[0] for each in found} == {"0.2", "0.3"}
    assert {each[11] for each in found} == {"0.2"}
    assert "2022, 2023" in scenarios.assumes[0]


def test_a_history_without_a_whole_year_is_an_error():
    with pytest.raises(ec.RequestError) as trouble:
        ec.resampled_scenarios(trial(), read(history({"甲": {2022: ["0.2"] * 9}})))

    assert "Months 1–12" in trouble.value.text("en")


def test_months_that_do_not_count_may_lack():
    text = history({"甲": {2022: ["0.2"] * 12, 2023: ["0.3"] * 9}})
    scenarios = ec.resampled_scenarios(trial(months=range(4, 10)), read(text), rows=100)
    found = texts(scenarios, "nh3n", "jia")

    assert {(each[3], each[11]) for each in found} == {("0.2", "0.2"), ("0.3", "--")}


def test_what_history_never_reports_is_missing_and_said():
    scenarios = ec.resampled_scenarios(trial("nh3n, tp"), read(history({"甲": {2022: ["0.2"] * 12}})), rows=1)

    assert texts(scenarios, "tp", "jia") == [["--"] * 12]
    assert "甲 tp" in scenarios.assumes[1]


def test_a_history_without_a_value_is_an_error():
    with pytest.raises(ec.RequestError, match="没有“试验协议”"):
        ec.resampled_scenarios(trial(), read(history({"甲": {2022: ["--"] * 12}})))


def test_a_history_of_other_sections_is_an_error_that_names_them():
    with pytest.raises(ec.RequestError) as trouble:
        ec.resampled_scenarios(trial(), read(history({"丁": {2022: ["0.2"] * 12}})))

    assert "丁" in trouble.value.text("en")


@pytest.mark.parametrize(
    ("options", "told"),
    [({"rows": 0}, "rows"), ({"seed": -1}, "seed"), ({"months": 5}, "1, 2, 3, 4, 6, 12"), ({"rows": 1.5}, "1.5")],
)
def test_options_that_do_not_exist_are_told(options: dict, told: str):
    with pytest.raises(ec.RequestError, match=told):
        of_years(2020, **options)


def test_values_that_cannot_be_kept_together_are_told():
    rows = {"甲": {2022: ["0.0000001", "900", *["0.5"] * 10]}}
    with pytest.raises(ec.RequestError) as trouble:
        ec.resampled_scenarios(trial(), read(history(rows)))

    assert "0.0000001" in trouble.value.text("en")


def test_a_section_of_two_provinces_is_an_error():
    rows = [f"{province},甲,2022-{month:02d},0.5\n" for province in ("湖北省", "湖南省") for month in range(1, 13)]
    with pytest.raises(ec.RequestError, match="湖北省"):
        ec.resampled_scenarios(trial(), read("省份,断面,时间,氨氮(mg/L)\n" + "".join(rows)))


def test_a_mean_of_large_values_has_as_many_digits_as_fit():
    text = "断面,时间,氨氮(mg/L),流量(m3/s)\n" + "".join(
        f"甲,2023-{month:02d}-{day:02d},0.1,{flow}\n"
        for month in range(1, 13)
        for day, flow in enumerate(("1234567.12", "1234567.12", "1234567.13"), 1)
    )
    scenarios = ec.resampled_scenarios(trial(quantities="flow"), read(text), rows=1)

    # 1234567.1233 would not fit into 32 bits
    assert texts(scenarios, "flow", "jia")[0][0] == "1234567.123"


def test_a_flow_that_some_days_lack_is_missing():
    text = "断面,时间,氨氮(mg/L),流量(m3/s)\n" + "".join(f"甲,2023-{month:02d}-01,0.1,1.5\n" for month in range(1, 12))
    scenarios = ec.resampled_scenarios(
        trial(quantities="flow"), read(text + "甲,2023-12-01,0.1,断流\n甲,2023-12-02,0.1,--\n")
    )

    assert texts(scenarios, "flow", "jia")[0][10:] == ["1.5", "--"]


def test_automatic_and_manual_values_of_one_month_make_none_without_a_rule():
    text = "断面,时间,氨氮(mg/L),监测方式\n" + "".join(f"甲,2022-{month:02d},0.5,自动\n" for month in range(1, 13))
    (found,) = texts(ec.resampled_scenarios(trial(), read(text + "甲,2022-03,0.6,手工\n"), rows=1), "nh3n", "jia")

    assert found == ["0.5", "0.5", "--", *["0.5"] * 9]


def test_readings_must_be_readings():
    with pytest.raises(ec.RequestError, match="list"):
        ec.resampled_scenarios(trial(), [])


@pytest.mark.parametrize(
    ("file", "year"),
    [("fuli-river-2024-constructed.csv", 2024), ("fuli-river-2019-2023-constructed.csv", 2022)],
)
def test_a_year_of_history_settles_as_it_did(file: str, year: int):
    agreement = ec.load_agreement("fuli-river")
    history = ec.read_monitoring(EXAMPLES / file)
    scenarios = ec.resampled_scenarios(agreement, history, rows=50)
    names = agreement.text.readings.indicators
    found = {(name, section): texts(scenarios, name, section) for name in names for section in agreement.sections}
    nets = set()
    for row in range(scenarios.rows):
        lines = ["断面,时间," + ",".join(f"{INDICATORS[name].chinese}(mg/L)" for name in names)]
        for section, each in agreement.sections.items():
            months = zip(*(found[name, section][row] for name in names), strict=True)
            lines += [f"{each.name},{year}-{month:02d},{','.join(values)}" for month, values in enumerate(months, 1)]
        nets.add(tuple(sorted(ec.settle(agreement, read("\n".join(lines) + "\n"), year).net.items())))

    years = {each.month.year for each in history}
    assert nets == {tuple(sorted(ec.settle(agreement, history, each).net.items())) for each in years}
