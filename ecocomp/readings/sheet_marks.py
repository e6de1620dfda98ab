"""What a sheet shows beside its texts, applied to the rows of a table: merged, hidden and broken cells."""

from __future__ import annotations

from collections.abc import Sequence

from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import MARKED_CELLS, Grid
from ecocomp.readings.headings import Heading
from ecocomp.written import column_letters

#: The columns that say of what a row is; a cell merged over several rows says it for all of them.
FILLED = ("section", "province", "basin", "time", "year", "month", "day", "snapshot", "indicator", "unit")


class SheetMarks:
    """The marks of one grid, by the columns of the heading that is in force. Grids of text files have none."""

    def __init__(self, grid: Grid, findings: Findings) -> None:
        self._grid = grid
        self._findings = findings
        self._marked_rows = frozenset(row for row, _ in grid.marks.cells)
        #: The row of the text that stands for a cell merged with those above it.
        self._tops = {
            (row, merge.left): merge.top
            for merge in grid.marks.merges
            for row in range(merge.top + 1, min(merge.bottom + 1, len(grid.rows)))
        }

    def take(self, heading: Heading) -> None:
        """Applies to the rows below this heading; warns of the hidden columns among those it names."""
        self._first = heading.row + 1
        self._named = sorted({column.index for column in heading.columns.values()})
        self._filled = [heading.columns[role].index for role in FILLED if role in heading.columns]
        values = [*heading.measures, *(heading.columns[role] for role in ("value",) if heading.long)]
        self._values = [column.index for column in values]
        for index in sorted({*self._named, *self._values}):
            if index in self._grid.marks.hidden_columns:
                place = self._grid.place(heading.row, index)
                self._findings.note("hidden_column", place, "warning", found=column_letters(index))

    def is_sound(self, row: int, texts: Sequence[str]) -> bool:
        """Whether the row can be read: an error for each broken cell that says of what the row is."""
        if row in self._grid.marks.hidden_rows:
            self._findings.count("hidden_rows", self._grid.place(row), "warning")
        if row not in self._marked_rows:
            return True
        broken = [index for index in self._named if index not in self._values and texts[index] in MARKED_CELLS]
        for index in broken:
            self._findings.error(MARKED_CELLS[texts[index]], self._grid.place(row, index))
        return not broken

    def filled(self, row: int, texts: Sequence[str]) -> Sequence[str]:
        """The texts of the row, cells merged with those above filled with what stands there."""
        if not self._tops:
            return texts
        found = list(texts)
        for index in self._filled:
            top = self._tops.get((row, index), 0)
            if not found[index] and top >= self._first and index < len(self._grid.rows[top]):
                found[index] = self._grid.rows[top][index]
                self._findings.count("merged_filled", self._grid.place(row, index))
        for index in self._values:
            if not found[index] and self._tops.get((row, index), 0) >= self._first:
                self._findings.count("merged_value", self._grid.place(row, index), "warning")
        return found
