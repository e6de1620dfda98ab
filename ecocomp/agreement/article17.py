"""Whether an agreement says what the law asks of it: the seven items of Article 17 of 生态保护补偿条例 (Order 779).

The article lists what a written agreement shall state: the scope, the target and how it is measured and judged, the
duties of the protecting side, the form of compensation and the arrangements for it, the term, what happens on a
breach, and other matters. In force since 2024-06-01.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ecocomp.agreement.agreement import Agreement

ITEMS = ("scope", "target", "duties", "form", "term", "breach", "other")

State = Literal["stated", "partly", "lacking"]


@dataclass(frozen=True, slots=True)
class Item:
    """One of the seven items: whether the file states it, where (paths in the file), and what is lacking.

    ``lacks`` is the key of what a ``partly`` stated item lacks, empty otherwise. ``status`` is the weakest basis
    (依据状态) among the terms that state it.
    """

    item: str
    state: State
    where: tuple[str, ...]
    lacks: str = ""


def article_17(agreement: Agreement) -> tuple[Item, ...]:
    """The seven items in the order of the article (生态保护补偿条例第十七条)."""
    return tuple(_item(agreement, name) for name in ITEMS)


def _item(agreement: Agreement, name: str) -> Item:
    text = agreement.text
    worded = getattr(text.provisions, name, None)
    where = [f"provisions.{name}"] if worded is not None else []
    lacks = ""
    if name == "scope":
        where += ["sections"] if text.sections else []
    elif name == "target":
        where += ["readings"] if text.readings is not None else []
        targets = any(each.target is not None for each in text.sections.values())
        where += ["sections.target"] if targets else []
        lacks = "" if worded is not None or (targets and text.readings is not None) else "target"
    elif name == "form":
        where.append("transfers")
        due = any(each.due for each in text.transfers)
        where += ["transfers.due"] if due else []
        lacks = "" if due or worded is not None else "due"
    elif name == "term" and text.term is not None:
        where.append("term")
        lacks = "" if text.term.to is not None and text.term.from_ is not None else "end"
    if not where:
        return Item(name, "lacking", ())
    return Item(name, "partly" if lacks else "stated", tuple(where), lacks)
