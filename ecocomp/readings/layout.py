"""The rows of a recognised table as readings, in long and in wide shape."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ecocomp.period import Month
from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid, column_letters
from ecocomp.readings.headings import (
    Column,
    Heading,
    columns_of,
    heading_of,
    is_heading,
    names_section,
    resembles_heading,
)
from ecocomp.readings.names import clean_name
from ecocomp.readings.reading import MISSING, Reading
from ecocomp.readings.row_cells import Cell, LongCells, WideCells
from ecocomp.readings.row_times import RowTimes
from ecocomp.readings.sheet_marks import SheetMarks
from ecocomp.readings.show import indicator_name
from ecocomp.readings.table_unit import labelled_unit
from ecocomp.readings.values import STATES, parse_state, plain, says_nothing


@dataclass(frozen=True, slots=True)
class Origin:
    """What all values of a row share: where, when, and the state of the station."""

    section: str
    province: str
    basin: str
    when: str
    month: Month
    state: str


class Layout:
    """Reads one grid: the columns found out once, then row after row."""

    def __init__(self, grid: Grid, heading: Heading, year: int | None, findings: Findings) -> None:
        self.grid = grid
        self.findings = findings
        self.year = year
        self.sheet = SheetMarks(grid, findings)
        #: Whether the row before had values and no section: one error stands for a block of merged cells.
        self.lacking = False
        self._take(heading)

    def _take(self, heading: Heading) -> None:
        """Reads the rows that follow by this heading."""
        grid, findings = self.grid, self.findings
        self.heading = heading
        self.title = list(grid.rows[heading.row])
        self.untitled = [index for index, text in enumerate(self.title) if not text]
        self.times = RowTimes(grid, heading, self.year, findings)
        self.at = {role: column.index for role, column in heading.columns.items()}
        self.cells = LongCells(grid, heading, findings) if heading.long else WideCells(grid, heading, findings)
        self.sheet.take(heading)
        self._note_columns()

    def _note_columns(self) -> None:
        for column in self.heading.ignored:
            place = self.grid.place(self.heading.row, column.index)
            if column.resembles:
                self.findings.note("column_resembles", place, "warning", found=column.heading, like=column.resembles)
            else:
                self.findings.note("column_ignored", place, found=column.heading)
        if self.heading.rounded:
            self.findings.note("unrounded_taken", self.grid.place(self.heading.row))

    def readings(self) -> Iterator[Reading]:
        """The readings of all rows below the heading, in the order of the file."""
        for row in range(self.heading.row + 1, len(self.grid.rows)):
            texts = self.grid.rows[row]
            if not any(texts):
                continue
            if not self.times.may_be(texts):
                if list(texts) == self.title:
                    self.findings.count("heading_again", self.grid.place(row))
                    continue
                columns = columns_of(texts) if names_section(texts) else []
                if resembles_heading(columns):
                    if not self._switched(row, columns):
                        return
                    continue
                if self._is_unit_row(row, texts):
                    continue
            padded = self._padded(row, texts, len(self.title))
            if padded is not None and self.sheet.is_sound(row, padded):
                yield from self._row(row, self.sheet.filled(row, padded))

    def _switched(self, row: int, columns: list[Column]) -> bool:
        """Takes another heading further down; False, with an error, where it cannot be read, nor what is below it."""
        place = self.grid.place(row)
        if not is_heading(columns):
            self.findings.error("heading_unclear", place)
            return False
        heading = heading_of(self.grid, row, columns, self.findings)
        if heading is None:
            return False
        self.findings.count("heading_changes", place)
        self._take(replace(heading, unit=self.heading.unit))
        return True

    def _is_unit_row(self, row: int, texts: Sequence[str]) -> bool:
        labelled = labelled_unit(texts)
        if labelled is not None:
            self.findings.error("table_unit_inside", self.grid.place(row, labelled[0]), found=labelled[1])
        return labelled is not None

    def _padded(self, row: int, texts: Sequence[str], width: int) -> Sequence[str] | None:
        """The cells of a row, as many as the heading has; more or fewer in a text file mean a torn row.

        None, with an error, for a row of which nothing can be read.
        """
        self._note_untitled(row, texts)
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

    def _note_untitled(self, row: int, texts: Sequence[str]) -> None:
        for index in self.untitled[:]:
            if index < len(texts) and texts[index]:
                self.findings.note("column_untitled", self.grid.place(row, index), found=column_letters(index))
                self.untitled.remove(index)

    def _row(self, row: int, texts: Sequence[str]) -> Iterator[Reading]:
        errors = self.findings.errors
        cells = self.cells.of(row, texts)
        section = clean_name(self._text(texts, "section"))
        valued = any(cell.measure.qualifier != MISSING or cell.measure.trouble for cell in cells)
        lacking = "" if section and not self.times.is_blank(texts) else "time" if section else "section"
        again = self.lacking and lacking == "section"
        self.lacking = lacking == "section" and (valued or self.lacking)
        if lacking:
            # One error for a row whose cells are shifted, and for a block of rows.
            if self.findings.errors == errors and not (valued and again):
                self._set_aside(row, valued, lacking)
            return
        placed = self.times.of(row, texts, valued)
        if placed is None:
            return
        origin = Origin(
            section,
            clean_name(self._text(texts, "province")),
            clean_name(self._text(texts, "basin")),
            *placed,
            self._state(row, texts),
        )
        for cell in cells:
            reading = self._reading(row, cell, origin)
            if reading is not None:
                yield reading

    def _set_aside(self, row: int, valued: bool, lacking: str) -> None:
        column = self.heading.columns.get(lacking)
        place = self.grid.place(row, column.index if column else 0)
        if valued:
            self.findings.error(f"no_{lacking}", place)
        else:
            self.findings.count(f"row_without_{lacking}", self.grid.place(row))

    def _text(self, texts: Sequence[str], role: str) -> str:
        index = self.at.get(role)
        return "" if index is None else texts[index]

    def _state(self, row: int, texts: Sequence[str]) -> str:
        """The state of the station or row (站点情况), or what a remark (备注) says of it."""
        text = self._text(texts, "state")
        state = parse_state(text)
        if state is None:
            column = self.heading.columns["state"].index
            self.findings.count("state_unknown", self.grid.place(row, column), found=text)
            return "other"
        remark = self._text(texts, "remark")
        if not remark:
            return state
        if plain(remark) in STATES:
            return state or STATES[plain(remark)]
        if not says_nothing(remark):
            self.findings.count("remark_ignored", self.grid.place(row, self.heading.columns["remark"].index))
        return state

    def _reading(self, row: int, cell: Cell, origin: Origin) -> Reading | None:
        measure = cell.measure
        place = self.grid.place(row, cell.column)
        if measure.trouble:
            self.findings.error(measure.trouble, place, found=cell.text)
            return None
        if measure.doubt:
            self.findings.count(measure.doubt, place, "warning", indicator=indicator_name(cell.indicator))
        return Reading(
            origin.section,
            origin.month,
            origin.when,
            cell.indicator,
            cell.text,
            measure.value,
            measure.qualifier,
            measure.limit,
            measure.state or origin.state,
            place,
            origin.province,
            origin.basin,
        )
