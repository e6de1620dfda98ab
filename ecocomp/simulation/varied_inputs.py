"""Inputs that are varied (申报事项作条款): what every set of terms gives need not be declared besides."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ecocomp.agreement.agreement import Agreement
from ecocomp.settlement.input_sources import GivenInputs
from ecocomp.simulation.terms import ids_by_title, is_several


def with_varied(agreement: Agreement, terms: Any, inputs: Mapping[str, Any]) -> GivenInputs:
    """The declared inputs, and those that the terms vary, by their first values, where nothing else declares them."""
    given = inputs if isinstance(inputs, GivenInputs) else GivenInputs(inputs, {})
    titles = ids_by_title(agreement)
    found: dict[str, Any] = {}
    for name, value in first_set(terms).items():
        text = str(name)
        own, *labels = [text] if text in titles else text.split(".")
        own = titles.get(own, own)
        named = agreement.checked.inputs.get(own)
        if named is None or named.versions or own in given.names:
            continue
        place: Any = found
        for key in [own, *labels][:-1]:
            place = place.setdefault(key, {})
            if not isinstance(place, dict):  # both all of it and a part, which is told of terms
                break
        else:
            # a binary float stands for the decimal that it is written as
            place[[own, *labels][-1]] = Decimal(str(value)) if isinstance(value, float) else value
    return GivenInputs({**given, **found}, given.sources, given.keys_of_file, given.options)


def first_set(terms: Any) -> Mapping[Any, Any]:
    """The first set of terms; none where there is nothing of the kind."""
    if isinstance(terms, Mapping):
        firsts = ((name, list(each)[:1] if is_several(each) else [each]) for name, each in terms.items())
        return {name: each[0] for name, each in firsts if each}
    if is_several(terms) and len(terms) and isinstance(terms[0], Mapping):
        found: Mapping[Any, Any] = terms[0]
        return found
    return {}
