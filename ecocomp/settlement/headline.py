"""The line above every paper that says what was settled, and the one that warns of terms that are not confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecocomp.agreement import Agreement
from ecocomp.settlement.period_words import period_text
from ecocomp.wording import say

if TYPE_CHECKING:
    from ecocomp.settlement.result import Settlement


def heading(settlement: Settlement, language: str) -> str:
    """The one line that says what this is."""
    agreement = settlement.agreement
    title = agreement.title_in(language)
    kind = say("command.final" if settlement.final else "command.provisional", language)
    return say("command.settlement", language, title=title, period=period_text(settlement.period, language), kind=kind)


def banner(agreement: Agreement, language: str) -> str:
    """The warning that terms are not confirmed; empty where all are."""
    count = len(agreement.unconfirmed)
    return say("command.unconfirmed_banner", language, count=count) if count else ""
