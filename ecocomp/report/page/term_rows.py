"""The terms of an agreement as rows: what each is, its clause, source and status."""

from __future__ import annotations

from ecocomp.agreement import Agreement
from ecocomp.agreement.agreement import CONFIRMED, english_title
from ecocomp.report.page.parts import heads
from ecocomp.report.tables import Table
from ecocomp.wording import say


def term_table(agreement: Agreement, language: str, *, only_unconfirmed: bool = False) -> Table:
    """Every term, or those that no signed or published text confirms."""
    rows = []
    for path, title, term in agreement.terms:
        status = agreement.status(term)
        if only_unconfirmed and status in CONFIRMED:
            continue
        called = english_title(path, title, term) if language == "en" else title
        said = say(f"terms.status_{status}", language)
        rows.append((called, said, term.clause or "", term.source or "", term.note or ""))
    keys = ("command.title", "command.status", "command.clause", "command.source", "command.note")
    return Table(say("page.terms", language), heads(keys, language), tuple(rows))
