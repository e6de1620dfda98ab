"""What the figures rest on: terms, declared inputs, readings set aside, files, agreement and version."""

from __future__ import annotations

from itertools import islice
from pathlib import PurePath

import ecocomp
from ecocomp.markup import Html, element
from ecocomp.report.inputs import input_table
from ecocomp.report.page.parts import bounded, folded, heads, part, soft
from ecocomp.report.page.term_rows import term_table
from ecocomp.report.show_words import bracketed, listed
from ecocomp.report.tables import Table
from ecocomp.settlement import Settlement
from ecocomp.settlement.left_aside import readings_left_aside
from ecocomp.settlement.wheres import label_text
from ecocomp.wording import LANGUAGES, say

MOST_TERMS = 400
MOST_INPUTS = 200
MOST_ASIDE = 100
MOST_FILES = 100


def terms_part(settlement: Settlement, language: str) -> Html:
    """All terms with clause, source and status, and the inputs that were declared."""
    found = term_table(settlement.agreement, language)
    inputs = input_table(settlement, language)
    return part(
        "terms",
        say("page.terms", language),
        folded(
            say("page.terms_count", language, count=len(found.rows)),
            bounded(found, MOST_TERMS, language, class_="stack terms"),
        ),
        *((element("h3", inputs.title), bounded(inputs, MOST_INPUTS, language)) if inputs.rows else ()),
    )


def sources_part(settlement: Settlement, language: str, record: str) -> Html:
    """Files of readings, what was set aside of them, the agreement and the record with their digests, the version."""
    agreement, readings = settlement.agreement, settlement.readings
    files = readings.files
    said = [element("p", say("page.readings_of", language, count=len(readings), files=len(files)))] if files else []
    if said:
        items = [element("li", each) for each in files[:MOST_FILES]]
        left = len(files) - MOST_FILES
        said += [element("ul", *items), soft(say("page.rows_more", language, count=left)) if left > 0 else Html()]
    else:
        said = [soft(say("page.no_readings", language))]
    facts = (
        (
            say("page.agreement", language),
            bracketed(agreement.title_in(language), agreement.id, language),
        ),
        (
            say("page.agreement_files", language),
            listed((PurePath(each).name for each in agreement.files), language),
        ),
        (say("page.digest", language), element("code", agreement.digest)),
        (say("page.record_digest", language), element("code", record)),
        (say("page.version", language), f"ecocomp {ecocomp.__version__}"),
    )
    return part(
        "sources",
        say("page.sources", language),
        *said,
        aside(settlement, language),
        element("dl", *(each for name, text in facts for each in (element("dt", name), element("dd", text)))),
    )


def aside(settlement: Settlement, language: str) -> Html:
    """The readings set aside, of very many the first."""
    which = LANGUAGES.index(language)
    rows: list[tuple[str, ...]] = []
    found = readings_left_aside(settlement)
    for each in islice(found, MOST_ASIDE):
        agreement, reading = settlement.agreement, each.reading
        rows.append(
            (
                label_text(agreement, each.section, language),
                label_text(agreement, reading.indicator, language),
                reading.when,
                each.reason[which],
                str(reading.place),
            )
        )
    left = sum(1 for _ in found)
    if not rows:
        return soft(say("page.aside_none", language)) if settlement.readings.files else Html()
    keys = ("command.section", "command.indicator", "page.time", "page.why", "command.place")
    table = Table(say("page.aside", language), heads(keys, language), tuple(rows))
    return folded(
        say("page.aside_count", language, count=len(rows) + left),
        bounded(table, MOST_ASIDE, language),
        soft(say("page.rows_more", language, count=left)) if left > 0 else Html(),
        printed=False,
    )
