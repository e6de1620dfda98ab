"""Another part of the year (结算期), or gaps treated otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ecocomp.differences.cause import Cause
from ecocomp.differences.change import Change
from ecocomp.differences.draft import Draft
from ecocomp.wording import Pair, say_both


def of_period(before: Draft, after: Draft) -> Iterator[Change]:
    """Another part of the year, or gaps left out."""
    if before.period != after.period:
        labels = [Pair(*[each.period.label] * 2) for each in (before, after)]
        cause = Cause("period", ("months",), say_both("differences.period"), *labels)
        yield Change(cause, lambda draft: replace(draft, period=after.period))
    if before.lenient != after.lenient:
        words = [say_both(f"differences.gaps_{'skip' if each.lenient else 'agreement'}") for each in (before, after)]
        cause = Cause("period", ("gaps",), say_both("differences.gaps"), *words)
        yield Change(cause, lambda draft: replace(draft, lenient=after.lenient))
