"""Dates of a workbook that their number formats show only in part: as a month, or without a year."""

from __future__ import annotations

import datetime

import pytest
import xlsxwriter
import xlwt

from ecocomp.errors import ReadingsError
from ecocomp.readings import read_monitoring
from tests.readings.support import codes, places

MONTH, DAY = 'yyyy"年"m"月"', 'm"月"d"日"'


@pytest.fixture(params=["a.xlsx", "a.xls"])
def path(request, tmp_path):
    """The path of a workbook of each kind."""
    return tmp_path / request.param


def book_of(path, rows, code, title=""):
    """A workbook of rows, perhaps below a title, with a number format for their dates."""
    rows = [[title], *rows] if title else rows
    if path.suffix == ".xls":
        old = xlwt.Workbook()
        page = old.add_sheet("S")
        style = xlwt.XFStyle()
        style.num_format_str = code
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                page.write(at, column, cell, *[style] * isinstance(cell, datetime.date))
        old.save(str(path))
        return path
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("S")
        style = book.add_format({"num_format": code})
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, datetime.date):
                    page.write_datetime(at, column, cell, style)
                else:
                    page.write(at, column, cell)
    return path


def rows_of(*dates):
    """A table with a row for each date."""
    return [["断面", "监测时间", "氨氮(mg/L)"], *(["甲", date, 0.5] for date in dates)]


def refused(path, **options):
    """The problems for which a workbook is refused."""
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(path, **options)
    return caught.value.problems


@pytest.mark.parametrize("code", [MONTH, "yyyy-mm", "mmm-yy", "[$-804]yyyy/m"])
def test_a_date_that_is_shown_as_a_month_is_one(path, code):
    """What the cell holds beside the month, a spreadsheet added."""
    readings = read_monitoring(book_of(path, rows_of(datetime.date(2024, 3, 1), datetime.date(2024, 4, 1)), code))

    assert [each.when for each in readings] == ["2024-03", "2024-04"]
    assert codes(readings.problems) == ["month_shown"]


def test_days_that_are_shown_as_months_stay_days(path):
    """Several days of one month in a column are days, however they are shown."""
    readings = read_monitoring(book_of(path, rows_of(datetime.date(2024, 3, 1), datetime.date(2024, 3, 2)), MONTH))

    assert [each.when for each in readings] == ["2024-03-01", "2024-03-02"]
    assert codes(readings.problems) == []


@pytest.mark.parametrize("code", ["yyyy-mm-dd", "yyyy/m/d h:mm", 'yyyy"年"m"月"d"日"'])
def test_a_date_that_is_shown_whole_is_a_day(path, code):
    """Formats with year, month and day change nothing."""
    readings = read_monitoring(book_of(path, rows_of(datetime.date(2024, 3, 1)), code))

    assert [each.when for each in readings] == ["2024-03-01"]


@pytest.mark.parametrize("number", [57, 17])
def test_formats_that_files_only_number_are_known(tmp_path, number):
    """Chinese editions write 2024年3月 as the format 57, without its code."""
    readings = read_monitoring(book_of(tmp_path / "a.xlsx", rows_of(datetime.date(2024, 3, 1)), number))

    assert [each.when for each in readings] == ["2024-03"]


def test_months_across_that_are_dates(path):
    """Headings that are dates shown as months are months."""
    rows = [["氨氮(mg/L)"], ["断面", datetime.date(2024, 1, 1), datetime.date(2024, 2, 1)], ["甲", 0.1, 0.2]]

    assert [each.when for each in read_monitoring(book_of(path, rows, MONTH))] == ["2024-01", "2024-02"]


def test_a_date_without_its_year_takes_the_one_around_it(path):
    """As the text 3月5日 does, where the cell holds no other."""
    day = rows_of(datetime.date(2024, 3, 5))
    titled = read_monitoring(book_of(path, day, DAY, "2024年水质"))

    assert [each.when for each in titled] == ["2024-03-05"]
    assert codes(titled.problems) == ["year_taken"]
    assert [each.when for each in read_monitoring(book_of(path, day, DAY), year=2024)] == ["2024-03-05"]
    assert codes(refused(book_of(path, day, DAY))) == ["year_not_shown"]


def test_a_year_that_is_not_shown_and_is_another_is_an_error(path):
    """A spreadsheet adds the current year to what is typed as 3月5日; which is meant nobody knows."""
    day = rows_of(datetime.date(2026, 3, 5))
    found = [*refused(book_of(path, day, DAY, "2024年水质")), *refused(book_of(path, day, DAY), year=2024)]

    assert codes(found) == ["year_not_shown_differs"] * 2
    assert [dict(each.details) for each in found] == [{"found": "3月5日", "held": "2026-03-05", "year": 2024}] * 2
    assert [each.split()[-1] for each in places(found)] == ["B3", "B2"]


def test_hours_of_a_date_without_its_year_are_kept(path):
    """A clock that the format hides is there all the same, and midnight beside it."""
    moments = rows_of(datetime.datetime(2024, 3, 5, 8), datetime.datetime(2024, 3, 6))

    assert [each.when for each in read_monitoring(book_of(path, moments, DAY), year=2024)] == [
        "2024-03-05 08:00",
        "2024-03-06 00:00",
    ]
