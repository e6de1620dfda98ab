"""How many characters the cells of a workbook hold together, a text that many cells share counted for each of them.

The reader gives every cell a text of its own, so that one long text in a small file could fill all memory.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable

from ecocomp.readings.workbook_bounds import MOST_TEXT, Budget, TooLargeError

END_OF_TEXT = re.compile(rb"</(?:\w+:)?si\s*>")
TAG = re.compile(rb"<[^>]*>")
#: A cell that refers to a shared text, and the number of the text.
SHARED_CELL = re.compile(rb"""<(?:\w+:)?c\s[^>]*\bt\s*=\s*["']s["'][^>]*>\s*<(?:\w+:)?v\s*>\s*(\d+)\s*<""")


def check_texts(archive: zipfile.ZipFile, texts: str, sheets: Iterable[str], budget: Budget) -> None:
    """Raises TooLargeError where the cells hold more characters than a table of readings ever does.

    ``texts`` is the part of shared texts, ``sheets`` are those of the sheets; ``budget`` has counted the cells.
    Cells are looked at only where as many of the longest text would be too much.
    """
    if archive.getinfo(texts).file_size * budget.cells <= MOST_TEXT:
        return
    # both parts were unpacked before, and are as long as they say
    pieces = END_OF_TEXT.split(archive.read(texts))
    if max(map(len, pieces)) * budget.cells <= MOST_TEXT:
        return
    lengths = [len(TAG.sub(b"", piece)) for piece in pieces[:-1]]
    for sheet in sheets:
        content = archive.read(sheet)
        if b"&#" in content:  # signs written as numbers hide what a cell refers to
            raise TooLargeError
        for found in SHARED_CELL.finditer(content):
            number = int(found[1])
            budget.text += lengths[number] if number < len(lengths) else 0
        budget.check()
