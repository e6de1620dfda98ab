"""What must be known of an xlsx file before and beside reading it: its true size, and cells that hold an error.

The reader lays a sheet out as a full rectangle, so that one cell far out would take all memory; and it gives a cell
with an error (#DIV/0!) as an empty one, which would turn a broken formula into a missing value. Both stand in the
sheet's text.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from ecocomp.readings.grid import ALPHABET

ZIP_MARK = b"PK\x03\x04"
MOST_UNPACKED = 1024 * 1024 * 1024
#: 2,000,000 rows of 20 columns.
MOST_CELLS = 40_000_000
CHUNK = 1 << 20
#: No tag of a cell is longer than this; so much of a chunk is looked at again with the next.
OVERLAP = 400

ADDRESS = re.compile(rb"""\sr=["']([A-Z]{1,3}[0-9]{1,7})["']""")
ERROR = re.compile(rb"""<(?:\w+:)?c\s(?=[^>]*\st=["']e["'])[^>]*?r=["']([A-Z]{1,3}[0-9]{1,7})["']""")
SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml")
SHEET_TAG = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
RELATION_TAG = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
ATTRIBUTE = re.compile(r"""([\w:]+)=(?:"([^"]*)"|'([^']*)')""")


def fits(content: bytes) -> bool:
    """Whether the workbook, laid out as rectangles, is within bounds. Other files than zip archives are small."""
    if not content.startswith(ZIP_MARK):
        return True
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                return False
            return all(_cells(archive, part) <= MOST_CELLS for part in _sheet_parts(archive))
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, EOFError):
        return True  # broken: the reader itself says so


def _cells(archive: zipfile.ZipFile, part: str) -> int:
    """The cells of the rectangle from A1 to the furthest cell of a sheet."""
    furthest_row = furthest_column = 1
    for chunk in _chunks(archive, part):
        for address in ADDRESS.findall(chunk):
            row, column = row_and_column(address.decode("ascii"))
            furthest_row, furthest_column = max(furthest_row, row + 1), max(furthest_column, column + 1)
    return furthest_row * furthest_column


def error_cells(content: bytes) -> dict[str, frozenset[str]]:
    """The addresses of the cells that hold an error, by sheet name."""
    if not content.startswith(ZIP_MARK):
        return {}
    found: dict[str, frozenset[str]] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = _sheet_names(archive)
        for part in _sheet_parts(archive):
            addresses = {each.decode("ascii") for chunk in _chunks(archive, part) for each in ERROR.findall(chunk)}
            if addresses:
                found[names.get(part, "")] = frozenset(addresses)
    return found


def row_and_column(address: str) -> tuple[int, int]:
    """The row and column, from 0, of an address such as ``C5``."""
    letters = address.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * ALPHABET + ord(letter) - ord("A") + 1
    return int(address[len(letters) :]) - 1, column - 1


def _sheet_parts(archive: zipfile.ZipFile) -> list[str]:
    return [part for part in archive.namelist() if SHEET_PART.fullmatch(part)]


def _chunks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    kept = b""
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            yield kept + chunk
            kept = chunk[-OVERLAP:]


def _sheet_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """The name of the sheet that each part of the archive holds."""
    parts = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= parts:
        return {}
    relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets = {tag.get("Id", ""): tag.get("Target", "") for tag in map(_attributes, RELATION_TAG.findall(relations))}
    names: dict[str, str] = {}
    for tag in map(_attributes, SHEET_TAG.findall(archive.read("xl/workbook.xml").decode("utf-8", "replace"))):
        target = next((targets.get(value, "") for key, value in tag.items() if key.endswith(":id")), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        names[part] = tag.get("name", "")
    return names


def _attributes(tag: str) -> dict[str, str]:
    return {key: html.unescape(double or single) for key, double, single in ATTRIBUTE.findall(tag)}
