"""Coordinates as callers give them, by id or by name, turned into the labels of the axes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from ecocomp.agreement.agreement import Agreement
from ecocomp.errors import RequestError, problem
from ecocomp.formula.axes import Axes, Space
from ecocomp.formula.functions import AXES
from ecocomp.period import MONTHS_PER_YEAR
from ecocomp.standards.indicators import find_indicator
from ecocomp.wording import say_both


def labels_at(
    agreement: Agreement, space: Space, name: str, axes: Axes, given: Mapping[str, str | int]
) -> dict[str, str]:
    """The label on every axis of a value. All of ``axes`` must be given, unless an axis has a single label."""
    wrong = [axis for axis in given if axis not in axes]
    if wrong:
        raise RequestError(
            problem("settlement.axis_unknown", name=name, found=", ".join(wrong), axes=", ".join(axes) or "—")
        )
    found: dict[str, str] = {}
    missing = []
    for axis in axes:
        if axis in given:
            found[axis] = label_on(agreement, space, axis, given[axis])
        elif len(space.labels[axis]) == 1:
            found[axis] = space.labels[axis][0]
        else:
            missing.append(axis)
    if missing:
        raise RequestError(problem("settlement.axis_missing", name=name, missing=", ".join(missing)))
    return found


def label_on(agreement: Agreement, space: Space, axis: str, given: str | int) -> str:
    """A label of one axis by id, name or month number. RequestError naming what there is."""
    text = str(given).removesuffix("月") if axis == "month" else str(given)
    labels = space.labels[axis]
    if text in labels:
        return text
    if axis in ("section", "party", "indicator"):
        found = resolved(agreement, axis, text)
        if found in labels:
            return found
    elif text.isascii() and text.isdigit() and int(text) <= MONTHS_PER_YEAR:
        ending = f"-{int(text):02d}" if axis == "month" else f"{int(text)}"
        matching = [label for label in labels if label.endswith(ending)]
        if len(matching) == 1:
            return matching[0]
    elif text.count("-") == {"month": 1, "day": 2}.get(axis):
        padded = "-".join(part.zfill(2) for part in text.split("-"))
        if padded in labels:
            return padded
    close = get_close_matches(text, labels, 1)
    hint = close[0] if close else ", ".join(labels[:12])
    raise RequestError(
        problem("settlement.label_unknown", axis=say_both(f"formula.axis_{axis}"), found=text, choices=hint)
    )


def resolved(agreement: Agreement, axis: str, text: str) -> str:
    """An id from an id or a name (also in English, or another spelling). RequestError if nothing is called so."""
    if axis == "indicator":
        indicator = find_indicator(text)
        return indicator.id if indicator else text
    group = agreement.sections if axis == "section" else agreement.parties
    if text in group:
        return text
    for key, named in group.items():
        if text in (named.name, named.name_en, *getattr(named, "aliases", ())):
            return key
    choices = "、".join(f"{named.name}({key})" for key, named in group.items())
    raise RequestError(
        problem("settlement.label_unknown", axis=say_both(f"formula.axis_{axis}"), found=text, choices=choices)
    )


#: The axes as people write them on the command line.
AXIS_WORDS = {
    "断面": "section",
    "指标": "indicator",
    "缔约方": "party",
    "日": "day",
    "月": "month",
    "月份": "month",
    "季": "quarter",
}


def coordinate_of(texts: Iterable[str]) -> dict[str, str]:
    """A coordinate from ``axis=label`` texts; RequestError for another form, or for an axis given twice."""
    found: dict[str, str] = {}
    for text in texts:
        axis, sign, label = text.partition("=")
        axis = AXIS_WORDS.get(axis.strip(), axis.strip())
        if not sign or axis not in AXES or axis in found:
            raise RequestError(problem("settlement.coordinate_form", found=text, axes=", ".join(AXES)))
        found[axis] = label.strip()
    return found
