"""Applying a mapping to grids: which sheets, which rows, and what each column holds."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from ecocomp.errors import Place
from ecocomp.readings.coded import Coded, CodedRows
from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Conventions, Grid, column_number
from ecocomp.readings.headings import Heading
from ecocomp.readings.mapping.from_names import fixed_texts
from ecocomp.readings.mapping.load import IGNORE, ROLES, indicator_id
from ecocomp.readings.mapping.model import ColumnMapping, MappingFile
from ecocomp.readings.names import clean_name
from ecocomp.readings.reading import GRADE
from ecocomp.readings.shapes.emptied import emptied_beside
from ecocomp.readings.shapes.heads import Head, heading_time, heads_of, unit_beside
from ecocomp.readings.shapes.rearrange import refuse_mixed_units
from ecocomp.readings.shapes.spec import Fixed, From, Spec
from ecocomp.readings.shapes.table import Shaped
from ecocomp.readings.shapes.taken_apart import taken_apart
from ecocomp.readings.show import indicator_heading, indicator_name
from ecocomp.readings.units import factor, units_in, without_unit
from ecocomp.readings.values import plain
from ecocomp.standards.indicators import plain_name
from ecocomp.wording import Pair, say_both

#: The columns whose headings may name the unit of the values beside them.
BESIDE = ("section", "time", "month", "indicator")
LETTERS = re.compile(r"[A-Z]{1,3}")
ACROSS = ("months_across", "sections_across")
SHAPES = {"long": "long", "wide": "wide", "months_across": "times_across", "sections_across": "sections_across"}


def chosen(grids: Sequence[Grid], mapping: MappingFile, findings: Findings) -> list[Grid]:
    """The grids that the mapping is for; the rest is noted. Text files have no sheets and are all taken."""
    if not mapping.sheets:
        return list(grids)
    found = [grid for grid in grids if not grid.sheet or any(fnmatchcase(grid.sheet, each) for each in mapping.sheets)]
    for grid in grids:
        if grid not in found:
            findings.note("sheet_not_mapped", Place(grid.file, grid.sheet))
    for pattern in mapping.sheets:
        if any(grid.sheet for grid in grids) and not any(fnmatchcase(grid.sheet, pattern) for grid in grids):
            findings.error("mapping_no_sheet", Place(grids[0].file), found=pattern)
    return found


def conventions_of(mapping: MappingFile) -> Conventions:
    """How values are written, beyond what is always understood."""
    return Conventions(tuple((plain(text), state) for text, state in mapping.marks.items()), mapping.negative or "")


def without_skipped(grid: Grid, mapping: MappingFile, findings: Findings) -> Grid:
    """The grid with the rows emptied in which a text stands that the mapping skips."""
    if not mapping.skip:
        return grid
    skipped: dict[int, int] = {}
    for row, texts in enumerate(grid.rows):
        for column, text in enumerate(texts):
            if text and any(fnmatchcase(clean_name(text), each) for each in mapping.skip):
                findings.count("row_skipped", grid.place(row))
                skipped[row] = column
                break
    return emptied_beside(grid, skipped) if skipped else grid


def renamed(grid: Grid, heading: Heading, mapping: MappingFile, findings: Findings) -> Grid:
    """The grid with sections by the names that the mapping gives them."""
    if not mapping.sections or "section" not in heading.columns:
        return grid
    names = {clean_name(old): new for old, new in mapping.sections.items()}
    column = heading.columns["section"].index
    if isinstance(grid.rows, CodedRows):
        columns = list(grid.rows.columns)
        texts = [names.get(clean_name(text), text) for text in columns[column].texts]
        if list(columns[column].texts) != texts:
            findings.note("sections_renamed", Place(grid.file, grid.sheet))
        columns[column] = Coded(texts, columns[column].codes)
        return replace(grid, rows=CodedRows(columns))
    rows: list[Sequence[str]] = []
    told = False
    for row, cells in enumerate(grid.rows):
        new = names.get(clean_name(cells[column])) if row > heading.row and column < len(cells) else None
        told = told or new is not None
        rows.append(cells if new is None else [*cells[:column], new, *cells[column + 1 :]])
    if told:
        findings.note("sections_renamed", Place(grid.file, grid.sheet))
    return replace(grid, rows=rows)


def mapped(grid: Grid, mapping: MappingFile, findings: Findings) -> Shaped | None:
    """The grid as a long one, as the mapping says; None, with errors, where it does not fit."""
    lines = [bisect_left(grid.lines, line) for line in mapping.headings]
    width = grid.width
    # of a workbook read whole perhaps not all sheets are meant
    whole = grid.sheet and not mapping.sheets
    hint = say_both("readings.mapping_name_sheets") if whole else Pair("", "")
    if any(line >= len(grid.rows) for line in lines):
        findings.error("mapping_beyond", Place(grid.file, grid.sheet), found=mapping.headings[-1], hint=hint)
        return None
    heads = heads_of(grid, lines[0], len(lines)) if lines else []
    last = lines[-1] if lines else -1
    first = last + 1 if mapping.first is None else bisect_left(grid.lines, mapping.first)
    columns: dict[int, str | ColumnMapping] = {}
    before = findings.errors
    absent: list[str] = []
    for key, said in mapping.columns.items():
        index = _index(key, heads, grid, lines, width)
        if index is None:
            absent.append(f"“{key}”")
        elif index in columns:
            findings.error("mapping_column_twice", grid.place(max(last, 0), index), found=key)
        else:
            columns[index] = said
    if absent:
        named = Pair("、".join(absent), ", ".join(absent))
        findings.error("mapping_no_column", grid.place(max(last, 0)), found=named, hint=hint)
    top, daily = lines[0] if lines else min(first, len(grid.rows)), "day" in columns.values()
    fixed = fixed_texts(grid, mapping.fixed, top, findings, daily=daily)
    if findings.errors != before:
        return None
    spec = _spec(mapping, grid, heads, columns, fixed, (lines[0] if lines else -1, last, first))
    if not _limits_fit(mapping, grid, heads, columns, max(last, 0), findings):
        return None
    if not spec.groups:
        findings.error("mapping_no_values", grid.place(max(last, 0)))
        return None
    if mapping.shape in ACROSS:
        refuse_mixed_units(grid, max(last, 0), spec.groups, findings)
    shape = SHAPES.get(mapping.shape or "", "long" if "value" in columns.values() else "wide")
    return Shaped(taken_apart(grid, spec, findings), shape, last, len(lines))


def _index(key: str, heads: Sequence[Head], grid: Grid, lines: Sequence[int], width: int) -> int | None:
    """The column that a key means: by its heading, else by its number or letters."""
    name = plain_name(key)
    for line in reversed(lines):
        for index, text in enumerate(grid.rows[line]):
            if text and plain_name(text) == name:
                return index
    for head in heads:
        if plain_name(head.text) == name:
            return head.index
    if key.isascii() and key.isdigit() and len(key) <= len("2000"):
        index = int(key) - 1
    elif LETTERS.fullmatch(key):
        index = column_number(key)
    else:
        return None
    return index if 0 <= index < width else None


def _spec(
    mapping: MappingFile,
    grid: Grid,
    heads: Sequence[Head],
    columns: dict[int, str | ColumnMapping],
    fixed: Mapping[str, str],
    rows: tuple[int, int, int],
) -> Spec:
    top, last, first = rows
    shared: dict[str, From] = {role: Fixed(text) for role, text in fixed.items()}
    for index, said in columns.items():
        if isinstance(said, str) and said in ROLES and said != IGNORE:
            shared.pop("time" if said == "month" else said, None)
            shared[said] = index
    groups: dict[tuple[str, str, str], dict[str, From]] = {}
    beside = _unit_of_others(heads, columns)
    for index, said in columns.items():
        if isinstance(said, str) and (said in ROLES or said == IGNORE):
            continue
        own = ColumnMapping(indicator=said) if isinstance(said, str) else said
        indicator = "" if own.indicator is None else indicator_id(own.indicator) or ""
        group = groups.setdefault((indicator, own.time or "", own.section or ""), {})
        group[own.part] = index
        if indicator:
            group["indicator"] = Fixed(indicator_heading(indicator))
        for role, text in (("time", own.time), ("section", own.section)):
            if text:
                group[role] = Fixed(text)
        unit = own.unit or _unit_of(heads, index) or beside
        if unit and own.part == "value" and "unit" not in shared:
            group.setdefault("unit", Fixed(unit))
    if mapping.shape in ACROSS and "value" not in shared:
        role = "time" if mapping.shape == "months_across" else "section"
        for head in heads:
            text = head.time or without_unit(head.text)[0]
            if head.index not in columns and text and not head.part and (role == "section" or heading_time(text)):
                group = {role: Fixed(text, head.origin), "value": head.index}
                unit = unit_beside(head) or beside
                if unit and "unit" not in shared:
                    group["unit"] = Fixed(unit, head.origin)
                groups[role, str(head.index), ""] = group
    whole = [group for group in groups.values() if "value" in group]
    if not whole and "value" in shared:
        whole = [{"value": shared.pop("value")}]
        unit = _unit_of(heads, value) if isinstance(value := whole[0]["value"], int) else ""
        if "unit" not in shared and (unit or beside):
            whole[0]["unit"] = Fixed(unit or beside)
    end = None if mapping.last is None else bisect_left(grid.lines, mapping.last + 1)
    return Spec(top, last, first, shared, whole, keep_above=False, end=end)


def _limits_fit(
    mapping: MappingFile,
    grid: Grid,
    heads: Sequence[Head],
    columns: dict[int, str | ColumnMapping],
    last: int,
    findings: Findings,
) -> bool:
    """Whether each detection limit is in the unit of its values; an error where one is not."""
    beside = _unit_of_others(heads, columns)
    units: dict[tuple[str, str], dict[str, str]] = {}
    fits = True
    owned = {index: each for index, each in _owned(columns).items() if each.part in ("value", "detection_limit")}
    for index, own in owned.items():
        unit = own.unit or _unit_of(heads, index) or ("" if own.part != "value" else beside)
        units.setdefault((indicator_id(own.indicator or "") or "", own.section or ""), {})[own.part] = unit
    for index, own in owned.items():
        indicator = indicator_id(own.indicator or "") or ""
        said = units[indicator, own.section or ""]
        limit, value = said.get("detection_limit", ""), said.get("value", "")
        if own.part != "detection_limit" or not limit or indicator in ("", GRADE) or mapping.fixed.unit is not None:
            continue
        if factor(limit, indicator) not in (None, factor(value, indicator) if value else 1):
            fits = False
            findings.error("limit_unit", grid.place(last, index), found=limit, indicator=indicator_name(indicator))
    return fits


def _owned(columns: dict[int, str | ColumnMapping]) -> dict[int, ColumnMapping]:
    """The columns of values and what belongs to them, by index."""
    found = {}
    for index, said in columns.items():
        if isinstance(said, ColumnMapping):
            found[index] = said
        elif said not in ROLES and said != IGNORE:
            found[index] = ColumnMapping(indicator=said)
    return found


def _unit_of_others(heads: Sequence[Head], columns: dict[int, str | ColumnMapping]) -> str:
    """The one unit in the headings of columns that hold no values: 点位(μg/L)."""
    named = [head for head in heads if columns.get(head.index) in BESIDE]
    units = {unit for head in named for unit in units_in(head.text)}
    return units.pop() if len(units) == 1 else ""


def _unit_of(heads: Sequence[Head], index: int) -> str:
    """The unit that a heading gives beside what the mapping says of its column."""
    return next((head.column.unit or unit_beside(head) for head in heads if head.index == index), "")
