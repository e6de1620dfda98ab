"""Who pays and is paid in the order of the river: upstream first, and last those that are not along it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from ecocomp.agreement import Agreement, model
from ecocomp.settlement import Settlement
from ecocomp.settlement.lines import Holder


def along_river(agreement: Agreement) -> list[str]:
    """The parties of the sections, upstream before downstream; where the river says nothing, in the order of the file.

    Two that lie upstream of each other, as on the two banks of a border river, stand in the order of the file.
    """
    above: dict[str, set[str]] = {}
    for section in agreement.sections.values():
        for party in parties_of(section):
            above.setdefault(party, set())
        if section.upstream and section.downstream:
            above[section.downstream].add(section.upstream)
        for other in section.inflow:
            for upper, lower in product(sides_above(agreement.sections[other]), sides_above(section)):
                above[lower].add(upper)
    waiting = list(above)
    found: list[str] = []
    while waiting:
        following = next((each for each in waiting if not above[each] - {each} - set(found)), waiting[0])
        waiting.remove(following)
        found.append(following)
    return found


def parties_of(section: model.Section) -> Iterator[str]:
    """Upstream, downstream and other parties of a section, in this order."""
    yield from (each for each in (section.upstream, section.downstream) if each)
    yield from section.roles.values()


def sides_above(section: model.Section) -> list[str]:
    """Whose water comes to a section: the upstream party, or else those with a role."""
    return [section.upstream] if section.upstream else list(section.roles.values())


def holders(settlement: Settlement) -> tuple[list[Holder], int]:
    """All that pay or are paid, with the parties along the river first, and how many of them lie along it."""
    river = [Holder(each) for each in along_river(settlement.agreement)]
    moving = [each for pair in settlement.pairs if pair.fen for each in (pair.payer, pair.payee)]
    others = [each for each in dict.fromkeys(moving) if each not in river]
    return [*river, *others], len(river)
