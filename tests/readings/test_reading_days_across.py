"""Days across without their month, and months and days across as numbers."""

from __future__ import annotations

import pytest
import xlsxwriter

from ecocomp.errors import ReadingsError
from ecocomp.readings import Readings, read_monitoring
from tests.readings.support import codes, errors, places, read_text, short, written

DAYS = [f"{day}日" for day in range(1, 32)]


def across(title: str, corner: str, headings: list[str]) -> str:
    """A table of one section with the values 1, 2, 3 … below the headings."""
    values = ",".join(str(number + 1) for number in range(len(headings)))
    return f"{title}\n{corner},{','.join(headings)}\n平林,{values}\n"


def read_cells(folder, rows: list[list[object]]) -> Readings:
    """The readings of a workbook with these cells."""
    path = folder / "监测.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet()
        for row, cells in enumerate(rows):
            page.write_row(row, 0, cells)
    return read_monitoring(path)


@pytest.mark.parametrize(
    "title",
    ["2024年3月氨氮日均值（mg/L）", "2024年3月1日至31日氨氮（mg/L）", "氨氮(mg/L)2024-03监测数据"],
)
def test_days_of_the_month_in_the_title(tmp_path, title):
    found = read_text(tmp_path, across(title, "断面", DAYS))

    assert [(each.when, each.text) for each in found] == [(f"2024-03-{day:02d}", str(day)) for day in range(1, 32)]
    assert "month_of_days" in codes(found.problems)


def test_days_of_the_month_in_a_name(tmp_path):
    """The file is of March, the year is given."""
    path = written(
        tmp_path,
        across("附表", "断面", ["1日", "2日"]).replace("断面", "断面,指标").replace("平林", "平林,氨氮"),
        "3月.csv",
    )

    assert [each.when for each in read_monitoring(path, year=2024)] == ["2024-03-01", "2024-03-02"]
    with pytest.raises(ReadingsError, match="年份"):
        read_monitoring(path)


def test_days_of_a_range(tmp_path):
    """A range within a month is the month of the days that are in it."""
    title = "2024年3月1日至{}日氨氮"

    found = read_text(tmp_path, across(title.format(3), "断面", DAYS[:3]))
    assert [each.when for each in found] == ["2024-03-01", "2024-03-02", "2024-03-03"]
    assert codes(errors(tmp_path, across(title.format(2), "断面", DAYS[:3]))) == ["days_without_month"]


@pytest.mark.parametrize("title", ["氨氮监测结果", "2024年氨氮", "2024年2月26日至3月25日氨氮", "2024年1—3月氨氮"])
def test_days_of_no_month(tmp_path, title):
    found = errors(tmp_path, across(title, "断面", DAYS[:3]))

    assert (codes(found), places(found)) == (["days_without_month"], ["监测.csv:2:2"])
    assert "3月1日" in found[0].message("zh")


def test_two_months_are_refused(tmp_path):
    """The title says one, the file's name another."""
    path = written(tmp_path, across("2024年3月氨氮", "断面", DAYS[:3]), "2024年4月.csv")
    with pytest.raises(ReadingsError, match="月份不一致"):
        read_monitoring(path)


def test_days_that_the_month_does_not_have(tmp_path):
    """Empty columns of a form are passed over, with a note; a value in one is an error."""
    found = read_text(tmp_path, across("2024年2月氨氮", "断面", DAYS).replace(",30,31\n", ",,--\n"))

    assert [each.when for each in found] == [f"2024-02-{day:02d}" for day in range(1, 30)]
    assert codes(found.problems).count("column_ignored") == 2
    assert set(codes(errors(tmp_path, across("2024年2月氨氮", "断面", DAYS)))) == {"time_no_day"}


@pytest.mark.parametrize(
    "text",
    [
        "2024年3月,,,,\n断面,氨氮,,总磷,\n,1日,2日,1日,2日\n平林,1,2,3,4\n",
        "2024年3月,,,,\n断面,1日,,2日,\n,氨氮,总磷,氨氮,总磷\n平林,1,3,2,4\n",
        "断面,2024年3月,,,\n,1日,,2日,\n,氨氮,总磷,氨氮,总磷\n平林,1,3,2,4\n",
    ],
)
def test_days_above_or_below_indicators(tmp_path, text):
    assert [short(each) for each in read_text(tmp_path, text)] == [
        ("平林", "2024-03-01", "nh3n", "1"),
        ("平林", "2024-03-01", "tp", "3"),
        ("平林", "2024-03-02", "nh3n", "2"),
        ("平林", "2024-03-02", "tp", "4"),
    ]


def test_days_below_their_months(tmp_path):
    """The month above is nearer than a title."""
    found = read_text(tmp_path, "氨氮,,,\n断面,2024年3月,,2024年4月\n,30日,31日,1日\n平林,1,2,3\n")

    assert [(each.when, each.text) for each in found] == [("2024-03-30", "1"), ("2024-03-31", "2"), ("2024-04-01", "3")]


@pytest.mark.parametrize(
    "headings", [["202401", "202402", "202412"], ["2024-01", "2024-02", "2024-12"], ["2024/1", "2024/2", "2024/12"]]
)
@pytest.mark.parametrize("below", [False, True])
def test_months_in_digits(tmp_path, headings, below):
    """In one row with the sections, or below the indicator."""
    text = f"断面,氨氮,,\n,{','.join(headings)}\n平林,1,2,3\n" if below else across("氨氮", "断面", headings)
    found = read_text(tmp_path, text)

    assert [(each.when, each.text) for each in found] == [("2024-01", "1"), ("2024-02", "2"), ("2024-12", "3")]


def test_months_that_are_numbers_of_a_workbook(tmp_path):
    found = read_cells(tmp_path, [["氨氮(mg/L)"], ["断面", 202401, 202402, 202412], ["平林", 1, 2, 3]])

    assert [(each.when, each.text) for each in found] == [("2024-01", "1"), ("2024-02", "2"), ("2024-12", "3")]


@pytest.mark.parametrize(
    ("title", "corner", "count", "last"),
    [
        ("2024年3月氨氮", "断面\\日期", 31, "2024-03-31"),
        ("2024年4月氨氮日均值", "断面", 30, "2024-04-30"),
        ("2024年氨氮", "断面\\月份", 12, "2024-12"),
    ],
)
def test_bare_numbers(tmp_path, title, corner, count, last):
    """They are days or months where the corner or the title says so, in a workbook too."""
    numbers = list(range(1, count + 1))
    texts = read_text(tmp_path, across(title, corner, list(map(str, numbers))))
    cells = read_cells(tmp_path, [[title], [corner, *numbers], ["平林", *numbers]])

    assert [(each.when, each.text) for each in texts] == [(each.when, each.text) for each in cells]
    assert [(each.when, each.text) for each in texts][-1] == (last, str(count))


@pytest.mark.parametrize("count", [12, 31])
def test_bare_numbers_of_which_nothing_says_what_they_are(tmp_path, count):
    found = errors(tmp_path, across("2024年3月氨氮", "断面", [str(number + 1) for number in range(count)]))

    assert codes(found) == ["heading_numbers"]
    assert "断面\\日期" in found[0].message("zh")


@pytest.mark.parametrize("heading", ["{}月均值", "2024年{}月平均值(mg/L)", "{}月份月均值"])
def test_means_of_months(tmp_path, heading):
    """What is read as a month's is its mean."""
    found = read_text(tmp_path, across("2024年氨氮", "断面", [heading.format(1), heading.format(2)]))

    assert [(each.when, each.text) for each in found] == [("2024-01", "1"), ("2024-02", "2")]


@pytest.mark.parametrize(
    "text",
    [
        "断面,日期,氨氮\n平林,1日,1\n平林,2日,2\n",
        "断面,日期,氨氮\n平林,1,1\n平林,2,2\n",
        "断面,监测时间,指标,监测值\n平林,1日,氨氮,1\n平林,2日,氨氮,2\n",
        "断面,日期,氨氮,\n,,mg/L,\n平林,1日,1\n平林,2日,2\n",
        "日期,平林\n1日,1\n2日,2\n平均,1.5\n",
        "日,平林\n1,1\n2,2\n",
        "日期\\断面,平林\n1,1\n2,2\n",
    ],
)
def test_days_down(tmp_path, text):
    """In the column of times too; of sections across the indicator is in the title."""
    found = read_text(tmp_path, f"2024年3月氨氮\n{text}")

    assert [short(each) for each in found] == [
        ("平林", "2024-03-01", "nh3n", "1"),
        ("平林", "2024-03-02", "nh3n", "2"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2024年氨氮\n日期,平林\n1日,1\n", "days_without_month"),
        ("2024年2月氨氮\n日期,平林\n30日,1\n", "time_no_day"),
        ("2024年3月氨氮\n断面,监测时间,氨氮\n平林,1,1\n", "time_unknown"),
    ],
)
def test_days_down_that_are_refused(tmp_path, text, code):
    assert codes(errors(tmp_path, text)) == [code]


@pytest.mark.parametrize("headings", [["2024.1"], ["2024.01", "2024.02", "2024.1"]])
def test_a_month_that_may_be_another(tmp_path, headings):
    """A sheet makes 2024.1 of 2024.10."""
    found = errors(tmp_path, across("氨氮", "断面", headings))

    assert (codes(found), places(found)) == (["time_ambiguous"], [f"监测.csv:2:{len(headings) + 1}"])


def test_the_mean_below_days_down(tmp_path):
    """It is no day; nor is it one where several sections have days."""
    found = read_text(tmp_path, "2024年3月水质\n断面,日期,氨氮(mg/L)\n平林,1日,1\n平林,均值,2\n隔蒲,1日,3\n")
    assert [short(each)[:2] for each in found] == [("平林", "2024-03-01"), ("隔蒲", "2024-03-01")]
    assert "total_row" in codes(found.problems)


@pytest.mark.parametrize("days", ["3月1日,3月2日", "2024-03-01,2024-03-02", "2024-04-30,2024-05-01"])
@pytest.mark.parametrize("title", ["2024年4月氨氮", "4月氨氮"])
def test_days_across_outside_the_month_of_the_title(tmp_path, days, title):
    """One of them is wrong, as it is with days down; months across may be compared with others."""
    told = errors(tmp_path, f"{title}\n断面,{days}\n平林,1,2\n", year=2024)
    assert codes(told) == ["time_not_of_table"]
    assert told[0].place.line == 2
    found = read_text(tmp_path, f"{title}\n断面,2024年3月,2024年4月\n平林,1,2\n")
    assert [each.when for each in found] == ["2024-03", "2024-04"]
