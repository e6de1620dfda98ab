"""The declared inputs (申报事项) that differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ecocomp.differences.cause import LONGEST_SHOWN, NOTHING, Cause
from ecocomp.differences.change import Change
from ecocomp.differences.draft import Draft
from ecocomp.settlement.shown import value_text
from ecocomp.wording import LANGUAGES, Pair


def of_inputs(before: Draft, after: Draft) -> Iterator[Change]:
    """Declared inputs of which anything else was declared."""
    for name, old in before.inputs.items():
        new = after.inputs.get(name)
        if new is not None and old.fits(new) and old.differs(new):
            yield _input_change(name, before, after)


def redeclared(name: str, before: Draft, after: Draft) -> Iterator[Change]:
    """What is declared for an input that is asked for otherwise, with which alone its term makes a settlement."""
    old, new = before.inputs.get(name), after.inputs.get(name)
    if old is None or new is None or not old.fits(new):
        yield _input_change(name, before, after)


def _input_change(name: str, before: Draft, after: Draft) -> Change:
    value = after.inputs.get(name)
    agreement = (before if value is None else after).terms.agreement
    words = [_input_words(each, name) for each in (before, after)]

    def apply(draft: Draft) -> Draft:
        rest = {key: each for key, each in draft.inputs.items() if key != name}
        whole = None if value is None else value.joined(draft.inputs.get(name))
        return replace(draft, inputs=rest if whole is None else {**rest, name: whole})

    return Change(Cause("input", (name,), Pair(agreement.called(name), agreement.called(name, "en")), *words), apply)


def _input_words(draft: Draft, name: str) -> Pair:
    if name not in draft.inputs:
        return NOTHING
    given = draft.inputs[name]
    unit = draft.terms.agreement.checked.inputs[name].unit
    pairs = given.elements.values()
    told = {
        language: dict.fromkeys(value_text(each, given.kind, unit, language) for each, _ in pairs)
        for language in LANGUAGES
    }
    place = next((str(each.place) for _, each in pairs if each.place.file), "")
    return Pair(
        *(", ".join(told[language])[:LONGEST_SHOWN] + (f" ({place})" if place else "") for language in LANGUAGES)
    )
