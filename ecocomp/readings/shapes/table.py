"""A possible table in a grid: its heading rows, what stands above each column, and what it was found to be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ecocomp.readings.coded import CodedRows
from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.headings import LONG, Column, column_of
from ecocomp.readings.shapes.duplicates import without_duplicates
from ecocomp.readings.shapes.heads import TITLE_PAIR, Head
from ecocomp.readings.shapes.limit_rows import with_limits
from ecocomp.readings.shapes.set_aside import without_totals
from ecocomp.readings.shapes.spec import From
from ecocomp.readings.shapes.what_repeats import without_repeats
from ecocomp.readings.times import Span
from ecocomp.readings.units import units_in, without_unit

#: The roles that all values of a row share.
SHARED = ("section", "province", "basin", "time", "year", "month", "day", "snapshot", "state", "method", "remark")
#: A corner that names both directions of a table: 断面\月份, 时间/断面.
CORNER = re.compile(r"\s*[\\/、|]\s*|\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Shaped:
    """A grid made plain and what its shape was: a key of the wording ``readings.shape_…``, with its heading rows."""

    grid: Grid
    shape: str
    heading: int
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A possible heading: its first row, how many rows it has, and what stands above each column."""

    grid: Grid
    row: int
    rows: int
    heads: Sequence[Head]
    #: What the caller gives as the year of times without one.
    year: int | Span | None = None

    @property
    def last(self) -> int:
        """The last heading row."""
        return self.row + self.rows - 1

    @property
    def columns(self) -> list[Column]:
        """What the columns hold that are not headed by a time."""
        return [head.column for head in self.heads if not head.time and not head.part]

    def at(self, roles: Sequence[str]) -> dict[str, From]:
        """The first column of each role that there is one of."""
        found: dict[str, From] = {}
        for column in self.columns:
            if column.role in roles:
                found.setdefault(column.role, column.index)
        return found


def corner_of(table: Table, role: str) -> int | None:
    """The first column where its heading names ``role`` and another direction, as 断面\\月份 does."""
    if not table.heads or table.heads[0].index != 0 or table.heads[0].time:
        return None
    parts = [column_of(0, part).role for part in CORNER.split(without_unit(table.heads[0].text)[0])]
    return 0 if len(parts) == TITLE_PAIR and role in parts else None


def cleaned(table: Table, findings: Findings) -> Grid:
    """The grid without rows of totals and remarks."""
    at = table.at(("section", "time", "month", "day"))
    keys = [each for role in ("section", "time", "month", "day") if isinstance(each := at.get(role), int)]
    grid = undoubled(table, ("section", "province", "basin", "time", "year", "month", "day", "indicator"), findings)
    grid = without_repeats(grid, table.row, table.last, findings)
    grid = without_totals(grid, table.last + 1, keys, findings, dated=bool(at.keys() & {"time", "month", "day"}))
    if table.rows > 1 or not {column.role for column in table.columns} >= LONG:
        return grid
    return with_limits(grid, table.last, table.at(("indicator", "value", "unit", "detection_limit")), findings)


def undoubled(table: Table, roles: Sequence[str], findings: Findings) -> Grid:
    """The grid without samples of quality control beside others of the same section and what else ``roles`` name."""
    at = table.at((*roles, "remark"))
    keys = [each for role in roles if isinstance(each := at.get(role), int)]
    remark = at.get("remark")
    section = corner_of(table, "section") if "section" not in at else None
    keys = keys if section is None else [section, *keys]
    last = remark if isinstance(remark, int) else None
    return without_duplicates(table.grid, table.last, keys, last, findings) if keys else table.grid


def distinct(grid: Grid, column: int, first: int) -> list[str]:
    """The texts that stand in a column."""
    if isinstance(grid.rows, CodedRows):
        return grid.rows.columns[column].used(first)
    return list(dict.fromkeys(texts[column] for texts in grid.rows[first:] if column < len(texts)))


def row_of(grid: Grid, column: int, text: str, first: int) -> int:
    """The first row in which a text stands in a column."""
    return next(row for row in range(first, len(grid.rows)) if grid.rows[row][column : column + 1] == [text])


def unit_of_others(table: Table) -> str:
    """The one unit in the headings of sections, times, indicators or the corner: 断面\\月份(μg/L)."""
    columns = table.columns
    named = [column for column in columns if column.role in (*SHARED, "indicator") or column.index == 0]
    units = {unit for column in named for unit in units_in(column.heading)}
    return units.pop() if len(units) == 1 else ""
