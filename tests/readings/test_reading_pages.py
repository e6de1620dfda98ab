"""Tables over several pages: headings and titles once more, 续表, and rows above a later heading."""

import pytest

from ecocomp.readings import read_monitoring
from tests.readings.support import codes, errors, places, read_text, short, written

ACROSS = "时间,指标,平林,隔卜桥\n3月,氨氮,0.1,0.2\n"
MORE = "4月,氨氮,0.3,0.4\n"


def test_sections_across_go_on_below_the_heading_once_more(tmp_path):
    """The rows above it were lost: only the last block was read."""
    found = read_text(tmp_path, ACROSS + "时间,指标,平林,隔卜桥\n" + MORE, year=2024)

    assert [short(each)[:2] + short(each)[3:] for each in found] == [
        ("平林", "2024-03", "1/10"),
        ("平林", "2024-04", "3/10"),
        ("隔卜桥", "2024-03", "1/5"),
        ("隔卜桥", "2024-04", "2/5"),
    ]
    assert "heading_again" in codes(found.problems)


def test_a_block_above_the_heading_of_other_sections_is_not_lost(tmp_path):
    """Two blocks with other sections across are told, at the first row that would not be read."""
    problems = errors(tmp_path, ACROSS + "时间,指标,太平沙,府河\n" + MORE, year=2024)

    assert (codes(problems), places(problems)) == (["values_above_heading"], ["监测.csv:2"])
    assert problems[0].details["line"] == 3


def test_words_and_one_number_above_a_heading_are_no_values(tmp_path):
    """What is said of a day of sampling stands above many tables."""
    text = "采样日期,2024-03-05,气温,12,天气,晴\n断面名称,月份,氨氮(mg/L),,,\n平林,2024-03,0.1,,,\n"

    assert [short(each) for each in read_text(tmp_path, text)] == [("平林", "2024-03", "nh3n", "1/10")]


@pytest.mark.parametrize("again", ["2024年氨氮监测结果", "续表", "（续上表）", "接上表", "续表1"])
@pytest.mark.parametrize(
    "table",
    [
        "断面名称,1月,2月\n平林,0.1,0.2\n{again},,\n断面名称,1月,2月\n府河,0.3,0.4\n三道弯,0.5,0.6\n",
        "时间,平林,府河\n1月,0.1,0.3\n{again},,\n时间,平林,府河\n2月,0.2,0.4\n",
        "断面名称,月份,氨氮\n平林,1月,0.1\n{again},,\n断面名称,月份,氨氮\n府河,2月,0.4\n",
    ],
)
def test_a_title_once_more_is_no_section_and_no_time(tmp_path, table, again):
    """It became a section without values, or a time that could not be read."""
    found = read_text(tmp_path, f"2024年氨氮监测结果,,\n{table.format(again=again)}")

    assert {each.section for each in found} <= {"平林", "府河", "三道弯"}
    assert not [each for each in found if each.qualifier]
    assert {"heading_again", "title_again"} <= set(codes(found.problems))


def test_a_short_text_above_a_table_may_be_a_section_too(tmp_path):
    """The row of a section without values is kept as its gap."""
    path = written(tmp_path, "平林\n断面名称,氨氮(mg/L)\n平林,\n府河,0.3\n", "2024年3月.csv")

    assert [short(each)[0] for each in read_monitoring(path)] == ["平林", "府河"]


@pytest.mark.parametrize("mean", ["均值", "平均值", "年均值"])
def test_the_mean_beside_months_below_their_indicator_is_set_aside(tmp_path, mean):
    """The table was refused for a second heading row that is not known."""
    found = read_text(tmp_path, f"断面,氨氮,,\n,2024-01,2024-02,{mean}\n平林,0.1,0.3,0.2\n府河,0.4,0.6,0.5\n")

    assert {(each.section, each.when, str(each.value)) for each in found} == {
        ("平林", "2024-01", "1/10"),
        ("平林", "2024-02", "3/10"),
        ("府河", "2024-01", "2/5"),
        ("府河", "2024-02", "3/5"),
    }
    assert "column_ignored" in codes(found.problems)
