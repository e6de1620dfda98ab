"""Works blocks out by an executor: only so many are under way at once, and whichever is finished first comes first."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from functools import lru_cache
from itertools import islice
from time import monotonic
from typing import Any

from ecocomp.errors import EcocompError, problem
from ecocomp.simulation.amounts import ByKind, EveryYear
from ecocomp.simulation.sweep import Sweep

#: So many blocks are under way for each worker, so that none waits for the next, and so many workers at least.
AHEAD, FEWEST_WORKERS = 2, 8
#: Dask takes milliseconds for a task: it gets so many blocks at once, but has so many tasks for each worker at least;
#: after so many seconds it is asked again how many workers there are.
BLOCKS_SENT, TASKS, ASKED_AGAIN = 8, 4, 2.0


def work(sweep: Sweep, *numbers: int) -> list[EveryYear | ByKind]:
    """Some blocks, for an executor."""
    return [sweep.block(number) for number in numbers]


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
    found, held, workers, most = adapted(executor, sweep)
    together = max(1, min(most, len(numbers) // (TASKS * workers())))
    left = iter([tuple(numbers[first : first + together]) for first in range(0, len(numbers), together)])
    waiting: dict[Future[list[EveryYear | ByKind]], tuple[int, ...]] = {}
    try:
        while True:
            for some in islice(left, max(0, AHEAD * workers() - len(waiting))):
                waiting[found.submit(work, held, *some)] = some
            if not waiting:
                return
            done = list(wait(waiting, return_when=FIRST_COMPLETED).done)
            while done:
                future = done.pop()
                yield from zip(waiting.pop(future), future.result(), strict=True)
    except BrokenExecutor:
        raise EcocompError(problem("simulation.worker_lost")) from None
    finally:
        for future in waiting:
            future.cancel()


def adapted(executor: Any, sweep: Sweep) -> tuple[Executor, Any, Callable[[], int], int]:
    """An executor, the sweep as it is given to it, how many workers it has, and how many blocks a task may have."""
    if "distributed" in sys.modules:  # whoever has a client has loaded it
        from dask.distributed import Client

        if isinstance(executor, Client):
            client: Any = executor
            # it goes to each worker once; by name, without looking whether another was asked for the same
            held = client.submit(itself, sweep, pure=False)

            @lru_cache(maxsize=1)
            def threads(_: int) -> int:
                count: int = sum(client.nthreads().values())
                return max(1, count)

            # workers come and go, but asking for them takes longer than a small block
            return client.get_executor(pure=False), held, lambda: threads(int(monotonic() / ASKED_AGAIN)), BLOCKS_SENT
    here = max(FEWEST_WORKERS, os.cpu_count() or 0)
    return executor, sweep, lambda: here, 1
