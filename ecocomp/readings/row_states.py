"""The state of a row's station (站点情况) and how its values were measured (监测方式)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ecocomp.readings.coded import Codes
from ecocomp.readings.grid import Grid
from ecocomp.readings.headings import Heading
from ecocomp.readings.remarks import doubts_value
from ecocomp.readings.told import Sayings, Told
from ecocomp.readings.values import names_state, parse_method, parse_state, state_named

if TYPE_CHECKING:
    from ecocomp.readings.table_reader import Batch

ROLES = ("state", "remark", "method")


class RowStates:
    """Reads the columns of a table that say more of a whole row."""

    def __init__(self, grid: Grid, heading: Heading) -> None:
        self.told = Told(grid.workbook)
        self._at = {role: heading.columns[role].index for role in ROLES if role in heading.columns}

    def of(self, batch: Batch, sayings: Sayings) -> tuple[list[tuple[str, str]], Codes]:
        """The pairs of state and method that occur, and which of them each row has."""
        classes = batch.classes(list(self._at.values()))
        found, remarks = [], []
        for texts in batch.texts(classes, self._at.values()):
            found.append((self._state(texts), self._method(texts)))
            remarks.append(self.told.taken())
        sayings.add_classes(remarks, classes, batch.rows)
        return found, classes.of_row

    def _text(self, texts: Sequence[str], role: str) -> str:
        return texts[self._at[role]] if role in self._at else ""

    def _state(self, texts: Sequence[str]) -> str:
        """The state of the station or row, or what a remark (备注) says of it."""
        text = self._text(texts, "state")
        state = parse_state(text)
        if state is None:
            severity = "warning" if doubts_value(text) else "note"
            self.told.count("state_unknown", self._at["state"], severity, found=text)
            return "other"
        remark = self._text(texts, "remark")
        return state or (state_named(remark) or "" if names_state(remark) else "")

    def _method(self, texts: Sequence[str]) -> str:
        """How the row's values were measured: automatic, manual, or not said."""
        text = self._text(texts, "method")
        method = parse_method(text)
        if method is None:
            self.told.count("method_unknown", self._at["method"], "warning", found=text)
        return method or ""
