"""Values below the detection limit that the file gives elsewhere for the same section, indicator and method.

Where a laboratory writes 0.025L in one month, 0.01 in another is hardly a value that it measured: perhaps the mark was
forgotten. Of several limits the least counts, since another laboratory may have a lower one.
"""

from __future__ import annotations

from bisect import bisect_right
from fractions import Fraction

import numpy as np

from ecocomp.readings.against_bounds import against_bounds
from ecocomp.readings.coded import Rows, numbered
from ecocomp.readings.columns import ReadingColumns, Said
from ecocomp.readings.findings import Findings
from ecocomp.readings.reading import BELOW
from ecocomp.readings.show import indicator_name


def check_limits_elsewhere(columns: ReadingColumns, findings: Findings) -> None:
    """A warning for each indicator and sheet that has such values; those that were told of by their own row are not."""
    limits = {what: limit for what, each in enumerate(columns.said) if (limit := _limit(each)) is not None}
    highest: dict[str, Fraction] = {}
    for what, limit in limits.items():
        indicator = columns.said[what].indicator
        highest[indicator] = max(limit, highest.get(indicator, limit))
    below_some = against_bounds(columns.said, [each.value for each in columns.said], highest) == -1
    low = [what for what in np.flatnonzero(below_some).tolist() if (columns.said[what].value or 0) > 0]
    if not low:
        return
    # limits and values as places among all limits, so that whole columns are compared
    ladder = sorted(set(limits.values()))
    steps = {limit: step for step, limit in enumerate(ladder)}
    place = np.zeros(len(columns.said), np.int64)
    for what, limit in limits.items():
        place[what] = steps[limit]
    for what in low:
        value = columns.said[what].value
        place[what] = bisect_right(ladder, value)  # type: ignore[type-var]  # what is low has a value
    limited, values = (_numbers(columns, each) for each in (list(limits), low))
    if not len(limited) or not len(values):
        return  # what says so was not kept, beside others of the same section and time
    group = _groups(columns, np.concatenate([limited, values]))
    of_limited, of_values = np.split(group, [len(limited)])
    least = np.full(int(group.max()) + 1, len(ladder), np.int64)
    np.minimum.at(least, of_limited, place[columns.what[limited]])
    # a section without a limit of its own has nothing that its values are below
    below = (place[columns.what[values]] <= least[of_values]) & (least[of_values] < len(ladder))
    told = {(file, sheet, str(said["indicator"])) for file, sheet, said in findings.merged_under("below_own_limit")}
    for number in values[below].tolist():
        found, name = columns.place(number), indicator_name(columns.said[columns.what[number]].indicator)
        if (found.file, found.sheet, str(name)) not in told:
            findings.count("below_other_limit", found, "warning", indicator=name)


def _limit(said: Said) -> Fraction | None:
    return said.detection_limit if said.qualifier == BELOW else None


def _numbers(columns: ReadingColumns, whats: list[int]) -> Rows:
    """The readings that say one of these things."""
    flags = np.zeros(len(columns.said), np.bool_)
    flags[whats] = True
    return np.flatnonzero(flags[columns.what])


def _groups(columns: ReadingColumns, numbers: Rows) -> Rows:
    """For some readings the number of the file, section, indicator and method of each together."""
    _, file = numbered([each.file for each in columns.sheets])
    kinds, kind = numbered([(each.indicator, each.method) for each in columns.said])
    key = file[columns.sheet[numbers]].astype(np.int64) * len(columns.sites) + columns.site[numbers]
    found: Rows = np.unique(key * len(kinds) + kind[columns.what[numbers]], return_inverse=True)[1]
    return found
