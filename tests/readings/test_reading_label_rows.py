"""Rows of labels around a table: 填报单位：… beside 单位：mg/L above the heading, and units said below the table."""

from __future__ import annotations

import pytest
import xlsxwriter

from ecocomp.readings import read_monitoring
from tests.readings.support import codes, errors, places, read_text, short

LINES = (
    "填报单位：随州站,,,,单位：mg/L,",
    "填报单位：,随州站,,,单位：,mg/L",
    "填报单位：随州站,,填报时间：2024-04-05,,单位：mg/L,",
    "流域：长江,时段：白天",
    "流域：长江,2024年3月",
)


@pytest.mark.parametrize("line", LINES)
def test_a_row_of_labels_is_no_part_of_the_heading(tmp_path, line):
    found = read_text(tmp_path, f"2024年3月水质\n{line}\n断面,pH,氨氮\n平林,5.5,0.4\n")
    assert [short(each) for each in found] == [
        ("平林", "2024-03", "ph", "11/2"),
        ("平林", "2024-03", "nh3n", "2/5"),
    ]


def test_merged_labels(tmp_path):
    path = tmp_path / "2024年3月.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.merge_range("A1:C1", "填报单位：随州站")
        page.merge_range("D1:E1", "单位：μg/L")
        for column, text in enumerate(["断面", "铜", "铅", "锌", "镉"]):
            page.write_string(1, column, text)
        for column, text in enumerate(["平林", "2", "4", "6", "8"]):
            page.write_string(2, column, text)
    assert {each.indicator: str(each.value) for each in read_monitoring(path)} == {
        "cu": "1/500",
        "pb": "1/250",
        "zn": "3/500",
        "cd": "1/125",
    }


@pytest.mark.parametrize(
    "line", ["填报单位：随州站,,单位：μg/L", "流域：长江,,单位：μg/L", "单位：μg/L,,填报日期：2024-04-05"]
)
def test_a_unit_beside_another_label(tmp_path, line):
    found = read_text(tmp_path, f"2024年3月水质\n{line}\n断面,铜,铅\n平林,2,4\n")
    assert [str(each.value) for each in found] == ["1/500", "1/250"]


def test_headings_with_units_behind_colons_are_no_labels(tmp_path):
    found = read_text(tmp_path, "断面,时间,氨氮：mg/L,总磷：μg/L\n平林,2024-03,0.5,50\n")
    assert [short(each)[2:] for each in found] == [("nh3n", "1/2"), ("tp", "1/20")]


def test_sections_with_colons_are_no_labels(tmp_path):
    found = read_text(tmp_path, "2024年3月\n断面,氨氮(mg/L)\n站点：平林,0.5\n站点：甲,0.5\n")
    assert [each.section for each in found] == ["站点：平林", "站点：甲"]


def test_remarks_far_above_the_end_of_a_sheet(tmp_path):
    path = tmp_path / "水质.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        for row, texts in enumerate([["断面", "时间", "铜"], ["平林", "2024-03", "2"], ["注：铜单位为μg/L"]]):
            page.write_row(row, 0, texts)
        page.write_string(200, 1, " ")
    assert [str(each.value) for each in read_monitoring(path)] == ["1/500"]


FOOTERS = {
    "单位：μg/L,,": {"cu": "1/500", "nh3n": "1/2000"},
    ",,单位：μg/L": {"cu": "1/500", "nh3n": "1/2000"},
    "单位：,μg/L,,审核：张三": {"cu": "1/500", "nh3n": "1/2000"},
    "注：铜单位为μg/L": {"cu": "1/500", "nh3n": "1/2"},
    "注：铜浓度以μg/L计，其余为mg/L\n审核：张三": {"cu": "1/500", "nh3n": "1/2"},
}


@pytest.mark.parametrize("footer", FOOTERS)
@pytest.mark.parametrize("head", ["2024年3月水质\n断面,铜,氨氮\n平林,2,0.5", "断面,时间,铜,氨氮\n平林,2024-03,2,0.5"])
def test_a_unit_below_the_table(tmp_path, head, footer):
    found = read_text(tmp_path, f"{head}\n{footer}\n")
    assert {each.section for each in found} == {"平林"}
    assert {each.indicator: str(each.value) for each in found} == FOOTERS[footer]
    notes = [each for each in found.problems if each.code == "readings.unit_around"]
    assert ("μg/L", head.count("\n") + 2) in [(each.details["unit"], each.place.line) for each in notes]


@pytest.mark.parametrize(
    "text",
    [
        "断面,时间,铜,铅\n平林,2024-03,2,4\n注：铜、铅等重金属的数据请按μg/L使用\n",
        "单位：mg/L\n断面,时间,铜,铅\n平林,2024-03,2,4\n单位：μg/L\n",
        "断面,时间,铜,铅\n平林,2024-03,2,4\n注：铜单位为μg/L\n注：铜单位为mg/L\n",
    ],
)
def test_a_unit_below_the_table_that_is_not_clear(tmp_path, text):
    assert codes(errors(tmp_path, text)) == ["unit_around_unclear"]


def test_units_below_that_say_nothing_of_the_values(tmp_path):
    """Limits, values with their own unit, and other indicators."""
    text = "断面,时间,铜(mg/L)\n平林,2024-03,2\n注：检出限单位为μg/L\n注：铜单位为μg/L\n注：汞单位为μg/L\n"
    assert [str(each.value) for each in read_text(tmp_path, text)] == ["2"]


def test_units_by_name_above_the_table(tmp_path):
    line = "单位：mg/L（pH无量纲、水温℃、粪大肠菌群个/L、铜μg/L）"
    wide = read_text(tmp_path, f"{line}\n断面,时间,水温,铜,锌\n平林,2024-03,20,2,1\n")
    assert {each.indicator: str(each.value) for each in wide} == {"water_temp": "20", "cu": "1/500", "zn": "1"}
    long = read_text(tmp_path, f"{line}\n断面,时间,指标,监测值\n平林,2024-03,铜,2\n平林,2024-03,锌,1\n")
    assert {each.indicator: str(each.value) for each in long} == {"cu": "1/500", "zn": "1"}


def test_a_remark_of_several_lines(tmp_path):
    """Its lines are no sections, and the unit in the first counts."""
    lines = "注：1、铜单位为μg/L；2、铅单位为μg/L。\n2、检出限见附表\n（3）随州站停运\n本月监测两次，取平均。\n"
    found = read_text(tmp_path, f"2024年3月水质\n断面,铜,铅\n平林,2,4\n{lines}")
    assert {each.section for each in found} == {"平林"}
    assert [str(each.value) for each in found] == ["1/500", "1/250"]


def test_a_section_without_values_at_the_end_stays(tmp_path):
    found = read_text(tmp_path, "2024年3月水质\n断面,铜(mg/L)\n平林,2\n2号断面,\n甲,\n注：无\n")
    assert {each.section for each in found} == {"平林", "2号断面", "甲"}


SIGNED = ["制表,张三,", "审核,李四,", "填报单位,随州市生态环境局,", "制表,张三,审核,李四", "填报日期,2024年4月2日,"]
TABLE = "断面,氨氮(mg/L),总磷(mg/L)\n平林,0.5,0.1\n"


@pytest.mark.parametrize(
    "line",
    [
        *SIGNED,
        "填报单位（盖章）：,随州站,",
        "局长,赵六,",
        "校核,王五,日期,2024.4.2",
        "填报单位,随州站,填报日期,2024-04-02",
        "联系人,张三,联系电话,07223312345",
    ],
)
def test_labels_without_colons_beside_what_they_say(tmp_path, line):
    """Above the heading they are no part of it, below the table they are set aside; a day in them is nobody's time."""
    above = read_text(tmp_path, f"2024年3月,,\n{line}\n{TABLE}")
    below = read_text(tmp_path, f"2024年3月,,\n{TABLE}{line}\n")
    for found in (above, below):
        assert [short(each) for each in found] == [
            ("平林", "2024-03", "nh3n", "1/2"),
            ("平林", "2024-03", "tp", "1/10"),
        ]
    assert "heading_rows" not in codes(above.problems)
    assert "remark_row" in codes(below.problems)


@pytest.mark.parametrize("label", ["填报日期", "填报日期：", "制表："])
def test_the_day_of_making_beside_its_label_gives_no_year(tmp_path, label):
    """A report of December is made in January."""
    found = read_text(tmp_path, f"12月水质监测结果\n{label},2025年1月5日\n{TABLE}", year=2024)
    assert {each.when for each in found} == {"2024-12"}


def test_columns_of_persons_beside_sections_are_no_labels(tmp_path):
    found = read_text(tmp_path, "断面,采样人员,时间,检测人员,氨氮(mg/L)\n平林,张三,2024-03,李四,0.5\n")
    assert [short(each) for each in found] == [("平林", "2024-03", "nh3n", "1/2")]


@pytest.mark.parametrize("label", ["说明", "备注", "评价结论"])
def test_a_remark_in_the_cell_beside_its_label(tmp_path, label):
    """Below a table; it became a section without values."""
    found = read_text(tmp_path, f"2024年3月\n序号,断面,氨氮(mg/L)\n1,平林,0.5\n{label},本月道士断面断流1天,\n")
    assert [short(each) for each in found] == [("平林", "2024-03", "nh3n", "1/2")]
    assert "remark_row" in codes(found.problems)


@pytest.mark.parametrize("line", ["采样日期,2024年3月5日,", "监测日期：,2024-03-05,", "年度,2024年,"])
def test_a_time_beside_its_label_heads_no_column(tmp_path, line):
    """Months across below it keep their own times, and nothing is read of the day."""
    head = f"2024年氨氮(mg/L)监测结果\n{line}\n"
    months = read_text(tmp_path, f"{head}断面,2024年1月,备注\n平林,0.5,\n")
    wide = read_text(tmp_path, f"2024年3月\n{line}\n{TABLE}")
    assert [short(each) for each in months] == [("平林", "2024-01", "nh3n", "1/2")]
    assert {each.when for each in wide} == {"2024-03"}


def test_a_value_of_the_day_beside_a_label_is_not_the_indicator(tmp_path):
    """水温：12℃ above a table of 氨氮."""
    found = read_text(tmp_path, "2024年氨氮(mg/L)监测结果\n天气：晴,水温：12℃,\n断面,1月,2月\n平林,0.5,0.6\n")
    assert [short(each)[2:] for each in found] == [("nh3n", "1/2"), ("nh3n", "3/5")]


def test_a_day_of_sampling_outside_the_month_of_the_title(tmp_path):
    """One of them is wrong; a day that nothing contradicts is that of the values."""
    line = "采样日期,2024年3月5日,\n"
    told = errors(tmp_path, f"2024年4月水质\n{line}{TABLE}")
    assert (codes(told), places(told)) == (["time_not_of_table"], ["监测.csv:2:2"])
    assert {each.when for each in read_text(tmp_path, f"水质\n{line}{TABLE}")} == {"2024-03-05"}


@pytest.mark.parametrize(
    "table",
    [
        "断面,铜,锌\n平林,1,2\n单位：μg/L,,\n隔蒲,1,2\n",
        "断面,指标,1月,2月\n平林,铜,1,2\n单位：μg/L,,,\n隔蒲,铜,1,2\n",
        "月份,平林,隔蒲\n1月,1,2\n单位：μg/L,,\n2月,1,2\n",
    ],
)
def test_a_unit_between_the_rows_of_a_table(tmp_path, table):
    """It was a section without values, and the values below it were read in the unit of those above."""
    told = errors(tmp_path, f"2024年3月铜锌\n单位：mg/L\n{table}" if table[:2] == "断面" else f"2024年氨氮\n{table}")
    assert "table_unit_inside" in codes(told)
    assert {each.details["found"] for each in told if each.code == "readings.table_unit_inside"} == {"μg/L"}
