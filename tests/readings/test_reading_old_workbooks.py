"""Older workbooks (xls): merged, hidden and error cells are told of, and a damaged file is an error in bounded memory."""

from __future__ import annotations

import io
import struct

import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

import ecocomp as ec
from ecocomp.readings import read_monitoring
from ecocomp.readings.binary_sheets import binary_marks
from ecocomp.readings.compound_file import workbook_stream
from ecocomp.readings.grid import ERROR_CELL, Merge
from ecocomp.readings.workbook_bounds import Budget

SECTOR = 512
HEADINGS = ("断面", "月份", "氨氮(mg/L)", "总磷(mg/L)")


def old_workbook(rows: int = 12) -> bytes:
    """A title over all columns, headings, a row a month; the sixth row and the fourth column are hidden."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("监测数据")
    sheet.write_merge(0, 0, 0, 3, "2024年监测结果")
    for column, heading in enumerate(HEADINGS):
        sheet.write(1, column, heading)
    for month in range(rows):
        for column, value in enumerate(("白沙", f"2024-{month + 1:02d}", 0.1 + month / 100, "0.01L")):
            sheet.write(2 + month, column, value)
    sheet.row(5).hidden = True
    sheet.col(3).hidden = True
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


WHOLE = old_workbook()


def codes(tmp_path, content: bytes) -> list[str]:
    """What reading a file with this content says, as errors or as findings."""
    path = tmp_path / "a.xls"
    path.write_bytes(content)
    try:
        return sorted({each.code for each in read_monitoring(path).problems})
    except ec.ReadingsError as trouble:
        return sorted({each.code for each in trouble.problems})


def test_an_older_workbook_is_read_with_its_cells(tmp_path):
    """Twelve months of two indicators, each with its cell; what is hidden is read and told of."""
    path = tmp_path / "a.xls"
    path.write_bytes(WHOLE)
    readings = read_monitoring(path)

    assert len(readings) == 24
    assert {each.place.cell for each in readings if each.when == "2024-03"} == {"C5", "D5"}
    assert {"readings.hidden_rows", "readings.hidden_column"} <= {each.code for each in readings.problems}


def test_marks_of_an_older_workbook():
    """Merged cells, hidden rows and columns stand in records of their own."""
    marks = binary_marks(WHOLE, Budget())["监测数据"]

    assert marks.merges == (Merge(0, 0, 0, 3),)
    assert (marks.hidden_rows, marks.hidden_columns) == ({5}, {3})


def test_an_error_in_a_cell_is_not_an_empty_cell(tmp_path):
    """``#DIV/0!`` where a value should be is an error that names the cell."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("数据")
    for column, heading in enumerate(HEADINGS[:3]):
        sheet.write(0, column, heading)
    sheet.write(1, 0, "白沙")
    sheet.write(1, 1, "2024-01")
    sheet.row(1).set_cell_error(2, "#DIV/0!")
    stream = io.BytesIO()
    book.save(stream)

    assert binary_marks(stream.getvalue(), Budget())["数据"].cells == {(1, 2): ERROR_CELL}
    path = tmp_path / "a.xls"
    path.write_bytes(stream.getvalue())
    with pytest.raises(ec.ReadingsError) as caught:
        read_monitoring(path)
    assert caught.value.problems[0].place.cell == "C2"


@pytest.mark.parametrize(
    "formula", ["A1/2", "A1*2%", "-A1", "SUM(A1:A2)", "AVERAGE(A1;A2)", "ROUND(A1;1)", "SUM(A1;A2)"]
)
def test_a_formula_without_its_result_is_not_an_empty_cell(tmp_path, formula):
    """A program that writes a formula does not calculate it; where it can only give a number, the cell is an error."""
    with pytest.raises(ec.ReadingsError) as caught:
        read_monitoring(with_formula(tmp_path, formula))

    assert [(each.code, each.place.cell) for each in caught.value.problems] == [("readings.uncalculated_cell", "C2")]


@pytest.mark.parametrize("formula", ['""', 'IF(A1>1000;A1/2;"")', 'A1&""', "A1"])
def test_a_formula_that_may_give_an_empty_text(tmp_path, formula):
    """Where a formula may have given an empty text, the value is missing."""
    assert [each.qualifier for each in read_monitoring(with_formula(tmp_path, formula))] == ["missing"]


def with_formula(folder, formula: str):
    """A workbook with one value, which is a formula as xlwt writes it: its result an empty text."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for column, heading in enumerate(HEADINGS[:3]):
        sheet.write(0, column, heading)
    for column, cell in enumerate(("甲", "2024-01", xlwt.Formula(formula))):
        sheet.write(1, column, cell)
    path = folder / "a.xls"
    book.save(str(path))
    return path


@pytest.mark.parametrize("kept", range(0, len(WHOLE), SECTOR))
def test_a_file_cut_off_at_any_sector_is_an_error(tmp_path, kept):
    """A download that stopped half-way is not read as a shorter table."""
    assert codes(tmp_path, WHOLE[:kept]) in (["readings.broken_workbook"], ["readings.empty_file"])


def test_a_chain_of_sectors_in_a_circle_is_an_error(tmp_path):
    """Every sector of the file is said to follow upon the first: nothing is followed for ever."""
    table = struct.unpack_from("<I", WHOLE, 76)[0]
    begin = (table + 1) * SECTOR
    circle = WHOLE[:begin] + struct.pack("<I", 0) * (SECTOR // 4) + WHOLE[begin + SECTOR :]

    assert codes(tmp_path, circle) == ["readings.broken_workbook"]


def test_a_sheet_that_claims_to_be_huge_is_an_error(tmp_path):
    """The rectangle that a sheet says it fills is checked before anything makes room for it."""
    stream = workbook_stream(WHOLE)
    honest = struct.pack("<HHIIHH", 0x200, 14, 0, 14, 0, 4)
    place = WHOLE.find(honest)
    assert honest in stream
    assert place > 0
    claimed = struct.pack("<HHIIHH", 0x200, 14, 0, 2**31, 0, 65_535)

    assert codes(tmp_path, WHOLE[:place] + claimed + WHOLE[place + len(claimed) :]) == ["readings.broken_workbook"]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_flipped_bytes_never_end_in_anything_but_readings_or_an_error(tmp_path_factory, changes):
    """Whatever bytes are changed, reading gives readings or says what is wrong; it does not crash."""
    content = bytearray(WHOLE)
    for place, value in changes:
        content[place] = value

    assert isinstance(codes(tmp_path_factory.mktemp("xls"), bytes(content)), list)
