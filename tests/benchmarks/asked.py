"""What the benchmarks of simulating are asked for: how many years, and how many rounds."""

from __future__ import annotations

import argparse
from collections.abc import Callable


def asked(told: str | None, rows: int, benchmark: Callable[[int, int], bool]) -> int:
    """Run a benchmark of ``rows`` years unless told otherwise; the exit code says whether a target was missed."""
    parser = argparse.ArgumentParser(description=(told or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=rows)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    return int(benchmark(given.rows, given.rounds))
