"""Rows of detection limits (检出限) beside indicators in a column, or below months or sections across.

Indicators across, the limit of a column is that of its values (:attr:`~ecocomp.readings.grid.Grid.limits`). Elsewhere a
value below a limit that it does not say has the one that a row of limits gives for its indicator.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ecocomp.readings.coded import CodedRows, coded
from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid, Origins
from ecocomp.readings.reading import BELOW
from ecocomp.readings.shapes.spec import TITLES, Fixed, From
from ecocomp.readings.show import indicator_name
from ecocomp.readings.units import joined_unit, measured_name, tidy, without_unit
from ecocomp.readings.values import parse_value
from ecocomp.standards.indicators import find_indicator

Cell = tuple[int, int]


class LimitRows:
    """Finds the limit of a value; each of ``groups`` is a column of values with what is said of it."""

    def __init__(self, grid: Grid, groups: Sequence[Mapping[str, From]], findings: Findings) -> None:
        self._grid = grid
        self._groups = groups
        self._findings = findings
        self._known: dict[tuple[str, str, int], tuple[str, Cell] | None] = {}

    def limit(self, value: str, indicator: str, unit: str, column: int) -> tuple[str, Cell] | None:
        """The limit of a value that is below one and does not say which, and its cell; None where none is known."""
        if not self._grid.limit_rows or not is_below_unwritten(value):
            return None
        key = indicator, unit, column
        if key not in self._known:
            found = self._known[key] = self._find(*key)
            if found is not None:
                place, name = self._grid.place(*found[1]), indicator_name(_indicator(indicator))
                self._findings.count("limit_of_column", place, indicator=name, found=found[0])
        return self._known[key]

    def _find(self, indicator: str, unit: str, column: int) -> tuple[str, Cell] | None:
        """The limit in the column of the value, else the only one of its indicator in the same unit."""
        own = _indicator(indicator)
        found: dict[str, Cell] = {}
        nearest: dict[str, Cell] = {}
        for row, texts in self._grid.limit_rows if own else ():
            for group in self._groups:
                at = _column(group)
                text = texts[at] if at < len(texts) else ""
                named = said_in(group, "indicator", texts)
                if not text or _indicator(named) != own or _unit(named) != _unit(indicator):
                    continue
                if tidy(said_in(group, "unit", texts)) == tidy(unit):
                    found.setdefault(text, (row, at))
                    if at == column:
                        nearest.setdefault(text, (row, at))
        chosen = [*(nearest or found).items()]
        return chosen[0] if len(chosen) == 1 and _is_limit(chosen[0][0]) else None


def is_below_unwritten(value: str) -> bool:
    """Whether a value is below a detection limit that it does not say."""
    said = parse_value(value) if value else None
    return said is not None and said.qualifier == BELOW and said.limit is None


def said_in(group: Mapping[str, From], role: str, texts: Sequence[str]) -> str:
    """What a row says in a role, or what is said for all rows."""
    source = group.get(role)
    if isinstance(source, Fixed):
        return source.text
    return "" if source is None or source >= len(texts) else texts[source]


def _column(group: Mapping[str, From]) -> int:
    column = group["value"]
    assert isinstance(column, int)
    return column


def _indicator(text: str) -> str:
    """The id of the indicator that a text names, with or without its unit; empty where it names none."""
    found = find_indicator(text) or find_indicator(measured_name((joined_unit(text) or without_unit(text))[0]))
    return "" if found is None else found.id


def _unit(text: str) -> str:
    """The unit beside the name of an indicator."""
    return "" if find_indicator(text) else tidy((joined_unit(text) or without_unit(text))[1])


def _is_limit(text: str) -> bool:
    said = parse_value(text)
    number = said.number if said.number is not None else said.limit
    return number is not None and number > 0


def with_limits(grid: Grid, heading: int, at: Mapping[str, From], findings: Findings) -> Grid:
    """A long grid with the limits of its rows 检出限 beside the values that are below one unwritten.

    ``at`` are the columns of indicator, value, unit and detection limit; a limit that stands there stays.
    """
    width = len(grid.rows[heading])
    if not grid.limit_rows or any(len(texts) > width for texts in grid.rows):
        return grid
    limits = LimitRows(grid, [at], findings)
    own = at.get("detection_limit")
    taken: dict[int, tuple[str, Cell]] = {}
    for row in range(heading + 1, len(grid.rows)):
        texts = grid.rows[row]
        value, indicator, unit, said = (
            said_in(at, role, texts) for role in ("value", "indicator", "unit", "detection_limit")
        )
        found = None if said else limits.limit(value, indicator, unit, _column(at))
        if found is not None:
            taken[row] = found
    if not taken:
        return grid
    column = own if isinstance(own, int) else width
    origins = grid.origins or Origins()
    moved = {**origins.moved, **{(row, column): cell for row, (_, cell) in taken.items()}}
    texts_of = {row: text for row, (text, _) in taken.items()}
    if column == width:
        texts_of[heading] = TITLES["detection_limit"]
    return replace(grid, rows=_with_column(grid, column, width, texts_of), origins=replace(origins, moved=moved))


def _with_column(grid: Grid, column: int, width: int, texts_of: Mapping[int, str]) -> Sequence[Sequence[str]]:
    """The rows with other texts in some cells of one column, which is a new one behind ``width`` others or not."""
    if isinstance(grid.rows, CodedRows):
        columns = list(grid.rows.columns)
        before = [texts[column] if column < len(texts) else "" for texts in grid.rows]
        columns[column : column + 1] = [coded(texts_of.get(row, text) for row, text in enumerate(before))]
        return CodedRows(columns)
    rows: list[Sequence[str]] = []
    for row, texts in enumerate(grid.rows):
        if len(texts) < width and row not in texts_of:
            rows.append(texts)  # a torn row stays one
            continue
        padded = [*texts, *[""] * (column + 1 - len(texts))]
        padded[column] = texts_of.get(row, padded[column])
        rows.append(padded)
    return rows
