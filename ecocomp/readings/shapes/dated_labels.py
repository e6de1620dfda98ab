"""Rows above a heading that are no more than a time and what it is of: 填报日期 | 2024年4月, 采样日期 | 2024-03-05."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.headings import column_of, columns_of
from ecocomp.readings.shapes.context import ANY_DAY, SOURCES, is_made_label, spoken_around
from ecocomp.readings.shapes.heads import TITLE_PAIR, heading_time
from ecocomp.readings.shapes.months_said import months_in, years_in
from ecocomp.readings.times import parse_column_time, parse_day


def is_dated_label(grid: Grid, row: int, findings: Findings) -> bool:
    """Whether a row is not that of a heading: a time beside its label, where the values below have another one.

    The day of sampling is that of values for which nothing else says a time.
    """
    texts = grid.rows[row]
    return tells_when_made(texts) or (_is_labelled_time(texts) and _has_own_times(grid, row, findings))


def tells_when_made(texts: Sequence[str]) -> bool:
    """Whether a row tells when the table was made: 填报日期 | 2024年4月5日, or perhaps so.

    >>> tells_when_made(["填报日期", "2024年4月"]), tells_when_made(["断面", "填报日期", "氨氮"])
    (True, False)
    >>> tells_when_made(["日期：", "2024-04-05"]), tells_when_made(["监测日期", "2024-04-05"])
    (True, False)
    """
    filled = [text for text in texts if text]
    if any(column_of(0, text).role in ("section", "measure") for text in filled):
        return False
    labels = (label.rstrip(":： ") for label, beside in pairwise(filled) if parse_day(beside) is not None)
    return any(map(is_made_label, filled)) or any(label in ANY_DAY for label in labels)


def _is_labelled_time(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text]
    return (
        len(filled) == TITLE_PAIR
        and column_of(0, filled[0].rstrip(":：")).role in ("time", "year", "month", "snapshot")
        and (parse_column_time(filled[1]) is not None or bool(years_in(filled[1])))
    )


def _has_own_times(grid: Grid, row: int, findings: Findings) -> bool:
    """Whether the heading below has times, or a title or the sheet's name a month; an error where that is another."""
    below = next((texts for texts in grid.rows[row + 1 :] if any(texts)), [])
    roles = {column.role for column in columns_of(below)}
    if roles & {"time", "month"} or ("section" in roles and any(map(heading_time, below))):
        return True
    if "section" not in roles:
        return False
    column, text = [(at, text) for at, text in enumerate(grid.rows[row]) if text][1]
    own = parse_column_time(text)
    months = [
        (month, each)
        for each in spoken_around(grid, row)
        if each.source != "file"
        for month in months_in(each.text, name=each.source == "sheet")
    ]
    for (year, month), each in months:
        if own is None:
            break
        if month != own.month or (None not in (year, own.year) and year != own.year):
            place = grid.place(row, column)
            findings.error("time_not_of_table", place, found=text, other=each.text, source=SOURCES[each.source])
            break
    return bool(months)
