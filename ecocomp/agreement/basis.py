"""On which terms an amount rests: the clauses of all it reads, and the weakest status among them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ecocomp.agreement import model
from ecocomp.agreement.agreement import Agreement, words_of
from ecocomp.agreement.ladders import JUDGING
from ecocomp.formula.tree import Node

#: From weak to strong: an amount is no better confirmed than the weakest term it rests on.
#: The names whose values come from the readings by the agreement's rules for them.
OF_READINGS = ("C", "Q", "W", "G", "no_flow", "frozen", "decimals")
STRENGTH = ("assumed", "reported", "published", "signed")


@dataclass(frozen=True, slots=True)
class Basis:
    """The clauses (条款) an amount rests on, each once, and the weakest status (依据状态) of its terms."""

    clause: str
    status: str


def basis_of(agreement: Agreement, own: model.Term, tree: Node) -> Basis:
    """The basis of a term with a formula: its own clause, else those of what the formula reads, and its status."""
    terms = [own, *terms_read(agreement, tree)]
    statuses = [agreement.status(term) for term in terms]
    clauses = [own.clause] if own.clause else [term.clause for term in terms if term.clause]
    return Basis("、".join(dict.fromkeys(filter(None, clauses))), min(statuses, key=STRENGTH.index))


def terms_read(agreement: Agreement, tree: Node) -> Iterator[model.Term]:
    """The terms that a formula reads, directly or through rules, each once."""
    text = agreement.text
    rules = {rule.name: rule for rule in text.rules}
    waiting, seen = [words_of(tree)], set[str]()
    while waiting:
        current = waiting.pop()
        if current & JUDGING and not JUDGING & seen:
            seen |= JUDGING  # words of the language, which no name can be
            yield from (each.term for each in agreement.checked.ladders.in_use)
        for name in sorted(current - seen - JUDGING):
            seen.add(name)
            if name in rules:
                yield rules[name]
                waiting.append(agreement.words_of_rules[name])
            elif name in text.parameters:
                yield text.parameters[name]
            elif name in text.inputs:
                yield text.inputs[name]
            elif name in text.tables:
                yield text.tables[name]
            elif name == "target":
                yield from text.sections.values()
            elif name in OF_READINGS and text.readings is not None:
                yield text.readings
