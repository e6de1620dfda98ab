"""Texts of users' files as a Word file can hold them: shown as they are, obeyed by nothing."""

from __future__ import annotations

import re

from ecocomp.wording import printable

#: What XML cannot hold, even escaped. Controls are shown by ``printable``; these two it takes for ordinary.
NOT_IN_XML = re.compile("[\ufffe\uffff]")


def shown(text: str) -> str:
    """A text with what cannot be written shown by a mark, and ends of lines by ⏎.

    >>> shown("a\\x0b{{ b }}\\n")
    'a�{{ b }}⏎'
    """
    return NOT_IN_XML.sub("�", printable(text))
