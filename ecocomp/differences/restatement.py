"""Restatements (更正结算): what a settlement owes in addition to the one that it takes the place of, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ecocomp.differences.cause import Cause
from ecocomp.differences.comparing import Differences, compared, diff
from ecocomp.errors import Place, Problem, RecordError, RequestError, problem
from ecocomp.record.record import Record, restating
from ecocomp.record.verifying import Verification, verify_alone
from ecocomp.settlement.ledger import PairTotal
from ecocomp.settlement.lines import Holder
from ecocomp.settlement.plain_data import plain
from ecocomp.settlement.result import Settlement
from ecocomp.wording import say_both


@dataclass(frozen=True)
class OwedInAddition:
    """What one pays another in addition, in fen, and what each effect adds to it, signed; they add up to it.

    An effect is told by its place among those of the differences.
    """

    pair: PairTotal
    parts: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Restatement:
    """A settlement that takes the place of an earlier one (更正结算), and the differences between the two.

    ``record`` is the record of the new settlement, which names the digests of all records before it in ``chain``, the
    oldest first.
    """

    settlement: Settlement
    supersedes: Record
    differences: Differences

    @property
    def chain(self) -> tuple[str, ...]:
        """The digests of the records before this one, the oldest first."""
        earlier = self.supersedes.said.restatement
        return (*(earlier.chain if earlier is not None else ()), self.supersedes.digest)

    @cached_property
    def owed(self) -> tuple[OwedInAddition, ...]:
        """The difference of each pair as a transfer of its own, with its causes."""
        return tuple(
            OwedInAddition(pair, tuple(self._parts(pair.payer, pair.payee))) for pair in self.differences.pairs
        )

    def _parts(self, payer: Holder, payee: Holder) -> Iterator[tuple[int, int]]:
        for at, effect in enumerate(self.differences.effects):
            lines = effect.lines.values()
            there = sum(line.fen for line in lines if (line.payer, line.payee) == (payer, payee))
            back = sum(line.fen for line in lines if (line.payer, line.payee) == (payee, payer))
            if there != back:
                yield at, there - back

    @cached_property
    def record(self) -> Record:
        """The record of the new settlement, with the restatement in it."""
        return restating(self.differences.after, self.data())

    def data(self) -> dict[str, Any]:
        """The restatement as a part of the record."""
        return {
            "chain": list(self.chain),
            "before": [each.model_dump() for each in self.supersedes.said.results.pairs],
            "causes": [[cause_data(cause) for cause in effect.causes] for effect in self.differences.effects],
            "differences": [
                {
                    "payer": str(each.pair.payer),
                    "payee": str(each.pair.payee),
                    "amount": plain(each.pair.fen),
                    "causes": [{"cause": at, "amount": plain(fen)} for at, fen in each.parts],
                }
                for each in self.owed
            ],
        }


def cause_data(cause: Cause) -> dict[str, str]:
    """A cause as a record has it."""
    return {"kind": cause.kind, "what": cause.what[0], "before": cause.before[0], "after": cause.after[0]}


def restated(
    settlement: Settlement, supersedes: Record, *, progress: Callable[[int, int], None] | None = None
) -> Restatement:
    """A settlement as the restatement of an earlier one, whose record is given.

    Raises RecordError for a record that does not verify: what is built on it could not be defended. RequestError for
    that of another agreement or year, and for one from which the settlement does not differ: there is nothing to
    restate, as when a restatement is asked for a second time.
    """
    found = verify_alone(supersedes)
    if not found.equal:
        raise RecordError(not_verified("differences.not_verified", found))
    differences = diff(supersedes, settlement, progress=progress)
    if differences.same:
        raise RequestError(problem("differences.nothing_to_restate", Place(supersedes.file)))
    return Restatement(settlement, supersedes, differences)


def not_verified(code: str, found: Verification) -> Iterator[Problem]:
    """Why nothing can be said of a restatement, in the words of ``code``: its earlier record does not verify."""
    place = Place(found.record.file)
    yield problem(code, place)
    yield from found.problems
    if found.difference is not None:
        what, recorded, recomputed = found.difference.what, found.difference.recorded, found.difference.recomputed
        yield problem("differences.other_figure", place, what=what, recorded=recorded, recomputed=recomputed)


def wrong_chain(record: Record, earlier: Record) -> Iterator[Problem]:
    """What is wrong with a restatement, its record before it being given; nothing where it is the one that comes out.

    Its digest is looked up in the chain, and the differences and causes are worked out anew.
    """
    part = record.said.restatement
    place = Place(record.file)
    if part is None:
        yield problem("differences.no_restatement", place)
        return
    if part.chain[-1] != earlier.digest:
        yield problem("differences.other_chain", place, found=part.chain[-1], file=earlier.file, earlier=earlier.digest)
        return
    before = verify_alone(earlier)
    if not before.equal:
        yield from not_verified("differences.earlier_not_verified", before)
        return
    try:
        again = Restatement(record.settlement, earlier, compared(earlier, record)).data()
    except RequestError as trouble:  # of another agreement or year, whatever its digest
        yield from trouble.problems
        return
    recorded = record.data["restatement"]
    other = [key for key in again if again[key] != recorded[key]]
    yield from (problem("differences.other_part", place, part=say_both(f"differences.part_{key}")) for key in other)
