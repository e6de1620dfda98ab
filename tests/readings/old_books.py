"""Older workbooks (xls) for tests, as far as xlwt cannot write them: comments, code pages, and those before Excel 97."""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence

import xlwt
from xlwt.CompoundDoc import XlsDoc

from ecocomp.readings.compound_file import workbook_stream

BEGIN, END = 0x809, 0x0A
Cell = str | float | tuple[str | float, int]


def record(kind: int, content: bytes = b"") -> bytes:
    """One record of a workbook."""
    return struct.pack("<HH", kind, len(content)) + content


def saved(book: xlwt.Workbook) -> bytes:
    """The file that xlwt writes."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def compound(stream: bytes) -> bytes:
    """A file that holds this stream of records as its workbook."""
    file = io.BytesIO()
    XlsDoc().save(file, stream)
    return file.getvalue()


def short_compound(stream: bytes) -> bytes:
    """The same where the workbook is so short that it stands among the short streams, in pieces from the last to the first."""
    pieces = [stream[at : at + 64].ljust(64, b"\0") for at in range(0, len(stream), 64)]
    last = len(pieces) - 1
    sectors = -(-len(pieces) // 8)
    free, end, special = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD

    def table(numbers: list[int]) -> bytes:
        return struct.pack("<128I", *numbers, *[free] * (128 - len(numbers)))

    def entry(name: str, kind: int, child: int, start: int, length: int) -> bytes:
        coded = name.encode("utf-16-le") + b"\0\0"
        head = struct.pack("<64sHBB3I", coded, len(coded), kind, 1, free, free, child)
        return head + bytes(36) + struct.pack("<IQ", start, length)

    head = struct.pack("<8s16xHHHHH6x4I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 62, 3, 0xFFFE, 9, 6, 0, 1, 1, 0)
    head += struct.pack("<5I", 4096, 2, 1, end, 0) + struct.pack("<109I", 0, *[free] * 108)
    following = [special, end, end, *range(4, 3 + sectors), end]
    directory = entry("Root Entry", 5, 1, 3, len(pieces) * 64) + entry("Workbook", 2, free, last, len(stream))
    chain = table([end, *range(last)])
    held = b"".join(reversed(pieces))
    return head + table(following) + directory.ljust(512, b"\0") + chain + held.ljust(sectors * 512, b"\0")


def with_last(content: bytes, records: bytes) -> bytes:
    """The file with records added at the end of its last sheet."""
    stream = workbook_stream(content).rstrip(b"\0")  # up to the first byte of the last record, the others are zeros
    assert stream[-1] == END
    return compound(stream[:-1] + records + record(END))


def comment_records(row: int, column: int, number: int, text: str) -> bytes:
    """A comment as Excel 97 and later write it: its shape, its text in two pieces, and where it stands."""
    half = len(text) // 2
    return (
        record(0x5D, struct.pack("<HHHHH12x", 0x15, 18, 0x19, number, 0x4011) + struct.pack("<HH", 0, 0))
        + record(0x1B6, struct.pack("<HH6xHHI", 0x212, 0, len(text), 16, 0))
        + record(0x3C, b"\1" + text[:half].encode("utf-16-le"))
        + record(0x3C, b"\1" + text[half:].encode("utf-16-le"))
        + record(0x3C, struct.pack("<HHIHHI", 0, 0, 0, len(text), 0, 0))
        + record(0x1C, struct.pack("<4HHB", row, column, 0, number, 1, 0) + b"A\0")
    )


def excel_95(
    rows: Sequence[Sequence[Cell]],
    *,
    formats: Sequence[str] = (),
    rich: Sequence[tuple[int, int]] = (),
    codepage: int = 936,
    more: bytes = b"",
) -> bytes:
    """A workbook of Excel 95 with one sheet 数据; a cell may be a pair with the number of its format, from 1.

    Texts are in GBK, whatever the code page says; those of the cells in ``rich`` are in two fonts.
    """

    def text(written: str, length: str = "<B") -> bytes:
        coded = written.encode("gbk")
        return struct.pack(length, len(coded)) + coded

    book = record(BEGIN, struct.pack("<4H", 0x500, 5, 0, 0)) + record(0x42, struct.pack("<H", codepage))
    book += record(0x31, struct.pack("<5H3Bx", 200, 0, 0x7FFF, 400, 0, 0, 0, 134) + text("宋体"))
    book += b"".join(record(0x41E, struct.pack("<H", 164 + at) + text(code)) for at, code in enumerate(formats))
    for number in (0, *range(164, 164 + len(formats))):
        book += record(0xE0, struct.pack("<3HBBIi", 0, number, 0, 0, 0, 0, 0))
    begin = len(book) + len(record(0x85, bytes(6) + text("数据"))) + len(record(END))
    book += record(0x85, struct.pack("<IBB", begin, 0, 0) + text("数据")) + record(END)
    book += record(BEGIN, struct.pack("<4H", 0x500, 0x10, 0, 0))
    book += record(0x200, struct.pack("<5H", 0, len(rows), 0, max(map(len, rows)), 0))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            value, style = cell if isinstance(cell, tuple) else (cell, 0)
            head = struct.pack("<3H", row, column, style)
            if isinstance(value, str):
                is_rich = (row, column) in rich
                book += record(0xD6 if is_rich else 0x204, head + text(value, "<H") + b"\1\0\0" * is_rich)
            else:
                book += record(0x203, head + struct.pack("<d", value))
    return compound(book + more + record(END))
