"""What holds for any table: order does not matter, and what is written long is read back."""

from __future__ import annotations

import csv
import tempfile
from dataclasses import fields
from fractions import Fraction
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ecocomp.errors import Problem, ReadingsError
from ecocomp.readings import Reading, Readings, read_monitoring
from ecocomp.readings.report import reading_report
from ecocomp.report.reading_report import save_readings
from ecocomp.standards import INDICATORS
from ecocomp.written import fraction_text

SECTIONS = ("平林", "太平沙", "街口(鸠坑口)")
TIMES = ("2024-01", "2024-02", "2024-02-03", "2024-02-03 08:00")
NAMES = ("nh3n", "tp", "do", "water_temp", "grade")
TEXTS = {
    **dict.fromkeys(NAMES, ("0.5", "0.025L", "<0.1", "ND", "--", "*", "断流", "1e-3", "12")),
    "grade": ("Ⅰ", "劣Ⅴ", "--", "*"),
}
STATES = ("", "正常", "维护")

cells = st.dictionaries(
    st.tuples(st.sampled_from(SECTIONS), st.sampled_from(TIMES)),
    st.tuples(st.sampled_from(STATES), st.fixed_dictionaries({name: st.sampled_from(TEXTS[name]) for name in NAMES})),
    min_size=1,
)


def write(folder: str, name: str, rows: list[list[str]]) -> Path:
    path = Path(folder, name)
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def heading_of(name: str) -> str:
    if name == "grade":
        return "水质类别"
    return f"{INDICATORS[name].chinese}({INDICATORS[name].unit})"


@given(table=cells, data=st.data())
def test_order_does_not_matter(table, data):
    """The order of rows, columns and files changes nothing of what is read."""
    columns = ["断面名称", "监测时间", "站点情况", *map(heading_of, NAMES)]
    rows = [
        [section, when, state, *(values[name] for name in NAMES)] for (section, when), (state, values) in table.items()
    ]
    order = data.draw(st.permutations(range(len(columns))), label="columns")
    shuffled = [[row[index] for index in order] for row in data.draw(st.permutations(rows), label="rows")]
    cut = data.draw(st.integers(1, len(rows)), label="cut")
    title = [columns[index] for index in order]
    with tempfile.TemporaryDirectory() as folder:
        whole = read_monitoring(write(folder, "whole.csv", [columns, *rows]))
        parts = [write(folder, "b.csv", [title, *shuffled[:cut]]), write(folder, "a.csv", [title, *shuffled[cut:]])]
        split = read_monitoring(parts)

    assert split == whole
    assert len(whole) == len(rows) * len(NAMES)


readings_long = st.dictionaries(
    st.tuples(st.sampled_from(SECTIONS), st.sampled_from(TIMES), st.sampled_from(NAMES[:-1])),
    st.one_of(
        st.builds(Fraction, st.integers(1, 10**12), st.sampled_from([10**power for power in range(10)])).map(
            fraction_text
        ),
        st.sampled_from(TEXTS["tp"]),
    ),
    min_size=1,
)


def long_rows(readings: Readings) -> list[list[str]]:
    """Readings as a long table."""
    heading = ["断面名称", "监测时间", "指标", "监测值", "单位", "站点情况", "省份"]
    words = {"": "正常", "not_measured": "", "no_flow": ""}
    return [heading] + [
        [
            each.section,
            each.when,
            each.indicator,
            each.text,
            INDICATORS[each.indicator].unit,
            words[each.state],
            each.province,
        ]
        for each in readings
    ]


@given(table=readings_long)
def test_written_long_and_read_back(table):
    """Readings written as a long table are read back equal, to the last digit and letter."""
    rows = [["断面", "时间", "指标", "值", "单位"]]
    rows += [[*key, text, INDICATORS[key[2]].unit] for key, text in table.items()]
    with tempfile.TemporaryDirectory() as folder:
        readings = read_monitoring(write(folder, "a.csv", rows))
        again = read_monitoring(write(folder, "b.csv", long_rows(readings)))

    assert again == readings
    assert {(each.section, each.when, each.indicator): each.text for each in again} == table


ANY_UNIT = ("m3/s", "m³/h", "m3/d", "万m³/d", "L/s")
#: Names that a spreadsheet takes for a formula, some with apostrophes of their own, and names that it does not.
SECTIONS = ("平林", "=平林", "+平林", "-平林", "@平林", "＝平林", "''=平林", "'''=平林", "''平林", "-1", "'t Sas")
#: What one row of a long table may hold: indicator, value, unit, qualifier, detection limit.
ANY_ROW = st.one_of(
    st.tuples(
        st.just("流量"), st.sampled_from(["1500", "7", "-0.1", "断流", "--", "1e-7"]), st.sampled_from(ANY_UNIT),
        st.just(""), st.just(""),
    ),
    st.tuples(st.just("流量"), st.sampled_from(["1", ""]), st.sampled_from(ANY_UNIT), st.just("L"), st.just("1")),
    st.tuples(
        st.just("氨氮"), st.sampled_from(["0.5", "16.50(+)", "16.50(-)", "ND", "<0.7", "0.025L"]),
        st.sampled_from(["mg/L", "μg/L"]), st.sampled_from(["", "L"]), st.sampled_from(["", "0.1"]),
    ),
    st.tuples(st.just("氨氮"), st.sampled_from(["-1", "0"]), st.just("mg/L"), st.just(""), st.just("")),
    st.tuples(st.just("水质类别"), st.sampled_from(["Ⅰ", "劣Ⅴ", "--", "断流"]), *[st.just("")] * 3),
    st.tuples(st.just("水温"), st.sampled_from(["-0.5", "0", "12"]), st.just("℃"), st.just(""), st.just("")),
)  # fmt: skip


@given(
    rows=st.lists(
        st.tuples(ANY_ROW, st.sampled_from(STATES), st.sampled_from(("", "自动", "手工")), st.sampled_from(SECTIONS)),
        min_size=1,
        max_size=12,
    )
)
def test_the_file_of_readings_is_read_back(rows):
    """What ``read --out`` writes says the same when it is read, in whatever units the values were, of whatever name."""
    heading = ["断面", "时间", "指标", "值", "单位", "标识", "检出限", "站点情况", "监测方式"]
    table = [[name, f"2024-01-{day:02d}", *cells, *more] for day, (cells, *more, name) in enumerate(rows, 1)]
    with tempfile.TemporaryDirectory() as folder:
        report = reading_report(write(folder, "a.csv", [heading, *table]))
        again = read_monitoring(save_readings(report, Path(folder, "out.csv")))

    assert not report.failed
    assert list(map(said, again)) == list(map(said, report.readings))


def said(reading: Reading) -> tuple[object, ...]:
    """What a reading says, but for how its value was written."""
    return tuple(getattr(reading, each.name) for each in fields(reading) if each.compare and each.name != "text")


def outcome(path: Path) -> tuple[Readings | None, tuple[Problem, ...]]:
    """What reading a file gives: readings, or the problems it is refused for."""
    try:
        return read_monitoring(path), ()
    except ReadingsError as refused:
        return None, refused.problems


@given(content=st.binary(max_size=300), name=st.sampled_from(["a.csv", "a.xlsx", "a.xls"]))
def test_any_bytes(content, name):
    """Any bytes whatever are read or refused with problems that name the file, never otherwise."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        readings, problems = outcome(path)

    assert (readings is None) == bool(problems)
    assert all(each.place.file == name and each.message() for each in problems)


@given(text=st.text(st.sampled_from('断面,时间氨氮\n"0.5L平林2024-01*;\t（）'), max_size=200))
def test_any_table(text):
    """Any text below a heading is read, or refused with problems that can be told in both languages."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.csv")
        path.write_bytes(("断面,时间,氨氮\n" + text).encode())
        readings, problems = outcome(path)

    assert all(each.place.file == "a.csv" and each.message("zh") and each.message("en") for each in problems)
    assert all(each.section and each.indicator == "nh3n" for each in readings or ())
