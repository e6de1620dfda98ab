"""A unit that is written twice, in Chinese and in signs: the same one is read, two that differ are refused."""

from __future__ import annotations

import pytest

from ecocomp.readings.stated_units import Stated, units_stated
from ecocomp.readings.units import units_in
from tests.readings.support import codes, errors, places, read_text


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("单位：毫克/升（mg/L）", "2"),
        ("（单位：毫克/升，mg/L）", "2"),
        ("（毫克/升, mg/L）", "2"),
        ("单位：mg·L-1（mg/L）", "2"),
        ("计量单位：毫克每升（mg/L）（pH无量纲）", "2"),
        ("单位：微克/升（μg/L）", "1/500"),
        ("单位：ug/L、微克/升", "1/500"),
        ("单位：μg/L 或 微克/升", "1/500"),
        ("铜监测结果（微克/升，μg/L）", "1/500"),
    ],
)
def test_above_a_table(tmp_path, said, value):
    """In the row of the unit and in a title, whatever stands between the spellings."""
    found = read_text(tmp_path, f'"{said}",,\n断面,月份,铜\n平林,2024-03,2\n')

    assert [(each.when, str(each.value)) for each in found] == [("2024-03", value)]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("单位：微克/升（mg/L）", "table_unit_unknown"),
        ("单位：毫克/升，μg/L", "table_unit_unknown"),
        ("铜监测结果（微克/升，mg/L）", "unit_around_unclear"),
    ],
)
def test_two_units_are_refused(tmp_path, said, code):
    problems = errors(tmp_path, f'"{said}",,\n断面,月份,铜\n平林,2024-03,2\n')

    assert (codes(problems), places(problems)) == ([code], ["监测.csv:1:1"])


@pytest.mark.parametrize(
    "heading",
    [
        "铜（微克/升，μg/L）", "铜(微克/升)(μg/L)", "铜（微克/升（μg/L））", "铜 微克/升（μg/L）", "铜微克/升(μg/L)",
        "铜浓度（微克/升，ug/L）",
    ],
)  # fmt: skip
def test_in_a_heading(tmp_path, heading):
    found = read_text(tmp_path, f'断面,月份,"{heading}"\n平林,2024-03,2\n')

    assert [(each.indicator, str(each.value)) for each in found] == [("cu", "1/500")]


@pytest.mark.parametrize("heading", ["铜（微克/升，mg/L）", "铜（μg/L）（mg/L）"])
def test_two_units_in_a_heading_are_none(tmp_path, heading):
    """The column is not used, with a warning."""
    found = read_text(tmp_path, f'断面,月份,氨氮(mg/L),"{heading}"\n平林,2024-03,1,2\n')

    assert [each.indicator for each in found] == ["nh3n"]
    assert codes(found.problems) == ["column_resembles"]


def test_below_a_heading_and_beside_a_value(tmp_path):
    below = read_text(tmp_path, "断面,月份,铜\n,,微克/升（μg/L）\n平林,2024-03,2\n")
    beside = read_text(tmp_path, "断面,月份,指标,监测值,单位\n平林,2024-03,铜,2,微克/升（μg/L）\n")

    assert [str(each.value) for found in (below, beside) for each in found] == ["1/500", "1/500"]


def test_label_and_title_in_two_spellings(tmp_path):
    """毫克/升 above and mg/L in the title are one unit, not two."""
    found = read_text(tmp_path, "铜监测结果（μg/L）,,\n单位：微克/升,,\n断面,月份,铜\n平林,2024-03,2\n")

    assert [str(each.value) for each in found] == ["1/500"]


def test_behind_an_indicator_it_is_not_that_of_all_others():
    """铜μg/L（微克/升） says nothing of 锌."""
    assert units_stated("mg/L（铜μg/L（微克/升））") == Stated("mg/L", {"cu": "μg/L"})
    assert units_stated("铜μg/L（微克/升）") == Stated("", {"cu": "μg/L"})
    assert units_stated("铜μg/L（毫克/升）") is None
    assert units_stated("毫克/升（mg/L），其中铜：微克/升（μg/L）") == Stated("毫克/升", {"cu": "微克/升"})


def test_in_a_text_it_is_one_unit():
    assert units_in("毫克/升（mg/L）、μg/L、ug/L") == ["毫克/升", "μg/L"]
