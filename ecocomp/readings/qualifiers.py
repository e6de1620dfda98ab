"""The columns beside a value that say more of it: qualifier (标识), detection limit (检出限), way of rounding."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ecocomp.readings.headings import Heading
from ecocomp.readings.measures import Measure, qualified
from ecocomp.readings.reading import BELOW, MISSING
from ecocomp.readings.show import indicator_name
from ecocomp.readings.told import Told
from ecocomp.readings.units import factor
from ecocomp.readings.values import NOTHING_WORD, parse_value, plain, says_nothing

QUALIFIERS = {
    "L": BELOW, "<": BELOW, "ND": BELOW, "N.D.": BELOW, "未检出": BELOW, "低于检出限": BELOW, "小于检出限": BELOW,
    "BELOW": BELOW, "MISSING": MISSING, NOTHING_WORD: "",
}  # fmt: skip
#: How :attr:`Readings.frame` writes which way a value was rounded.
LEANS = {"1": 1, "-1": -1}


class Qualifiers:
    """Reads these columns of a table; a table may have some, all or none."""

    def __init__(self, told: Told, heading: Heading) -> None:
        self._told = told
        self._limits = heading.columns.get("detection_limit")
        self._at = {role: column.index for role, column in heading.columns.items()}

    def _text(self, texts: Sequence[str], role: str) -> str:
        index = self._at.get(role)
        return "" if index is None else texts[index]

    def says_more(self, texts: Sequence[str]) -> bool:
        """Whether anything stands in any of the columns."""
        return any(self._text(texts, role) for role in ("qualifier", "detection_limit", "lean"))

    def applied(self, texts: Sequence[str], by: Fraction, measure: Measure, indicator: str) -> Measure:
        """The measure with what the row's qualifier and detection limit add; ``by`` is the factor of its unit."""
        mark, limit_text = self._text(texts, "qualifier"), self._text(texts, "detection_limit")
        lean = LEANS.get(self._text(texts, "lean"))
        if lean and measure.value is not None:
            measure = measure._replace(lean=lean)
        if measure.trouble or not (mark or limit_text):
            return measure
        qualifier = "" if says_nothing(mark) else QUALIFIERS.get(plain(mark).upper())
        if qualifier is None:
            self._told.error("qualifier_unknown", self._at["qualifier"], found=mark)
            return measure
        limit: Measure | None = None
        if limit_text and plain(limit_text) != NOTHING_WORD:
            said = parse_value(limit_text)
            if said.trouble or (said.number is not None and said.number <= 0):
                self._told.error("limit_unknown", self._at["detection_limit"], found=limit_text)
                return measure
            number = said.number if said.number is not None else said.limit
            unit = self._limits.unit if self._limits is not None else ""
            # one unit stands above the limits of all indicators; for pH it means nothing
            own = factor(unit, indicator) if unit and number is not None else None
            if own not in (None, by):
                # by which of the two units the limit goes the file does not say
                place = self._at["detection_limit"]
                self._told.error("limit_unit", place, once=True, found=unit, indicator=indicator_name(indicator))
                return measure
            limit = None if number is None else Measure(number * by)
        return qualified(measure, qualifier, limit)
