"""The command ``ecocomp``, also as ``python -m ecocomp``.

Whatever it needs is imported inside, so that an interruption from the keyboard is told in words from the start.
"""

from __future__ import annotations


def main() -> None:
    """Run the command; an interruption ends it with the exit code that shells expect of one."""
    try:
        from ecocomp.cli import run

        run()
    except KeyboardInterrupt:
        from ecocomp.cli.interrupted import stop

        stop()


if __name__ == "__main__":
    main()
