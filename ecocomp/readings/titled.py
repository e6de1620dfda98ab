"""Readings as a table with headings and words in Chinese or English, for people."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ecocomp.readings.reading import BELOW, MISSING
from ecocomp.readings.show import indicator_name
from ecocomp.wording import LANGUAGES, say

if TYPE_CHECKING:
    import pandas

    from ecocomp.readings.readings import Readings

#: What the columns of :attr:`Readings.frame` are called.
TITLES = {
    "section": "command.section",
    "province": "command.province",
    "basin": "command.holds_basin",
    "when": "command.holds_time",
    "indicator": "command.indicator",
    "text": "page.as_written",
    "value": "command.holds_value",
    "qualifier": "command.holds_qualifier",
    "detection_limit": "command.holds_detection_limit",
    "unit": "command.holds_unit",
    "state": "command.holds_state",
    "method": "command.holds_method",
    "lean": "command.holds_lean",
    "file": "command.file",
    "sheet": "page.sheet",
    "line": "page.row",
    "cell": "page.cell",
}


def titled_frame(readings: Readings, language: str) -> pandas.DataFrame:
    """The frame with its headings, indicators, qualifiers, states and methods in words."""
    which = LANGUAGES.index(language)
    words: dict[str, Callable[[str], str]] = {
        "indicator": lambda each: indicator_name(each)[which],
        "qualifier": lambda each: {
            BELOW: say("command.below_count", language),
            MISSING: say("command.missing_count", language),
        }.get(each, each),
        "state": lambda each: say(f"states.{each}", language) if each else "",
        "method": lambda each: {
            "automatic": say("page.automatic", language),
            "manual": say("page.manual", language),
        }.get(each, each),
    }
    frame = readings.frame
    for name, word in words.items():
        frame[name] = frame[name].map({each: word(each) for each in frame[name].unique()}).astype("object")
    return frame.rename(columns={name: say(code, language) for name, code in TITLES.items()})
