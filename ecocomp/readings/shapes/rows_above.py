"""Rows of values above a heading, which would be lost with it: of another block, or below a heading not recognised."""

from __future__ import annotations

from collections.abc import Sequence

from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.times import parse_column_time
from ecocomp.readings.values import parse_value

#: So many numbers beside a time are a row of values; one may be said by the way.
FEWEST_NUMBERS = 2


def refuse_rows_above(grid: Grid, heading: int, findings: Findings) -> None:
    """An error for the first row above a heading that has a time and numbers as rows of values have."""
    for row in range(heading):
        if _has_values(grid.rows[row]):
            found = "、".join(text for text in grid.rows[row] if text)
            findings.error("values_above_heading", grid.place(row), found=found, line=heading + 1)
            return


def _has_values(texts: Sequence[str]) -> bool:
    """Whether a row has a time, and more numbers than words beside it."""
    filled = [text for text in texts if text]
    others = [text for text in filled if parse_column_time(text) is None]
    numbers = sum(not parse_value(text).trouble for text in others)
    return len(others) < len(filled) and numbers >= FEWEST_NUMBERS and numbers > len(others) - numbers
