"""From steps to operations on columns (逐列运算): how each step is worked out for a block of years.

For given terms and bounds of the water every step becomes a known number or a column with an operation. The same rules
serve twice: quickly, with floats and bounds of their errors, and exactly, with numbers of any length.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor, inf
from typing import Any

import numpy as np

from ecocomp.simulation.graph import EXACTLY, WITH_DATA, Step, Untraced
from ecocomp.simulation.known import (
    MOST,
    MOST_NARROW,
    SLACK,
    TRUTH,
    UNIT,
    Column,
    Fact,
    Known,
    common,
    fact_bounds,
    scale_of,
)

Array = Any
#: Gives the column of a step from those of earlier ones; marks the years that cannot be decided in ``doubts``.
Operation = Callable[[list[Array], list[Array]], Array]


class Lowering:
    """Facts and operations of steps, one after the other."""

    def __init__(self, exact: bool, water: Mapping[Any, Column], terms: Mapping[int, Fact]) -> None:
        self.exact = exact
        self.water = water
        self.terms = terms
        self.most = inf if exact else MOST
        self.facts: dict[int, Fact] = {}

    def lowered(self, step: Step) -> Operation | None:
        """The operation of a step, None where the step is known or is another column as it stands."""
        facts = [self.facts[each.number] for each in step.operands]
        if step.operator == "constant":
            self.facts[step.number] = Known(step.data)
            return None
        if step.operator == "term":
            self.facts[step.number] = self.kept(self.terms[step.data])
            return None
        if step.operator == "water":
            self.facts[step.number] = self.kept(self.water[step.data])
            return None
        if step.operator == "pick":
            return self.pick(step)
        if step.operator == "allocate":
            self.facts[step.number] = TRUTH  # stands for all shares at once
            return self.allocate(step, facts)
        if all(isinstance(each, Known) for each in facts):
            values = [each.value for each in facts if isinstance(each, Known)]
            found = EXACTLY[step.operator](*values, *([step.data] if step.operator in WITH_DATA else []))
            self.facts[step.number] = Known(found)
            return None
        rule: Callable[..., tuple[Fact, Operation | None]] = getattr(self, f"of_{step.operator}")
        fact, operation = rule(step, facts)
        self.facts[step.number] = fact
        return operation

    def kept(self, fact: Fact) -> Fact:
        """What is given, as it is kept here: numbers of any length have no 32 bits."""
        return replace(fact, narrow=False) if self.exact and isinstance(fact, Column) else fact

    # -- columns of operands ----------------------------------------------------------------------------------------

    def getter(
        self, step: Step, fact: Fact, scale: Fraction | None, narrow: bool = False
    ) -> Callable[[list[Array]], Array]:
        """How an operand is read: in whole multiples of ``scale``, or as its value where that is None.

        ``narrow``: whole numbers that are to stay in 32 bits.
        """
        number = step.number
        if isinstance(fact, Known):
            value = Fraction(fact.value)
            if scale is not None:
                whole = (value / scale).numerator
                constant: Any = whole if self.exact or narrow else float(whole)
            else:
                constant = value if self.exact else float(value)
            return lambda env: constant
        if scale is None:
            factor: Any = 1
            if fact.scale is not None:
                factor = fact.scale if self.exact else float(fact.scale)
            if factor == 1:
                return (lambda env: env[number].astype(np.float64)) if fact.narrow else (lambda env: env[number])
            return lambda env: env[number] * factor
        assert fact.scale is not None
        times: Any = (fact.scale / scale).numerator
        if fact.narrow and not narrow:
            if times == 1:
                return lambda env: env[number].astype(np.float64)
            times = float(times)
        if times == 1:
            return lambda env: env[number]
        return lambda env: env[number] * times

    def is_narrow(self, facts: Sequence[Fact], most: float, scale: Fraction) -> bool:
        """Whether a result of whole numbers can be worked out in 32 bits: all operands are kept so, and it fits."""
        if self.exact or most * SLACK >= float(scale) * MOST_NARROW:
            return False
        return all(isinstance(each, Known) or each.narrow for each in facts)

    def read(
        self, step: Step, facts: Sequence[Fact], scale: Fraction | None, narrow: bool = False
    ) -> list[Callable[[list[Array]], Array]]:
        return [self.getter(each, fact, scale, narrow) for each, fact in zip(step.operands, facts, strict=True)]

    def shared_scale(self, facts: Sequence[Fact], bound: float | None = None) -> Fraction | None:
        """The scale in which all operands are whole numbers, where these (or ``bound``) stay small enough."""
        scales = []
        for each in facts:
            if isinstance(each, Column) and each.scale is None:
                return None
            own = scale_of(each)
            if own is not None:
                scales.append(own)
        scale = common(scales) if scales else Fraction(1)
        most = max(max(map(abs, fact_bounds(each))) for each in facts) if bound is None else bound
        return scale if most * SLACK < float(scale) * float(self.most) else None

    def error(self, fact: Fact) -> tuple[float, float]:
        """How far off the float of an operand is: a part of its own and one that goes with its value."""
        if self.exact:
            return 0.0, 0.0
        if isinstance(fact, Known):
            return 0.0, UNIT
        return fact.off, fact.share + (2 * UNIT if fact.scale is not None else 0)

    # -- numbers ----------------------------------------------------------------------------------------------------

    def of_sum(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Operation | None]:
        bounds = [fact_bounds(each) for each in facts]
        low, high = sum(each[0] for each in bounds), sum(each[1] for each in bounds)
        most = sum(max(map(abs, each)) for each in bounds)
        scale = self.shared_scale(facts, most)
        if scale is not None:
            narrow = self.is_narrow(facts, most, scale)
            reads = self.read(step, facts, scale, narrow)
            return Column(scale, low, high, narrow=narrow), lambda env, doubts: added([each(env) for each in reads])
        reads, count = self.by_scale(step, facts)
        errors = [self.error(each) for each in facts]
        share = max(each[1] for each in errors)
        off = sum(each[0] for each in errors)
        if all(each[0] >= 0 for each in bounds):
            share = (share + count * UNIT) * SLACK
        else:
            off += most * (share + count * UNIT) * SLACK
            share = 0.0
        column = Column(None, low, high, off, 0.0 if self.exact else share)
        return column, lambda env, doubts: added([each(env) for each in reads])

    def by_scale(self, step: Step, facts: Sequence[Fact]) -> tuple[list[Callable[[list[Array]], Array]], int]:
        """Operands of a sum as values: those of one scale are added up as whole numbers first."""
        groups: dict[tuple[Fraction, bool], list[int]] = {}
        rest: list[Callable[[list[Array]], Array]] = []
        for each, fact in zip(step.operands, facts, strict=True):
            if isinstance(fact, Column) and fact.scale is not None:
                groups.setdefault((fact.scale, fact.narrow), []).append(each.number)
            else:
                rest.append(self.getter(each, fact, None))
        for (scale, narrow), numbers in groups.items():
            if narrow and len(numbers) > 1:  # their sum may not fit: each as its value
                rest += [self.summed([number], scale) for number in numbers]
            else:
                rest.append(self.summed(numbers, scale))
        return rest, len(facts) + 2

    def summed(self, numbers: Sequence[int], scale: Fraction) -> Callable[[list[Array]], Array]:
        """The sum of some columns of one scale, as a value."""
        factor: Any = scale if self.exact else float(scale)
        return lambda env: added([env[each] for each in numbers]) * factor

    def of_times(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Operation | None]:
        one, other = facts
        for known, column, operand in ((one, other, step.operands[1]), (other, one, step.operands[0])):
            if isinstance(known, Known) and isinstance(column, Column):
                return self.scaled(Fraction(known.value), column, operand)
        assert isinstance(one, Column)
        assert isinstance(other, Column)
        ends = [a * b for a in (one.low, one.high) for b in (other.low, other.high)]
        low, high = min(ends), max(ends)
        if one.scale is not None and other.scale is not None:
            scale = one.scale * other.scale
            if one.most * other.most * SLACK < float(scale) * float(self.most):
                narrow = self.is_narrow(facts, one.most * other.most, scale)
                first, second = (
                    self.getter(each, fact, fact.scale, narrow)
                    for each, fact in ((step.operands[0], one), (step.operands[1], other))
                )
                return Column(scale, low, high, narrow=narrow), lambda env, doubts: first(env) * second(env)
        (off_one, share_one), (off_other, share_other) = self.error(one), self.error(other)
        off = off_one * other.most + off_other * one.most + off_one * off_other
        share = (share_one + share_other + 2 * UNIT) * SLACK
        left, right = self.read(step, facts, None)
        column = Column(None, low, high, off * SLACK, 0.0 if self.exact else share)
        return column, lambda env, doubts: left(env) * right(env)

    def scaled(self, factor: Fraction, column: Column, operand: Step) -> tuple[Fact, Operation | None]:
        """A column times a known number: whole numbers stay as they are, and stand for something else."""
        number = operand.number
        if not factor:
            return Known(Fraction(0)), None
        low, high = sorted((column.low * float(factor), column.high * float(factor)))
        if column.scale is not None:
            made = Column(column.scale * abs(factor), low, high, narrow=column.narrow)
            if factor < 0:
                return made, lambda env, doubts: -env[number]
            return made, lambda env, doubts: env[number]
        by: Any = factor if self.exact else float(factor)
        off, share = column.off * abs(float(factor)) * SLACK, column.share + 2 * UNIT
        made = Column(None, low, high, off, 0.0 if self.exact else share)
        return made, lambda env, doubts: env[number] * by

    def of_divided(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Operation | None]:
        one, other = facts
        (low_one, high_one), (low_other, high_other) = map(fact_bounds, facts)
        least = 0.0
        if low_other > 0 or high_other < 0:
            least = min(abs(low_other), abs(high_other))
        elif isinstance(other, Column) and other.scale is not None:
            least = float(other.scale)
        largest = max(abs(low_one), abs(high_one)) / least if least else inf
        low, high = -largest, largest
        if low_one >= 0 and low_other >= 0:
            low = 0.0
        (off_one, share_one), (off_other, share_other) = self.error(one), self.error(other)
        off = 0.0
        if off_one or off_other:
            room = least - off_other
            off = (off_one + largest * off_other) / room if room > 0 else inf
        share = (share_one + share_other + 2 * UNIT) * SLACK
        above, below = self.read(step, facts, None)
        column = Column(None, low, high, off * SLACK, 0.0 if self.exact else share)
        if self.exact:
            return column, lambda env, doubts: quotient(above(env), below(env))
        return column, lambda env, doubts: above(env) / below(env)

    def of_extreme(self, step: Step, facts: Sequence[Fact], smaller: bool) -> tuple[Fact, Operation | None]:
        bounds = [fact_bounds(each) for each in facts]
        choose = min if smaller else max
        low, high = choose(each[0] for each in bounds), choose(each[1] for each in bounds)
        scale = self.shared_scale(facts)
        most = max(max(map(abs, each)) for each in bounds)
        narrow = scale is not None and self.is_narrow(facts, most, scale)
        reads = self.read(step, facts, scale, narrow)
        function = np.minimum if smaller else np.maximum
        off = share = 0.0
        if scale is None and not self.exact:
            errors = [self.error(each) for each in facts]
            off = max(each[0] for each in errors) + max(each[1] for each in errors) * most * SLACK
        made = Column(scale, low, high, off, share, narrow=narrow)
        return made, lambda env, doubts: repeated(function, [each(env) for each in reads])

    def of_min(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Operation | None]:
        return self.of_extreme(step, facts, smaller=True)

    def of_max(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Operation | None]:
        return self.of_extreme(step, facts, smaller=False)

    def of_abs(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Operation | None]:
        (column,) = facts
        assert isinstance(column, Column)
        number = step.operands[0].number
        low = 0.0 if column.low <= 0 <= column.high else min(abs(column.low), abs(column.high))
        made = replace(column, low=low, high=column.most)
        return made, lambda env, doubts: abs(env[number])

    def of_number(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Operation | None]:
        number = step.operands[0].number
        if self.exact:
            return Column(Fraction(1), 0.0, 1.0), lambda env, doubts: np.where(env[number], 1, 0).astype(object)
        return Column(Fraction(1), 0.0, 1.0, narrow=True), lambda env, doubts: env[number].astype(np.int32)

    # -- truths -----------------------------------------------------------------------------------------------------

    def of_lt(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Operation | None]:
        return self.compared(step, facts, "lt")

    def of_le(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Operation | None]:
        return self.compared(step, facts, "le")

    def of_eq(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Operation | None]:
        return self.compared(step, facts, "eq")

    def compared(self, step: Step, facts: Sequence[Fact], word: str) -> tuple[Fact, Operation | None]:
        (off_one, share_one), (off_other, share_other) = map(self.error, facts)
        (low_one, high_one), (low_other, high_other) = map(fact_bounds, facts)
        # bounds were worked out in floats: only a clear distance decides
        reach = (abs(low_one) + abs(high_one) + abs(low_other) + abs(high_other)) * 1e-9
        if high_one + reach < low_other:
            return Known(word in ("lt", "le")), None
        if low_one > high_other + reach:
            return Known(False), None
        by_whole = self.against_known(step, facts, word)
        if by_whole is not None:
            return by_whole
        scale = self.shared_scale(facts)
        most = max(abs(low_one), abs(high_one), abs(low_other), abs(high_other))
        narrow = scale is not None and self.is_narrow(facts, most, scale)
        left, right = self.read(step, facts, scale, narrow)
        function = COMPARE[word]
        if scale is not None or self.exact:
            return TRUTH, lambda env, doubts: function(left(env), right(env))
        off, share = (off_one + off_other) * SLACK, (max(share_one, share_other) + 2 * UNIT) * SLACK

        def judged(env: list[Array], doubts: list[Array]) -> Array:
            one, other = left(env), right(env)
            doubts.append(np.abs(one - other) < off + share * (np.abs(one) + np.abs(other)))
            return function(one, other)

        return TRUTH, judged

    def against_known(self, step: Step, facts: Sequence[Fact], word: str) -> tuple[Fact, Operation | None] | None:
        """A column of whole numbers against a known number: against the whole number that decides."""
        for place, turned in ((0, False), (1, True)):
            column, known = facts[place], facts[1 - place]
            if isinstance(column, Column) and column.scale is not None and isinstance(known, Known):
                limit = Fraction(known.value) / column.scale
                return self.decided(step.operands[place].number, limit, word, turned)
        return None

    def decided(self, number: int, limit: Fraction, word: str, turned: bool) -> tuple[Fact, Operation | None]:
        """Whole numbers against a limit; ``turned``: the limit stands first."""
        if word == "eq":
            if limit.denominator != 1:
                return Known(False), None
            whole = self.whole(limit.numerator)
            return TRUTH, lambda env, doubts: env[number] == whole
        if turned:
            least = self.whole(floor(limit) + 1 if word == "lt" else ceil(limit))
            return TRUTH, lambda env, doubts: env[number] >= least
        most = self.whole(ceil(limit) - 1 if word == "lt" else floor(limit))
        return TRUTH, lambda env, doubts: env[number] <= most

    def whole(self, number: int) -> int:
        """A whole number to compare with; one far beyond all that there are is as good nearer by."""
        return number if self.exact else max(-FAR, min(FAR, number))

    def of_not(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Operation | None]:
        number = step.operands[0].number
        return TRUTH, lambda env, doubts: ~env[number]

    def of_and(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Operation | None]:
        return self.joined(step, facts, decides=False)

    def of_or(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Operation | None]:
        return self.joined(step, facts, decides=True)

    def joined(self, step: Step, facts: Sequence[Fact], decides: bool) -> tuple[Fact, Operation | None]:
        if any(isinstance(each, Known) and bool(each.value) is decides for each in facts):
            return Known(decides), None
        numbers = [each.number for each, fact in zip(step.operands, facts, strict=True) if isinstance(fact, Column)]
        function = np.logical_or if decides else np.logical_and
        return TRUTH, lambda env, doubts: repeated(function, [env[each] for each in numbers])

    # -- choices ----------------------------------------------------------------------------------------------------

    def of_select(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Operation | None]:
        condition, then, other = facts
        if isinstance(condition, Known):
            place = 1 if condition.value else 2
            number = step.operands[place].number
            return facts[place], None if isinstance(facts[place], Known) else (lambda env, doubts: env[number])
        decides = step.operands[0].number
        if step.truth:
            branches = [self.truth_getter(each, fact) for each, fact in zip(step.operands[1:], facts[1:], strict=True)]
            return TRUTH, lambda env, doubts: np.where(env[decides], branches[0](env), branches[1](env))
        low = min(fact_bounds(each)[0] for each in (then, other))
        high = max(fact_bounds(each)[1] for each in (then, other))
        scale = self.shared_scale((then, other))
        narrow = scale is not None and self.is_narrow((then, other), max(abs(low), abs(high)), scale)
        reads = [
            self.getter(each, fact, scale, narrow) for each, fact in zip(step.operands[1:], facts[1:], strict=True)
        ]
        errors = [self.error(each) for each in (then, other)]
        off, share = (max(each[at] for each in errors) for at in (0, 1))
        column = Column(scale, low, high, narrow=narrow) if scale is not None else Column(None, low, high, off, share)
        if self.exact:
            return column, lambda env, doubts: chosen(env[decides], reads[0](env), reads[1](env))
        return column, lambda env, doubts: np.where(env[decides], reads[0](env), reads[1](env))

    def truth_getter(self, step: Step, fact: Fact) -> Callable[[list[Array]], Array]:
        if isinstance(fact, Known):
            return lambda env: fact.value
        return lambda env: env[step.number]

    def of_above(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Operation | None]:
        (column,) = facts
        assert isinstance(column, Column)
        number, found = step.operands[0].number, Column(Fraction(1), 0.0, float(len(step.data)), narrow=not self.exact)
        if column.scale is not None:
            ends = [limit / column.scale for limit, _ in step.data]
            # above a limit: above the whole number at or below it; at or above one: above the one before
            wholes = [
                self.whole(ceil(end) - 1 if closed else floor(end))
                for end, (_, closed) in zip(ends, step.data, strict=True)
            ]
            return found, lambda env, doubts: counted([env[number] > each for each in wholes], self.exact)
        limits = [limit if self.exact else float(limit) for limit, _ in step.data]
        tests = [np.greater_equal if closed else np.greater for _, closed in step.data]
        off, share = self.error(column)

        def judged(env: list[Array], doubts: list[Array]) -> Array:
            value = env[number]
            if not self.exact:
                reach = off + (share + 2 * UNIT) * SLACK * np.abs(value)
                for limit in limits:
                    doubts.append(np.abs(value - limit) < reach + 2 * UNIT * abs(limit))
            return counted([test(value, limit) for test, limit in zip(tests, limits, strict=True)], self.exact)

        return found, judged

    def of_choose(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Operation | None]:
        values = [Fraction(each) for each in step.data]
        scale = common([abs(each) for each in values if each] or [Fraction(1)])
        if max(map(abs, values)) >= scale * int(min(self.most, 10**400)):
            raise Untraced("choose")
        narrow = not self.exact and max(map(abs, values)) < scale * MOST_NARROW
        kind: Any = object if self.exact else np.int32 if narrow else np.float64
        wholes = np.array([int(each / scale) for each in values], dtype=kind)
        place, last = self.getter(step.operands[0], facts[0], Fraction(1)), len(values) - 1
        column = Column(scale, float(min(values)), float(max(values)), narrow=narrow)
        return column, lambda env, doubts: wholes[np.clip(place(env).astype(np.int64), 0, last)]

    # -- rounding and sharing ---------------------------------------------------------------------------------------

    def of_round(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Operation | None]:
        quantum, mode = step.data
        (column,) = facts
        assert isinstance(column, Column)
        size = float(quantum)
        found = Column(quantum, column.low - size, column.high + size)
        if not self.exact and not found.most < size * float(MOST):
            raise Untraced("round")
        if column.scale is not None:
            ratio = column.scale / quantum
            above, below = ratio.numerator, ratio.denominator
            wide = self.getter(step.operands[0], column, column.scale)
            if below == 1:
                return found, lambda env, doubts: wide(env) * above if above != 1 else wide(env)
            if self.exact or column.most / float(column.scale) * above * 4 * SLACK + below < MOST:
                return found, lambda env, doubts: whole_rounded(wide(env) * above, below, mode, self.exact)
        factor: Any = 1 / quantum if self.exact else float(1 / quantum)
        (read,) = self.read(step, facts, None)
        if self.exact:
            return found, lambda env, doubts: each_rounded(read(env) * factor, mode)
        off, share = self.error(column)
        reach, part = off / size * SLACK, (share + 4 * UNIT) * SLACK

        def judged(env: list[Array], doubts: list[Array]) -> Array:
            value = read(env) * factor
            below = np.floor(value)
            rest = value - below
            near = reach + part * np.abs(value)
            if mode in ("half_up", "half_even"):
                doubts.append(np.abs(rest - 0.5) < near)
            else:
                doubts.append(np.minimum(rest, 1 - rest) < near)
            return below + beyond(rest * 2, 1.0, mode, value, below)

        return found, judged

    def allocate(self, step: Step, facts: Sequence[Fact]) -> Operation:
        total, *weights = facts
        scale = self.shared_scale(weights)
        if (scale is None and not self.exact) or scale_of(total) is None:
            raise Untraced("allocate")
        amount = self.getter(step.operands[0], total, Fraction(1))
        reads = [self.getter(each, fact, scale) for each, fact in zip(step.operands[1:], weights, strict=True)]
        largest = max(map(abs, fact_bounds(total))) * sum(max(map(abs, fact_bounds(each))) for each in weights)
        small = not self.exact and largest * SLACK < float(scale or 1) * 2.0**62
        kind: Any = np.int64 if small else object
        return lambda env, doubts: shared(amount(env), [each(env) for each in reads], kind)

    def pick(self, step: Step) -> Operation:
        source = step.operands[0]
        total = self.facts[source.operands[0].number]
        low, high = fact_bounds(total)
        self.facts[step.number] = Column(Fraction(1), min(low, 0.0), max(high, 0.0))
        number, place = source.number, step.data
        if self.exact:
            return lambda env, doubts: env[number][place]
        return lambda env, doubts: env[number][place].astype(np.float64)


FAR = 2**62
COMPARE: dict[str, Callable[..., Array]] = {"lt": np.less, "le": np.less_equal, "eq": np.equal}


def added(columns: Sequence[Array]) -> Array:
    found = columns[0]
    for each in columns[1:]:
        found = found + each
    return found


def repeated(function: Callable[..., Array], columns: Sequence[Array]) -> Array:
    found = columns[0]
    for each in columns[1:]:
        found = function(found, each)
    return found


def counted(truths: Sequence[Array], exact: bool) -> Array:
    """How many are true, for each year."""
    found = truths[0].astype(np.int8)
    for each in truths[1:]:
        found += each
    return found.astype(np.int64).astype(object) if exact else found.astype(np.int32)


def chosen(condition: Array, then: Array, other: Array) -> Array:
    """As ``np.where``, for whole numbers and fractions of any length."""
    found = np.empty(len(condition), dtype=object)
    found[:] = other
    found[condition] = then[condition] if isinstance(then, np.ndarray) else then
    return found


def quotient(above: Array, below: Array) -> Array:
    """Exact quotients."""
    above, below = np.broadcast_arrays(np.asarray(above, dtype=object), np.asarray(below, dtype=object))
    found = np.empty(len(above), dtype=object)
    found[:] = [Fraction(one) / other for one, other in zip(above, below, strict=True)]
    return found


def each_rounded(values: Array, mode: str) -> Array:
    found = np.empty(len(values), dtype=object)
    found[:] = [EXACTLY["round"](each, (Fraction(1), mode)) for each in values]
    return found


def whole_rounded(above: Array, below: int, mode: str, exact: bool) -> Array:
    """``above / below`` of whole numbers rounded to whole numbers, exactly."""
    lower = above // below if exact else np.floor(above / below)
    rest = above - lower * below
    return lower + beyond(rest * 2, below, mode, above, lower)


def beyond(twice: Array, whole: Any, mode: str, value: Array, lower: Array) -> Array:
    """Whether to go one up from the whole number below, by twice the rest."""
    if mode == "floor":
        return 0
    if mode == "ceiling":
        return (twice > 0) * 1
    if mode == "up":
        return ((twice > 0) & (value > 0)) * 1
    if mode == "down":
        return ((twice > 0) & (value < 0)) * 1
    tie = value > 0 if mode == "half_up" else lower % 2 == 1
    return ((twice > whole) | ((twice == whole) & tie)) * 1


def shared(total: Array, weights: Sequence[Array], kind: Any) -> list[Array]:
    """Shares in fen by largest remainder, as in :func:`ecocomp.money.allocate`."""
    columns = np.broadcast_arrays(total, *weights)
    amount, parts = columns[0].astype(kind), [each.astype(kind) for each in columns[1:]]
    sign = np.where(amount < 0, -1, 1)
    size = abs(amount)
    whole = added(parts)
    whole = np.where(whole == 0, 1, whole)
    lower = [size * each // whole for each in parts]
    rests = [size * each - down * whole for each, down in zip(parts, lower, strict=True)]
    more = size - added(lower)
    found = []
    for place, own in enumerate(rests):
        before = [(each > own) * 1 if at > place else (each >= own) * 1 for at, each in enumerate(rests) if at != place]
        rank = added(before) if before else np.zeros(len(size), dtype=np.int64)
        found.append(sign * (lower[place] + (rank < more) * 1))
    return found
