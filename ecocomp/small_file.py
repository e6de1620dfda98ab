"""Reading a regular file of bounded size: one that people write by hand (an agreement, a mapping), a record, a key."""

from __future__ import annotations

import stat
from pathlib import Path

from ecocomp.errors import EcocompError, Place, RequestError, problem
from ecocomp.strict_yaml import LARGEST_FILE

BYTES_PER_CHARACTER = 4
MOST_BYTES = LARGEST_FILE * BYTES_PER_CHARACTER


def leads_outside(path: Path, folder: Path) -> bool:
    """Whether a file in a folder is a link to what lies outside; a link to nothing leads nowhere.

    Raises nothing: why a file cannot be read is told where it is read.
    """
    try:
        return path.exists() and not path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # links in a circle, or a name that no system can have
        return False


def small_text(path: Path, name: str, unusable: type[EcocompError]) -> str:
    """The text of a regular file of at most a million characters, in UTF-8; ``name`` is how it is spoken of.

    Raises RequestError for what is no file, ``unusable`` for one that cannot be read.
    """
    content = regular_bytes(path, name, MOST_BYTES + 1, unusable)
    if len(content) > MOST_BYTES:
        raise unusable(problem("agreement.file_too_large", Place(name), found=f"> {LARGEST_FILE}", most=LARGEST_FILE))
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        raise unusable(problem("agreement.not_utf8", Place(name))) from None


def regular_bytes(path: Path, name: str, most: int, unusable: type[EcocompError]) -> bytes:
    """The first ``most`` bytes of a regular file, however large it says it is; ``name`` is how it is spoken of.

    Raises RequestError for what is no file, ``unusable`` for one that cannot be read.
    """
    place = Place(name)
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # opening a pipe would wait for ever
            raise RequestError(problem("agreement.not_regular", place))
        with path.open("rb") as stream:
            return stream.read(most)
    except FileNotFoundError:
        raise RequestError(problem("agreement.no_file", place)) from None
    except (OSError, ValueError) as trouble:
        if isinstance(trouble, EcocompError):
            raise
        reason = getattr(trouble, "strerror", None) or str(trouble)
        raise unusable(problem("agreement.unreadable", place, reason=reason)) from None
