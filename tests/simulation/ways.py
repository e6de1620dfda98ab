"""The ways in which years are simulated: each by itself, by kinds of years, or section by section.

Few years do not get kinds, and few sections are not taken by themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from unittest.mock import patch

from ecocomp.simulation.deciding import MOST_KINDS, kinds_of
from ecocomp.simulation.sweep import ENGINES


@contextmanager
def by_kinds() -> Iterator[None]:
    """However few years there are, they are simulated by kinds where the agreement allows it."""
    ENGINES.clear()
    with patch(
        "ecocomp.simulation.engine.kinds_of", lambda steps: 0 if kinds_of(steps) <= MOST_KINDS else MOST_KINDS + 1
    ):
        yield
    ENGINES.clear()


@contextmanager
def by_sections() -> Iterator[None]:
    """However few sections there are, each is simulated by itself where the agreement allows it."""
    ENGINES.clear()
    with patch("ecocomp.simulation.by_part.FEWEST_PARTS", 1):
        yield
    ENGINES.clear()


#: All, to be gone through.
WAYS = (nullcontext, by_kinds, by_sections)
