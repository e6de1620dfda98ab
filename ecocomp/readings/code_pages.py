"""The code page of an older workbook (xls): how its texts are written, and how the reader of values is told.

Excel 97 and later write UTF-16 whatever code page the file names, and some programs name another; the reader goes by
the name. In workbooks before that the code page counts, and the reader knows those of single bytes, not those of
Chinese. So the first are given to it as UTF-16, the others as Windows-1252, which keeps every byte, and what it makes
of their texts is read again.
Source: [MS-XLS], section 2.4.52.
"""

from __future__ import annotations

import codecs
import struct

from ecocomp.readings.binary_looks import BEGIN, BIFF8, CODEPAGE, END
from ecocomp.readings.compound_file import with_bytes, workbook_stream

UTF_16, WINDOWS_1252 = 1200, 1252


def _character(byte: int) -> str:
    """What the reader makes of a byte in Windows-1252: those without a meaning there stay what they are."""
    return bytes([byte]).decode("cp1252", "ignore") or chr(byte)


BYTES = {_character(byte): byte for byte in range(256)}


def with_known_codes(content: bytes) -> tuple[bytes, str]:
    """The file as the reader understands it, and the encoding in which its texts are to be read again, or none.

    For a file whose records were found to be sound.
    """
    stream = workbook_stream(content)
    version = at = 0
    while True:
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == BEGIN:
            version = struct.unpack_from("<H", stream, at + 4)[0]
        if kind == END:
            return content, ""
        if kind == CODEPAGE:
            break
        at += 4 + length
    found = struct.unpack_from("<H", stream, at + 4)[0]
    if version == BIFF8:
        return (content if found == UTF_16 else with_bytes(content, at + 4, struct.pack("<H", UTF_16))), ""
    encoding = _encoding(found)
    if found == WINDOWS_1252 or not encoding:
        return content, ""
    return with_bytes(content, at + 4, struct.pack("<H", WINDOWS_1252)), encoding


def _encoding(number: int) -> str:
    """The encoding of a code page, or none where it is not known."""
    from xlrd.biffh import encoding_from_codepage

    name: str = encoding_from_codepage.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def read_again(text: str, encoding: str) -> str:
    """A text that was read as Windows-1252, in the encoding that it has.

    >>> read_again("¶ÏÃæ", "gbk")
    '断面'
    """
    if not encoding or text.isascii():
        return text
    return bytes(BYTES.get(each, ord("?")) for each in text).decode(encoding, "replace")
