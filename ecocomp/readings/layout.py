"""Walking down a table: its rows in batches under one heading each, other rows told apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from ecocomp.readings.coded import Coded, Rows, coded
from ecocomp.readings.columns import ReadingColumns
from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.headings import (
    Heading,
    columns_of,
    heading_of,
    is_heading,
    names_section,
    resembles_heading,
)
from ecocomp.readings.nitrate import names_ion, names_plain_nitrate
from ecocomp.readings.sheet_marks import SheetMarks
from ecocomp.readings.table_reader import Batch, TableReader
from ecocomp.readings.table_unit import labelled_unit
from ecocomp.readings.times import Span
from ecocomp.written import column_letters


class Layout:
    """Reads one grid: the columns found out once, then all rows to the next heading together."""

    def __init__(self, grid: Grid, heading: Heading, year: int | Span | None, findings: Findings) -> None:
        self.grid = grid
        self.findings = findings
        self.year = year
        self.sheet = SheetMarks(grid, findings)
        self._take(heading)

    def _take(self, heading: Heading) -> None:
        """Reads the rows that follow by this heading."""
        self.heading = heading
        self.title = list(self.grid.rows[heading.row])
        self.untitled = [index for index, text in enumerate(self.title) if not text]
        self.reader = TableReader(self.grid, heading, self.year, self.findings)
        self.sheet.take(heading)
        self._note_columns()

    def _note_columns(self) -> None:
        for column in self.heading.ignored:
            place = self.grid.place(self.heading.row, column.index)
            if names_ion(column.heading):
                self.findings.note("nitrate_ion", place, "warning", found=column.heading)
            elif column.resembles:
                self.findings.note("column_resembles", place, "warning", found=column.heading, like=column.resembles)
            else:
                self.findings.note("column_ignored", place, found=column.heading)
        for column in self.heading.measures:
            if names_plain_nitrate(column.heading):
                place = self.grid.place(self.heading.row, column.index)
                self.findings.count("nitrate_as_nitrogen", place, found=column.heading)
        if self.heading.rounded:
            self.findings.note("unrounded_taken", self.grid.place(self.heading.row))

    def readings(self) -> Iterator[ReadingColumns]:
        """The readings of all rows below the heading, in the order of the file."""
        heading: Heading | None = self.heading
        while heading is not None:
            batch, end = self._batch(heading.row + 1)
            readings = self.reader.read(batch)
            if readings is not None:
                yield readings
            heading = None if end is None else self._heading_at(end)
            if heading is not None:
                self._take(heading)

    def _batch(self, first: int) -> tuple[Batch, int | None]:
        """The rows from ``first`` to the next heading, and the row of that heading, if there is one."""
        columns = self.grid.columns
        return self._rows_apart(first) if columns is None else self._rows_together(columns, first)

    def _rows_together(self, columns: Sequence[Coded], first: int) -> tuple[Batch, int | None]:
        """A batch of a grid that is held in columns: only rows that may be no data are looked at one by one."""
        main = columns[self.reader.times.main]
        dated = np.array([text[:1].isdigit() for text in main.texts], np.bool_)[main.codes]
        other = np.zeros(len(self.grid.rows), np.bool_)
        end: int | None = None
        for row in (np.flatnonzero(~dated[first:]) + first).tolist():
            texts = self.grid.rows[row]
            if any(texts) and self._resembles_heading(texts):
                end = row
                break
            other[row] = not any(texts) or self._is_no_data(row, texts)
        rows = np.flatnonzero(~other[first:end]) + first
        # where no row is left out, columns need not be copied
        taken: Rows | slice = rows if other[first:end].any() else slice(first, end)
        batch = Batch(rows, [column.taken(taken) for column in columns])
        for index in self.untitled[:]:
            filled = np.array([bool(text) for text in columns[index].texts], np.bool_)[batch.columns[index].codes]
            if filled.any():
                self._note_untitled(int(rows[filled][0]), index)
        return batch, end

    def _rows_apart(self, first: int) -> tuple[Batch, int | None]:
        """A batch of a grid whose rows may be of unequal length, or have merged, hidden or broken cells."""
        numbers: list[int] = []
        found: list[Sequence[str]] = []
        end: int | None = None
        main = self.reader.times.main
        for row in range(first, len(self.grid.rows)):
            texts = self.grid.rows[row]
            if not any(texts):
                continue
            if main >= len(texts) or not texts[main][:1].isdigit():
                if self._resembles_heading(texts):
                    end = row
                    break
                if self._is_no_data(row, texts):
                    continue
            padded = self._padded(row, texts, len(self.title))
            if padded is not None and self.sheet.is_sound(row, padded):
                numbers.append(row)
                found.append(self.sheet.filled(row, padded))
        return Batch(np.array(numbers, np.int64), [coded(column) for column in zip(*found, strict=True)]), end

    def _resembles_heading(self, texts: Sequence[str]) -> bool:
        """Whether a row is another heading; the same one once more, as at the top of each printed page, is none."""
        return list(texts) != self.title and names_section(texts) and resembles_heading(columns_of(texts))

    def _is_no_data(self, row: int, texts: Sequence[str]) -> bool:
        """Whether a row is the heading once more, or the unit of the table."""
        if list(texts) == self.title:
            self.findings.count("heading_again", self.grid.place(row))
            return True
        return self._is_unit_row(row, texts)

    def _heading_at(self, row: int) -> Heading | None:
        """Another heading further down; None, with an error, where it cannot be read, nor what is below it."""
        place = self.grid.place(row)
        columns = columns_of(self.grid.rows[row])
        if not is_heading(columns):
            self.findings.error("heading_unclear", place)
            return None
        heading = heading_of(self.grid, row, columns, self.findings)
        if heading is None:
            return None
        self.findings.count("heading_changes", place)
        return replace(heading, unit=self.heading.unit, units=self.heading.units)

    def _is_unit_row(self, row: int, texts: Sequence[str]) -> bool:
        labelled = labelled_unit(texts)
        if labelled is not None:
            self.findings.error("table_unit_inside", self.grid.place(row, labelled[0]), found=labelled[1])
        return labelled is not None

    def _padded(self, row: int, texts: Sequence[str], width: int) -> Sequence[str] | None:
        """The cells of a row, as many as the heading has; more or fewer in a text file mean a torn row.

        None, with an error, for a row of which nothing can be read.
        """
        for index in self.untitled[:]:
            if index < len(texts) and texts[index]:
                self._note_untitled(row, index)
        if len(texts) == width:
            return texts
        if any(texts[width:]):
            place = self.grid.place(row, width)
            if self.grid.workbook:
                self.findings.count("beyond_heading", place)
            else:
                self.findings.error("row_too_long", place, cells=len(texts), columns=width)
                return None
        if len(texts) < width:
            self.findings.count("row_too_short", self.grid.place(row), "warning")
        return [*texts[:width], *[""] * (width - len(texts))]

    def _note_untitled(self, row: int, index: int) -> None:
        self.findings.note("column_untitled", self.grid.place(row, index), found=column_letters(index))
        self.untitled.remove(index)
