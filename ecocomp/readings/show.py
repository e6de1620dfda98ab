"""Names of indicators for sentences."""

from __future__ import annotations

from ecocomp.readings.reading import GRADE
from ecocomp.standards import INDICATORS
from ecocomp.wording import Pair


def indicator_heading(indicator: str) -> str:
    """The heading by which a table names an indicator id, that of a published class for ``"grade"``."""
    return indicator_name(indicator)[0]


def indicator_name(indicator: str) -> Pair:
    """The name of an indicator id in both languages, that of a published class for ``"grade"``."""
    if indicator == GRADE:
        return Pair("水质类别", "class")
    known = INDICATORS[indicator]
    return Pair(known.chinese, known.english)
