"""A unit that stands anywhere around a table is used or refused, never taken for mg/L: a thousandfold is at stake."""

from __future__ import annotations

import pytest
import xlsxwriter

from ecocomp.errors import ReadingsError
from ecocomp.readings import read_monitoring
from tests.readings.support import codes, errors, read_text, written

#: Every shape of a table of 氨氮 at 甲, 2024-01: rows, where ``{}`` is for a unit, and a mapping where it needs one.
PLAIN = [["断面", "时间", "氨氮"], ["甲", "2024-01", "500"]]
LONG = [["断面", "时间", "指标", "监测值"], ["甲", "2024-01", "氨氮", "500"]]
MONTHS = [["断面", "2024-01", "2024-02"], ["甲", "500", "500"]]
MONTHS_BELOW = [["断面", "2024年", ""], ["", "1月", "2月"], ["甲", "500", "500"]]
MONTHS_OF = [["断面", "指标", "2024-01", "2024-02"], ["甲", "氨氮", "500", "500"]]
MONTHS_UNDER = [["断面", "氨氮", "氨氮"], ["", "2024年1月", "2024年2月"], ["甲", "500", "500"]]
DAYS = [["断面", "2024-01-01", "2024-01-02"], ["甲", "500", "500"]]
SECTIONS = [["时间", "甲", "乙"], ["2024-01", "500", "500"], ["2024-02", "500", "500"]]
PARTS = [["断面", "时间", "氨氮", ""], ["", "", "监测值", "检出限"], ["甲", "2024-01", "500", "25"]]
SHEET_A_MONTH = [["断面", "氨氮"], ["甲", "500"]]
NAMED = "heading: {heading}\ncolumns: {{点: section, 何时: time, NN: nh3n}}\n"
ACROSS = "heading: {heading}\nshape: {shape}\ncolumns: {{点: {role}}}\nfixed: {{indicator: nh3n}}\n"

SHAPES = {
    "wide": (PLAIN, ""),
    "long": (LONG, ""),
    "months": (MONTHS, ""),
    "months below a year": (MONTHS_BELOW, ""),
    "months and indicators": (MONTHS_OF, ""),
    "months under indicators": (MONTHS_UNDER, ""),
    "days": (DAYS, ""),
    "sections": (SECTIONS, ""),
    "parts": (PARTS, ""),
    "a sheet a month": (SHEET_A_MONTH, ""),
    "mapped": ([["点", "何时", "NN"], ["甲", "2024-01", "500"]], NAMED),
    "mapped months": ([["点", "2024-01", "2024-02"], ["甲", "500", "500"]], ACROSS.replace("{role}", "section").replace("{shape}", "months_across")),
    "mapped sections": ([["点", "甲", "乙"], ["2024-01", "500", "500"]], ACROSS.replace("{role}", "time").replace("{shape}", "sections_across")),
}  # fmt: skip


def sheet(tmp_path, rows, name, title="", mapping=""):
    """The readings of a workbook of one sheet, a title above the rows."""
    rows = [[title], *rows] if title else rows
    path = tmp_path / "2024年1月.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet(name)
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                if text:
                    page.write_string(row, column, text)
    described = mapping and written(tmp_path, mapping.format(heading=2 if title else 1), "映射.yaml")
    return read_monitoring(path, mapping=described or None)


def microgram(readings):
    """Whether all values were read as 500 μg/L."""
    assert len(readings)
    return {str(each.value) for each in readings} == {"1/2"}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    "title",
    [
        "氨氮监测结果（μg/L）",
        "氨氮监测结果 ug/L",
        "氨氮（NH3-N，μg/L）",
        "氨氮（μg/L）",
        "氨氮 μg/L",
        "氨氮浓度ug/L统计表",
        "氨氮 微克每升",
        "氨氮 单位：μg/L",
    ],
)
def test_a_unit_in_the_title(tmp_path, shape, title):
    """A title's unit, in brackets or not, is that of the values of every shape."""
    rows, mapping = SHAPES[shape]

    assert microgram(sheet(tmp_path, rows, "1月", title, mapping))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", ["氨氮(μg_L)", "氨氮(ug-L)", "氨氮 ug_L", "氨氮μg_L", "氨氮（μg／L）", "氨氮ugL"])
def test_a_unit_in_the_name_of_the_sheet(tmp_path, shape, name):
    """A sheet's name cannot hold a stroke; whatever stands for it, the unit is understood."""
    rows, mapping = SHAPES[shape]

    assert microgram(sheet(tmp_path, rows, name, "", mapping))


@pytest.mark.parametrize(
    ("shape", "column"),
    [(shape, column) for shape, (rows, _) in SHAPES.items() for column in range(len(rows[0])) if any(texts[column] for texts in rows)],
)  # fmt: skip
@pytest.mark.parametrize("unit", ["（μg/L）", "(ug/L)", " μg/L"])
def test_a_unit_in_a_heading(tmp_path, shape, unit, column):
    """A unit in any one heading is used, or the table is refused; it is never passed over."""
    rows, mapping = SHAPES[shape]
    top = next(texts for texts in rows if texts[column])
    old = top[column]
    rows = [[text + unit if text == old and row in (rows.index(top), 0) else text for text in texts] for row, texts in enumerate(rows)]  # fmt: skip
    if mapping:
        mapping = mapping.replace(f"{{{old}:", f'{{"{old}{unit}":').replace(f" {old}:", f' "{old}{unit}":')
    try:
        readings = sheet(tmp_path, rows, "氨氮", "", mapping)
    except ReadingsError:
        return

    assert microgram(readings)


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        (MONTHS, (1, 2)), (MONTHS, (0,)), (MONTHS_BELOW, (1,)), (MONTHS_OF, (2, 3)), (MONTHS_OF, (1,)), (SECTIONS, (1, 2)),
        (SECTIONS, (0,)), (PLAIN, (2,)), (PLAIN, (0,)), (LONG, (3,)), (LONG, (2,)), (SHEET_A_MONTH, (0,)), (SHEET_A_MONTH, (1,)),
    ],
)  # fmt: skip
def test_units_in_headings_that_are_read(tmp_path, rows, columns):
    """A unit beside months, sections, the corner or the indicator is used, and no part of a name."""
    headed = [[text + "(μg/L)" if column in columns else text for column, text in enumerate(rows[0])], *rows[1:]]
    readings = sheet(tmp_path, headed, "氨氮")

    assert microgram(readings)
    assert set(readings.sections) <= {"甲", "乙"}


@pytest.mark.parametrize(
    "text",
    [
        "氨氮（μg/L）、总磷（mg/L）\n断面,时间,氨氮,总磷\n甲,2024-01,500,1\n",
        "总磷（μg/L）\n断面,时间,氨氮,总磷\n甲,2024-01,500,1\n",
        "氨氮、总磷（μg/L）\n断面,时间,氨氮,总磷\n甲,2024-01,500,1\n",
        "氨氮结果（检出限 μg/L）\n断面,时间,氨氮\n甲,2024-01,500\n",
        "氨氮（μg/L）,单位：mg/L\n断面,时间,氨氮\n甲,2024-01,500\n",
        "氨氮（μg/L）\n断面,时间,指标,监测值\n甲,2024-01,氨氮,500\n甲,2024-01,总磷,500\n",
    ],
)
def test_an_unclear_unit_is_refused(tmp_path, text):
    """Where it cannot be known whose unit it is, nothing is read."""
    assert codes(errors(tmp_path, text)) == ["unit_around_unclear"]


@pytest.mark.parametrize(
    "text",
    [
        "总磷（μg/L）、氨氮（mg/L）\n断面,时间,氨氮(mg/L)\n甲,2024-01,1\n",
        "检出限0.025mg/L\n断面,时间,氨氮\n甲,2024-01,1\n",
        "氨氮、总磷（mg/L）\n断面,时间,氨氮,总磷\n甲,2024-01,1,1\n",
        "氨氮（μg/L）\n断面,时间,指标,监测值,单位\n甲,2024-01,氨氮,1,mg/L\n",
        "叶绿素（μg/L）\n断面,时间,水温,pH\n甲,2024-01,1,1\n",
    ],
)
def test_a_unit_that_changes_nothing(tmp_path, text):
    """Units of their own go before; one that is the usual one anyway does no harm."""
    assert {str(each.value) for each in read_text(tmp_path, text)} == {"1"}


def test_it_is_told(tmp_path):
    """A note names the unit and where it stands."""
    readings = read_text(tmp_path, "2024年监测结果（μg/L）\n断面,时间,氨氮\n甲,2024-01,500\n")
    (note,) = [each for each in readings.problems if each.code == "readings.unit_around"]

    assert note.severity == "note"
    assert str(note.place) == "监测.csv:1:1"
    assert "μg/L" in note.message("zh")
    assert "title" in note.message("en")
