"""Day and clock in two columns, and what may tell repeated values apart."""

from __future__ import annotations

import datetime

import pytest
import xlsxwriter

from ecocomp.readings import read_monitoring
from tests.readings.support import codes, errors, read_text

TITLE = "断面,采样日期,采样时间,氨氮(mg/L)\n"


@pytest.mark.parametrize(
    ("day", "clock", "when"),
    [
        ("2024-03-05", "8:30", "2024-03-05 08:30"),
        ("20240305", "08：30", "2024-03-05 08:30"),
        ("2024年3月5日", "8时30分", "2024-03-05 08:30"),
        ("2024/3/5 00:00", "14:00:30", "2024-03-05 14:00:30"),
        ("2024-03-05 00:00:00.0", "08:30:00.000", "2024-03-05 08:30"),
    ],
)
def test_a_day_and_its_clock(tmp_path, day, clock, when):
    """They are one time, with a note; a row without a clock is of the day."""
    readings = read_text(tmp_path, f"原始记录,,,\n{TITLE}甲,{day},{clock},1\n乙,{day},,2\n")

    assert [(each.section, each.when) for each in readings] == [("乙", "2024-03-05"), ("甲", when)]
    assert codes(readings.problems) == ["clock_joined"]


def test_the_clock_may_stand_before_the_day(tmp_path):
    """Which is which the cells say."""
    readings = read_text(tmp_path, "断面,时间,日期,氨氮(mg/L)\n甲,8:30,2024-03-05,1\n")

    assert [each.when for each in readings] == ["2024-03-05 08:30"]


@pytest.mark.parametrize("row", ["甲,2024-03-05,2024-03-06,1", "甲,2024-03-05,8:30-9:00,1", "甲,2024-03,8:30,1"])
def test_two_times_of_another_kind_are_an_error(tmp_path, row):
    """Two days, a span of hours, and a month with a clock are not put together."""
    assert codes(errors(tmp_path, f"{TITLE}{row}\n")) == ["column_twice"]


def test_a_clock_that_does_not_exist_is_an_error(tmp_path):
    """The place is that of the day."""
    assert codes(errors(tmp_path, f"{TITLE}甲,2024-03-05,24:00,1\n")) == ["time_no_clock"]


def test_cells_of_a_workbook(tmp_path):
    """Dates and times of a sheet, with a day merged over its samples."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, TITLE.strip().split(","))
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        page.merge_range(1, 1, 2, 1, "", day)
        page.write_datetime(1, 1, datetime.datetime(2024, 3, 5), day)
        for row, hour in ((1, 8), (2, 14)):
            page.write(row, 0, "甲")
            page.write_datetime(row, 2, datetime.time(hour, 30), book.add_format({"num_format": "h:mm"}))
            page.write(row, 3, hour)

    assert [(each.when, each.text) for each in read_monitoring(path)] == [
        ("2024-03-05 08:30", "8"),
        ("2024-03-05 14:30", "14"),
    ]


def test_a_conflict_names_the_columns_that_may_explain_it(tmp_path):
    """Hours and verticals that were not used, and no column that says nothing of the sample."""
    (found,) = errors(tmp_path, "断面,日期,时,垂线,经费,氨氮(mg/L)\n甲,2024-03-05,8,左,1,1\n甲,2024-03-05,9,中,1,2\n")

    assert found.code == "readings.repeated_differing"
    assert "时、垂线" in found.message("zh")
    assert "时、垂线" in found.message("en")
