"""What stands above, beside and between the rows of a table: units, qualifiers, other headings, columns without one."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ecocomp.readings.stated_units import Stated, units_stated
from ecocomp.readings.table_unit import labelled_unit
from tests.readings.support import codes, errors, places, read_text, short


def test_unit_qualifier_and_limit_beside_one_indicator(tmp_path):
    """In a wide table with one indicator the columns of unit, qualifier and limit are read as in a long one."""
    readings = read_text(
        tmp_path,
        """断面,时间,氨氮,单位,标识,检出限,水质类别
A,2024-01,500,μg/L,,,II
A,2024-02,0.025,mg/L,L,,II
A,2024-03,ND,mg/L,,0.025,II
A,2024-04,0.5,,,0.025,II
""",
    )

    assert [(each.value, each.qualifier, each.detection_limit) for each in readings if each.indicator == "nh3n"] == [
        (Fraction(1, 2), "", None),
        (None, "below", Fraction(1, 40)),
        (None, "below", Fraction(1, 40)),
        (Fraction(1, 2), "", None),
    ]
    assert [each.value for each in readings if each.indicator == "grade"] == [2, 2, 2, 2]
    assert codes(readings.problems) == ["unit_assumed"]


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("断面,时间,氨氮(mg/L),单位\nA,2024-01,500,μg/L\n", "unit_contradicts", "监测.csv:2:4"),
        ("断面,时间,氨氮(mg/L),单位\nA,2024-01,500,t\n", "unit_unknown", "监测.csv:2:4"),
        ("断面,时间,氨氮,标识\nA,2024-01,500,?\n", "qualifier_unknown", "监测.csv:2:4"),
        ("断面,时间,水量,单位\nA,2024-01,5,万m³\nA,2024-02,5,\n", "unit_needed", "监测.csv:1:3"),
    ],
)
def test_what_contradicts_the_one_indicator(tmp_path, text, code, place):
    """A unit, qualifier or limit that cannot be read or contradicts the heading is an error at its cell."""
    problems = errors(tmp_path, text)

    assert (codes(problems), places(problems)) == ([code], [place])


@pytest.mark.parametrize(("column", "value"), [("单位", "μg/L"), ("标识", "L"), ("检出限", "0.01")])
def test_columns_beside_several_indicators(tmp_path, column, value):
    """Beside several indicators a column of unit, qualifier or limit with a value is one error, without one nothing."""
    text = f"断面,时间,氨氮(mg/L),总磷(mg/L),{column}\nA,2024-01,1,1,\nA,2024-02,1,1,"
    problems = errors(tmp_path, text + f"{value}\nA,2024-03,1,1,{value}\n")

    assert [(each.code, each.details["found"]) for each in problems] == [("readings.column_unclear", column)]
    assert places(problems) == ["监测.csv:3:5"]
    assert codes(read_text(tmp_path, text + "--\n").problems) == []


def test_another_heading_further_down(tmp_path):
    """A heading inside a table is taken for the rows below it, with a note, whatever the order of its columns."""
    readings = read_text(
        tmp_path,
        """断面,监测时间,指标,监测值(mg/L)
甲,2024-01,氨氮,0.5
断面,监测时间,指标,监测值(μg/L)
甲,2024-02,氨氮,500
监测时间,断面,总磷(mg/L),
2024-03,甲,0.1,
""",
    )

    assert [short(each) for each in readings] == [
        ("甲", "2024-01", "nh3n", "1/2"),
        ("甲", "2024-02", "nh3n", "1/2"),
        ("甲", "2024-03", "tp", "1/10"),
    ]
    assert [(each.code, each.details["places"]) for each in readings.problems] == [("readings.heading_changes", "3, 5")]


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("断面,时间,镭", "heading_unclear"),
        ("断面,时间,监测值(μg/L)", "heading_unclear"),
        ("断面,时间,断面名称", "heading_unclear"),
    ],
)
def test_a_heading_further_down_that_cannot_be_read(tmp_path, heading, code):
    """A heading inside a table that names nothing known is one error, and what is below it is not read."""
    problems = errors(tmp_path, f"断面,时间,氨氮(mg/L)\nA,2024-01,1\n{heading}\nA,2024-02,x\n")

    assert (codes(problems), [each.place.line for each in problems]) == ([code], [3])


@pytest.mark.parametrize(
    "row", ["单位：μg/L,,", "（单位:ug/L）,,", "月报 单位：μg/L（pH 无量纲）,,", "单位：,μg/L,", "unit: ug/L,,"]
)
def test_unit_above_the_table(tmp_path, row):
    """A row 单位：… above the heading gives the unit of the columns without one, which is noted."""
    readings = read_text(tmp_path, f"{row},\n断面,时间,氨氮,总磷(mg/L)\nA,2024-01,500,0.1\n")

    assert [(each.indicator, each.value) for each in readings] == [("nh3n", Fraction(1, 2)), ("tp", Fraction(1, 10))]
    assert codes(readings.problems) == ["unit_of_table"]


def test_unit_above_a_long_table(tmp_path):
    """In a long table the unit above holds for rows whose indicator can have it, and for those without their own."""
    readings = read_text(
        tmp_path, "单位：μg/L,,,\n断面,时间,指标,监测值\nA,2024-01,氨氮,500\nA,2024-01,pH,7\nA,2024-01,水温,20\n"
    )

    assert [(each.indicator, each.value) for each in readings] == [
        ("water_temp", 20),
        ("ph", 7),
        ("nh3n", Fraction(1, 2)),
    ]
    assert codes(readings.problems) == ["unit_of_table"]


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("单位：mg/升水,,\n断面,时间,氨氮\nA,2024-01,1\n", "table_unit_unknown", "监测.csv:1:1"),
        ("单位：μg/L（总磷）,,\n断面,时间,氨氮\nA,2024-01,1\n", "table_unit_unknown", "监测.csv:1:1"),
        ("单位：mg/L,,\n单位：μg/L,,\n断面,时间,氨氮\nA,2024-01,1\n", "table_unit_unknown", "监测.csv:2:1"),
        ("断面,时间,氨氮\nA,2024-01,1\n单位：μg/L,,\nA,2024-02,1\n", "table_unit_inside", "监测.csv:3:1"),
    ],
)
def test_units_of_a_table_that_are_refused(tmp_path, text, code, place):
    """A unit above a table that is not one known unit, or one between its rows, is an error."""
    problems = errors(tmp_path, text)

    assert (codes(problems), places(problems)) == ([code], [place])


def test_labels_of_units():
    """Only 单位 with a colon and something like a unit is a label; an office is none."""
    assert labelled_unit(["填报单位：A/B"]) is None
    assert labelled_unit(["单 位：mg/L"]) == (0, "mg/L")
    assert labelled_unit(["单位：平林监测站  2024年3月"]) is None
    assert labelled_unit(["表一", "计量单位：mg/L"]) == (1, "mg/L")


@pytest.mark.parametrize(
    ("text", "general", "named"),
    [
        ("mg/L", "mg/L", {}),
        ("mg/L, pH除外", "mg/L", {}),
        ("mg/L（除pH、水温外）", "mg/L", {}),
        ("mg/L（pH无量纲、水温℃、粪大肠菌群个/L）", "mg/L", {"ph": "无量纲", "water_temp": "°C", "fc": "个/L"}),
        ("mg/L（铜、锌：μg/L）", "mg/L", {"cu": "μg/L", "zn": "μg/L"}),
        ("注：1.铜、锌以μg/L计；2.其他以mg/L计", "mg/L", {"cu": "μg/L", "zn": "μg/L"}),
        ("注：表中浓度单位均为mg/L", "mg/L", {}),
    ],
)
def test_units_that_are_stated(text, general, named):
    assert units_stated(text) == Stated(general, named)


@pytest.mark.parametrize(
    "text",
    [
        "mg/L; t",
        "斤",
        "μg/L（铜、铅）",
        "μg/L（铜），mg/L（锌）",
        "除铜外mg/L",
        "mg/L（铜除外）",
        "铜、其余μg/L",
        "铜、铅",
    ],
)
def test_units_of_which_it_is_not_clear_whose_they_are(text):
    assert units_stated(text) is None


def test_a_column_without_a_heading(tmp_path):
    """A column with values and no heading is named by its letter in a note, an empty one not at all."""
    readings = read_text(tmp_path, "断面,时间,氨氮(mg/L),,\nA,2024-01,1,,\nA,2024-02,1,,9\nA,2024-03,1,,9\n")

    assert [(each.code, each.details["found"], str(each.place)) for each in readings.problems] == [
        ("readings.column_untitled", "E", "监测.csv:3:5")
    ]


def test_roles_of_long_tables_in_a_wide_one(tmp_path):
    """A column 项目 or 结果 of a wide table is not used, which is noted."""
    readings = read_text(tmp_path, "断面,时间,氨氮(mg/L),结果\nA,2024-01,1,达标\n")

    assert codes(readings.problems) == ["column_ignored"]


def test_a_block_without_section(tmp_path):
    """Rows that follow each other and have no section are one error, which thinks of merged cells."""
    text = "断面,时间,氨氮(mg/L)\nA,2024-01,1\n,2024-02,1\n,2024-03,1\nB,2024-01,1\n,2024-02,1\n"
    problems = errors(tmp_path, text)

    assert codes(problems) == ["no_section", "no_section"]
    assert places(problems) == ["监测.csv:3:1", "监测.csv:6:1"]
    assert "合并" in problems[0].message("zh")


def test_a_shifted_row_is_one_error(tmp_path):
    """A row that is too long, or whose cells are shifted in a long table, gives one error."""
    assert codes(errors(tmp_path, "断面,时间,氨氮(mg/L)\n平林,某日,x,1\n")) == ["row_too_long"]
    assert codes(errors(tmp_path, "断面,时间,指标,值,单位\n,平林,2024-01,氨氮,1\n,2024-01,氨氮,1,t\n")) == [
        "unit_unknown"
    ]
