"""Where results may be written: nowhere but to ordinary files, and never over, or among, what was read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from ecocomp.errors import OutputError, Place, RequestError, problem
from ecocomp.readings.sources import FOLDER_ENDINGS, FilePath, files_read


def refuse_targets(targets: Iterable[Path], read: Iterable[FilePath] = ()) -> None:
    """Raises OutputError for what is no file, such as a pipe; RequestError where the result would spoil what was read.

    That is a file that was read, also through a link or another name, and one in a folder that was read: reading the
    folder once more would take the result for monitoring data.
    """
    wanted, given = list(targets), list(read)
    for target in wanted:
        status = _status(target)
        if status is not None and not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
            raise OutputError(problem("command.out_not_regular", Place(str(target)), path=str(target)))
    known = {identity: path for path in files_read(given) if (identity := _identity(path)) is not None}
    folders = {identity: Path(path) for path in given if os.path.isdir(path) and (identity := _identity(Path(path)))}
    for target in wanted:
        identity = _identity(target)
        if identity in known:
            raise RequestError(problem("command.out_is_read", path=str(target), found=str(known[identity])))
        inside = _identity(target.parent)
        if inside in folders and target.suffix.lower() in FOLDER_ENDINGS:
            raise RequestError(problem("command.out_in_read", path=str(target), found=str(folders[inside])))


def named_file(path: FilePath, *endings: str) -> Path:
    """A path to write one file to; RequestError for none at all, or one with another ending than those."""
    name = os.fspath(path)
    if not name or "\0" in name:
        raise RequestError(problem("command.out_no_file", found=name))
    if endings and Path(name).suffix.lower() not in endings:
        raise RequestError(problem("command.out_ending", path=name, endings=", ".join(endings)))
    return Path(name)


def refuse_existing(targets: Iterable[Path]) -> None:
    """Raises OutputError for each file that is there already: what a bureau has filled in cannot be made again."""
    there = [path for path in targets if os.path.lexists(path) and not path.is_dir()]
    if there:
        raise OutputError(problem("command.out_exists", Place(str(path))) for path in there)


def _status(path: Path) -> os.stat_result | None:
    """What stands at a path, through links; None where there is nothing."""
    try:
        return path.stat()
    except (OSError, ValueError):
        return None


def _identity(path: Path) -> tuple[int, int] | None:
    """What is the same for all names of one file, as in ``os.path.samefile``; None where there is no file."""
    status = _status(path)
    return None if status is None else (status.st_dev, status.st_ino)
