"""The rows of a recognised table as readings, in long and in wide shape."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ecocomp.period import Month
from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.headings import Column, Heading
from ecocomp.readings.measures import Measure, interpret, qualified
from ecocomp.readings.names import clean_name
from ecocomp.readings.reading import BELOW, GRADE, MISSING, Reading
from ecocomp.readings.row_times import RowTimes
from ecocomp.readings.show import indicator_name
from ecocomp.readings.units import factor
from ecocomp.readings.values import STATES, parse_state, parse_value, plain, says_nothing
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


@dataclass(frozen=True, slots=True)
class Origin:
    """What all values of a row share: where, when, and the state of the station."""

    section: str
    province: str
    basin: str
    when: str
    month: Month
    state: str


class Layout:
    """Reads one grid: the columns found out once, then row after row."""

    def __init__(self, grid: Grid, heading: Heading, year: int | None, findings: Findings) -> None:
        self.grid = grid
        self.heading = heading
        self.findings = findings
        self.times = RowTimes(grid, heading, year, findings)
        self.at = {role: column.index for role, column in heading.columns.items()}
        factors = [(column, self._heading_factor(column)) for column in heading.measures]
        self.cells_of: dict[int, dict[str, Cell]] = {column.index: {} for column, _ in factors}
        self.wide = [(c.index, c.indicator, by, self.cells_of[c.index]) for c, by in factors if by is not None]
        self.deciding = [self.at[role] for role in DECIDING if role in self.at]
        self.known: dict[tuple[str, ...], list[Cell]] = {}
        self._note_columns()

    # -- columns --------------------------------------------------------------------------------------------------

    def _heading_factor(self, column: Column) -> Fraction | None:
        """The factor of a wide column from its heading's unit; None, with an error, for a unit that does not fit."""
        place = self.grid.place(self.heading.row, column.index)
        if column.indicator == GRADE:
            return ONE
        if column.unit:
            found = factor(column.unit, column.indicator)
            if found is None:
                self._unit_error(place_of=column.index, row=self.heading.row, unit=column.unit, of=column.indicator)
            return found
        if column.indicator == "volume":
            # 万m³, 亿m³ and m³ are all usual: a guess would be out by four or eight digits.
            self.findings.error("unit_needed", place, found=column.heading)
            return None
        self._assume_unit(column.indicator, self.heading.row, column.index)
        return ONE

    def _assume_unit(self, indicator: str, row: int, column: int) -> None:
        unit = INDICATORS[indicator].unit
        if unit and indicator != "water_temp":
            self.findings.count(
                "unit_assumed",
                self.grid.place(row, column),
                "note" if indicator in USUAL else "warning",
                indicator=indicator_name(indicator),
                unit=unit,
            )

    def _unit_error(self, *, place_of: int, row: int, unit: str, of: str) -> None:
        place = self.grid.place(row, place_of)
        self.findings.error(
            "unit_unknown", place, found=unit, indicator=indicator_name(of), unit=INDICATORS[of].unit or "1"
        )

    def _note_columns(self) -> None:
        for column in self.heading.ignored:
            place = self.grid.place(self.heading.row, column.index)
            if column.resembles:
                self.findings.note("column_resembles", place, "warning", found=column.heading, like=column.resembles)
            else:
                self.findings.note("column_ignored", place, found=column.heading)
        if any(column.variant == "raw" for column in self.heading.measures):
            self.findings.note("unrounded_taken", self.grid.place(self.heading.row))

    # -- rows -----------------------------------------------------------------------------------------------------

    def readings(self) -> Iterator[Reading]:
        """The readings of all rows below the heading, in the order of the file."""
        title = list(self.grid.rows[self.heading.row])
        for row in range(self.heading.row + 1, len(self.grid.rows)):
            texts = self.grid.rows[row]
            if not any(texts):
                continue
            if list(texts) == title:
                self.findings.count("heading_again", self.grid.place(row))
                continue
            yield from self._row(row, self._padded(row, texts, len(title)))

    def _padded(self, row: int, texts: Sequence[str], width: int) -> Sequence[str]:
        """The cells of a row, as many as the heading has; more or fewer in a text file mean a torn row."""
        if len(texts) == width:
            return texts
        if any(texts[width:]):
            place = self.grid.place(row, width)
            if self.grid.workbook:
                self.findings.count("beyond_heading", place)
            else:
                self.findings.error("row_too_long", place, cells=len(texts), columns=width)
        if len(texts) < width:
            self.findings.count("row_too_short", self.grid.place(row), "warning")
        return [*texts[:width], *[""] * (width - len(texts))]

    def _row(self, row: int, texts: Sequence[str]) -> Iterator[Reading]:
        cells = self._long_cell(row, texts) if self.heading.long else self._wide_cells(texts)
        section = clean_name(self._text(texts, "section"))
        valued = any(cell.measure.qualifier != MISSING or cell.measure.trouble for cell in cells)
        if not section:
            self._set_aside(row, valued, "section")
            return
        if self.times.is_blank(texts):
            self._set_aside(row, valued, "time")
            return
        placed = self.times.of(row, texts, valued)
        if placed is None:
            return
        origin = Origin(
            section,
            clean_name(self._text(texts, "province")),
            clean_name(self._text(texts, "basin")),
            *placed,
            self._state(row, texts),
        )
        for cell in cells:
            reading = self._reading(row, cell, origin)
            if reading is not None:
                yield reading

    def _set_aside(self, row: int, valued: bool, lacking: str) -> None:
        column = self.heading.columns.get(lacking)
        place = self.grid.place(row, column.index if column else 0)
        if valued:
            self.findings.error(f"no_{lacking}", place)
        else:
            self.findings.count(f"row_without_{lacking}", self.grid.place(row))

    def _text(self, texts: Sequence[str], role: str) -> str:
        index = self.at.get(role)
        return "" if index is None else texts[index]

    def _state(self, row: int, texts: Sequence[str]) -> str:
        """The state of the station or row (站点情况), or what a remark (备注) says of it."""
        text = self._text(texts, "state")
        state = parse_state(text)
        if state is None:
            column = self.heading.columns["state"].index
            self.findings.count("state_unknown", self.grid.place(row, column), found=text)
            return "other"
        remark = self._text(texts, "remark")
        if not remark:
            return state
        if plain(remark) in STATES:
            return state or STATES[plain(remark)]
        if not says_nothing(remark):
            self.findings.count("remark_ignored", self.grid.place(row, self.heading.columns["remark"].index))
        return state

    # -- cells ----------------------------------------------------------------------------------------------------

    def _wide_cells(self, texts: Sequence[str]) -> list[Cell]:
        return [
            known.get(texts[index]) or self._new_wide_cell(index, indicator, texts[index], by)
            for index, indicator, by, known in self.wide
        ]

    def _new_wide_cell(self, index: int, indicator: str, text: str, by: Fraction) -> Cell:
        cell = self.cells_of[index][text] = Cell(index, indicator, text, interpret(text, indicator, by))
        return cell

    def _long_cell(self, row: int, texts: Sequence[str]) -> list[Cell]:
        """The one value of a long row, or none. Rows that say the same, and in which nothing is to be told, are
        worked out once."""
        key = tuple([texts[index] for index in self.deciding])
        known = self.known.get(key)
        if known is not None:
            return known
        told = self.findings.told
        cells = self._new_long_cell(row, texts)
        if self.findings.told == told:
            self.known[key] = cells
        return cells

    def _new_long_cell(self, row: int, texts: Sequence[str]) -> list[Cell]:
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
        if indicator == GRADE:
            return ONE
        value = self.heading.columns["value"]
        written = self._text(texts, "unit")
        if written or (value.unit and INDICATORS[indicator].unit):
            found = factor(written or value.unit, indicator)
            if found is not None:
                return found
            if written and not (says_nothing(written) and not INDICATORS[indicator].unit):
                self._unit_error(place_of=self.heading.columns["unit"].index, row=row, unit=written, of=indicator)
                return None
        if indicator == "volume":
            self.findings.error("unit_needed", self.grid.place(row, value.index), found=indicator_name(indicator))
            return None
        self._assume_unit(indicator, row, value.index)
        return ONE

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

    def _reading(self, row: int, cell: Cell, origin: Origin) -> Reading | None:
        measure = cell.measure
        place = self.grid.place(row, cell.column)
        if measure.trouble:
            self.findings.error(measure.trouble, place, found=cell.text)
            return None
        if measure.doubt:
            self.findings.count(measure.doubt, place, "warning", indicator=indicator_name(cell.indicator))
        return Reading(
            origin.section,
            origin.month,
            origin.when,
            cell.indicator,
            cell.text,
            measure.value,
            measure.qualifier,
            measure.limit,
            measure.state or origin.state,
            place,
            origin.province,
            origin.basin,
        )
