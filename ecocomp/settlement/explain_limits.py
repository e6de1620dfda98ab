"""What a grade or limit is judged by, for explanations: the standard, limits before it, the named indicators."""

from __future__ import annotations

from collections.abc import Mapping

from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.ladders import JUDGING, StatedLimits
from ecocomp.formula.tree import Node, functions
from ecocomp.settlement.shown import number_text
from ecocomp.standards.grades import grade_text
from ecocomp.standards.indicator_sets import indicator_sets
from ecocomp.standards.indicators import INDICATORS
from ecocomp.standards.limits import Ladder
from ecocomp.wording import Pair, say_both


def judged_by(agreement: Agreement, tree: Node, labels: Mapping[str, str]) -> tuple[Pair, ...]:
    """One step for the national standard, one for each of the limits that go before it, where a formula judges.

    ``labels`` are those of the value explained: one indicator, or one section, narrows what is told.
    """
    if not functions(tree) & JUDGING or agreement.text.readings is None:
        return ()
    ladders = agreement.checked.ladders
    judged = ladders.judged
    if "indicator" in labels:
        judged = tuple(key for key in judged if key[0] == labels["indicator"])
    if "section" in labels:
        here = agreement.sections[labels["section"]].waters or agreement.text.readings.waters
        judged = tuple(key for key in judged if key[1] == here)
    steps: list[Pair] = []
    national = [key for key in judged if key not in ladders.stated and ladders.ladder(*key) is not None]
    for waters in dict.fromkeys(waters for _, waters in national):
        kind = say_both(f"terms.waters_{waters}")
        steps.append(say_both("settlement.judged_by", standard=ladders.edition, waters=kind))
    for key in judged:
        if key in ladders.stated:
            found, stated = ladders.stated[key]
            steps.append(stated_step(agreement, found, stated, key[1]))
    if "indicator" not in labels:
        for name in agreement.indicator_sets:
            steps.append(say_both("settlement.judged_set", found=set_text(name)))
    return tuple(steps)


def stated_step(agreement: Agreement, found: Ladder, stated: StatedLimits, waters: str) -> Pair:
    """Limits that go before the national ones, with where they are from."""
    name = INDICATORS[found.indicator]
    return say_both(
        "settlement.judged_by_stated",
        name=Pair(name.chinese, name.english),
        waters=say_both(f"terms.waters_{waters}"),
        limits=ladder_text(found),
        source=source_of(agreement, stated),
    )


def source_of(agreement: Agreement, stated: StatedLimits) -> Pair:
    """Where limits are from: the local standard or the agreement, with the clause, the source and the status."""
    term, standard = stated.term, stated.standard
    own = say_both("settlement.limits_of_agreement")
    first = Pair(*([f"{standard.number} {standard.title}"] * 2)) if standard is not None else own
    status = say_both(f"terms.status_{agreement.status(term)}")
    more = [part for part in (term.clause, term.source) if part]
    return Pair(*("; ".join([name, *more, state]) for name, state in zip(first, status, strict=True)))


def ladder_text(found: Ladder) -> str:
    """The limits of a ladder with their grades and unit: ``Ⅰ 0.5, Ⅱ 1, … mg/L``; of pH its range."""
    unit = INDICATORS[found.indicator].unit
    numbers = [number_text(limit) for limit in found.limits]
    if found.better == "range":
        return "–".join(numbers)
    text = ", ".join(f"{grade_text(at)} {number}" for at, number in enumerate(numbers, 1))
    return f"{text} {unit}".rstrip()


def set_text(name: str) -> Pair:
    """A named set of indicators with its source and its members."""
    found = indicator_sets()[name]
    members = [INDICATORS[each] for each in found.members]
    return say_both(
        "settlement.indicator_set",
        name=Pair(found.chinese, found.english),
        source=found.source,
        members=Pair("、".join(each.chinese for each in members), ", ".join(each.english for each in members)),
    )
