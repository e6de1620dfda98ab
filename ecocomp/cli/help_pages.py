"""Help and the line that shows how a command is called, click's own words in both languages like all others there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from ecocomp.wording import say_both

#: Click's headings, by the code of our words for them.
HEADINGS = {"Options": "command.help_options", "Commands": "command.help_commands"}
#: What click puts behind the help of an option, as it begins.
BEHIND = {"[default: ": "command.help_default", "[required]": "command.help_required"}
#: What click says of its own options.
OWN_OPTIONS = {"--help": "command.help_help", "--version": "command.help_version"}


def both(code: str) -> str:
    """The words of a code, in Chinese and behind it in English."""
    return " ".join(say_both(code))


class BothLanguages(click.HelpFormatter):
    """Writes help with headings in both languages."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """How a command is called."""
        super().write_usage(prog, args, f"{both('command.help_usage')}: " if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """The heading of a part."""
        super().write_heading(both(HEADINGS[heading]) if heading in HEADINGS else heading)

    def write_dl(self, rows: Iterable[tuple[str, str]], *args: Any, **options: Any) -> None:
        """A list of options or commands, each with what it is."""
        super().write_dl([(name, _told(name, told)) for name, told in rows], *args, **options)


def _told(name: str, told: str) -> str:
    """What is said of an option or command."""
    for option, code in OWN_OPTIONS.items():
        if name.endswith(option):
            return both(code)
    for begin, code in BEHIND.items():
        told = told.replace(begin, f"[{both(code)}{begin[len(begin.rstrip(': ]')) :]}")
    return told


class Context(click.Context):
    """The context of a command whose help is in both languages."""

    formatter_class = BothLanguages
