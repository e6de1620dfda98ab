"""The values of one row, in wide and in long shape: what each cell means, in the unit of its indicator.

A slot is one value that a row may have. It is worked out once for all rows whose deciding texts are the same; what is
to be told of such a row goes to its :class:`Told`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.headings import BESIDE_VALUE, Column, Heading, column_of
from ecocomp.readings.measures import Measure, interpreted, kind_of, measurable
from ecocomp.readings.nitrate import names_ion, names_plain_nitrate
from ecocomp.readings.qualifiers import Qualifiers
from ecocomp.readings.reading import BELOW, GRADE
from ecocomp.readings.show import indicator_name
from ecocomp.readings.told import Told
from ecocomp.readings.units import factor, measured_name
from ecocomp.readings.values import says_nothing
from ecocomp.standards import INDICATORS, find_indicator

ONE = Fraction(1)
#: Indicators that are nearly always in mg/L, so that a heading without a unit is a note and not a warning.
USUAL = frozenset({"codmn", "cod", "bod5", "nh3n", "tp", "tn", "do"})

#: All columns of a long table that decide what its value is.
DECIDING = ("indicator", "value", *BESIDE_VALUE, "lean")


class Cell(NamedTuple):
    """One value of a row: the column it stands in, its indicator, its text and what that means.

    ``by`` is the factor of its unit to the canonical one.
    """

    column: int
    indicator: str
    text: str
    measure: Measure
    by: Fraction


class Factors:
    """The factors of units to the canonical ones, with notes on units that are not written."""

    def __init__(self, grid: Grid | Told, findings: Findings | Told) -> None:
        self._grid: Any = grid
        self._findings: Any = findings

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


def slots_of(grid: Grid, heading: Heading, findings: Findings) -> list[Slot]:
    """The values that a row of the table may have, in the order of columns."""
    if heading.long:
        return [LongSlot(grid, heading)]
    factors = Factors(grid, findings)
    beside = beside_of(heading)
    slots: list[Slot] = []
    for column in heading.measures:
        if beside and is_alone(heading) and column.indicator != GRADE:
            slots.append(OneColumn(grid, heading, column, factors))
            continue
        by = _heading_factor(column, heading, factors)
        if by is not None:
            slots.append(WideSlot(grid, column, by, _limit_of(grid, column, by, findings)))
    return slots


def _limit_of(grid: Grid, column: Column, by: Fraction, findings: Findings) -> Fraction | None:
    """The detection limit that a row 检出限 of the table gives for a column; None where it gives none that is one."""
    text, place = grid.limits.get(column.index, ("", None))
    said = interpreted(text, column.indicator, by, grid.conventions) if text else None
    limit = None if said is None else said.value if said.value is not None else said.limit
    if place is None or limit is None or limit <= 0 or column.indicator == GRADE:
        return None
    findings.count("limit_of_column", place, indicator=indicator_name(column.indicator), found=text)
    return limit


def beside_of(heading: Heading) -> list[Column]:
    """The columns of unit, qualifier and detection limit."""
    return [heading.columns[role] for role in BESIDE_VALUE if role in heading.columns]


def is_alone(heading: Heading) -> bool:
    """Whether a wide table has one indicator only, to which the columns beside it belong."""
    return len([column for column in heading.measures if column.indicator != GRADE]) == 1


def unclear_columns(heading: Heading) -> list[Column]:
    """The columns of unit, qualifier and detection limit of which nobody can know to which indicator they belong."""
    return [] if heading.long or is_alone(heading) else beside_of(heading)


def _heading_factor(column: Column, heading: Heading, factors: Factors) -> Fraction | None:
    """The factor from the unit of the column's heading, else that of the whole table, else the canonical one."""
    if column.indicator == GRADE:
        return ONE
    if column.unit:
        return factors.written(heading.row, column.index, column.unit, column.indicator)
    return factors.default(heading.row, column, heading.unit_for(column.indicator), column.indicator)


class Slot:
    """One value that a row may have. ``deciding`` are the columns whose texts decide what it is."""

    def __init__(self, grid: Grid, deciding: Sequence[int]) -> None:
        self.deciding = deciding
        self.told = Told(grid.workbook)
        self.conventions = grid.conventions

    def cell(self, texts: Sequence[str]) -> Cell | None:
        """The value of a row with these texts; None where the row has none."""
        raise NotImplementedError


class WideSlot(Slot):
    """The column of one indicator beside others. An empty cell is a value that is missing: the gap has its origin."""

    def __init__(self, grid: Grid, column: Column, by: Fraction, limit: Fraction | None) -> None:
        super().__init__(grid, [column.index])
        self._column = column
        self._limit = limit
        self._by = by

    def cell(self, texts: Sequence[str]) -> Cell:
        column = self._column
        text = texts[column.index]
        measure = interpreted(text, column.indicator, self._by, self.conventions)
        if self._limit is not None and measure.qualifier == BELOW and measure.limit is None:
            measure = measure._replace(limit=self._limit)
        return Cell(column.index, column.indicator, text, measure, self._by)


class RowSlot(Slot):
    """A value that several columns make."""

    def __init__(self, grid: Grid, heading: Heading, deciding: Sequence[int]) -> None:
        super().__init__(grid, deciding)
        self.heading = heading
        self.factors = Factors(self.told, self.told)
        self.qualifiers = Qualifiers(self.told, heading)
        self.at = {role: column.index for role, column in heading.columns.items()}

    def _text(self, texts: Sequence[str], role: str) -> str:
        index = self.at.get(role)
        return "" if index is None else texts[index]


class OneColumn(RowSlot):
    """The only column of an indicator, with columns of unit, qualifier and detection limit beside it."""

    def __init__(self, grid: Grid, heading: Heading, column: Column, of_heading: Factors) -> None:
        super().__init__(grid, heading, [column.index, *(each.index for each in beside_of(heading))])
        self.column = column
        self._of_heading = of_heading
        self._usual: Fraction | None = None
        self._usual_known = False

    def cell(self, texts: Sequence[str]) -> Cell | None:
        text = texts[self.column.index]
        by = self._factor(texts)
        if by is None:
            return None
        indicator = self.column.indicator
        measure = self.qualifiers.applied(texts, by, interpreted(text, indicator, by, self.conventions), indicator)
        return Cell(self.column.index, indicator, text, measurable(measure, indicator), by)

    def _factor(self, texts: Sequence[str]) -> Fraction | None:
        """The factor from the unit of the row, which must not contradict the heading's; else the heading's."""
        unit = self._text(texts, "unit")
        if says_nothing(unit):
            if not self._usual_known:
                self._usual_known = True
                self._usual = _heading_factor(self.column, self.heading, self._of_heading)
            return self._usual
        by = self.factors.written(0, self.at["unit"], unit, self.column.indicator)
        if by is not None and self.column.unit and by != factor(self.column.unit, self.column.indicator):
            self.told.error("unit_contradicts", self.at["unit"], found=unit, other=self.column.heading)
            return None
        return by


class LongSlot(RowSlot):
    """The one value of a row that names its indicator."""

    def __init__(self, grid: Grid, heading: Heading) -> None:
        columns = heading.columns
        super().__init__(grid, heading, [columns[role].index for role in DECIDING if role in columns])
        self._beside = [index for index in self.deciding if index != columns["value"].index]
        #: By the texts beside the value, where those say nothing else: indicator, factor, and the measures of texts.
        self._known: dict[tuple[str, ...], tuple[str, Fraction, dict[str, Measure]]] = {}
        #: Measures of texts by kind of indicator and factor: most texts come with several indicators.
        self._measures: defaultdict[tuple[tuple[bool, ...], Fraction], dict[str, Measure]] = defaultdict(dict)

    def cell(self, texts: Sequence[str]) -> Cell | None:
        value = self.heading.columns["value"]
        text = texts[value.index]
        # most texts differ in the value alone
        beside = tuple([texts[index] for index in self._beside])
        known = self._known.get(beside)
        if known is not None:
            named, factor_known, measures = known
            usual = measures.get(text)
            if usual is None:
                usual = measures[text] = interpreted(text, named, factor_known, self.conventions)
            return Cell(value.index, named, text, usual, factor_known)
        name = self._text(texts, "indicator")
        indicator, unit = self._indicator(name, text)
        by = self._row_factor(texts, indicator, name, unit) if indicator is not None else None
        if indicator is None or by is None:
            return None
        if not self.told.remarks and not self.qualifiers.says_more(texts):
            self._known[beside] = indicator, by, self._measures[kind_of(indicator), by]
        measure = self.qualifiers.applied(texts, by, interpreted(text, indicator, by, self.conventions), indicator)
        return Cell(value.index, indicator, text, measurable(measure, indicator), by)

    def _indicator(self, name: str, text: str) -> tuple[str | None, str]:
        """The indicator a long row names, with its unit as in 氨氮(μg/L); None, with a finding, where it names none."""
        column = self.heading.columns["indicator"].index
        if names_ion(name):
            self.told.count("nitrate_ion_rows", column, "warning", found=name)
            return None, ""
        if names_plain_nitrate(name):
            self.told.count("nitrate_as_nitrogen", column, found=name)
        found = find_indicator(name) or find_indicator(measured_name(name))
        if found:
            return found.id, ""
        if name in ("水质类别", GRADE):
            return GRADE, ""
        column_like = column_of(0, name)  # a cell may say whatever a heading may: 水温（℃）, pH值（无量纲）
        if column_like.role == "measure" and column_like.indicator != GRADE and not column_like.variant:
            return column_like.indicator, column_like.unit
        if name:
            self.told.count("indicator_unknown", column, "warning", found=name)
        elif not says_nothing(text):
            self.told.error("no_indicator", column)
        return None, ""

    def _row_factor(self, texts: Sequence[str], indicator: str, name: str, unit: str) -> Fraction | None:
        """The factor from the unit beside the indicator or of the row, else of the value's heading, else canonical."""
        if indicator == GRADE:
            return ONE
        if unit:
            by = self.factors.written(0, self.heading.columns["indicator"].index, unit, indicator)
            other = self._text(texts, "unit")
            if by is not None and other and not says_nothing(other) and factor(other, indicator) != by:
                self.told.error("unit_contradicts", self.at["unit"], found=other, other=name)
                return None
            return by
        value = self.heading.columns["value"]
        written = self._text(texts, "unit")
        canonical = INDICATORS[indicator].unit
        if written and (canonical or not says_nothing(written)):
            return self.factors.written(0, self.at["unit"], written, indicator)
        # One heading such as 浓度(mg/L) stands above all indicators; for 水温 or pH it means nothing.
        found = factor(value.unit, indicator) if value.unit and canonical else None
        return (
            found if found is not None else self.factors.default(0, value, self.heading.unit_for(indicator), indicator)
        )
