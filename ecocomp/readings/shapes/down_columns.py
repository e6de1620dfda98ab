"""The columns of a table with indicators down: which are sections, which are not, and which may be either."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from ecocomp.readings.grid import Grid
from ecocomp.readings.headings import column_of
from ecocomp.readings.reading import GRADE
from ecocomp.readings.shapes.down_heading import BESIDE, PLACE_ABOVE, Across, DownHeading
from ecocomp.readings.shapes.section_names import is_no_section, may_be_none
from ecocomp.readings.units import factor
from ecocomp.readings.values import parse_value
from ecocomp.standards import INDICATORS
from ecocomp.standards.limits import CLASSES, WATERS, ladder
from ecocomp.wording import Pair

#: One column alone may be headed by anything, and one number may be equal to a limit by chance.
FEWEST = 2
WHY = {
    "name": Pair("从名称不能判断是否为断面", "its name does not tell whether it is one"),
    "value": Pair("列中“{text}”不是监测值", "“{text}” in it is no value"),
    "limits": Pair("其中的数都等于 GB 3838 某一类别的限值", "its numbers are all limits of one class of GB 3838"),
    "alone": Pair("只有这一列，没有别的断面可以对照", "it is the only column, with no other section beside it"),
}


@dataclass(slots=True)
class Sorted:
    """The columns beside the indicators by what they are; for an unclear one also why."""

    sections: list[Across] = field(default_factory=list)
    ignored: list[Across] = field(default_factory=list)
    unclear: list[tuple[Across, Pair]] = field(default_factory=list)


def sorted_columns(grid: Grid, row: int, heading: DownHeading) -> Sorted:
    """The columns beside the indicators below the heading at ``row``."""
    found = Sorted()
    first = row + heading.rows
    known = {each.index for each in heading.across}
    for each in heading.across:
        if each.column.role in BESIDE:
            continue
        if is_no_section(each.name) or (each.above and is_no_section(each.above)):
            found.ignored.append(each)
            continue
        values = _values(grid, first, heading.indicator, each.index)
        if not any(values.values()):
            found.ignored.append(each)
        elif (why := _why_unclear(grid, heading, each, values)) is not None:
            found.unclear.append((each, why))
        else:
            found.sections.append(each)
    if len(found.sections) < FEWEST and not all(each.said for each in found.sections):
        found.unclear += [(each, WHY["alone"]) for each in found.sections if not each.said]
    for index in range(max(len(texts) for texts in grid.rows[first:])):
        texts = _values(grid, first, heading.indicator, index)
        if index not in known and index != heading.indicator and any(texts.values()):
            found.unclear.append((Across(index, "", (row, index), "", False), WHY["name"]))
    return found


def _values(grid: Grid, first: int, indicator: int, column: int) -> dict[int, str]:
    """What stands in a column beside indicators, classes left out, by row."""
    found: dict[int, str] = {}
    for row in range(first, len(grid.rows)):
        texts = grid.rows[row]
        named = column_of(0, texts[indicator]) if indicator < len(texts) else None
        if named is not None and named.role == "measure" and named.indicator != GRADE:
            found[row] = texts[column] if column < len(texts) else ""
    return found


def _why_unclear(grid: Grid, heading: DownHeading, each: Across, values: dict[int, str]) -> Pair | None:
    odd = next((text for text in values.values() if parse_value(text).trouble), None)
    column = each.column
    if column.role != "unknown" or column.resembles or may_be_none(each.name, said=each.said):
        return WHY["name"]
    if each.above and not PLACE_ABOVE.fullmatch(each.above):
        return WHY["name"]
    # beside others what cannot be read is told of its cell; a column of words or ranges is hardly a section's
    if odd is not None and not each.said:
        return Pair(*(text.format(text=odd) for text in WHY["value"]))
    return WHY["limits"] if _are_limits(grid, heading, values) else None


def _are_limits(grid: Grid, heading: DownHeading, values: dict[int, str]) -> bool:
    """Whether the numbers of a column are all limits of one class, of two indicators at least."""
    units = next((each.index for each in heading.across if each.column.role == "unit"), None)
    numbers: dict[str, Fraction] = {}
    for row, text in values.items():
        texts, number = grid.rows[row], parse_value(text).number
        named = column_of(0, texts[heading.indicator])
        unit = named.unit or (texts[units] if units is not None and units < len(texts) else "")
        times = factor(unit or INDICATORS[named.indicator].unit, named.indicator)
        steps = ladder(named.indicator)
        if number is None or times is None or steps is None or steps.better == "range":
            continue
        numbers[named.indicator] = Fraction(number) * times
    if len(numbers) < FEWEST:
        return False
    return any(
        all((steps := ladder(each, waters=waters)) and steps.limit(grade) == number for each, number in numbers.items())
        for waters in WATERS
        for grade in range(1, len(CLASSES) + 1)
    )
