"""What columns below, above or beside an indicator hold of it: its value, its detection limit, or no reading at all."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ecocomp.errors import ReadingsError
from ecocomp.readings import read_monitoring
from tests.readings.support import codes, errors, places, read_text, short, written


@pytest.mark.parametrize("heading", ["本月类别", "本月水质", "本月水质类别"])
def test_the_class_of_this_month(tmp_path, heading):
    """本月类别 heads this month's class; that of the month before is set aside with a note."""
    text = f"断面名称,监测时间,上月类别,{heading},上月水质类别\n平林,2024-02,Ⅳ,Ⅱ,Ⅴ\n"
    readings = read_text(tmp_path, text)

    assert [short(each) for each in readings] == [("平林", "2024-02", "grade", "2")]
    assert [each.details["found"] for each in readings.problems] == ["上月类别", "上月水质类别"]


@pytest.mark.parametrize("above", ["上月", "上年同期", "标准限值", "超标倍数", "Ⅲ类标准", "考核目标"])
def test_what_stands_above_several_columns_and_is_no_reading(tmp_path, above):
    """Columns under another time, or under limits, are set aside, each with a note."""
    text = f"断面名称,监测时间,本月,,{above},\n,,氨氮(mg/L),类别,氨氮(mg/L),类别\n平林,2024-02,0.3,Ⅱ,0.5,Ⅲ\n"
    readings = read_text(tmp_path, text)

    assert [short(each)[2:] for each in readings] == [("grade", "2"), ("nh3n", "3/10")]
    ignored = [each.details["found"] for each in readings.problems if each.code == "readings.column_ignored"]
    assert ignored == [f"{above}/氨氮(mg/L)", f"{above}/类别"]
    assert codes(readings.problems) == ["column_ignored", "column_ignored", "heading_rows"]


def test_nothing_but_another_time(tmp_path):
    """A table that has no values but those of the year before has none to read."""
    text = "断面名称,监测时间,上年同期,\n,,氨氮(mg/L),总磷(mg/L)\n平林,2024-02,0.3,0.1\n"

    assert codes(errors(tmp_path, text)) == ["no_heading"]


def test_a_class_below_its_judgement(tmp_path):
    """A class under 评价结果 is this month's."""
    text = "断面名称,监测时间,监测结果,评价结果\n,,氨氮(mg/L),水质类别\n平林,2024-02,0.3,Ⅱ\n"

    assert [short(each)[2:] for each in read_text(tmp_path, text)] == [("grade", "2"), ("nh3n", "3/10")]


def limits(readings):
    """Section, time and indicator of each reading, with its value or its detection limit."""
    return [(each.section, each.when, each.indicator, each.value or each.detection_limit) for each in readings]


def test_the_detection_limit_of_one_indicator_beside_others(tmp_path):
    """A value below detection takes the limit from the column that names its indicator; a value stays what it is."""
    text = """断面名称,监测时间,氨氮(mg/L),氨氮检出限,总磷(mg/L),总磷方法检出限(mg/L),流速
平林,2024-02,ND,0.025,未检出,0.01,1
平林,2024-03,0.3,0.025,0.05L,,1
"""
    readings = read_text(tmp_path, text)

    assert limits(readings) == [
        ("平林", "2024-02", "nh3n", Fraction("0.025")),
        ("平林", "2024-02", "tp", Fraction("0.01")),
        ("平林", "2024-03", "nh3n", Fraction("0.3")),
        ("平林", "2024-03", "tp", Fraction("0.05")),
    ]
    assert [each.details["found"] for each in readings.problems] == ["流速"]


def test_the_limit_is_in_the_unit_of_its_values(tmp_path):
    """Without a unit of its own a limit has that of the values."""
    (reading,) = read_text(tmp_path, "断面名称,监测时间,氨氮(μg/L),氨氮检出限\n平林,2024-02,ND,25\n")

    assert reading.detection_limit == Fraction("0.025")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("断面名称,监测时间,氨氮(μg/L),氨氮检出限(mg/L)\n平林,2024-02,ND,0.025\n", "监测.csv:1:4"),
        ("断面名称,监测时间,氨氮,氨氮检出限(μg/L)\n平林,2024-02,ND,25\n", "监测.csv:1:4"),
        ("单位：μg/L\n断面名称,监测时间,氨氮,氨氮检出限(mg/L)\n平林,2024-02,ND,25\n", "监测.csv:2:4"),
        ("断面名称,监测时间,氨氮(mg/L),\n,,监测值,检出限(μg/L)\n平林,2024-02,ND,25\n", "监测.csv:2:4"),
        ("断面名称,监测时间,氨氮,氨氮检出限\n,,μg/L,mg/L\n平林,2024-02,ND,0.025\n", "监测.csv:1:4"),
        ("断面名称,监测时间,氨氮,\n,,监测值,检出限\n,,μg/L,mg/L\n平林,2024-02,ND,0.025\n", "监测.csv:2:4"),
    ],
)
def test_a_limit_in_another_unit_than_its_values(tmp_path, text, place):
    """Whether the limit or the values are in the wrong unit cannot be told."""
    found = errors(tmp_path, text)

    assert (codes(found), places(found)) == (["unit_contradicts"], [place])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("断面,时间,氨氮(mg/L),检出限(μg/L)\n甲,2024-01,ND,25\n甲,2024-02,ND,25\n", "监测.csv:2:4"),
        (
            "断面,时间,指标,监测值,单位,检出限(mg/L)\n甲,2024-01,氨氮,ND,μg/L,0.025\n甲,2024-01,pH,7,,0.1\n",
            "监测.csv:2:6",
        ),
    ],
)
def test_a_column_of_limits_in_another_unit(tmp_path, text, place):
    """A unit in the heading of the limits that is not that of the values is one error, wherever the values have theirs."""
    found = errors(tmp_path, text)

    assert (codes(found), places(found)) == (["limit_unit"], [place])


def test_a_column_of_limits_in_the_same_unit(tmp_path):
    """The same unit, however it is written, and a limit that is not there, are as they should be."""
    text = "断面,时间,指标,监测值,单位,检出限(mg/L)\n甲,2024-01,氨氮,ND,毫克/升,0.025\n甲,2024-02,氨氮,0.3,μg/L,--\n"

    assert limits(read_text(tmp_path, text)) == [
        ("甲", "2024-01", "nh3n", Fraction("0.025")),
        ("甲", "2024-02", "nh3n", Fraction("0.0003")),
    ]


def test_a_limit_without_values(tmp_path):
    """The limit of an indicator that has no column is set aside, and no indicator."""
    readings = read_text(tmp_path, "断面名称,监测时间,氨氮检出限,总磷(mg/L)\n平林,2024-02,0.025,0.1\n")

    assert [each.indicator for each in readings] == ["tp"]
    assert [each.details["found"] for each in readings.problems] == ["氨氮检出限"]


def test_a_qualifier_beside_several_indicators(tmp_path):
    """Beside a limit that is clear, a mark L that may be of several indicators is an error all the same."""
    text = "断面名称,监测时间,氨氮(mg/L),氨氮检出限,总磷(mg/L),标识\n平林,2024-02,0.3,0.025,0.1,L\n"

    assert codes(errors(tmp_path, text)) == ["column_unclear"]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("氨氮.csv", "监测时间,平林,白沙,氨氮检出限\n2024-01,ND,0.3,0.025\n", {"平林": "0.025", "白沙": "0.3"}),
        (
            "2024年氨氮.csv",
            "断面名称,氨氮检出限,1月\n平林,0.025,ND\n白沙,0.025,0.3\n",
            {"平林": "0.025", "白沙": "0.3"},
        ),
        ("2024年.csv", "断面名称,1月,\n,氨氮,氨氮检出限\n平林,ND,0.025\n白沙,0.3,\n", {"平林": "0.025", "白沙": "0.3"}),
    ],
)
def test_a_limit_beside_months_or_sections(tmp_path, name, text, expected):
    """Across too the column is a limit, and never a section or an indicator."""
    readings = read_monitoring(written(tmp_path, text, name))

    assert limits(readings) == [(each, "2024-01", "nh3n", Fraction(value)) for each, value in expected.items()]


def test_a_limit_of_another_indicator_than_the_sheet(tmp_path):
    """A limit of another indicator than that of months across is set aside with a note."""
    readings = read_monitoring(written(tmp_path, "断面名称,总磷检出限,1月\n平林,0.01,ND\n", "2024年氨氮.csv"))

    assert limits(readings) == [("平林", "2024-01", "nh3n", None)]
    assert "总磷检出限" in [each.details.get("found") for each in readings.problems]


@pytest.mark.parametrize(
    ("text", "code", "count", "where"),
    [
        ("断面,时间,氨氮(mg/L),检出限\n甲,2024-01,0.01,0.025\n甲,2024-02,0,0.025\n", "below_own_limit", 2, "2, 3"),
        ("断面,时间,指标,监测值,单位,检出限\n甲,2024-01,氨氮,10,μg/L,25\n", "below_own_limit", 1, "2"),
        ("断面,时间,氨氮(mg/L),检出限\n甲,2024-01,0.01L,0.025\n", "limits_differ", 1, "2"),
    ],
)
def test_a_value_that_contradicts_its_own_limit(tmp_path, text, code, count, where):
    """A value below the limit beside it, or marked with another limit, is kept with a warning."""
    readings = read_text(tmp_path, text)
    (told,) = (each for each in readings.problems if each.severity == "warning")

    assert (told.code, told.details["count"], told.details["places"]) == (f"readings.{code}", count, where)
    assert len(readings) == count


@pytest.mark.parametrize(("value", "mark"), [("0.025", ""), ("0.01", "L"), ("ND", ""), ("0.025L", ""), ("--", "")])
def test_what_agrees_with_its_limit(tmp_path, value, mark):
    """A value at the limit, and one marked as below it, are as they should be."""
    text = f"断面,时间,氨氮(mg/L),检出限,标识\n甲,2024-01,{value},0.025,{mark}\n"

    assert read_text(tmp_path, text).problems == ()


def test_the_qualifier_of_one_indicator(tmp_path):
    """A mark L in the column that names its indicator makes the value beside it the detection limit, or the limit that
    stands in its own column."""
    text = """断面,时间,氨氮(mg/L),氨氮标识,总磷(mg/L),总磷标识,总磷检出限
甲,2024-01,0.025,L,0.01,L,0.02
甲,2024-02,0.3,,0.1,,0.02
"""

    assert [(each.value, each.detection_limit) for each in read_text(tmp_path, text)] == [
        (None, Fraction("0.025")),
        (None, Fraction("0.02")),
        (Fraction("0.3"), None),
        (Fraction("0.1"), None),
    ]


def test_columns_of_qualifiers_that_name_no_indicator(tmp_path):
    """Two columns 标识 beside two indicators: they must say of which they are."""
    (found,) = errors(tmp_path, "断面,时间,氨氮(mg/L),标识,总磷(mg/L),标识\n甲,2024-01,0.025,L,0.1,\n")

    assert (found.code, str(found.place)) == ("readings.column_of_which", "监测.csv:1:6")
    assert "氨氮标识" in found.message("zh")


def test_this_month_beside_another_time_below_an_indicator(tmp_path):
    """Of 本月, 上年同期 and 同比 below an indicator the first is read."""
    text = "断面,时间,氨氮(mg/L),,\n,,本月,上年同期,同比(%)\n甲,2024-01,0.3,0.5,-40\n"
    readings = read_text(tmp_path, text)

    assert [each.value for each in readings] == [Fraction("0.3")]
    assert [each.details["found"] for each in readings.problems if each.code == "readings.column_ignored"] == [
        "氨氮/上年同期",
        "氨氮/同比(%)",
    ]


def test_a_limit_beside_values_whose_month_is_in_the_title(tmp_path):
    """A table of one month, its year from the caller: where notes on its times stand is told by rows."""
    text = "3月监测结果,,\n断面,氨氮(mg/L),氨氮检出限\n平林,ND,0.025\n"
    readings = read_text(tmp_path, text, year=2024)

    assert limits(readings) == [("平林", "2024-03", "nh3n", Fraction("0.025"))]
    assert codes(readings.problems) == ["month_taken", "year_given"]


ELSEWHERE = "断面,时间,氨氮(mg/L),监测方式\n甲,2024-01,0.025L,手工\n甲,2024-02,0.05L,手工\n"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("甲,2024-03,0.01,手工", ["4"]),
        ("甲,2024-03,0.025,手工", []),
        ("甲,2024-03,0.03,手工", []),
        ("甲,2024-03,0.01,自动", []),
        ("乙,2024-03,0.01,手工", []),
    ],
)
def test_a_value_below_the_least_limit_elsewhere(tmp_path, row, told):
    """A value below every limit that the file gives for its section and method is kept with a warning."""
    readings = read_text(tmp_path, f"{ELSEWHERE}{row}\n")

    assert [each.details["places"] for each in readings.problems if each.code == "readings.below_other_limit"] == told
    assert len(readings) == 3


def test_a_value_below_two_limits_is_told_once(tmp_path):
    """What its own row says against it is not said again by the other rows."""
    text = "断面,时间,氨氮(mg/L),检出限\n甲,2024-01,ND,0.025\n甲,2024-02,0.01,0.025\n"

    assert codes(read_text(tmp_path, text).problems) == ["below_own_limit"]


def test_a_row_of_units_below_limits_beside_months(tmp_path):
    """What a row of units says below a limit is its unit, whatever stands there, and the table is read or refused."""
    text = "断面名称,1月,氨氮检出限\n,{},{}\n平林,ND,0.025\n"
    path = written(tmp_path, text.format("mg/L", "mg/L"), "2024年氨氮.csv")

    assert limits(read_monitoring(path)) == [("平林", "2024-01", "nh3n", Fraction("0.025"))]
    path.write_text(text.format("mg/L", "pH"), encoding="utf-8")
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(path)
    assert codes(caught.value.problems) == ["unit_contradicts"]
