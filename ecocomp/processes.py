"""Work shared out among processes of one's own: one that dies takes nothing along but what it was at."""

from __future__ import annotations

import io
import os
import pickle
import signal
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from threading import Thread
from typing import Any, cast

from ecocomp.errors import EcocompError, problem

Work = Callable[[Any, Any], Any]
#: Windows waits for so many things at once and no more.
MOST_PROCESSES = 60
SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Lost:
    """What there is in place of a result: ``reason`` says how the process ended, or what it stumbled over."""

    reason: str
    died: bool


def each_done(work: Work, tasks: Sequence[Any], shared: Any, workers: int) -> Iterator[tuple[int, Any]]:
    """The number and the result of each task, ``work(shared, task)``, as they are finished.

    With one worker they are done here, in their order. What is ``shared`` goes to each process once, and results
    that refer to it refer to that of the caller when they come back. A task whose process died, or that raised what
    nobody expected, gives :class:`Lost`; the others go on. Processes end with the iterator, whatever they are at: they
    are to leave nothing half done, such as files.

    Raises EcocompError where processes cannot be started.
    """
    count = min(workers, len(tasks), MOST_PROCESSES)
    if count <= 1:
        for number, task in enumerate(tasks):
            yield number, tried(work, shared, task)
        return
    first = pickle.dumps((work, shared))
    left = iter(enumerate(tasks))
    busy: dict[Connection, Busy] = {}
    ended: list[Any] = []
    try:
        for number, task in islice(left, count):
            begin(busy, number, task)
        for connection in list(busy):  # they start while the first of them takes what is shared
            hand_over(busy, connection, first, shared)
        while busy:
            for ready in wait(list(busy)):
                connection = cast(Connection, ready)
                done = busy.pop(connection)
                result = received(connection, done, shared)
                following = next(left, None)
                if following is None:
                    connection.close()  # which ends the process
                    ended.append(done.process)
                elif isinstance(result, Lost) and result.died:
                    hand_over(busy, begin(busy, *following), first, shared)
                else:
                    busy[connection] = Busy(done.process, *following)
                    send(connection, following[1], shared)
                yield done.number, result
    finally:
        for connection, each in busy.items():
            each.process.kill()
            ended.append(each.process)
            connection.close()
        for process in ended:
            process.join()


@dataclass(frozen=True, slots=True)
class Busy:
    """A process, and the task that it is at."""

    process: Any
    number: int
    task: Any


def begin(busy: dict[Connection, Busy], number: int, task: Any) -> Connection:
    """Start a process for a task."""
    # begun anew instead of forked: a copy of a process with threads, as numpy has, may wait for ever
    context = get_context("spawn")
    connection, other = context.Pipe()
    process = context.Process(target=serve, args=(other,), daemon=True)
    with without_interruption():
        process.start()
    other.close()
    busy[connection] = Busy(process, number, task)
    return connection


def hand_over(busy: dict[Connection, Busy], connection: Connection, first: bytes, shared: Any) -> None:
    """Give a new process what is shared, and its first task. Raises EcocompError where it ended before."""
    try:
        connection.send_bytes(first)
        connection.recv_bytes()  # it has all that it needs
    except (EOFError, OSError):
        raise EcocompError(problem("settlement.worker_start")) from None
    send(connection, busy[connection].task, shared)


def send(connection: Connection, thing: Any, shared: Any) -> None:
    """Send a task; a process that is gone is noticed where its result is waited for."""
    with suppress(OSError):
        connection.send_bytes(packed(thing, shared))


def received(connection: Connection, at: Busy, shared: Any) -> Any:
    """The result that a process sent, or how it ended instead."""
    try:
        return unpacked(connection.recv_bytes(), shared)
    except (EOFError, OSError):
        connection.close()
        at.process.join()
        code = at.process.exitcode
        return Lost(signal.Signals(-code).name if code < 0 else f"exit {code}", died=True)


def serve(connection: Connection) -> None:
    """What a process does: a task after the other, until no more come."""
    as_worker()
    work, shared = pickle.loads(connection.recv_bytes())
    connection.send_bytes(b"")
    while True:
        try:
            task = unpacked(connection.recv_bytes(), shared)
        except EOFError:
            return
        result = tried(work, shared, task)
        try:
            told = packed(result, shared)
        except Exception as trouble:
            told = packed(stumbled(trouble), shared)
        connection.send_bytes(told)


def tried(work: Work, shared: Any, task: Any) -> Any:
    """The result of a task; Lost where it raises."""
    try:
        return work(shared, task)
    except Exception as trouble:
        return stumbled(trouble)


def stumbled(trouble: Exception) -> Lost:
    """What was raised and where, in one line."""
    last = traceback.extract_tb(trouble.__traceback__)[-1]
    return Lost(f"{type(trouble).__name__}: {trouble} ({os.path.basename(last.filename)}:{last.lineno})", died=False)


class Packer(pickle.Pickler):
    """Pickles all but what is shared."""

    def __init__(self, file: io.BytesIO, shared: Any) -> None:
        super().__init__(file)
        self.shared = shared

    def persistent_id(self, thing: Any) -> str | None:
        return SHARED if thing is self.shared else None


class Unpacker(pickle.Unpickler):
    """The other way round."""

    def __init__(self, file: io.BytesIO, shared: Any) -> None:
        super().__init__(file)
        self.shared = shared

    def persistent_load(self, _: Any) -> Any:
        return self.shared


def packed(thing: Any, shared: Any) -> bytes:
    """A thing as bytes, without what is shared."""
    file = io.BytesIO()
    Packer(file, shared).dump(thing)
    return file.getvalue()


def unpacked(content: bytes, shared: Any) -> Any:
    """The thing again, with what is shared here."""
    return Unpacker(io.BytesIO(content), shared).load()


def as_worker() -> None:
    """A worker leaves Ctrl-C to the command, and does not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def end_with_parent() -> None:
        parent = parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=end_with_parent, daemon=True).start()


@contextmanager
def without_interruption() -> Iterator[None]:
    """A process that is started meanwhile does not know Ctrl-C from its first moment; here it comes afterwards."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
