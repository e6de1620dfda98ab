"""Indicators, quantities and sections as callers spell them, turned into ids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ecocomp.agreement.agreement import Agreement
from ecocomp.errors import NOWHERE, Place, Problem, RequestError, problem
from ecocomp.readings.cells import shown
from ecocomp.readings.reading import GRADE
from ecocomp.readings.show import indicator_name
from ecocomp.settlement.coordinates import resolved
from ecocomp.settlement.wheres import where_text
from ecocomp.simulation.scenarios.block import Key
from ecocomp.standards.indicators import find_indicator
from ecocomp.wording import LANGUAGES, Pair, listed, say_both

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
    return problem("scenarios.indicator_unknown", place, found=written, choices=names_text(wanted))


def measured_name(name: str) -> Pair:
    """What an indicator or quantity is called."""
    return indicator_name(GRADE if name == "published_grade" else name)


def names_text(names: Iterable[str]) -> Pair:
    """Indicators and quantities by name and id, one after the other."""
    shown = [say_both("scenarios.named", title=measured_name(name), name=name) for name in names]
    return listed(shown)


def key_text(agreement: Agreement, key: Key) -> Pair:
    """A section and what is measured there, by their names."""
    name, section = key
    sections = Pair(*(where_text(agreement, (section,), language) for language in LANGUAGES))
    return Pair(*(f"{each} {what}" for each, what in zip(sections, measured_name(name), strict=True)))


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
