"""A whole file in μg/L under headings without a unit is not read as mg/L."""

from __future__ import annotations

import pytest

import ecocomp as ec
from tests.readings.support import codes, read_text

ROWS = "平林,2024-01,{}\n平林,2024-02,{}\n白沙,2024-01,{}\n"


@pytest.mark.parametrize(
    ("heading", "values"),
    [
        ("氨氮", ("300", "450", "610")),  # class V is 2 mg/L: 0.3 mg/L in μg/L is 150 times that
        ("总磷", ("120", "<10", "98")),  # a detection limit of 10 is as telling as a value
        ("高锰酸盐指数", ("3200", "150", "2.1")),  # 15 mg/L: two of three are at 150 or above
        ("汞", ("0.05L", "0.05L", "0.05L")),  # 0.001 mg/L: a limit of 0.05 μg/L
        ("叶绿素a", ("26", "14", "0.9")),  # mg/m3 are μg/L, in which bureaus report it
        ("总氮", ("2400", "3000", "2800")),  # rivers have no limit, lakes 2 mg/L
    ],
)
def test_a_sheet_at_the_level_of_micrograms_needs_its_unit(tmp_path, heading, values):
    """Where most values are ten times the limit of Ⅴ or more and no unit is written, nothing is read."""
    with pytest.raises(ec.ReadingsError) as refused:
        read_text(tmp_path, f"断面,时间,{heading}\n{ROWS.format(*values)}")

    assert codes(refused.value.problems) == ["level_without_unit"]
    assert "请在列名、标题或映射文件中写明单位" in refused.value.text("zh")


def test_the_written_unit_is_believed_and_doubted(tmp_path):
    """The same values are read in μg/L; in mg/L they are read too, with a warning."""
    micro = read_text(tmp_path, f"断面,时间,氨氮(μg/L)\n{ROWS.format(300, 450, 610)}")
    milli = read_text(tmp_path, f"断面,时间,氨氮(mg/L)\n{ROWS.format(300, 450, 610)}")

    assert "level_high" not in codes(micro.problems)
    assert "level_high" in codes(milli.problems)
    assert sorted(str(each.value) for each in micro) == ["3/10", "61/100", "9/20"]


def test_half_of_the_values_are_not_most(tmp_path):
    """A polluted section beside a clean one is no other unit, and ten times the limit is 20 mg/L, not 19.9."""
    readings = read_text(tmp_path, "断面,时间,氨氮,总磷\n平林,2024-01,25,4\n平林,2024-02,19.9,0.1\n")

    assert {"level_high", "level_without_unit"}.isdisjoint(codes(readings.problems))


def test_each_sheet_is_looked_at_alone(tmp_path):
    """One file of two in μg/L is told of, however many values the other has."""
    (tmp_path / "甲.csv").write_text("断面,时间,氨氮\n甲,2024-01,300\n", encoding="utf-8")
    rows = "".join(f"乙,2024-{month:02},0.3\n" for month in range(1, 13))
    (tmp_path / "乙.csv").write_text(f"断面,时间,氨氮\n{rows}", encoding="utf-8")
    with pytest.raises(ec.ReadingsError) as refused:
        ec.read_monitoring([tmp_path / "甲.csv", tmp_path / "乙.csv"])

    assert [each.place.file.endswith("甲.csv") for each in refused.value.problems] == [True]


def test_coliforms_go_by_powers_of_ten(tmp_path):
    """A million coliforms in a litre is foul water, but no unit."""
    readings = read_text(tmp_path, "断面,时间,粪大肠菌群(个/L)\n平林,2024-01,1000000\n")

    assert "level_high" not in codes(readings.problems)
