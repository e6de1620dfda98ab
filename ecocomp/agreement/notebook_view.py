"""An agreement as a small piece of HTML, which notebooks show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecocomp.markup import Html, element, shortened
from ecocomp.wording import say

if TYPE_CHECKING:
    from ecocomp.agreement.agreement import Agreement

MOST_PARTIES = 12


def agreement_view(agreement: Agreement, language: str) -> Html:
    """Title, summary, parties, how much there is of it, and how many terms are not confirmed."""
    text = agreement.text
    title = agreement.title_in(language)
    summary = (text.summary_en if language == "en" else None) or text.summary
    names = [agreement.name_of(each, language) for each in list(agreement.parties)[:MOST_PARTIES]]
    parties = shortened(say("command.listed", language).join(names)) + (
        " …" if len(agreement.parties) > MOST_PARTIES else ""
    )
    size = say(
        "page.agreement_size",
        language,
        parties=len(agreement.parties),
        sections=len(agreement.sections),
        rules=len(text.rules),
        transfers=len(text.transfers),
    )
    count = len(agreement.unconfirmed)
    unconfirmed = say("command.unconfirmed_agreement", language, count=count) if count else ""
    return element(
        "div",
        element("p", element("b", shortened(title)), f" ({agreement.id})"),
        element("p", shortened(summary)) if summary else Html(),
        element("p", parties),
        element("p", size),
        element("p", unconfirmed or say("page.all_confirmed", language)),
    )
