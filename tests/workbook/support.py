"""What the tests of the workbook share: readings for any agreement, another engine that recomputes, and comparing."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import formualizer
import openpyxl
import pandas
import python_calamine

import ecocomp as ec
from ecocomp.readings.show import indicator_name
from ecocomp.report.settlement_files import book_of, workbook
from ecocomp.settlement import Settlement
from ecocomp.standards.indicators import indicators

#: What values of an indicator are drawn from; of all others a few thousandths [canonical unit].
USUAL = {
    "ph": (6.0, 9.5),
    "do": (1.0, 12.0),
    "codmn": (1.0, 18.0),
    "cod": (8.0, 45.0),
    "nh3n": (0.02, 2.5),
    "tp": (0.01, 0.5),
    "tn": (0.2, 3.0),
}
QUANTITIES = {"flow": ("流量(m3/s)", 1, 90), "volume": ("水量(万m3)", 100, 9000)}
GRADES = ("Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "劣Ⅴ")
WRONG = "-999"


def random_table(agreement: ec.Agreement, year: int, seed: int) -> pandas.DataFrame:
    """Monthly readings of all sections for a year and the years before and after it, some below detection."""
    draw = random.Random(seed)
    rules = agreement.text.readings
    assert rules is not None
    rows = []
    for label in (f"{each}-{month:02d}" for each in (year - 1, year, year + 1) for month in range(1, 13)):
        for section in agreement.sections.values():
            row = {"断面名称": section.name, "监测时间": label}
            for indicator in rules.indicators:
                unit = indicators()[indicator].unit
                text = f"{draw.uniform(*USUAL.get(indicator, (0.002, 0.05))):.{draw.choice([1, 2, 3])}f}"
                below = draw.random() < 0.05 and indicator not in ("ph", "do")
                heading = indicator_name(indicator)[0] + (f"({unit})" if unit else "")
                row[heading] = "0.01L" if below else text if float(text) else "0.003"
            for quantity in rules.quantities:
                if quantity in QUANTITIES:
                    heading, low, high = QUANTITIES[quantity]
                    row[heading] = f"{draw.uniform(low, high):.2f}"
                if quantity == "published_grade":
                    row["水质类别"] = draw.choice(GRADES)
            rows.append(row)
    return pandas.DataFrame(rows)


def changed_table(table: pandas.DataFrame, seed: int) -> pandas.DataFrame:
    """The same with many numbers changed; what is no number stays."""
    draw = random.Random(seed)
    found = table.copy()
    columns = [each for each in table.columns if each not in ("断面名称", "监测时间", "水质类别")]
    for _ in range(len(table)):
        row, column = draw.randrange(len(table)), draw.choice(columns)
        text = str(found.at[row, column])
        if text.endswith("L"):
            continue
        value = Decimal(text) * Decimal(draw.choice(["0.2", "0.5", "0.9", "1.1", "2", "4"]))
        if column.startswith(indicator_name("ph")[0]):
            value = Decimal(draw.choice(["5.5", "6", "7.25", "9", "9.5"]))
        found.at[row, column] = f"{max(value, Decimal('0.001')):.3f}"
    return found


def random_inputs(agreement: ec.Agreement, seed: int) -> dict[str, Any]:
    """Something for every fact that must be declared."""
    draw = random.Random(seed)
    found: dict[str, Any] = {}
    for name, each in agreement.text.inputs.items():
        if each.default is not None:
            continue
        if each.kind == "truth":
            found[name] = draw.random() < 0.5
        elif each.kind == "grade":
            found[name] = draw.choice(["II", "III", "IV"])
        else:
            labels = agreement.parties if "party" in each.per else agreement.sections if "section" in each.per else [""]
            amounts = {label: Fraction(draw.randint(1, 4000), 4) for label in labels}
            found[name] = amounts if each.per else amounts[""]
    return found


def settled(
    agreement: ec.Agreement, table: pandas.DataFrame | None, year: int, inputs: Mapping[str, Any]
) -> Settlement:
    """A settlement that leaves out what is missing."""
    readings = None if table is None else ec.read_monitoring(table, implausible="flag")
    return ec.settle(agreement, readings, year, inputs=inputs, gaps="skip")


def random_settlement(name: str, seed: int) -> tuple[Settlement, pandas.DataFrame | None]:
    """A settlement of an agreement of the corpus in the first year in which it can be settled, and its readings."""
    agreement = ec.load_agreement(name)
    term = agreement.text.term
    first = term.from_.year if term is not None and term.from_ is not None else 2023
    inputs = random_inputs(agreement, seed)
    measured = agreement.text.readings is not None and agreement.sections
    trouble: ec.EcocompError | None = None
    for year in (first, first + 1, first + 2):
        table = random_table(agreement, year, seed) if measured else None
        try:
            return settled(agreement, table, year, inputs), table
        except ec.EcocompError as error:
            trouble = error
    assert trouble is not None
    raise trouble


def with_wrong_caches(content: bytes) -> bytes:
    """A workbook in which every formula has a wrong value, so that nothing can be taken over."""
    found = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1<v>" + WRONG.encode() + rb"</v>", part)
            new.writestr(name, part)
    return found.getvalue()


def with_readings(content: bytes, settlement: Settlement) -> bytes:
    """A workbook in which somebody has typed the values of another settlement's readings over the old ones."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    page = book["监测数据"]
    columns = {cell.value: cell.column for cell in page[3]}
    names = {section.name: key for key, section in settlement.agreement.sections.items()}
    values = {
        (names.get(each.section, each.section), indicator_name(each.indicator)[0], each.when): each.value
        for each in settlement.readings
    }
    for row in range(4, page.max_row + 1):
        section, indicator, when = (page.cell(row, columns[each]).value for each in ("断面", "指标", "时间"))
        value = values[names.get(section, section), indicator, when]
        if value is not None:
            page.cell(row, columns["数值"]).value = float(value)
    found = io.BytesIO()
    book.save(found)
    return found.getvalue()


def recomputed(content: bytes) -> dict[str, list[list[Any]]]:
    """What every cell of every sheet holds after another engine has worked out all formulas."""
    result = formualizer.recalculate_xlsx_bytes(content)
    return cells_of(result["bytes"])


def cells_of(content: bytes) -> dict[str, list[list[Any]]]:
    """What every cell of every sheet holds."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def mismatches(settlement: Settlement, found: Mapping[str, list[list[Any]]]) -> Iterator[tuple[Any, ...]]:
    """The cells with a formula that do not hold the exact value."""
    for title, sheet in book_of(settlement, "zh", "").sheets.items():
        for (row, column), entry in sheet.cells.items():
            if not entry.formula:
                continue
            rows = found[title]
            got = rows[row][column] if row < len(rows) and column < len(rows[row]) else ""
            if not agrees(entry.value, got, entry.look):
                yield title, row + 1, column + 1, entry.formula, entry.value, got


def agrees(exact: Any, got: Any, look: str) -> bool:
    """Whether a cell holds an exact value: an amount to the fen, any other to the digits that a cell has."""
    if isinstance(exact, str):
        return got == exact or (exact == "#N/A" and got in ("", "#N/A"))
    if not isinstance(got, int | float):
        return False
    if look == "fen":
        return round(got * 100) == exact * 100
    return abs(got - float(exact)) <= 1e-9 * max(1, abs(float(exact)))


def nets(settlement: Settlement, found: Mapping[str, list[list[Any]]]) -> dict[str, int]:
    """What each party is left with by the summary, in fen."""
    rows = found["结算汇总"]
    first = next(at for at, row in enumerate(rows) if row[0] == "缔约方") + 1
    return {row[0]: round(row[3] * 100) for row in rows[first : first + len(settlement.positions)]}


def book_bytes(settlement: Settlement, language: str = "zh") -> bytes:
    """The workbook as it is written."""
    return workbook(settlement, language, "")
