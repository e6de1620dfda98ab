"""Whether values are at the level of the unit they were read in: a whole file in μg/L looks like mg/L, a thousandfold.

A single value in another unit stands out among its neighbours (``unit_blunder``); where all of a sheet are, nothing
stands out but the level. No water is monitored of which most values are ten times the limit of Ⅴ (GB 3838-2002,
table 1): twenty milligrams of ammonia in a litre are sewage. The rule is ours.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from ecocomp.readings.cells import fraction_text
from ecocomp.readings.columns import ReadingColumns, Said
from ecocomp.readings.findings import Findings
from ecocomp.readings.show import indicator_name
from ecocomp.standards import INDICATORS
from ecocomp.standards.limits import WATERS, ladder
from ecocomp.wording import Pair, say_both

#: So many times the limit of Ⅴ is no level of a water.
TIMES = 10
#: What has no limit: a milligram of chlorophyll in a litre is a bloom, and no level of a lake [mg/L].
UNLIKELY = {"chla": Fraction(1)}


def check_levels(columns: ReadingColumns, findings: Findings) -> None:
    """An error for each sheet and indicator without a unit of which most values are too high for the unit assumed.

    Where the unit is written it is a warning: the file says so.
    """
    thresholds = {each: _threshold(each) for each in dict.fromkeys(said.indicator for said in columns.said)}
    levels = [_is_high(each, thresholds[each.indicator]) for each in columns.said]
    high = np.array([bool(each) for each in levels], np.bool_)
    if not high.any():
        return
    known = np.array([each is not None for each in levels], np.bool_)
    numbers = np.flatnonzero(known[columns.what])
    ranks = columns.indicator_ranks()
    width = int(ranks.max()) + 1
    group = columns.sheet[numbers].astype(np.int64) * width + ranks[columns.what[numbers]]
    over = high[columns.what[numbers]]
    count = np.bincount(group)
    above = np.bincount(group[over], minlength=len(count))
    without = {(file, sheet, details["indicator"]) for file, sheet, details in findings.merged_under("unit_assumed")}
    for each in np.flatnonzero(2 * above > count).tolist():
        first = int(numbers[np.argmax((group == each) & over)])
        place, indicator = columns.place(first), columns.said[columns.what[first]].indicator
        name, threshold = indicator_name(indicator), thresholds[indicator]
        assert threshold is not None  # else nothing of it is high
        blanks = {
            "indicator": name,
            "unit": INDICATORS[indicator].unit,
            "level": _level(indicator, threshold),
            "high": int(above[each]),
            "all": int(count[each]),
        }
        if (place.file, place.sheet, name) not in without:
            findings.note("level_high", place, "warning", **blanks)
        elif not findings.has_error_in(place.file):  # which may well be that the unit is not clear
            findings.error("level_without_unit", place, **blanks)


def _level(indicator: str, threshold: Fraction) -> Pair:
    """The threshold in words."""
    unit = INDICATORS[indicator].unit
    if indicator in UNLIKELY:
        return Pair(f" {fraction_text(threshold)} {unit} ", f"{fraction_text(threshold)} {unit}")
    return say_both("readings.level_of_limit", limit=fraction_text(threshold / TIMES), unit=unit, times=TIMES)


def _is_high(said: Said, threshold: Fraction | None) -> bool | None:
    """Whether a value, or a detection limit, is no level of a water; None where there is nothing to compare."""
    value = said.value if said.value is not None else said.detection_limit
    if value is None or threshold is None:
        return None
    return value.numerator * threshold.denominator >= threshold.numerator * value.denominator


def _threshold(indicator: str) -> Fraction | None:
    """What is no level of a water, by the limit of Ⅴ for rivers, or for lakes where only these have one.

    None for what has no such limit, pH and oxygen, and for coliforms, which go up by powers of ten.
    """
    if indicator in UNLIKELY:
        return UNLIKELY[indicator]
    for waters in WATERS:
        limits = ladder(indicator, waters=waters)
        if limits is not None and limits.better == "low" and INDICATORS[indicator].unit == "mg/L":
            return Fraction(TIMES) * limits.limits[-1]
    return None
