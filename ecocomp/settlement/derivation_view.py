"""A derivation as HTML of a bounded size, for the page of a settlement and for notebooks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import PurePath

from ecocomp.errors import Place
from ecocomp.markup import Html, element, shortened
from ecocomp.settlement.derivation import Derivation
from ecocomp.wording import LANGUAGES, say

MOST_VALUES = 40
MOST_PLACES = 6


def derivation_list(derivation: Derivation, language: str, most: int = MOST_VALUES) -> tuple[Html, int]:
    """The derivation as a list with lists inside, of at most so many values; and how many there are in it."""
    shown = list(islice(derivation.walk(), max(most, 1)))
    return element("ul", told(derivation, language, {id(each) for each in shown}, set()), class_="derivation"), len(
        shown
    )


def told(derivation: Derivation, language: str, allowed: set[int], seen: set[int]) -> Html:
    """A value with what it came from; what was told before is only named."""
    which = LANGUAGES.index(language)
    again = id(derivation) in seen
    seen.add(id(derivation))
    where = f" [{derivation.where[which]}]" if derivation.where[which] else ""
    see = f" ({say('terms.see_above', language)})" if again else ""
    shown = shortened(f"{where} = {derivation.shown[which]}{see}")
    head = element("span", element("b", derivation.title[which]), shown)
    if again:
        return element("li", head)
    said = [element("div", shortened(each), class_="said") for each in steps(derivation, language)]
    below = [told(each, language, allowed, seen) for each in derivation.inputs if id(each) in allowed]
    if len(below) < len(derivation.inputs):
        below.append(element("li", say("page.parts_more", language), class_="said"))
    return element("li", head, *said, element("ul", *below, class_="derivation") if below else Html())


def steps(derivation: Derivation, language: str) -> Iterator[str]:
    """The formula, what was filled in, what was done besides, the readings, and the basis."""
    yield from derivation.workings(language)
    for text, place in derivation.places[:MOST_PLACES]:
        # where the agreement's file lies on somebody's disk is nobody else's business, and not the same everywhere
        yield f"← {text} {place}" if text else f"← {in_file(place)}"
    left = len(derivation.places) - MOST_PLACES
    if left > 0:
        yield f"… {say('page.places_more', language, count=left)}"
    if basis := derivation.basis(language):
        yield basis


def in_file(place: Place) -> Place:
    """A place by the name of its file, without the folders that it lies in."""
    return replace(place, file=PurePath(place.file).name)
