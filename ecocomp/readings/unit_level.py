"""Whether values are at the level of the unit they were read in: a whole file in μg/L looks like mg/L, a thousandfold.

A single value in another unit stands out among its neighbours (``unit_blunder``); where all of a sheet are, nothing
stands out but the level. No water is monitored of which most values are ten times the limit of Ⅴ (GB 3838-2002,
table 1): twenty milligrams of ammonia in a litre are sewage. The rule is ours.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from ecocomp.readings.against_bounds import NOTHING, against_bounds
from ecocomp.readings.columns import ReadingColumns
from ecocomp.readings.findings import Findings
from ecocomp.readings.show import indicator_name
from ecocomp.standards import INDICATORS
from ecocomp.standards.limits import WATERS, ladder
from ecocomp.wording import Pair, say_both
from ecocomp.written import fraction_text

#: So many times the limit of Ⅴ is no level of a water.
TIMES = 10
#: Readings are nothing to compare, below the level, or high.
LOW, HIGH, KINDS = 1, 2, 3
#: What has no limit: a milligram of chlorophyll in a litre is a bloom, and no level of a lake [mg/L].
UNLIKELY = {"chla": Fraction(1)}


def check_levels(columns: ReadingColumns, findings: Findings) -> None:
    """An error for each sheet and indicator without a unit of which most values are too high for the unit assumed.

    Where the unit is written it is a warning: the file says so.
    """
    thresholds = {each: _threshold(each) for each in dict.fromkeys(said.indicator for said in columns.said)}
    # a detection limit is at the level of its unit as well as a value is
    levels = [each.detection_limit if each.value is None else each.value for each in columns.said]
    against = against_bounds(columns.said, levels, thresholds)
    high = (against == 0) | (against == 1)
    if not high.any():
        return
    ranks = columns.indicator_ranks()
    width = (int(ranks.max()) + 1) * KINDS
    # what was said, not each reading, is told apart: readings are many times as many
    kind = ranks * KINDS + np.where(high, HIGH, np.where(against == NOTHING, 0, LOW))
    group = kind[columns.what] + columns.sheet * np.int64(width)
    counted = np.bincount(group, minlength=width * len(columns.sheets)).reshape(-1, KINDS)
    above, count = counted[:, HIGH], counted[:, HIGH] + counted[:, LOW]
    without = {(file, sheet, details["indicator"]) for file, sheet, details in findings.merged_under("unit_assumed")}
    for each in np.flatnonzero(2 * above > count).tolist():
        first = int(np.argmax(group == each * KINDS + HIGH))
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
