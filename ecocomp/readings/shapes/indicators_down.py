"""Tables of one month with a row an indicator and a column a section; the month is in a title or name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.headings import ROWS_TRIED, column_of
from ecocomp.readings.reading import GRADE
from ecocomp.readings.shapes.context import SOURCES, MonthSpoken, month_around
from ecocomp.readings.shapes.down_heading import BESIDE, PLACE_ABOVE, Across, DownHeading, down_heading
from ecocomp.readings.shapes.heads import heads_of
from ecocomp.readings.shapes.no_month import refuse_no_month, refuse_ranges
from ecocomp.readings.shapes.no_values import refuse_made, refuse_rates
from ecocomp.readings.shapes.rearrange import refuse_mixed_units
from ecocomp.readings.shapes.remark_texts import is_remark
from ecocomp.readings.shapes.said_outside import tell_month
from ecocomp.readings.shapes.section_names import is_no_section, may_be_none
from ecocomp.readings.shapes.set_aside import without_totals
from ecocomp.readings.shapes.spec import Fixed, From, Spec
from ecocomp.readings.shapes.table import Shaped, Table
from ecocomp.readings.shapes.taken_apart import taken_apart
from ecocomp.readings.shapes.what_repeats import repeats, without_repeats
from ecocomp.readings.times import Span, parse_column_time
from ecocomp.readings.units import factor, without_unit
from ecocomp.readings.values import parse_value
from ecocomp.standards import INDICATORS
from ecocomp.standards.limits import CLASSES, WATERS, ladder
from ecocomp.wording import Pair

NO_HEADING = Pair("（无表头）", "(no heading)")
#: One column alone may be headed by anything, and one number may be equal to a limit by chance.
FEWEST = 2
WHY = {
    "name": Pair("从名称不能判断是否为断面", "its name does not tell whether it is one"),
    "value": Pair("列中“{text}”不是监测值", "“{text}” in it is no value"),
    "limits": Pair("其中的数都等于 GB 3838 某一类别的限值", "its numbers are all limits of one class of GB 3838"),
    "alone": Pair("只有这一列，没有别的断面可以对照", "it is the only column, with no other section beside it"),
}


@dataclass(slots=True)
class _Sorted:
    """The columns beside the indicators by what they are; for an unclear one also why."""

    sections: list[Across] = field(default_factory=list)
    ignored: list[Across] = field(default_factory=list)
    unclear: list[tuple[Across, Pair]] = field(default_factory=list)


def indicators_down(grid: Grid, row: int, year: int | Span | None, findings: Findings) -> Shaped | None:
    """The grid made plain where the heading at ``row`` is of this shape; None, perhaps with errors, where it is not.

    A sheet in which no column is surely a section, or for which no month is said, may be a list of standards or methods
    and is left to be passed over.
    """
    heading = down_heading(grid, row)
    if heading is None:
        return None
    found = _sorted(grid, row, heading)
    if not found.sections and not (found.unclear and any(each.said for each, _ in found.unclear)):
        return None
    table = Table(grid, row, heading.rows, heads_of(grid, row, heading.rows), year)
    before = findings.errors
    spoken = month_around(grid, row, year, findings)
    if spoken is None:
        if findings.errors == before:
            refuse_ranges(table, findings)
        return None
    if spoken.by.source == "file" and len(found.sections) < FEWEST and grid.sheet:
        return None  # a list of another kind in a workbook of the month
    if refuse_no_month(table, spoken, findings) or _refuse_made(table, spoken, findings):
        return None
    own = _beside(table, heading, findings)
    _refuse_unclear(table, found, findings)
    _refuse_rows(table, heading, found, spoken, findings)
    if findings.errors != before:
        return None
    return _made_plain(table, heading, found, (spoken, own), findings)


def lacks_month(grid: Grid) -> int | None:
    """The heading row of a table of this shape in a sheet for which nothing says a month; None where there is none."""
    for row in range(min(ROWS_TRIED, len(grid.rows))):
        heading = down_heading(grid, row)
        if heading is not None and len(_sorted(grid, row, heading).sections) >= FEWEST:
            return row
    return None


def _made_plain(
    table: Table, heading: DownHeading, found: _Sorted, said: tuple[MonthSpoken, dict[str, From]], findings: Findings
) -> Shaped:
    (spoken, own), grid = said, table.grid
    tell_month(grid, table, spoken, findings)
    for each in found.ignored:
        findings.note("column_ignored", grid.place(*each.origin), found=each.name)
    shared: dict[str, From] = {"time": Fixed(spoken.text, spoken.by.origin), "indicator": heading.indicator, **own}
    groups: list[dict[str, From]] = []
    for each in found.sections:
        name, unit = without_unit(each.name)
        group: dict[str, From] = {"section": Fixed(name, each.origin), "value": each.index}
        if unit and "unit" not in own:
            group["unit"] = Fixed(unit, each.origin)
        groups.append(group)
    names = "、".join(each.name for each in found.sections[:ROWS_TRIED])
    findings.note("sections_across", grid.place(table.last), count=len(found.sections), found=names)
    refuse_mixed_units(grid, table.last, groups, findings)
    cleaned = without_repeats(grid, table.row, table.last, findings)
    cleaned = without_totals(
        cleaned, table.last + 1, [heading.indicator], findings, by_section=False, by_indicator=True
    )
    spec = Spec(table.row, table.last, table.last + 1, shared, groups)
    return Shaped(taken_apart(cleaned, spec, findings), "sections_across", table.last, table.rows)


def _refuse_made(table: Table, spoken: MonthSpoken, findings: Findings) -> bool:
    """Whether the title of the month, or one alone in its row, says that the numbers are made of values."""
    if spoken.by.source == "file":
        return refuse_rates(table, findings)
    return refuse_made(table, spoken.by, findings)


def _beside(table: Table, heading: DownHeading, findings: Findings) -> dict[str, From]:
    """The columns of units, detection limits and remarks; an error for two of a kind."""
    own: dict[str, From] = {}
    names: dict[str, str] = {}
    for each in heading.across:
        role = each.column.role
        if role not in BESIDE:
            continue
        if role in own:
            findings.error("column_twice", table.grid.place(*each.origin), found=each.name, other=names[role])
        own.setdefault(role, each.index)
        names.setdefault(role, each.name)
    return own


def _sorted(grid: Grid, row: int, heading: DownHeading) -> _Sorted:
    found = _Sorted()
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
    if may_be_none(each.name, said=each.said):
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


def _refuse_unclear(table: Table, found: _Sorted, findings: Findings) -> None:
    for each, why in found.unclear:
        place = table.grid.place(*each.origin)
        findings.error("section_unclear", place, found=each.name or NO_HEADING, why=why)


def _refuse_rows(table: Table, heading: DownHeading, found: _Sorted, spoken: MonthSpoken, findings: Findings) -> None:
    """Errors for another heading further down, rows of values without an indicator, and days of another month."""
    grid = table.grid
    headings = grid.rows[table.row : table.last + 1]
    for row in range(table.last + 1, len(grid.rows)):
        texts = grid.rows[row]
        label = texts[heading.indicator] if heading.indicator < len(texts) else ""
        beside = [texts[each.index] if each.index < len(texts) else "" for each in found.sections]
        role = column_of(0, label).role if label else ""
        again = any(repeats(texts, each) for each in headings)
        if again or not any(beside) or is_remark(next(filter(None, texts))):
            continue
        if role in ("indicator", "section"):
            findings.error("sections_again", grid.place(row), found="、".join(filter(None, texts)))
            return
        if not label and _has_numbers(beside):
            findings.error("indicator_lacking", grid.place(row), found="、".join(filter(None, texts)))
        if role in ("time", "month", "day"):
            _refuse_other_days(grid, row, found, spoken, findings)


def _has_numbers(texts: Sequence[str]) -> bool:
    return any(text and not parse_value(text).trouble for text in texts)


def _refuse_other_days(grid: Grid, row: int, found: _Sorted, spoken: MonthSpoken, findings: Findings) -> None:
    """An error for a day of sampling below a section that is not in the month of the title."""
    for each in found.sections:
        text = grid.rows[row][each.index] if each.index < len(grid.rows[row]) else ""
        time = parse_column_time(text) if text else None
        if time is not None and (
            time.month != spoken.month or (None not in (time.year, spoken.year) and time.year != spoken.year)
        ):
            findings.error(
                "time_not_of_table",
                grid.place(row, each.index),
                found=text,
                other=spoken.by.text,
                source=SOURCES[spoken.by.source],
            )
            return
