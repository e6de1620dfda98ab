"""What must be known of a workbook before it is read: that it is within bounds, and its cells that need a word.

The reader gives a cell with an error (#DIV/0!), and one whose formula was never calculated, as an empty one, which
would turn a broken formula into a missing value.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace

from ecocomp.readings.binary_sheets import binary_marks
from ecocomp.readings.cell_looks import Style
from ecocomp.readings.grid import UNMARKED, Marks
from ecocomp.readings.open_document import OpenDocument
from ecocomp.readings.shared_texts import check_texts
from ecocomp.readings.sheet_parts import TRUE, SheetPart
from ecocomp.readings.sheet_scan import SHORTEST, plain_sheet
from ecocomp.readings.workbook_bounds import (
    BROKEN,
    MOST_AREA,
    MOST_SHEETS,
    MOST_UNPACKED,
    BrokenWorkbookError,
    Budget,
    Part,
    TooLargeError,
    check_length,
    parse_tags,
)
from ecocomp.readings.workbook_comments import comments_of
from ecocomp.readings.workbook_styles import odd_styles

ZIP_MARK = b"PK\x03\x04"
ROOT, RELATIONS = "_rels/.rels", "xl/_rels/workbook.xml.rels"
TEXTS, STYLES, DOCUMENT = "xl/sharedstrings.xml", "xl/styles.xml", "content.xml"
DOCUMENT_STYLES = "styles.xml"
#: What the reader looks at in an OpenDocument file beside its content.
BESIDE_DOCUMENT = ("mimetype", "meta-inf/manifest.xml")


def marks_of(content: bytes) -> dict[str, Marks] | None:
    """What is to be said of the cells of each sheet, by its name; None for a workbook beyond bounds.

    Raises BrokenWorkbookError for what cannot be unpacked or is no workbook, ProtectedError where it has a password.
    """
    try:
        if not content.startswith(ZIP_MARK):
            return binary_marks(content, Budget())
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                return None
            return _marks(archive)
    except TooLargeError:
        return None
    except BROKEN as trouble:
        raise BrokenWorkbookError from trouble


def _marks(archive: zipfile.ZipFile) -> dict[str, Marks]:
    # The reader finds parts by their names whatever their case; two of one name are no honest archive.
    parts = {name.casefold().replace("\\", "/"): name for name in archive.namelist()}
    if len(parts) != len(archive.namelist()):
        raise BrokenWorkbookError
    budget = Budget()
    if ROOT not in parts:
        if DOCUMENT not in parts:
            raise BrokenWorkbookError
        for each in BESIDE_DOCUMENT:
            if each in parts:
                check_length(archive, parts[each])
        document = OpenDocument(budget)
        if DOCUMENT_STYLES in parts:
            document.read_styles(archive, parts[DOCUMENT_STYLES])
        return document.read(archive, parts[DOCUMENT])
    names, styles_part, from_1904 = _sheet_names(archive, parts, budget)
    styles = odd_styles(archive, parts[styles_part], budget) if styles_part in parts else {}
    marks: dict[str, Marks] = {}
    for key, part in parts.items():
        if key == TEXTS:
            _sheet_marks(archive, part, budget, {})
        elif key in names:
            found = _sheet_marks(archive, part, budget, styles)
            comments = comments_of(archive, parts, key, budget)
            marks[names[key]] = replace(found, comments=comments, from_1904=from_1904)
        elif key.endswith(".xml") and key != styles_part:
            # A part that no sheet refers to is only counted, and may be damaged.
            try:
                SheetPart(budget).read(archive, part)
            except (BrokenWorkbookError, ValueError, KeyError):
                check_length(archive, part)
    if TEXTS in parts:
        check_texts(archive, parts[TEXTS], [parts[key] for key in names if key in parts], budget)
    return marks


def _sheet_marks(archive: zipfile.ZipFile, part: str, budget: Budget, styles: Mapping[int, Style]) -> Marks:
    """The marks of one sheet: at a glance where it is large and plain, else tag by tag."""
    if archive.getinfo(part).file_size >= SHORTEST:
        with Part(archive, part) as stream:
            plain = plain_sheet(stream, styles)
        # Cells with a format and nothing else may stand far out; only a closer look leaves them out of the rectangle.
        if plain is not None and budget.area + plain.rows * plain.columns <= MOST_AREA:
            budget.tags += plain.tags
            budget.add_cells(plain.cells)
            budget.add_area(plain.rows * plain.columns)
            return UNMARKED
    return SheetPart(budget, styles).read(archive, part)


def _in_book(target: str) -> str:
    """The name in small letters of a part that the workbook refers to."""
    return (target.lstrip("/") if target.startswith("/") else f"xl/{target}").casefold()


def _relation_id(attributes: dict[str, str]) -> str:
    return next((value for key, value in attributes.items() if key.endswith(":id")), "")


def _sheet_names(archive: zipfile.ZipFile, parts: dict[str, str], budget: Budget) -> tuple[dict[str, str], str, bool]:
    """The name of the sheet that each part of the archive holds, by the name of the part in small letters.

    And the name of the part of styles, and whether days are counted from 1904.
    """
    styles = STYLES
    from_1904 = False
    targets: dict[str, str] = {}
    names: dict[str, str] = {}
    books: set[str] = set()

    def root(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes["Type"].endswith("/officeDocument"):
            books.add(attributes["Target"].lstrip("/").casefold())

    def relation(tag: str, attributes: dict[str, str]) -> None:
        nonlocal styles
        if tag == "Relationship" and attributes.get("Type", "").endswith("/styles"):
            styles = _in_book(attributes["Target"])
        if tag == "Relationship" and targets.setdefault(attributes["Id"], attributes["Target"]) != attributes["Target"]:
            raise BrokenWorkbookError

    def sheet(tag: str, attributes: dict[str, str]) -> None:
        nonlocal from_1904
        if tag == "workbookPr":
            from_1904 = attributes.get("date1904") in TRUE
        if tag == "sheet":
            target = targets.get(_relation_id(attributes), "")
            part = _in_book(target)
            if part in names:
                raise BrokenWorkbookError  # no two sheets are the same part of the file
            names[part] = attributes["name"]
            if len(names) > MOST_SHEETS:
                raise TooLargeError

    parse_tags(archive, parts[ROOT], root, budget)
    if len(books) != 1:
        raise BrokenWorkbookError
    if RELATIONS in parts:
        parse_tags(archive, parts[RELATIONS], relation, budget)
    for book in books:
        parse_tags(archive, parts[book], sheet, budget)
    return names, styles, from_1904
