"""Tables whose numbers could be taken for those of another month, year, indicator or kind are refused, not misread."""

from __future__ import annotations

import pandas as pd
import pytest
import xlsxwriter

from ecocomp.errors import ReadingsError
from ecocomp.readings import read_monitoring
from tests.readings.support import codes, errors, places, read_text, short, written
from tests.readings.test_reading_hostile import SHEET, sheet_book

FIRST = "2024年1月水质,\n断面,氨氮(mg/L)\n甲,1\n"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"{FIRST}2024年2月水质,\n断面,氨氮(mg/L)\n乙,2\n", "监测.csv:4:1"),
        (f"{FIRST},\n２０２４年二月,\n乙,2\n", "监测.csv:5:1"),
        (f"{FIRST}2024年2月水质,\n断面,总磷(mg/L)\n乙,2\n", "监测.csv:4:1"),
        (f"{FIRST}2023年1月水质,单位：mg/L\n乙,2\n", "监测.csv:4:1"),
        ("2023年,,\n断面,月份,氨氮\n甲,12月,1\n2024年,,\n断面,月份,氨氮\n乙,1月,2\n", "监测.csv:4:1"),
        ("2024年氨氮,,\n断面,1月,2月\n甲,1,2\n2024年总磷,,\n乙,0.1,0.2\n", "监测.csv:4:1"),
    ],
)
def test_a_title_inside_that_says_other_is_an_error(tmp_path, text, place):
    """Rows below a second title are not read as of the month, year or indicator of the first."""
    found = errors(tmp_path, text)

    assert "title_inside" in codes(found)
    assert place in places(found)


@pytest.mark.parametrize("tail", ["2024年1月下半月,\n乙,2\n", "二、支流,\n乙,2\n", "乙,2\n与2023年2月相比好转,\n"])
def test_other_rows_of_one_cell_do_no_harm(tmp_path, tail):
    """A title that says the same, the name of a group, and words below the last row are no other table."""
    readings = read_text(tmp_path, FIRST + tail)

    assert {("甲", "2024-01", "nh3n", "1"), ("乙", "2024-01", "nh3n", "2")} <= set(map(short, readings))


def test_a_heading_of_statistics_is_an_error(tmp_path):
    """Below 氨氮, 最大值 is not taken for the value because it stands first."""
    found = errors(tmp_path, "断面,时间,氨氮(mg/L),,\n,,最大值,最小值,平均值\n甲,2024-01,3,1,2\n")

    assert codes(found) == ["statistics_heading"]
    assert places(found) == ["监测.csv:2"]


def workbook(folder, sheet, rows, name="2024年3月.xlsx"):
    path = folder / name
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return path


@pytest.mark.parametrize(("sheet", "title"), [("1至3月累计", ""), ("S", "2024年1—3月"), ("S", "2024年第一季度水质")])
def test_a_sum_of_months_is_not_the_month_of_the_file(tmp_path, sheet, title):
    """A sheet of several months together is not taken for the month in the name of its file."""
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(workbook(tmp_path, sheet, [[title], ["断面", "氨氮(mg/L)"], ["甲", 1]]))

    assert codes(caught.value.problems) == ["no_heading"]


def test_a_year_from_another_title_than_the_month_is_told_of(tmp_path):
    """Where the sheet says the month and a title the year, perhaps of the form of last year, both are told of."""
    rows = [["2023年水质月报"], ["断面", "氨氮(mg/L)"], ["甲", 1]]
    readings = read_monitoring(workbook(tmp_path, "1月", rows, "a.xlsx"))

    assert codes(readings.problems) == ["month_taken", "year_taken"]
    assert [each.when for each in readings] == ["2023-01"]


def test_a_month_that_may_be_october_is_an_error_in_a_heading_too(tmp_path):
    """Among months across, 2024.1 is refused and not left out."""
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(workbook(tmp_path, "氨氮", [["断面", 2024.1, 2024.11], ["甲", 1, 2]], "a.xlsx"))

    assert "time_ambiguous" in codes(caught.value.problems)


@pytest.mark.parametrize(
    "name", ["全市平均", "2024年均值", "一季度平均值", "加权平均", "各断面均值", "上年同期", "同比(%)", "平均浓度"]
)
def test_means_of_any_kind_are_no_sections(tmp_path, name):
    """Means and comparisons are set aside; a section whose name holds such a word is read."""
    readings = read_text(tmp_path, f"断面,时间,氨氮(mg/L)\n平均桥,2024-01,1\n{name},2024-01,2\n")

    assert [each.section for each in readings] == ["平均桥"]
    assert codes(readings.problems) == ["total_row"]


@pytest.mark.parametrize("kind", ["float16", "float32", "Float32"])
def test_short_floats_of_a_frame_keep_their_digits(kind):
    """0.1 as a float of 32 or 16 bits is 0.1, as it is shown."""
    frame = pd.DataFrame({"断面": ["甲", "乙"], "时间": "2024-01", "氨氮": pd.Series([0.1, None], dtype=kind)})

    assert [each.text for each in read_monitoring(frame)] == ["", "0.1"]


def test_halves_of_characters_can_be_written_out():
    """A lone surrogate in a frame is shown by its number, so that results can be written."""
    frame = pd.DataFrame({"断面": pd.Series(["\ud800"], dtype=object), "时间": "2024-01", "氨氮": "1"})

    assert [each.section for each in read_monitoring(frame)] == ["\\ud800"]


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", '=HYPERLINK("http://x")', "@SUM(1)", "+1+1", "=1"])
def test_formulas_in_text_files_are_no_values(tmp_path, text):
    """What a spreadsheet would run as a formula is a text that is no number."""
    quoted = text.replace('"', '""')

    assert codes(errors(tmp_path, f'断面,时间,氨氮\n甲,2024-01,"{quoted}"\n')) == ["value_unknown"]


def test_an_encoding_that_nobody_knows(tmp_path):
    """A part of a workbook in an unknown encoding is a damaged workbook."""
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(sheet_book(tmp_path, SHEET.replace("UTF-8", "TF-8")))

    assert codes(caught.value.problems) == ["broken_workbook"]


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_mean_below_a_table_of_one_month_is_told_once(tmp_path, ending):
    """A row that was set aside as a mean is no row without a section as well, though its month is that of the title."""
    rows = [
        ["2024年3月监测结果"],
        ["断面", "氨氮(mg/L)", "总磷(mg/L)"],
        ["平林", "0.5", "0.1"],
        [],
        ["均值", "0.5", "0.1"],
    ]
    path = tmp_path / f"监测{ending}"
    if ending == ".csv":
        path.write_text("\n".join(",".join(row) or ",," for row in rows), encoding="utf-8")
    else:
        with xlsxwriter.Workbook(str(path)) as book:
            page = book.add_worksheet()
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)

    assert codes(read_monitoring(path).problems) == ["month_taken", "total_row"]


TITLED = "2023年水质监测结果,,\n断面,监测时间,氨氮(mg/L)\n平林,3月,0.3\n"
MONTHLY = "2023年水质监测结果,\n断面,氨氮(mg/L)\n平林,0.3\n"
ACROSS = "2023年氨氮,,\n断面,1月,3月\n平林,--,0.3\n"


@pytest.mark.parametrize(
    ("name", "text", "taken", "source"),
    [
        ("2024年数据", TITLED, "2023", "标题"),
        ("2024年氨氮", ACROSS, "2023", "标题"),
        ("2024年报表", MONTHLY.replace("2023年", "2023年3月"), "2023", "标题"),
        ("2024年3月报表", MONTHLY, "2024", "文件名"),
    ],
)
@pytest.mark.parametrize("given", [None, 2022, 2023, 2024])
def test_a_title_and_a_file_name_of_different_years(tmp_path, name, text, taken, source, given):
    """Both are named in a warning with the one that was taken and why; a given year that is one of them decides."""
    readings = read_monitoring(written(tmp_path, text, f"{name}.csv"), year=given)
    decides = given in (2023, 2024)
    (told,) = (each for each in readings.problems if each.severity == "warning")
    (value,) = (each for each in readings if each.value is not None)

    assert value.when == f"{given if decides else taken}-03"
    assert told.code == "readings.years_contradict" + ("_given" if decides else "")
    assert f"与文件名“{name}”的年份不一致" in told.message("zh")
    assert (f"按给出的 {given} 读取" if decides else f"按{source}取 {taken} 年") in told.message("zh")


def test_a_span_that_touches_both_years_needs_no_word(tmp_path):
    """An assessment year of two calendar years is called by either; one that touches a single one of them decides."""
    path = written(tmp_path, TITLED, "2024年数据.csv")
    both, one = (read_monitoring(path, year=each) for each in ("2023-10..2024-09", "2024-01..2024-12"))

    assert (next(iter(both)).when, codes(both.problems)) == ("2024-03", ["year_of_span"])
    assert (next(iter(one)).when, codes(one.problems)) == ("2024-03", ["year_of_span", "years_contradict_given"])


def test_a_file_name_of_another_year_than_full_times(tmp_path):
    """Times that say their year need none from a title or name."""
    path = written(tmp_path, TITLED.replace("3月", "2023-03"), "2024年数据.csv")

    assert read_monitoring(path).problems == ()


PARTS_OF_MONTHS = [
    "2024年3月上旬",
    "2024年3月第2周水质周报",
    "2024年3月1—7日水质",
    "2024年3月1日至3月7日水质（2024年3月）",
    "2024年3月下半月",
    "截至2024年3月水质",
    "2024年3月累计均值",
    "2024年3月（1-3月累计）水质",
    "2024年3月（1-3月均值）",
    "2024年3月水质目标值",
    "2024年3月限值",
    "2024年3月水质预测",
    "2024年3月水质自动监测周报汇总",
]
WHOLE_MONTHS = [
    "2024年3月水质目标考核断面监测结果",
    "2024年3月水质周报汇总（月均值）",
    "2024年3月旬阳断面水质",
    "2024年3月（1—31日）水质",
    "2024年3月水质（采样时间：3月5日—7日）",
    "2024年3月监测值与目标值对比",
    "2024年3月超限值断面",
    "2024年3月（数据截至3月31日）",
]
NO_TIMES = "断面名称,氨氮(mg/L)\n平林,0.5\n"


@pytest.mark.parametrize("title", PARTS_OF_MONTHS)
def test_a_part_of_a_month_or_several_months_or_a_limit_is_no_month(tmp_path, title):
    """Such a table without times is refused, by its title as by the name of its file."""
    for found in (errors(tmp_path, f"{title}\n{NO_TIMES}"), _refused(written(tmp_path, NO_TIMES, f"{title}.csv"))):
        assert (codes(found), found[0].details["found"]) == (["no_month"], title)
        assert str(found[0].details["words"]) in title


@pytest.mark.parametrize("title", WHOLE_MONTHS)
def test_a_month_that_is_named_beside_such_words_is_read(tmp_path, title):
    """Targets that sections are assessed for, days of sampling and the like say nothing against the month."""
    assert [each.when for each in read_text(tmp_path, f"{title}\n{NO_TIMES}")] == ["2024-03"]


def test_a_day_in_the_name_of_a_file_is_no_month(tmp_path):
    """2024-03-05 may be the day of the values or the day on which they were sent."""
    assert codes(_refused(written(tmp_path, NO_TIMES, "水质2024-03-05.csv"))) == ["no_heading"]


def test_rows_that_have_their_day_are_of_the_month_whatever_the_title_calls_them(tmp_path):
    """A daily report of a month with a column 日 is no part of one."""
    found = read_text(tmp_path, "2024年3月水质日报\n断面名称,日,氨氮(mg/L)\n平林,5,0.5\n")

    assert [each.when for each in found] == ["2024-03-05"]


def _refused(path):
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(path)
    return caught.value.problems
