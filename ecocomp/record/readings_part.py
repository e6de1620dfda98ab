"""Readings in a record: what they say, and apart from that where each of them stands.

Rows in another order give the same readings with the same digest; only their origins differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from ecocomp.assessment.sections import SectionReadings
from ecocomp.readings.columns import ReadingColumns, Sheet
from ecocomp.readings.reading import BELOW, Doubt, Reading
from ecocomp.readings.readings import Readings
from ecocomp.readings.times import parse_time
from ecocomp.readings.values import METHODS as METHOD_WORDS
from ecocomp.readings.values import STATE_NAMES
from ecocomp.record.format1 import OriginsPart, ReadingRow
from ecocomp.written import fraction_text

#: The last line and column that readings can keep (32 bits).
FARTHEST = 2**31 - 1
STATES = {"", *STATE_NAMES}
METHODS = {"", *METHOD_WORDS.values()}
TEXTS = ("qualifier", "state", "method", "province", "basin")


def readings_of_sections(found: SectionReadings) -> Readings:
    """The readings whose section has a name of one of the agreement's; a settlement looks at no other."""
    wanted = {name for names in found.spellings.values() for name in names}
    return Readings(found.readings.columns.of_sections(wanted), (), found.readings.digests)


def reading_data(readings: Readings) -> list[dict[str, Any]]:
    """What each reading says, in their order."""
    return [_row(each) for each in readings]


def _row(reading: Reading) -> dict[str, Any]:
    found: dict[str, Any] = {
        "section": reading.section,
        "when": reading.when,
        "indicator": reading.indicator,
        "text": reading.text,
    }
    for name in ("value", "detection_limit"):
        if getattr(reading, name) is not None:
            found[name] = fraction_text(getattr(reading, name))
    found |= {name: getattr(reading, name) for name in TEXTS if getattr(reading, name)}
    if reading.lean:
        found["lean"] = reading.lean
    if reading.doubt is not None:
        found["doubt"] = {"checks": list(reading.doubt.checks), "value": str(reading.doubt.value)}
    return found


def origin_data(readings: Readings) -> dict[str, Any]:
    """Where each reading stands, and the files with their digests."""
    columns: ReadingColumns = readings.columns
    used = sorted(set(columns.sheet.tolist()), key=lambda number: columns.sheets[number])
    number_of = {number: at for at, number in enumerate(used)}
    rows = zip(columns.sheet.tolist(), columns.line.tolist(), columns.column.tolist(), strict=True)
    return {
        "files": [
            {"file": file, **({"sha256": digest} if digest else {})} for file, digest in readings.digests.items()
        ],
        "sheets": [
            {"file": each.file, "sheet": each.sheet, "workbook": each.workbook}
            for each in (columns.sheets[number] for number in used)
        ],
        "cells": [[number_of[sheet], line, column] for sheet, line, column in rows],
    }


def readings_of(rows: Sequence[ReadingRow], origins: OriginsPart) -> Readings:
    """The readings that the two parts hold.

    Raises ValueError where a reading has no origin, or one in a sheet that there is not, and where one says what no
    reading can say.
    """
    if len(rows) != len(origins.cells):
        raise ValueError(f"{len(rows)} readings, {len(origins.cells)} origins")
    sheets = [Sheet(each.file, each.sheet, each.workbook) for each in origins.sheets]
    if not all(0 <= sheet < len(sheets) and min(at) >= 0 and max(at) <= FARTHEST for sheet, *at in origins.cells):
        raise ValueError("an origin in no sheet")
    places = (sheets[sheet].place(line, column) for sheet, line, column in origins.cells)
    files = {each.file: each.sha256 or "" for each in origins.files}
    return Readings([_reading(*each) for each in zip(rows, places, strict=True)], (), files)


def _reading(row: ReadingRow, place: Any) -> Reading:
    time = parse_time(row.when)
    when, month = (time and time.placed()) or ("", None)
    if month is None or when != row.when:
        raise ValueError(f"{place}: when {row.when!r}")
    if row.state not in STATES or row.method not in METHODS:
        raise ValueError(f"{place}: state {row.state!r}, method {row.method!r}")
    if (row.value is None) != bool(row.qualifier) or (row.detection_limit is not None and row.qualifier != BELOW):
        raise ValueError(
            f"{place}: value {row.value}, qualifier {row.qualifier!r}, detection limit {row.detection_limit}"
        )
    return Reading(
        section=row.section,
        month=month,
        when=row.when,
        indicator=row.indicator,
        text=row.text,
        value=_fraction(row.value),
        qualifier=row.qualifier,
        detection_limit=_fraction(row.detection_limit),
        state=row.state,
        place=place,
        province=row.province,
        basin=row.basin,
        method=row.method,
        lean=row.lean,
        doubt=None if row.doubt is None else Doubt(tuple(row.doubt.checks), Fraction(row.doubt.value)),
    )


def _fraction(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)
