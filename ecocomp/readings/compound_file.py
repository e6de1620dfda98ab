"""The compound file that an older workbook (xls) is wrapped in: the one stream that holds the workbook.

The reader of workbooks follows the chains of sectors as they are written, also one that runs in a circle, until there
is no memory left. Here every chain is followed first, and one that does not end makes the workbook broken.
Source: [MS-CFB], sections 2.2 to 2.6.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import NamedTuple

from ecocomp.readings.workbook_bounds import BrokenWorkbookError, ProtectedError

END_OF_CHAIN, FREE = 0xFFFFFFFE, 0xFFFFFFFF
ENTRY, MINI_SECTOR = 128, 64
#: Sizes of sectors by the power of two that the header gives.
SECTORS = {9: 512, 12: 4096}
MINI_SHIFT = 6
#: Streams shorter than this stand in the mini stream.
SHORT = 4096
STREAMS = ("Workbook", "Book")
ENCRYPTED = "EncryptedPackage"


class Entry(NamedTuple):
    """An entry of the directory: where a stream begins and its length in bytes."""

    start: int
    length: int


def workbook_stream(content: bytes) -> bytes:
    """The stream of the workbook. Raises BrokenWorkbookError, or ProtectedError for an xlsx file with a password."""
    try:
        return _Compound(content).workbook()
    except (struct.error, IndexError) as trouble:
        raise BrokenWorkbookError from trouble


def with_bytes(content: bytes, at: int, written: bytes) -> bytes:
    """The file with other bytes from a place of the workbook on; for a file whose workbook was found."""
    compound = _Compound(content)
    changed = bytearray(content)
    for place, byte in enumerate(written, at):
        changed[compound.place(place)] = byte
    return bytes(changed)


class _Compound:
    def __init__(self, content: bytes) -> None:
        shift, mini_shift = struct.unpack_from("<HH", content, 30)
        if shift not in SECTORS or mini_shift != MINI_SHIFT:
            raise BrokenWorkbookError
        self._content, self._size = content, SECTORS[shift]
        start, _, _, mini_start, _, more, _ = struct.unpack_from("<7I", content, 48)
        tables = [each for each in struct.unpack_from("<109I", content, 76) if each != FREE]
        seen = 0
        while more not in (END_OF_CHAIN, FREE):
            numbers = struct.unpack(f"<{self._size // 4}I", self._sector(more))
            tables += [each for each in numbers[:-1] if each != FREE]
            more, seen = numbers[-1], seen + 1
            self._check(seen)
        self._check(len(tables))
        self._next = _numbers_in(b"".join(map(self._sector, tables)))
        self._entries = self._directory(self._chain(start))
        self._mini_next = _numbers_in(self._chain(mini_start))

    def workbook(self) -> bytes:
        """The stream of the workbook."""
        if ENCRYPTED in self._entries:
            raise ProtectedError
        entry, root = self._entry(), self._root
        mini = self._chain(root.start)[: root.length]
        if entry.length >= SHORT:
            stream = self._chain(entry.start)
        else:
            numbers = self._numbers(entry.start, self._mini_next)
            stream = b"".join(mini[each * MINI_SECTOR : (each + 1) * MINI_SECTOR] for each in numbers)
        if len(stream) < entry.length:
            raise BrokenWorkbookError
        return stream[: entry.length]

    def place(self, at: int) -> int:
        """Where in the file a byte of the workbook stands."""
        entry = self._entry()
        start = entry.start
        if entry.length < SHORT:
            at = self._numbers(start, self._mini_next)[at // MINI_SECTOR] * MINI_SECTOR + at % MINI_SECTOR
            start = self._root.start
        return (self._numbers(start, self._next)[at // self._size] + 1) * self._size + at % self._size

    def _entry(self) -> Entry:
        entry = next((self._entries[name] for name in STREAMS if name in self._entries), None)
        if entry is None:
            raise BrokenWorkbookError
        return entry

    def _check(self, count: int) -> None:
        """No chain can be longer than there are sectors."""
        if count * self._size > len(self._content):
            raise BrokenWorkbookError

    def _sector(self, number: int) -> bytes:
        begin = (number + 1) * self._size
        found = self._content[begin : begin + self._size]
        if len(found) < self._size:
            raise BrokenWorkbookError
        return found

    def _numbers(self, number: int, following: Sequence[int]) -> list[int]:
        found: list[int] = []
        while number != END_OF_CHAIN:
            found.append(number)
            if len(found) > len(following):
                raise BrokenWorkbookError
            number = following[number]
        return found

    def _chain(self, start: int) -> bytes:
        # nothing at all is written as a free sector by some programs
        numbers = [] if start == FREE else self._numbers(start, self._next)
        self._check(len(numbers))
        return b"".join(map(self._sector, numbers))

    def _directory(self, stream: bytes) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        for begin in range(0, len(stream) - ENTRY + 1, ENTRY):
            name = stream[begin : begin + 64].decode("utf-16-le", "replace").partition("\0")[0]
            start, length = struct.unpack_from("<II", stream, begin + 116)
            entries.setdefault(name, Entry(start, length))
            if begin == 0:
                self._root = Entry(start, length)
        if not entries:
            raise BrokenWorkbookError
        return entries


def _numbers_in(table: bytes) -> Sequence[int]:
    """The numbers of four bytes that a table of sectors is made of."""
    return struct.unpack(f"<{len(table) // 4}I", table)
