"""Tables of one month with indicators down the first column and sections across: read where every part is certain."""

from __future__ import annotations

from fractions import Fraction

import openpyxl
import pytest

from ecocomp.readings import read_monitoring
from tests.readings.support import codes, errors, read_text, short

TITLE = "2024年3月随州市地表水监测结果\n"
PLAIN = "指标,单位,平林,太平沙\n氨氮,mg/L,0.42,0.51\n总磷,mg/L,0.08,0.11\n"
TWO = [
    ("太平沙", "2024-03", "nh3n", "51/100"),
    ("太平沙", "2024-03", "tp", "11/100"),
    ("平林", "2024-03", "nh3n", "21/50"),
    ("平林", "2024-03", "tp", "2/25"),
]


def _unclear(problems):
    return [each.details["found"] for each in problems if each.code == "readings.section_unclear"]


def test_a_month_with_indicators_down(tmp_path):
    """Every value has its section, month, indicator and unit, and the place of its own cell."""
    text = f"{TITLE}指标,单位,平林,太平沙,府河口\n氨氮,mg/L,0.42,0.51,ND\n铜,μg/L,8,11,2L\npH,,7.8,7.9,8.0\n水质类别,,Ⅲ,Ⅲ,Ⅱ\n"
    readings = read_text(tmp_path, text)

    assert [short(each) for each in readings] == [
        ("太平沙", "2024-03", "grade", "3"),
        ("太平沙", "2024-03", "ph", "79/10"),
        ("太平沙", "2024-03", "nh3n", "51/100"),
        ("太平沙", "2024-03", "cu", "11/1000"),
        ("平林", "2024-03", "grade", "3"),
        ("平林", "2024-03", "ph", "39/5"),
        ("平林", "2024-03", "nh3n", "21/50"),
        ("平林", "2024-03", "cu", "1/125"),
        ("府河口", "2024-03", "grade", "2"),
        ("府河口", "2024-03", "ph", "8"),
        ("府河口", "2024-03", "nh3n", "below"),
        ("府河口", "2024-03", "cu", "below"),
    ]
    limited = [each for each in readings if each.detection_limit is not None]
    assert [(each.section, each.indicator, each.detection_limit) for each in limited] == [
        ("府河口", "cu", Fraction(2, 1000))
    ]
    assert [str(each.place) for each in readings][:2] == ["监测.csv:6:4", "监测.csv:5:4"]
    assert codes(readings.problems) == ["month_taken", "sections_across"]


@pytest.mark.parametrize(
    "table",
    [
        PLAIN,
        PLAIN.replace("指标", "监测项目"),
        PLAIN.replace("指标", "项目\\断面"),
        PLAIN.replace("指标", ""),
        "项目,平林,太平沙\n氨氮（mg/L）,0.42,0.51\n总磷(mg/L),0.08,0.11\n",
        "项目(mg/L),平林,太平沙\n氨氮,0.42,0.51\n总磷,0.08,0.11\n",
        "单位：mg/L,,\n项目,平林,太平沙\n氨氮,0.42,0.51\n总磷,0.08,0.11\n",
        "序号,项目,单位,平林,太平沙\n1,氨氮,mg/L,0.42,0.51\n2,总磷,mg/L,0.08,0.11\n",
        "指标,单位,检出限,平林,太平沙\n氨氮,mg/L,0.025,0.42,0.51\n总磷,mg/L,0.01,0.08,0.11\n",
        "指标,单位,监测断面,,标准限值\n,,平林,太平沙,\n氨氮,mg/L,0.42,0.51,1.0\n总磷,mg/L,0.08,0.11,0.2\n",
        "指标,单位,监测结果,,标准限值\n,,平林,太平沙,\n氨氮,mg/L,0.42,0.51,1.0\n总磷,mg/L,0.08,0.11,0.2\n",
        "指标,单位,府河,㵐水\n,,平林,太平沙\n氨氮,mg/L,0.42,0.51\n总磷,mg/L,0.08,0.11\n",
        ",,府河,㵐水\n指标,单位,平林,太平沙\n氨氮,mg/L,0.42,0.51\n总磷,mg/L,0.08,0.11\n",
        "所在河流,府河,㵐水\n断面,平林,太平沙\n氨氮,0.42,0.51\n总磷,0.08,0.11\n",
        "指标,平林,太平沙\n采样日期,3月4日,3月5日\n氨氮,0.42,0.51\n总磷,0.08,0.11\n",
        PLAIN + "超标因子,,/,/\n评价标准,,Ⅲ类,Ⅲ类\n注：均为手工监测,,,\n审核：张三,,,\n",
        PLAIN + "指标,单位,平林,太平沙\n",
    ],
)
def test_the_ways_such_tables_are_written(tmp_path, table):
    """Headings, units, rivers above the sections, limits beside and remarks below change no value."""
    assert [short(each) for each in read_text(tmp_path, TITLE + table)] == TWO


@pytest.mark.parametrize(
    "heading",
    [
        "标准限值",
        "Ⅲ类标准",
        "Ⅲ类",
        "GB3838-2002Ⅲ类标准限值(mg/L)",
        "考核目标",
        "均值",
        "全市平均",
        "合计",
        "样品数",
        "达标率(%)",
        "上年同期",
        "同比",
        "2024年2月均值",
        "评价结果",
        "分析方法",
        "降雨量",
    ],
)
@pytest.mark.parametrize("value", ["1.0", "≤1.0", "6~9"])
def test_limits_means_and_other_times_are_no_sections(tmp_path, heading, value):
    """What is known to be no section is left out, whatever it holds, which is noted."""
    table = f"指标,单位,{heading},平林,太平沙\n氨氮,mg/L,{value},0.42,0.51\n总磷,mg/L,{value},0.08,0.11\n"
    readings = read_text(tmp_path, TITLE + table)

    assert [short(each) for each in readings] == TWO
    ignored = [each for each in readings.problems if each.code == "readings.column_ignored"]
    assert [each.details["found"] for each in ignored] == [heading]


@pytest.mark.parametrize("corner", ["指标", "指标\\断面"])
@pytest.mark.parametrize(
    "heading",
    [
        "参考值",
        "排放限值要求",
        "国标",
        "地表水标",
        "本底",
        "一级",
        "A类",
        "湖库",
        "差",
        "最高",
        "状态",
        "2023",
        "MaxLimit",
        "上周",
        "表层",
        "省站",
        "手工",
    ],
)
def test_a_column_that_may_be_a_limit_is_refused(tmp_path, heading, corner):
    """Neither read as a section nor left out: the table is refused with the column, also where 断面 is in the corner."""
    text = TITLE + f"{corner},平林,太平沙,{heading}\n氨氮,0.42,0.51,0.9\n总磷,0.08,0.11,0.3\n"

    assert _unclear(errors(tmp_path, text)) == [heading]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("甲乙", ("1.0", "0.2", "7")),  # limits of Ⅲ in rivers
        ("甲乙", ("0.5", "0.025", "7")),  # limits of Ⅱ in lakes
        ("甲乙", ("≤0.9", "0.3", "7")),
        ("甲乙", ("0.9", "0.3", "6~9")),
        ("", ("0.9", "0.3", "7")),
    ],
)
def test_a_column_of_limits_under_any_name_is_refused(tmp_path, name, values):
    """The numbers of a class, a range and a sign of limits are told by themselves."""
    table = "指标,平林,太平沙,{}\n氨氮,0.42,0.51,{}\n总磷,0.08,0.11,{}\npH,7.8,7.9,{}\n"
    problems = errors(tmp_path, TITLE + table.format(name, *values))

    assert codes(problems) == ["section_unclear"]
    assert str(problems[0].place) == "监测.csv:2:4"


def test_one_column_alone_is_refused_unless_sections_are_said(tmp_path):
    """Beside 单位 a single 平林 may be anything; below 断面 it is a section."""
    table = "{},单位,平林\n氨氮,mg/L,0.42\n总磷,mg/L,0.08\n"

    assert _unclear(errors(tmp_path, TITLE + table.format("指标"))) == ["平林"]
    assert [short(each) for each in read_text(tmp_path, TITLE + table.format("断面"))] == TWO[2:]


def test_who_measured_is_no_section(tmp_path):
    """浙江 and 安徽 may have measured at one section; below 断面 they are what they are called."""
    table = "{},平林,太平沙,浙江,安徽\n氨氮,0.42,0.51,0.3,0.4\n"

    assert _unclear(errors(tmp_path, TITLE + table.format("指标"))) == ["浙江", "安徽"]
    assert "浙江" in read_text(tmp_path, TITLE + table.format("指标/断面")).sections


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("随州市监测结果\n" + PLAIN, "sections_no_month"),
        ("2024年1-3月监测结果\n" + PLAIN, "sections_no_month"),
        ("2024年3月上旬监测结果\n" + PLAIN, "no_month"),
        ("2024年3月水质达标率统计表\n" + PLAIN, "no_values"),
        ("2024年3月水质目标值\n" + PLAIN, "no_month"),
        (TITLE + PLAIN + "2024年4月监测结果,,,\n铜,mg/L,0.1,0.2\n", "title_inside"),
        (TITLE + PLAIN + "指标,单位,甲口,乙口\n铜,mg/L,0.1,0.2\n", "sections_again"),
        (TITLE + PLAIN + ",mg/L,0.1,0.2\n", "indicator_lacking"),
        (TITLE + PLAIN + "采样日期,,3月4日,4月1日\n", "time_not_of_table"),
        (TITLE + PLAIN.replace("单位", "项目(mg/L),单位", 1).replace("指标,", "", 1), "unit_around_unclear"),
        (TITLE + PLAIN.replace("平林", "平林(μg/L)").replace("太平沙", "太平沙(μg/L)"), "unit_around_unclear"),
        (TITLE + "项目(mg/L),平林,太平沙\n氨氮,0.42,0.51\npH,7.8,7.9\n", "unit_around_unclear"),
        (TITLE + "项目,检出限(μg/L),平林,太平沙\n氨氮,25,ND,0.51\n", "limit_unit"),
        (TITLE + "指标,单位,单位,平林,太平沙\n氨氮,mg/L,μg/L,0.42,0.51\n", "column_twice"),
        (TITLE + PLAIN + "氨氮,mg/L,0.43,0.51\n", "repeated_differing"),
    ],
)
def test_what_is_not_certain_is_refused(tmp_path, text, code):
    """Another month, other sections, an indicator or a unit that is not clear: an error that names it."""
    assert set(codes(errors(tmp_path, text))) == {code}


@pytest.mark.parametrize("above", ["本月,,限值,", ",,背景值,", "表层,,底层,", "省站,,市站,"])
def test_what_stands_above_the_names_may_be_no_place(tmp_path, above):
    """Limits and layers above names are neither left out nor read."""
    table = f",,{above}\n指标,单位,平林,太平沙,甲口,乙口\n氨氮,mg/L,0.42,0.51,0.3,0.4\n"
    problems = errors(tmp_path, table, year=2024)  # no month
    assert codes(problems)
    text = f"2024年3月监测结果\n{table}"

    assert set(codes(errors(tmp_path, text))) == {"section_unclear"}


def test_a_workbook_of_months_with_merged_headings(tmp_path):
    """The month is the name of the sheet; a list of standards beside it is passed over."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "2024年3月"
    for row in [
        ["指标", "单位", "监测断面", None, "标准限值"],
        [None, None, "平林", "太平沙", None],
        ["氨氮", "mg/L", "0.42", 0.51, 1],
        ["总磷", None, 0.08, 0.11, 0.2],
    ]:
        page.append(row)
    for cells in ("A1:A2", "B1:B2", "C1:D1", "E1:E2", "B3:B4"):
        page.merge_cells(cells)
    other = book.create_sheet("标准")
    for row in [["指标", "单位", "Ⅱ类", "Ⅲ类"], ["氨氮", "mg/L", 0.5, 1], ["总磷", "mg/L", 0.1, 0.2]]:
        other.append(row)
    book.save(tmp_path / "水质.xlsx")
    readings = read_monitoring(tmp_path / "水质.xlsx")

    assert [short(each) for each in readings] == TWO
    assert [each.place.cell for each in readings] == ["D3", "D4", "C3", "C4"]
    assert "sheet_ignored" in codes(readings.problems)


def test_a_limit_across_months_keeps_its_unit(tmp_path):
    """检出限(μg/L) beside months was taken for the unit of the values."""
    text = "断面,指标,检出限(μg/L),2024年1月,2024年2月\n平林,氨氮,25,ND,0.5\n"

    assert codes(errors(tmp_path, text)) == ["limit_unit"]
