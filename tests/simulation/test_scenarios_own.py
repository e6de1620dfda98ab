"""Scenarios of one's own: what a table or arrays say is what the blocks hold, and what is wrong is told at once."""

from __future__ import annotations

import pickle
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ecocomp as ec
from ecocomp.simulation.scenarios import MISSING
from ecocomp.simulation.scenarios.block import blocks_of, rows_in_block
from ecocomp.simulation.scenarios.pieces import in_blocks_for
from tests.settlement.support import SECTION, agreement
from tests.simulation.support import TRANSFER, TWO, same, text, texts, trial

HEADINGS = ("scenario", "section", "indicator", "month", "value")


def table(*rows: tuple[object, ...], headings: tuple[str, ...] = HEADINGS) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(headings))


def problems(*rows: tuple[object, ...], headings: tuple[str, ...] = HEADINGS, **parts: str) -> list[str]:
    with pytest.raises(ec.RequestError) as trouble:
        ec.own_scenarios(trial(**parts), table(*rows, headings=headings))
    return [each.line("en") for each in trouble.value.problems]


def test_a_table_gives_its_values_as_reported():
    scenarios = ec.own_scenarios(
        trial(),
        table(
            ("dry", "甲", "NH3-N", 1, "1.20"),
            ("dry", "jia", "氨氮", "2024-02", "0.025L"),
            ("dry", "甲", "nh3n", "3月", "<0.02"),
            ("wet", "甲", "nh3n", 12, 0.3),
            ("wet", "甲", "nh3n", 11, "--"),
        ),
    )

    assert scenarios.rows == 2
    assert scenarios.decimals == {"nh3n": 3}
    dry, wet = texts(scenarios, "nh3n", "jia")
    assert dry == ["1.200", "0.025L", "0.020L", *["--"] * 9]
    assert wet == [*["--"] * 11, "0.300"]
    assert scenarios.seed is None
    assert "2 scenarios" in scenarios.assumes[1]


def test_chinese_headings_are_read_too():
    scenarios = ec.own_scenarios(
        trial(), table(("一", "甲", "氨氮", 1, "0.5"), headings=("情景", "断面", "指标", "月份", "数值"))
    )

    assert texts(scenarios, "nh3n", "jia")[0][0] == "0.5"


def test_the_months_are_those_of_the_assessment_year():
    # the year begins in December: its first month is the twelfth of the calendar
    scenarios = ec.own_scenarios(trial(starts=12), table(("a", "甲", "氨氮", 12, "1"), ("a", "甲", "氨氮", 1, "2")))

    assert texts(scenarios, "nh3n", "jia")[0][:3] == ["1", "2", "--"]


def test_a_section_is_dry_where_the_table_says_so_and_nothing_was_measured():
    scenarios = ec.own_scenarios(
        trial("nh3n, tp", quantities="flow", sections=TWO),
        table(
            ("a", "甲", "氨氮", 1, "断流"),
            ("a", "甲", "流量", 1, 0),
            ("a", "乙", "氨氮", 1, "0.5"),
            ("b", "甲", "氨氮", 1, "断流"),
            ("b", "甲", "总磷", 1, "0.1"),
            ("b", "乙", "总磷", 2, "结冰"),
        ),
    )
    states = scenarios.block(0).states

    assert {key: list(zip(*np.nonzero(each), strict=True)) for key, each in states.items()} == {
        ("no_flow", "jia"): [(0, 0)],
        ("frozen", "yi"): [(1, 1)],
    }


def test_flow_volume_and_published_grades_are_read():
    scenarios = ec.own_scenarios(
        trial(quantities="flow, volume, published_grade"),
        table(
            ("a", "甲", "流量", 1, "12.5"),
            ("a", "甲", "水量", 1, "345000000000"),
            ("a", "甲", "水质类别", 1, "劣Ⅴ"),
            ("a", "甲", "published_grade", 2, 3),
        ),
    )

    assert scenarios.decimals == {"flow": 1, "volume": -3, "published_grade": 0}
    assert scenarios.block(0).values["volume", "jia"][0, 0] == 345_000_000
    assert texts(scenarios, "published_grade", "jia")[0][:2] == ["6", "3"]


def test_everything_wrong_with_a_table_is_told_with_its_row():
    found = problems(
        ("a", "丙", "氨氮", 1, "0.5"),
        ("a", "甲", "总磷", 13, "0.5"),
        ("", "甲", "氨氮", 1, "0,5"),
    )

    assert len(found) == 5
    assert sorted(each.partition(" ")[0] for each in found) == [
        "DataFrame:1:",
        "DataFrame:2:",
        "DataFrame:2:",
        "DataFrame:3:",
        "DataFrame:3:",
    ]
    assert any("“丙”" in each and "甲(jia)" in each for each in found)
    assert any("“13”" in each and "1 to 12" in each for each in found)


@pytest.mark.parametrize(
    ("value", "told"),
    [("1,200", "separator"), ("未检出", "0.02L"), ("-0.1", "below 0"), ("0L", "greater than 0"), ("高", "no value")],
)
def test_a_value_that_cannot_be_read_says_what_was_expected(value: str, told: str):
    (found,) = problems(("a", "甲", "氨氮", 1, "0.5"), ("a", "甲", "氨氮", 2, value))

    assert found.startswith("DataFrame:2:")
    assert told in found


def test_a_value_that_stands_there_twice_is_an_error_with_both_rows():
    (found,) = problems(("a", "甲", "氨氮", 1, "0.5"), ("b", "甲", "氨氮", 1, "1"), ("a", "jia", "nh3n", "1月", "0.5"))

    assert found.startswith("DataFrame:3:")
    assert "row 1" in found


def test_columns_that_lack_or_are_not_known_are_named():
    found = problems(("a", "甲", "氨氮", 1, "mg/L"), headings=("scenario", "section", "indicator", "month", "unit"))

    assert len(found) == 2
    assert "“unit”" in found[0]
    assert "value (数值)" in found[1]


def test_values_that_do_not_fit_together_are_told():
    (found,) = problems(("a", "甲", "氨氮", 1, "0.0000001"), ("a", "甲", "氨氮", 2, "900"))

    assert "0.0000001" in found
    assert "900" in found


def test_an_empty_table_is_an_error():
    with pytest.raises(ec.RequestError, match="空"):
        ec.own_scenarios(trial(), table())


def test_arrays_are_taken_as_they_are():
    values = np.full((12, 3), 50, np.int64)
    values[0, 0] = MISSING
    below = np.zeros((12, 3), bool)
    below[1, 2] = True
    scenarios = ec.own_scenarios(
        trial(), {("氨氮", "甲"): values}, decimals={"nh3n": 2}, below={("nh3n", "jia"): below}
    )

    first, _, last = texts(scenarios, "nh3n", "jia")
    assert first[:2] == ["--", "0.50"]
    assert last[1] == "0.50L"
    assert scenarios.block(0).values["nh3n", "jia"].dtype == np.int32


@pytest.mark.parametrize(
    ("arrays", "told"),
    [
        ({("nh3n", "jia"): np.zeros((12, 2))}, "float64"),
        ({("nh3n", "jia"): np.zeros((11, 2), int)}, "(11, 2)"),
        ({("nh3n", "jia"): np.full((12, 2), 2**40)}, "2147483647"),
        ({"nh3n": np.zeros((12, 2), int)}, "(indicator, section)"),
        ({("nh3n", "jia"): np.zeros((12, 2), int), ("氨氮", "甲"): np.zeros((12, 2), int)}, "more than one"),
        ({("cod", "丙"): np.zeros((12, 2), int)}, "“丙”"),
        ({}, "no scenario"),
        ([1, 2], "list"),
    ],
)
def test_arrays_that_cannot_be_used_are_told(arrays: dict, told: str):
    with pytest.raises(ec.RequestError) as trouble:
        ec.own_scenarios(trial(), arrays, decimals={"nh3n": 2})

    assert told in trouble.value.text("en")


@pytest.mark.parametrize(
    ("below", "told"),
    [
        ({("nh3n", "jia"): np.ones((12, 3), bool)}, "(12, 3)"),
        ({("nh3n", "jia"): np.ones((12, 2), int)}, "int64"),
        ({("nh3n", "丙"): np.ones((12, 2), bool)}, "“丙”"),
    ],
)
def test_where_something_is_below_must_be_said_for_what_there_is(below: dict, told: str):
    with pytest.raises(ec.RequestError) as trouble:
        ec.own_scenarios(trial(), {("nh3n", "jia"): np.ones((12, 2), int)}, decimals={"nh3n": 2}, below=below)

    assert told in trouble.value.text("en")


def test_a_table_says_its_decimals_itself():
    with pytest.raises(ec.RequestError, match="decimals"):
        ec.own_scenarios(trial(), table(("a", "甲", "氨氮", 1, "0.5")), decimals={"nh3n": 2})


def test_arrays_need_their_decimals():
    with pytest.raises(ec.RequestError, match="decimals"):
        ec.own_scenarios(trial(), {("nh3n", "jia"): np.zeros((12, 2), int)})


def test_a_detection_limit_of_nothing_is_an_error():
    shape = (12, 2)
    with pytest.raises(ec.RequestError) as trouble:
        ec.own_scenarios(
            trial(),
            {("nh3n", "jia"): np.zeros(shape, int)},
            decimals={"nh3n": 2},
            below={("nh3n", "jia"): np.ones(shape, bool)},
        )

    assert "detection limit" in trouble.value.text("en")


def test_an_agreement_that_reads_nothing_has_no_scenarios():
    with pytest.raises(ec.RequestError, match="不读取"):
        ec.own_scenarios(agreement(SECTION + TRANSFER), {})


MANY = 400


@cache
def of_many_sections() -> ec.Agreement:
    sections = (
        f"  s{each}: {{name: 断面{each}, upstream: shang, downstream: xia, target: III}}" for each in range(MANY)
    )
    return trial(sections="sections:\n" + "\n".join(sections) + "\n")


@given(st.integers(1, 700), st.randoms(use_true_random=False))
def test_the_blocks_hold_every_scenario_once_in_order(rows: int, random):
    values = np.arange(12 * rows).reshape(12, rows)
    scenarios = ec.own_scenarios(
        of_many_sections(), {("nh3n", f"s{each}"): values for each in range(MANY)}, decimals={"nh3n": 0}
    )
    scenarios = replace(scenarios, block_rows=256)
    blocks = list(range(blocks_of(scenarios)))
    random.shuffle(blocks)
    found = {number: scenarios.block(number) for number in blocks}

    assert (np.hstack([found[each].values["nh3n", "s0"] for each in sorted(found)]) == values).all()
    with pytest.raises(IndexError):
        scenarios.block(len(blocks))


def test_a_block_is_of_a_size_that_depends_on_nothing_but_how_many_values_it_holds():
    assert [rows_in_block(keys) for keys in (1, 12, 100, 10_000)] == [16384, 8192, 1024, 256]
    assert [rows_in_block(keys, drawn=False) for keys in (1, 12, 100, 10_000)] == [262144, 262144, 32768, 512]


def test_blocks_are_smaller_where_many_amounts_of_each_year_are_worked_out():
    values = np.ones((12, 300_000), dtype=np.int32)
    of = of_many_sections()
    scenarios = ec.own_scenarios(of, {("nh3n", "s0"): values}, decimals={"nh3n": 0})

    assert [in_blocks_for(scenarios, amounts).block_rows for amounts in (2, 400, 10**6)] == [262_144, 8192, 256]


reported = st.one_of(
    st.just(("--", False)),
    st.tuples(st.decimals(0, 999, places=3).map(str), st.just(False)),
    st.tuples(st.decimals("0.001", 1, places=3).map(str), st.just(True)),
)


@given(st.lists(reported, min_size=12, max_size=12))
def test_whatever_a_table_reports_is_kept_exactly(months: list[tuple[str, bool]]):
    written = [value + ("L" if below else "") for value, below in months]
    scenarios = ec.own_scenarios(trial(), table(*(("a", "甲", "氨氮", at, each) for at, each in enumerate(written, 1))))
    (found,) = texts(scenarios, "nh3n", "jia")

    def number(of: str) -> float | None:
        return None if of == "--" else float(of.removesuffix("L"))

    assert [number(each) for each in found] == [number(each) for each in written]
    assert [each.endswith("L") for each in found] == [each.endswith("L") for each in written]


def test_scenarios_travel_between_processes():
    scenarios = ec.own_scenarios(trial(sections=TWO), table(("a", "乙", "氨氮", 1, "0.02L")))

    assert same(pickle.loads(pickle.dumps(scenarios)).block(0), scenarios.block(0))


def test_a_value_is_written_by_its_decimals():
    assert [text(25, True, 3), text(34, False, -1), text(MISSING, False, 2)] == ["0.025L", "340", "--"]
