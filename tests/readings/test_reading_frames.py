"""DataFrames in and out, and what a Readings value is."""

from __future__ import annotations

import pickle
from decimal import Decimal
from fractions import Fraction

import pandas as pd
import pytest

from ecocomp.errors import ReadingsError
from ecocomp.period import Month
from ecocomp.readings import FRAME_COLUMNS, read_monitoring
from tests.readings.support import codes, read_text, short

TEXT = """断面,省份,流域,时间,氨氮(μg/L),总磷(mg/L),站点情况
平林,湖北省,长江流域,2024-01-05,25,0.025L,正常
平林,湖北省,长江流域,2024-01-06,25.50,--,维护
"""


def test_frame(tmp_path):
    """The tidy table has one row a reading with exact decimals and the origin."""
    frame = read_text(tmp_path, TEXT).frame

    assert tuple(frame.columns) == FRAME_COLUMNS
    assert frame["value"].tolist() == [Decimal("0.025"), None, Decimal("0.0255"), None]
    assert frame["detection_limit"].tolist() == [None, Decimal("0.025"), None, None]
    assert frame.iloc[2].to_dict() == {
        "section": "平林", "province": "湖北省", "basin": "长江流域", "when": "2024-01-06", "indicator": "nh3n",
        "text": "25.50", "value": Decimal("0.0255"), "qualifier": "", "detection_limit": None, "unit": "mg/L",
        "state": "maintenance", "method": "", "lean": 0, "file": "监测.csv", "sheet": "", "line": 3, "cell": "",
    }  # fmt: skip


def test_frame_of_a_unit_without_finite_decimals(tmp_path):
    """A value that no decimal can hold stays an exact rational."""
    frame = read_text(tmp_path, "断面,时间,流量(m3/d)\n平林,2024-01,1\n").frame

    assert frame["value"].tolist() == [Fraction(1, 86400)]


def test_frame_of_nothing(tmp_path):
    """Without readings the table has its columns and no rows."""
    frame = read_text(tmp_path, "断面,时间,氨氮\n平林,*,--\n").frame

    assert (tuple(frame.columns), len(frame)) == (FRAME_COLUMNS, 0)


def test_the_frame_can_be_read_back(tmp_path):
    """Reading the tidy table of readings gives readings of the same values, limits and states."""
    readings = read_text(tmp_path, TEXT)
    again = read_monitoring(readings.frame)

    assert [(short(each), each.detection_limit, each.state, each.province, each.basin) for each in again] == [
        (short(each), each.detection_limit, each.state, each.province, each.basin) for each in readings
    ]


def test_reading_a_frame():
    """A DataFrame is a table like any other: its rows are counted from 1, its gaps are missing values."""
    frame = pd.DataFrame(
        {
            "section": ["平林", "平林", "平林"],
            "date": pd.to_datetime(["2024-01-01 00:00", "2024-01-01 04:00", "2024-01-02"], format="mixed"),
            "nh3n (mg/L)": [0.1 + 0.2, None, 5],
            "TP (mg/L)": [Decimal("0.10"), "ND", pd.NA],
        }
    )
    readings = read_monitoring(frame)

    assert [(*short(each), str(each.place)) for each in readings] == [
        ("平林", "2024-01-01 00:00", "nh3n", "3/10", "DataFrame:1:3"),
        ("平林", "2024-01-01 00:00", "tp", "1/10", "DataFrame:1:4"),
        ("平林", "2024-01-01 04:00", "nh3n", "missing", "DataFrame:2:3"),
        ("平林", "2024-01-01 04:00", "tp", "below", "DataFrame:2:4"),
        ("平林", "2024-01-02 00:00", "nh3n", "5", "DataFrame:3:3"),
        ("平林", "2024-01-02 00:00", "tp", "missing", "DataFrame:3:4"),
    ]
    assert readings.files == ("DataFrame",)


def test_named_index_is_a_column():
    """An index with a name is read as a column."""
    frame = pd.DataFrame({"time": ["2024-01"], "TP": ["0.1"]}, index=pd.Index(["平林"], name="section"))

    assert read_monitoring(frame).sections == ("平林",)


class Wordless:
    """An object that has no text."""

    def __str__(self):
        raise TypeError


ODD = [
    10**5000,
    Fraction(10**5000),
    Fraction(1, 3**9999),
    Decimal("sNaN"),
    Decimal("1e999999"),
    Wordless(),
    [1],
    {},
    b"1",
]


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: type(odd).__name__)
def test_cells_of_any_type(odd):
    """A value or time of a type that is none is an error at its cell, never another exception."""
    for name, place in (("氨氮(mg/L)", "DataFrame:1:3"), ("监测时间", "DataFrame:1:2")):
        frame = pd.DataFrame({"断面": ["甲"], "监测时间": ["2024-03"], "氨氮(mg/L)": [1]}).astype(object)
        frame.at[0, name] = odd
        with pytest.raises(ReadingsError) as caught:
            read_monitoring(frame)

        assert [str(each.place) for each in caught.value.problems] == [place]
        assert str(caught.value)


def test_headings_of_any_type():
    """Columns with names of any type, and an index with the name of a column, are refused and nothing else."""
    frame = pd.DataFrame([["甲", "2024-01", 1]], columns=["断面", "时间", "氨氮"])
    for odd in (
        frame.rename(columns={"断面": 10**5000}),
        frame.rename(columns={"断面": None}),
        frame.set_index("断面", drop=False),
    ):
        with pytest.raises(ReadingsError):
            read_monitoring(odd)


def test_a_month_that_became_a_number():
    """A month 2024.10 that became the number 2024.1 is refused."""
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(pd.DataFrame({"断面": ["甲"], "年月": [2024.10], "氨氮(mg/L)": [1]}))

    assert codes(caught.value.problems) == ["time_ambiguous"]


def test_by_cell(tmp_path):
    """Readings are found by section, indicator and month, in order of time."""
    found = read_text(tmp_path, TEXT).by_cell

    assert [each.when for each in found["平林", "nh3n", Month(2024, 1)]] == ["2024-01-05", "2024-01-06"]
    assert ("平林", "codmn", Month(2024, 1)) not in found


def test_readings_are_values(tmp_path):
    """Readings cannot be changed, are equal when they say the same, and travel between processes."""
    readings = read_text(tmp_path, TEXT)
    _ = readings.by_cell
    moved = read_text(tmp_path, TEXT.replace("\n", "\n\n", 1))
    other = read_text(tmp_path, TEXT.replace("25.50", "25.51"))
    copy = pickle.loads(pickle.dumps(readings))

    assert readings == moved != other
    assert hash(readings) == hash(moved)
    assert (copy, copy.problems, copy.files) == (readings, readings.problems, readings.files)
    assert [each.place for each in copy] == [each.place for each in readings]
    assert "4 readings" in repr(readings)
    with pytest.raises(AttributeError):
        readings.items = ()
    with pytest.raises(TypeError):
        readings.by_cell["a", "b", Month(2024, 1)] = ()


@pytest.mark.parametrize(
    "column",
    [
        pd.Series([0.1, 0.2], dtype="float32"),
        pd.Series([0.1, 0.2], dtype="Float32"),
        pd.Series([0.1, 0.2], dtype="float32[pyarrow]"),
        pd.Series([0.1, 0.2], dtype="float16"),
        pd.Series([0.1, 0.2], dtype="float32").astype("category"),
        pd.Series([0.1, 0.2], dtype="double[pyarrow]"),
    ],
    ids=lambda column: str(column.dtype),
)
def test_short_floats_of_every_kind_keep_the_digits_they_have(column):
    """A column of short floats says 0.1 and 0.2, not the binary numbers that stand for them."""
    found = read_monitoring(pd.DataFrame({"断面": ["甲", "乙"], "月份": ["2024-01"] * 2, "氨氮(mg/L)": column}))

    assert sorted(each.value for each in found) == [Fraction(1, 10), Fraction(1, 5)]
