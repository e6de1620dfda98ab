"""Readings as a small piece of HTML, which notebooks show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecocomp.markup import Html, element, shortened, table
from ecocomp.readings.show import indicator_name
from ecocomp.wording import LANGUAGES, say

if TYPE_CHECKING:
    from ecocomp.readings.readings import Readings

#: So many readings are shown, and so many files named.
MOST_ROWS, MOST_FILES = 8, 5


def readings_view(readings: Readings, language: str) -> Html:
    """How many there are of how many sections and files, and the first of them. Checks nothing, so it takes no time."""
    which = LANGUAGES.index(language)
    counts = say(
        "command.read", language, count=len(readings), sections=len(readings.sections), files=len(readings.files)
    )
    files = say("command.listed", language).join(map(shortened, readings.files[:MOST_FILES]))
    keys = ("section", "holds_time", "indicator", "holds_value", "place")
    columns = [say(f"command.{key}", language) for key in keys]
    found = (readings.columns.reading(number) for number in range(min(MOST_ROWS, len(readings))))
    rows = (
        tuple(
            map(
                shortened,
                (each.section, each.when, indicator_name(each.indicator)[which], each.text, str(each.place)),
            )
        )
        for each in found
    )
    left = len(readings) - MOST_ROWS
    return element(
        "div",
        element("p", element("b", counts)),
        element("p", files + (" …" if len(readings.files) > MOST_FILES else "")) if files else Html(),
        table(columns, rows) if len(readings) else Html(),
        element("p", say("page.rows_more", language, count=left)) if left > 0 else Html(),
    )
