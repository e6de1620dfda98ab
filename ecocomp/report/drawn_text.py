"""How much room texts take in drawings, whatever draws them, and cutting those that have too little."""

from __future__ import annotations

from unicodedata import east_asian_width


def cut(name: str, room: int) -> str:
    """A name with as much of its beginning and its end as has ``room`` [tenths of its height].

    The end tells accounts of one fund apart.
    """
    if width_of(name) <= room:
        return name
    first, last = name[: len(name) // 2], name[len(name) // 2 :]
    while width_of(first) + width_of(last) > room - 10:
        if width_of(first) > width_of(last):
            first = first[:-1]
        else:
            last = last[1:]
    return f"{first.rstrip()}…{last.lstrip()}"


def wide(text: str) -> bool:
    """Whether a text has signs as wide as they are high."""
    return any(east_asian_width(each) in "WF" for each in text)


def width_of(text: str) -> int:
    """About how wide a text is, in tenths of its height."""
    return sum(10 if east_asian_width(each) in "WF" else 6 for each in text)
