"""A workbook (xlsx, xls, ods) as grids, one a sheet, through python-calamine."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from ecocomp.errors import Place
from ecocomp.readings.cells import cell_text, timed_columns
from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import ERROR_CELL, LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Grid
from ecocomp.readings.workbook_parts import BrokenWorkbookError, error_cells, fits, row_and_column

if TYPE_CHECKING:
    from python_calamine import CalamineSheet


def read_workbook(content: bytes, name: str, findings: Findings, position: int = 0) -> list[Grid]:
    """The grids of all sheets that have cells, or none where the workbook cannot be read."""
    place = Place(file=name)
    try:
        if not fits(content):
            findings.error("workbook_too_large", place)
            return []
    except BrokenWorkbookError:
        findings.error("broken_workbook", place)
        return []
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    grids: list[Grid] = []
    before = findings.errors
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        errors = error_cells(content)
        for sheet in workbook.sheets_metadata:
            if sheet.typ is not SheetTypeEnum.WorkSheet:
                continue
            cells = workbook.get_sheet_by_name(sheet.name)
            grid = _sheet(cells, name, errors.get(sheet.name, frozenset()), findings, position)
            if grid is not None:
                grids.append(grid)
                if sheet.visible is not SheetVisibleEnum.Visible:
                    findings.note("hidden_sheet", Place(name, sheet.name), "warning")
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


def _sheet(cells: CalamineSheet, name: str, errors: frozenset[str], findings: Findings, position: int) -> Grid | None:
    """The grid of one sheet, or None where it is empty or too large."""
    if cells.start is None:
        return None
    if cells.total_height > MOST_ROWS or cells.total_width > MOST_COLUMNS:
        findings.error("too_large", Place(name, cells.name), rows=MOST_ROWS, columns=MOST_COLUMNS)
        return None
    table = cells.to_python(skip_empty_area=False)
    timed = timed_columns(table)
    rows = [[cell_text(value, column in timed) for column, value in enumerate(row)] for row in table]
    grid = Grid(name, cells.name, rows, range(1, len(rows) + 1), workbook=True, position=position)
    for address in errors:
        row, column = row_and_column(address)
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = ERROR_CELL
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            if len(text) > LONGEST_CELL:
                findings.error("cell_too_long", grid.place(row, column), longest=LONGEST_CELL)
                return None
    return grid
