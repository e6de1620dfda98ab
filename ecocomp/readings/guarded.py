"""Cells of a CSV file that a spreadsheet would run as formulas: an apostrophe in front when written, none when read."""

from __future__ import annotations

import re

from ecocomp.quantity import UnitError, unit

#: What makes a spreadsheet take a cell as a formula; the full-width signs do so in East Asian editions.
FORMULA_SIGNS = frozenset("=+-@＝＋－＠\t\r\n")
#: A negative number, perhaps cut, and what may be its unit.
NEGATIVE = re.compile(r"-[0-9][0-9,]*(?:\.[0-9]+)?…?(?:/[0-9]+)?(?P<unit>(?: ?[^\d\s+*^()-][^\s+*^()-]*)?)")
BLANKS = " \u00a0\u3000"
GUARD = "'"


def guarded(cell: str) -> str:
    """A cell that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers.

    A text that begins with such apostrophes of its own gets one more, so that taking one away gives it back.

    >>> guarded("=1"), guarded("-0.5"), guarded("'=1"), guarded("'t Sas")
    ("'=1", '-0.5', "''=1", "'t Sas")
    """
    bare = cell.lstrip(GUARD)
    runs = bare.lstrip(BLANKS)[:1] in FORMULA_SIGNS and not is_negative_number(bare)
    return GUARD + cell if runs else cell


def unguarded(cell: str) -> str:
    """The text of a cell that may have been guarded.

    >>> unguarded("'=1"), unguarded("''=1"), unguarded("'t Sas"), unguarded("'-0.5")
    ('=1', "'=1", "'t Sas", "'-0.5")
    """
    bare = cell[len(GUARD) :]
    return bare if cell.startswith(GUARD) and guarded(bare) == cell else cell


def is_negative_number(cell: str) -> bool:
    """Whether a cell is a negative number alone, or with a unit that is known."""
    found = NEGATIVE.fullmatch(cell)
    try:
        return found is not None and bool(unit(found["unit"]))
    except UnitError:
        return False
