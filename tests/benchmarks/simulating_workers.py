"""Two workers beside one process: what part of twice the speed is reached by a pool of processes, and by Dask.

    python -m tests.benchmarks.simulating_workers                  two million years
    python -m tests.benchmarks.simulating_workers --rows 500000

Years of the Fu-Li agreement are drawn log-normal and simulated, three net amounts each; the workers draw their blocks
themselves and send the amounts. Dask is a ``LocalCluster`` of two processes with a thread each. Workers are up and have the
agreement ready before anything is timed; the amounts must be the same to the last bit. Each round times the workers and
the one process behind each other; ratios are medians. The numbers mean something on two free processors only.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

import ecocomp as ec
from tests.benchmarks.asked import asked
from tests.benchmarks.grading import seconds

HISTORY = Path(__file__).resolve().parents[2] / "examples" / "fuli-river-2019-2023-constructed.csv"
ROWS, WORKERS = 2_000_000, 2
#: Dask tells glibc to hand back what is freed from 64 KiB on; then every column of a block costs new pages.
KEEPING_MEMORY = {"MALLOC_TRIM_THRESHOLD_": str(1 << 27), "MALLOC_MMAP_THRESHOLD_": str(1 << 25)}


@contextmanager
def pool() -> Iterator[Executor]:
    """Processes of the standard library."""
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as executor:
        yield executor


@contextmanager
def dask() -> Iterator[Any]:
    """Dask's workers on this machine."""
    from distributed import Client, LocalCluster

    with tempfile.TemporaryDirectory() as folder, patch.dict(os.environ, KEEPING_MEMORY):
        options = {"dashboard_address": None, "local_directory": folder}
        with LocalCluster(n_workers=WORKERS, threads_per_worker=1, **options) as cluster, Client(cluster) as client:
            yield client


#: What is measured, and the least part of twice the speed.
MEASURED: tuple[tuple[str, float, Callable[[], Any]], ...] = (
    ("two processes of a pool", 0.85, pool),
    ("two workers of Dask", 0.80, dask),
)


def benchmark(rows: int, rounds: int) -> bool:
    """Print the parts of twice the speed; whether a target was missed."""
    agreement = ec.load_agreement("fuli-river")
    scenarios = ec.lognormal_scenarios(agreement, ec.read_monitoring(HISTORY), rows=rows, seed=1)

    def simulated(executor: Any = None) -> Any:
        return ec.simulate(agreement, scenarios, year=2024, compiled=False, executor=executor)

    expected = simulated().nets
    missed = False
    for name, target, workers in MEASURED:
        with workers() as executor:
            if (simulated(executor).nets != expected).any():
                raise AssertionError(f"{name}: other amounts")
            parts = [seconds(simulated) / seconds(lambda by=executor: simulated(by)) / WORKERS for _ in range(rounds)]
        part = median(parts)
        missed |= part < target
        print(f"{name:30s} {part:.0%} of twice the speed, {min(parts):.0%} to {max(parts):.0%}  "
              f"(target at least {target:.0%})  {'MISSED' if part < target else 'met'}")  # fmt: skip
    return missed


if __name__ == "__main__":
    sys.exit(asked(__doc__, ROWS, benchmark))
