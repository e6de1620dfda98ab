"""The declared inputs of a settlement as a table: every value with where it is from, also those left to the default."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ecocomp.errors import Place
from ecocomp.report.tables import Table
from ecocomp.settlement import Settlement
from ecocomp.settlement.input_sources import Source
from ecocomp.settlement.wheres import where_text
from ecocomp.wording import LANGUAGES, say

#: So many places of one value are named in print; files have every one of them in a row of its own.
MOST_WHERES = 12

#: An element of an input: its labels, the exact value, the value in words, and where it is from.
Element = tuple[tuple[str, ...], Any, str, Source]


def input_elements(settlement: Settlement, name: str, language: str) -> Iterator[Element]:
    """Every element of an input in the period settled."""
    for element, source in zip(settlement.elements(name, language), settlement.scope.input_sources(name), strict=True):
        yield (*element, source)


def input_rows(settlement: Settlement, language: str) -> Table:
    """A row for each element of each input."""
    rows = [
        row(settlement, name, where_text(settlement.agreement, labels, language), text, source, language)
        for name in settlement.inputs
        for labels, _, text, source in input_elements(settlement, name, language)
    ]
    return table(rows, language)


def input_table(settlement: Settlement, language: str) -> Table:
    """A row for each value of an input, with the places that have it; last what was left to the default."""
    rows = []
    for name in settlement.inputs:
        groups: dict[tuple[bool, str, str], list[Element]] = {}
        for each in input_elements(settlement, name, language):
            # what is written one by one in a file stands at as many places, and reads as one all the same
            key = (not each[3].declared, each[2], each[3].kind)
            groups.setdefault(key, []).append(each)
        for key in sorted(groups, key=lambda key: key[0]):
            group = groups[key]
            where = wheres(settlement, group, len(groups) == 1, language)
            rows.append(row(settlement, name, where, group[0][2], together([each[3] for each in group]), language))
    return table(rows, language)


def together(sources: list[Source]) -> Source:
    """The one source of several elements; of several lines of a file the file alone."""
    first = sources[0]
    return first if all(each == first for each in sources) else Source(first.kind, Place(first.place.file))


def wheres(settlement: Settlement, group: list[Element], alone: bool, language: str) -> str:
    """Where a value holds: everywhere, at the places named, or, of a default, at all others."""
    if not group[0][0]:
        return ""
    if alone:
        return say("command.everywhere", language)
    if not group[0][3].declared:
        return say("command.elsewhere", language, count=len(group))
    named = [where_text(settlement.agreement, labels, language) for labels, *_ in group[:MOST_WHERES]]
    text = say("command.listed", language).join(named)
    return text if len(group) <= MOST_WHERES else say("command.and_more", language, first=text, count=len(group))


def row(settlement: Settlement, name: str, where: str, text: str, source: Source, language: str) -> tuple[str, ...]:
    """An input: what it is, where, how much, who said so, and the clause that asks for it."""
    term = settlement.agreement.text.inputs[name]
    title = settlement.agreement.called(name, language)
    return title, where, text, source.text[LANGUAGES.index(language)], term.clause or ""


def table(rows: list[tuple[str, ...]], language: str) -> Table:
    columns = tuple(say(f"command.{key}", language) for key in ("input", "where", "value", "input_source", "clause"))
    return Table(say("command.inputs", language), columns, tuple(rows))
