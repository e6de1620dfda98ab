"""What is going on, on standard error of a terminal, while work takes long; a pipe or a file gets nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock, Timer
from typing import TYPE_CHECKING

from ecocomp.wording import say

if TYPE_CHECKING:
    from rich.progress import Progress
    from rich.status import Status

#: Work that is shorter says nothing: a line that comes and goes at once only disturbs [s].
DELAY = 1.0


@contextmanager
def working(code: str, language: str) -> Iterator[None]:
    """Say what is being done, by the sentence ``code``, once it has taken a while; the line is gone afterwards."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with shown_late(Console(stderr=True).status(say(code, language))):
        yield


@contextmanager
def progressing(code: str, language: str, total: int) -> Iterator[Callable[[int], None]]:
    """The same with a bar; what is yielded is to be told how much of ``total`` is done."""
    with stepping(code, language, total) as step:
        yield lambda done: step(done, total)


@contextmanager
def stepping(code: str, language: str, total: int | None = None) -> Iterator[Callable[[int, int], None]]:
    """The same where how many steps there are may be known with the first of them: told are those done, and all."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True), transient=True)
    task = bar.add_task(say(code, language), total=total)
    with shown_late(bar):
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def shown_late(shown: Status | Progress) -> Iterator[None]:
    """Show something once the work has taken a while, until it ends."""
    lock = Lock()
    ended = False

    def begin() -> None:
        with lock:
            if not ended:
                shown.start()

    timer = Timer(DELAY, begin)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        with lock:
            ended = True
            shown.stop()
