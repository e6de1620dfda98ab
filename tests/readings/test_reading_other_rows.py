"""Rows and columns that are headed like sections and are none: limits, control samples, areas, groups, signatures."""

from __future__ import annotations

import pytest

from tests.readings.support import codes, errors, read_text, short

STATED = ["检出限", "方法检出限", "执行标准", "考核目标", "水质目标", "标准限值", "GB3838-2002Ⅲ类标准", "GB3838-2002"]
METHODS = ["分析方法", "检测方法", "方法标准", "检测依据"]
COUNTED = ["断面达标率", "超标断面数", "断面个数", "样本数（个）", "排名", "相对偏差(%)", "加标回收率(%)"]
TARGETS = ["标准限值≤", "考核目标值（Ⅲ）", "2024年目标", "基准值"]
STATISTICS = ["县平均", "中位值", "年均浓度", "样品数", "变异系数", "极差", "P95"]
AREAS = ["一季度", "上半年", "全市", "全省", "全县", "全流域", "汇总", "年均", "1-12月"]
OTHER_TIMES = ["去年3月", "2024年2月", "2023年", "2月均值"]
JUDGED = ["是否达标", "水质类别", "评价结果", "主要污染物"]
SAMPLES = [
    "平林平行",
    "质控样测定值",
    "标准样品(1.00±0.05)",
    "全程序空白",
    "实验室空白",
    "质控样",
    "平行样",
    "加标",
    "平林（平行样）",
    "平林平行样",
]
SIGNED = ["审核", "签发", "编制", "第1页 共2页"]
SECTIONS = (
    "平行桥",
    "空白桥",
    "全州",
    "目标水库",
    "汇总桥",
    "一里河",
    "加标村",
    "P1",
    "SL01",
    "标准桥",
    "评价村",
    "三月桥",
    "2024",
)
GROUPS = ("一、随州市", "（二）干流")


@pytest.mark.parametrize(
    "name", [*STATED, *METHODS, *COUNTED, *TARGETS, *STATISTICS, *OTHER_TIMES, *JUDGED, *AREAS, *SAMPLES, *SIGNED]
)
def test_rows_that_are_no_section(tmp_path, name):
    dated = read_text(tmp_path, f"断面,时间,氨氮(mg/L)\n平林,2024-03,0.5\n{name},2024-03,0.3\n{name},,0.3\n")
    outside = read_text(tmp_path, f"2024年3月\n断面,氨氮(mg/L)\n平林,0.5\n{name},0.3\n")
    months = read_text(tmp_path, f"氨氮(mg/L)\n断面,2024-03,2024-04\n平林,0.5,0.5\n{name},0.3,0.3\n")
    time_first = read_text(tmp_path, f"时间,断面,氨氮(mg/L)\n2024-03,平林,0.5\n2024-03,{name},0.3\n")
    for found in (dated, outside, months, time_first):
        assert {(each.section, str(each.value)) for each in found} == {("平林", "1/2")}
        assert set(codes(found.problems)) & {"total_row", "remark_row", "no_place_values"}


@pytest.mark.parametrize("name", [*AREAS, *SAMPLES])
def test_values_that_are_set_aside_are_a_warning(tmp_path, name):
    filled = read_text(tmp_path, f"断面,时间,氨氮(mg/L)\n平林,2024-03,0.5\n{name},2024-03,0.3\n")
    assert [(each.code, each.severity) for each in filled.problems] == [("readings.no_place_values", "warning")]
    empty = read_text(tmp_path, f"断面,时间,氨氮(mg/L)\n平林,2024-03,0.5\n{name},2024-03,\n")
    assert [(each.code, each.severity) for each in empty.problems] == [("readings.total_row", "note")]


@pytest.mark.parametrize("name", SECTIONS)
def test_sections_whose_names_contain_such_words(tmp_path, name):
    found = read_text(tmp_path, f"断面,时间,氨氮(mg/L)\n{name},2024-03,0.5\n")
    assert [short(each) for each in found] == [(name, "2024-03", "nh3n", "1/2")]


@pytest.mark.parametrize("name", GROUPS)
def test_headings_of_groups(tmp_path, name):
    """A numbered row without values is one; with values it may be a section."""
    found = read_text(tmp_path, f"2024年3月\n断面,氨氮(mg/L)\n{name},\n平林,0.5\n")
    assert [each.section for each in found] == ["平林"]
    assert codes(found.problems) == ["group_row", "month_taken"]
    valued = read_text(tmp_path, f"2024年3月\n断面,氨氮(mg/L)\n{name},0.3\n平林,0.5\n")
    assert len(valued) == 2


def test_signatures_and_pages(tmp_path):
    """With the names in cells of their own."""
    end = "审核,张三,签发,李四\n,第1页 共2页\n以下空白\n"
    found = read_text(tmp_path, f"2024年3月\n断面,pH,氨氮(mg/L),总磷(mg/L)\n平林,7,0.5,0.1\n{end}")
    assert {each.section for each in found} == {"平林"}


@pytest.mark.parametrize("name", ["全市", "汇总", "年均", "平行样", "平林平行样"])
def test_columns_that_are_no_section(tmp_path, name):
    found = read_text(tmp_path, f"氨氮(mg/L)\n时间,平林,{name}\n2024-03,0.5,0.3\n2024-04,0.5,0.3\n")
    assert {each.section for each in found} == {"平林"}
    assert "column_ignored" in codes(found.problems)


def test_the_limits_of_a_row(tmp_path):
    """They are those of the values below an unwritten limit in their columns; one beside the value stays."""
    found = read_text(
        tmp_path,
        "2024年3月\n断面,氨氮(mg/L),铜(μg/L),总磷(mg/L)\n检出限,0.025,1,—\n平林,ND,未检出,ND\n甲,0.05L,2,0.2\n",
    )
    assert {(each.section, each.indicator): str(each.detection_limit) for each in found if each.qualifier} == {
        ("平林", "nh3n"): "1/40",
        ("平林", "cu"): "1/1000",
        ("平林", "tp"): "None",
        ("甲", "nh3n"): "1/20",
    }
    assert codes(found.problems).count("limit_of_column") == 2


def test_limits_of_rows_that_differ_are_nobodys(tmp_path):
    rows = "检出限,0.025,1\n平林,ND,ND\n检出限,0.025,2\n甲,ND,ND\n"
    found = read_text(tmp_path, f"2024年3月\n断面,氨氮(mg/L),铜(μg/L)\n{rows}")
    assert {(each.indicator, str(each.detection_limit)) for each in found} == {("nh3n", "1/40"), ("cu", "None")}


@pytest.mark.parametrize("label", ["单位", "单位：", "计量单位"])
def test_a_labelled_row_of_units_below_the_heading(tmp_path, label):
    """Also with a row of detection limits below it."""
    dated = f"断面名称,采样日期,pH,铜\n{label},,无量纲,μg/L\n检出限,,,1\n平林,2024-03-05,7,ND\n甲,2024-03-05,7,2\n"
    outside = f"2024年3月\n断面名称,pH,铜\n{label},无量纲,μg/L\n检出限,,1\n平林,7,ND\n甲,7,2\n"
    for text in (dated, outside):
        found = [each for each in read_text(tmp_path, text) if each.indicator == "cu"]
        assert {(each.section, str(each.value), str(each.detection_limit)) for each in found} == {
            ("甲", "1/500", "None"),
            ("平林", "None", "1/1000"),
        }


@pytest.mark.parametrize(
    "text",
    [
        "断面名称,采样日期,铜\n单位,,μg/升水\n平林,2024-03-05,2\n",
        "2024年3月\n断面名称,pH,铜\n单位,无量纲,μg/升水\n平林,7,2\n",
        "2024年3月\n断面名称,pH,铜\n平林,7,2\n单位,无量纲,μg/L\n",
    ],
)
def test_a_row_of_units_that_cannot_be_read(tmp_path, text):
    assert codes(errors(tmp_path, text)) == ["unit_row"]


def test_an_area_in_a_column_before_the_sections(tmp_path):
    found = read_text(tmp_path, "2024年3月\n县市,断面,氨氮(mg/L)\n随州市,平林,0.5\n,甲,0.5\n全市,,0.4\n全县,,\n")
    assert {each.section for each in found} == {"平林", "甲"}
    assert codes(found.problems) == ["column_ignored", "month_taken", "no_place_values", "total_row"]


@pytest.mark.parametrize("name", METHODS)
def test_a_row_of_methods(tmp_path, name):
    """What stands in it is no value that cannot be read."""
    found = read_text(tmp_path, f"2024年3月\n断面,氨氮(mg/L)\n{name},HJ 535-2009\n平林,0.5\n")
    assert [short(each) for each in found] == [("平林", "2024-03", "nh3n", "1/2")]
    assert "total_row" in codes(found.problems)


SPANS = ["一季度", "第一季度", "2024年一季度", "1-3月", "1-3月均值", "一季度均值"]


@pytest.mark.parametrize("span", SPANS)
def test_a_span_below_its_months(tmp_path, span):
    """It is made of them, and set aside; with sections across too."""
    months = [f"2024-0{month}" for month in (1, 2, 3)]
    dated = "".join(f"平林,{month},0.5\n" for month in months)
    across = "".join(f"{month},0.5,0.5\n" for month in months)
    for text in (
        f"断面,时间,氨氮(mg/L)\n{dated}平林,{span},0.3\n",
        f"氨氮(mg/L)\n时间,平林,道士\n{across}{span},0.3,0.3\n",
    ):
        found = read_text(tmp_path, text)
        assert {(each.when, str(each.value)) for each in found} == {(month, "1/2") for month in months}
        assert set(codes(found.problems)) & {"total_row", "no_place_values"}


@pytest.mark.parametrize(
    "row",
    ["平林,一季度,0.3", "平林,上半年,0.3", "道士,一季度,0.3", "平林,二季度,0.3", "平林,1-2月,0.3\n平林,7-9月,0.3"],
)
def test_a_span_without_its_months_is_an_error(tmp_path, row):
    """It might be all that is known of them."""
    text = f"断面,时间,氨氮(mg/L)\n平林,2024-01,0.5\n平林,2024-02,0.5\n{row}\n"
    assert codes(errors(tmp_path, text)) == ["time_unknown"]


def test_classes_of_a_section_among_its_indicators(tmp_path):
    """水质类别 in a column of indicators is one; in that of sections it is what the columns were judged to be."""
    found = read_text(tmp_path, "断面,指标,2024-03\n平林,氨氮(mg/L),0.5\n平林,水质类别,Ⅱ\n")
    assert {(each.indicator, str(each.value)) for each in found} == {("nh3n", "1/2"), ("grade", "2")}


@pytest.mark.parametrize("row", ["是否达标,是", "水质类别,Ⅱ", "评价,达标", ",达标"])
def test_a_row_of_judgements(tmp_path, row):
    """What stands in it is no value that cannot be read; without a name it is one."""
    text = f"2024年3月\n断面,氨氮(mg/L)\n平林,0.5\n{row}\n"
    if row[0] == ",":
        assert codes(errors(tmp_path, text)) == ["no_section"]
    else:
        assert [short(each) for each in read_text(tmp_path, text)] == [("平林", "2024-03", "nh3n", "1/2")]


def test_units_below_headings_that_have_them(tmp_path):
    """Said twice they are the same; another unit is an error."""
    text = "2024年3月\n序号,断面,氨氮(mg/L)\n,单位,{}\n1,平林,0.5\n"
    assert [short(each) for each in read_text(tmp_path, text.format("mg/L"))] == [("平林", "2024-03", "nh3n", "1/2")]
    assert errors(tmp_path, text.format("μg/L"))


@pytest.mark.parametrize("name", ["全程序空白", "质控样", "平林平行", "全市", "评价结果", "水质类别"])
def test_rows_that_are_no_time(tmp_path, name):
    """With sections across, and with their indicators below them."""
    across = read_text(tmp_path, f"氨氮(mg/L)\n时间,平林,道士\n2024-03,0.5,0.5\n{name},0.3,0.3\n")
    crossed = read_text(tmp_path, f"时间,平林,道士\n,氨氮(mg/L),氨氮(mg/L)\n2024-03,0.5,0.5\n{name},0.3,0.3\n")
    for found in (across, crossed):
        assert {(each.when, str(each.value)) for each in found} == {("2024-03", "1/2")}
        assert "no_place_values" in codes(found.problems)
