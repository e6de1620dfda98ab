"""Writing results to files: all of them or none, each put in place whole, the same bytes for the same settlement."""

from __future__ import annotations

import csv
import io
import json
import os
import secrets
import shutil
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from ecocomp.errors import OutputError, Place, not_written, problem
from ecocomp.readings.guarded import guarded
from ecocomp.readings.sources import FilePath
from ecocomp.report.tables import Table
from ecocomp.report.targets import refuse_targets


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


def json_text(data: object) -> str:
    """Data as JSON with sorted keys, readable, without a trailing blank."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def write_all(
    folder: Path, texts: Mapping[str, str | bytes], *, read: Iterable[FilePath] = (), gone: Iterable[str] = ()
) -> list[Path]:
    """Write files into ``folder``: first all of them whole beside their places, then each moved in.

    ``read`` are the files that were read, and folders of readings: none of them is ever written over, by whatever name.
    ``gone`` are the names of files of an earlier run that go in the same step, before what they belong to is replaced.

    Raises OutputError naming the file and the reason, and RequestError for a file that was read; the files that stood
    there are then as they were.
    """
    for name in texts:
        refuse_name(folder / name)
    leaving = [folder / name for name in gone]
    refuse_targets([*(folder / name for name in texts), *leaving], read)
    written: list[tuple[Path, Path]] = []
    kept: list[tuple[Path, Path | None]] = []
    made: list[Path] = []
    current = folder
    try:
        made += make_folders(folder)
        for name, text in texts.items():
            current = folder / name
            if current.is_dir():
                raise IsADirectoryError(21, os.strerror(21))
            new = beside(current)
            written.append((new, current))  # before it is there: an interruption may come between the two
            with open(new, "xb") as file:  # who may read it is as for any new file of the user
                file.write(text if isinstance(text, bytes) else text.encode("utf-8"))
                file.flush()
                os.fsync(file.fileno())  # some disks say only here that they are full
        for current in leaving:
            kept.append((current, beside(current, ".old")))
            keep(*kept[-1])
            current.unlink()
        for new, current in written:
            kept.append((current, new.with_name(f"{new.name}.old") if os.path.lexists(current) else None))
            keep(*kept[-1])
            os.replace(new, current)
    except BaseException as trouble:
        for path, old in reversed(kept):
            put_back(path, old)
        for new, _ in written:
            with suppress(OSError):
                new.unlink(missing_ok=True)
        for path in reversed(made):
            with suppress(OSError):
                path.rmdir()
        if not isinstance(trouble, OSError):
            raise
        raise not_written(current, trouble) from None
    for _, old in kept:
        if old is not None:
            with suppress(OSError):
                old.unlink()
    return [path for _, path in written]


def beside(path: Path, ending: str = "") -> Path:
    """A name that no other file has, in the folder of ``path``."""
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}{ending}")


def refuse_name(path: Path) -> None:
    """OutputError for a path that the system has no bytes for: Chinese where it knows ASCII alone, a nought."""
    try:
        known = b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        known = False
    if not known:
        raise OutputError(problem("command.out_name", Place(str(path)), encoding=sys.getfilesystemencoding()))


def make_folders(folder: Path) -> list[Path]:
    """Make a folder and those above it; what was made, from the outermost."""
    missing = [each for each in (folder, *folder.parents) if not os.path.lexists(each)]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def keep(path: Path, old: Path | None) -> None:
    """Keep what stands at ``path`` under the name ``old`` too; at no moment does nothing stand at ``path``.

    A second name needs no room on a full disk; where the file system has none, it is a copy.
    """
    if old is None:
        return
    try:
        os.link(path, old, follow_symlinks=False)
    except (OSError, NotImplementedError):  # a file system without second names
        try:
            shutil.copy2(path, old, follow_symlinks=False)
        except BaseException:
            old.unlink(missing_ok=True)  # half a copy is never put back
            raise


def put_back(path: Path, old: Path | None) -> None:
    """A file as it was before: what was kept of it, or not there."""
    with suppress(OSError):  # what cannot be put back stays where it was kept
        if old is None:
            path.unlink(missing_ok=True)
        elif os.path.lexists(old):
            os.replace(old, path)
            old.unlink(missing_ok=True)  # two names of one file are not moved onto each other
