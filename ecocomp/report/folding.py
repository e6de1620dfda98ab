"""Notes that say the same of many places, told once for printing; results and files keep every one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ecocomp.errors import NOWHERE, Place, Problem
from ecocomp.wording import say

#: So many notes of one kind are printed; the rest are counted.
MOST_ALIKE = 3
#: So many places are named of what stands in many files or sheets.
MOST_PLACES = 5
#: The blanks by which notes may differ and still say the same.
COUNTED = ("count", "places")


def folded(problems: Iterable[Problem]) -> list[Problem]:
    """What differs in nothing but where it stands as one, with the sum of its counts and the first places.

    In the order of the first of each. Only sentences with the blanks ``count`` and ``places`` can be put together.
    """
    groups: dict[tuple[object, ...], list[Problem]] = {}
    for number, each in enumerate(problems):
        countable = isinstance(each.details.get("count"), int) and isinstance(each.details.get("places"), str)
        alike = tuple(sorted((name, repr(value)) for name, value in each.details.items() if name not in COUNTED))
        groups.setdefault((each.code, each.severity, alike) if countable else (number,), []).append(each)
    return [group[0] if len(group) == 1 else _together(group) for group in groups.values()]


def _together(group: Sequence[Problem]) -> Problem:
    """Several of one kind as one."""
    counts = [each.details["count"] for each in group]
    places = [_located(each.place, str(each.details["places"])) for each in group]
    named = ", ".join(places[:MOST_PLACES]) + (" …" if len(places) > MOST_PLACES else "")
    details = {**group[0].details, "count": sum(each for each in counts if isinstance(each, int)), "places": named}
    return Problem(group[0].code, NOWHERE, details, group[0].severity)


def _located(place: Place, places: str) -> str:
    """Places with the file and sheet that they are in: ``01.csv:1``, ``表.xlsx [1月] C2``."""
    return f"{place}{' ' if place.sheet else ':'}{places}" if place.file else places


def folded_lines(problems: Iterable[Problem], language: str) -> Iterator[str]:
    """Lines for printing: what is alike together, of the notes of one kind the first, with how many more there are."""
    shown = folded(problems)
    kinds = Counter((each.code, each.severity) for each in shown)
    printed: Counter[tuple[str, str]] = Counter()
    for each in shown:
        kind = (each.code, each.severity)
        printed[kind] += 1
        if each.severity != "note" or printed[kind] <= MOST_ALIKE:
            yield problem_line(each, language)
            if each.severity == "note" and printed[kind] == MOST_ALIKE < kinds[kind]:
                yield say("command.alike", language, severity=_severity(each, language), count=kinds[kind] - MOST_ALIKE)


def problem_line(each: Problem, language: str) -> str:
    """One problem as a line with its gravity."""
    return f"[{_severity(each, language)}] {each.line(language)}"


def _severity(each: Problem, language: str) -> str:
    return say(f"command.severity_{each.severity}", language)
