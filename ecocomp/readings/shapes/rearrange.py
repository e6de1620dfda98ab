"""Rearranging a grid: columns added to it, or each row taken apart into rows of one value, with every cell's origin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ecocomp.readings.coded import CodedRows, coded, filled_cells
from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid, Marks, Origins
from ecocomp.readings.table_unit import labelled_unit
from ecocomp.readings.units import meaning, units_in
from ecocomp.readings.values import says_nothing
from ecocomp.wording import Pair

USUAL_UNIT = "mg/L"
HEADING = Pair("表头", "a heading")

#: The heading of each role in a rearranged grid.
TITLES = {
    "section": "断面名称",
    "province": "省份",
    "basin": "流域",
    "time": "监测时间",
    "year": "年份",
    "month": "月份",
    "day": "日",
    "snapshot": "快照日期",
    "indicator": "指标",
    "value": "监测值",
    "unit": "单位",
    "qualifier": "标识",
    "detection_limit": "检出限",
    "state": "站点情况",
    "method": "监测方式",
    "remark": "备注",
}
#: The roles of which a cell merged over several rows says it for all of them.
MERGED = frozenset({"section", "province", "basin", "time", "year", "month", "day", "snapshot", "indicator", "unit"})


@dataclass(frozen=True, slots=True)
class Fixed:
    """A text that is the same for all rows, and the cell it stands in; None where no cell says it."""

    text: str
    origin: tuple[int, int] | None = None


#: Where a role's text is from: a column, or a text for all rows.
From = int | Fixed
#: A text, and the cell that says it; None where no cell does.
Cell = tuple[str, tuple[int, int] | None]


@dataclass(frozen=True, slots=True)
class Spec:
    """How the rows of a grid are to be understood.

    ``top`` and ``heading`` are the first and the last heading row, ``first`` the first row of data. ``shared`` says
    where the texts are from that all values of a row share; each of ``groups`` makes one value of the row.
    Without ``keep_above`` the titles are left out, but
    for those with a unit.
    """

    top: int
    heading: int
    first: int
    shared: Mapping[str, From]
    groups: Sequence[Mapping[str, From]]
    keep_above: bool = True


def with_columns(grid: Grid, heading: int, named: int | None, added: Mapping[str, Fixed]) -> Grid:
    """The grid with more columns, the same text in every row; ``named`` is the column whose headings come again."""
    if isinstance(grid.rows, CodedRows):
        columns = list(grid.rows.columns)
        width = len(columns)
        # an empty row, as one that was set aside is, gets no month or year by which it would be something
        filled = filled_cells(grid.rows)
        for role, fixed in added.items():
            again = [] if named is None else columns[named].rows_of({columns[named].text(heading)})
            column = coded(fixed.text if row > heading and cells else "" for row, cells in enumerate(filled))
            columns.append(column.replaced([heading, *(row for row in again if row > heading)], TITLES[role]))
        rows: Sequence[Sequence[str]] = CodedRows(columns)
    else:
        width = max(len(texts) for texts in grid.rows)
        title = grid.rows[heading][named] if named is not None else ""
        found: list[Sequence[str]] = []
        for row, texts in enumerate(grid.rows):
            if row < heading or not any(texts):
                found.append(texts)
                continue
            repeated = row == heading or (named is not None and len(texts) > named and texts[named] == title)
            more = [TITLES[role] if repeated else fixed.text for role, fixed in added.items()]
            found.append([*texts, *[""] * (width - len(texts)), *more])
        rows = found
    old = grid.origins or Origins()
    origins = {**old.added, **{width + at: fixed.origin for at, fixed in enumerate(added.values())}}
    return replace(grid, rows=rows, origins=replace(old, added=origins))


def with_heading(grid: Grid, first: int, last: int, texts: Mapping[int, tuple[str, tuple[int, int]]]) -> Grid:
    """The grid with one heading row, the last of several; the rows of the others are emptied."""
    width = max([len(grid.rows[last]), *(index + 1 for index in texts)])
    title = [texts[index][0] if index in texts else "" for index in range(width)]
    rows = [[] if first <= row < last else title if row == last else found for row, found in enumerate(grid.rows)]
    moved = {(last, index): origin for index, (_, origin) in texts.items() if origin != (last, index)}
    old = grid.origins or Origins()
    return replace(grid, rows=rows, origins=replace(old, moved={**old.moved, **moved}))


def taken_apart(grid: Grid, spec: Spec, findings: Findings) -> Grid:
    """The grid as a long one: for each row and group a row with one value."""
    sources = [{**spec.shared, **group} for group in spec.groups]
    roles = list(dict.fromkeys(role for source in (spec.shared, *sources) for role in source))
    above = _rows_above(grid, spec)
    out = _Rows(max([len(roles), *(len(texts) for _, texts in above)]))
    for row, title in above:
        out.add(title, [(row, column) for column in range(len(title))])
    headings = [_heading_cell(spec, [source.get(role) for source in sources]) for role in roles]
    out.add([TITLES[role] for role in roles], headings)
    cells = _Cells(grid, _tops(grid, spec.first), findings)
    value, section = roles.index("value"), roles.index("section") if "section" in roles else None
    any_row = False
    for row in range(spec.first, len(grid.rows)):
        if not any(grid.rows[row]):
            continue
        any_row = True
        if row in grid.marks.hidden_rows:
            findings.count("hidden_rows", grid.place(row), "warning")
        for number, source in enumerate(sources):
            found = [cells.of(row, role, source.get(role)) for role in roles]
            if grid.marks.cells:
                out.note_marks(found, grid.marks.cells)
            # a row without a section and values is set aside once, not once a value
            if number and section is not None and not found[section][0] and says_nothing(found[value][0]):
                continue
            out.add([text for text, _ in found], [origin for _, origin in found])
    if any_row:
        _tell_hidden_columns(grid, spec.heading, sources, findings)
    return out.grid_like(grid)


def _rows_above(grid: Grid, spec: Spec) -> list[tuple[int, list[str]]]:
    """The rows above the heading, of which those of the heading itself are empty."""
    above = [(row, list(grid.rows[row]) if row < spec.top else []) for row in range(spec.heading)]
    if spec.keep_above:
        return above
    return [(row, texts) for row, texts in above if labelled_unit(texts) is not None or any(map(units_in, texts))]


def _tops(grid: Grid, first: int) -> dict[tuple[int, int], int]:
    """The top row of each merged cell below the heading, by the other rows and the column that it covers."""
    return {
        (row, merge.left): merge.top
        for merge in grid.marks.merges
        for row in range(merge.top + 1, min(merge.bottom + 1, len(grid.rows)))
        if merge.top >= first
    }


def _tell_hidden_columns(grid: Grid, heading: int, sources: Sequence[Mapping[str, From]], findings: Findings) -> None:
    used = {each for source in sources for each in source.values() if isinstance(each, int)}
    for column in sorted(used & set(grid.marks.hidden_columns)):
        place = grid.place(heading, column)
        findings.note("hidden_column", place, "warning", found=place.cell.rstrip("0123456789"))


class _Cells:
    """What the cells of a grid say for a role, merged cells filled; what was filled is told once a cell."""

    def __init__(self, grid: Grid, tops: Mapping[tuple[int, int], int], findings: Findings) -> None:
        self._grid, self._tops, self._findings = grid, tops, findings
        self._filled: set[tuple[int, int]] = set()

    def of(self, row: int, role: str, wanted: From | None) -> Cell:
        """The text that a row has for a role, and the cell that says it."""
        if isinstance(wanted, Fixed):
            return wanted.text, wanted.origin
        if wanted is None:
            return "", None
        text, top = _text(self._grid, row, wanted), self._tops.get((row, wanted))
        if text or top is None:
            return text, (row, wanted)
        if role in MERGED:
            text = _text(self._grid, top, wanted)  # its row may have been set aside
            if text and (row, wanted) not in self._filled:
                self._findings.count("merged_filled", self._grid.place(row, wanted))
                self._filled.add((row, wanted))
        elif role == "value":
            self._findings.count("merged_value", self._grid.place(row, wanted), "warning")
        return text, (row, wanted)


def _text(grid: Grid, row: int, column: int) -> str:
    texts = grid.rows[row]
    return texts[column] if column < len(texts) else ""


class _Rows:
    """The rows of a rearranged grid as they are put together, with the cell that each of their cells is from."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._texts: list[list[str]] = []
        self._rows: list[list[int]] = []
        self._columns: list[list[int]] = []
        self._marked: dict[tuple[int, int], str] = {}

    def add(self, texts: Sequence[str], cells: Sequence[tuple[int, int] | None]) -> None:
        """One more row."""
        self._texts.append([*texts, *[""] * (self._width - len(texts))])
        known = [cell or (-1, -1) for cell in cells] + [(-1, -1)] * (self._width - len(cells))
        self._rows.append([cell[0] for cell in known])
        self._columns.append([cell[1] for cell in known])

    def note_marks(self, found: Sequence[Cell], marked: Mapping[tuple[int, int], str]) -> None:
        """Remembers which cells of the next row stand for an error or a formula that was not calculated."""
        for at, (text, cell) in enumerate(found):
            if cell is not None and cell in marked and text == marked[cell]:
                self._marked[len(self._texts), at] = text

    def grid_like(self, grid: Grid) -> Grid:
        """The rows in place of those of the grid; what is said of single cells is said by their places in the file."""
        old = grid.marks
        marks = Marks(self._marked, displays=old.displays, dates=old.dates, struck=old.struck, comments=old.comments)
        return replace(grid, rows=self._texts, marks=marks, origins=Origins.of_cells(self._rows, self._columns))


def refuse_mixed_units(grid: Grid, heading: int, groups: Sequence[Mapping[str, From]], findings: Findings) -> None:
    """An error where some columns of an indicator have a unit in their headings and others have none.

    Beside months or sections a unit is mostly written once and meant for all; nobody can know.
    """
    bare = {_key(group) for group in groups if "unit" not in group}
    for group in groups:
        unit = group.get("unit")
        if isinstance(unit, Fixed) and _key(group) in bare and meaning(unit.text) != meaning(USUAL_UNIT):
            place = grid.place(*(unit.origin or (heading, 0)))
            findings.error("unit_around_unclear", place, found=unit.text, source=HEADING)
            return


def _key(group: Mapping[str, From]) -> str:
    indicator = group.get("indicator")
    return indicator.text if isinstance(indicator, Fixed) else ""


def _heading_cell(spec: Spec, sources: Sequence[From | None]) -> tuple[int, int] | None:
    """The cell that stands for a heading: above the first column the role is from."""
    for source in sources:
        if isinstance(source, int):
            return spec.heading, source
    return next((source.origin for source in sources if isinstance(source, Fixed)), None)
