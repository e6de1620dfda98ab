"""Months without a year that run over New Year: 10, 11, 12, 1, 2 are hardly all of the one year that is given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from ecocomp.errors import Place
from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.headings import Heading
from ecocomp.readings.shapes.table import Shaped
from ecocomp.readings.times import Span, parse_time

#: Between neighbouring months so many apart lies New Year, not a month that comes too late.
APART = 6


class Crossing(NamedTuple):
    """Where it is: the number of the later reading, the months on both sides, and the first and last one in time."""

    at: int
    before: int
    after: int
    first: int
    last: int


def crossing(sites: Any, months: Any) -> Crossing | None:
    """Where the months of one section run over New Year, up or down, and come to no month twice; None where none do.

    ``sites`` are numbers of sections and ``months`` from 1 to 12, both in the order of rows.

    >>> import numpy as np
    >>> crossing(np.zeros(5, int), np.array([10, 11, 12, 1, 2]))
    Crossing(at=3, before=12, after=1, first=10, last=2)
    >>> crossing(np.zeros(3, int), np.array([2, 1, 12]))
    Crossing(at=2, before=1, after=12, first=12, last=2)
    >>> crossing(np.zeros(12, int), np.array([1, 10, 11, 12, 2, 3, 4, 5, 6, 7, 8, 9])), crossing([0, 0], [1, 12])
    (None, None)
    """
    site, month = np.asarray(sites, np.int64), np.asarray(months, np.int64)
    order = np.argsort(site, kind="stable")
    site, month = site[order], month[order]
    step = np.where(site[1:] == site[:-1], month[1:] - month[:-1], 0)
    count = int(site.max(initial=-1)) + 1
    down, up = (np.bincount(site[1:][flags], minlength=count) for flags in (step < 0, step > 0))
    for at in np.flatnonzero(np.abs(step) >= APART).tolist():
        begin = int(month[np.searchsorted(site, site[at])])
        end = int(month[np.searchsorted(site, site[at], side="right") - 1])
        before, after = int(month[at]), int(month[at + 1])
        if after < before and down[site[at]] == 1 and end < begin:
            return Crossing(int(order[at + 1]), before, after, begin, end)
        if after > before and up[site[at]] == 1 and down[site[at]] and begin < end:
            return Crossing(int(order[at + 1]), before, after, end, begin)
    return None


def details_of(found: Crossing, year: int) -> dict[str, object]:
    """The blanks of the sentence: the months, the year taken, and the spans that may be meant."""
    first, last = f"{found.first:02d}", f"{found.last:02d}"
    spans = f"{year - 1}-{first}..{year}-{last}", f"{year}-{first}..{year + 1}-{last}"
    return {
        "before": found.before,
        "after": found.after,
        "year": year,
        "earlier": spans[0],
        "later": spans[1],
        "same": f"{year}-01..{year}-12",
    }


def refuse_sheets_over_new_year(
    tables: Iterable[tuple[Grid, Heading, Shaped | None]], year: int | Span | None, findings: Findings
) -> None:
    """An error where the sheets of a workbook are months without a year (10月, 11月, 12月, 1月) over New Year."""
    if not isinstance(year, int):
        return
    named = [
        (grid, time.month)
        for grid, heading, shape in tables
        if shape is not None and shape.shape == "month_outside" and "year" not in heading.columns
        if (time := _time_of(grid.rows, heading)) is not None and time.year is None
    ]
    found = crossing([0] * len(named), [month for _, month in named])
    if found is not None:
        grid = named[found.at][0]
        findings.error("year_crosses", Place(grid.file, grid.sheet), **details_of(found, year))


def _time_of(rows: Sequence[Sequence[str]], heading: Heading) -> Any:
    """The time that the first row below the heading has."""
    column = heading.columns["time"].index
    texts = (row[column] for row in rows[heading.row + 1 :] if column < len(row) and row[column])
    return parse_time(next(texts, ""))
