"""Tables with a row a time under headings of two rows: sections, and the indicators of each, in either order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.headings import LONG, ROWS_TRIED, VARIANTS, Column, column_of, columns_of
from ecocomp.readings.reading import GRADE
from ecocomp.readings.shapes.heads import Head, filled_rows, unit_text
from ecocomp.readings.shapes.no_sections import names_no_section
from ecocomp.readings.shapes.parts import OTHER, Flat, flat_part, part_of
from ecocomp.readings.shapes.parts_apart import take_parts
from ecocomp.readings.shapes.rearrange import refuse_mixed_units
from ecocomp.readings.shapes.said_outside import year_said
from ecocomp.readings.shapes.set_aside import without_totals
from ecocomp.readings.shapes.spec import Fixed, From, Spec
from ecocomp.readings.shapes.table import SHARED, Shaped, Table
from ecocomp.readings.shapes.taken_apart import taken_apart
from ecocomp.readings.shapes.what_repeats import without_repeats
from ecocomp.readings.show import indicator_heading
from ecocomp.readings.times import YEAR_NUMBER, Span, parse_time
from ecocomp.readings.units import without_unit
from ecocomp.readings.values import parse_method

#: Two sections at least: one name above all indicators may be any title.
FEWEST = 2
#: Names that tell values of one section apart and are no sections.
WITHIN_NAMES = "上旬 中旬 下旬 表层 中层 底层 左岸 右岸 左 中 右 本月 本年 本期 原样 平行样 实测 实测值 测定值"
#: The same, of which there are several: 第一次, 修约前, 省站, 复测.
WITHIN_LIKE = re.compile(r"第[一二三四五\d]次|[上下]午|修约[前后]|[省市县区]级?站|[初复]测值?")
WITHIN = frozenset(WITHIN_NAMES.split())


@dataclass(frozen=True, slots=True)
class Crossed:
    """One column: its section, and its indicator or, with ``part``, what it holds of it beside its value."""

    index: int
    section: str
    named_at: tuple[int, int]
    column: Column
    unit: str
    part: str = ""


def sections_by_indicators(grid: Grid, row: int, year: int | Span | None, findings: Findings) -> Shaped | None:
    """The grid made plain where the heading at ``row`` is of this shape.

    Recognised only where the same indicator stands at two sections at least: under one heading row these columns would
    be the same, so that nothing that is read otherwise is taken for it.
    """
    roles = {column.role for column in columns_of(grid.rows[row])}
    if not roles & {"time", "month"} or "section" in roles or roles >= LONG or row + 1 >= len(grid.rows):
        return None
    rows = 3 if row + 2 < len(grid.rows) and _is_units(grid.rows[row + 2]) else 2
    shared, crossed = _columns(filled_rows(grid, row, rows), row)
    values = [each for each in crossed if not each.part]
    pairs = {(each.section, each.column.indicator) for each in values}
    names = list(dict.fromkeys(each.section for each in values))
    if len(names) < FEWEST or len({each.column.indicator for each in values}) == len(values):
        return None
    odd = [name for name in names if not _may_be_section(name)]
    if odd or len(pairs) < len(values):
        indicators = dict.fromkeys(indicator_heading(each.column.indicator) for each in values)
        shown = {"found": "、".join(names[:ROWS_TRIED]), "indicators": "、".join(indicators)}
        findings.error("headings_crossed", grid.place(row), **shown, odd="、".join(odd or names[:ROWS_TRIED]))
        return None
    table = Table(grid, row, rows, (), year)
    groups = [_group(each, row) for each in values]
    for part in (each for each in crossed if each.part):
        place = (row + 1, part.index)
        if part.part == OTHER:
            findings.note("column_ignored", grid.place(*place), found=f"{part.section}/{part.column.heading}")
            continue
        head = Head(part.index, part.column.heading, part.part, "", place, part.unit, part.section)
        own = [group for each, group in zip(values, groups, strict=True) if each.section == part.section]
        take_parts(Table(grid, row, rows, [head], year), own, findings)
    findings.note("heading_rows", grid.place(row), count=rows)
    findings.note("sections_across", grid.place(row), count=len(values), found="、".join(names[:ROWS_TRIED]))
    if "year" not in shared:
        shared |= year_said(table, grid, shared, findings)
    refuse_mixed_units(grid, table.last, groups, findings)
    keys = [each for each in (shared.get("time"), shared.get("month")) if isinstance(each, int)]
    single = without_repeats(grid, table.row, table.last, findings)
    cleaned = without_totals(single, table.last + 1, keys, findings, by_section=False)
    spec = Spec(row, table.last, table.last + 1, shared, groups)
    return Shaped(taken_apart(cleaned, spec, findings), "sections_across", table.last, rows)


def _is_units(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text]
    return bool(filled) and all(unit_text(text) is not None for text in filled)


def _columns(filled: Sequence[Sequence[str]], row: int) -> tuple[dict[str, From], list[Crossed]]:
    """The columns that all values share, and those of a section and an indicator; none where a heading is neither."""
    shared: dict[str, From] = {}
    crossed: list[Crossed] = []
    for index, (above, below) in enumerate(zip(filled[0], filled[1], strict=True)):
        if not above and not below:
            continue
        over = column_of(index, above)
        if below in ("", above):
            if over.role in SHARED:
                shared.setdefault(over.role, index)
            elif over.role == "measure":
                return {}, []
            continue
        unit = unit_text(filled[2][index]) or "" if len(filled) > FEWEST else ""
        flat = flat_part(below) or Flat(below, OTHER if part_of(below) == OTHER else "", "")
        under = column_of(index, flat.name)
        if flat.part == OTHER and _may_be_name(above):
            crossed.append(Crossed(index, without_unit(above)[0], (row, index), under, "", OTHER))
        elif under.role == "measure" and _may_be_name(above):
            name, beside = without_unit(above)
            own = flat.unit if flat.part else under.unit or beside
            crossed.append(Crossed(index, name, (row, index), under, own or unit, flat.part))
        elif over.role == "measure" and _may_be_name(below):
            name, beside = without_unit(below)
            own = over.unit or beside
            crossed.append(Crossed(index, name, (row + 1, index), over, own or unit))
        else:
            return {}, []
    # sections above in some columns and below in others are no table that is understood
    return (shared, crossed) if len({each.named_at[0] for each in crossed}) == 1 else ({}, [])


def _may_be_name(text: str) -> bool:
    """Whether a heading above or below indicators is none of a column, a unit, a time or a part of an indicator."""
    if column_of(0, text).role != "unknown" or unit_text(text) is not None or text.lower() in VARIANTS:
        return False
    name, _ = without_unit(text)
    return not (parse_time(name) or YEAR_NUMBER.fullmatch(name) or part_of(text) or flat_part(text) or name.isdigit())


def _may_be_section(name: str) -> bool:
    """Whether such a heading may name a section: no statistic, no method, no part of a section or month."""
    return not (parse_method(name) or names_no_section(name) or name in WITHIN or WITHIN_LIKE.fullmatch(name))


def _group(each: Crossed, row: int) -> dict[str, From]:
    measured_at = row + 1 if each.named_at[0] == row else row
    group: dict[str, From] = {
        "section": Fixed(each.section, each.named_at),
        "indicator": Fixed(indicator_heading(each.column.indicator), (measured_at, each.index)),
        "value": each.index,
    }
    if each.unit and each.column.indicator != GRADE:
        group["unit"] = Fixed(each.unit, (measured_at, each.index))
    return group
