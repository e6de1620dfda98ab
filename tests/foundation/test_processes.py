"""Work shared out among processes: results of all tasks, whatever becomes of a process."""

from __future__ import annotations

import os
import time
from multiprocessing import active_children
from typing import Any

import pytest

from ecocomp.processes import Lost, each_done


class Shared:
    """Something that is shared."""

    def __init__(self, factor: int) -> None:
        self.factor = factor


def times(shared: Shared, task: int) -> int:
    return shared.factor * task


def dying(_: None, task: str) -> str:
    """Ends its process at the task ``die``; others take a moment, so that both processes have something to do."""
    if task == "die":
        os._exit(7)
    time.sleep(0.05)
    return task.upper()


def raising(_: None, task: int) -> int:
    return 10 // task


def back(shared: Shared, _: int) -> list[Shared]:
    return [shared]


def unsendable(_: None, task: int) -> Any:
    return (lambda: task) if task == 1 else task


def slow(_: None, task: int) -> int:
    time.sleep(60 if task else 0)
    return task


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_every_task_gives_its_result_whatever_the_number_of_workers(workers: int):
    found = dict(each_done(times, range(6), Shared(3), workers))

    assert found == {0: 0, 1: 3, 2: 6, 3: 9, 4: 12, 5: 15}


def test_a_process_that_dies_loses_its_own_task_alone():
    found = dict(each_done(dying, ["a", "die", "b", "die", "c", "d"], None, 2))

    assert found == {
        0: "A",
        1: Lost("exit 7", died=True),
        2: "B",
        3: Lost("exit 7", died=True),
        4: "C",
        5: "D",
    }


@pytest.mark.parametrize("workers", [1, 2])
def test_what_nobody_expected_is_told_with_its_place(workers: int):
    found = dict(each_done(raising, [5, 0, 2], None, workers))

    assert (found[0], found[2]) == (2, 5)
    assert not found[1].died
    assert found[1].reason.startswith("ZeroDivisionError: integer division or modulo by zero (test_processes.py:")


def test_a_result_that_cannot_be_sent_is_a_lost_one():
    found = dict(each_done(unsendable, [0, 1, 2], None, 2))

    assert (found[0], found[2]) == (0, 2)
    assert isinstance(found[1], Lost)


@pytest.mark.parametrize("workers", [1, 2])
def test_what_is_shared_comes_back_as_the_thing_of_the_caller(workers: int):
    shared = Shared(1)

    assert all(result[0] is shared for _, result in each_done(back, range(3), shared, workers))


def test_no_process_outlives_the_one_who_stops_asking():
    before = set(active_children())
    running = each_done(slow, [0, 1, 1], None, 2)
    assert next(running) == (0, 0)
    assert set(active_children()) - before
    running.close()

    assert set(active_children()) - before == set()
