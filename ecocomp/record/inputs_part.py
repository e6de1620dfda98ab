"""Declared inputs in a record: the exact elements as they were taken, and where each is from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import PurePath
from typing import Any

from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.named_values import ALWAYS, NOT_SAID, NamedValue
from ecocomp.errors import Place
from ecocomp.formula.absent import Absent
from ecocomp.formula.units import Kind
from ecocomp.period import Period
from ecocomp.record.format1 import InputPart
from ecocomp.settlement.input_labels import InputLabels
from ecocomp.settlement.input_sources import Source


def input_data(named: NamedValue, sources: Sequence[Source], names: Mapping[str, str]) -> dict[str, Any]:
    """The part of one input; ``names`` are what files of the agreement are called."""
    distinct = list(dict.fromkeys(sources))
    number = {each: at for at, each in enumerate(distinct)}
    (_, elements) = named.versions[0]
    return {
        "axes": list(named.axes),
        "elements": [_text(each) for each in elements],
        "sources": [_source_data(each, names) for each in distinct],
        "source": [number[each] for each in sources],
    }


def _text(element: Any) -> Any:
    if isinstance(element, Absent):
        return None
    return element if isinstance(element, bool) else str(element)


def _source_data(source: Source, names: Mapping[str, str]) -> dict[str, Any]:
    place = source.place
    found: dict[str, Any] = {"kind": source.kind}
    if place.file:
        file = names.get(place.file, PurePath(place.file).name)
        found |= {"file": file, "line": place.line, "column": place.column}
    return found


def inputs_of(
    agreement: Agreement, period: Period, parts: Mapping[str, InputPart]
) -> tuple[dict[str, NamedValue], dict[str, tuple[Source, ...]]]:
    """The inputs that the parts hold, and their sources. ValueError where they are not the agreement's."""
    declared = agreement.checked.inputs
    if set(parts) != set(declared):
        raise ValueError(f"inputs {sorted(parts)}, declared {sorted(declared)}")
    labels = InputLabels(agreement, period)
    found: dict[str, NamedValue] = {}
    sources: dict[str, tuple[Source, ...]] = {}
    for name, named in declared.items():  # in the order of the agreement
        part = parts[name]
        if tuple(part.axes) != named.axes or {len(part.elements), len(part.source)} != {labels.size(named.axes)}:
            raise ValueError(f"input {name}: other axes, or not as many elements and sources as labels")
        elements = tuple(_element(each, named.kind) for each in part.elements)
        found[name] = NamedValue(name, named.kind, named.unit, named.axes, ((ALWAYS, elements),), None)
        given = [Source(each.kind, Place(each.file, "", each.line, each.column)) for each in part.sources]
        if not all(0 <= each < len(given) for each in part.source):
            raise ValueError(f"input {name}: a source that there is not")
        sources[name] = tuple(given[each] for each in part.source)
    return found, sources


def _element(given: str | bool | None, kind: Kind) -> Any:
    if given is None:
        return NOT_SAID
    if isinstance(given, bool) != (kind.sort == "truth"):
        raise ValueError(f"{given!r} for {kind.sort}")
    if isinstance(given, bool):
        return given
    exact = Fraction(given)
    if kind.sort == "grade" and exact not in range(1, 7):
        raise ValueError(f"{given!r} for a grade")
    return exact.numerator if exact.denominator == 1 else exact
