"""氨氮月均值, 氨氮平均浓度 and 总磷均值 as headings: the values of a table of months, and of no other."""

from __future__ import annotations

import openpyxl
import pytest

from ecocomp.readings import read_monitoring
from tests.readings.support import codes, errors, read_text, short

HEADINGS = [
    "氨氮月均值",
    "氨氮平均浓度",
    "氨氮均值",
    "氨氮月平均值",
    "氨氮月均浓度",
    "氨氮平均值",
    "NH3-N月均值",
    "氨氮(NH3-N)月均值",
]


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("unit", ["", "(mg/L)", "（mg/L）"])
def test_a_mean_in_a_table_of_months_is_the_value(tmp_path, heading, unit):
    """Whether the month stands in a column or in a title."""
    dated = read_text(tmp_path, f"断面,时间,{heading}{unit}\n平林,2024-03,0.5\n")
    outside = read_text(tmp_path, f"2024年3月\n断面,{heading}{unit},高锰酸盐指数(mg/L)\n平林,0.5,3\n")

    assert [short(each) for each in dated] == [("平林", "2024-03", "nh3n", "1/2")]
    assert [short(each)[2:] for each in outside] == [("codmn", "3"), ("nh3n", "1/2")]
    assert "mean_heading" in codes(dated.problems)
    assert "mean_heading" in codes(outside.problems)


def test_the_unit_of_such_a_heading(tmp_path):
    readings = read_text(tmp_path, "断面,月份,年份,总磷均值(μg/L)\n平林,3,2024,50\n")

    assert [short(each) for each in readings] == [("平林", "2024-03", "tp", "1/20")]


@pytest.mark.parametrize("heading", ["氨氮年均值", "氨氮最大值", "氨氮日均值", "氨氮达标率"])
def test_other_statistics_are_no_values(tmp_path, heading):
    readings = read_text(tmp_path, f"断面,时间,{heading},总磷(mg/L)\n平林,2024-03,0.5,0.1\n")

    assert [each.indicator for each in readings] == ["tp"]
    assert "column_ignored" in codes(readings.problems)


@pytest.mark.parametrize("time", ["2024-03-05", "2024-03-05 08:00"])
def test_a_mean_beside_days_is_not_read(tmp_path, time):
    """It is of the month, or nobody knows of what."""
    readings = read_text(tmp_path, f"断面,时间,氨氮月均值(mg/L),总磷(mg/L)\n平林,{time},0.5,0.1\n")

    assert [each.indicator for each in readings] == ["tp"]
    assert "column_ignored" in codes(readings.problems)


def test_a_mean_beside_the_value_of_a_day(tmp_path):
    """The plain column is the day's."""
    readings = read_text(tmp_path, "断面,时间,氨氮(mg/L),氨氮月均值(mg/L)\n平林,2024-03-05,0.5,0.6\n")

    assert [str(each.value) for each in readings] == ["1/2"]


def test_a_mean_beside_the_value_of_a_month(tmp_path):
    """Equal ones are one value; of two that differ nobody knows which is the month's."""
    table = "断面,时间,氨氮(mg/L),氨氮月均值(mg/L)\n平林,2024-03,0.5,{}\n"
    equal = read_text(tmp_path, table.format("0.50"))

    assert [str(each.value) for each in equal] == ["1/2"]
    assert codes(errors(tmp_path, table.format("0.6"))) == ["mean_beside_value"]
    two = "断面,时间,氨氮月均值(mg/L),氨氮平均浓度(mg/L)\n平林,2024-03,0.5,0.6\n"
    assert codes(errors(tmp_path, two)) == ["means_beside", "means_beside"]


def test_a_workbook_with_the_heading_on_every_page(tmp_path):
    """Every value has its own cell, and the heading that comes again is none of another table."""
    book = openpyxl.Workbook()
    heading = ["断面", "月份", "氨氮月均值(mg/L)"]
    for row in (["2024年"], heading, ["平林", "3月", 0.5], heading, ["平林", "4月", 0.6]):
        book.active.append(row)
    book.active.merge_cells("A1:C1")
    book.save(tmp_path / "监测.xlsx")
    readings = read_monitoring(tmp_path / "监测.xlsx")

    assert [(each.when, str(each.value), each.place.cell) for each in readings] == [
        ("2024-03", "1/2", "C3"),
        ("2024-04", "3/5", "C5"),
    ]
