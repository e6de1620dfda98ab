"""Months without a year that run over New Year are not put into one year without a word."""

from __future__ import annotations

import numpy as np
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from ecocomp.errors import ReadingsError
from ecocomp.readings import read_monitoring
from ecocomp.readings.year_crossing import crossing
from tests.readings.support import codes, errors, read_text, short

MONTHS = ["10", "11", "12", "1", "2"]


def long(months, form="{}月", section="平林"):
    """A table of a section with a row for each month."""
    rows = [f"{section},{form.format(month)},0.{at}" for at, month in enumerate(months, 1)]
    return "断面,监测时间,氨氮(mg/L)\n" + "\n".join(rows) + "\n"


@pytest.mark.parametrize("form", ["{}月", "{}月5日", "{}-05 08:00"])
def test_months_over_new_year_are_refused_with_one_year(tmp_path, form):
    """10, 11, 12, 1, 2 with the year 2024: whether the first or the last are of it is asked, with both spans named."""
    (problem,) = errors(tmp_path, long(MONTHS, form), year=2024)

    assert (problem.code, problem.place.line) == ("readings.year_crosses", 5)
    spans = [problem.details[name] for name in ("earlier", "later", "same")]
    assert spans == ["2023-10..2024-02", "2024-10..2025-02", "2024-01..2024-12"]
    assert "--reading-year" in problem.message("en")


def test_each_span_that_the_message_names_is_taken(tmp_path):
    """The three answers give the three years for January, and no error."""
    text = long(MONTHS)
    found = {
        span: read_text(tmp_path, text, year=span)
        for span in ("2023-10..2024-02", "2024-10..2025-02", "2024-01..2024-12")
    }

    assert [[short(each)[1] for each in some if each.text == "0.4"] for some in found.values()] == [
        ["2024-01"],
        ["2025-01"],
        ["2024-01"],
    ]


def test_months_across_and_a_year_in_the_title_are_refused_too(tmp_path):
    """A title 2024年 does not say of which year the months before January are."""
    across = "断面名称,10月,11月,12月,1月,2月\n平林,0.5,0.5,0.4,0.3,0.5\n"

    assert codes(errors(tmp_path, "2024年氨氮（mg/L）监测结果\n" + across)) == ["year_crosses"]
    assert codes(errors(tmp_path, "氨氮（mg/L）监测结果\n" + across, year=2024)) == ["year_crosses"]
    assert codes(errors(tmp_path, "2024年监测结果\n" + long(MONTHS))) == ["year_crosses"]


def test_sheets_of_months_over_new_year_are_refused(tmp_path):
    """Sheets 11月, 12月, 1月 in this order are told like rows."""
    path = tmp_path / "逐月.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for month in ("11月", "12月", "1月"):
            sheet = book.add_worksheet(month)
            sheet.write_row(0, 0, ["断面名称", "氨氮(mg/L)"])
            sheet.write_row(1, 0, ["平林", "0.5"])

    with pytest.raises(ReadingsError) as caught:
        read_monitoring(path, year=2024)
    assert [(each.code, each.place.sheet) for each in caught.value.problems] == [("readings.year_crosses", "1月")]
    assert len(read_monitoring(path, year="2023-11..2024-10")) == 3


@pytest.mark.parametrize(
    "months",
    [
        [*range(1, 13)],
        [*range(12, 0, -1)],
        [1, 10, 11, 12, 2, 3, 4, 5, 6, 7, 8, 9],
        [1, 12],
        [10, 11, 12],
        [3, 1, 2],
        [1, 7, 12],
    ],
)
def test_other_orders_of_months_are_of_one_year(tmp_path, months):
    """A year up or down, months sorted as texts, or a part of a year does not run over New Year."""
    assert {each.month.year for each in read_text(tmp_path, long(months), year=2024)} == {2024}


def test_sections_are_looked_at_one_by_one(tmp_path):
    """A section measured since October before one with the whole year is no New Year."""
    text = long([10, 11, 12]) + long(range(1, 13), section="街口").split("\n", 1)[1]

    assert len(read_text(tmp_path, text, year=2024)) == 15


def test_times_and_columns_that_say_their_year_are_taken_at_their_word(tmp_path):
    """Nothing is asked of 2024-01 behind 2024-12, nor of a column 年份."""
    assert len(read_text(tmp_path, long([f"2024-{int(month):02d}" for month in MONTHS], "{}"), year=2020)) == 5
    rows = "".join(f"平林,2024,{month}月,0.5\n" for month in MONTHS)
    assert len(read_text(tmp_path, "断面,年份,月份,氨氮(mg/L)\n" + rows)) == 5


@given(st.integers(1, 12), st.integers(2, 12), st.booleans())
def test_a_run_of_months_over_new_year_is_found_wherever_it_begins(first, length, down):
    """Any run of months, up or down, is found where it holds December and January, and only then."""
    run = [(first - 1 + at) % 12 + 1 for at in range(length)]
    over = any(before == 12 for before in run[:-1])
    found = crossing([0] * length, np.array(run[::-1] if down else run))

    if down and length == 2:
        over = False  # 1, 12 is two months of a year
    assert (found is not None) is over
    if found is not None:
        assert (found.first, found.last) == (run[0], run[-1])
