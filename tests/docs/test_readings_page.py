"""docs/readings.md: the tables of the page read as the page says."""

from __future__ import annotations

from fractions import Fraction
from inspect import signature
from pathlib import Path

import pytest

import ecocomp as ec
from ecocomp.readings import Reading
from tests.docs.support import blocks, code, page, tables

NAME = "readings.md"


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


#: What each row of the table of values promises.
PROMISED = {
    "a number": lambda reading: reading.value is not None,
    "below the detection limit 0.025": lambda reading: reading.detection_limit == Fraction("0.025"),
    "below detection;": lambda reading: reading.qualifier == "below" and reading.detection_limit is None,
    "missing, with a warning": lambda reading: reading.qualifier == "missing",
    "kept;": lambda reading: reading.value == 0,
}


@pytest.mark.parametrize(("written", "meaning"), tables(NAME, "Written"))
def test_each_way_to_write_a_value_is_read_as_the_page_says(written: str, meaning: str, tmp_path: Path):
    for text in code(written):
        table = f'断面,监测时间,氨氮(mg/L)\n平林,2024-03,"{text}"\n'
        if meaning.startswith("error"):
            with pytest.raises(ec.ReadingsError):
                read(table, tmp_path)
        else:
            (reading,) = read(table, tmp_path)
            assert next(holds for start, holds in PROMISED.items() if meaning.startswith(start))(reading), text


def test_classes_are_read_in_the_ways_the_page_shows(tmp_path: Path):
    line = next(each for each in page(NAME).splitlines() if each.startswith("Classes"))

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
    readings = read(block("csv wide"), tmp_path)

    assert [said(each) for each in ec.read_monitoring(readings.frame)] == [said(each) for each in readings]


def test_the_options_on_the_page_are_those_of_the_function():
    names = [parameter for parameter in signature(ec.read_monitoring).parameters if parameter != "source"]

    assert [code(row[0])[0] for row in tables(NAME, "Option")] == names
