"""Mappings for many sheets or files: sections and months that only their names say."""

from textwrap import dedent

import pytest
import xlwt

from ecocomp.errors import ReadingsError
from ecocomp.readings import read_monitoring
from tests.readings.open_books import open_document, table_row, text_cell
from tests.readings.support import codes, places, written
from tests.readings.test_reading_shapes import said, workbook

BY_SECTION = """\
    heading: 2
    columns: {月份: month, 氨氮(mg/L): nh3n}
    fixed: {section: {from: sheet}, year: {from: file}}
    """


def rows(*values, title="内部表"):
    """The table of one section: a value for each month."""
    return [[title, ""], ["月份", "氨氮(mg/L)"], *([f"{month}月", value] for month, value in enumerate(values, 1))]


def book(path, sheets):
    """A workbook of the sheets, in the format that the name of the file says."""
    if path.suffix == ".xls":
        old = xlwt.Workbook()
        for name, table in sheets.items():
            sheet = old.add_sheet(name)
            for row, texts in enumerate(table):
                for column, text in enumerate(texts):
                    sheet.write(row, column, text)
        old.save(str(path))
        return path
    if path.suffix == ".ods":
        tables = [
            f'<table:table table:name="{name}">{"".join(table_row(*map(text_cell, texts)) for texts in table)}</table:table>'
            for name, table in sheets.items()
        ]
        return open_document(path, "", before="".join(tables))
    return workbook(path, {name: (table, []) for name, table in sheets.items()})


def by_mapping(folder, source, mapping, **options):
    """The readings of a source by a mapping."""
    described = written(folder, dedent(mapping), "映射.yaml")
    return read_monitoring(source, mapping=described, **options)


def refused(folder, source, mapping, **options):
    """The problems for which it is refused."""
    with pytest.raises(ReadingsError) as caught:
        by_mapping(folder, source, mapping, **options)
    return caught.value.problems


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_a_sheet_for_each_section(tmp_path, ending):
    """Sections are the names of the sheets, renamed as the mapping says; the year is that of the file's name."""
    path = book(tmp_path / f"2024年.{ending}", {"平林站": rows("0.1", "0.2"), "隔蒲桥": rows("0.3")})
    readings = by_mapping(tmp_path, path, dedent(BY_SECTION) + "sections: {平林站: 平林}\n")

    assert said(readings) == [
        ("平林", "2024-01", "nh3n", "1/10", f"2024年.{ending} [平林站] B3"),
        ("平林", "2024-02", "nh3n", "1/5", f"2024年.{ending} [平林站] B4"),
        ("隔蒲桥", "2024-01", "nh3n", "3/10", f"2024年.{ending} [隔蒲桥] B3"),
    ]
    assert codes(readings.problems) == ["sections_renamed"]


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
@pytest.mark.parametrize(
    ("names", "fixed"),
    [
        (("1月", "二月"), "{time: {from: sheet}}"),
        (("2024年1月", "2024年2月"), "{time: {from: sheet}}"),
        (("202401", "2024-02"), "{time: {from: sheet}}"),
        (("1", "02"), "{month: {from: sheet}, year: 2024}"),
        (("1月", "2月份"), "{month: {from: sheet}, year: {from: file}}"),
    ],
)
def test_a_sheet_for_each_month(tmp_path, ending, names, fixed):
    """Months are the names of the sheets, however written; the year stands there or is said."""
    tables = ([["断面", "氨氮"], ["平林", value]] for value in ("0.1", "0.2"))
    path = book(tmp_path / f"2024.{ending}", dict(zip(names, tables, strict=True)))
    readings = by_mapping(
        tmp_path,
        path,
        f"heading: 1\ncolumns: {{断面: section, 氨氮: {{indicator: nh3n, unit: mg/L}}}}\nfixed: {fixed}\n",
        year=2024,
    )

    assert [each[:4] for each in said(readings)] == [
        ("平林", "2024-01", "nh3n", "1/10"),
        ("平林", "2024-02", "nh3n", "1/5"),
    ]


def test_a_folder_with_a_file_for_each_section_and_month(tmp_path):
    """Parts of the names of files are sections, months are found in them, and the indicator may stand there too."""
    folder = tmp_path / "月报"
    folder.mkdir()
    written(folder, "采样点,结果\n左,0.1\n", "氨氮_平林_2024年1月.csv")
    written(folder, "采样点,结果\n左,0.2\n", "总磷_隔蒲桥_2024年1月.csv")
    readings = by_mapping(
        tmp_path,
        folder,
        """\
        heading: 1
        columns: {采样点: ignore, 结果: value}
        fixed:
          indicator: {from: file, before: _}
          section: {from: file, after: _, before: _}
          time: {from: file}
          unit: mg/L
        """,
    )

    assert sorted(said(readings)) == [
        ("平林", "2024-01", "nh3n", "1/10", "氨氮_平林_2024年1月.csv:2:2"),
        ("隔蒲桥", "2024-01", "tp", "1/5", "总磷_隔蒲桥_2024年1月.csv:2:2"),
    ]


def test_sheets_that_do_not_fit_are_told_together(tmp_path):
    """Of each sheet what is wrong: its name, its columns, its heading; the names of no others are asked for."""
    sheets = {
        "平林": rows("0.1"),
        "Sheet2": rows("0.1"),
        "汇总": rows("0.1"),
        "隔蒲桥": [["表", ""], ["时间", "总磷"], ["1月", "0.1"]],
        "说明": [["填表说明"]],
    }
    problems = refused(tmp_path, book(tmp_path / "2024年.xlsx", sheets), BY_SECTION)

    assert sorted((each.code.removeprefix("readings."), each.place.sheet) for each in problems) == [
        ("mapping_beyond", "说明"),
        ("mapping_name_unfit", "Sheet2"),
        ("mapping_name_unfit", "汇总"),
        ("mapping_no_column", "隔蒲桥"),
    ]
    unfit = next(each for each in problems if each.code == "readings.mapping_no_column")
    assert "“月份”、“氨氮(mg/L)”" in unfit.message("zh")
    assert "“月份”, “氨氮(mg/L)”" in unfit.message("en")
    assert "sheets" in unfit.message("zh")


@pytest.mark.parametrize("name", ["首页", "1-3月", "一季度", "13月", "2024年3月、4月", "平林"])
def test_a_sheet_whose_name_is_no_month(tmp_path, name):
    """Nothing else is taken for a month, and no span for its last one."""
    path = book(
        tmp_path / "a.xlsx", {"1月": [["断面", "氨氮"], ["平林", "1"]], name: [["断面", "氨氮"], ["平林", "1"]]}
    )
    problems = refused(
        tmp_path,
        path,
        "heading: 1\ncolumns: {断面: section, 氨氮: {indicator: nh3n, unit: mg/L}}\nfixed: {time: {from: sheet}}\n",
        year=2024,
    )

    assert [(each.code, each.place.sheet) for each in problems] == [("readings.mapping_name_unfit", name)]


def test_a_month_with_a_year_beside_another_year(tmp_path):
    """Where the year is said apart, the name must be a month alone."""
    path = book(tmp_path / "a.xlsx", {"2023年12月": [["断面", "氨氮"], ["平林", "1"]]})
    problems = refused(
        tmp_path,
        path,
        "heading: 1\ncolumns: {断面: section, 氨氮: nh3n}\nfixed: {month: {from: sheet}, year: 2024}\n",
    )

    assert codes(problems) == ["mapping_name_unfit"]
    assert "time" in problems[0].message("zh")


def test_a_title_that_says_another_month_than_the_sheet(tmp_path):
    """A sheet was copied from that of the month before, and its title or its name left as it was."""
    table = [["2024年1月监测结果", ""], ["断面", "氨氮"], ["平林", "0.1"]]
    path = book(tmp_path / "a.xlsx", {"1月": table, "2月": table})
    problems = refused(
        tmp_path,
        path,
        "heading: 2\ncolumns: {断面: section, 氨氮: {indicator: nh3n, unit: mg/L}}\nfixed: {time: {from: sheet}}\n",
        year=2024,
    )

    assert codes(problems) == ["months_contradict"]
    assert places(problems) == ["a.xlsx [2月] A1"]


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("2024年2月1日至15日水质", "no_month"),
        ("2024年2月上旬水质", "no_month"),
        ("2024年1月16日至31日水质", "months_contradict"),
        ("2024年1月1日至2月29日水质", "no_month"),
    ],
)
@pytest.mark.parametrize("fixed", ["{time: {from: sheet}}", "{month: {from: sheet}, year: 2024}"])
def test_a_title_that_says_a_part_of_the_month(tmp_path, title, code, fixed):
    """It is not the mean of the month that the sheet is called after; a time that the mapping writes out is taken."""
    head = "heading: 2\ncolumns: {断面: section, 氨氮(mg/L): nh3n}\nfixed: "
    path = book(tmp_path / "a.xlsx", {"2月": [[title, ""], ["断面", "氨氮(mg/L)"], ["平林", "0.1"]]})
    problems = refused(tmp_path, path, f"{head}{fixed}\n", year=2024)

    assert (codes(problems), places(problems)) == ([code], ["a.xlsx [2月] A1"])
    assert [each.when for each in by_mapping(tmp_path, path, head + "{time: 2024-02}\n")] == ["2024-02"]


@pytest.mark.parametrize("title", ["2024年2月1日至29日水质（累计监测3次）", "采样时间：2024年2月4日至6日"])
def test_a_title_that_says_the_month_by_its_days(tmp_path, title):
    path = book(tmp_path / "a.xlsx", {"2月": [[title, ""], ["断面", "氨氮(mg/L)"], ["平林", "0.1"]]})
    mapping = "heading: 2\ncolumns: {断面: section, 氨氮(mg/L): nh3n}\nfixed: {time: {from: sheet}}\n"

    assert [each.when for each in by_mapping(tmp_path, path, mapping, year=2024)] == ["2024-02"]


@pytest.mark.parametrize("name", ["3月上旬", "3月第1周", "2024年3月前半月"])
def test_a_name_of_a_part_of_the_month(tmp_path, name):
    """It was taken for the month, unless the mapping cuts it off."""
    path = book(tmp_path / "a.xlsx", {name: [["水质", ""], ["断面", "氨氮(mg/L)"], ["平林", "0.1"]]})
    head = "heading: 2\ncolumns: {断面: section, 氨氮(mg/L): nh3n}\n"

    problems = refused(tmp_path, path, head + "fixed: {time: {from: sheet}}\n", year=2024)
    assert codes(problems) == ["mapping_name_unfit"]


def test_days_of_a_part_of_the_month_below_its_title(tmp_path):
    """Rows that have a day are of no other."""
    rows = [["2024年2月1日至15日水质", "", ""], ["断面", "日", "氨氮(mg/L)"], ["平林", "3", "0.1"]]
    path = book(tmp_path / "a.xlsx", {"2月": rows})
    mapping = (
        "heading: 2\ncolumns: {断面: section, 日: day, 氨氮(mg/L): nh3n}\nfixed: {month: {from: sheet}, year: 2024}\n"
    )

    assert [each.when for each in by_mapping(tmp_path, path, mapping)] == ["2024-02-03"]


def test_names_that_are_not_there(tmp_path):
    """A text file has no sheets, and a part needs the signs that it is cut at."""
    table = "月份,氨氮(mg/L)\n1月,0.1\n"
    head = "heading: 1\ncolumns: {月份: month, 氨氮(mg/L): nh3n}\n"
    path = written(tmp_path, table, "平林.csv")

    assert codes(refused(tmp_path, path, head + "fixed: {section: {from: sheet}, year: 2024}\n")) == ["mapping_no_name"]
    assert codes(refused(tmp_path, path, head + "fixed: {section: {from: file, after: _}, year: 2024}\n")) == [
        "mapping_name_part"
    ]
    assert codes(refused(tmp_path, path, head + "fixed: {section: {from: file, after: 林}, year: 2024}\n")) == [
        "mapping_name_unfit"
    ]


@pytest.mark.parametrize(
    ("given", "code", "word"),
    [
        ("{form: sheet}", "mapping_unknown_key", "from"),
        ("{from: page}", "mapping_value", "sheet"),
        ("{after: x}", "mapping_missing_key", "from"),
        ("[平林]", "mapping_value", "文字"),
    ],
)
def test_mistakes_in_what_is_taken_from_a_name(tmp_path, given, code, word):
    """Each is told once, at its line, with what may stand there."""
    path = written(tmp_path, "月份,氨氮\n1月,0.1\n")
    (problem,) = refused(
        tmp_path, path, f"heading: 1\ncolumns: {{月份: month, 氨氮: nh3n}}\nfixed:\n  year: 2024\n  section: {given}\n"
    )

    assert (problem.code, problem.place.line) == (f"readings.{code}", 5)
    assert word in problem.message("zh")


def test_months_without_a_year_are_told_with_their_rows(tmp_path):
    """The month stands in no cell, so that its row stands for it."""
    path = book(tmp_path / "平林.xlsx", {"1月": [["日", "氨氮(mg/L)"], ["1", "0.1"], ["2", "0.2"]]})
    readings = by_mapping(
        tmp_path,
        path,
        """\
        heading: 1
        columns: {日: day, 氨氮(mg/L): nh3n}
        fixed: {section: {from: file}, time: {from: sheet}}
        """,
        year=2024,
    )

    assert [each[:2] for each in said(readings)] == [("平林", "2024-01-01"), ("平林", "2024-01-02")]
    assert [each.details["places"] for each in readings.problems] == ["A2, A3"]
