"""The term of an agreement (协议期限) in words, and what of a period lies outside it."""

from __future__ import annotations

from collections.abc import Iterable

from ecocomp.agreement import model
from ecocomp.agreement.agreement import Agreement
from ecocomp.errors import Problem, problem
from ecocomp.period import Month, Period
from ecocomp.settlement.gaps import months_text
from ecocomp.settlement.period_words import both_periods
from ecocomp.wording import LANGUAGES, Pair, say_both


def term_text(term: model.Validity) -> Pair:
    """From when to when an agreement holds; an end that is not stated is said to be none."""
    if term.from_ is not None and term.to is not None:
        return say_both("terms.from_to", first=term.from_.isoformat(), last=term.to.isoformat())
    if term.from_ is not None:
        return say_both("terms.term_open", start=term.from_.isoformat())
    if term.to is not None:
        return say_both("terms.term_until", end=term.to.isoformat())
    return say_both("terms.term_unsaid")


def months_apart(term: model.Validity, months: Iterable[Month]) -> tuple[Month, ...]:
    """The months that lie wholly outside a term."""
    return tuple(
        month
        for month in months
        if (term.from_ is not None and month.last_day < term.from_)
        or (term.to is not None and month.first_day > term.to)
    )


def outside_term(agreement: Agreement, period: Period) -> list[Problem]:
    """A warning of a period outside the term, or of the months of it that are not wholly inside."""
    term = agreement.text.term
    if term is None:
        return []
    outside = [
        month
        for month in period.months
        if (term.from_ is not None and month.first_day < term.from_)
        or (term.to is not None and month.last_day > term.to)
    ]
    if not outside:
        return []
    blanks = {"period": both_periods(period), "term": term_text(term)}
    if len(months_apart(term, outside)) == len(period.months):
        return [problem("settlement.outside_term", severity="warning", **blanks)]
    months = Pair(*(months_text((month.label for month in outside), language) for language in LANGUAGES))
    return [problem("settlement.partly_outside_term", severity="warning", months=months, **blanks)]
