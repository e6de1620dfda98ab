"""The command line ``ecocomp``: check, corpus, show, template, read, settle, notice, plots,
explain, verify, simulate, grade, schema.

Exit codes: 0 all went well; 1 the agreement, the readings or the settlement has errors, all of which are printed;
2 the command was called in a way that cannot be understood; 3 a result could not be written; 130 interrupted.

Whatever a command needs is imported inside it, so that ``ecocomp --help`` answers at once.
"""

from __future__ import annotations

import os
import sys

# the commands join the group when they are read
from ecocomp.cli import agreements, notices, plotting, records, settling, simulating, water
from ecocomp.cli.reporting import NOT_WRITTEN, cli, tell
from ecocomp.wording import say

__all__ = ["agreements", "cli", "notices", "plotting", "records", "run", "settling", "simulating", "water"]


def run() -> None:
    """Run the command."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by the caller: nobody wants to read it
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        # a terminal that cannot show Chinese gets escapes instead of a failure
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        try:
            cli()
        finally:
            sys.stdout.flush()
    except OSError as trouble:
        if trouble.filename is not None:
            raise
        # what was printed could not be written: a full disk behind ``>``
        # what is still waiting to be written would fail once more on the way out
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        tell(say("command.print_failed", reason=trouble.strerror or ""), err=True)
        sys.exit(NOT_WRITTEN)
