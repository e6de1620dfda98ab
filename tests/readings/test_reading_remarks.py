"""Remarks (备注) beside values: shown, and a warning where they doubt their values; never a value taken away."""

from __future__ import annotations

import pytest

from ecocomp.readings.remarks import MOST_TOLD, doubts_value
from ecocomp.readings.report import reading_report
from tests.readings.support import codes, read_text, short, written

HEADING = "断面,时间,氨氮(mg/L),备注\n"


def told(readings, code):
    """The details of the problems of a code: the remark, its count and its places."""
    found = [each for each in readings.problems if each.code == f"readings.{code}"]
    return [(each.details["found"], each.details["count"], each.details["places"], each.severity) for each in found]


def test_a_remark_that_a_value_is_not_valid_is_a_warning_and_the_value_stays(tmp_path):
    """数据无效 beside 0.5 takes nothing away and is told with its row; 见附件 is a note."""
    found = read_text(
        tmp_path, HEADING + "平林,2024-01,0.5,数据无效\n平林,2024-02,0.6,见附件\n平林,2024-03,0.7,数据无效\n"
    )

    assert [short(each)[3] for each in found] == ["1/2", "3/5", "7/10"]
    assert told(found, "remark_doubtful") == [("数据无效", 2, "2, 4", "warning")]
    assert told(found, "remark_told") == [("见附件", 1, "3", "note")]


@pytest.mark.parametrize(
    "text",
    [
        "数据无效",
        "作废",
        "剔除",
        "不参与评价",
        "不计",
        "异常值",
        "存疑",
        "待复核",
        "复测",
        "已更正",
        "仪器异常",
        "invalid",
        "to be checked",
    ],
)
def test_words_that_doubt_a_value(text):
    """The words that bureaus write for a value that does not hold are all known."""
    assert doubts_value(text)


@pytest.mark.parametrize(
    "text", ["", "未见异常", "无异常", "已复核", "上游施工", "有效", "no error", "雨后采样", "水华"]
)
def test_words_that_doubt_nothing(text):
    """A remark that denies a doubt, or speaks of something else, is none."""
    assert not doubts_value(text)


def test_a_column_that_is_not_used_and_says_invalid_is_a_warning(tmp_path):
    """数据有效性 is no column that is known, but 无效 in it is not passed over; 有效 is."""
    text = "断面,时间,氨氮(mg/L),数据有效性\n平林,2024-01,0.5,无效\n平林,2024-02,0.6,有效\n平林,2024-03,,无效\n"
    found = read_text(tmp_path, text)

    assert told(found, "remark_doubtful") == [("无效", 1, "2", "warning")]
    assert "remark_told" not in codes(found.problems)


def test_a_station_state_that_doubts_its_values_is_a_warning(tmp_path):
    """A state that is not known is a note; 数据异常 as one is a warning."""
    found = read_text(tmp_path, "断面,时间,氨氮(mg/L),站点情况\n平林,2024-01,1,数据异常\n平林,2024-02,1,搬迁\n")

    assert sorted(told(found, "state_unknown")) == [("搬迁", 1, "3", "note"), ("数据异常", 1, "2", "warning")]


def test_remarks_that_say_nothing_are_not_told(tmp_path):
    """无, 正常 and -- are no remarks, and a state beside no value is the reason of the gap."""
    found = read_text(
        tmp_path, HEADING + "平林,2024-01,1,无\n平林,2024-02,1,正常\n平林,2024-03,1,--\n平林,2024-04,,断流\n"
    )

    assert codes(found.problems) == []
    assert [each.state for each in found] == ["", "", "", "no_flow"]


def test_the_report_lists_distinct_remarks_with_count_and_places(tmp_path):
    """Each distinct text once, the doubtful ones first."""
    path = written(tmp_path, HEADING + "平林,2024-01,1,见附件\n平林,2024-02,1,作废\n平林,2024-03,1,见附件\n")
    seen = [(each.text, each.rows, each.places, each.doubtful) for each in reading_report(path).remarks]

    assert seen == [("作废", 1, "3", True), ("见附件", 2, "2, 4", False)]


def test_very_many_remarks_are_counted(tmp_path):
    """Beyond a bound different remarks are told by their number, doubts and others apart."""
    rows = [
        f"平林,2024-01-{day % 28 + 1:02d} {day // 28:02d}:00,1,第{day}次{'作废' if day % 2 else ''}"
        for day in range(400)
    ]
    found = read_text(tmp_path, HEADING + "\n".join(rows))

    assert (len(told(found, "remark_doubtful")), len(told(found, "remark_told"))) == (MOST_TOLD, MOST_TOLD)
    counts = {each.code: each.details["count"] for each in found.problems if "remarks_" in each.code}
    assert counts == {"readings.remarks_doubtful": 200 - MOST_TOLD, "readings.remarks_told": 200 - MOST_TOLD}


def test_a_remark_is_told_once_where_a_row_is_taken_apart(tmp_path):
    """Under months across one remark stands beside several values and is still one cell."""
    found = read_text(tmp_path, "断面,指标,1月,2月,备注\n平林,氨氮(mg/L),0.5,0.6,二月存疑\n", year=2024)

    assert told(found, "remark_doubtful") == [("二月存疑", 1, "2", "warning")]


def test_remarks_below_months_across(tmp_path):
    """Each goes with the values to its left; a column of remarks was taken for one of values."""
    head = "断面,2024年1月,,,,2024年2月,\n,氨氮(mg/L),备注,总磷(mg/L),备注,氨氮(mg/L),备注\n"
    found = read_text(tmp_path, f"{head}平林,0.5,,0.1,数据无效,0.6,\n隔蒲,0.4,见附件,0.2,,,\n")

    assert [(each.section, each.when, each.indicator, str(each.value)) for each in found] == [
        ("平林", "2024-01", "nh3n", "1/2"),
        ("平林", "2024-01", "tp", "1/10"),
        ("平林", "2024-02", "nh3n", "3/5"),
        ("隔蒲", "2024-01", "nh3n", "2/5"),
        ("隔蒲", "2024-01", "tp", "1/5"),
        ("隔蒲", "2024-02", "nh3n", "None"),
    ]
    told = {each.code.removeprefix("readings."): each.message("zh") for each in found.problems}
    assert told.keys() == {"remark_doubtful", "remark_told"}
    assert "数据无效" in told["remark_doubtful"]
    assert "见附件" in told["remark_told"]
