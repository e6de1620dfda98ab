"""The rows of a table under one heading as readings: each distinct text, or set of texts, is worked out once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from ecocomp.period import Month
from ecocomp.readings.coded import Classes, Coded, Codes, Flags, Rows, classes_of
from ecocomp.readings.columns import NO_CODES, ReadingColumns, Said, Sheet, Site, When
from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.headings import Heading
from ecocomp.readings.looks import check_looks
from ecocomp.readings.names import clean_name
from ecocomp.readings.reading import MISSING
from ecocomp.readings.remarks import tell_remarks
from ecocomp.readings.row_cells import Cell, Slot, slots_of, unclear_columns
from ecocomp.readings.row_states import RowStates
from ecocomp.readings.row_times import RowTimes
from ecocomp.readings.show import indicator_name
from ecocomp.readings.shown_dates import tell_shown_dates
from ecocomp.readings.times import Span
from ecocomp.readings.told import WHOLE_ROW, Remark, Sayings
from ecocomp.readings.values import names_state, says_nothing
from ecocomp.readings.year_crossing import crossing, details_of

#: Stands where a time cannot be read; no reading has it.
NO_TIME = When("", Month(1900, 1))
SITE = ("section", "province", "basin")


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of a table: their numbers in the grid, from 0, and the texts of each column."""

    rows: Rows
    columns: Sequence[Coded]

    def __len__(self) -> int:
        return len(self.rows)

    def taken(self, some: Flags) -> Batch:
        """Some of the rows."""
        return Batch(self.rows[some], [column.taken(some) for column in self.columns])

    def classes(self, indices: Sequence[int], *more: tuple[Codes, int]) -> Classes:
        """The rows grouped by what stands in some columns."""
        columns = [self.columns[index] for index in indices]
        return classes_of([*((each.codes, len(each.texts)) for each in columns), *more], len(self))

    def texts(self, classes: Classes, indices: Iterable[int]) -> Iterator[list[str]]:
        """The texts of the first row of each class, in the columns of ``indices``; the list is the same each time."""
        texts = [""] * len(self.columns)
        columns = list(dict.fromkeys(indices))
        found = [
            map(self.columns[each].texts.__getitem__, self.columns[each].codes[classes.first].tolist())
            for each in columns
        ]
        for row in zip(*found, strict=True) if found else [()] * len(classes):
            for index, text in zip(columns, row, strict=True):
                texts[index] = text
            yield texts


@dataclass(frozen=True, slots=True)
class Found:
    """What one slot has in the rows: their classes, and for each class its cell and whether it is in error.

    ``whole`` is that no row was left out since, so that the first row of each class is still that.
    """

    slot: Slot
    classes: Classes
    cells: Sequence[Cell | None]
    erred: Flags
    whole: bool = True

    def taken(self, some: Flags) -> Found:
        """For some of the rows."""
        return Found(self.slot, Classes(self.classes.of_row[some], self.classes.first), self.cells, self.erred, False)

    def of_rows(self, of_class: Sequence[bool] | Flags) -> Flags:
        """Something said of each class, for each row."""
        flags: Flags = np.array(of_class, np.bool_)[self.classes.of_row]
        return flags


class TableReader:
    """Reads the rows below one heading."""

    def __init__(self, grid: Grid, heading: Heading, year: int | Span | None, findings: Findings) -> None:
        self.grid = grid
        self.heading = heading
        self.findings = findings
        self.times = RowTimes(grid, heading, year)
        self.states = RowStates(grid, heading)
        self.slots = slots_of(grid, heading, findings)
        self.at = {role: column.index for role, column in heading.columns.items()}
        self._unclear = unclear_columns(heading)
        #: Whether the row before had values and no section: one error stands for a block of merged cells.
        self._lacking = False

    def read(self, batch: Batch) -> ReadingColumns | None:
        """The readings of some rows, in the order of rows and columns; None where there are no rows."""
        if not len(batch):
            return None
        sayings = Sayings()
        self._check_unclear(batch, sayings)
        found = [self._found(slot, batch, sayings) for slot in self.slots]
        valued = _any((each.of_rows([is_valued(cell) for cell in each.cells]) for each in found), len(batch))
        said = valued | self._marked(batch)
        tell_remarks(self.heading, batch, valued, sayings)
        sites, site = self._sites(batch)
        named = np.array([bool(each.section) for each in sites])[site]
        blank = np.array([says_nothing(text) for text in batch.columns[self.times.main].texts])
        complete = named & ~blank[batch.columns[self.times.main].codes]
        if not complete.all():
            erred = _any((each.of_rows(each.erred) for each in found), len(batch))
            self._set_aside(batch, complete, named, (valued, said), erred, sayings)
            batch, said, site = batch.taken(complete), said[complete], site[complete]
            found = [each.taken(complete) for each in found]
        else:
            self._lacking = False
        times = batch.classes(self.times.deciding, (said.view(np.int8), 2))
        placed = []
        taken: list[int] = []
        remarks = []
        for texts, flag in zip(batch.texts(times, self.times.deciding), said[times.first].tolist(), strict=True):
            placed.append(self.times.of(texts, flag))
            taken.append((placed[-1] is not None and self.times.takes_year(texts)) or 0)
            remarks.append(self.times.told.taken())
        sayings.add_classes(remarks, times, batch.rows)
        when = times.of_row
        if any(taken):
            self._refuse_new_year(batch, site, ([each and each[1].month for each in placed], taken), when, sayings)
        known = np.array([each is not None for each in placed], bool)
        if not known.all():
            kept = known[when]
            batch, when, site = batch.taken(kept), when[kept], site[kept]
            found = [each.taken(kept) for each in found]
        if self.grid.marks.dates:
            months = [each[1] for number in when.tolist() if (each := placed[number]) is not None]
            main = np.full(len(batch), self.times.main, np.int32)
            lines, columns = self.grid.lines_and_columns(batch.rows, main)
            cells = list(zip((lines - 1).tolist(), (columns - 1).tolist(), strict=True))
            tell_shown_dates(self.grid, batch.rows, self.times.main, cells, months, sayings)
        whens = [NO_TIME if each is None else When(*each) for each in placed]
        readings = self._assembled(batch, found, (sites, site), (whens, when), sayings)
        sayings.say(self.grid, self.findings)
        return readings

    def _found(self, slot: Slot, batch: Batch, sayings: Sayings) -> Found:
        classes = batch.classes(slot.deciding)
        cells, remarks = [], []
        for texts in batch.texts(classes, slot.deciding):
            cells.append(slot.cell(texts))
            remarks.append(slot.told.taken() if slot.told.remarks else ())
        sayings.add_classes(remarks, classes, batch.rows)
        erred = np.array([bool(some) and any(remark.severity == "error" for remark in some) for some in remarks], bool)
        return Found(slot, classes, cells, erred)

    def _marked(self, batch: Batch) -> Flags:
        """The rows in which something stands for a value or its lack: 断流, ``--``, or the state of the station."""
        values = [self.at["value"]] if self.heading.long else [column.index for column in self.heading.measures]
        says: list[tuple[int, Callable[[str], bool]]] = [(index, bool) for index in values]
        says += [(self.at[role], names_state) for role in ("state", "remark") if role in self.at]
        return _any(
            (np.array([*map(test, column.texts)], np.bool_)[column.codes]
             for column, test in ((batch.columns[index], test) for index, test in says)),
            len(batch),
        )  # fmt: skip

    def _refuse_new_year(
        self,
        batch: Batch,
        site: Codes,
        placed: tuple[Sequence[int | None], Sequence[int]],
        when: Codes,
        sayings: Sayings,
    ) -> None:
        """An error where months that all get one year run over New Year; ``placed`` are the months and that year."""
        months, years = (np.array([each or 0 for each in some])[when] for some in placed)
        some = np.flatnonzero(years)
        found = crossing(site[some], months[some])
        if found is not None:
            details = details_of(found, int(years[some[found.at]]))
            remark = Remark("year_crosses", self.times.main, "error", tuple(details.items()))
            sayings.add(remark, batch.rows[some[found.at : found.at + 1]])

    def _check_unclear(self, batch: Batch, sayings: Sayings) -> None:
        """An error for each column that might belong to several indicators, at its first value."""
        for column in self._unclear[:]:
            codes = batch.columns[column.index]
            filled = np.array([not says_nothing(text) for text in codes.texts])[codes.codes]
            if filled.any():
                remark = Remark("column_unclear", column.index, "error", (("found", column.heading),))
                sayings.add(remark, batch.rows[filled][:1])
                self._unclear.remove(column)

    def _sites(self, batch: Batch) -> tuple[list[Site], Codes]:
        indices = [self.at[role] for role in SITE if role in self.at]
        classes = batch.classes(indices)
        sites = []
        for texts in batch.texts(classes, indices):
            sites.append(Site(*(clean_name(texts[self.at[role]]) if role in self.at else "" for role in SITE)))
        return sites, classes.of_row

    def _set_aside(
        self,
        batch: Batch,
        complete: Flags,
        named: Flags,
        valued_or_said: tuple[Flags, Flags],
        erred: Flags,
        sayings: Sayings,
    ) -> None:
        """Rows without a section or a time: an error where they carry values, a warning where they say why there are
        none, else counted."""
        valued, said = valued_or_said
        before = -1
        for number in np.flatnonzero(~complete).tolist():
            lacking = "time" if named[number] else "section"
            # One error for a row whose cells are shifted, and for a block of rows.
            again = self._lacking and before == number - 1 and lacking == "section"
            self._lacking = lacking == "section" and bool(valued[number] or again)
            before = number
            row = batch.rows[number : number + 1]
            if erred[number] or (valued[number] and again):
                continue
            if valued[number]:
                column = self.heading.columns.get(lacking)
                sayings.add(Remark(f"no_{lacking}", column.index if column else 0, "error", ()), row)
            elif said[number]:
                sayings.add(Remark(f"state_without_{lacking}", WHOLE_ROW, "warning", ()), row)
            else:
                sayings.add(Remark(f"row_without_{lacking}", WHOLE_ROW, "note", ()), row)
        if complete[-1]:
            self._lacking = False

    def _assembled(
        self,
        batch: Batch,
        found: Sequence[Found],
        sites: tuple[Sequence[Site], Codes],
        whens: tuple[Sequence[When], Codes],
        sayings: Sayings,
    ) -> ReadingColumns:
        """The readings of complete rows, one for each cell, with the state of their rows."""
        states, state = self.states.of(batch, sayings)
        said: list[Said] = []
        factors: list[Fraction] = []
        parts: list[tuple[Rows, Codes, int]] = []
        for each in found:
            doubts = [_doubt_of(cell) for cell in each.cells]
            sayings.add_classes([() if doubt is None else (doubt,) for doubt in doubts], each.classes, batch.rows)
            usable = [cell is not None and not cell.measure.trouble for cell in each.cells]
            if each.whole and len(states) == 1 and all(usable):
                # every row has a value, and nothing beside it tells its class apart
                numbers, what = np.arange(len(batch)), each.classes
            else:
                flags = each.of_rows(usable)
                numbers = np.flatnonzero(flags)
                what = classes_of(
                    [(each.classes.of_row[flags], len(each.cells)), (state[flags], len(states))], len(numbers)
                )
            begin = len(said)
            column = 0
            firsts = numbers[what.first]
            for number, own in zip(each.classes.of_row[firsts].tolist(), state[firsts].tolist(), strict=True):
                cell = each.cells[number]
                assert cell is not None
                column = cell.column
                said.append(said_of(cell, *states[own]))
                factors.append(cell.by)
            parts.append((numbers, what.of_row + np.int32(begin), column))
        return self._in_order(batch, parts, (sites, whens, said), factors)

    def _in_order(
        self,
        batch: Batch,
        parts: Sequence[tuple[Rows, Codes, int]],
        told: tuple[tuple[Sequence[Site], Codes], tuple[Sequence[When], Codes], Sequence[Said]],
        factors: Sequence[Fraction],
    ) -> ReadingColumns:
        """The readings of several slots, each given by its rows, what these say and its column, as the rows stand."""
        sites, whens, said = told
        every = [numbers for numbers, _, _ in parts]
        order = None if len(parts) == 1 else np.argsort(_in(None, every), kind="stable")
        rows = _in(order, every)
        column_numbers = [np.full(len(numbers), column, np.int32) for numbers, _, column in parts]
        line, column_codes = self.grid.lines_and_columns(batch.rows[rows], _in(order, column_numbers))
        readings = ReadingColumns(
            sites[0],
            whens[0],
            said,
            [Sheet(self.grid.file, self.grid.sheet, self.grid.workbook)],
            sites[1][rows],
            whens[1][rows],
            _in(order, [what for _, what, _ in parts]),
            np.zeros(len(rows), np.int32),
            line,
            column_codes,
        )
        if self.grid.marks.displays or self.grid.marks.struck:
            index = self.at.get("detection_limit")
            same = None if index is None else np.full(len(rows), index, np.int32)
            limits = None if same is None else self.grid.lines_and_columns(batch.rows[rows], same)
            check_looks(self.grid, readings, factors, limits, self.findings)
        return readings


def _any(flags: Iterable[Flags], rows: int) -> Flags:
    """Where any of the flags is set."""
    found = np.zeros(rows, np.bool_)
    for each in flags:
        found |= each
    return found


def _in(order: Rows | None, parts: Sequence[Codes | Rows]) -> Any:
    """Parts as one, in the given order."""
    whole = parts[0] if len(parts) == 1 else np.concatenate([*parts, NO_CODES])
    return whole if order is None else whole[order]


def is_valued(cell: Cell | None) -> bool:
    """Whether a row with this cell says something, be it unreadable."""
    return cell is not None and (cell.measure.qualifier != MISSING or bool(cell.measure.trouble))


def _doubt_of(cell: Cell | None) -> Remark | None:
    """What is wrong with a cell, or doubtful."""
    if cell is None:
        return None
    if cell.measure.trouble:
        return Remark(cell.measure.trouble, cell.column, "error", (("found", cell.text),))
    if cell.measure.doubt:
        return Remark(cell.measure.doubt, cell.column, "warning", (("indicator", indicator_name(cell.indicator)),))
    return None


def said_of(cell: Cell, state: str, method: str) -> Said:
    """What a cell says, in a row of this state (站点情况) and method (监测方式)."""
    measure = cell.measure
    return Said(
        cell.indicator,
        cell.text,
        measure.value,
        measure.qualifier,
        measure.limit,
        measure.state or state,
        method,
        measure.lean,
    )
