"""Each row of a grid taken apart into rows of one value, column by column, with every cell's origin."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ecocomp.readings.coded import Coded, CodedRows, Codes, Flags, coded, filled_cells
from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid, Marks, Origins
from ecocomp.readings.shapes.limit_rows import LimitRows, is_below_unwritten
from ecocomp.readings.shapes.rearrange import MERGED
from ecocomp.readings.shapes.spec import TITLES, Fixed, From, Spec
from ecocomp.readings.table_unit import labelled_unit
from ecocomp.readings.units import units_in
from ecocomp.readings.values import says_nothing

#: A row and a column, from 0.
Cell = tuple[int, int]
#: Stands for a cell that is nowhere in the file.
NOWHERE: Cell = (-1, -1)
#: The text and the cell of a heading or title.
Headed = tuple[str, Cell]


def taken_apart(grid: Grid, spec: Spec, findings: Findings) -> Grid:
    """The grid as a long one: for each row and group a row with one value."""
    sources = [{**spec.shared, **group} for group in spec.groups]
    roles = list(dict.fromkeys([*spec.shared, *(role for group in spec.groups for role in group)]))
    if grid.limit_rows and "detection_limit" not in roles:
        roles.append("detection_limit")
    rows = slice(spec.first, max(spec.first, len(grid.rows) if spec.end is None else spec.end))
    filled = np.array(filled_cells(grid.rows), np.bool_)[rows]
    _tell_hidden(grid, spec, sources, filled, findings)
    columns = _columns(grid, sources)
    whole = {**columns, **_merged(grid, spec.first, sources, columns, filled, findings)}
    parts = [_part(role, sources, whole if role in MERGED else columns, rows) for role in roles]
    if grid.limit_rows:
        limits = LimitRows(grid, spec.groups, findings)
        parts[roles.index("detection_limit")] = _limited(dict(zip(roles, parts, strict=True)), sources, filled, limits)
    kept = np.repeat(filled[:, np.newaxis], len(sources), axis=1)
    if "section" in roles:
        # a row without a section and values is set aside once, not once a value
        nameless = parts[roles.index("section")].are(lambda text: not text)
        kept[:, 1:] &= ~(nameless & parts[roles.index("value")].are(says_nothing))[:, 1:]
    top = [*_above(grid, spec), _heading(grid, spec, sources, roles)]
    width = max(map(len, top))
    lines = np.full((len(top) + int(kept.sum()), width), -1, np.int32)
    places = lines.copy()
    found: list[Coded] = []
    for index in range(width):
        heads = [cells[index] if index < len(cells) else ("", NOWHERE) for cells in top]
        lines[: len(top), index] = [line for _, (line, _) in heads]
        places[: len(top), index] = [place for _, (_, place) in heads]
        texts: Sequence[str] = [""]
        codes: Codes = np.zeros(len(lines) - len(top), np.int32)
        if index < len(parts):
            part = parts[index]
            texts, codes = part.texts, part.codes[kept]
            lines[len(top) :, index], places[len(top) :, index] = part.lines[kept], part.places[kept]
        above = np.arange(len(texts), len(texts) + len(top), dtype=np.int32)
        found.append(Coded([*texts, *(text for text, _ in heads)], np.concatenate([above, codes])))
    # what is said of single cells is said by their places in the file
    marks = grid.marks
    broken = _broken(marks.cells, [(part, spec.first) for part in parts], kept, len(top))
    looks = Marks(broken, displays=marks.displays, dates=marks.dates, struck=marks.struck, comments=marks.comments)
    return replace(grid, rows=CodedRows(found), marks=looks, origins=Origins(lines, places))


@dataclass(frozen=True, slots=True)
class _Part:
    """What all values have of one role: by row and group the number of its text, and the cell it stands in."""

    texts: Sequence[str]
    codes: Codes
    lines: Codes
    places: Codes

    def text(self, row: int, group: int) -> str:
        """The text of one value."""
        return self.texts[int(self.codes[row, group])]

    def are(self, test: Callable[[str], bool]) -> Flags:
        """For which values the text is such a one."""
        flags: Flags = np.array([test(text) for text in self.texts], np.bool_)[self.codes]
        return flags


def _part(role: str, sources: Sequence[Mapping[str, From]], columns: Mapping[int, Coded], rows: slice) -> _Part:
    texts = [""]
    numbers: dict[From, int] = {}
    shape = (rows.stop - rows.start, len(sources))
    codes, lines, places = np.zeros(shape, np.int32), np.full(shape, -1, np.int32), np.full(shape, -1, np.int32)
    for group, source in enumerate(sources):
        wanted = source.get(role)
        if wanted is None:
            continue
        if wanted not in numbers:
            numbers[wanted] = len(texts)
            texts += columns[wanted].texts if isinstance(wanted, int) else [wanted.text]
        if isinstance(wanted, int):
            codes[:, group] = columns[wanted].codes[rows] + np.int32(numbers[wanted])
            lines[:, group] = np.arange(rows.start, rows.stop, dtype=np.int32)
            places[:, group] = wanted
        else:
            codes[:, group] = numbers[wanted]
            lines[:, group], places[:, group] = wanted.origin or NOWHERE
    return _Part(texts, codes, lines, places)


def _limited(
    parts: Mapping[str, _Part], sources: Sequence[Mapping[str, From]], filled: Flags, limits: LimitRows
) -> _Part:
    """The detection limits, with those that a row of limits gives for values that are below one unwritten."""
    part, value = parts["detection_limit"], parts["value"]
    wanted = value.are(is_below_unwritten) & part.are(lambda text: not text) & filled[:, np.newaxis]
    texts = list(part.texts)
    codes, lines, places = part.codes.copy(), part.lines.copy(), part.places.copy()
    for row, group in np.argwhere(wanted).tolist():
        column = sources[group]["value"]
        if not isinstance(column, int):
            continue
        indicator, unit = (parts[role].text(row, group) if role in parts else "" for role in ("indicator", "unit"))
        found = limits.limit(value.text(row, group), indicator, unit, column)
        if found is not None:
            codes[row, group] = len(texts)
            texts.append(found[0])
            lines[row, group], places[row, group] = found[1]
    return _Part(texts, codes, lines, places)


def _columns(grid: Grid, sources: Sequence[Mapping[str, From]]) -> dict[int, Coded]:
    """The columns that something is taken from; rows that are too short have nothing there."""
    used = sorted({wanted for source in sources for wanted in source.values() if isinstance(wanted, int)})
    if isinstance(grid.rows, CodedRows):
        held = grid.rows.columns
        return {each: held[each] if each < len(held) else coded([""] * len(grid.rows)) for each in used}
    return {each: coded(texts[each] if each < len(texts) else "" for texts in grid.rows) for each in used}


def _merged(
    grid: Grid,
    first: int,
    sources: Sequence[Mapping[str, From]],
    columns: Mapping[int, Coded],
    filled: Flags,
    findings: Findings,
) -> dict[int, Coded]:
    """The columns in which a cell merged over several rows says something for all of them, with that in each row."""
    said = {wanted for source in sources for role, wanted in source.items() if role in MERGED}
    values = [source["value"] for source in sources]
    cells = sorted(
        (row, merge.left, merge.top)
        for merge in grid.marks.merges
        if merge.top >= first and merge.left in columns
        for row in range(merge.top + 1, min(merge.bottom + 1, first + len(filled)))
    )
    found: dict[int, Coded] = {}
    more: dict[int, dict[int, str]] = {}
    for row, column, top in cells:
        if not filled[row - first] or columns[column].text(row):
            continue
        # the row of the merged cell itself may have been set aside
        text = columns[column].text(top)
        if column in said and text:
            findings.count("merged_filled", grid.place(row, column))
            more.setdefault(column, {})[row] = text
        if column in values:
            findings.count("merged_value", grid.place(row, column), "warning")
    for column, texts in more.items():
        old = columns[column]
        codes = old.codes.copy()
        codes[list(texts)] = np.arange(len(old.texts), len(old.texts) + len(texts), dtype=np.int32)
        found[column] = Coded([*old.texts, *texts.values()], codes)
    return found


def _tell_hidden(
    grid: Grid, spec: Spec, sources: Sequence[Mapping[str, From]], filled: Flags, findings: Findings
) -> None:
    """Warnings of hidden rows that hold something, and of hidden columns that something is taken from."""
    for row in sorted(grid.marks.hidden_rows):
        if spec.first <= row < spec.first + len(filled) and filled[row - spec.first]:
            findings.count("hidden_rows", grid.place(row), "warning")
    used = {wanted for source in sources for wanted in source.values() if isinstance(wanted, int)}
    for column in sorted(used.intersection(grid.marks.hidden_columns)) if filled.any() else ():
        place = grid.place(spec.heading, column)
        findings.note("hidden_column", place, "warning", found=place.cell.rstrip("0123456789"))


def _above(grid: Grid, spec: Spec) -> Iterator[list[Headed]]:
    """The titles, and an empty row for each other heading row."""
    for row in range(spec.heading):
        texts = list(grid.rows[row]) if row < spec.top else []
        if spec.keep_above or labelled_unit(texts) is not None or any(map(units_in, texts)):
            yield [(text, (row, column)) for column, text in enumerate(texts)]


def _heading(grid: Grid, spec: Spec, sources: Sequence[Mapping[str, From]], roles: Sequence[str]) -> list[Headed]:
    """The one heading row; limits in a unit of their own keep it."""
    found = []
    for role in roles:
        columns = [source.get(role) for source in sources]
        cell = _heading_cell(spec, columns) or NOWHERE
        title = TITLES[role]
        if role == "detection_limit" and len({*columns}) == 1 and isinstance(columns[0], int):
            texts = grid.rows[spec.heading]
            units = units_in(texts[columns[0]] if columns[0] < len(texts) else "")
            title = f"{title}({units[0]})" if len(units) == 1 else title
        found.append((title, cell))
    return found


def _heading_cell(spec: Spec, sources: Sequence[From | None]) -> Cell | None:
    """The cell that stands for a heading: above the first column the role is from."""
    for source in sources:
        if isinstance(source, int):
            return spec.heading, source
    return next((source.origin for source in sources if isinstance(source, Fixed)), None)


def _broken(cells: Mapping[Cell, str], parts: Sequence[tuple[_Part, int]], kept: Flags, above: int) -> dict[Cell, str]:
    """The cells with an error, where they stand in the rows that are kept, ``above`` rows of titles before them."""
    found: dict[Cell, str] = {}
    if not cells:
        return found
    numbers = np.cumsum(kept).reshape(kept.shape) + (above - 1)
    for index, (part, first) in enumerate(parts):
        for line, place in cells:
            row = line - first
            if not 0 <= row < len(kept):
                continue
            for group in np.flatnonzero((part.lines[row] == line) & (part.places[row] == place) & kept[row]).tolist():
                if part.texts[int(part.codes[row, group])] == cells[line, place]:
                    found[int(numbers[row, group]), index] = cells[line, place]
    return found
