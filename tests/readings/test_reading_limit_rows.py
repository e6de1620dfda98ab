"""Rows 检出限 where indicators stand in a column, or months or sections across: the limits of ND and 未检出."""

from __future__ import annotations

import openpyxl
import pytest

from ecocomp.readings import read_monitoring
from tests.readings.support import codes, read_text

LIMITS = {("nh3n", "1/40"), ("tp", "1/100")}
LONG = "平林,2024-03,氨氮,ND\n平林,2024-03,总磷,未检出\n道士,2024-03,氨氮,0.3\n道士,2024-03,总磷,0.05L\n"


def _limits(readings):
    return {(each.section, each.indicator): str(each.detection_limit) for each in readings if each.qualifier}


@pytest.mark.parametrize(
    "text",
    [
        f"断面,时间,指标,监测值(mg/L)\n{LONG}检出限,,氨氮,0.025\n方法检出限,,总磷,0.01\n",
        f"断面,时间,指标,监测值(mg/L)\n检出限,2024-03,氨氮,0.025L\n检出限,2024-03,总磷,0.01\n{LONG}",
        "断面,时间,指标,监测值(mg/L),检出限\n"
        + LONG.replace("\n", ",\n")
        + "检出限,,氨氮,0.025,\n检出限,,总磷,0.01,\n",
        "2024年3月\n断面,指标,监测值(mg/L)\n" + LONG.replace("2024-03,", "") + "检出限,氨氮,0.025\n检出限,总磷,0.01\n",
        f"断面,时间,指标,监测值(mg/L)\n{LONG}检出限,,氨氮,25\n检出限,,总磷,10\n".replace("(mg/L)", "(μg/L)").replace(
            "0.05L", "50L"
        ),
        "断面,指标,2024-03,2024-04\n平林,氨氮,ND,0.5\n平林,总磷,未检出,0.1\n道士,总磷,0.05L,0.1\n检出限,氨氮,0.025,\n"
        "检出限,总磷,0.01,0.01\n",
        "时间,指标,平林,道士\n2024-03,氨氮,ND,0.5\n2024-03,总磷,未检出,0.05L\n检出限,氨氮,0.025,0.025\n检出限,总磷,0.01,\n",
        "时间,平林,平林,道士,道士\n,氨氮,总磷,氨氮,总磷\n2024-03,ND,未检出,0.5,0.05L\n检出限,0.025,0.01,0.025,0.01\n",
    ],
)
def test_the_limit_of_an_indicator(tmp_path, text):
    """A limit beside the value stays, and the row is told of."""
    readings = read_text(tmp_path, text)

    assert _limits(readings) == {("平林", "nh3n"): "1/40", ("平林", "tp"): "1/100", ("道士", "tp"): "1/20"}
    assert {"limit_of_column", "total_row"} <= set(codes(readings.problems))
    assert not [each for each in readings.problems if each.severity == "warning"]


def test_the_limit_below_months_of_one_indicator(tmp_path):
    """Months may have limits of their own."""
    head = "氨氮(mg/L)\n断面,2024-03,2024-04\n平林,ND,ND\n"
    one = read_text(tmp_path, f"{head}检出限,0.025,\n")
    two = read_text(tmp_path, f"{head}检出限,0.025,0.05\n")

    assert [str(each.detection_limit) for each in one] == ["1/40", "1/40"]
    assert [str(each.detection_limit) for each in two] == ["1/40", "1/20"]


@pytest.mark.parametrize(
    "rows",
    [
        "检出限,,总磷,0.01\n",  # of another indicator
        "检出限,,氨氮,0.025\n检出限,,氨氮,0.05\n",
        "检出限,,氨氮,见附表\n",
        "检出限,,氨氮(μg/L),25\n",  # in another unit
        "检出限,,,0.025\n",
    ],
)
def test_a_limit_that_is_not_clear_is_nobodys(tmp_path, rows):
    """The value is below a limit that is not known."""
    readings = read_text(tmp_path, f"断面,时间,指标,监测值(mg/L)\n平林,2024-03,氨氮,ND\n{rows}")

    assert [(each.qualifier, each.detection_limit) for each in readings] == [("below", None)]


def test_a_limit_in_another_unit_than_its_values_is_nobodys(tmp_path):
    """Each row may have its own unit."""
    head = "断面,时间,指标,监测值,单位\n平林,2024-03,铜,ND,μg/L\n道士,2024-03,铜,ND,mg/L\n"
    readings = read_text(tmp_path, f"{head}检出限,,铜,1,μg/L\n")

    assert _limits(readings) == {("平林", "cu"): "1/1000", ("道士", "cu"): "None"}


def test_merged_cells_of_a_workbook(tmp_path):
    """The rows of a table with merged cells have their limits, and every value its own cell."""
    book = openpyxl.Workbook()
    page = book.active
    rows = [["断面", "时间", "指标", "监测值(mg/L)"], ["平林", "2024-03", "氨氮", "ND"], [None, None, "总磷", "ND"]]
    for row in [*rows, ["检出限", None, "氨氮", 0.025], [None, None, "总磷", 0.01]]:
        page.append(row)
    page.merge_cells("A2:A3")
    page.merge_cells("B2:B3")
    page.merge_cells("A4:B4")
    page["A5"] = "检出限"
    book.save(tmp_path / "监测.xlsx")
    readings = read_monitoring(tmp_path / "监测.xlsx")

    assert {(each.indicator, str(each.detection_limit)) for each in readings} == LIMITS
    assert [each.place.cell for each in readings] == ["D2", "D3"]
