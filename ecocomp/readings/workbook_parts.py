"""What must be known of a workbook before and beside reading it: its true size, and cells that hold an error.

The reader lays a sheet out as a full rectangle, so that one cell far out would take all memory; and it gives a cell
with an error (#DIV/0!) as an empty one, which would turn a broken formula into a missing value. Both stand in the
text of the sheet. Every pattern here is bounded: a file made to be slow must not be.
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
#: Lists of sheets and their relations are small.
MOST_UNPACKED_LIST = 4 * 1024 * 1024
#: 1,000,000 rows of 20 columns.
MOST_CELLS = 20_000_000
CHUNK = 1 << 20
#: No tag of a cell is longer than this; so much of a chunk is looked at again with the next.
OVERLAP = 400
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, EOFError, ValueError)

ADDRESS = re.compile(rb"""\sr=["']([A-Za-z]{1,5}[0-9]{1,20})["']""")
ERROR = re.compile(
    rb"""<(?:\w{1,9}:)?c\s(?=[^>]{0,200}\bt=["']e["'])[^>]{0,200}?\br=["']([A-Za-z]{1,5}[0-9]{1,20})["']"""
)
OPEN_DOCUMENT_TAG = re.compile(rb"<(?:\w{1,9}:)?table-(row|cell)\b([^>]{0,400})")
REPEATED = re.compile(rb"""number-(?:rows|columns)-repeated=["'](\d{1,9})["']""")
SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml")
SHEET_TAG = re.compile(r"<(?:\w{1,9}:)?sheet\s[^>]{1,2000}>")
RELATION_TAG = re.compile(r"<(?:\w{1,9}:)?Relationship\s[^>]{1,2000}>")
ATTRIBUTE = re.compile(r"""([\w:]{1,40})=(?:"([^"]*)"|'([^']*)')""")


class BrokenWorkbookError(Exception):
    """The archive cannot be unpacked."""


def fits(content: bytes) -> bool:
    """Whether the workbook, laid out as rectangles, is within bounds. What is no zip archive is small by its format.

    Raises BrokenWorkbookError for an archive that cannot be unpacked.
    """
    if not content.startswith(ZIP_MARK):
        return True
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                return False
            texts = [name for name in archive.namelist() if name.endswith(".xml")]
            return all(_rectangle(archive, name) <= MOST_CELLS for name in texts) and (
                "content.xml" not in texts or _open_document_cells(archive) <= MOST_CELLS
            )
    except BROKEN as trouble:
        raise BrokenWorkbookError from trouble


def _rectangle(archive: zipfile.ZipFile, part: str) -> int:
    """The cells of the rectangle from A1 to the furthest cell that a part of an xlsx file names."""
    furthest_row = furthest_column = 0
    for chunk in _chunks(archive, part):
        for address in ADDRESS.findall(chunk):
            row, column = row_and_column(address.decode("ascii"))
            furthest_row, furthest_column = max(furthest_row, row + 1), max(furthest_column, column + 1)
    return furthest_row * furthest_column


def _open_document_cells(archive: zipfile.ZipFile) -> int:
    """The filled cells of an ods file, each row and cell counted as often as it says it is repeated."""
    cells, rows = 0, 1
    for kind, attributes in OPEN_DOCUMENT_TAG.findall(archive.read("content.xml")):
        found = REPEATED.search(attributes)
        times = int(found[1]) if found else 1
        if kind == b"row":
            rows = times
        elif b"value-type" in attributes:
            cells += rows * times
    return cells


def error_cells(content: bytes) -> dict[str, frozenset[str]]:
    """The addresses of the cells that hold an error, by sheet name; only xlsx files tell."""
    if not content.startswith(ZIP_MARK):
        return {}
    found: dict[str, frozenset[str]] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = _sheet_names(archive)
        for part in filter(SHEET_PART.fullmatch, archive.namelist()):
            addresses = {each.decode("ascii") for chunk in _chunks(archive, part) for each in ERROR.findall(chunk)}
            if addresses:
                found[names.get(part, "")] = frozenset(addresses)
    return found


def row_and_column(address: str) -> tuple[int, int]:
    """The row and column, from 0, of an address such as ``C5``."""
    letters = address.rstrip("0123456789")
    column = 0
    for letter in letters.upper():
        column = column * ALPHABET + ord(letter) - ord("A") + 1
    return int(address[len(letters) :]) - 1, column - 1


def _chunks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    kept = b""
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            yield kept + chunk
            kept = chunk[-OVERLAP:]


def _sheet_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """The name of the sheet that each part of the archive holds."""
    relations = _list_text(archive, "xl/_rels/workbook.xml.rels")
    targets = {tag.get("Id", ""): tag.get("Target", "") for tag in map(_attributes, RELATION_TAG.findall(relations))}
    names: dict[str, str] = {}
    for tag in map(_attributes, SHEET_TAG.findall(_list_text(archive, "xl/workbook.xml"))):
        target = next((targets.get(value, "") for key, value in tag.items() if key.endswith(":id")), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        names[part] = tag.get("name", "")
    return names


def _list_text(archive: zipfile.ZipFile, part: str) -> str:
    """The text of a small part; empty where it is not there."""
    if part not in archive.namelist():
        return ""
    with archive.open(part) as stream:
        return stream.read(MOST_UNPACKED_LIST).decode("utf-8", "replace")


def _attributes(tag: str) -> dict[str, str]:
    return {key: html.unescape(double or single) for key, double, single in ATTRIBUTE.findall(tag)}
