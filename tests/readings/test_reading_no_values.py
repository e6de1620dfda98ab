"""Tables of rates, classes and counts beside or instead of measured values: set aside where that is clear, else refused."""

from __future__ import annotations

import openpyxl
import pytest

from ecocomp.errors import ReadingsError
from ecocomp.readings import read_monitoring
from tests.readings.support import codes, errors, read_text, short

MONTH = [["2024年3月水质监测结果"], ["断面", "氨氮(mg/L)", "总磷(mg/L)"], ["平林", 0.5, 0.1]]
READ = [("平林", "2024-03", "nh3n", "1/2"), ("平林", "2024-03", "tp", "1/10")]
MONTHS = ["断面", "1月", "2月"]
RATES = {
    "达标率": [["断面", "达标率(%)", "达标月数"], ["平林", 100, 12]],
    "水质达标率": [["2024年水质达标率统计表"], MONTHS, ["平林", 100, 50]],
    "达标率统计表": [MONTHS, ["平林", "91.7%", "100%"]],
    "统计": [["时间", "达标断面数", "断面总数", "达标率(%)"], ["1月", 2, 2, 100]],
    "汇总": [["断面", "监测次数", "氨氮超标次数", "达标率"], ["平林", 12, 1, 0.917]],
    "达标情况": [MONTHS, ["平林", "达标", "--"], ["道士", "不达标", "达标"]],
    "断面达标率": [["断面", "水质目标", "1月", "2月"], ["平林", "Ⅲ", "达标", "不达标"]],
}
#: What may hold concentrations or classes.
UNCLEAR = {
    "汇总": [MONTHS, ["平林", 0.5, 0.6]],
    "统计": [MONTHS, ["平林", "Ⅱ", "Ⅲ"]],
    "达标率": [["氨氮达标率与浓度"], MONTHS, ["平林", 0.5, 0.6]],
}


def _book(folder, name, rows):
    book = openpyxl.Workbook()
    for title, cells in (("3月", MONTH), (name, rows)):
        page = book.create_sheet(title)
        for row in cells:
            page.append(row)
    del book["Sheet"]
    path = folder / "2024年.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize("name", RATES)
def test_a_sheet_of_rates_beside_readings_is_set_aside(tmp_path, name):
    """It is named in a note, and the other sheet is read."""
    readings = read_monitoring(_book(tmp_path, name, RATES[name]))

    assert [short(each) for each in readings] == READ
    assert [each.place.sheet for each in readings.problems if each.code == "readings.sheet_of_rates"] == [name]


@pytest.mark.parametrize("name", UNCLEAR)
def test_a_sheet_that_may_hold_values_is_refused(tmp_path, name):
    """The error tells that sheets can be chosen."""
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(_book(tmp_path, name, UNCLEAR[name]))

    assert [each.place.sheet for each in caught.value.problems] == [name]
    assert "sheets" in str(caught.value.problems[0])


def test_a_sheet_of_averages_is_no_sheet_of_rates(tmp_path):
    """Concentrations in a sheet called 汇总 without a month are warned of, as anywhere."""
    readings = read_monitoring(_book(tmp_path, "汇总", MONTH[1:]))

    assert "sheet_like_data" in codes(readings.problems)


def test_a_file_of_rates_alone_is_refused(tmp_path):
    """Nothing is left to read, and what the number of a rate means is not taken from the file's name."""
    path = tmp_path / "氨氮.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "达标率"
    for row in (["断面", "2024-01", "2024-02"], ["平林", 1, 0.5]):
        book.active.append(row)
    book.save(path)
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(path)

    assert codes(caught.value.problems) == ["no_values"]


@pytest.mark.parametrize("words", ["达标率", "达标率(%)", "水质类别", "超标倍数", "同比变化", "考核目标", "标准限值"])
@pytest.mark.parametrize("table", ["断面,2024-01,2024-02\n平林,1,2\n", "时间,平林,道士\n2024-01,1,2\n2024-02,1,2\n"])
def test_rates_of_an_indicator_are_no_values_of_it(tmp_path, words, table):
    """A title that names an indicator with what was made of it does not give the indicator of the numbers."""
    assert codes(errors(tmp_path, f"2024年氨氮{words}\n{table}")) == ["no_values"]


@pytest.mark.parametrize(
    "title",
    [
        "氨氮监测结果及达标率",
        "氨氮浓度及同比",
        "氨氮(mg/L)达标情况",
        "氨氮月均值（Ⅲ类限值1.0）",
        "氨氮（标准限值1.0mg/L）",
    ],
)
def test_titles_that_name_rates_beside_the_values(tmp_path, title):
    """The values are those of the indicator."""
    readings = read_text(tmp_path, f"2024年{title}\n断面,2024-01,2024-02\n平林,1,2\n")

    assert [short(each)[2:] for each in readings] == [("nh3n", "1"), ("nh3n", "2")]


def test_rates_below_indicators_are_refused(tmp_path):
    """Without a unit in the heading; with one they are concentrations in a table of a doubtful title."""
    table = "断面,时间,氨氮,总磷\n平林,2024-01,1,0.9\n"
    assert codes(errors(tmp_path, f"2024年各断面水质达标率\n{table}")) == ["no_values"]
    united = read_text(tmp_path, f"2024年各断面水质达标率\n{table.replace('氨氮', '氨氮(mg/L)')}")

    assert len(united) == 2


@pytest.mark.parametrize(
    "title",
    [
        "2024年3月水质同比变化",
        "2024年3月环比(%)",
        "2024年3月各断面降幅统计表",
        "2024年3月断面考核目标",
        "2024年3月水质目标",
    ],
)
def test_a_table_of_a_month_that_holds_changes_or_targets(tmp_path, title):
    """None of it is a value of the month."""
    assert codes(errors(tmp_path, f"{title}\n断面,氨氮,总磷\n平林,0.5,0.1\n"))[0] in ("no_values", "no_month")


@pytest.mark.parametrize(
    "title", ["2024年3月水质状况及同比", "2024年3月监测结果与水质目标对照", "2024年3月考核目标完成情况"]
)
def test_a_table_of_a_month_with_changes_or_targets_beside(tmp_path, title):
    readings = read_text(tmp_path, f"{title}\n断面,氨氮(mg/L),总磷(mg/L)\n平林,0.5,0.1\n")

    assert [short(each) for each in readings] == READ
