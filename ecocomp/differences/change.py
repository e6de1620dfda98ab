"""A change: one difference between two settlements, as a cause and as a step from one to the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ecocomp.differences.cause import Cause
from ecocomp.differences.draft import Draft


@dataclass(frozen=True)
class Change:
    """A cause, and what it makes of a draft."""

    cause: Cause
    apply: Callable[[Draft], Draft]
