"""What can be checked of a restatement from its record alone: that before and difference make after, and causes add up.

Which difference each cause makes is checked with the record before it, see :func:`ecocomp.restated`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ecocomp.errors import Place, Problem, problem
from ecocomp.record.format1 import Difference, Pair
from ecocomp.record.record import Record
from ecocomp.record.recorded_lines import fen_of


def wrong_restatement(record: Record) -> Iterator[Problem]:
    """The pairs whose amounts do not add up; nothing for a record that is no restatement."""
    part = record.said.restatement
    if part is None:
        return
    place = Place(record.file)
    before, added = signed(part.before), signed(part.differences)
    after = signed(record.said.results.pairs)
    for pair in sorted({*before, *after, *added}):
        parts = [each.get(pair, 0) for each in (before, added, after)]
        if parts[0] + parts[1] != parts[2]:
            yield problem("record.restatement_sum", place, pair=" → ".join(pair))
    for each in part.differences:
        amounts = [fen_of(one.amount) for one in each.causes]
        known = all(0 <= one.cause < len(part.causes) for one in each.causes)
        if sum(amounts) != fen_of(each.amount) or not known:
            yield problem("record.restatement_causes", place, pair=f"{each.payer} → {each.payee}")


def signed(rows: Iterable[Pair | Difference]) -> dict[tuple[str, str], int]:
    """Amounts by pair in the order of its ids, in fen; positive where the first pays."""
    found: dict[tuple[str, str], int] = {}
    for row in rows:
        pair, sign = ((row.payer, row.payee), 1) if row.payer < row.payee else ((row.payee, row.payer), -1)
        found[pair] = found.get(pair, 0) + sign * fen_of(row.amount)
    return found
