"""The table of the corpus, and what Article 17 finds in an agreement."""

from __future__ import annotations

from collections.abc import Iterable

from ecocomp.agreement import Agreement
from ecocomp.agreement.article17 import Stated, article_17
from ecocomp.agreement.corpus import CorpusEntry
from ecocomp.report.tables import Table
from ecocomp.wording import say


def corpus_table(entries: Iterable[CorpusEntry], language: str) -> Table:
    """One row an agreement: folder, name, parties, the rule in one line, terms by status, outcomes by result."""
    keys = ("folder", "name", "parties", "summary", "signed", "published", "reported", "assumed", "outcomes")
    columns = tuple(say(f"command.corpus_{key}", language) for key in keys)
    rows = tuple(_row(each, language) for each in entries)
    return Table(say("command.corpus", language), columns, rows, frozenset({4, 5, 6, 7}))


MOST_PARTIES = 4


def _row(entry: CorpusEntry, language: str) -> tuple[str, ...]:
    agreement = entry.agreement
    names = [agreement.name_of(party, language) for party in agreement.parties]
    parties = "、".join(names) if language == "zh" else ", ".join(names)
    if len(names) > MOST_PARTIES:
        first = "、".join(names[:MOST_PARTIES]) if language == "zh" else ", ".join(names[:MOST_PARTIES])
        parties = say("command.corpus_more_parties", language, first=first, count=len(names))
    return (
        entry.folder,
        agreement.id,
        parties,
        _summary(agreement, language),
        *(str(count) for count in entry.statuses.values()),
        outcomes_text(entry, language),
    )


def outcomes_text(entry: CorpusEntry, language: str) -> str:
    """How many published outcomes there are of each result, what proves most first."""
    words = (
        (say(f"command.corpus_{result.replace(' ', '_')}", language), count) for result, count in entry.outcomes.items()
    )
    return ("、" if language == "zh" else ", ").join(f"{word} {count}" for word, count in words)


def _summary(agreement: Agreement, language: str) -> str:
    text = agreement.text
    return (text.summary_en if language == "en" else None) or text.summary or ""


def article_17_table(agreement: Agreement, language: str) -> Table:
    """The seven items of Article 17 of Order 779, whether the file states each, and where."""
    keys = ("item", "state", "where")
    columns = tuple(say(f"command.article17_{key}", language) for key in keys)
    rows = []
    for each in article_17(agreement):
        state = say(f"command.article17_{each.state}", language)
        if each.lacks:
            state += say(f"command.article17_lacks_{each.lacks}", language)
        if each.status:
            basis = say(f"command.article17_basis_{each.status}", language)
            state += say(
                "command.article17_partly_on" if len(each.statuses) > 1 else "command.article17_on",
                language,
                status=basis,
            )
        item = say(f"command.article17_item_{each.item}", language)
        rows.append((item, state, "\n".join(place_text(place, language) for place in each.where)))
    return Table(say("command.article17", language, id=agreement.id), columns, tuple(rows))


def place_text(place: Stated, language: str) -> str:
    """A place in the file that states an item, with its bases in a word each."""
    words = (say(f"command.corpus_{status}", language) for status in place.statuses)
    joint = ("、" if language == "zh" else ", ").join(words)
    return place.path + say("command.article17_on", language, status=joint)
