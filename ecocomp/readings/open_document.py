"""The sheets of an OpenDocument file (ods): how large they are, and their cells that need a word."""

from __future__ import annotations

import zipfile

from ecocomp.readings.grid import ERROR_CELL, MOST_COLUMNS, UNCALCULATED_CELL, Marks, Merge
from ecocomp.readings.workbook_bounds import MOST_SHEETS, Budget, TooLargeError, local, parse_tags

HIDDEN = frozenset({"collapse", "filter"})


class OpenDocument:
    """Goes through the tags of the content; rows and cells count as often as they say they are repeated."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._marks: dict[str, Marks] = {}
        self._tables = 0
        self._table("")

    def read(self, archive: zipfile.ZipFile, part: str = "content.xml") -> dict[str, Marks]:
        """What the content says of the cells of each sheet."""
        parse_tags(archive, part, self._start, self._budget, self._text)
        self._finish()
        return self._marks

    def _table(self, name: str) -> None:
        self._name = name
        self._row = self._column = self._columns = 0
        self._rows = self._times = 1
        self._next_row = 0
        self._furthest_row = self._furthest_column = 0
        self._counted = 0
        self._is_hidden = False
        self._cells: dict[tuple[int, int], str] = {}
        self._merges: list[Merge] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()

    def _finish(self) -> None:
        self._marks[self._name] = Marks(self._cells, tuple(self._merges), self._hidden_rows, self._hidden_columns)

    def _start(self, name: str, written: dict[str, str]) -> None:
        attributes = {local(key): value for key, value in written.items()}
        if written.get("calcext:value-type") == "error":
            attributes["value-type"] = "error"
        if name == "table":
            self._tables += 1
            if self._tables > MOST_SHEETS:
                raise TooLargeError
            self._finish()
            self._table(attributes.get("name", ""))
        elif name == "table-column":
            times = int(attributes.get("number-columns-repeated", "1"))
            if attributes.get("visibility") in HIDDEN:
                hidden = range(self._columns, min(self._columns + times, MOST_COLUMNS))
                self._budget.add_cells(len(hidden))
                self._hidden_columns.update(hidden)
            self._columns += times
        elif name == "table-row":
            self._row, self._column = self._next_row, 0
            self._rows = int(attributes.get("number-rows-repeated", "1"))
            self._next_row = self._row + self._rows
            self._is_hidden = attributes.get("visibility") in HIDDEN
        elif name in ("table-cell", "covered-table-cell"):
            self._cell(attributes)
        elif name == "p":
            self._filled()
        elif name == "s":  # so many blanks
            self._budget.add_text(max(int(attributes.get("c", "1")), 0) * self._rows * self._times)

    def _text(self, written: str) -> None:
        """Every repetition of a cell has a text of its own once it is read."""
        self._budget.add_text(len(written) * self._rows * self._times)

    def _cell(self, attributes: dict[str, str]) -> None:
        self._budget.cells += 1
        self._times = int(attributes.get("number-columns-repeated", "1"))
        self._column += self._times
        if "string-value" in attributes:
            self._text(attributes["string-value"])
        if "value-type" not in attributes and "formula" not in attributes:
            return
        self._filled()
        left, top = self._column - self._times, self._row
        text = ""
        if attributes.get("value-type") == "error":
            text = ERROR_CELL
        elif "value-type" not in attributes:
            text = UNCALCULATED_CELL
        if text:
            self._budget.add_cells(self._rows * self._times)
            self._cells |= {
                (row, column): text for row in range(top, self._next_row) for column in range(left, self._column)
            }
        spanned = int(attributes.get("number-rows-spanned", "1"))
        if spanned > 1:
            self._budget.add_cells(spanned)
            right = left + int(attributes.get("number-columns-spanned", "1")) - 1
            self._merges.append(Merge(top, left, top + spanned - 1, right))

    def _filled(self) -> None:
        """The rectangle reaches to the cell that is open."""
        self._furthest_row = max(self._furthest_row, self._next_row)
        self._furthest_column = max(self._furthest_column, self._column)
        area = self._furthest_row * self._furthest_column
        self._budget.add_area(area - self._counted)
        self._counted = area
        if self._is_hidden and self._row not in self._hidden_rows:
            self._hidden_rows.update(range(self._row, self._next_row))
