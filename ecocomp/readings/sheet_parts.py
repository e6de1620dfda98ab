"""The cells of one sheet of an xlsx file that need a word: errors, formulas never calculated, merged and hidden ones.

Cells are told by their tags alone, as the reader does: one without an address stands behind the one before it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from xml.parsers import expat

from ecocomp.readings.cell_looks import Style
from ecocomp.readings.grid import ERROR_CELL, MOST_COLUMNS, UNCALCULATED_CELL, Marks, Merge, column_number
from ecocomp.readings.workbook_bounds import Budget, local, parse

ADDRESS = re.compile(r"([A-Za-z]{1,5})([0-9]{1,10})", re.ASCII)
TRUE = frozenset({"1", "true"})


def row_and_column(address: str) -> tuple[int, int]:
    """The row and column, from 0, of an address such as ``C5``. Raises ValueError for any other text."""
    found = ADDRESS.fullmatch(address)
    row = int(found[2]) - 1 if found else -1
    if not found or row < 0:
        raise ValueError(address)
    return row, column_number(found[1])


class SheetPart:
    """Goes through the tags of one part; whatever is no sheet just has no cells."""

    def __init__(self, budget: Budget, styles: Mapping[int, Style] | None = None) -> None:
        self._budget = budget
        #: The styles that need a word, by their numbers.
        self._styles = styles
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._row = -1
        self._column = 0
        self._furthest_row = self._furthest_column = 0
        # The open cell: its place, type, and whether it has a formula, a value and a text in it.
        self._place: tuple[int, int] | None = None
        self._type = ""
        self._formula = self._value = self._text = False
        self._style: Style | None = None
        self._cells: dict[tuple[int, int], str] = {}
        self._styled: dict[tuple[int, int], Style] = {}
        self._merges: list[Merge] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()

    def read(self, archive: zipfile.ZipFile, part: str) -> Marks:
        """What the part says of its cells."""
        parse(archive, part, self._parser, self._budget)
        self._close()
        self._budget.add_area(self._furthest_row * self._furthest_column)
        return Marks(self._cells, tuple(self._merges), self._hidden_rows, self._hidden_columns, self._styled)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._budget.tags += 1
        if ":" in name:
            name = local(name)
        if name == "c":
            self._close()
            self._open(attributes)
        elif name == "v":
            self._value = True
            if self._formula:
                self._parser.CharacterDataHandler = self._characters
        elif name == "f":
            self._formula = True
        elif name == "is":
            self._value = self._text = True
        elif name not in ("t", "r"):
            self._close()
            self._other(name, attributes)

    def _open(self, attributes: dict[str, str]) -> None:
        self._budget.cells += 1
        address = attributes.get("r")
        place = (max(self._row, 0), self._column) if address is None else row_and_column(address)
        self._place, self._column = place, place[1] + 1
        self._type = attributes.get("t", "")
        self._formula = self._value = self._text = False
        if self._styles:
            self._style = self._styles.get(int(attributes.get("s", "0")))

    def _characters(self, text: str) -> None:
        self._text = self._text or bool(text.strip())

    def _close(self) -> None:
        """The open cell is over: notes what is to be said of it."""
        if self._place is None:
            return
        row, column = self._place
        if self._formula:
            self._parser.CharacterDataHandler = None
        if self._type == "e":
            self._cells[self._place] = ERROR_CELL
        elif self._formula and not self._text and not (self._type == "str" and self._value):
            # A formula may have an empty text as its value, which is then said.
            self._cells[self._place] = UNCALCULATED_CELL
        if self._formula or self._value or self._type == "e":
            if row >= self._furthest_row:
                self._furthest_row = row + 1
            if column >= self._furthest_column:
                self._furthest_column = column + 1
            if self._style is not None:
                self._styled[self._place] = self._style
        self._place = None

    def _other(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            number = attributes.get("r")
            self._row = self._row + 1 if number is None else int(number) - 1
            self._column = 0
            if attributes.get("hidden") in TRUE:
                self._hidden_rows.add(self._row)
        elif name == "si":
            self._budget.cells += 1
        elif name == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            (top, left), (bottom, right) = row_and_column(first), row_and_column(last or first)
            self._budget.add_cells(max(bottom - top, 1))
            self._merges.append(Merge(top, left, bottom, right))
        elif name == "col" and attributes.get("hidden") in TRUE:
            hidden = range(int(attributes["min"]) - 1, min(int(attributes["max"]), MOST_COLUMNS))
            self._budget.add_cells(len(hidden))
            self._hidden_columns.update(hidden)
