"""A terminal to which nothing is printed that it would obey: names and remarks come out of other people's files."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.text import Text

from ecocomp.wording import printable


class SafeConsole(Console):
    """Standard output on which control characters are shown, not obeyed."""

    def render_str(self, text: str, **options: Any) -> Text:
        """A text as rich prints it."""
        return super().render_str(printable(text, lines=True), **options)


def safe_text(text: str) -> Text:
    """A text for a cell or a title of a table, which rich would print as it is."""
    return Text(printable(text, lines=True))
