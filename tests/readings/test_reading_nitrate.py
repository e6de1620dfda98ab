"""Nitrate under the names of its item, of its nitrogen and of its ion."""

from __future__ import annotations

import pytest

from tests.readings.support import codes, errors, read_text, short


@pytest.mark.parametrize("heading", ["硝酸盐(mg/L)", "nitrate (mg/L)"])
def test_plain_nitrate_is_that_of_the_standard(tmp_path, heading):
    """GB 3838 gives it as nitrogen; a note says so."""
    readings = read_text(tmp_path, f"断面,时间,{heading}\n平林,2024-01,2\n")

    assert [short(each)[2:] for each in readings] == [("no3", "2")]
    assert codes(readings.problems) == ["nitrate_as_nitrogen"]


@pytest.mark.parametrize("heading", ["硝酸盐氮", "硝酸盐(以N计)", "NO3-N", "NO₃⁻-N", "no3", "nitrate nitrogen"])
def test_nitrogen_needs_no_note(tmp_path, heading):
    """Names that say nitrogen are clear."""
    readings = read_text(tmp_path, f"断面,时间,{heading} (mg/L)\n平林,2024-01,2\n")

    assert [short(each)[2:] for each in readings] == [("no3", "2")]
    assert codes(readings.problems) == []


@pytest.mark.parametrize("heading", ["NO3-(mg/L)", "NO₃⁻", "NO3", "硝酸根", "硝酸根离子(NO3-)", "硝酸盐(NO3-)"])
def test_the_ion_is_not_read(tmp_path, heading):
    """Its numbers are 4.43 times those of the nitrogen; beside other columns that is a warning, alone an error."""
    beside = read_text(tmp_path, f"断面,时间,{heading},氨氮(mg/L)\n平林,2024-01,2,0.1\n")

    assert [short(each)[2:] for each in beside] == [("nh3n", "1/10")]
    assert codes(beside.problems) == ["nitrate_ion"]
    assert codes(errors(tmp_path, f"断面,时间,{heading}\n平林,2024-01,2\n")) == ["nitrate_ion", "no_heading"]


def test_rows_of_the_ion_are_not_read(tmp_path):
    """In a long table the name of the row says which it is."""
    readings = read_text(tmp_path, "断面,时间,指标,值,单位\n平林,2024-01,NO3-,9,mg/L\n平林,2024-01,硝酸盐,2,mg/L\n")

    assert [short(each)[2:] for each in readings] == [("no3", "2")]
    assert codes(readings.problems) == ["nitrate_as_nitrogen", "nitrate_ion_rows"]
