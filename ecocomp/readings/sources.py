"""Where readings come from: files, folders and tables, each turned into grids of texts."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from ecocomp.errors import Place, RequestError, problem
from ecocomp.readings.cells import cell_column, shown
from ecocomp.readings.coded import Coded, CodedRows, with_first
from ecocomp.readings.csv_file import UTF16_MARKS, read_csv
from ecocomp.readings.excel_file import read_workbook
from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import LONGEST_CELL, MOST_BYTES, MOST_COLUMNS, MOST_ROWS, Grid, overlong_cell
from ecocomp.readings.workbook_parts import ZIP_MARK
from ecocomp.small_file import leads_outside

if TYPE_CHECKING:
    import pandas

FilePath: TypeAlias = str | os.PathLike[str]
Source: TypeAlias = "FilePath | Sequence[FilePath] | pandas.DataFrame"

ENDINGS = (".csv", ".ods", ".txt", ".xls", ".xlsx")
FOLDER_ENDINGS = (".csv", ".ods", ".xls", ".xlsx")
#: The first bytes of the older workbooks (xls).
COMPOUND_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: How a web page begins, whichever of its elements comes first, or one saved with its pictures (mht).
WEB_PAGE = re.compile(r"<[!?a-z]|mime-version:", re.IGNORECASE)
LONGEST_BEGINNING = 4096
FRAME_NAME = "DataFrame"
#: The bytes of a float whose 15 digits are those of a sheet.
LONG_FLOAT = 8


def grids_of(source: Source, findings: Findings) -> tuple[list[Grid], dict[str, str]]:
    """The grids of everything in ``source``, in order, and the files by name, sorted, with their SHA-256.

    A table in memory, and a file that cannot be read, has none: an empty text.
    """
    if is_frame(source):
        return frame_grids(source, findings), {FRAME_NAME: ""}  # type: ignore[arg-type]
    paths = list(_files(source, findings))
    names = file_names(paths)
    grids: list[Grid] = []
    digests = dict.fromkeys(sorted(names), "")
    for position, (path, name) in enumerate(zip(paths, names, strict=True)):
        content = _content(path, name, findings)
        if content is not None:
            digests[name] = hashlib.sha256(content).hexdigest()
            grids += file_grids(content, name, findings, position)
    return grids, digests


def is_frame(source: object) -> bool:
    """Whether the source is a pandas DataFrame, found out without importing pandas."""
    return any(f"{kind.__module__}.{kind.__qualname__}".startswith("pandas.") and kind.__name__ == "DataFrame"
               for kind in type(source).__mro__)  # fmt: skip


def _files(source: object, findings: Findings) -> Iterable[Path]:
    """The files of a path, a folder or a sequence of them, in order."""
    given = [source] if isinstance(source, str | os.PathLike) else source
    if not isinstance(given, Sequence) or not all(isinstance(each, str | os.PathLike) for each in given):
        raise RequestError(problem("readings.source_unknown", found=type(source).__name__))
    if not given:
        findings.error("no_files")
    for each in given:
        # A path without text would be the current folder.
        text: object = os.fspath(each)
        if not isinstance(text, str) or not text.strip():
            raise RequestError(problem("readings.path_empty", found=shown(text)))
        path = Path(text)
        if _is_folder(path):
            yield from _folder(path, findings)
        else:
            yield path


def files_read(paths: Iterable[FilePath]) -> list[Path]:
    """The files that reading these paths looks into: the paths themselves, and of folders the monitoring files."""
    found: list[Path] = []
    for each in map(Path, paths):
        found += _folder(each, Findings()) if _is_folder(each) else [each]
    return found


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that is too long; why it cannot be read is said where it is read
        return False


def _folder(folder: Path, findings: Findings) -> list[Path]:
    place = Place(file=str(folder))
    try:
        everything = sorted(folder.iterdir())
        # a link to nothing, or a pipe, is a month that is missing: why it cannot be read is said where it is read
        inside = [path for path in everything if not _is_folder(path)]
    except OSError as trouble:
        findings.error("unreadable", place, reason=trouble.strerror or type(trouble).__name__)
        return []
    # Names that begin with ~$ are the locks of workbooks that somebody has open.
    used = [path for path in inside if path.suffix.lower() in FOLDER_ENDINGS and not path.name.startswith(("~$", "."))]
    for path in used:
        if leads_outside(path, folder):  # a folder from someone else must not choose what is read
            findings.error("leads_outside", Place(file=str(path)))
    others = [path.name for path in inside if path not in used]
    if others:
        findings.note("other_files", place, count=len(others), found=", ".join(others[:5]))
    folders = [path.name for path in everything if _is_folder(path) and not path.name.startswith(".")]
    if folders:
        findings.note("folders_inside", place, "warning", count=len(folders), found=", ".join(folders[:5]))
    if not used:
        findings.error("empty_folder", place, endings=", ".join(FOLDER_ENDINGS))
    return [path for path in used if not leads_outside(path, folder)]


def file_names(paths: Sequence[Path]) -> list[str]:
    """The names by which files are spoken of: without folders, but for those that tell files of one name apart."""
    every = set(paths)
    return [_short_name(path, [other for other in every if other.name == path.name]) for path in paths]


def _short_name(path: Path, namesakes: Sequence[Path]) -> str:
    """The end of a path that no other has; what lies above it differs from machine to machine."""
    for length in range(1, len(path.parts)):
        end = path.parts[-length:]
        if sum(other.parts[-length:] == end for other in namesakes) == 1:
            return "/".join(end)
    return path.as_posix()


def _content(path: Path, name: str, findings: Findings) -> bytes | None:
    place = Place(file=name)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            # Opening a pipe would wait for ever.
            findings.error("no_regular_file", place)
            return None
        if status.st_size > MOST_BYTES:
            findings.error("file_too_large", place, most=MOST_BYTES // (1024 * 1024))
            return None
        with path.open("rb") as stream:
            content = stream.read(status.st_size + 1)
    except FileNotFoundError:
        findings.error("no_file", place, path=str(path))
        return None
    except (OSError, ValueError) as trouble:
        findings.error("unreadable", place, reason=getattr(trouble, "strerror", None) or type(trouble).__name__)
        return None
    if len(content) > status.st_size:
        findings.error("file_too_large", place, most=MOST_BYTES // (1024 * 1024))
        return None
    return content


def file_grids(content: bytes, name: str, findings: Findings, position: int = 0) -> list[Grid]:
    """The grids of one file, told by its content: many a ``.xls`` is a text file, and the other way round."""
    place = Place(file=name)
    if not content or content.isspace():
        findings.error("empty_file", place)
        return []
    if content.startswith((ZIP_MARK, COMPOUND_MARK)):
        return read_workbook(content, name, findings, position)
    is_wide = content.startswith(UTF16_MARKS)
    if WEB_PAGE.match(_beginning(content, is_wide)):
        findings.error("web_page", place)
        return []
    if name.lower().endswith((".xls", ".xlsx", ".ods")):
        if not is_wide and b"\0" in content[:4096]:
            findings.error("broken_workbook", place)
            return []
        findings.note("text_named_workbook", place)
    return read_csv(content, name, findings, position)


def _beginning(content: bytes, is_wide: bool) -> str:
    """The first characters of a text, behind blanks; those of ASCII as they are, whatever the encoding."""
    first = content[:LONGEST_BEGINNING]
    return (first.decode("utf-16", "replace") if is_wide else first.decode("utf-8-sig", "replace")).lstrip()


def _blanks(series: pandas.Series[Any]) -> list[bool]:
    """Which values of a column are missing; a signalling NaN cannot be asked and is none of them."""
    try:
        return series.isna().tolist()
    except ArithmeticError:
        return [value is None for value in series.tolist()]


def _values(series: pandas.Series[Any]) -> list[Any]:
    """The values of a column; short floats keep the few digits that they have, 0.1 and not 0.100000001490116."""
    dtype = getattr(series.dtype, "categories", series).dtype  # of categories the type of what they stand for
    width = getattr(dtype, "itemsize", LONG_FLOAT)
    if dtype.kind == "f" and width < LONG_FLOAT:
        texts = iter(series.dropna().to_numpy(dtype=f"float{8 * width}").astype(str).tolist())
        return [None if blank else next(texts) for blank in series.isna()]
    found: list[Any] = series.tolist()
    return found


def _writable(text: str) -> str:
    """The text with halves of characters, which no file can hold, as ``\\ud800``."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()


def frame_grids(frame: pandas.DataFrame, findings: Findings) -> list[Grid]:
    """A DataFrame as a grid: its column names are the heading, its rows are counted from 1."""
    if any(name is not None for name in frame.index.names):
        frame = frame.reset_index(allow_duplicates=True)
    if len(frame) > MOST_ROWS or len(frame.columns) > MOST_COLUMNS:
        findings.error("too_large", Place(file=FRAME_NAME), rows=MOST_ROWS, columns=MOST_COLUMNS)
        return []
    series = [frame.iloc[:, column] for column in range(len(frame.columns))]
    columns = [
        cell_column([None if blank else value for value, blank in zip(_values(each), _blanks(each), strict=True)])
        for each in series
    ]
    headed = [
        with_first(_writable(shown(name)), Coded([_writable(text) for text in column.texts], column.codes))
        for name, column in zip(frame.columns, columns, strict=True)
    ]
    grid = Grid(FRAME_NAME, "", CodedRows(headed), range(len(frame) + 1))
    overlong = overlong_cell(headed)
    if overlong is not None:
        findings.error("cell_too_long", grid.place(*overlong), longest=LONGEST_CELL)
        return []
    return [grid]
