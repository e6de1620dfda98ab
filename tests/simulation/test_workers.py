"""Whoever works the blocks out, and in whatever order: the same amounts; only so many are under way; workers may die."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing import get_context, parent_process
from typing import Any

import pytest

import ecocomp as ec
from ecocomp.simulation.scenarios.block import Block, blocks_of
from ecocomp.simulation.scenarios.resampled import ResampledScenarios
from ecocomp.simulation.simulate import simulate
from ecocomp.simulation.sweep import Sweep, arrived
from ecocomp.simulation.workers import AHEAD, FEWEST_WORKERS, work
from tests.settlement.support import STEPS, agreement, read
from tests.simulation.support import history

TERMS = {"price": ["100", "33.335"]}
ROWS = 4_000


@cache
def river() -> ec.Agreement:
    return agreement(STEPS)


@cache
def scenarios() -> ResampledScenarios:
    """Sixty-three blocks, the last of them shorter; a month below detection, and a year that cannot be settled."""
    years = {
        2021: ["0.5"] * 12,
        2022: ["0.5", "1.2"] * 6,
        2023: ["0.025L"] + ["2.3"] * 11,
        2024: ["0.5"] * 11 + ["--"],
    }
    found = ec.resampled_scenarios(river(), read(history({"甲": years})), rows=ROWS, seed=3, months=6)
    return replace(found, block_rows=64)


@cache
def expected() -> ec.Simulation:
    found = simulate(river(), scenarios(), TERMS, year=2025)
    assert blocks_of(scenarios()) == 63
    assert 0 < found.unsettled.sum() < found.unsettled.size
    return found


def check(found: ec.Simulation) -> None:
    """The same to the bit as worked out here."""
    assert found.nets.tobytes() == expected().nets.tobytes()
    assert found.unsettled.tobytes() == expected().unsettled.tobytes()
    assert found.again == expected().again


def spawned(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


def sweep(**changed: Any) -> Sweep:
    whole = {"agreement": river(), "period": expected().period, "inputs": {}, "scenarios": scenarios(), "given": TERMS}
    return Sweep(**{**whole, "history": None, "exact": True, "compile_it": False, **changed})


# -- the standard library ----------------------------------------------------------------------------------------------


def test_threads_give_the_same() -> None:
    with ThreadPoolExecutor(4) as executor:
        check(simulate(river(), scenarios(), TERMS, year=2025, executor=executor))


def test_processes_give_the_same() -> None:
    with spawned(2) as executor:
        check(simulate(river(), scenarios(), TERMS, year=2025, executor=executor))


class Backwards(Executor):
    """Does nothing until somebody waits, then what was submitted last; counts how many tasks wait at once."""

    def __init__(self) -> None:
        self.most = 0
        self.waiting: list[tuple[Future[Any], Any, tuple[Any, ...]]] = []

    def submit(self, function: Any, /, *arguments: Any, **_: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.waiting.append((future, function, arguments))
        self.most = max(self.most, len(self.waiting))
        return future

    def one(self) -> None:
        future, function, arguments = self.waiting.pop()
        future.set_result(function(*arguments))


@pytest.fixture
def backwards(monkeypatch: pytest.MonkeyPatch) -> Backwards:
    from ecocomp.simulation import workers

    executor = Backwards()
    wait = workers.wait

    def waited(futures: Any, **options: Any) -> Any:
        executor.one()
        return wait(futures, **options)

    monkeypatch.setattr(workers, "wait", waited)
    return executor


def test_any_order_gives_the_same(backwards: Backwards) -> None:
    check(simulate(river(), scenarios(), TERMS, year=2025, executor=backwards))


def test_only_so_many_blocks_are_under_way(backwards: Backwards) -> None:
    """Two for each processor (of eight at least), not all sixty-three."""
    simulate(river(), scenarios(), TERMS, year=2025, executor=backwards)
    assert backwards.most == min(63, AHEAD * max(FEWEST_WORKERS, os.cpu_count() or 0))


def test_blocks_that_are_not_needed_any_more_are_not_begun(backwards: Backwards) -> None:
    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        simulate(river(), scenarios(), TERMS, year=2025, executor=backwards, progress=stop)
    assert backwards.waiting
    assert all(future.cancelled() for future, _, _ in backwards.waiting)


@dataclass(frozen=True)
class Deadly:
    """Scenarios that end a worker process in which a block is made."""

    name: str = "deadly"
    assumes: Any = ("", "")
    seed: int = 1
    rows: int = 10
    block_rows: int = 5

    @property
    def decimals(self) -> dict[str, int]:
        return {"nh3n": 2}

    def block(self, number: int) -> Block:
        if parent_process() is not None:
            os._exit(1)
        return scenarios().block(number)


def test_a_lost_process_is_told_of() -> None:
    with spawned(1) as executor, pytest.raises(ec.EcocompError) as caught:
        simulate(river(), Deadly(), year=2025, executor=executor)
    assert caught.value.problems[0].code == "simulation.worker_lost"


def test_what_cannot_be_settled_at_all_is_told_of_by_workers_as_here() -> None:
    """The error of a formula comes through from the process in which it was found."""
    body = STEPS.replace("price * steps", "price * steps / (sum(steps, month) * 0)")
    hopeless = trial_error(body)
    with spawned(1) as executor:
        assert trial_error(body, executor=executor) == hopeless


def trial_error(body: str, **options: Any) -> Any:
    try:
        found = simulate(agreement(body), replace(scenarios(), rows=100), year=2025, **options)
    except ec.SettlementError as trouble:
        return trouble.text("en")
    return found.unsettled.all()


# -- what travels ------------------------------------------------------------------------------------------------------


def test_a_process_makes_the_engine_once() -> None:
    """What arrives with each block is the sweep that is there already, with its engine."""
    here = sweep()
    first, second = (pickle.loads(pickle.dumps(here)) for _ in range(2))
    assert first is second
    assert first is not here
    assert pickle.loads(pickle.dumps(sweep(given=None))) is not first


def test_in_a_pool_each_process_reads_what_is_asked_once() -> None:
    here = sweep()
    with spawned(1) as executor:
        for number in range(5):
            executor.submit(work, here, number).result()
        assert executor.submit(times_read).result() == 1


def times_read() -> int:
    return arrived.cache_info().misses


def test_the_engine_itself_does_not_travel() -> None:
    here = sweep()
    before = len(pickle.dumps(here))
    assert here.block(0).amounts.any()
    assert len(pickle.dumps(here)) == before


# -- Dask --------------------------------------------------------------------------------------------------------------


@contextmanager
def cluster() -> Iterator[Any]:
    """Two worker processes on this machine, and a client."""
    distributed = pytest.importorskip("dask.distributed", reason="dask is not installed (extra cluster)")
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": ":0"}
    with distributed.LocalCluster(**options) as found, distributed.Client(found) as client:
        yield client


def test_dask_gives_the_same_also_when_a_worker_is_killed() -> None:
    """One of two workers is killed in the middle: what it had is done again by the other, or by who takes its place."""
    with cluster() as client:
        check(simulate(river(), scenarios(), TERMS, year=2025, executor=client.get_executor()))
        pids = client.run(os.getpid)
        assert len(set(pids.values())) == 2
        killed = []

        def kill(done: int) -> None:
            if not killed and done > ROWS / 4:
                killed.append(next(iter(pids.values())))
                os.kill(killed[0], signal.SIGKILL)

        check(simulate(river(), scenarios(), TERMS, year=2025, executor=client, progress=kill))
        assert killed
        assert killed[0] not in client.run(os.getpid).values()
