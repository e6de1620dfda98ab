"""A workbook (xlsx, xls, ods) as grids, one a sheet, through python-calamine."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from ecocomp.errors import Place
from ecocomp.readings.cell_looks import SHOWN_BELOW, Display
from ecocomp.readings.cells import cell_column, cell_text
from ecocomp.readings.code_pages import read_again, with_known_codes
from ecocomp.readings.coded import CodedRows
from ecocomp.readings.date_looks import shown_date, with_days
from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, UNMARKED, Grid, Marks, overlong_cell
from ecocomp.readings.number_formats import number_shown, text_shown
from ecocomp.readings.values import parse_value
from ecocomp.readings.workbook_bounds import BrokenWorkbookError, ProtectedError
from ecocomp.readings.workbook_parts import ZIP_MARK, marks_of

if TYPE_CHECKING:
    from python_calamine import CalamineSheet


def read_workbook(content: bytes, name: str, findings: Findings, position: int = 0) -> list[Grid]:
    """The grids of all sheets that have cells, or none where the workbook cannot be read."""
    place = Place(file=name)
    try:
        marks = marks_of(content)
        if marks is None:
            findings.error("workbook_too_large", place)
            return []
    except ProtectedError:
        findings.error("password", place)
        return []
    except BrokenWorkbookError:
        findings.error("broken_workbook", place)
        return []
    if any(each.unexamined for each in marks.values()):
        findings.note("looks_unknown", place, "warning")
    from python_calamine import PasswordError

    grids: list[Grid] = []
    before = findings.errors
    try:
        grids += _sheets(content, name, marks, findings, position)
    except PasswordError:
        findings.error("password", place)
        return []
    except Exception:  # whatever a damaged file makes the reader raise, it is the file's trouble
        findings.error("broken_workbook", place)
        return []
    except BaseException as trouble:
        # The reader is written in Rust; its panics come as a BaseException of their own.
        if type(trouble).__name__ != "PanicException":
            raise
        findings.error("broken_workbook", place)
        return []
    if not grids and findings.errors == before:
        findings.error("empty_file", place)
    return grids


def _sheets(content: bytes, name: str, marks: Mapping[str, Marks], findings: Findings, position: int) -> Iterator[Grid]:
    """The grids of all sheets that have cells; raises whatever the reader does."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    encoding = ""
    if not content.startswith(ZIP_MARK):
        content, encoding = with_known_codes(content)
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for sheet in workbook.sheets_metadata:
        if sheet.typ is not SheetTypeEnum.WorkSheet:
            continue
        cells = workbook.get_sheet_by_name(sheet.name)
        place = Place(name, read_again(sheet.name, encoding))
        grid = _sheet(cells, place, encoding, marks.get(place.sheet, UNMARKED), findings, position)
        if grid is not None:
            yield grid
            if sheet.visible is not SheetVisibleEnum.Visible:
                findings.note("hidden_sheet", place, "warning")


def _sheet(
    cells: CalamineSheet, place: Place, encoding: str, marks: Marks, findings: Findings, position: int
) -> Grid | None:
    """The grid of one sheet, or None where it is empty or too large; with an encoding its texts are read again."""
    if cells.start is None and not marks.cells:
        return None
    if cells.total_height > MOST_ROWS or cells.total_width > MOST_COLUMNS:
        findings.error("too_large", place, rows=MOST_ROWS, columns=MOST_COLUMNS)
        return None
    # row by row, so that the rows need not be held as lists of their own; only from A1 on do these begin there
    table = cells.iter_rows() if cells.start == (0, 0) else cells.to_python(skip_empty_area=False)
    held: list[Any] = list(chain.from_iterable(table))
    if encoding:
        held = [read_again(each, encoding) if isinstance(each, str) else each for each in held]
    width = cells.width + (cells.start[1] if cells.start else 0)
    if marks.styles or marks.displays:
        marks = _as_shown(held, width, marks)
    columns = [cell_column(held[column::width]) for column in range(width)]
    coded = CodedRows(columns)
    rows = _with_marked(coded, width, marks.cells) if marks.cells else coded
    lines = range(1, len(rows) + 1)
    grid = Grid(place.file, place.sheet, rows, lines, workbook=True, position=position, marks=marks)
    overlong = overlong_cell(columns)
    if overlong is None:
        overlong = next((cell for cell, text in marks.cells.items() if len(text) > LONGEST_CELL), None)
    if overlong is not None:
        findings.error("cell_too_long", grid.place(*overlong), longest=LONGEST_CELL)
        return None
    return grid


def _with_marked(rows: CodedRows, width: int, cells: Mapping[tuple[int, int], str]) -> list[list[str]]:
    """The rows with the texts that stand for errors; the reader leaves out what is empty to it at their ends."""
    plain = [list(row) for row in rows]
    height = max(len(plain), *(row + 1 for row, _ in cells))
    plain += [[""] * width for _ in range(len(plain), height)]
    for (row, column), text in cells.items():
        plain[row] += [""] * (column + 1 - len(plain[row]))
        plain[row][column] = text
    return plain


def _as_shown(held: list[Any], width: int, marks: Marks) -> Marks:
    """The marks with what cells show by their styles; in ``held`` values shown as below detection, and dates
    as far as they are shown, take their places.

    ``held`` is what the cells hold, row by row, each of ``width`` cells.
    """
    displays = {
        (row, column): display
        for (row, column), display in marks.displays.items()
        if column < width and row * width + column < len(held)
    }
    for (row, column), style in marks.styles.items():
        at = row * width + column
        if not style.format or column >= width or at >= len(held):
            continue
        shown = _display(style.format, held[at])
        if shown is not None:
            displays[row, column] = shown
    dates = with_days(
        (cell, date)
        for cell, style in marks.styles.items()
        if cell[1] < width and (at := cell[0] * width + cell[1]) < len(held)
        if (date := shown_date(style.format, held[at])) is not None
    )
    for (row, column), each in dates.items():
        held[row * width + column] = each
    for (row, column), display in displays.items():
        if display.kind == SHOWN_BELOW:
            held[row * width + column] = display.text
    struck = {cell for cell, style in marks.styles.items() if style.struck}
    return replace(marks, styles={}, displays=displays, dates=dates, struck=struck)


def _display(code: str, value: object) -> Display | None:
    """What a number format shows of what a cell holds; dates and truth values look as they always do."""
    if isinstance(value, str):
        return text_shown(code, value.strip())
    if isinstance(value, float | int) and not isinstance(value, bool):
        number = parse_value(cell_text(value)).number
        return None if number is None else number_shown(code, number)
    return None
