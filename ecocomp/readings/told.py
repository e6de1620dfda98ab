"""What the texts of a row tell, recorded once and said of every row with the same texts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from ecocomp.errors import Place
from ecocomp.readings.coded import Classes, Rows
from ecocomp.readings.findings import ERRORS_LISTED, PLACES_NAMED, Findings
from ecocomp.readings.grid import Grid

#: The column that stands for a whole row.
WHOLE_ROW = -1


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing told: ``column`` is where in the row; ``once`` that one row stands for all."""

    code: str
    column: int
    severity: str
    details: tuple[tuple[str, object], ...]
    once: bool = False


@dataclass(slots=True)
class Told:
    """Takes the place of a grid and its findings while the texts of one row are looked at."""

    workbook: bool
    remarks: list[Remark] = field(default_factory=list)

    def place(self, row: int, column: int | None = None) -> int:
        """The column, which is all that is the same for other rows with these texts."""
        return WHOLE_ROW if column is None else column

    def error(self, code: str, place: int, *, once: bool = False, **details: object) -> None:
        """An error at a column of each such row, or with ``once`` at the first alone."""
        self.remarks.append(Remark(code, place, "error", tuple(details.items()), once))

    def count(self, code: str, place: int, severity: str = "note", **details: object) -> None:
        """A case of a note or warning at a column of each such row."""
        self.remarks.append(Remark(code, place, severity, tuple(details.items())))

    def taken(self) -> tuple[Remark, ...]:
        """What was told since this was last asked."""
        remarks, self.remarks = tuple(self.remarks), []
        return remarks


class Sayings:
    """Remarks with the rows they hold for, said in the order of the rows as if each row had been looked at."""

    def __init__(self) -> None:
        self._rows: dict[Remark, list[Rows]] = defaultdict(list)
        #: By code and column the rows of errors that come after as many as are listed: counted, not kept.
        self._beyond: dict[tuple[str, int], list[Rows]] = defaultdict(list)

    def add(self, remark: Remark, rows: Rows) -> None:
        """The remark holds for these rows of the grid."""
        if len(rows):
            self._rows[remark].append(rows[:1] if remark.once else rows)

    def add_classes(self, remarks: Sequence[tuple[Remark, ...]], classes: Classes, rows: Rows) -> None:
        """The remarks of each class hold for all its rows; ``rows`` are the grid's rows."""
        told = [number for number, some in enumerate(remarks) if some]
        if len(told) > ERRORS_LISTED:
            told = self._first(remarks, told, classes, rows)
        for number, own in zip(told, classes.rows_of(told), strict=True):
            for remark in remarks[number]:
                self.add(remark, rows[own])

    def _first(
        self, remarks: Sequence[tuple[Remark, ...]], told: Sequence[int], classes: Classes, rows: Rows
    ) -> list[int]:
        """The classes without those whose error comes after a hundred others of its kind in its column."""
        kinds: dict[tuple[str, int], list[int]] = defaultdict(list)
        for number in told:
            first = remarks[number][0]
            if len(remarks[number]) == 1 and first.severity == "error" and not first.once:
                kinds[first.code, first.column].append(number)
        dropped: set[int] = set()
        for kind, numbers in kinds.items():
            if len(numbers) <= ERRORS_LISTED:
                continue
            firsts = np.full(len(remarks), len(classes.of_row))
            np.minimum.at(firsts, classes.of_row, np.arange(len(classes.of_row)))
            kept: set[Remark] = set()
            beyond = np.zeros(len(remarks), np.bool_)
            for number in sorted(numbers, key=firsts.__getitem__):
                remark = remarks[number][0]
                if remark in kept or len(kept) < ERRORS_LISTED:
                    kept.add(remark)
                else:
                    beyond[number] = True
            dropped.update(np.flatnonzero(beyond).tolist())
            self._beyond[kind].append(rows[beyond[classes.of_row]])
        return [number for number in told if number not in dropped]

    def say(self, grid: Grid, findings: Findings) -> None:
        """Says everything. Errors are listed one by one, in the order of rows; the rest is counted."""
        errors: list[tuple[int, int, Remark]] = []
        more: Counter[str] = Counter()
        for remark, found in self._rows.items():
            rows = _once_a_cell(grid, np.sort(np.concatenate(found)), remark.column)
            if remark.severity == "error":
                errors += [(int(row), remark.column, remark) for row in rows[:ERRORS_LISTED]]
                more[remark.code] += max(0, len(rows) - ERRORS_LISTED)
                continue
            places = [_place(grid, int(row), remark.column) for row in rows[: PLACES_NAMED + 1]]
            findings.count_many(remark.code, len(rows), places, remark.severity, **dict(remark.details))
        for row, column, remark in sorted(errors, key=lambda each: each[:2]):
            findings.error(remark.code, _place(grid, row, column), **dict(remark.details))
        for (code, column), beyond in self._beyond.items():
            more[code] += len(_once_a_cell(grid, np.sort(np.concatenate(beyond)), column))
        for code, count in more.items():
            findings.more_errors(code, grid.file, count)


def _once_a_cell(grid: Grid, rows: Rows, column: int) -> Rows:
    """The rows without those whose remark is on a cell that was named: a rearranged grid has a row for each value."""
    origins = grid.origins
    if origins is None or origins.rows is None or origins.columns is None:
        return rows
    lines = origins.rows[rows].max(axis=1)
    if column == WHOLE_ROW or column in origins.added:
        keys = np.stack([lines, np.full_like(lines, -1)])
    else:
        own, across = origins.rows[rows, column], origins.columns[rows, column]
        # what the name of the sheet or file says stands in no cell: its row stands for it
        keys = np.where(own < 0, np.stack([lines, np.full_like(lines, -1)]), np.stack([own, across]))
    _, first = np.unique(keys, axis=1, return_index=True)
    distinct: Rows = rows[np.sort(first)]
    return distinct


def _place(grid: Grid, row: int, column: int) -> Place:
    """The place of a cell; that of its row where the name of the sheet or file says what would stand in it."""
    place = grid.place(row) if column == WHOLE_ROW else grid.place(row, column)
    return place if place.line else grid.place(row)
