"""Texts of older workbooks (xls): code pages that the reader of values does not know, and texts in several fonts."""

from __future__ import annotations

import struct

import pytest
import xlwt

from ecocomp.readings import read_monitoring
from ecocomp.readings.code_pages import read_again
from ecocomp.readings.compound_file import with_bytes, workbook_stream
from ecocomp.readings.grid import LONGEST_CELL
from tests.readings.old_books import compound, excel_95, record, saved, short_compound, with_last
from tests.readings.support import codes, short

HEADINGS = ["断面", "时间", "氨氮(mg/L)"]
ROWS = [["甲", "2024-01", 0.5], ["乙", "2024-02", (0.025, 1)]]


def read(tmp_path, content: bytes):
    """The readings of a file with this content."""
    path = tmp_path / "a.xls"
    path.write_bytes(content)
    return read_monitoring(path)


def test_a_workbook_of_excel_95(tmp_path):
    """Chinese texts, the name of the sheet, what formats show and comments are read also in the oldest workbooks."""
    note = record(0x1C, struct.pack("<3H", 1, 2, 8) + "数据无效".encode("gbk"))
    readings = read(tmp_path, excel_95([HEADINGS, *ROWS], formats=['"未检出"'], more=note))

    assert [(each.section, each.qualifier) for each in readings] == [("乙", "below"), ("甲", "")]
    assert {each.place.sheet for each in readings} == {"数据"}
    assert codes(readings.problems) == ["comments", "shown_below"]


def test_a_comment_in_two_records(tmp_path):
    """A long comment of Excel 95 goes on in another record, which is no comment of its own."""
    text = ("字" * 15).encode("gbk")
    notes = record(0x1C, struct.pack("<3H", 1, 2, 30) + text[:20])
    notes += record(0x1C, struct.pack("<3H", 0xFFFF, 0, 10) + text[20:])
    (said,) = read(tmp_path, excel_95([HEADINGS, ["甲", "2024-01", 0.5]], more=notes)).problems

    assert said.details == {"count": 1, "found": f"C2 “{'字' * 15}”"}


def test_texts_in_two_fonts(tmp_path):
    """The reader of values leaves out texts in two fonts; they are read all the same, in old and newer workbooks."""
    old = read(tmp_path, excel_95([HEADINGS, ["甲", "2024-01", "0.025L"]], rich=[(1, 0), (1, 2)]))
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for column, heading in enumerate(HEADINGS):
        sheet.write(0, column, heading)
    sheet.write(1, 0, "甲")
    sheet.write(1, 1, "2024-01")
    rich = record(0xD6, struct.pack("<4HB", 1, 2, 0, 3, 1) + "未检出".encode("utf-16-le") + b"\0\0")
    new = read(tmp_path, with_last(saved(book), rich))

    assert [short(each) for each in (*old, *new)] == [("甲", "2024-01", "nh3n", "below")] * 2


def test_a_text_in_two_fonts_is_not_longer_than_others_may_be(tmp_path):
    """The bound on texts holds for them too."""
    with pytest.raises(Exception, match=f"{LONGEST_CELL}"):
        read(tmp_path, excel_95([HEADINGS, ["甲" * LONGEST_CELL + "乙", "2024-01", 1]], rich=[(1, 0)]))


@pytest.mark.parametrize("codepage", [936, 1252, 950, 65001, 10000, 0])
def test_a_newer_workbook_that_names_a_code_page(tmp_path, codepage):
    """Excel 97 and later write UTF-16 whatever code page a program wrote into the file; it is read as Excel reads it."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("数据")
    for row, cells in enumerate([HEADINGS, ["甲", "2024-01", 0.5]]):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    stream = workbook_stream(saved(book))
    utf_16 = record(0x42, struct.pack("<H", 1200))
    assert stream.count(utf_16) == 1
    readings = read(tmp_path, compound(stream.replace(utf_16, record(0x42, struct.pack("<H", codepage)))))

    assert [short(each) for each in readings] == [("甲", "2024-01", "nh3n", "1/2")]
    assert {each.place.sheet for each in readings} == {"数据"}


def test_a_code_page_that_nobody_knows(tmp_path):
    """A workbook of Excel 95 in an unknown code page is an error, not a table of other signs."""
    with pytest.raises(Exception, match="xlsx"):
        read(tmp_path, excel_95([HEADINGS, *ROWS], codepage=12_345))


def test_every_byte_is_read_again():
    """What was read as Windows-1252 is read again as it was written, whatever its bytes, also those that mean nothing there."""
    signs = b"".join(bytes([lead, trail]) for lead in range(0x81, 0xFF) for trail in range(0x80, 0xFF)).decode(
        "gbk", "ignore"
    )
    seen = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in signs.encode("gbk"))

    assert len(set(signs)) > 10_000
    assert read_again(seen, "gbk") == signs


@pytest.mark.parametrize("at", [0, 63, 64, 600])
def test_bytes_of_a_short_workbook(at):
    """A short workbook stands among the short streams, in pieces in any order: a byte is changed where it stands."""
    stream = bytes(range(256)) * 4
    content = short_compound(stream)
    assert workbook_stream(content) == stream
    changed = workbook_stream(with_bytes(content, at, b"ab"))

    assert changed == stream[:at] + b"ab" + stream[at + 2 :]
