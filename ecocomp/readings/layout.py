"""The rows of a recognised table as readings, in long and in wide shape."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ecocomp.period import Month
from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.headings import Heading
from ecocomp.readings.names import clean_name
from ecocomp.readings.reading import MISSING, Reading
from ecocomp.readings.row_cells import Cell, LongCells, WideCells
from ecocomp.readings.row_times import RowTimes
from ecocomp.readings.show import indicator_name
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
        self.heading = heading
        self.findings = findings
        self.times = RowTimes(grid, heading, year, findings)
        self.at = {role: column.index for role, column in heading.columns.items()}
        self.cells = LongCells(grid, heading, findings) if heading.long else WideCells(grid, heading, findings)
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
        title = list(self.grid.rows[self.heading.row])
        for row in range(self.heading.row + 1, len(self.grid.rows)):
            texts = self.grid.rows[row]
            if not any(texts):
                continue
            if list(texts) == title:
                self.findings.count("heading_again", self.grid.place(row))
                continue
            yield from self._row(row, self._padded(row, texts, len(title)))

    def _padded(self, row: int, texts: Sequence[str], width: int) -> Sequence[str]:
        """The cells of a row, as many as the heading has; more or fewer in a text file mean a torn row."""
        if len(texts) == width:
            return texts
        if any(texts[width:]):
            place = self.grid.place(row, width)
            if self.grid.workbook:
                self.findings.count("beyond_heading", place)
            else:
                self.findings.error("row_too_long", place, cells=len(texts), columns=width)
        if len(texts) < width:
            self.findings.count("row_too_short", self.grid.place(row), "warning")
        return [*texts[:width], *[""] * (width - len(texts))]

    def _row(self, row: int, texts: Sequence[str]) -> Iterator[Reading]:
        cells = self.cells.of(row, texts)
        section = clean_name(self._text(texts, "section"))
        valued = any(cell.measure.qualifier != MISSING or cell.measure.trouble for cell in cells)
        if not section:
            self._set_aside(row, valued, "section")
            return
        if self.times.is_blank(texts):
            self._set_aside(row, valued, "time")
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
