"""How the cells of an older workbook (xls) look: what its styles and comments say, through xlrd.

xlrd is never given the file. It works out every defined name, and one that says another twice, which says a third
twice, unfolds without end; it also makes lists of all cells, which are known already. It is given a workbook of the
few records that speak of styles or of comments, and no more of them than any honest file has.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping
from typing import Any

from ecocomp.readings.cell_looks import Style
from ecocomp.readings.number_formats import MOST_SIGNS
from ecocomp.readings.workbook_styles import chosen

BEGIN, END, CONTINUED, CODEPAGE, SHEET = 0x809, 0x0A, 0x3C, 0x42, 0x85
FONT, FORMAT, STYLE = 0x31, 0x41E, 0xE0
NOTE, OBJECT, OBJECT_TEXT = 0x1C, 0x5D, 0x1B6
OF_STYLES, OF_COMMENTS = frozenset({CODEPAGE, FONT, FORMAT, STYLE}), frozenset({NOTE, OBJECT, OBJECT_TEXT})
#: Spreadsheet programs write some 4,000 styles, 500 fonts and 200 formats at most.
MOST_RECORDS, MOST_BYTES = 10_000, 4 * 1024 * 1024
#: A format has 255 characters at most. xlrd takes time by the square of its length.
LONGEST_OF_STYLES, LONGEST = 600, 8_224
BIFF8 = 0x600
#: The one sheet of a workbook made of comments, as the two versions of the format write its name.
TITLES = {True: b"\1\0S", False: b"\1S"}


class LooksUnknownError(Exception):
    """The records cannot be followed, or are more than any honest file has."""


class Records:
    """Records of one part of the file, written one behind the other as they were found."""

    def __init__(self, longest: int = LONGEST) -> None:
        self._written = bytearray()
        self._count = 0
        self._longest = longest
        self._is_within = True

    def add(self, kind: int, pieces: list[bytes]) -> None:
        """Adds a record and those that continue it; nothing any more once one is beyond bounds."""
        self._count += len(pieces)
        self._is_within &= self._count <= MOST_RECORDS and max(map(len, pieces)) <= self._longest
        if self._is_within:
            for number, piece in enumerate(pieces):
                self._written += _record(CONTINUED if number else kind, piece)
            self._is_within = len(self._written) <= MOST_BYTES

    def whole(self) -> bytes:
        """All records, with the one that ends the part. Raises LooksUnknownError beyond bounds."""
        if not self._is_within:
            raise LooksUnknownError
        return bytes(self._written) + _record(END)


class BookLooks:
    """Takes the records that speak of the whole workbook."""

    def __init__(self) -> None:
        self._records = Records(LONGEST_OF_STYLES)
        self._begin = self._codepage = b""
        #: Whether Excel 97 or later wrote the file.
        self.is_new = False
        #: How names are written in workbooks older than Excel 97.
        self.encoding = "latin-1"
        #: The styles that need a word, by the number that cells refer to.
        self.styles: Mapping[int, Style] = {}
        #: Whether the styles could not be looked at.
        self.are_unknown = False

    def take(self, kind: int, pieces: list[bytes]) -> None:
        """Takes a record of the part that speaks of the whole workbook, in the order of the file."""
        if kind == BEGIN:
            self._begin = _record(BEGIN, pieces[0])
            self.is_new = struct.unpack_from("<H", pieces[0])[0] == BIFF8
        elif kind in OF_STYLES:
            self._records.add(kind, pieces)
            if kind == CODEPAGE:
                self._codepage = _record(CODEPAGE, pieces[0])

    def look(self) -> None:
        """Looks at what was taken: only then are the styles known."""
        try:
            book = _opened(self._begin + self._records.whole())
        except LooksUnknownError:
            self.are_unknown = True
            return
        self.encoding = str(book.encoding or self.encoding)
        formats = {int(key): each.format_str[:MOST_SIGNS] for key, each in book.format_map.items() if each.format_str}
        struck = [bool(font.struck_out) for font in book.font_list]
        self.styles = chosen([(style.format_key, style.font_index) for style in book.xf_list], formats, struck)

    def comment_texts(self, records: Records) -> dict[tuple[int, int], str]:
        """The texts of the comments that the records of one sheet hold, as far as they can be followed."""
        title = struct.pack("<BB", 0, 0) + TITLES[self.is_new]
        before = self._begin + self._codepage
        begin = len(before) + len(_record(SHEET, bytes(4) + title)) + len(_record(END))
        try:
            stream = before + _record(SHEET, struct.pack("<I", begin) + title) + _record(END) + records.whole()
            notes = _opened(stream).sheet_by_index(0).cell_note_map
            return {cell: str(note.text) for cell, note in notes.items()}
        except Exception:  # that there are comments, and where, is known without their texts
            return {}


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _opened(stream: bytes) -> Any:
    """The workbook as xlrd sees it, none of its sheets read yet."""
    import xlrd

    try:
        # what it has to say of oddities goes nowhere: it would be printed
        return xlrd.open_workbook(
            file_contents=stream, logfile=io.StringIO(), formatting_info=True, on_demand=True, ragged_rows=True
        )
    except Exception as trouble:  # damaged records make it raise whatever comes
        raise LooksUnknownError from trouble
