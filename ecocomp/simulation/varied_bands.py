"""Bands as terms that are varied (分档): the value of each band, and where it ends.

``tiers.2`` is the value of the second band of a table, ``tiers.2.to`` where it ends and the third begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.named_values import NamedTable, NamedValue
from ecocomp.errors import Problem, problem
from ecocomp.formula.bands import Band, Table, ends
from ecocomp.wording import LANGUAGES, Pair, say

#: What the ends of bands are called, behind the number of the band.
TO = "to"


def ends_of(table: str) -> str:
    """What the ends of the bands of a table are kept under."""
    return f"{table}.{TO}"


def band_terms(agreement: Agreement) -> dict[str, NamedValue]:
    """The values of the bands of each table, and their ends, as terms with an element for each band.

    A table with another number of bands from some date on has none.
    """
    found = {}
    for name, table in agreement.checked.tables.items():
        term = agreement.text.tables[name]
        if len({len(each.bands) for _, each in table.versions}) > 1:
            continue
        values = tuple((start, tuple(band.value for band in each.bands)) for start, each in table.versions)
        highs = tuple((start, tuple(band.high for band in each.bands[:-1])) for start, each in table.versions)
        found[name] = NamedValue(name, table.gives, unit_of(term.gives), (), values, table.on)
        found[ends_of(name)] = NamedValue(ends_of(name), table.takes, unit_of(term.of), (), highs, table.on)
    return found


def unit_of(text: str | None) -> str:
    """The unit that the values of a table are given in; grades have none."""
    return "" if text is None or text == "grade" else text


def placed(table: NamedTable, name: str, labels: list[str]) -> tuple[str, int] | Problem:
    """Which element a band's number means, and ``to`` behind it; a problem that says what there is."""
    bands = table.versions[-1][1].bands
    at_end = labels[1:] == [TO]
    if (len(labels) == 1 or at_end) and labels[0].isascii() and labels[0].isdigit():
        place = int(labels[0]) - 1
        if 0 <= place < len(bands) - at_end:
            return (ends_of(table.name) if at_end else table.name), place
    told = [[f"{number}: {in_words(each, language)}" for number, each in enumerate(bands, 1)] for language in LANGUAGES]
    shown = Pair("；".join(told[0]), "; ".join(told[1]))
    return problem("simulation.term_band", found=name, table=table.name, bands=shown)


def in_words(band: Band, language: str) -> str:
    """From where to where a band goes, as it is written; what is without end in words."""
    opening, low, high, closing = ends(band.text)
    if low is None and high is None:
        return say("simulation.band_all", language)
    if low is None or high is None:
        closed = (closing if low is None else opening) in "[]"
        code = ("at_most" if closed else "below") if low is None else ("at_least" if closed else "above")
        return say(f"simulation.band_{code}", language, end=high if low is None else low)
    return band.text


def varied_tables(agreement: Agreement, named: Mapping[str, NamedValue]) -> dict[str, NamedTable]:
    """The tables of which some values or ends are varied, with those of ``named`` in place."""
    found = {}
    for name, table in agreement.checked.tables.items():
        values, varied = named.get(name), named.get(ends_of(name))
        if values is None and varied is None:
            continue
        versions = []
        for at, (start, each) in enumerate(table.versions):
            own = values.versions[at][1] if values is not None else [band.value for band in each.bands]
            highs = varied.versions[at][1] if varied is not None else [band.high for band in each.bands[:-1]]
            lows: list[Any] = [each.bands[0].low, *highs]
            bands = [
                replace(band, value=value, low=low, high=high)
                for band, value, low, high in zip(each.bands, own, lows, [*highs, each.bands[-1].high], strict=True)
            ]
            versions.append((start, Table(name, tuple(bands))))
        found[name] = replace(table, versions=tuple(versions))
    return found


def around(table: NamedTable) -> Iterator[tuple[Any, ...]]:
    """All ends of each version of a table from below, those of the first and last band with them; None: no end."""
    for _, each in table.versions:
        yield (each.bands[0].low, *(band.high for band in each.bands))
