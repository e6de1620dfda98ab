"""What is said outside a table and taken for its rows: the year of its times, its indicator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.shapes.context import (
    SOURCES,
    MonthSpoken,
    Spoken,
    decided_year,
    indicator_around,
    indicators_in,
    spoken_around,
    year_around,
)
from ecocomp.readings.shapes.months_said import months_in, years_in
from ecocomp.readings.shapes.no_values import refuse_made
from ecocomp.readings.shapes.rearrange import with_columns
from ecocomp.readings.shapes.spec import Fixed, From
from ecocomp.readings.shapes.table import Table, distinct, row_of
from ecocomp.readings.shapes.titles_inside import refuse_titles_inside, titles_inside
from ecocomp.readings.shapes.what_repeats import repeats
from ecocomp.readings.show import indicator_heading
from ecocomp.readings.times import Span, Time, parse_column_time, parse_part


def tell_year(grid: Grid, table: Table, year: int, by: Spoken, findings: Findings) -> None:
    """The note on a year that a title or name says."""
    place = grid.place(*by.origin) if by.origin else grid.place(table.last)
    findings.note("year_taken", place, year=year, found=by.text, source=SOURCES[by.source])


def tell_month(grid: Grid, table: Table, spoken: MonthSpoken, findings: Findings, code: str = "month_taken") -> None:
    """The note on a month that a title or name says, and an error for a title further down that says another."""
    place = grid.place(*spoken.by.origin) if spoken.by.origin else grid.place(table.last)
    findings.note(code, place, month=spoken.text, found=spoken.by.text, source=SOURCES[spoken.by.source])
    if spoken.year_by not in (None, spoken.by):
        tell_year(grid, table, spoken.year or 0, spoken.year_by, findings)

    def says_other(text: str) -> bool:
        months = months_in(text, name=False)
        years = years_in(text) if spoken.year is not None else set()
        return any(month != spoken.month for _, month in months) or bool(years - {spoken.year})

    refuse_titles_inside(table.grid, table.last + 1, says_other, spoken.by, findings)


def year_said(
    table: Table, grid: Grid, shared: Mapping[str, From], findings: Findings, times: Sequence[str] = ()
) -> dict[str, From]:
    """The year as a column, where times have none and a title or name says it."""
    main = shared.get("time", shared.get("month"))
    # The name of a file with times of its own may say when it was sent.
    sources = ("title", "sheet") if isinstance(main, int) else tuple(SOURCES)
    if isinstance(main, int):
        times = distinct(grid, main, table.last + 1)
    if shared.keys() & {"year", "snapshot"} or not any(_lacks_year(text) for text in times):
        return {}
    known = year_around(grid, table.row, sources)
    if known is not None:
        known = decided_year(grid, table.row, known, table.year, findings)
    if known is None or (isinstance(table.year, Span) and known[0] in table.year.years):
        return {}  # 2024年度 may be the span that begins in 2023
    year, spoken = known
    tell_year(grid, table, year, spoken, findings)
    refuse_titles_inside(table.grid, table.last + 1, lambda text: bool(years_in(text) - {year}), spoken, findings)
    return {"year": Fixed(str(year), spoken.origin)}


def _lacks_year(text: str) -> bool:
    time = parse_column_time(text)
    return time.year is None if time is not None else parse_part(text, "month") is not None


def with_year(table: Table, grid: Grid, findings: Findings) -> Grid:
    """The grid with the year that is said outside it as a column, where all its times are of that year or have none."""
    shared = table.at(("section", "time", "month", "year", "snapshot"))
    added = year_said(table, grid, shared, findings)
    year = added.get("year")
    if not isinstance(year, Fixed):
        return grid
    # times that say their year beside others that do not keep their own
    main = shared.get("time", shared.get("month"))
    assert isinstance(main, int)
    section = shared.get("section")
    if any(_own_year(text) not in (None, int(year.text)) for text in distinct(grid, main, table.last + 1)):
        return grid
    return with_columns(grid, table.last, section if isinstance(section, int) else None, {"year": year})


def _own_year(text: str) -> int | None:
    time = parse_column_time(text)
    return None if time is None else time.year


def month_agrees(table: Table, grid: Grid, findings: Findings) -> bool:
    """Whether the month in a title or the sheet's name is that of the months and days in the table.

    Rows below a title of their own and the heading once more are compared with that, and no longer with the first.
    """
    main = table.at(("time", "month")).get("time")
    if not isinstance(main, int):
        return True
    blocks = _blocks(table)
    for at, (first, own) in enumerate(blocks):
        end = blocks[at + 1][0] if at + 1 < len(blocks) else len(grid.rows)
        times = [
            (text, time)
            for text in _texts(grid, main, first, end)
            if (time := parse_column_time(text)) is not None and not time.clock
        ]
        found = time_not_of_table(table, times, own)
        if found is not None:
            text, other = found
            place = grid.place(row_of(grid, main, text, first), main)
            findings.error("time_not_of_table", place, found=text, other=other.text, source=SOURCES[other.source])
            return False
    return True


def _blocks(table: Table) -> list[tuple[int, Spoken | None]]:
    """The first row of each block of a table and the title of its month; the first block has what stands above all."""
    grid, first = table.grid, table.last + 1
    blocks: list[tuple[int, Spoken | None]] = [(first, None)]
    for row, column, text in titles_inside(grid, first):
        if len(months_in(text, name=False)) != 1:
            continue
        below = next((each for each in range(row + 1, len(grid.rows)) if any(grid.rows[each])), None)
        if below is not None and repeats(grid.rows[below], grid.rows[table.row]):
            blocks.append((row, Spoken(text, "title", (row, column))))
    return blocks


def _texts(grid: Grid, column: int, first: int, end: int) -> list[str]:
    """The texts that stand in some rows of a column."""
    if end == len(grid.rows):
        return distinct(grid, column, first)
    return list(dict.fromkeys(texts[column] for texts in grid.rows[first:end] if column < len(texts)))


def time_not_of_table(
    table: Table, times: Sequence[tuple[str, Time]], own: Spoken | None = None
) -> tuple[str, Spoken] | None:
    """The first time that is not in the month of a title or of the sheet's name, with that; None where all are.

    ``own`` is the title of some rows alone, which counts for them in place of those above the table.
    """
    around = [each for each in spoken_around(table.grid, table.row) if each.source != "file"]
    if own is not None:
        around = [own, *(each for each in around if each.source == "sheet")]
    for spoken in around:
        months = months_in(spoken.text, name=spoken.source == "sheet")
        if len(months) != 1:
            continue
        year, month = months[0]
        for text, time in times:
            if time.month != month or (None not in (time.year, year) and time.year != year):
                return text, spoken
    return None


def indicator_outside(table: Table, findings: Findings) -> dict[str, From]:
    """The indicator and its unit by a title or name; nothing, with an error, where none or several are named."""
    known = indicator_around(table.grid, table.row)
    if known is None:
        findings.error("indicator_outside", table.grid.place(table.last))
        return {}
    column, spoken = known
    if refuse_made(table, spoken, findings):
        return {}
    place = table.grid.place(*spoken.origin) if spoken.origin else table.grid.place(table.last)
    name = indicator_heading(column.indicator)
    findings.note("indicator_taken", place, indicator=name, found=spoken.text, source=SOURCES[spoken.source])
    refuse_titles_inside(
        table.grid,
        table.last + 1,
        lambda text: any(each.indicator != column.indicator for each in indicators_in(text)),
        spoken,
        findings,
    )
    found: dict[str, From] = {"indicator": Fixed(name, spoken.origin)}
    if column.unit:
        found["unit"] = Fixed(column.unit, spoken.origin)
    return found
