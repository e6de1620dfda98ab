"""Whether an agreement says what the law asks of it: the seven items of Article 17 of 生态保护补偿条例 (Order 779).

The article lists what a written agreement shall state: the scope, the target and how it is measured and judged, the
duties of the protecting side, the form of compensation and the arrangements for it, the term, what happens on a
breach, and other matters. In force since 2024-06-01.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from ecocomp.agreement import model
from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.basis import STRENGTH, terms_read

ITEMS = ("scope", "target", "duties", "form", "term", "breach", "other")

#: What a name says that holds the place of one that is not known.
PLACEHOLDER = "占位"

State = Literal["stated", "partly", "lacking"]


@dataclass(frozen=True, slots=True)
class Stated:
    """A place in the file that states an item, and the bases (依据状态) of the terms there, the weakest first."""

    path: str
    statuses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One of the seven items: whether the file states it, where, on what basis, and what is lacking.

    ``where`` are the places in the file with the basis of each. ``lacks`` is the key of what an item lacks that
    is not stated in full, where more can be said of it; empty otherwise.
    """

    item: str
    state: State
    where: tuple[Stated, ...]
    lacks: str = ""

    @property
    def status(self) -> str:
        """The weakest basis (依据状态) of all that states it: what is assumed, the agreement itself may not say.

        Empty where nothing states it.
        """
        return next(iter(self.statuses), "")

    @property
    def statuses(self) -> tuple[str, ...]:
        """The bases of all that states it, each once, the weakest first."""
        return from_weak_to_strong(status for each in self.where for status in each.statuses)


def from_weak_to_strong(statuses: Iterable[str]) -> tuple[str, ...]:
    """Bases each once, the weakest first."""
    return tuple(sorted(set(statuses), key=STRENGTH.index))


def article_17(agreement: Agreement) -> tuple[Item, ...]:
    """The seven items in the order of the article (生态保护补偿条例第十七条)."""
    return tuple(_item(agreement, name) for name in ITEMS)


def _item(agreement: Agreement, name: str) -> Item:
    where = tuple(
        Stated(path, from_weak_to_strong(agreement.status(term) for term in terms))
        for path, terms in _places(agreement, name)
    )
    if not where:
        return Item(name, "lacking", (), _placeholders(agreement.text) if name == "scope" else "")
    lacks = _lacks(agreement.text, name, {each.path for each in where})
    return Item(name, "partly" if lacks else "stated", where, lacks)


def _places(agreement: Agreement, name: str) -> Iterator[tuple[str, list[model.Term]]]:
    """Where a file states an item: the path, and the terms that stand there."""
    text = agreement.text
    terms: dict[str, list[model.Term]] = {}
    if name in agreement.provisions:
        terms[f"provisions.{name}"] = [agreement.provisions[name]]
    if name == "scope":
        terms["sections"] = [each for each in text.sections.values() if not _is_placeholder(text, each)]
    elif name == "target":
        terms["readings"] = [text.readings] if text.readings is not None else []
        terms["sections.target"] = [each for each in text.sections.values() if each.target is not None]
    elif name == "form":
        terms["transfers"] = list(text.transfers)
        terms |= _amounts(agreement)
        terms["transfers.due"] = [each for each in text.transfers if each.due]
    elif name == "term":
        terms["term"] = [text.term] if text.term is not None else []
    yield from ((path, found) for path, found in terms.items() if found)


def _lacks(text: model.AgreementFile, name: str, places: set[str]) -> str:
    """What an item that stands in these places lacks."""
    if name == "term" and text.term is not None:
        return _dates_lacking(text.term)
    if f"provisions.{name}" in places:
        return ""
    if name == "scope":
        return _placeholders(text)
    if name == "target" and "sections.target" not in places:
        return "target"
    if name == "target" and "readings" not in places:
        return "readings"
    return "due" if name == "form" and "transfers.due" not in places else ""


def _amounts(agreement: Agreement) -> dict[str, list[model.Term]]:
    """What the amounts, the caps and the opening balances rest on: a transfer is no better known than its figures."""
    text = agreement.text
    read = {id(term): term for each in agreement.checked.paid for term in terms_read(agreement, each.tree)}
    groups: dict[str, Iterable[model.Term]] = {
        "rules": text.rules,
        "parameters": text.parameters.values(),
        "tables": text.tables.values(),
        "inputs": text.inputs.values(),
    }
    found = {group: [each for each in terms if id(each) in read] for group, terms in groups.items()}
    return found | {"limits": list(text.limits), "funds": list(text.funds.values())}


def _is_placeholder(text: model.AgreementFile, section: model.Section) -> bool:
    """Whether a section, or a party that it lies between, only holds the place of one that is not known (占位)."""
    sides = [text.parties[name] for name in (section.upstream, section.downstream) if name is not None]
    return any(PLACEHOLDER in name for name in (section.name, *(each.name for each in sides)))


def _placeholders(text: model.AgreementFile) -> str:
    """Whether all sections, or some, hold the place of others; empty where none does."""
    found = [_is_placeholder(text, each) for each in text.sections.values()]
    return "" if not any(found) else "sections" if all(found) else "some_sections"


def _dates_lacking(term: model.Validity) -> str:
    if term.from_ is None:
        return "start" if term.to is not None else "dates"
    return "" if term.to is not None else "end"
