"""Writing results to files: all of them or none, each put in place whole, the same bytes for the same settlement."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from ecocomp.errors import OutputError, Place, problem
from ecocomp.report.tables import Table


def csv_text(table: Table) -> str:
    """A table as CSV with a byte-order mark, as spreadsheet programs in China expect; LF line ends."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([guarded(each) for each in table.columns])
    for row in table.rows:
        writer.writerow([guarded(each) for each in row])
    return "﻿" + text.getvalue()


def guarded(cell: str) -> str:
    """A cell that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers."""
    if cell[:1] in ("=", "+", "@", "\t", "\r") or (cell[:1] == "-" and not cell[1:2].isdigit()):
        return f"'{cell}"
    return cell


def json_text(data: object) -> str:
    """Data as JSON with sorted keys, readable, without a trailing blank."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def write_all(folder: Path, texts: Mapping[str, str]) -> list[Path]:
    """Write files into ``folder``: first all beside their places, then each moved in.

    Raises OutputError naming the file and the reason; the files that stood there are then untouched.
    """
    written: list[tuple[str, Path]] = []
    current = folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            current = folder / name
            handle, beside = tempfile.mkstemp(prefix=f".{name}.", dir=folder)
            written.append((beside, current))
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
            if current.is_dir():
                raise IsADirectoryError(21, os.strerror(21))
        for beside, current in written:
            os.chmod(beside, 0o644)
            os.replace(beside, current)
    except OSError as trouble:
        for beside, _ in written:
            Path(beside).unlink(missing_ok=True)
        reason = trouble.strerror or str(trouble)
        raise OutputError(
            problem("command.out_failed", Place(str(current)), path=str(current), reason=reason)
        ) from None
    return [path for _, path in written]
