"""Long text files in columns, by Arrow where it is installed (extra ``fast``); only where that cannot differ.

Arrow splits a file in a tenth of the time that a loop takes, and gives each distinct text of a column once. A file
with quotation marks, uneven lines, lone carriage returns, or another encoding than UTF-8 is left to the
ordinary reader, which gives the same grid for all others.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

import numpy as np

from ecocomp.readings.coded import Coded
from ecocomp.readings.grid import MOST_COLUMNS

#: Shorter files are read at once by the ordinary reader, and Arrow need not be imported.
SHORTEST = 1 << 20
MARK = b"\xef\xbb\xbf"
#: The lines in which the ordinary reader looks for the separator.
LINES_TRIED = 20


def plain_columns(content: bytes) -> list[Coded] | None:
    """The columns of a plain comma-separated file; None for any other, or where Arrow is not installed."""
    if len(content) < SHORTEST or not is_plain(content) or find_spec("pyarrow") is None:
        return None
    import pyarrow
    from pyarrow import csv

    begin = len(MARK) if content.startswith(MARK) else 0
    first = content[begin : content.index(b"\n")]
    commas = first.count(b",")
    if commas >= MOST_COLUMNS:
        return None  # the ordinary reader says so at the line where it stops
    names = [str(number) for number in range(commas + 1)]
    kind = pyarrow.dictionary(pyarrow.int32(), pyarrow.string())
    try:
        table = csv.read_csv(
            pyarrow.BufferReader(pyarrow.py_buffer(content).slice(begin)),
            read_options=csv.ReadOptions(column_names=names, block_size=1 << 22),
            parse_options=csv.ParseOptions(quote_char=False, ignore_empty_lines=False),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(names, kind), strings_can_be_null=False, include_columns=names
            ),
        )
    except pyarrow.ArrowInvalid:
        return None  # uneven lines, or no UTF-8
    table = table.unify_dictionaries()
    return [_coded(column) for column in table.columns]


def is_plain(content: bytes) -> bool:
    """Whether splitting at commas and ends of lines is all there is to the file."""
    if b'"' in content or b"," not in content or b"\n" not in content:
        return False
    if content.startswith((b"\xff\xfe", b"\xfe\xff", MARK * 2)) or b"\0" in content:
        return False
    if b"\r" in content and content.count(b"\r") != content.count(b"\r\n"):
        return False
    # other separators in the first lines make the choice a matter for the ordinary reader
    begin = 0
    for _ in range(LINES_TRIED):
        end = content.find(b"\n", begin)
        end = len(content) if end < 0 else end
        if content.find(b"\t", begin, end) >= 0 or content.find(b";", begin, end) >= 0:
            return False
        begin = end + 1
    return True


def _coded(column: Any) -> Coded:
    codes = [np.asarray(chunk.indices) for chunk in column.chunks]
    return Coded(column.chunk(0).dictionary.to_pylist(), codes[0] if len(codes) == 1 else np.concatenate(codes))
