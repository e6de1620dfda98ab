"""Rows that name a group of sections are none of them; a section without values stays one."""

from __future__ import annotations

import openpyxl
import pytest

from ecocomp.readings import read_monitoring
from tests.readings.support import codes, read_text, short

SECTIONS = "平林,0.5,0.1\n道士,0.6,0.1\n"
HEADING = "2024年3月\n断面,氨氮(mg/L),总磷(mg/L)\n"
NUMBERED = "2024年3月\n序号,断面,氨氮(mg/L),总磷(mg/L)\n"
KINDS = [
    "国考断面",
    "省控断面：",
    "市考点位",
    "干流",
    "支流断面",
    "入境断面",
    "国考",
    "省控",
    "湖库",
    "对照断面",
    "入湖河流",
]


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize(
    "table",
    [
        HEADING + "{0},,\n" + SECTIONS,
        HEADING + SECTIONS + "{0},,\n白沙,0.2,0.1\n",
        "断面,时间,氨氮(mg/L)\n{0},,\n平林,2024-03,0.5\n",
        "氨氮(mg/L)\n断面,2024-03,2024-04\n{0},,\n平林,0.5,0.1\n",
        "断面,指标,2024-03,2024-04\n{0},,,\n平林,氨氮,0.5,0.1\n",
    ],
)
def test_a_kind_of_sections_is_a_group(tmp_path, name, table):
    """Wherever it stands; its name is told."""
    readings = read_text(tmp_path, table.format(name))

    assert {each.section for each in readings} <= {"平林", "道士", "白沙"}
    assert [each.details["found"] for each in readings.problems if each.code == "readings.group_row"] == [name]


@pytest.mark.parametrize("name", ["随县", "曾都区", "长江流域", "涢水水系"])
def test_an_area_above_sections_is_a_group(tmp_path, name):
    """A warning says so, since a section may be called so."""
    readings = read_text(tmp_path, f"{HEADING}{name},,\n{SECTIONS}")

    assert [short(each)[0] for each in readings] == ["平林", "平林", "道士", "道士"]
    assert [each.severity for each in readings.problems if each.code == "readings.group_inferred"] == ["warning"]


@pytest.mark.parametrize(
    "rows",
    [
        SECTIONS + "随县,,\n",  # nothing follows
        "随县,--,\n" + SECTIONS,
        "随县,断流,断流\n" + SECTIONS,
        "随县,,\n广水市,0.5,0.1\n",  # sections are called by areas
        "道士,,\n平林,0.5,0.1\n",
        "丹江口库区,,\n平林,0.5,0.1\n",
        "干流,0.5,0.1\n平林,0.5,0.1\n",
    ],
)
def test_a_section_without_values_stays_one(tmp_path, rows):
    """It is missing in its month, which a settlement must know."""
    readings = read_text(tmp_path, HEADING + rows)

    assert {each.section for each in readings} == {row.split(",")[0] for row in rows.splitlines()}
    assert not {"group_row", "group_inferred"} & set(codes(readings.problems))


@pytest.mark.parametrize("row", [",府河片,,", "一,府河片,,", "（二）,府河片,,", "Ⅰ,府河片,,"])
def test_a_row_without_the_number_of_sections_is_a_group(tmp_path, row):
    """Where all sections are numbered."""
    readings = read_text(tmp_path, f"{NUMBERED}{row}\n1,平林,0.5,0.1\n2,道士,0.6,0.1\n")

    assert {each.section for each in readings} == {"平林", "道士"}
    assert {"group_row", "group_inferred"} & set(codes(readings.problems))


@pytest.mark.parametrize("row", ["3,府河片,,", ",府河片,--,--"])
def test_a_numbered_section_without_values_stays_one(tmp_path, row):
    readings = read_text(tmp_path, f"{NUMBERED}{row}\n1,平林,0.5,0.1\n2,道士,0.6,0.1\n")

    assert "府河片" in {each.section for each in readings}


def test_merged_headings_of_groups_in_a_workbook(tmp_path):
    """A group's name merged over the table, with another group right below it."""
    book = openpyxl.Workbook()
    page = book.active
    rows = [
        ["2024年3月"],
        ["断面", "氨氮(mg/L)", "总磷(mg/L)"],
        ["国考断面"],
        ["随县"],
        ["平林", 0.5, 0.1],
        ["省控断面"],
    ]
    for row in [*rows, ["道士", 0.6, 0.1]]:
        page.append(row)
    for row in (3, 4, 6):
        page.merge_cells(f"A{row}:C{row}")
    path = tmp_path / "3月.xlsx"
    book.save(path)
    readings = read_monitoring(path)

    assert [short(each)[0] for each in readings] == ["平林", "平林", "道士", "道士"]
    assert codes(readings.problems).count("group_row") == 2
    assert [each.place.cell for each in readings if each.indicator == "nh3n"] == ["B5", "B7"]


def test_numbers_below_a_heading_of_three_rows(tmp_path):
    """The heading 序号 is merged over all of them."""
    head = "2024年3月,,\n序号,断面,监测项目\n,,氨氮\n,,mg/L\n"
    readings = read_text(tmp_path, f"{head}一,随州市,\n1,平林,0.5\n二,孝感,\n2,道士,0.6\n")

    assert [each.section for each in readings] == ["平林", "道士"]
    assert codes(readings.problems).count("group_row") == 2
