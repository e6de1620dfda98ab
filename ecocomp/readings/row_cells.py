"""The values of one row, in wide and in long shape: what each cell means, in the unit of its indicator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.headings import Column, Heading
from ecocomp.readings.measures import Measure, interpret
from ecocomp.readings.qualifiers import Qualifiers
from ecocomp.readings.reading import GRADE
from ecocomp.readings.show import indicator_name
from ecocomp.readings.units import factor
from ecocomp.readings.values import says_nothing
from ecocomp.standards import INDICATORS, find_indicator

ONE = Fraction(1)
#: Indicators that are nearly always in mg/L, so that a heading without a unit is a note and not a warning.
USUAL = frozenset({"codmn", "cod", "bod5", "nh3n", "tp", "tn", "do"})

#: The columns that belong to a value, and all columns of a long table that decide what its value is.
BESIDE = ("unit", "qualifier", "detection_limit")
DECIDING = ("indicator", "value", *BESIDE)


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

    def default(self, row: int, column: Column, unit: str, indicator: str) -> Fraction | None:
        """The factor of the unit given for the whole table, noted; else of the canonical one."""
        found = factor(unit, indicator) if unit and INDICATORS[indicator].unit else None
        if found is None:
            return self.assumed(row, column.index, indicator, column.heading)
        place = self._grid.place(row, column.index)
        self._findings.count("unit_of_table", place, indicator=indicator_name(indicator), unit=unit)
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
    """The cells of rows with a column for each indicator.

    Columns of unit, qualifier and detection limit belong to the one indicator there is; beside several indicators
    nobody can know to which, and a value in them is an error.
    """

    def __init__(self, grid: Grid, heading: Heading, findings: Findings) -> None:
        self._grid = grid
        self._findings = findings
        factors = Factors(grid, findings)
        beside = [heading.columns[role] for role in BESIDE if role in heading.columns]
        alone = len([column for column in heading.measures if column.indicator != GRADE]) == 1
        self._unclear = [] if alone else beside
        self._one: OneColumn | None = None
        # Per column its index, indicator, factor, and the cells known by their text.
        self._columns: list[tuple[int, str, Fraction, dict[str, Cell]]] = []
        for column in heading.measures:
            if alone and beside and column.indicator != GRADE:
                self._one = OneColumn(grid, heading, column, findings)
                continue
            by = _heading_factor(column, heading, factors)
            if by is not None:
                self._columns.append((column.index, column.indicator, by, {}))

    def of(self, row: int, texts: Sequence[str]) -> list[Cell]:
        """One cell a column, also for an empty one: the gap has its origin too."""
        if self._unclear:
            self._check_unclear(row, texts)
        cells = [
            known.get(texts[index]) or _wide_cell(index, indicator, texts[index], by, known)
            for index, indicator, by, known in self._columns
        ]
        return cells if self._one is None else [*cells, *self._one.of(row, texts)]

    def _check_unclear(self, row: int, texts: Sequence[str]) -> None:
        """An error for each column beside several indicators, at its first value."""
        for column in self._unclear[:]:
            if not says_nothing(texts[column.index]):
                self._findings.error("column_unclear", self._grid.place(row, column.index), found=column.heading)
                self._unclear.remove(column)


def _heading_factor(column: Column, heading: Heading, factors: Factors) -> Fraction | None:
    """The factor from the unit of the column's heading, else that of the whole table, else the canonical one."""
    if column.indicator == GRADE:
        return ONE
    if column.unit:
        return factors.written(heading.row, column.index, column.unit, column.indicator)
    return factors.default(heading.row, column, heading.unit, column.indicator)


def _wide_cell(index: int, indicator: str, text: str, by: Fraction, known: dict[str, Cell]) -> Cell:
    cell = known[text] = Cell(index, indicator, text, interpret(text, indicator, by))
    return cell


class Rows:
    """Rows in which several columns make one value. Those that say the same, and in which nothing is to be told, are
    worked out once."""

    def __init__(self, grid: Grid, heading: Heading, findings: Findings, deciding: Sequence[int]) -> None:
        self.grid = grid
        self.heading = heading
        self.findings = findings
        self.factors = Factors(grid, findings)
        self.qualifiers = Qualifiers(grid, heading, findings)
        self.at = {role: column.index for role, column in heading.columns.items()}
        self.deciding = deciding
        self.known: dict[tuple[str, ...], list[Cell]] = {}

    def _text(self, texts: Sequence[str], role: str) -> str:
        index = self.at.get(role)
        return "" if index is None else texts[index]

    def of(self, row: int, texts: Sequence[str]) -> list[Cell]:
        """The one value of a row, or none."""
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
        raise NotImplementedError


class OneColumn(Rows):
    """The only column of an indicator, with columns of unit, qualifier and detection limit beside it."""

    def __init__(self, grid: Grid, heading: Heading, column: Column, findings: Findings) -> None:
        beside = [heading.columns[role].index for role in BESIDE if role in heading.columns]
        super().__init__(grid, heading, findings, [column.index, *beside])
        self.column = column
        self.usual: Fraction | None = None
        self.usual_known = False

    def _new_cell(self, row: int, texts: Sequence[str]) -> list[Cell]:
        text = texts[self.column.index]
        by = self._factor(row, texts)
        if by is None:
            return []
        measure = self.qualifiers.applied(row, texts, by, interpret(text, self.column.indicator, by))
        return [Cell(self.column.index, self.column.indicator, text, measure)]

    def _factor(self, row: int, texts: Sequence[str]) -> Fraction | None:
        """The factor from the unit of the row, which must not contradict the heading's; else the heading's."""
        unit = self._text(texts, "unit")
        if says_nothing(unit):
            if not self.usual_known:
                self.usual_known, self.usual = True, _heading_factor(self.column, self.heading, self.factors)
            return self.usual
        by = self.factors.written(row, self.at["unit"], unit, self.column.indicator)
        if by is not None and self.column.unit and by != factor(self.column.unit, self.column.indicator):
            place = self.grid.place(row, self.at["unit"])
            self.findings.error("unit_contradicts", place, found=unit, other=self.column.heading)
            return None
        return by


class LongCells(Rows):
    """The one cell of rows that name their indicator."""

    def __init__(self, grid: Grid, heading: Heading, findings: Findings) -> None:
        columns = heading.columns
        super().__init__(grid, heading, findings, [columns[role].index for role in DECIDING if role in columns])

    def _new_cell(self, row: int, texts: Sequence[str]) -> list[Cell]:
        value = self.heading.columns["value"]
        text = texts[value.index]
        indicator = self._indicator(row, self._text(texts, "indicator"), text)
        by = self._row_factor(row, texts, indicator) if indicator is not None else None
        if indicator is None or by is None:
            return []
        measure = self.qualifiers.applied(row, texts, by, interpret(text, indicator, by))
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
        return found if found is not None else self.factors.default(row, value, self.heading.unit, indicator)
