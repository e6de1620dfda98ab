"""One section by itself (单个断面), of an agreement whose sections have nothing to do with one another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import prod

from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.named_values import CALENDAR, NamedValue
from ecocomp.agreement.scope import Formula, per_axes
from ecocomp.formula.tree import Call, Node, names, several, walk
from ecocomp.settlement.lines import Holder
from ecocomp.simulation.terms import TARGET, Terms

#: Functions that look from a section to others, and to years that were measured at it.
BEYOND = frozenset({"inflow", "control", "previous"})
#: Axes along which the sections of an agreement come together.
TOGETHER = frozenset({"section", "party"})


def rules_paid(agreement: Agreement) -> dict[str, Formula]:
    """The rules that amounts come from, directly or not."""
    rules, waiting = agreement.checked.rules, [each.tree for each in paid(agreement)]
    found: dict[str, Formula] = {}
    while waiting:
        for name in names(waiting.pop()) & rules.keys() - found.keys():
            found[name] = rules[name]
            waiting.append(rules[name].tree)
    return {name: each for name, each in rules.items() if name in found}


def paid(agreement: Agreement) -> tuple[Formula, ...]:
    """The formulas of transfers and of limits."""
    return (*agreement.checked.amounts.values(), *agreement.checked.caps)


def trees_paid(agreement: Agreement) -> list[Node]:
    """All formulas that amounts come from."""
    return [each.tree for each in (*paid(agreement), *rules_paid(agreement).values())]


def values_of(agreement: Agreement, inputs: Mapping[str, NamedValue]) -> dict[str, NamedValue]:
    """Parameters, inputs and targets by name, as formulas read them."""
    targets = agreement.checked.targets
    return {**({TARGET: targets} if targets is not None else {}), **agreement.checked.values, **inputs}


def each_by_itself(agreement: Agreement, inputs: Mapping[str, NamedValue], terms: Terms) -> bool:
    """Whether each section can be settled by itself: no formula, limit, rounding or varied term joins several."""
    text = agreement.text
    if text.money.round != "line":
        return False
    pers = [per_axes(each.per) for each in text.transfers] + [per_axes(each.per) for each in text.limits]
    if any("section" not in per or "party" in per for per in pers):
        return False
    values = values_of(agreement, inputs)
    trees = trees_paid(agreement)
    if any("party" in values[name].axes for tree in trees for name in names(tree) & values.keys()):
        return False
    apart = TOGETHER | agreement.sections.keys() | agreement.parties.keys()
    for node in (node for tree in trees for node in walk(tree)):
        if isinstance(node, Call):
            words = {word for each in node.words.values() for word in several(each)}
            if node.function in BEYOND or not apart.isdisjoint(words):
                return False
    return all(same_for_all_sections(terms, name) for name in terms.elements)


def same_for_all_sections(terms: Terms, name: str) -> bool:
    """Whether a varied term is varied alike for every section."""
    places: dict[int, set[int]] = {}
    own = ""
    for number in terms.elements[name]:
        own, place = terms.varied[number]
        if own in terms.bands:
            return True
        axes = terms.known[own].axes
        if "party" in axes:
            return False
        if "section" not in axes:
            return True
        at, stride = section_place(terms.agreement, axes, place)
        places.setdefault(at, set()).add(place - at * stride)
    return len(places) == len(terms.agreement.sections) and len(set(map(frozenset, places.values()))) == 1


def sizes_of(agreement: Agreement, axes: tuple[str, ...]) -> list[int]:
    """How many elements a stored value has along each of its axes."""
    rules = agreement.text.readings
    sizes = {
        "section": len(agreement.sections),
        "party": len(agreement.parties),
        "indicator": len(rules.indicators) if rules else 0,
    }
    return [len(CALENDAR[axis]) if axis in CALENDAR else sizes[axis] for axis in axes]


def section_place(agreement: Agreement, axes: tuple[str, ...], place: int) -> tuple[int, int]:
    """The place of the section that an element of a value belongs to, and how far apart those of two sections are."""
    sizes = sizes_of(agreement, axes)
    at = axes.index("section")
    stride = prod(sizes[at + 1 :])
    return place // stride % sizes[at], stride


def of_section(agreement: Agreement, named: NamedValue, at: int) -> NamedValue:
    """A value as it is for the section at a place."""
    if "section" not in named.axes:
        return named
    sizes = sizes_of(agreement, named.axes)
    axis = named.axes.index("section")
    stride = prod(sizes[axis + 1 :])
    firsts = [(outer * sizes[axis] + at) * stride for outer in range(prod(sizes[:axis]))]
    versions = tuple(
        (start, tuple(each for first in firsts for each in elements[first : first + stride]))
        for start, elements in named.versions
    )
    return replace(named, versions=versions)


@dataclass(frozen=True)
class OneSection:
    """An agreement with one of its sections only, and what is declared for it."""

    agreement: Agreement
    inputs: Mapping[str, NamedValue]


class Sections:
    """Gives each section of an agreement by itself."""

    def __init__(self, agreement: Agreement, inputs: Mapping[str, NamedValue]) -> None:
        self.agreement = agreement
        self.inputs = inputs
        self.places = {section: place for place, section in enumerate(agreement.sections)}
        self.rules = rules_paid(agreement)
        read = frozenset[str]().union(*map(names, trees_paid(agreement)))
        values = values_of(agreement, inputs)
        #: The values that sections may differ in.
        self.own = {name: each for name, each in values.items() if name in read and "section" in each.axes}
        self._kept: dict[str, OneSection] = {}

    def values(self, section: str) -> dict[str, NamedValue]:
        """What a section has of its own."""
        return {name: of_section(self.agreement, each, self.places[section]) for name, each in self.own.items()}

    def one(self, section: str, holders: list[Holder]) -> OneSection:
        """A section by itself; ``holders`` are those who pay and receive there."""
        if section not in self._kept:
            self._kept[section] = self.made(section, holders)
        return self._kept[section]

    def made(self, section: str, holders: list[Holder]) -> OneSection:
        agreement, checked = self.agreement, self.agreement.checked
        there = {each.account or each.id for each in holders}
        text = agreement.text.model_copy(
            update={
                "sections": {section: agreement.sections[section]},
                "parties": {name: each for name, each in agreement.parties.items() if name in there},
            }
        )
        at = self.places[section]

        def own(values: Mapping[str, NamedValue]) -> dict[str, NamedValue]:
            return {name: of_section(agreement, each, at) for name, each in values.items()}

        targets = None if checked.targets is None else of_section(agreement, checked.targets, at)
        made = replace(
            checked, values=own(checked.values), inputs=own(checked.inputs), targets=targets, rules=self.rules
        )
        return OneSection(agreement.with_checked(text, made), own(self.inputs))
