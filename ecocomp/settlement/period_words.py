"""What a settlement is of, in words: an assessment year (考核年度), or some months of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ecocomp.period import Month, Period
from ecocomp.wording import LANGUAGES, Pair, say


def period_text(period: Period, language: str) -> str:
    """The assessment year, or the months of a part of it: 2024年度, 2024年1月至9月."""
    if period.complete:
        return say("settlement.year_text", language, year=period.year)
    return run_text(period.months, language)


def both_periods(period: Period) -> Pair:
    """The same in both languages."""
    return Pair(*(period_text(period, language) for language in LANGUAGES))


def run_text(months: Sequence[Month], language: str) -> str:
    """Months that follow each other as a span, others one by one, each year told once: 2018年1月、3月、5月."""
    first, last = months[0], months[-1]
    if first.plus(len(months) - 1) != last:
        texts = [
            say("settlement.month_next", language, month=at.month) if follows else month_text(at, language)
            for at, follows in zip(months, same_year_as_before(months), strict=True)
        ]
        return say("command.listed", language).join(texts)
    if first == last:
        return month_text(first, language)
    if first.year == last.year:
        return say("settlement.span", language, year=first.year, first=first.month, last=last.month)
    blanks = {"year": first.year, "first": first.month, "until": last.year, "last": last.month}
    return say("settlement.span_of_years", language, **blanks)


def month_text(month: Month, language: str) -> str:
    """A month with its year: 2024年1月."""
    return say("settlement.month_alone", language, year=month.year, month=month.month)


def same_year_as_before(months: Sequence[Month]) -> list[bool]:
    """Of each month whether the one before it is of the same year."""
    return [False, *(one.year == other.year for one, other in pairwise(months))]
