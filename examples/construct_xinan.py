"""Construct six years of monthly values at Jiekou on the Xin'an River, as a history for scenarios.

The figures are made up. Their means of 2012 to 2014 and of 2015 to 2017 are near the baselines of the agreements'
files, which are made up as well: nitrogen rises a little, all else falls. The file says so in its name and first line.

    python examples/construct_xinan.py examples/xinan-river-2012-2017-constructed.csv
"""

from __future__ import annotations

import random
import sys
from decimal import Decimal
from pathlib import Path

from construct_readings import scattered

TITLE = "构造数据（constructed）：非监测结果，仅供演示；月值"
HEADING = "断面名称,监测时间,高锰酸盐指数(mg/L),氨氮(mg/L),总氮(mg/L),总磷(mg/L)"
SECTION = "街口"
#: The means of 2012 to 2014 and of 2015 to 2017, in the order of the columns, and the decimals reported.
MEANS = {
    "codmn": ("1.90", "1.85", 1),
    "nh3n": ("0.16", "0.14", 2),
    "tn": ("1.25", "1.30", 2),
    "tp": ("0.036", "0.034", 3),
}
#: The course of the year in per cent of the mean: nitrogen is high in winter, what rain washes in is high in summer.
WINTER = "118 122 116 106 98 90 86 84 88 94 98 100"
SUMMER = "86 88 96 104 112 118 116 108 98 94 92 88"
COURSES = {"codmn": SUMMER, "nh3n": WINTER, "tn": WINTER, "tp": SUMMER}
WHOLE_YEAR, COMMON, OWN = 6, 12, 12  # per cent


def constructed_rows() -> list[str]:
    """All rows of the file, the same on every machine."""
    chance = random.Random(20120101)
    rows = [TITLE, HEADING]
    for year in range(2012, 2018):
        of_year = scattered(Decimal(1), 3, chance, WHOLE_YEAR)
        for month in range(1, 13):
            common = of_year * scattered(Decimal(1), 3, chance, COMMON)
            cells = []
            for name, (before, after, places) in MEANS.items():
                middle = Decimal(before if year < 2015 else after) * int(COURSES[name].split()[month - 1]) / 100
                cells.append(str(scattered(middle * common, places, chance, OWN)))
            rows.append(",".join([SECTION, f"{year}-{month:02d}", *cells]))
    return rows


if __name__ == "__main__":
    Path(sys.argv[1]).write_text("\n".join(constructed_rows()) + "\n", encoding="utf-8")
