"""The columns beside a value that say more of it: its qualifier (标识) and its detection limit (检出限)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.headings import Heading
from ecocomp.readings.measures import Measure, qualified
from ecocomp.readings.reading import BELOW, MISSING
from ecocomp.readings.values import parse_value, plain, says_nothing

QUALIFIERS = {"L": BELOW, "<": BELOW, "ND": BELOW, "N.D.": BELOW, "未检出": BELOW, "BELOW": BELOW, "MISSING": MISSING}


class Qualifiers:
    """Reads the two columns of a table; a table may have one, both or neither."""

    def __init__(self, grid: Grid, heading: Heading, findings: Findings) -> None:
        self._grid = grid
        self._findings = findings
        self._at = {role: column.index for role, column in heading.columns.items()}

    def _text(self, texts: Sequence[str], role: str) -> str:
        index = self._at.get(role)
        return "" if index is None else texts[index]

    def applied(self, row: int, texts: Sequence[str], by: Fraction, measure: Measure) -> Measure:
        """The measure with what the row's qualifier and detection limit add."""
        mark, limit_text = self._text(texts, "qualifier"), self._text(texts, "detection_limit")
        if measure.trouble or not (mark or limit_text):
            return measure
        qualifier = "" if says_nothing(mark) else QUALIFIERS.get(plain(mark).upper())
        if qualifier is None:
            self._findings.error("qualifier_unknown", self._grid.place(row, self._at["qualifier"]), found=mark)
            return measure
        limit: Measure | None = None
        if limit_text:
            said = parse_value(limit_text)
            if said.trouble or (said.number is not None and said.number <= 0):
                place = self._grid.place(row, self._at["detection_limit"])
                self._findings.error("limit_unknown", place, found=limit_text)
                return measure
            number = said.number if said.number is not None else said.limit
            limit = None if number is None else Measure(number * by)
        return qualified(measure, qualifier, limit)
