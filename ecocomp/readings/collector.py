"""Python's search for objects that refer to each other in a circle, put off while a file is read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_put_off() -> Iterator[None]:
    """No search for circles inside: reading makes hundreds of thousands of objects and no circles.

    A search begins whenever so many have been made, and goes through all that there are, in vain: a sixth of the time
    that a long file takes. A program that has switched it off finds it as it was. Threads that read at the same time
    may end it for each other, which costs time and nothing else; the last one leaves it on.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
