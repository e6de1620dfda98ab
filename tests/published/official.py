"""Rows of the national automatic stations that have an official class, with the values beside it."""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from ecocomp.standards import grade_text, indicator_sets, ladder, parse_grade
from tests.readings.support import SHARED_DATA

FIVE = indicator_sets()["five"].members
HEADINGS = {"ph": "pH", "do": "溶解氧", "codmn": "高锰酸盐指数", "nh3n": "氨氮", "tp": "总磷"}
LAKES = Path(__file__).with_name("lake-sections.csv")


class Row(NamedTuple):
    """A published row: where, on which day and at what time, its class, and the text of each value."""

    province: str
    section: str
    day: str
    time: str
    published: int
    texts: dict[str, str]


def number(text: str) -> Fraction | None:
    """The exact value of a text; None for ``--``, ``*`` and nothing."""
    try:
        return Fraction(text)
    except ValueError:
        return None


def daily(path: Path) -> Iterator[Row]:
    """The rows of a file with unrounded values beside rounded ones."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8-sig")
    for row in csv.DictReader(text.splitlines()):
        grade = parse_grade(row["水质类别"])
        if grade is not None:
            texts = {name: row[f"{heading}_原始值"] for name, heading in HEADINGS.items()}
            yield Row(row["省份"], row["断面名称"], row["snapshot_date"], row["监测时间"], grade, texts)


def snapshot(path: Path) -> Iterator[Row]:
    """The rows of a page as the publication sends it: the unrounded value stands in the title of the cell."""
    page = json.loads(path.read_text(encoding="utf-8"))
    heads = [re.sub(r"<br/?>.*", "", each) for each in page["thead"]]
    for cells in page["tbody"]:
        row = dict(zip(heads, cells, strict=True))
        grade = parse_grade(row["水质类别"] or "")
        if grade is not None:
            texts = {}
            for name, heading in HEADINGS.items():
                found = re.search(r"原始值：([^']*)'", row[heading] or "")
                texts[name] = found[1] if found else ""
            yield Row(row["省份"], re.sub(r"<[^>]*>", "", row["断面名称"]), path.stem, row["监测时间"], grade, texts)


def four_hourly() -> Iterator[Row]:
    """The rows of the station files, whose values are rounded as displayed; rows given twice once."""
    for path in sorted((SHARED_DATA / "cnemc_4h_sections").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in {tuple(each.items()): each for each in csv.DictReader(file)}.values():
                grade = parse_grade(row["水质类别"])
                if grade is not None:
                    units = {"ph": "(无量纲)"}
                    texts = {name: row[heading + units.get(name, "(mg/L)")] for name, heading in HEADINGS.items()}
                    yield Row(row["省份"], row["断面名称"], "2021", row["监测时间"], grade, texts)


def lakes() -> frozenset[tuple[str, str]]:
    """Province and name of the sections judged by the limits of lakes."""
    with LAKES.open(encoding="utf-8", newline="") as file:
        return frozenset((row["province"], row["section"]) for row in csv.DictReader(file))


def computed(row: Row, lake: frozenset[tuple[str, str]]) -> int | None:
    """The worst grade of the five by GB 3838-2002."""
    waters = "lake" if (row.province, row.section) in lake else "river"
    values = {name: number(text) for name, text in row.texts.items()}
    grades = [ladder(name, waters=waters).grade(value) for name, value in values.items() if value is not None]
    return max(grades, default=None)


def line(row: Row, found: int | None) -> str:
    """A miss as a line of explained-differences.md, without its explanation."""
    values = "、".join(f"{name} {text}" for name, text in row.texts.items() if number(text) is not None)
    ours = "—" if found is None else grade_text(found)
    return (
        f"| {row.province} | {row.section} | {row.day} | {row.time} | {values} | {grade_text(row.published)} | {ours} |"
    )


def unrounded() -> list[Row]:
    """All rows with unrounded values, those that stand in two files once."""
    files = sorted(SHARED_DATA.glob("*_daily_*.csv*"))
    rows = [row for path in files for row in daily(path)]
    rows += [row for path in sorted((SHARED_DATA / "cnemc_snapshots").glob("*.json")) for row in snapshot(path)]
    return list({(*row[:5], *row.texts.values()): row for row in rows}.values())
