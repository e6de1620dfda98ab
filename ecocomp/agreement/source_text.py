"""The text of a file that an agreement was read from."""

from __future__ import annotations

from typing import NamedTuple


class SourceText(NamedTuple):
    """A file as it is spoken of, and its text (协议文本), line ends being LF."""

    file: str
    text: str
