"""The time of one row: from one column or several, its year from where the file or the caller gives it."""

from __future__ import annotations

from collections.abc import Sequence

from ecocomp.period import MONTHS_PER_YEAR, Month
from ecocomp.readings.grid import Grid
from ecocomp.readings.headings import Heading
from ecocomp.readings.times import (
    Span,
    Time,
    is_ambiguous,
    parse_day,
    parse_part,
    parse_parts,
    parse_serial,
    parse_time,
)
from ecocomp.readings.told import WHOLE_ROW, Told
from ecocomp.readings.values import says_nothing

#: Stands for a year that cannot be read: no time exists in it, so that the time is refused.
NO_YEAR = 0


class RowTimes:
    """Times of the rows of one grid. The year is that of the text, else of a column 年份, else that of the day the
    row was published (快照日期), else the one the caller gives."""

    def __init__(self, grid: Grid, heading: Heading, year: int | Span | None) -> None:
        self.told = Told(grid.workbook)
        self._columns = {role: column.index for role, column in heading.columns.items()}
        #: The column that says whether a row has a time at all.
        self.main = self._columns.get("time", self._columns.get("month", 0))
        self._year = year
        self._year_missed = False
        #: The columns that must not say another year, month or day than the time.
        self._beside = [role for role in ("year", "month", "day") if self._columns.get(role, self.main) != self.main]
        more = [self._columns["snapshot"]] if "snapshot" in self._columns else []
        #: The columns whose texts decide what the time of a row is.
        self.deciding = [self.main, *(self._columns[role] for role in self._beside), *more]

    def of(self, texts: Sequence[str], valued: bool) -> tuple[str, Month] | None:
        """The full time text and month of a row.

        None, with an error where the row carries values, for a time that cannot be read.
        """
        text = texts[self.main]
        time = self._parsed(text, texts)
        placed: tuple[str, Month] | None = None
        if time is not None:
            year = self._year_of(time, texts)
            if time.year is None and year is None:
                self._miss_year(text, valued)
                return None
            placed = time.placed(year)
        if placed is not None and time is not None:
            other = self._contradiction(time, texts)
            if other is not None:
                column = self._columns[other]
                self.told.error("time_contradicts", column, found=texts[column], other=text)
                return None
        if placed is None:
            if valued and is_ambiguous(text):
                self.told.error("time_ambiguous", self.main, found=text, year=text[:4])
            elif valued:
                self.told.error("time_unknown", self.main, found=text)
            else:
                self.told.count("row_without_time", WHOLE_ROW)
        return placed

    def _parsed(self, text: str, texts: Sequence[str]) -> Time | None:
        if "time" not in self._columns:
            parts = parse_parts(self._cell(texts, "year"), text, self._cell(texts, "day"))
            return parts if parts is not None else parse_time(text)
        time = parse_time(text)
        if time is None and self.told.workbook:
            time = parse_serial(text)
            if time is not None:
                self.told.count("serial_time", self.main)
        return time

    def _contradiction(self, time: Time, texts: Sequence[str]) -> str | None:
        """The column of year, month or day that says another than a time that stands for itself."""
        for role in self._beside:
            text = self._cell(texts, role)
            part = parse_part(text, role) if text else None
            if part is not None and getattr(time, role) not in (None, part):
                return role
        return None

    def _cell(self, texts: Sequence[str], role: str) -> str:
        text = texts[self._columns[role]] if role in self._columns else ""
        return "" if says_nothing(text) else text

    def _year_of(self, time: Time, texts: Sequence[str]) -> int | None:
        """The year for a time without one, and a note on where it is from."""
        if time.year is not None:
            return None
        if self._cell(texts, "year"):
            parts = parse_parts(self._cell(texts, "year"), "1", "")
            return parts.year if parts is not None else NO_YEAR
        seen = parse_day(self._cell(texts, "snapshot"))
        if seen is not None:
            self.told.count("year_from_snapshot", self.main)
            return time.latest_year(seen)
        if isinstance(self._year, Span):
            if not 1 <= time.month <= MONTHS_PER_YEAR:
                return NO_YEAR
            placed = self._year.year_of(time.month)
            if placed is not None:
                self.told.count("year_of_span", self.main, span=str(self._year))
            return placed
        if self._year is not None:
            self.told.count("year_given", self.main, year=self._year)
        return self._year

    def _miss_year(self, text: str, valued: bool) -> None:
        """One error for the table, not one for every row: the remedy is the same for all."""
        if isinstance(self._year, Span):
            if valued:
                self.told.error("outside_span", self.main, found=text, span=str(self._year))
            return
        if valued and not self._year_missed:
            self._year_missed = True
            self.told.error("year_needed", self.main, once=True, found=text)
