"""The time of one row: from one column or several, its year from where the file or the caller gives it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ecocomp.period import MONTHS_PER_YEAR, Month
from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.headings import Heading
from ecocomp.readings.times import (
    FIRST_YEAR,
    LAST_YEAR,
    Span,
    Time,
    is_ambiguous,
    is_in_other_zone,
    may_be_short_day,
    parse_column_time,
    parse_day,
    parse_month_digits,
    parse_part,
    parse_parts,
    parse_serial,
    parse_time,
    shows_no_clock,
)
from ecocomp.readings.told import Told
from ecocomp.readings.values import says_nothing
from ecocomp.wording import Pair

#: Stands for a year that cannot be read, of which that has been told.
NO_YEAR = 0
MIDNIGHT = ("", "00:00", "00:00:00")
PARTS = {
    "year": Pair("年份（如 2024）", "year (such as 2024)"),
    "month": Pair("月份（如 3）", "month (such as 3)"),
    "day": Pair("日（如 5）", "day of the month (such as 5)"),
}


class RowTimes:
    """Times of the rows of one grid. The year is that of the text, else of a column 年份, else that of the day the
    row was published (快照日期), else the one the caller gives."""

    def __init__(self, grid: Grid, heading: Heading, year: int | Span | None) -> None:
        self.told = Told(grid.workbook)
        self._columns = {role: column.index for role, column in heading.columns.items()}
        #: The column that says whether a row has a time at all.
        self.main = self._columns.get("time", self._columns.get("month", 0))
        #: The column of values of a long table, which stands for the cell under a month and beside a day.
        self._valued = heading.columns["value"].index if heading.long else self._columns.get("day", self.main)
        self._grid, self._heading_row = grid, heading.row
        main = heading.columns.get("time", heading.columns.get("month"))
        #: Whether the column of times is headed as one of months: 月份, 年月.
        self._of_months = main is not None and (main.role == "month" or "年月" in main.heading)
        #: Whether all dates below the heading are first days of months; None: not looked yet.
        self._only_firsts: bool | None = None
        self._year = year
        self._year_outside = "year" in self._columns and self._is_outside(self._columns["year"])
        self._year_missed = False
        #: The columns that must not say another year, month or day than the time.
        self._beside = [role for role in ("year", "month", "day") if self._columns.get(role, self.main) != self.main]
        more = [self._columns["snapshot"]] if "snapshot" in self._columns else []
        #: The columns whose texts decide what the time of a row is.
        self.deciding = [self.main, *(self._columns[role] for role in self._beside), *more]

    def of(self, texts: Sequence[str], said: bool) -> tuple[str, Month] | None:
        """The full time text and month of a row; None, with an error, for a time that cannot be read.

        ``said`` is whether the row says anything: a value, a state (断流) or a mark (``--``).
        """
        text = texts[self.main]
        time = self._parsed(text, texts)
        if time is None:
            self._tell_unread(text, texts)
            return None
        day = self._day_beside(time, texts)
        if day:
            number = parse_part(day, "day")
            if number is None:
                self._tell_part("day", day)
                return None
            time = replace(time, day=number)
        year = self._year_of(time, texts)
        if time.year is None and year is None:
            self._miss_year(text, said)
            return None
        if year == NO_YEAR:
            return None
        placed = time.placed(year)
        if placed is None:
            if day and said:
                tell_impossible(time, year, f"{text}{time.day}日", self._valued, self.told)
            elif not day:
                tell_impossible(time, year, text, self.main, self.told)
            return None  # a table of a year, days down and months across, has a cell for 2月30日
        other = self._contradiction(time, texts)
        if other is not None:
            column = self._columns[other]
            self.told.error("time_contradicts", column, found=texts[column], other=text)
            return None
        return placed

    def takes_year(self, texts: Sequence[str]) -> int | None:
        """The year that all times of the table without one get, from the caller or a title, for such a time."""
        time = parse_column_time(texts[self.main]) or (parse_serial(texts[self.main]) if self.told.workbook else None)
        if time is not None and time.year is not None:
            return None
        written = self._cell(texts, "year")
        if written:
            return parse_part(written, "year") if self._year_outside else None
        if self._cell(texts, "snapshot"):
            return None
        return self._year if isinstance(self._year, int) else None

    def _is_outside(self, column: int) -> bool:
        """Whether what stands in a column of a rearranged grid is from a title or a name and not from the rows."""
        origins, row = self._grid.origins, self._heading_row + 1
        if origins is None or row >= len(self._grid.rows):
            return False
        if column in origins.added:
            return True
        return origins.rows is not None and bool(origins.rows[row, column] < origins.rows[row].max())

    def _as_month(self, time: Time | None) -> Time | None:
        """Under 月份 a spreadsheet makes of 2024年2月 the first of February: the month, where all dates are firsts."""
        if time is None or time.day != 1 or time.clock not in MIDNIGHT or "day" in self._columns:
            return time
        if self._only_firsts is None:
            rows = self._grid.rows[self._heading_row + 1 :]
            dates = (parse_time(text) for text in {row[self.main] for row in rows if self.main < len(row)})
            self._only_firsts = all(each is None or each.day in (None, 1) for each in dates)
        if not self._only_firsts:
            return time
        self.told.count("month_of_first", self.main)
        return replace(time, day=None, clock="")

    def _day_beside(self, time: Time, texts: Sequence[str]) -> str:
        """What a column 日 says beside a time that is a month, such as a sheet's name; empty where it says none."""
        if time.day is not None or "time" not in self._columns:
            return ""
        day = self._cell(texts, "day")
        return "" if says_nothing(day) else day

    def _tell_unread(self, text: str, texts: Sequence[str]) -> None:
        """The error for a time that is none, or a year or day beside it that is none."""
        for role in self._beside:
            beside = self._cell(texts, role)
            if "time" not in self._columns and beside and parse_part(beside, role) is None:
                self._tell_part(role, beside)
                return
        if self._grid.marks.from_1904 and parse_serial(text):
            self.told.error("serial_from_1904", self.main, found=text)
        elif may_be_short_day(text):
            self.told.error("time_short_day", self.main, found=text, year=text[:4], month=text[4:])
        elif is_ambiguous(text):
            self.told.error("time_ambiguous", self.main, found=text, year=text[:4])
        elif shows_no_clock(text):
            self.told.error("time_no_clock", self.main, found=text)
        elif is_in_other_zone(text):
            self.told.error("time_zone", self.main, found=text)
        else:
            self.told.error("time_unknown", self.main, found=text)

    def _tell_part(self, role: str, found: str) -> None:
        self.told.error("time_part_unknown", self._columns[role], found=found, part=PARTS[role])

    def _parsed(self, text: str, texts: Sequence[str]) -> Time | None:
        if "time" not in self._columns:
            year, day = self._cell(texts, "year"), self._cell(texts, "day")
            parts = parse_parts(year, text, day)
            # a column 月份 may hold whole times, but not beside a year or day that cannot be read
            whole = parts is None and parse_part(day or "1", "day") is not None
            return self._as_month(self._written(text)) if whole else parts
        time = self._written(text)
        if time is None and self.told.workbook and not self._grid.marks.from_1904:
            time = parse_serial(text)
            if time is not None:
                self.told.count("serial_time", self.main)
        return time

    def _written(self, text: str) -> Time | None:
        """The time of a text; six digits are a month unless they may be a day as well, noted."""
        time = parse_time(text)
        if time is not None or (may_be_short_day(text) and not self._of_months):
            return time
        time = parse_month_digits(text)
        if time is not None and time.placed() is not None:
            self.told.count("month_of_digits", self.main)
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
        """The year for a time without one, and a note on where it is from; NO_YEAR, with an error, for one unread."""
        if time.year is not None:
            return None
        written = self._cell(texts, "year")
        if written:
            year = parse_part(written, "year")
            if year is None:
                self._tell_part("year", written)
            return NO_YEAR if year is None else year
        seen = parse_day(self._cell(texts, "snapshot"))
        if seen is not None:
            self.told.count("year_from_snapshot", self.main)
            return time.latest_year(seen)
        if isinstance(self._year, Span):
            if not 1 <= time.month <= MONTHS_PER_YEAR:
                return self._year.years[0]
            placed = self._year.year_of(time.month)
            if placed is not None:
                self.told.count("year_of_span", self.main, span=str(self._year))
            return placed
        if self._year is not None:
            self.told.count("year_given", self.main, year=self._year)
        return self._year

    def _miss_year(self, text: str, said: bool) -> None:
        """One error for the table, not one for every row: the remedy is the same for all.

        A row outside the span that says nothing is of a month nobody asked for: a form of a whole year has it.
        """
        if isinstance(self._year, Span):
            if said:
                self.told.error("outside_span", self.main, found=text, span=str(self._year))
            return
        if not self._year_missed:
            self._year_missed = True
            held = next((str(each.held) for each in self._grid.marks.dates.values() if each.text() == text), "")
            if held:
                self.told.error("year_not_shown", self.main, once=True, found=text, held=held)
            else:
                self.told.error("year_needed", self.main, once=True, found=text)


def tell_impossible(time: Time, year: int | None, text: str, place: Any, told: Told | Findings) -> None:
    """The error for a time of a month, day or year that does not exist; ``year`` is that of a time without one."""
    findings: Any = told
    chosen = year if time.year is None else time.year
    if not 1 <= time.month <= MONTHS_PER_YEAR:
        findings.error("time_no_month", place, found=text, month=time.month)
    elif chosen is None or not FIRST_YEAR <= chosen <= LAST_YEAR:
        findings.error("time_no_year", place, found=text, first=FIRST_YEAR, last=LAST_YEAR)
    else:
        days = Month(chosen, time.month).days
        findings.error("time_no_day", place, found=text, year=chosen, month=time.month, days=days)
