"""What stands before section and time does not decide whether a row is data; why a value is missing is kept."""

from __future__ import annotations

import pytest

from tests.readings.support import read_text


@pytest.mark.parametrize(
    ("heading", "first"), [("水质类别", "Ⅴ类"), ("统计类型", "月均值"), ("备注", "说明：补测"), ("水质目标", "Ⅲ类")]
)
def test_a_row_with_section_and_time_is_data_whatever_stands_first(tmp_path, heading, first):
    """A class, a kind of statistic or a remark in the first column never makes a total of a measured row."""
    text = f"{heading},断面,监测时间,氨氮(mg/L)\n{first},平林,2024-01,0.3\n{first},平林,2024-02,0.4\n"
    found = [str(each.value) for each in read_text(tmp_path, text) if each.indicator == "nh3n"]

    assert found == ["3/10", "2/5"]


@pytest.mark.parametrize("order", [("--", "断流"), ("断流", "--")])
def test_of_two_missing_values_the_reason_is_kept(tmp_path, order):
    """Where -- and 断流 stand at one section and time, the section was dry, in whatever order they come."""
    text = "断面,监测时间,氨氮(mg/L)\n" + "".join(f"平林,2024-01,{each}\n" for each in order)
    (reading,) = read_text(tmp_path, text)

    assert (reading.qualifier, reading.state) == ("missing", "no_flow")
