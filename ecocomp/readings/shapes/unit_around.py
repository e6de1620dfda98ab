"""The unit that titles, headings of other columns, or the name of a sheet or file give for values without one.

μg/L taken for mg/L is a thousandfold: where it is not plain for which values a unit stands, it is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ecocomp.errors import Place
from ecocomp.readings.coded import CodedRows
from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.headings import Heading
from ecocomp.readings.reading import GRADE
from ecocomp.readings.row_cells import is_alone
from ecocomp.readings.shapes.context import SOURCES, Spoken, indicators_in, spoken_around
from ecocomp.readings.stated_units import Stated, contradicts, units_stated
from ecocomp.readings.table_unit import labelled_unit
from ecocomp.readings.units import factor, meaning, units_in
from ecocomp.readings.values import says_nothing
from ecocomp.standards import INDICATORS, find_indicator
from ecocomp.wording import Pair

#: A unit beside such a word may be that of a limit and not of the values.
OF_LIMITS = re.compile(r"检出限|限值|标准")
REMARK = Pair("表下注释", "a remark below the table")
#: The columns whose headings may name the unit of the values beside them: 断面(μg/L).
BESIDE = ("section", "time", "month", "indicator")


def with_unit_around(grid: Grid, heading: Heading, findings: Findings) -> Heading:
    """The heading with the unit that is said around the table for its columns without one.

    Nothing changes where all values have a unit. Units that differ, or stand for other indicators than those without a
    unit, are an error where they are not the usual one.
    """
    lacking = _lacking(grid, heading) - heading.units.keys()
    if lacking and grid.below:
        heading = _with_units_below(grid, heading, lacking, findings)
        lacking -= heading.units.keys()
    spoken = [each for each in _spoken(grid, heading) if any(factor(each[0], one) is not None for one in lacking)]
    if not spoken:
        return heading
    units = {meaning(unit) for unit, _ in spoken} | ({meaning(heading.unit)} if heading.unit else set())
    unit, by = spoken[0]
    unusual = _changes([each for each, _ in spoken], lacking)
    clear = len(units) == 1 and all(_is_of(each, lacking, unit) for _, each in spoken)
    if not clear and unusual:
        findings.error("unit_around_unclear", _place(grid, heading, by), found=by.text, source=_source(by))
    if not clear or heading.unit:
        return heading
    findings.note("unit_around", _place(grid, heading, by), unit=unit, found=by.text, source=_source(by))
    return replace(heading, unit=unit)


def _with_units_below(grid: Grid, heading: Heading, lacking: set[str], findings: Findings) -> Heading:
    """The heading with the units that remarks below the table state; an error where it is not clear whose they are."""
    for text, place in grid.below:
        stated = units_stated(text)
        if stated is None:
            named = {each.indicator for each in indicators_in(text)}
            if not OF_LIMITS.search(text) and _changes(units_in(text), lacking & named if named else lacking):
                findings.error("unit_around_unclear", place, found=text, source=REMARK)
            continue
        used = {each: unit for each, unit in stated.named.items() if each in lacking}
        rest = {each for each in lacking - stated.named.keys() if factor(stated.general, each) is not None}
        if contradicts(Stated(heading.unit, heading.units), replace(stated, named=used)):
            findings.error("unit_around_unclear", place, found=text, source=REMARK)
            continue
        for unit in dict.fromkeys([*used.values(), *([stated.general] if rest else [])]):
            findings.note("unit_around", place, unit=unit, found=text, source=REMARK)
        heading = replace(heading, unit=stated.general or heading.unit, units={**heading.units, **used})
    return heading


def _changes(units: Iterable[str], lacking: set[str]) -> bool:
    """Whether one of the units is another than the usual one of an indicator."""
    return any(factor(each, one) not in (None, 1) for each in units for one in lacking)


def _lacking(grid: Grid, heading: Heading) -> set[str]:
    """The indicators of which some value has no unit in its heading or row."""
    rows_say = "unit" in heading.columns and (heading.long or is_alone(heading))
    if rows_say and not any(map(says_nothing, _below(grid, heading, "unit"))):
        return set()
    if not heading.long:
        found = {column.indicator for column in heading.measures if not column.unit} - {GRADE}
    elif heading.columns["value"].unit:
        found = set()
    else:
        named = (find_indicator(text) for text in _below(grid, heading, "indicator"))
        found = {each.id for each in named if each is not None}
    return {each for each in found if INDICATORS[each].unit}


def _below(grid: Grid, heading: Heading, role: str) -> list[str]:
    """The texts of a column in the rows below the heading in which something stands."""
    index = heading.columns[role].index
    if isinstance(grid.rows, CodedRows):
        return grid.rows.columns[index].used(heading.row + 1)
    rows = (texts for texts in grid.rows[heading.row + 1 :] if any(texts))
    return list(dict.fromkeys(texts[index] if index < len(texts) else "" for texts in rows))


def _spoken(grid: Grid, heading: Heading) -> Iterator[tuple[str, Spoken]]:
    """Every unit that is said, and where: headings of other columns, titles, the names of the sheet and the file."""
    for role in BESIDE:
        column = heading.columns.get(role)
        if column is not None:
            beside = Spoken(column.heading, "heading", (heading.row, column.index))
            yield from ((unit, beside) for unit in units_in(column.heading))
    for each in spoken_around(grid, heading.row):
        if not _is_label(grid, each):
            yield from ((unit, each) for unit in units_in(each.text))


def _is_label(grid: Grid, spoken: Spoken) -> bool:
    """Whether it is the row 单位：μg/L, which the heading knows already."""
    label = None if spoken.origin is None else labelled_unit(grid.rows[spoken.origin[0]])
    return label is not None and spoken.origin is not None and (spoken.origin[1] == label[0] or spoken.text == label[1])


def _is_of(spoken: Spoken, lacking: set[str], unit: str) -> bool:
    """Whether the unit can be of nothing but all values without one that it fits."""
    if OF_LIMITS.search(spoken.text):
        return False
    named = {each.indicator for each in indicators_in(spoken.text)}
    fitting = {each for each in lacking if factor(unit, each) is not None}
    return not named or (len(named) == 1 and named == fitting)


def _source(spoken: Spoken) -> Pair:
    return SOURCES[spoken.source]


def _place(grid: Grid, heading: Heading, spoken: Spoken) -> Place:
    return grid.place(*spoken.origin) if spoken.origin else grid.place(heading.row)
