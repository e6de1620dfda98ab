"""Unusual tables: months across, sections across, a sheet a month, headings of several rows, totals."""

from fractions import Fraction

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from ecocomp.errors import ReadingsError
from ecocomp.readings import read_monitoring
from tests.readings.support import codes, errors, read_text, short, written

NAMES = {"nh3n": "氨氮", "tp": "总磷", "codmn": "高锰酸盐指数"}


def workbook(path, sheets):
    """A workbook of sheets: name → (rows, merges as (first row, first column, last row, last column))."""
    with xlsxwriter.Workbook(str(path)) as book:
        for name, (rows, merges) in sheets.items():
            sheet = book.add_worksheet(name)
            for row, texts in enumerate(rows):
                for column, text in enumerate(texts):
                    if text:
                        sheet.write_string(row, column, text)
            for top, left, bottom, right in merges:
                sheet.merge_range(top, left, bottom, right, rows[top][left])
    return path


def said(readings):
    return [(*short(each), str(each.place)) for each in readings]


MONTHS_ACROSS = """2024年随州市各断面氨氮（mg/L）监测结果,,,,
序号,断面\\月份,１月,2月,年均值
1,平林,0.12,0.025L,0.07
2,平均桥,断流,１．３,
,平 均 值,0.12,0.66,
注：L 表示低于检出限,,,,
制表人：张三,,审核人：李四,,
"""


def test_months_across(tmp_path):
    """Months across give one reading a cell; year, indicator and unit come from the title, statistics are left out."""
    readings = read_text(tmp_path, MONTHS_ACROSS.replace("断面\\月份", "断面名称"))

    assert said(readings) == [
        ("平均桥", "2024-01", "nh3n", "missing", "监测.csv:4:3"),
        ("平均桥", "2024-02", "nh3n", "13/10", "监测.csv:4:4"),
        ("平林", "2024-01", "nh3n", "3/25", "监测.csv:3:3"),
        ("平林", "2024-02", "nh3n", "below", "监测.csv:3:4"),
    ]
    assert {"year_taken", "indicator_taken", "total_row", "remark_row"} <= set(codes(readings.problems))
    assert "unit_assumed" not in codes(readings.problems)


def test_months_across_with_indicators_below_each_other(tmp_path):
    """A section merged over the rows of its indicators holds for all of them; a corner may name both directions."""
    rows = [["断面\\时间", "指标", "单位", "2024-01", "2024-02"], ["平林", "氨氮", "mg/L", "0.1", "0.2"]]
    rows += [["", "总磷", "μg/L", "50", "--"]]
    path = workbook(tmp_path / "年表.xlsx", {"年表": (rows, [(1, 0, 2, 0)])})

    assert said(read_monitoring(path)) == [
        ("平林", "2024-01", "nh3n", "1/10", "年表.xlsx [年表] D2"),
        ("平林", "2024-01", "tp", "1/20", "年表.xlsx [年表] D3"),
        ("平林", "2024-02", "nh3n", "1/5", "年表.xlsx [年表] E2"),
        ("平林", "2024-02", "tp", "missing", "年表.xlsx [年表] E3"),
    ]


def test_quarters_are_refused(tmp_path):
    """Quarters across are refused in a sentence of their own."""
    text = "断面名称,指标,一季度,二季度\n平林,氨氮,0.1,0.2\n"

    assert "quarters_across" in codes(errors(tmp_path, text))


def test_months_across_need_their_indicator(tmp_path):
    """Months across without an indicator anywhere are refused, never guessed."""
    assert codes(errors(tmp_path, "断面名称,2024-01,2024-02\n平林,0.1,0.2\n")) == ["indicator_outside"]


def test_sections_across(tmp_path):
    """Columns of sections below a time column are read where the sheet names the indicator."""
    rows = [["监测时间", "街口（鸠坑口）", "平林"], ["2024-01", "0.1", "ND(0.025)"], ["平均", "0.1", ""]]
    readings = read_monitoring(workbook(tmp_path / "a.xlsx", {"氨氮(mg／L)": (rows, [])}))

    assert said(readings) == [
        ("平林", "2024-01", "nh3n", "below", "a.xlsx [氨氮(mg／L)] C2"),
        ("街口(鸠坑口)", "2024-01", "nh3n", "1/10", "a.xlsx [氨氮(mg／L)] B2"),
    ]
    assert "sections_across" in codes(readings.problems)


@pytest.mark.parametrize("cell", ["良好", "3月5日"])
def test_columns_of_words_are_no_sections(tmp_path, cell):
    """A table whose columns hold more than values is not taken for sections across."""
    found = errors(tmp_path, f"监测时间,天气,平林\n2024-01,{cell},0.1\n")

    assert codes(found) == ["no_heading"]


def test_a_sheet_a_month(tmp_path):
    """The month is the sheet's name, the year the file's; a real column of values keeps its cells."""
    rows = [["断面名称", "氨氮(mg/L)"], ["平林", "0.1"]]
    path = workbook(tmp_path / "2024年监测.xlsx", {"1月": (rows, []), "２月份": (rows, []), "202403": (rows, [])})

    assert said(read_monitoring(path)) == [
        ("平林", "2024-01", "nh3n", "1/10", "2024年监测.xlsx [1月] B2"),
        ("平林", "2024-02", "nh3n", "1/10", "2024年监测.xlsx [２月份] B2"),
        ("平林", "2024-03", "nh3n", "1/10", "2024年监测.xlsx [202403] B2"),
    ]


def test_the_month_of_a_file_name(tmp_path):
    """A table without times takes the month of the file's name, and says so; without any it is refused."""
    text = "断面名称,氨氮(mg/L)\n平林,0.1\n断面名称,氨氮(mg/L)\n隔蒲桥,0.2\n"
    readings = read_monitoring(written(tmp_path, text, "2024年3月监测数据.csv"))

    assert [short(each)[:2] for each in readings] == [("平林", "2024-03"), ("隔蒲桥", "2024-03")]
    assert "month_taken" in codes(readings.problems)
    assert codes(errors(tmp_path, text)) == ["no_heading"]


def test_the_year_may_be_given_for_a_month_in_a_sheet_name(tmp_path):
    """A sheet 3月 without any year takes that of the caller, and is refused without one."""
    rows = [["断面名称", "氨氮(mg/L)"], ["平林", "0.1"]]
    path = workbook(tmp_path / "a.xlsx", {"3月": (rows, [])})

    assert [each.when for each in read_monitoring(path, year=2023)] == ["2023-03"]
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(path)
    assert codes(caught.value.problems) == ["year_needed"]


@pytest.mark.parametrize(
    ("title", "rows", "code"),
    [
        ("2024年3月监测结果", "断面名称,监测时间,氨氮(mg/L)\n平林,2024-04,0.1\n", "time_not_of_table"),
        ("2024年3月监测结果", "断面名称,氨氮(mg/L)\n平林,0.1\n", "months_contradict"),
    ],
)
def test_contradicting_months_are_refused(tmp_path, title, rows, code):
    """A title that says another month than the times, or than the file's name, is an error."""
    path = written(tmp_path, f"{title},,\n{rows}", "2024年4月.csv" if code == "months_contradict" else "a.csv")
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(path)

    assert codes(caught.value.problems) == [code]


def test_two_heading_rows_of_units(tmp_path):
    """Units in a second heading row belong to the indicators above them."""
    readings = read_text(tmp_path, "断面名称,监测时间,氨氮,总磷,pH\n,,mg/L,（μg/L）,无量纲\n平林,2024-01,0.1,50,7.5\n")

    assert said(readings) == [
        ("平林", "2024-01", "ph", "15/2", "监测.csv:3:5"),
        ("平林", "2024-01", "nh3n", "1/10", "监测.csv:3:3"),
        ("平林", "2024-01", "tp", "1/20", "监测.csv:3:4"),
    ]
    assert codes(readings.problems) == ["heading_rows"]


def test_raw_and_shown_below_merged_indicators(tmp_path):
    """Of 原始值 and 显示值 below a merged indicator the unrounded one is read."""
    rows = [["断面名称", "监测时间", "氨氮(mg/L)", "", "总磷(mg/L)", ""], ["", "", *["原始值", "显示值"] * 2]]
    rows += [["平林", "2024-01", "0.123", "0.12", "0.05", "0.05"]]
    merges = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 0, 5)]
    readings = read_monitoring(workbook(tmp_path / "a.xlsx", {"表": (rows, merges)}))

    assert [(each.indicator, each.value, each.place.cell) for each in readings] == [
        ("nh3n", Fraction(123, 1000), "C3"),
        ("tp", Fraction(1, 20), "E3"),
    ]


def test_parts_of_each_indicator_in_columns(tmp_path):
    """Value, detection limit and qualifier of each indicator may have columns of their own, three rows deep."""
    text = (
        "断面,时间,氨氮,,,总磷,,\n,,监测值,检出限,标识,监测值,检出限,类别\n,,mg/L,mg/L,,mg/L,mg/L,\n"
        "平林,2024-01,0.025,0.025,L,0.3,0.01,Ⅴ\n"
    )
    readings = read_text(tmp_path, text)

    assert said(readings) == [
        ("平林", "2024-01", "nh3n", "below", "监测.csv:4:3"),
        ("平林", "2024-01", "tp", "3/10", "监测.csv:4:6"),
    ]
    assert {each.indicator: each.detection_limit for each in readings}["nh3n"] == Fraction(1, 40)


def test_groups_above_a_whole_heading(tmp_path):
    """Names of groups above a complete heading change nothing."""
    text = "断面信息,,监测指标（mg/L）,\n断面名称,监测时间,氨氮,总磷\n平林,2024-01,0.1,0.2\n"

    assert [short(each)[2:] for each in read_text(tmp_path, text)] == [("nh3n", "1/10"), ("tp", "1/5")]


def test_totals_are_set_aside_and_sections_named_like_them_kept(tmp_path):
    """合计, 标准限值 … are no readings even with a time; 平均桥 is a section."""
    rows = ["平均桥", "合计", "Ⅲ类标准", "平 均", "标准限值", "最大值", "达标率"]
    text = "断面名称,监测时间,氨氮(mg/L)\n" + "".join(f"{name},2024-01,0.1\n" for name in rows)
    readings = read_text(tmp_path, text)

    assert [each.section for each in readings] == ["平均桥"]
    assert codes(readings.problems) == ["total_row"] * 6


def test_means_of_a_month_or_section_are_set_aside(tmp_path):
    """本月平均 without a section is no merged cell, and 平林（平均） no section of its own."""
    text = "断面,时间,氨氮(mg/L)\n平林,2024-01,1\n平林（平均）,2024-01,2\n,本月平均,3\n街口(鸠坑口),2024-01,1\n"
    readings = read_text(tmp_path, text)

    assert set(readings.sections) == {"平林", "街口(鸠坑口)"}
    assert codes(readings.problems) == ["total_row"] * 2


def test_the_mean_of_a_section_behind_a_space_is_set_aside(tmp_path):
    """平林 平均 is no section of its own."""
    readings = read_text(tmp_path, "断面,时间,氨氮(mg/L)\n平林,2024-01,1\n平林 平均,2024-01,2\n")

    assert readings.sections == ("平林",)
    assert codes(readings.problems) == ["total_row"]


def test_an_indicator_column_may_hold_the_unit(tmp_path):
    """氨氮(μg/L) with 500 in a long table is 0.5 mg/L, and a unit column must not say other."""
    text = "断面,时间,指标,监测值\n平林,2024-01,氨氮(μg/L),500\n平林,2024-01,总磷（mg/L）,0.1\n"
    readings = read_text(tmp_path, text)

    assert [(each.indicator, str(each.value)) for each in readings] == [("nh3n", "1/2"), ("tp", "1/10")]
    assert codes(readings.problems) == []

    found = errors(tmp_path, "断面,时间,指标,监测值,单位\n平林,2024-01,氨氮(μg/L),500,mg/L\n")
    assert [(each.code, str(each.place)) for each in found] == [("readings.unit_contradicts", "监测.csv:2:5")]


def test_errors_name_the_cell_of_the_file(tmp_path):
    """An unreadable value in a table of months across is told at its own cell."""
    found = errors(tmp_path, "氨氮(mg/L),,\n断面名称,2024-01,2024-02\n平林,约3,0.1\n")

    assert [(each.code, str(each.place)) for each in found] == [("readings.value_unknown", "监测.csv:3:2")]


MEASURED = st.dictionaries(
    st.tuples(st.sampled_from(["平林", "平均桥", "街口(鸠坑口)"]), st.integers(1, 12), st.sampled_from(list(NAMES))),
    st.sampled_from(["0.12", "１．５", "0.025L", "<0.01", "未检出", "--", "断流", "3"]),
    min_size=1,
)


def shapes(data):
    """The same data as sheets in every shape: shape → sheets, as :func:`workbook` takes them."""
    sections, months, indicators = (sorted({key[at] for key in data}) for at in range(3))

    def cell(section, month, indicator):
        return data.get((section, month, indicator), "")

    heads = [f"{NAMES[each]}(mg/L)" for each in indicators]
    whole = [(s, m, i) for s in sections for m in months for i in indicators]
    yield "long", {"a": ([["断面", "时间", "指标", "监测值(mg/L)"],
        *([s, f"2024-{m:02d}", NAMES[i], cell(s, m, i)] for s, m, i in whole)], [])}  # fmt: skip
    yield "wide", {"a": ([["断面", "时间", *heads],
        *([s, f"2024年{m}月", *(cell(s, m, i) for i in indicators)] for s in sections for m in months)], [])}  # fmt: skip
    yield "months across", {"a": ([["2024年"], ["断面名称", "指标", "单位", *(f"{m}月" for m in months)],
        *([s, NAMES[i], "mg/L", *(cell(s, m, i) for m in months)] for s in sections for i in indicators)], [])}  # fmt: skip
    yield "sections across", {f"{NAMES[i]}(mg每L)": ([[f"{NAMES[i]}(mg/L)"], ["时间", *sections],
        *([f"2024-{m:02d}", *(cell(s, m, i) for s in sections)] for m in months)], []) for i in indicators}  # fmt: skip
    yield "sheet a month", {f"2024年{m}月": ([["断面", *heads],
        *([s, *(cell(s, m, i) for i in indicators)] for s in sections)], []) for m in months}  # fmt: skip
    yield "two rows", {"a": ([["断面", "时间", *(NAMES[i] for i in indicators)], ["", "", *["mg/L"] * len(indicators)],
        *([s, f"2024-{m}", *(cell(s, m, i) for i in indicators)] for s in sections for m in months)],
        [(0, 0, 1, 0), (0, 1, 1, 1)])}  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(data=MEASURED)
def test_every_shape_reads_to_the_same(tmp_path_factory, data):
    """One set of data reads to equal readings in every shape, each with the place of the cell that holds its text."""
    folder = tmp_path_factory.mktemp("shapes")
    found = []
    for shape, sheets in shapes(data):
        readings = read_monitoring(workbook(folder / f"{shape}.xlsx", sheets))
        found.append([each for each in readings if each.text])
        for each in found[-1]:
            rows = sheets[each.place.sheet][0]
            assert rows[each.place.line - 1][each.place.column - 1] == each.text

    assert all(each == found[0] for each in found)
    assert len(found[0]) == len(data)
