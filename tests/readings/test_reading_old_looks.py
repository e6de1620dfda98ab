"""How cells of older workbooks (xls) look: their comments, and files whose looks cannot be followed."""

from __future__ import annotations

import struct
import tracemalloc

import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from ecocomp.errors import ReadingsError
from ecocomp.readings import read_monitoring
from ecocomp.readings.binary_looks import MOST_RECORDS
from ecocomp.readings.binary_sheets import binary_marks
from ecocomp.readings.cell_looks import Comment
from ecocomp.readings.compound_file import workbook_stream
from ecocomp.readings.workbook_bounds import BrokenWorkbookError, Budget
from ecocomp.readings.workbook_parts import marks_of
from tests.readings.old_books import BEGIN, END, comment_records, compound, record, saved, with_last
from tests.readings.support import codes

HEADINGS = ("断面", "月份", "氨氮(mg/L)")


def workbook() -> bytes:
    """Two values of one section; the second is shown with an L."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for column, heading in enumerate(HEADINGS):
        sheet.write(0, column, heading)
    for month, code in ((1, "0.000"), (2, '0.000"L"')):
        for column, cell in enumerate(("甲", f"2024-0{month}", 0.025)):
            sheet.write(month, column, cell, xlwt.easyxf(num_format_str=code))
    return saved(book)


WHOLE = workbook()


def read(tmp_path, content: bytes):
    """The readings of a file with this content."""
    path = tmp_path / "a.xls"
    path.write_bytes(content)
    return read_monitoring(path)


def test_comments(tmp_path):
    """Comments of an older workbook are told as those of others are."""
    notes = comment_records(1, 2, 7, "数据无效\n采样瓶破损") + comment_records(2, 2, 8, "复测")
    readings = read(tmp_path, with_last(WHOLE, notes))
    (said,) = [each for each in readings.problems if each.code == "readings.comments"]

    assert (said.place.sheet, said.details["count"]) == ("S", 2)
    assert said.details["found"] == "C2 “数据无效 采样瓶破损”; C3 “复测”"


def test_a_comment_whose_text_is_lost(tmp_path):
    """Where a comment stands is told although nothing can be made of its text."""
    lost = record(0x1C, struct.pack("<4HHB", 1, 2, 0, 9, 1, 0) + b"A\0")

    assert binary_marks(with_last(WHOLE, lost), Budget())["S"].comments == (Comment(1, 2, ""),)


def test_what_stands_behind_a_chart():
    """A chart is a workbook of its own within the sheet; what comes behind it, as merged cells do, is of the sheet."""
    chart = record(BEGIN, struct.pack("<4H", 0x600, 0x20, 0, 0)) + record(0x203, bytes(14)) + record(END)
    merged = record(0xE5, struct.pack("<5H", 1, 1, 2, 0, 0))
    marks = binary_marks(with_last(WHOLE, chart + merged + comment_records(1, 2, 7, "复测")), Budget())["S"]

    assert [(each.top, each.bottom) for each in marks.merges] == [(1, 2)]
    assert marks.comments == (Comment(1, 2, "复测"),)


def test_cells_behind_a_chart_are_refused(tmp_path):
    """The reader of values ends at a chart: a file with cells behind it would be read as a shorter one."""
    chart = record(BEGIN, struct.pack("<4H", 0x600, 0x20, 0, 0)) + record(END)
    with pytest.raises(ReadingsError) as caught:
        read(tmp_path, with_last(WHOLE, chart + record(0x203, struct.pack("<3Hd", 3, 2, 0, 0.5))))

    assert codes(caught.value.problems) == ["broken_workbook"]


def with_styles(*records: bytes) -> bytes:
    """The workbook with more records where its styles stand; the sheet moves back by as much."""
    stream = workbook_stream(WHOLE)
    at = stream.index(record(0xE0, b"")[:2] + b"\x14\0")
    more = b"".join(records)
    sheet = stream.index(b"\x85\0", at)
    begin = struct.unpack_from("<I", stream, sheet + 4)[0] + len(more)
    return compound(stream[:at] + more + stream[at : sheet + 4] + struct.pack("<I", begin) + stream[sheet + 8 :])


@pytest.mark.parametrize(
    "more",
    [
        pytest.param([record(0x41E, b"\xa4\0")], id="a format that ends at once"),
        pytest.param([record(0x41E, struct.pack("<HHB", 200, 4, 1) + b"\0\xd8\0")], id="half a character"),
        pytest.param([record(0x31, b"")], id="a font of nothing"),
        pytest.param([record(0xE0, bytes(20))] * (MOST_RECORDS + 1), id="too many styles"),
        pytest.param([record(0x41E, struct.pack("<HHB", 200, 60_000, 0) + b"[" * 60_000)], id="a format too long"),
    ],
)
def test_looks_that_cannot_be_followed(tmp_path, capfd, more):
    """Values are read all the same, with a warning; nothing is printed."""
    readings = read(tmp_path, with_styles(*more))

    assert [each.qualifier for each in readings] == ["", ""]
    assert codes(readings.problems) == ["looks_unknown"]
    assert capfd.readouterr() == ("", "")


def test_defined_names_are_not_worked_out(tmp_path):
    """Names each of which says the one before it many times would unfold to more than any memory holds."""

    def name(number: int, formula: bytes) -> bytes:
        head = struct.pack("<HBBHHHBBBB", 0, 0, 1, len(formula), 0, 0, 0, 0, 0, 0)
        return record(0x18, head + b"\0" + bytes([ord("a") + number]) + formula)

    joined = b"\x08"
    names = [name(0, b"\x17" + bytes([200, 0]) + b"x" * 200)]
    for number in range(1, 10):
        before = b"\x23" + struct.pack("<HH", number, 0)
        names.append(name(number, before + (before + joined) * 100))
    tracemalloc.start()
    readings = read(tmp_path, with_styles(*names))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert [each.qualifier for each in readings] == ["", "below"]
    assert most < 100_000_000


STYLES = workbook_stream(WHOLE).index(b"\x31\0")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2500), st.integers(0, 255)), min_size=1, max_size=4))
def test_flipped_bytes_of_styles_and_comments(changes):
    """Whatever is damaged among styles and comments, the marks are found, or the file is broken as a whole."""
    content = with_last(WHOLE, comment_records(1, 2, 7, "复测"))
    stream = bytearray(workbook_stream(content))
    for place, value in changes:
        stream[(STYLES + place) % len(stream)] = value
    try:
        marks = marks_of(compound(bytes(stream)))
    except BrokenWorkbookError:
        return

    assert marks is None or all(len(each.comments) <= 1 for each in marks.values())
