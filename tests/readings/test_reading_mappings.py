"""Mapping files: layouts that are not recognised, described once."""

import os
from fractions import Fraction
from textwrap import dedent

import pytest

import ecocomp as ec
from ecocomp.errors import ReadingsError, RequestError
from ecocomp.readings import read_monitoring
from tests.readings.support import codes, short, written
from tests.readings.test_reading_shapes import said, workbook


def mapped(folder, table, mapping, name="监测.csv", **options):
    """The readings of a CSV file by a mapping."""
    described = written(folder, dedent(mapping), "映射.yaml")
    return read_monitoring(written(folder, dedent(table), name), mapping=described, **options)


def mistakes(folder, mapping, table="断面,时间,氨氮(mg/L)\n平林,2024-01,0.1\n"):
    """The codes and lines of what is wrong with a mapping, or with a table read by it."""
    with pytest.raises(ReadingsError) as caught:
        mapped(folder, table, mapping)
    return [(each.code.removeprefix("readings."), each.place.line) for each in caught.value.problems]


def test_a_table_without_a_heading(tmp_path):
    """Columns by number and letter, an indicator with its detection limit, and what is the same for all rows."""
    readings = mapped(
        tmp_path,
        """\
        某某监测站内部表
        3月,隔卜桥,25,50,缺
        4月,隔卜桥,L,50,停水
        合计,,,,
        """.replace(",L,", ",未检出,"),
        """\
        first: 2
        columns:
          "1": month
          B: section
          C: {indicator: nh3n, unit: μg/L}
          D: {indicator: 氨氮, part: detection_limit}
          E: tp
        fixed: {year: 2024, province: 湖北省, method: manual}
        sections: {隔卜桥: 隔蒲桥}
        marks: {缺: missing, 停水: no_flow}
        skip: [合计]
        """,
    )

    assert said(readings) == [
        ("隔蒲桥", "2024-03", "nh3n", "1/40", "监测.csv:2:3"),
        ("隔蒲桥", "2024-03", "tp", "missing", "监测.csv:2:5"),
        ("隔蒲桥", "2024-04", "nh3n", "below", "监测.csv:3:3"),
        ("隔蒲桥", "2024-04", "tp", "missing", "监测.csv:3:5"),
    ]
    assert [(each.text, each.state, each.province, each.method) for each in readings if each.indicator == "tp"] == [
        ("缺", "", "湖北省", "manual"),
        ("停水", "no_flow", "湖北省", "manual"),
    ]
    assert next(each for each in readings if each.qualifier == "below").detection_limit == Fraction(1, 20)


def test_sections_across_whose_indicator_nothing_names(tmp_path):
    """Every column that the mapping does not name is a section; the heading is the second row."""
    readings = mapped(
        tmp_path,
        "内部表,,,\n日期,平林,街口（鸠坑口）,天气\n2024-01,0.1,0.2,晴\n",
        """\
        heading: 2
        shape: sections_across
        columns: {日期: time, 天气: ignore}
        fixed: {indicator: nh3n, unit: mg/L}
        """,
    )

    assert said(readings) == [
        ("平林", "2024-01", "nh3n", "1/10", "监测.csv:3:2"),
        ("街口(鸠坑口)", "2024-01", "nh3n", "1/5", "监测.csv:3:3"),
    ]


def test_months_across_below_two_heading_rows(tmp_path):
    """The sheets that the mapping names are read, months from two heading rows; the others are passed over."""
    rows = [["断面", "2024年", ""], ["", "1月", "2月"], ["平林", "0.1", "0.2"]]
    path = workbook(tmp_path / "a.xlsx", {"氨": (rows, [(0, 1, 0, 2)]), "说明": ([["甲", "乙"]], [])})
    mapping = written(
        tmp_path,
        "sheets: [氨*]\nheading: [1, 2]\nshape: months_across\ncolumns: {A: section}\nfixed: {indicator: nh3n, unit: mg/L}\n",
        "m.yaml",
    )
    readings = read_monitoring(path, mapping=mapping)

    assert said(readings) == [
        ("平林", "2024-01", "nh3n", "1/10", "a.xlsx [氨] B3"),
        ("平林", "2024-02", "nh3n", "1/5", "a.xlsx [氨] C3"),
    ]
    assert "sheet_not_mapped" in codes(readings.problems)


def test_columns_of_values_with_their_own_section_and_time(tmp_path):
    """A single row may hold values of several sections and months, each said at its column."""
    readings = mapped(
        tmp_path,
        "氨氮,0.1,0.2\n",
        """\
        columns:
          A: indicator
          B: {section: 平林, time: 2024-01, unit: mg/L}
          C: {section: 隔蒲桥, time: 2024-02, unit: mg/L}
        """,
    )

    assert [short(each) for each in readings] == [
        ("平林", "2024-01", "nh3n", "1/10"),
        ("隔蒲桥", "2024-02", "nh3n", "1/5"),
    ]


def test_a_mapping_without_columns_applies_to_recognised_tables(tmp_path):
    """Renamed sections, marks and skipped rows hold for a table that is recognised by itself."""
    readings = mapped(
        tmp_path,
        "断面,时间,氨氮(mg/L)\n隔卜桥,2024-01,缺\n试验断面,2024-01,0.1\n",
        "sections: {隔卜桥: 隔蒲桥}\nmarks: {缺: maintenance}\nskip: [试验*]\n",
    )

    assert [(each.section, each.state) for each in readings] == [("隔蒲桥", "maintenance")]
    assert codes(readings.problems) == ["row_skipped", "sections_renamed"]


@pytest.mark.parametrize(
    ("negative", "expected"),
    [("missing", ("missing", None)), ("below", ("below", Fraction(1, 40)))],
)
def test_negative_numbers(tmp_path, negative, expected):
    """A negative number is missing, or below the limit that is its absolute value, as the mapping says."""
    text = "断面,时间,氨氮(mg/L)\n平林,2024-01,-0.025\n"
    (reading,) = mapped(tmp_path, text, f"negative: {negative}\n")

    assert (reading.qualifier, reading.detection_limit) == expected


def test_negative_numbers_that_are_refused(tmp_path):
    """negative: refuse refuses each; with below, -1 may be two things and is refused unless the marks say which."""
    text = "断面,时间,氨氮(mg/L)\n平林,2024-01,-1\n"

    assert mistakes(tmp_path, "negative: refuse\n", text) == [("negative_refused", 2)]
    assert mistakes(tmp_path, "negative: below\n", text) == [("minus_one", 2)]
    (reading,) = mapped(tmp_path, text, 'negative: below\nmarks: {"-1": missing}\n')
    assert reading.qualifier == "missing"


def test_all_mistakes_are_told_at_their_lines(tmp_path):
    """Unknown keys, words and types are told together; then what does not fit together."""
    assert mistakes(tmp_path, "heading: 一\ncolums: {A: section}\nnegative: maybe\nmarks: {缺: gone}\n") == [
        ("mapping_value", 1),
        ("mapping_unknown_key", 2),
        ("mapping_value", 3),
        ("mapping_value", 4),
    ]
    assert mistakes(tmp_path, "heading: 3\nfirst: 2\ncolumns:\n  A: sektion\n  B: {indicator: 氨蛋}\n") == [
        ("mapping_first", 2),
        ("mapping_lacks", 4),
        ("mapping_lacks", 4),
        ("mapping_role", 4),
        ("mapping_indicator", 5),
    ]


@pytest.mark.parametrize(
    ("mapping", "code"),
    [
        ("- 1\n", "mapping_empty"),
        ("heading: 2\n", "mapping_without_columns"),
        ("heading: [1, 3]\ncolumns: {A: section, B: time, C: nh3n}\n", "mapping_headings"),
        ("first: 5\nlast: 4\ncolumns: {A: section, B: time, C: nh3n}\n", "mapping_last"),
        ("columns: {A: section, B: nh3n}\nfixed: {time: 今年}\n", "mapping_time"),
        ("columns: {A: section, B: nh3n}\nfixed: {time: 2024-01, year: 2024}\n", "mapping_time_twice"),
        ("shape: months_across\ncolumns: {A: section}\nfixed: {indicator: nh3n}\n", "mapping_across"),
        ("heading: 9\ncolumns: {A: section, B: time, C: nh3n}\n", "mapping_beyond"),
        ("heading: 1\ncolumns: {断面: section, 日期: time, C: nh3n}\n", "mapping_no_column"),
        ("heading: 1\ncolumns: {断面: section, A: time, C: nh3n}\n", "mapping_column_twice"),
        ("heading: 1\nshape: months_across\ncolumns: {A: section}\nfixed: {indicator: nh3n}\n", "mapping_no_values"),
    ],
)
def test_each_mistake_has_its_sentence(tmp_path, mapping, code):
    """What a mapping says that cannot be is refused, in a sentence of its own."""
    assert [found for found, _ in mistakes(tmp_path, mapping)] == [code]


def test_a_mapping_for_sheets_that_are_not_there(tmp_path):
    """A sheet that the mapping names and the workbook has not is an error."""
    path = workbook(tmp_path / "a.xlsx", {"表": ([["断面", "时间", "氨氮"], ["平林", "2024-01", "1"]], [])})
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(path, mapping=written(tmp_path, "sheets: [一月]\n", "m.yaml"))

    assert codes(caught.value.problems) == ["mapping_no_sheet"]


def test_a_mapping_that_is_no_file(tmp_path):
    """A mapping that cannot be read is a wrong request; one that is no text or no YAML is an error in it."""
    data = written(tmp_path, "断面,时间,氨氮\n平林,2024-01,1\n")
    with pytest.raises(RequestError):
        read_monitoring(data, mapping=tmp_path / "none.yaml")
    for content in ("映射: 表".encode("utf-16"), b"columns: [A\n"):
        (tmp_path / "m.yaml").write_bytes(content)
        with pytest.raises(ReadingsError):
            read_monitoring(data, mapping=tmp_path / "m.yaml")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without named pipes")
def test_a_mapping_is_a_small_file(tmp_path):
    """A pipe is not opened, and a file that is far too large is not read."""
    data = written(tmp_path, "断面,时间,氨氮(mg/L)\n甲,2024-01,0.5\n")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(RequestError) as caught:
        read_monitoring(data, mapping=tmp_path / "pipe")
    assert [each.code for each in caught.value.problems] == ["agreement.not_regular"]

    with (tmp_path / "large").open("wb") as stream:
        stream.truncate(1 << 33)
    with pytest.raises(ReadingsError) as refused:
        read_monitoring(data, mapping=tmp_path / "large")
    assert [each.code for each in refused.value.problems] == ["agreement.file_too_large"]

    for other in (1, b"mapping.yaml", [], {}):
        with pytest.raises(RequestError) as caught:
            read_monitoring(data, mapping=other)
        assert [each.code for each in caught.value.problems] == ["readings.mapping_type"]


@pytest.mark.parametrize(
    ("top", "line", "lines", "more"),
    # where columns hold nothing known, section and time are lacking too
    [("", "{}: 1\n", 40_000, 39_900), ("columns:\n", "  {}: nothing known\n", 1500, 1402)],
)
def test_many_mistakes_are_counted(tmp_path, top, line, lines, more):
    """Of a file full of mistakes the first hundred are told, and how many more there are."""
    data = written(tmp_path, "断面,时间,氨氮(mg/L)\n甲,2024-01,0.5\n")
    text = top + "".join(line.format(f"x{at}") for at in range(lines))
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(data, mapping=written(tmp_path, text, "映射.yaml"))
    problems = caught.value.problems

    assert len(problems) == 101
    assert problems[-1].code == "readings.mapping_more"
    assert problems[-1].details["count"] == more


def test_the_report_of_a_mapped_table(tmp_path):
    """The report says where each column of a mapped table stands."""
    mapping = written(tmp_path, "columns: {A: section, B: time, C: {indicator: nh3n, unit: mg/L}}\n", "m.yaml")
    report = ec.reading_report(written(tmp_path, "平林,2024-01,0.1\n"), mapping=mapping)

    assert [(each.where, each.role, each.heading) for each in report.tables[0].columns] == [
        ("1", "section", "断面名称"),
        ("2", "time", "监测时间"),
        ("3", "value", "监测值"),
        ("", "indicator", "氨氮"),
        ("", "unit", "mg/L"),
    ]
    assert (report.tables[0].headings, report.tables[0].rows) == ((), 1)


@pytest.mark.parametrize(
    ("heading", "limit", "expected"),
    [
        ("甲(μg/L)", "乙(mg/L)", [("limit_unit", 1)]),
        ("甲(μg/L)", "乙(ug/L)", None),
        ("甲(μg/L)", "乙", None),
        ("甲", "乙(μg/L)", [("limit_unit", 1)]),
    ],
)
def test_a_detection_limit_in_another_unit_than_its_values(tmp_path, heading, limit, expected):
    """A limit takes the unit of its values; a unit of its own that is another one is an error."""
    table = f"断面,时间,{heading},{limit}\n平林,2024-01,ND,25\n"
    mapping = f"""\
        heading: 1
        columns:
          断面: section
          时间: time
          "{heading}": nh3n
          "{limit}": {{indicator: nh3n, part: detection_limit}}
        """
    if expected is None:
        assert [each.detection_limit for each in mapped(tmp_path, table, mapping)] == [Fraction("0.025")]
    else:
        assert mistakes(tmp_path, dedent(mapping), table) == expected


YEARBOOK = """\
heading: 1
shape: months_across
columns: {日: day}
fixed: {section: 平林, year: 2023, indicator: flow, unit: m³/s}
"""


def test_a_yearbook_has_cells_for_days_that_do_not_exist(tmp_path):
    """Days down and months across: an empty cell at 29 February is nothing."""
    readings = mapped(tmp_path, "日,1月,2月\n28,1,2\n29,3,\n30,4,\n", YEARBOOK)

    assert [(each.when, each.text) for each in readings] == [
        ("2023-01-28", "1"), ("2023-01-29", "3"), ("2023-01-30", "4"), ("2023-02-28", "2"),
    ]  # fmt: skip
    assert codes(readings.problems) == []


def test_a_value_at_a_day_that_does_not_exist_is_an_error_at_its_cell(tmp_path):
    """It belongs to another day, and nobody knows to which."""
    with pytest.raises(ReadingsError) as caught:
        mapped(tmp_path, "日,1月,2月\n28,1,2\n29,3,5\n30,4,\n", YEARBOOK)

    (found,) = caught.value.problems
    assert (found.code, found.place.line, found.place.column, found.details["found"]) == (
        "readings.time_no_day", 3, 3, "2月29日",
    )  # fmt: skip


def test_a_day_need_not_be_quoted(tmp_path):
    """YAML takes 2024-03-05 for more than a text; what is meant is clear."""
    readings = mapped(
        tmp_path,
        "断面,氨氮(mg/L)\n平林,1\n",
        "heading: 1\nfixed: {time: 2024-03-05}\ncolumns: {断面: section, B: nh3n}\n",
    )

    assert [each.when for each in readings] == ["2024-03-05"]


@pytest.mark.parametrize(
    ("mapping", "chinese", "english"),
    [
        ("fixed: {time: 3}", "加引号", "quotes"),
        ("fixed: {year: 今年}", "整数", "whole number"),
        ("fixed: {month: 13}", "不大于 12", "12 or less"),
        ("heading: 0", "不小于 1", "1 or more"),
        ("skip: 合计", "列表", "a list"),
        ("sections: 平林", "键: 值", "key: value"),
    ],
)
def test_what_is_expected_is_told_in_both_languages(tmp_path, mapping, chinese, english):
    """Also where the value of a key is of the wrong type."""
    with pytest.raises(ReadingsError) as caught:
        mapped(tmp_path, "断面,氨氮(mg/L)\n平林,1\n", mapping)

    assert chinese in caught.value.problems[0].message("zh")
    assert english in caught.value.problems[0].message("en")
