"""Headings such as 氨氮月均值(mg/L) or 总磷平均浓度: in a table of months they head the values of their indicator."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from ecocomp.readings.coded import CodedRows
from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.headings import BRACKETS, ROWS_TRIED, columns_of, names_section
from ecocomp.readings.shapes.heads import heading_time
from ecocomp.readings.show import indicator_name
from ecocomp.readings.times import parse_column_time
from ecocomp.readings.units import without_unit
from ecocomp.readings.values import parse_value
from ecocomp.standards.indicators import find_indicator

#: 氨氮年均值 and 氨氮日均值 are other values.
MEAN = re.compile(r"(?P<name>.+?)[\s_的-]*(?:[本当]?月度?)?(?:平均值?|均值|平均浓度|均值浓度|均浓度)", re.DOTALL)


class MeanHeading(NamedTuple):
    """The indicator of such a heading, and the heading as it would be without the word for the mean."""

    indicator: str
    plain: str


@lru_cache(maxsize=4096)
def mean_heading(text: str) -> MeanHeading | None:
    """The indicator of which a heading says that its mean stands below; None for any other heading.

    >>> mean_heading("氨氮月均值（mg/L）"), mean_heading("氨氮年均值"), mean_heading("氨氮")
    (MeanHeading(indicator='nh3n', plain='氨氮(mg/L)'), None, None)
    """
    bare, unit = without_unit(text.translate(BRACKETS).strip())
    found = MEAN.fullmatch(bare.strip())
    indicator = find_indicator(found["name"]) if found else None
    if found is None or indicator is None:
        return None
    return MeanHeading(indicator.id, f"{found['name']}({unit})" if unit else found["name"])


def with_mean_headings(grid: Grid, findings: Findings) -> Grid:
    """The grid with such headings as those of the values, where the table is one of months and has no others.

    Where a column of plain values stands beside one of means, and a month has two values, it is an error.
    """
    for row in range(min(ROWS_TRIED, len(grid.rows))):
        texts = grid.rows[row]
        means = {index: mean for index, text in enumerate(texts) if text and (mean := mean_heading(text))}
        if means and names_section(texts):
            return _with_headings(grid, row, means, findings) if _is_of_months(grid, row) else grid
    return grid


def _with_headings(grid: Grid, row: int, means: Mapping[int, MeanHeading], findings: Findings) -> Grid:
    texts = grid.rows[row]
    plain = {column.indicator: column.index for column in columns_of(texts) if column.role == "measure"}
    named = [mean.indicator for mean in means.values()]
    taken: dict[int, str] = {}
    for index, mean in means.items():
        place, name = grid.place(row, index), indicator_name(mean.indicator)
        if mean.indicator in plain:
            other = plain[mean.indicator]
            if _differ(grid, row, index, other):
                findings.error("mean_beside_value", place, found=texts[index], other=texts[other], indicator=name)
        elif named.count(mean.indicator) > 1:
            findings.error("means_beside", place, found=texts[index], indicator=name)
        else:
            findings.note("mean_heading", place, found=texts[index], indicator=name)
            taken[index] = mean.plain
    return _renamed(grid, row, taken) if taken else grid


def _renamed(grid: Grid, row: int, taken: Mapping[int, str]) -> Grid:
    """The grid with other texts in the heading, also where it stands once more at the top of a page."""
    title = list(grid.rows[row])
    again = [number for number in range(row, len(grid.rows)) if list(grid.rows[number]) == title]
    if isinstance(grid.rows, CodedRows):
        columns = list(grid.rows.columns)
        for index, text in taken.items():
            columns[index] = columns[index].replaced(again, text)
        return replace(grid, rows=CodedRows(columns))
    new = [taken.get(index, text) for index, text in enumerate(title)]
    rows: list[Sequence[str]] = [*grid.rows]
    for number in again:
        rows[number] = new
    return replace(grid, rows=rows)


def _is_of_months(grid: Grid, row: int) -> bool:
    """Whether every time below the heading is a month, or the table has none of its own."""
    texts = grid.rows[row]
    roles = {column.role: column.index for column in columns_of(texts)}
    if "day" in roles or any(heading_time(without_unit(text)[0]) for text in texts if text):
        return False
    if "time" not in roles:
        return True
    at = roles["time"]
    cells = {each[at] for each in grid.rows[row + 1 :] if at < len(each)}
    times = [time for text in cells if (time := parse_column_time(text)) is not None]
    return bool(times) and all(time.day is None and not time.clock for time in times)


def _differ(grid: Grid, row: int, first: int, second: int) -> bool:
    """Whether two columns have different numbers in some row."""
    for texts in grid.rows[row + 1 :]:
        if max(first, second) < len(texts):
            numbers = [parse_value(texts[index]).number for index in (first, second)]
            if None not in numbers and numbers[0] != numbers[1]:
                return True
    return False
