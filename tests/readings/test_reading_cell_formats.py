"""Cells of a workbook that show more than they hold: number formats with a meaning, strikes and comments."""

from __future__ import annotations

from fractions import Fraction

import pytest
import xlsxwriter
import xlwt
from hypothesis import given
from hypothesis import strategies as st

from ecocomp.errors import ReadingsError
from ecocomp.readings import read_monitoring, sheet_scan
from ecocomp.readings.number_formats import is_odd, number_shown, text_shown
from tests.readings.support import codes, places

ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '
ORDINARY = [
    "General",
    "0.00",
    "#,##0.00;[Red]-#,##0.00",
    "0.00_);[Red](0.00)",
    "0.00;[Red]0.00",
    ACCOUNTING,
    "[$¥-804]#,##0.00",
    "0.00E+00",
    "# ??/??",
    "@",
    'yyyy"年"m"月"d"日"',
    "[h]:mm",
    "[DBNum1][$-804]General",
    "000000",
    "[>=1]0.0;[<1]0.00",
    "",
]


@pytest.fixture(params=["a.xlsx", "a.xls"])
def path(request, tmp_path):
    """The path of a workbook of each kind."""
    return tmp_path / request.param


def sheet(path, cells, heading="氨氮(mg/L)"):
    """A workbook with one row for each cell: its value, number format and whether it is struck out."""
    rows = [["甲", f"2024-{row:02}", *cell] for row, cell in enumerate(cells, 1)]
    if path.suffix == ".xls":
        book = xlwt.Workbook()
        page = book.add_sheet("S")
        for column, text in enumerate(["断面", "时间", heading]):
            page.write(0, column, text)
        for row, (section, time, value, code, struck) in enumerate(rows, 1):
            style = xlwt.XFStyle()
            style.num_format_str = code or "General"
            style.font = xlwt.Font()
            style.font.struck_out = struck
            for column, cell in enumerate([section, time]):
                page.write(row, column, cell)
            page.write(row, 2, value, style)
        book.save(str(path))
        return path
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("S")
        page.write_row(0, 0, ["断面", "时间", heading])
        for row, (section, time, value, code, struck) in enumerate(rows, 1):
            page.write_row(row, 0, [section, time])
            style = book.add_format({"num_format": code, "font_strikeout": struck})
            (page.write_string if isinstance(value, str) else page.write_number)(row, 2, value, style)
    return path


def read_one(path, value, code, heading="氨氮(mg/L)"):
    """The reading of one cell, and the codes of what was said."""
    readings = read_monitoring(sheet(path, [(value, code, False)], heading))
    (reading,) = readings
    return reading, codes(readings.problems)


def refused(path, value, code, heading="氨氮(mg/L)"):
    """What is said of one cell that is refused, and where."""
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(sheet(path, [(value, code, False)], heading))
    return codes(caught.value.problems), places(caught.value.problems)


@pytest.mark.parametrize("code", ORDINARY)
@pytest.mark.parametrize("value", ["0.025", "1234.5", "0", "-3"])
def test_ordinary_formats_say_nothing(code, value):
    """Decimals, colours, thousands, currencies, brackets and dashes of accounting, and dates say no more than numbers."""
    assert not is_odd(code)
    assert number_shown(code, Fraction(value)) is None
    assert text_shown(code, "0.5") is None


@pytest.mark.parametrize(
    ("code", "value", "text", "limit"),
    [
        ('0.000"L"', 0.025, "0.025L", "1/40"),
        ('"<"0.000', 0.02, "<0.020", "1/50"),
        ("0.00\\L", 0.5, "0.50L", "1/2"),
        ('General"L"', 0.025, "0.025L", "1/40"),
        ('[<0.025]"<0.025";0.000', 0.012, "<0.025", "1/40"),
        ('[<0.025]"ND"', 0.012, "ND", "None"),
        ('[>=0.025]0.000;"未检出"', 0.012, "未检出", "None"),
        ('0.000;-0.000;"ND"', 0, "ND", "None"),
        ('@"L"', "0.025", "0.025L", "1/40"),
    ],
)
def test_values_shown_as_below_detection(path, code, value, text, limit):
    """What the sheet shows as below detection is read so, with a warning that names the format."""
    reading, said = read_one(path, value, code)

    assert (reading.qualifier, reading.text, str(reading.detection_limit)) == ("below", text, limit)
    assert said == ["shown_below"]


def test_a_conditional_format_leaves_other_values_alone(path):
    """A value that the condition does not hold for is the number it is."""
    reading, said = read_one(path, 0.5, '[<0.025]"<0.025";0.000')

    assert (reading.value, said) == (Fraction(1, 2), [])


@pytest.mark.parametrize(
    ("code", "value", "said"),
    [
        ('0.00"L"', 0.025, "shown_otherwise"),  # shown as 0.03L
        ("0.0%", 0.025, "shown_otherwise"),
        ('0.0"%"', 2.5, "shown_otherwise"),
        ("0.0,", 2500, "shown_otherwise"),
        ('"约"0.0', 2.5, "shown_otherwise"),
        ('0.0"mg/L L"', 2.5, "shown_otherwise"),
        ('[=0]"--";0.00', 0, "shown_otherwise"),
        ('"<0.025"', 0.5, "shown_otherwise"),
        ('[<0]"ND";0.000', -1, "shown_otherwise"),
        ("-0.00", 2.5, "shown_otherwise"),
        ('0"."00', 25, "shown_unclear"),
        ('0.0E+00"L"', 0.025, "shown_unclear"),
        ('@"L"', 0.025, "shown_unclear"),
        ('0.0"μg/L"', 2.5, "shown_unit"),
    ],
)
def test_what_is_shown_otherwise_is_refused(path, code, value, said):
    """A cell that shows what it does not hold is an error at the cell, whatever it may mean."""
    assert refused(path, value, code) == ([said], [f"{path.name} [S] C2"])


@pytest.mark.parametrize(
    ("code", "heading", "value"),
    [
        ('0.0"mg/L"', "氨氮(mg/L)", Fraction(5, 2)),
        ('0.0"μg/L"', "氨氮(ug/L)", Fraction(1, 400)),
        ('0.0"℃"', "水温(℃)", Fraction(5, 2)),
        ("0.0\\ \\m\\g\\/\\L", "氨氮(mg/L)", Fraction(5, 2)),
    ],
)
def test_the_unit_of_the_column_may_stand_in_the_format(path, code, heading, value):
    """A format that shows the unit of the column changes nothing."""
    reading, said = read_one(path, 2.5, code, heading)

    assert (reading.value, said) == (value, [])


@pytest.mark.parametrize("code", ['0"类"', '[=3]"Ⅲ";0'])
def test_a_class_shown_as_a_class(path, code):
    """A format that shows 3 as 3类 or Ⅲ says the same of a class."""
    reading, said = read_one(path, 3, code, "水质类别")

    assert (reading.value, said) == (3, [])


def test_values_that_are_not_shown(path):
    """A value that its format hides is read, with a warning."""
    reading, said = read_one(path, 0.5, ";;;")

    assert (reading.value, said) == (Fraction(1, 2), ["not_shown"])


def test_struck_out_values(path):
    """Struck-out values are read and told of together; an empty struck-out cell is not."""
    readings = read_monitoring(sheet(path, [(1, "0.0", True), (2, "0.0", False), (3, "0.0", True)]))
    (said,) = readings.problems

    assert [each.value for each in readings] == [1, 2, 3]
    assert (said.severity, said.code, said.details["places"]) == ("warning", "readings.struck_values", "C2, C4")


@pytest.mark.parametrize("used", [False, True])
def test_a_large_sheet_whose_cells_show_more(tmp_path, monkeypatch, used):
    """The quick look at a large sheet sees whether a cell has a style that needs a word."""
    monkeypatch.setattr("ecocomp.readings.workbook_parts.SHORTEST", 0)
    seen = []
    plain = sheet_scan.plain_sheet
    monkeypatch.setattr(
        "ecocomp.readings.workbook_parts.plain_sheet", lambda *given: seen.append(plain(*given)) or seen[-1]
    )
    cells = [(0.5, "0.00", False), (0.025, '0.000"L"' if used else "0.000", False)]
    readings = read_monitoring(sheet(tmp_path / "a.xlsx", cells))

    assert [each.qualifier for each in readings] == ["", "below" if used else ""]
    assert any(each is None for each in seen) == used


def test_formats_of_values_across_months(tmp_path):
    """Also where months stand across, what a cell shows is said at the cell."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("氨氮")
        page.write_row(0, 0, ["断面", "2024-01", "2024-02"])
        page.write_row(1, 0, ["甲", 0.5])
        page.write_number(1, 2, 0.5, book.add_format({"num_format": "0%"}))
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(path)

    assert places(caught.value.problems) == ["a.xlsx [氨氮] C2"]


def test_formats_of_detection_limits(tmp_path):
    """A detection limit that is shown in another unit than the value is refused at its cell."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("S")
        page.write_row(0, 0, ["断面", "时间", "指标", "监测值", "单位", "检出限"])
        page.write_row(1, 0, ["甲", "2024-01", "氨氮", "ND", "mg/L"])
        page.write_number(1, 5, 25, book.add_format({"num_format": '0"μg/L"'}))
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(path)

    assert (codes(caught.value.problems), places(caught.value.problems)) == (["shown_unit"], ["a.xlsx [S] F2"])


def test_comments(tmp_path):
    """Comments are counted for each sheet, the first three told with their cells, each in one line and no longer than told."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("S")
        page.write_row(0, 0, ["断面", "时间", "氨氮(mg/L)"])
        for row in range(1, 5):
            page.write_row(row, 0, ["甲", f"2024-{row:02}", 0.5])
            page.write_comment(row, 2, "数据无效\n采样瓶破损" if row == 1 else "字" * 60)
        book.add_worksheet("说明").write_comment("A1", "不是数据")
    (said,) = [each for each in read_monitoring(path).problems if each.code == "readings.comments"]
    long = "字" * 40 + "…"

    assert (said.severity, said.place.sheet, said.details["count"]) == ("warning", "S", 4)
    assert said.details["found"] == f"C2 “数据无效 采样瓶破损”; C3 “{long}”; C4 “{long}” …"


@given(
    st.integers(1, 10**6).map(lambda number: Fraction(number, 1000)),
    st.integers(0, 4),
    st.sampled_from(['{}"L"', '"<"{}', "{}\\L"]),
)
def test_below_detection_only_where_the_whole_number_is_shown(number, decimals, pattern):
    """A format with fewer decimals than the number is never read: its limit would be another than the one held."""
    code = pattern.format(f"0.{'0' * decimals}" if decimals else "0")
    display = number_shown(code, number)

    assert display is not None
    assert (display.kind == "below") == ((number * 10**decimals).denominator == 1)


@given(st.text(max_size=20), st.fractions(-1000, 1000, max_denominator=1000))
def test_any_text_may_be_a_format(code, number):
    """Whatever stands for a format, asking what it shows never fails, and what is not odd shows nothing else."""
    display = number_shown(code, number)

    assert is_odd(code) or display is None
