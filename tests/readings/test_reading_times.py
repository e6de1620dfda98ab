"""One time text, and the year of times without one."""

from __future__ import annotations

import datetime

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from ecocomp.errors import ReadingsError, RequestError
from ecocomp.period import Month
from ecocomp.readings import read_monitoring
from ecocomp.readings.times import Time, parse_day, parse_parts, parse_serial, parse_time
from tests.readings.support import codes, errors, places, read_text, written


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2024-03", "2024-03"),
        ("2024-3", "2024-03"),
        ("2024年3月", "2024-03"),
        ("２０２４年３月", "2024-03"),
        ("2024.3", "2024-03"),
        ("2024.01", "2024-01"),
        ("2024.10", "2024-10"),
        ("2024.1.5", "2024-01-05"),
        ("2024/3/5", "2024-03-05"),
        ("2024.3.5", "2024-03-05"),
        ("2024年3月5日", "2024-03-05"),
        ("20240305", "2024-03-05"),
        ("2024-03-05 08:00", "2024-03-05 08:00"),
        ("2024-03-05 8:00:00", "2024-03-05 08:00"),
        ("2024-03-05T08:00", "2024-03-05 08:00"),
        ("2024-03-05 08:00:30", "2024-03-05 08:00:30"),
        ("2024-03-05 08:00:00.0", "2024-03-05 08:00"),
        ("2024-03-05 08:00:30.000", "2024-03-05 08:00:30"),
        ("2024-03-05T08:00:00", "2024-03-05 08:00"),
        ("2024-03-05T08:00:00.000000000", "2024-03-05 08:00"),
        ("2024-03-05T08:00:00+08:00", "2024-03-05 08:00"),
        ("2024-03-05 08:00:00.0+0800", "2024-03-05 08:00"),
        ("2024/3/5 8：05", "2024-03-05 08:05"),
        ("2024年3月5日8时", "2024-03-05 08:00"),
        ("2024年3月5日 8时30分", "2024-03-05 08:30"),
        ("04-01 08:00", "2021-04-01 08:00"),
        ("4月1日 08:00", "2021-04-01 08:00"),
        ("4月1日", "2021-04-01"),
        ("4月", "2021-04"),
        ("2024.4", "2024-04"),
        ("1月3号", "2021-01-03"),
        ("1月3号8时", "2021-01-03 08:00"),
        ("2024年1月3号 08:00", "2024-01-03 08:00"),
        ("2024-3月", "2024-03"),
        ("2024-3月份", "2024-03"),
        ("2024年3月份", "2024-03"),
        ("2024 年 3 月 5 日", "2024-03-05"),
        ("二月", "2021-02"),
        ("十二月份", "2021-12"),
        ("2024年二月", "2024-02"),
        ("二〇二四年十月三十一日", "2024-10-31"),
        ("二月二十三号", "2021-02-23"),
    ],
)
def test_read(text, when):
    """Every notation is read as precisely as it is written, the year from outside only where it has none."""
    time = parse_time(text)

    assert time is not None
    assert time.placed(2021) == (when, Month.parse(when[:7]))


@pytest.mark.parametrize(
    "text",
    ["", "*", "2024", "2024.1", "２０２４．１", "2024.1 08:00", "04-01", "3/5/2024", "24-03-05", "2024-03-05 24:00", "2024-03-05 08:60", "2024-03/05", "2024Q1", "1季度",
     "2024-03-05 08:00Z", "2024-03-05T00:00:00+00:00", "2024-03-05 08:00:00.5", "2024-03-05 08:00.0", "2024-03-05+08:00", "2024-03-0508:00", "4月上旬", "二月上旬", "第二月", "二", "2024年3月份5日", "2024-03 08:00", "2024年3月 8时", "2024-03-01至2024-03-31", "202403", "08:00", "2" * 9999],
)  # fmt: skip
def test_not_read(text):
    """What is ambiguous or no time of this kind is not read."""
    assert parse_time(text) is None


@pytest.mark.parametrize(
    "time", [Time(2024, 13), Time(2024, 0), Time(2023, 2, 29), Time(2024, 4, 31), Time(1024, 4), Time(None, 4)]
)
def test_no_such_day(time):
    """A month, day or year that does not exist is not placed."""
    assert time.placed() is None


@pytest.mark.parametrize(
    ("text", "seen", "year"),
    [
        ("05-08 12:00", "2020-05-08", 2020),
        ("03-10 12:00", "2020-05-08", 2020),
        ("12-31 20:00", "2021-01-01", 2020),
        ("01-01 00:00", "2021-01-01", 2021),
        ("05-09 00:00", "2020-05-08", 2019),
        ("02-29 08:00", "2021-01-15", 2020),
        ("02-29 08:00", "2022-01-15", None),
    ],
)
def test_year_from_the_day_of_publication(text, seen, year):
    """A time without a year is of the latest year in which it is not after the day it was published."""
    time = parse_time(text)

    assert time is not None
    assert time.latest_year(datetime.date.fromisoformat(seen)) == year


@pytest.mark.parametrize(
    ("text", "expected"),
    [("45386", Time(2024, 4, 4)), ("45386.5", Time(2024, 4, 4, "12:00")), ("45386.3333333333", Time(2024, 4, 4, "08:00")),
     ("12", None), ("99999", None), ("4538６", None)],
)  # fmt: skip
def test_serial_numbers(text, expected):
    """The day numbers of sheets are dates of 2000 to 2099, to the minute."""
    assert parse_serial(text) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [(("二〇二四年", "二月", "十三日"), Time(2024, 2, 13)), (("2024", "3", "5号"), Time(2024, 3, 5)),
     (("2024", "3", ""), Time(2024, 3)), (("2024年", "3月", "5日"), Time(2024, 3, 5)), (("", "3", ""), Time(None, 3)),
     (("24", "3", ""), None), (("2024", "Q1", ""), None), (("2024", "3", "x"), None)],
)  # fmt: skip
def test_columns_of_year_month_and_day(parts, expected):
    """Separate columns of year, month and day give a time, or none where one of them is no number."""
    assert parse_parts(*parts) == expected


@pytest.mark.parametrize("text", ["2024-03-05T00:00:00Z", "2024-03-05 00:00:00.0 UTC", "2024-03-05 09:00+09:00"])
def test_a_zone_other_than_that_of_beijing_is_an_error(tmp_path, text):
    """Eight hours may be another day, even another month: the file says it in Beijing time, or is refused."""
    (found,) = errors(tmp_path, f"断面,监测时间,氨氮(mg/L)\n平林,{text},0.5\n")

    assert found.code == "readings.time_zone"
    assert "北京时间" in found.message("zh")
    assert text in found.message("en")


def test_day():
    """A calendar day is only what says year, month and day."""
    assert parse_day("2020-05-08") == datetime.date(2020, 5, 8)
    assert [parse_day(text) for text in ("2020-05", "05-08 12:00", "2021-02-29")] == [None, None, None]


@given(st.text(st.sampled_from("0123456789-/.: 年月日时分T"), max_size=24))
def test_any_text(text):
    """Any text is a time or none; what is placed is a day of the calendar."""
    time = parse_time(text)
    placed = time.placed(2021) if time else None

    if placed is not None:
        assert placed[0].startswith(placed[1].label)
        assert datetime.date.fromisoformat(f"{placed[0]}-01"[:10]).month == placed[1].month


@given(st.datetimes(min_value=datetime.datetime(1900, 1, 1), max_value=datetime.datetime(2100, 12, 31)))
def test_a_time_reads_as_itself(moment):
    """A time written to the minute is read as the same minute."""
    text = moment.strftime("%Y-%m-%d %H:%M")
    time = parse_time(text)

    assert time is not None
    assert time.placed() == (text, Month(moment.year, moment.month))


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("断面,年月,氨氮(mg/L)\nA,2024.1,1\n", "time_ambiguous", "监测.csv:2:2"),
        ("断面,月份,氨氮(mg/L)\nA,2024.1,1\n", "time_ambiguous", "监测.csv:2:2"),
        ("断面,年份,时间,氨氮(mg/L)\nA,2023,2024-01,1\n", "time_contradicts", "监测.csv:2:2"),
        ("断面,年份,月份,氨氮(mg/L)\nA,2023年,2024-01,1\n", "time_contradicts", "监测.csv:2:2"),
        ("断面,月份,时间,氨氮(mg/L)\nA,3,2024-01,1\n", "time_contradicts", "监测.csv:2:2"),
        ("断面,月份,时间,氨氮(mg/L)\nA,2024-02,2024-01,1\n", "time_contradicts", "监测.csv:2:2"),
        ("断面,日,时间,氨氮(mg/L)\nA,3,2024-01-05,1\n", "time_contradicts", "监测.csv:2:2"),
        ("断面,月份,时间,年份,氨氮(mg/L)\nA,3,1月5日,2024,1\n", "time_contradicts", "监测.csv:2:2"),
    ],
)
def test_ambiguous_and_contradicting_times(tmp_path, text, code, place):
    """A month that may be January or October, and columns that say another time, are errors at their cell."""
    problems = errors(tmp_path, text)

    assert (codes(problems), places(problems)) == ([code], [place])
    assert all("{" not in each.message(language) for each in problems for language in ("zh", "en"))


def test_columns_that_agree_with_the_time(tmp_path):
    """Columns of year, month and day that say the same as the time, or nothing, change nothing; a day makes a month a day."""
    readings = read_text(
        tmp_path, "断面,年,月,日,时间,氨氮(mg/L)\nA,2024,1,5,2024-01-05,1\nA,,--,,2024-01-06,1\nB,2024,1,5,2024-01,1\n"
    )

    assert [each.when for each in readings] == ["2024-01-05", "2024-01-06", "2024-01-05"]


def test_a_span_gives_each_month_its_year(tmp_path):
    """Within a span over New Year, months without a year have exactly one; one outside it is refused."""
    text = "断面,时间,氨氮(mg/L)\n平林,10-05 08:00,0.1\n平林,3月,0.2\n平林,2022-11,0.3\n"
    readings = read_text(tmp_path, text, year="2023-10..2024-09")

    assert sorted(each.when for each in readings) == ["2022-11", "2023-10-05 08:00", "2024-03"]
    assert codes(errors(tmp_path, text, year="2023-11..2024-09")) == ["outside_span"]


def test_the_title_of_an_assessment_year_does_not_move_its_months(tmp_path):
    """2024年度 above a year from October 2023 leaves November to the span; 2021年 is another year and is kept."""
    for title, when in (("2024年度", "2023-11"), ("2021年", "2021-11")):
        text = f"{title},,\n断面,时间,氨氮(mg/L)\n平林,11月,0.1\n"
        readings = read_text(tmp_path, text, year="2023-10..2024-09")

        assert [each.when for each in readings] == [when]


@pytest.mark.parametrize("year", ["2023-10..2024-10", "2024", "2024-03..2024-01", "2024-13..2025-01", ""])
def test_spans_that_are_none_are_refused(tmp_path, year):
    """A span is two months of at most twelve months, in order."""
    with pytest.raises(RequestError):
        read_text(tmp_path, "断面,时间,氨氮(mg/L)\n平林,3月,0.2\n", year=year)


def test_a_day_beside_the_month_of_the_file_is_a_day(tmp_path):
    """The name of the file gives the month, a column 日 the day: three days, not one time three times over."""
    data = written(tmp_path, "断面,日,氨氮(mg/L)\nA,5,0.4\nA,15,0.4\nA,25,1.8\n", "2024年1月.csv")

    assert [each.when for each in read_monitoring(data)] == ["2024-01-05", "2024-01-15", "2024-01-25"]


def test_a_word_in_the_column_of_days_is_an_error(tmp_path):
    """平均 among the days is no day of the month that the file's name gives."""
    data = written(tmp_path, "断面,日,氨氮(mg/L)\nA,5,0.4\nA,均值如上,0.9\n", "2024年1月.csv")

    with pytest.raises(ReadingsError) as caught:
        read_monitoring(data)
    assert [each.code for each in caught.value.problems] == ["readings.time_part_unknown"]


@pytest.mark.parametrize(
    ("dates", "whens"),
    [
        (("2024-02-01", "2024-03-01"), ["2024-02", "2024-03"]),  # what a spreadsheet makes of 2024年2月
        (("2024-02-01", "2024-02-15"), ["2024-02-01", "2024-02-15"]),  # days after all
    ],
)
def test_firsts_of_months_under_a_heading_of_months_are_months(tmp_path, dates, whens):
    """A correction of the month then meets the month that was typed into a spreadsheet."""
    rows = "".join(f"A,{date},0.4\n" for date in dates)

    assert [each.when for each in read_text(tmp_path, f"断面,月份,氨氮(mg/L)\n{rows}")] == whens


@pytest.mark.parametrize("heading", ["月份", "监测时间", "年月", "日期"])
def test_six_digits_in_a_column_of_times_are_a_month(tmp_path, heading):
    """202402 under a heading of time is February 2024, which is noted with its places."""
    readings = read_text(tmp_path, f"断面名称,{heading},氨氮(mg/L)\n平林,202402,0.3\n平林,２０２４０３,0.4\n")

    assert [each.when for each in readings] == ["2024-02", "2024-03"]
    assert codes(readings.problems) == ["month_of_digits"]


def test_six_digits_as_a_number_of_a_workbook(tmp_path):
    """A workbook may hold the month as a number."""
    path = tmp_path / "监测.xlsx"
    workbook = xlsxwriter.Workbook(str(path))
    sheet = workbook.add_worksheet()
    for row, cells in enumerate((["断面名称", "月份", "氨氮(mg/L)"], ["平林", 202402, 0.3])):
        sheet.write_row(row, 0, cells)
    workbook.close()

    assert [each.when for each in read_monitoring(path)] == ["2024-02"]


def test_six_digits_beside_sections_across(tmp_path):
    """Six digits are months where the other columns are sections."""
    path = written(tmp_path, "年月,平林,白沙\n202301,0.3,0.4\n202302,0.3,0.4\n", "氨氮(mg_L).csv")

    assert {each.when for each in read_monitoring(path)} == {"2023-01", "2023-02"}


@pytest.mark.parametrize(
    ("heading", "text", "code"),
    [
        ("月份", "202413", "time_no_month"),
        ("日期", "201203", "time_short_day"),
        ("日期", "240305", "time_unknown"),
        ("年份,月份", "2023,202403", "time_contradicts"),
        ("监测时间,月份", "2024-03-05,202404", "time_contradicts"),
    ],
)
def test_six_digits_that_are_no_month_for_certain(tmp_path, heading, text, code):
    """A month that does not exist, a day with a short year and another year beside are refused, never guessed."""
    found = errors(tmp_path, f"断面名称,{heading},氨氮(mg/L)\n平林,{text},0.3\n")

    assert codes(found) == [code]


def test_six_digits_of_an_early_year_under_a_heading_of_months(tmp_path):
    """201203 under 年月 cannot be a day."""
    readings = read_text(tmp_path, "断面名称,年月,氨氮(mg/L)\n平林,201203,0.3\n")

    assert [each.when for each in readings] == ["2012-03"]


def test_six_digits_as_headings(tmp_path):
    """They are months, with a note, but for those that may be days of 2020, and those of no month."""
    text = "断面名称,指标,{0}01,{0}02\n平林,氨氮,0.3,0.4\n"
    found = read_text(tmp_path, text.format(2024))

    assert [(each.when, each.text) for each in found] == [("2024-01", "0.3"), ("2024-02", "0.4")]
    assert "month_of_digits" in codes(found.problems)
    assert codes(errors(tmp_path, text.format(2012))) == ["heading_short_day"]
    assert codes(errors(tmp_path, "断面名称,指标,202413\n平林,氨氮,0.3\n")) == ["time_no_month"]
