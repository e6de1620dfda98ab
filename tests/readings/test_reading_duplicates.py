"""Samples of quality control that a remark or a column of kinds tells from the sample of the section."""

from __future__ import annotations

import openpyxl
import pytest

from ecocomp.readings import read_monitoring
from tests.readings.support import codes, errors, read_text, short

SAMPLES = ["平行样", "现场平行", "平行样2", "全程序空白", "质控样", "加标回收"]
READ = [("平林", "2024-03", "nh3n", "1/2")]


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize(
    "table",
    [
        "断面,时间,氨氮(mg/L),备注\n平林,2024-03,0.5,\n平林,2024-03,0.52,{}\n",
        "断面,时间,氨氮(mg/L),备注\n平林,2024-03,0.025L,{}\n平林,2024-03,0.5,正常\n",
        "断面,时间,样品类型,氨氮(mg/L)\n平林,2024-03,原样,0.5\n平林,2024-03,{},0.52\n",
        "断面,时间,指标,监测值(mg/L),备注\n平林,2024-03,氨氮,0.5,\n平林,2024-03,氨氮,0.52,{}\n",
        "2024年3月\n断面,氨氮(mg/L),备注\n平林,0.5,\n平林,0.52,{}\n",
        "氨氮(mg/L)\n断面,2024-03,备注\n平林,0.5,\n平林,0.52,{}\n",
    ],
)
def test_a_sample_beside_that_of_the_section_is_set_aside(tmp_path, name, table):
    """With a warning, since values stand in it."""
    readings = read_text(tmp_path, table.format(name))

    assert [short(each) for each in readings] == READ
    told = [(each.severity, each.details["found"]) for each in readings.problems if each.code == "readings.sample_row"]
    assert told == [("warning", name)]


@pytest.mark.parametrize(
    "row",
    [
        "平林,2024-04,0.52,平行样",  # of another month
        "道士,2024-03,0.52,平行样",  # of another section
    ],
)
def test_a_sample_alone_is_read_with_its_remark(tmp_path, row):
    """It may say no more than that another sample was taken too."""
    readings = read_text(tmp_path, f"断面,时间,氨氮(mg/L),备注\n平林,2024-03,0.5,\n{row}\n")

    assert [str(each.value) for each in readings] == ["1/2", "13/25"]
    assert "remark_told" in codes(readings.problems)


def test_two_samples_are_for_a_person_to_choose_from(tmp_path):
    """Where both are marked, and where a remark merely speaks of a sample."""
    table = "断面,时间,氨氮(mg/L),备注\n平林,2024-03,0.5,{}\n平林,2024-03,0.52,{}\n"
    for remarks in (("平行样", "平行样"), ("", "已采平行样")):
        assert codes(errors(tmp_path, table.format(*remarks))) == ["repeated_differing"]


def test_a_section_of_the_same_name_elsewhere(tmp_path):
    """It is not what the sample stands beside."""
    text = "省份,断面,时间,氨氮(mg/L),备注\n湖北,江口,2024-03,0.5,\n湖南,江口,2024-03,0.6,平行样\n"

    assert len(read_text(tmp_path, text)) == 2


def test_merged_sections_of_a_workbook(tmp_path):
    """Section and time merged over both samples."""
    book = openpyxl.Workbook()
    for row in (["断面", "时间", "氨氮(mg/L)", "备注"], ["平林", "2024-03", 0.5], [None, None, 0.52, "平行样"]):
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    book.active.merge_cells("B2:B3")
    book.save(tmp_path / "监测.xlsx")
    readings = read_monitoring(tmp_path / "监测.xlsx")

    assert [short(each) for each in readings] == READ
    assert "sample_row" in codes(readings.problems)
