"""What stands in the settlement notice (结算通知书) of one party, as plain data; how it looks is decided elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ecocomp import __version__
from ecocomp.agreement import Agreement
from ecocomp.money import yuan_text
from ecocomp.period import Period
from ecocomp.report.folding import folded
from ecocomp.report.inputs import input_table
from ecocomp.report.notice import payments, waters
from ecocomp.report.notice.bounds import bounded, cut
from ecocomp.report.notice.workings import Working, formula_table, workings
from ecocomp.report.settlement_files import term_table
from ecocomp.report.show_words import bracketed, listed
from ecocomp.report.tables import Table, without_empty_columns
from ecocomp.settlement import Settlement
from ecocomp.settlement.lines import Line
from ecocomp.settlement.period_words import period_text, run_text
from ecocomp.wording import say

#: Told word for word in the box at the top; these and what the box counts are not told again among the warnings.
TOLD_IN_BOX = ("settlement.lenient", "settlement.provisional")
IN_BOX = (*TOLD_IN_BOX, "settlement.terms_assumed", "settlement.terms_reported")
STOPS = ("。", ".", "！", "？", "!", "?")
ANNEXES = ("values", "workings", "terms")
#: So many files, notes and warnings are printed; the rest are counted.
MOST_TEXTS = 60


@dataclass(frozen=True, kw_only=True)
class Notice:
    """The notice of one party. The names of its fields are those of the fields of a template.

    Texts are single lines, except those that are tuples. A :class:`Table` may have no rows. ``number``, ``issuer`` and
    ``date`` are blanks that the issuing office fills in. ``standing`` is empty for a final settlement that rests on
    confirmed terms alone.
    """

    agreement: str
    title: str
    number: str
    party: str
    period: str
    kind: str
    mark: str
    standing: tuple[str, ...]
    opening: str
    result: str
    pays: str
    pays_capitals: str
    receives: str
    receives_capitals: str
    net: str
    net_capitals: str
    direction: str
    payments: Table
    accounts: Table
    due: tuple[str, ...]
    sections: Table
    budget: tuple[str, ...]
    objection: str
    warnings: tuple[str, ...]
    sources: tuple[str, ...]
    record_digest: str
    attachments: tuple[str, ...]
    issuer: str
    date: str
    values: tuple[Table, ...]
    lines: Table
    formulas: Table
    workings: tuple[Working, ...]
    workings_left: str
    inputs: Table
    terms: Table
    notes: tuple[str, ...]


def notice_of(settlement: Settlement, party: str, language: str, record: str) -> Notice:
    """The notice of a party, by its id; ``record`` is the digest of the settlement's record.

    NoticeError where an amount has no name in capital figures.
    """
    agreement = settlement.agreement
    name = agreement.name_of(party, language)
    lines = payments.lines_of(settlement, party)
    found = payments.dealings(settlement, party)
    pays, receives = sum(each.pays for each in found), sum(each.receives for each in found)
    sections = waters.sections_of(settlement, party, lines)
    explained, left = workings(settlement, lines, language)
    kind = say("command.final" if settlement.final else "command.provisional", language)
    period = dated_text(settlement.period, language)
    return Notice(
        agreement=agreement_name(agreement, language),
        title=title(settlement, language),
        number=say("notice.number_blank", language),
        party=name,
        period=period,
        kind=kind,
        mark=mark(settlement, language),
        standing=standing(settlement, language),
        opening=opening(agreement, lines, period, kind, language),
        result=payments.result_text(name, found, language),
        pays=yuan_text(pays),
        pays_capitals=payments.in_capitals(pays),
        receives=yuan_text(receives),
        receives_capitals=payments.in_capitals(receives),
        net=yuan_text(abs(receives - pays)),
        net_capitals=payments.in_capitals(receives - pays),
        direction=payments.direction(receives - pays, language),
        payments=payments.payment_table(settlement, found, language),
        accounts=payments.account_table(settlement, party, language),
        due=payments.due_texts(settlement, lines, language),
        sections=without_empty_columns(waters.section_table(settlement, party, sections, lines, language)),
        budget=payments.budget_texts(settlement, found, language),
        objection=payments.objection_text(settlement, language),
        warnings=told(settlement, ("warning", "error"), language),
        sources=sources(settlement, language, record),
        record_digest=record,
        attachments=attachments(language),
        issuer=say("notice.issuer_blank", language),
        date=say("notice.date_blank", language),
        values=waters.value_tables(settlement, sections, language),
        lines=without_empty_columns(payments.line_table(settlement, lines, language)),
        formulas=cut(formula_table(settlement, lines, language), language),
        workings=explained,
        workings_left=left,
        inputs=cut(without_empty_columns(input_table(settlement, language)), language),
        terms=cut(without_empty_columns(without_path(term_table(settlement, language))), language),
        notes=told(settlement, ("note",), language),
    )


def agreement_name(agreement: Agreement, language: str) -> str:
    """What the agreement is called, without the marks of a title around it."""
    title = agreement.title_in(language)
    return title.removeprefix("《").removesuffix("》") if title.count("《") == 1 else title


def dated_text(period: Period, language: str) -> str:
    """The assessment year with its months, or the months alone of a part of it."""
    months = run_text(period.months, language)
    if not period.complete:
        return months
    return say("notice.year_of_months", language, year=period.year, months=months)


def title(settlement: Settlement, language: str) -> str:
    """What the notice is called."""
    kind = "notice.title_final" if settlement.final else "notice.title_provisional"
    return say(kind, language, period=period_text(settlement.period, language))


def opening(agreement: Agreement, lines: Iterable[Line], period: str, kind: str, language: str) -> str:
    """The first sentence: by which document and clauses what was settled.

    A document is cited by its title and number; one without a number by who issued it, and when.
    """
    document = agreement.text.source
    cited = (document.issuer, document.date) if document.number is None else (document.number,)
    known = [str(each) for each in cited if each is not None]
    name = agreement_name(agreement, language)
    title = say("notice.document", language, title=name)
    if known:
        title = bracketed(title, listed(known, language), language)
    clauses = listed(dict.fromkeys(line.clause for line in lines if line.clause), language)
    if not clauses:
        return say("notice.opening", language, document=title, period=period, kind=kind)
    return say("notice.opening_clauses", language, document=title, clauses=clauses, period=period, kind=kind)


def standing(settlement: Settlement, language: str) -> tuple[str, ...]:
    """Why this is no basis for payment, each reason a line; empty where it may be one."""
    texts = []
    count = len(settlement.agreement.unconfirmed)
    if count:
        texts.append(say("notice.unconfirmed", language, count=count))
    texts += [sentence(each.message(language), language) for each in settlement.problems if each.code in TOLD_IN_BOX]
    return (say("notice.no_basis", language), *texts) if texts else ()


def mark(settlement: Settlement, language: str) -> str:
    """What the head of every page says, so that no page is taken for more than it is."""
    if settlement.agreement.unconfirmed:
        return say("notice.mark_unconfirmed", language, count=len(settlement.agreement.unconfirmed))
    return "" if settlement.final else say("notice.mark_provisional", language)


def told(settlement: Settlement, severities: tuple[str, ...], language: str) -> tuple[str, ...]:
    """What a reader must know, of some gravities; what the box says is not told again."""
    problems = [each for each in settlement.problems if each.severity in severities and each.code not in IN_BOX]
    return bounded((sentence(each.line(language), language) for each in folded(problems)), MOST_TEXTS, language)


def sentence(text: str, language: str) -> str:
    """A text with a stop at its end."""
    return text if text.endswith(STOPS) else say("notice.sentence", language, text=text)


def sources(settlement: Settlement, language: str, record: str) -> tuple[str, ...]:
    """Which files, which text of the agreement and which version gave this, and the record that recomputes it."""
    agreement = settlement.agreement
    files = bounded(settlement.readings.files, MOST_TEXTS, language)
    texts = [say("notice.source_files", language, files=listed(files, language))] if files else []
    texts.append(say("notice.source_agreement", language, id=agreement.id, digest=agreement.digest))
    texts.append(say("notice.source_record", language, digest=record))
    texts.append(say("notice.source_version", language, version=__version__))
    return tuple(texts)


def attachments(language: str) -> tuple[str, ...]:
    """What the annexes are called."""
    return tuple(say(f"notice.annex_{key}", language) for key in ANNEXES)


def without_path(table: Table) -> Table:
    """The unconfirmed terms without their place in the file, which only its writer needs."""
    return Table(table.title, table.columns[1:], tuple(row[1:] for row in table.rows))
