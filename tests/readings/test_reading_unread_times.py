"""No row whose time cannot be read is passed over: also one that says no more than 断流 changes an amount."""

from __future__ import annotations

import pytest

from ecocomp.errors import ReadingsError
from ecocomp.readings import read_monitoring
from tests.readings.support import codes, errors, places, read_text, short, written

WIDE = "断面,时间,流量(m3/s),氨氮(mg/L)\n甲,2024-01-01,100,1\n"
LONG = "断面,时间,指标,监测值,单位\n甲,2024-01-01,流量,100,m3/s\n"
UNREAD = [
    ("一季度", "time_unknown"),
    ("4月上旬", "time_unknown"),
    ("2024.1", "time_ambiguous"),
    ("2024-13", "time_no_month"),
    ("20241301", "time_no_month"),
    ("2024-02-30", "time_no_day"),
    ("2023-02-29", "time_no_day"),
    ("2月30日", "time_no_day"),
    ("1024-03", "time_no_year"),
    ("2024-01-31 24:00", "time_no_clock"),
    ("2024-01-31 08:60", "time_no_clock"),
]


@pytest.mark.parametrize(("text", "code"), UNREAD)
@pytest.mark.parametrize("said", ["5,5", "断流,断流", "--,--", "结冰,0.5", ","])
def test_an_unread_time_is_an_error_whatever_its_row_holds(tmp_path, text, code, said):
    """A time that cannot be read is told once, at its cell, with or without values beside it."""
    found = errors(tmp_path, f"{WIDE}甲,{text},{said}\n", year=2024)

    assert codes(found) == [code]
    assert places(found) == ["监测.csv:3:2"]
    assert all(text in each.message(language) for each in found for language in ("zh", "en"))


@pytest.mark.parametrize(("text", "code"), UNREAD)
def test_in_a_long_table_too(tmp_path, text, code):
    """A long row that says 断流 at a time that cannot be read is an error."""
    assert codes(errors(tmp_path, f"{LONG}甲,{text},流量,断流,m3/s\n", year=2024)) == [code]


def test_what_is_impossible_is_said(tmp_path):
    """The sentence says what does not exist: 2023 has no 29 February, no year has a month 13."""
    (day,) = errors(tmp_path, "断面,时间,氨氮\n甲,2023-02-29,1\n")
    (month,) = errors(tmp_path, "断面,时间,氨氮\n甲,2024-13,1\n")
    (clock,) = errors(tmp_path, "断面,时间,氨氮\n甲,2024-01-31 24:00,1\n")

    assert "2023 年 2 月有 28 天" in day.message("zh")
    assert "month 2 of 2023 has 28 days" in day.message("en")
    assert "没有 13 月" in month.message("zh")
    assert "次日 00:00" in clock.message("zh")


def test_dry_days_are_read_in_every_notation(tmp_path):
    """Two dry days written 1月3号 are days, not rows to be passed over."""
    readings = read_text(tmp_path, f"{WIDE}甲,1月3号,断流,断流\n甲,一月四日,断流,断流\n", year=2024)

    assert [short(each)[1:] for each in readings if each.indicator == "flow"] == [
        ("2024-01-01", "flow", "100"),
        ("2024-01-03", "flow", "missing"),
        ("2024-01-04", "flow", "missing"),
    ]


@pytest.mark.parametrize("said", ["断流,断流", "--,", ",/"])
def test_a_state_without_a_time_is_a_warning(tmp_path, said):
    """A row that says 断流 or -- of no month is warned of; an empty one is noted."""
    problems = {each.code: each for each in read_text(tmp_path, f"{WIDE}甲,,{said}\n甲,,,\n").problems}

    assert problems["readings.state_without_time"].severity == "warning"
    assert problems["readings.state_without_time"].details["places"] == "3"
    assert problems["readings.row_without_time"].details["places"] == "4"


def test_a_row_of_a_year_not_given_is_an_error(tmp_path):
    """A row of 断流 on 1月3日 needs its year as a row of numbers does."""
    assert codes(errors(tmp_path, f"{WIDE}甲,1月3日,断流,断流\n")) == ["year_needed"]


@pytest.mark.parametrize(("values", "found"), [("断流,断流", ["outside_span"]), (",", [])])
def test_a_row_outside_the_span(tmp_path, values, found):
    """A state outside the months asked for is an error; the empty row of a form is none."""
    text = f"{WIDE}甲,7月,{values}\n"

    try:
        read_text(tmp_path, text, year="2024-01..2024-06")
        said = []
    except ReadingsError as trouble:
        said = codes(trouble.problems)

    assert said == found


@pytest.mark.parametrize(
    ("columns", "row", "found"),
    [
        ("年,月,日", "2024,2,x", ("time_part_unknown", "监测.csv:2:4")),
        ("年,月,日", "20x4,2,3", ("time_part_unknown", "监测.csv:2:2")),
        ("年,月,日", "2024,2月,第三天", ("time_part_unknown", "监测.csv:2:4")),
        ("年,月,日", "2024,13,3", ("time_no_month", "监测.csv:2:3")),
        ("年,月,日", "2023,2,29", ("time_no_day", "监测.csv:2:3")),
    ],
)
def test_columns_of_year_month_and_day(tmp_path, columns, row, found):
    """Of columns 年, 月, 日 the one that cannot be read is named; a day is never dropped."""
    problems = errors(tmp_path, f"断面,{columns},氨氮\n甲,{row},断流\n")

    assert list(zip(codes(problems), places(problems), strict=True)) == [found]


@pytest.mark.parametrize(("heading", "code"), [("13月", "time_no_month"), ("2024-13", "time_no_month"), ("2月30日", "time_no_day")])  # fmt: skip
def test_impossible_months_across(tmp_path, heading, code):
    """A column headed by a month or day that does not exist is named."""
    found = errors(tmp_path, f"2024年氨氮(mg/L),,\n断面,1月,{heading}\n甲,1,2\n")

    assert list(zip(codes(found), places(found), strict=True)) == [(code, "监测.csv:2:3")]


MAPPING = """heading: 1
columns:
  点: section
  何时: time
  Q: {indicator: flow, unit: m3/s}
  NN: {indicator: nh3n, unit: mg/L}
"""


def mapped(tmp_path, text):
    path = written(tmp_path, MAPPING, "映射.yaml")
    return read_monitoring(written(tmp_path, text), mapping=path, year=2024)


@pytest.mark.parametrize(("text", "code"), UNREAD)
@pytest.mark.parametrize("said", ["5,5", "断流,断流", "5,--", ","])
def test_through_a_mapping_each_time_is_told_once(tmp_path, text, code, said):
    """A mapping makes a row of each value; its time is one cell and told once, whatever the values are."""
    with pytest.raises(ReadingsError) as caught:
        mapped(tmp_path, f"点,何时,Q,NN\n甲,2024-01-01,100,1\n甲,{text},{said}\n")

    assert codes(caught.value.problems) == [code]
    assert places(caught.value.problems) == ["监测.csv:3:2"]


def test_through_a_mapping_a_row_is_one_row(tmp_path):
    """Rows without a time or section are counted as the file has them, not once a value."""
    text = "点,何时,Q,NN\n甲,2024-01-01,100,1\n甲,,断流,断流\n,2024-01-03,断流,断流\n甲,1月4日,1,1\n"
    problems = {each.code: each for each in mapped(tmp_path, text).problems}

    assert problems["readings.state_without_time"].details["count"] == 1
    assert problems["readings.state_without_time"].details["places"] == "3"
    assert problems["readings.state_without_section"].details["count"] == 1
    assert problems["readings.year_given"].details["count"] == 1


def test_a_mapping_with_an_impossible_month_is_refused(tmp_path):
    """A time that the mapping itself gives is checked when it is loaded."""
    path = written(tmp_path, "heading: 1\ncolumns: {点: section, Q: flow}\nfixed: {time: 2024-13}\n", "映射.yaml")

    with pytest.raises(ReadingsError) as caught:
        read_monitoring(written(tmp_path, "点,Q\n甲,1\n"), mapping=path)

    assert codes(caught.value.problems) == ["mapping_time"]


def test_among_sections_across_too(tmp_path):
    """A time that cannot be read does not make a table of sections across one that is not recognised."""
    found = errors(tmp_path, "氨氮(mg/L),,\n时间,甲,乙\n2024-01,1,2\n二季度,断流,断流\n2024-13,1,2\n2024-04,1,2\n")

    assert [(*codes([each]), str(each.place)) for each in found] == [
        ("time_unknown", "监测.csv:4:1"),
        ("time_no_month", "监测.csv:5:1"),
    ]
