"""Blocks of months one below the other, each with a title of its own, the heading once more and a column of times."""

from __future__ import annotations

import pytest

from tests.readings.support import codes, errors, places, read_text, short

HEAD = "断面,监测时间,氨氮(mg/L)\n"
FIRST = f"2024年1月监测结果,,\n{HEAD}平林,2024-01,0.1\n甲口,1月5日,0.2\n"
SECOND = f"2024年2月监测结果,,\n{HEAD}平林,2024-02,0.3\n甲口,2月4日,0.4\n"


def test_each_block_is_compared_with_its_own_title(tmp_path):
    """February below the title of February does not contradict that of January above it."""
    assert [short(each) for each in read_text(tmp_path, FIRST + SECOND)] == [
        ("平林", "2024-01", "nh3n", "1/10"),
        ("平林", "2024-02", "nh3n", "3/10"),
        ("甲口", "2024-01-05", "nh3n", "1/5"),
        ("甲口", "2024-02-04", "nh3n", "2/5"),
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (FIRST + SECOND.replace("2024-02", "2024-01"), "监测.csv:7:2"),
        (FIRST.replace("1月5日", "2月5日") + SECOND, "监测.csv:4:2"),
        (FIRST + SECOND.replace(HEAD, ""), "监测.csv:6:2"),  # whose rows these are is not certain
        (FIRST + SECOND.replace("2024年2月监测结果", "监测结果（续）"), "监测.csv:7:2"),
        (FIRST.replace("2024年1月监测结果,,\n", "") + SECOND.replace("2024-02", "2024-03"), "监测.csv:6:2"),
    ],
)
def test_a_time_that_is_not_of_the_title_of_its_block(tmp_path, text, place):
    """The time is an error, in whichever block it stands."""
    problems = errors(tmp_path, text, year=2024)

    assert codes(problems) == ["time_not_of_table"]
    assert places(problems) == [place]
