"""What columns below, above or beside an indicator hold of it: its value, its detection limit, or no reading at all."""

from __future__ import annotations

import pytest

from tests.readings.support import codes, errors, read_text, short


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
