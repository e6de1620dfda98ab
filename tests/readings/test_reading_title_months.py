"""The month of a table without times by its title: ranges of days, months in digits, and what is no month."""

from __future__ import annotations

import pytest
import xlsxwriter

from ecocomp.errors import ReadingsError
from ecocomp.readings import read_monitoring
from tests.readings.support import codes, errors, places, read_text, written

TABLE = "断面,氨氮(mg/L),总磷(mg/L)\n平林,0.5,0.1\n"


def months(folder, title: str, **options: object) -> set[str]:
    """The times that a table below the title gets."""
    found = read_text(folder, f'"{title}",,\n{TABLE}', **options)
    assert [str(each.value) for each in found] == ["1/2", "1/10"]
    return {each.when for each in found}


@pytest.mark.parametrize(
    ("title", "month"),
    [
        ("2024年3月1日至31日监测结果", "2024-03"),
        ("2024年3月1日—3月31日水质监测结果", "2024-03"),
        ("2024年3月1日～2024年3月31日", "2024-03"),
        ("2024年3月1日——31日监测结果", "2024-03"),
        ("2024年3月1日零时至31日24时监测结果", "2024-03"),
        ("2024年3月水质（3月1日至31日）", "2024-03"),
        ("二〇二四年3月1日至31日水质", "2024-03"),
        ("二〇二四年三月一日至三十一日水质", "2024-03"),
        ("监测时间：2024年4月1日至30日", "2024-04"),
        ("2024年2月1日至29日监测结果", "2024-02"),
        ("2023年2月1日至28日监测结果", "2023-02"),
        ("2024.3.1-2024.3.31水质监测结果", "2024-03"),
        ("2024.3.1-3.31监测", "2024-03"),
        ("2024-03-01至2024-03-31监测结果", "2024-03"),
        ("2024/3/1~2024/3/31 水质", "2024-03"),
        ("20240301-20240331监测", "2024-03"),
        ("2024年3月（采样日期3月4日至6日）", "2024-03"),
        ("采样时间：2024年3月4日至6日", "2024-03"),
    ],
)
def test_all_days_of_a_month(tmp_path, title, month):
    """They are the month; when samples were taken says no more than the month."""
    assert months(tmp_path, title) == {month}


@pytest.mark.parametrize(
    "title",
    [
        "2024年3月1日至3月30日监测结果", "2024年3月2日至31日", "2023年2月1日至29日", "2024年2月1日至28日监测结果",
        "2024年3月1日至4月30日监测结果", "2024年1月1日—3月31日", "2024年2月26日至3月25日监测结果",
        "2024.3.1-3.15监测", "20240301-20240315", "监测时间：2024年3月1日至15日", "2024年3月1—15日检测结果",
        "2024年3月1日——15日", "二〇二四年三月一日至十五日", "2023年3月1日至2024年3月31日",
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["监测.csv", "2024年3月.csv"])
def test_other_days_are_no_month(tmp_path, title, name):
    """The error names them, also where the file is called after a month that they begin, end or contain."""
    path = written(tmp_path, f'"{title}",,\n{TABLE}', name)
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(path)

    assert (codes(caught.value.problems), places(caught.value.problems)) == (["no_month"], [f"{name}:1:1"])
    assert "mapping" in caught.value.problems[0].message("zh")


def test_a_year_in_chinese_digits(tmp_path):
    """It is that of months without one."""
    found = read_text(tmp_path, "二〇二四年氨氮,,\n断面,1月,2月\n平林,1,2\n")

    assert [each.when for each in found] == ["2024-01", "2024-02"]


def test_a_february_of_the_year_beside_it(tmp_path):
    """Of 2024 the 28 days are not the whole month, though in a year that is not known they might be."""
    text = f"2024年水质,,\n2月1日至28日,,\n{TABLE}"

    assert codes(errors(tmp_path, text)) == ["no_month"]
    assert {each.when for each in read_text(tmp_path, text.replace("2024", "2023"))} == {"2023-02"}


@pytest.mark.parametrize(
    ("title", "month"),
    [
        ("2024-03监测数据", "2024-03"),
        ("2024.03 水质", "2024-03"),
        ("2024/3监测结果", "2024-03"),
        ("随州市2024-03地表水监测结果", "2024-03"),
        ("水质监测结果（2024.3）", "2024-03"),
        ("监测月份：2024-03", "2024-03"),
        ("水质监测数据汇总表-2024.03", "2024-03"),
        ("202403水质", "2024-03"),
        ("2024-03", "2024-03"),
        ("2024.10水质", "2024-10"),
    ],
)
def test_months_in_digits(tmp_path, title, month):
    assert months(tmp_path, title) == {month}


@pytest.mark.parametrize(
    "title",
    [
        "附表2024-3", "邮编：201901", "流量2024.5", "来水量2001.5万m³", "流域面积2003.7km2", "2010.2 mg/L", "GB3838-2002监测结果", "HJ 2024-03 水质", "报告编号：2024-03", "鄂环监-2024-03", "鄂环监字第2024-03号", "随环函〔2024〕03号",
        "2024-03期水质", "2024-03修订", "2024-03-05监测数据", "二〇二四年三月五日监测结果", "201203水质", "2024.1", "202403", "2024-01至2024-03水质",
        "2024.01-03水质", "2024-03报送",
    ],
)  # fmt: skip
def test_digits_that_are_no_month(tmp_path, title):
    """Numbers of reports and standards, days, spans, and what may be a day of 2020."""
    assert codes(errors(tmp_path, f'"{title}",,\n{TABLE}')) == ["no_heading"]


@pytest.mark.parametrize("name", ["2024-01-2024-03.csv", "2024.01-2024.03.csv", "2024-01~03.csv", "2024-01_03.csv"])
def test_names_of_several_months(tmp_path, name):
    """They were taken for the last or the first of them."""
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(written(tmp_path, TABLE, name))

    assert codes(caught.value.problems) == ["no_heading"]


@pytest.mark.parametrize("name", ["2024年4月上报.csv", "4月份报送.csv"])
def test_names_that_say_when_a_file_was_sent(tmp_path, name):
    """The month of sending is none of the values; it was taken for it, and contradicted their title."""
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(written(tmp_path, TABLE, name), year=2024)
    assert codes(caught.value.problems) == ["no_heading"]
    found = read_monitoring(written(tmp_path, f"2024年3月水质,,\n{TABLE}", name))
    assert {each.when for each in found} == {"2024-03"}


@pytest.mark.parametrize("name", ["2024年3月1日-31日.csv", "20240301-20240331.csv", "2024.3.1-3.31.csv"])
def test_names_of_all_days_of_a_month(tmp_path, name):
    assert {each.when for each in read_monitoring(written(tmp_path, TABLE, name))} == {"2024-03"}


@pytest.mark.parametrize("above", ["填表日期,2024年4月,", "填报时间：,,2024年4月"])
def test_the_month_in_which_a_table_was_made(tmp_path, above):
    """It stands in a cell of its own beside what it is, and was taken for that of the values."""
    assert codes(errors(tmp_path, f"{above}\n{TABLE}")) == ["no_heading"]
    found = read_text(tmp_path, f"2024年3月水质,,\n{above}\n{TABLE}")
    assert [(each.when, each.indicator) for each in found] == [("2024-03", "nh3n"), ("2024-03", "tp")]


@pytest.mark.parametrize("above", ["报告编号,2024-05,", "期数：,,2024-05"])
def test_the_number_of_a_report(tmp_path, above):
    assert codes(errors(tmp_path, f"{above}\n{TABLE}")) == ["no_heading"]
    assert {each.when for each in read_text(tmp_path, f"2024年3月水质,,\n{above}\n{TABLE}")} == {"2024-03"}


@pytest.mark.parametrize("title", ["2024年3月水质（近三个月均值）", "2024年3月水质滚动均值", "2024年3月三个月平均"])
def test_means_of_several_months(tmp_path, title):
    """Such a table is not of the month at which it ends."""
    assert codes(errors(tmp_path, f"{title},,\n{TABLE}")) == ["no_month"]


@pytest.mark.parametrize("above", ["日期,2024-04-05,", "报告日期：,2024年4月5日,", "审核日期,,2024/4/5"])
def test_a_day_that_may_be_that_of_the_report(tmp_path, above):
    """Only what is called the day of monitoring or sampling is that of the values; the others were taken for it too."""
    assert codes(errors(tmp_path, f"{above}\n{TABLE}")) == ["no_heading"]
    found = read_text(tmp_path, f"监测日期,2024-04-05,\n{TABLE}")
    assert {each.when for each in found} == {"2024-04-05"}


@pytest.mark.parametrize("above", ["填报单位,随州站,2024年4月", "附表1,,2024年4月", ",2024年4月,"])
def test_a_month_above_the_last_column_is_that_of_all(tmp_path, above):
    """It was taken for a heading of the columns below it, and the others were lost."""
    found = read_text(tmp_path, f"{above}\n{TABLE}")
    assert [(each.when, each.indicator) for each in found] == [("2024-04", "nh3n"), ("2024-04", "tp")]


@pytest.mark.parametrize(
    "above", ["日期,2025-01-05", "审核日期：2025-01-05", "日期：2025年1月5日", "2025年1月5日", "编号：2025-01"]
)
def test_a_day_that_may_be_that_of_the_report_gives_no_year(tmp_path, above):
    """A report of the year before is made in January; the day of sampling says the year of its months."""
    text = f"氨氮(mg/L)\n{above}\n断面,11月,12月\n平林,1,2\n"
    assert [each.when for each in read_text(tmp_path, text, year=2024)] == ["2024-11", "2024-12"]
    assert codes(errors(tmp_path, text)) == ["year_needed"]
    sampled = text.replace(above, "采样日期：2023年12月5日")
    assert [each.when for each in read_text(tmp_path, sampled, year=2024)] == ["2023-11", "2023-12"]


def test_the_day_of_making_below_its_label(tmp_path):
    """It was taken for the month of the values."""
    assert codes(errors(tmp_path, f"编制时间,,\n2024年4月,,\n{TABLE}")) == ["no_heading"]
    assert {each.when for each in read_text(tmp_path, f"编制单位,随州站,\n2024年4月,,\n{TABLE}")} == {"2024-04"}


def test_a_year_of_two_digits_before_the_month(tmp_path):
    """It was passed over for the year that the caller gives."""
    assert months(tmp_path, "24年3月水质", year=2023) == {"2024-03"}
    assert months(tmp_path, "近10年3月水质", year=2023) == {"2023-03"}


@pytest.mark.parametrize(("title", "refused"), [("2024年1-3月水质", True), ("2024年水质（本年累计监测36次）", False)])
def test_a_title_of_several_months_in_a_sheet_called_after_the_last(tmp_path, title, refused):
    """Its values are perhaps their mean; they were taken for those of the month. Counts say nothing of values."""
    path = tmp_path / "水质.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("3月")
        for row, texts in enumerate([[title], ["断面", "氨氮(mg/L)"], ["平林", "0.5"]]):
            page.write_row(row, 0, texts)
    if refused:
        with pytest.raises(ReadingsError) as caught:
            read_monitoring(path)
        assert codes(caught.value.problems) == ["no_heading"]
    else:
        assert [each.when for each in read_monitoring(path)] == ["2024-03"]
