"""Construct a year of readings in the shape of the national automatic-station table.

The figures are made up: a seasonal course, day-to-day scatter, and the usual dirt (gaps, maintenance, rows given
twice). They are no measurements and say nothing about the river. The file says so in its name and first line.

    python examples/construct_readings.py examples/fuli-river-2024-constructed.csv
"""

from __future__ import annotations

import datetime
import random
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from ecocomp.standards.grades import grade_text
from ecocomp.standards.limits import ladder

YEAR = 2024
TITLE = (
    "构造数据（constructed）：非监测结果，仅供演示；格式同国家地表水水质自动监测实时数据，监测时间不含年份（2024 年）"
)
HEADING = (
    "省份,流域,断面名称,监测时间,水质类别,水温(℃),pH(无量纲),溶解氧(mg/L),电导率(μS/cm),浊度(NTU),"
    "高锰酸盐指数(mg/L),氨氮(mg/L),总磷(mg/L),总氮(mg/L),叶绿素α(mg/L),藻密度(cells/L),站点情况"
)
#: For each section the middle of the month's NH3-N, TP and CODMn, January to December.
MONTHS = {
    "平林": {
        "nh3n": "0.62 0.85 1.18 0.92 0.71 0.48 0.35 0.30 0.41 0.44 0.52 0.66",
        "tp": "0.082 0.091 0.104 0.112 0.121 0.137 0.152 0.143 0.118 0.096 0.087 0.079",
        "codmn": "3.1 3.3 3.6 3.9 4.2 4.6 4.9 4.7 4.1 3.6 3.3 3.0",
    },
    "太平沙": {
        "nh3n": "0.78 0.96 0.88 0.81 0.62 0.44 0.31 0.27 0.38 0.42 0.47 0.71",
        "tp": "0.103 0.118 0.126 0.139 0.158 0.221 0.187 0.164 0.131 0.109 0.098 0.092",
        "codmn": "3.4 3.7 4.0 4.4 4.7 5.2 5.4 5.1 4.5 3.9 3.6 3.3",
    },
}
PLACES = {"nh3n": 3, "tp": 3, "codmn": 2}
MAINTAINED = {("平林", 5, 14), ("平林", 5, 15), ("太平沙", 8, 21), ("太平沙", 11, 3)}
GIVEN_TWICE = {("平林", 3, 9), ("太平沙", 6, 18)}


def constructed_rows() -> list[str]:
    """All rows of the file, the same on every machine."""
    chance = random.Random(20240101)
    rows = [TITLE, HEADING]
    for section, courses in MONTHS.items():
        day = datetime.date(YEAR, 1, 1)
        while day.year == YEAR:
            row = row_of(section, day, courses, chance)
            rows += [row, row] if (section, day.month, day.day) in GIVEN_TWICE else [row]
            day += datetime.timedelta(days=1)
    return rows


def row_of(section: str, day: datetime.date, courses: dict[str, str], chance: random.Random) -> str:
    """One day's row, read at 08:00."""
    maintained = (section, day.month, day.day) in MAINTAINED
    values = {
        name: scattered(Decimal(course.split()[day.month - 1]), PLACES[name], chance)
        for name, course in courses.items()
    }
    warm = Decimal(16) - Decimal(11) * (abs(Decimal(day.month) - 7) - 3) / 3
    other = {
        "temp": scattered(warm, 1, chance),
        "ph": scattered(Decimal("7.6"), 2, chance, 3),
        "do": scattered(Decimal("11.2") - warm / 6, 2, chance, 8),
        "conductivity": scattered(Decimal(330), 1, chance, 10),
        "turbidity": scattered(Decimal(28), 1, chance, 40),
        "tn": scattered(Decimal("2.1"), 2, chance, 12),
    }
    missing = chance.random() < 0.02
    shown = {name: "--" if maintained or (missing and name == "nh3n") else str(each) for name, each in values.items()}
    grade = "" if maintained else grade_text(worst({**values, "do": other["do"], "ph": other["ph"]}, missing))
    cells = [
        "湖北省", "长江流域", section, f"{day:%m-%d} 08:00", grade, other["temp"], other["ph"], other["do"],
        other["conductivity"], other["turbidity"], shown["codmn"], shown["nh3n"], shown["tp"], other["tn"], "*", "*",
        "维护" if maintained else "正常",
    ]  # fmt: skip
    return ",".join(map(str, cells))


def scattered(middle: Decimal, places: int, chance: random.Random, per_cent: int = 15) -> Decimal:
    """A value around ``middle``, up to ``per_cent`` away, as an instrument reports it."""
    thousandths = 1000 + chance.randint(-per_cent * 10, per_cent * 10)
    return (middle * thousandths / 1000).quantize(Decimal(1).scaleb(-places))


def worst(values: dict[str, Decimal], without_ammonia: bool) -> int:
    """The class of a row, as the worst of its indicators."""
    grades = []
    for name, value in values.items():
        found = ladder(name)
        if found is not None and not (without_ammonia and name == "nh3n"):
            grades.append(found.grade(Fraction(value)))
    return max(grades)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text("\n".join(constructed_rows()) + "\n", encoding="utf-8")
