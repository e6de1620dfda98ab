"""A grid of cells with their origins: what every kind of file is turned into before anything is interpreted."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from ecocomp.errors import Place
from ecocomp.readings.cell_looks import Comment, Display, Style
from ecocomp.readings.coded import Coded, CodedRows, Codes, Rows
from ecocomp.readings.date_looks import ShownDate
from ecocomp.written import ALPHABET, column_letters

MOST_BYTES = 64 * 1024 * 1024
MOST_ROWS = 2_000_000
MOST_COLUMNS = 2_000
LONGEST_CELL = 2_000

#: A cell of a workbook that holds an error (#N/A, #DIV/0!) comes as this text, which is no value anywhere.
ERROR_CELL = "#ERROR!"
#: A formula that was written by a program and never calculated: its cell looks empty, but is not.
UNCALCULATED_CELL = "#FORMULA!"
MARKED_CELLS = {ERROR_CELL: "error_cell", UNCALCULATED_CELL: "uncalculated_cell"}


@dataclass(frozen=True, slots=True)
class Merge:
    """Merged cells, from the first to the last row and column, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Marks:
    """What a sheet says beside the texts of its cells; rows and columns from 0.

    ``cells`` holds the text that stands for a cell with an error or without its calculated value. ``styles`` are the
    cells whose style needs a word; with what they hold they become ``displays``, the cells that show more or other
    than that, ``dates``, which show a part of theirs alone, and those that are ``struck`` out. ``unexamined`` says that
    styles could not be looked at, ``from_1904`` that the workbook counts days from 1904.
    """

    cells: Mapping[tuple[int, int], str] = field(default_factory=dict)
    merges: Sequence[Merge] = ()
    hidden_rows: Collection[int] = frozenset()
    hidden_columns: Collection[int] = frozenset()
    styles: Mapping[tuple[int, int], Style] = field(default_factory=dict)
    displays: Mapping[tuple[int, int], Display] = field(default_factory=dict)
    dates: Mapping[tuple[int, int], ShownDate] = field(default_factory=dict)
    struck: Collection[tuple[int, int]] = frozenset()
    comments: Sequence[Comment] = ()
    unexamined: bool = False
    from_1904: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether all rows of the sheet are just what their texts say."""
        return not (self.cells or self.hidden_rows or any(merge.bottom > merge.top for merge in self.merges))


UNMARKED = Marks()


@dataclass(frozen=True, slots=True)
class Conventions:
    """How values of a table are written beyond what is always understood.

    ``marks`` are plain texts with the state they stand for, or ``"missing"`` or ``"below"``; ``negative`` says what a
    negative concentration is: ``"missing"``, ``"below"`` (the limit is its absolute value), ``"refuse"``, or empty.
    """

    marks: tuple[tuple[str, str], ...] = ()
    negative: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Origins:
    """Where the cells of a rearranged grid stand in the file: rows and columns from 0, a row of -1 for nowhere.

    ``rows`` and ``columns`` give it cell by cell; without them every cell stands where it stands. ``moved`` are the
    cells, ``added`` the whole columns, for which it is otherwise; None where the name of the sheet or file says it.
    """

    rows: Codes | None = None
    columns: Codes | None = None
    moved: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    added: Mapping[int, tuple[int, int] | None] = field(default_factory=dict)

    def columns_of(self, first: int, column: int) -> list[int]:
        """The columns of the file in which the cells of a column stand, from row ``first`` of the file on, in order."""
        if column in self.added:
            return []
        if self.rows is None or self.columns is None:
            return [column]
        known = self.rows[:, column] >= first
        return [int(each) for each in np.unique(self.columns[known, column])]

    def of(self, row: int, column: int) -> tuple[int, int] | None:
        """The row and column in the file; None for a cell that stands nowhere in it."""
        if (row, column) in self.moved:
            return self.moved[row, column]
        if column in self.added:
            return self.added[column]
        if self.rows is None or self.columns is None:
            return row, column
        found = int(self.rows[row, column])
        return None if found < 0 else (found, int(self.columns[row, column]))


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one text file, sheet or table, as texts without outer spaces.

    ``lines`` are the line (text file) or row (sheet, table) numbers of ``rows``, counted from 1. ``sheet`` is empty
    but for workbooks; only cells of workbooks have an address such as ``C5``. ``position`` orders the grids of one
    call: files in the order given, sheets in the order of the workbook. A grid that was rearranged has ``origins``;
    its ``lines`` are then those of the rows in the file. ``below`` are the texts below the table that state units,
    ``limits`` the detection limits that a row of the table gives for its columns, ``limit_rows`` all such rows.
    """

    file: str
    sheet: str
    rows: Sequence[Sequence[str]]
    lines: Sequence[int]
    workbook: bool = False
    position: int = 0
    marks: Marks = UNMARKED
    origins: Origins | None = None
    conventions: Conventions = Conventions()
    below: tuple[tuple[str, Place], ...] = ()
    limits: Mapping[int, tuple[str, Place]] = field(default_factory=dict)
    limit_rows: tuple[tuple[int, tuple[str, ...]], ...] = ()

    @property
    def columns(self) -> Sequence[Coded] | None:
        """The columns of a grid that is held so; None where rows may be of unequal length or cells need a word."""
        return self.rows.columns if isinstance(self.rows, CodedRows) and self.marks.is_plain else None

    @property
    def width(self) -> int:
        """How many cells the longest row has."""
        if isinstance(self.rows, CodedRows):
            return len(self.rows.columns)
        return max(map(len, self.rows), default=0)

    def lines_and_columns(self, rows: Rows, columns: Codes) -> tuple[Codes, Codes]:
        """Where cells stand, from 1: their lines and columns; ``rows`` and ``columns`` counted from 0."""
        if self.origins is not None and self.origins.rows is not None and self.origins.columns is not None:
            cells = rows, columns
            rows, columns = self.origins.rows[cells].astype(np.int64), self.origins.columns[cells]
        lines = self.lines
        if isinstance(lines, range):
            return (rows * lines.step + lines.start).astype(np.int32), columns + np.int32(1)
        return np.array(lines, np.int32)[rows], columns + np.int32(1)

    def place(self, row: int, column: int | None = None) -> Place:
        """The place of a cell, ``row`` and ``column`` counted from 0; a row's without a column."""
        if self.origins is not None:
            if column is None:
                found = [self.origins.of(row, each) for each in range(len(self.rows[row]))]
                row = max((each[0] for each in found if each is not None), default=0)
            else:
                origin = self.origins.of(row, column)
                if origin is None:
                    return Place(self.file, self.sheet)
                row, column = origin
        line = self.lines[row]
        if column is None:
            return Place(self.file, self.sheet, line, 0, f"A{line}" if self.workbook else "")
        cell = f"{column_letters(column)}{line}" if self.workbook else ""
        return Place(self.file, self.sheet, line, column + 1, cell)


def overlong_cell(columns: Sequence[Coded]) -> tuple[int, int] | None:
    """The row and column, from 0, of the first cell that is too long, column by column; None where none is."""
    for index, column in enumerate(columns):
        for number, text in enumerate(column.texts):
            if len(text) > LONGEST_CELL:
                return int((column.codes == number).argmax()), index
    return None


@lru_cache(maxsize=4096)
def column_number(letters: str) -> int:
    """The column, counted from 0, that a sheet's letters name, in capitals or not: A is 0, AA is 26."""
    column = 0
    for letter in letters.upper():
        column = column * ALPHABET + ord(letter) - ord("A") + 1
    return column - 1
