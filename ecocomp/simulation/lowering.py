"""From steps to lines of a programme (逐列运算): how each step is worked out for a block of years, or for one year.

For given terms and bounds of the water every step becomes a known number or a column with a line of text. The same
rules serve twice: quickly, with floats and bounds of their errors, and exactly, with numbers of any length.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor, inf, isfinite, isnan, log, log10
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


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a programme: what gives a step, and where that cannot be decided.

    Where ``read`` is not empty, the text and the doubts call what it gives ``w``.
    """

    text: str
    doubts: tuple[str, ...] = ()
    read: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.read, self.text, *self.doubts)

    def written(self, name: str, doubt: str) -> list[str]:
        """As statements that give the step a ``name``, and add to a ``doubt``."""
        first = [f"w = {self.read}"] if self.read else []
        return [*first, f"{name} = {self.text}", *(f"{doubt} |= {each}" for each in self.doubts)]


class Lowering:
    """Facts and operations of steps, one after the other."""

    def __init__(self, exact: bool, given: Mapping[int, Fact], terms: Mapping[int, Fact]) -> None:
        self.exact = exact
        self.given = given
        self.terms = terms
        self.most = inf if exact else MOST
        self.facts: dict[int, Fact] = {}
        #: What lines call by a name: tables, and numbers that cannot be written.
        self.names: dict[str, Any] = {}

    def lowered(self, step: Step) -> Line | None:
        """The line of a step, None where the step is known or is given."""
        if step.number in self.given:
            self.facts[step.number] = self.given[step.number]
            return None
        facts = [self.facts[each.number] for each in step.operands]
        if step.operator == "constant":
            self.facts[step.number] = Known(step.data)
            return None
        if step.operator == "term":
            self.facts[step.number] = self.terms[step.data]
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
        rule: Callable[..., tuple[Fact, Line | None]] = getattr(self, f"of_{step.operator}")
        fact, line = rule(step, facts)
        self.facts[step.number] = bounded(fact)
        return line

    # -- columns of operands ----------------------------------------------------------------------------------------

    def named(self, value: Any) -> str:
        """A name for something that cannot be written in a line."""
        name = f"k{len(self.names)}"
        self.names[name] = value
        return name

    def written(self, value: Any) -> str:
        """A number as a line has it; an error without bound as one that is beyond every number."""
        if isinstance(value, Fraction):
            return self.named(value) if value.denominator != 1 else f"({value.numerator})"
        return "(1e999)" if isinstance(value, float) and not isfinite(value) else f"({value!r})"

    def operand(self, step: Step, fact: Fact, scale: Fraction | None, narrow: bool = False) -> str:
        """How an operand is read: in whole multiples of ``scale``, or as its value where that is None.

        ``narrow``: whole numbers that are to stay in 32 bits.
        """
        name = variable(step)
        if isinstance(fact, Known):
            value = Fraction(fact.value)
            if scale is not None:
                whole = (value / scale).numerator
                return self.written(whole if self.exact or narrow else float(whole))
            return self.written(value if self.exact else float(value))
        assert fact.scale is not None or scale is None
        own = fact.scale if fact.scale is not None else Fraction(1)
        times: Any = own if scale is None else (own / scale).numerator
        wide = fact.narrow and not narrow
        if wide and (self.exact or times == 1):
            name = f"f8({name})"
        if times == 1:
            return name
        return f"({name} * {self.written(times if self.exact or not (wide or scale is None) else float(times))})"

    def is_narrow(self, facts: Sequence[Fact], most: float, scale: Fraction) -> bool:
        """Whether a result of whole numbers can be worked out in 32 bits: all operands are kept so, and it fits."""
        if most * SLACK >= float(scale) * MOST_NARROW:
            return False
        return all(isinstance(each, Known) or each.narrow for each in facts)

    def read(self, step: Step, facts: Sequence[Fact], scale: Fraction | None, narrow: bool = False) -> list[str]:
        return [self.operand(each, fact, scale, narrow) for each, fact in zip(step.operands, facts, strict=True)]

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

    def of_sum(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Line | None]:
        bounds = [fact_bounds(each) for each in facts]
        low, high = sum(each[0] for each in bounds), sum(each[1] for each in bounds)
        most = sum(max(map(abs, each)) for each in bounds)
        scale = self.shared_scale(facts, most)
        if scale is not None:
            narrow = self.is_narrow(facts, most, scale)
            reads = self.read(step, facts, scale, narrow)
            return Column(scale, low, high, narrow=narrow), Line(" + ".join(reads))
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
        return column, Line(" + ".join(reads))

    def by_scale(self, step: Step, facts: Sequence[Fact]) -> tuple[list[str], int]:
        """Operands of a sum as values: those of one scale are added up as whole numbers first."""
        groups: dict[Fraction, list[str]] = {}
        rest: list[str] = []
        for each, fact in zip(step.operands, facts, strict=True):
            if isinstance(fact, Column) and fact.scale is not None and not fact.narrow:
                groups.setdefault(fact.scale, []).append(variable(each))
            else:  # whole numbers of 32 bits may add up to more: each as its value
                rest.append(self.operand(each, fact, None))
        for scale, names in groups.items():
            factor: Any = scale if self.exact else float(scale)
            rest.append(f"({' + '.join(names)}) * {self.written(factor)}")
        return rest, len(facts) + 2

    def of_times(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Line | None]:
        one, other = facts
        for known, column, operand in ((one, other, step.operands[1]), (other, one, step.operands[0])):
            if isinstance(known, Known) and isinstance(column, Column):
                return self.scaled(Fraction(known.value), column, operand)
        assert isinstance(one, Column)
        assert isinstance(other, Column)
        # nothing times what has no bound is nothing
        ends = [a * b if a and b else 0.0 for a in (one.low, one.high) for b in (other.low, other.high)]
        low, high = min(ends), max(ends)
        if one.scale is not None and other.scale is not None:
            scale = one.scale * other.scale
            if one.most * other.most * SLACK < float(scale) * float(self.most):
                narrow = self.is_narrow(facts, one.most * other.most, scale)
                first, second = (
                    self.operand(each, fact, fact.scale, narrow)
                    for each, fact in ((step.operands[0], one), (step.operands[1], other))
                )
                return Column(scale, low, high, narrow=narrow), Line(f"{first} * {second}")
        (off_one, share_one), (off_other, share_other) = self.error(one), self.error(other)
        off = off_one * other.most + off_other * one.most + off_one * off_other
        share = (share_one + share_other + 2 * UNIT) * SLACK
        left, right = self.read(step, facts, None)
        column = Column(None, low, high, off * SLACK, 0.0 if self.exact else share)
        return column, Line(f"{left} * {right}")

    def scaled(self, factor: Fraction, column: Column, operand: Step) -> tuple[Fact, Line | None]:
        """A column times a known number: whole numbers stay as they are, and stand for something else."""
        name = variable(operand)
        if not factor:
            return Known(Fraction(0)), None
        low, high = sorted((column.low * float(factor), column.high * float(factor)))
        if column.scale is not None:
            made = Column(column.scale * abs(factor), low, high, narrow=column.narrow)
            return made, Line(f"-{name}" if factor < 0 else name)
        by = self.written(factor if self.exact else float(factor))
        off, share = column.off * abs(float(factor)) * SLACK, column.share + 2 * UNIT
        made = Column(None, low, high, off, 0.0 if self.exact else share)
        return made, Line(f"{name} * {by}")

    def of_divided(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Line | None]:
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
        return column, Line(f"quotient({above}, {below})")

    def of_extreme(self, step: Step, facts: Sequence[Fact], smaller: bool) -> tuple[Fact, Line | None]:
        bounds = [fact_bounds(each) for each in facts]
        choose = min if smaller else max
        low, high = choose(each[0] for each in bounds), choose(each[1] for each in bounds)
        scale = self.shared_scale(facts)
        most = max(max(map(abs, each)) for each in bounds)
        narrow = scale is not None and self.is_narrow(facts, most, scale)
        reads = self.read(step, facts, scale, narrow)
        function = "minimum" if smaller else "maximum"
        off = share = 0.0
        if scale is None and not self.exact:
            errors = [self.error(each) for each in facts]
            off = max(each[0] for each in errors) + max(each[1] for each in errors) * most * SLACK
        made = Column(scale, low, high, off, share, narrow=narrow)
        return made, Line(repeated(function, reads))

    def of_min(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Line | None]:
        return self.of_extreme(step, facts, smaller=True)

    def of_max(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Line | None]:
        return self.of_extreme(step, facts, smaller=False)

    def of_abs(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Line | None]:
        (column,) = facts
        assert isinstance(column, Column)
        low = 0.0 if column.low <= 0 <= column.high else min(abs(column.low), abs(column.high))
        made = replace(column, low=low, high=column.most)
        return made, Line(f"abs({variable(step.operands[0])})")

    def of_number(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Line | None]:
        return Column(Fraction(1), 0.0, 1.0, narrow=True), Line(f"i4({variable(step.operands[0])})")

    # -- truths -----------------------------------------------------------------------------------------------------

    def of_lt(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Line | None]:
        return self.compared(step, facts, "lt")

    def of_le(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Line | None]:
        return self.compared(step, facts, "le")

    def of_eq(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Line | None]:
        return self.compared(step, facts, "eq")

    def compared(self, step: Step, facts: Sequence[Fact], word: str) -> tuple[Fact, Line | None]:
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
        text = f"{left} {SIGNS[word]} {right}"
        if scale is not None or self.exact:
            return TRUTH, Line(text)
        off, share = (off_one + off_other) * SLACK, (max(share_one, share_other) + 2 * UNIT) * SLACK
        near = f"{self.written(off)} + {self.written(share)} * (abs({left}) + abs({right}))"
        return TRUTH, Line(text, (f"abs({left} - {right}) < {near}",))

    def against_known(self, step: Step, facts: Sequence[Fact], word: str) -> tuple[Fact, Line | None] | None:
        """A column of whole numbers against a known number: against the whole number that decides."""
        for place, turned in ((0, False), (1, True)):
            column, known = facts[place], facts[1 - place]
            if isinstance(column, Column) and column.scale is not None and isinstance(known, Known):
                limit = Fraction(known.value) / column.scale
                return self.decided(variable(step.operands[place]), limit, word, turned)
        return None

    def decided(self, name: str, limit: Fraction, word: str, turned: bool) -> tuple[Fact, Line | None]:
        """Whole numbers against a limit; ``turned``: the limit stands first."""
        if word == "eq":
            if limit.denominator != 1:
                return Known(False), None
            return TRUTH, Line(f"{name} == {self.whole(limit.numerator)}")
        if turned:
            least = self.whole(floor(limit) + 1 if word == "lt" else ceil(limit))
            return TRUTH, Line(f"{name} >= {least}")
        most = self.whole(ceil(limit) - 1 if word == "lt" else floor(limit))
        return TRUTH, Line(f"{name} <= {most}")

    def whole(self, number: int) -> str:
        """A whole number to compare with; one far beyond all that there are is as good nearer by."""
        return self.written(number if self.exact else max(-FAR, min(FAR, number)))

    def of_not(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Line | None]:
        return TRUTH, Line(f"invert({variable(step.operands[0])})")

    def of_and(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Line | None]:
        return self.joined(step, facts, decides=False)

    def of_or(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Line | None]:
        return self.joined(step, facts, decides=True)

    def joined(self, step: Step, facts: Sequence[Fact], decides: bool) -> tuple[Fact, Line | None]:
        if any(isinstance(each, Known) and bool(each.value) is decides for each in facts):
            return Known(decides), None
        names = [variable(each) for each, fact in zip(step.operands, facts, strict=True) if isinstance(fact, Column)]
        return TRUTH, Line((" | " if decides else " & ").join(names))

    # -- choices ----------------------------------------------------------------------------------------------------

    def of_select(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Line | None]:
        condition, then, other = facts
        if isinstance(condition, Known):
            place = 1 if condition.value else 2
            return facts[place], None if isinstance(facts[place], Known) else Line(variable(step.operands[place]))
        decides = variable(step.operands[0])
        if step.truth:
            one, two = (truth_text(each, fact) for each, fact in zip(step.operands[1:], facts[1:], strict=True))
            return TRUTH, Line(f"({decides} & {one}) | (invert({decides}) & {two})")
        low = min(fact_bounds(each)[0] for each in (then, other))
        high = max(fact_bounds(each)[1] for each in (then, other))
        scale = self.shared_scale((then, other))
        narrow = scale is not None and self.is_narrow((then, other), max(abs(low), abs(high)), scale)
        reads = [
            self.operand(each, fact, scale, narrow) for each, fact in zip(step.operands[1:], facts[1:], strict=True)
        ]
        errors = [self.error(each) for each in (then, other)]
        off, share = (max(each[at] for each in errors) for at in (0, 1))
        column = Column(scale, low, high, narrow=narrow) if scale is not None else Column(None, low, high, off, share)
        return column, Line(f"where({decides}, {reads[0]}, {reads[1]})")

    def of_above(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Line | None]:
        (column,) = facts
        assert isinstance(column, Column)
        name = variable(step.operands[0])
        found = Column(Fraction(1), 0.0, float(len(step.data)), narrow=True)
        if column.scale is not None:
            ends = [limit / column.scale for limit, _ in step.data]
            # above a limit: above the whole number at or below it; at or above one: above the one before
            wholes = [
                self.whole(ceil(end) - 1 if closed else floor(end))
                for end, (_, closed) in zip(ends, step.data, strict=True)
            ]
            return found, Line(" + ".join(f"i4({name} > {each})" for each in wholes))
        limits = [self.written(limit if self.exact else float(limit)) for limit, _ in step.data]
        signs = [">=" if closed else ">" for _, closed in step.data]
        text = " + ".join(f"i4({name} {sign} {limit})" for sign, limit in zip(signs, limits, strict=True))
        if self.exact:
            return found, Line(text)
        off, share = self.error(column)
        reach = f"{self.written(off)} + {self.written((share + 2 * UNIT) * SLACK)} * abs({name})"
        near = [self.written(2 * UNIT * abs(float(limit))) for limit, _ in step.data]
        doubts = [f"abs({name} - {limit}) < {reach} + {own}" for limit, own in zip(limits, near, strict=True)]
        return found, Line(text, tuple(doubts))

    def of_choose(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Line | None]:
        values = [Fraction(each) for each in step.data]
        scale = common([abs(each) for each in values if each] or [Fraction(1)])
        if max(map(abs, values)) >= scale * int(min(self.most, 10**400)):
            raise Untraced("choose")
        narrow = not self.exact and max(map(abs, values)) < scale * MOST_NARROW
        kind: Any = object if self.exact else np.int32 if narrow else np.float64
        wholes = np.array([int(each / scale) for each in values], dtype=kind)
        place, table = self.operand(step.operands[0], facts[0], Fraction(1)), self.named(wholes)
        column = Column(scale, float(min(values)), float(max(values)), narrow=narrow)
        return column, Line(f"{table}[place({place}, {len(values) - 1})]")

    # -- logarithms -------------------------------------------------------------------------------------------------

    def of_ln(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Line | None]:
        return self.logarithm(step, facts, log)

    def of_log10(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Line | None]:
        return self.logarithm(step, facts, log10)

    def logarithm(self, step: Step, facts: Sequence[Fact], function: Callable[[float], float]) -> tuple[Fact, Line]:
        """A logarithm of what is positive; years in which that comes too near to nothing are doubtful."""
        (column,) = facts
        assert isinstance(column, Column)
        (value,) = self.read(step, facts, None)
        text = f"{step.operator}({value})"
        if self.exact:
            return Column(None, -float(FAR), float(FAR)), Line(text)
        off, share = self.error(column)
        least = column.low if column.low > 0 else float(column.scale or 0) / SLACK
        doubts: tuple[str, ...] = ()
        if least <= off * CLEARLY:
            least = max(column.high / CLEARLY, off * CLEARLY)
            doubts = (f"{value} < {self.written(least)}",)
        if not 0 < least <= column.high < inf:
            raise Untraced(step.operator)
        off = (off / least + share + LIBRARY) * SLACK
        return Column(None, function(least) - 1, function(column.high) + 1, off, LIBRARY), Line(text, doubts)

    def of_mean_ph(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Line | None]:
        """Minus the logarithm of the mean of the hydrogen ions, of each value that is taken."""
        values = [self.operand(each, fact, None) for each, fact in zip(step.operands[::2], facts[::2], strict=True)]
        taken = [truth_text(each, fact) for each, fact in zip(step.operands[1::2], facts[1::2], strict=True)]
        bounds = [fact_bounds(each) for each in facts[::2]]
        low, high = min(min(each) for each in bounds), max(max(each) for each in bounds)
        if self.exact:
            return Column(None, low, high), Line(f"mean_ph([{', '.join(values)}], [{', '.join(taken)}])")
        errors = [self.error(each) for each in facts[::2]]
        off = max(own + share * FAR_PH for own, share in errors) + (2 * LIBRARY + len(values) * UNIT) * FAR_PH
        pairs = list(zip(taken, values, strict=True))
        ions = " + ".join(
            f"ions({value})" if each == "True" else f"where({each}, ions({value}), 0.0)" for each, value in pairs
        )
        count = " + ".join("1.0" if each == "True" else f"where({each}, 1.0, 0.0)" for each in taken)
        text = f"-log10(maximum({ions}, 1e-300) / maximum({count}, 1.0))"
        far = [
            f"abs({value}) > {FAR_PH}"
            for value, each in zip(values, bounds, strict=True)
            if max(map(abs, each)) > FAR_PH
        ]
        return Column(None, max(low, -FAR_PH), min(high, FAR_PH), off * SLACK), Line(text, tuple(far))

    # -- rounding and sharing ---------------------------------------------------------------------------------------

    def of_round(self, step: Step, facts: Sequence[Fact]) -> tuple[Fact, Line | None]:
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
            wide = self.operand(step.operands[0], column, column.scale)
            times = wide if above == 1 else f"{wide} * {self.written(above if self.exact else float(above))}"
            if below == 1:
                return found, Line(times)
            if self.exact or column.most / float(column.scale) * above * 4 * SLACK + below < MOST:
                return found, Line(f"round_{mode}({times}, {self.written(below if self.exact else float(below))})")
        if self.exact:
            (value,) = self.read(step, facts, None)
            return found, Line(f"each_rounded({value}, {self.named(quantum)}, {mode!r})")
        return found, self.rounded(variable(step.operands[0]), variable(step), column, quantum, mode)

    def rounded(self, name: str, whole: str, column: Column, quantum: Fraction, mode: str) -> Line:
        """A float rounded to the ``whole`` number of quanta, and where it is too near to where that changes.

        The factor is off by UNIT and the product by as much again, of the quanta themselves. Halves: whichever whole
        number was taken, it is the right one if what is left, which floats give exactly, and the error are together
        less than a half. So it does not matter where halves go.
        """
        factor = (column.scale or 1) / quantum
        value = f"{name} * {self.written(float(factor))}" if factor != 1 else name
        reach, part = column.off / float(quantum) * SLACK, (column.share + 4 * UNIT) * SLACK
        most = (reach + part * column.most / float(quantum)) * SLACK
        # an error that is nothing to speak of even for the largest is not worked out for each
        near = most if most < NEGLIGIBLE else None
        relative = f"{self.written(reach)} + {self.written(part)} * abs(w)"
        if mode in ("half_up", "half_even"):
            limit = self.written(0.5 - near) if near is not None else f"0.5 - ({relative})"
            return Line("rint(w)", (f"abs(w - {whole}) >= {limit}",), value)
        limit = self.written(near) if near is not None else relative
        return Line(f"round_{mode}(w, 1.0)", (f"abs(w - rint(w)) <= {limit}",), value)

    def allocate(self, step: Step, facts: Sequence[Fact]) -> Line:
        total, *weights = facts
        scale = self.shared_scale(weights)
        if (scale is None and not self.exact) or scale_of(total) is None:
            raise Untraced("allocate")
        amount = self.operand(step.operands[0], total, Fraction(1))
        reads = [self.operand(each, fact, scale) for each, fact in zip(step.operands[1:], weights, strict=True)]
        largest = max(map(abs, fact_bounds(total))) * sum(max(map(abs, fact_bounds(each))) for each in weights)
        small = not self.exact and largest * SLACK < float(scale or 1) * 2.0**62
        return Line(f"shared({amount}, [{', '.join(reads)}], {small})")

    def pick(self, step: Step) -> Line:
        source = step.operands[0]
        total = self.facts[source.operands[0].number]
        low, high = fact_bounds(total)
        self.facts[step.number] = Column(Fraction(1), min(low, 0.0), max(high, 0.0))
        share = f"{variable(source)}[{step.data}]"
        return Line(share if self.exact else f"f8({share})")


SIGNS = {"lt": "<", "le": "<=", "eq": "=="}
FAR = 2**62
#: What logarithms and powers of a library may be off by, as a part of their result: 32 units of the last place.
LIBRARY = 64 * UNIT
#: Where rounding is in doubt this near to where it changes, hardly any year is.
NEGLIGIBLE = 2.0**-14
#: A number so many times an error, or within such a part of the largest, is clearly not nothing.
CLEARLY = 2.0**30
#: Beyond this the hydrogen ions of a pH may be too few for a float, or too many.
FAR_PH = 250.0


def bounded(fact: Fact) -> Fact:
    """What is known of a step; bounds that could not be worked out are none."""
    if isinstance(fact, Known) or not any(map(isnan, (fact.low, fact.high, fact.off))):
        return fact
    low, high = (-inf, inf) if isnan(fact.low) or isnan(fact.high) else (fact.low, fact.high)
    return replace(fact, low=low, high=high, off=inf if isnan(fact.off) else fact.off)


def variable(step: Step) -> str:
    """What a step is called in lines."""
    return f"v{step.number}"


def truth_text(step: Step, fact: Fact) -> str:
    return str(fact.value) if isinstance(fact, Known) else variable(step)


def repeated(function: str, texts: Sequence[str]) -> str:
    """A function of two, of several."""
    found = texts[0]
    for each in texts[1:]:
        found = f"{function}({found}, {each})"
    return found
