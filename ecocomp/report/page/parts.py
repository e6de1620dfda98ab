"""What the parts of the page share: tables of rows, folded lists, and texts of a bounded length."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ecocomp.markup import Html, element, joined, shortened, table
from ecocomp.readings.guarded import guarded
from ecocomp.report.tables import Table, without_empty_columns
from ecocomp.wording import say

FORMULA_PARTS = re.compile("[0-9A-Za-z０-９Ａ-Ｚａ-ｚ=|!]")


def cell_text(text: str) -> str:
    """A text of a file as a cell, guarded against spreadsheets as in CSV files, into which people paste tables.

    Dashes without any sign that a formula is made of stay: ``--`` is how many files say that there is no value.
    """
    is_dash = text[:1] == "-" and not FORMULA_PARTS.search(text)
    return shortened(text) if is_dash else guarded(shortened(text))


def shown(found: Table, *, class_: str = "stack", caption: bool = False) -> Html:
    """A table of a settlement."""
    rows = (
        tuple(cell if at in found.numbers else cell_text(cell) for at, cell in enumerate(row)) for row in found.rows
    )
    return table(found.columns, rows, found.numbers, caption=found.title if caption else "", class_=class_)


def bounded(found: Table, most: int, language: str, *, class_: str = "stack") -> Html:
    """A table of which at most so many rows are shown, and how many there are besides."""
    left = len(found.rows) - most
    more = element("p", say("page.rows_more", language, count=left), class_="soft") if left > 0 else Html()
    first = Table(found.title, found.columns, found.rows[:most], found.numbers)
    return joined((shown(without_empty_columns(first), class_=class_), more))


def folded(summary: str, *content: str, is_open: bool = False, printed: bool = True) -> Html:
    """Something to unfold. What is ``printed`` is printed unfolded."""
    return element(
        "details", element("summary", summary), *content, open=is_open, class_="printed" if printed else None
    )


def part(name: str, title: str, *content: str) -> Html:
    """A part of the page with its heading."""
    return element("section", element("h2", title), *content, id=name)


def soft(text: str) -> Html:
    """A remark."""
    return element("p", text, class_="soft")


def heads(keys: Sequence[str], language: str) -> tuple[str, ...]:
    """Column headings by their codes."""
    return tuple(say(each, language) for each in keys)
