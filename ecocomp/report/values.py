"""The values of all rules as one long table."""

from __future__ import annotations

from ecocomp.report.tables import Table
from ecocomp.settlement import Settlement
from ecocomp.settlement.wheres import where_text
from ecocomp.wording import say


def value_rows(settlement: Settlement, language: str) -> Table:
    """One row for each rule and coordinate: name, meaning, where, the value in words, the exact value."""
    columns = tuple(say(f"command.{key}", language) for key in ("name", "title", "where", "value", "exact"))
    rows = []
    for rule in settlement.agreement.text.rules:
        value = settlement.array(rule.name)
        texts = settlement.value_texts(rule.name, language)
        coordinates = settlement.scope.space.coordinates(value.axes)
        for labels, element, text in zip(coordinates, value.data, texts, strict=True):
            exact = str(element) if isinstance(element, bool | int) or hasattr(element, "numerator") else ""
            rows.append((rule.name, rule.title, where_text(settlement.agreement, labels, language), text, exact))
    return Table(say("command.rules", language), columns, tuple(rows))
