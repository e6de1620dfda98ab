"""What the looks of cells say of readings: units and marks in number formats, struck-out values, comments."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ecocomp.errors import Place
from ecocomp.readings.cell_looks import SHOWN_BELOW, SHOWN_BESIDE, SHOWN_NOT, Display
from ecocomp.readings.coded import Codes
from ecocomp.readings.columns import ReadingColumns, Said
from ecocomp.readings.findings import Findings
from ecocomp.readings.grid import Grid
from ecocomp.readings.reading import BELOW, GRADE
from ecocomp.readings.show import indicator_name
from ecocomp.readings.units import factor
from ecocomp.standards import INDICATORS
from ecocomp.standards.grades import parse_grade
from ecocomp.wording import Pair, say_both
from ecocomp.written import column_letters

COMMENTS_TOLD = 3


def check_looks(
    grid: Grid,
    readings: ReadingColumns,
    factors: Sequence[Fraction],
    limits: tuple[Codes, Codes] | None,
    findings: Findings,
) -> None:
    """Errors for cells that show something else than they hold, warnings of those struck out or not shown.

    ``factors`` are those of the units, in the order of what was said; ``limits`` the lines and columns, counted from 1,
    of the detection limits, if there is a column of them.
    """
    looks = _Looks(grid, findings)
    whats = readings.what.tolist()
    for line, column, what in zip(readings.line.tolist(), readings.column.tolist(), whats, strict=True):
        looks.check_value((line - 1, column - 1), readings.said[what], factors[what])
    if limits is None or not grid.marks.displays:
        return
    for line, column, what in zip(limits[0].tolist(), limits[1].tolist(), whats, strict=True):
        looks.check_limit((line - 1, column - 1), readings.said[what], factors[what])


class _Looks:
    """Tells of the cells of one grid, by their rows and columns in the file, from 0; of each once."""

    def __init__(self, grid: Grid, findings: Findings) -> None:
        self._grid = grid
        self._findings = findings
        self._told: set[tuple[int, int]] = set()

    def check_value(self, cell: tuple[int, int], said: Said, by: Fraction) -> None:
        """A cell that gave a reading."""
        valued = said.value is not None or said.qualifier == BELOW
        if valued and cell in self._grid.marks.struck:
            self._findings.count("struck_values", self._place(cell), "warning")
        display = self._grid.marks.displays.get(cell)
        if display is None or (said.indicator == GRADE and parse_grade(display.text) == said.value):
            return
        if display.kind == SHOWN_BELOW:
            self._findings.count("shown_below", self._place(cell), "warning", found=_format(display))
        elif display.kind == SHOWN_NOT:
            if valued:
                self._findings.count("not_shown", self._place(cell), "warning")
        else:
            self._check(cell, display, said, by)

    def check_limit(self, cell: tuple[int, int], said: Said, by: Fraction) -> None:
        """A cell that gave the detection limit of a reading."""
        display = self._grid.marks.displays.get(cell)
        if display is not None and display.kind not in (SHOWN_BELOW, SHOWN_NOT):
            self._check(cell, display, said, by)

    def _check(self, cell: tuple[int, int], display: Display, said: Said, by: Fraction) -> None:
        if cell in self._told:
            return
        unit = (
            factor(display.beside, said.indicator) if display.kind == SHOWN_BESIDE and said.indicator != GRADE else None
        )
        if unit == by:
            return
        self._told.add(cell)
        place = self._place(cell)
        if unit is None:
            if display.text:
                self._findings.error("shown_otherwise", place, found=_shown(display), held=said.text)
            else:
                self._findings.error("shown_unclear", place, format=display.format, held=said.text)
            return
        canonical = INDICATORS[said.indicator].unit
        self._findings.error(
            "shown_unit",
            place,
            found=_shown(display),
            indicator=indicator_name(said.indicator),
            unit=display.beside,
            other=canonical if by == 1 else f"{by} {canonical}",
        )

    def _place(self, cell: tuple[int, int]) -> Place:
        row, column = cell
        return Place(self._grid.file, self._grid.sheet, row + 1, column + 1, f"{column_letters(column)}{row + 1}")


def _format(display: Display) -> Pair:
    if not display.format:
        return say_both("readings.by_some_format")
    return say_both("readings.by_format", format=display.format)


def _shown(display: Display) -> Pair:
    """What is shown, and by which number format, as far as each is known."""
    if not (display.text and display.format):
        return Pair(*[f"“{display.text or display.format}”"] * 2)
    return say_both("readings.shown_by_format", shown=display.text, format=display.format)


def note_comments(grid: Grid, findings: Findings) -> None:
    """A warning of the comments in a sheet, with the first of them: they are not read."""
    comments = grid.marks.comments
    if comments:
        first = [f"{column_letters(each.column)}{each.row + 1} “{each.text}”" for each in comments[:COMMENTS_TOLD]]
        more = " …" if len(comments) > COMMENTS_TOLD else ""
        findings.note(
            "comments", Place(grid.file, grid.sheet), "warning", count=len(comments), found="; ".join(first) + more
        )
