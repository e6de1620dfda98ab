"""Parts of an agreement that have nothing to do with one another (互不相关的断面): sections with those they look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod

from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.named_values import CALENDAR, NamedValue
from ecocomp.agreement.scope import AgreementScope, Formula, per_axes
from ecocomp.formula.tree import Call, Node, functions, names, several, walk
from ecocomp.settlement.lines import Holder
from ecocomp.simulation.terms import TARGET, Terms

#: Functions that look from a section to others.
LOOKING = ("inflow", "control")
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


def parts_of(agreement: Agreement, inputs: Mapping[str, NamedValue], terms: Terms) -> list[tuple[str, ...]]:
    """The sections in parts that can be settled by themselves; none where something joins all of them.

    That may be a formula, a limit, rounding, or a term that is varied for some sections only. Years before, which are
    what was measured at each section, are no number that sections could differ in.
    """
    text = agreement.text
    if text.money.round != "line":
        return []
    pers = [per_axes(each.per) for each in text.transfers] + [per_axes(each.per) for each in text.limits]
    if any("section" not in per or "party" in per for per in pers):
        return []
    values = values_of(agreement, inputs)
    trees = trees_paid(agreement)
    if any("party" in values[name].axes for tree in trees for name in names(tree) & values.keys()):
        return []
    apart = TOGETHER | agreement.sections.keys() | agreement.parties.keys()
    calls = [node for tree in trees for node in walk(tree) if isinstance(node, Call)]
    for call in calls:
        words = {word for each in call.words.values() for word in several(each)}
        if call.function == "previous" or not apart.isdisjoint(words):
            return []
    if not all(same_for_all_sections(terms, name) for name in terms.elements):
        return []
    called = {call.function for call in calls}
    return joined(agreement, [each for each in LOOKING if each in called])


def looked_at(agreement: Agreement, functions: Sequence[str]) -> list[Mapping[str, Sequence[str]]]:
    """For each of some functions, the sections that each section refers to by it."""
    scope = AgreementScope(agreement.text, {}, agreement.checked.ladders)
    return [scope.references(each) for each in functions]


def joined(agreement: Agreement, functions: Sequence[str]) -> list[tuple[str, ...]]:
    """The sections in parts, so that none looks at one of another part."""
    part_of = {section: [section] for section in agreement.sections}
    for references in looked_at(agreement, functions):
        for name, other in ((name, other) for name, others in references.items() for other in others):
            if part_of[other] is not part_of[name]:
                less, more = sorted((part_of[name], part_of[other]), key=len)
                more += less
                part_of |= dict.fromkeys(less, more)
    order = {section: place for place, section in enumerate(agreement.sections)}
    parts = {id(part): tuple(sorted(part, key=order.__getitem__)) for part in part_of.values()}
    return list(parts.values())


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


def of_sections(agreement: Agreement, named: NamedValue, places: Sequence[int]) -> NamedValue:
    """A value as it is for the sections at some places."""
    if "section" not in named.axes:
        return named
    sizes = sizes_of(agreement, named.axes)
    axis = named.axes.index("section")
    stride = prod(sizes[axis + 1 :])
    firsts = [(outer * sizes[axis] + at) * stride for outer in range(prod(sizes[:axis])) for at in places]
    versions = tuple(
        (start, tuple(each for first in firsts for each in elements[first : first + stride]))
        for start, elements in named.versions
    )
    return replace(named, versions=versions)


@dataclass(frozen=True)
class Part:
    """An agreement with some of its sections only, and what is declared for them."""

    agreement: Agreement
    inputs: Mapping[str, NamedValue]


class Parts:
    """Gives each part of an agreement by itself."""

    def __init__(self, agreement: Agreement, inputs: Mapping[str, NamedValue]) -> None:
        self.agreement = agreement
        self.inputs = inputs
        self.places = {section: place for place, section in enumerate(agreement.sections)}
        self.rules = rules_paid(agreement)
        trees = trees_paid(agreement)
        read = frozenset[str]().union(*map(names, trees))
        called = frozenset[str]().union(*map(functions, trees))
        self.looked_at = looked_at(agreement, [each for each in LOOKING if each in called])
        values = values_of(agreement, inputs)
        #: The values that sections may differ in.
        self.own = {name: each for name, each in values.items() if name in read and "section" in each.axes}

    def values(self, sections: Sequence[str]) -> dict[str, NamedValue]:
        """What some sections have of their own."""
        places = [self.places[section] for section in sections]
        return {name: of_sections(self.agreement, each, places) for name, each in self.own.items()}

    def looks(self, sections: Sequence[str]) -> tuple[tuple[tuple[int, ...], ...], ...]:
        """Which of them each of some sections looks at."""
        at = {section: place for place, section in enumerate(sections)}
        return tuple(tuple(tuple(at[each] for each in found[name]) for found in self.looked_at) for name in sections)

    def part(self, sections: Sequence[str], holders: Sequence[Holder]) -> Part:
        """Some sections by themselves; ``holders`` are those who pay and receive there."""
        agreement, checked = self.agreement, self.agreement.checked
        there = {each.account or each.id for each in holders}
        text = agreement.text.model_copy(
            update={
                "sections": {section: agreement.sections[section] for section in sections},
                "parties": {name: each for name, each in agreement.parties.items() if name in there},
            }
        )
        places = [self.places[section] for section in sections]

        def own(values: Mapping[str, NamedValue]) -> dict[str, NamedValue]:
            return {name: of_sections(agreement, each, places) for name, each in values.items()}

        targets = None if checked.targets is None else of_sections(agreement, checked.targets, places)
        made = replace(
            checked, values=own(checked.values), inputs=own(checked.inputs), targets=targets, rules=self.rules
        )
        return Part(agreement.with_checked(text, made), own(self.inputs))
