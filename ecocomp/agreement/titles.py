"""What the names, labels, roles and tables of an agreement's formulas are called, and whole formulas in words."""

from __future__ import annotations

from ecocomp.agreement import model
from ecocomp.agreement.builtin_names import BUILTINS
from ecocomp.formula.functions import TIME_AXES
from ecocomp.formula.in_words import InWords
from ecocomp.formula.tree import Node
from ecocomp.standards.grades import grade_text
from ecocomp.standards.indicators import indicators
from ecocomp.wording import LANGUAGES, Pair, say

#: The parties of a section that every agreement calls alike.
SIDES = ("upstream", "downstream")
#: Names that agreements give to roles of sections and that have a word of their own in both languages.
ROLES = ("district", "county", "city", "province")


#: The terms that have a title, and may have an English one.
Titled = model.Dated | model.Input | model.Rule | model.Transfer | model.Limit


def own_title(term: Titled, language: str) -> str:
    """The title of a term, in English where it has one."""
    return (term.title_en if language == "en" else None) or term.title


def both_titles(term: Titled) -> Pair:
    """The title of a term in both languages."""
    return Pair(term.title, own_title(term, "en"))


def title_of(file: model.AgreementFile, name: str, language: str) -> str:
    """What a name, label, role or table of a formula is called; in English the name itself where it has no title."""
    if name == "party":
        return say("command.each_party", language)
    if name in SIDES:
        return say(f"command.{name}", language)
    if name in ROLES and any(name in each.roles for each in file.sections.values()):
        return say(f"terms.role_{name}", language)
    if name in TIME_AXES:  # the role that groups days or months
        return say(f"formula.axis_{name}", language)
    if name in BUILTINS:
        return BUILTINS[name].meaning[LANGUAGES.index(language)]
    titled: dict[str, Titled] = {each.name: each for each in file.rules}
    titled |= {each.name: each for each in file.transfers}
    titled |= {**file.parameters, **file.inputs, **file.tables}
    if name in titled:
        return titled[name].title if language == "zh" else titled[name].title_en or name
    named: dict[str, model.Section | model.Party | model.Fund] = {**file.funds, **file.parties, **file.sections}
    if name in named:
        return (named[name].name_en if language == "en" else None) or named[name].name
    if name in indicators():
        found = indicators()[name]
        return found.chinese if language == "zh" else found.symbol or found.english
    return name


def formula_text(file: model.AgreementFile, tree: Node, language: str) -> str:
    """A formula in words."""
    return in_words(file, language).text(tree)


def condition_text(file: model.AgreementFile, tree: Node, language: str) -> str:
    """A formula in words as a condition in a sentence."""
    return in_words(file, language).condition(tree)


def in_words(file: model.AgreementFile, language: str) -> InWords:
    """What writes the formulas of an agreement in words."""
    return InWords(lambda name: title_of(file, name, language), grade_text, language)
