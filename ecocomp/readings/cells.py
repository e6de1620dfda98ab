"""One cell of a sheet or a table, whatever its type, as text."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from ecocomp.readings.coded import Coded, numbered
from ecocomp.readings.date_looks import ShownDate
from ecocomp.written import fraction_text

#: A number of a sheet is a double whatever reads it; 15 digits are what the sheet itself shows and keeps.
DIGITS = ".15g"


def cell_text(value: object, timed: bool = False) -> str:
    """The text of a cell without outer spaces; empty for nothing.

    A number is the decimal of its 15 significant digits (``0.1 + 0.2`` is 0.3), a date ``2024-03-05`` or, where
    its column is ``timed``, ``2024-03-05 00:00``.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float):
        return "" if math.isnan(value) else format(value, DIGITS)
    if isinstance(value, datetime.datetime):
        return _moment_text(value, timed)
    if isinstance(value, datetime.date):
        return f"{value.isoformat()} 00:00" if timed else value.isoformat()
    if isinstance(value, ShownDate):
        return value.text(timed)
    if isinstance(value, Fraction):
        return shown(value, fraction_text)
    return shown(value)


def shown(value: Any, written: Callable[[Any], str] = str) -> str:
    """Any value as text, also one that is too long to be written or that cannot be."""
    try:
        return written(value).strip()
    except Exception:  # an integer of thousands of digits, or an object that has no text: no reading, whatever it is
        return f"({type(value).__name__})"


def _moment_text(value: datetime.datetime, timed: bool) -> str:
    if value.tzinfo is not None or value.microsecond:
        return value.isoformat(" ")
    if not timed and value.time() == datetime.time():
        return value.date().isoformat()
    return value.isoformat(" ", "seconds" if value.second else "minutes")


def cell_column(values: Sequence[Any]) -> Coded:
    """A column of cells of whatever types as texts, each distinct value once.

    Where some date carries a time of day, one without is midnight: a sheet does not keep 00:00 apart from no time.
    """
    # numbers and truth values that are equal are not the same text, nor may a value be unhashable
    kinds = set(map(type, values))
    if kinds <= {str, float, datetime.date, datetime.datetime}:
        distinct, codes = numbered(values)
    else:
        distinct, codes = list(values), np.arange(len(values), dtype=np.int32)
    midnight = datetime.time()
    timed = any(
        each.is_timed
        if isinstance(each, ShownDate)
        else isinstance(each, datetime.datetime) and each.time() != midnight
        for each in distinct
    )
    return Coded([cell_text(each, timed) for each in distinct], codes)
