"""What the tests of the form share: writing it, looking into it, filling it in as a bureau does."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl

import ecocomp as ec
from tests.settlement.support import agreement

CORPUS = [name for name in ec.corpus_names() if ec.load_agreement(name).text.readings is not None]
SHEETS = {
    "zh": ["填写说明", "监测数据", "填写示例", "代码"],
    "en": ["Instructions", "Data", "Example", "Codes"],
}
#: What reading a form says besides: of its other sheets, and of a column that may not be read.
EXPECTED = {"readings.sheet_ignored", "readings.example_sheet", "readings.column_ignored"}

#: Two sections of one name in two provinces; quantities; an assessment year that begins in December, of which the
#: months 12, 1 and 2 count.
EVERYTHING = """\
assessment: {starts: 12, months: [12, 1, 2]}
sections:
  jia: {name: 新华, province: 甲省, upstream: shang, downstream: xia, target: III}
  yi: {name: 新华, province: 乙省, basin: 某河, upstream: shang, downstream: xia, target: III}
readings:
  indicators: [ph, tn, nh3n]
  quantities: [flow, volume, published_grade]
  below_detection: {means: half, loads: zero}
  decimals: standard
  missing: refuse
  excluded: [no_flow]
  unused: [maintenance, stopped]
parameters:
  price: {title: 单价, unit: 元, value: 100}
rules:
  - {name: before, title: 上年水量, formula: "previous(sum(W, month))"}
transfers:
  - {name: monthly, title: 月度补偿, per: [section], payer: downstream, payee: upstream, amount: "price if before > 0 else 2 * price"}
"""


def everything() -> ec.Agreement:
    """The agreement that needs every kind of column."""
    return agreement(EVERYTHING)


def form(path: Path, which: ec.Agreement | str = "fuli-river", year: int = 2024, **options: Any) -> Path:
    """A written form."""
    chosen = ec.load_agreement(which) if isinstance(which, str) else which
    return ec.write_template(chosen, path / "填报表.xlsx", year=year, **options)


def book(path: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(path)


def data(workbook: openpyxl.Workbook) -> Any:
    """The sheet to fill in."""
    return workbook[workbook.sheetnames[1]]


def heading_row(sheet: Any) -> int:
    """The row of the headings, which are Chinese."""
    return next(row for row in range(1, 10) if sheet.cell(row, 1).value == "断面名称")


def headings(sheet: Any) -> list[str]:
    return [each.value.replace("\n", "") for each in sheet[heading_row(sheet)]]


def filled(path: Path, values: Mapping[tuple[int, str], str]) -> Path:
    """The form with cells filled in, by row of data (from 0) and beginning of the heading."""
    workbook = book(path)
    sheet = data(workbook)
    titles, top = headings(sheet), heading_row(sheet) + 1
    for (row, name), text in values.items():
        column = next(at for at, title in enumerate(titles, 1) if title.startswith(name))
        cell = sheet.cell(top + row, column)
        assert not cell.protection.locked, name
        cell.value = text
    workbook.save(path)
    return path
