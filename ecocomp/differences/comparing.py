"""``diff``: two records beside each other, and what each difference does to each payment, to the last fen."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias

from ecocomp.differences.cause import Cause
from ecocomp.differences.changes import changes
from ecocomp.differences.draft import draft_of
from ecocomp.errors import EcocompError, RecordError, RequestError, problem
from ecocomp.formula.work import Work
from ecocomp.record.record import Record, read_record
from ecocomp.record.recorded_lines import recorded_lines
from ecocomp.record.verifying import broken_parts
from ecocomp.settlement.ledger import PairTotal, pair_totals
from ecocomp.settlement.lines import Line, directed
from ecocomp.settlement.result import Settlement
from ecocomp.wording import say_both

#: As much work as this is put into settling one difference after the other; what is left is told together. With how
#: work is counted it decides what causes a restatement's record names: another number is another format.
MOST_STEPPED = 200_000_000
#: For so many values counts a character of the agreement or a reading, which each step reads anew.
READ_ANEW = 5
Settled: TypeAlias = Settlement | Record | str | os.PathLike[str]
#: A transfer at a coordinate, from whom to whom as the agreement writes it, and the limit that made the line.
LineKey: TypeAlias = tuple[str, tuple[tuple[str, str], ...], str, str, str, int]
Amounts: TypeAlias = Mapping[LineKey, Line]


@dataclass(frozen=True)
class Effect:
    """What causes add to each payment, in fen, from the payer to the payee as the agreement writes them.

    They are several where none of them alone makes a settlement: a rule of another name and those that read it; and
    where there are so many that settling them one by one would take too long.
    """

    causes: tuple[Cause, ...]
    lines: Mapping[LineKey, Line]
    #: Whether they are told together for their number alone.
    unsettled: bool = False


@dataclass(frozen=True)
class Differences:
    """What differs between two settlements, and what each difference does (差异).

    The causes are put in place one after the other, in the order of ``effects``: the agreement's terms, declared
    inputs, the period, readings. What one adds is what the settlement changes by at its step, so that the parts add up
    to the whole; where two causes act on one payment together, the later one has what they do together.
    """

    before: Record
    after: Record
    effects: tuple[Effect, ...]

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not self.effects

    @cached_property
    def lines_by_key(self) -> Amounts:
        """What every payment changes by, as lines: all effects together."""
        before, after = (amounts_of(recorded_lines(each)) for each in (self.before, self.after))
        return differing(before, after)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The same, without what the payments are known by."""
        return tuple(self.lines_by_key.values())

    @cached_property
    def pairs(self) -> tuple[PairTotal, ...]:
        """What each pays another in addition, after all between the two is set off, in fen."""
        return tuple(each for each in pair_totals(self.lines) if each.fen)


def diff(before: Settled, after: Settled, *, progress: Callable[[int, int], None] | None = None) -> Differences:
    """What differs between two settlements or records, and what each difference does to each payment.

    ``progress`` is told how many of how many steps are done. Raises RequestError for records of different agreements or
    years, RecordError for one that was changed after it was made, and what reading and settling records raises.
    """
    one, other = as_record(before), as_record(after)
    changed = [each for record in (one, other) for each in broken_parts(record)]
    if changed:
        raise RecordError(changed)
    return compared(one, other, progress)


def compared(one: Record, other: Record, progress: Callable[[int, int], None] | None = None) -> Differences:
    """What differs between two records, whether or not their digests fit."""
    ids = [(each.said.agreement.id, each.said.period.year) for each in (one, other)]
    if ids[0] != ids[1]:
        words = [f"{name} {year}" for name, year in ids]
        raise RequestError(problem("differences.other_agreement", before=words[0], after=words[1]))
    return Differences(one, other, tuple(_effects(one, other, progress or (lambda _done, _total: None))))


def as_record(settled: Settled) -> Record:
    """A settlement's record, a record as it is, or that of a file."""
    if isinstance(settled, Settlement):
        return settled.record
    return settled if isinstance(settled, Record) else read_record(settled)


def _effects(before: Record, after: Record, progress: Callable[[int, int], None]) -> Iterable[Effect]:
    """Step by step from one record to the other; what settling anew changes in either comes first and last."""
    now = amounts_of(recorded_lines(before))
    draft = draft_of(before.settlement)
    then = amounts_of(before.settlement.lines)
    yield from _computed_otherwise(before, now, then)
    now = then
    end = draft_of(after.settlement)
    steps = changes(draft, end)
    step = READ_ANEW * max(draft.size, end.size)
    draft = draft.toward(end)
    waiting: list[Cause] = []
    done = 0
    unsettled = False
    for number, change in enumerate(steps, 1):
        waiting.append(change.cause)
        if number == len(steps):
            then = amounts_of(after.settlement.lines)
        elif done > MOST_STEPPED:
            unsettled = True
            continue
        else:
            draft = change.apply(draft)
            work = Work()
            try:
                then = amounts_of(draft.settlement(work).lines)
            except EcocompError:
                continue  # half of what belongs together: it is told together with the next
            finally:
                done += step + work.done
                progress(number, len(steps))
        yield Effect(tuple(waiting), differing(now, then), unsettled)
        now, waiting = then, []
    progress(len(steps), len(steps))
    yield from _computed_otherwise(after, now, amounts_of(recorded_lines(after)))


def _computed_otherwise(record: Record, now: Amounts, then: Amounts) -> Iterable[Effect]:
    """What a record has otherwise than this version computes it."""
    found = differing(now, then)
    if found:
        made = record.said.versions.ecocomp
        what = say_both("differences.computation", made=made, file=record.file)
        yield Effect((Cause("computation", (record.digest,), what),), found)


def amounts_of(lines: Iterable[Line]) -> dict[LineKey, Line]:
    """Lines by what makes two lines of different settlements the same payment: all but the amount."""
    found: dict[LineKey, Line] = {}
    before: Counter[tuple[object, ...]] = Counter()
    for line in lines:
        payer, payee = line.written
        said = line.name, line.coordinate, line.limit, str(payer), str(payee)
        found[*said, before[said]] = line
        before[said] += 1
    return found


def differing(before: Amounts, after: Amounts) -> dict[LineKey, Line]:
    """What each payment changes by, as lines; those that do not change are left out."""
    found: dict[LineKey, Line] = {}
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key), after.get(key)
        shown = after.get(key) or before[key]
        fen = (new.signed_fen if new else 0) - (old.signed_fen if old else 0)
        exact = (new.exact if new else Fraction(0)) - (old.exact if old else Fraction(0))
        if fen:
            where, basis = shown.coordinate, (shown.clause, shown.status, shown.limit)
            found[key] = directed(shown.name, shown.title, shown.written, fen, exact, where, *basis)
    return found
