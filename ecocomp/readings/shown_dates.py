"""Times that a workbook shows only in part: what is told of them, and the year that a cell holds but does not show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ecocomp.period import Month
from ecocomp.readings.coded import Rows
from ecocomp.readings.date_looks import ShownDate
from ecocomp.readings.grid import Grid
from ecocomp.readings.told import Remark, Sayings


def tell_shown_dates(
    grid: Grid, rows: Rows, column: int, cells: Sequence[tuple[int, int]], months: Sequence[Month], sayings: Sayings
) -> None:
    """A note on dates that show a month alone, and an error where a year that is not shown is not the one taken.

    ``months`` are those that the times of the rows were read as, which stand in ``column`` of the grid and in
    ``cells`` of the file.
    """
    found: dict[Remark, list[int]] = defaultdict(list)
    for at, cell in enumerate(cells):
        date = grid.marks.dates.get(cell)
        if date is not None:
            for remark in _remarks(date, column, months[at]):
                found[remark].append(at)
    for remark, some in found.items():
        sayings.add(remark, rows[some])


def _remarks(date: ShownDate, column: int, month: Month) -> list[Remark]:
    if not date.year and date.held.year != month.year:
        details = {"found": date.text(), "held": str(date.held), "year": month.year}
        return [Remark("year_not_shown_differs", column, "error", tuple(details.items()))]
    return [] if date.day else [Remark("month_shown", column, "note", ())]
