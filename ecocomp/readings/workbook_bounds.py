"""How large a workbook may be once unpacked, counted while it is looked through, and the XML of its parts.

The reader of workbooks lays a sheet out as a full rectangle and takes whatever memory that needs, so that one cell
far out, or very many of them in a small archive, would end the process.
"""

from __future__ import annotations

import copy
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from xml.parsers import expat

#: All parts of the archive together, in bytes.
MOST_UNPACKED = 200 * 1024 * 1024
#: Cells, and texts of cells, that stand in the file, whether they hold anything or not.
MOST_CELLS = 2_000_000
#: Cells of the rectangles from A1 to the last filled cell of each sheet.
MOST_AREA = 4_000_000
#: Characters of all cells together, a text that many cells share counted for each of them.
MOST_TEXT = 100_000_000
#: Sheets; a month has at most 31, a year 366.
MOST_SHEETS = 1_000
#: Elements that are open at once, each within the one before.
MOST_OPEN = 100_000
#: Tags of any kind.
MOST_TAGS = 12_000_000
CHUNK = 1 << 20
#: The ways of packing that workbooks have. Others unfold a few bytes to gigabytes in a single step.
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

OnStart = Callable[[str, dict[str, str]], None]


class BrokenWorkbookError(Exception):
    """The archive cannot be unpacked, or a part of it is no XML."""


class TooLargeError(Exception):
    """The workbook is beyond bounds."""


class ProtectedError(Exception):
    """The workbook has a password."""


#: What damage to an archive or a part of it makes the readers raise.
BROKEN = (
    BrokenWorkbookError, zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, EOFError,
    ValueError, KeyError,
)  # fmt: skip


@dataclass(slots=True)
class Budget:
    """What was counted so far in one workbook; checked after every chunk that was looked through."""

    cells: int = 0
    area: int = 0
    tags: int = 0
    text: int = 0

    def check(self) -> None:
        """Raises TooLargeError where the workbook is beyond bounds."""
        if self.cells > MOST_CELLS or self.area > MOST_AREA or self.tags > MOST_TAGS or self.text > MOST_TEXT:
            raise TooLargeError

    def add_cells(self, more: int) -> None:
        """Counts cells, or as much work as so many cells make, before it is done."""
        self.cells += more
        self.check()

    def add_tag(self) -> None:
        """Counts a tag where there are no chunks after which to check."""
        self.tags += 1
        if self.tags > MOST_TAGS:
            raise TooLargeError

    def add_text(self, more: int) -> None:
        """Counts characters of cells."""
        self.text += more
        self.check()

    def add_area(self, more: int) -> None:
        """Counts the rectangle of a sheet."""
        self.area += more
        self.check()


class Part:
    """A part of an archive, unpacked a piece at a time; raises BrokenWorkbookError where it is not as long as it says.

    The reader of workbooks unpacks to the end of what is there, however much that is; the zipfile module leaves alone
    what is behind the length that is said, so that it is told of one byte more.
    """

    def __init__(self, archive: zipfile.ZipFile, part: str) -> None:
        entry = copy.copy(archive.getinfo(part))
        if entry.compress_type not in PACKED:
            raise BrokenWorkbookError
        self._left = entry.file_size
        entry.file_size += 1
        self._stream = archive.open(entry)

    def __enter__(self) -> Part:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stream.close()

    def read(self, size: int) -> bytes:
        """The next bytes, at most so many; none at the end."""
        found = self._stream.read(size)
        self._left -= len(found)
        if self._left < 0 or (self._left and not found):
            raise BrokenWorkbookError
        return found


def check_length(archive: zipfile.ZipFile, part: str) -> None:
    """Raises BrokenWorkbookError where the part is not as long as it is said to be."""
    with Part(archive, part) as stream:
        while stream.read(CHUNK):
            pass


def parse(archive: zipfile.ZipFile, part: str, parser: expat.XMLParserType, budget: Budget) -> None:
    """Feeds a part to a parser; its handlers do the work. Raises BrokenWorkbookError for what is no plain XML."""
    parser.StartDoctypeDeclHandler = _refuse
    try:
        with Part(archive, part) as stream:
            open_tags = -budget.tags
            while chunk := stream.read(CHUNK):
                parser.Parse(chunk, False)
                budget.check()
                # counting the ends in the bytes is much quicker than being told of each
                open_tags -= chunk.count(b"</") + chunk.count(b"/>")
                if open_tags + budget.tags > MOST_OPEN:
                    raise TooLargeError
            parser.Parse(b"", True)
    except (expat.ExpatError, LookupError) as trouble:  # no XML, or in an encoding that nobody knows
        raise BrokenWorkbookError from trouble


def _refuse(*_: object) -> None:
    """A document type could define texts that unfold without end; workbooks have none."""
    raise BrokenWorkbookError


def local(name: str) -> str:
    """A name without its prefix.

    >>> local("table:table-row"), local("c")
    ('table-row', 'c')
    """
    return name.rpartition(":")[2]


def parse_tags(
    archive: zipfile.ZipFile, part: str, start: OnStart, budget: Budget, text: Callable[[str], None] | None = None
) -> None:
    """Calls ``start`` with each tag of a part, without its prefix, and the attributes as they are written.

    ``text`` is called with what stands between the tags.
    """
    parser = expat.ParserCreate()
    if text is not None:
        parser.buffer_text = True
        parser.CharacterDataHandler = text

    def tag(name: str, attributes: dict[str, str]) -> None:
        budget.tags += 1
        start(local(name), attributes)

    parser.StartElementHandler = tag
    parse(archive, part, parser, budget)
