"""The sheets of an older workbook (xls): that they are within bounds, and their cells that need a word.

The reader of values reserves the memory that a sheet says it needs and lays it out as a full rectangle, so that a
single damaged byte would end the process. It gives a cell with an error as an empty one. What styles and comments say
is told by xlrd; the records are handed to it on the way.
Source: [MS-XLS], sections 2.1.4 (records) and 2.4.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ecocomp.readings.binary_formulas import FORMULA, TRUTH_OR_ERROR, marked
from ecocomp.readings.binary_looks import (
    BEGIN,
    CONTINUED,
    END,
    NOTE,
    OF_COMMENTS,
    SHEET,
    BookLooks,
    Records,
)
from ecocomp.readings.cell_looks import Comment, Style, comment
from ecocomp.readings.compound_file import workbook_stream
from ecocomp.readings.grid import Marks, Merge
from ecocomp.readings.workbook_bounds import MOST_SHEETS, BrokenWorkbookError, Budget, ProtectedError, TooLargeError

PASSWORD, TEXTS, DATES = 0x2F, 0xFC, 0x22
SEVERAL, TEXT_CELL, RICH_CELL = 0xBD, 0xFD, 0xD6
DIMENSIONS, ROW, COLUMNS, MERGED = 0x200, 0x208, 0x7D, 0xE5
#: Records of one cell: number, text, text in several fonts, truth value or error, short number, shared text, formula.
CELLS = frozenset({0x203, 0x204, RICH_CELL, TRUTH_OR_ERROR, 0x27E, TEXT_CELL, FORMULA, SEVERAL})
#: What makes a row or a column hidden, among the signs of its record.
HIDDEN_ROW, HIDDEN_COLUMN = 0x20, 0x01
WIDE, RICH, ADDED = 1, 8, 4
MOST_ROW, MOST_COLUMN = 65_536, 255
#: The row of a record that goes on with the comment before it, in workbooks older than Excel 97.
SAME_COMMENT = b"\xff\xff"
#: The style of a cell stands behind its row and column; where a record has several cells, the next so much further on.
NEXT_CELL = 6
#: First row, row behind the last, first column, column behind the last; by the length of the record.
DIMENSIONS_OF = {10: "<4H", 14: "<IIHH"}

Record = tuple[int, list[bytes]]


def binary_marks(content: bytes, budget: Budget) -> dict[str, Marks]:
    """What is to be said of the cells of each sheet, by its name.

    Raises BrokenWorkbookError for what cannot be followed, TooLargeError beyond bounds, ProtectedError for a password.
    """
    stream = workbook_stream(content)
    try:
        return _marks(stream, budget)
    except (struct.error, IndexError) as trouble:
        raise BrokenWorkbookError from trouble


def _marks(stream: bytes, budget: Budget) -> dict[str, Marks]:
    sheets: list[tuple[int, bytes]] = []
    lengths: list[int] = []
    from_1904 = False
    looks = BookLooks()
    for kind, pieces in _records(stream, 0, budget):
        data = pieces[0]
        if kind == PASSWORD and data[:2] != b"\0\0":
            raise ProtectedError
        looks.take(kind, pieces)
        if kind == SHEET:
            sheets.append((struct.unpack_from("<I", data)[0], data))
        elif kind == DATES:
            from_1904 = data[:2] == b"\1\0"
        elif kind == TEXTS:
            lengths = _lengths(pieces, budget)
    if len(sheets) > MOST_SHEETS:
        raise TooLargeError
    if len({begin for begin, _ in sheets}) != len(sheets):
        raise BrokenWorkbookError  # no two sheets are the same part of the file
    looks.look()
    marks: dict[str, Marks] = {}
    for begin, data in sheets:
        name = _name(data) if looks.is_new else _old_name(data, looks.encoding)
        marks[name] = replace(_sheet(stream, begin, lengths, looks, budget), from_1904=from_1904)
    return marks


def _records(stream: bytes, begin: int, budget: Budget) -> Iterator[Record]:
    """The records from there to the end of this part, each with the pieces that continue it.

    Those of charts in it are left out. The reader of values stops there; in an honest file all cells come before.
    """
    kind, pieces = -1, [b""]
    depth = 0
    has_charts = False
    while begin + 4 <= len(stream):
        found, length = struct.unpack_from("<HH", stream, begin)
        begin += 4
        if begin + length > len(stream):
            break
        data = stream[begin : begin + length]
        begin += length
        budget.add_tag()
        if found == CONTINUED:
            pieces.append(data)
            continue
        if kind >= 0 and depth <= 1:
            yield kind, pieces
        depth += (found == BEGIN) - (kind == END)
        has_charts |= depth > 1
        if has_charts and depth == 1 and found in CELLS:
            raise BrokenWorkbookError
        if found == END and depth <= 1:
            return
        kind, pieces = found, [data]
    raise BrokenWorkbookError  # the file was cut off


def _name(data: bytes) -> str:
    count, wide = data[6], data[7] & WIDE
    letters = data[8 : 8 + count * (2 if wide else 1)]
    return letters.decode("utf-16-le" if wide else "latin-1", "replace").replace("\0", "")


def _old_name(data: bytes, encoding: str) -> str:
    """The name of a sheet in a workbook older than Excel 97."""
    return data[7 : 7 + data[6]].decode(encoding, "replace").replace("\0", "")


def _lengths(pieces: list[bytes], budget: Budget) -> list[int]:
    """How many characters each shared text has."""
    count = struct.unpack_from("<I", pieces[0], 4)[0]
    # a text takes three bytes at least
    if count * 3 > sum(map(len, pieces)):
        raise BrokenWorkbookError
    budget.add_cells(count)
    lengths: list[int] = []
    part, at = 0, 8
    for _ in range(count):
        if at >= len(pieces[part]):
            part, at = part + 1, 0
        length, signs = struct.unpack_from("<HB", pieces[part], at)
        at += 3
        behind = 0
        if signs & RICH:
            behind += 4 * int(struct.unpack_from("<H", pieces[part], at)[0])
            at += 2
        if signs & ADDED:
            behind += int(struct.unpack_from("<I", pieces[part], at)[0])
            at += 4
        lengths.append(length)
        while length:
            if at >= len(pieces[part]):  # goes on in the next piece, which says anew how wide its characters are
                part, at, signs = part + 1, 1, pieces[part + 1][0]
            width = 2 if signs & WIDE else 1
            taken = min(length, (len(pieces[part]) - at) // width)
            if not taken:
                raise BrokenWorkbookError
            length -= taken
            at += taken * width
        while behind > len(pieces[part]) - at:
            behind -= len(pieces[part]) - at
            part, at = part + 1, 0
        at += behind
    return lengths


@dataclass(slots=True)
class _Sheet:
    """What the records of one sheet say of its cells."""

    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    styled: dict[tuple[int, int], Style] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    #: The cells with comments, and the records that hold the texts of these.
    noted: set[tuple[int, int]] = field(default_factory=set)
    notes: Records = field(default_factory=Records)

    def take(self, kind: int, pieces: list[bytes], budget: Budget) -> None:
        """A record that is none of a cell's content."""
        data = pieces[0]
        if kind == DIMENSIONS:
            _check_dimensions(data)
        elif kind == ROW:
            if struct.unpack_from("<H", data, 12)[0] & HIDDEN_ROW:
                self.hidden_rows.add(struct.unpack_from("<H", data)[0])
        elif kind == COLUMNS:
            first, last, _, _, signs = struct.unpack_from("<5H", data)
            if signs & HIDDEN_COLUMN:
                self.hidden_columns.update(range(first, min(last, MOST_COLUMN) + 1))
        elif kind == MERGED:
            for number in range(struct.unpack_from("<H", data)[0]):
                top, bottom, left, right = struct.unpack_from("<4H", data, 2 + 8 * number)
                budget.add_cells(max(bottom - top, 1))
                self.merges.append(Merge(top, left, bottom, right))
        elif kind in OF_COMMENTS or kind == BEGIN:
            self.notes.add(kind, pieces)
            if kind == NOTE and data[:2] != SAME_COMMENT:
                budget.add_cells(1)
                self.noted.add(struct.unpack_from("<HH", data))

    def comments(self, looks: BookLooks) -> tuple[Comment, ...]:
        """The comments with their texts."""
        texts = looks.comment_texts(self.notes) if self.noted else {}
        return tuple(comment(*cell, texts.get(cell, "")) for cell in sorted(self.noted))


def _sheet(stream: bytes, begin: int, lengths: list[int], looks: BookLooks, budget: Budget) -> Marks:
    """The marks of one sheet."""
    rows = columns = 0
    sheet = _Sheet()
    for kind, pieces in _records(stream, begin, budget):
        if kind not in CELLS:
            sheet.take(kind, pieces, budget)
            continue
        data = pieces[0]
        row, first = struct.unpack_from("<HH", data)
        last = struct.unpack_from("<H", data, len(data) - 2)[0] if kind == SEVERAL else first
        if not first <= last <= MOST_COLUMN:
            raise BrokenWorkbookError
        budget.add_cells(last - first + 1)
        rows, columns = max(rows, row + 1), max(columns, last + 1)
        if kind == TEXT_CELL:
            budget.add_text(lengths[struct.unpack_from("<I", data, 6)[0]])
        elif kind == RICH_CELL:
            sheet.cells[row, first] = _rich_text(data, looks)
            budget.add_text(len(sheet.cells[row, first]))
        elif text := marked(kind, data):
            sheet.cells[row, first] = text
        for column in range(first, last + 1) if looks.styles else ():
            style = looks.styles.get(struct.unpack_from("<H", data, 4 + NEXT_CELL * (column - first))[0])
            if style is not None:
                sheet.styled[row, column] = style
    budget.add_area(rows * columns)
    return Marks(
        sheet.cells,
        tuple(sheet.merges),
        sheet.hidden_rows,
        sheet.hidden_columns,
        sheet.styled,
        comments=sheet.comments(looks),
        unexamined=looks.are_unknown,
    )


def _rich_text(data: bytes, looks: BookLooks) -> str:
    """The text of a cell in several fonts, which the reader leaves out."""
    count = struct.unpack_from("<H", data, 6)[0]
    if looks.is_new:
        wide = data[8] & WIDE
        letters = data[9 : 9 + count * (2 if wide else 1)]
        return letters.decode("utf-16-le" if wide else "latin-1", "replace").strip()
    return data[8 : 8 + count].decode(looks.encoding, "replace").strip()


def _check_dimensions(data: bytes) -> None:
    """The reader makes room for the whole rectangle at once; more than a sheet of this format can have is damage."""
    if len(data) not in DIMENSIONS_OF:
        raise BrokenWorkbookError
    top, bottom, left, right = struct.unpack_from(DIMENSIONS_OF[len(data)], data)
    if (bottom or right) and not (top <= bottom <= MOST_ROW and left <= right <= MOST_COLUMN + 1):
        raise BrokenWorkbookError
