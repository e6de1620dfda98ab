"""What the tests of judging share: readings from a few lines of text, and rows by section."""

from __future__ import annotations

from pathlib import Path

import ecocomp as ec
from ecocomp.assessment.judged import JudgedIndicator

HEADINGS = {
    "ph": "pH(无量纲)",
    "water_temp": "水温(℃)",
    "do": "溶解氧(mg/L)",
    "grade": "水质类别",
}


def wide(folder: Path, rows: list[dict[str, str]], name: str = "监测.csv") -> ec.Readings:
    """Readings of a wide table: each row has ``section`` and ``time``, else indicators by id or Chinese name."""
    columns = list(dict.fromkeys(key for row in rows for key in row if key not in ("section", "time", "province")))
    heads = [HEADINGS.get(each) or f"{ec_name(each)}(mg/L)" for each in columns]
    lines = [",".join(["省份", "断面名称", "监测时间", *heads])]
    for row in rows:
        cells = [row.get("province", "*"), row.get("section", "甲"), row.get("time", "2024-03")]
        lines.append(",".join([*cells, *(row.get(each, "--") for each in columns)]))
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return ec.read_monitoring(path)


def ec_name(indicator: str) -> str:
    from ecocomp.standards import INDICATORS

    return INDICATORS[indicator].chinese if indicator in INDICATORS else indicator


def one(folder: Path, **options: object) -> ec.JudgedSection:
    """The only row of one section at one time: options that are ids are values, the others go to ``grade_water``."""
    values = {key: str(each) for key, each in options.items() if key in VALUES}
    rest = {key: each for key, each in options.items() if key not in VALUES}
    rest.setdefault("indicators", [key for key in values if key not in ("grade", "water_temp")])
    (row,) = ec.grade_water(wide(folder, [values]), **rest)
    return row


VALUES = {"ph", "do", "codmn", "cod", "nh3n", "tp", "hg", "cn", "pb", "zn", "f", "grade", "water_temp", "bod5"}


def judged(row: ec.JudgedSection, indicator: str) -> JudgedIndicator:
    return next(each for each in row.indicators if each.indicator == indicator)


def codes(graded: ec.GradedWater) -> list[str]:
    """The codes of the notes, without the page."""
    return [each.code.removeprefix("assessment.") for each in graded.problems]
