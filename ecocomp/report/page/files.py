"""The whole page as text, and the page as a file of its own."""

from __future__ import annotations

import ecocomp
from ecocomp.markup import Html, element, joined
from ecocomp.readings.sources import FilePath
from ecocomp.report.files import write_all
from ecocomp.report.page.lines import lines_part
from ecocomp.report.page.money import drivers_part, money_part
from ecocomp.report.page.notes import notes_part
from ecocomp.report.page.style import STYLE
from ecocomp.report.page.terms import sources_part, terms_part
from ecocomp.report.page.water import water_part
from ecocomp.report.targets import named_file
from ecocomp.settlement import Settlement
from ecocomp.settlement.headline import banner, heading
from ecocomp.settlement.period_words import run_text
from ecocomp.wording import say

#: Nothing but what stands in the file: should anything ever slip through, no browser fetches or runs it.
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
CODES = {"zh": "zh-CN", "en": "en"}


def page_text(settlement: Settlement, language: str, record: str) -> str:
    """The settlement as one HTML page; ``record`` is the digest of its record."""
    title = heading(settlement, language)
    parts = {
        say("page.who_pays", language): ("money", money_part(settlement, language)),
        say("page.water", language): ("water", water_part(settlement, language)),
        say("page.drivers", language): ("drivers", drivers_part(settlement, language)),
        say("page.lines", language): ("lines", lines_part(settlement, language)),
        say("page.terms", language): ("terms", terms_part(settlement, language)),
        say("page.sources", language): ("sources", sources_part(settlement, language, record)),
    }
    written = {name: (key, text) for name, (key, text) in parts.items() if text}
    links = (element("a", name, href=f"#{key}") for name, (key, _) in written.items())
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="generator", content=f"ecocomp {ecocomp.__version__}"),
        element("title", title),
        element("style", Html(STYLE)),
    )
    body = element(
        "body",
        header(settlement, title, language),
        "\n",
        element(
            "main",
            element("nav", *links, aria_label=say("page.contents", language)),
            notes_part(settlement, language),
            "\n",
            joined((text for _, text in written.values()), "\n"),
        ),
        "\n",
        element(
            "footer", element("p", f"ecocomp {ecocomp.__version__} · {say('record.named', language, digest=record)}")
        ),
    )
    return f"<!DOCTYPE html>\n{element('html', head, body, lang=CODES[language])}\n"


def header(settlement: Settlement, title: str, language: str) -> Html:
    """Title, period, whether it is final, and how many terms are not confirmed."""
    period = settlement.period
    months = say(
        "page.months_of",
        language,
        months=run_text(period.months, language),
        count=len(period.months),
    )
    kind = say("page.is_final" if settlement.final else "page.is_provisional", language)
    warning = banner(settlement.agreement, language)
    return element(
        "header",
        element("h1", title),
        element(
            "p",
            element("span", kind, class_="badge final" if settlement.final else "badge provisional"),
            f" {say('page.period', language)} ",
            element("span", months, class_="number"),
        ),
        element("p", warning, class_="banner")
        if warning
        else element("p", say("page.all_confirmed", language), class_="soft"),
    )


def save_page(settlement: Settlement, path: FilePath, language: str, record: str) -> str:
    """Write the page to a file; OutputError where that fails, with what stood there untouched."""
    target = named_file(path)
    text = page_text(settlement, language, record)
    write_all(target.parent, {target.name: text})
    return text
