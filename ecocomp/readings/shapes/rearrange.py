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
    roles = list(dict.fromkeys([*spec.shared, *(role for group in spec.groups for role in group)]))
    titles = [TITLES[role] for role in roles]
    above = [(row, list(grid.rows[row]) if row < spec.top else []) for row in range(spec.heading)]
    if not spec.keep_above:
        above = [(row, texts) for row, texts in above if labelled_unit(texts) is not None or any(map(units_in, texts))]
    width = max([len(roles), *(len(texts) for _, texts in above)])
    out: list[list[str]] = []
    rows: list[list[int]] = []
    columns: list[list[int]] = []

    def add(texts: Sequence[str], cells: Sequence[tuple[int, int] | None]) -> None:
        out.append([*texts, *[""] * (width - len(texts))])
        known = [cell or (-1, -1) for cell in cells] + [(-1, -1)] * (width - len(cells))
        rows.append([cell[0] for cell in known])
        columns.append([cell[1] for cell in known])

    for row, title in above:
        add(title, [(row, column) for column in range(len(title))])
    sources = [{**spec.shared, **group} for group in spec.groups]
    add(titles, [_heading_cell(spec, [source.get(role) for source in sources]) for role in roles])
    tops = {
        (row, merge.left): merge.top
        for merge in grid.marks.merges
        for row in range(merge.top + 1, min(merge.bottom + 1, len(grid.rows)))
        if merge.top >= spec.first
    }
    hidden_told = False
    broken: dict[tuple[int, int], str] = {}
    for row in range(spec.first, len(grid.rows)):
        texts = grid.rows[row]
        if not any(texts):
            continue
        if row in grid.marks.hidden_rows:
            findings.count("hidden_rows", grid.place(row), "warning")
        filled_here: set[int] = set()
        for number, source in enumerate(sources):
            said: list[str] = []
            cells: list[tuple[int, int] | None] = []
            for role in roles:
                wanted = source.get(role)
                if isinstance(wanted, int):
                    text = texts[wanted] if wanted < len(texts) else ""
                    top = tops.get((row, wanted))
                    if not text and top is not None and role in MERGED:
                        # its row may have been set aside
                        text = grid.rows[top][wanted] if wanted < len(grid.rows[top]) else ""
                        if text and wanted not in filled_here:
                            findings.count("merged_filled", grid.place(row, wanted))
                            filled_here.add(wanted)
                    elif not text and top is not None and role == "value":
                        findings.count("merged_value", grid.place(row, wanted), "warning")
                    said.append(text)
                    cells.append((row, wanted))
                elif isinstance(wanted, Fixed):
                    said.append(wanted.text)
                    cells.append(wanted.origin)
                else:
                    said.append("")
                    cells.append(None)
            for at, cell in enumerate(cells):
                if cell is not None and cell in grid.marks.cells and said[at] == grid.marks.cells[cell]:
                    broken[len(out), at] = said[at]
            value = said[roles.index("value")]
            # a row without a section and values is set aside once, not once a value
            if number and "section" in roles and not said[roles.index("section")] and says_nothing(value):
                continue
            add(said, cells)
        if not hidden_told:
            hidden_told = True
            for wanted in {each for source in sources for each in source.values() if isinstance(each, int)}:
                if wanted in grid.marks.hidden_columns:
                    place = grid.place(spec.heading, wanted)
                    findings.note("hidden_column", place, "warning", found=place.cell.rstrip("0123456789"))
    origins = Origins.of_cells(rows, columns)
    # what is said of single cells is said by their places in the file
    marks = grid.marks
    looks = Marks(broken, displays=marks.displays, dates=marks.dates, struck=marks.struck, comments=marks.comments)
    return replace(grid, rows=out, marks=looks, origins=origins)


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
