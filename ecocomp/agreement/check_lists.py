"""Checking the lists of an agreement: nothing stands twice in one, and no section flows into itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ecocomp.agreement import model
from ecocomp.agreement.findings import Findings
from ecocomp.formula.axes import MOST_LABELS
from ecocomp.strict_yaml import Path


def check_lists(file: model.AgreementFile, findings: Findings) -> None:
    """Find what stands twice in a list, where it would count twice or not at all, and rivers that run in a circle."""
    for path, names in _lists(file):
        seen: set[object] = set()
        for at, name in enumerate(names):
            if name in seen:
                findings.add("agreement.listed_twice", (*path, at), found=str(name))
            seen.add(name)
    inflows = {name: section.inflow for name, section in file.sections.items()}
    for circle in _circles(inflows):
        way = " → ".join([*circle, circle[0]])
        findings.add("agreement.inflow_circle", ("sections", circle[0], "inflow"), found=way)


def check_counts(file: model.AgreementFile, findings: Findings) -> bool:
    """Whether there are no more labels than an axis can have."""
    indicators = file.readings.indicators if file.readings is not None else []
    counts: tuple[tuple[Path, int], ...] = (
        (("sections",), len(file.sections)),
        (("parties",), len(file.parties)),
        (("readings", "indicators"), len(indicators)),
    )
    beyond = [(path, count) for path, count in counts if count > MOST_LABELS]
    for path, count in beyond:
        findings.add("agreement.too_many_labels", path, found=count, most=MOST_LABELS)
    return not beyond


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


def _circles(inflows: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Sections whose water comes back to them, each list from a section on upstream; no section in two lists.

    One walk over all rivers, whatever their number. A section that is its own inflow is told of as such.
    """
    done: set[str] = set()
    told: set[str] = set()
    for start in inflows:
        way: list[str] = []
        places: dict[str, int] = {}
        ahead: list[tuple[str, Iterator[str]]] = []
        following: str | None = None if start in done else start
        while following is not None or ahead:
            if following is not None:
                places[following] = len(way)
                way.append(following)
                ahead.append((following, iter(inflows.get(following, ()))))
            section, others = ahead[-1]
            following = None
            for other in others:
                if other in places and other != section and told.isdisjoint((other, section)):
                    circle = way[places[other] :]
                    if told.isdisjoint(circle):
                        told.update(circle)
                        yield circle
                if other not in done and other not in places:
                    following = other
                    break
            else:
                ahead.pop()
                way.pop()
                del places[section]
                done.add(section)
