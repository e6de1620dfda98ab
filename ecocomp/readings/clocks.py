"""Day and clock in two columns: 采样日期 2024-03-05 beside 采样时间 08:30, made one time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ecocomp.readings.coded import CodedRows, coded
from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.headings import ROWS_TRIED, Column, columns_of, is_heading
from ecocomp.readings.times import EIGHT_DIGITS, parse_time, plain_time
from ecocomp.readings.values import says_nothing

CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2}(?:\.0{1,9})?)?|\d{1,2}[时点](?:\d{1,2}分)?", re.ASCII)
MIDNIGHT = re.compile(r"\s+00:00(?::00(?:\.0{1,9})?)?$")
#: A day and its clock.
PAIR = 2


def with_clocks(grid: Grid, findings: Findings) -> Grid:
    """The grid with its days and the clocks beside them as one column; itself where there are no such two columns."""
    for row in range(min(ROWS_TRIED, len(grid.rows))):
        columns = columns_of(grid.rows[row])
        timed = [column for column in columns if column.role == "time"]
        if len(timed) != PAIR or not is_heading(columns):
            continue
        for day, clock in (timed, timed[::-1]):
            joined = _joined(grid, row, day, clock)
            if joined is not None:
                place = grid.place(row, clock.index)
                findings.note("clock_joined", place, found=clock.heading, other=day.heading)
                return replace(grid, rows=_with_columns(grid, {day.index: joined, clock.index: _emptied(grid, clock)}))
        return grid
    return grid


def _joined(grid: Grid, heading: int, day: Column, clock: Column) -> list[str] | None:
    """The texts of the column of days with their clocks; None where the columns do not hold that."""
    tops = {
        row: merge.top
        for merge in grid.marks.merges
        if merge.left == day.index and merge.top > heading
        for row in range(merge.top + 1, min(merge.bottom + 1, len(grid.rows)))
    }
    found = []
    any_clock = False
    for row, texts in enumerate(grid.rows):
        text, time = _text(texts, day.index), _text(texts, clock.index)
        if row <= heading or says_nothing(time) or time == clock.heading:
            found.append(_day(text) or text)
            continue
        text = text or _text(grid.rows[tops[row]], day.index) if row in tops else text
        whole = _day(text)
        if not CLOCK.fullmatch(plain_time(time)) or whole is None:
            return None
        any_clock = True
        found.append(f"{whole} {plain_time(time)}")
    return found if any_clock else None


def _day(text: str) -> str | None:
    """The day that a text says, without the midnight that a sheet adds; None for any other text."""
    bare = MIDNIGHT.sub("", plain_time(text))
    digits = EIGHT_DIGITS.fullmatch(bare)
    bare = "-".join(digits.groups()) if digits else bare
    time = parse_time(bare)
    return None if time is None or time.day is None or time.clock else bare


def _emptied(grid: Grid, clock: Column) -> list[str]:
    """The column of clocks without its heading and without them; titles above stay."""
    texts = [_text(row, clock.index) for row in grid.rows]
    return ["" if text == clock.heading or CLOCK.fullmatch(plain_time(text)) else text for text in texts]


def _text(texts: Sequence[str], column: int) -> str:
    return texts[column] if column < len(texts) else ""


def _with_columns(grid: Grid, columns: dict[int, list[str]]) -> Sequence[Sequence[str]]:
    if isinstance(grid.rows, CodedRows):
        return CodedRows([coded(columns[at]) if at in columns else old for at, old in enumerate(grid.rows.columns)])
    return [
        [columns[at][row] if at in columns else text for at, text in enumerate(texts)]
        for row, texts in enumerate(grid.rows)
    ]
