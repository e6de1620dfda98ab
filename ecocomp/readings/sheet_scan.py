"""A quick look at the part of a large sheet: whether there is anything in it that needs a closer one.

Writers of workbooks put the address of a cell first (``<c r="B7"``), in double quotes and without prefixes. Where a
part is written so, and has no formula, error, merged or hidden cell in it, counting its tags and the furthest address
is all that :class:`~ecocomp.readings.sheet_parts.SheetPart` would do. Anything else is left to that.

The part is gone through in pieces that stay in the processor's cache. The eight bytes behind the beginning of each
tag are one whole number, so that tags are told apart by comparing numbers; those that rows of cells do not have are
few, and looked at as texts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]

#: Smaller parts are gone through tag by tag at once.
SHORTEST = 1 << 18
#: The declaration that a part begins with, and its outermost element.
DECLARED = re.compile(
    rb"""<\?xml\s+version=["']1\.0["'](?:\s+encoding=["']utf-8["'])?(?:\s+standalone=["'](?:yes|no)["'])?\s*\?>"""
    rb"""\s*<(\w+)[\s>]""",
    re.IGNORECASE,
)
#: What a part must not have anywhere: entities that might spell anything, and errors, as seldom written.
TELLING = ((b"&", b"&#"), (b"'", b"'e'"))
#: The same of errors as usually written, and of the beginning of ``hidden``.
TOLD = (b'"e"', b"hid")
#: The bytes below the blank that XML has.
SPACES = np.frombuffer(b"\t\n\r", np.uint8)
#: So many bytes are gone through at a time, and so many behind them may be looked into.
PIECE, BEHIND = 1 << 20, 64
#: The tags that most of a sheet consists of, beside those of cells with an address and those that close.
USUAL = (b"v>", b"t>", b"is>", b"row ")
#: How any other tag may begin: with a name that has no prefix and is not too long to be one of a sheet.
OPENING = re.compile(rb"(\?|[A-Za-z]\w{0,30}(?![\w:.-]))")
LONGEST_OPENING = 32
#: What a sheet has that needs a closer look: formulas, cells without an address, merged ones.
CLOSER = (b"f", b"c", b"mergeCell", b"mergeCells")

#: The same byte eight times.
EIGHT = 0x0101010101010101


class Stream(Protocol):
    """Anything that gives bytes."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, at most so many; none at the end."""


@dataclass(frozen=True, slots=True)
class Plain:
    """What a plain part amounts to: its tags and cells, and the furthest row and column of a cell, from 1."""

    tags: int
    cells: int
    rows: int
    columns: int


def plain_sheet(stream: Stream, styles: Collection[int] = ()) -> Plain | None:
    """The counts of a part in which no cell needs a word; None where a closer look is needed.

    ``styles`` are the numbers of the styles that need one.
    """
    styled = _style_pattern(styles)
    tags = ends = cells = texts = rows = columns = 0
    others: Counter[bytes] = Counter()
    declared: re.Match[bytes] | None = None
    content = b""
    for content, length in _pieces(stream):
        declared = declared or DECLARED.match(content)
        if declared is None or any(sign in content and told in content for sign, told in TELLING):
            return None
        if styled is not None and styled.search(content):
            return None
        piece = np.frombuffer(content, np.uint8)
        if any(_places(piece, length, told).any() for told in TOLD) or _has_controls(piece[:length]):
            return None
        begins = np.flatnonzero(piece[:length] == ord("<")) + 1
        words = _words(piece, begins)
        closing, addressed, text = (_begin(words, name) for name in (b"/", b'c r="', b"si>"))
        usual = closing | addressed | text
        for name in USUAL:
            usual |= _begin(words, name)
        furthest = _furthest(piece, begins[addressed] + len(b'c r="'))
        if furthest is None:
            return None
        rows, columns = max(rows, furthest[0]), max(columns, furthest[1])
        tags += len(begins)
        cells += _count(addressed)
        texts += _count(text)
        # a tag that closes itself both begins an element and ends it
        ends += 2 * _count(closing) + _count(_places(piece, length, b"/>"))
        others.update(_openings(piece, begins[~usual]))
    names = _names(others)
    if declared is None or not content.rstrip(b"\0").rstrip().endswith(b"</" + declared[1] + b">"):
        return None
    # as many elements end as begin, beside the one declaration; a damaged part seldom has it so
    if names is None or names[b"?"] != 1 or ends + 1 != tags or any(names[name] for name in CLOSER):
        return None
    return Plain(tags, cells + texts, rows, columns)


def _pieces(stream: Stream) -> Iterator[tuple[bytes, int]]:
    """The part piece by piece, each with some bytes behind it, and its own length; behind the last are zeros."""
    held = b""
    while chunk := stream.read(PIECE):
        held += chunk
        if len(held) > BEHIND:
            yield held, len(held) - BEHIND
            held = held[-BEHIND:]
    yield held + bytes(BEHIND), len(held)


def _style_pattern(styles: Collection[int]) -> re.Pattern[bytes] | None:
    """How a cell refers to one of the styles; cells that refer to none have the style 0.

    A number without quotes is no XML: the reader of values refuses such a part, whatever is said of it here.
    """
    if not styles:
        return None
    numbers = "|".join(map(str, sorted(styles)))
    pattern = rf"""[\s"']s\s*=\s*["']\s*\+?0*(?:{numbers})\s*["']"""
    if 0 in styles:
        pattern += r"""|<c\s(?![^<>]*\ss\s*=)"""
    return re.compile(pattern.encode())


def _places(piece: Bytes, length: int, signs: bytes) -> Flags:
    """Where in a piece these signs begin."""
    found: Flags = piece[:length] == signs[0]
    for place, sign in enumerate(signs[1:], 1):
        found &= piece[place : place + length] == sign
    return found


def _has_controls(piece: Bytes) -> bool:
    """Whether there are bytes that no XML has."""
    low = piece < ord(" ")
    return bool(low.any()) and not np.isin(piece[low], SPACES).all()


def _count(flags: Flags) -> int:
    return int(np.count_nonzero(flags))


def _words(piece: Bytes, places: Places) -> Words:
    """The eight bytes from each place on as a number, the first byte the lowest."""
    words: Words = np.ndarray(len(piece) - 7, "<u8", piece, strides=(1,))[places]
    return words


def _begin(words: Words, name: bytes) -> Flags:
    """Which words begin with these signs."""
    found: Flags = words & np.uint64(256 ** len(name) - 1) == np.uint64(int.from_bytes(name, "little"))
    return found


def _openings(piece: Bytes, places: Places) -> list[bytes]:
    """The bytes from each place on, as many as the longest name and what ends it."""
    if not len(places):
        return []
    windows = np.lib.stride_tricks.sliding_window_view(piece, LONGEST_OPENING)[places]
    return [window.tobytes() for window in windows]


def _names(openings: Counter[bytes]) -> Counter[bytes] | None:
    """How often elements of each name begin; None where one has a prefix or is out of the ordinary."""
    names: Counter[bytes] = Counter()
    for opening, times in openings.items():
        found = OPENING.match(opening)
        if found is None:
            return None
        names[found[1]] += times
    return names


def _furthest(piece: Bytes, begins: Places) -> tuple[int, int] | None:
    """The largest row and column of the addresses that begin there; None for one that is out of the ordinary.

    An address is one or two capital letters and at most seven digits, up to a double quote.
    """
    if not len(begins):
        return 0, 0
    first, second = piece[begins], piece[begins + 1]
    two = second >= ord("A")
    letters = np.where(two, second, first)
    if min(first.min(), letters.min()) < ord("A") or max(first.max(), letters.max()) > ord("Z"):
        return None
    columns = (first.astype(np.int32) - (ord("A") - 1)) * np.where(two, 26, 1)
    columns += np.where(two, second.astype(np.int32) - (ord("A") - 1), 0)
    words = _words(piece, begins + 1 + two) ^ np.uint64(ord("0") * EIGHT)
    # a byte is a digit where adding to it does not carry into its highest bit
    other = ((words & np.uint64(0x7F * EIGHT)) + np.uint64(0x76 * EIGHT) | words) & np.uint64(0x80 * EIGHT)
    # the lowest bit of the byte behind the digits; no bit where all eight are digits
    end = (other & -other) >> np.uint64(7)
    if not ((end > 1) & (words & end * np.uint64(0xFF) == end * np.uint64(ord('"') ^ ord("0")))).all():
        return None
    digits = words & (end - np.uint64(1))
    # moved up to the last byte and turned round, numbers of any length are in their order
    turned = (digits << (np.uint64(64) - np.bitwise_count(end - np.uint64(1)))).byteswap()
    if not turned.min():
        return None
    largest = int(turned.max())
    row = sum((largest >> 8 * place & 0xFF) * 10**place for place in range(8))
    return row, int(columns.max())
