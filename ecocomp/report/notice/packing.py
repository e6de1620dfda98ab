"""Putting a Word file together so that the same content gives the same bytes."""

from __future__ import annotations

import io
import zipfile

#: The first moment of the zip format, in place of the time of writing, which would make each file differ.
WRITTEN = (1980, 1, 1, 0, 0, 0)


def packed(content: bytes) -> bytes:
    """The same zip file with all its times fixed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for each in old.infolist():
            entry = zipfile.ZipInfo(each.filename, WRITTEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # whatever system this runs on
            new.writestr(entry, old.read(each.filename))
    return buffer.getvalue()
