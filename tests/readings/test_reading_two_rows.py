"""Headings of two rows: parts of indicators, sections and their indicators, and what is refused with what was seen."""

from __future__ import annotations

from fractions import Fraction

import pytest
import xlsxwriter

from ecocomp.readings import read_monitoring
from tests.readings.support import codes, errors, places, read_text, short

SPLIT = """断面名称,监测时间,氨氮(mg/L),,,总磷(mg/L),,
,,监测值,标准值,超标倍数,监测值,标准值,超标倍数
平林,2024-02,0.3,1.0,0,0.1,0.2,0
"""


def test_values_beside_their_limits(tmp_path):
    """Of 监测值, 标准值 and 超标倍数 below an indicator the first is read, the others are set aside by name."""
    readings = read_text(tmp_path, SPLIT)

    assert [short(each)[2:] for each in readings] == [("nh3n", "3/10"), ("tp", "1/10")]
    assert [each.details["found"] for each in readings.problems if each.code.endswith("column_ignored")] == [
        "氨氮/标准值",
        "氨氮/超标倍数",
        "总磷/标准值",
        "总磷/超标倍数",
    ]
    assert {each.severity for each in readings.problems} == {"note"}


def test_a_row_of_units_with_its_label(tmp_path):
    """The word 单位 below the heading of sections labels the units beside it."""
    text = "断面名称,监测时间,氨氮,总磷\n单位,,μg/L,mg/L\n平林,2024-02,300,0.1\n"

    assert [short(each)[2:] for each in read_text(tmp_path, text)] == [("nh3n", "3/10"), ("tp", "1/10")]


def test_the_same_in_one_row(tmp_path):
    """氨氮监测值 and 总磷浓度 are the indicators; 氨氮标准值 is not."""
    text = "断面名称,监测时间,氨氮监测值(mg/L),氨氮标准值,总磷浓度\n平林,2024-02,0.3,1.0,0.1\n"

    assert [short(each)[2:] for each in read_text(tmp_path, text)] == [("nh3n", "3/10"), ("tp", "1/10")]


def test_a_second_row_that_is_not_known(tmp_path):
    """A second heading row with a word that is not known is one error with what stands there and what to do."""
    (found,) = errors(tmp_path, SPLIT.replace("超标倍数", "备用数"))

    assert (found.code, str(found.place)) == ("readings.lower_heading", "监测.csv:2")
    assert "“监测值、标准值、备用数”像是第二行表头，其中“备用数”" in found.message("zh")
    assert "--mapping" in found.message("en")
    assert "docs/reading-mappings.md" in found.message("en")


@pytest.mark.parametrize(
    "text",
    [
        "监测时间,平林,,白沙,\n,氨氮(mg/L),总磷(mg/L),氨氮(mg/L),总磷(mg/L)\n2024-02,0.1,0.2,0.3,0.4\n合计,1,1,1,1\n",
        "监测时间,氨氮(mg/L),,总磷(mg/L),\n,平林,白沙,平林,白沙\n2024-02,0.1,0.3,0.2,0.4\n",
        "月份,平林,,白沙,\n,氨氮,总磷,氨氮,总磷\n,mg/L,mg/L,mg/L,mg/L\n2024-02,0.1,0.2,0.3,0.4\n",
        "监测时间,平林(μg/L),,白沙(μg/L),\n,氨氮,总磷,氨氮,总磷\n2024-02,100,200,300,400\n",
    ],
)
def test_sections_and_their_indicators(tmp_path, text):
    """Sections above indicators or below them are read, and named in a note."""
    readings = read_text(tmp_path, text)

    assert {short(each) for each in readings} == {
        ("平林", "2024-02", "nh3n", "1/10"),
        ("平林", "2024-02", "tp", "1/5"),
        ("白沙", "2024-02", "nh3n", "3/10"),
        ("白沙", "2024-02", "tp", "2/5"),
    }
    assert {each.details["found"] for each in readings.problems if each.code == "readings.sections_across"} == {
        "平林、白沙"
    }


def test_sections_and_their_indicators_in_merged_cells(tmp_path):
    """In a workbook the heading of times is merged over both rows and each section over its indicators."""
    path = tmp_path / "监测.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet()
        page.merge_range("A1:A2", "监测时间")
        page.merge_range("B1:C1", "平林")
        page.merge_range("D1:E1", "白沙")
        page.write_row("B2", ["氨氮(mg/L)", "氨氮检出限", "氨氮(mg/L)", "氨氮检出限"])
        page.write_row("A3", ["2024-02", "ND", 0.025, "ND", 0.05])
    readings = list(read_monitoring(path))

    assert [(each.section, each.detection_limit, each.place.cell) for each in readings] == [
        ("平林", Fraction("0.025"), "B3"),
        ("白沙", Fraction("0.05"), "D3"),
    ]


@pytest.mark.parametrize(
    ("above", "odd"),
    [
        ("表层,,底层,", "表层、底层"),
        ("自动,,平林,", "自动"),
        ("平林,,平均值,", "平均值"),
        ("上午,,下午,", "上午、下午"),
        ("第一次,,第二次,", "第一次、第二次"),
        ("修约前,,修约后,", "修约前、修约后"),
        ("省站,,市站,", "省站、市站"),
    ],
)
def test_groups_that_are_no_sections(tmp_path, above, odd):
    """Layers, methods and statistics above the same indicators are refused with what was seen."""
    text = f"月份,{above}\n,氨氮(mg/L),总磷(mg/L),氨氮(mg/L),总磷(mg/L)\n2024-02,0.1,0.2,0.3,0.4\n"
    (found,) = errors(tmp_path, text)

    assert (found.code, str(found.place)) == ("readings.headings_crossed", "监测.csv:1")
    assert (found.details["odd"], found.details["indicators"]) == (odd, "氨氮、总磷")
    assert "--mapping" in found.message("zh")


def test_a_section_twice_above_the_same_indicator(tmp_path):
    """The same section and indicator twice is no table that is understood."""
    text = "月份,平林,白沙,平林\n,氨氮(mg/L),氨氮(mg/L),氨氮(mg/L)\n2024-02,0.1,0.2,0.3\n"

    assert codes(errors(tmp_path, text)) == ["headings_crossed"]


def test_a_heading_that_is_none_is_shown(tmp_path):
    """Where nothing is recognised, the likeliest row is shown, and where other layouts are described."""
    (found,) = errors(tmp_path, "断面名称,采样号,监测时间,甲项\n平林,1,2024-02,0.3\n")

    assert "“断面名称、采样号、监测时间、甲项”" in found.message("zh")
    assert "docs/reading-mappings.zh.md" in found.message("zh")
    assert places([found]) == ["监测.csv:1"]


def test_targets_below_sections_are_set_aside(tmp_path):
    """A target beside the class of each section is none of its values, and is noted."""
    text = "监测时间,平林,,白沙,\n,水质类别,水质目标,水质类别,水质目标\n2024-02,Ⅱ,Ⅲ,Ⅳ,Ⅲ\n"
    readings = read_text(tmp_path, text)

    assert [short(each) for each in readings] == [("平林", "2024-02", "grade", "2"), ("白沙", "2024-02", "grade", "4")]
    assert [each.details["found"] for each in readings.problems if each.code == "readings.column_ignored"] == [
        "平林/水质目标",
        "白沙/水质目标",
    ]


@pytest.mark.parametrize("group", ["监测指标", "监测指标（mg/L，pH无量纲）"])
def test_ph_below_a_group(tmp_path, group):
    """It is an indicator there; it was taken for the unit of the group, and its column lost."""
    found = read_text(tmp_path, f"断面,时间,{group},\n,,pH,氨氮\n平林,2024-02,7.5,0.3\n")

    assert {short(each)[2:] for each in found} == {("ph", "15/2"), ("nh3n", "3/10")}


def test_ph_as_a_unit_below_ph(tmp_path):
    """There it says what the values are in."""
    found = read_text(tmp_path, "断面,时间,pH值,氨氮\n,,pH,mg/L\n平林,2024-02,7.5,0.3\n")

    assert {short(each)[2:] for each in found} == {("ph", "15/2"), ("nh3n", "3/10")}
