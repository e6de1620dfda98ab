"""A quick look at the part of a large sheet: whether there is anything in it that needs a closer one.

Writers of workbooks put the address of a cell first (``<c r="B7"``), in double quotes and without prefixes. Where a
part is written so, and has no formula, error, merged or hidden cell in it, counting its tags and the furthest address
is all that :class:`~ecocomp.readings.sheet_parts.SheetPart` would do. Anything else is left to that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]

#: Smaller parts are gone through tag by tag at once.
SHORTEST = 1 << 18
#: What a part must not have anywhere: entities that might spell anything, errors, hidden rows and columns.
TELLING = (b"&#", b"'e'", b'"e"', b"hidden")
#: The declaration that a part begins with, and its outermost element.
DECLARED = re.compile(
    rb"""<\?xml\s+version=["']1\.0["'](?:\s+encoding=["']utf-8["'])?(?:\s+standalone=["'](?:yes|no)["'])?\s*\?>"""
    rb"""\s*<(\w+)[\s>]""",
    re.IGNORECASE,
)
#: Bytes that no XML has.
CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r")
LONGEST_ADDRESS = 10
MOST_LETTERS = 2
#: What may stand behind the name of an element.
ENDS = np.frombuffer(b" >/\t\r\n", np.uint8)
LONGEST_NAME = 32


@dataclass(frozen=True, slots=True)
class Plain:
    """What a plain part amounts to: its tags and cells, and the furthest row and column of a cell, from 1."""

    tags: int
    cells: int
    rows: int
    columns: int


def plain_sheet(part: bytes) -> Plain | None:
    """The counts of a part in which no cell needs a word; None where a closer look is needed."""
    declared = DECLARED.match(part)
    if declared is None or any(sign in part for sign in TELLING) or len(part.translate(None, CONTROLS)) != len(part):
        return None
    if not part.rstrip().endswith(b"</" + declared[1] + b">"):
        return None
    text = np.frombuffer(part, np.uint8)
    text = np.concatenate([text, np.zeros(LONGEST_ADDRESS + LONGEST_NAME, np.uint8)])
    tags = np.flatnonzero(text == ord("<"))
    if (
        _starts(text, tags, b"!").any()
        or _any_prefix(text, tags)
        or not _is_balanced(part, text, tags)
        or _starts(text, tags, b"f").any()
        or _starts(text, tags, b"mergeCell").any()
    ):
        return None
    cells = tags[_named(text, tags, b"c")]
    addressed = _starts(text, cells, b'c r="')
    texts = int(np.count_nonzero(_named(text, tags, b"si")))
    if not addressed.all():
        return None
    furthest = _furthest(text, cells + len(b'<c r="'))
    if furthest is None:
        return None
    return Plain(len(tags), len(cells) + texts, *furthest)


def _starts(text: Bytes, tags: npt.NDArray[np.int64], name: bytes) -> npt.NDArray[np.bool_]:
    """Which tags begin with these signs."""
    found: npt.NDArray[np.bool_] = text[tags + 1] == name[0]
    for place, sign in enumerate(name[1:], 2):
        found &= text[tags + place] == sign
    return found


def _named(text: Bytes, tags: npt.NDArray[np.int64], name: bytes) -> npt.NDArray[np.bool_]:
    """Which tags open an element of this name."""
    behind = text[tags + len(name) + 1]
    ends = np.isin(behind, ENDS)
    found: npt.NDArray[np.bool_] = _starts(text, tags, name) & ends
    return found


def _is_balanced(part: bytes, text: Bytes, tags: npt.NDArray[np.int64]) -> bool:
    """Whether as many elements end as begin, beside the declaration; a damaged part seldom does."""
    closing = int(np.count_nonzero(_starts(text, tags, b"/")))
    declarations = int(np.count_nonzero(_starts(text, tags, b"?")))
    return declarations == 1 and 2 * closing + part.count(b"/>") + declarations == len(tags)


def _any_prefix(text: Bytes, tags: npt.NDArray[np.int64]) -> bool:
    """Whether an element's name has a prefix, as in ``<x:c``, or is too long to be one of a sheet."""
    within = tags[text[tags + 1] != ord("/")]
    for place in range(1, LONGEST_NAME):
        sign = text[within + place]
        if (sign == ord(":")).any():
            return True
        within = within[~np.isin(sign, ENDS)]
        if not len(within):
            return False
    return True


def _furthest(text: Bytes, begins: npt.NDArray[np.int64]) -> tuple[int, int] | None:
    """The largest row and column of the addresses that begin there; None for one that is out of the ordinary."""
    rows = np.zeros(len(begins), np.int64)
    columns = np.zeros(len(begins), np.int64)
    letters = np.zeros(len(begins), np.int8)
    over = np.zeros(len(begins), np.bool_)
    digits = np.zeros(len(begins), np.int8)
    for place in range(LONGEST_ADDRESS):
        sign = text[begins + place]
        over |= sign == ord('"')
        letter = ~over & (sign >= ord("A")) & (sign <= ord("Z"))
        digit = ~over & (sign >= ord("0")) & (sign <= ord("9"))
        if ((letter & (digits > 0)) | ~(over | letter | digit)).any():
            return None
        columns = np.where(letter, columns * 26 + sign - (ord("A") - 1), columns)
        rows = np.where(digit, rows * 10 + sign - ord("0"), rows)
        letters += letter
        digits += digit
        if over.all():
            break
    if not (over & (letters >= 1) & (letters <= MOST_LETTERS) & (digits >= 1) & (rows >= 1)).all():
        return None
    return int(rows.max(initial=0)), int(columns.max(initial=0))
