"""Values below the detection limit that the file gives elsewhere for the same section, indicator and method.

Where a laboratory writes 0.025L in one month, 0.01 in another is hardly a value that it measured: perhaps the mark was
forgotten. Of several limits the least counts, since another laboratory may have a lower one.
"""

from __future__ import annotations

from fractions import Fraction

from ecocomp.readings.columns import ReadingColumns
from ecocomp.readings.findings import Findings
from ecocomp.readings.reading import BELOW
from ecocomp.readings.show import indicator_name

#: File, number of the section, indicator, method.
Key = tuple[str, int, str, str]


def check_limits_elsewhere(columns: ReadingColumns, findings: Findings) -> None:
    """A warning for each indicator and sheet that has such values; those that were told of by their own row are not."""
    limited = {what: each.detection_limit for what, each in enumerate(columns.said) if each.qualifier == BELOW}
    limits = {what: limit for what, limit in limited.items() if limit is not None}
    if not limits:
        return
    least: dict[Key, Fraction] = {}
    for number, what in enumerate(columns.what.tolist()):
        if what in limits:
            key = _key(columns, number, what)
            least[key] = min(limits[what], least.get(key, limits[what]))
    highest: dict[str, Fraction] = {}
    for (_, _, indicator, _), limit in least.items():
        highest[indicator] = max(limit, highest.get(indicator, limit))
    low = {
        what: each.value
        for what, each in enumerate(columns.said)
        if each.value is not None and 0 < each.value < highest.get(each.indicator, each.value)
    }
    if not low:
        return
    told = {(file, sheet, str(said["indicator"])) for file, sheet, said in findings.merged_under("below_own_limit")}
    for number, what in enumerate(columns.what.tolist()):
        if what not in low:
            continue
        key = _key(columns, number, what)
        place, name = columns.place(number), indicator_name(key[2])
        if low[what] < least.get(key, low[what]) and (place.file, place.sheet, str(name)) not in told:
            findings.count("below_other_limit", place, "warning", indicator=name)


def _key(columns: ReadingColumns, number: int, what: int) -> Key:
    said = columns.said[what]
    return columns.sheets[columns.sheet[number]].file, int(columns.site[number]), said.indicator, said.method
