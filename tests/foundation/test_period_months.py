"""Months, quarters and assessment years."""

from __future__ import annotations

import calendar
import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecocomp.period import Month, Period, assessment_year

months = st.builds(Month, st.integers(1, 9998), st.integers(1, 12))


@pytest.mark.parametrize(
    ("month", "steps", "expected"),
    [
        ("2024-01", 1, "2024-02"),
        ("2024-12", 1, "2025-01"),
        ("2024-01", -1, "2023-12"),
        ("2024-03", 12, "2025-03"),
        ("2024-03", -15, "2022-12"),
        ("2024-06", 0, "2024-06"),
    ],
)
def test_counting_months(month, steps, expected):
    """Months are counted forwards and backwards over the turn of the year."""
    assert expected == Month.parse(month).plus(steps).label


@given(months, st.integers(-11_000, 11_000), st.integers(-500, 500))
def test_counting_there_and_back(month, many, more):
    """Counting in two steps is counting in one, and counting back leads back."""
    assert month == month.plus(many).plus(-many)
    assert month.plus(many + more) == month.plus(many).plus(more)
    assert 1 <= month.plus(many).month <= 12


@given(months)
def test_a_month_and_its_days(month):
    """The day after the last day of a month is the first day of the next, and its seconds are those of its days."""
    after = month.last_day + datetime.timedelta(days=1)

    assert month.plus(1).first_day == after
    assert (after - month.first_day).days == month.days
    assert month.days * 24 * 60 * 60 == month.seconds
    assert month == Month.parse(month.label)


@given(months, months)
def test_order(one, other):
    """Months are ordered like their first days, and like their labels."""
    assert (one < other) == (one.first_day < other.first_day) == (one.label < other.label)


@pytest.mark.parametrize(
    ("month", "days"), [("2024-02", 29), ("2023-02", 28), ("1900-02", 28), ("2000-02", 29), ("2024-12", 31)]
)
def test_days(month, days):
    """Leap years have their day."""
    assert days == Month.parse(month).days


@pytest.mark.parametrize(
    ("month", "quarter", "half_year"),
    [
        ("2024-01", "2024-Q1", "2024-H1"),
        ("2024-03", "2024-Q1", "2024-H1"),
        ("2024-04", "2024-Q2", "2024-H1"),
        ("2024-06", "2024-Q2", "2024-H1"),
        ("2024-07", "2024-Q3", "2024-H2"),
        ("2024-12", "2024-Q4", "2024-H2"),
    ],
)
def test_quarters(month, quarter, half_year):
    """Quarters and half-years are those of the calendar."""
    assert (quarter, half_year) == (Month.parse(month).quarter, Month.parse(month).half_year)


@pytest.mark.parametrize(("text", "label"), [("2024-03", "2024-03"), ("2024-3", "2024-03"), ("0001-01", "0001-01")])
def test_parsing(text, label):
    """A month may be written with one digit or two."""
    assert label == Month.parse(text).label


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024",
        "2024-00",
        "2024-13",
        "0000-01",
        "24-03",
        "2024-003",
        "2024/03",
        "2024-03-01",
        " 2024-03",
        "2024-03\n",
        "２０２４-０３",
        "2024-٣",
        "-2024-03",
    ],
)
def test_no_months(text):
    """Everything else is refused: other signs, other digits, months that do not exist."""
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        Month.parse(text)


@given(st.text(max_size=12))
def test_any_text(text):
    """Any text is a month that exists or a ValueError."""
    try:
        month = Month.parse(text)
    except ValueError:
        month = Month(1, 1)
    assert month.first_day.month == month.month


# -- assessment years -------------------------------------------------------------------------------------------------


def test_the_calendar_year():
    """An assessment year that begins in January is the calendar year."""
    year = assessment_year(2024)

    assert ["2024-01", "2024-12"] == [year.first.label, year.last.label]
    assert (12, "2024", True) == (len(year.months), year.label, year.complete)


def test_a_year_that_begins_in_december():
    """The assessment year 2018 that begins in December runs from December 2017 to November 2018."""
    year = assessment_year(2018, starts=12)

    assert ["2017-12", "2018-11"] == [year.first.label, year.last.label]
    assert [*range(1, 13)] == sorted(month.month for month in year.months)
    assert "2018" == year.label
    assert ["2017-Q4", "2018-Q1", "2018-Q2", "2018-Q3", "2018-Q4"] == [
        *dict.fromkeys(month.quarter for month in year.months)
    ]


@given(st.integers(2, 9998), st.integers(1, 12))
def test_assessment_years_follow_each_other(year, starts):
    """A year has twelve months in a row, ends in the year it is named after, and the next begins where it ends."""
    this, following = assessment_year(year, starts), assessment_year(year + 1, starts)

    assert [this.first.plus(step) for step in range(12)] == [*this.months]
    assert (starts, year) == (this.first.month, this.last.year)
    assert following.first == this.last.plus(1)
    assert following == this.shifted(1)
    assert this == following.shifted(-1)


def test_months_that_count():
    """Of a year only the calendar months that count are in the period, in the order of the year."""
    dry_season = assessment_year(2018, starts=12, counted=[3, 1, 12])

    assert ["2017-12", "2018-01", "2018-03"] == [month.label for month in dry_season.months]
    assert dry_season.complete


def test_leap_days_when_looking_back():
    """A year earlier February has the days of that year."""
    assert [29, 28] == [assessment_year(2024).shifted(-years).months[1].days for years in (0, 1)]


def test_labels():
    """A part of a year is labelled by its months."""
    january, march = Month(2024, 1), Month(2024, 3)

    assert "2024-01" == Period(2024, (january,), False).label
    assert "2024-01/2024-03" == Period(2024, (january, Month(2024, 2), march), False).label
    assert "2023-01/2023-03" == Period(2024, (january, march), False).shifted(-1).label


def test_the_days_of_a_year_add_up():
    """The months of a year have 365 or 366 days together, however the assessment year lies."""
    for starts in range(1, 13):
        year = assessment_year(2024, starts)
        leap = any(calendar.isleap(month.year) and month.month == 2 for month in year.months)
        assert 365 + leap == sum(month.days for month in year.months)
