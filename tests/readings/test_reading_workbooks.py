"""Workbooks: cells of every type, several sheets, hidden sheets, errors and far-off cells."""

from __future__ import annotations

import datetime
import zipfile
from fractions import Fraction

import pytest
import xlsxwriter
import xlwt

from ecocomp.errors import ReadingsError
from ecocomp.readings import read_monitoring
from ecocomp.readings.sheet_parts import row_and_column
from tests.readings.open_books import open_document, table_row, text_cell
from tests.readings.support import codes, short

HEADING = ["断面名称", "监测时间", "氨氮(mg/L)", "总磷(mg/L)", "水质类别", "站点情况"]


@pytest.fixture
def book(tmp_path):
    """A function that writes a workbook: sheets by name, each a list of rows, starting at B2."""

    def write(name="监测.xlsx", hidden=(), **sheets):
        workbook = xlsxwriter.Workbook(str(tmp_path / name))
        moment = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        for title, rows in sheets.items():
            sheet = workbook.add_worksheet(title)
            for row, cells in enumerate(rows, 1):
                for column, cell in enumerate(cells, 1):
                    if isinstance(cell, datetime.datetime):
                        sheet.write_datetime(row, column, cell, moment)
                    elif isinstance(cell, str) and cell.startswith("#"):
                        sheet.write_formula(row, column, "=1/0", None, cell)
                    else:
                        sheet.write(row, column, cell)
            if title in hidden:
                sheet.hide()
        workbook.close()
        return tmp_path / name

    return write


def day(month, hour=0):
    return datetime.datetime(2024, month, 5, hour)


def test_cells_of_every_type(book):
    """Numbers keep 15 digits, whole numbers no point, dates their day, midnight its hour where the column has hours."""
    path = book(
        说明=[["本表说明"]],
        一月=[
            ["水质监测表"],
            HEADING,
            ["平林（新）", day(1), 0.1 + 0.2, "0.01L", "Ⅲ", "正常"],
            ["平林（新）", day(1, 4), 5, "*", 3, "维护"],
            ["平林（新）", 45296, 1e-05, None, "", ""],
        ],
    )
    readings = read_monitoring(path)

    assert [(*short(each), each.text, each.place.cell) for each in readings] == [
        ("平林(新)", "2024-01-05", "grade", "missing", "", "F6"),
        ("平林(新)", "2024-01-05", "nh3n", "1/100000", "1e-05", "D6"),
        ("平林(新)", "2024-01-05", "tp", "missing", "", "E6"),
        ("平林(新)", "2024-01-05 00:00", "grade", "3", "Ⅲ", "F4"),
        ("平林(新)", "2024-01-05 00:00", "nh3n", "3/10", "0.3", "D4"),
        ("平林(新)", "2024-01-05 00:00", "tp", "below", "0.01L", "E4"),
        ("平林(新)", "2024-01-05 04:00", "grade", "3", "3", "F5"),
        ("平林(新)", "2024-01-05 04:00", "nh3n", "5", "5", "D5"),
        ("平林(新)", "2024-01-05 04:00", "tp", "missing", "*", "E5"),
    ]
    assert {each.place.sheet for each in readings} == {"一月"}
    assert codes(readings.problems) == ["jump", "mixed_times", "serial_time", "sheet_ignored"]


def test_dates_without_hours(book):
    """In a column of days a date is a day."""
    readings = read_monitoring(book(一月=[HEADING[:3], ["平林", day(1), 1]]))

    assert [each.when for each in readings] == ["2024-01-05"]


def test_one_sheet_a_month(book):
    """All sheets with a heading are read together, hidden ones with a warning."""
    path = book(hidden={"二月"}, 一月=[HEADING[:3], ["平林", day(1), 1]], 二月=[HEADING[:3], ["平林", day(2), 2]])
    readings = read_monitoring(path)

    assert [(each.place.sheet, each.value) for each in readings] == [("一月", 1), ("二月", 2)]
    assert [(each.code, each.place.sheet) for each in readings.problems] == [("readings.hidden_sheet", "二月")]


def test_cell_with_an_error(book):
    """A formula that failed is an error naming the cell, and no missing value."""
    path = book(**{"A & B": [HEADING[:3], ["平林", day(1), "#DIV/0!"]]})
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(path)

    assert [(each.code, str(each.place)) for each in caught.value.problems] == [
        ("readings.error_cell", "监测.xlsx [A & B] D3")
    ]


def test_workbook_without_a_heading(book):
    """A workbook in which no sheet has a heading is refused at its likeliest row."""
    path = book(一=[["x"]], 二=[["x"], ["断面名称", "氨氮"], ["平林", 1]])
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(path)

    assert [(each.code, str(each.place)) for each in caught.value.problems] == [
        ("readings.no_heading", "监测.xlsx [二] A3")
    ]


def test_empty_workbook(book):
    """A workbook with nothing in it is refused as empty."""
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(book(一=[]))

    assert codes(caught.value.problems) == ["empty_file"]


def test_a_cell_far_out_is_refused_before_it_takes_all_memory(tmp_path):
    """A sheet with one cell at its far end is refused by its size, without being laid out."""
    path = tmp_path / "far.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write("A1", "断面")
        sheet.write("XFD1048576", "1")
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(path)

    assert codes(caught.value.problems) == ["workbook_too_large"]


def test_an_archive_that_is_no_workbook(tmp_path):
    """Another kind of archive is refused as no workbook."""
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "x")
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(path)

    assert codes(caught.value.problems) == ["broken_workbook"]


def test_a_truncated_workbook(book):
    """A workbook cut off anywhere is refused and never read in part."""
    path = book(一月=[HEADING[:3], ["平林", day(1), 1]])
    content = path.read_bytes()
    for end in range(100, len(content) - 1, 500):
        path.write_bytes(content[:end])
        with pytest.raises(ReadingsError):
            read_monitoring(path)


@pytest.mark.parametrize(("address", "expected"), [("A1", (0, 0)), ("C5", (4, 2)), ("AA10", (9, 26))])
def test_addresses(address, expected):
    """An address is a row and a column."""
    assert row_and_column(address) == expected


def test_ods(tmp_path):
    """An OpenDocument sheet is read like any other."""
    texts = [["断面", "时间", "氨氮(mg/L)"], ["平林", "2024-01", "0.5"]]
    rows = "".join(table_row(*map(text_cell, cells)) for cells in texts)
    readings = read_monitoring(open_document(tmp_path / "a.ods", rows))

    assert [(each.value, str(each.place)) for each in readings] == [(Fraction(1, 2), "a.ods [S] C2")]


def test_ods_that_repeats_cells_without_end(tmp_path):
    """An OpenDocument sheet whose cells are repeated beyond bounds is refused before it is laid out."""
    rows = (
        '<table:table-row table:number-rows-repeated="90000"><table:table-cell table:number-columns-repeated="900"'
        ' office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
    )
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(open_document(tmp_path / "a.ods", rows))

    assert codes(caught.value.problems) == ["workbook_too_large"]


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls"])
def test_workbooks_that_count_days_from_1904(tmp_path, name):
    """Dates are read by the system of the workbook; a bare serial number is an error, as nobody knows by which it counts."""
    path = tmp_path / name
    date, serial = datetime.date(2024, 3, 5), 44_000
    rows = [["断面", "时间", "氨氮(mg/L)"], ["平林", date, 0.5]]

    def write(more):
        if name == "a.xlsx":
            with xlsxwriter.Workbook(str(path), {"date_1904": True}) as book:
                page, style = book.add_worksheet("S"), book.add_format({"num_format": "yyyy-mm-dd"})
                for row, cells in enumerate([*rows, *more]):
                    for column, cell in enumerate(cells):
                        page.write(row, column, cell, *([style] if cell is date else []))
        else:
            book = xlwt.Workbook()
            book.dates_1904 = True
            page = book.add_sheet("S")
            for row, cells in enumerate([*rows, *more]):
                for column, cell in enumerate(cells):
                    page.write(row, column, cell, *([xlwt.easyxf(num_format_str="yyyy-mm-dd")] if cell is date else []))
            book.save(str(path))
        return path

    assert [each.when for each in read_monitoring(write([]))] == ["2024-03-05"]
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(write([["平林", serial, 0.5]]))
    assert [(each.code, each.place.cell) for each in caught.value.problems] == [("readings.serial_from_1904", "B3")]
