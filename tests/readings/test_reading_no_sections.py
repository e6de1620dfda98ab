"""Columns and rows that name a quantity or a statistic never become sections (断面)."""

from __future__ import annotations

import pytest

from tests.readings.support import codes, errors, read_text

ACROSS = "氨氮（mg/L）监测结果\n监测时间,白沙,黄石,{more}\n2024-01,0.5,0.6,12\n2024-02,0.5,0.6,\n"


@pytest.mark.parametrize(
    "heading",
    [
        "降雨量",
        "降雨量(mm)",
        "水位",
        "坝前水位(m)",
        "日均气温（℃）",
        "水面宽",
        "风速(m/s)",
        "经度",
        "高程",
        "样品数",
        "白沙月均值",
        "白沙平均",
        "黄石最大值",
        "检出限",
        "标准值",
        "rainfall",
    ],
)
def test_a_quantity_or_statistic_beside_sections_is_no_section(tmp_path, heading):
    """降雨量 beside 白沙 and 黄石 is not used, which is noted, and gives no reading."""
    found = read_text(tmp_path, ACROSS.format(more=heading))

    assert found.sections == ("白沙", "黄石")
    assert [each.value for each in found] == [each.value for each in read_text(tmp_path, ACROSS.format(more=""))]
    if heading != "检出限":
        ignored = [each for each in found.problems if each.code == "readings.column_ignored"]
        assert [each.details["found"] for each in ignored] == [heading]


@pytest.mark.parametrize("name", ["水位桥", "流量站", "平均桥", "雨量坝下", "街口(鸠坑口)"])
def test_a_section_may_begin_with_the_name_of_a_quantity(tmp_path, name):
    """Only how a name ends makes it one of a quantity."""
    assert name in read_text(tmp_path, ACROSS.format(more=name)).sections


def test_quantities_alone_are_no_table(tmp_path):
    """A table of rain and levels with 氨氮 as indicator has no sections at all."""
    text = "监测时间,监测指标,降雨量,水位\n2024-01,氨氮,12,33.1\n2024-02,氨氮,12,33.1\n"

    assert codes(errors(tmp_path, text)) == ["no_heading"]


def test_statistics_alone_are_told(tmp_path):
    """Columns that are all means of sections are refused by name: nobody says that they are the readings."""
    text = "氨氮（mg/L）\n监测时间,白沙月均值,黄石月均值\n2024-01,0.5,0.6\n"

    (problem,) = errors(tmp_path, text)
    assert (problem.code, problem.details["found"]) == ("readings.statistics_across", "白沙月均值、黄石月均值")


def test_a_row_of_a_mean_without_a_space_is_set_aside(tmp_path):
    """白沙月均值 in the column of sections is a statistic of 白沙."""
    found = read_text(tmp_path, "断面,时间,氨氮(mg/L)\n白沙,2024-01,1\n白沙月均值,2024-01,2\n均值桥,2024-01,3\n")

    assert found.sections == ("均值桥", "白沙")
    assert [each.details["found"] for each in found.problems if each.code == "readings.total_row"] == ["白沙月均值"]
