"""The words that may stand instead of a value, what they mean, and what an agreement does with the states they name."""

from __future__ import annotations

from dataclasses import dataclass

from ecocomp.agreement import model
from ecocomp.readings.values import NO_VALUE, STATES
from ecocomp.report.show import below_text
from ecocomp.standards.grades import GRADES
from ecocomp.wording import say

NOT_DETECTED = ("ND", "未检出")
NORMAL = "正常"
METHODS = ("自动", "手工")
#: Published classes and the mark for none, as the list of a cell offers them.
GRADE_CHOICES = (*GRADES, "--")


@dataclass(frozen=True, slots=True)
class Code:
    """A word of the list: what it means, and what the agreement does with it."""

    word: str
    meaning: str
    treatment: str


def state_words() -> dict[str, str]:
    """For every state the first Chinese word for it, in the order of the reader's list."""
    found: dict[str, str] = {}
    for word, state in STATES.items():
        if word.strip("*"):
            found.setdefault(state, word)
    return found


def treatment(state: str, rules: model.Readings, language: str) -> str:
    """What the agreement does with a section in a state."""
    excluded, unused = state in rules.excluded, state in rules.unused
    if excluded and unused:
        return say("template.treat_excluded_unused", language)
    if excluded:
        return say("template.treat_excluded", language)
    return say("template.treat_unused" if unused else "template.treat_missing", language)


def states(rules: model.Readings, language: str) -> list[Code]:
    """The states a station may be in, 正常 first, each with one word."""
    normal = Code(NORMAL, say("states.meaning_normal", language), say("template.treat_normal", language))
    return [normal, *(_code(word, state, rules, language) for state, word in state_words().items())]


def words(rules: model.Readings, language: str) -> list[Code]:
    """Every word that may stand in a cell of values, in capitals, those for below detection first."""
    below = below_text(rules, language)
    found = [Code(word, say("template.state_below_mark", language), below) for word in NOT_DETECTED]
    missing = say("template.state_missing_mark", language)
    treated = say(f"command.missing_{rules.missing}", language)
    # a set has no order of its own; the plain dashes are what most people type
    marks = sorted(NO_VALUE - {""}, key=lambda each: (each != "--", each))
    found += [Code(word, missing, treated) for word in marks]
    return found + [_code(word, state, rules, language) for word, state in STATES.items()]


def _code(word: str, state: str, rules: model.Readings, language: str) -> Code:
    return Code(word, say(f"states.meaning_{state}", language), treatment(state, rules, language))
