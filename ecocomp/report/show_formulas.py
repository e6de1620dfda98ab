"""Formulas of an agreement as they are written, and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecocomp.agreement import Agreement
from ecocomp.agreement.scope import Formula
from ecocomp.agreement.titles import formula_text, own_title
from ecocomp.formula.tree import Name
from ecocomp.report.show_words import apart, axes_text, basis, kind_text, parameter_texts, word
from ecocomp.wording import say

if TYPE_CHECKING:
    from rich.console import Console


def print_rules(out: Console, agreement: Agreement, language: str) -> None:
    """Each rule as a block: its name and title, what it gives, the formula, the formula in words."""
    out.print(word("rules_of", language), style="italic")
    for each in agreement.text.rules:
        formula = agreement.checked.rules[each.name]
        kind = say("command.quantity_in", language, unit=each.unit) if each.unit else kind_text(formula, language)
        gives = f"[{axes_text(formula.axes, language)} → {kind}]" if formula.axes else f"[{kind}]"
        out.print(
            f"  {own_title(each, language)}  {each.name}  {gives}  {basis(agreement, each, language)}", soft_wrap=True
        )
        print_formula(out, agreement, formula, language)


def print_formula(out: Console, agreement: Agreement, formula: Formula, language: str) -> None:
    """A formula as it is written, and below it in words."""
    words = valued_text(agreement, formula, language)
    out.print(f"      {' '.join(formula.text.split())}", soft_wrap=True)
    if words != formula.text:
        out.print(f"      {word('in_words', language)}{words}", soft_wrap=True)


def valued_text(agreement: Agreement, formula: Formula, language: str) -> str:
    """A formula in words; where it is a parameter and nothing else, with its value."""
    words = formula_text(agreement.text, formula.tree, language)
    parameters = agreement.text.parameters
    if isinstance(formula.tree, Name) and formula.tree.id in parameters:
        return f"{words} = {apart(parameter_texts(agreement, parameters[formula.tree.id], language), language)}"
    return words
