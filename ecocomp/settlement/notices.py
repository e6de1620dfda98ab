"""What a reader of a settlement must know, as problems in a fixed order: the gravest first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ecocomp.errors import NOWHERE, Problem, problem
from ecocomp.formula.absent import Absent, Cause
from ecocomp.money import yuan_text
from ecocomp.readings.reading import BELOW, Reading
from ecocomp.settlement.wheres import where_text
from ecocomp.wording import Pair, say

if TYPE_CHECKING:
    from ecocomp.settlement.result import Settlement

AUTOMATIC = 8
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
LEFT_OUT = ("settlement.left_out", "settlement.left_out_alone")


def of_gaps(settlement: Settlement) -> Iterator[Problem]:
    """Transfers without an amount, and absent values that were left out of sums and means."""
    for each in settlement.unpaid:
        labels = tuple(label for _, label in each.coordinate)
        for cause in each.absent.causes:
            yield gap(UNPAID, settlement, cause, each.absent, each.title, labels)
    told: set[tuple[str, Cause]] = set()
    for rule, function, absent in settlement.skips:
        for cause in absent.causes:
            if (rule, cause) not in told:
                told.add((rule, cause))
                yield gap(LEFT_OUT, settlement, cause, absent, f"{title_of(settlement, rule)} {function}")


def gap(
    codes: tuple[str, str],
    settlement: Settlement,
    cause: Cause,
    absent: Absent,
    title: str,
    labels: tuple[str, ...] = (),
) -> Problem:
    """One cause of a gap: where it lies (its own coordinate, else ``labels``), why, and what it affects."""
    at = cause.coordinate or labels
    where = Pair(*(where_text(settlement.agreement, at, language) for language in ("zh", "en")))
    reason = Pair(cause.message("zh"), cause.message("en"))
    severity = "note" if absent.kind == "excluded" else "warning"
    code = codes[0] if at else codes[1]
    return problem(code, cause.place, severity=severity, where=where, reason=reason, title=title)


def title_of(settlement: Settlement, name: str) -> str:
    """The title of a rule or transfer by its name."""
    text = settlement.agreement.text
    titles = {each.name: each.title for each in text.transfers} | {each.name: each.title for each in text.rules}
    return titles.get(name, name)


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
    found = settlement.scope.found
    count = 0
    place = NOWHERE
    for section in settlement.agreement.sections:
        for indicator in rules.indicators:
            for month in settlement.period.months:
                for reading in found.at(section, indicator, month):
                    if reading.qualifier == BELOW and reading.state not in rules.unused:
                        place = place if count else reading.place
                        count += 1
    if count:
        policy = Pair(*(say(f"terms.below_{rules.below_detection}", language) for language in ("zh", "en")))
        yield problem("settlement.detection", place, severity="note", count=count, policy=policy)


def of_coverage(settlement: Settlement) -> Iterator[Problem]:
    """Months whose values come from readings of some days only, and readings whose values were not used.

    Fewer than ``AUTOMATIC`` readings in a month are samples taken by hand, which are not meant to cover it.
    """
    rules = settlement.agreement.text.readings
    if rules is None:
        return
    for section, named in settlement.agreement.sections.items():
        partly: dict[str, str] = {}
        unused: list[Reading] = []
        for month in settlement.period.months:
            for indicator in rules.indicators:
                readings = settlement.scope.found.at(section, indicator, month)
                unused += [each for each in readings if each.state in rules.unused and each.value is not None]
                days = {each.when[:10] for each in readings if each.value is not None and len(each.when) >= DAY_LENGTH}
                if len(readings) >= AUTOMATIC and len(days) < month.days:
                    where = where_text(settlement.agreement, (indicator, month.label))
                    partly[where] = f"{len(days)}/{month.days}"
        if partly:
            shown = "、".join(f"{where} {share}" for where, share in partly.items())
            yield problem("settlement.coverage", severity="note", section=named.name, days=shown)
        if unused:
            states = "、".join(sorted({each.state for each in unused}))
            place = unused[0].place
            yield problem(
                "settlement.not_used", place, severity="note", section=named.name, count=len(unused), states=states
            )
