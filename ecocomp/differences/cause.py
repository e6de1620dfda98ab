"""A cause: one thing that differs between two settlements, what it was, and what it is."""

from __future__ import annotations

from dataclasses import dataclass

from ecocomp.wording import Pair

NOTHING = Pair("", "")
#: So much of a value is told.
LONGEST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Cause:
    """One difference.

    ``kind`` is ``"agreement"`` (a term or rule), ``"standard"`` (a local standard), ``"input"`` (a declared input),
    ``"period"``, ``"reading"``, or ``"computation"`` (the same data came to other figures in another version).
    ``key`` identifies it: the path of a term, or section, time and indicator of a reading, and the method where both an
    automatic and a manual one are of these. ``what`` names it in words,
    ``before`` and ``after`` say what it was and is, and where that stands; empty where there was, or is, nothing.
    """

    kind: str
    key: tuple[str, ...]
    what: Pair
    before: Pair = NOTHING
    after: Pair = NOTHING
