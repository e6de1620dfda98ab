"""Tables in long and wide shape: headings, rows, and what is noted or refused."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ecocomp.errors import ReadingsError
from ecocomp.readings import read_monitoring
from ecocomp.readings.findings import Findings
from tests.readings.support import codes, errors, places, read_text, short, written

LONG = """断面,时间,指标,监测值,单位
平林,2024-03,氨氮,0.5,mg/L
平林,2024-03,总磷,25,μg/L
平林,2024-03,流量,12.5,m³/s
平林,2024-03,水量,3,万m³
平林,2024-03,pH,7.2,无量纲
平林,2024-03,水质类别,劣V类,
"""


def test_long(tmp_path):
    """A long table gives one reading a row, each in the canonical unit of its indicator."""
    readings = read_text(tmp_path, LONG)

    assert [short(each) for each in readings] == [
        ("平林", "2024-03", "grade", "6"),
        ("平林", "2024-03", "ph", "36/5"),
        ("平林", "2024-03", "nh3n", "1/2"),
        ("平林", "2024-03", "tp", "1/40"),
        ("平林", "2024-03", "flow", "25/2"),
        ("平林", "2024-03", "volume", "30000"),
    ]
    assert readings.problems == ()


def test_long_with_qualifier_and_limit_in_columns(tmp_path):
    """A number marked as below is the detection limit, unless a limit stands in its own column."""
    readings = read_text(
        tmp_path,
        """section,time,parameter,value,unit,qualifier,detection limit
A,2024-01,TP,10,ug/L,<,
A,2024-02,TP,0.01,mg/L,L,0.02
A,2024-03,TP,,mg/L,ND,0.02
A,2024-04,TP,<0.01,mg/L,,0.02
A,2024-05,TP,0.5,mg/L,,0.02
A,2024-06,TP,,mg/L,missing,
""",
    )

    assert [(each.qualifier, each.value, each.detection_limit) for each in readings] == [
        ("below", None, Fraction(1, 100)),
        ("below", None, Fraction(1, 50)),
        ("below", None, Fraction(1, 50)),
        ("below", None, Fraction(1, 50)),
        ("", Fraction(1, 2), None),
        ("missing", None, None),
    ]


WIDE = """2024年水质监测月报,,,,
单位：某某监测站,,,,
断面名称,年份,月份,"氨氮
（mg/L）",总磷(TP) mg/L
平林（新）,2024,3月,1.0,<0.01
,,,,
平林（新）,2024,4,断流,
合计,,,,
注：ND 表示未检出,,,,
"""


def test_wide_below_title_rows(tmp_path):
    """A wide table gives one reading a cell, empty cells too, with title rows above and remarks below."""
    readings = read_text(tmp_path, WIDE)

    assert [(*short(each), each.state, str(each.place)) for each in readings] == [
        ("平林(新)", "2024-03", "nh3n", "1", "", "监测.csv:5:4"),
        ("平林(新)", "2024-03", "tp", "below", "", "监测.csv:5:5"),
        ("平林(新)", "2024-04", "nh3n", "missing", "no_flow", "监测.csv:7:4"),
        ("平林(新)", "2024-04", "tp", "missing", "", "监测.csv:7:5"),
    ]
    assert [(each.code, each.details["count"]) for each in readings.problems] == [
        ("readings.remark_row", 1),
        ("readings.total_row", 1),
    ]


@pytest.mark.parametrize(
    ("heading", "row"),
    [
        ("断面,时间,氨氮（mg/L）", "平林,2024-01,1"),
        ("氨氮[mg/L],断面名称,监测时间", "1,平林,2024-01"),
        ("Station,Date,NH3-N (mg/L)", "平林,2024-01,1"),
        ("监测断面,年,月,氨氮/(mg/L)", "平林,2024,1,1"),
        ("断面,月份,氨氮(NH3-N)(mg/L)", "平林,2024-01,1"),
        ("断面,月份,w21003 mg/L", "平林,2024年1月,1"),
        ("section,when,ammonia nitrogen (μg/L)", "平林,2024-01,1000"),
    ],
)
def test_headings_in_any_wording_and_order(tmp_path, heading, row):
    """Chinese and English headings in any order, with the unit in brackets or behind, name the same thing."""
    readings = read_text(tmp_path, f"{heading}\n{row}\n")

    assert [short(each) for each in readings] == [("平林", "2024-01", "nh3n", "1")]
    assert readings.problems == ()


def test_unused_columns_are_noted(tmp_path):
    """A column that is not used is named in a note, one that is nearly an indicator in a warning."""
    readings = read_text(tmp_path, "序号,断面,时间,氨氮(mg/L),氨氮(上年同期),责任城市\n1,平林,2024-01,1,2,孝感\n")

    assert [(each.severity, each.code, each.details["found"]) for each in readings.problems] == [
        ("warning", "readings.column_resembles", "氨氮(上年同期)"),
        ("note", "readings.column_ignored", "序号"),
        ("note", "readings.column_ignored", "责任城市"),
    ]


def test_assumed_units_are_noted(tmp_path):
    """A heading without a unit is taken in the canonical unit and noted, for metals as a warning, for pH not at all."""
    readings = read_text(tmp_path, "断面,时间,氨氮,铅,pH\n平林,2024-01,1,0.01,7\n")

    assert {(each.code, each.severity, each.details["unit"]) for each in readings.problems} == {
        ("readings.unit_assumed", "note", "mg/L"),
        ("readings.unit_assumed", "warning", "mg/L"),
    }


def test_volume_needs_a_unit(tmp_path):
    """An amount of water without a unit is refused: m³, 万m³ and 亿m³ are all usual."""
    assert codes(errors(tmp_path, "断面,时间,水量\n平林,2024-01,3\n")) == ["unit_needed"]
    assert codes(errors(tmp_path, "断面,时间,指标,值\n平林,2024-01,水量,3\n")) == ["unit_needed"]


def test_unrounded_values_are_taken(tmp_path):
    """Of 原始值 and 显示值 the unrounded one is read, and that it was is noted; 显示值 alone is read too."""
    readings = read_text(
        tmp_path,
        "断面,时间,氨氮_显示值,氨氮_原始值,总磷_显示值\n平林,2024-01,0.500,0.5002,0.1\n",
    )

    assert [each.text for each in readings] == ["0.5002", "0.1"]
    assert "unrounded_taken" in codes(readings.problems)


def test_all_problems_at_once(tmp_path):
    """Every wrong cell of a file is named with its line and column, all in one error."""
    problems = errors(
        tmp_path,
        """断面,时间,氨氮(mg/L)
平林,2024-03,1.2.3
平林,2024-04,NaN
,2024-05,5
平林,,5
平林,2024-13,5
平林,2024-08,"1,000"
平林,2024-09,1,000
平林,2024-10,0.5
""",
    )

    assert [(each.code.removeprefix("readings."), str(each.place)) for each in problems] == [
        ("value_unknown", "监测.csv:2:3"),
        ("value_unknown", "监测.csv:3:3"),
        ("no_section", "监测.csv:4:1"),
        ("no_time", "监测.csv:5:2"),
        ("time_no_month", "监测.csv:6:2"),
        ("value_thousands", "监测.csv:7:3"),
        ("row_too_long", "监测.csv:8:4"),
    ]
    assert "1.2.3" in problems[0].message("zh")
    assert "1.2.3" in problems[0].message("en")


def test_problems_of_all_files_at_once(tmp_path):
    """The problems of several files are raised together."""
    paths = [written(tmp_path, f"断面,时间,氨氮\n平林,2024-01,{bad}\n", f"{bad}.csv") for bad in ("x", "y")]
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(paths)

    assert places(caught.value.problems) == ["x.csv:2:3", "y.csv:2:3"]


def test_many_errors_are_bounded(tmp_path):
    """Of very many errors of one kind a hundred are listed and the rest counted."""
    problems = errors(tmp_path, "断面,时间,氨氮\n" + "平林,2024-01,x\n" * 1000)

    assert len(problems) == 101
    assert problems[-1].details["count"] == 900


def test_many_different_errors_are_bounded(tmp_path, monkeypatch):
    """Of cells that are all wrong in ways of their own the first hundred are listed; the others are not even kept."""
    kept: list[str] = []
    listed = Findings.error
    monkeypatch.setattr(
        Findings, "error", lambda self, code, *more, **told: (kept.append(code), listed(self, code, *more, **told))
    )
    rows = [(f"x{row % 700}", "1" if row % 3 else f"y{row}") for row in range(1000)]
    text = "断面,时间,氨氮,总磷\n" + "".join(f"甲{at},2024-01,{one},{two}\n" for at, (one, two) in enumerate(rows))
    problems = [each for each in errors(tmp_path, text) if each.severity == "error"]
    wrong = [
        f"监测.csv:{row + 2}:{column + 3}"
        for row, cells in enumerate(rows)
        for column in (0, 1)
        if cells[column] != "1"
    ]

    assert places(problems[:-1]) == wrong[:100]
    assert [each.details["found"] for each in problems[:4]] == ["x0", "y0", "x1", "x2"]
    assert problems[-1].details["count"] == len(wrong) - 100
    assert len(kept) <= 300


def test_many_different_notes_are_bounded(tmp_path):
    """Of states that are all unknown a thousand are named, the rows of the others counted."""
    text = "断面,时间,氨氮(mg/L),站点情况\n" + "".join(f"甲{at},2024-01,1,怪{at // 2}\n" for at in range(2400))
    problems = read_text(tmp_path, text).problems

    assert codes(problems).count("state_unknown") == 1000
    assert [(each.details["count"], each.severity) for each in problems if each.code.endswith("more_of_these")] == [
        (400, "note")
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("断面,时间,氨氮,NH3-N\n平林,2024-01,1,2\n", "column_twice"),
        ("断面,时间,氨氮(mg/L),氨氮_原始值\n平林,2024-01,1,2\n", "column_twice"),
        ("断面,断面名称,时间,氨氮\n平林,平林,2024-01,1\n", "column_twice"),
        ("断面,时间,氨氮(m³/s)\n平林,2024-01,1\n", "unit_unknown"),
        ("断面,时间,指标,值,单位\n平林,2024-01,氨氮,1,t\n", "unit_unknown"),
        ("断面,时间,指标,值,标识\n平林,2024-01,氨氮,1,?\n", "qualifier_unknown"),
        ("断面,时间,指标,值,标识\n平林,2024-01,氨氮,1,missing\n", "missing_with_value"),
        ("断面,时间,指标,值,检出限\n平林,2024-01,氨氮,<1,x\n", "limit_unknown"),
        ("断面,时间,指标,值\n平林,2024-01,,1\n", "no_indicator"),
        ("断面,时间,水质类别\n平林,2024-01,优\n", "grade_unknown"),
        ("断面,时间,氨氮\n平林,01-02 08:00,1\n平林,01-02 12:00,1\n", "year_needed"),
        ("a,b\n1,2\n", "no_heading"),
        ("断面,氨氮\n平林,1\n", "no_heading"),
    ],
)
def test_refusals(tmp_path, text, code):
    """Each thing that cannot be read is refused once, by its own sentence."""
    assert codes(errors(tmp_path, text)) == [code]


@pytest.mark.parametrize(
    ("text", "code", "count"),
    [
        ("断面,时间,氨氮\n平林,2024-01,0\n平林,2024-02,0.00\n", "zero", 2),
        ("断面,时间,氨氮\n平林,2024-01,-1\n", "negative", 1),
        ("断面,时间,氨氮,总磷\n平林,2024-01,1\n", "row_too_short", 1),
        ("断面,时间,氨氮\n断面,时间,氨氮\n平林,2024-01,1\n", "heading_again", 1),
        ("断面,时间,氨氮,站点情况\n平林,2024-01,1,搬迁\n", "state_unknown", 1),
        ("断面,时间,氨氮,备注\n平林,2024-01,1,见附件\n", "remark_told", 1),
        ("断面,时间,指标,值\n平林,2024-01,氨氮,1\n平林,2024-01,镭,1\n", "indicator_unknown", 1),
        ("断面,时间,氨氮\n平林,2024-01,1\n,2024-01,--\n", "state_without_section", 1),
        ("断面,时间,氨氮\n平林,2024-01,1\n,2024-01,\n", "row_without_section", 1),
        ("断面,时间,氨氮\n平林,2024-01,1\n平林,*,--\n平林,,断流\n", "state_without_time", 2),
        ("断面,时间,氨氮\n平林,2024-01,1\n平林,*,\n平林,,\n", "row_without_time", 2),
        ("断面,时间,氨氮,站点情况\n平林,2024-01,1,正常\n平林,,,断流\n平林,,,正常\n", "state_without_time", 1),
    ],
)
def test_interpretations_are_noted(tmp_path, text, code, count):
    """Whatever was interpreted is a note or warning with its count."""
    found = [each for each in read_text(tmp_path, text).problems if each.code == f"readings.{code}"]

    assert [each.details["count"] for each in found] == [count]
    assert {each.severity for each in found} <= {"note", "warning"}


def test_state_of_station_and_cell(tmp_path):
    """A value under maintenance keeps both; a reason in the cell goes before the station's; remarks may give one."""
    readings = read_text(
        tmp_path,
        """断面,时间,氨氮,总磷,站点情况,备注
A,2024-01,0.5,*,维护,
B,2024-01,0.5,--,正常,断流
""",
    )

    assert [(each.section, each.indicator, each.qualifier, each.state) for each in readings] == [
        ("A", "nh3n", "", "maintenance"),
        ("A", "tp", "missing", "not_measured"),
        ("B", "nh3n", "", "no_flow"),
        ("B", "tp", "missing", "no_flow"),
    ]


def test_years(tmp_path):
    """The year is that of the text, else of a column, else of the day of publication, else the caller's."""
    text = """断面,监测时间,年份,快照日期,氨氮
A,2019-12-31 20:00,,,1
A,12-31 20:00,2018,,1
A,12-31 20:00,,2021-01-01,1
A,12-31 20:00,,,1
"""
    readings = read_text(tmp_path, text, year=2024)

    assert [each.when[:4] for each in readings] == ["2018", "2019", "2020", "2024"]
    assert {"year_given", "year_from_snapshot"} <= set(codes(readings.problems))
    assert codes(errors(tmp_path, text)) == ["year_needed"]


def test_a_wrong_year_column_is_not_passed_over(tmp_path):
    """A year that cannot be read is an error, also where the caller gives one."""
    assert codes(errors(tmp_path, "断面,时间,年份,氨氮\nA,12-31 20:00,20x4,1\n", year=2024)) == ["time_part_unknown"]


def test_namesakes(tmp_path):
    """One name in two provinces is warned about; a blank province is the one known."""
    readings = read_text(
        tmp_path,
        "断面,省份,时间,氨氮\n江口,湖南省,2024-01,1\n江口,重庆市,2024-01,2\n平林,湖北省,2024-01,1\n平林,,2024-02,1\n",
    )

    assert [each.details["section"] for each in readings.problems if each.code == "readings.namesakes"] == ["江口"]
    assert len(readings) == 4


def test_mixed_precision(tmp_path):
    """A monthly value beside daily ones of the same month is warned about."""
    readings = read_text(tmp_path, "断面,时间,氨氮\n平林,2024-01,1\n平林,2024-01-05,1\n平林,2024-02-05,1\n")

    assert [each.details["month"] for each in readings.problems if each.code == "readings.mixed_times"] == ["2024-01"]


def test_no_reading(tmp_path):
    """A table in which no row has a time gives no reading and a warning, not an error."""
    readings = read_text(tmp_path, "断面,时间,氨氮\n田店泵站,*,--\n")

    assert len(readings) == 0
    assert codes(readings.problems) == ["no_readings", "state_without_time", "unit_assumed"]


def test_formulas_are_texts(tmp_path):
    """A text that a spreadsheet would run is a name like any other, and no value."""
    name = "=HYPERLINK(1)"
    readings = read_text(tmp_path, f"断面,时间,氨氮\n{name},2024-01,1\n")

    assert readings.sections == (name,)
    assert codes(errors(tmp_path, "断面,时间,氨氮\n平林,2024-01,=1+1\n")) == ["value_unknown"]


@pytest.mark.parametrize("written_name", ["氨氮(μg/L)", "氨氮（ug/L）", "氨氮 μg/L"])
def test_an_indicator_with_its_unit_in_a_row(tmp_path, written_name):
    """500 μg/L named in the column of indicators are 0.5 mg/L; a row without a unit is in mg/L, as before."""
    found = read_monitoring(
        written(tmp_path, f"断面,时间,指标,值\n平林,2024-01,{written_name},500\n平林,2024-02,氨氮,0.5\n")
    )

    assert [(each.indicator, each.value) for each in found] == [("nh3n", Fraction(1, 2)), ("nh3n", Fraction(1, 2))]


def test_an_indicator_with_a_unit_that_the_row_contradicts(tmp_path):
    """μg/L beside the indicator and mg/L in the column of units: one of them is wrong, and nobody knows which."""
    with pytest.raises(ReadingsError) as caught:
        read_monitoring(written(tmp_path, "断面,时间,指标,值,单位\n平林,2024-01,氨氮(μg/L),500,mg/L\n"))

    assert [each.code for each in caught.value.problems] == ["readings.unit_contradicts"]


def test_a_remark_that_names_a_state_beside_values_is_told(tmp_path):
    """断流 as a remark beside 0.5: the value is kept with that state, and a warning asks to look at the row."""
    found = read_monitoring(
        written(tmp_path, "断面,时间,氨氮(mg/L),备注\n平林,2024-01,0.5,断流\n平林,2024-02,0.5,\n平林,2024-03,,断流\n")
    )

    warned = [each for each in found.problems if each.code == "readings.remark_beside_values"]
    assert [(each.severity, each.details["count"]) for each in warned] == [("warning", 1)]
    assert [(each.value, each.state) for each in found if each.when == "2024-01"] == [(Fraction(1, 2), "no_flow")]
