"""Construct five years of monthly values, as a history for scenarios.

The figures are made up, as those of construct_readings.py are: the same course of the year, and from month to month a
scatter that the two sections and the indicators have in part in common. The file says so in its name and first line.

    python examples/construct_history.py examples/fuli-river-2019-2023-constructed.csv
"""

from __future__ import annotations

import random
import sys
from decimal import Decimal
from pathlib import Path

from construct_readings import MONTHS, scattered

YEARS = range(2019, 2024)
TITLE = "构造数据（constructed）：非监测结果，仅供演示；月值"
HEADING = "断面名称,监测时间,高锰酸盐指数(mg/L),氨氮(mg/L),总磷(mg/L)"
#: In the order of the columns, with the decimals reported and the lowest value that is found.
REPORTED = {"codmn": (1, "0.5"), "nh3n": (2, "0.25"), "tp": (3, "0.010")}
COMMON, OWN = 25, 15  # per cent


def constructed_rows() -> list[str]:
    """All rows of the file, the same on every machine."""
    chance = random.Random(20190101)
    common = {(year, month): scattered(Decimal(1), 3, chance, COMMON) for year in YEARS for month in range(1, 13)}
    rows = [TITLE, HEADING]
    for section, courses in MONTHS.items():
        for (year, month), factor in common.items():
            middles = {name: Decimal(courses[name].split()[month - 1]) * factor for name in REPORTED}
            cells = [reported(name, middle, chance) for name, middle in middles.items()]
            rows.append(",".join([section, f"{year}-{month:02d}", *cells]))
    return rows


def reported(name: str, middle: Decimal, chance: random.Random) -> str:
    """A value around ``middle`` as a laboratory reports it, also below its detection limit."""
    places, limit = REPORTED[name]
    value = scattered(middle, places, chance, OWN)
    return f"{limit}L" if value < Decimal(limit) else str(value)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text("\n".join(constructed_rows()) + "\n", encoding="utf-8")
