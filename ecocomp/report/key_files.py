"""The two files of a key, neither of which is ever written over."""

from __future__ import annotations

import os
from pathlib import Path

from ecocomp.errors import OutputError, Place, not_written, problem

OWNER_ALONE, ALL = 0o600, 0o644


def write_keys(name: str, private: bytes, public: bytes) -> tuple[Path, Path]:
    """Write ``NAME.key.pem``, which the owner alone may read, and ``NAME.pub.pem``; both paths.

    Raises OutputError where one of them is there already or cannot be written; then neither is left.
    """
    paths = Path(f"{name}.key.pem"), Path(f"{name}.pub.pem")
    there = [path for path in paths if os.path.lexists(path)]
    if there:
        raise OutputError(problem("record.key_exists", Place(str(path))) for path in there)
    written: list[Path] = []
    try:
        for path, content, mode in zip(paths, (private, public), (OWNER_ALONE, ALL), strict=True):
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
            written.append(path)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
    except OSError as trouble:
        for path in written:
            path.unlink(missing_ok=True)
        raise not_written(paths[min(len(written), 1)], trouble) from None
    return paths
