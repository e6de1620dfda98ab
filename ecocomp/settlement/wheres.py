"""Coordinates in words: the names of sections, indicators and parties instead of their ids."""

from __future__ import annotations

from collections.abc import Iterable

from ecocomp.agreement.agreement import Agreement
from ecocomp.settlement.lines import Holder
from ecocomp.standards.indicators import indicators
from ecocomp.wording import LANGUAGES, Pair


def label_text(agreement: Agreement, label: str, language: str = "zh") -> str:
    """A label as people read it: the name of a section or party, of an indicator, or the month as it is."""
    if label in agreement.sections or label in agreement.parties:
        return agreement.name_of(label, language)
    if label in indicators():
        indicator = indicators()[label]
        return indicator.symbol or indicator.english if language == "en" else indicator.chinese
    return label


def holder_text(agreement: Agreement, holder: Holder, language: str = "zh") -> str:
    """A party or fund by name; an account as fund and party."""
    name = agreement.name_of(holder.id, language)
    return f"{name}·{agreement.name_of(holder.account, language)}" if holder.account else name


def both_holder_texts(agreement: Agreement, holder: Holder) -> Pair:
    """The same in both languages."""
    return Pair(*(holder_text(agreement, holder, language) for language in LANGUAGES))


def where_text(agreement: Agreement, labels: Iterable[str], language: str = "zh") -> str:
    """Labels in words, one after the other."""
    return " ".join(label_text(agreement, label, language) for label in labels)
