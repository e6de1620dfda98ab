"""Columns of statistics: of the mean and the extremes of one section and month the mean is read."""

from __future__ import annotations

import pytest
import xlsxwriter

from ecocomp.readings import read_monitoring
from tests.readings.support import codes, errors, read_text, short, written

PLAIN = """断面名称,月份,统计项,氨氮(mg/L)
平林,2024-03,最大值,1.6
,,最小值,0.3
,,平均值,0.5
太平沙,2024-03,最大值,2
,,最小值,0.1
,,平均值,0.25
"""


def told(readings, code):
    """The severity of what is told under a code, with how often and of what."""
    found = [each for each in readings.problems if each.code == f"readings.{code}"]
    return [(each.severity, each.details["found"], each.details["count"]) for each in found]


@pytest.mark.parametrize("heading", ["统计项", "统计量", "项目", "备注", "统计"])
def test_the_mean_of_several_statistics(tmp_path, heading):
    found = read_text(tmp_path, PLAIN.replace("统计项", heading))
    assert [short(each) for each in found] == [
        ("太平沙", "2024-03", "nh3n", "1/4"),
        ("平林", "2024-03", "nh3n", "1/2"),
    ]
    assert told(found, "mean_of_statistics") == [("note", "平均值", 2)]
    assert told(found, "statistic_row") == [("note", "最大值", 2), ("note", "最小值", 2)]


def test_the_mean_in_other_shapes(tmp_path):
    outside = "2024年3月\n断面,统计项,氨氮\n平林,最大值,1.6\n,平均值,0.5\n"
    months = "指标,断面,统计,2024-03,2024-04\n氨氮,平林,最大,1,2\n,,平均,0.5,0.5\n"
    long = "断面,时间,统计量,指标,监测值\n平林,2024-03,最大值,氨氮,1.6\n,,平均值,氨氮,0.5\n"
    sections = "时间,统计,氨氮,\n,,平林,甲\n2024-03,最大值,1,2\n,平均值,0.5,0.5\n"
    for text in (outside, months, long, sections):
        assert {str(each.value) for each in read_text(tmp_path, text)} == {"1/2"}, text


def workbook(path, mapping=None):
    """The readings of a workbook in which section and month are merged over the statistics of each."""
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row("A1", ["断面名称", "月份", "统计项", "氨氮(mg/L)"])
        for top, month in ((1, "2024-03"), (4, "2024-04")):
            page.merge_range(top, 0, top + 2, 0, "平林")
            page.merge_range(top, 1, top + 2, 1, month)
            for offset, (name, value) in enumerate([("最大值", "1.6"), ("最小值", "0.3"), ("平均值", "0.5")]):
                page.write_row(top + offset, 2, [name, value])
    return read_monitoring(path, mapping=mapping)


MAPPINGS = {
    "skip alone": "skip: [最大值, 最小值]\n",
    "columns": "heading: 1\ncolumns: {断面名称: section, 月份: time, 统计项: ignore, 氨氮(mg/L): nh3n}\nskip: [最大值, 最小值]\n",
}


@pytest.mark.parametrize("mapping", ["", *MAPPINGS])
def test_merged_sections_and_months(tmp_path, mapping):
    """Also where the first row of a merged cell is skipped by a mapping."""
    described = written(tmp_path, MAPPINGS[mapping], "映射.yaml") if mapping else None
    found = workbook(tmp_path / "统计.xlsx", described)
    assert [short(each) for each in found] == [
        ("平林", "2024-03", "nh3n", "1/2"),
        ("平林", "2024-04", "nh3n", "1/2"),
    ]


@pytest.mark.parametrize("heading", ["统计", "备注"])
def test_an_extreme_without_a_mean_is_set_aside(tmp_path, heading):
    found = read_text(tmp_path, f"断面,月份,{heading},氨氮\n平林,2024-03,最大值,1.6\n平林,2024-04,,0.3\n")
    assert [short(each) for each in found] == [("平林", "2024-04", "nh3n", "3/10")]
    assert told(found, "statistic_alone") == [("warning", "最大值", 1)]


def test_statistics_of_all_sections_at_the_end_are_nobodys(tmp_path):
    end = ",,平均值,0.9\n,,最大值,9\n"
    extremes = "断面,月份,统计,氨氮\n平林,2024-03,最大值,1.6\n甲,2024-03,最大值,1.6\n"
    assert not len(read_text(tmp_path, extremes + end))
    means = "断面,月份,统计,氨氮\n平林,2024-03,平均值,1.6\n甲,2024-03,平均值,1.6\n"
    assert {str(each.value) for each in read_text(tmp_path, means + end)} == {"8/5"}
    without = "断面,月份,备注,氨氮\n平林,2024-03,最大值,1.6\n甲,2024-03,,1\n"
    assert [short(each) for each in read_text(tmp_path, without + end)] == [("甲", "2024-03", "nh3n", "1")]


def test_a_mean_without_its_section_is_an_error(tmp_path):
    text = "断面,月份,统计,氨氮\n平林,2024-03,最大值,1.6\n,2024-04,平均值,1.2\n"
    assert codes(errors(tmp_path, text)) == ["no_section"]


def test_a_column_of_means_alone_is_read(tmp_path):
    found = read_text(tmp_path, "断面,月份,统计,氨氮(mg/L)\n平林,2024-03,平均值,0.5\n甲,2024-03,平均值,0.5\n")
    assert len(found) == 2
    assert codes(found.problems) == ["column_ignored"]


def test_a_mapping_that_leaves_nothing_is_an_error(tmp_path):
    mapping = written(tmp_path, "skip: [平林]\n", "映射.yaml")
    assert codes(errors(tmp_path, "断面,时间,氨氮(mg/L)\n平林,2024-03,0.5\n", mapping=mapping)) == ["no_readings"]
