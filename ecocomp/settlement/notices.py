"""What a reader of a settlement must know, as problems in a fixed order: the gravest first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ecocomp.agreement import model
from ecocomp.errors import Problem, problem
from ecocomp.formula.absent import Cause
from ecocomp.money import yuan_text
from ecocomp.period import Month
from ecocomp.readings.reading import BELOW, Reading
from ecocomp.settlement.gaps import together
from ecocomp.settlement.wheres import where_text
from ecocomp.wording import Pair, say

if TYPE_CHECKING:
    from ecocomp.settlement.result import Settlement

AUTOMATIC = 8
MOST_TEXTS = 20
DAY_LENGTH = len("2024-03-05")
UNCONFIRMED = ("assumed", "reported")


def notices(settlement: Settlement) -> Iterator[Problem]:
    """All that must be said about a settlement."""
    yield from of_period(settlement)
    yield from of_terms(settlement)
    yield from of_gaps(settlement)
    yield from of_funds(settlement)
    yield from of_limits(settlement)
    yield from of_detection(settlement)
    yield from of_coverage(settlement)
    yield from settlement.found
    yield from settlement.readings.problems


def of_period(settlement: Settlement) -> Iterator[Problem]:
    """A settlement that is not final says so, and one outside the agreement's term too."""
    if settlement.lenient:
        yield problem("settlement.lenient", severity="warning", period=settlement.period.label)
    elif not settlement.final:
        yield problem("settlement.provisional", severity="warning", period=settlement.period.label)
    term = settlement.agreement.text.term
    if term is None:
        return
    before = term.from_ is not None and settlement.period.first.first_day < term.from_
    after = term.to is not None and settlement.period.last.last_day > term.to
    if before or after:
        yield problem(
            "settlement.outside_term",
            severity="warning",
            period=settlement.period.label,
            start=term.from_.isoformat() if term.from_ else "…",
            end=term.to.isoformat() if term.to else "…",
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
                titles="、".join(dict.fromkeys(term.title for term in found)),
            )


UNPAID = ("settlement.unpaid", "settlement.unpaid_alone")
#: Kinds of absent values, the gravest first.
KINDS = ("undefined", "missing", "excluded")
LEFT_OUT = ("settlement.left_out", "settlement.left_out_alone")


def of_gaps(settlement: Settlement) -> Iterator[Problem]:
    """Transfers without an amount, and absent values that were left out of sums and means."""
    for kind in KINDS:
        unpaid = [
            (cause, cause.coordinate or tuple(label for _, label in each.coordinate), each.title)
            for each in settlement.unpaid
            if each.absent.kind == kind
            for cause in each.absent.causes
        ]
        yield from gap_problems(UNPAID, settlement, unpaid, kind)
        left_out = [
            (cause, cause.coordinate, f"{settlement.agreement.called(rule)} {function}")
            for rule, function, absent in settlement.skips
            if absent.kind == kind
            for cause in absent.causes
        ]
        yield from gap_problems(LEFT_OUT, settlement, left_out, kind)


def gap_problems(
    codes: tuple[str, str], settlement: Settlement, causes: list[tuple[Cause, tuple[str, ...], str]], kind: str
) -> Iterator[Problem]:
    """One problem for each reason and place, its months together."""
    for gap in together(causes):
        yield problem(
            codes[0] if gap.labels or gap.months else codes[1],
            gap.place,
            severity="note" if kind == "excluded" else "warning",
            where=gap.where(settlement.agreement),
            reason=gap.reason(),
            title="、".join(gap.titles),
        )


def of_funds(settlement: Settlement) -> Iterator[Problem]:
    """Funds and deposits that were paid out beyond what was in them."""
    agreement = settlement.agreement
    for each in settlement.funds:
        if each.closing < 0:
            yield problem(
                "settlement.overdrawn",
                severity="warning",
                fund=agreement.name_of(each.holder.id),
                account=agreement.name_of(each.holder.account) if each.holder.account else "",
                amount=yuan_text(-each.closing),
            )


def of_limits(settlement: Settlement) -> Iterator[Problem]:
    """Limits that bit."""
    for bite in settlement.bites:
        labels = [label for _, label in bite.coordinate]
        yield problem(
            "settlement.bit",
            severity="note",
            limit=bite.title,
            where=where_text(settlement.agreement, labels) or settlement.period.label,
            before=yuan_text(bite.before_fen),
            after=yuan_text(bite.after_fen),
        )


def of_detection(settlement: Settlement) -> Iterator[Problem]:
    """How many readings below the detection limit entered by the agreement's rule."""
    rules = settlement.agreement.text.readings
    if rules is None:
        return
    without_limit = rules.below_detection in ("zero", "exclude")
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
        policy = Pair(*(say(f"terms.below_{rules.below_detection}", language) for language in ("zh", "en")))
        yield problem("settlement.detection", severity="note", count=count, policy=policy)


def of_coverage(settlement: Settlement) -> Iterator[Problem]:
    """Months whose values come from readings of some days only, and readings whose values were not used.

    Fewer than ``AUTOMATIC`` readings in a month are samples taken by hand, which are not meant to cover it.
    """
    rules = settlement.agreement.text.readings
    if rules is None:
        return
    for section, named in settlement.agreement.sections.items():
        partly: list[Pair] = []
        unused: list[Reading] = []
        dry: list[str] = []
        aside: list[Reading] = []
        for month in settlement.period.months:
            for indicator in (*rules.indicators, *(each for each in rules.quantities if each in ("flow", "volume"))):
                readings = settlement.scope.found.at(section, indicator, month)
                aside += [
                    each
                    for each in readings
                    if not usable(each, rules) and any(one.value is not None for one in readings)
                ]
                unused += [each for each in readings if each.state in rules.unused and each.value is not None]
                days = {each.when[:10] for each in readings if each.value is not None and len(each.when) >= DAY_LENGTH}
                if len(readings) >= AUTOMATIC and len(days) < month.days:
                    labels = (indicator, month.label)
                    where = (where_text(settlement.agreement, labels, language) for language in ("zh", "en"))
                    partly.append(Pair(*(f"{text} {len(days)}/{month.days}" for text in where)))
            if dry_days(settlement, section, month):
                dry.append(month.label)
        if dry:
            yield problem("settlement.partly_dry", severity="warning", section=named.name, months="、".join(dry))
        if partly:
            shown = Pair("、".join(each[0] for each in partly), ", ".join(each[1] for each in partly))
            yield problem("settlement.coverage", severity="note", section=named.name, days=shown)
        if aside:
            texts = "、".join(dict.fromkeys(each.text.strip() or "(空)" for each in aside[:MOST_TEXTS]))
            yield problem(
                "settlement.set_aside",
                aside[0].place,
                severity="note",
                section=named.name,
                count=len(aside),
                texts=texts,
            )
        if unused:
            states = "、".join(sorted({each.state for each in unused}))
            place = unused[0].place
            yield problem(
                "settlement.not_used", place, severity="note", section=named.name, count=len(unused), states=states
            )


def dry_days(settlement: Settlement, section: str, month: Month) -> bool:
    """Whether a section was dry on some days of a month and had water to measure on others."""
    rules = settlement.agreement.text.readings
    measured = [*(rules.indicators if rules else ()), "flow"]
    readings = [each for one in measured for each in settlement.scope.found.at(section, one, month)]
    return any(each.state == "no_flow" for each in readings) and any(each.value is not None for each in readings)


def usable(reading: Reading, rules: model.Readings) -> bool:
    """Whether a reading could enter a monthly value; one of a state that the agreement names is told of elsewhere."""
    if reading.state in (*rules.unused, *rules.excluded) or reading.value is not None:
        return True
    return reading.qualifier == BELOW and (reading.detection_limit is not None or rules.below_detection == "zero")
