"""The page taken apart with the standard library's parser, and settlements of rivers of any length."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import NamedTuple

import ecocomp as ec
from ecocomp.markup import VOID
from tests.settlement.support import HEAD, MONEY, read

LIVE = {
    "script",
    "iframe",
    "object",
    "embed",
    "link",
    "img",
    "form",
    "base",
    "audio",
    "video",
    "source",
    "use",
    "image",
}


class Tag(NamedTuple):
    """A tag with its attributes."""

    name: str
    attributes: dict[str, str | None]


class Page(HTMLParser):
    """All tags and texts of a page; ``wrong`` lists tags that are not closed where they should be."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[Tag] = []
        self.texts: list[str] = []
        self.cells: list[str] = []
        self.wrong: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        self.wrong += [f"<{each}> stays open" for each in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(Tag(tag, dict(attrs)))
        if len(dict(attrs)) < len(attrs):
            self.wrong.append(f"<{tag}> has an attribute twice")
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.wrong.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        if self._open[-1:] != ["style"]:
            self.texts.append(data)
        if self._open[-1:] == ["td"]:
            self.cells.append(data)

    @property
    def text(self) -> str:
        """What a reader reads."""
        return "\n".join(each for each in self.texts if each.strip())

    def named(self, name: str) -> list[Tag]:
        return [each for each in self.tags if each.name == name]

    def of_class(self, name: str) -> list[Tag]:
        return [each for each in self.tags if name in (each.attributes.get("class") or "").split()]

    @property
    def outside(self) -> list[str]:
        """Whatever would run or be fetched: tags that do, handlers, and references that are not to the page itself."""
        found = [each.name for each in self.tags if each.name in LIVE]
        for tag in self.tags:
            for name, value in tag.attributes.items():
                reference = name in ("src", "href", "xlink:href", "action", "srcset", "data", "poster")
                if name.startswith("on") or name == "style" or (reference and not (value or "").startswith("#")):
                    found.append(f"{tag.name} {name}={value}")
        return found


def chain(count: int, *, name: str = "第{}市", section: str = "断面{}", english: str = "") -> ec.Agreement:
    """An agreement of ``count`` parties one below the other, each section paid for by the party below it."""
    told = f", name_en: {english}" if english else ""
    parties = "".join(f"  p{at}: {{name: '{name.format(at)}'{told.format(at)}}}\n" for at in range(count))
    sections = "".join(
        f"  s{at}: {{name: '{section.format(at)}', upstream: p{at}, downstream: p{at + 1}, target: III}}\n"
        for at in range(count - 1)
    )
    return ec.read_agreement(
        f"{HEAD}parties:\n{parties}sections:\n{sections}"
        "readings: {indicators: [nh3n], below_detection: half, decimals: standard, missing: refuse}\n"
        "parameters: {price: {title: 单价, unit: 元, value: 100}}\n"
        "rules:\n  - {name: section_grade, title: 断面类别, formula: 'worst(grade(C), indicator)'}\n"
        "transfers:\n  - {name: monthly, title: 月度补偿, per: [section, month], payer: downstream, payee: upstream, "
        f"amount: price * (target - section_grade)}}\n{MONEY}",
        file="chain.yaml",
    )


def readings(agreement: ec.Agreement, texts: tuple[str, ...] = ("0.3", "0.4", "1.2", "2.5")) -> ec.Readings:
    """A reading for each section and month of 2024."""
    lines = ["断面,时间,氨氮(mg/L)"]
    for at, section in enumerate(agreement.sections.values()):
        name = section.name.replace('"', '""')
        lines += [f'"{name}",2024-{month:02d},{texts[(at + month) % len(texts)]}' for month in range(1, 13)]
    return read("\n".join(lines) + "\n")


def settled(count: int, **names: str) -> ec.Settlement:
    """A settlement of a river with ``count`` parties."""
    agreement = chain(count, **names)
    return ec.settle(agreement, readings(agreement), 2024)
