"""What a reader must know before anything else: warnings, notes, terms that are not confirmed."""

from __future__ import annotations

from dataclasses import replace

from ecocomp.errors import Problem
from ecocomp.markup import Html, element, joined, shortened
from ecocomp.report.folding import folded as put_together
from ecocomp.report.page.parts import bounded, folded, soft
from ecocomp.report.page.term_rows import term_table
from ecocomp.settlement import Settlement
from ecocomp.settlement.derivation_view import in_file
from ecocomp.wording import say

MOST_NOTES = 200
MOST_TERMS = 300


def notes_part(settlement: Settlement, language: str) -> Html:
    """Warnings unfolded, notes and terms that are not confirmed folded."""
    own = settlement.agreement.files
    problems = [
        replace(each, place=in_file(each.place)) if each.place.file in own else each
        for each in put_together(settlement.problems)
    ]
    warnings = [each for each in problems if each.severity != "note"]
    notes = [each for each in problems if each.severity == "note"]
    parts = []
    if warnings:
        summary = say("page.warnings", language, count=len(warnings))
        parts.append(folded(summary, *note_list(warnings, language), is_open=True))
    else:
        parts.append(soft(say("page.no_warnings", language)))
    unconfirmed = term_table(settlement.agreement, language, only_unconfirmed=True)
    if unconfirmed.rows:
        summary = say("page.unconfirmed", language, count=len(unconfirmed.rows))
        parts.append(folded(summary, bounded(unconfirmed, MOST_TERMS, language, class_="stack terms"), printed=False))
    if notes:
        parts.append(folded(say("page.notes", language, count=len(notes)), *note_list(notes, language)))
    return joined(parts, "\n")


def note_list(problems: list[Problem], language: str) -> tuple[Html, ...]:
    """Problems as a list, of very many the first."""
    items = (
        element("li", shortened(each.line(language)), class_="warning" if each.severity == "warning" else None)
        for each in problems[:MOST_NOTES]
    )
    left = len(problems) - MOST_NOTES
    more = (soft(say("page.rows_more", language, count=left)),) if left > 0 else ()
    return (element("ul", *items), *more)
