"""Names of sections (断面名称), provinces and basins as read from a file."""

from __future__ import annotations

import re
from functools import lru_cache

BRACKETS = str.maketrans("（）〔〕［］【】\u3000\u00a0", "()()()()  ")
#: Signs without width that come along when cells are copied from web pages.
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]")
SPACES = re.compile(r"\s+")
#: A space beside a sign that is not of a Latin word separates nothing.
LOOSE_SPACE = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])|(?<=\()\s+|\s+(?=[()])")
NO_NAME = frozenset({"", "*", "-", "--", "—", "/"})


@lru_cache(maxsize=1 << 14)
def clean_name(text: str) -> str:
    """The name with half-width brackets and without stray spaces; empty for a mark that stands for none.

    >>> clean_name(" 街口（鸠坑口） "), clean_name("Black  Earth Creek"), clean_name("--")
    ('街口(鸠坑口)', 'Black Earth Creek', '')
    """
    bare = INVISIBLE.sub("", text.translate(BRACKETS)).strip()
    bare = SPACES.sub(" ", LOOSE_SPACE.sub("", bare))
    return "" if bare in NO_NAME else bare
