"""Works blocks out by an executor: only so many are under way at once, and whichever is finished first comes first."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from itertools import islice
from typing import Any

from ecocomp.errors import EcocompError, problem
from ecocomp.simulation.amounts import ByKind, EveryYear
from ecocomp.simulation.sweep import Sweep

#: So many blocks are under way for each worker, so that none waits for the next, and so many workers at least.
AHEAD, FEWEST_WORKERS = 2, 8


def work(sweep: Sweep, number: int) -> EveryYear | ByKind:
    """A block, for an executor."""
    return sweep.block(number)


def itself(sweep: Sweep) -> Sweep:
    """The sweep, as a task of its own that can be done again when the worker that held it is gone."""
    return sweep


def worked(sweep: Sweep, numbers: Sequence[int], executor: Executor | None) -> Iterator[tuple[int, EveryYear | ByKind]]:
    """The outcomes of some blocks, here in their order, or by an executor (or Dask client) as they are finished.

    Raises EcocompError where a worker process was lost, and whatever the executor raises.
    """
    if executor is None:
        for number in numbers:
            yield number, sweep.block(number, alone=True)
        return
    found, held, workers = adapted(executor, sweep)
    left = iter(numbers)
    waiting: dict[Future[EveryYear | ByKind], int] = {}
    try:
        while True:
            for number in islice(left, max(0, AHEAD * workers() - len(waiting))):
                waiting[found.submit(work, held, number)] = number
            if not waiting:
                return
            done = list(wait(waiting, return_when=FIRST_COMPLETED).done)
            while done:
                future = done.pop()
                yield waiting.pop(future), future.result()
    except BrokenExecutor:
        raise EcocompError(problem("simulation.worker_lost")) from None
    finally:
        for future in waiting:
            future.cancel()


def adapted(executor: Any, sweep: Sweep) -> tuple[Executor, Any, Callable[[], int]]:
    """An executor, the sweep as it is given to it, and how many workers it has at the time."""
    if "distributed" in sys.modules:  # whoever has a client has loaded it
        from dask.distributed import Client

        if isinstance(executor, Client):
            client: Any = executor
            # it goes to each worker once; by name, without looking whether another was asked for the same
            held = client.submit(itself, sweep, pure=False)

            def threads() -> int:
                count: int = sum(client.nthreads().values())
                return max(FEWEST_WORKERS, count)

            return client.get_executor(pure=False), held, threads
    here = max(FEWEST_WORKERS, os.cpu_count() or 0)
    return executor, sweep, lambda: here
