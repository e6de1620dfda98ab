"""What stands in a folder from an earlier settlement when another is written there: what is kept, and what goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from ecocomp.differences.restatement import Restatement
from ecocomp.errors import OutputError, Place, not_written, problem
from ecocomp.record.canonical import JSON
from ecocomp.record.record import RECORD
from ecocomp.report.differences import CAUSES, OWED, cause_columns, owed_columns
from ecocomp.report.files import csv_text
from ecocomp.report.tables import Table
from ecocomp.wording import LANGUAGES

#: So much of a digest is in the name of a record that was superseded.
SHORT = 12
#: The files that only restatements have, with what heads them.
HEADS: Mapping[str, Callable[[str], tuple[str, ...]]] = {OWED: owed_columns, CAUSES: cause_columns}


@dataclass(frozen=True, slots=True)
class Replaced:
    """``kept`` is the record that a restatement supersedes, by the name that it gets; ``gone`` are files that go."""

    kept: Mapping[str, bytes]
    gone: tuple[str, ...] = ()


def replaced(folder: Path, new: bytes, restatement: Restatement | None = None, *, overwrite: bool = False) -> Replaced:
    """What becomes of an earlier settlement in a folder, as a new record takes the place of its record.

    A record that ``restatement`` supersedes is kept under the name of its digest; of a restatement that is written over
    by no other its tables go. OutputError for a record of any other settlement, unless ``overwrite``: somebody may have
    signed it.
    """
    path = folder / RECORD
    try:
        content = path.read_bytes() if path.is_file() else new
    except OSError as trouble:
        raise not_written(path, trouble) from None
    if content == new:
        return Replaced({})
    if restatement is not None and content == restatement.supersedes.content:
        return Replaced({f"record-{restatement.supersedes.digest[:SHORT]}.json": content})
    if not overwrite:
        raise OutputError(problem("record.there_already", Place(str(path))))
    tables = () if restatement is not None else tuple(name for name in HEADS if is_ours(folder / name))
    return Replaced({}, tables if tables and restates(content) else ())


def is_ours(path: Path) -> bool:
    """Whether a file begins as the one that a restatement writes under this name: another is somebody's own."""
    if path.is_symlink() or not path.is_file():
        return False
    heads = [csv_text(Table("", HEADS[path.name](language), ())).encode() for language in LANGUAGES]
    try:
        with open(path, "rb") as file:
            return file.read(max(map(len, heads))).startswith(tuple(heads))
    except OSError:
        return False


def restates(record: bytes) -> bool:
    """Whether a record, whatever else is wrong with it, is that of a restatement."""
    try:
        data = JSON.validate_json(record)
    except ValidationError:
        return False
    return isinstance(data, dict) and "restatement" in data
