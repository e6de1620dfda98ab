"""Indicators, quantities and sections as callers spell them, turned into ids."""

from __future__ import annotations

from collections.abc import Sequence

from ecocomp.agreement.agreement import Agreement
from ecocomp.errors import NOWHERE, Place, Problem, RequestError, problem
from ecocomp.readings.cells import shown
from ecocomp.settlement.coordinates import resolved
from ecocomp.simulation.scenarios.block import Key
from ecocomp.standards.indicators import find_indicator

#: What a published grade (公布类别) is called.
GRADE_WORDS = frozenset(("published_grade", "grade", "水质类别", "公布类别"))
PAIR = 2


def indicator_of(wanted: Sequence[str], text: object, place: Place = NOWHERE) -> str | Problem:
    """The id of an indicator or quantity that the agreement reads, or what is wrong."""
    written = shown(text)
    found = "published_grade" if written in GRADE_WORDS else written
    known = find_indicator(found)
    name = known.id if known else found
    if name in wanted:
        return name
    return problem("scenarios.indicator_unknown", place, found=written, choices=", ".join(wanted))


def section_of(agreement: Agreement, text: object, place: Place = NOWHERE) -> str | Problem:
    """The id of a section of the agreement, or what is wrong."""
    try:
        return resolved(agreement, "section", shown(text))
    except RequestError:
        choices = "、".join(f"{each.name}({key})" for key, each in agreement.sections.items())
        return problem("scenarios.section_unknown", place, found=shown(text), choices=choices)


def key_of(agreement: Agreement, wanted: Sequence[str], given: object, problems: list[Problem]) -> Key | None:
    """The ids of a pair of indicator and section; None, with the problems told, where it is none."""
    if not isinstance(given, tuple) or len(given) != PAIR:
        problems.append(problem("scenarios.array_key", found=shown(given)))
        return None
    name, section = indicator_of(wanted, given[0]), section_of(agreement, given[1])
    problems += [each for each in (name, section) if isinstance(each, Problem)]
    if isinstance(name, Problem) or isinstance(section, Problem):
        return None
    return name, section
