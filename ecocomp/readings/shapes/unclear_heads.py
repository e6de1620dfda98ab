"""Headings of which it cannot be told what time they are: 1 2 … 31, 201201 (a day of 2020?), 2024.1 (or 2024.10?)."""

from __future__ import annotations

from ecocomp.period import MONTHS_PER_YEAR
from ecocomp.readings.findings import Findings
from ecocomp.readings.shapes.heads import TITLE_PAIR
from ecocomp.readings.shapes.table import Table
from ecocomp.readings.times import is_ambiguous, may_be_short_day


def refuse_unclear_heads(table: Table, findings: Findings) -> bool:
    """Whether a table without times has such headings beside its sections; an error for the first of them."""
    texts = {head.text: head.origin for head in table.heads if not head.part}
    short = [text for text in texts if may_be_short_day(text)]
    ambiguous = [text for text in texts if is_ambiguous(text)]
    numbers = [text for text in texts if text.isascii() and text.isdigit()]
    if len(short) >= TITLE_PAIR:
        place, details = table.grid.place(*texts[short[0]]), {"year": short[0][:4], "month": short[0][4:]}
        findings.error("heading_short_day", place, found=short[0], **details)
    elif ambiguous:
        place = table.grid.place(*texts[ambiguous[0]])
        findings.error("time_ambiguous", place, found=ambiguous[0], year=ambiguous[0][:4])
    elif len(numbers) >= MONTHS_PER_YEAR and [int(text) for text in numbers] == list(range(1, len(numbers) + 1)):
        findings.error("heading_numbers", table.grid.place(*texts[numbers[0]]), found=f"1 … {numbers[-1]}")
    else:
        return False
    return True
