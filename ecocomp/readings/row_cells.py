"""The values of one row, in wide and in long shape: what each cell means, in the unit of its indicator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.headings import Column, Heading
from ecocomp.readings.measures import Measure, interpret, qualified
from ecocomp.readings.reading import BELOW, GRADE, MISSING
from ecocomp.readings.show import indicator_name
from ecocomp.readings.units import factor
from ecocomp.readings.values import parse_value, plain, says_nothing
from ecocomp.standards import INDICATORS, find_indicator

ONE = Fraction(1)
#: Indicators that are nearly always in mg/L, so that a heading without a unit is a note and not a warning.
USUAL = frozenset({"codmn", "cod", "bod5", "nh3n", "tp", "tn", "do"})
QUALIFIERS = {"L": BELOW, "<": BELOW, "ND": BELOW, "N.D.": BELOW, "未检出": BELOW, "BELOW": BELOW, "MISSING": MISSING}

#: The columns of a long table that decide what its value is.
DECIDING = ("indicator", "value", "unit", "qualifier", "detection_limit")


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a row: the column it stands in, its indicator, its text and what that means."""

    column: int
    indicator: str
    text: str
    measure: Measure


class Factors:
    """The factors of units to the canonical ones, with notes on units that are not written."""

    def __init__(self, grid: Grid, findings: Findings) -> None:
        self._grid = grid
        self._findings = findings

    def written(self, row: int, column: int, unit: str, indicator: str) -> Fraction | None:
        """The factor of a unit in a cell; None, with an error, for one that does not fit the indicator."""
        found = factor(unit, indicator)
        if found is None:
            place = self._grid.place(row, column)
            name, wanted = indicator_name(indicator), INDICATORS[indicator].unit or "1"
            self._findings.error("unit_unknown", place, found=unit, indicator=name, unit=wanted)
        return found

    def assumed(self, row: int, column: int, indicator: str, heading: object) -> Fraction | None:
        """The factor 1 of the canonical unit, noted; None, with an error, where assuming it would be reckless."""
        place = self._grid.place(row, column)
        if indicator == "volume":
            # 万m³, 亿m³ and m³ are all usual: a guess would be out by four or eight digits.
            self._findings.error("unit_needed", place, found=heading)
            return None
        unit = INDICATORS[indicator].unit
        if unit and indicator != "water_temp":
            severity = "note" if indicator in USUAL else "warning"
            self._findings.count("unit_assumed", place, severity, indicator=indicator_name(indicator), unit=unit)
        return ONE


class WideCells:
    """The cells of rows with a column for each indicator."""

    def __init__(self, grid: Grid, heading: Heading, findings: Findings) -> None:
        factors = Factors(grid, findings)
        # Per column its index, indicator, factor, and the cells known by their text.
        self._columns: list[tuple[int, str, Fraction, dict[str, Cell]]] = []
        for column in heading.measures:
            by = _heading_factor(column, heading.row, factors)
            if by is not None:
                self._columns.append((column.index, column.indicator, by, {}))

    def of(self, row: int, texts: Sequence[str]) -> list[Cell]:
        """One cell a column, also for an empty one: the gap has its origin too."""
        return [
            known.get(texts[index]) or _wide_cell(index, indicator, texts[index], by, known)
            for index, indicator, by, known in self._columns
        ]


def _heading_factor(column: Column, row: int, factors: Factors) -> Fraction | None:
    if column.indicator == GRADE:
        return ONE
    if column.unit:
        return factors.written(row, column.index, column.unit, column.indicator)
    return factors.assumed(row, column.index, column.indicator, column.heading)


def _wide_cell(index: int, indicator: str, text: str, by: Fraction, known: dict[str, Cell]) -> Cell:
    cell = known[text] = Cell(index, indicator, text, interpret(text, indicator, by))
    return cell


class LongCells:
    """The one cell of rows that name their indicator."""

    def __init__(self, grid: Grid, heading: Heading, findings: Findings) -> None:
        self.grid = grid
        self.heading = heading
        self.findings = findings
        self.factors = Factors(grid, findings)
        self.at = {role: column.index for role, column in heading.columns.items()}
        self.deciding = [self.at[role] for role in DECIDING if role in self.at]
        self.known: dict[tuple[str, ...], list[Cell]] = {}

    def _text(self, texts: Sequence[str], role: str) -> str:
        index = self.at.get(role)
        return "" if index is None else texts[index]

    def of(self, row: int, texts: Sequence[str]) -> list[Cell]:
        """The one value of a long row, or none. Rows that say the same, and in which nothing is to be told, are
        worked out once."""
        key = tuple([texts[index] for index in self.deciding])
        known = self.known.get(key)
        if known is not None:
            return known
        told = self.findings.told
        cells = self._new_cell(row, texts)
        if self.findings.told == told:
            self.known[key] = cells
        return cells

    def _new_cell(self, row: int, texts: Sequence[str]) -> list[Cell]:
        value = self.heading.columns["value"]
        text = texts[value.index]
        indicator = self._indicator(row, self._text(texts, "indicator"), text)
        by = self._row_factor(row, texts, indicator) if indicator is not None else None
        if indicator is None or by is None:
            return []
        measure = self._with_qualifier(row, texts, by, interpret(text, indicator, by))
        return [Cell(value.index, indicator, text, measure)]

    def _indicator(self, row: int, name: str, text: str) -> str | None:
        """The indicator a long row names; None, with a warning or an error, where it names none."""
        found = find_indicator(name)
        if found:
            return found.id
        if name in ("水质类别", GRADE):
            return GRADE
        place = self.grid.place(row, self.heading.columns["indicator"].index)
        if name:
            self.findings.count("indicator_unknown", place, "warning", found=name)
        elif not says_nothing(text):
            self.findings.error("no_indicator", place)
        return None

    def _row_factor(self, row: int, texts: Sequence[str], indicator: str) -> Fraction | None:
        """The factor from the unit of the row, else of the value column's heading, else the canonical one."""
        if indicator == GRADE:
            return ONE
        value = self.heading.columns["value"]
        written = self._text(texts, "unit")
        canonical = INDICATORS[indicator].unit
        if written and (canonical or not says_nothing(written)):
            return self.factors.written(row, self.at["unit"], written, indicator)
        # One heading such as 浓度(mg/L) stands above all indicators; for 水温 or pH it means nothing.
        found = factor(value.unit, indicator) if value.unit and canonical else None
        return found if found is not None else self.factors.assumed(row, value.index, indicator, value.heading)

    def _with_qualifier(self, row: int, texts: Sequence[str], by: Fraction, measure: Measure) -> Measure:
        """The measure with what the columns of qualifier and detection limit add."""
        mark, limit_text = self._text(texts, "qualifier"), self._text(texts, "detection_limit")
        if measure.trouble or not (mark or limit_text):
            return measure
        qualifier = "" if says_nothing(mark) else QUALIFIERS.get(plain(mark).upper())
        if qualifier is None:
            place = self.grid.place(row, self.heading.columns["qualifier"].index)
            self.findings.error("qualifier_unknown", place, found=mark)
            return measure
        limit: Measure | None = None
        if limit_text:
            said = parse_value(limit_text)
            if said.trouble or (said.number is not None and said.number <= 0):
                place = self.grid.place(row, self.heading.columns["detection_limit"].index)
                self.findings.error("limit_unknown", place, found=limit_text)
                return measure
            number = said.number if said.number is not None else said.limit
            limit = None if number is None else Measure(number * by)
        return qualified(measure, qualifier, limit)
