"""Checking the lists of an agreement: nothing stands twice in one, and no section flows into itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ecocomp.agreement import model
from ecocomp.agreement.findings import Findings
from ecocomp.strict_yaml import Path


def check_lists(file: model.AgreementFile, findings: Findings) -> None:
    """Find what stands twice in a list, where it would count twice or not at all, and rivers that run in a circle."""
    for path, names in _lists(file):
        for at, name in enumerate(names):
            if name in names[:at]:
                findings.add("agreement.listed_twice", (*path, at), found=str(name))
    inflows = {name: section.inflow for name, section in file.sections.items()}
    told: set[str] = set()
    for name in inflows:
        circle = _circle(name, inflows)
        if circle and not told & set(circle):
            findings.add("agreement.inflow_circle", ("sections", name, "inflow"), found=" → ".join([*circle, name]))
            told.update(circle)


def _lists(file: model.AgreementFile) -> Iterator[tuple[Path, Sequence[object]]]:
    """Every list of names or numbers, with where it stands. Indicators are looked at among all other names."""
    yield ("assessment", "months"), file.assessment.months or []
    for name, section in file.sections.items():
        yield ("sections", name, "inflow"), section.inflow
    if file.readings is not None:
        for key in ("quantities", "excluded", "unused"):
            yield ("readings", key), getattr(file.readings, key)
    named: tuple[tuple[str, Mapping[str, model.Parameter | model.Input]], ...] = (
        ("parameters", file.parameters),
        ("inputs", file.inputs),
    )
    for group, terms in named:
        for name, term in terms.items():
            yield (group, name, "per"), term.per
    for at, transfer in enumerate(file.transfers):
        yield ("transfers", at, "per"), transfer.per
    for at, limit in enumerate(file.limits):
        yield ("limits", at, "of"), limit.of
        yield ("limits", at, "per"), limit.per


def _circle(start: str, inflows: Mapping[str, Sequence[str]]) -> list[str]:
    """The sections by which water that leaves ``start`` would come back to it, upstream; none where it does not.

    A section that is its own inflow is told of as such.
    """
    before: dict[str, str] = {}
    ahead = [start]
    while ahead:
        section = ahead.pop()
        for other in inflows.get(section, ()):
            if other == start and section != start:
                way = [section]
                while way[-1] != start:
                    way.append(before[way[-1]])
                return way[::-1]
            if other not in before and other != start:
                before[other] = section
                ahead.append(other)
    return []
