"""A text file of separated values (CSV) as a grid: UTF-8 with or without its mark, else GB 18030."""

from __future__ import annotations

import csv
import io
from collections import Counter

from ecocomp.errors import Place
from ecocomp.readings.coded import Coded, CodedRows, coded
from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Grid
from ecocomp.readings.guarded import GUARD, unguarded
from ecocomp.readings.plain_csv import LINES_TRIED, plain_columns
from ecocomp.wording import Pair

SEPARATORS = {",": Pair("逗号", "comma"), ";": Pair("分号", "semicolon"), "\t": Pair("制表符", "tab")}
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
#: Control characters that no text file has; a few bytes of them tell a picture or a program from a table.
BINARY = frozenset(chr(code) for code in (*range(9), 11, 12, *range(14, 32), 127, 0xFFFD))


def read_csv(content: bytes, name: str, findings: Findings, position: int = 0) -> list[Grid]:
    """The one grid of a text file, or none where it cannot be read, which is then among the findings."""
    columns = plain_columns(content)
    grid = _of_columns(columns, name, position) if columns is not None else None
    if grid is not None:
        return [grid]
    text = decoded(content, name, findings)
    if text is None:
        return []
    separator = separator_of(text)
    if separator != ",":
        findings.note("separator", Place(file=name), found=SEPARATORS[separator])
    rows: list[list[str]] = []
    lines: list[int] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    start = 1
    has_guards = GUARD in text
    try:
        for row in reader:
            # empty lines are passed over, but not without end
            if len(rows) >= MOST_ROWS or len(row) > MOST_COLUMNS or reader.line_num > 2 * MOST_ROWS:
                findings.error("too_large", Place(name, line=start), rows=MOST_ROWS, columns=MOST_COLUMNS)
                return []
            if row and len(max(row, key=len)) > LONGEST_CELL:
                findings.error("cell_too_long", Place(name, line=start), longest=LONGEST_CELL)
                return []
            if row:
                cells = [cell.strip() for cell in row]
                rows.append([unguarded(cell).strip() for cell in cells] if has_guards else cells)
                lines.append(start)
            start = reader.line_num + 1
    except csv.Error:
        if '"' in text:  # one that is not closed, or text behind one that is
            findings.error("quotes", Place(name, line=start))
        else:  # a cell beyond what the splitter takes
            findings.error("cell_too_long", Place(name, line=start), longest=LONGEST_CELL)
        return []
    numbers = range(1, len(rows) + 1) if lines and lines[-1] == len(rows) else lines
    even = len({len(row) for row in rows}) == 1
    found = CodedRows([coded(column) for column in zip(*rows, strict=True)]) if even else rows
    return [Grid(name, "", found, numbers, position=position)]


def _of_columns(columns: list[Coded], name: str, position: int) -> Grid | None:
    """The grid of a plain table; only its distinct texts have to be looked at. None where there is an error to tell."""
    rows = len(columns[0])
    if rows > MOST_ROWS or len(columns) > MOST_COLUMNS:
        return None
    found: list[Coded] = []
    for column in columns:
        if any(len(text) > LONGEST_CELL or not BINARY.isdisjoint(text) for text in column.texts):
            return None
        found.append(Coded([unguarded(text.strip()).strip() for text in column.texts], column.codes))
    return Grid(name, "", CodedRows(found), range(1, rows + 1), position=position)


def decoded(content: bytes, name: str, findings: Findings) -> str | None:
    """The text of the bytes; None, with an error, for bytes that are no text."""
    place = Place(file=name)
    for encoding in ("utf-16",) if content.startswith(UTF16_MARKS) else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if BINARY.isdisjoint(text):
            if encoding != "utf-8-sig":
                findings.note("encoding", place, found=encoding.upper())
            return text
        break
    findings.error("no_text", place)
    return None


def separator_of(text: str) -> str:
    """The separator that stands most often in the first lines; the comma if none does."""
    head = text[: LINES_TRIED * LONGEST_CELL].splitlines()[:LINES_TRIED]
    counts = Counter(sign for line in head for sign in line if sign in SEPARATORS)
    return max(SEPARATORS, key=lambda sign: counts[sign])
