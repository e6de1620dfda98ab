"""The monthly values and the values of all rules as one long table."""

from __future__ import annotations

from ecocomp.formula.absent import Absent
from ecocomp.report.tables import Table
from ecocomp.settlement import Settlement
from ecocomp.settlement.wheres import where_text
from ecocomp.wording import say


def value_rows(settlement: Settlement, language: str) -> Table:
    """A row for each monthly value and rule at each coordinate: name, meaning, where, in words, exactly."""
    columns = tuple(say(f"command.{key}", language) for key in ("name", "title", "where", "value", "exact"))
    rows = []
    for name in settlement.names:
        title = settlement.called(name, language)
        for labels, element, text in settlement.elements(name, language):
            exact = "" if isinstance(element, Absent) else str(element)
            rows.append((name, title, where_text(settlement.agreement, labels, language), text, exact))
    return Table(say("command.rules", language), columns, tuple(rows))
