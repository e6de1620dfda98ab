"""Writing results to files: all of them or none, each put in place whole, the same bytes for the same settlement."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from ecocomp.errors import OutputError, Place, RequestError, problem
from ecocomp.readings.sources import FilePath, files_read
from ecocomp.report.tables import Table


def csv_text(table: Table) -> str:
    """A table as CSV with a byte-order mark, as spreadsheet programs in China expect; LF line ends."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([guarded(each) for each in table.columns])
    for row in table.rows:
        # numbers without thousands separators, so that every program reads them as numbers
        writer.writerow(
            [each.replace(",", "") if at in table.numbers else guarded(each) for at, each in enumerate(row)]
        )
    return "﻿" + text.getvalue()


#: What makes a spreadsheet take a cell as a formula; the full-width signs do so in East Asian editions.
FORMULA_SIGNS = frozenset("=+-@＝＋－＠\t\r\n")
#: A negative number, perhaps cut, perhaps with a unit behind it.
NEGATIVE = re.compile(r"-[0-9][0-9,]*(\.[0-9]+)?…?(/[0-9]+)?( ?[^\W\d][\w/()·]*|%|‰)?")


def guarded(cell: str) -> str:
    """A cell that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers."""
    first = cell.lstrip(" \u00a0\u3000")[:1]
    return f"'{cell}" if first in FORMULA_SIGNS and first and not NEGATIVE.fullmatch(cell) else cell


def json_text(data: object) -> str:
    """Data as JSON with sorted keys, readable, without a trailing blank."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def write_all(folder: Path, texts: Mapping[str, str | bytes], *, read: Iterable[FilePath] = ()) -> list[Path]:
    """Write files into ``folder``: first all beside their places, then each moved in.

    ``read`` are the files that were read, and folders of readings: none of them is ever written over, by whatever name.

    Raises OutputError naming the file and the reason, and RequestError for a file that was read; the files that stood
    there are then as they were.
    """
    refuse_sources([folder / name for name in texts], read)
    written: list[tuple[str, Path]] = []
    kept: list[tuple[Path, Path | None]] = []
    current = folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            current = folder / name
            handle, beside = tempfile.mkstemp(prefix=f".{name}.", dir=folder)
            written.append((beside, current))
            with os.fdopen(handle, "wb") as file:
                file.write(text if isinstance(text, bytes) else text.encode("utf-8"))
            if current.is_dir():
                raise IsADirectoryError(21, os.strerror(21))
        for beside, current in written:
            old = Path(f"{beside}.old") if current.exists() else None
            if old is not None:
                shutil.copy2(current, old)
            kept.append((current, old))
            os.chmod(beside, 0o644)
            os.replace(beside, current)
    except BaseException as trouble:
        for path, old in reversed(kept):
            put_back(path, old)
        if not isinstance(trouble, OSError):
            raise
        reason = trouble.strerror or str(trouble)
        raise OutputError(
            problem("command.out_failed", Place(str(current)), path=str(current), reason=reason)
        ) from None
    finally:
        for leftover in (*(Path(beside) for beside, _ in written), *(old for _, old in kept if old is not None)):
            leftover.unlink(missing_ok=True)
    return [path for _, path in written]


def refuse_sources(targets: Iterable[Path], read: Iterable[FilePath]) -> None:
    """Raises RequestError where a file to be written is one of those read, also through a link or another name."""
    known = {identity: path for path in files_read(read) if (identity := _identity(path)) is not None}
    for target in targets:
        identity = _identity(target)
        if identity in known:
            raise RequestError(problem("command.out_is_read", path=str(target), found=str(known[identity])))


def _identity(path: Path) -> tuple[int, int] | None:
    """What is the same for all names of one file, as in ``os.path.samefile``; None where there is no file."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


def put_back(path: Path, old: Path | None) -> None:
    """A file as it was before: its old content, or not there."""
    if old is None:
        path.unlink(missing_ok=True)
    else:
        shutil.copy2(old, path)
