"""The indicator of a whole table in a title, and what names indicators there by the way."""

import pytest

from ecocomp.readings import read_monitoring
from tests.readings.support import codes, errors, read_text, short, written

MONTHS_ACROSS = "断面名称,1月,2月\n平林,0.1,0.2\n"
UNITS_OF_ALL = [
    "单位：mg/L（pH无量纲）",
    "单位：,mg/L（pH无量纲）",
    "（单位：mg/L，pH除外）",
    "2024年监测结果（mg/L，pH无量纲）",
    "mg/L（pH无量纲、水温℃）",
]


@pytest.mark.parametrize("units", UNITS_OF_ALL)
def test_an_indicator_named_for_its_unit_alone_is_not_that_of_the_table(tmp_path, units):
    """The name of the file says what the values are; the units above them say it of no value."""
    path = written(tmp_path, f"2024年\n{units}\n{MONTHS_ACROSS}", "总磷.csv")

    assert [short(each)[2:] for each in read_monitoring(path)] == [("tp", "1/10"), ("tp", "1/5")]


@pytest.mark.parametrize("units", UNITS_OF_ALL)
def test_units_alone_name_no_indicator(tmp_path, units):
    """Without an indicator anywhere the table is refused."""
    assert codes(errors(tmp_path, f"2024年\n{units}\n{MONTHS_ACROSS}")) == ["indicator_outside"]


@pytest.mark.parametrize(
    ("title", "indicator", "value"),
    [
        ("2024年pH（无量纲）监测结果", "ph", "1/10"),
        ("2024年氨氮监测结果（单位：μg/L）", "nh3n", "1/10000"),
        ("2024年铜（mg/L）监测数据", "cu", "1/10"),
        ("2024年各断面铜(μg/L)监测结果", "cu", "1/10000"),
    ],
)
def test_a_title_names_the_indicator_with_its_unit(tmp_path, title, indicator, value):
    """Also one whose name is a single sign, where its unit stands behind it."""
    assert short(next(iter(read_text(tmp_path, f"{title}\n{MONTHS_ACROSS}"))))[2:] == (indicator, value)


@pytest.mark.parametrize("title", ["2024年铜陵市监测结果", "2024年溶解态铜（mg/L）监测结果", "2024年铜监测结果"])
def test_one_sign_inside_other_words_names_no_indicator(tmp_path, title):
    """铜 is a part of many names."""
    assert codes(errors(tmp_path, f"{title}\n{MONTHS_ACROSS}")) == ["indicator_outside"]


def test_oxygen_demand_of_five_days_is_no_fifth_day(tmp_path):
    """2024年3月五日生化需氧量 is of the month."""
    found = read_text(tmp_path, "2024年3月五日生化需氧量日均值\n断面名称,1日,2日\n平林,1.1,1.2\n")

    assert [short(each) for each in found] == [
        ("平林", "2024-03-01", "bod5", "11/10"),
        ("平林", "2024-03-02", "bod5", "6/5"),
    ]


@pytest.mark.parametrize(
    ("name", "indicator"),
    [
        ("水温（℃）", "water_temp"),
        ("水温(°C)", "water_temp"),
        ("pH值（无量纲）", "ph"),
        ("pH(无量纲)", "ph"),
        ("总磷（以P计，mg/L）", "tp"),
        ("粪大肠菌群（个/L）", "fc"),
    ],
)
def test_a_cell_names_an_indicator_as_a_heading_does(tmp_path, name, indicator):
    """The rows of these indicators were left out with a warning."""
    found = read_text(
        tmp_path, f"断面,时间,项目,结果\n平林,2024-01,{name if ',' not in name else chr(34) + name + chr(34)},7\n"
    )

    assert [short(each) for each in found] == [("平林", "2024-01", indicator, "7")]
