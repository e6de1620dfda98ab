"""The instructions (填写说明) as rows of text: how to fill in, how to write values, what the agreement says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ecocomp.agreement import Agreement, model
from ecocomp.report.show import below_text
from ecocomp.report.show_words import year_text
from ecocomp.report.template import codes
from ecocomp.report.template.form import Form
from ecocomp.wording import say

#: A note of an agreement is shown up to here; the whole of it stands in the agreement and in ``ecocomp show``.
LONGEST_NOTE = 200
LONGEST_TITLE = 120
#: So many sections are listed with their basis; their names all stand in the form.
SECTIONS_LISTED = 30


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the instructions: ``kind`` is ``"title"``, ``"warning"``, ``"part"``, ``"heading"`` or ``"text"``."""

    kind: str
    cells: tuple[str, ...]


def shortened(text: str, most: int) -> str:
    """A text in one line, cut where it is longer than ``most`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def title_of(agreement: Agreement, language: str) -> str:
    """The title of the agreement in a language, short enough for the head of a page."""
    title = agreement.title_in(language)
    return shortened(title, LONGEST_TITLE)


def guide_rows(form: Form, language: str) -> Iterator[Row]:
    """All rows from top to bottom."""
    agreement, months = form.agreement, form.period.months
    count = len(agreement.unconfirmed)
    yield Row("title", (say("template.guide_title", language),))
    yield Row("text", (say("template.agreement", language), title_of(agreement, language), ""))
    covered = say(
        "template.months_covered",
        language,
        year=form.period.year,
        first=months[0].label,
        last=months[-1].label,
        count=len(months),
    )
    yield Row("text", (say("template.year_covered", language), covered, ""))
    outside = form.told_outside_term(language)
    if outside:
        yield Row("warning", (say("template.term", language), outside, ""))
    confirmed = say("template.standing_confirmed", language)
    standing = say("template.standing_open", language, count=count) if count else confirmed
    yield Row("warning" if count else "text", (say("template.standing", language), standing, ""))
    yield Row("part", (say("template.part_filling", language),))
    for item, text in filling(form, language):
        yield Row("text", (item, text, ""))
    yield Row("part", (say("template.part_values", language),))
    for written, meaning in notations(language):
        yield Row("text", (written, meaning, ""))
    yield Row("part", (say("template.part_states", language),))
    keys = ("word", "meaning", "treatment")
    yield Row("heading", tuple(say(f"template.state_{key}", language) for key in keys))
    for each in codes.states(form.rules, language):
        yield Row("text", (each.word, each.meaning, each.treatment))
    yield Row("part", (say("template.part_assumed", language),))
    yield Row("heading", tuple(say(f"template.column_{key}", language) for key in ("item", "content", "basis")))
    yield from terms(form, language)


def filling(form: Form, language: str) -> Iterator[tuple[str, str]]:
    """How to fill in, point by point."""
    by = "day" if form.daily else "month"
    yield say("template.fill_where", language), say(f"template.fill_where_{by}", language)
    yield say("template.fill_numbers", language), say("template.fill_numbers_text", language)
    yield say(f"template.frequency_{by}", language), say(f"template.fill_frequency_{by}", language)
    yield say("template.fill_empty", language), say("template.fill_empty_text", language)
    if "volume" in form.rules.quantities:
        yield say("template.fill_volume", language), say(f"template.fill_volume_{by}", language)
    if form.daily and "published_grade" in form.rules.quantities:
        yield say("template.name_grade", language), say("template.fill_grade_day", language)
    if form.uses_previous:
        yield say("template.fill_previous", language), say("template.fill_previous_text", language)
    yield (
        say("template.fill_return", language),
        say("template.fill_return_text", language, year=form.period.year),
    )


def notations(language: str) -> Iterator[tuple[str, str]]:
    """How values are written, each with what it means."""
    yield "0.10", say("template.write_number", language)
    yield "0.025L", say("template.write_below", language)
    yield "、".join(codes.NOT_DETECTED), say("template.write_not_found", language)
    yield "--", say("template.write_missing", language)
    yield codes.state_words()["no_flow"], say("template.write_dry", language)
    yield "0", say("template.write_zero", language)


def terms(form: Form, language: str) -> Iterator[Row]:
    """What the agreement says on readings and sections, each with its basis (依据状态)."""
    agreement, text = form.agreement, form.agreement.text
    year = year_text(text.assessment, language)
    yield _term(form, say("template.year_covered", language), year, text.assessment, language)
    yield _term(form, say("command.readings", language), rules_text(form, language), form.rules, language)
    sections = list(agreement.sections.values())
    for section in sections[:SECTIONS_LISTED]:
        named = shortened(section.name, LONGEST_TITLE)
        english = f" ({section.name_en})" if language == "en" and section.name_en else ""
        river = f"，{section.river}" if section.river and language == "zh" else ""
        yield _term(form, say("command.section", language), f"{named}{english}{river}", section, language)
    if len(sections) > SECTIONS_LISTED:
        more = say("template.more_sections", language, count=len(sections) - SECTIONS_LISTED)
        yield Row("text", (say("command.section", language), more, ""))


def rules_text(form: Form, language: str) -> str:
    """The rules on readings in one sentence."""
    rules, chinese = form.rules, language == "zh"
    measured = [column for column in form.columns if column.indicator is not None]
    names = {column.key: column.name if chinese else column.english for column in measured}
    wanted = [each for each in rules.quantities if each != "published_grade"]
    local = form.agreement.local_standard
    standards = [*([local.number] if local is not None else []), rules.standard]
    said = say(
        "template.rules_of_readings",
        language,
        standard=("、" if chinese else ", ").join(standards),
        indicators=("、" if chinese else ", ").join(names[each] for each in rules.indicators),
        below=below_text(rules, language),
        missing=say(f"command.missing_{rules.missing}", language),
    )
    if rules.at_least is not None:
        said += say("template.rules_at_least", language, count=rules.at_least)
    quantities = [names[each] for each in wanted]
    if "published_grade" in rules.quantities:
        quantities.append(say("template.name_grade", language))
    if quantities:
        said += say("template.rules_quantities", language, names=("、" if chinese else ", ").join(quantities))
    return said


def _term(form: Form, item: str, content: str, term: model.Term, language: str) -> Row:
    status = say(f"terms.status_{form.agreement.status(term)}", language)
    parts = [term.clause, status, shortened(term.note, LONGEST_NOTE) if term.note else None]
    mark = "；" if language == "zh" else "; "
    return Row("text", (item, content, mark.join(part for part in parts if part)))
