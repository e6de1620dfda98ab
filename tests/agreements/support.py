"""What the tests of the agreements share: small tables of monthly readings, and money by who pays whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas

import ecocomp as ec
from ecocomp.settlement import Settlement

AGREEMENTS = Path(__file__).resolve().parents[2] / "agreements"
WAN = 1_000_000  # fen in 万元

#: What one section measured: by indicator one text for all months, or one text a month.
Measured = Mapping[str, str | Sequence[str]]


def agreement(name: str) -> ec.Agreement:
    """An agreement of the corpus."""
    return ec.load_agreement(name)


def changed(base: str, lines: str) -> ec.Agreement:
    """An agreement as a bureau changes it: a file of its own that extends one of the corpus."""
    return ec.read_agreement(f"ecocomp: 1\nid: own-{base}\nextends: {base}\n{lines}", folder=AGREEMENTS)


def readings(year: int, sections: Mapping[str, Measured], months: Sequence[int] = tuple(range(1, 13))) -> ec.Readings:
    """Monthly readings of sections by name, as a table of one row a section and month; an empty text is no value."""
    return ec.read_monitoring(pandas.DataFrame(rows(year, sections, months)))


def rows(
    year: int, sections: Mapping[str, Measured], months: Sequence[int] = tuple(range(1, 13))
) -> list[dict[str, str]]:
    """The rows of such a table."""
    return [
        {"断面名称": section, "监测时间": f"{year}-{month:02d}"}
        | {f"{name}(mg/L)": text if isinstance(text, str) else text[place] for name, text in measured.items()}
        for section, measured in sections.items()
        for place, month in enumerate(months)
    ]


def net(settlement: Settlement) -> dict[str, int]:
    """What each party receives less what it pays, in fen, without the parties that end with nothing."""
    return {each.party: each.net for each in settlement.positions if each.net}


def lines(settlement: Settlement, name: str) -> dict[Any, int]:
    """The lines of one transfer by coordinate, in fen, signed as the agreement writes the direction."""
    return {
        tuple(label for _, label in line.coordinate): line.signed_fen
        for line in settlement.lines
        if line.name == name and not line.limit
    }


def refused(caught: Any) -> bool:
    """Whether a settlement was stopped because something is missing, and by nothing else."""
    return all(each.code.startswith("settlement.refused") for each in caught.value.problems)
