"""Reading a file that people write by hand: an agreement, declared inputs, a mapping."""

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
    place = Place(name)
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):  # opening a pipe would wait for ever
            raise RequestError(problem("agreement.not_regular", place))
        if found.st_size > MOST_BYTES:
            raise unusable(problem("agreement.file_too_large", place, found=found.st_size, most=LARGEST_FILE))
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)  # some files do not say how large they are
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        raise unusable(problem("agreement.not_utf8", place)) from None
    except FileNotFoundError:
        raise RequestError(problem("agreement.no_file", place)) from None
    except (OSError, ValueError) as trouble:
        if isinstance(trouble, EcocompError):
            raise
        reason = getattr(trouble, "strerror", None) or str(trouble)
        raise unusable(problem("agreement.unreadable", place, reason=reason)) from None
