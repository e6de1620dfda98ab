"""An interruption from the keyboard (Ctrl-C), told in one line instead of a traceback."""

from __future__ import annotations

import signal
import sys
from typing import NoReturn

import click

from ecocomp.wording import say_both

#: What shells expect of a program that ends by this signal: 128 and its number.
INTERRUPTED = 130


def stop() -> NoReturn:
    """Say so in both languages, of which none may be chosen yet, and end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C would interrupt the telling
    click.echo(" · ".join(say_both("command.interrupted")), err=True)
    sys.exit(INTERRUPTED)
