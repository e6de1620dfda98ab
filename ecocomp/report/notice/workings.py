"""How each payment came about, in a bounded number of lines: formulas once, then the numbers that filled them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ecocomp.agreement.scope import Formula
from ecocomp.agreement.titles import formula_text
from ecocomp.report.show_words import apart, bracketed
from ecocomp.report.tables import Table, line_row
from ecocomp.settlement import Settlement
from ecocomp.settlement.derivation import Derivation
from ecocomp.settlement.lines import Line
from ecocomp.wording import LANGUAGES, say

#: So many payments are listed, so many are explained, and each by so many values.
MOST_LINES = 240
MOST_EXPLAINED = 36
MOST_STEPS = 24
TOLD = ("rule", "limit", "reading", "name", "input")


@dataclass(frozen=True, slots=True)
class Working:
    """One payment and the values it came from, each a line of text."""

    head: str
    steps: tuple[str, ...]


def line_table(settlement: Settlement, lines: Sequence[Line], language: str) -> Table:
    """The party's payments with the formula filled in."""
    keys = ("transfer", "where", "payer", "payee", "amount", "reason", "clause", "status")
    columns = tuple(say(f"command.{key}", language) for key in keys)
    rows = [line_row(settlement, line, language) for line in lines[:MOST_LINES]]
    if len(lines) > MOST_LINES:
        rows.append((say("notice.more_rows", language, count=len(lines) - MOST_LINES), *[""] * (len(keys) - 1)))
    return Table(say("command.lines", language), columns, tuple(rows), frozenset({4}))


def formula_table(settlement: Settlement, lines: Sequence[Line], language: str) -> Table:
    """The formulas behind the payments in words, each once: transfers, limits, and the rules they read."""
    agreement = settlement.agreement
    columns = tuple(say(f"notice.column_{key}", language) for key in ("formula_of", "formula", "basis"))
    rows = [
        (agreement.called(name, language), formula_text(agreement.text, formula.tree, language), basis)
        for name, formula, basis in formulas(settlement, lines, language)
    ]
    return Table(say("notice.formulas", language), columns, tuple(rows))


def formulas(settlement: Settlement, lines: Sequence[Line], language: str) -> Iterator[tuple[str, Formula, str]]:
    """Name, formula and basis of all that stands behind the payments, in the order of the agreement.

    Where there are none, of all transfers: these say why nothing is paid.
    """
    agreement = settlement.agreement
    checked = agreement.checked
    paid = {line.name for line in lines} or set(checked.amounts)
    amounts = {name: formula for name, formula in checked.amounts.items() if name in paid}
    caps = {
        limit.title: cap
        for limit, cap in zip(agreement.text.limits, checked.caps, strict=True)
        if any(line.limit == limit.title for line in lines)
    }
    trees = [formula.tree for formula in (*amounts.values(), *caps.values())]
    read = {name for tree in trees for name in settlement.scope.needed(tree)}
    limits = {limit.title: limit for limit in agreement.text.limits}
    rules = {name: formula for name, formula in checked.rules.items() if name in read}
    for name, formula in {**rules, **amounts, **caps}.items():
        term = agreement.rules.get(name) or agreement.transfers.get(name) or limits[name]
        status = say(f"terms.status_{agreement.status(term)}", language)
        yield name, formula, apart((term.clause, status), language)


def workings(settlement: Settlement, lines: Sequence[Line], language: str) -> tuple[tuple[Working, ...], str]:
    """The first payments explained, and a sentence on those that are not, if there are any."""
    told: set[tuple[str, str]] = set()
    found = tuple(working(settlement, line, told, language) for line in lines[:MOST_EXPLAINED])
    left = len(lines) - len(found)
    return found, say("notice.more_workings", language, count=left) if left > 0 else ""


def working(settlement: Settlement, line: Line, told: set[tuple[str, str]], language: str) -> Working:
    """One payment: who pays whom, the formula with its numbers, and what these come from, unless it was told before."""
    which = LANGUAGES.index(language)
    derivation = settlement.explain(line)
    status = say(f"terms.status_{line.status}", language)
    basis = apart((line.clause, status), language)
    head = bracketed(f"{titled(derivation, which)} {derivation.shown[which]}", basis, language)
    steps = [*values(derivation, told, language), *(step[which] for step in derivation.steps)]
    # of a transfer that only names a rule, the rule tells the formula
    if derivation.filled[which] and not derivation.formula.isidentifier():
        filled = say("terms.filled", language)
        steps.insert(0, say("command.labelled", language, label=filled, text=derivation.filled[which]))
    left = len(steps) - MOST_STEPS
    if left > 0:
        steps = [*steps[:MOST_STEPS], say("notice.more_steps", language, count=left)]
    return Working(head, tuple(steps))


def values(derivation: Derivation, told: set[tuple[str, str]], language: str) -> Iterator[str]:
    """The values under a derivation, the nearest first; parameters are told by the formulas that read them."""
    which = LANGUAGES.index(language)
    waiting, seen = list(derivation.inputs), set[int]()
    before = False
    while waiting:
        each = waiting.pop(0)
        key = (each.name, each.where[which])
        if id(each) in seen or each.kind not in TOLD:
            continue
        seen.add(id(each))
        if key in told:
            before = True  # and so is what it came from
            continue
        told.add(key)
        waiting += each.inputs
        text = f"{titled(each, which)} = {each.shown[which]}"
        filled = each.filled[which] if each.filled[which] != each.formula else ""
        # places in files, which a colon would lead up to, are not printed here
        more = apart((filled, *(step[which].rstrip("：:") for step in each.steps)), language)
        yield bracketed(text, more, language) if more else text
    if before:
        yield say("notice.told_before", language)


def titled(derivation: Derivation, which: int) -> str:
    """What was worked out, and where."""
    where = derivation.where[which]
    return f"{derivation.title[which]} [{where}]" if where else derivation.title[which]


def bounded(texts: Iterable[str], most: int, language: str) -> tuple[str, ...]:
    """The first texts, and how many more there are."""
    found = list(texts)
    left = len(found) - most
    return (*found[:most], say("notice.more_rows", language, count=left)) if left > 0 else tuple(found)
