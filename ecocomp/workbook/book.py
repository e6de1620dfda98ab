"""Sheets of cells that are put together in memory, and blocks of cells that hold arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ecocomp.formula.absent import Absent
from ecocomp.formula.axes import Axes, Space
from ecocomp.formula.cell_text import At
from ecocomp.formula.functions import TIME_AXES
from ecocomp.settlement.shown import absent_text

#: So many columns can still be looked through.
MOST_ACROSS = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in a cell: a text or number, or a ``formula`` with the value it has; how it looks; a note."""

    value: Any
    formula: str = ""
    look: str = "text"
    note: str = ""


def dash(value: Any, language: str) -> Entry:
    """What stands where there is no value: a dash, and the reason in a note where there is one."""
    told = isinstance(value, Absent) and value.causes
    return Entry("—", look="absent", note=absent_text(value, language) if told else "")


@dataclass(slots=True)
class Sheet:
    """One sheet: its cells by row and column, where the next block begins, and which rows are headings."""

    title: str
    cells: dict[tuple[int, int], Entry] = field(default_factory=dict)
    next_row: int = 0
    #: So many rows at the top are a heading for all that follows.
    headed: int = 0
    #: The last column that is printed; None: all are.
    printed: int | None = None
    #: What is told when a cell is selected: what its figure is, by which formula and clause.
    told: dict[tuple[int, int], str] = field(default_factory=dict)

    def put(self, row: int, column: int, entry: Entry) -> At:
        """Write a cell; nothing may stand there already."""
        if (row, column) in self.cells:
            raise AssertionError(f"two entries in {self.title} {row} {column}")
        self.cells[row, column] = entry
        return At(self.title, row, column)

    def line(self, texts: Sequence[str], look: str) -> None:
        """A row of texts at the end."""
        for column, text in enumerate(texts):
            if text:
                self.put(self.next_row, column, Entry(text, look=look))
        self.next_row += 1


@dataclass(frozen=True, slots=True)
class Plan:
    """How an array stands on a sheet: which axes go down and which across."""

    down: Axes
    across: Axes


def plan_of(axes: Axes, space: Space) -> Plan:
    """Days go down, other times across; without times the last of several axes goes across, where there is room."""
    plan = Plan(axes, ())
    if "day" in axes:
        plan = Plan(("day",), tuple(axis for axis in axes if axis != "day"))
    elif axes and (len(axes) > 1 or axes[-1] in TIME_AXES):
        plan = Plan(axes[:-1], axes[-1:])
    return plan if space.size(plan.across) <= MOST_ACROSS else Plan(axes, ())


class Book:
    """All sheets of a workbook, in order."""

    def __init__(self, space: Space, label_text: Callable[[str, str], str]) -> None:
        self.space = space
        self.label_text = label_text
        self.sheets: dict[str, Sheet] = {}
        #: Names of cells that formulas of one's own may use, from the first cell to the last.
        self.names: dict[str, tuple[At, At]] = {}

    def sheet(self, title: str) -> Sheet:
        return self.sheets.setdefault(title, Sheet(title))

    def block(
        self,
        title: str,
        axes: Axes,
        entry_of: Callable[[int, At], Entry],
        heading: Sequence[str] = (),
        shift: Callable[[str], str] = str,
    ) -> list[At]:
        """Write an array at the end of a sheet, with headings above and labels beside; where each element stands."""
        sheet = self.sheet(title)
        told = "\n".join(text for text in heading if text)
        for place, text in enumerate(heading):
            if text:
                sheet.line([text], "title" if not place else "remark")
        plan = plan_of(axes, self.space)
        rows, columns = self.space.coordinates(plan.down), self.space.coordinates(plan.across)
        # months stand below each other on a sheet, whether a block has one label before them or two
        first = max(len(plan.down), 2 if plan.across and plan.across[0] in TIME_AXES else 1)
        if plan.across:
            for level, axis in enumerate(plan.across):
                for number, labels in enumerate(columns):
                    text = self.label_text(axis, shift(labels[level]))
                    sheet.put(sheet.next_row, first + number, Entry(text, look="heading"))
                sheet.next_row += 1
        found: list[At | None] = [None] * self.space.size(axes)
        for down in rows:
            for level, label in enumerate(down):
                text = self.label_text(plan.down[level], shift(label))
                sheet.put(sheet.next_row, level, Entry(text, look="label"))
            for number, along in enumerate(columns):
                where = dict(zip((*plan.down, *plan.across), (*down, *along), strict=True))
                place = self.space.position(axes, where)
                at = At(title, sheet.next_row, first + number)
                found[place] = sheet.put(at.row, at.column, entry_of(place, at))
                sheet.told[at.row, at.column] = told
            sheet.next_row += 1
        sheet.next_row += 1
        return [each for each in found if each is not None]
