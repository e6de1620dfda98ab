"""docs/readings.md and its Chinese version: the tables of the page read as the page says."""

from __future__ import annotations

from fractions import Fraction
from inspect import signature
from pathlib import Path

import pytest

import ecocomp as ec
from ecocomp.readings import Reading
from tests.docs.support import blocks, code, examples, page, tables

NAME = "readings.md"
PAGES = {NAME: ("Written", "Option", "Classes"), "readings.zh.md": ("写法", "选项", "水质类别可写")}

each_page = pytest.mark.parametrize("name", PAGES)


def read(text: str, folder: Path, name: str = "readings.csv", **options: object) -> ec.Readings:
    (folder / name).write_text(text, encoding="utf-8")
    return ec.read_monitoring(folder / name, **options)


def block(info: str) -> str:
    return next(each.text for each in blocks(NAME) if each.info == info)


def said(reading: Reading) -> tuple[object, ...]:
    return (reading.section, reading.when, reading.indicator, reading.value, reading.qualifier, reading.detection_limit)


def test_the_wide_table_reads_as_the_page_says(tmp_path: Path):
    readings = read(block("csv wide"), tmp_path)

    assert [(*said(each), each.state) for each in readings] == [
        ("平林", "2024-03", "codmn", Fraction("3.2"), "", None, ""),
        ("平林", "2024-03", "nh3n", None, "below", Fraction("0.025"), ""),
        ("平林", "2024-04", "codmn", None, "missing", None, "no_flow"),
        ("平林", "2024-04", "nh3n", None, "missing", None, "no_flow"),
    ]


def test_the_long_table_reads_as_the_page_says(tmp_path: Path):
    readings = read(block("csv long"), tmp_path)

    assert [said(each) for each in readings][:2] == [
        ("平林", "2024-03", "codmn", Fraction("3.2"), "", None),
        ("平林", "2024-03", "nh3n", None, "below", Fraction("0.025")),
    ]
    assert [each.qualifier for each in readings][2:] == ["missing", "missing"]


def test_both_languages_show_the_same_tables():
    english, chinese = ([each for each in blocks(name) if each.info != "python"] for name in PAGES)

    assert english == chinese


#: What each row of the table of values promises.
PROMISED = {
    ("a number", "数，精确"): lambda reading: reading.value is not None,
    ("below the detection limit 0.025", "低于检出限 0.025"): lambda reading: (
        reading.detection_limit == Fraction("0.025")
    ),
    ("below detection;", "低于检出限；"): lambda reading: (
        reading.qualifier == "below" and reading.detection_limit is None
    ),
    ("missing, with a warning", "缺测，并给出提示"): lambda reading: reading.qualifier == "missing",
    ("the number, with which way", "数值，并记下"): lambda reading: reading.value == Fraction("16.5") and reading.lean,
    ("the state, whatever", "这一状态，"): lambda reading: reading.state == "no_flow",
    ("kept;", "保留；"): lambda reading: reading.value == 0,
}


@pytest.mark.parametrize(
    ("written", "meaning"),
    [row for name, (heading, *_) in PAGES.items() for row in tables(name, heading) if "`" in row[0]],
)
def test_each_way_to_write_a_value_is_read_as_the_page_says(written: str, meaning: str, tmp_path: Path):
    for text in code(written):
        table = f'断面,监测时间,氨氮(mg/L)\n平林,2024-03,"{text}"\n'
        if meaning.startswith(("error", "错误")):
            with pytest.raises(ec.ReadingsError):
                read(table, tmp_path)
        else:
            (reading,) = read(table, tmp_path)
            assert next(holds for start, holds in PROMISED.items() if meaning.startswith(start))(reading), text


@each_page
def test_classes_are_read_in_the_ways_the_page_shows(name: str, tmp_path: Path):
    line = next(each for each in page(name).splitlines() if PAGES[name][2] in each)

    for text in code(line):
        (reading,) = read(f"断面,监测时间,水质类别\n平林,2024-03,{text}\n", tmp_path)
        assert reading.value in (3, 6)


def test_the_note_on_the_page_is_the_one_that_comes(tmp_path: Path):
    readings = read("断面,监测时间,氨氮\n平林,2024-03,0.3\n", tmp_path, "读取说明.csv")

    assert "".join(f"{each.line('zh')}\n" for each in readings.problems) == block("text")


def test_differing_values_are_refused_or_chosen(tmp_path: Path):
    twice = "断面,监测时间,氨氮(mg/L)\n平林,2024-03,0.3\n平林,2024-03,0.4\n"

    with pytest.raises(ec.ReadingsError):
        read(twice, tmp_path)
    assert [each.value for each in read(twice, tmp_path, repeated="first")] == [Fraction("0.3")]
    assert [each.value for each in read(twice, tmp_path, repeated="last")] == [Fraction("0.4")]


def test_a_volume_needs_a_unit_and_a_time_needs_a_year(tmp_path: Path):
    with pytest.raises(ec.ReadingsError):
        read("断面,监测时间,水量\n平林,2024-03,5\n", tmp_path)
    with pytest.raises(ec.ReadingsError):
        read("断面,监测时间,氨氮(mg/L)\n平林,3月,0.3\n", tmp_path)
    assert read("断面,监测时间,氨氮(mg/L)\n平林,3月,0.3\n", tmp_path, year=2024).items[0].when == "2024-03"


def test_a_frame_read_in_again_gives_the_same_values(tmp_path: Path):
    readings = read(block("csv wide").replace(",3.2,", ",16.50(+),"), tmp_path)

    assert any(each.lean for each in readings)
    assert [(each.lean, each.method) for each in ec.read_monitoring(readings.frame)] == [
        (each.lean, each.method) for each in readings
    ]
    assert [said(each) for each in ec.read_monitoring(readings.frame)] == [said(each) for each in readings]


def test_dry_days_among_others_are_days_of_no_flow(tmp_path: Path):
    """Zero in the monthly flow, no part in the mean concentration; and the settlement warns."""
    days = [f"白沙,2024-05-{day:02d},{'断流,断流,断流,断流' if day > 2 else '3.2,0.3,0.08,9'}\n" for day in (1, 2, 3)]
    readings = read("断面,监测时间,高锰酸盐指数(mg/L),氨氮(mg/L),总磷(mg/L),流量(m3/s)\n" + "".join(days), tmp_path)
    text = next(examples("agreement-file.md")).agreement.replace("  missing:", "  quantities: [flow]\n  missing:")
    settlement = ec.settle(ec.read_agreement(text), readings, 2024, since=5, through=5, gaps="skip")

    assert settlement.value("Q", section="白沙", month=5) == 6
    assert settlement.value("C", section="白沙", indicator="氨氮", month=5) == Fraction("0.3")
    assert "settlement.partly_dry" in {each.code for each in settlement.problems}


@each_page
def test_the_options_on_the_page_are_those_of_the_function(name: str):
    names = [parameter for parameter in signature(ec.read_monitoring).parameters if parameter != "source"]

    assert [code(row[0])[0] for row in tables(name, PAGES[name][1])] == names
