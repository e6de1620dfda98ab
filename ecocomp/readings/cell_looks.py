"""How a cell looks beside what it holds: what its number format shows, whether it is struck out, its comment."""

from __future__ import annotations

from dataclasses import dataclass

#: The kinds of a display: a value below detection; a number with a text beside it, as a unit; nothing at all; else.
SHOWN_BELOW, SHOWN_BESIDE, SHOWN_NOT, SHOWN_OTHER = "below", "beside", "not", "other"
LONGEST_COMMENT = 40


@dataclass(frozen=True, slots=True)
class Display:
    """What a cell shows where that says more or other than the number or text that it holds.

    ``text`` is what is shown, empty where that is not known exactly or nothing; ``format`` the number format;
    ``beside`` the text beside the number of a ``SHOWN_BESIDE``.
    """

    text: str
    format: str
    kind: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """A style of cells that needs a word: its number format where that is out of the ordinary, and the strike."""

    format: str = ""
    struck: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Comment:
    """A comment (批注) on a cell, row and column from 0, with the beginning of its text in one line."""

    row: int
    column: int
    text: str


def comment(row: int, column: int, text: str) -> Comment:
    """A comment with so much of its text as is told."""
    line = " ".join(text[: 20 * LONGEST_COMMENT].split())
    return Comment(row, column, line if len(line) <= LONGEST_COMMENT else line[:LONGEST_COMMENT] + "…")
