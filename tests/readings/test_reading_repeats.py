"""Readings given more than once."""

from __future__ import annotations

import pandas
import pytest

from ecocomp.errors import ReadingsError
from ecocomp.readings import read_monitoring
from tests.readings.support import codes, errors, read_text, short, written

SAME = "断面,时间,氨氮(mg/L)\n平林,2024-01-05,0.5\n平林,2024-01-05,0.50\n平林,2024/1/5,0.5\n"
DIFFERING = "断面,时间,氨氮(mg/L),总磷(mg/L)\n平林,2024-01-05,0.5,0.1\n平林,2024-01-05,0.6,0.1\n平林,2024-01-06,1,--\n平林,2024-01-06,1,0.2\n"


def test_equal_readings_are_kept_once(tmp_path):
    """Readings of the same value, however it is written, are one; how many were dropped is noted."""
    readings = read_text(tmp_path, SAME)

    assert [short(each) for each in readings] == [("平林", "2024-01-05", "nh3n", "1/2")]
    assert [(each.code, each.details["count"]) for each in readings.problems] == [("readings.repeated_equal", 2)]


def test_differing_readings_are_refused(tmp_path):
    """Each section and time with differing values is one error with the values and their lines; a gap differs too."""
    problems = errors(tmp_path, DIFFERING)

    assert codes(problems) == ["repeated_differing"] * 2
    assert "氨氮 0.5 (2) / 0.6 (3)" in problems[0].message("zh")
    assert "ammonia nitrogen 0.5 (2) / 0.6 (3)" in problems[0].message("en")
    assert "总磷 -- (4) / 0.2 (5)" in problems[1].message("zh")


@pytest.mark.parametrize(
    ("rule", "expected"), [("first", ["1/2", "1/10", "1", "missing"]), ("last", ["3/5", "1/10", "1", "1/5"])]
)
def test_a_rule_chooses(tmp_path, rule, expected):
    """With a rule the first or last in the order of rows is taken, and a warning says so."""
    readings = read_text(tmp_path, DIFFERING, repeated=rule)

    assert [short(each)[3] for each in readings] == expected
    assert [
        (each.severity, each.details["count"], each.details["rule"])
        for each in readings.problems
        if each.code == "readings.repeated_chosen"
    ] == [("warning", 2, rule)]


def test_limits_differ(tmp_path):
    """Two values below different limits are not the same."""
    assert codes(errors(tmp_path, "断面,时间,氨氮\n平林,2024-01,<0.01\n平林,2024-01,<0.02\n")) == ["repeated_differing"]


@pytest.mark.parametrize(("rule", "state"), [("refuse", ""), ("first", "maintenance"), ("last", "")])
def test_same_value_in_two_states(tmp_path, rule, state):
    """The same value under two states is one value; which state was kept is a warning."""
    text = "断面,时间,氨氮(mg/L),站点情况\n平林,2024-01,1,维护\n平林,2024-01,1,正常\n"
    readings = read_text(tmp_path, text, repeated=rule)

    assert [each.state for each in readings] == [state]
    assert "repeated_state" in codes(readings.problems)


def test_across_files(tmp_path):
    """Two files that overlap are seen as repeats, the order of files deciding."""
    one = written(tmp_path, "断面,时间,氨氮(mg/L)\n平林,2024-01,1\n", "b.csv")
    two = written(tmp_path, "断面,时间,氨氮(mg/L)\n平林,2024-01,2\n", "a.csv")

    assert [each.value for each in read_monitoring([one, two], repeated="last")] == [2]
    assert [each.value for each in read_monitoring([two, one], repeated="last")] == [1]


def test_sections_of_the_same_name_are_no_repeats(tmp_path):
    """One name in two provinces is two sections; a blank province beside the only one known is the same."""
    text = "断面,省份,时间,氨氮(mg/L)\n江口,湖南省,2024-01,1\n江口,重庆市,2024-01,2\n"

    assert len(read_text(tmp_path, text)) == 2
    assert codes(errors(tmp_path, text.replace("重庆市", ""))) == ["repeated_differing"]


BOTH = (
    "断面,时间,指标,监测值,单位,监测方式\n平林,2024-01-05,氨氮,0.5,mg/L,自动\n平林,2024-01-05,氨氮,{manual},mg/L,手工\n"
)


@pytest.mark.parametrize("manual", ["0.6", "0.5"])
@pytest.mark.parametrize("rule", ["refuse", "first", "last"])
def test_an_automatic_and_a_manual_reading_are_two(tmp_path, manual, rule):
    """Neither repeats the other, whether they differ or not, whatever is done with repeats."""
    readings = read_text(tmp_path, BOTH.format(manual=manual), repeated=rule)

    assert sorted((each.method, each.text) for each in readings) == [("automatic", "0.5"), ("manual", manual)]
    assert readings.problems == ()


def test_readings_by_one_method_repeat_each_other(tmp_path):
    """Two manual values that differ are refused, two that are equal are one, beside the automatic one."""
    text = BOTH.format(manual="0.6")

    assert codes(errors(tmp_path, text + "平林,2024-01-05,氨氮,0.7,mg/L,手工\n")) == ["repeated_differing"]
    assert len(read_text(tmp_path, text + "平林,2024-01-05,氨氮,0.60,mg/L,手工\n")) == 2


@pytest.mark.parametrize(("value", "kept"), [("0.5", ["automatic"]), ("0.6", None)])
def test_a_reading_without_a_method_repeats_the_only_other(tmp_path, value, kept):
    """The equal one goes, and how it was measured stays known; the differing one is refused."""
    text = BOTH.splitlines()[0] + f"\n平林,2024-01-05,氨氮,{value},mg/L,\n" + BOTH.splitlines()[1] + "\n"

    if kept is None:
        assert codes(errors(tmp_path, text)) == ["repeated_differing"]
    else:
        assert [each.method for each in read_text(tmp_path, text)] == kept


@pytest.mark.parametrize(("value", "methods"), [("0.6", ["automatic", "manual"]), ("0.9", None)])
def test_a_reading_without_a_method_beside_both(tmp_path, value, methods):
    """It goes with the one that says the same; one that says what neither says is refused."""
    text = BOTH.format(manual="0.6") + f"平林,2024-01-05,氨氮,{value},mg/L,\n"

    if methods is None:
        assert codes(errors(tmp_path, text)) == ["repeated_unclear"]
    else:
        assert sorted(each.method for each in read_text(tmp_path, text)) == methods


@pytest.mark.parametrize("rule", ["refuse", "first", "last"])
def test_a_correction_without_a_method_where_there_are_both(tmp_path, rule):
    """Which of the two it corrects nobody can know, whatever is done with repeats; both and their values are named."""
    written(tmp_path, BOTH.format(manual="0.6"), "a.csv")
    written(tmp_path, "断面,时间,氨氮(mg/L),总磷(mg/L)\n平林,2024-01-05,0.7,0.1\n", "更正.csv")
    with pytest.raises(ReadingsError) as caught:
        read_monitoring([tmp_path / "a.csv", tmp_path / "更正.csv"], repeated=rule)
    (found,) = caught.value.problems

    assert (found.code, str(found.place)) == ("readings.repeated_unclear", "更正.csv:2:3")
    assert "自动 0.5 (a.csv 2) / 手工 0.6 (a.csv 3) / 0.7 (2)" in found.message("zh")
    assert "readings.precedence" in found.message("en")


@pytest.mark.parametrize(("rule", "value"), [("last", "0.7"), ("first", "0.5")])
def test_a_correction_without_a_method_counts_by_the_only_one(tmp_path, rule, value):
    """What replaces an automatic value is automatic, which is noted; what stays is what it was."""
    written(tmp_path, BOTH.splitlines()[0] + "\n平林,2024-01-05,氨氮,0.5,mg/L,自动\n", "a.csv")
    written(tmp_path, "断面,时间,氨氮(mg/L)\n平林,2024-01-05,0.7\n", "更正.csv")
    readings = read_monitoring([tmp_path / "a.csv", tmp_path / "更正.csv"], repeated=rule)

    assert [(each.text, each.method) for each in readings] == [(value, "automatic")]
    told = [each.message("zh") for each in readings.problems if each.code == "readings.method_adopted"]
    assert told == (["1 个监测值没有写明监测方式，按它所重复或更正的自动监测值计（2）。"] if rule == "last" else [])


def test_an_empty_cell_of_a_correction_takes_away_neither(tmp_path):
    """A correction of total phosphorus with an empty cell of ammonia leaves both values of ammonia."""
    written(tmp_path, BOTH.format(manual="0.6"), "a.csv")
    written(tmp_path, "断面,时间,氨氮(mg/L),总磷(mg/L)\n平林,2024-01-05,,0.1\n", "更正.csv")
    readings = read_monitoring([tmp_path / "a.csv", tmp_path / "更正.csv"], repeated="last")

    assert [(each.indicator, each.text) for each in readings] == [("nh3n", "0.5"), ("nh3n", "0.6"), ("tp", "0.1")]


def test_differing_values_without_methods_point_to_the_precedence(tmp_path):
    """Two values that may be an automatic and a manual one are told what decides between these."""
    (found,) = errors(tmp_path, "断面,时间,氨氮(mg/L)\n平林,2024-01,0.5\n平林,2024-01,0.6\n")

    assert "readings.precedence" in found.message("zh")
    assert "readings.precedence" in found.message("en")


def test_a_differing_value_in_another_sheet_is_named_with_its_sheet(tmp_path):
    """The same cell of two sheets holds 0.5 and 0.7: the sentence names both sheets."""
    path = tmp_path / "a.xlsx"
    with pandas.ExcelWriter(path) as book:
        for sheet, value in (("甲", "0.5"), ("乙", "0.7")):
            table = pandas.DataFrame({"断面": ["白沙"], "月份": ["2024-01"], "氨氮(mg/L)": [value]})
            table.to_excel(book, sheet_name=sheet, index=False)

    with pytest.raises(ReadingsError) as caught:
        read_monitoring(path)
    sentence = caught.value.problems[0].line("zh")
    assert "[甲] C2" in sentence
    assert "0.7 ([乙] C2)" in sentence


ORIGINAL = "断面,月份,氨氮(mg/L),总磷(mg/L)\n白沙,2024-01,0.4,0.50\n"


def test_an_empty_cell_of_a_correction_does_not_take_a_value_away(tmp_path):
    """The correction names ammonia only; phosphorus stays what it was, and what was taken is told with its place."""
    first = written(tmp_path, ORIGINAL, "1.csv")
    second = written(tmp_path, "断面,月份,氨氮(mg/L),总磷(mg/L)\n白沙,2024-01,0.45,\n", "2.csv")

    found = read_monitoring([first, second], repeated="last")

    assert {each.indicator: each.text for each in found} == {"nh3n": "0.45", "tp": "0.50"}
    told = [each.line("zh") for each in found.problems if each.code == "readings.repeated_taken"]
    assert any("氨氮" in line and "取 0.45" in line and "0.4 (1.csv" in line for line in told)


def test_a_mark_in_a_correction_takes_a_value_away(tmp_path):
    """``--`` is written on purpose: the value is withdrawn."""
    first = written(tmp_path, ORIGINAL, "1.csv")
    second = written(tmp_path, "断面,月份,氨氮(mg/L),总磷(mg/L)\n白沙,2024-01,0.45,--\n", "2.csv")

    found = read_monitoring([first, second], repeated="last")

    assert {each.indicator: each.text for each in found} == {"nh3n": "0.45", "tp": "--"}


@pytest.mark.parametrize(
    ("row", "shown"),
    [("平林,2024-01,氨氮,,,", ("（空）", "(empty)")), ("平林,2024-01,氨氮,,L,0.02", ("0.02L", "0.02L"))],
)
def test_a_conflict_shows_what_stands_in_an_empty_cell(tmp_path, row, shown):
    """Nothing, and not a mark that nobody wrote; a value below its limit as it would be written."""
    table = f"断面,时间,指标,值,标识,检出限\n平林,2024-01,氨氮,0.5,,\n{row}\n"
    (found,) = (each for each in errors(tmp_path, table) if each.code == "readings.repeated_differing")

    assert [shown[which] in found.message(language) for which, language in enumerate(("zh", "en"))] == [True, True]


def test_limits_of_repeats_that_are_not_kept(tmp_path):
    """A value below a limit that stood in a row which was not taken is compared with nothing."""
    text = "断面,时间,氨氮(mg/L)\n平林,2024-01,0.1\n平林,2024-01,0.025L\n平林,2024-01,4E-05\n"
    kept = read_text(tmp_path, text, repeated="first")

    assert [str(each.value) for each in kept] == ["1/10"]
    assert "below_other_limit" not in codes(kept.problems)
