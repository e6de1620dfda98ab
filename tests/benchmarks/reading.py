"""Reading long files, against what pandas and a prototype take for the same, and a workbook against its bare reader.

A constructed long table of a million rows with marks of all kinds (seed 1). *pandas string operations*: every text of a
value worked on, the numbers as floats. *The same*: as well what a reading does with all other columns, whose texts are
brought to one form, times checked, indicators and units looked up, and the search for repeated section-times and the order
of the result.
*Prototype*: Arrow's columns, each distinct text parsed once. ecocomp parses strictly and exactly, keeps the origin of
every value, looks for repeated ones and puts them in order.
"""

from __future__ import annotations

import datetime
import random
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

ROWS = 1_000_000
SHEET_ROWS = 100_000
INDICATORS = ("高锰酸盐指数", "氨氮", "总磷", "总氮", "化学需氧量", "溶解氧")
MARKS = ("0.01L", "<0.02", "--", "", "未检出", "断流", "0.025L", " 0.5")
HEADING = "省份,断面名称,监测时间,指标,监测值,单位"


def long_file(path: Path) -> None:
    """A million rows of 200 sections."""
    draw = random.Random(1)
    values = [f"{draw.randrange(1, 20000) / 1000:.{draw.choice([1, 2, 3])}f}" for _ in range(5200)]
    moment = datetime.datetime(2024, 1, 1)
    written = 0
    with path.open("w", encoding="utf-8") as stream:
        stream.write(HEADING + "\n")
        while written < ROWS:
            for section in range(200):
                for indicator in INDICATORS[: ROWS - written]:
                    text = draw.choice(MARKS) if draw.random() < 0.1 else draw.choice(values)
                    stream.write(f"湖北省,断面{section:03d},{moment:%Y-%m-%d %H:%M},{indicator},{text},mg/L\n")
                    written += 1
            moment += datetime.timedelta(hours=4)


def workbook(path: Path) -> None:
    """A sheet of 100,000 rows and six columns."""
    import xlsxwriter

    draw = random.Random(2)
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("数据")
        sheet.write_row(0, 0, ["断面名称", "监测时间", "高锰酸盐指数(mg/L)", "氨氮(mg/L)", "总磷(mg/L)", "备注"])
        for row in range(SHEET_ROWS):
            moment = datetime.datetime(2024, 1, 1) + datetime.timedelta(hours=4 * (row // 50))
            sheet.write_row(row + 1, 0, [f"断面{row % 50}", f"{moment:%Y-%m-%d %H:%M}", draw.randrange(10, 90) / 10])
            sheet.write(row + 1, 3, "0.025L" if draw.random() < 0.1 else draw.randrange(20, 2000) / 1000)
            sheet.write_number(row + 1, 4, draw.randrange(10, 400) / 1000)


def string_operations(path: Path, *, same: bool = False) -> Any:
    """What an analyst writes: every text worked on, the numbers as floats."""
    import numpy
    import pandas

    frame = pandas.read_csv(path, dtype=str, keep_default_na=False)
    text = frame["监测值"].str.strip().str.replace("＜", "<").str.replace("．", ".")
    below = text.str.startswith("<") | text.str.upper().str.endswith("L")
    unknown = text.isin(["未检出", "ND"])
    missing = text.isin(["", "--", "-", "/", "*"])
    state = text.isin(["断流", "结冰"])
    number = pandas.to_numeric(text.str.strip("<Ll"), errors="coerce")
    if (number.isna() & ~(unknown | missing | state)).any():
        raise AssertionError
    frame["value"], frame["limit"] = number.where(~below), number.where(below)
    frame["qualifier"] = numpy.select([below | unknown, missing | state], ["below", "missing"], "")
    frame["line"] = numpy.arange(2, len(frame) + 2)
    frame["month"] = frame["监测时间"].str.slice(0, 7)
    if same:
        for name in ("省份", "断面名称", "指标", "单位"):
            frame[name] = frame[name].str.normalize("NFKC").str.strip()
        frame["时间"] = pandas.to_datetime(frame["监测时间"].str.normalize("NFKC").str.strip(), format="%Y-%m-%d %H:%M")
        frame["code"] = frame["指标"].map({name: number for number, name in enumerate(INDICATORS)})
        frame["factor"] = frame["单位"].map({"mg/L": 1.0, "μg/L": 0.001})
        if frame[["code", "factor"]].isna().any(axis=None):
            raise AssertionError
        frame["value"] *= frame["factor"]
        key = ["断面名称", "监测时间", "指标"]
        if frame.duplicated(key).any():
            raise AssertionError
        frame = frame.sort_values(key)
    return frame


def prototype(path: Path) -> Any:
    """Arrow's columns of numbered texts, each distinct text parsed once by ecocomp's own strict parser."""
    import numpy
    import pyarrow
    from pyarrow import csv

    from ecocomp.readings.values import parse_value

    kind = pyarrow.dictionary(pyarrow.int32(), pyarrow.string())
    options = csv.ConvertOptions(column_types=dict.fromkeys(HEADING.split(","), kind), strings_can_be_null=False)
    table = csv.read_csv(path, convert_options=options).unify_dictionaries()
    columns = {}
    for name in table.column_names:
        chunks = table.column(name).chunks
        columns[name] = numpy.concatenate([chunk.indices for chunk in chunks]), chunks[0].dictionary.to_pylist()
    codes, texts = columns["监测值"]
    parse_value.cache_clear()
    parsed = [parse_value(text) for text in texts]
    return columns, numpy.array([each.qualifier for each in parsed])[codes]


def bare_reader(path: Path) -> Any:
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)


def seconds(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def ratios(rounds: int) -> list[tuple[str, float, float, bool]]:
    """Title, ratio, target, and whether the target is one to reach or exceed."""
    from ecocomp.readings import read_monitoring

    with tempfile.TemporaryDirectory() as folder:
        long, sheet = Path(folder) / "long.csv", Path(folder) / "sheet.xlsx"
        long_file(long)
        workbook(sheet)
        actions: dict[str, Callable[[], object]] = {
            "ours": lambda: read_monitoring(long),
            "strings": lambda: string_operations(long),
            "same": lambda: string_operations(long, same=True),
            "prototype": lambda: prototype(long),
            "sheet": lambda: read_monitoring(sheet),
            "bare": lambda: bare_reader(sheet),
        }
        measured: list[dict[str, float]] = []
        for _ in range(rounds + 1):
            measured.append({name: seconds(action) for name, action in actions.items()})
    kept = measured[1:]
    return [
        (
            "pandas string operations / a million rows read",
            median(each["strings"] / each["ours"] for each in kept),
            5.0,
            True,
        ),
        (
            "pandas doing the same / a million rows read",
            median(each["same"] / each["ours"] for each in kept),
            5.0,
            True,
        ),
        ("a million rows read / prototype", median(each["ours"] / each["prototype"] for each in kept), 2.5, False),
        (
            "100,000 rows of a workbook / its bare reader",
            median(each["sheet"] / each["bare"] for each in kept),
            1.3,
            False,
        ),
    ]


def benchmark(rounds: int) -> bool:
    """Print all results; whether a target was missed."""
    missed = False
    for title, ratio, target, exceed in ratios(rounds):
        bad = ratio < target if exceed else ratio > target
        missed |= bad
        bound = "at least" if exceed else "at most"
        print(f"{title:55s} {ratio:6.2f}x   (target {bound} {target}x)  {'MISSED' if bad else 'met'}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024
    print(f"peak memory of all of it {peak:.1f} GiB (target at most 2 GiB)")
    return missed


if __name__ == "__main__":
    benchmark(5)
