"""The limits of the classes and the tables of bands, as cells of the sheet of terms (水质类别限值、分档表)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ecocomp.formula.absent import Absent
from ecocomp.formula.axes import Axes
from ecocomp.formula.bands import Table
from ecocomp.formula.cell_text import At
from ecocomp.settlement import Settlement
from ecocomp.standards.grades import grade_text
from ecocomp.standards.indicators import indicators
from ecocomp.standards.limits import Ladder
from ecocomp.wording import say
from ecocomp.workbook.book import Book, Entry
from ecocomp.workbook.looks import look_of

CLASSES = tuple(grade_text(grade) for grade in range(1, 6))


@dataclass(frozen=True, slots=True)
class LadderCells:
    """The limits of an indicator, and the cells that hold them."""

    exact: Ladder
    cells: tuple[At, ...]

    @property
    def indicator(self) -> str:
        return self.exact.indicator

    @property
    def better(self) -> str:
        return self.exact.better


@dataclass(frozen=True, slots=True)
class TableCells:
    """A table of bands, and for each band the cells of its lower end, its upper end and its value."""

    exact: Table
    cells: tuple[tuple[At | None, At | None, At], ...]


class LimitsSheet:
    """Writes limits and tables when a formula first asks for them; ``basis`` tells the clauses and states of terms."""

    def __init__(
        self, settlement: Settlement, book: Book, title: str, basis: Callable[..., str], language: str
    ) -> None:
        self.exact = settlement.scope
        self.agreement = settlement.agreement
        self.space = self.exact.space
        self.book = book
        self.title = title
        self.basis = basis
        self.language = language
        self._ladders: tuple[Axes, Sequence[Any]] | None = None
        self._tables: dict[tuple[str, int], tuple[Axes, Sequence[Any]]] = {}

    def ladders(self) -> tuple[Axes, Sequence[Any]]:
        """The limits that grades are judged by, as cells."""
        if self._ladders is None:
            axes, found = self.exact.ladders()
            sheet = self.book.sheet(self.title)
            judged_by = self.agreement.checked.ladders
            heading = [
                say("workbook.limits", self.language),
                self.basis((each.term for each in judged_by.in_use), judged_by.edition),
            ]
            sheet.line(heading[:1], "title")
            sheet.line(heading[1:], "remark")
            first = len(axes)
            for place, name in enumerate([*CLASSES, say("workbook.limits_unit", self.language)]):
                sheet.put(sheet.next_row, first + place, Entry(name, look="heading"))
            sheet.next_row += 1
            made: list[Any] = []
            for labels, each in zip(self.space.coordinates(axes), found, strict=True):
                if each is None or isinstance(each, Absent):
                    made.append(each)
                    continue
                row = sheet.next_row
                for column, label in enumerate(labels):
                    sheet.put(row, column, Entry(self.book.label_text(axes[column], label), look="label"))
                cells = [
                    sheet.put(row, first + at, Entry(limit, look="given_number"))
                    for at, limit in enumerate(each.limits)
                ]
                unit = indicators()[each.indicator].unit
                told = say("workbook.limits_range", self.language) if each.better == "range" else unit
                sheet.put(row, first + len(CLASSES), Entry(told))
                made.append(LadderCells(each, tuple(cells)))
                sheet.told |= {(at.row, at.column): "\n".join(heading) for at in cells}
                sheet.next_row += 1
            sheet.next_row += 1
            self._ladders = axes, made
        return self._ladders

    def table(self, name: str, shift: int) -> tuple[Axes, Sequence[Any]]:
        """A table of bands as cells."""
        if (name, shift) not in self._tables:
            axes, found = self.exact.table(name, shift)
            made: dict[int, Any] = {}
            self._tables[name, shift] = axes, [self.banded(name, each, made) for each in found]
        return self._tables[name, shift]

    def banded(self, name: str, table: Any, made: dict[int, Any]) -> Any:
        """One table, written once however often it applies; the reason where none does."""
        if isinstance(table, Absent):
            return table
        if id(table) not in made:
            term = self.agreement.text.tables[name]
            kinds = self.exact.checked.tables[name]
            sheet = self.book.sheet(self.title)
            heading = [self.agreement.called(name, self.language), self.basis([term])]
            sheet.line(heading[:1], "title")
            sheet.line(heading[1:], "remark")
            cells: list[tuple[At | None, At | None, At]] = []
            for band in table.bands:
                row = sheet.next_row
                sheet.put(row, 0, Entry(band.text, look="label"))
                ends = [
                    None if end is None else sheet.put(row, column, Entry(end, look="given_number"))
                    for column, end in ((1, band.low), (2, band.high))
                ]
                value = int(band.value) if isinstance(band.value, bool) else band.value
                cells.append((ends[0], ends[1], sheet.put(row, 3, Entry(value, look=f"given_{look_of(kinds.gives)}"))))
                sheet.told |= {(row, column): "\n".join(heading) for column in (1, 2, 3)}
                sheet.next_row += 1
            sheet.next_row += 1
            made[id(table)] = TableCells(table, tuple(cells))
        return made[id(table)]
