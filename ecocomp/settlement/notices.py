"""What a reader of a settlement must know, as problems in a fixed order: the gravest first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING

from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.titles import both_titles
from ecocomp.assessment.loads import BY_MEANS, BY_SCALED_DAYS, monthly_load
from ecocomp.assessment.monthly import MonthlyValues
from ecocomp.errors import Place, Problem, problem
from ecocomp.formula.absent import Cause
from ecocomp.money import yuan_text
from ecocomp.period import Month
from ecocomp.readings.reading import BELOW
from ecocomp.settlement.coverage import of_coverage
from ecocomp.settlement.gaps import months_text, together
from ecocomp.settlement.ledger import FundMovement
from ecocomp.settlement.period_words import both_periods
from ecocomp.settlement.rounded_amounts import of_rounded_amounts
from ecocomp.settlement.term import outside_term
from ecocomp.settlement.two_grades import judges, reads, two_grades
from ecocomp.settlement.wheres import both_holder_texts, where_text
from ecocomp.wording import LANGUAGES, Pair, say, say_both

if TYPE_CHECKING:
    from ecocomp.settlement.result import Settlement

#: The places of the languages in a pair of texts.
WHICH = tuple(enumerate(LANGUAGES))
UNCONFIRMED = ("assumed", "reported")


def notices(settlement: Settlement) -> Iterator[Problem]:
    """All that must be said about a settlement."""
    yield from of_period(settlement)
    yield from of_standard(settlement)
    yield from of_terms(settlement)
    yield from of_gaps(settlement)
    yield from of_funds(settlement)
    yield from of_limits(settlement)
    yield from of_detection(settlement)
    yield from of_rounding(settlement)
    yield from of_rounded_amounts(settlement)
    yield from of_methods(settlement)
    yield from of_loads(settlement)
    yield from of_coverage(settlement)
    yield from settlement.found
    yield from settlement.readings.problems


def of_period(settlement: Settlement) -> Iterator[Problem]:
    """A settlement that is not final says so, and one outside the agreement's term too."""
    if settlement.lenient:
        yield problem("settlement.lenient", severity="warning", period=both_periods(settlement.period))
    elif not settlement.final:
        yield problem("settlement.provisional", severity="warning", period=both_periods(settlement.period))
    yield from outside_term(settlement.agreement, settlement.period)


def of_standard(settlement: Settlement) -> Iterator[Problem]:
    """A local standard that was not in force yet when the period began."""
    standard = settlement.agreement.local_standard
    if standard is not None and standard.in_force > settlement.period.first.first_day:
        yield problem(
            "settlement.standard_later",
            severity="warning",
            standard=f"{standard.number} {standard.title}",
            date=standard.in_force.isoformat(),
        )


def of_terms(settlement: Settlement) -> Iterator[Problem]:
    """Terms that are not from a signed or published text."""
    for status in UNCONFIRMED:
        found = [term for term in settlement.agreement.unconfirmed if term.status == status]
        if found:
            yield problem(
                f"settlement.terms_{status}",
                severity="warning",
                count=len(found),
                titles=Pair(
                    "、".join(dict.fromkeys(term.title for term in found)),
                    ", ".join(dict.fromkeys(term.called("en") for term in found)),
                ),
            )


UNPAID = ("settlement.unpaid", "settlement.unpaid_alone")
#: Kinds of absent values, the gravest first.
KINDS = ("undefined", "missing", "excluded")
LEFT_OUT = ("settlement.left_out", "settlement.left_out_alone")


def of_gaps(settlement: Settlement) -> Iterator[Problem]:
    """Transfers without an amount, and absent values that were left out of sums and means."""
    transfers = settlement.agreement.transfers
    for kind in KINDS:
        unpaid = [
            (
                cause,
                cause.coordinate or tuple(label for _, label in each.coordinate),
                both_titles(transfers[each.name]),
            )
            for each in settlement.unpaid
            if each.absent.kind == kind
            for cause in each.absent.causes
        ]
        yield from gap_problems(UNPAID, settlement, unpaid, kind)
        left_out = [
            (cause, cause.coordinate, skipping(settlement.agreement, rule, function))
            for rule, function, absent in settlement.skips
            if absent.kind == kind
            for cause in absent.causes
        ]
        yield from gap_problems(LEFT_OUT, settlement, left_out, kind)


def skipping(agreement: Agreement, rule: str, function: str) -> Pair:
    """A formula, and what its function that leaves something out does."""
    title = Pair(agreement.called(rule), agreement.called(rule, "en"))
    return say_both("settlement.left_out_in", title=title, function=say_both(f"formula.word_{function}"))


def gap_problems(
    codes: tuple[str, str], settlement: Settlement, causes: list[tuple[Cause, tuple[str, ...], Pair]], kind: str
) -> Iterator[Problem]:
    """One problem for each reason and place, its months together."""
    for gap in together(causes):
        yield problem(
            codes[0] if gap.labels or gap.months else codes[1],
            gap.place,
            severity="note" if kind == "excluded" else "warning",
            where=gap.where(settlement.agreement),
            reason=gap.reason(),
            title=gap.title(),
        )


def of_funds(settlement: Settlement) -> Iterator[Problem]:
    """Funds and deposits that were paid out beyond what was in them."""
    agreement = settlement.agreement
    for each in settlement.funds:
        if each.closing < 0:
            yield problem(
                "settlement.overdrawn",
                severity="warning",
                fund=both_holder_texts(agreement, each.holder),
                amount=yuan_text(-each.closing),
            )
        else:
            yield from paid_before_it_came_back(settlement, each)


def paid_before_it_came_back(settlement: Settlement, fund: FundMovement) -> Iterator[Problem]:
    """Transfers that alone pay out more than a fund has but for what another transfer takes back later.

    What a transfer itself turns round counts as its own income: a fund that settles rewards and penalties by one
    transfer needs no balance. In which order the others come nobody knows here; this one cannot come first.
    """
    agreement = settlement.agreement
    lines = [line for line in settlement.lines if fund.holder in (line.payer, line.payee)]
    for name in dict.fromkeys(line.name for line in lines if line.payer == fund.holder and not line.turned):
        out = sum(line.fen for line in lines if line.name == name and line.payer == fund.holder)
        there = fund.opening + sum(
            line.fen for line in lines if line.payee == fund.holder and (not line.turned or line.name == name)
        )
        back = fund.opening + fund.received - there
        if out > there and back > 0:
            title = Pair(agreement.called(name), agreement.called(name, "en"))
            yield problem(
                "settlement.paid_beyond",
                severity="warning",
                fund=both_holder_texts(agreement, fund.holder),
                title=title,
                amount=yuan_text(out),
                there=yuan_text(there),
            )


def of_limits(settlement: Settlement) -> Iterator[Problem]:
    """Limits that bit."""
    for bite in settlement.bites:
        agreement, labels = settlement.agreement, tuple(label for _, label in bite.coordinate)
        # what goes against the direction that is written is told the way round in which it is paid
        sides = (bite.payer, bite.payee) if bite.before_fen >= 0 else (bite.payee, bite.payer)
        payer, payee = (both_holder_texts(agreement, each) for each in sides)
        yield problem(
            "settlement.bit",
            severity="note",
            limit=Pair(bite.title, agreement.called(bite.title, "en")),
            where=both_wheres(agreement, labels) if labels else both_periods(settlement.period),
            payer=payer,
            payee=payee,
            before=yuan_text(abs(bite.before_fen)),
            after=yuan_text(abs(bite.after_fen)),
        )


def of_detection(settlement: Settlement) -> Iterator[Problem]:
    """How many readings below the detection limit entered by the agreement's rule."""
    rules = settlement.agreement.text.readings
    if rules is None:
        return
    without_limit = rules.below_in_means in ("zero", "exclude")
    count = sum(
        reading.qualifier == BELOW
        and reading.state not in rules.unused
        and (without_limit or reading.detection_limit is not None)
        for section in settlement.agreement.sections
        for indicator in rules.indicators
        for month in settlement.period.months
        for reading in settlement.scope.found.at(section, indicator, month)
    )
    if count:
        policy = say_both(f"terms.below_{rules.below_in_means}")
        yield problem("settlement.detection", severity="note", count=count, policy=policy)
        if rules.load is not None:
            policy = say_both(f"terms.below_{rules.below_in_loads}")
            yield problem("settlement.detection_loads", severity="note", count=count, policy=policy)


def cells(settlement: Settlement) -> Iterator[tuple[str, str, Month]]:
    """Every section, indicator and month that is settled."""
    rules = settlement.agreement.text.readings
    measured = rules.indicators if rules is not None else []
    return product(settlement.agreement.sections, measured, settlement.period.months)


def of_rounding(settlement: Settlement) -> Iterator[Problem]:
    """Months whose grade is another before and after rounding; both are told, whichever the agreement compares."""
    values = settlement.scope.monthly
    if values is None or not judges(settlement.agreement):
        return
    for section, indicator, month in cells(settlement):
        readings = values.found.at(section, indicator, month)
        if not readings or (len(readings) == 1 and values.is_exact(readings[0], indicator)):
            continue
        found = two_grades(settlement.agreement, values.explained(section, indicator, month))
        if found is not None:
            where = both_wheres(settlement.agreement, (section, indicator, month.label))
            yield problem("settlement.grade_differs", readings[0].place, severity="note", where=where, **found.texts())
    if reads(settlement.agreement, "D"):
        yield from of_rounded_days(settlement, values)


def of_rounded_days(settlement: Settlement, values: MonthlyValues) -> Iterator[Problem]:
    """Days whose grade is another before and after rounding, month by month: daily values are rounded as months are."""
    for section, indicator, month in cells(settlement):
        differing: list[Pair] = []
        first: Place | None = None
        for day, readings in values.days(section, indicator, month).items():
            if len(readings) == 1 and values.is_exact(readings[0], indicator):
                continue
            found = two_grades(settlement.agreement, values.explained_day(section, indicator, month, day))
            if found is not None:
                first = readings[0].place if first is None else first
                differing.append(say_both("settlement.day_differs", day=day, **found.texts()))
        if first is not None:
            where = both_wheres(settlement.agreement, (section, indicator, month.label))
            days = Pair(*(say("settlement.days_joint", at).join(each[n] for each in differing) for n, at in WHICH))
            yield problem(
                "settlement.day_grades_differ", first, severity="note", where=where, count=len(differing), days=days
            )


def of_methods(settlement: Settlement) -> Iterator[Problem]:
    """Readings left aside because those of the other method go first, section by section."""
    values = settlement.scope.monthly
    if values is None or values.rules.precedence is None:
        return
    aside: dict[tuple[str, str, str], list[str]] = {}
    places: dict[tuple[str, str, str], Place] = {}
    for section, indicator, month in cells(settlement):
        chosen = values.chosen(section, indicator, month)
        if chosen.aside:
            key = (section, indicator, chosen.how)
            aside.setdefault(key, []).append(month.label)
            places.setdefault(key, chosen.aside[0].place)
    for (section, indicator, how), months in aside.items():
        code = "settlement.months_substituted" if how == "substituted" else "settlement.months_preferred"
        where = both_wheres(settlement.agreement, (section, indicator))
        shown = Pair(*(months_text(months, language) for language in LANGUAGES))
        severity = "warning" if how == "substituted" else "note"
        yield problem(code, places[section, indicator, how], severity=severity, where=where, months=shown)


def of_loads(settlement: Settlement) -> Iterator[Problem]:
    """Months whose load is of fewer days than they have, section by section.

    What is not paired adds nothing to a sum of days, so that is a warning; where the sum is scaled it is a note.
    """
    values = settlement.scope.monthly
    if values is None or values.rules.load in (None, BY_MEANS) or not reads(settlement.agreement, "L"):
        return
    severity = "note" if values.rules.load == BY_SCALED_DAYS else "warning"
    found: dict[tuple[str, str], list[str]] = {}
    for section, indicator, month in cells(settlement):
        days = monthly_load(values, section, indicator, month).days
        if 0 < days < month.days:
            found.setdefault((section, indicator), []).append(f"{month.label} {days}/{month.days}")
    for labels, months in found.items():
        where = both_wheres(settlement.agreement, labels)
        yield problem("settlement.load_days", severity=severity, where=where, days="、".join(months))


def both_wheres(agreement: Agreement, labels: tuple[str, ...]) -> Pair:
    """Labels in words, in both languages."""
    return Pair(*(where_text(agreement, labels, language) for language in LANGUAGES))
