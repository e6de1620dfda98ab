"""Many sections by one formula (同一公式的多个断面): it is traced once, and worked out for all of them side by side.

Parts of an agreement, sections that have nothing to do with those of other parts, that are alike but for numbers go
through one engine, which sees the years of all of them one after the other. What each has of its own, such as its base
value, is a column like water.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np

from ecocomp.readings.readings import Readings
from ecocomp.settlement.limits import in_file_order
from ecocomp.settlement.lines import Holder
from ecocomp.settlement.scope import ExactScope
from ecocomp.settlement.transfers import TransferMaker
from ecocomp.simulation.amounts import ByKind, EveryYear, Name
from ecocomp.simulation.deciding import MOST_KINDS
from ecocomp.simulation.engine import Engine, amounts_of
from ecocomp.simulation.flows import Flow, Flows
from ecocomp.simulation.one_of_many import Alike, OneOfMany, Own, Place, own_number
from ecocomp.simulation.one_year import YearSettler
from ecocomp.simulation.parts import Parts, parts_of
from ecocomp.simulation.question import Question
from ecocomp.simulation.scenarios.block import Block
from ecocomp.simulation.stage import MOST_FEN
from ecocomp.simulation.terms import Terms

Array = Any
#: So many parts an agreement must have for that; of fewer, what all of them do together is quicker.
FEWEST_PARTS = 16
#: Where so many parts have the same numbers on average, these are no columns but known.
ALIKE = 8
#: Where each of at most so many different parts has so many years, that is so too: years on a tier can be told with
#: known numbers, while quotients of columns leave them in doubt, to be worked out again in fractions.
FEW_DIFFERENT, MANY_YEARS = 64, MOST_KINDS
#: So many years of parts are worked out at once, and so many amounts.
ROWS, CELLS = 1 << 16, 1 << 22


class ByPart:
    """An agreement of many parts made ready, as :class:`Engine` is."""

    #: Parts are added up year by year.
    money = None

    def __init__(self, asked: Question, parts: Sequence[tuple[str, ...]]) -> None:
        self.asked = asked
        self.agreement = agreement = asked.agreement
        self.varied = asked.terms
        self.parts = Parts(agreement, asked.inputs)
        self.flows = Flows(agreement, asked.detail)
        maker = TransferMaker(ExactScope(agreement, Readings(()), asked.period, asked.inputs))
        #: Who stands on the sides of each transfer, by section.
        self.sides = {
            section: [maker.sides(each, {"section": section}) for each in agreement.text.transfers]
            for section in agreement.sections
        }
        self.alike = list(self.all_alike(parts))
        self.written()
        place_of: dict[Name, int] = {party: place for place, party in enumerate(agreement.parties)}
        #: For each part of each group: which of its engine's amounts goes where, and 1 or -1.
        self.goes = [
            [
                [
                    (at, place_of.setdefault(name, len(place_of)), sign)
                    for at, (name, sign) in enumerate(self.names_at(group, place))
                    if name is not None
                ]
                for place in range(len(group.parts))
            ]
            for group in self.alike
        ]
        self.names = tuple(place_of)
        self._ready: dict[Sequence[str], Question] = {}

    # -- which parts are alike --------------------------------------------------------------------------------------

    def holders(self, part: Sequence[str]) -> list[Holder]:
        """All who pay and receive at some sections, in order."""
        pairs = [pair for section in part for pair in self.sides[section] if pair is not None]
        return list(dict.fromkeys(each for pair in pairs for each in pair))

    def all_alike(self, parts: Sequence[tuple[str, ...]]) -> Iterator[Alike]:
        """The parts in groups that one engine can work out each."""
        same: dict[Hashable, list[tuple[str, ...]]] = defaultdict(list)
        like: dict[Hashable, list[tuple[str, ...]]] = defaultdict(list)
        values = {part: self.values(part) for part in parts}
        for part, own_values in values.items():
            shape = self.shape(part)
            same[shape, tuple(own_values.values())].append(part)
            numbers = [None if self.is_number(place, each) else each for place, each in own_values.items()]
            like[shape, tuple(numbers)].append(part)
        many_years = self.asked.rows >= MANY_YEARS and len(same) <= FEW_DIFFERENT
        if many_years or len(same) * ALIKE <= len(parts):
            for some in same.values():
                yield self.group(some, [])
            return
        for some in like.values():
            own = own_numbers([values[part] for part in some])
            group = None if own is None else self.group(some, own)
            if group is not None and (group.engine.water is not None or not own):
                yield group
                continue
            apart: dict[Hashable, list[tuple[str, ...]]] = defaultdict(list)
            for part in some:  # a formula that needs the number itself, or a number that no column holds
                apart[tuple(values[part].values())].append(part)
            for each in apart.values():
                yield self.group(each, [])

    def shape(self, part: Sequence[str]) -> Hashable:
        """What must be the same: rivers or lakes, who pays whom, what looks at what, and the order in the file.

        A fen of a cut that is left over goes by who comes first in the file.
        """
        order = {each: place for place, each in enumerate(self.holders(part))}
        parties = [(each.id in self.agreement.parties, bool(each.account)) for each in order]
        pairs = [
            None if each is None else (order[each[0]], order[each[1]])
            for section in part
            for each in self.sides[section]
        ]
        written = in_file_order(self.agreement, product(order, order)) if self.agreement.text.limits else []
        ranks = [(order[one], order[other]) for one, other in written]
        waters = [self.agreement.sections[section].waters for section in part]
        return tuple(waters), self.parts.looks(part), tuple(parties), tuple(pairs), tuple(ranks)

    def values(self, part: Sequence[str]) -> dict[Place, Any]:
        """What a part has of its own, by the place where it stands."""
        return {
            Place(name, version, element): each
            for name, named in self.parts.values(part).items()
            for version, (_, elements) in enumerate(named.versions)
            for element, each in enumerate(elements)
        }

    def is_number(self, place: Place, value: Any) -> bool:
        kind = self.parts.own[place.name].kind
        return kind.sort == "number" and isinstance(value, int | Fraction) and not isinstance(value, bool)

    def group(self, parts: Sequence[Sequence[str]], own: Sequence[Own]) -> Alike:
        holders = [self.holders(part) for part in parts]
        return Alike(parts, holders, OneOfMany(self.asked_of(parts[0], holders[0]), own))

    def asked_of(self, part: Sequence[str], holders: Sequence[Holder]) -> Question:
        """What is asked, of one part by itself."""
        one = self.parts.part(part, holders)
        terms = Terms(one.agreement, one.inputs, self.varied.given)
        return replace(self.asked, agreement=one.agreement, inputs=one.inputs, terms=terms)

    # -- whose amounts they are -------------------------------------------------------------------------------------

    def written(self) -> None:
        """Note in which direction the agreement first writes each two holders."""
        if not self.flows.detail:
            return
        known = {
            section: {line.name for line in group.engine.lines if dict(line.coordinate)["section"] == first}
            for group in self.alike
            for part in group.parts
            for section, first in zip(part, group.engine.sections, strict=True)
        }
        for at, transfer in enumerate(self.agreement.text.transfers):
            for section in self.agreement.sections:
                pair = self.sides[section][at]
                if pair is not None and transfer.name in known[section]:
                    self.flows.note(pair)

    def names_at(self, group: Alike, place: int) -> Iterator[tuple[Name | None, int]]:
        """For each name of a group's engine the name that a part of it has, and 1 or -1; None for nobody."""
        there = dict(zip(group.holders[0], group.holders[place], strict=True))
        sections = {"": "", **dict(zip(group.engine.sections, group.parts[place], strict=True))}
        for name in group.engine.names:
            if isinstance(name, Flow):
                pair = there[name.payer], there[name.payee]
                sign = self.flows.sign(pair)
                payer, payee = pair[::sign]
                yield replace(name, payer=payer, payee=payee, section=sections[name.section]), sign
            else:  # who has only an account in a fund is left with nothing
                found = there.get(Holder(name))
                yield None if found is None else found.id, 1

    # -- blocks -----------------------------------------------------------------------------------------------------

    def block(self, block: Block, exact: bool = True, alone: bool = False) -> EveryYear:
        """The outcomes of a block of years by every set of terms, as :meth:`Engine.block` has them.

        Raises OverflowError where 64 bits might not hold what all parts come to.
        """
        sets, rows = self.varied.count, block.rows
        outcome = EveryYear(
            self.names,
            np.zeros((sets, len(self.names), rows), dtype=np.int64),
            np.zeros((sets, rows), dtype=bool),
            0,
            0,
        )
        most = 0.0
        for group, goes in zip(self.alike, self.goes, strict=True):
            amounts_of_year = sets * max(1, len(group.engine.names))  # between funds only, nobody is left with anything
            step = max(1, min(ROWS // rows, CELLS // (amounts_of_year * rows)))
            for first in range(0, len(group.parts), step):
                some = slice(first, min(first + step, len(group.parts)))
                found = group.engine.block(group.block(block, some), exact, alone)
                amounts, single = every_year(found)
                amounts = np.moveaxis(amounts.reshape(*amounts.shape[:2], some.stop - first, rows), 2, 0)
                most += most_together(amounts)
                if most >= MOST_FEN:  # 64 bits might not hold the sum of all parts
                    raise OverflowError
                for place, own in enumerate(amounts, first):
                    for at, there, sign in goes[place]:
                        outcome.amounts[:, there] += own[:, at] if sign > 0 else -own[:, at]
                outcome = replace(outcome, by_whole=outcome.by_whole + found.by_whole)
                single = single.reshape(sets, -1, rows)
                if exact:
                    outcome = self.with_single(outcome, group, first, single, block)
                else:
                    outcome.refused[single.any(axis=1)] = True
        outcome.amounts[outcome.refused[:, None, :].repeat(len(outcome.names), axis=1)] = 0
        return outcome

    def with_single(self, outcome: EveryYear, group: Alike, first: int, single: Array, block: Block) -> EveryYear:
        """An outcome with the years added that parts from the ``first`` of a group on settle one by one.

        ``single`` says which these are, of shape (sets, parts, years).
        """
        for number, here, row in np.argwhere(single):
            if outcome.refused[number, row]:
                continue
            outcome = replace(outcome, by_year=outcome.by_year + 1)
            settler = self.settler(group.parts[first + here], group.holders[first + here], int(number))
            lines = settler.lines(block, int(row))
            if lines is None:
                outcome.refused[number, row] = True
                continue
            own_amounts = amounts_of(self.agreement, self.flows, lines)
            new = [name for name in own_amounts if name not in outcome.names]
            if new:
                outcome = outcome.with_names([*outcome.names, *new])
            for name, amount in own_amounts.items():
                at = number, outcome.names.index(name), row
                together = int(outcome.amounts[at]) + amount
                if abs(together) >= MOST_FEN:
                    raise OverflowError
                outcome.amounts[at] = together
        return outcome

    def settler(self, part: Sequence[str], holders: Sequence[Holder], number: int) -> YearSettler:
        """Settles years of a part one by one, by one set of terms."""
        if part not in self._ready:
            self._ready[part] = self.asked_of(part, holders)
        asked = self._ready[part]
        return YearSettler(asked, asked.terms.sets[number])


def own_numbers(values: Sequence[Mapping[Place, Any]]) -> list[Own] | None:
    """The numbers that differ between some parts; None where some cannot be a column."""
    found = []
    for place in values[0]:
        numbers = [each[place] for each in values]
        if len(set(numbers)) > 1:
            own = own_number(place, [Fraction(each) for each in numbers])
            if own is None:
                return None
            found.append(own)
    return found


def most_together(amounts: Array) -> float:
    """No amounts of some parts, one of each, add up to more either way; of shape (parts, sets, names, years)."""
    low, high = (find(axis=(1, 2, 3), initial=0).astype(float) for find in (amounts.min, amounts.max))
    return float(np.maximum(-low, high).sum())


def every_year(found: EveryYear | ByKind) -> tuple[Array, Array]:
    """The amounts of every year, and which are not settled."""
    if isinstance(found, EveryYear):
        return found.amounts, found.refused
    assert found.kinds is not None
    at = np.zeros(int(found.labels.max(initial=0)) + 1, dtype=np.intp)
    at[found.labels] = np.arange(len(found.labels))
    places = at[found.kinds]
    amounts = np.stack([own[:, places[group]] for own, group in zip(found.amounts, found.group_of, strict=True)])
    refused = np.stack([own[places[group]] for own, group in zip(found.refused, found.group_of, strict=True)])
    return amounts, refused


def engine_for(asked: Question) -> Engine | ByPart:
    """What works years out: all sections together, or, where there are many parts, each of these by itself."""
    parts = parts_of(asked.agreement, asked.inputs, asked.terms)
    return ByPart(asked, parts) if len(parts) >= FEWEST_PARTS else Engine(asked)
