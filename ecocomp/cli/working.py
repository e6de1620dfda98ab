"""What is going on, on standard error of a terminal, while work takes long; a pipe or a file gets nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, Timer

from ecocomp.wording import say

#: Work that is shorter says nothing: a line that comes and goes at once only disturbs [s].
DELAY = 1.0


@contextmanager
def working(code: str, language: str) -> Iterator[None]:
    """Say what is being done, by the sentence ``code``, once it has taken a while; the line is gone afterwards."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    status = Console(stderr=True).status(say(code, language))
    lock = Lock()
    ended = False

    def begin() -> None:
        with lock:
            if not ended:
                status.start()

    timer = Timer(DELAY, begin)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        with lock:
            ended = True
            status.stop()
