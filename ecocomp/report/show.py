"""An agreement in words: parties, sections, formulas with their axes and units, and what is not confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ecocomp.agreement import Agreement, model
from ecocomp.agreement.titles import own_title, title_of
from ecocomp.formula.bands import band, ends
from ecocomp.readings.why import state_names
from ecocomp.report.show_formulas import print_rules
from ecocomp.report.show_money import fund_table, money_text, print_limits, print_transfers
from ecocomp.report.show_words import (
    apart,
    axes_text,
    basis,
    bracketed,
    labelled,
    listed,
    named,
    parameter_texts,
    scalar_text,
    table,
    target_text,
    value_text,
    word,
    word_from,
    year_text,
)
from ecocomp.report.tables import Table
from ecocomp.report.terminal import console, print_table
from ecocomp.settlement.explain_limits import ladder_text, set_text, source_of
from ecocomp.settlement.term import term_text
from ecocomp.settlement.wheres import label_text
from ecocomp.standards.grades import WORST_GRADE, grade_text, parse_grade
from ecocomp.wording import say


def print_agreement(agreement: Agreement, language: str) -> None:
    """Print the whole agreement."""
    out = console()
    text = agreement.text
    out.print(agreement.title_in(language), style="bold")
    count = len(agreement.unconfirmed)
    warning = say("command.unconfirmed_agreement", language, count=count) if count else ""
    if warning:
        out.print(warning, style="bold yellow")
    for line in heading_lines(agreement, language):
        out.print(line, soft_wrap=True)
    out.print()
    for each in agreement_tables(agreement, language):
        print_table(out, each)
    print_rules(out, agreement, language)
    print_transfers(out, agreement, language)
    print_limits(out, agreement, language)
    print_table(out, unconfirmed_table(agreement, language))
    out.print(labelled(word("money", language), money_text(text.money, language), language))


def heading_lines(agreement: Agreement, language: str) -> Iterator[str]:
    """Document, term and assessment year, one a line."""
    text = agreement.text
    source = text.source
    parts = [source.document, source.number, source.issuer, str(source.date) if source.date else None, source.note]
    yield labelled(word("document", language), apart(parts, language), language)
    summary = (text.summary_en if language == "en" else None) or text.summary
    if summary:
        yield labelled(word("corpus_summary", language), summary, language)
    if text.note:
        yield labelled(word("note", language), text.note, language)
    if text.term is not None:
        dates = term_text(text.term)[0 if language == "zh" else 1]
        yield labelled(
            word("term", language), bracketed(dates, basis(agreement, text.term, language), language), language
        )
    yield labelled(word("assessment_year", language), year_text(text.assessment, language), language)
    yield labelled(word("file", language), listed(agreement.files, language), language)


def agreement_tables(agreement: Agreement, language: str) -> Iterator[Table]:
    """All parts of the agreement as tables."""
    yield provision_table(agreement, language)
    yield party_table(agreement, language)
    yield section_table(agreement, language)
    if agreement.text.readings is not None:
        yield readings_table(agreement, agreement.text.readings, language)
    if agreement.checked.ladders.in_use:
        yield limit_table(agreement, language)
    yield parameter_table(agreement, language)
    yield band_table(agreement, language)
    yield input_table(agreement, language)
    yield fund_table(agreement, language)
    yield outcome_table(agreement, language)


def provision_table(agreement: Agreement, language: str) -> Table:
    """What the agreement says beside its figures (约定事项), by the items of Article 17."""
    rows = tuple(
        (say(f"command.article17_item_{key}", language), each.text, basis(agreement, each, language))
        for key, each in agreement.provisions.items()
    )
    return table("provisions", ("article17_item", "provision", "status"), rows, language)


def outcome_table(agreement: Agreement, language: str) -> Table:
    """What was published of settlements (公开的结果), and whether the file gives it."""
    rows = tuple(
        (each.title, each.source, say(f"command.outcome_{each.result.replace(' ', '_')}", language), each.note or "")
        for each in agreement.text.outcomes
    )
    return table("outcomes", ("outcome", "source", "result", "note"), rows, language)


def party_table(agreement: Agreement, language: str) -> Table:
    rows = tuple(
        (key, agreement.name_of(key, language), each.code or "", basis(agreement, each, language))
        for key, each in agreement.parties.items()
    )
    return table("parties", ("name", "party", "code", "status"), rows, language)


def section_table(agreement: Agreement, language: str) -> Table:
    rows = tuple(
        (
            key,
            section_name(agreement, key, each, language),
            each.river or "",
            named(agreement, each.upstream, language),
            named(agreement, each.downstream, language),
            roles_text(agreement, each, language),
            target_text(each.target, language),
            listed((agreement.name_of(other, language) for other in each.inflow), language),
            named(agreement, each.control, language),
            basis(agreement, each, language),
        )
        for key, each in agreement.sections.items()
    )
    keys = ("name", "section", "river", "upstream", "downstream", "roles", "target", "inflow", "control", "status")
    return table("sections", keys, rows, language)


def section_name(agreement: Agreement, key: str, section: model.Section, language: str) -> str:
    """The name of a section with the other ways in which files write it."""
    name = agreement.name_of(key, language)
    return bracketed(name, listed(section.aliases, language), language) if section.aliases else name


def roles_text(agreement: Agreement, section: model.Section, language: str) -> str:
    """Who has the agreement's own roles at a section."""
    roles = section.roles.items()
    return listed(
        (f"{title_of(agreement.text, role, language)} {named(agreement, party, language)}" for role, party in roles),
        language,
    )


def readings_table(agreement: Agreement, rules: model.Readings, language: str) -> Table:
    decimals = rules.decimals
    if isinstance(decimals, dict):
        kept = listed(
            (f"{label_text(agreement, key, language)} {places}" for key, places in decimals.items()), language
        )
    else:
        kept = word(f"decimals_{decimals}", language)
    rows = [
        ("standard", bracketed(rules.standard, say(f"terms.waters_{rules.waters}", language), language)),
        ("local_standard", local_standard_text(agreement.local_standard, language)),
        ("indicators", listed((label_text(agreement, each, language) for each in rules.indicators), language)),
        *(("indicator_set", set_text(name)[0 if language == "zh" else 1]) for name in agreement.indicator_sets),
        ("below_detection", below_text(rules, language)),
        ("load", say(f"terms.load_{rules.load.replace(' ', '_')}", language) if rules.load else ""),
        ("decimals", kept),
        ("missing", word(f"missing_{rules.missing}", language)),
        ("at_least", str(rules.at_least or "")),
        ("at_least_days", str(rules.at_least_days or "")),
        ("at_least_per_day", str(rules.at_least_per_day or "")),
        ("precedence", precedence_text(rules, language)),
        ("excluded", state_names(rules.excluded, language)),
        ("unused", state_names(rules.unused, language)),
        ("status", basis(agreement, rules, language)),
    ]
    shown = tuple((word(key, language), value) for key, value in rows if value)
    return table("readings", ("name", "value"), shown, language)


def local_standard_text(standard: model.LocalStandardFile | None, language: str) -> str:
    """The local standard, with who issued it, since when it is in force and how well it is established."""
    if standard is None:
        return ""
    start = say("command.from_date", language, date=standard.in_force)
    status = say(f"terms.status_{standard.status}", language)
    return apart((f"{standard.number} {standard.title}", standard.issuer, start, status), language)


def limit_table(agreement: Agreement, language: str) -> Table:
    """The limits that go before the national ones, with where they are from."""
    which = 0 if language == "zh" else 1
    ladders = agreement.checked.ladders
    rows = tuple(
        (
            label_text(agreement, indicator, language),
            say(f"terms.waters_{waters}", language),
            ladder_text(ladders.stated[indicator, waters][0]),
            source_of(agreement, ladders.stated[indicator, waters][1])[which],
        )
        for indicator, waters in ladders.judged
        if (indicator, waters) in ladders.stated
    )
    return table("water_limits", ("indicators", "waters", "value", "source"), rows, language)


def below_text(rules: model.Readings, language: str) -> str:
    """What values below the detection limit count as, in means and in loads where these differ."""
    means = say(f"terms.below_{rules.below_in_means}", language)
    if isinstance(rules.below_detection, str):
        return means
    loads = say(f"terms.below_{rules.below_in_loads}", language)
    return say("terms.below_means_loads", language, means=means, loads=loads)


def precedence_text(rules: model.Readings, language: str) -> str:
    """Which method goes first, and whether the other stands in for it."""
    if rules.precedence is None:
        return ""
    first = word(rules.precedence.replace(" ", "_"), language)
    return apart((first, word("substituted" if rules.substitute else "not_substituted", language)), language)


def parameter_table(agreement: Agreement, language: str) -> Table:
    rows = tuple(
        (key, own_title(each, language), text, basis(agreement, each, language))
        for key, each in agreement.text.parameters.items()
        for text in parameter_texts(agreement, each, language)
    )
    return table("parameters", ("name", "title", "value", "status"), rows, language)


def band_table(agreement: Agreement, language: str) -> Table:
    """The tables of bands, a band a row."""
    rows: list[tuple[str, ...]] = []
    for key, each in agreement.text.tables.items():
        versions = {"": each.bands} if each.bands else each.dated or {}
        for date, bands in versions.items():
            start = f"{word_from(date, language)}: " if date else ""
            rows += [
                (
                    key,
                    own_title(each, language),
                    f"{start}{band_text(one.range, each.of or '', language)}",
                    scalar_text(one.value, each.gives or "", language),
                    basis(agreement, each, language),
                )
                for one in bands or ()
            ]
    return table("tables", ("name", "title", "band", "value", "status"), tuple(rows), language)


def band_text(text: str, unit: str, language: str) -> str:
    """A band in words: the grades that are in it, or its ends as a person writes them, as in ``> 0.1, ≤ 0.5``."""
    if unit == "grade":
        found = band(text, None, lambda end: Fraction(parse_grade(end) or 0))
        grades = [grade_text(each) for each in range(1, WORST_GRADE + 1) if each in found]
        return say("terms.from_to", language, first=grades[0], last=grades[-1]) if len(grades) > 1 else grades[0]
    opening, low, high, closing = ends(text)
    if low is not None and low == high:
        parts = [f"= {low}"]
    else:
        parts = [f"{'≥' if opening == '[' else '>'} {low}"] if low is not None else []
        parts += [f"{'≤' if closing == ']' else '<'} {high}"] if high is not None else []
    return f"{', '.join(parts)} {unit}".rstrip() if parts else word("any_value", language)


def input_table(agreement: Agreement, language: str) -> Table:
    """The inputs: of what kind, one for each of what, and what holds where none is declared."""
    rows = tuple(
        (
            key,
            own_title(each, language),
            each.unit or say(f"terms.kind_{each.kind}", language),
            axes_text(each.per, language) if each.per else "",
            word("must_be_declared", language)
            if each.default is None
            else labelled(word("default", language), value_text(agreement, each.default, each, language), language),
            basis(agreement, each, language),
        )
        for key, each in agreement.text.inputs.items()
    )
    return table("inputs", ("name", "title", "unit", "one_each", "value", "status"), rows, language)


def unconfirmed_table(agreement: Agreement, language: str) -> Table:
    rows = tuple(
        (
            each.path,
            each.called(language),
            say(f"terms.status_{each.status}", language),
            each.note,
        )
        for each in agreement.unconfirmed
    )
    return table("unconfirmed", ("path", "title", "status", "note"), rows, language)
