"""Cells of an OpenDocument file (ods) that show more than they hold, struck-out cells and comments."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecocomp.errors import ReadingsError
from ecocomp.readings import read_monitoring
from ecocomp.readings.shown_texts import shown_as
from tests.readings.open_books import number_cell, open_document, style, table_row, text_cell
from tests.readings.support import codes, places


def sheet(folder, *cells, heading="氨氮(mg/L)", before="", **styles):
    """A file with a row for each cell."""
    rows = [table_row(*map(text_cell, ("断面", "时间", heading)))]
    rows += [table_row(text_cell("甲"), text_cell(f"2024-{at:02}"), cell) for at, cell in enumerate(cells, 1)]
    return open_document(folder / "a.ods", before + "".join(rows), **styles)


def refused(path):
    """What is said of a file that is refused, and where."""
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(path)
    return codes(caught.value.problems), places(caught.value.problems)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0.025", "0.025"),
        ("0.025", "0.03"),
        ("0.025", "0.02"),
        ("0.025", ".025"),
        ("0.025", "0,025"),
        ("0.025", "2.5E-02"),
        ("0.025", "1/40"),
        ("2.5", "2 1/2"),
        ("0.025", "¥0.03"),
        ("0.025", "+0.025"),
        ("1234.5", "1,234.50"),
        ("1234.5", "1.234,5"),
        ("1234.5", "1 235"),
        ("1234.5", "001234.5"),
        ("-3", "-3.0"),
        ("-3", "(3.00)"),
        ("-3", "3"),
        ("0", "-"),
        ("0", "0.00"),
        ("0.30000000000000004", "0.3"),
        ("0.025", "###"),
    ],
)
def test_ordinary_texts_say_nothing(value, shown):
    """Decimals, thousands, currencies, brackets, fractions and dashes of accounting say no more than the number."""
    assert shown_as(shown, Fraction(value)) is None


@pytest.mark.parametrize(
    ("value", "shown", "text", "limit"),
    [
        ("0.025", "0.025L", "0.025L", "1/40"),
        ("0.02", "&lt;0.020", "<0.020", "1/50"),
        ("0.02", "&lt;<text:s/>0.020", "<0.020", "1/50"),
        ("0.012", "&lt;0.025", "<0.025", "1/40"),
        ("0.012", "ND", "ND", "None"),
        ("0", "未检出", "未检出", "None"),
    ],
)
def test_values_shown_as_below_detection(tmp_path, value, shown, text, limit):
    """What the sheet shows as below detection is read so, with a warning, where it shows all of the number or none."""
    readings = read_monitoring(sheet(tmp_path, number_cell(value, shown)))
    (reading,), (said,) = readings, readings.problems

    assert (reading.qualifier, reading.text, str(reading.detection_limit)) == ("below", text, limit)
    assert (said.code, said.details["found"]) == ("readings.shown_below", ("按数字格式", "their number format"))


@pytest.mark.parametrize(
    ("value", "shown", "said"),
    [
        ("0.025", "0.03L", "shown_otherwise"),
        ("0.5", "&lt;0.025", "shown_otherwise"),
        ("0.025", "2.5%", "shown_otherwise"),
        ("2500", "2.5", "shown_otherwise"),
        ("25", "0.025", "shown_otherwise"),
        ("2.5", "约2.5", "shown_otherwise"),
        ("0", "--", "shown_otherwise"),
        ("2.5", "-2.5", "shown_otherwise"),
        ("25", "2.5", "shown_otherwise"),
        ("2.5", "2.5μg/L", "shown_unit"),
    ],
)
def test_what_is_shown_otherwise_is_refused(tmp_path, value, shown, said):
    """A cell that shows what it does not hold is an error at the cell, whatever it may mean."""
    kind = "percentage" if "%" in shown else "float"

    assert refused(sheet(tmp_path, number_cell(value, shown, kind=kind))) == ([said], ["a.ods [S] C2"])


@pytest.mark.parametrize(
    ("cell", "heading", "value", "said"),
    [
        (number_cell("2.5", "2.5mg/L"), "氨氮(mg/L)", Fraction(5, 2), []),
        (number_cell("3", "3类"), "水质类别", 3, []),
        (number_cell("3", "Ⅲ"), "水质类别", 3, []),
        (number_cell("2.5", None), "氨氮(mg/L)", Fraction(5, 2), []),
        (number_cell("2.5", ""), "氨氮(mg/L)", Fraction(5, 2), ["not_shown"]),
        (number_cell("2.5", "2.50元", kind="currency"), "氨氮(mg/L)", Fraction(5, 2), []),
        (number_cell("2.5", "2.5", before="<draw:frame><text:p>约</text:p></draw:frame>"), "氨氮", Fraction(5, 2), []),
    ],
)
def test_what_is_shown_says_the_same(tmp_path, cell, heading, value, said):
    """The unit of the column, a class as a class, and texts of drawings change nothing; nothing shown is warned of."""
    readings = read_monitoring(sheet(tmp_path, cell, heading=heading))

    assert [each.value for each in readings] == [value]
    assert [each for each in codes(readings.problems) if each != "unit_assumed"] == said


def test_repeated_cells(tmp_path):
    """What a cell shows holds for all its repetitions."""
    more = ' table:number-columns-repeated="2"'
    rows = table_row(*map(text_cell, ("断面", "时间", "氨氮(mg/L)", "总磷(mg/L)")))
    rows += table_row(text_cell("甲"), text_cell("2024-01"), number_cell("0.025", "0.025L", more))
    readings = read_monitoring(open_document(tmp_path / "a.ods", rows))

    assert [each.qualifier for each in readings] == ["below", "below"]


@pytest.mark.parametrize(
    ("more", "column", "styles", "named"),
    [
        (' table:style-name="a"', "", style("a", "solid"), None),
        (' table:style-name="a"', "", style("a", parent="b"), style("b", "solid")),
        ("", "a", style("a", "solid"), None),
        (' table:style-name="b"', "a", style("a", "solid") + style("b"), None),
        (' table:style-name="a"', "", style("a", "none", parent="b"), style("b", "solid")),
    ],
)
def test_struck_out_values(tmp_path, more, column, styles, named):
    """A value is struck out by the style of its cell, or else of its column; a style takes after its parent."""
    is_struck = not (column and more) and "none" not in styles
    columns = '<table:table-column table:number-columns-repeated="2"/>'
    columns += f'<table:table-column table:default-cell-style-name="{column}"/>'
    cells = [number_cell(1, "1", more), number_cell(2, "2", ' table:style-name="c"')]
    readings = read_monitoring(sheet(tmp_path, *cells, before=columns, styles=styles, named=named))

    assert [each.value for each in readings] == [1, 2]
    assert [each.details["places"] for each in readings.problems] == (["C2"] if is_struck else [])


def test_a_row_that_is_struck_out(tmp_path):
    """The style of a row holds for cells without one."""
    rows = table_row(*map(text_cell, ("断面", "时间", "氨氮(mg/L)")))
    cells = [text_cell("甲"), text_cell("2024-01"), number_cell(1, "1")]
    rows += table_row(*cells, more=' table:default-cell-style-name="a"')
    (said,) = read_monitoring(open_document(tmp_path / "a.ods", rows, styles=style("a", "solid"))).problems

    assert (said.code, said.details["places"]) == ("readings.struck_values", "C2")


def test_comments(tmp_path):
    """Comments are told with their cells; who wrote them and when is none of their text."""
    note = (
        '<office:annotation><dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">王</dc:creator>'
        "<text:p>数据<text:span>无效</text:span></text:p><text:p>采样瓶破损</text:p></office:annotation>"
    )
    readings = read_monitoring(sheet(tmp_path, number_cell("0.025", "0.025L", before=note), number_cell(1, "1")))
    (said,) = [each for each in readings.problems if each.code == "readings.comments"]

    assert said.details == {"count": 1, "found": "C2 “数据 无效 采样瓶破损”"}
    assert [each.qualifier for each in readings] == ["below", ""]


def test_serial_numbers_that_count_from_1904(tmp_path):
    """A serial number as time is an error where the file counts days from another day than the usual one."""
    cells = table_row(text_cell("甲"), number_cell(44000, "44000"), number_cell(1, "1"))
    rows = table_row(*map(text_cell, ("断面", "时间", "氨氮(mg/L)"))) + cells
    day = '<table:calculation-settings><table:null-date table:date-value="{}"/></table:calculation-settings>'
    usual = read_monitoring(open_document(tmp_path / "a.ods", rows, before=day.format("1899-12-30")))

    assert [each.when for each in usual] == ["2020-06-18"]
    assert refused(open_document(tmp_path / "a.ods", rows, before=day.format("1904-01-01"))) == (
        ["serial_from_1904"],
        ["a.ods [S] B2"],
    )


def test_damaged_styles(tmp_path):
    """Where the styles that have names cannot be read, values are, with a warning."""
    path = sheet(tmp_path, number_cell(1, "1"), named="<broken")

    assert codes(read_monitoring(path).problems) == ["looks_unknown"]


@given(st.text(max_size=30), st.fractions(-1000, 1000, max_denominator=1000))
def test_any_text_may_be_shown(text, number):
    """Whatever a cell shows, asking what it says never fails."""
    display = shown_as(text, number)

    assert display is None or display.kind in ("below", "beside", "not", "other")


@given(st.decimals(-(10**6), 10**6, places=4), st.integers(0, 6), st.sampled_from(["", ","]))
def test_a_number_shown_with_any_decimals_says_nothing(number, places, separator):
    """Rounded as a spreadsheet shows it, with thousands apart or not, a number is just that number."""
    assert shown_as(f"{number:{separator}.{places}f}", Fraction(number)) is None


@pytest.mark.parametrize(("value", "shown"), [("0.5", "500"), ("0.5", "5"), ("500", "0.5")])
def test_digits_without_a_point_are_a_whole_number(value, shown):
    """What shows another number than it holds is told, whatever sign of the decimal point is thought of."""
    found = shown_as(shown, Fraction(value))

    assert found is not None
    assert found.kind == "other"
